//! Whether one limit lets in all that another lets in, whoever acts and whatever the model holds.
//! Where that cannot be told from how they are written, it does not count as wider.

use std::collections::BTreeSet;

use crate::model::{Grant, ItemSelector, Model, NestedRole, Reach, Role, RoleId, Scope};

/// A scope is at least as wide as another.
pub(super) fn scope(wide: &Scope, narrow: &Scope) -> bool {
    let people = match (&wide.people, &narrow.people) {
        (None | Some(Reach::Anyone), _) => true,
        (Some(wide), Some(narrow)) => reach(wide, narrow),
        (Some(_), None) => false,
    };
    let items = match (&wide.items, &narrow.items) {
        (None | Some(ItemSelector::Any), _) => true,
        (wide, narrow) => wide == narrow,
    };
    people && items
}

fn reach(wide: &Reach, narrow: &Reach) -> bool {
    wide == narrow
        || match (wide, narrow) {
            (Reach::Anyone, _) | (_, Reach::Nobody) => true,
            (Reach::Union(list), _) => list.iter().any(|one| reach(one, narrow)),
            (_, Reach::Intersection(list)) => list.iter().any(|one| reach(wide, one)),
            _ => false,
        }
}

/// A grant that always gives, on no fewer targets than another.
pub(super) fn grant(wide: &Grant, narrow: &Grant) -> bool {
    wide.switch.is_none() && scope(&wide.on, &narrow.on)
}

/// Another role inside the same one contains what a nested role brings, as widely.
pub(super) fn nesting(model: &Model, other: &NestedRole, one: &NestedRole) -> bool {
    if !scope(&other.scope, &one.scope) {
        return false;
    }
    if other.role == one.role {
        return true;
    }
    let Some(role) = model.roles().get(&other.role) else {
        return false;
    };
    let is_wide = scope(&role.scope, &one.scope);
    is_wide
        && inside(model, role, &one.scope)
            .iter()
            .any(|inner| inner.id == one.role)
}

/// The roles inside a role, however deep, on whose way no limit is narrower than `least`.
pub(super) fn inside<'m>(model: &'m Model, role: &'m Role, least: &Scope) -> Vec<&'m Role> {
    let mut seen: BTreeSet<&RoleId> = BTreeSet::from([&role.id]);
    let mut list = Vec::new();
    let mut front = vec![role];
    while let Some(outer) = front.pop() {
        for nested in outer
            .nested
            .iter()
            .filter(|nested| scope(&nested.scope, least))
        {
            let inner = model.roles().get(&nested.role);
            let inner = inner.filter(|inner| scope(&inner.scope, least));
            if let Some(inner) = inner.filter(|inner| seen.insert(&inner.id)) {
                list.push(inner);
                front.push(inner);
            }
        }
    }
    list
}
