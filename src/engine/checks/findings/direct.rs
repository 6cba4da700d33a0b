//! Direct grants that a role in the model also gives (D20): prefer the role.

use std::collections::BTreeSet;

use super::{Finding, FindingSeverity, names};
use crate::engine::Engine;
use crate::engine::words::Words;
use crate::model::{Change, Date, DirectGrant, Edit, Key, Model, Role};

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    let model = engine.model();
    for direct in model.direct_grants().iter() {
        let roles: Vec<&Role> = model
            .roles()
            .iter()
            .filter(|role| role.derived.is_none() && gives(model, role, direct))
            .collect();
        if roles.is_empty() {
            continue;
        }
        let words = Words::new(model);
        let name = words.permission(&direct.permission.base());
        let to = words.subject(&direct.to);
        list.push(Finding {
            code: "prefer-role",
            severity: FindingSeverity::Note,
            title: format!("{to} holds {name} directly; a role gives it too"),
            detail: format!(
                "Roles that give it: {}. A role is easier to keep in view than a direct grant",
                names(roles.iter().map(|role| role.name.clone()))
            ),
            key: Key::DirectGrant(direct.id.clone()),
            repair: redundant(engine, direct),
        });
    }
}

fn gives(model: &Model, role: &Role, direct: &DirectGrant) -> bool {
    let base = direct.permission.base();
    let rank = |level| model.ladder_of(&base).and_then(|ladder| ladder.rank(level));
    role.grants.iter().any(|grant| {
        model.covers(&grant.permission, &base) && rank(&grant.level) >= rank(&direct.level)
    })
}

/// Removal is offered only where nobody's access changes, neither today nor on a later day when
/// something begins or ends. What gives nothing today is missed by no one, which proves nothing.
fn redundant(engine: &Engine, direct: &DirectGrant) -> Option<Change> {
    const MOST_PEOPLE: usize = 500; // a proof looks at every cell
    let model = engine.model();
    if model.principals().len() > MOST_PEOPLE || !gives_today(engine, direct) {
        return None;
    }
    let days = days(engine)?;
    let change = Change::new(
        format!("remove the direct grant {}", direct.id),
        vec![Edit::Remove(Key::DirectGrant(direct.id.clone()))],
    );
    let mut after = model.clone();
    after.apply(&change).ok()?;
    let holders = match &direct.to {
        crate::model::Subject::User(id) => vec![id.clone()],
        crate::model::Subject::Group(id) => engine.members(id),
    };
    let is_same = |day: &Date| {
        let (now, then) = (engine.again(model, *day), engine.again(&after, *day));
        holders
            .iter()
            .all(|who| now.cells_of(who) == then.cells_of(who))
    };
    days.iter().all(is_same).then_some(change)
}

fn gives_today(engine: &Engine, direct: &DirectGrant) -> bool {
    let switches = engine.model().switches();
    let is_on = |id| switches.get(id).is_some_and(|switch| switch.on);
    direct.window.contains(engine.day()) && direct.switch.as_ref().is_none_or(is_on)
}

/// Today, and every later day on which an assignment or a direct grant begins or is over. None if
/// they are too many to prove something for each.
fn days(engine: &Engine) -> Option<BTreeSet<Date>> {
    const MOST_DAYS: usize = 24;
    let (model, today) = (engine.model(), engine.day());
    let assigned = model.assignments().iter().map(|one| &one.window);
    let direct = model.direct_grants().iter().map(|one| &one.window);
    let turns = assigned.chain(direct);
    let turns = turns.flat_map(|window| [window.from, window.until.and_then(Date::next)]);
    let mut days: BTreeSet<Date> = turns.flatten().filter(|day| *day > today).collect();
    days.insert(today);
    (days.len() <= MOST_DAYS).then_some(days)
}
