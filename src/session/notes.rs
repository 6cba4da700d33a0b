//! What a change of the model did to the checks: expectations that break or hold again, duty
//! conflicts and findings that come or go, by name.

use std::collections::{BTreeMap, BTreeSet};

use super::analysis::Checks;
use crate::engine::Words;
use crate::engine::checks::{DutyConflict, ExpectationResult, Finding};
use crate::model::{Key, Model, PrincipalId};

/// One thing the checks say otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// For the better.
    pub good: bool,
    /// What: "No longer holds: …".
    pub text: String,
    /// The record it is about.
    pub key: Key,
}

/// What differs between the checks of two models: for the worse first, then for the better.
pub fn notes(old: (&Model, &Checks), new: (&Model, &Checks)) -> Vec<Note> {
    let mut notes = Vec::new();
    expectations(old.1, new, &mut notes);
    duties(old, new, &mut notes);
    findings(old.1, new.1, &mut notes);
    notes.sort_by_key(|note| note.good);
    notes
}

fn expectations(old: &Checks, (model, new): (&Model, &Checks), notes: &mut Vec<Note>) {
    let before: BTreeMap<_, &ExpectationResult> =
        old.expectations.iter().map(|r| (&r.id, r)).collect();
    for result in &new.expectations {
        let was = before.get(&result.id);
        let broke: BTreeSet<&PrincipalId> = was
            .iter()
            .flat_map(|was| was.people.iter().map(|(id, _)| id))
            .collect();
        let people = result.people.iter().map(|(id, _)| id);
        let more: Vec<&PrincipalId> = people.filter(|id| !broke.contains(id)).collect();
        let word = match (was.map(|was| was.holds), result.holds) {
            (Some(true), false) => "No longer holds",
            (Some(false), true) => "Holds now",
            (None, false) => "New, and broken",
            (Some(false), false) if !more.is_empty() => "Broken by more",
            _ => continue,
        };
        let by = match (result.holds, more.as_slice()) {
            (true, _) | (_, []) => String::new(),
            (false, more) => format!(" ({})", some_of(model, more)),
        };
        notes.push(Note {
            good: result.holds,
            text: format!("{word}: {}{by}", result.sentence),
            key: Key::Expectation(result.id.clone()),
        });
    }
}

fn some_of(model: &Model, who: &[&PrincipalId]) -> String {
    let name = |id: &&PrincipalId| model.title(&Key::Principal((*id).clone()));
    let names: Vec<String> = who.iter().map(name).collect();
    super::edits::moves::some_of(&names).unwrap_or_default()
}

fn duties(old: (&Model, &Checks), new: (&Model, &Checks), notes: &mut Vec<Note>) {
    fn open(checks: &Checks) -> impl Iterator<Item = &DutyConflict> + Clone {
        checks.duties.iter().filter(|one| one.excepted.is_none())
    }
    let id = |one: &DutyConflict| (one.rule.clone(), one.who.clone());
    let (was, is) = (open(old.1), open(new.1));
    let (had, has): (BTreeSet<_>, BTreeSet<_>) =
        (was.clone().map(id).collect(), is.clone().map(id).collect());
    let come = is.filter(|one| !had.contains(&id(one)));
    notes.extend(come.map(|one| duty(new.0, one, false)));
    let gone = was.filter(|one| !has.contains(&id(one)));
    notes.extend(gone.map(|one| duty(old.0, one, true)));
}

fn duty(model: &Model, conflict: &DutyConflict, good: bool) -> Note {
    let words = Words::new(model);
    let key = Key::DutyRule(conflict.rule.clone());
    let held = conflict.permissions.iter().map(|id| words.permission(id));
    let held: Vec<String> = held.collect();
    let word = if good { "Settled" } else { "Duty conflict" };
    let who = words.person(&conflict.who);
    Note {
        good,
        text: format!(
            "{word}: {who} holds {}: {}",
            held.join(" and "),
            model.title(&key)
        ),
        key,
    }
}

fn findings(old: &Checks, new: &Checks, notes: &mut Vec<Note>) {
    let id = |finding: &Finding| (finding.code, finding.key.clone());
    let ids = |list: &[Finding]| list.iter().map(id).collect::<BTreeSet<_>>();
    let (had, has) = (ids(&old.findings), ids(&new.findings));
    let mut add = |list: &[Finding], other: &BTreeSet<(&'static str, Key)>, good: bool| {
        let word = if good { "Settled" } else { "New finding" };
        let others = list.iter().filter(|finding| !other.contains(&id(finding)));
        notes.extend(others.map(|finding| Note {
            good,
            text: format!("{word}: {}", finding.title),
            key: finding.key.clone(),
        }));
    };
    add(&new.findings, &had, false);
    add(&old.findings, &has, true);
}
