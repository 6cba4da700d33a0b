//! A matrix before it is put into an order: patterns that rows share, and what is beside them.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::axis::Axis;
use super::{Body, HeatLevel, Point};
use crate::engine::set::Set;

/// A matrix keeps no more bytes than about this, whatever its size: rows beyond are worked out
/// again when they are looked at.
pub const MOST_BYTES: usize = 96 << 20;

/// A row: for each level, weakest first, the columns that have just this level.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Pattern {
    pub layers: Vec<Set>,
}

impl Pattern {
    /// From the columns that have a level or a higher one, lowest first.
    pub(super) fn of_nested(mut sets: Vec<Set>) -> Pattern {
        let mut above: Option<Set> = None;
        for set in sets.iter_mut().rev() {
            let all = set.clone();
            if let Some(above) = &above {
                set.drop(above);
            }
            above = Some(all);
        }
        Pattern { layers: sets }
    }

    /// From the level of every column, 0 for none.
    pub(super) fn of_levels(levels: &[u8], n_levels: usize) -> Pattern {
        let mut layers = vec![Set::none(levels.len()); n_levels];
        for (column, level) in (0u32..).zip(levels) {
            let layer = usize::from(*level).checked_sub(1);
            if let Some(layer) = layer.and_then(|at| layers.get_mut(at)) {
                layer.insert(column);
            }
        }
        Pattern { layers }
    }

    /// The level of a column, 0 for none.
    pub(super) fn level(&self, column: u32) -> u8 {
        let at = self.layers.iter().position(|set| set.contains(column));
        at.map_or(0, |at| at as u8 + 1)
    }

    /// The same with columns elsewhere; those without a place are left out.
    pub(super) fn moved(self, place: &[u32], n_columns: usize) -> Pattern {
        let layers = self.layers.into_iter().map(|layer| {
            let places = layer.iter().filter_map(|n| place.get(n as usize).copied());
            Set::of(n_columns, places)
        });
        Pattern {
            layers: layers.collect(),
        }
    }

    /// Bytes it keeps.
    pub(super) fn weight(&self) -> usize {
        self.layers.iter().map(|set| set.words().len() * 8).sum()
    }
}

/// A matrix whose columns are numbers of their universe and whose rows stand as they were asked for.
#[derive(Debug)]
pub(super) struct Raw {
    pub rows: Axis,
    pub columns: Axis,
    pub levels: Vec<HeatLevel>,
    pub patterns: Vec<Pattern>,
    pub bodies: Vec<Body>,
    pub points: Vec<Point>,
    bytes: usize,
    /// No more than so many.
    most: usize,
    by_content: FxHashMap<u64, Vec<u32>>,
}

impl Raw {
    /// An empty matrix that keeps no more than about so many bytes.
    pub(super) fn new(rows: Axis, columns: Axis, levels: Vec<HeatLevel>, most: usize) -> Raw {
        Raw {
            bodies: Vec::with_capacity(rows.len()),
            rows,
            columns,
            levels,
            patterns: Vec::new(),
            points: Vec::new(),
            bytes: 0,
            most,
            by_content: FxHashMap::default(),
        }
    }

    /// The number of a pattern; equal ones have one number. None if there is no more room.
    pub(super) fn pattern(&mut self, pattern: Pattern) -> Option<u32> {
        let mut hasher = FxHasher::default();
        for layer in &pattern.layers {
            layer.words().hash(&mut hasher);
        }
        let hash = hasher.finish();
        let alike = self.by_content.get(&hash).into_iter().flatten();
        for no in alike {
            if self.patterns.get(*no as usize) == Some(&pattern) {
                return Some(*no);
            }
        }
        let bytes = pattern.weight();
        if self.bytes + bytes > self.most {
            return None;
        }
        self.bytes += bytes;
        let no = self.patterns.len() as u32;
        self.by_content.entry(hash).or_default().push(no);
        self.patterns.push(pattern);
        Some(no)
    }

    /// The next row: a pattern, and the points that differ from it. With so many that a pattern
    /// takes less room, it gets one of its own.
    pub(super) fn push(&mut self, pattern: Option<u32>, points: &[Point]) {
        let Some(no) = pattern else {
            self.bodies.push(Body::Again);
            return;
        };
        let of = self.patterns.get(no as usize);
        let is_dense = of.is_some_and(|of| size_of_val(points) > of.weight());
        if is_dense && let Some(of) = of {
            let mut own = of.clone();
            for point in points {
                for (level, layer) in (1u8..).zip(&mut own.layers) {
                    layer.put(point.column, level == point.level);
                }
            }
            let own = self.pattern(own);
            self.push(own, &[]);
            return;
        }
        if self.bytes + size_of_val(points) > self.most {
            self.bodies.push(Body::Again);
            return;
        }
        self.bytes += size_of_val(points);
        let from = self.points.len() as u32;
        self.points.extend(points);
        self.bodies.push(Body::Kept {
            pattern: no,
            points: from..self.points.len() as u32,
        });
    }
}
