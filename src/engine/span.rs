//! How far a reach goes, from the place of whoever holds it, without listing anyone.

use super::Engine;
use crate::model::{ItemSelector, PrincipalId, Reach};

impl Engine {
    /// The fewest and the most people a reach means, over everyone who reads it from their place.
    /// None if nobody does and it differs by who does.
    pub fn reach_span(&self, reach: &Reach, from: &[PrincipalId]) -> Option<(usize, usize)> {
        if let Some(n) = self.n_reached(reach) {
            return Some((n, n));
        }
        let expr = self.world.reach(reach);
        span(from.iter().filter_map(|id| {
            let at = self.actor(id)?;
            Some(expr.set(&self.world, at).len())
        }))
    }

    /// The same for a selector of items.
    pub fn items_span(&self, items: &ItemSelector, from: &[PrincipalId]) -> Option<(usize, usize)> {
        let expr = self.world.items(items);
        span(from.iter().filter_map(|id| {
            let at = self.actor(id)?;
            Some(expr.set(&self.world, at).len())
        }))
    }
}

fn span(counts: impl Iterator<Item = usize>) -> Option<(usize, usize)> {
    counts.fold(None, |span, n| match span {
        None => Some((n, n)),
        Some((least, most)) => Some((least.min(n), most.max(n))),
    })
}
