//! Managers on each line, those who report, teams.

use egui::Ui;

use super::push;
use crate::model::{Key, Line, ManagerEdge, Principal, TeamId};
use crate::session::{Actions, edits};
use crate::ui::widgets::{Chip, Choice, Combo, Section, field_row, link};
use crate::ui::{Context, icons};

/// A manager line that takes one is a field; one that takes several is a row of chips.
pub fn managers(ui: &mut Ui, cx: &Context<'_>, person: &Principal, actions: &mut Actions) {
    let count = person.managers.len().to_string();
    Section::new("Managers").count(&count).show(ui, |ui| {
        let others: Vec<&Principal> = cx
            .model
            .principals()
            .iter()
            .filter(|other| other.has_record() && other.id != person.id)
            .collect();
        for line in &cx.model.settings().lines {
            if line.single {
                one_manager(ui, cx, person, line, &others, actions);
            } else {
                many_managers(ui, cx, person, line, &others, actions);
            }
        }
    });
}

fn one_manager(
    ui: &mut Ui,
    cx: &Context<'_>,
    person: &Principal,
    line: &Line,
    others: &[&Principal],
    actions: &mut Actions,
) {
    let edge = person.managers.iter().find(|edge| edge.0 == line.id);
    let at = edge.and_then(|edge| others.iter().position(|other| other.id == edge.1));
    let mut choices = vec![Choice::new("Nobody")];
    choices.extend(
        others
            .iter()
            .map(|p| Choice::new(&p.name).detail(p.id.as_str())),
    );
    let picked = Combo::new(short(&line.name), &choices, at.map(|n| n + 1))
        .placeholder("Nobody")
        .show(ui);
    if let Some(picked) = picked {
        let manager = picked
            .checked_sub(1)
            .and_then(|n| others.get(n))
            .map(|p| &p.id);
        let change = edits::people::set_manager(cx.model, &person.id, &line.id, manager);
        push(actions, change);
    }
}

fn many_managers(
    ui: &mut Ui,
    cx: &Context<'_>,
    person: &Principal,
    line: &Line,
    others: &[&Principal],
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
            let choices: Vec<_> = others
                .iter()
                .map(|p| Choice::new(&p.name).detail(p.id.as_str()))
                .collect();
            let name = format!("Add to {}", line.name);
            let picked = Combo::bare(&name, &choices, None)
                .placeholder("Add a manager")
                .show(ui);
            if let Some(manager) = picked.and_then(|n| others.get(n)) {
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
    let below: Vec<&Principal> = cx
        .model
        .principals()
        .iter()
        .filter(|other| other.managers.iter().any(|edge| edge.1 == person.id))
        .collect();
    if below.is_empty() {
        return;
    }
    let all = cx.engine.reports(&person.id, None).len();
    let count = format!("{} direct, {all} in all", below.len());
    Section::new("Reports")
        .count(&count)
        .folded()
        .show(ui, |ui| {
            const MOST: usize = 40;
            for other in below.iter().take(MOST) {
                if link(ui, &other.name).clicked() {
                    actions.select(Key::Principal(other.id.clone()));
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
        ui.horizontal_wrapped(|ui| {
            for id in &all {
                team(ui, cx, person, id, actions);
            }
        });
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
