//! The difference of two models: who gains and who loses what, by name.

use std::collections::BTreeSet;

use super::Engine;
use super::cells::Cell;
use super::rows::Row;
use crate::model::{Model, PrincipalId};

/// Cells that one model has and the other has not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// What is allowed in the new model only.
    pub gains: Vec<Cell>,
    /// What is allowed in the old model only.
    pub losses: Vec<Cell>,
}

impl Difference {
    /// True if both give the same access.
    pub fn is_empty(&self) -> bool {
        self.gains.is_empty() && self.losses.is_empty()
    }
}

/// Compares two models by name: principals, permissions, levels and targets by their ids.
pub fn compare(old: &Engine, new: &Engine) -> Difference {
    let comparison = Comparison::new(old, new);
    let mut difference = Difference::default();
    for who in comparison.everyone() {
        let own = comparison.of(&who);
        difference.gains.extend(own.gains);
        difference.losses.extend(own.losses);
    }
    difference
}

/// Two models that are compared one principal at a time.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'e> {
    old: &'e Engine,
    new: &'e Engine,
    /// Both number people, items, permissions and levels alike, so that rows can be compared as
    /// they are.
    is_aligned: bool,
}

impl<'e> Comparison<'e> {
    /// Compares an old model with a new one.
    pub fn new(old: &'e Engine, new: &'e Engine) -> Comparison<'e> {
        Comparison {
            old,
            new,
            is_aligned: is_aligned(old.model(), new.model()),
        }
    }

    /// Every principal of either model.
    pub fn everyone(&self) -> BTreeSet<PrincipalId> {
        let ids = |engine: &'e Engine| engine.model().principals().ids().cloned();
        ids(self.old).chain(ids(self.new)).collect()
    }

    /// What one principal gains and loses.
    pub fn of(&self, who: &PrincipalId) -> Difference {
        match (self.old.actor(who), self.new.actor(who)) {
            (Some(before), Some(after)) if self.is_aligned => self.by_rows(who, before, after),
            _ => {
                let before = self.old.cells_of(who);
                let after = self.new.cells_of(who);
                Difference {
                    gains: after.difference(&before).cloned().collect(),
                    losses: before.difference(&after).cloned().collect(),
                }
            }
        }
    }

    fn by_rows(&self, who: &PrincipalId, before: u32, after: u32) -> Difference {
        let (mut gains, mut losses) = (BTreeSet::new(), BTreeSet::new());
        for right in 0..self.new.rights.list.len() {
            for rank in 1..=self.new.top_rank(right) {
                let old = self.old.row(before, right, rank, false);
                let new = self.new.row(after, right, rank, false);
                if old.is_empty() && new.is_empty() {
                    break;
                }
                if old != new {
                    let old = self.old.row_cells(who, right, rank, &old);
                    let new = self.new.row_cells(who, right, rank, &new);
                    gains.extend(new.difference(&old).cloned());
                    losses.extend(old.difference(&new).cloned());
                }
            }
        }
        Difference {
            gains: gains.into_iter().collect(),
            losses: losses.into_iter().collect(),
        }
    }
}

fn is_aligned(old: &Model, new: &Model) -> bool {
    let people = |m: &Model| {
        m.principals()
            .iter()
            .map(|p| (p.id.clone(), p.has_record()))
            .collect::<Vec<_>>()
    };
    let items = |m: &Model| {
        m.items()
            .iter()
            .map(|i| (i.id.clone(), i.subject.clone()))
            .collect::<Vec<_>>()
    };
    let levels = |m: &Model| {
        let levels = |id| m.ladder_of(id).map(|ladder| ladder.levels.clone());
        m.permissions()
            .ids()
            .map(|id| (id.clone(), levels(id)))
            .collect::<Vec<_>>()
    };
    people(old) == people(new)
        && items(old) == items(new)
        && old.roles().ids().eq(new.roles().ids())
        && levels(old) == levels(new)
}

impl Engine {
    /// Every cell of one principal, level by level.
    pub fn cells_of(&self, who: &PrincipalId) -> BTreeSet<Cell> {
        let Some(at) = self.actor(who) else {
            return BTreeSet::new();
        };
        let mut cells = BTreeSet::new();
        for right in 0..self.rights.list.len() {
            for rank in 1..=self.top_rank(right) {
                let row = self.row(at, right, rank, false);
                if row.is_empty() {
                    break;
                }
                cells.extend(self.row_cells(who, right, rank, &row));
            }
        }
        cells
    }

    fn row_cells(&self, who: &PrincipalId, right: usize, rank: usize, row: &Row) -> BTreeSet<Cell> {
        let targets = self.row_targets(row).into_iter();
        targets
            .filter_map(|target| self.cell(who, right, rank, target))
            .collect()
    }
}
