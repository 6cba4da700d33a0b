//! What a role or a list of grants gives, permission by permission, and where each comes from: its
//! own grants, those of roles inside it, and what they imply.
//!
//! This is the definition, as grids and tables show it. Not here: who holds it, and what is left of
//! it for them (compose).

use std::collections::BTreeMap;

use crate::model::{
    Grant, ImplicationKind, ItemSelector, Model, PermissionId, Reach, RoleId, Scope, SwitchId,
};

/// Where something given comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum GivenFrom {
    /// A grant that names the permission.
    Own,
    /// A grant on a permission above it.
    Parent(PermissionId),
    /// A role inside.
    Inside(RoleId),
    /// Another permission that brings it along.
    Implied(PermissionId),
}

impl GivenFrom {
    /// Which comes first where several give the same level.
    pub fn place(&self) -> usize {
        match self {
            GivenFrom::Own => 0,
            GivenFrom::Parent(_) => 1,
            GivenFrom::Inside(_) => 2,
            GivenFrom::Implied(_) => 3,
        }
    }
}

/// One way in which a permission is given.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// The level, as its place on the ladder.
    pub rank: usize,
    /// The reach of the grant.
    pub on: Scope,
    /// Limits on people of the roles on the way.
    pub limits: Vec<Reach>,
    /// Limits on items of the roles on the way.
    pub item_limits: Vec<ItemSelector>,
    /// The switch the grant needs.
    pub switch: Option<SwitchId>,
    /// Where it comes from.
    pub from: GivenFrom,
}

/// What is given, by permission.
pub type AllGiven = BTreeMap<PermissionId, Vec<Given>>;

/// The roles that lead to a grant, and their limits.
#[derive(Clone, Default)]
struct Way {
    inside: Option<RoleId>,
    limits: Vec<Reach>,
    item_limits: Vec<ItemSelector>,
    roles: Vec<RoleId>,
}

impl Way {
    fn limit(&mut self, scope: &Scope) {
        self.limits.extend(scope.people.clone());
        self.item_limits.extend(scope.items.clone());
    }
}

/// Everything a role gives.
pub fn given_by_role(model: &Model, role: &RoleId) -> AllGiven {
    let mut all = AllGiven::new();
    let way = Way {
        roles: vec![role.clone()],
        ..Way::default()
    };
    add_role(model, &mut all, role, way);
    close(model, &mut all);
    all
}

/// Everything a list of grants gives, such as a custom set.
pub fn given_by_grants(model: &Model, grants: &[Grant]) -> AllGiven {
    let mut all = AllGiven::new();
    for grant in grants {
        add(model, &mut all, grant, &Way::default());
    }
    close(model, &mut all);
    all
}

fn add_role(model: &Model, all: &mut AllGiven, id: &RoleId, mut way: Way) {
    let Some(role) = model.roles().get(id) else {
        return;
    };
    way.limit(&role.scope);
    for grant in &role.grants {
        add(model, all, grant, &way);
    }
    for nested in &role.nested {
        // Each role once a path: roles that lead back to themselves give the least.
        if way.roles.contains(&nested.role) {
            continue;
        }
        let mut inner = way.clone();
        inner.roles.push(nested.role.clone());
        inner.inside = Some(nested.role.clone());
        inner.limit(&nested.scope);
        add_role(model, all, &nested.role, inner);
    }
}

fn add(model: &Model, all: &mut AllGiven, grant: &Grant, way: &Way) {
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
        let from = match &way.inside {
            Some(role) => GivenFrom::Inside(role.clone()),
            None if *id == base => GivenFrom::Own,
            None => GivenFrom::Parent(base.clone()),
        };
        all.entry(id.clone()).or_default().push(Given {
            rank,
            on: grant.on.clone(),
            limits: way.limits.clone(),
            item_limits: way.item_limits.clone(),
            switch: grant.switch.clone(),
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
                let next = Given {
                    rank: at,
                    from: GivenFrom::Implied(id.clone()),
                    ..given.clone()
                };
                if !list.iter().any(|one| one.is_no_less_than(&next)) {
                    list.push(next.clone());
                    todo.push((to.clone(), next));
                }
            }
        }
    }
}

impl Given {
    fn is_no_less_than(&self, other: &Given) -> bool {
        self.rank >= other.rank
            && self.on == other.on
            && self.limits == other.limits
            && self.item_limits == other.item_limits
            && (self.switch.is_none() || self.switch == other.switch)
    }
}
