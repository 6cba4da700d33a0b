//! The palette: finds people, groups, roles, permissions, items and commands.

use crate::session::{Action, Actions, Session};

/// What is typed and which line is chosen.
#[derive(Debug, Default)]
pub struct State {
    _typed: String,
}

/// Draws the palette while it is open.
pub fn show(_ctx: &egui::Context, session: &Session, _state: &mut State, actions: &mut Actions) {
    if session.is_palette_open() {
        actions.push(Action::Palette(false));
    }
}
