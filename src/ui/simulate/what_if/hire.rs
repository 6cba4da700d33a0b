//! Someone who does not exist yet: name, fields, manager, teams, groups, roles.

use egui::Ui;

use super::choose::someone;
use crate::model::{FieldId, Key, Line, Model, Principal};
use crate::session::edits::admins::proposed_id;
use crate::session::scenario::{Deed, NewHire};
use crate::ui::access::picker::{self, Pick};
use crate::ui::icons;
use crate::ui::inspector::fields;
use crate::ui::widgets::{TextField, field_row};

/// What was typed and chosen so far.
#[derive(Debug, Default)]
pub(super) struct Hire {
    new: NewHire,
    /// The fields that are shown.
    fields: Vec<FieldId>,
}

impl Hire {
    /// Draws the form.
    pub(super) fn show(&mut self, ui: &mut Ui, model: &Model) {
        let name = self.new.name.clone();
        let field = TextField::new("Name", &name)
            .placeholder("What people will call them")
            .show(ui);
        if let Some(name) = field.draft.or(field.done) {
            self.new.name = name;
        }
        if let Some(line) = first_line(model) {
            let chosen = self.new.manager.as_ref().map(|(_, id)| Some(id.clone()));
            let nobody = Some("Nobody");
            let chosen = chosen.or(Some(None));
            let has_record = |p: &Principal| p.has_record();
            let picked = someone(ui, model, "Manager", chosen.as_ref(), nobody, &has_record);
            if let Some(picked) = picked {
                self.new.manager = picked.map(|id| (line.id.clone(), id));
            }
        }
        self.own_fields(ui, model);
        let teams: Vec<_> = model.teams().ids().cloned().collect();
        several(
            ui,
            model,
            ("Teams", "Put into a team"),
            &teams,
            Key::Team,
            &mut self.new.teams,
        );
        let groups: Vec<_> = model.groups().ids().cloned().collect();
        several(
            ui,
            model,
            ("Groups", "List in a group"),
            &groups,
            Key::Group,
            &mut self.new.groups,
        );
        let roles: Vec<_> = model.roles().ids().cloned().collect();
        several(
            ui,
            model,
            ("Roles", "Give them a role"),
            &roles,
            Key::Role,
            &mut self.new.roles,
        );
    }

    /// The fields that were asked for, each by its type, and a list to ask for another.
    fn own_fields(&mut self, ui: &mut Ui, model: &Model) {
        self.fields.retain(|id| model.fields().contains(id));
        for id in &self.fields {
            let Some(field) = model.fields().get(id) else {
                continue;
            };
            let value = self.new.fields.get(id).cloned();
            if let Some(value) = fields::field(ui, model, field, value.as_ref()) {
                let value = value.filter(|value| !value.is_empty());
                self.new.fields.set(id, value);
            }
        }
        let free = model.fields().iter();
        let free = free.filter(|field| !self.fields.contains(&field.id));
        let picks: Vec<Pick> = free
            .map(|field| {
                let key = Key::Field(field.id.clone());
                Pick::new(key, field.name.clone(), icons::ADD)
            })
            .collect();
        if picks.is_empty() {
            return;
        }
        field_row(ui, "Fields", |ui| {
            if let Some(Key::Field(id)) = picker::add(ui, "Set a field", &picks) {
                self.fields.push(id);
            }
        });
    }

    /// The step, or what is still to be said.
    pub(super) fn deed(&self, model: &Model) -> Result<Deed, &'static str> {
        if self.new.name.trim().is_empty() {
            return Err("Type the name first");
        }
        let mut new = self.new.clone();
        new.name = new.name.trim().to_owned();
        new.id = proposed_id(model, &new.name);
        Ok(Deed::Hire(Box::new(new)))
    }
}

/// The line on which everyone has one manager.
fn first_line(model: &Model) -> Option<&Line> {
    let mut lines = model.settings().lines.iter();
    lines.find(|line| line.single)
}

/// Chips of what was chosen, and a list to choose from.
fn several<T: Clone + PartialEq>(
    ui: &mut Ui,
    model: &Model,
    (name, add): (&str, &str),
    all: &[T],
    key: impl Fn(T) -> Key + Copy,
    chosen: &mut Vec<T>,
) {
    if all.is_empty() {
        return;
    }
    field_row(ui, name, |ui| {
        ui.vertical(|ui| {
            let chips: Vec<(Key, String)> = chosen
                .iter()
                .map(|id| {
                    let key = key(id.clone());
                    let title = model.title(&key);
                    (key, title)
                })
                .collect();
            if let Some((at, _)) = picker::chips(ui, &chips, true).closed
                && at < chosen.len()
            {
                chosen.remove(at);
            }
            let free: Vec<&T> = all.iter().filter(|id| !chosen.contains(id)).collect();
            let picks: Vec<Pick> = free
                .iter()
                .map(|id| {
                    let key = key((*id).clone());
                    let title = model.title(&key);
                    Pick::new(key, title, icons::ADD)
                })
                .collect();
            let picked = picker::add(ui, add, &picks);
            let at = picked.and_then(|key| picks.iter().position(|pick| pick.key == key));
            let new = at.and_then(|at| free.get(at)).map(|id| (*id).clone());
            chosen.extend(new);
        });
    });
}
