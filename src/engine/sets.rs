//! Rows and columns of the matrix as sets: asked member by member, counted, or listed when needed.

use super::Engine;
use super::answer::Target;
use super::matrix::Entry;
use super::rows::{Row, Spot};
use super::set::Set;
use crate::model::{LevelId, PermissionId, PrincipalId};

/// Everything one principal may do something to: a row of the matrix.
#[derive(Debug)]
pub struct Reached<'e> {
    engine: &'e Engine,
    right: usize,
    row: Row,
}

impl<'e> Reached<'e> {
    /// Number of targets.
    pub fn len(&self) -> usize {
        self.row.len()
    }

    /// True without targets.
    pub fn is_empty(&self) -> bool {
        self.row.is_empty()
    }

    /// True if the target is among them.
    pub fn contains(&self, target: &Target) -> bool {
        let spot = self
            .engine
            .meant(self.right, target.spot(&self.engine.world));
        match (&self.row, spot.person, spot.item) {
            (Row::Nothing(is_allowed), ..) => *is_allowed,
            (Row::People(set), Some(person), _) => set.contains(person),
            (Row::Items(set), _, Some(item)) => set.contains(item),
            (Row::Pairs(pairs), Some(person), Some(item)) => pairs
                .iter()
                .any(|(at, people)| *at == item && people.contains(person)),
            _ => false,
        }
    }

    /// The first target, in the order of the model.
    pub fn first(&self) -> Option<Target> {
        let first = self.engine.head(&self.row);
        self.engine.row_targets(&first).into_iter().next()
    }

    /// The targets, in the order of the model.
    pub fn targets(&self) -> Vec<Target> {
        self.engine.row_targets(&self.row)
    }
}

/// Principals: a column of the matrix.
#[derive(Debug)]
pub struct Principals<'e> {
    engine: &'e Engine,
    set: Set,
}

impl<'e> Principals<'e> {
    /// How many.
    pub fn len(&self) -> usize {
        self.set.len()
    }

    /// True without anyone.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// True if the principal is among them.
    pub fn contains(&self, id: &PrincipalId) -> bool {
        self.engine
            .actor(id)
            .is_some_and(|at| self.set.contains(at))
    }

    /// Their ids, in the order of the model.
    pub fn iter(&self) -> impl Iterator<Item = &'e PrincipalId> {
        let engine = self.engine;
        self.set.iter().filter_map(|at| engine.world.person_id(at))
    }
}

impl Engine {
    /// Everything `actor` may do `permission` to, at `level` or above. Unknown names reach nothing.
    pub fn reached_by(
        &self,
        actor: &PrincipalId,
        permission: &PermissionId,
        level: &LevelId,
    ) -> Option<Reached<'_>> {
        let (actor, (right, rank)) = (self.actor(actor)?, self.deed(permission, level)?);
        Some(Reached {
            engine: self,
            right,
            row: self.shared_row(actor, right, rank),
        })
    }

    /// Everyone who may do it to the target; without a target, to anything at all (law 9).
    pub fn who_may(
        &self,
        permission: &PermissionId,
        level: &LevelId,
        target: Option<&Target>,
    ) -> Option<Principals<'_>> {
        let (right, rank) = self.deed(permission, level)?;
        let set = match target {
            Some(target) => {
                let spot = self.meant(right, target.spot(&self.world));
                self.column(right, rank, spot)
            }
            None => self.with_any(right, rank),
        };
        Some(Principals { engine: self, set })
    }

    pub(super) fn column(&self, right: usize, rank: usize, spot: Spot) -> Set {
        let each = || {
            Set::by(self.world.n_people, |actor| {
                self.permits(actor as u32, right, rank, spot)
            })
        };
        let Some(entry) = self.rights.list.get(right) else {
            return Set::none(self.world.n_people);
        };
        // A target beside what the right is about is left to the single question.
        let target = match (entry.has_person, entry.has_item) {
            (true, false) if spot.item.is_none() => spot.person,
            (false, true) => spot.item,
            (true, true) if !entry.is_pair => {
                let subject = spot.item.map(|item| self.world.subject_of(item));
                spot.item.filter(|_| subject == Some(spot.person))
            }
            _ => None,
        };
        target
            .and_then(|target| self.shared_column(right, rank, target))
            .unwrap_or_else(each)
    }

    fn with_any(&self, right: usize, rank: usize) -> Set {
        let matrix = self.matrix();
        Set::by(self.world.n_people, |actor| {
            let actor = actor as u32;
            let Some(class) = matrix.classes.of(actor) else {
                return false;
            };
            match matrix.entry(class, right, rank) {
                Entry::Nothing(is_allowed) => is_allowed,
                _ if matrix.has_for_all(class, right, rank) => true,
                _ => !self.shared_row(actor, right, rank).is_empty(),
            }
        })
    }
}
