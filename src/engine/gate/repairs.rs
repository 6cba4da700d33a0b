//! What would make a change fit that is refused because a main permission would reach further than
//! a dependent (S12, A-S1): widen what falls short, or narrow what reaches too far. Each repair is
//! the whole change, mended; nothing is mended unasked.

use super::Offence;
use super::requirements::{self, given, items_at_least, of, people_at_least};
use crate::engine::words::{Words, uncapital};
use crate::model::{
    Change, Dependent, Edit, Grant, ItemSelector, Key, Model, PermissionId, Reach, Record, Scope,
};

/// A change that fits in place of one that does not.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// What it does, in words.
    pub title: String,
    /// The whole of it.
    pub change: Change,
}

/// Every main permission that would reach further than a dependent because of a change.
pub fn offences(model: &Model, change: &Change) -> Vec<Offence> {
    let mut after = model.clone();
    match after.apply(change) {
        Ok(_) => requirements::offences(model, &after, change),
        Err(_) => Vec::new(),
    }
}

/// The ways to mend a change that is refused because of dependencies. None if it is not.
pub fn repairs(model: &Model, change: &Change) -> Vec<Repair> {
    let mut list: Vec<Repair> = Vec::new();
    for way in [Way::Widen, Way::Narrow] {
        let Some(mended) = mended(model, change, way) else {
            continue;
        };
        let is_change = mended.edits.iter().any(|edit| match edit {
            Edit::Put { record, .. } => model.record(&record.key()).as_ref() != Some(record),
            _ => true,
        });
        if is_change && !list.iter().any(|one| one.change.edits == mended.edits) {
            let title = title(model, change, &mended, way);
            list.push(Repair {
                change: Change::new(format!("{}, mended", change.label), mended.edits),
                title,
            });
        }
    }
    for repair in &mut list {
        repair.change.label = format!("{} ({})", change.label, uncapital(&repair.title));
    }
    list
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Widen,
    Narrow,
}

/// A chain of dependents is mended link by link; it ends, as each step only widens or only narrows.
const MOST_STEPS: usize = 200;

fn mended(model: &Model, change: &Change, way: Way) -> Option<Change> {
    let mut mended = change.clone();
    for _ in 0..MOST_STEPS {
        let offences = offences(model, &mended);
        let Some(first) = offences.first() else {
            return (mended != *change).then_some(mended);
        };
        let record = mended.edits.iter_mut().rev().find_map(|edit| match edit {
            Edit::Put { record, .. } if record.key() == first.of => Some(record),
            _ => None,
        })?;
        let mut after = grants_of(record)?.to_vec();
        let has_moved = match way {
            Way::Widen => widen(model, &mut after, &first.main, &first.dependent),
            Way::Narrow => narrow(model, &mut after, &first.main, &first.dependent),
        };
        if !has_moved {
            return None;
        }
        set_grants(record, after);
    }
    None
}

fn grants_of(record: &Record) -> Option<&[Grant]> {
    match record {
        Record::Role(role) => Some(&role.grants),
        Record::CustomSet(set) => Some(&set.grants),
        _ => None,
    }
}

fn set_grants(record: &mut Record, grants: Vec<Grant>) {
    *record = match &*record {
        Record::Role(role) => {
            let mut role = (**role).clone();
            role.grants = grants;
            role.into()
        }
        Record::CustomSet(set) => {
            let mut set = (**set).clone();
            set.grants = grants;
            set.into()
        }
        other => other.clone(),
    };
}

/// The rank a dependent needs under a main at a rank.
fn needed(model: &Model, main: &PermissionId, of: &Dependent, rank: usize) -> usize {
    let ladder = |id: &PermissionId| model.permissions().get(id).map(|one| &one.ladder);
    match &of.level {
        Some(level) => {
            let own = model.ladder_of(&of.permission);
            own.and_then(|ladder| ladder.rank(level)).unwrap_or(rank)
        }
        None if ladder(main) == ladder(&of.permission) => rank,
        None => 1,
    }
}

fn at_least(model: &Model, wide: &Scope, narrow: &Scope) -> bool {
    people_at_least(model, wide.people.as_ref(), narrow.people.as_ref())
        && items_at_least(wide.items.as_ref(), narrow.items.as_ref())
}

/// Gives the dependent wherever the main is given and it falls short.
fn widen(model: &Model, grants: &mut Vec<Grant>, main: &PermissionId, to: &Dependent) -> bool {
    let all = given(model, grants);
    let has = of(&all, &to.permission);
    let Some(ladder) = model.ladder_of(&to.permission) else {
        return false;
    };
    let mut has_moved = false;
    for (rank, on) in of(&all, main) {
        let rank = needed(model, main, to, rank);
        let fits = |(has, reach): &(usize, &Scope)| *has >= rank && at_least(model, reach, on);
        let Some(level) = ladder.level(rank).filter(|_| !has.iter().any(fits)) else {
            continue;
        };
        // What the new grant covers anyway goes; what reaches elsewhere stays.
        grants.retain(|old| {
            let is_own = old.permission.as_str() == to.permission.as_str();
            let held = ladder.rank(&old.level).unwrap_or(0);
            !(is_own && old.switch.is_none() && held <= rank && at_least(model, on, &old.on))
        });
        grants.push(Grant {
            permission: (&to.permission).into(),
            level: level.clone(),
            on: on.clone(),
            switch: None,
        });
        has_moved = true;
    }
    has_moved
}

/// Takes back of the main what the dependent does not carry.
fn narrow(model: &Model, grants: &mut Vec<Grant>, main: &PermissionId, by: &Dependent) -> bool {
    let all = given(model, grants);
    let has = of(&all, &by.permission);
    let Some(ladder) = model.ladder_of(main) else {
        return false;
    };
    let mut has_moved = false;
    let mut kept: Vec<Grant> = Vec::new();
    for grant in grants.iter() {
        let rank = ladder.rank(&grant.level).unwrap_or(0);
        let fits = |(held, reach): &(usize, &Scope)| {
            *held >= needed(model, main, by, rank) && at_least(model, reach, &grant.on)
        };
        let is_own = grant.permission.as_str() == main.as_str();
        if !is_own || rank == 0 || has.iter().any(fits) {
            kept.push(grant.clone());
            continue;
        }
        has_moved = true;
        let carried = has.iter().filter_map(|(held, reach)| {
            let rank = (1..=rank)
                .rev()
                .find(|rank| *held >= needed(model, main, by, *rank))?;
            Some((rank, narrower(model, &grant.on, reach)?))
        });
        let best = carried.max_by_key(|(rank, _)| *rank);
        if let Some((level, on)) = best.and_then(|(rank, on)| Some((ladder.level(rank)?, on))) {
            kept.push(Grant {
                level: level.clone(),
                on,
                ..grant.clone()
            });
        }
    }
    *grants = kept;
    has_moved
}

/// What both reach, where one of them lies within the other on each axis.
fn narrower(model: &Model, a: &Scope, b: &Scope) -> Option<Scope> {
    let people = |a: Option<&Reach>, b: Option<&Reach>| {
        if people_at_least(model, b, a) {
            Some(a.cloned())
        } else {
            people_at_least(model, a, b).then(|| b.cloned())
        }
    };
    let items = |a: Option<&ItemSelector>, b: Option<&ItemSelector>| {
        if items_at_least(b, a) {
            Some(a.cloned())
        } else {
            items_at_least(a, b).then(|| b.cloned())
        }
    };
    let scope = Scope {
        people: people(a.people.as_ref(), b.people.as_ref())?,
        items: items(a.items.as_ref(), b.items.as_ref())?,
    };
    let is_empty = matches!(scope.people, Some(Reach::Nobody))
        || matches!(scope.items, Some(ItemSelector::Nothing));
    (!is_empty).then_some(scope)
}

/// "Raise See profile too", or "Give Edit only at view, direct reports".
fn title(model: &Model, asked: &Change, mended: &Change, way: Way) -> String {
    let words = Words::new(model);
    let asked_for = differing(None, asked, model);
    let moved = differing(Some(asked), mended, model);
    let more: Vec<&(Key, PermissionId)> = moved
        .iter()
        .filter(|one| !asked_for.contains(one))
        .collect();
    let names = |list: &[&(Key, PermissionId)]| {
        let mut names: Vec<String> = list.iter().map(|(_, id)| words.permission(id)).collect();
        names.dedup();
        match names.as_slice() {
            [one] => one.clone(),
            several => format!("these {}", several.len()),
        }
    };
    if more.is_empty() {
        let all: Vec<&(Key, PermissionId)> = moved.iter().collect();
        let now = moved
            .first()
            .map(|(key, id)| cell_words(model, mended, key, id));
        return match (all.as_slice(), now) {
            ([_], Some(now)) => format!("Set {} only to {now}", names(&all)),
            _ => format!("Set {} only as far as fits", names(&all)),
        };
    }
    match way {
        Way::Widen => format!("Raise {} too", names(&more)),
        Way::Narrow => format!("Lower {} too", names(&more)),
    }
}

fn cell_words(model: &Model, change: &Change, key: &Key, id: &PermissionId) -> String {
    let words = Words::new(model);
    let grants = put(change, key).and_then(grants_of).unwrap_or_default();
    let here = grants
        .iter()
        .filter(|one| one.permission.as_str() == id.as_str());
    let texts: Vec<String> = here
        .map(|one| match one.level.as_str() {
            "yes" => words.scope(&one.on),
            level => format!("{level}, {}", words.scope(&one.on)),
        })
        .collect();
    match texts.is_empty() {
        true => "none".to_owned(),
        false => texts.join(" and "),
    }
}

fn put<'c>(change: &'c Change, key: &Key) -> Option<&'c Record> {
    change.edits.iter().rev().find_map(|edit| match edit {
        Edit::Put { record, .. } if record.key() == *key => Some(record),
        _ => None,
    })
}

/// The cells that differ between two changes, or between the model and a change.
fn differing(from: Option<&Change>, to: &Change, model: &Model) -> Vec<(Key, PermissionId)> {
    let mut list = Vec::new();
    for edit in &to.edits {
        let Edit::Put { record, .. } = edit else {
            continue;
        };
        let (key, Some(new)) = (record.key(), grants_of(record)) else {
            continue;
        };
        let known = model.record(&key);
        let old = match from {
            Some(from) => put(from, &key),
            None => known.as_ref(),
        };
        let old = old.and_then(grants_of).unwrap_or_default();
        let both = old.iter().chain(new);
        let mut ids: Vec<PermissionId> = both.map(|one| one.permission.base()).collect();
        ids.sort();
        ids.dedup();
        for id in ids {
            let at = |list: &[Grant]| -> Vec<Grant> {
                let here = list.iter().filter(|one| one.permission.base() == id);
                here.cloned().collect()
            };
            if at(old) != at(new) {
                list.push((key.clone(), id));
            }
        }
    }
    list
}
