//! What a role or custom set gives, as a column of the grid.

use crate::engine::given::{AllGiven, given_by_grants, given_by_role};
use crate::model::{Model, PermissionId};
use crate::session::edits::grants::Bearer;

pub(super) use crate::engine::given::{Given, GivenFrom as From};

/// Everything a bearer gives: its own grants, those of roles inside it, what they imply.
pub(super) fn given(model: &Model, bearer: &Bearer) -> AllGiven {
    match bearer {
        Bearer::Role(id) => given_by_role(model, id),
        Bearer::Set(_) => given_by_grants(model, bearer.grants(model)),
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
