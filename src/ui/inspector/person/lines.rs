//! Managers on each line, those who report, teams.

use egui::Ui;

use super::push;
use crate::model::{Key, Line, ManagerEdge, Principal, TeamId};
use crate::session::{Actions, edits};
use crate::ui::access::picker;
use crate::ui::inspector::parts;
use crate::ui::widgets::{Chip, Choice, Combo, Section, field_row, link};
use crate::ui::{Context, icons};

/// A manager line that takes one is a field; one that takes several is a row of chips.
pub fn managers(ui: &mut Ui, cx: &Context<'_>, person: &Principal, actions: &mut Actions) {
    let count = person.managers.len().to_string();
    Section::new("Managers").count(&count).show(ui, |ui| {
        for line in &cx.model.settings().lines {
            if line.single {
                one_manager(ui, cx, person, line, actions);
            } else {
                many_managers(ui, cx, person, line, actions);
            }
        }
    });
}

/// Someone who can be the manager of another.
fn manager_choice<'m>(cx: &Context<'m>, person: &Principal, nth: usize) -> Option<Choice<'m>> {
    let other = cx.model.principals().at(nth)?;
    let can_be = other.has_record() && other.id != person.id;
    can_be.then(|| Choice::new(&other.name).detail(other.id.as_str()))
}

fn one_manager(
    ui: &mut Ui,
    cx: &Context<'_>,
    person: &Principal,
    line: &Line,
    actions: &mut Actions,
) {
    let edge = person.managers.iter().find(|edge| edge.0 == line.id);
    let can_be = |other: &Principal| other.has_record() && other.id != person.id;
    let (name, who) = (short(&line.name), edge.map(|edge| &edge.1));
    if let Some(manager) = picker::someone(ui, cx.model, name, "Nobody", who, &can_be) {
        let manager = manager.as_ref();
        let change = edits::people::set_manager(cx.model, &person.id, &line.id, manager);
        push(actions, change);
    }
}

fn many_managers(
    ui: &mut Ui,
    cx: &Context<'_>,
    person: &Principal,
    line: &Line,
    actions: &mut Actions,
) {
    field_row(ui, short(&line.name), |ui| {
        ui.vertical(|ui| {
            let has_any = person.managers.iter().any(|edge| edge.0 == line.id);
            if has_any {
                ui.horizontal_wrapped(|ui| {
                    let edges = person.managers.iter().filter(|edge| edge.0 == line.id);
                    for ManagerEdge(_, manager) in edges {
                        let name = cx.model.title(&Key::Principal(manager.clone()));
                        let chip = Chip::new(&name).icon(icons::PERSON).closable().show(ui);
                        if chip.closed {
                            let change = edits::people::remove_manager(
                                cx.model, &person.id, &line.id, manager,
                            );
                            push(actions, change);
                        } else if chip.response.clicked() {
                            actions.select(Key::Principal(manager.clone()));
                        }
                    }
                });
            }
            let people = cx.model.principals();
            let choice = |nth: usize| manager_choice(cx, person, nth);
            let name = format!("Add to {}", line.name);
            let picked = Combo::bare(&name, &[], None)
                .many(people.len(), &choice)
                .placeholder("Add a manager")
                .show(ui);
            if let Some(manager) = picked.and_then(|n| people.at(n)) {
                let change =
                    edits::people::add_manager(cx.model, &person.id, &line.id, &manager.id);
                push(actions, change);
            }
        });
    });
}

/// "Primary manager" beside a field under the head "Managers" is "Primary".
fn short(name: &str) -> &str {
    match name.strip_suffix(" manager") {
        Some(word) if !word.is_empty() => word,
        _ => name,
    }
}

/// Who reports on any line.
pub fn reports(ui: &mut Ui, cx: &Context<'_>, person: &Principal, actions: &mut Actions) {
    let (key, id) = (Key::Principal(person.id.clone()), person.id.clone());
    let below = parts::kept(ui, cx, "reports", &key, move |engine| {
        let direct = engine.reports(&id, Some(1));
        (direct, engine.reports(&id, None).len())
    });
    let Some(below) = below else {
        return;
    };
    let (below, all) = &*below;
    if below.is_empty() {
        return;
    }
    let count = format!("{} direct, {all} in all", below.len());
    Section::new("Reports")
        .count(&count)
        .folded()
        .show(ui, |ui| {
            const MOST: usize = 40;
            for id in below.iter().take(MOST) {
                let key = Key::Principal(id.clone());
                if link(ui, &cx.model.title(&key)).clicked() {
                    actions.select(key);
                }
            }
            if below.len() > MOST {
                ui.label(format!("and {} more", below.len() - MOST));
            }
        });
}

/// Teams one is in, and teams one leads.
pub fn teams(ui: &mut Ui, cx: &Context<'_>, person: &Principal, actions: &mut Actions) {
    if cx.model.teams().is_empty() {
        return;
    }
    let mut all: Vec<&TeamId> = person.teams.iter().collect();
    all.extend(person.leads.iter().filter(|id| !person.teams.contains(id)));
    let count = all.len().to_string();
    Section::new("Teams").count(&count).show(ui, |ui| {
        if !all.is_empty() {
            ui.horizontal_wrapped(|ui| {
                for id in &all {
                    team(ui, cx, person, id, actions);
                }
            });
        }
        let (add, lead) = ("Add to a team", "Lead a team");
        let teams: Vec<_> = cx.model.teams().iter().collect();
        let choices: Vec<_> = teams.iter().map(|team| Choice::new(&team.name)).collect();
        for (name, is_lead) in [(add, false), (lead, true)] {
            let picked = Combo::bare(name, &choices, None).placeholder(name).show(ui);
            if let Some(team) = picked.and_then(|n| teams.get(n)) {
                let change = edits::people::set_team(cx.model, &person.id, &team.id, is_lead, true);
                push(actions, change);
            }
        }
    });
}

fn team(ui: &mut Ui, cx: &Context<'_>, person: &Principal, id: &TeamId, actions: &mut Actions) {
    let name = cx.model.title(&Key::Team(id.clone()));
    let leads = person.leads.contains(id);
    let is_in = person.teams.contains(id);
    let (words, icon) = match (leads, is_in) {
        (true, true) => (format!("{name}, lead"), icons::STAR),
        (true, false) => (format!("{name}, lead only"), icons::STAR),
        _ => (name, icons::GROUPS),
    };
    let chip = Chip::new(&words).icon(icon).closable().show(ui);
    if chip.closed {
        // The lead goes first; whoever is left is a plain member.
        let change = edits::people::set_team(cx.model, &person.id, id, leads, false);
        push(actions, change);
    } else if chip.response.clicked() {
        actions.select(Key::Team(id.clone()));
    }
}
