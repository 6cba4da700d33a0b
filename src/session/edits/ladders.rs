//! Edits of ladders: the ordered levels permissions are given at. What is given follows a level
//! that is called otherwise; a level that is in use is never lost.

use std::sync::Arc;

use super::places::fresh;
use crate::engine::gate;
use crate::model::{
    Change, Edit, Grant, Key, Ladder, LadderId, LevelId, Model, PermissionId, Record, slug,
};

/// Why a ladder stays as it is, and who is in the way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stays {
    /// In words, without the names.
    pub why: String,
    /// The records that need it so.
    pub who: Vec<Key>,
}

/// What became of a wish.
pub type Outcome = Result<Option<Change>, Stays>;

fn stays(why: impl Into<String>, who: Vec<Key>) -> Outcome {
    let why = why.into();
    Err(Stays { why, who })
}

/// A name as an id: levels and ladders are called by their ids.
fn id_of(name: &str) -> Option<String> {
    let name = name.trim();
    (!name.is_empty()).then(|| slug(name, |_| false))
}

fn free_id(model: &Model, name: &str) -> LadderId {
    slug(name, |id| model.ladders().contains(&id.into())).into()
}

/// Makes a ladder of two levels, with a name to be changed.
pub fn add(model: &Model) -> (Change, LadderId) {
    let taken = |name: &str| {
        model
            .ladders()
            .contains(&slug(name, |_| false).as_str().into())
    };
    let id = free_id(model, &fresh("New levels", taken));
    let levels = vec!["none".into(), "view".into()];
    let ladder = Ladder {
        id: id.clone(),
        levels,
    };
    let label = format!("add the levels {id}");
    (Change::new(label, vec![Edit::put(ladder)]), id)
}

/// Gives a permission levels of its own to be changed: a copy of those it has.
pub fn add_for(model: &Model, of: &PermissionId) -> Option<(Change, LadderId)> {
    let mut permission = model.permissions().get(of)?.clone();
    let levels = model.ladders().get(&permission.ladder)?.levels.clone();
    let id = free_id(model, &permission.name);
    let label = format!("give {} levels of its own", permission.name);
    permission.ladder = id.clone();
    let ladder = Ladder {
        id: id.clone(),
        levels,
    };
    let edits = vec![Edit::put(ladder), Edit::put(permission)];
    Some((Change::new(label, edits), id))
}

/// Calls a ladder otherwise; the permissions on it follow.
pub fn rename(model: &Model, id: &LadderId, name: &str) -> Option<(Change, LadderId)> {
    let old = model.ladders().get(id)?;
    let new: LadderId = id_of(name)?.into();
    if new == *id || model.ladders().contains(&new) {
        return None;
    }
    let ladder = Ladder {
        id: new.clone(),
        levels: old.levels.clone(),
    };
    let at = model.ladders().position(id);
    let record = ladder.into();
    let mut edits = vec![Edit::Put { record, at }];
    for permission in model.permissions().iter().filter(|one| one.ladder == *id) {
        let mut permission = permission.clone();
        permission.ladder = new.clone();
        edits.push(Edit::put(permission));
    }
    edits.push(Edit::Remove(Key::Ladder(id.clone())));
    let label = format!("rename the levels {id} to {new}");
    Some((Change::new(label, edits), new))
}

fn put(model: &Model, id: &LadderId, label: String, levels: Vec<LevelId>) -> Option<Change> {
    let old = model.ladders().get(id)?;
    (levels != old.levels).then(|| {
        let ladder = Ladder {
            id: id.clone(),
            levels,
        };
        Change::new(label, vec![Edit::put(ladder)])
    })
}

fn is_there(level: &LevelId) -> Outcome {
    stays(format!("“{level}” is there already"), Vec::new())
}

/// Adds a level on top.
pub fn add_level(model: &Model, id: &LadderId, name: &str) -> Outcome {
    let (Some(ladder), Some(level)) = (model.ladders().get(id), id_of(name)) else {
        return Ok(None);
    };
    let level: LevelId = level.into();
    if ladder.levels.contains(&level) {
        return is_there(&level);
    }
    let mut levels = ladder.levels.clone();
    let label = format!("add the level {level} to {id}");
    levels.push(level);
    Ok(put(model, id, label, levels))
}

/// Calls a level otherwise; whatever is given at it follows.
pub fn rename_level(model: &Model, id: &LadderId, old: &LevelId, name: &str) -> Outcome {
    let (Some(ladder), Some(new)) = (model.ladders().get(id), id_of(name)) else {
        return Ok(None);
    };
    let new: LevelId = new.into();
    if new == *old {
        return Ok(None);
    }
    if ladder.levels.contains(&new) {
        return is_there(&new);
    }
    let mut levels = ladder.levels.clone();
    for level in levels.iter_mut().filter(|level| *level == old) {
        *level = new.clone();
    }
    let label = format!("rename the level {old} to {new}");
    let Some(mut change) = put(model, id, label, levels) else {
        return Ok(None);
    };
    for key in model.keys().into_iter().filter(names_levels) {
        let Some(was) = model.record(&key) else {
            continue;
        };
        let mut record = was.clone();
        each_level(&mut record, &mut |of, level| {
            if *level == *old && is_on(model, of, id) {
                *level = new.clone();
            }
        });
        if record != was {
            change.edits.push(Edit::Put { record, at: None });
        }
    }
    Ok(Some(change))
}

/// Moves a level to another place; the order is what "at least" means.
pub fn move_level(model: &Model, id: &LadderId, from: usize, to: usize) -> Outcome {
    let Some(ladder) = model.ladders().get(id) else {
        return Ok(None);
    };
    let mut levels = ladder.levels.clone();
    if from >= levels.len() || to >= levels.len() {
        return Ok(None);
    }
    let level = levels.remove(from);
    let label = format!("move the level {level} of {id}");
    levels.insert(to, level);
    if let Some(bottom) = levels
        .first()
        .filter(|one| ladder.levels.first() != Some(*one))
    {
        let who = users_of(model, id, bottom);
        if !who.is_empty() {
            let why = format!("The lowest level gives nothing, and “{bottom}” is given");
            return stays(why, who);
        }
    }
    outreached(model, put(model, id, label, levels))
}

/// Takes a level away that nothing is given at.
pub fn remove_level(model: &Model, id: &LadderId, level: &LevelId) -> Outcome {
    let Some(ladder) = model.ladders().get(id) else {
        return Ok(None);
    };
    if ladder.levels.len() <= 2 {
        return stays(
            "Two levels are the least: nothing, and something",
            Vec::new(),
        );
    }
    let mut levels = ladder.levels.clone();
    levels.retain(|one| one != level);
    let bottom = levels
        .first()
        .filter(|one| ladder.levels.first() != Some(*one));
    for kept in [Some(level), bottom].into_iter().flatten() {
        let who = users_of(model, id, kept);
        if !who.is_empty() {
            return stays(format!("“{kept}” is in use"), who);
        }
    }
    let label = format!("remove the level {level} of {id}");
    outreached(model, put(model, id, label, levels))
}

/// Puts a permission on another ladder, where everything given of it has its level there too.
pub fn set_ladder(model: &Model, id: &PermissionId, to: &LadderId) -> Outcome {
    let (Some(permission), Some(ladder)) = (model.permissions().get(id), model.ladders().get(to))
    else {
        return Ok(None);
    };
    if permission.ladder == *to {
        return Ok(None);
    }
    let who = users(model, |of, level| of == id && ladder.rank(level).is_none());
    if !who.is_empty() {
        let why = format!("{} is given at a level that {to} lacks", permission.name);
        return stays(why, who);
    }
    let mut new = permission.clone();
    new.ladder = to.clone();
    let label = format!("give {} the levels of {to}", permission.name);
    outreached(model, Some(Change::new(label, vec![Edit::put(new)])))
}

/// Refuses what lets a main permission outreach what it needs (S12): the order of levels decides it.
fn outreached(model: &Model, change: Option<Change>) -> Outcome {
    let Some(change) = change else {
        return Ok(None);
    };
    let mut after = model.clone();
    if after.apply(&change).is_err() {
        // The common way refuses it, and says why.
        return Ok(Some(change));
    }
    let before = gate::violations(model);
    let new: Vec<_> = gate::violations(&after)
        .into_iter()
        .filter(|one| !before.contains(one))
        .collect();
    match new.first() {
        None => Ok(Some(change)),
        Some((_, sentence)) => {
            let mut who: Vec<Key> = new
                .iter()
                .map(|(role, _)| Key::Role(role.clone()))
                .collect();
            who.dedup();
            stays(sentence.clone(), who)
        }
    }
}

fn is_on(model: &Model, permission: &PermissionId, id: &LadderId) -> bool {
    let permission = model.permissions().get(permission);
    permission.is_some_and(|permission| permission.ladder == *id)
}

/// The records that name a level of a ladder.
pub fn users_of(model: &Model, id: &LadderId, level: &LevelId) -> Vec<Key> {
    users(model, |of, named| named == level && is_on(model, of, id))
}

fn users(model: &Model, is_meant: impl Fn(&PermissionId, &LevelId) -> bool) -> Vec<Key> {
    let mut keys = model.keys();
    keys.retain(names_levels);
    keys.retain(|key| {
        let mut found = false;
        if let Some(mut record) = model.record(key) {
            each_level(&mut record, &mut |of, level| found |= is_meant(of, level));
        }
        found
    });
    keys
}

fn names_levels(key: &Key) -> bool {
    matches!(
        key,
        Key::Role(_)
            | Key::CustomSet(_)
            | Key::DirectGrant(_)
            | Key::Guard(_)
            | Key::Implication(_)
            | Key::Requirement(_)
            | Key::DelegationRule(_)
            | Key::Expectation(_)
            | Key::DutyRule(_)
    )
}

/// Every level a record names, with the permission it is a level of.
fn each_level(record: &mut Record, visit: &mut dyn FnMut(&PermissionId, &mut LevelId)) {
    fn grants(list: &mut [Grant], visit: &mut dyn FnMut(&PermissionId, &mut LevelId)) {
        for grant in list {
            visit(&grant.permission.base(), &mut grant.level);
        }
    }
    match record {
        Record::Role(row) => grants(&mut Arc::make_mut(row).grants, visit),
        Record::CustomSet(row) => grants(&mut Arc::make_mut(row).grants, visit),
        Record::DirectGrant(row) => {
            let row = Arc::make_mut(row);
            visit(&row.permission.base(), &mut row.level);
        }
        Record::Guard(row) => {
            let row = Arc::make_mut(row);
            if let Some(level) = &mut row.level {
                visit(&row.permission.base(), level);
            }
        }
        Record::Implication(row) => {
            let row = Arc::make_mut(row);
            visit(&row.permission, &mut row.level);
            visit(&row.implies.base(), &mut row.at);
        }
        Record::Requirement(row) => {
            for one in &mut Arc::make_mut(row).dependents {
                if let Some(level) = &mut one.level {
                    visit(&one.permission, level);
                }
            }
        }
        Record::DelegationRule(row) => {
            if let Some(holding) = &mut Arc::make_mut(row).holding {
                visit(&holding.permission, &mut holding.level);
            }
        }
        Record::Expectation(row) => {
            let row = Arc::make_mut(row);
            visit(&row.permission, &mut row.level);
        }
        Record::DutyRule(row) => {
            for holding in &mut Arc::make_mut(row).permissions {
                visit(&holding.permission, &mut holding.level);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Grant, Permission, Role, Scope};
    use crate::session::edits::{blank, catalogue};

    fn model() -> (Model, PermissionId) {
        let mut model = blank();
        let (change, module) = catalogue::add_module(&model);
        model.apply(&change).unwrap();
        let (change, key) = catalogue::add_permission(&model, &module).unwrap();
        model.apply(&change).unwrap();
        let id: PermissionId = key.id().as_str().into();
        let salary = Permission {
            ladder: "view-edit".into(),
            ..model.permissions().get(&id).unwrap().clone()
        };
        let mut role = Role::new("hr", "HR");
        role.grants.push(Grant {
            permission: (&id).into(),
            level: "view".into(),
            on: Scope::UNSET,
            switch: None,
        });
        let edits = vec![Edit::put(salary), Edit::put(role)];
        model.apply(&Change::new("start", edits)).unwrap();
        (model, id)
    }

    fn levels(model: &Model, id: &str) -> Vec<String> {
        let ladder = model.ladders().get(&id.into()).unwrap();
        ladder.levels.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn levels_are_made_named_moved_and_removed_and_come_back() {
        let mut model = blank();
        let before = model.clone();
        let mut undo = Vec::new();
        let (change, id) = add(&model);
        undo.push(model.apply(&change).unwrap());
        let (change, id) = rename(&model, &id, "See or Approve").unwrap();
        undo.push(model.apply(&change).unwrap());
        assert_eq!(id, "see-or-approve");
        let change = add_level(&model, &id, "Approve").unwrap().unwrap();
        undo.push(model.apply(&change).unwrap());
        let change = rename_level(&model, &id, &"view".into(), "See").unwrap();
        undo.push(model.apply(&change.unwrap()).unwrap());
        let change = move_level(&model, &id, 2, 1).unwrap().unwrap();
        undo.push(model.apply(&change).unwrap());
        assert_eq!(levels(&model, id.as_str()), ["none", "approve", "see"]);
        assert!(add_level(&model, &id, "see").is_err());
        let change = remove_level(&model, &id, &"see".into()).unwrap().unwrap();
        undo.push(model.apply(&change).unwrap());
        assert!(remove_level(&model, &id, &"approve".into()).is_err());
        for change in undo.iter().rev() {
            model.apply(change).unwrap();
        }
        assert_eq!(model, before);
    }

    #[test]
    fn a_level_that_is_given_stays_and_says_by_whom() {
        let (mut model, salary) = model();
        let id: LadderId = "view-edit".into();
        let hr = vec![Key::Role("hr".into())];
        let refused = remove_level(&model, &id, &"view".into()).unwrap_err();
        assert_eq!(refused.who, hr);
        assert_eq!(move_level(&model, &id, 1, 0).unwrap_err().who, hr);
        let refused = set_ladder(&model, &salary, &"yes-no".into()).unwrap_err();
        assert_eq!(refused.who, hr);
        let change = rename_level(&model, &id, &"view".into(), "See").unwrap();
        model.apply(&change.unwrap()).unwrap();
        let role = model.roles().get(&"hr".into()).unwrap();
        assert_eq!(role.grants[0].level, "see");
        let (change, own) = add_for(&model, &salary).unwrap();
        model.apply(&change).unwrap();
        assert_eq!(levels(&model, own.as_str()), ["none", "see", "edit"]);
        let (change, _) = rename(&model, &own, "pay").unwrap();
        model.apply(&change).unwrap();
        assert_eq!(model.ladder_of(&salary).unwrap().id, "pay");
    }
}
