//! Two principals of one model beside each other: what the one may do and the other may not.

use super::Engine;
use super::cells::Cell;
use super::rows::Row;
use crate::model::PrincipalId;

impl Engine {
    /// What `a` may do and `b` may not, level by level.
    pub fn beyond(&self, a: &PrincipalId, b: &PrincipalId) -> Vec<Cell> {
        let (Some(at), Some(other)) = (self.actor(a), self.actor(b)) else {
            return Vec::new();
        };
        let mut cells = Vec::new();
        for right in 0..self.rights.list.len() {
            for rank in 1..=self.top_rank(right) {
                let mine = self.row(at, right, rank, false);
                if mine.is_empty() {
                    break; // a higher level reaches no more than a lower one
                }
                let more = without(mine, &self.row(other, right, rank, false));
                let targets = self.row_targets(&more).into_iter();
                cells.extend(targets.filter_map(|target| self.cell(a, right, rank, target)));
            }
        }
        cells
    }
}

/// What is in the one row and not in the other, both of one right.
fn without(row: Row, other: &Row) -> Row {
    match (row, other) {
        (Row::Nothing(mine), Row::Nothing(theirs)) => Row::Nothing(mine && !theirs),
        (Row::People(mut set), Row::People(theirs)) => {
            set.drop(theirs);
            Row::People(set)
        }
        (Row::Items(mut set), Row::Items(theirs)) => {
            set.drop(theirs);
            Row::Items(set)
        }
        (Row::Pairs(pairs), Row::Pairs(theirs)) => {
            let less = |(item, mut people): (u32, super::set::Set)| {
                let same = theirs.iter().filter(|(at, _)| *at == item);
                same.for_each(|(_, set)| people.drop(set));
                (!people.is_empty()).then_some((item, people))
            };
            Row::Pairs(pairs.into_iter().filter_map(less).collect())
        }
        // A shut module gives an empty row of whatever kind.
        (row, _) => row,
    }
}
