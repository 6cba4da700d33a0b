//! The panel beside the picture: the paths from someone to something, or what is worth a look.

use egui::{Frame, Panel, ScrollArea, Ui};

use super::picture::Picture;
use super::{State, found, paths};
use crate::session::Actions;
use crate::ui::Context;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{divider, icon_button, label};

const WIDTH: f32 = 320.0;

/// What stands beside the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The paths from someone to something.
    Paths,
    /// What is worth a look.
    Findings,
}

impl Side {
    fn title(self) -> &'static str {
        match self {
            Side::Paths => "Paths",
            Side::Findings => "Worth a look",
        }
    }
}

/// Draws it, if it is open.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    picture: &Picture,
    actions: &mut Actions,
) {
    let Some(side) = state.side else { return };
    let t = theme::tokens(ui);
    let width = WIDTH.min(ui.available_width() * 0.45);
    Panel::left("beside the graph")
        .exact_size(width)
        .resizable(false)
        .frame(Frame::new().fill(t.panel))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(space::M);
            ui.horizontal(|ui| {
                ui.add_space(space::L);
                label(ui, side.title(), Type::Title, Weight::Semibold, t.text);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.add_space(space::M);
                    if icon_button(ui, icons::CLOSE, "Close the panel", true).clicked() {
                        state.side = None;
                        state.put_out();
                    }
                });
            });
            ui.add_space(space::M);
            divider(ui);
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .show(ui, |ui| match side {
                    Side::Paths => paths::show(ui, cx, state, actions),
                    Side::Findings => found::show(ui, cx, state, picture, actions),
                });
        });
}
