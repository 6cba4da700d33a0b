//! What the model says outright: grants one by one, who is given what, and the rules.

use super::{Cell, Table, title};
use crate::engine::{Engine, Words, capital};
use crate::model::{Grant, Key, Model, PermissionRef, Scope, SwitchId};

/// Every grant of every role and custom set, and every direct grant.
pub(super) fn grants(engine: &Engine) -> Table {
    let model = engine.model();
    let words = Words::in_full(model);
    let mut table = Table::new(
        "grants",
        "Grants",
        "A row is one grant as it stands in the model",
        &[
            ("Of", 12),
            ("Role, set or receiver", 28),
            ("ID", 20),
            ("Permission", 32),
            ("Permission ID", 26),
            ("Level", 10),
            ("Whose data", 34),
            ("Which items", 34),
            ("Needs the switch", 24),
            ("From", 12),
            ("Until", 12),
        ],
    );
    let mut add = |of: &str, who: String, id: &str, grant: Vec<Cell>, from: Cell, until: Cell| {
        let mut row = vec![Cell::text(of), Cell::text(who), Cell::text(id)];
        row.extend(grant);
        row.extend([from, until]);
        table.rows.push(row);
    };
    for role in model.roles().iter() {
        for grant in &role.grants {
            let cells = grant_cells(&words, grant);
            let id = role.id.as_str();
            add(
                "Role",
                role.name.clone(),
                id,
                cells,
                Cell::Empty,
                Cell::Empty,
            );
        }
    }
    for set in model.custom_sets().iter() {
        let module = title(model.modules(), &set.module);
        let who = format!("{} in {module}", capital(&words.subject(&set.of)));
        for grant in &set.grants {
            let cells = grant_cells(&words, grant);
            let id = set.id.as_str();
            add(
                "Custom set",
                who.clone(),
                id,
                cells,
                Cell::Empty,
                Cell::Empty,
            );
        }
    }
    for direct in model.direct_grants().iter() {
        let cells = said(
            &words,
            &direct.permission,
            direct.level.as_str(),
            &direct.scope,
            direct.switch.as_ref(),
        );
        let who = capital(&words.subject(&direct.to));
        let (from, until) = (direct.window.from, direct.window.until);
        let id = direct.id.as_str();
        add(
            "Direct grant",
            who,
            id,
            cells,
            Cell::day(from),
            Cell::day(until),
        );
    }
    table
}

fn grant_cells(words: &Words<'_>, grant: &Grant) -> Vec<Cell> {
    let level = grant.level.as_str();
    said(
        words,
        &grant.permission,
        level,
        &grant.on,
        grant.switch.as_ref(),
    )
}

fn said(
    words: &Words<'_>,
    permission: &PermissionRef,
    level: &str,
    on: &Scope,
    switch: Option<&SwitchId>,
) -> Vec<Cell> {
    let name = words.permission(&permission.base());
    let [people, items] = axes(words, on);
    let switch = switch.map(|id| title(words.model().switches(), id));
    vec![
        Cell::text(match permission.is_parts_only() {
            true => format!("every part of {name}"),
            false => name,
        }),
        Cell::text(permission.as_str()),
        Cell::text(level),
        people,
        items,
        Cell::text(switch.unwrap_or_default()),
    ]
}

/// Both axes of a scope; one that is not set is an empty cell.
fn axes(words: &Words<'_>, on: &Scope) -> [Cell; 2] {
    let people = on.people.as_ref();
    let items = on.items.as_ref();
    [
        people.map_or(Cell::Empty, |people| Cell::text(words.reach(people))),
        items.map_or(Cell::Empty, |items| Cell::text(words.items(items))),
    ]
}

/// Who is given which role.
pub(super) fn assignments(engine: &Engine) -> Table {
    let model = engine.model();
    let words = Words::in_full(model);
    let mut table = Table::new(
        "assignments",
        "Assignments",
        "A row is a role given to someone or to a group",
        &[
            ("ID", 20),
            ("To", 30),
            ("Role", 28),
            ("Within whose data", 34),
            ("Within which items", 34),
            ("From", 12),
            ("Until", 12),
            ("Counts now", 11),
        ],
    );
    table.rows = model
        .assignments()
        .iter()
        .map(|a| {
            let [people, items] = axes(&words, &a.scope);
            vec![
                Cell::text(a.id.as_str()),
                Cell::text(capital(&words.subject(&a.to))),
                Cell::text(title(model.roles(), &a.role)),
                people,
                items,
                Cell::day(a.window.from),
                Cell::day(a.window.until),
                Cell::Flag(a.window.contains(engine.day())),
            ]
        })
        .collect();
    table
}

/// Switches, guards, suppressions, implications, needs, delegation, as sentences.
pub(super) fn rules(engine: &Engine) -> Table {
    let model = engine.model();
    let words = Words::in_full(model);
    let mut table = Table::new(
        "rules",
        "Rules",
        "A row is a rule that adds to or takes from what grants give, or says who may administer",
        &[("Sort", 18), ("Name", 36), ("ID", 24), ("What it says", 90)],
    );
    for key in rule_keys(model) {
        table.rows.push(vec![
            Cell::text(capital(key.word())),
            Cell::text(model.title(&key)),
            Cell::text(key.id()),
            Cell::text(words.rule(&key).unwrap_or_default()),
        ]);
    }
    table
}

/// Every rule of a model, sort by sort.
pub(in crate::io::export) fn rule_keys(model: &Model) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    keys.extend(model.switches().ids().cloned().map(Key::Switch));
    keys.extend(model.guards().ids().cloned().map(Key::Guard));
    keys.extend(model.suppressions().ids().cloned().map(Key::Suppression));
    keys.extend(model.implications().ids().cloned().map(Key::Implication));
    keys.extend(model.requirements().ids().cloned().map(Key::Requirement));
    keys.extend(model.delegation().ids().cloned().map(Key::DelegationRule));
    keys
}
