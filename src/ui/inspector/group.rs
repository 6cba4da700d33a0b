//! A group: what it is for, how members come in, who is in and why, and what it holds.

mod out;

use egui::Ui;

use crate::engine::{Engine, Words};
use crate::model::{Condition, Group, GroupId, Key, PrincipalId, Subject};
use crate::session::Actions;
use crate::session::edits::groups;
use crate::ui::Context;
use crate::ui::access::{edit_condition, first_condition, picker};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Section, TextField, label, link};

pub use out::omitted;

use super::{access_of, parts, record};

/// Draws the inspector of a group.
pub fn show(ui: &mut Ui, cx: &Context<'_>, id: &GroupId, actions: &mut Actions) {
    let key = Key::Group(id.clone());
    record::head(ui, cx, &key, &[], actions);
    let Some(group) = cx.model.groups().get(id) else {
        return;
    };
    fields(ui, cx, group, actions);
    listed(ui, cx, group, actions);
    by_condition(ui, cx, group, actions);
    nested(ui, cx, group, actions);
    members(ui, cx, group, actions);
    out::show(ui, cx, group, actions);
    out::population(ui, cx, group, actions);
    access_of::roles_of(ui, cx, &Subject::Group(id.clone()), actions);
    access_of::direct(ui, cx, &Subject::Group(id.clone()), actions);
    record::uses(ui, cx, &key, actions);
    record::problems(ui, cx, &key);
}

fn fields(ui: &mut Ui, cx: &Context<'_>, group: &Group, actions: &mut Actions) {
    let refused = |field: &str| {
        let refusal = cx.session.refusal()?;
        let is_here = refusal.key == Some(Key::Group(group.id.clone()));
        (is_here && refusal.fields.iter().any(|one| one == field)).then_some(())
    };
    let missing = format!("A group needs a description. What is {} for?", group.name);
    Section::new("Fields").show(ui, |ui| {
        let problem = refused("name").map(|()| "A group needs a name");
        let key = Key::Group(group.id.clone());
        record::name_or(ui, cx, &key, problem, actions);
        record::id(ui, cx, &key, actions);
        let problem = refused("description").map(|()| missing.as_str());
        let description = TextField::new("Description", &group.description)
            .rows(2)
            .problem(problem)
            .show(ui);
        if let Some(text) = description.done {
            parts::apply(groups::describe(cx.model, &group.id, &text), actions);
        }
    });
}

fn listed(ui: &mut Ui, cx: &Context<'_>, group: &Group, actions: &mut Actions) {
    let count = group.listed.len().to_string();
    Section::new("Members by list")
        .count(&count)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let chips: Vec<(Key, String)> = group
                .listed
                .iter()
                .map(|id| {
                    let key = Key::Principal(id.clone());
                    let name = cx.model.title(&key);
                    (key, name)
                })
                .collect();
            let shown = picker::chips(ui, &chips, true);
            if let Some((_, Key::Principal(who))) = shown.closed {
                parts::apply(groups::list(cx.model, &group.id, &who, false), actions);
            } else if let Some(key) = shown.clicked {
                actions.select(key);
            }
            let taken = |id: &PrincipalId| group.listed.contains(id);
            if let Some(who) = picker::people(ui, cx, "Add someone by name", &taken) {
                parts::apply(groups::list(cx.model, &group.id, &who, true), actions);
            }
        });
}

/// A number that follows from the answers about a group.
fn n_in(
    ui: &Ui,
    cx: &Context<'_>,
    name: &str,
    group: &Group,
    count: impl FnOnce(&Engine) -> usize + Send + 'static,
) -> Option<usize> {
    let key = Key::Group(group.id.clone());
    parts::kept(ui, cx, name, &key, count).map(|n| *n)
}

fn by_condition(ui: &mut Ui, cx: &Context<'_>, group: &Group, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let matching = group.condition.clone().map(|condition| {
        n_in(ui, cx, "matching a condition", group, move |engine| {
            engine.matching(&condition).len()
        })
    });
    let count = match matching {
        Some(Some(n)) => n.to_string(),
        Some(None) => "…".to_owned(),
        None => "not set".to_owned(),
    };
    Section::new("Members by condition")
        .count(&count)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let Some(condition) = &group.condition else {
                parts::quiet(ui, "Nobody comes in this way");
                if link(ui, "Set a condition").clicked() {
                    let first = first_condition(cx.model, None);
                    let change = groups::set_condition(cx.model, &group.id, Some(first));
                    parts::apply(change, actions);
                }
                return;
            };
            let words = Words::new(cx.model).condition(condition);
            let sentence = format!("Everyone whose {words}");
            label(ui, sentence, Type::Small, Weight::Medium, t.text);
            if let Some(new) = edit_condition(ui, cx, "group", condition, None) {
                let new = (!new.clauses.is_empty()).then_some(new);
                parts::apply(groups::set_condition(cx.model, &group.id, new), actions);
            }
            match matching.flatten() {
                Some(0) => {
                    let words = "It matches no one now";
                    label(ui, words, Type::Small, Weight::Regular, t.warning);
                }
                Some(n) => parts::quiet(ui, format!("{} in by it", people(n))),
                None => parts::working(ui),
            }
            if link(ui, "Clear the condition").clicked() {
                parts::apply(groups::set_condition(cx.model, &group.id, None), actions);
            }
        });
}

fn people(n: usize) -> String {
    match n {
        1 => "1 person is".to_owned(),
        n => format!("{n} people are"),
    }
}

fn nested(ui: &mut Ui, cx: &Context<'_>, group: &Group, actions: &mut Actions) {
    let count = group.groups.len().to_string();
    Section::new("Groups inside").count(&count).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let chips: Vec<(Key, String)> = group
            .groups
            .iter()
            .map(|id| {
                let key = Key::Group(id.clone());
                let name = cx.model.title(&key);
                (key, name)
            })
            .collect();
        let shown = picker::chips(ui, &chips, true);
        if let Some((_, Key::Group(inner))) = shown.closed {
            parts::apply(groups::nest(cx.model, &group.id, &inner, false), actions);
        } else if let Some(key) = shown.clicked {
            actions.select(key);
        }
        let taken = |id: &GroupId| *id == group.id || group.groups.contains(id);
        if let Some(inner) = picker::groups(ui, cx, "Put a group inside", &taken) {
            parts::apply(groups::nest(cx.model, &group.id, &inner, true), actions);
        }
    });
}

fn members(ui: &mut Ui, cx: &Context<'_>, group: &Group, actions: &mut Actions) {
    let key = Key::Group(group.id.clone());
    let count = n_in(ui, cx, "members", group, {
        let id = group.id.clone();
        move |engine| engine.members(&id).len()
    });
    let words = count.map_or_else(|| "…".to_owned(), |n| n.to_string());
    Section::new("Who is in").count(&words).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        parts::quiet(ui, "They may do what the group is given");
        if count == Some(0) {
            parts::quiet(ui, "No one is in this group");
            return;
        }
        let of = group.clone();
        let ways = parts::kept(ui, cx, "ways into a group", &key, move |engine| {
            ways(engine, &of)
        });
        let Some(ways) = ways else {
            parts::working(ui);
            return;
        };
        for (nth, (way, who)) in ways.iter().enumerate() {
            let text = format!("{way} · {}", who.len());
            parts::quiet(ui, text);
            ui.push_id(nth, |ui| parts::names(ui, cx, who, actions));
        }
    });
}

/// Members by the first way that lets each of them in.
fn ways(engine: &Engine, group: &Group) -> Vec<(String, Vec<PrincipalId>)> {
    let model = engine.model();
    let matching = match &group.condition {
        Some(condition) => engine.matching(condition),
        None => Vec::new(),
    };
    let condition = group.condition.clone().unwrap_or_else(|| Condition {
        join: None,
        clauses: Vec::new(),
    });
    let mut rest: Vec<PrincipalId> = engine.members(&group.id);
    let mut list = Vec::new();
    let mut way = |text: String, of: &[PrincipalId]| {
        let known: std::collections::BTreeSet<&PrincipalId> = of.iter().collect();
        let (here, left): (Vec<_>, Vec<_>) =
            rest.iter().cloned().partition(|id| known.contains(id));
        rest = left;
        if !here.is_empty() {
            list.push((text, here));
        }
    };
    way("By name".to_owned(), &group.listed);
    way(
        format!("Because {}", Words::new(model).condition(&condition)),
        &matching,
    );
    for inner in &group.groups {
        let name = model.title(&Key::Group(inner.clone()));
        way(format!("In {name}"), &engine.members(inner));
    }
    list
}
