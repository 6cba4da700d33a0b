//! The start page: templates, recent files, opening a file.

use egui::Ui;

use crate::session::{Action, Actions, Command, Session, TEMPLATES};

/// Which template is looked at.
#[derive(Debug, Default)]
pub struct State {
    chosen: usize,
}

/// Draws the page.
pub fn show(ui: &mut Ui, _session: &Session, state: &mut State, actions: &mut Actions) {
    for (nth, template) in TEMPLATES.iter().enumerate() {
        if ui.button(template.name).clicked() {
            state.chosen = nth;
            actions.push(Action::NewFrom(nth));
        }
    }
    if ui.button("Open another…").clicked() {
        actions.command(Command::Open);
    }
}

/// Draws the inspector of the template.
pub fn side(_ui: &mut Ui, _session: &Session, _state: &mut State, _actions: &mut Actions) {}
