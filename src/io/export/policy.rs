//! Common to the exports for policy engines: names of sets of holders, manager lines that are a
//! hierarchy, and what a scheme loses whatever the target.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fate, Loss};
use crate::engine::Engine;
use crate::engine::scheme::{HolderSet, Origin, Scheme};
use crate::model::{LineId, PrincipalId};

/// An id for a set of holders, apart from that of others of its kind: the id of the role, group or
/// principal, or words with blanks, which no id of a model holds.
pub(super) fn holder_id(sets: &[HolderSet], at: usize) -> String {
    let Some(set) = sets.get(at) else {
        return String::new();
    };
    let id = match &set.origin {
        Origin::Everyone => return "everyone".to_owned(),
        Origin::Principal(id) => return id.to_string(),
        Origin::Several => return format!("holders {}", at + 1),
        Origin::Role(id) => id.as_str(),
        Origin::Group(id) => id.as_str(),
    };
    let n_out = set.left_out.len();
    if n_out == 0 {
        return id.to_owned();
    }
    let alike = |other: &&HolderSet| other.origin == set.origin && other.left_out.len() == n_out;
    let n_before = sets.iter().take(at).filter(alike).count();
    match n_before {
        0 => format!("{id} except {n_out}"),
        n => format!("{id} except {n_out} ({})", n + 1),
    }
}

/// What a scheme loses whatever the target.
pub(super) fn scheme_losses(engine: &Engine, scheme: &Scheme) -> Vec<Loss> {
    let settled = scheme.settled.iter();
    let settled = settled.map(|note| Loss::new(Fate::Frozen, &note.what, &note.why));
    let unsaid = scheme.unsaid.iter();
    let unsaid = unsaid.map(|note| Loss::new(Fate::Dropped, &note.what, &note.why));
    let mut losses: Vec<Loss> = settled.chain(unsaid).collect();
    losses.push(Loss::new(
        Fate::Dropped,
        "Names and other fields of people and items",
        "only what a rule asks about is exported",
    ));
    for set in scheme.holders.iter().filter(|set| !set.is_exact()) {
        let why = format!(
            "a set of its own with the {} who hold it today, without {}",
            set.principals.len(),
            set.left_out_in_words(engine.model())
        );
        losses.push(Loss::new(Fate::Frozen, set.title(engine.model()), why));
    }
    losses
}

/// Direct managers on some lines, unless someone is above themselves or leads without a record.
pub(super) fn tree(
    engine: &Engine,
    lines: &[LineId],
) -> Option<BTreeMap<PrincipalId, Vec<PrincipalId>>> {
    let principals = engine.model().principals();
    let mut parents: BTreeMap<PrincipalId, Vec<PrincipalId>> = BTreeMap::new();
    for person in principals.iter().filter(|person| person.has_record()) {
        let mut above: BTreeSet<PrincipalId> = BTreeSet::new();
        for edge in person.managers.iter().filter(|e| lines.contains(&e.0)) {
            match principals.get(&edge.1) {
                Some(manager) if manager.id == person.id => {}
                Some(manager) if manager.has_record() => {
                    above.insert(manager.id.clone());
                }
                Some(_) => return None,
                None => {}
            }
        }
        if !above.is_empty() {
            parents.insert(person.id.clone(), above.into_iter().collect());
        }
    }
    is_without_circles(&parents).then_some(parents)
}

/// Takes away, again and again, those who lead nobody that is left.
fn is_without_circles(parents: &BTreeMap<PrincipalId, Vec<PrincipalId>>) -> bool {
    let mut n_below: BTreeMap<&PrincipalId, usize> = BTreeMap::new();
    for manager in parents.values().flatten() {
        *n_below.entry(manager).or_default() += 1;
    }
    let ends = parents.keys().filter(|id| !n_below.contains_key(id));
    let mut todo: Vec<&PrincipalId> = ends.collect();
    while let Some(person) = todo.pop() {
        for manager in parents.get(person).into_iter().flatten() {
            if let Some(n) = n_below.get_mut(manager) {
                *n -= 1;
                if *n == 0 {
                    n_below.remove(manager);
                    todo.push(manager);
                }
            }
        }
    }
    n_below.is_empty()
}
