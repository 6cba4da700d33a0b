//! The inspector: what is selected, its fields, what it is made of, what uses it, its problems.
//! One file a kind; a kind without one gets the plain view of any record.

mod fields;
mod person;
mod place;
mod record;

use egui::Ui;

use crate::model::Key;
use crate::session::Actions;

use super::widgets::EmptyPlace;
use super::{Context, icons};

/// Draws the inspector of the selection.
pub fn show(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let Some(key) = cx.selected() else {
        EmptyPlace {
            icon: icons::INFO,
            title: "Nothing is selected",
            why: "Choose a person, group, role or permission to see and edit it here",
            button: None,
        }
        .show(ui);
        return;
    };
    ui.push_id(key, |ui| match key {
        Key::Principal(id) => person::show(ui, cx, id, actions),
        Key::Team(id) => place::team(ui, cx, id, actions),
        Key::Label(id) => place::label(ui, cx, id, actions),
        Key::Item(id) => place::item(ui, cx, id, actions),
        _ => record::show(ui, cx, key, actions),
    });
}
