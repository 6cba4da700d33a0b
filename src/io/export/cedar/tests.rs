//! Tests with the answers of the engine: for each action one yes and one no, where there is one,
//! each with the entities it needs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::entities::{Entity, Uid};
use super::expr::entity;
use super::says::Says;
use super::{Onto, action};
use crate::engine::{ItemRef, Target};
use crate::model::{Permission, PrincipalId};

/// The file of tests.
pub(super) fn text(says: &mut Says<'_>, entities: &[Entity]) -> String {
    let by_uid: BTreeMap<&Uid, &Entity> = entities.iter().map(|one| (&one.uid, one)).collect();
    let mut tests: Vec<String> = Vec::new();
    let engine = says.engine;
    let model = engine.model();
    let principals: Vec<&PrincipalId> = model.principals().ids().collect();
    for permission in model.permissions().iter() {
        let targets = targets(says, permission);
        let levels = model.ladder_of(&permission.id).map(|ladder| &ladder.levels);
        for level in levels.into_iter().flatten().skip(1) {
            let Some(ask) = engine.ask(&permission.id, level) else {
                continue;
            };
            for wanted in [true, false] {
                // Not always the same people and targets.
                let turn = tests.len();
                let found = turned(&principals, turn).find_map(|who| {
                    let target = turned(&targets, turn)
                        .take(MOST_TRIED)
                        .find(|target| ask.check(who, target).is_allowed() == wanted)?;
                    Some((*who, target))
                });
                if let Some((who, target)) = found {
                    let action = action(&permission.id, level);
                    let test = test(says, &by_uid, who, &action, permission, target, wanted);
                    tests.extend(test.map(|test| test.to_string()));
                }
            }
        }
    }
    format!("[\n{}\n]\n", tests.join(",\n"))
}

/// So many targets are tried for each principal.
const MOST_TRIED: usize = 300;

fn turned<T>(list: &[T], by: usize) -> impl Iterator<Item = &T> {
    let by = by % list.len().max(1);
    let (first, then) = list.split_at_checked(by).unwrap_or((&[], list));
    then.iter().chain(first)
}

/// What the permission can be done to.
fn targets(says: &Says<'_>, permission: &Permission) -> Vec<Target> {
    let model = says.engine.model();
    let of_kind = |item: &&ItemRef| {
        let kind = says.engine.kind_of(item);
        let kinds = permission.about.kinds();
        kinds.iter().any(|one| one.as_str() == kind)
    };
    let items = || says.facts.all_items().iter().filter(of_kind);
    let people = || says.engine.people();
    match Onto::of(permission) {
        Onto::System => vec![Target::NONE],
        Onto::Person => people()
            .iter()
            .map(|id| Target::of_person(model, id))
            .collect(),
        Onto::Item | Onto::ItemOfPerson => items()
            .map(|item| Target {
                person: says.engine.subject_of(item).cloned(),
                item: Some(item.clone()),
            })
            .collect(),
        Onto::Pair => items()
            .take(40)
            .flat_map(|item| {
                let each = people().into_iter();
                each.map(|person| Target::pair(person, item.clone()))
            })
            .collect(),
    }
}

fn test(
    says: &mut Says<'_>,
    by_uid: &BTreeMap<&Uid, &Entity>,
    who: &PrincipalId,
    action: &str,
    permission: &Permission,
    target: &Target,
    wanted: bool,
) -> Option<Value> {
    let user: Uid = ("User".to_owned(), who.to_string());
    let person = target.person.as_ref();
    let person = person.map(|id| -> Uid { ("Person".to_owned(), id.to_string()) });
    let onto = Onto::of(permission);
    let resource: Uid = match onto {
        Onto::System => ("System".to_owned(), "system".to_owned()),
        Onto::Person => person.clone()?,
        _ => {
            let item = target.item.as_ref()?;
            let kind = says.engine.kind_of(item).into();
            (says.kind(&kind), item.id().to_owned())
        }
    };
    let mut context = json!({});
    let mut needed = vec![user.clone(), resource.clone()];
    if onto == Onto::Pair {
        let person = person?;
        context = json!({ "person": { "__entity": { "type": person.0, "id": person.1 } } });
        needed.push(person);
    }
    let title = target.title(says.engine.model());
    let word = if wanted { "may" } else { "may not" };
    Some(json!({
        "name": format!("{who} {word} {action} {title}").trim(),
        "request": {
            "principal": entity(&user.0, &user.1),
            "action": entity("Action", action),
            "resource": entity(&resource.0, &resource.1),
            "context": context,
        },
        "entities": needed_for(by_uid, needed),
        "decision": if wanted { "allow" } else { "deny" },
        "reason": [],
        "num_errors": 0,
    }))
}

/// These entities with all they are in and all they name.
fn needed_for(by_uid: &BTreeMap<&Uid, &Entity>, mut todo: Vec<Uid>) -> Vec<Value> {
    let mut met: BTreeSet<Uid> = BTreeSet::new();
    while let Some(uid) = todo.pop() {
        let Some(entity) = by_uid.get(&uid) else {
            continue;
        };
        if !met.insert(uid) {
            continue;
        }
        todo.extend(entity.parents.iter().cloned());
        for value in entity.attributes.values() {
            // Sets only say who or what; what those are in is not asked.
            todo.extend(linked(value));
        }
    }
    let entities = met.iter().filter_map(|uid| by_uid.get(uid));
    entities.map(|entity| entity.json()).collect()
}

fn linked(value: &Value) -> Option<Uid> {
    let uid = value.get("__entity")?;
    let text = |name: &str| Some(uid.get(name)?.as_str()?.to_owned());
    Some((text("type")?, text("id")?))
}
