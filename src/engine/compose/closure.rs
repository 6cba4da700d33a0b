//! Steps 5 and 6 for one grant: what it gives, what that implies, and what is suppressed on the way.

use super::{Drop, GrantExpr, Profile};
use crate::engine::rights::Rights;
use crate::engine::world::World;

pub(super) struct Found {
    pub right: usize,
    pub rank: usize,
    pub implied: Vec<usize>,
    pub drops: Vec<Drop>,
}

/// What one grant gives: the rights it covers and all that these imply.
pub(super) fn closure(
    world: &World,
    rights: &Rights,
    profile: &Profile,
    chain: &[usize],
    grant: &GrantExpr,
    trace: bool,
) -> Vec<Found> {
    if grant.rank == 0 {
        return Vec::new();
    }
    let mut found: Vec<Found> = Vec::new();
    let mut todo: Vec<(usize, usize, Vec<usize>, Vec<Drop>)> = grant
        .covered
        .iter()
        .rev()
        .map(|right| (*right, grant.rank, Vec::new(), Vec::new()))
        .collect();
    while let Some((right, rank, implied, mut drops)) = todo.pop() {
        if let Some(drop) = suppressed(world, rights, profile, chain, right) {
            drops.push(drop);
        }
        if !drops.is_empty() && !trace {
            continue;
        }
        match found.iter_mut().find(|f| f.right == right) {
            Some(known) if known.drops.len() <= drops.len() && known.rank >= rank => continue,
            Some(known) if known.drops.len() < drops.len() => continue,
            Some(known) => {
                known.rank = rank;
                known.implied = implied.clone();
                known.drops = drops.clone();
            }
            None => found.push(Found {
                right,
                rank,
                implied: implied.clone(),
                drops: drops.clone(),
            }),
        }
        for (from, to, at, n) in rights.list.get(right).into_iter().flat_map(|r| &r.implies) {
            if rank >= *from && !implied.contains(n) {
                let implied: Vec<usize> = implied.iter().copied().chain([*n]).collect();
                todo.push((*to, *at, implied, drops.clone()));
            }
        }
    }
    found
}

fn suppressed(
    world: &World,
    rights: &Rights,
    profile: &Profile,
    chain: &[usize],
    right: usize,
) -> Option<Drop> {
    let (n, _) = rights.suppressions.iter().enumerate().find(|(n, s)| {
        s.is_active
            && s.rights.get(right).copied().unwrap_or(false)
            && match s.holders {
                Some(_) => profile.suppressed.contains(&(*n as u32)),
                None => chain.iter().any(|role| s.roles.contains(role)),
            }
    })?;
    let record = world.model.suppressions().at(n)?;
    Some(Drop::Suppressed(record.id.clone()))
}
