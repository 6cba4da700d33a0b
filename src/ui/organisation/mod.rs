//! ORGANISATION: people, teams, labels and items.

use crate::session::Actions;
use crate::ui::Context;

/// What the workspace keeps for itself.
#[derive(Debug, Default)]
pub struct State {}

/// Draws the workspace.
pub fn show(ui: &mut egui::Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let State {} = state;
    let _ = (cx, actions);
    ui.label("Organisation");
}
