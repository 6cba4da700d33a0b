//! Finds what a word on the command line means: an id or an exact name. What is not there gets the
//! nearest that is.

use crate::engine::delegate::ActSubject;
use crate::engine::{ItemRef, Target};
use crate::model::{Act, Entity, LevelId, Model, PermissionId, PrincipalId, RoleId, Table};

/// A record by id, or by its exact name if just one has it.
fn find<T: Entity>(table: &Table<T>, word: &str) -> Result<T::Id, String>
where
    T::Id: for<'a> From<&'a str>,
{
    let id = T::Id::from(word);
    if table.contains(&id) {
        return Ok(id);
    }
    let named: Vec<&T> = table.iter().filter(|row| row.title() == word).collect();
    match named.as_slice() {
        [one] => Ok(one.id().clone()),
        [] => Err(unknown(T::WORD, word, &candidates(table))),
        several => {
            let ids: Vec<String> = several
                .iter()
                .map(|row| format!("`{}`", row.id()))
                .collect();
            Err(format!(
                "{} people or things are called `{word}`; say which by id: {}\n",
                several.len(),
                ids.join(", ")
            ))
        }
    }
}

fn candidates<T: Entity>(table: &Table<T>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for row in table.iter() {
        words.push(row.id().to_string());
        words.push(row.title());
    }
    words
}

fn unknown(what: &str, word: &str, known: &[String]) -> String {
    let mut near: Vec<(usize, &String)> = known
        .iter()
        .map(|known| {
            let distance = strsim::damerau_levenshtein(&known.to_lowercase(), &word.to_lowercase());
            let is_part = known.to_lowercase().contains(&word.to_lowercase());
            (if is_part { distance.min(2) } else { distance }, known)
        })
        .collect();
    near.sort();
    near.dedup_by(|a, b| a.1 == b.1);
    let offered: Vec<String> = near
        .iter()
        .take(3)
        .filter(|(distance, _)| *distance <= word.chars().count().max(3))
        .map(|(_, known)| format!("`{known}`"))
        .collect();
    if offered.is_empty() {
        format!("there is no {what} `{word}`\n")
    } else {
        format!(
            "there is no {what} `{word}`; nearest: {}\n",
            offered.join(", ")
        )
    }
}

pub(super) fn principal(model: &Model, word: &str) -> Result<PrincipalId, String> {
    find(model.principals(), word)
}

pub(super) fn role(model: &Model, word: &str) -> Result<RoleId, String> {
    find(model.roles(), word)
}

/// A permission by id, exact name, or the last part of its path if just one ends so.
pub(super) fn permission(model: &Model, word: &str) -> Result<PermissionId, String> {
    let table = model.permissions();
    let found = find(table, word);
    if found.is_ok() {
        return found;
    }
    let ending = format!(".{word}");
    let mut ends = table.ids().filter(|id| id.as_str().ends_with(&ending));
    match (ends.next(), ends.next()) {
        (Some(one), None) => Ok(one.clone()),
        _ => found,
    }
}

/// `PERMISSION` or `PERMISSION@LEVEL`. Without a level, the lowest above the bottom.
pub(super) fn deed(model: &Model, word: &str) -> Result<(PermissionId, LevelId), String> {
    let (name, level) = match word.rsplit_once('@') {
        // A name may hold an `@` of its own.
        Some((name, level)) if permission(model, word).is_err() => (name, Some(level)),
        _ => (word, None),
    };
    let id = permission(model, name)?;
    let ladder = model
        .ladder_of(&id)
        .ok_or_else(|| format!("`{id}` has no ladder\n"))?;
    let above: Vec<&LevelId> = ladder.levels.iter().skip(1).collect();
    let level = match level {
        None => above.first().copied(),
        Some(level) => above.iter().copied().find(|known| **known == level),
    };
    match level {
        Some(level) => Ok((id, level.clone())),
        None => {
            let known: Vec<String> = above.iter().map(|l| format!("`{l}`")).collect();
            Err(format!(
                "`{id}` has no level `{}` to ask for; expected {}\n",
                word.rsplit_once('@').map_or("", |(_, level)| level),
                known.join(", ")
            ))
        }
    }
}

/// A person or an item, or both where two are named.
pub(super) fn target(model: &Model, words: &[String]) -> Result<Option<Target>, String> {
    let mut target: Option<Target> = None;
    for word in words {
        let one = one_target(model, word)?;
        target = Some(match target {
            None => one,
            Some(before) => joined(before, one),
        });
    }
    Ok(target)
}

fn joined(first: Target, second: Target) -> Target {
    let is_item = |t: &Target| !matches!(t.item, Some(ItemRef::Account(_)) | None);
    let (item, person) = if is_item(&first) {
        (first, second)
    } else {
        (second, first)
    };
    Target {
        person: person.person,
        item: item.item,
    }
}

fn one_target(model: &Model, word: &str) -> Result<Target, String> {
    if let Ok(id) = find(model.items(), word) {
        return Ok(Target::of_item(model, &id));
    }
    if let Ok(id) = find(model.principals(), word) {
        return Ok(Target::of_person(model, &id));
    }
    if let Ok(id) = find(model.roles(), word) {
        return Ok(Target::of_role(&id));
    }
    let mut known = candidates(model.principals());
    known.extend(candidates(model.items()));
    Err(unknown("person or item", word, &known))
}

pub(super) fn act(word: &str) -> Result<Act, String> {
    let known: Vec<String> = Act::ALL.iter().map(|act| act.id().to_owned()).collect();
    let wanted = word.to_lowercase().replace(['-', ' '], "_");
    // The words of the learning system's admins page.
    let wanted = match wanted.as_str() {
        "add_admin" => "add_user",
        "edit_admin" => "edit_scope",
        other => other,
    };
    Act::ALL
        .into_iter()
        .find(|act| act.id() == wanted)
        .ok_or_else(|| unknown("act", word, &known))
}

/// What an act is done on.
pub(super) fn subject(model: &Model, act: Act, word: &str) -> Result<ActSubject, String> {
    if let Ok(id) = find(model.principals(), word) {
        return Ok(ActSubject::User(id));
    }
    if let Ok(id) = find(model.groups(), word) {
        return Ok(ActSubject::Group(id));
    }
    if let Ok(id) = find(model.roles(), word) {
        return Ok(ActSubject::Role(id));
    }
    if let Ok(id) = find(model.teams(), word) {
        return Ok(ActSubject::Team(id));
    }
    if let Ok(id) = find(model.modules(), word) {
        return Ok(ActSubject::Module(id));
    }
    if let Ok(id) = find(model.switches(), word) {
        return Ok(ActSubject::Switch(id));
    }
    if act == Act::AddUser {
        return Ok(ActSubject::NewUser);
    }
    let mut known = candidates(model.principals());
    known.extend(candidates(model.groups()));
    known.extend(candidates(model.switches()));
    Err(unknown(
        "person, group, role, team, module or switch",
        word,
        &known,
    ))
}
