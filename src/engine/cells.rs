//! Everything one principal can do: rows turned into ids, for lists, files and comparisons.

use super::Engine;
use super::answer::Target;
use super::path::AccessPath;
use super::rows::{Row, Spot};
use super::world::ItemRef;
use crate::model::{LevelId, PermissionId, PrincipalId};

/// One cell of the matrix: someone may do something to something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Who.
    pub who: PrincipalId,
    /// What.
    pub permission: PermissionId,
    /// At which level.
    pub level: LevelId,
    /// On what.
    pub target: Target,
}

/// What one principal can do with one permission at one level or above, and on whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Effective {
    /// The permission.
    pub permission: PermissionId,
    /// The level.
    pub level: LevelId,
    /// The people it reaches (for items: those they are about).
    pub people: Vec<PrincipalId>,
    /// The items it reaches.
    pub items: Vec<ItemRef>,
    /// The paths that reach any of them.
    pub paths: Vec<AccessPath>,
}

impl Engine {
    /// Effective permissions: every permission at every level that reaches anything, with its
    /// sources (D21).
    pub fn effective(&self, actor: &PrincipalId) -> Vec<Effective> {
        let mut list = Vec::new();
        for permission in self.model().permissions().iter() {
            list.extend(self.effective_on(actor, &permission.id));
        }
        list
    }

    /// The same for one permission: an entry for each level that reaches anything, lowest first.
    pub fn effective_on(&self, actor: &PrincipalId, permission: &PermissionId) -> Vec<Effective> {
        self.entries(actor, permission, true)
    }

    /// Effective permissions without their sources, which cost far more than the targets.
    pub fn held(&self, actor: &PrincipalId) -> Vec<Effective> {
        let permissions = self.model().permissions().ids();
        permissions
            .flat_map(|id| self.entries(actor, id, false))
            .collect()
    }

    fn entries(
        &self,
        actor: &PrincipalId,
        permission: &PermissionId,
        with_paths: bool,
    ) -> Vec<Effective> {
        let (Some(at), Some(right)) = (self.actor(actor), self.right(permission)) else {
            return Vec::new();
        };
        let Some(ladder) = self.model().ladder_of(permission) else {
            return Vec::new();
        };
        let mut list = Vec::new();
        for (rank, level) in ladder.levels.iter().enumerate().skip(1) {
            let row = self.row(at, right, rank, false);
            if row.is_empty() {
                break; // a higher level reaches no more than a lower one
            }
            let (people, items) = self.row_ids(&row);
            list.push(Effective {
                permission: permission.clone(),
                level: level.clone(),
                people,
                items,
                paths: if with_paths {
                    self.paths_into(at, right, rank, &row)
                } else {
                    Vec::new()
                },
            });
        }
        list
    }

    /// The targets of one permission at one level or above.
    pub fn targets(
        &self,
        actor: &PrincipalId,
        permission: &PermissionId,
        level: &LevelId,
    ) -> Vec<Target> {
        let (Some(at), Some(right), Some(rank)) = (
            self.actor(actor),
            self.right(permission),
            self.rank(permission, level),
        ) else {
            return Vec::new();
        };
        self.row_targets(&self.row(at, right, rank, false))
    }

    /// How many targets, without listing them.
    pub fn n_targets(
        &self,
        actor: &PrincipalId,
        permission: &PermissionId,
        level: &LevelId,
    ) -> usize {
        match (
            self.actor(actor),
            self.right(permission),
            self.rank(permission, level),
        ) {
            (Some(at), Some(right), Some(rank)) => self.row(at, right, rank, false).len(),
            _ => 0,
        }
    }

    /// Everyone who can do it to the target; without a target, to anything at all (law 9).
    pub fn who_can(
        &self,
        permission: &PermissionId,
        level: &LevelId,
        target: Option<&Target>,
    ) -> Vec<PrincipalId> {
        let who = self.who_may(permission, level, target);
        who.iter().flat_map(|who| who.iter()).cloned().collect()
    }

    /// Cells `actor` has only because sources are pooled (A-L2). Each at the highest level gained.
    pub fn gained_by_pooling(&self, actor: &PrincipalId) -> Vec<Cell> {
        let Some(at) = self.actor(actor) else {
            return Vec::new();
        };
        let mut cells = Vec::new();
        for (right, entry) in self.rights.list.iter().enumerate() {
            let is_pooled = self
                .rights
                .modules
                .get(entry.module)
                .is_some_and(|m| m.is_pooled && m.view_set.is_some_and(|view| view != right));
            if !is_pooled || !entry.has_item {
                continue;
            }
            for rank in (1..=self.top_rank(right)).rev() {
                let paired = self.row_targets(&self.row(at, right, rank, true));
                for target in self.row_targets(&self.row(at, right, rank, false)) {
                    let is_known = cells
                        .iter()
                        .any(|cell: &Cell| cell.permission == entry.id && cell.target == target);
                    if !is_known && !paired.contains(&target) {
                        cells.extend(self.cell(actor, right, rank, target));
                    }
                }
            }
        }
        cells
    }

    pub(super) fn cell(
        &self,
        actor: &PrincipalId,
        right: usize,
        rank: usize,
        target: Target,
    ) -> Option<Cell> {
        let permission = &self.rights.list.get(right)?.id;
        Some(Cell {
            who: actor.clone(),
            permission: permission.clone(),
            level: self.model().ladder_of(permission)?.level(rank)?.clone(),
            target,
        })
    }

    pub(super) fn row_targets(&self, row: &Row) -> Vec<Target> {
        let person = |n: u32| self.world.person_id(n).cloned();
        match row {
            Row::Nothing(false) => Vec::new(),
            Row::Nothing(true) => vec![Target::NONE],
            Row::People(set) => set
                .iter()
                .filter_map(|n| Some(Target::of_person(self.model(), &person(n)?)))
                .collect(),
            Row::Items(set) => set
                .iter()
                .filter_map(|n| {
                    Some(Target {
                        person: self.world.subject_of(n).and_then(person),
                        item: Some(self.world.item_ref(n)?),
                    })
                })
                .collect(),
            Row::Pairs(pairs) => pairs
                .iter()
                .flat_map(|(item, people)| {
                    people
                        .iter()
                        .filter_map(|n| Some(Target::pair(person(n)?, self.world.item_ref(*item)?)))
                })
                .collect(),
        }
    }

    fn row_ids(&self, row: &Row) -> (Vec<PrincipalId>, Vec<ItemRef>) {
        let people = |set: &super::set::Set| {
            set.iter()
                .filter_map(|n| self.world.person_id(n).cloned())
                .collect::<Vec<_>>()
        };
        match row {
            Row::Nothing(_) => (Vec::new(), Vec::new()),
            Row::People(set) => (people(set), Vec::new()),
            Row::Items(set) => {
                let subjects = set.iter().filter_map(|n| self.world.subject_of(n));
                let subjects = super::set::Set::of(self.world.n_people, subjects);
                let items = set.iter().filter_map(|n| self.world.item_ref(n)).collect();
                (people(&subjects), items)
            }
            Row::Pairs(pairs) => {
                let mut all = super::set::Set::none(self.world.n_people);
                for (_, set) in pairs {
                    all.add(set);
                }
                let items = pairs.iter().filter_map(|(n, _)| self.world.item_ref(*n));
                (people(&all), items.collect())
            }
        }
    }

    /// The paths that reach any target of a row. Guards have been taken off the row already.
    fn paths_into(&self, actor: u32, right: usize, rank: usize, row: &Row) -> Vec<AccessPath> {
        let spots: Vec<Spot> = match row {
            Row::Nothing(_) => vec![Spot::default()],
            Row::People(set) => set
                .iter()
                .map(|n| Spot {
                    person: Some(n),
                    item: None,
                })
                .collect(),
            Row::Items(set) => set
                .iter()
                .map(|n| Spot {
                    person: self.world.subject_of(n),
                    item: Some(n),
                })
                .collect(),
            Row::Pairs(pairs) => pairs
                .iter()
                .flat_map(|(item, people)| {
                    people.iter().map(|n| Spot {
                        person: Some(n),
                        item: Some(*item),
                    })
                })
                .collect(),
        };
        let (Some(entry), Some(powers)) = (self.rights.list.get(right), self.powers_of(actor))
        else {
            return Vec::new();
        };
        powers
            .on(right)
            .iter()
            .filter(|power| power.rank >= rank)
            .filter_map(|power| {
                let spot = spots
                    .iter()
                    .find(|spot| power.admits(&self.world, entry, actor, **spot))?;
                Some(self.path(power, actor, *spot))
            })
            .collect()
    }
}
