//! The laws of a model, on random models, by the slow judge and by the engine. Numbered as the laws
//! themselves are.

#[path = "../judges/mod.rs"]
mod judges;
#[path = "../oracle/mod.rs"]
mod oracle;
#[path = "../random/mod.rs"]
mod random;

mod access;
mod rules;

use std::collections::BTreeSet;

use judges::{JUDGES, Judge, Question};
use random::{Sample, check};
use sightline::model::*;

/// Checks a law for every judge.
fn law(cases: u32, holds: impl Fn(&Sample, Judge) -> Result<(), String>) {
    check(cases, |sample| {
        for (name, judge) in JUDGES {
            holds(sample, judge).map_err(|why| format!("{name}: {why}"))?;
        }
        Ok(())
    });
}

fn must(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

/// No answer of the second is yes where the first says no.
fn within(
    smaller: &BTreeSet<Question>,
    larger: &BTreeSet<Question>,
    what: &str,
) -> Result<(), String> {
    match smaller.difference(larger).next() {
        None => Ok(()),
        Some(question) => Err(format!("{what}: {question:?}")),
    }
}

fn both_scopes(a: &Scope, b: &Scope) -> Scope {
    Scope {
        people: match (&a.people, &b.people) {
            (Some(a), Some(b)) => Some(Reach::Intersection(vec![a.clone(), b.clone()])),
            (one, other) => one.clone().or(other.clone()),
        },
        items: match (&a.items, &b.items) {
            (Some(a), Some(b)) => Some(ItemSelector::Intersection(vec![a.clone(), b.clone()])),
            (one, other) => one.clone().or(other.clone()),
        },
    }
}

fn add_principal_scope(parts: &mut Parts, principal: &PrincipalId, scope: &Scope) {
    let scopes = &mut parts.principal_scopes;
    match scopes.iter_mut().find(|s| s.principal == *principal) {
        Some(there) => there.scope = both_scopes(&there.scope, scope),
        None => scopes.push(PrincipalScope {
            principal: principal.clone(),
            scope: scope.clone(),
        }),
    }
}

fn bottom(parts: &Parts, named: &PermissionRef) -> LevelId {
    let base = named.base();
    let permission = parts.permissions.iter().find(|p| p.id == base).unwrap();
    let ladder = parts.ladders.iter().find(|l| l.id == permission.ladder);
    ladder.unwrap().levels[0].clone()
}

fn top(parts: &Parts, permission: &Permission) -> LevelId {
    let ladder = parts.ladders.iter().find(|l| l.id == permission.ladder);
    ladder.unwrap().levels.last().unwrap().clone()
}

fn principals(parts: &Parts) -> Vec<PrincipalId> {
    parts.principals.iter().map(|p| p.id.clone()).collect()
}
