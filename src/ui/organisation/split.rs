//! A table at the left and a page about the chosen row at the right.

use egui::{Rect, Stroke, Ui, UiBuilder, pos2};

use crate::ui::paint;
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{divider, label};

/// Two parts over the room there is.
pub fn split(ui: &mut Ui) -> (Ui, Ui) {
    let full = ui.available_rect_before_wrap();
    ui.allocate_rect(full, egui::Sense::hover());
    let x = full.left() + (full.width() * 0.48).clamp(280.0, 560.0);
    let one = Rect::from_min_max(full.min, pos2(x, full.bottom()));
    let other = Rect::from_min_max(pos2(x + 1.0, full.top()), full.max);
    let t = theme::tokens(ui);
    ui.painter().rect_filled(other, 0.0, t.panel);
    let edge = Stroke::new(1.0, t.line);
    ui.painter().vline(x + 0.5, full.y_range(), edge);
    let mut part = |name: &str, place: Rect| {
        let mut part = ui.new_child(UiBuilder::new().id_salt(name).max_rect(place));
        part.set_clip_rect(place.intersect(ui.clip_rect()));
        part
    };
    (part("left part", one), part("right part", other))
}

/// The head of a page: what it is about, and what can be done at the right.
pub fn head(ui: &mut Ui, title: &str, detail: &str, buttons: impl FnOnce(&mut Ui)) {
    let t = theme::tokens(ui);
    let bar = egui::vec2(ui.available_width(), size::WORKSPACE_BAR);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.allocate_ui_with_layout(bar, layout, |ui| {
        ui.add_space(space::L);
        // The buttons keep their room; a long name is cut.
        let room = (ui.available_width() - 380.0).max(90.0);
        let cut = paint::line(ui, title, Type::Title.semibold(), t.text, room);
        let shown = ui.add(egui::Label::new(cut).selectable(false));
        shown.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, title));
        label(ui, detail, Type::Small, Weight::Regular, t.text3);
        let layout = egui::Layout::right_to_left(egui::Align::Center);
        ui.with_layout(layout, |ui| {
            ui.add_space(space::L);
            buttons(ui);
        });
    });
    divider(ui);
}
