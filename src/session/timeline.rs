//! When access begins and ends: the days on which what someone can do changes by the time windows
//! of what they are given, by name, through groups, through roles inside roles.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::Shifts;
use crate::engine::Engine;
use crate::model::{Date, GroupId, Key, Model, PrincipalId, RoleId, Subject, Who, Window};

/// One day on which something begins, or does not count any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// The first day on which it is so.
    pub day: Date,
    /// What begins or ends: "the role Deputy begins".
    pub causes: Vec<String>,
    /// What someone gains and loses against the day before; nothing where it is given otherwise.
    pub shifts: Shifts,
}

/// All of them, for one who acts.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeLine {
    /// Whose.
    pub who: PrincipalId,
    /// In order.
    pub turns: Vec<Turn>,
}

/// Works out the time line of someone in the model of an engine.
pub fn time_line(engine: &Engine, who: &PrincipalId) -> TimeLine {
    let days = days(engine, who);
    let mut turns = Vec::new();
    let first = days.keys().next().and_then(|day| day.previous());
    let Some(first) = first.filter(|_| engine.model().principals().contains(who)) else {
        return TimeLine {
            who: who.clone(),
            turns,
        };
    };
    // Nothing changes between two of the days: the engine of the one is that of the day before
    // the next.
    let mut before = engine.again(engine.model(), first);
    for (day, causes) in days {
        let on = before.again(engine.model(), day);
        let shifts = Shifts::of(&before, &on, [who]);
        before = on;
        if !causes.is_empty() || !shifts.is_empty() {
            turns.push(Turn {
                day,
                causes,
                shifts,
            });
        }
    }
    TimeLine {
        who: who.clone(),
        turns,
    }
}

/// Every day on which a window that can matter to someone opens, or has just closed, with what of
/// theirs it is.
fn days(engine: &Engine, who: &PrincipalId) -> BTreeMap<Date, Vec<String>> {
    let model = engine.model();
    let groups: BTreeSet<GroupId> = engine.groups_of(who).into_iter().collect();
    let asked = roles_asked_for(model);
    let mut days: BTreeMap<Date, Vec<String>> = BTreeMap::new();
    let mut add = |window: &Window, said: Option<(String, String)>| {
        let said = |word: &str| {
            let (what, through) = said.clone()?;
            Some(format!("{what} {word}{through}"))
        };
        if let Some(from) = window.from {
            days.entry(from).or_default().extend(said("begins"));
        }
        if let Some(after) = window.until.and_then(Date::next) {
            days.entry(after).or_default().extend(said("ends"));
        }
    };
    let through = |to: &Subject| match to {
        Subject::User(id) => (id == who).then(String::new),
        Subject::Group(id) => groups.contains(id).then(|| {
            let group = model.title(&Key::Group(id.clone()));
            format!(", through {group}")
        }),
    };
    for one in model.assignments().iter() {
        let said = through(&one.to).map(|through| {
            let role = model.title(&Key::Role(one.role.clone()));
            (format!("the role {role}"), through)
        });
        // Whoever else holds a role matters where something is asked of its holders.
        if said.is_some() || holds_any(model, &one.role, &asked) {
            add(&one.window, said);
        }
    }
    for one in model.direct_grants().iter() {
        if let Some(through) = through(&one.to) {
            let permission = one.permission.base();
            let deed = super::edits::grants::deed(model, &permission, &one.level);
            add(
                &one.window,
                Some((format!("{deed}, given directly,"), through)),
            );
        }
    }
    days
}

/// Roles whose holders are meant somewhere: by a derived role, a module, a guard.
fn roles_asked_for(model: &Model) -> BTreeSet<RoleId> {
    let mut roles = BTreeSet::new();
    let derived = model
        .roles()
        .iter()
        .filter_map(|role| role.derived.as_ref());
    let users = model.modules().iter().filter_map(|one| one.users.as_ref());
    let guards = model.guards().iter();
    let guards = guards.flat_map(|guard| {
        let except = guard.except.iter().map(|one| &one.who);
        std::iter::once(&guard.who).chain(except)
    });
    derived
        .chain(users)
        .chain(guards)
        .for_each(|who| asked_for(who, &mut roles));
    roles
}

fn asked_for(who: &Who, roles: &mut BTreeSet<RoleId>) {
    match who {
        Who::Holds(list) => roles.extend(list.iter().cloned()),
        Who::Not(inner) => asked_for(inner, roles),
        Who::AllOf(list) | Who::AnyOf(list) => list.iter().for_each(|one| asked_for(one, roles)),
        Who::Anyone
        | Who::Sort(_)
        | Who::Listed(_)
        | Who::Member(_)
        | Who::Owns(_)
        | Who::Where(_) => {}
    }
}

/// True if a role is one of these or has one of them inside.
fn holds_any(model: &Model, role: &RoleId, asked: &BTreeSet<RoleId>) -> bool {
    if asked.is_empty() {
        return false;
    }
    let (mut todo, mut seen) = (vec![role], BTreeSet::new());
    while let Some(role) = todo.pop() {
        if asked.contains(role) {
            return true;
        }
        if seen.insert(role) {
            let inside = model.roles().get(role).into_iter();
            todo.extend(inside.flat_map(|role| role.nested.iter().map(|nested| &nested.role)));
        }
    }
    false
}
