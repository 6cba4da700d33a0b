//! Effective access: who can do what, how far it goes, and why.

use super::{Cell, MOST_ROWS, Table};
use crate::engine::{AccessPath, Engine, ItemRef, Target, Words};
use crate::io::export::loss::{Fate, Loss};
use crate::model::{LevelId, Permission, PrincipalId};

/// A row for each principal, permission and level that reaches anything.
pub(super) fn effective(engine: &Engine) -> (Table, Option<Loss>) {
    let model = engine.model();
    let words = Words::in_full(model);
    let mut table = Table::new(
        "effective",
        "Effective access",
        "A row is someone who can do something at a level or above: how many it reaches and why",
        &[
            ("Who", 26),
            ("Who (ID)", 20),
            ("Permission", 32),
            ("Permission ID", 26),
            ("Level", 10),
            ("People", 9),
            ("Items", 9),
            ("Targets", 9),
            ("Reach", 48),
            ("From", 80),
        ],
    );
    let mut n_left_out = 0;
    for (nth, who) in model.principals().iter().enumerate() {
        if table.rows.len() >= MOST_ROWS {
            n_left_out = model.principals().len() - nth;
            break;
        }
        for held in engine.effective(&who.id) {
            let permission = model.permissions().get(&held.permission);
            let n_targets = engine.n_targets(&who.id, &held.permission, &held.level);
            let reach = permission.map(|p| reach_of(p, &held.paths));
            let from: Vec<String> = held
                .paths
                .iter()
                .map(|path| words.steps(path).join(" › "))
                .collect();
            table.rows.push(vec![
                Cell::text(who.name.as_str()),
                Cell::text(who.id.as_str()),
                Cell::text(words.permission(&held.permission)),
                Cell::text(held.permission.as_str()),
                Cell::text(held.level.as_str()),
                Cell::count(held.people.len()),
                Cell::count(held.items.len()),
                Cell::count(n_targets),
                Cell::text(reach.unwrap_or_default()),
                Cell::text(from.join(" | ")),
            ]);
        }
    }
    let loss = cut(n_left_out, "Effective access");
    (table, loss)
}

/// Of those who come last nothing is told where a table is full; of everyone else, everything.
fn cut(n_left_out: usize, what: &str) -> Option<Loss> {
    (n_left_out > 0).then(|| {
        Loss::new(
            Fate::Dropped,
            format!("{what} of the last {n_left_out} people"),
            format!("a table holds {MOST_ROWS} rows"),
        )
    })
}

/// The limits of all ways, each way once: "direct reports | members of HR Finland".
pub(in crate::io::export) fn reach_of(permission: &Permission, paths: &[AccessPath]) -> String {
    let about = &permission.about;
    if !about.has_person() && !about.has_item() {
        return String::new();
    }
    let mut ways: Vec<String> = Vec::new();
    for path in paths {
        let limits: Vec<&str> = path
            .limits
            .iter()
            .map(|(_, limit)| limit.as_str())
            .collect();
        let way = match limits.is_empty() {
            true => "no limit".to_owned(),
            false => limits.join(", within "),
        };
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways.join(" | ")
}

/// A row for each target of everyone, at the highest level they have there.
pub(super) fn targets(engine: &Engine) -> (Table, Option<Loss>) {
    let model = engine.model();
    let words = Words::in_full(model);
    let mut table = Table::new(
        "targets",
        "Targets",
        "A row is someone who can do something to one target: the highest level there",
        &[
            ("Who", 26),
            ("Who (ID)", 20),
            ("Permission", 32),
            ("Permission ID", 26),
            ("Level", 10),
            ("Person", 26),
            ("Person (ID)", 20),
            ("Item", 30),
            ("Item (ID)", 20),
        ],
    );
    let mut n_left_out = 0;
    for (nth, who) in model.principals().iter().enumerate() {
        if table.rows.len() >= MOST_ROWS {
            n_left_out = model.principals().len() - nth;
            break;
        }
        for permission in model.permissions().iter() {
            for (level, target) in highest(engine, &who.id, permission) {
                let mut row = vec![
                    Cell::text(who.name.as_str()),
                    Cell::text(who.id.as_str()),
                    Cell::text(permission.name.as_str()),
                    Cell::text(permission.id.as_str()),
                    Cell::text(level.as_str()),
                ];
                row.extend(target_cells(&words, &target));
                table.rows.push(row);
            }
        }
    }
    let loss = cut(n_left_out, "Targets");
    (table, loss)
}

/// Every target of someone with a permission, each at the highest level.
fn highest(engine: &Engine, who: &PrincipalId, permission: &Permission) -> Vec<(LevelId, Target)> {
    let Some(ladder) = engine.model().ladder_of(&permission.id) else {
        return Vec::new();
    };
    let mut found: Vec<(LevelId, Target)> = Vec::new();
    let mut known: std::collections::BTreeSet<Target> = std::collections::BTreeSet::new();
    for level in ladder.levels.iter().skip(1).rev() {
        for target in engine.targets(who, &permission.id, level) {
            if known.insert(target.clone()) {
                found.push((level.clone(), target));
            }
        }
    }
    found
}

fn target_cells(words: &Words<'_>, target: &Target) -> [Cell; 4] {
    let person = target.person.as_ref();
    let (item, item_id) = match &target.item {
        // The account of the person is the person once more.
        Some(ItemRef::Account(id)) if target.person.as_ref() == Some(id) => (Cell::Empty, None),
        Some(item) => {
            let alone = Target {
                person: None,
                item: Some(item.clone()),
            };
            (Cell::text(alone.title(words.model())), Some(item.id()))
        }
        None => (Cell::Empty, None),
    };
    [
        person.map_or(Cell::Empty, |id| Cell::text(words.person(id))),
        person.map_or(Cell::Empty, |id| Cell::text(id.as_str())),
        item,
        item_id.map_or(Cell::Empty, Cell::text),
    ]
}
