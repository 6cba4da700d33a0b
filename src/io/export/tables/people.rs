//! Tables of what there is: people, items, groups with their members.

use std::collections::BTreeSet;

use super::{Cell, Table, title, titles};
use crate::engine::{Engine, Words};
use crate::io::export::belonging::Belonging;
use crate::model::{Date, Field, FieldType, FieldValues, Principal, PrincipalId, Value};

/// Everyone, with every field, managers and teams.
pub(super) fn people(engine: &Engine) -> Table {
    let model = engine.model();
    let mut table = Table::new(
        "people",
        "People",
        "A row is a person, service user or external user",
        &[("ID", 20), ("Name", 26), ("Sort", 13), ("Account", 12)],
    );
    for field in model.fields().iter() {
        table.column(field.name.clone(), width_of(&field.kind));
    }
    let lines = &model.settings().lines;
    for line in lines {
        table.column(format!("{} (name)", line.name), 24);
        table.column(format!("{} (ID)", line.name), 20);
    }
    for (head, width) in [
        ("Teams", 24),
        ("Teams led", 24),
        ("Labels", 20),
        ("Groups", 36),
        ("Roles", 36),
        ("Limit on all they have", 30),
    ] {
        table.column(head, width);
    }
    let belonging = Belonging::new(engine);
    table.rows = model
        .principals()
        .iter()
        .map(|person| person_row(engine, &belonging, person))
        .collect();
    table
}

fn person_row(engine: &Engine, belonging: &Belonging, person: &Principal) -> Vec<Cell> {
    let model = engine.model();
    let mut row = vec![
        Cell::text(person.id.as_str()),
        Cell::text(person.name.as_str()),
        Cell::text(person.sort.word()),
        Cell::text(person.account.word()),
    ];
    let fields = model.fields().iter();
    row.extend(fields.map(|field| value_of(&person.fields, field)));
    for line in &model.settings().lines {
        let managers = person.managers.iter().filter(|edge| edge.0 == line.id);
        let ids: Vec<_> = managers.map(|edge| &edge.1).collect();
        row.push(titles(model.principals(), ids.iter().copied()));
        let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
        row.push(Cell::text(ids.join("; ")));
    }
    row.push(titles(model.teams(), &person.teams));
    row.push(titles(model.teams(), &person.leads));
    row.push(titles(model.labels(), &person.labels));
    row.push(titles(model.groups(), belonging.groups_of(&person.id)));
    row.push(titles(model.roles(), belonging.roles_of(&person.id)));
    let limit = model.principal_scopes().get(&person.id);
    let words = Words::in_full(model);
    row.push(limit.map_or(Cell::Empty, |limit| Cell::text(words.scope(&limit.scope))));
    row
}

fn width_of(kind: &FieldType) -> u16 {
    match kind {
        FieldType::Flag => 8,
        FieldType::Number | FieldType::Date => 12,
        FieldType::Email => 30,
        _ => 20,
    }
}

/// A value as a cell of its type.
fn value_of(values: &FieldValues, field: &Field) -> Cell {
    match (values.get(&field.id), &field.kind) {
        (None, _) => Cell::Empty,
        (Some(Value::Number(number)), _) => Cell::Number(number.0),
        (Some(Value::Flag(flag)), _) => Cell::Flag(*flag),
        (Some(Value::List(list)), _) => Cell::text(list.join("; ")),
        (Some(Value::Text(text)), FieldType::Date) => match text.parse::<Date>() {
            Ok(day) => Cell::Date(day),
            Err(_) => Cell::text(text.as_str()),
        },
        (Some(Value::Text(text)), _) => Cell::text(text.as_str()),
    }
}

/// Every item.
pub(super) fn items(engine: &Engine) -> Table {
    let model = engine.model();
    let mut table = Table::new(
        "items",
        "Items",
        "A row is a record that is not a person",
        &[
            ("ID", 20),
            ("Name", 30),
            ("Kind", 16),
            ("About", 24),
            ("Added by", 24),
            ("Owned by", 24),
            ("Labels", 24),
            ("Fields", 60),
        ],
    );
    table.rows = model
        .items()
        .iter()
        .map(|item| {
            let kind = model.kinds().get(&item.kind);
            let fields = item.fields.0.iter().map(|(id, value)| {
                let fields = kind.map(|kind| kind.fields.as_slice()).unwrap_or_default();
                let field = fields.iter().find(|field| field.id == *id);
                let name = field.map_or(id.as_str(), |field| field.name.as_str());
                format!("{name}: {value}")
            });
            let fields: Vec<String> = fields.collect();
            vec![
                Cell::text(item.id.as_str()),
                Cell::text(item.name.as_str()),
                Cell::text(title(model.kinds(), &item.kind)),
                titles(model.principals(), &item.subject),
                titles(model.principals(), &item.creator),
                titles(model.principals(), &item.owner),
                titles(model.labels(), &item.labels),
                Cell::text(fields.join("; ")),
            ]
        })
        .collect();
    table
}

/// Every group.
pub(super) fn groups(engine: &Engine) -> Table {
    let model = engine.model();
    let words = Words::in_full(model);
    let mut table = Table::new(
        "groups",
        "Groups",
        "A row is a group: who is in it by name, by a condition, through other groups",
        &[
            ("ID", 20),
            ("Name", 28),
            ("Description", 44),
            ("Listed", 36),
            ("Everyone whose", 44),
            ("Members of", 28),
            ("Members now", 13),
        ],
    );
    table.rows = model
        .groups()
        .iter()
        .map(|group| {
            let condition = group.condition.as_ref();
            vec![
                Cell::text(group.id.as_str()),
                Cell::text(group.name.as_str()),
                Cell::text(group.description.as_str()),
                titles(model.principals(), &group.listed),
                condition.map_or(Cell::Empty, |c| Cell::text(words.condition(c))),
                titles(model.groups(), &group.groups),
                Cell::count(engine.members(&group.id).len()),
            ]
        })
        .collect();
    table
}

/// Every group with every member.
pub(super) fn members(engine: &Engine) -> Table {
    let model = engine.model();
    let mut table = Table::new(
        "group-members",
        "Group members",
        "A row is a member of a group on the day of this export",
        &[
            ("Group", 28),
            ("Group ID", 20),
            ("Member", 26),
            ("Member ID", 20),
            ("How", 40),
        ],
    );
    for group in model.groups().iter() {
        let set = |ids: Vec<PrincipalId>| ids.into_iter().collect::<BTreeSet<_>>();
        let by_condition = group.condition.as_ref().map(|c| set(engine.matching(c)));
        let listed = set(group.listed.clone());
        let inner = group.groups.iter();
        let inner: Vec<_> = inner
            .map(|id| (title(model.groups(), id), set(engine.members(id))))
            .collect();
        for member in engine.members(&group.id) {
            let mut how = Vec::new();
            if listed.contains(&member) {
                how.push("listed".to_owned());
            }
            if by_condition
                .as_ref()
                .is_some_and(|all| all.contains(&member))
            {
                how.push("by condition".to_owned());
            }
            let through = inner
                .iter()
                .filter(|(_, members)| members.contains(&member));
            how.extend(through.map(|(name, _)| format!("through {name}")));
            table.rows.push(vec![
                Cell::text(group.name.as_str()),
                Cell::text(group.id.as_str()),
                Cell::text(title(model.principals(), &member)),
                Cell::text(member.as_str()),
                Cell::text(how.join("; ")),
            ]);
        }
    }
    table
}
