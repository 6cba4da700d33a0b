//! Roles, and the matrix of roles and permissions: level and reach.

use super::{Cell, Table, title, titles};
use crate::engine::given::{AllGiven, Given, GivenFrom, given_by_role};
use crate::engine::{Engine, Words};
use crate::model::{Model, Permission, Reach, Scope};

/// Every role.
pub(super) fn roles(engine: &Engine) -> Table {
    let model = engine.model();
    let words = Words::in_full(model);
    let mut table = Table::new(
        "roles",
        "Roles",
        "A row is a role",
        &[
            ("ID", 20),
            ("Name", 28),
            ("Description", 44),
            ("Predefined", 11),
            ("Holders now", 13),
            ("Held without assignment by", 32),
            ("Limit wherever it is held", 32),
            ("Roles inside", 28),
            ("Handed out by holders of", 28),
            ("Labels", 20),
            ("Must have a holder", 12),
        ],
    );
    table.rows = model
        .roles()
        .iter()
        .map(|role| {
            let derived = role.derived.as_ref();
            let nested: Vec<String> = role
                .nested
                .iter()
                .map(|nested| {
                    let name = title(model.roles(), &nested.role);
                    match nested.scope.is_unset() {
                        true => name,
                        false => format!("{name} (within {})", words.scope(&nested.scope)),
                    }
                })
                .collect();
            let by = match &role.handed_out_by {
                None => Cell::Empty,
                Some(roles) if roles.is_empty() => Cell::text("no one"),
                Some(roles) => titles(model.roles(), roles),
            };
            vec![
                Cell::text(role.id.as_str()),
                Cell::text(role.name.as_str()),
                Cell::text(role.description.as_str()),
                Cell::Flag(role.locked),
                Cell::count(engine.holders(&role.id).len()),
                derived.map_or(Cell::Empty, |who| Cell::text(words.derived(who))),
                match role.scope.is_unset() {
                    true => Cell::Empty,
                    false => Cell::text(words.scope(&role.scope)),
                },
                Cell::text(nested.join("; ")),
                by,
                titles(model.labels(), &role.labels),
                Cell::Flag(role.needs_holder),
            ]
        })
        .collect();
    table
}

/// Permissions by roles: what each role gives by its definition.
pub(super) fn matrix(engine: &Engine) -> Table {
    let model = engine.model();
    let mut table = Table::new(
        "role-permissions",
        "Role permissions",
        "A row is a permission, a column a role: level and reach by the definition of the role, \
         before the limits of assignments and of what a module lets one see; several ways are parted \
         by a bar",
        &[
            ("Module", 18),
            ("Permission", 32),
            ("Permission ID", 26),
            ("Levels", 22),
            ("Sensitive", 10),
        ],
    );
    let mut given: Vec<AllGiven> = Vec::new();
    for role in model.roles().iter() {
        table.column(role.name.clone(), 26);
        given.push(given_by_role(model, &role.id));
    }
    for permission in model.permissions().iter() {
        let module = model.modules().get(&permission.id.module());
        let levels = model.ladder_of(&permission.id);
        let levels = levels.map(|ladder| {
            let levels: Vec<&str> = ladder.levels.iter().map(|level| level.as_str()).collect();
            levels.join(" < ")
        });
        let mut row = vec![
            Cell::text(module.map_or_else(
                || permission.id.module().to_string(),
                |module| module.name.clone(),
            )),
            Cell::text(permission.name.as_str()),
            Cell::text(permission.id.as_str()),
            Cell::text(levels.unwrap_or_default()),
            Cell::Flag(permission.sensitive),
        ];
        row.extend(given.iter().map(|all| {
            let ways = all.get(&permission.id).map(Vec::as_slice);
            Cell::text(ways_words(model, permission, ways.unwrap_or_default()))
        }));
        table.rows.push(row);
    }
    table
}

/// All ways in which a role gives a permission, highest first: "edit · all reports | view ·
/// everyone (from Profile)".
pub(in crate::io::export) fn ways_words(
    model: &Model,
    permission: &Permission,
    ways: &[Given],
) -> String {
    let mut sorted: Vec<&Given> = ways.iter().collect();
    sorted.sort_by_key(|one| (std::cmp::Reverse(one.rank), one.from.place()));
    let mut texts: Vec<String> = Vec::new();
    for one in sorted {
        let text = way_words(model, permission, one);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join(" | ")
}

fn way_words(model: &Model, permission: &Permission, given: &Given) -> String {
    let words = Words::in_full(model);
    let level = model.ladder_of(&permission.id);
    let level = level.and_then(|ladder| ladder.level(given.rank));
    let mut text = level.map_or_else(String::new, ToString::to_string);
    let about = &permission.about;
    if about.has_person() || about.has_item() {
        text.push_str(" · ");
        text.push_str(&reach_words(&words, permission, given));
    }
    let from = match &given.from {
        GivenFrom::Own => None,
        GivenFrom::Parent(up) => Some(format!("part of {}", words.permission(up))),
        GivenFrom::Inside(role) => Some(format!("from {} inside", title(model.roles(), role))),
        GivenFrom::Implied(by) => Some(format!("brought by {}", words.permission(by))),
    };
    if let Some(from) = from {
        text.push_str(&format!(" ({from})"));
    }
    if let Some(id) = &given.switch {
        text.push_str(&format!(" [needs “{}”]", title(model.switches(), id)));
    }
    text
}

/// Whose data and which items, with the limits of the roles on the way.
pub(in crate::io::export) fn reach_words(
    words: &Words<'_>,
    permission: &Permission,
    given: &Given,
) -> String {
    let about = &permission.about;
    let mut people: Vec<Reach> = given.limits.clone();
    people.extend(given.on.people.clone());
    let mut items = given.item_limits.clone();
    items.extend(given.on.items.clone());
    let mut parts: Vec<String> = Vec::new();
    if about.has_person() && !people.is_empty() {
        let people: Vec<String> = people.iter().map(|one| words.reach(one)).collect();
        parts.push(people.join(" who are also "));
    }
    if about.has_item() && !items.is_empty() {
        let items: Vec<String> = items.iter().map(|one| words.items(one)).collect();
        parts.push(format!("items {}", items.join(" and ")));
    }
    match parts.is_empty() {
        true => words.scope(&Scope::UNSET),
        false => parts.join("; "),
    }
}
