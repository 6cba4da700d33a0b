//! What a role or custom set gives, permission by permission, and where each comes from.

use std::collections::BTreeMap;

use crate::model::{Grant, ImplicationKind, Model, PermissionId, Reach, RoleId, Scope};
use crate::session::edits::grants::Bearer;

/// Where something given comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum From {
    Own,
    Parent(PermissionId),
    Inside(RoleId),
    Implied(PermissionId),
}

impl From {
    /// Which comes first where several give the same level.
    pub fn place(&self) -> usize {
        match self {
            From::Own => 0,
            From::Parent(_) => 1,
            From::Inside(_) => 2,
            From::Implied(_) => 3,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Given {
    pub rank: usize,
    pub on: Scope,
    /// Limits of the roles on the way.
    pub limits: Vec<Reach>,
    pub from: From,
}

/// What a bearer gives, by permission.
pub(super) type AllGiven = BTreeMap<PermissionId, Vec<Given>>;

/// Everything a bearer gives: its own grants, those of roles inside it, what they imply.
pub(super) fn given(model: &Model, bearer: &Bearer) -> AllGiven {
    let mut all = AllGiven::new();
    match bearer {
        Bearer::Role(id) => {
            let mut seen = vec![id.clone()];
            add_role(model, &mut all, id, None, &[], &mut seen);
        }
        Bearer::Set(_) => {
            for grant in bearer.grants(model) {
                add(model, &mut all, grant, None, &[]);
            }
        }
    }
    close(model, &mut all);
    all
}

fn add_role(
    model: &Model,
    all: &mut AllGiven,
    id: &RoleId,
    inside: Option<&RoleId>,
    limits: &[Reach],
    seen: &mut Vec<RoleId>,
) {
    let Some(role) = model.roles().get(id) else {
        return;
    };
    let mut limits = limits.to_vec();
    limits.extend(role.scope.people.clone());
    for grant in &role.grants {
        add(model, all, grant, inside, &limits);
    }
    for nested in &role.nested {
        if seen.contains(&nested.role) {
            continue;
        }
        seen.push(nested.role.clone());
        let mut inner = limits.clone();
        inner.extend(nested.scope.people.clone());
        add_role(model, all, &nested.role, Some(&nested.role), &inner, seen);
    }
}

fn add(
    model: &Model,
    all: &mut AllGiven,
    grant: &Grant,
    inside: Option<&RoleId>,
    limits: &[Reach],
) {
    let base = grant.permission.base();
    let rank = model
        .ladder_of(&base)
        .and_then(|ladder| ladder.rank(&grant.level))
        .unwrap_or(0);
    if rank == 0 {
        return;
    }
    for id in model.permissions().ids() {
        if !model.covers(&grant.permission, id) {
            continue;
        }
        let from = match inside {
            Some(role) => From::Inside(role.clone()),
            None if *id == base => From::Own,
            None => From::Parent(base.clone()),
        };
        all.entry(id.clone()).or_default().push(Given {
            rank,
            on: grant.on.clone(),
            limits: limits.to_vec(),
            from,
        });
    }
}

/// Hard implications, to their end.
fn close(model: &Model, all: &mut AllGiven) {
    let mut todo: Vec<(PermissionId, Given)> = all
        .iter()
        .flat_map(|(id, list)| list.iter().map(|given| (id.clone(), given.clone())))
        .collect();
    while let Some((id, given)) = todo.pop() {
        for implication in model.implications().iter().filter(|i| i.permission == id) {
            let kind = implication.kind.unwrap_or(model.settings().implication);
            let rank_of = |id: &PermissionId, level| model.ladder_of(id)?.rank(level);
            let from = rank_of(&id, &implication.level);
            let at = rank_of(&implication.implies.base(), &implication.at).unwrap_or(0);
            if kind != ImplicationKind::Hard || at == 0 || from.is_none_or(|f| f > given.rank) {
                continue;
            }
            for to in model.permissions().ids() {
                if !model.covers(&implication.implies, to) {
                    continue;
                }
                let list = all.entry(to.clone()).or_default();
                let known = list
                    .iter()
                    .any(|one| one.rank >= at && one.on == given.on && one.limits == given.limits);
                if !known {
                    let next = Given {
                        rank: at,
                        from: From::Implied(id.clone()),
                        ..given.clone()
                    };
                    list.push(next.clone());
                    todo.push((to.clone(), next));
                }
            }
        }
    }
}

/// What roles and sets would bring along that they do not give now: whose, what, and because of
/// what.
pub fn brought(
    before: &Model,
    after: &Model,
    bearers: &[Bearer],
) -> Vec<(Bearer, PermissionId, PermissionId)> {
    let mut list = Vec::new();
    for bearer in bearers {
        let old = given(before, bearer);
        for (id, all) in given(after, bearer) {
            let best = all
                .iter()
                .min_by_key(|one| (std::cmp::Reverse(one.rank), one.from.place()));
            let Some((rank, From::Implied(by))) = best.map(|one| (one.rank, &one.from)) else {
                continue;
            };
            let was = old.get(&id).into_iter().flatten().map(|one| one.rank).max();
            if was.is_none_or(|was| was < rank) {
                list.push((bearer.clone(), id, by.clone()));
            }
        }
    }
    list
}
