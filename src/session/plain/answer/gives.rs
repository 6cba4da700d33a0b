//! Where rights come from: what a role or a group gives, what gives something, what shows a field.

use super::super::question::{Deed, Doing, Giver};
use super::super::words::count;
use super::targets::dotted;
use super::{AnswerRow, Door, PlainAnswer};
use crate::engine::{Engine, Words, capital};
use crate::model::{
    CustomSet, DirectGrant, FieldId, Grant, GroupId, Key, LevelId, Model, PermissionRef, RoleId,
    Scope, Subject,
};

/// What a role or a group gives.
pub(super) fn gives(engine: &Engine, giver: &Giver) -> PlainAnswer {
    match giver {
        Giver::Role(id) => role_gives(engine, id),
        Giver::Group(id) => group_gives(engine, id),
    }
}

fn grant_row(model: &Model, grant: &Grant, from: &str) -> AnswerRow {
    let words = Words::new(model);
    let permission = grant.permission.base();
    let scope = match grant.on == Scope::UNSET {
        true => String::new(),
        false => words.scope(&grant.on),
    };
    let switch = grant.switch.as_ref().map(|id| {
        let is_on = model.switches().get(id).is_some_and(|switch| switch.on);
        let state = if is_on { "on" } else { "off" };
        format!("needs a switch, which is {state}")
    });
    AnswerRow::new(
        capital(&words.deed(&permission, grant.level.as_str())),
        dotted(&[from, &scope, &switch.unwrap_or_default()]),
        Door::Record(Key::Permission(permission)),
    )
}

/// True if the level is above the bottom.
fn is_given(model: &Model, permission: &PermissionRef, level: &LevelId) -> bool {
    let ladder = model.ladder_of(&permission.base());
    ladder
        .and_then(|ladder| ladder.rank(level))
        .is_some_and(|rank| rank > 0)
}

/// A role and the roles inside it, each once.
fn with_nested(model: &Model, id: &RoleId) -> Vec<RoleId> {
    let mut list = vec![id.clone()];
    let mut next = 0;
    while let Some(role) = list.get(next).and_then(|id| model.roles().get(id)) {
        next += 1;
        for nested in &role.nested {
            if !list.contains(&nested.role) {
                list.push(nested.role.clone());
            }
        }
    }
    list
}

fn role_gives(engine: &Engine, id: &RoleId) -> PlainAnswer {
    let model = engine.model();
    let mut rows = Vec::new();
    for (n, inner) in with_nested(model, id).iter().enumerate() {
        let Some(role) = model.roles().get(inner) else {
            continue;
        };
        let from = match n {
            0 => String::new(),
            _ => format!("by {} inside it", role.name),
        };
        let given = role
            .grants
            .iter()
            .filter(|one| is_given(model, &one.permission, &one.level));
        rows.extend(given.map(|grant| grant_row(model, grant, &from)));
    }
    let name = model.title(&Key::Role(id.clone()));
    let n_holders = engine.holders(id).len();
    let sentence = format!(
        "{name} gives {} to {}",
        count(rows.len(), "thing", "things"),
        count(n_holders, "holder", "holders")
    );
    let scope = model.roles().get(id).map(|role| &role.scope);
    let limit = scope.filter(|scope| !scope.is_unset());
    let limit = limit.map(|scope| format!("All within {}", Words::new(model).scope(scope)));
    PlainAnswer {
        notes: limit.into_iter().collect(),
        rows,
        door: Some(Door::Record(Key::Role(id.clone()))),
        ..PlainAnswer::said(sentence)
    }
}

fn group_gives(engine: &Engine, id: &GroupId) -> PlainAnswer {
    let model = engine.model();
    let words = Words::new(model);
    let subject = Subject::Group(id.clone());
    let mut rows = Vec::new();
    for assignment in model.assignments().iter().filter(|one| one.to == subject) {
        let limit = match assignment.scope.is_unset() {
            true => String::new(),
            false => format!("within {}", words.scope(&assignment.scope)),
        };
        rows.push(AnswerRow::new(
            format!(
                "The role {}",
                model.title(&Key::Role(assignment.role.clone()))
            ),
            dotted(&[&limit, &window(&assignment.window)]),
            Door::Record(Key::Role(assignment.role.clone())),
        ));
    }
    for set in model.custom_sets().iter().filter(|set| set.of == subject) {
        let given = set
            .grants
            .iter()
            .filter(|one| is_given(model, &one.permission, &one.level));
        let from = set_words(model, set);
        rows.extend(given.map(|grant| grant_row(model, grant, &from)));
    }
    let direct = model.direct_grants().iter().filter(|one| one.to == subject);
    rows.extend(direct.map(|grant| direct_row(model, grant)));
    let name = model.title(&Key::Group(id.clone()));
    let n_members = engine.members(id).len();
    let sentence = format!(
        "{name} gives {} to {}",
        count(rows.len(), "thing", "things"),
        count(n_members, "member", "members")
    );
    PlainAnswer {
        rows,
        door: Some(Door::Record(Key::Group(id.clone()))),
        ..PlainAnswer::said(sentence)
    }
}

fn set_words(model: &Model, set: &CustomSet) -> String {
    let module = model.title(&Key::Module(set.module.clone()));
    format!("custom set in {module}")
}

/// "until 2027-06-30".
pub(super) fn window(window: &crate::model::Window) -> String {
    match (window.from, window.until) {
        (Some(from), Some(until)) => format!("from {from} until {until}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("until {until}"),
        (None, None) => String::new(),
    }
}

/// A direct grant: to whom, then what, on whom, how long.
pub(super) fn direct_row(model: &Model, grant: &DirectGrant) -> AnswerRow {
    let words = Words::new(model);
    let deed = words.deed(&grant.permission.base(), grant.level.as_str());
    let scope = match grant.scope.is_unset() {
        true => String::new(),
        false => format!("of {}", words.scope(&grant.scope)),
    };
    AnswerRow::new(
        capital(&words.subject(&grant.to)),
        dotted(&[&deed, &scope, &window(&grant.window)]),
        Door::Record(Key::DirectGrant(grant.id.clone())),
    )
}

/// True if what is granted gives one of the deeds.
fn covers(model: &Model, permission: &PermissionRef, level: &LevelId, deeds: &[Deed]) -> bool {
    deeds.iter().any(|deed| {
        let ladder = model.ladder_of(&deed.permission);
        let rank = |level: &LevelId| ladder.and_then(|ladder| ladder.rank(level));
        model.covers(permission, &deed.permission) && rank(level) >= rank(&deed.level)
    })
}

/// Every role, custom set and direct grant that gives something.
pub(super) fn given_by(engine: &Engine, doing: &Doing) -> PlainAnswer {
    let model = engine.model();
    let words = Words::new(model);
    let mut rows = Vec::new();
    // What is brought along by another permission is given by whatever gives that one.
    let mut deeds = doing.deeds.clone();
    let mut next = 0;
    while let Some(deed) = deeds.get(next).cloned() {
        next += 1;
        for one in model.implications().iter() {
            let brought = covers(model, &one.implies, &one.at, std::slice::from_ref(&deed));
            let from = Deed {
                permission: one.permission.clone(),
                level: one.level.clone(),
            };
            if brought && !deeds.contains(&from) {
                deeds.push(from);
            }
        }
    }
    for role in model.roles().iter() {
        for grant in role
            .grants
            .iter()
            .filter(|one| covers(model, &one.permission, &one.level, &deeds))
        {
            let holders = count(engine.holders(&role.id).len(), "holder", "holders");
            let given = words.deed(&grant.permission.base(), grant.level.as_str());
            let scope = match grant.on.is_unset() {
                true => String::new(),
                false => words.scope(&grant.on),
            };
            rows.push(AnswerRow::new(
                format!("The role {}", role.name),
                dotted(&[&given, &scope, &holders]),
                Door::Record(Key::Role(role.id.clone())),
            ));
        }
    }
    for set in model.custom_sets().iter() {
        for grant in set
            .grants
            .iter()
            .filter(|one| covers(model, &one.permission, &one.level, &deeds))
        {
            let given = words.deed(&grant.permission.base(), grant.level.as_str());
            rows.push(AnswerRow::new(
                format!("The custom set of {}", words.subject(&set.of)),
                given,
                Door::Record(Key::CustomSet(set.id.clone())),
            ));
        }
    }
    let direct = model.direct_grants().iter();
    let direct = direct.filter(|one| covers(model, &one.permission, &one.level, &deeds));
    rows.extend(direct.map(|grant| direct_row(model, grant)));
    let sentence = match rows.len() {
        0 => format!("Nothing lets anyone {}", doing.said),
        1 => format!("1 grant lets people {}", doing.said),
        n => format!("{n} grants let people {}", doing.said),
    };
    PlainAnswer {
        notes: super::who::notes(engine, doing, &super::super::question::Whom::Anyone),
        rows,
        ..PlainAnswer::said(sentence)
    }
}

/// Every permission that shows a field: the front door and the side doors.
pub(super) fn shows(engine: &Engine, field: &FieldId) -> PlainAnswer {
    let model = engine.model();
    let of_items = model.kinds().iter().flat_map(|kind| &kind.fields);
    let known = model
        .fields()
        .get(field)
        .or_else(|| of_items.into_iter().find(|one| one.id == *field));
    let name = known.map_or_else(|| field.to_string(), |field| field.name.clone());
    let showing = model
        .permissions()
        .iter()
        .filter(|one| one.fields.contains(field));
    let rows: Vec<AnswerRow> = showing
        .map(|permission| {
            let lowest = model
                .ladder_of(&permission.id)
                .and_then(|ladder| ladder.level(1));
            let n = lowest
                .and_then(|level| engine.who_may(&permission.id, level, None))
                .map_or(0, |who| who.len());
            let module = model.title(&Key::Module(permission.id.module()));
            AnswerRow::new(
                permission.name.clone(),
                dotted(&[
                    &module,
                    &format!("{} at any level", count(n, "holder", "holders")),
                ]),
                Door::Record(Key::Permission(permission.id.clone())),
            )
        })
        .collect();
    let sentence = match rows.len() {
        0 => format!("No permission shows {name}"),
        1 => format!("1 permission shows {name}"),
        n => format!("{n} permissions show {name}"),
    };
    PlainAnswer {
        rows,
        ..PlainAnswer::said(sentence)
    }
}
