//! The entities of today: users with what they hold, people, items, and what both are in.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::facts::{Column, Form, constant};
use super::holder;
use super::says::Says;
use crate::engine::ItemRef;
use crate::engine::scheme::Scheme;
use crate::model::{Principal, PrincipalId, TeamId};

/// Type and id.
pub(super) type Uid = (String, String);

/// One entity.
#[derive(Debug)]
pub(super) struct Entity {
    pub uid: Uid,
    pub attributes: Map<String, Value>,
    pub parents: Vec<Uid>,
}

impl Entity {
    fn new(kind: &str, id: &str) -> Entity {
        Entity {
            uid: (kind.to_owned(), id.to_owned()),
            attributes: Map::new(),
            parents: Vec::new(),
        }
    }

    fn titled(kind: &str, id: &str, title: &str) -> Entity {
        let mut entity = Entity::new(kind, id);
        entity.attributes.insert("title".to_owned(), json!(title));
        entity
    }

    pub(super) fn json(&self) -> Value {
        let uid = |(kind, id): &Uid| json!({ "type": kind, "id": id });
        json!({
            "uid": uid(&self.uid),
            "attrs": self.attributes,
            "parents": self.parents.iter().map(uid).collect::<Vec<_>>(),
        })
    }
}

/// The file: one entity a line.
pub(super) fn text(entities: &[Entity]) -> String {
    let lines: Vec<String> = entities.iter().map(|one| one.json().to_string()).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

/// An attribute that means an entity.
fn link(kind: &str, id: &str) -> Value {
    json!({ "__entity": { "type": kind, "id": id } })
}

/// All entities, in the order of the model.
pub(super) fn all(says: &mut Says<'_>, scheme: &Scheme) -> Vec<Entity> {
    let mut list = vec![Entity::new("System", "system")];
    let model = says.engine.model();
    for (at, set) in scheme.holders.iter().enumerate() {
        match holder(&scheme.holders, at) {
            Some((kind, id)) if kind != "User" => {
                list.push(Entity::titled(kind, &id, &set.title(model)));
            }
            _ => {}
        }
    }
    for population in &says.populations {
        list.push(Entity::titled(
            "Population",
            &population.id,
            &population.title,
        ));
    }
    if says.with_teams {
        let teams = model.teams().iter();
        list.extend(teams.map(|team| Entity::titled("Team", team.id.as_str(), &team.name)));
    }
    if says.with_labels {
        for label in model.labels().iter() {
            let mut entity = Entity::titled("Label", label.id.as_str(), &label.name);
            let parent = label.parent.iter();
            entity.parents = parent
                .map(|id| ("Label".to_owned(), id.to_string()))
                .collect();
            list.push(entity);
        }
    }
    users(says, scheme, &mut list);
    people(says, &mut list);
    items(says, &mut list);
    list
}

fn teams(ids: &[TeamId]) -> Vec<Value> {
    ids.iter().map(|id| link("Team", id.as_str())).collect()
}

/// Adds a set, unless it is empty.
fn put_set(entity: &mut Entity, name: &str, list: Vec<Value>) {
    if !list.is_empty() {
        entity
            .attributes
            .insert(name.to_owned(), Value::Array(list));
    }
}

fn users(says: &Says<'_>, scheme: &Scheme, list: &mut Vec<Entity>) {
    let mut held: BTreeMap<&PrincipalId, Vec<Uid>> = BTreeMap::new();
    for (at, set) in scheme.holders.iter().enumerate() {
        if let Some((kind, id)) = holder(&scheme.holders, at)
            && kind != "User"
        {
            for principal in &set.principals {
                let uid = (kind.to_owned(), id.clone());
                held.entry(principal).or_default().push(uid);
            }
        }
    }
    for (at, principal) in says.engine.model().principals().iter().enumerate() {
        let mut entity = Entity::new("User", principal.id.as_str());
        entity.parents = held.remove(&principal.id).unwrap_or_default();
        if principal.has_record() {
            let person = link("Person", principal.id.as_str());
            entity.attributes.insert("person".to_owned(), person);
        }
        put_teams(says, principal, &mut entity);
        if says.with_led_teams {
            put_set(&mut entity, "leads_teams", teams(&principal.leads));
        }
        for column in says.facts.people.values() {
            put_fields(column, &column.used_of_user, at, &mut entity);
        }
        list.push(entity);
    }
}

fn put_teams(says: &Says<'_>, principal: &Principal, entity: &mut Entity) {
    if says.with_teams {
        put_set(entity, "in_teams", teams(&principal.teams));
    }
}

fn put_fields(column: &Column, used: &BTreeMap<Form, String>, at: usize, entity: &mut Entity) {
    for (form, name) in used {
        let keys = column.keys(at);
        let value = match (form, keys) {
            (_, []) => continue,
            (Form::Texts, keys) => json!(keys),
            (Form::Text, [key, ..]) => json!(key),
            (Form::Long, [key, ..]) => match key.parse::<i64>() {
                Ok(n) => json!(n),
                Err(_) => continue,
            },
            (Form::Day, [key, ..]) => json!({ "__extn": { "fn": "datetime", "arg": key } }),
            (Form::Decimal, [key, ..]) => {
                let said = constant(Form::Decimal, key).unwrap_or_default();
                let arg = said.split('"').nth(1).unwrap_or_default();
                json!({ "__extn": { "fn": "decimal", "arg": arg } })
            }
        };
        entity.attributes.insert(name.clone(), value);
    }
}

fn people(says: &Says<'_>, list: &mut Vec<Entity>) {
    let mut populations: BTreeMap<&PrincipalId, Vec<Value>> = BTreeMap::new();
    for population in &says.populations {
        for id in &population.people {
            let link = link("Population", &population.id);
            populations.entry(id).or_default().push(link);
        }
    }
    for (at, person) in says.engine.model().principals().iter().enumerate() {
        if !person.has_record() {
            continue;
        }
        let mut entity = Entity::new("Person", person.id.as_str());
        let managers = says.lines.parents.get(&person.id).into_iter().flatten();
        let managers = managers.map(|id| ("Person".to_owned(), id.to_string()));
        entity.parents.extend(managers);
        let links = populations.remove(&person.id).unwrap_or_default();
        put_set(&mut entity, "in_populations", links);
        put_teams(says, person, &mut entity);
        for above in &says.lines.above {
            let ids = above.of.get(&person.id).into_iter().flatten();
            let links = ids.map(|id| link("User", id.as_str())).collect();
            put_set(&mut entity, &above.name, links);
        }
        for column in says.facts.people.values() {
            put_fields(column, &column.used, at, &mut entity);
        }
        list.push(entity);
    }
}

fn items(says: &mut Says<'_>, list: &mut Vec<Entity>) {
    let kinds = says.kinds.clone();
    let all = says.facts.all_items().to_vec();
    let mut populations: BTreeMap<ItemRef, Vec<Uid>> = BTreeMap::new();
    for population in &says.populations {
        for item in &population.items {
            let uid = ("Population".to_owned(), population.id.clone());
            populations.entry(item.clone()).or_default().push(uid);
        }
    }
    for (at, item) in all.iter().enumerate() {
        let kind = says.engine.kind_of(item).to_owned();
        let Some(kind) = kinds.iter().find(|known| known.as_str() == kind) else {
            continue;
        };
        let name = says.kind(kind);
        let mut entity = Entity::new(&name, item.id());
        put_owners(says, item, &mut entity);
        entity
            .parents
            .extend(populations.remove(item).unwrap_or_default());
        if says.with_labels {
            let labels = labels(says, item);
            entity.parents.extend(labels);
        }
        for column in says.facts.items.values() {
            put_fields(column, &column.used, at, &mut entity);
        }
        list.push(entity);
    }
}

fn put_owners(says: &Says<'_>, item: &ItemRef, entity: &mut Entity) {
    let own = match item {
        ItemRef::Item(id) => says.engine.model().items().get(id),
        _ => None,
    };
    let user = |id: &PrincipalId| link("User", id.as_str());
    let creator = own.and_then(|item| item.creator.as_ref());
    let owner = own.and_then(|item| item.owner.as_ref());
    let about = says.engine.subject_of(item);
    for (is_used, name, value) in [
        (says.with_creators, "creator_user", creator.map(user)),
        (says.with_owners, "owner_user", owner.map(user)),
        (
            says.with_subjects,
            "about",
            about.map(|id| link("Person", id.as_str())),
        ),
    ] {
        if let Some(value) = value.filter(|_| is_used) {
            entity.attributes.insert(name.to_owned(), value);
        }
    }
}

fn labels(says: &Says<'_>, item: &ItemRef) -> Vec<Uid> {
    let model = says.engine.model();
    let labels = match item {
        ItemRef::Item(id) => model.items().get(id).map(|item| &item.labels),
        ItemRef::Account(id) => model.principals().get(id).map(|p| &p.labels),
        ItemRef::Role(id) => model.roles().get(id).map(|role| &role.labels),
    };
    let labels = labels.into_iter().flatten();
    labels
        .map(|id| ("Label".to_owned(), id.to_string()))
        .collect()
}
