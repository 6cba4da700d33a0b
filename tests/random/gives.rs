//! Random roles, assignments, direct grants, scopes of principals and custom sets.

use sightline::model::*;

use super::day;
use super::dice::Dice;
use super::make::ids;
use super::selectors::{item_selector, reach, scope, who};

/// A permission, with its parts, only its parts or as it is.
pub fn permission_ref(d: &mut Dice, permission: &PermissionId) -> PermissionRef {
    if d.chance(15) {
        PermissionRef::from(format!("{permission}.*").as_str())
    } else {
        PermissionRef::from(permission)
    }
}

pub fn level_of(d: &mut Dice, parts: &Parts, permission: &PermissionId, bottom: usize) -> LevelId {
    let permission = parts.permissions.iter().find(|p| p.id == *permission);
    let ladder = &permission.unwrap().ladder;
    let ladder = parts.ladders.iter().find(|l| l.id == *ladder).unwrap();
    match d.chance(bottom) {
        true => ladder.levels[0].clone(),
        false => d.pick(&ladder.levels[1..]),
    }
}

fn grant(d: &mut Dice, parts: &Parts, among: &[PermissionId]) -> Grant {
    let mut id = d.pick(among);
    // View sets matter for all the rest, so they are granted often.
    let views = parts.modules.iter().filter_map(|m| m.view_set.clone());
    let views: Vec<PermissionId> = views.filter(|view| among.contains(view)).collect();
    if !views.is_empty() && d.chance(25) {
        id = d.pick(&views);
    }
    Grant {
        permission: permission_ref(d, &id),
        level: level_of(d, parts, &id, 8),
        on: scope(d, parts, 35),
        switch: d.maybe(15, |d| d.pick(&ids(&parts.switches))),
    }
}

pub fn role(d: &mut Dice, parts: &Parts, at: usize) -> Role {
    let roles = ids(&parts.roles);
    let all = ids(&parts.permissions);
    let mut role = parts.roles[at].clone();
    role.locked = d.chance(25);
    role.derived = d.maybe(25, |d| who(d, parts, 2));
    role.handed_out_by = d.maybe(20, |d| d.some(&roles, 2));
    role.labels = d.some(&ids(&parts.labels), 1);
    role.scope = scope(d, parts, 12);
    if d.chance(45) {
        let n = d.within(1, 2);
        role.nested = d.list(n, |d, _| NestedRole {
            role: d.pick(&roles),
            scope: scope(d, parts, 12),
        });
    }
    let n = d.within(0, 4);
    role.grants = d.list(n, |d, _| grant(d, parts, &all));
    role
}

/// Open, or beginning or ending on the day before, the day, or the day after.
pub fn windows_around(d: &mut Dice) -> Window {
    let days = [14, 15, 16].map(|n| Date::new(2026, 6, n).unwrap());
    assert_eq!(days[1], day());
    let mut window = Window {
        from: d.maybe(20, |d| d.pick(&days)),
        until: d.maybe(20, |d| d.pick(&days)),
    };
    if window
        .until
        .is_some_and(|until| window.from.is_some_and(|from| until < from))
    {
        std::mem::swap(&mut window.from, &mut window.until);
    }
    window
}

fn subject(d: &mut Dice, parts: &Parts) -> Subject {
    match d.chance(60) {
        true => Subject::User(d.pick(&ids(&parts.principals))),
        false => Subject::Group(d.pick(&ids(&parts.groups))),
    }
}

pub fn sources(d: &mut Dice, parts: &mut Parts) {
    let all = ids(&parts.permissions);
    let roles = ids(&parts.roles);
    let n = d.within(1, 5);
    parts.assignments = d.list(n, |d, i| Assignment {
        id: format!("a{i}").into(),
        to: subject(d, parts),
        role: d.pick(&roles),
        scope: Scope {
            people: d.maybe(12, |d| reach(d, parts, 2)),
            items: d.maybe(25, |d| item_selector(d, parts, 2)),
        },
        window: windows_around(d),
    });
    let n = d.below(4);
    parts.direct_grants = d.list(n, |d, i| {
        let grant = grant(d, parts, &all);
        DirectGrant {
            id: format!("d{i}").into(),
            to: subject(d, parts),
            permission: grant.permission,
            level: grant.level,
            scope: grant.on,
            switch: grant.switch,
            window: windows_around(d),
        }
    });
    if d.chance(40) {
        let whose = d.some(&ids(&parts.principals), 2);
        parts.principal_scopes = whose
            .into_iter()
            .map(|principal| PrincipalScope {
                principal,
                scope: scope(d, parts, 40),
            })
            .collect();
    }
    let n = d.pick(&[0, 0, 1, 1, 2, 3]);
    for i in 0..n {
        let of = subject(d, parts);
        let module = d.pick(&ids(&parts.modules));
        let here: Vec<PermissionId> = all
            .iter()
            .filter(|p| p.module() == module)
            .cloned()
            .collect();
        let n_grants = if here.is_empty() { 0 } else { d.within(0, 3) };
        let grants = d.list(n_grants, |d, _| grant(d, parts, &here));
        let is_taken = parts
            .custom_sets
            .iter()
            .any(|c: &CustomSet| c.of == of && c.module == module);
        if !is_taken {
            parts.custom_sets.push(CustomSet {
                id: format!("c{i}").into(),
                of,
                module,
                grants,
            });
        }
    }
}
