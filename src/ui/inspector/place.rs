//! Teams, labels and items.

use egui::Ui;

use crate::model::{Change, ItemId, Key, LabelId, Principal, PrincipalId, TeamId};
use crate::session::edits::places::{self, Part};
use crate::session::{Actions, edits};
use crate::ui::access::picker;
use crate::ui::widgets::{Chip, Choice, Combo, Section};
use crate::ui::{Context, icons};

use super::{parts, record};

fn push(actions: &mut Actions, change: Option<Change>) {
    if let Some(change) = change {
        actions.apply(change);
    }
}

/// As many members as stand there by name; the table of people finds the others.
const MOST_CHIPS: usize = 60;

/// A team: its name, its leads, its members.
pub fn team(ui: &mut Ui, cx: &Context<'_>, id: &TeamId, actions: &mut Actions) {
    let key = Key::Team(id.clone());
    record::head(ui, cx, &key, &[], actions);
    Section::new("Fields").show(ui, |ui| record::name(ui, cx, &key, actions));
    for (title, is_lead) in [("Leads", true), ("Members", false)] {
        let (team, slot) = (id.clone(), if is_lead { "leads" } else { "members" });
        let is_in = move |p: &Principal| {
            if is_lead {
                p.leads.contains(&team)
            } else {
                p.teams.contains(&team)
            }
        };
        let of_team = is_in.clone();
        let people = parts::kept_facts(ui, cx, slot, &key, move |model| {
            let all = model.principals().iter().filter(|p| of_team(p));
            all.map(|p| p.id.clone()).collect::<Vec<_>>()
        });
        let count = people
            .as_ref()
            .map_or("…".to_owned(), |p| p.len().to_string());
        Section::new(title).count(&count).show(ui, |ui| {
            let people = people.as_ref().map_or(&[][..], |people| people.as_slice());
            if !people.is_empty() {
                ui.horizontal_wrapped(|ui| {
                    let shown = people.iter().take(MOST_CHIPS);
                    for person in shown.filter_map(|id| cx.model.principals().get(id)) {
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
            if people.len() > MOST_CHIPS {
                parts::quiet(ui, format!("and {} more", people.len() - MOST_CHIPS));
            }
            let words = if is_lead {
                "Add a lead"
            } else {
                "Add a member"
            };
            let people = cx.model.principals();
            let choice = |nth: usize| {
                let person = people.at(nth)?;
                let can_be = person.has_record() && !is_in(person);
                can_be.then(|| Choice::new(&person.name).detail(person.id.as_str()))
            };
            let picked = Combo::bare(words, &[], None)
                .many(people.len(), &choice)
                .placeholder(words)
                .show(ui);
            if let Some(person) = picked.and_then(|n| people.at(n)) {
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
    picker::someone(ui, cx.model, name, "Nobody", who, &|_| true)
}
