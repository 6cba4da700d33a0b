//! `try`: whether a change of a role may be saved. Nothing is written.

use serde_json::json;

use super::args::Try;
use super::{Reply, count, load, names};
use crate::engine::gate::{Highlight, Verdict, try_change};
use crate::engine::{Engine, compare};
use crate::model::{
    Change, Date, Edit, Grant, LevelId, Model, PermissionId, PermissionRef, Reach, ReachId, Role,
    Scope, nearest,
};

/// In a model up to this size what a change brings is counted as well.
const MOST_PEOPLE_COUNTED: usize = 2000;

/// What a permission of a role becomes.
enum Setting {
    /// Not granted.
    Nothing,
    /// This level, with the reach it has.
    Level(LevelId),
    /// This level on this named reach.
    Reach(LevelId, ReachId),
}

/// Tries a change.
pub fn try_set(args: &Try, day: Date) -> Result<Reply, String> {
    let model = load(&args.file)?;
    let change = change_of(&model, &args.set)?;
    let (accepted, reason, highlight) = match try_change(&model, &change, None, day) {
        Verdict::Accepted { model: after, .. } => (true, brings(&model, &after, day), Vec::new()),
        Verdict::Refused {
            message, highlight, ..
        } => {
            let permissions: Vec<PermissionId> = highlight
                .into_iter()
                .filter_map(|mark| match mark {
                    Highlight::Permission(id) => Some(id),
                    _ => None,
                })
                .collect();
            (false, message, permissions)
        }
    };
    let word = if accepted { "accepted" } else { "refused" };
    let mut text = format!("{word}\n{reason}\n");
    if !highlight.is_empty() {
        text.push_str("In the way\n");
    }
    for id in &highlight {
        text.push_str(&format!("  - {id}\n"));
    }
    let ids: Vec<&str> = highlight.iter().map(PermissionId::as_str).collect();
    Ok(Reply {
        text,
        json: json!({ "accepted": accepted, "reason": reason, "highlight": ids }),
        code: u8::from(!accepted),
    })
}

/// What the change would bring, in one sentence.
fn brings(before: &Model, after: &Model, day: Date) -> String {
    if before.principals().len() > MOST_PEOPLE_COUNTED {
        return "the change may be saved".to_owned();
    }
    let old = Engine::new(before, day);
    let difference = compare(&old, &old.again(after, day));
    match (difference.gains.len(), difference.losses.len()) {
        (0, 0) => "the change may be saved; no one gains or loses anything today".to_owned(),
        (gains, losses) => {
            let gains = count(gains, "right", "rights");
            format!("the change may be saved; it gives {gains} and takes {losses} away")
        }
    }
}

/// One change from `ROLE PERMISSION=VALUE … ROLE PERMISSION=VALUE …`.
fn change_of(model: &Model, words: &[String]) -> Result<Change, String> {
    let mut roles: Vec<Role> = Vec::new();
    let mut at: Option<usize> = None;
    let mut n_settings = 0;
    for word in words {
        let Some((permission, value)) = word.split_once('=') else {
            let role = names::role(model, word)?;
            at = Some(match roles.iter().position(|r| r.id == role.id) {
                Some(at) => at,
                None => {
                    roles.push(role.clone());
                    roles.len() - 1
                }
            });
            continue;
        };
        let Some(role) = at.and_then(|at| roles.get_mut(at)) else {
            return Err(format!(
                "`{word}` comes before a role; expected `--set ROLE PERMISSION=VALUE`"
            ));
        };
        let permission = names::permission(model, permission)?;
        let setting = setting(model, &permission, value)?;
        apply(role, &permission, setting);
        n_settings += 1;
    }
    if n_settings == 0 {
        return Err("nothing is set; expected `--set ROLE PERMISSION=VALUE`".to_owned());
    }
    let names: Vec<&str> = roles.iter().map(|role| role.name.as_str()).collect();
    let label = format!("set permissions of {}", names.join(" and "));
    Ok(Change::new(
        label,
        roles.into_iter().map(Edit::put).collect(),
    ))
}

fn setting(model: &Model, permission: &PermissionId, value: &str) -> Result<Setting, String> {
    let levels = model
        .ladder_of(permission)
        .map_or(&[][..], |ladder| ladder.levels.as_slice());
    let is_bottom = levels.first().is_some_and(|level| *level == *value);
    if is_bottom || value == "none" {
        return Ok(Setting::Nothing);
    }
    let reach = |text: &str| {
        let found = model
            .reaches()
            .iter()
            .find(|reach| reach.id == *text || reach.name == *text);
        found.map(|reach| reach.id.clone())
    };
    if let (Some(reach), Some(top)) = (reach(value), levels.last()) {
        return Ok(Setting::Reach(top.clone(), reach));
    }
    if let Some(level) = levels.iter().find(|level| **level == *value) {
        return Ok(Setting::Level(level.clone()));
    }
    if let Some((level, named)) = value.split_once('@') {
        let level = names::level(model, permission, level)?;
        return match reach(named) {
            Some(reach) => Ok(Setting::Reach(level, reach)),
            None => Err(no_value(model, permission, named)),
        };
    }
    Err(no_value(model, permission, value))
}

fn no_value(model: &Model, permission: &PermissionId, value: &str) -> String {
    let mut known: Vec<String> = model.reaches().ids().map(ToString::to_string).collect();
    if let Some(ladder) = model.ladder_of(permission) {
        known.extend(ladder.levels.iter().map(ToString::to_string));
    }
    match nearest(value, known.iter().map(String::as_str)) {
        Some(near) => {
            format!("`{permission}` cannot be set to `{value}`; did you mean `{near}`?")
        }
        None => format!(
            "`{permission}` cannot be set to `{value}`; expected one of `{}`",
            known.join("`, `")
        ),
    }
}

/// Sets one permission of a role. What stands for it becomes one grant, in its place.
fn apply(role: &mut Role, permission: &PermissionId, setting: Setting) {
    let named = PermissionRef::from(permission);
    let at = role.grants.iter().position(|g| g.permission == named);
    match setting {
        Setting::Nothing => role.grants.retain(|grant| grant.permission != named),
        Setting::Level(level) if at.is_some() => {
            for grant in role.grants.iter_mut().filter(|g| g.permission == named) {
                grant.level = level.clone();
            }
        }
        Setting::Level(level) => role.grants.push(Grant {
            permission: named,
            level,
            on: Scope::UNSET,
            switch: None,
        }),
        Setting::Reach(level, reach) => {
            let old = at.and_then(|at| role.grants.get(at)).cloned();
            let grant = Grant {
                permission: named.clone(),
                level,
                on: Scope {
                    people: Some(Reach::Named(reach)),
                    items: old.as_ref().and_then(|grant| grant.on.items.clone()),
                },
                switch: old.and_then(|grant| grant.switch),
            };
            role.grants.retain(|grant| grant.permission != named);
            let at = at.unwrap_or(role.grants.len()).min(role.grants.len());
            role.grants.insert(at, grant);
        }
    }
}
