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
    let everyone: BTreeSet<&PrincipalId> = old
        .model()
        .principals()
        .ids()
        .chain(new.model().principals().ids())
        .collect();
    for who in everyone {
        let before = old.cells_of(who);
        let after = new.cells_of(who);
        difference.gains.extend(after.difference(&before).cloned());
        difference.losses.extend(before.difference(&after).cloned());
    }
    difference
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
