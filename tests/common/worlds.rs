//! The worlds of the worked cases: loading one, changing it, asking it.

use std::collections::BTreeSet;

use sightline::engine::{Answer, Engine, ItemRef, Target};
use sightline::io::native;
use sightline::model::{
    Assignment, Change, Date, Edit, Model, NestedRole, PrincipalId, Role, Scope,
};

/// The day on which every case is asked.
pub fn day() -> Date {
    Date::new(2026, 11, 21).unwrap()
}

/// A world of the worked cases by its letter: `world("h")`.
pub fn world(name: &str) -> Model {
    let path = format!("{}/samples/cases/{name}.ron", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap();
    native::parse(bytes)
        .unwrap_or_else(|e| panic!("{path}\n{e}"))
        .model
}

/// The model of a sample by the name of its folder.
pub fn sample(name: &str) -> Model {
    let path = format!("{}/samples/{name}/model.ron", env!("CARGO_MANIFEST_DIR"));
    native::parse(std::fs::read(&path).unwrap())
        .unwrap_or_else(|e| panic!("{path}\n{e}"))
        .model
}

/// The engine of a model on the day of the cases.
pub fn engine(model: &Model) -> Engine {
    Engine::new(model, day())
}

/// Changes a world the way a case says.
pub fn change(model: &mut Model, edits: Vec<Edit>) {
    let change = Change::new("set up the case", edits);
    model.apply(&change).unwrap_or_else(|e| panic!("{e}"));
}

/// Ids of the people and items someone reaches with a permission at a level.
pub fn sees(engine: &Engine, who: &str, permission: &str, level: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for row in engine.effective(&who.into()) {
        if row.permission == *permission && row.level == *level {
            ids.extend(row.people.iter().map(ToString::to_string));
            ids.extend(row.items.iter().map(item_id));
        }
    }
    ids
}

/// Ids of the items alone, where a row brings the people they are about along.
pub fn sees_items(engine: &Engine, who: &str, permission: &str, level: &str) -> BTreeSet<String> {
    let rows = engine.effective(&who.into());
    rows.iter()
        .filter(|row| row.permission == *permission && row.level == *level)
        .flat_map(|row| row.items.iter().map(item_id))
        .collect()
}

fn item_id(item: &ItemRef) -> String {
    match item {
        ItemRef::Item(id) => id.to_string(),
        ItemRef::Account(id) => id.to_string(),
        ItemRef::Role(id) => id.to_string(),
    }
}

/// The target a person would name: an item, a person or a role by id; nothing for "".
pub fn target(model: &Model, id: &str) -> Target {
    if id.is_empty() {
        Target::NONE
    } else if model.items().contains(&id.into()) {
        Target::of_item(model, &id.into())
    } else if model.principals().contains(&id.into()) {
        Target::of_person(model, &id.into())
    } else if model.roles().contains(&id.into()) {
        Target::of_role(&id.into())
    } else {
        panic!("the world has no `{id}`");
    }
}

/// The answer, with its reasons.
pub fn ask(engine: &Engine, who: &str, permission: &str, level: &str, on: &str) -> Answer {
    let on = target(engine.model(), on);
    engine.decide(&who.into(), &permission.into(), &level.into(), &on)
}

/// The answer as a yes or no.
pub fn can(engine: &Engine, who: &str, permission: &str, level: &str, on: &str) -> bool {
    ask(engine, who, permission, level, on).allowed
}

/// A set of ids, to compare with.
pub fn ids<const N: usize>(list: [&str; N]) -> BTreeSet<String> {
    list.into_iter().map(str::to_owned).collect()
}

/// Ids as a set.
pub fn set(list: &[PrincipalId]) -> BTreeSet<String> {
    list.iter().map(ToString::to_string).collect()
}

/// A role someone holds, inside a new one that gives one of its grants once more, and the assignment
/// that gives the new one to the same holder.
pub fn given_twice(clean: &Model) -> Option<(Role, Assignment)> {
    let now = engine(clean);
    let lasting = |role: &Role| role.grants.iter().find(|g| g.switch.is_none()).cloned();
    let given = |role: &Role| clean.assignments().iter().find(|a| a.role == role.id);
    let inner = clean.roles().iter().find(|role| {
        role.scope.is_unset()
            && lasting(role).is_some()
            && given(role).is_some()
            && !now.holders(&role.id).is_empty()
    })?;
    let mut outer = Role::new("planted", "Planted");
    outer.nested.push(NestedRole {
        role: inner.id.clone(),
        scope: Scope::UNSET,
    });
    outer.grants.extend(lasting(inner));
    let mut assignment = given(inner)?.clone();
    assignment.id = "planted".into();
    assignment.role = outer.id.clone();
    Some((outer, assignment))
}
