//! Teams, labels and items.

use egui::Ui;

use crate::model::{Change, ItemId, Key, LabelId, Principal, PrincipalId, TeamId};
use crate::session::edits::places::{self, Part};
use crate::session::{Actions, edits};
use crate::ui::widgets::{Chip, Choice, Combo, Section};
use crate::ui::{Context, icons};

use super::record;

fn push(actions: &mut Actions, change: Option<Change>) {
    if let Some(change) = change {
        actions.apply(change);
    }
}

/// A team: its name, its leads, its members.
pub fn team(ui: &mut Ui, cx: &Context<'_>, id: &TeamId, actions: &mut Actions) {
    let key = Key::Team(id.clone());
    record::head(ui, cx, &key, &[], actions);
    Section::new("Fields").show(ui, |ui| record::name(ui, cx, &key, actions));
    for (title, is_lead) in [("Leads", true), ("Members", false)] {
        let is_in = |p: &&Principal| {
            if is_lead {
                p.leads.contains(id)
            } else {
                p.teams.contains(id)
            }
        };
        let people: Vec<&Principal> = cx.model.principals().iter().filter(is_in).collect();
        let count = people.len().to_string();
        Section::new(title).count(&count).show(ui, |ui| {
            if !people.is_empty() {
                ui.horizontal_wrapped(|ui| {
                    for person in &people {
                        let chip = Chip::new(&person.name)
                            .icon(icons::PERSON)
                            .closable()
                            .show(ui);
                        if chip.closed {
                            let change =
                                edits::people::set_team(cx.model, &person.id, id, is_lead, false);
                            push(actions, change);
                        } else if chip.response.clicked() {
                            actions.select(Key::Principal(person.id.clone()));
                        }
                    }
                });
            }
            let words = if is_lead {
                "Add a lead"
            } else {
                "Add a member"
            };
            let others: Vec<&Principal> = cx
                .model
                .principals()
                .iter()
                .filter(|p| p.has_record() && !is_in(p))
                .collect();
            let choices: Vec<_> = others
                .iter()
                .map(|p| Choice::new(&p.name).detail(p.id.as_str()))
                .collect();
            let picked = Combo::bare(words, &choices, None)
                .placeholder(words)
                .show(ui);
            if let Some(person) = picked.and_then(|n| others.get(n)) {
                push(
                    actions,
                    edits::people::set_team(cx.model, &person.id, id, is_lead, true),
                );
            }
        });
    }
    record::uses(ui, cx, &key, actions);
    record::problems(ui, cx, &key);
}

/// A label: its name, the label above it.
pub fn label(ui: &mut Ui, cx: &Context<'_>, id: &LabelId, actions: &mut Actions) {
    let key = Key::Label(id.clone());
    record::head(ui, cx, &key, &[], actions);
    let parent = cx
        .model
        .labels()
        .get(id)
        .and_then(|label| label.parent.clone());
    Section::new("Fields").show(ui, |ui| {
        record::name(ui, cx, &key, actions);
        let others: Vec<_> = cx
            .model
            .labels()
            .iter()
            .filter(|label| label.id != *id)
            .collect();
        let mut choices = vec![Choice::new("At the top")];
        choices.extend(others.iter().map(|label| Choice::new(&label.name)));
        let at = others
            .iter()
            .position(|label| Some(&label.id) == parent.as_ref());
        let picked = Combo::new("Below", &choices, Some(at.map_or(0, |n| n + 1))).show(ui);
        if let Some(picked) = picked {
            let up = picked
                .checked_sub(1)
                .and_then(|n| others.get(n))
                .map(|label| label.id.clone());
            push(actions, places::set_parent(cx.model, id, up));
        }
    });
    record::uses(ui, cx, &key, actions);
    record::problems(ui, cx, &key);
}

/// An item: its name, whom it is about, who owns and made it, its labels, its fields.
pub fn item(ui: &mut Ui, cx: &Context<'_>, id: &ItemId, actions: &mut Actions) {
    let Some(item) = cx.model.items().get(id) else {
        return;
    };
    let key = Key::Item(id.clone());
    record::head(ui, cx, &key, &[], actions);
    Section::new("Fields").show(ui, |ui| {
        record::name(ui, cx, &key, actions);
        for (name, part, who) in [
            ("About", Part::Subject, &item.subject),
            ("Owner", Part::Owner, &item.owner),
            ("Made by", Part::Creator, &item.creator),
        ] {
            if let Some(who) = someone(ui, cx, name, who.as_ref()) {
                push(actions, places::set_item_person(cx.model, id, part, who));
            }
        }
        let kind = cx.model.kinds().get(&item.kind);
        for field in kind.map_or(&[][..], |kind| &kind.fields) {
            let value = item.fields.get(&field.id);
            if let Some(value) = super::fields::field(ui, cx.model, field, value) {
                push(actions, places::set_item_field(cx.model, id, field, value));
            }
        }
    });
    record::labels(ui, cx, &key, &item.labels, actions);
    record::uses(ui, cx, &key, actions);
    record::problems(ui, cx, &key);
}

/// A field that holds a principal. Returns what it was changed to: someone, or nobody.
fn someone(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    who: Option<&PrincipalId>,
) -> Option<Option<PrincipalId>> {
    let people: Vec<_> = cx.model.principals().iter().collect();
    let mut choices = vec![Choice::new("Nobody")];
    choices.extend(
        people
            .iter()
            .map(|p| Choice::new(&p.name).detail(p.id.as_str())),
    );
    let at = people.iter().position(|p| Some(&p.id) == who);
    let picked = Combo::new(name, &choices, at.map(|n| n + 1))
        .placeholder("Nobody")
        .show(ui)?;
    Some(
        picked
            .checked_sub(1)
            .and_then(|n| people.get(n))
            .map(|p| p.id.clone()),
    )
}
