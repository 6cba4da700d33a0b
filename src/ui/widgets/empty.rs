//! A place with nothing in it yet: what belongs here, why, and how to begin.

use egui::{Align, Layout, Response, Ui, vec2};

use super::Button;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Type, Weight};

/// What stands in an empty place.
#[derive(Debug, Clone, Copy)]
pub struct EmptyPlace<'a> {
    /// An icon of what belongs here.
    pub icon: Icon,
    /// What belongs here.
    pub title: &'a str,
    /// Why it is empty, or what it is good for.
    pub why: &'a str,
    /// How to begin.
    pub button: Option<&'a str>,
}

impl EmptyPlace<'_> {
    /// Draws it in the middle of the ui. The response is that of the button.
    pub fn show(&self, ui: &mut Ui) -> Option<Response> {
        let t = theme::tokens(ui);
        let room = ui.available_size();
        let width = (room.x - 32.0).clamp(80.0, 360.0);
        let height = 130.0_f32;
        let top = ((room.y.min(2000.0) - height) / 2.0).max(8.0);
        ui.vertical_centered(|ui| {
            ui.add_space(top);
            ui.allocate_ui_with_layout(vec2(width, height), Layout::top_down(Align::Center), |ui| {
                icons::icon(ui, self.icon, 28.0, t.text2);
                ui.label(Type::Body.rich(self.title, Weight::Semibold, t.text));
                ui.set_max_width(width);
                ui.label(Type::Small.rich(self.why, Weight::Regular, t.text2));
                ui.add_space(6.0);
                self.button.map(|text| ui.add(Button::new(text)))
            })
            .inner
        })
        .inner
    }
}
