//! Removing records together with what names them, in one change that says what it takes along.

use crate::model::{Change, Edit, Key, Model, Record, Subject};

/// Removes records. What cannot stand without them goes too; elsewhere they are taken off lists.
pub fn remove(model: &Model, keys: &[Key]) -> Change {
    let mut gone: Vec<Key> = keys.to_vec();
    let mut edited: Vec<(Key, Record)> = Vec::new();
    let mut n = 0;
    while let Some(key) = gone.get(n).cloned() {
        n += 1;
        for user in model.uses_of(&key) {
            if gone.contains(&user) {
                continue;
            }
            let record = edited
                .iter()
                .find(|(key, _)| *key == user)
                .map(|(_, record)| record.clone())
                .or_else(|| model.record(&user));
            let Some(record) = record else { continue };
            match without(&record, &key) {
                Some(record) => {
                    edited.retain(|(key, _)| *key != user);
                    edited.push((user, record));
                }
                None => gone.push(user),
            }
        }
    }
    edited.retain(|(key, _)| !gone.contains(key));
    let names: Vec<String> = keys.iter().take(2).map(|key| model.title(key)).collect();
    let mut label = format!("remove {}", names.join(", "));
    if keys.len() > 2 {
        label.push_str(&format!(" and {} more", keys.len() - 2));
    }
    let n_along = gone.len().saturating_sub(keys.len());
    if n_along > 0 {
        label.push_str(&format!(
            " with {n_along} that {}",
            if n_along == 1 { "names it" } else { "name it" }
        ));
    }
    let puts = edited
        .into_iter()
        .map(|(_, record)| Edit::Put { record, at: None });
    let removals = gone.into_iter().rev().map(Edit::Remove);
    Change::new(label, puts.chain(removals).collect())
}

/// The record without a mention of `key`, or none if it cannot stand without it.
fn without(record: &Record, key: &Key) -> Option<Record> {
    match (record, key) {
        (Record::Principal(person), _) => {
            let mut person = (**person).clone();
            match key {
                Key::Principal(id) => {
                    person.managers.retain(|edge| edge.1 != *id);
                    let fields: Vec<_> = person.fields.0.clone();
                    for (field, value) in fields {
                        if value.to_string() == id.as_str() {
                            person.fields.set(&field, None);
                        }
                    }
                }
                Key::Team(id) => {
                    person.teams.retain(|team| team != id);
                    person.leads.retain(|team| team != id);
                }
                Key::Label(id) => person.labels.retain(|label| label != id),
                Key::Field(id) => person.fields.set(id, None),
                _ => return None,
            }
            Some(person.into())
        }
        (Record::Item(item), Key::Principal(id)) => {
            let mut item = (**item).clone();
            for slot in [&mut item.creator, &mut item.owner, &mut item.subject] {
                if slot.as_ref() == Some(id) {
                    *slot = None;
                }
            }
            Some(item.into())
        }
        (Record::Item(item), Key::Label(id)) => {
            let mut item = (**item).clone();
            item.labels.retain(|label| label != id);
            Some(item.into())
        }
        (Record::Label(label), Key::Label(_)) => {
            let mut label = (**label).clone();
            label.parent = None;
            Some(label.into())
        }
        (Record::Group(group), Key::Principal(id)) => {
            let mut group = (**group).clone();
            group.listed.retain(|one| one != id);
            Some(group.into())
        }
        (Record::Group(group), Key::Group(id)) => {
            let mut group = (**group).clone();
            group.groups.retain(|one| one != id);
            Some(group.into())
        }
        (Record::Role(role), Key::Role(id)) => {
            let mut role = (**role).clone();
            role.nested.retain(|nested| nested.role != *id);
            if let Some(list) = &mut role.handed_out_by {
                list.retain(|one| one != id);
            }
            Some(role.into())
        }
        (Record::Role(role), Key::Label(id)) => {
            let mut role = (**role).clone();
            role.labels.retain(|label| label != id);
            Some(role.into())
        }
        (Record::Assignment(assignment), Key::Principal(id)) => {
            (assignment.to != Subject::User(id.clone())).then(|| record.clone())
        }
        _ => None,
    }
}
