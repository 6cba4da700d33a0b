//! What composing needs, made once per model and day: roles expanded with their scopes, grants by
//! number, what is given to whom.

use super::{
    AssignmentExpr, Composer, DirectExpr, Expanded, GrantExpr, Holdings, MOST_PATHS, Place,
    push_scope,
};
use crate::engine::limits::ScopeExpr;
use crate::engine::rights::{Rights, is_on, rank_of};
use crate::engine::world::World;
use crate::model::{Date, Grant, Subject};

impl Composer {
    pub(in crate::engine) fn new(world: &World, rights: &mut Rights, day: Date) -> Composer {
        let model = &world.model;
        let mut composer = Composer {
            roles: Vec::new(),
            role_grants: Vec::new(),
            custom_grants: Vec::new(),
            assignments: Vec::new(),
            directs: Vec::new(),
            scopes: Vec::new(),
            scope_of: vec![None; world.n_people],
            by_user: Holdings::new(world.n_people),
            by_group: Holdings::new(model.groups().len()),
            giving_groups: Vec::new(),
        };
        let role_scopes: Vec<ScopeExpr> = model
            .roles()
            .iter()
            .map(|r| world.scope(&r.scope))
            .collect();
        for (n, role) in model.roles().iter().enumerate() {
            composer.roles.push(expand(world, &role_scopes, n));
            composer
                .role_grants
                .push(grants(world, rights, &role.grants));
        }
        for (n, set) in (0u32..).zip(model.custom_sets().iter()) {
            composer
                .custom_grants
                .push(grants(world, rights, &set.grants));
            if let Some(list) = composer.given_to(world, &set.of, |h| &mut h.customs) {
                list.push(n);
            }
        }
        for (n, assignment) in (0u32..).zip(model.assignments().iter()) {
            let expr = assignment_expr(world, assignment, day);
            composer.assignments.push(expr);
            if let Some(list) = composer.given_to(world, &assignment.to, |h| &mut h.assignments) {
                list.push(n);
            }
        }
        for (n, direct) in (0u32..).zip(model.direct_grants().iter()) {
            let base = direct.permission.base();
            let switch_off = direct.switch.clone().filter(|id| !is_on(world, Some(id)));
            composer.directs.push(DirectExpr {
                grant: GrantExpr {
                    covered: rights.covered(world, &direct.permission),
                    rank: rank_of(world, &base, &direct.level).unwrap_or(0),
                    people: None,
                    items: None,
                    switch_off,
                },
                scope: world.scope(&direct.scope),
                is_current: direct.window.contains(day),
            });
            if let Some(list) = composer.given_to(world, &direct.to, |h| &mut h.directs) {
                list.push(n);
            }
        }
        for (n, scope) in (0u32..).zip(model.principal_scopes().iter()) {
            composer.scopes.push(world.scope(&scope.scope));
            if let Some(slot) = world
                .person(&scope.principal)
                .and_then(|at| composer.scope_of.get_mut(at as usize))
            {
                *slot = Some(n);
            }
        }
        composer.giving_groups = (0..model.groups().len())
            .filter(|at| composer.by_group.has_any(*at))
            .collect();
        composer
    }

    fn given_to(
        &mut self,
        world: &World,
        subject: &Subject,
        table: impl Fn(&mut Holdings) -> &mut Vec<Vec<u32>>,
    ) -> Option<&mut Vec<u32>> {
        match subject {
            Subject::User(id) => {
                let at = world.person(id)? as usize;
                table(&mut self.by_user).get_mut(at)
            }
            Subject::Group(id) => {
                let at = world.model.groups().position(id)?;
                table(&mut self.by_group).get_mut(at)
            }
        }
    }
}

fn assignment_expr(
    world: &World,
    assignment: &crate::model::Assignment,
    day: Date,
) -> AssignmentExpr {
    let model = &world.model;
    let is_locked = model
        .roles()
        .get(&assignment.role)
        .is_some_and(|role| role.locked);
    let replaced_in = if is_locked {
        Vec::new()
    } else {
        model
            .custom_sets()
            .iter()
            .enumerate()
            .filter(|(_, set)| set.of == assignment.to)
            .filter_map(|(n, set)| Some((model.modules().position(&set.module)?, n)))
            .collect()
    };
    AssignmentExpr {
        role: model
            .roles()
            .position(&assignment.role)
            .unwrap_or(usize::MAX),
        scope: world.scope(&assignment.scope),
        is_current: assignment.window.contains(day),
        replaced_in,
    }
}

fn grants(world: &World, rights: &mut Rights, grants: &[Grant]) -> Vec<GrantExpr> {
    grants
        .iter()
        .map(|grant| {
            let scope = world.scope(&grant.on);
            GrantExpr {
                covered: rights.covered(world, &grant.permission),
                rank: rank_of(world, &grant.permission.base(), &grant.level).unwrap_or(0),
                people: scope.people_no(),
                items: scope.items_no(),
                switch_off: grant.switch.clone().filter(|id| !is_on(world, Some(id))),
            }
        })
        .collect()
}

/// All paths from a role to the roles inside it, each role once per path, with their scopes.
fn expand(world: &World, scopes: &[ScopeExpr], start: usize) -> Vec<Expanded> {
    let roles = world.model.roles();
    let mut done = Vec::new();
    let mut todo = vec![(vec![start], (Vec::new(), Vec::new()))];
    while let Some((chain, mut limits)) = todo.pop() {
        let Some(at) = chain.last().copied() else {
            continue;
        };
        let (Some(role), Some(scope)) = (roles.at(at), scopes.get(at)) else {
            continue;
        };
        push_scope(&mut limits, scope, || Place::Role(role.id.clone()));
        for nested in role.nested.iter().rev() {
            let Some(inner) = roles.position(&nested.role).filter(|n| !chain.contains(n)) else {
                continue;
            };
            let mut deeper = limits.clone();
            push_scope(&mut deeper, &world.scope(&nested.scope), || {
                Place::Nested(role.id.clone(), nested.role.clone())
            });
            let chain: Vec<usize> = chain.iter().copied().chain([inner]).collect();
            todo.push((chain, deeper));
        }
        done.push(Expanded {
            chain,
            people: limits.0,
            items: limits.1,
        });
        if done.len() >= MOST_PATHS {
            break;
        }
    }
    done
}
