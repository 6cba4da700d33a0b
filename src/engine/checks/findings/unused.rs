//! Roles nobody holds, groups without members, permissions nobody has, and the last holder of a
//! role that needs one.

use super::{Finding, FindingSeverity, names};
use crate::engine::Engine;
use crate::engine::words::Words;
use crate::model::{Account, Key};

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    let model = engine.model();
    let note = |code, title: String, detail: String, key| Finding {
        code,
        severity: FindingSeverity::Note,
        title,
        detail,
        key,
        repair: None,
    };
    for role in model.roles().iter() {
        let holders = engine.holders(&role.id);
        if holders.is_empty() {
            let nested = model
                .roles()
                .iter()
                .any(|outer| outer.nested.iter().any(|n| n.role == role.id));
            let detail = if nested {
                "It is nested in a role that no one holds either".to_owned()
            } else {
                "Assign it, or remove it".to_owned()
            };
            let title = format!("No one holds {}", role.name);
            list.push(note(
                "role-unheld",
                title,
                detail,
                Key::Role(role.id.clone()),
            ));
        }
        let active: Vec<_> = holders
            .iter()
            .filter_map(|id| model.principals().get(id))
            .filter(|p| p.account == Account::Active)
            .collect();
        if let ([only], true) = (active.as_slice(), role.needs_holder) {
            list.push(note(
                "last-holder",
                format!("{} is the last holder of {}", only.name, role.name),
                "Name a second holder before this account ends".to_owned(),
                Key::Role(role.id.clone()),
            ));
        }
    }
    for group in model.groups().iter() {
        if engine.members(&group.id).is_empty() {
            let detail = match &group.condition {
                Some(condition) => format!(
                    "{}: no person matches",
                    Words::new(model).condition(condition)
                ),
                None => "No one is listed".to_owned(),
            };
            let title = format!("{} matches no one", group.name);
            list.push(note(
                "group-empty",
                title,
                detail,
                Key::Group(group.id.clone()),
            ));
        }
    }
    let unheld: Vec<&crate::model::Permission> = model
        .permissions()
        .iter()
        .enumerate()
        .filter(|(n, _)| engine.powers.iter().all(|held| held.on(*n).is_empty()))
        .map(|(_, permission)| permission)
        .collect();
    if let Some(first) = unheld.first() {
        list.push(note(
            "permission-unheld",
            match unheld.len() {
                1 => "1 permission is given to no one".to_owned(),
                n => format!("{n} permissions are given to no one"),
            },
            names(unheld.iter().map(|p| p.name.clone())),
            Key::Permission(first.id.clone()),
        ));
    }
}
