//! The difference of two models: who gains and who loses what, by name.

use std::collections::BTreeSet;

use super::Engine;
use super::cells::Cell;
use crate::model::PrincipalId;

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
    let mut difference = Difference::default();
    for who in either(old, new) {
        difference.add(old, new, &who);
    }
    difference
}

/// Every principal of either model.
pub fn either(old: &Engine, new: &Engine) -> BTreeSet<PrincipalId> {
    let ids = |engine: &Engine| {
        engine
            .model()
            .principals()
            .ids()
            .cloned()
            .collect::<Vec<_>>()
    };
    ids(old).into_iter().chain(ids(new)).collect()
}

impl Difference {
    /// Adds what one principal gains and loses.
    pub fn add(&mut self, old: &Engine, new: &Engine, who: &PrincipalId) {
        let before = old.cells_of(who);
        let after = new.cells_of(who);
        self.gains.extend(after.difference(&before).cloned());
        self.losses.extend(before.difference(&after).cloned());
    }
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
                for target in self.row_targets(&row) {
                    cells.extend(self.cell(who, right, rank, target));
                }
            }
        }
        cells
    }
}
