//! Counting rectangles of a matrix, and pictures of them: a shade for each bucket of rows and
//! columns.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::axis::{self, Universe};
use super::raw::Pattern;
use super::watch::{Part, Watch};
use super::{Body, Heat, HeatOf, Point, permissions, targets};

/// The cells of a rectangle, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeatCount {
    /// All cells.
    pub n_cells: u64,
    /// Cells at each level, weakest first.
    pub by_level: Vec<u64>,
}

impl HeatCount {
    /// Cells at some level, from one on.
    pub fn n_from(&self, level: usize) -> u64 {
        self.by_level.iter().skip(level).sum()
    }
}

/// Shades of a rectangle, a bucket of so many rows and columns each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeatPicture {
    /// The rows it shows; it begins at a whole bucket.
    pub rows: Range<usize>,
    /// The columns it shows.
    pub columns: Range<usize>,
    /// Rows of a bucket.
    pub row_step: usize,
    /// Columns of a bucket.
    pub column_step: usize,
    /// Buckets across.
    pub width: usize,
    /// Buckets down.
    pub height: usize,
    /// Row by row: 0 where nothing is given, 255 where all is given at the highest level.
    pub shades: Vec<u8>,
}

/// Sums over the columns of one row, bucket by bucket.
type Sums = Vec<u32>;

/// A picture keeps the sums of so many patterns while it is made.
const MOST_KEPT: usize = 4_096;

/// How much a level adds to a sum.
const FULL: f32 = 255.0;

impl Heat {
    /// The level in a cell: 0 for none, else its place among the levels and 1.
    pub(super) fn at(&self, row: usize, column: usize) -> usize {
        if column >= self.n_columns() {
            return 0;
        }
        let Some((pattern, points)) = self.body(row) else {
            return 0;
        };
        let column = column as u32;
        let point = points.binary_search_by_key(&column, |point| point.column);
        let level = match point.ok().and_then(|at| points.get(at)) {
            Some(point) => point.level,
            None => pattern.level(column),
        };
        usize::from(level)
    }

    /// The levels of some columns of a row, each by its place among the levels.
    pub fn levels_in(&self, row: usize, columns: Range<usize>) -> Vec<Option<usize>> {
        let Some((pattern, points)) = self.body(row) else {
            return vec![None; columns.len()];
        };
        let mut levels: Vec<Option<usize>> = columns
            .clone()
            .map(|column| usize::from(pattern.level(column as u32)).checked_sub(1))
            .collect();
        for point in within(points, &columns) {
            if let Some(level) = levels.get_mut(point.column as usize - columns.start) {
                *level = usize::from(point.level).checked_sub(1);
            }
        }
        levels
    }

    /// Cells of a rectangle by level.
    pub fn count(&self, rows: Range<usize>, columns: Range<usize>) -> HeatCount {
        self.count_watched(rows, columns, &Watch::default())
            .unwrap_or_default()
    }

    pub(super) fn count_watched(
        &self,
        rows: Range<usize>,
        columns: Range<usize>,
        watch: &Watch,
    ) -> Option<HeatCount> {
        let rows = rows.start..rows.end.min(self.n_rows());
        let columns = columns.start..columns.end.min(self.n_columns());
        let mut by_level = vec![0i64; self.levels.len()];
        let mut known: FxHashMap<u32, Vec<i64>> = FxHashMap::default();
        let count = |pattern: &Pattern| -> Vec<i64> {
            let layers = pattern.layers.iter();
            layers
                .map(|set| set.len_in(columns.clone()) as i64)
                .collect()
        };
        for (nth, row) in rows.clone().enumerate() {
            watch.every(Part::Counting, nth, rows.len())?;
            let Some((pattern, points)) = self.body(row) else {
                continue;
            };
            let own;
            let counts: &Vec<i64> = match self.number_of(row) {
                Some(no) => known.entry(no).or_insert_with(|| count(&pattern)),
                None => {
                    own = count(&pattern);
                    &own
                }
            };
            for (sum, n) in by_level.iter_mut().zip(counts) {
                *sum += n;
            }
            for (was, is) in moved(&pattern, within(points, &columns)) {
                for (level, by) in [(was, -1), (is, 1)] {
                    let at = usize::from(level).checked_sub(1);
                    if let Some(sum) = at.and_then(|at| by_level.get_mut(at)) {
                        *sum += by;
                    }
                }
            }
        }
        Some(HeatCount {
            n_cells: (rows.len() * columns.len()) as u64,
            by_level: by_level.iter().map(|n| (*n).max(0) as u64).collect(),
        })
    }

    /// A picture of a rectangle. Buckets are counted from the first row and column, so that they
    /// stay what they are while the rectangle moves. Levels below `least` count for nothing.
    pub fn picture(
        &self,
        rows: Range<usize>,
        columns: Range<usize>,
        (row_step, column_step): (usize, usize),
        least: usize,
        watch: &Watch,
    ) -> Option<HeatPicture> {
        let (row_step, column_step) = (row_step.max(1), column_step.max(1));
        let whole = |range: Range<usize>, step: usize, all: usize| {
            let from = range.start.min(all) / step * step;
            from..range.end.next_multiple_of(step).min(all).max(from)
        };
        let rows = whole(rows, row_step, self.n_rows());
        let columns = whole(columns, column_step, self.n_columns());
        let width = columns.len().div_ceil(column_step);
        let height = rows.len().div_ceil(row_step);
        let mut painter = Painter {
            heat: self,
            columns: columns.clone(),
            step: column_step,
            width,
            weights: self.weights(least),
            known: FxHashMap::default(),
        };
        let mut shades = Vec::with_capacity(width * height);
        for down in 0..height {
            watch.step(Part::Alone, down, height)?;
            let from = rows.start + down * row_step;
            let of = from..(from + row_step).min(rows.end);
            painter.line(of, &mut shades);
        }
        Some(HeatPicture {
            rows,
            columns,
            row_step,
            column_step,
            width,
            height,
            shades,
        })
    }

    /// What each level adds, none first.
    fn weights(&self, least: usize) -> Vec<u32> {
        let levels = self.levels.iter().enumerate();
        let weights = levels.map(|(at, level)| match at < least {
            true => 0,
            false => (level.weight * FULL).round().max(1.0) as u32,
        });
        std::iter::once(0).chain(weights).collect()
    }

    fn number_of(&self, row: usize) -> Option<u32> {
        match self.bodies.get(row)? {
            Body::Kept { pattern, .. } => Some(*pattern),
            Body::Again => None,
        }
    }

    /// The pattern of a row, and where the row differs from it.
    fn body(&self, row: usize) -> Option<(Cow<'_, Pattern>, &[Point])> {
        match self.bodies.get(row)? {
            Body::Kept { pattern, points } => {
                let pattern = self.patterns.get(*pattern as usize)?;
                let points = points.start as usize..points.end as usize;
                let points = self.points.get(points).unwrap_or_default();
                Some((Cow::Borrowed(pattern), points))
            }
            Body::Again => Some((Cow::Owned(self.again(row)?), &[])),
        }
    }

    /// A row that was not kept.
    fn again(&self, row: usize) -> Option<Pattern> {
        let (engine, of) = (&self.engine, self.columns.of);
        let bound = axis::bound(engine, of);
        let number = self.rows.number(row)?;
        let pattern = match &self.of {
            HeatOf::Targets(id) => targets::one(engine, number, engine.right(id)?, bound),
            HeatOf::Permissions => permissions::one(engine, Universe::Principals, number),
            HeatOf::Roles => permissions::one(engine, Universe::Roles, number),
        };
        let place = self.places.get_or_init(|| {
            let mut place = vec![u32::MAX; bound];
            for (at, number) in (0u32..).zip(&self.columns.numbers) {
                if let Some(slot) = place.get_mut(*number as usize) {
                    *slot = at;
                }
            }
            place
        });
        Some(pattern.moved(place, self.n_columns()))
    }
}

/// The points in a range of columns.
fn within<'p>(points: &'p [Point], columns: &Range<usize>) -> &'p [Point] {
    let place = |column: usize| points.partition_point(|point| (point.column as usize) < column);
    points
        .get(place(columns.start)..place(columns.end))
        .unwrap_or_default()
}

/// For each point what the pattern has there and what the row has.
fn moved<'p>(pattern: &'p Pattern, points: &'p [Point]) -> impl Iterator<Item = (u8, u8)> + 'p {
    points
        .iter()
        .map(|point| (pattern.level(point.column), point.level))
}

/// Draws the lines of one picture.
struct Painter<'p> {
    heat: &'p Heat,
    columns: Range<usize>,
    step: usize,
    width: usize,
    weights: Vec<u32>,
    /// Sums of patterns.
    known: FxHashMap<u32, Sums>,
}

impl Painter<'_> {
    /// The shades of one line of buckets.
    fn line(&mut self, rows: Range<usize>, shades: &mut Vec<u8>) {
        let mut sums = vec![0u64; self.width];
        let n_rows = rows.len();
        for row in rows {
            self.add(row, &mut sums);
        }
        for (at, sum) in sums.into_iter().enumerate() {
            let from = at * self.step;
            let n = self.step.min(self.columns.len().saturating_sub(from)) * n_rows;
            let shade = sum.div_ceil(n.max(1) as u64).min(255);
            shades.push(shade as u8);
        }
    }

    fn add(&mut self, row: usize, sums: &mut [u64]) {
        let heat = self.heat;
        let Some((pattern, points)) = heat.body(row) else {
            return;
        };
        let own;
        let of_pattern = match heat.number_of(row) {
            Some(no) if self.known.contains_key(&no) || self.known.len() < MOST_KEPT => {
                if !self.known.contains_key(&no) {
                    let made = self.sums(&pattern);
                    self.known.insert(no, made);
                }
                self.known.get(&no)
            }
            _ => {
                own = self.sums(&pattern);
                Some(&own)
            }
        };
        for (sum, n) in sums.iter_mut().zip(of_pattern.into_iter().flatten()) {
            *sum += u64::from(*n);
        }
        for point in within(points, &self.columns) {
            let at = (point.column as usize - self.columns.start) / self.step;
            let weight = |level: u8| self.weights.get(usize::from(level)).copied().unwrap_or(0);
            if let Some(sum) = sums.get_mut(at) {
                *sum += u64::from(weight(point.level));
                *sum = sum.saturating_sub(u64::from(weight(pattern.level(point.column))));
            }
        }
    }

    fn sums(&self, pattern: &Pattern) -> Sums {
        let mut sums = vec![0u32; self.width];
        let weights = self.weights.iter().skip(1);
        for (layer, weight) in pattern.layers.iter().zip(weights) {
            if *weight == 0 {
                continue;
            }
            for (at, sum) in sums.iter_mut().enumerate() {
                let from = self.columns.start + at * self.step;
                let to = (from + self.step).min(self.columns.end);
                *sum += layer.len_in(from..to) as u32 * weight;
            }
        }
        sums
    }
}
