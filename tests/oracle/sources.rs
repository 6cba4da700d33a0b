//! What someone has: sources collected, replaced, suppressed, closed, scoped and pooled.

use std::collections::BTreeSet;

use sightline::model::*;

use super::select::in_items;
use super::{Target, admits, members, rank, switch_allows, who_has};

/// A right that counts: one concrete permission at a level, limited by every scope on its path.
#[derive(Clone, Debug)]
pub struct Right {
    pub permission: PermissionId,
    pub rank: usize,
    /// The path of the grant it came from.
    pub path: String,
    /// All of them must admit the target.
    pub scopes: Vec<Scope>,
    /// Where the module has a view set: one of these must have the item in it, that is, in all of
    /// its selectors.
    pub base: Option<Vec<Vec<ItemSelector>>>,
}

impl Right {
    pub fn admits(
        &self,
        model: &Model,
        actor: &PrincipalId,
        about: &About,
        target: &Target,
    ) -> bool {
        let in_base = match &self.base {
            None => true,
            Some(views) => views.iter().any(|view| {
                let mut view = view.iter();
                view.all(|selector| {
                    let item = target.item.as_ref();
                    item.is_some_and(|item| in_items(model, selector, actor, item))
                })
            }),
        };
        in_base
            && self
                .scopes
                .iter()
                .all(|scope| admits(model, scope, actor, about, target))
    }
}

/// A role and everything nested in it.
pub fn with_nested(model: &Model, role: &RoleId) -> BTreeSet<RoleId> {
    let mut all = BTreeSet::from([role.clone()]);
    loop {
        let mut more = all.clone();
        for id in &all {
            let nested = &model.roles().get(id).unwrap().nested;
            more.extend(nested.iter().map(|n| n.role.clone()));
        }
        if more == all {
            return all;
        }
        all = more;
    }
}

/// The user and the groups they are a member of.
fn subjects(model: &Model, actor: &PrincipalId) -> Vec<Subject> {
    let groups = model.groups().ids();
    let mine = groups.filter(|group| members(model, group).contains(actor));
    let mut subjects = vec![Subject::User(actor.clone())];
    subjects.extend(mine.cloned().map(Subject::Group));
    subjects
}

/// The roles someone holds.
pub fn held(model: &Model, day: Date, actor: &PrincipalId, derived: bool) -> BTreeSet<RoleId> {
    let mut roles = BTreeSet::new();
    let subjects = subjects(model, actor);
    for a in model.assignments().iter() {
        if subjects.contains(&a.to) && a.window.contains(day) {
            roles.extend(with_nested(model, &a.role));
        }
    }
    if derived {
        for role in model.roles().iter() {
            if let Some(who) = &role.derived
                && who_has(model, day, who, actor, false)
            {
                roles.extend(with_nested(model, &role.id));
            }
        }
    }
    roles
}

/// One bundle of grants with the scopes along its path.
struct Source {
    /// `assignment:a1/r1>r2`, `derived:r1/r1`, `custom:c1/`, `direct:d1/`.
    path: String,
    /// The roles from the outermost to the one with the grants; none for custom and direct.
    chain: Vec<RoleId>,
    scopes: Vec<Scope>,
    grants: Vec<Grant>,
    /// Modules in which a custom set replaces what it gives.
    replaced: Vec<ModuleId>,
}

/// EXPAND.
fn expand(
    model: &Model,
    role: &RoleId,
    scopes: &[Scope],
    start: &str,
    above: &[RoleId],
    replaced: &[ModuleId],
    sources: &mut Vec<Source>,
) {
    if above.contains(role) {
        return;
    }
    let role = model.roles().get(role).unwrap();
    let mut chain = above.to_vec();
    chain.push(role.id.clone());
    let mut scopes = scopes.to_vec();
    scopes.push(role.scope.clone());
    let names: Vec<&str> = chain.iter().map(RoleId::as_str).collect();
    sources.push(Source {
        path: format!("{start}/{}", names.join(">")),
        chain: chain.clone(),
        scopes: scopes.clone(),
        grants: role.grants.clone(),
        replaced: replaced.to_vec(),
    });
    for nested in &role.nested {
        let mut inner = scopes.clone();
        inner.push(nested.scope.clone());
        expand(
            model,
            &nested.role,
            &inner,
            start,
            &chain,
            replaced,
            sources,
        );
    }
}

fn sources(model: &Model, day: Date, actor: &PrincipalId) -> Vec<Source> {
    let own_scope: Vec<Scope> = model
        .principal_scopes()
        .iter()
        .filter(|s| s.principal == *actor)
        .map(|s| s.scope.clone())
        .collect();
    let mut sources = Vec::new();
    for subject in subjects(model, actor) {
        let custom = model.custom_sets().iter().filter(|c| c.of == subject);
        for a in model.assignments().iter() {
            if a.to != subject || !a.window.contains(day) {
                continue;
            }
            let locked = model.roles().get(&a.role).unwrap().locked;
            let replaced: Vec<ModuleId> = match locked {
                true => Vec::new(),
                false => custom.clone().map(|c| c.module.clone()).collect(),
            };
            let start = format!("assignment:{}", a.id);
            let mut scopes = own_scope.clone();
            scopes.push(a.scope.clone());
            expand(
                model,
                &a.role,
                &scopes,
                &start,
                &[],
                &replaced,
                &mut sources,
            );
        }
        for set in custom {
            sources.push(Source {
                path: format!("custom:{}/", set.id),
                chain: Vec::new(),
                scopes: own_scope.clone(),
                grants: set.grants.clone(),
                replaced: Vec::new(),
            });
        }
        for direct in model.direct_grants().iter() {
            if direct.to != subject || !direct.window.contains(day) {
                continue;
            }
            sources.push(Source {
                path: format!("direct:{}/", direct.id),
                chain: Vec::new(),
                scopes: own_scope.clone(),
                grants: vec![Grant {
                    permission: direct.permission.clone(),
                    level: direct.level.clone(),
                    on: direct.scope.clone(),
                    switch: direct.switch.clone(),
                }],
                replaced: Vec::new(),
            });
        }
    }
    for role in model.roles().iter() {
        if let Some(who) = &role.derived
            && who_has(model, day, who, actor, false)
        {
            let start = format!("derived:{}", role.id);
            expand(model, &role.id, &own_scope, &start, &[], &[], &mut sources);
        }
    }
    sources
}

/// True if a suppression takes a permission out of a source.
fn suppressed(
    model: &Model,
    day: Date,
    actor: &PrincipalId,
    source: &Source,
    permission: &PermissionId,
) -> bool {
    model.suppressions().iter().any(|s| {
        let hit = match s.mode.unwrap_or(model.settings().suppression) {
            SuppressionMode::Source => source.chain.iter().any(|role| s.roles.contains(role)),
            SuppressionMode::Person => {
                let held = held(model, day, actor, true);
                s.roles.iter().any(|role| held.contains(role))
            }
        };
        switch_allows(model, &s.switch) && model.covers(&s.permission, permission) && hit
    })
}

/// CLOSE for one grant: the permissions it gives, each with its rank.
fn closure(
    model: &Model,
    day: Date,
    actor: &PrincipalId,
    source: &Source,
    grant: &Grant,
) -> BTreeSet<(PermissionId, usize)> {
    let mut given = BTreeSet::new();
    let add = |named: &PermissionRef, level: &LevelId, given: &mut BTreeSet<_>| {
        for permission in model.permissions().ids() {
            if model.covers(named, permission) {
                let rank = rank(model, permission, level);
                if rank > 0 && !suppressed(model, day, actor, source, permission) {
                    given.insert((permission.clone(), rank));
                }
            }
        }
    };
    if !switch_allows(model, &grant.switch)
        || source.replaced.contains(&grant.permission.base().module())
    {
        return given;
    }
    add(&grant.permission, &grant.level, &mut given);
    loop {
        let mut more = given.clone();
        for i in model.implications().iter() {
            let kind = i.kind.unwrap_or(model.settings().implication);
            let from = rank(model, &i.permission, &i.level);
            let fires = given.iter().any(|(p, r)| *p == i.permission && *r >= from);
            if kind == ImplicationKind::Hard && fires {
                add(&i.implies, &i.at, &mut more);
            }
        }
        if more == given {
            return given;
        }
        given = more;
    }
}

/// EFFECTIVE.
pub fn effective(model: &Model, day: Date, actor: &PrincipalId) -> Vec<Right> {
    let sources = sources(model, day, actor);
    // Every concrete grant: (number of its source, own criterion, right without a base).
    let mut all: Vec<(usize, Scope, Right)> = Vec::new();
    for (n, source) in sources.iter().enumerate() {
        for (index, grant) in source.grants.iter().enumerate() {
            for (permission, rank) in closure(model, day, actor, source, grant) {
                let mut scopes = source.scopes.clone();
                scopes.push(grant.on.clone());
                let right = Right {
                    permission,
                    rank,
                    path: format!("{}/{index}", source.path),
                    scopes,
                    base: None,
                };
                all.push((n, grant.on.clone(), right));
            }
        }
    }
    let mut rights = Vec::new();
    for (n, _, right) in &all {
        let mut right = right.clone();
        let module = model.modules().get(&right.permission.module()).unwrap();
        let about = &model.permissions().get(&right.permission).unwrap().about;
        if let Some(view) = &module.view_set
            && *view != right.permission
            && about.has_item()
        {
            let views = all.iter().filter(|(_, _, v)| v.permission == *view);
            right.base = Some(match module.merge.unwrap_or(model.settings().merge) {
                Merge::Paired => views
                    .filter(|(source, _, _)| source == n)
                    .map(|(_, own, _)| own.items.iter().cloned().collect())
                    .collect(),
                Merge::Pooled => views
                    .map(|(_, _, v)| v.scopes.iter().filter_map(|s| s.items.clone()).collect())
                    .collect(),
            });
        }
        rights.push(right);
    }
    rights
}

/// The dependents of a requirement that do not reach as far as their main in a set of grants:
/// (main, dependent).
pub fn requirement_breaks(
    model: &Model,
    grants: &[Grant],
) -> BTreeSet<(PermissionId, PermissionId)> {
    let of = |permission: &PermissionId| -> Vec<(usize, Scope)> {
        grants
            .iter()
            .filter(|g| model.covers(&g.permission, permission))
            .map(|g| (rank(model, permission, &g.level), g.on.clone()))
            .filter(|(rank, _)| *rank > 0)
            .collect()
    };
    let mut breaks = BTreeSet::new();
    for requirement in model.requirements().iter() {
        let main = &requirement.main;
        for dependent in &requirement.dependents {
            let d = &dependent.permission;
            let same_ladder = model.permissions().get(main).unwrap().ladder
                == model.permissions().get(d).unwrap().ladder;
            for (main_rank, main_on) in of(main) {
                let wanted = match &dependent.level {
                    Some(level) => rank(model, d, level),
                    None if same_ladder => main_rank,
                    None => 1,
                };
                let met = of(d).iter().any(|(rank, on)| {
                    *rank >= wanted
                        && reach_covers(model, &on.people, &main_on.people)
                        && (on.items == main_on.items
                            || matches!(on.items, None | Some(ItemSelector::Any)))
                });
                if !met {
                    breaks.insert((main.clone(), d.clone()));
                }
            }
        }
    }
    breaks
}

/// True if a dependent's reach is by its name at least the main's.
fn reach_covers(model: &Model, dependent: &Option<Reach>, main: &Option<Reach>) -> bool {
    let named = |reach: &Reach| {
        model
            .reaches()
            .iter()
            .position(|n| *reach == Reach::Named(n.id.clone()) || n.reach == *reach)
    };
    let (Some(d), Some(m)) = (dependent, main) else {
        return dependent.is_none();
    };
    let by_order = match (named(d), named(m)) {
        (Some(d), Some(m)) => d >= m,
        _ => false,
    };
    d == m
        || *d == Reach::Anyone
        || by_order
        || match (m, d) {
            (Reach::Nobody, _) => true,
            (Reach::Oneself, Reach::Reports(_)) => true,
            (Reach::Reports(m), Reach::Reports(d)) => {
                m.depth == Some(1)
                    && d.depth.is_none()
                    && m.lines == d.lines
                    && m.oneself == d.oneself
            }
            (Reach::Everyone, Reach::Anyone) => true,
            _ => false,
        }
}
