//! Many cells of the grid at once, as one change: setting a level, pasting what was copied, and
//! edits that were collected to be judged together (A-S5).

use std::collections::BTreeMap;

use super::grants::{self, Bearer};
use crate::model::{Change, Edit, Grant, Key, Model, PermissionId, Record};

/// A cell: whose, and which permission.
pub type CellOf = (Bearer, PermissionId);

/// What the bearer itself grants in a cell.
pub fn held(model: &Model, (bearer, id): &CellOf) -> Vec<Grant> {
    let all = bearer.grants(model).iter();
    all.filter(|grant| grant.permission.as_str() == id.as_str())
        .cloned()
        .collect()
}

/// What cells shall hold, by cell.
pub type Wanted = BTreeMap<CellOf, Vec<Grant>>;

/// Lets cells hold what is wanted. None if they do already.
pub fn put(model: &Model, wanted: &Wanted, label: String) -> Option<Change> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut bearers: Vec<&Bearer> = wanted.keys().map(|(bearer, _)| bearer).collect();
    bearers.dedup();
    for bearer in bearers {
        let mut all = bearer.grants(model).to_vec();
        let of_bearer = wanted.iter().filter(|((one, _), _)| one == bearer);
        for (cell, grants) in of_bearer {
            if held(model, cell) == *grants {
                continue;
            }
            let is_here = |grant: &Grant| grant.permission.as_str() == cell.1.as_str();
            let at = all.iter().position(is_here).unwrap_or(all.len());
            all.retain(|grant| !is_here(grant));
            let at = at.min(all.len());
            all.splice(at..at, grants.iter().cloned());
        }
        if all != bearer.grants(model) {
            edits.push(Edit::put(with_grants(model, bearer, all)?));
        }
    }
    (!edits.is_empty()).then(|| Change::new(label, edits))
}

fn with_grants(model: &Model, bearer: &Bearer, all: Vec<Grant>) -> Option<Record> {
    Some(match bearer {
        Bearer::Role(id) => {
            let mut role = model.roles().get(id)?.clone();
            role.grants = all;
            role.into()
        }
        Bearer::Set(id) => {
            let mut set = model.custom_sets().get(id)?.clone();
            set.grants = all;
            set.into()
        }
    })
}

/// The cells a change makes different, with what they hold after it.
pub fn changed(model: &Model, change: &Change) -> Wanted {
    let mut wanted = Wanted::new();
    for edit in &change.edits {
        let Edit::Put { record, .. } = edit else {
            continue;
        };
        let (Some(bearer), Some(new)) = (Bearer::of_key(&record.key()), grants_of(record)) else {
            continue;
        };
        let both = bearer.grants(model).iter().chain(new);
        let parts = both.filter(|grant| !grant.permission.is_parts_only());
        for id in parts.map(|grant| grant.permission.base()) {
            let cell = (bearer.clone(), id);
            let here = new
                .iter()
                .filter(|g| g.permission.as_str() == cell.1.as_str());
            let after: Vec<Grant> = here.cloned().collect();
            if held(model, &cell) != after {
                wanted.insert(cell, after);
            }
        }
    }
    wanted
}

fn grants_of(record: &Record) -> Option<&[Grant]> {
    match record {
        Record::Role(role) => Some(&role.grants),
        Record::CustomSet(set) => Some(&set.grants),
        _ => None,
    }
}

/// Sets the level of several cells by rank; 0 takes away what is granted there.
pub fn set_levels(model: &Model, cells: &[CellOf], rank: usize) -> Option<Change> {
    if let [(bearer, id)] = cells {
        return grants::set_level(model, bearer, id, rank);
    }
    let mut work = model.clone();
    for (bearer, id) in cells {
        if let Some(step) = grants::set_level(&work, bearer, id, rank) {
            work.apply(&step).ok()?;
        }
    }
    let wanted = after(model, &work, cells);
    let verb = if rank == 0 { "clear" } else { "set" };
    put(model, &wanted, format!("{verb} {}", names(model, &wanted)))
}

/// The bearers of these cells in full, as they are in another state of the model.
fn after(model: &Model, work: &Model, cells: &[CellOf]) -> Wanted {
    let mut edits = Vec::new();
    for (bearer, _) in cells {
        let key = bearer.key();
        if let Some(record) = work.record(&key)
            && model.record(&key).as_ref() != Some(&record)
        {
            edits.push(Edit::Put { record, at: None });
        }
    }
    changed(model, &Change::new(String::new(), edits))
}

/// "5 cells of HR Partner", "6 cells of 2 roles".
pub fn names(model: &Model, wanted: &Wanted) -> String {
    let mut bearers: Vec<&Bearer> = wanted.keys().map(|(bearer, _)| bearer).collect();
    bearers.dedup();
    let n = match wanted.len() {
        1 => "1 cell".to_owned(),
        n => format!("{n} cells"),
    };
    match bearers.as_slice() {
        [one] => format!("{n} of {}", one.title(model)),
        several => format!("{n} of {} columns", several.len()),
    }
}

/// Puts copied grants into cells: rows by columns, each a list of grants.
pub fn paste(model: &Model, into: &[(CellOf, &[Grant])]) -> Option<Change> {
    let mut wanted = Wanted::new();
    for ((bearer, id), copied) in into {
        let ladder = model.ladder_of(id)?;
        let about = &model.permissions().get(id)?.about;
        let list = copied.iter().filter_map(|grant| {
            let from = model.ladder_of(&grant.permission.base())?;
            let rank = from.rank(&grant.level)?.min(ladder.levels.len() - 1);
            let level = match ladder.rank(&grant.level) {
                Some(_) => grant.level.clone(),
                None => ladder.level(rank)?.clone(),
            };
            let mut on = grant.on.clone();
            if !about.has_person() {
                on.people = None;
            }
            if !about.has_item() {
                on.items = None;
            }
            Some(Grant {
                permission: id.into(),
                level,
                on,
                switch: grant.switch.clone(),
            })
        });
        wanted.insert((bearer.clone(), id.clone()), list.collect());
    }
    wanted.retain(|cell, grants| held(model, cell) != *grants);
    let label = format!("paste {}", names(model, &wanted));
    put(model, &wanted, label)
}

/// The name of a cell: "View salary of HR Partner".
pub fn cell_name(model: &Model, (bearer, id): &CellOf) -> String {
    let name = model.title(&Key::Permission(id.clone()));
    format!("{name} of {}", bearer.title(model))
}
