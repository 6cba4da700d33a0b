//! Names, and the ids made of them: an id follows the name while nothing else names it and no file
//! holds it yet; afterwards it stays (ids are what files and version control know things by).

use std::collections::BTreeSet;

use super::{groups, places};
use crate::model::{
    Change, Edit, Key, Model, Named, Path, PermissionId, Record, Refs, is_valid_id, slug,
};

/// Calls a record otherwise. Returns the key it has then.
pub fn rename(
    model: &Model,
    saved: Option<&Model>,
    key: &Key,
    name: &str,
) -> Option<(Change, Key)> {
    let name = name.trim();
    let change = match key {
        // The gate refuses it and says what is missing.
        Key::Group(id) if name.is_empty() => groups::rename(model, id, name),
        _ if name.is_empty() => None,
        _ => places::rename(model, key, name),
    }?;
    let stays = (change.clone(), key.clone());
    let is_new = saved.is_none_or(|saved| !saved.contains(key));
    let was = slug(&model.title(key), |_| false);
    let is_made_of_it = last_part(key) == was || is_numbered(&last_part(key), &was);
    if name.is_empty() || !is_new || !is_made_of_it {
        return Some(stays);
    }
    let mut renamed = model.clone();
    if renamed.apply(&change).is_err() {
        return Some(stays);
    }
    let wanted = slug(name, |part| {
        let other = with_part(key, part);
        other != *key && model.contains(&other)
    });
    Some(match rekeyed(&renamed, key, &wanted) {
        Some((edits, new)) => (Change::new(change.label, edits), new),
        None => stays,
    })
}

/// Gives a record another id. None where it has it, it is taken, or something else names it.
pub fn set_id(model: &Model, key: &Key, text: &str) -> Option<(Change, Key)> {
    let text = text.trim();
    let part = match is_valid_id(text) && !text.contains('.') {
        true => text.to_owned(),
        false => slug(text, |_| false),
    };
    let (edits, new) = rekeyed(model, key, &part)?;
    let label = format!("give {} the id {}", model.title(key), new.id());
    Some((Change::new(label, edits), new))
}

/// True if nothing else names a record or its parts: its id may still change.
pub fn is_free(model: &Model, key: &Key) -> bool {
    !is_locked(model, key) && is_unnamed(model, &family(model, key))
}

/// What follows the name: the last part of the path.
pub fn last_part(key: &Key) -> String {
    let id = key.id();
    let last = id.rsplit_once('.').map(|(_, last)| last.to_owned());
    last.unwrap_or(id)
}

fn is_numbered(id: &str, base: &str) -> bool {
    let rest = id
        .strip_prefix(base)
        .and_then(|rest| rest.strip_prefix('-'));
    rest.is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
}

/// The key with another last part.
fn with_part(key: &Key, part: &str) -> Key {
    match key {
        Key::Permission(id) => match id.parent() {
            Some(parent) => Key::Permission(format!("{parent}.{part}").into()),
            None => Key::Permission(part.into()),
        },
        Key::Role(_) => Key::Role(part.into()),
        Key::Group(_) => Key::Group(part.into()),
        Key::Module(_) => Key::Module(part.into()),
        other => other.clone(),
    }
}

/// Predefined roles stay what they are.
fn is_locked(model: &Model, key: &Key) -> bool {
    let Key::Role(id) = key else { return false };
    model.roles().get(id).is_some_and(|role| role.locked)
}

/// The record and everything whose id begins with its own.
fn family(model: &Model, key: &Key) -> Vec<Key> {
    let mut list = vec![key.clone()];
    let base: PermissionId = match key {
        Key::Module(id) => id.as_str().into(),
        Key::Permission(id) => id.clone(),
        _ => return list,
    };
    let parts = model.permissions().ids().filter(|id| id.is_below(&base));
    list.extend(parts.cloned().map(Key::Permission));
    list
}

fn is_unnamed(model: &Model, family: &[Key]) -> bool {
    let family: BTreeSet<&Key> = family.iter().collect();
    let names_none = |user: &Key| matches!(user, Key::Principal(_) | Key::Item(_));
    model.keys().iter().all(|user| {
        if names_none(user) || family.contains(user) {
            return true;
        }
        let mut is_named = false;
        if let Some(record) = model.record(user) {
            Refs::new(Path::default(), &mut |_, named| {
                is_named |= matches!(&named, Named::Key(key) if family.contains(key));
            })
            .record(&record);
        }
        !is_named
    })
}

/// The edits that put a record and its parts where the new id is, in place.
fn rekeyed(model: &Model, key: &Key, part: &str) -> Option<(Vec<Edit>, Key)> {
    let new = with_part(key, part);
    if new == *key || model.contains(&new) {
        return None;
    }
    let family = family(model, key);
    if is_locked(model, key) || !is_unnamed(model, &family) {
        return None;
    }
    let (from, to) = (key.id(), new.id());
    let moved = |id: &PermissionId| -> PermissionId {
        let rest = id.as_str().strip_prefix(from.as_str()).unwrap_or_default();
        format!("{to}{rest}").into()
    };
    let mut edits = Vec::new();
    for old in &family {
        macro_rules! row {
            ($row:ident, $table:ident, $id:expr) => {{
                let at = model.$table().position(&$row.id);
                let mut row = (*$row).clone();
                row.id = $id;
                (Record::from(row), at)
            }};
        }
        let (record, at) = match model.record(old)? {
            Record::Role(row) => row!(row, roles, to.as_str().into()),
            Record::Group(row) => row!(row, groups, to.as_str().into()),
            Record::Permission(row) => row!(row, permissions, moved(&row.id)),
            Record::Module(row) => {
                let at = model.modules().position(&row.id);
                let mut row = (*row).clone();
                row.id = to.as_str().into();
                row.view_set = row.view_set.as_ref().map(moved);
                (Record::from(row), at)
            }
            _ => return None,
        };
        edits.push(Edit::Put { record, at });
        edits.push(Edit::Remove(old.clone()));
    }
    Some((edits, new))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::edits::{blank, catalogue, roles};

    #[test]
    fn an_id_follows_the_name_until_something_names_it_or_a_file_holds_it() {
        let mut model = blank();
        let (change, module) = catalogue::add_module(&model);
        model.apply(&change).unwrap();
        let (change, one) = catalogue::add_permission(&model, &module).unwrap();
        model.apply(&change).unwrap();
        let (change, two) = catalogue::add_permission(&model, &module).unwrap();
        model.apply(&change).unwrap();
        assert_eq!(two.id(), "new-module.new-permission-2");
        let before = model.clone();
        let (change, module) = rename(&model, None, &module, "Onboarding").unwrap();
        assert_eq!(change.label, "rename New module to Onboarding");
        let undo = model.apply(&change).unwrap();
        let ids: Vec<String> = model.permissions().ids().map(ToString::to_string).collect();
        assert_eq!(
            ids,
            ["onboarding.new-permission", "onboarding.new-permission-2"]
        );
        model.apply(&undo).unwrap();
        assert_eq!(model, before);
        model.apply(&change).unwrap();

        let two = Key::Permission("onboarding.new-permission-2".into());
        let (change, two) = rename(&model, None, &two, "See candidates").unwrap();
        model.apply(&change).unwrap();
        assert_eq!(two.id(), "onboarding.see-candidates");
        let saved = model.clone();
        let (_, same) = rename(&model, Some(&saved), &two, "See a candidate").unwrap();
        assert_eq!(same, two);
        let (change, named) = set_id(&model, &two, "see").unwrap();
        assert_eq!(
            (named.id().as_str(), change.label.as_str()),
            (
                "onboarding.see",
                "give See candidates the id onboarding.see",
            )
        );

        let (change, role) = roles::add(&model);
        model.apply(&change).unwrap();
        let (change, role) = rename(&model, None, &Key::Role(role), "Agent").unwrap();
        model.apply(&change).unwrap();
        assert_eq!(role, Key::Role("agent".into()));
        let Key::Permission(see) = &two else {
            unreachable!()
        };
        let mut agent = model.roles().get(&"agent".into()).unwrap().clone();
        agent.grants.push(crate::model::Grant {
            permission: see.into(),
            level: "yes".into(),
            on: crate::model::Scope::UNSET,
            switch: None,
        });
        model
            .apply(&Change::new("give", vec![Edit::put(agent)]))
            .unwrap();
        assert!(!is_free(&model, &two));
        assert!(!is_free(&model, &module));
        let (_, same) = rename(&model, None, &two, "Look").unwrap();
        assert_eq!(same, two);
        assert!(set_id(&model, &two, "look").is_none());
        let _ = one;
    }
}
