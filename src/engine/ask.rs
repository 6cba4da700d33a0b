//! Many questions about one permission at one level: names are looked up once, and the paths that
//! decide stay where they are until their words are wanted.

use super::Engine;
use super::answer::Target;
use super::compose::Power;
use super::path::AccessPath;
use super::rows::Spot;
use crate::model::{LevelId, PermissionId, PrincipalId};

/// A permission at a level, ready to be asked about.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'e> {
    engine: &'e Engine,
    right: usize,
    rank: usize,
}

/// An answer whose reasons are not put into words yet.
#[derive(Clone, Copy, Debug)]
pub struct Check<'e> {
    engine: &'e Engine,
    actor: u32,
    right: usize,
    rank: usize,
    spot: Spot,
    is_allowed: bool,
}

/// A path that decides, not put into words yet.
#[derive(Clone, Copy, Debug)]
pub struct Deciding<'e> {
    engine: &'e Engine,
    actor: u32,
    spot: Spot,
    power: &'e Power,
}

impl Engine {
    /// Prepares questions about a permission at a level; none if there is no such level above the
    /// bottom.
    pub fn ask(&self, permission: &PermissionId, level: &LevelId) -> Option<Ask<'_>> {
        let (right, rank) = self.deed(permission, level)?;
        Some(Ask {
            engine: self,
            right,
            rank,
        })
    }
}

impl<'e> Ask<'e> {
    /// May `actor` do it to the target? Unknown names are a no.
    pub fn check(&self, actor: &PrincipalId, target: &Target) -> Check<'e> {
        let engine = self.engine;
        let spot = engine.meant(self.right, target.spot(&engine.world));
        let at = engine.actor(actor);
        Check {
            engine,
            actor: at.unwrap_or(u32::MAX),
            right: self.right,
            rank: self.rank,
            spot,
            is_allowed: at.is_some_and(|at| engine.permits(at, self.right, self.rank, spot)),
        }
    }
}

impl<'e> Check<'e> {
    /// The answer.
    pub fn is_allowed(&self) -> bool {
        self.is_allowed
    }

    /// The paths that allow it; none where the answer is no.
    pub fn deciding(&self) -> impl Iterator<Item = Deciding<'e>> + use<'e> {
        let (engine, actor, spot) = (self.engine, self.actor, self.spot);
        let hits = self
            .is_allowed
            .then(|| engine.hits(actor, self.right, self.rank, spot));
        hits.into_iter().flatten().map(move |power| Deciding {
            engine,
            actor,
            spot,
            power,
        })
    }
}

impl Deciding<'_> {
    /// The path, step by step.
    pub fn path(&self) -> AccessPath {
        self.engine.path(self.power, self.actor, self.spot)
    }
}
