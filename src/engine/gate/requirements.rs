//! Dependent ≥ Main (S11, S12, A-S1): on every role a change touches, no main permission may reach
//! further than its dependents. Reaches compare by name, not by today's people (A-S4).

use std::collections::BTreeSet;

use crate::engine::words::Words;
use crate::model::{
    Change, Dependent, Edit, Grant, ImplicationKind, ItemSelector, Key, Model, PermissionId, Reach,
    Reports, Requirement, RoleId, Scope,
};

/// What a bundle of grants gives: permission, rank, criterion. Hard implications are followed.
pub(super) type Given = Vec<(PermissionId, usize, Scope)>;

/// A main permission that would reach further than a dependent, on one bundle of grants.
#[derive(Clone, Debug, PartialEq)]
pub struct Offence {
    /// The role or custom set.
    pub of: Key,
    /// The main permission.
    pub main: PermissionId,
    /// What it needs, and how much of it.
    pub dependent: Dependent,
    /// The one that is in the way: the dependent where the main was changed, else the main.
    pub offender: PermissionId,
}

/// The refusal of a change, with every permission that is in the way.
pub(super) fn refusal(
    before: &Model,
    after: &Model,
    change: &Change,
) -> Option<(String, BTreeSet<PermissionId>)> {
    let offences = offences(before, after, change);
    let bad: BTreeSet<PermissionId> = offences.iter().map(|one| one.offender.clone()).collect();
    let mut parts: Vec<String> = Vec::new();
    let mut of: Vec<&Key> = offences.iter().map(|one| &one.of).collect();
    of.dedup();
    for key in of {
        let (name, grants) = bundle(after, key)?;
        let given = given(after, &grants);
        let here = offences.iter().filter(|one| one.of == *key);
        let mut sentences: Vec<String> = here
            .map(|one| sentence(after, &given, &one.main, &one.dependent))
            .collect();
        sentences.dedup();
        parts.push(format!("{} on {name}", sentences.join("; ")));
    }
    (!parts.is_empty()).then(|| {
        let text = format!(
            "{}. Nothing has changed: a dependent permission reaches at least as far as its main one",
            parts.join("; ")
        );
        (text, bad)
    })
}

/// Every main permission that would reach further than a dependent because of a change.
pub(super) fn offences(before: &Model, after: &Model, change: &Change) -> Vec<Offence> {
    let mut list: Vec<Offence> = Vec::new();
    let mut seen: Vec<Key> = Vec::new();
    for edit in &change.edits {
        let Edit::Put { record, .. } = edit else {
            continue;
        };
        let key = record.key();
        // The last word of several edits on one role counts (A-S5).
        let Some((_, new)) = bundle(after, &key).filter(|_| !seen.contains(&key)) else {
            continue;
        };
        seen.push(key.clone());
        let old = bundle(before, &key).map(|(_, old)| old).unwrap_or_default();
        if old == new {
            continue;
        }
        let (old, new) = (given(before, &old), given(after, &new));
        for requirement in after.requirements().iter() {
            let main = &requirement.main;
            for dependent in dependents_of(after, main) {
                if is_wide_enough(after, &new, main, &dependent) {
                    continue;
                }
                let has_changed = |id: &PermissionId| of(&old, id) != of(&new, id);
                let offender = if has_changed(main) {
                    dependent.permission.clone()
                } else if has_changed(&dependent.permission) {
                    main.clone()
                } else {
                    continue;
                };
                let one = Offence {
                    of: key.clone(),
                    main: main.clone(),
                    dependent,
                    offender,
                };
                if !list.contains(&one) {
                    list.push(one);
                }
            }
        }
    }
    list
}

/// Every role on which a main permission reaches further than a dependent now.
pub(super) fn violations(model: &Model) -> Vec<(RoleId, String)> {
    let mut list = Vec::new();
    for role in model.roles().iter() {
        let given = given(model, &role.grants);
        for requirement in model.requirements().iter() {
            for dependent in dependents_of(model, &requirement.main) {
                if !is_wide_enough(model, &given, &requirement.main, &dependent) {
                    let text = sentence(model, &given, &requirement.main, &dependent);
                    list.push((role.id.clone(), text));
                }
            }
        }
    }
    list
}

/// Every role on which the main of one requirement reaches further than what it names.
pub(super) fn violations_of(model: &Model, requirement: &Requirement) -> Vec<(RoleId, String)> {
    let mut list = Vec::new();
    for role in model.roles().iter() {
        let given = given(model, &role.grants);
        for dependent in &requirement.dependents {
            if !is_wide_enough(model, &given, &requirement.main, dependent) {
                let text = sentence(model, &given, &requirement.main, dependent);
                list.push((role.id.clone(), text));
            }
        }
    }
    list
}

/// The grants of a role or a custom set, and what it is called.
fn bundle(model: &Model, key: &Key) -> Option<(String, Vec<Grant>)> {
    match key {
        Key::Role(id) => {
            let role = model.roles().get(id)?;
            Some((role.name.clone(), role.grants.clone()))
        }
        Key::CustomSet(id) => {
            let set = model.custom_sets().get(id)?;
            let of = Words::new(model).subject(&set.of);
            Some((format!("the custom set of {of}"), set.grants.clone()))
        }
        _ => None,
    }
}

pub(super) fn given(model: &Model, grants: &[Grant]) -> Given {
    let mut given = Given::new();
    for grant in grants {
        let Some(rank) = model
            .ladder_of(&grant.permission.base())
            .and_then(|ladder| ladder.rank(&grant.level))
            .filter(|rank| *rank > 0)
        else {
            continue;
        };
        for id in model.permissions().ids() {
            if model.covers(&grant.permission, id) {
                given.push((id.clone(), rank, grant.on.clone()));
            }
        }
    }
    let mut next = 0;
    while let Some((id, rank, on)) = given.get(next).cloned() {
        next += 1;
        for implication in model.implications().iter().filter(|i| i.permission == id) {
            let kind = implication.kind.unwrap_or(model.settings().implication);
            let ladder = model.ladder_of(&id);
            let from = ladder.and_then(|l| l.rank(&implication.level));
            let at = model
                .ladder_of(&implication.implies.base())
                .and_then(|l| l.rank(&implication.at));
            let (Some(from), Some(at)) = (from, at) else {
                continue;
            };
            if kind != ImplicationKind::Hard || rank < from || at == 0 {
                continue;
            }
            for to in model.permissions().ids() {
                let entry = (to.clone(), at, on.clone());
                if model.covers(&implication.implies, to) && !given.contains(&entry) {
                    given.push(entry);
                }
            }
        }
    }
    given
}

pub(super) fn of<'g>(given: &'g Given, permission: &PermissionId) -> Vec<(usize, &'g Scope)> {
    given
        .iter()
        .filter(|(id, _, _)| id == permission)
        .map(|(_, rank, on)| (*rank, on))
        .collect()
}

/// The dependents of a main, and theirs (A-S7). Each once; a circle ends.
fn dependents_of(model: &Model, main: &PermissionId) -> Vec<Dependent> {
    let mut list: Vec<Dependent> = Vec::new();
    let mut todo = vec![main.clone()];
    let mut seen = vec![main.clone()];
    while let Some(id) = todo.pop() {
        for requirement in model.requirements().iter().filter(|r| r.main == id) {
            for dependent in &requirement.dependents {
                if dependent.permission != *main && !list.contains(dependent) {
                    list.push(dependent.clone());
                }
                if !seen.contains(&dependent.permission) {
                    seen.push(dependent.permission.clone());
                    todo.push(dependent.permission.clone());
                }
            }
        }
    }
    list
}

pub(super) fn is_wide_enough(
    model: &Model,
    given: &Given,
    main: &PermissionId,
    dependent: &Dependent,
) -> bool {
    let ladder = |id: &PermissionId| model.permissions().get(id).map(|p| p.ladder.clone());
    let needed = dependent
        .level
        .as_ref()
        .and_then(|level| model.ladder_of(&dependent.permission)?.rank(level));
    let shares_ladder = ladder(main) == ladder(&dependent.permission);
    of(given, main).into_iter().all(|(rank, on)| {
        let least = match needed {
            Some(needed) => needed,
            None if shares_ladder => rank,
            None => 1,
        };
        is_nobody(on)
            || of(given, &dependent.permission)
                .into_iter()
                .any(|(has, reach)| {
                    has >= least
                        && people_at_least(model, reach.people.as_ref(), on.people.as_ref())
                        && items_at_least(reach.items.as_ref(), on.items.as_ref())
                })
    })
}

fn is_nobody(on: &Scope) -> bool {
    matches!(on.people, Some(Reach::Nobody)) || matches!(on.items, Some(ItemSelector::Nothing))
}

/// True if `wide` reaches at least as far as `narrow`, by name.
pub(super) fn people_at_least(model: &Model, wide: Option<&Reach>, narrow: Option<&Reach>) -> bool {
    let (wide, narrow) = match (wide, narrow) {
        (None | Some(Reach::Anyone), _) => return true,
        (Some(_), None) => return false,
        (Some(wide), Some(narrow)) => (wide, narrow),
    };
    if wide == narrow {
        return true;
    }
    if let (Some(a), Some(b)) = (named(model, wide), named(model, narrow)) {
        return a >= b;
    }
    match (resolve(model, wide), resolve(model, narrow)) {
        (Reach::Anyone, _) | (_, Reach::Nobody) => true,
        (Reach::Everyone, Reach::Everyone) => true,
        (Reach::Reports(_), Reach::Oneself) => true,
        (Reach::Reports(a), Reach::Reports(b)) => {
            let default = model.settings().reports_include_oneself;
            let with_oneself = |r: &Reports| r.oneself.unwrap_or(default);
            a.lines == b.lines
                && (with_oneself(a) || !with_oneself(b))
                && a.depth
                    .is_none_or(|most| b.depth.is_some_and(|depth| depth <= most))
        }
        (Reach::Union(list), narrow) => list.contains(narrow),
        (a, b) => a == b,
    }
}

fn resolve<'m>(model: &'m Model, reach: &'m Reach) -> &'m Reach {
    match reach {
        Reach::Named(id) => model.reaches().get(id).map_or(reach, |named| &named.reach),
        other => other,
    }
}

/// Place of a reach among the model's named ones.
fn named(model: &Model, reach: &Reach) -> Option<usize> {
    match reach {
        Reach::Named(id) => model.reaches().position(id),
        other => model.reaches().iter().position(|n| n.reach == *other),
    }
}

pub(super) fn items_at_least(wide: Option<&ItemSelector>, narrow: Option<&ItemSelector>) -> bool {
    match (wide, narrow) {
        (None | Some(ItemSelector::Any), _) => true,
        (Some(wide), Some(narrow)) => wide == narrow,
        (Some(_), None) => false,
    }
}

fn sentence(model: &Model, given: &Given, main: &PermissionId, dependent: &Dependent) -> String {
    let words = Words::new(model);
    let say = |id: &PermissionId| {
        let all = of(given, id);
        if all.is_empty() {
            return "none".to_owned();
        }
        let each: Vec<String> = all
            .iter()
            .map(|(rank, on)| {
                let level = model
                    .ladder_of(id)
                    .and_then(|ladder| ladder.level(*rank))
                    .map(ToString::to_string)
                    .unwrap_or_default();
                let reach = words.scope(on);
                if level == "yes" {
                    reach
                } else {
                    format!("{level}, {reach}")
                }
            })
            .collect();
        each.join(" and ")
    };
    format!(
        "{} at {} needs as much of {}, which is at {}",
        words.permission(main),
        say(main),
        words.permission(&dependent.permission),
        say(&dependent.permission)
    )
}
