//! Limits made a little wider, wherever they were set: so that they hold one more, or the value one
//! more has.

use crate::engine::{AccessPath, Engine, ItemRef, Place, Source};
use crate::model::{
    Change, Condition, FieldId, GroupId, ItemSelector, Key, Model, Op, PrincipalId, Reach, Scope,
    Value,
};
use crate::session::edits::grants::{self, Bearer};
use crate::session::edits::{admins, groups, places, roles};

use super::ways::Way;

/// The name of a principal.
pub(super) fn person(model: &Model, id: &PrincipalId) -> String {
    model.title(&Key::Principal(id.clone()))
}

/// The role or set whose grant a path uses.
pub(super) fn bearer(path: &AccessPath) -> Option<Bearer> {
    match &path.source {
        Source::Custom(id) => Some(Bearer::Set(id.clone())),
        Source::Direct(_) => None,
        Source::Assignment(_) | Source::Derived(_) => path.roles.last().cloned().map(Bearer::Role),
    }
}

/// The scope that was set in a place.
fn scope_at(model: &Model, place: &Place, path: &AccessPath) -> Option<Scope> {
    Some(match place {
        Place::Grant => bearer(path)?.grants(model).get(path.grant)?.on.clone(),
        Place::Role(id) => model.roles().get(id)?.scope.clone(),
        Place::Nested(outer, inner) => {
            let nested = &model.roles().get(outer)?.nested;
            nested.iter().find(|one| one.role == *inner)?.scope.clone()
        }
        Place::Assignment(id) => model.assignments().get(id)?.scope.clone(),
        Place::Principal(id) => model.principal_scopes().get(id)?.scope.clone(),
        Place::Direct(id) => model.direct_grants().get(id)?.scope.clone(),
    })
}

/// Sets the scope of a place. `words` says it in the name of the step.
fn set(
    model: &Model,
    place: &Place,
    path: &AccessPath,
    scope: Scope,
    words: &str,
) -> Option<Change> {
    match place {
        Place::Grant => grants::set_scope(model, &bearer(path)?, path.grant, scope, words),
        Place::Role(id) => roles::set_scope(model, id, scope, words),
        Place::Nested(outer, inner) => roles::set_nested_scope(model, outer, inner, scope, words),
        Place::Assignment(id) => {
            roles::edit_assignment(model, id, &format!("limit to {words} the role"), |one| {
                one.scope = scope;
            })
            .map(|change| renamed(change, model, place, words))
        }
        Place::Principal(id) => admins::set_scope(model, id, scope, words),
        Place::Direct(id) => {
            roles::edit_direct(model, id, &format!("limit to {words} the grant"), |one| {
                one.scope = scope;
            })
            .map(|change| renamed(change, model, place, words))
        }
    }
}

fn renamed(change: Change, model: &Model, place: &Place, words: &str) -> Change {
    let place = crate::engine::Words::new(model).place(place);
    Change::new(format!("let {place} reach {words}"), change.edits)
}

/// Lets a limit on people hold one more person.
pub(super) fn to_person(
    engine: &Engine,
    place: &Place,
    path: &AccessPath,
    who: &PrincipalId,
) -> Vec<Way> {
    let model = engine.model();
    let Some(scope) = scope_at(model, place, path) else {
        return Vec::new();
    };
    let Some(reach) = scope.people.clone() else {
        return Vec::new();
    };
    let name = person(model, who);
    let mut ways = Vec::new();
    let listed = Scope {
        people: Some(with_person(reach.clone(), who)),
        ..scope.clone()
    };
    let change = set(model, place, path, listed, &format!("{name} too"));
    ways.extend(Way::new(change, "one more person in the limit"));
    match &reach {
        Reach::Where(condition) => {
            if let Some((wider, values)) = with_values_of(model, condition, who) {
                let wider = Scope {
                    people: Some(Reach::Where(wider)),
                    ..scope
                };
                let change = set(model, place, path, wider, &format!("{values} too"));
                ways.extend(Way::new(change, "the condition takes one more value"));
            }
        }
        Reach::Group(id) => ways.extend(into_group(model, id, who)),
        _ => {}
    }
    ways
}

/// Ways into a group: by the list, or by the value one has.
fn into_group(model: &Model, id: &GroupId, who: &PrincipalId) -> Vec<Way> {
    let mut ways = Vec::new();
    let change = groups::list(model, id, who, true);
    ways.extend(Way::new(change, "one more member of the group"));
    let condition = model.groups().get(id).and_then(|g| g.condition.as_ref());
    if let Some((wider, values)) = condition.and_then(|one| with_values_of(model, one, who)) {
        let change = groups::set_condition(model, id, Some(wider)).map(|change| {
            let group = model.title(&Key::Group(id.clone()));
            Change::new(format!("let {group} take {values} too"), change.edits)
        });
        ways.extend(Way::new(
            change,
            "the condition of the group takes one more value",
        ));
    }
    ways
}

fn with_person(reach: Reach, who: &PrincipalId) -> Reach {
    match reach {
        Reach::Listed(mut list) => {
            list.push(who.clone());
            Reach::Listed(list)
        }
        Reach::Nobody => Reach::Listed(vec![who.clone()]),
        Reach::Union(mut list) => {
            match list.iter_mut().find_map(|one| match one {
                Reach::Listed(list) => Some(list),
                _ => None,
            }) {
                Some(listed) => listed.push(who.clone()),
                None => list.push(Reach::Listed(vec![who.clone()])),
            }
            Reach::Union(list)
        }
        other => Reach::Union(vec![other, Reach::Listed(vec![who.clone()])]),
    }
}

/// The condition with the values a person has where it asks for others, and these values in words.
fn with_values_of(
    model: &Model,
    condition: &Condition,
    who: &PrincipalId,
) -> Option<(Condition, String)> {
    let fields = &model.principals().get(who)?.fields;
    wider(condition, |field| fields.get(field).cloned())
}

fn wider(
    condition: &Condition,
    value: impl Fn(&FieldId) -> Option<Value>,
) -> Option<(Condition, String)> {
    let mut wider = condition.clone();
    let mut added = Vec::new();
    for clause in wider.clauses.iter_mut().filter(|one| one.op == Op::Is) {
        let Some(value) = value(&clause.field).filter(|value| !value.is_empty()) else {
            continue;
        };
        if !clause.values.contains(&value) {
            added.push(value.to_string());
            clause.values.push(value);
        }
    }
    (!added.is_empty()).then(|| (wider, added.join(" and ")))
}

/// Lets a limit on items hold one more item.
pub(super) fn to_item(
    engine: &Engine,
    place: &Place,
    path: &AccessPath,
    item: &ItemRef,
) -> Vec<Way> {
    let model = engine.model();
    let Some(scope) = scope_at(model, place, path) else {
        return Vec::new();
    };
    let Some(items) = scope.items.clone() else {
        return Vec::new();
    };
    let mut ways = Vec::new();
    let (key, name) = match item {
        ItemRef::Item(id) => (Key::Item(id.clone()), model.title(&Key::Item(id.clone()))),
        ItemRef::Account(id) => (Key::Principal(id.clone()), person(model, id)),
        ItemRef::Role(id) => (Key::Role(id.clone()), model.title(&Key::Role(id.clone()))),
    };
    if let ItemRef::Item(id) = item {
        let listed = Scope {
            items: Some(match items.clone() {
                ItemSelector::Listed(mut list) => {
                    list.push(id.clone());
                    ItemSelector::Listed(list)
                }
                ItemSelector::Nothing => ItemSelector::Listed(vec![id.clone()]),
                other => ItemSelector::Union(vec![other, ItemSelector::Listed(vec![id.clone()])]),
            }),
            ..scope.clone()
        };
        let change = set(model, place, path, listed, &format!("{name} too"));
        ways.extend(Way::new(change, "one more item in the limit"));
        if let ItemSelector::Where(condition) = &items
            && let Some(record) = model.items().get(id)
            && let Some((wider, values)) =
                wider(condition, |field| record.fields.get(field).cloned())
        {
            let wider = Scope {
                items: Some(ItemSelector::Where(wider)),
                ..scope
            };
            let change = set(model, place, path, wider, &format!("{values} too"));
            ways.extend(Way::new(change, "the condition takes one more value"));
        }
    }
    if let ItemSelector::Labelled(labels) = &items {
        for label in labels.iter().take(3) {
            let change = places::set_label(model, &key, label, true);
            ways.extend(Way::new(change, "it carries a label the limit asks for"));
        }
    }
    ways
}

/// Takes away the limit on people of one place, where two places leave no one.
pub(super) fn lift(model: &Model, place: &Place, path: &AccessPath) -> Option<Way> {
    let mut scope = scope_at(model, place, path)?;
    scope.people = None;
    let change = set(model, place, path, scope, "").map(|change| {
        let place = crate::engine::Words::new(model).place(place);
        Change::new(format!("lift the limit on people of {place}"), change.edits)
    });
    Way::new(change, "one of two limits that share no one is lifted")
}
