//! Short forms for the worked cases: edits, and questions such as `onb.status@edit`. A name that is
//! not in the model fails the test; it is never a plain no.
#![allow(dead_code)]

use std::collections::BTreeSet;

use sightline::engine::delegate::{self, ActSubject};
use sightline::engine::gate::{self, Verdict};
use sightline::engine::{Answer, Denial, Engine, ItemRef, Target};
use sightline::model::*;

#[path = "worlds.rs"]
mod worlds;
pub use worlds::{change, day, engine, world};

/// The gate's verdict on a change.
pub fn attempt(model: &Model, edits: Vec<Edit>, editor: Option<&str>) -> Verdict {
    let change = Change::new("what the case tries", edits);
    let editor = editor.map(PrincipalId::from);
    gate::try_change(model, &change, editor.as_ref(), day())
}

/// May someone do an administrative act on a user?
pub fn may(engine: &Engine, by: &str, act: Act, subject: &ActSubject, role: Option<&str>) -> bool {
    assert!(engine.model().principals().contains(&by.into()), "{by}?");
    let role = role.map(RoleId::from);
    delegate::may(engine, &by.into(), act, subject, role.as_ref()).allowed
}

pub fn user(id: &str) -> ActSubject {
    ActSubject::User(id.into())
}

/// `onb.status@edit` in its two parts.
pub fn deed(text: &str) -> (PermissionId, LevelId) {
    let (permission, level) = text.split_once('@').unwrap_or((text, "yes"));
    (permission.into(), level.into())
}

/// A person, item or role by id; nothing for an empty text; `person+item` for a pair.
pub fn target(model: &Model, id: &str) -> Target {
    if id.is_empty() {
        return Target::NONE;
    }
    if let Some((person, item)) = id.split_once('+') {
        assert!(model.principals().contains(&person.into()), "{person}?");
        assert!(model.items().contains(&item.into()), "{item}?");
        return Target::pair(person.into(), ItemRef::Item(item.into()));
    }
    if model.items().contains(&id.into()) {
        Target::of_item(model, &id.into())
    } else if model.principals().contains(&id.into()) {
        Target::of_person(model, &id.into())
    } else if model.roles().contains(&id.into()) {
        Target::of_role(&id.into())
    } else {
        panic!("there is no person, item or role `{id}`")
    }
}

pub fn ask(engine: &Engine, who: &str, what: &str, on: &str) -> Answer {
    let (permission, level) = deed(what);
    let on = target(engine.model(), on);
    let answer = engine.decide(&who.into(), &permission, &level, &on);
    if let Some(Denial::Unknown(what)) = &answer.denial {
        panic!("{what}");
    }
    answer
}

/// May `who` do `what` (`onb.status@edit`, level `yes` if none is given) to `on`?
pub fn can(engine: &Engine, who: &str, what: &str, on: &str) -> bool {
    let answer = ask(engine, who, what, on);
    let (permission, level) = deed(what);
    let listed = engine.who_can(&permission, &level, Some(&target(engine.model(), on)));
    assert_eq!(answer.allowed, listed.contains(&who.into()), "law 9");
    answer.allowed
}

/// Ids of the people and items `who` reaches with `what`.
pub fn sees(engine: &Engine, who: &str, what: &str) -> BTreeSet<String> {
    let (permission, level) = deed(what);
    assert!(
        engine.model().permissions().contains(&permission),
        "{what}?"
    );
    let targets = engine.targets(&who.into(), &permission, &level);
    let ids = |t: Target| {
        [
            t.person.map(|p| p.to_string()),
            t.item.map(|i| i.id().to_owned()),
        ]
    };
    targets.into_iter().flat_map(ids).flatten().collect()
}

pub fn ids(list: &[&str]) -> BTreeSet<String> {
    list.iter().map(|id| (*id).to_owned()).collect()
}

pub fn to_user(id: &str) -> Subject {
    Subject::User(id.into())
}

pub fn to_group(id: &str) -> Subject {
    Subject::Group(id.into())
}

/// Gives a role; the id is made of both.
pub fn assign(to: Subject, role: &str, scope: Scope) -> Edit {
    let id = match &to {
        Subject::User(id) => format!("{id}-{role}"),
        Subject::Group(id) => format!("group-{id}-{role}"),
    };
    Edit::put(Assignment {
        id: id.into(),
        to,
        role: role.into(),
        scope,
        window: Window::default(),
    })
}

pub fn direct(id: &str, to: Subject, what: &str, scope: Scope) -> Edit {
    let (permission, level) = deed(what);
    Edit::put(DirectGrant {
        id: id.into(),
        to,
        permission: (&permission).into(),
        level,
        scope,
        switch: None,
        window: Window::default(),
    })
}

pub fn grant(what: &str) -> Grant {
    grant_on(what, Scope::UNSET)
}

pub fn grant_on(what: &str, on: Scope) -> Grant {
    let (permission, level) = deed(what);
    Grant {
        permission: (&permission).into(),
        level,
        on,
        switch: None,
    }
}

pub fn role(id: &str, scope: Scope, grants: Vec<Grant>) -> Edit {
    Edit::put(Role {
        scope,
        grants,
        ..Role::new(id, id)
    })
}

pub fn custom(of: Subject, module: &str, grants: Vec<Grant>) -> Edit {
    let id = match &of {
        Subject::User(id) => format!("{id}-{module}"),
        Subject::Group(id) => format!("group-{id}-{module}"),
    };
    Edit::put(CustomSet {
        id: id.into(),
        of,
        module: module.into(),
        grants,
    })
}

/// A group with these listed members, whatever it listed before.
pub fn listed(model: &Model, group: &str, members: &[&str]) -> Edit {
    let mut group = model.groups().get(&group.into()).unwrap().clone();
    group.listed = members.iter().map(|id| PrincipalId::from(*id)).collect();
    Edit::put(group)
}

/// A person changed in some way.
pub fn person(model: &Model, id: &str, how: impl FnOnce(&mut Principal)) -> Edit {
    let mut person = model.principals().get(&id.into()).unwrap().clone();
    how(&mut person);
    Edit::put(person)
}
