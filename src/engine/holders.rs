//! Who holds which role, and which principals a [`Who`] selects, as sets.

use std::sync::Arc;

use super::set::Set;
use super::world::World;
use crate::model::{Date, RoleId, Subject, Who};

/// Holders of every role on one day.
#[derive(Debug, Default)]
pub(super) struct Holders {
    /// By assignment to them or to a group of theirs, and through nesting.
    assigned: Vec<Set>,
    /// Those for whom the role's own condition holds.
    derived: Vec<Set>,
    /// Either, and through nesting.
    held: Vec<Set>,
}

impl Holders {
    pub(super) fn new(world: &World, day: Date) -> Holders {
        let model = &world.model;
        let mut holders = Holders {
            assigned: vec![Set::none(world.n_people); model.roles().len()],
            ..Holders::default()
        };
        for assignment in model.assignments().iter() {
            let Some(at) = model.roles().position(&assignment.role) else {
                continue;
            };
            if assignment.window.contains(day)
                && let Some(set) = holders.assigned.get_mut(at)
            {
                set.add(&members(world, &assignment.to));
            }
        }
        let inner = nested_in(world);
        holders.assigned = spread(&holders.assigned, &inner);
        // Inside `derived` only assignments count, so one pass is enough.
        holders.held = holders.assigned.clone();
        holders.derived = model
            .roles()
            .iter()
            .map(|role| match &role.derived {
                Some(who) => who_set(world, &holders, who),
                None => Set::none(world.n_people),
            })
            .collect();
        let mut held = holders.assigned.clone();
        for (set, more) in held.iter_mut().zip(&holders.derived) {
            set.add(more);
        }
        holders.held = spread(&held, &inner);
        holders
    }

    /// Those for whom a role's own condition holds.
    pub(super) fn derived(&self, role: usize) -> Option<&Set> {
        self.derived.get(role)
    }

    /// Everyone who holds a role.
    pub(super) fn held(&self, world: &World, role: &RoleId) -> Set {
        world
            .model
            .roles()
            .position(role)
            .and_then(|at| self.held.get(at).cloned())
            .unwrap_or_else(|| Set::none(world.n_people))
    }
}

/// For every role: itself and all roles nested in it, by number.
fn nested_in(world: &World) -> Vec<Vec<usize>> {
    let roles = world.model.roles();
    (0..roles.len())
        .map(|start| {
            let mut list = vec![start];
            let mut next = 0;
            while let Some(at) = list.get(next).copied() {
                next += 1;
                for nested in roles.at(at).into_iter().flat_map(|role| &role.nested) {
                    if let Some(inner) = roles.position(&nested.role)
                        && !list.contains(&inner)
                    {
                        list.push(inner);
                    }
                }
            }
            list
        })
        .collect()
}

fn spread(sets: &[Set], inner: &[Vec<usize>]) -> Vec<Set> {
    let mut out = sets.to_vec();
    for (set, list) in sets.iter().zip(inner) {
        for at in list {
            if let Some(slot) = out.get_mut(*at) {
                slot.add(set);
            }
        }
    }
    out
}

/// A principal, or all members of a group.
pub(super) fn members(world: &World, subject: &Subject) -> Arc<Set> {
    match subject {
        Subject::User(id) => Arc::new(Set::of(world.n_people, world.person(id))),
        Subject::Group(id) => world.group(id),
    }
}

/// The principals a selector of principals means.
pub(super) fn who_set(world: &World, holders: &Holders, who: &Who) -> Set {
    let n = world.n_people;
    match who {
        Who::Anyone => Set::all(n),
        Who::Sort(sort) => Set::of(
            n,
            (0u32..)
                .zip(world.model.principals().iter())
                .filter(|(_, p)| p.sort == *sort)
                .map(|(at, _)| at),
        ),
        Who::Listed(ids) => Set::of(n, ids.iter().filter_map(|id| world.person(id))),
        Who::Member(group) => (*world.group(group)).clone(),
        Who::Holds(roles) => {
            let mut set = Set::none(n);
            for role in roles {
                set.add(&holders.held(world, role));
            }
            set
        }
        Who::Owns(kind) => {
            let owners = (0u32..)
                .zip(world.things.owned_by.iter())
                .filter(|(_, items)| items.iter().any(|item| world.kind(*item) == kind.as_str()))
                .map(|(at, _)| at);
            Set::of(n, owners)
        }
        Who::Where(condition) => (*world.person_condition(condition)).clone(),
        Who::Not(one) => who_set(world, holders, one).complement(),
        Who::AllOf(list) => {
            let mut set = Set::all(n);
            for one in list {
                set.keep(&who_set(world, holders, one));
            }
            set
        }
        Who::AnyOf(list) => {
            let mut set = Set::none(n);
            for one in list {
                set.add(&who_set(world, holders, one));
            }
            set
        }
    }
}
