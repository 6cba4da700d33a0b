//! Access by person: what each one can do, how far it goes and why.

use serde::Serialize;

use super::{Context, Level};
use crate::engine::{AccessPath, Effective};
use crate::io::export::belonging::Belonging;
use crate::model::{Account, Key, Permission, Principal, PrincipalSort};

#[derive(Debug, Serialize)]
pub(super) struct Person {
    name: String,
    sort: &'static str,
    account: &'static str,
    roles: Vec<String>,
    groups: Vec<String>,
    modules: Vec<Module>,
    n_permissions: usize,
}

#[derive(Debug, Serialize)]
struct Module {
    name: String,
    rows: Vec<Row>,
}

/// A permission at a level that reaches more than any higher one.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    level: Option<Level>,
    /// Nothing for what has no target.
    n_targets: Option<usize>,
    why: Vec<Why>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Why {
    source: String,
    on: String,
}

/// As many people as are told of one by one; more fill no page one could open.
pub(super) const MOST_PEOPLE: usize = 2_000;

pub(super) fn people(cx: &Context<'_>) -> Vec<Person> {
    let belonging = Belonging::new(cx.engine);
    let people = cx.model().principals().iter().take(MOST_PEOPLE);
    people.map(|person| of(cx, &belonging, person)).collect()
}

fn of(cx: &Context<'_>, belonging: &Belonging, person: &Principal) -> Person {
    let model = cx.model();
    let roles = belonging.roles_of(&person.id).iter().cloned();
    let groups = belonging.groups_of(&person.id).iter().cloned();
    let mut modules: Vec<Module> = Vec::new();
    let mut n_permissions = 0;
    for permission in model.permissions().iter() {
        let rows = rows(cx, person, permission);
        if rows.is_empty() {
            continue;
        }
        n_permissions += 1;
        let name = model.title(&Key::Module(permission.id.module()));
        match modules.last_mut().filter(|module| module.name == name) {
            Some(module) => module.rows.extend(rows),
            None => modules.push(Module { name, rows }),
        }
    }
    Person {
        name: cx.person(&person.id),
        sort: match person.sort {
            PrincipalSort::Person => "",
            other => other.word(),
        },
        account: match person.account {
            Account::Active => "",
            other => other.word(),
        },
        roles: roles.map(|id| model.title(&Key::Role(id))).collect(),
        groups: groups.map(|id| model.title(&Key::Group(id))).collect(),
        modules,
        n_permissions,
    }
}

/// The levels of a permission, highest first; a lower one only where it reaches more.
fn rows(cx: &Context<'_>, person: &Principal, permission: &Permission) -> Vec<Row> {
    let model = cx.model();
    let ladder = model.ladder_of(&permission.id);
    let has_target = permission.about.has_person() || permission.about.has_item();
    let mut n_before = 0;
    let mut rows = Vec::new();
    for held in cx
        .engine
        .effective_on(&person.id, &permission.id)
        .iter()
        .rev()
    {
        let n = cx
            .engine
            .n_targets(&person.id, &held.permission, &held.level);
        if n <= n_before {
            continue;
        }
        n_before = n;
        rows.push(Row {
            name: permission.name.clone(),
            level: ladder.map(|ladder| cx.level(ladder, &held.level, true)),
            n_targets: has_target.then_some(n),
            why: why(cx, held),
        });
    }
    rows
}

fn why(cx: &Context<'_>, held: &Effective) -> Vec<Why> {
    let mut list: Vec<Why> = Vec::new();
    for path in &held.paths {
        let why = Why {
            source: cx.words.source(path),
            on: on(path),
        };
        if !list.contains(&why) {
            list.push(why);
        }
    }
    list
}

fn on(path: &AccessPath) -> String {
    let mut limits: Vec<&str> = path
        .limits
        .iter()
        .map(|(_, limit)| limit.as_str())
        .collect();
    if path.by_pooling {
        limits.push("by pooling its sources");
    }
    limits.join(", within ")
}
