//! Who is not in a group: which clause of its condition keeps each out, who misses by one clause
//! only, and whom "everyone" leaves out. And where the group says about whom instead of who.

use std::collections::BTreeSet;

use egui::Ui;

use crate::engine::{Engine, Words, capital};
use crate::model::{Condition, Group, Join, Key, Model, PrincipalId, Reach, Subject};
use crate::session::Actions;
use crate::ui::Context;
use crate::ui::inspector::parts;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Section, label};

/// One clause, and those outside whom it does not match.
#[derive(Debug, PartialEq)]
struct Clause {
    words: String,
    /// How many of those outside it does not match.
    n: usize,
    /// Those whom only this clause keeps out.
    alone: Vec<PrincipalId>,
}

/// Everyone with a record who is not in.
#[derive(Debug, Default, PartialEq)]
struct Out {
    all: Vec<PrincipalId>,
    clauses: Vec<Clause>,
    is_any: bool,
}

/// Draws the section.
pub fn show(ui: &mut Ui, cx: &Context<'_>, group: &Group, actions: &mut Actions) {
    let key = Key::Group(group.id.clone());
    let of = group.clone();
    let out = parts::kept(ui, cx, "out of a group", &key, move |engine| {
        Out::of(engine, &of)
    });
    let count = out
        .as_ref()
        .map_or("…".to_owned(), |out| out.all.len().to_string());
    Section::new("Who is out").count(&count).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let Some(out) = out else {
            parts::working(ui);
            return;
        };
        let t = theme::tokens(ui);
        if out.all.is_empty() {
            parts::quiet(ui, "Everyone with a record is in");
        }
        if out.is_any {
            parts::quiet(ui, "No clause matches those who are out");
        }
        let n_near: usize = out.clauses.iter().map(|clause| clause.alone.len()).sum();
        for (nth, clause) in out.clauses.iter().enumerate() {
            let text = match (clause.n, clause.alone.len()) {
                (n, 0) => format!("{} keeps out {n}", clause.words),
                (n, alone) if n == alone => {
                    format!("{} keeps out {n}, all by it alone", clause.words)
                }
                (n, alone) => format!("{} keeps out {n}, {alone} by it alone", clause.words),
            };
            label(ui, text, Type::Small, Weight::Regular, t.text2);
            ui.push_id(nth, |ui| parts::names(ui, cx, &clause.alone, actions));
        }
        if out.clauses.is_empty() || n_near == 0 {
            ui.push_id("all", |ui| parts::names(ui, cx, &out.all, actions));
        }
    });
    omitted_section(ui, cx, actions);
}

/// Whom "everyone" leaves out, by name: it does so silently wherever it is used (H11).
fn omitted_section(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let settings = cx.model.settings();
    let Some(condition) = &settings.everyone_omits else {
        return;
    };
    let words = Words::new(cx.model).condition(condition);
    let omitted = omitted(ui, cx);
    let count = omitted
        .as_ref()
        .map_or("…".to_owned(), |who| who.len().to_string());
    Section::new("Left out by “everyone”")
        .count(&count)
        .folded()
        .show(ui, |ui| {
            let text = format!(
                "Wherever “everyone” is chosen, people whose {words} are left out. \
                 A condition of a group leaves out nobody by itself"
            );
            parts::quiet(ui, text);
            match omitted {
                Some(who) => parts::names(ui, cx, &who, actions),
                None => parts::working(ui),
            }
        });
}

/// Whom "everyone" leaves out.
pub fn omitted(ui: &Ui, cx: &Context<'_>) -> Option<std::sync::Arc<Vec<PrincipalId>>> {
    let key = Key::Reach("everyone".into());
    parts::kept(ui, cx, "left out by everyone", &key, |engine| {
        let everyone = Reach::Except(Box::new(Reach::Anyone), Box::new(Reach::Everyone));
        let first = engine.model().principals().ids().next();
        match first {
            Some(from) => engine.reached(&everyone, from),
            None => Vec::new(),
        }
    })
}

impl Out {
    fn of(engine: &Engine, group: &Group) -> Out {
        let model = engine.model();
        let inside: BTreeSet<PrincipalId> = engine.members(&group.id).into_iter().collect();
        let people = model.principals().iter().filter(|one| one.has_record());
        let outside = people.filter(|one| !inside.contains(&one.id));
        let all: Vec<PrincipalId> = outside.map(|one| one.id.clone()).collect();
        let Some(condition) = &group.condition else {
            return Out {
                all,
                ..Out::default()
            };
        };
        let join = condition.join.unwrap_or(model.settings().join);
        let matching: Vec<BTreeSet<PrincipalId>> = condition
            .clauses
            .iter()
            .map(|clause| {
                let one = Condition {
                    join: None,
                    clauses: vec![clause.clone()],
                };
                engine.matching(&one).into_iter().collect()
            })
            .collect();
        let mut clauses: Vec<Clause> = condition
            .clauses
            .iter()
            .map(|clause| Clause {
                words: capital(&Words::new(model).clause(clause)),
                n: 0,
                alone: Vec::new(),
            })
            .collect();
        for id in &all {
            let missed = matching
                .iter()
                .enumerate()
                .filter(|(_, set)| !set.contains(id));
            let missed: Vec<usize> = missed.map(|(nth, _)| nth).collect();
            for nth in &missed {
                if let Some(clause) = clauses.get_mut(*nth) {
                    clause.n += 1;
                    if missed.len() == 1 && join == Join::All {
                        clause.alone.push(id.clone());
                    }
                }
            }
        }
        Out {
            all,
            clauses,
            is_any: join == Join::Any && condition.clauses.len() > 1,
        }
    }
}

/// Where the group says about whom, not who.
pub fn population(ui: &mut Ui, cx: &Context<'_>, group: &Group, actions: &mut Actions) {
    let key = Key::Group(group.id.clone());
    let (of, id) = (key.clone(), group.id.clone());
    let uses = parts::kept_facts(ui, cx, "population", &key, move |model| {
        let uses = model.uses_of(&of).into_iter();
        uses.filter(|user| is_about(model, user, &Subject::Group(id.clone())))
            .collect::<Vec<Key>>()
    });
    let Some(uses) = uses.filter(|uses| !uses.is_empty()) else {
        return;
    };
    let count = uses.len().to_string();
    Section::new("About whom it is used")
        .count(&count)
        .show(ui, |ui| {
            let text = "Here its members are the people whose data is reached, not those who may";
            parts::quiet(ui, text);
            for user in uses.iter().take(12) {
                parts::door(ui, cx, user, user.word(), actions);
            }
            if uses.len() > 12 {
                parts::quiet(ui, format!("and {} more", uses.len() - 12));
            }
        });
}

/// True if a record names the group as a limit, not as the one who is given something.
fn is_about(model: &Model, user: &Key, group: &Subject) -> bool {
    match user {
        Key::Role(_) | Key::PrincipalScope(_) | Key::Reach(_) => true,
        Key::Assignment(id) => model.assignments().get(id).is_some_and(|a| a.to != *group),
        Key::DirectGrant(id) => model
            .direct_grants()
            .get(id)
            .is_some_and(|d| d.to != *group),
        Key::CustomSet(id) => model.custom_sets().get(id).is_some_and(|s| s.of != *group),
        _ => false,
    }
}
