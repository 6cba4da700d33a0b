//! The inspector: what is selected, its fields, what it is made of, what uses it, its problems.
//! One file a kind; a kind without one gets the plain view of any record.

pub mod access_of;
mod effective;
pub mod fields;
mod given;
mod group;
mod ladder;
mod model;
mod parts;
mod permission;
mod person;
mod place;
mod record;
mod role;
mod rule;

pub use group::omitted;
pub use record::{ask_name, is_naming};

use egui::Ui;

use crate::model::Key;
use crate::session::Actions;

use super::Context;

/// Draws the inspector of the selection.
pub fn show(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let Some(key) = cx.selected() else {
        model::show(ui, cx, actions);
        return;
    };
    ui.push_id(key, |ui| match key {
        Key::Principal(id) | Key::PrincipalScope(id) => person::show(ui, cx, id, actions),
        Key::Team(id) => place::team(ui, cx, id, actions),
        Key::Label(id) => place::label(ui, cx, id, actions),
        Key::Item(id) => place::item(ui, cx, id, actions),
        Key::Group(id) => group::show(ui, cx, id, actions),
        Key::Role(id) => role::show(ui, cx, id, actions),
        Key::Permission(id) => permission::show(ui, cx, id, actions),
        Key::Assignment(id) => given::assignment(ui, cx, id, actions),
        Key::DirectGrant(id) => given::direct(ui, cx, id, actions),
        Key::CustomSet(id) => given::custom_set(ui, cx, id, actions),
        Key::Ladder(id) => ladder::show(ui, cx, id, actions),
        Key::Module(id) => rule::module(ui, cx, id, actions),
        Key::Switch(_)
        | Key::Suppression(_)
        | Key::Guard(_)
        | Key::Implication(_)
        | Key::Requirement(_)
        | Key::DelegationRule(_) => rule::sentence(ui, cx, key, actions),
        _ => record::show(ui, cx, key, actions),
    });
}
