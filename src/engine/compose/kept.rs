//! Which powers may be kept when the model goes on: those made of nothing that changed.

use super::{Composer, DirectExpr, Expanded, GrantExpr, Profile};
use crate::engine::limits::ScopeExpr;
use crate::engine::world::World;
use crate::model::{Entity, Model, Table};

/// What did not change since an older composer, by number.
#[derive(Debug)]
pub(in crate::engine) struct Kept {
    assignments: Vec<bool>,
    roles: Vec<bool>,
    directs: Vec<bool>,
    customs: Vec<bool>,
    scopes: Vec<bool>,
}

impl Kept {
    /// What `new` has in common with `old`; none where the catalogue or its rules changed.
    pub(in crate::engine) fn new(
        (old, before): (&Composer, &World),
        (new, after): (&Composer, &World),
    ) -> Option<Kept> {
        let (a, b) = (&before.model, &after.model);
        let is_same = before.n_items == after.n_items
            && a.permissions().is_same(b.permissions())
            && a.ladders().is_same(b.ladders())
            && a.modules().is_same(b.modules())
            && a.implications().is_same(b.implications())
            && a.suppressions().is_same(b.suppressions())
            && a.switches().is_same(b.switches())
            && a.settings() == b.settings()
            && a.roles().ids().eq(b.roles().ids());
        is_same.then(|| {
            let own = own_roles(a, b, old, new);
            let roles = all(&old.roles, &new.roles, |_, x, y| {
                is_same_expansion(x, y, &own)
            });
            Kept {
                assignments: all(&old.assignments, &new.assignments, |n, x, y| {
                    is_row(a.assignments(), b.assignments(), n)
                        && x.is_current == y.is_current
                        && x.replaced_in == y.replaced_in
                        && a.custom_sets().ids().eq(b.custom_sets().ids())
                        && says_same(&x.scope, &y.scope)
                        && (x.role == y.role && roles.get(x.role).copied().unwrap_or(false))
                }),
                directs: all(&old.directs, &new.directs, |n, x, y| {
                    is_row(a.direct_grants(), b.direct_grants(), n) && is_direct(x, y)
                }),
                customs: all(&old.custom_grants, &new.custom_grants, |n, x, y| {
                    is_row(a.custom_sets(), b.custom_sets(), n) && is_list(x, y, is_grant)
                }),
                scopes: all(&old.scopes, &new.scopes, |n, x, y| {
                    is_row(a.principal_scopes(), b.principal_scopes(), n) && says_same(x, y)
                }),
                roles,
            }
        })
    }

    /// True if the powers of the profile are what they were.
    pub(in crate::engine) fn has(&self, profile: &Profile) -> bool {
        let is_kept = |kept: &[bool], list: &[u32]| {
            list.iter()
                .all(|n| kept.get(*n as usize).copied().unwrap_or(false))
        };
        is_kept(&self.assignments, &profile.assignments)
            && is_kept(&self.roles, &profile.derived)
            && is_kept(&self.directs, &profile.direct)
            && is_kept(&self.customs, &profile.customs)
            && profile.scope.is_none_or(|n| is_kept(&self.scopes, &[n]))
    }
}

/// One answer a place of both lists.
fn all<T>(old: &[T], new: &[T], is_same: impl Fn(usize, &T, &T) -> bool) -> Vec<bool> {
    let pairs = old.iter().zip(new).enumerate();
    pairs.map(|(n, (x, y))| is_same(n, x, y)).collect()
}

fn is_list<T>(old: &[T], new: &[T], is_same: impl Fn(&T, &T) -> bool) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(x, y)| is_same(x, y))
}

fn is_row<T: Entity>(old: &Table<T>, new: &Table<T>, at: usize) -> bool {
    let (x, y) = (old.at(at), new.at(at));
    matches!((x, y), (Some(x), Some(y)) if std::ptr::eq(x, y))
}

/// Roles whose own grants give what they gave.
fn own_roles(a: &Model, b: &Model, old: &Composer, new: &Composer) -> Vec<bool> {
    all(&old.role_grants, &new.role_grants, |n, x, y| {
        is_row(a.roles(), b.roles(), n) && is_list(x, y, is_grant)
    })
}

fn is_same_expansion(old: &[Expanded], new: &[Expanded], own: &[bool]) -> bool {
    is_list(old, new, |x, y| {
        x.chain == y.chain
            && x.chain
                .iter()
                .all(|role| own.get(*role).copied().unwrap_or(false))
            && is_list(&x.people, &y.people, |(_, x), (_, y)| x == y)
            && is_list(&x.items, &y.items, |(_, x), (_, y)| x == y)
    })
}

fn is_direct(x: &DirectExpr, y: &DirectExpr) -> bool {
    x.is_current == y.is_current && says_same(&x.scope, &y.scope) && is_grant(&x.grant, &y.grant)
}

fn is_grant(x: &GrantExpr, y: &GrantExpr) -> bool {
    x.people == y.people && x.items == y.items
}

/// Powers hold limits by number, so it is enough that limits say the same.
fn says_same(x: &ScopeExpr, y: &ScopeExpr) -> bool {
    x.people_no() == y.people_no() && x.items_no() == y.items_no()
}
