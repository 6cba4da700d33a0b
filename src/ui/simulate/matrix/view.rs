//! Where one looks at the matrix from. Rows and columns have sizes of their own: a matrix of 60
//! permissions by 10,000 people is all in sight, and both grow to the size of a cell one can read.
//! Plain data; no input and no drawing.

use std::ops::Range;

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// Width and height of a cell at its largest, in points.
pub const LARGEST: f32 = 26.0;
/// From this size on a cell shows the sign of its level, and every name stands beside its row.
pub const READABLE: f32 = 14.0;
/// One press of a key or click on a button.
pub const STEP: f32 = 1.6;

/// The part of the matrix in sight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// The column and the row at the upper left corner, with the part of it that is hidden.
    from: (f64, f64),
    /// Points a column and a row take.
    cell: Vec2,
}

impl Default for View {
    fn default() -> Self {
        View {
            from: (0.0, 0.0),
            cell: Vec2::splat(LARGEST),
        }
    }
}

/// How many columns and rows there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Columns.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
}

impl Extent {
    /// The smallest a cell gets in some room: all of the matrix is in sight then.
    fn least(self, room: Vec2) -> Vec2 {
        let least = |room: f32, n: usize| (room / n.max(1) as f32).clamp(0.001, LARGEST);
        vec2(least(room.x, self.columns), least(room.y, self.rows))
    }
}

impl View {
    /// Everything.
    pub fn all(extent: Extent, room: Vec2) -> View {
        View {
            from: (0.0, 0.0),
            cell: extent.least(room),
        }
    }

    /// Points a column and a row take.
    pub fn cell(&self) -> Vec2 {
        self.cell
    }

    /// True if single cells can be read.
    pub fn is_readable(&self) -> bool {
        self.cell.min_elem() >= READABLE
    }

    /// How near one is, from 0 for everything to 1 for the largest cells.
    pub fn nearness(&self, extent: Extent, room: Vec2) -> f32 {
        let least = extent.least(room).min_elem();
        let now = self.cell.min_elem();
        if least >= LARGEST {
            return 1.0;
        }
        ((now / least).ln() / (LARGEST / least).ln()).clamp(0.0, 1.0)
    }

    /// Zooms so that what is at `anchor`, counted from the corner, stays there.
    pub fn zoom_at(&mut self, anchor: Pos2, factor: f32, extent: Extent, room: Vec2) {
        let (column, row) = self.cell_under(anchor);
        let least = extent.least(room);
        self.cell = (self.cell * factor).max(least).min(Vec2::splat(LARGEST));
        self.from.0 = column - f64::from(anchor.x / self.cell.x);
        self.from.1 = row - f64::from(anchor.y / self.cell.y);
        self.hold(extent, room);
    }

    /// Moves the matrix with the pointer.
    pub fn pan(&mut self, by: Vec2, extent: Extent, room: Vec2) {
        self.from.0 -= f64::from(by.x / self.cell.x);
        self.from.1 -= f64::from(by.y / self.cell.y);
        self.hold(extent, room);
    }

    /// Keeps the matrix in the room, as after the window has become larger.
    pub fn hold(&mut self, extent: Extent, room: Vec2) {
        self.cell = self.cell.max(extent.least(room)).min(Vec2::splat(LARGEST));
        let last = |n: usize, room: f32, cell: f32| (n as f64 - f64::from(room / cell)).max(0.0);
        self.from.0 = self
            .from
            .0
            .clamp(0.0, last(extent.columns, room.x, self.cell.x));
        self.from.1 = self
            .from
            .1
            .clamp(0.0, last(extent.rows, room.y, self.cell.y));
    }

    /// Moves just so far that a cell is in sight.
    pub fn reveal(&mut self, row: usize, column: usize, extent: Extent, room: Vec2) {
        let near = |from: &mut f64, at: usize, cell: f32, room: f32| {
            let fits = f64::from(room / cell);
            // A whole cell, with a part of the next one that says there is more.
            let rim = 1.5_f64.min((fits - 1.0).max(0.0) / 2.0);
            let (low, high) = (at as f64 - rim, at as f64 + 1.0 + rim - fits);
            *from = from.min(low).max(high);
        };
        near(&mut self.from.0, column, self.cell.x, room.x);
        near(&mut self.from.1, row, self.cell.y, room.y);
        self.hold(extent, room);
    }

    /// Shows a rectangle of cells as large as it goes.
    pub fn show(
        &mut self,
        rows: &Range<usize>,
        columns: &Range<usize>,
        extent: Extent,
        room: Vec2,
    ) {
        let size = vec2(columns.len().max(1) as f32, rows.len().max(1) as f32);
        self.cell = room / size;
        self.hold(extent, room);
        let middle = |range: &Range<usize>, room: f32, cell: f32| {
            (range.start + range.end) as f64 / 2.0 - f64::from(room / cell) / 2.0
        };
        self.from = (
            middle(columns, room.x, self.cell.x),
            middle(rows, room.y, self.cell.y),
        );
        self.hold(extent, room);
    }

    /// The column and row under a point, counted from the corner, with the part of it.
    fn cell_under(&self, at: Pos2) -> (f64, f64) {
        (
            self.from.0 + f64::from(at.x / self.cell.x),
            self.from.1 + f64::from(at.y / self.cell.y),
        )
    }

    /// The row and the column under a point of the window.
    pub fn at(&self, area: Rect, pointer: Pos2, extent: Extent) -> Option<(usize, usize)> {
        if !area.contains(pointer) {
            return None;
        }
        let (column, row) = self.cell_under(pointer - area.min.to_vec2());
        let (column, row) = (column.floor() as usize, row.floor() as usize);
        (row < extent.rows && column < extent.columns).then_some((row, column))
    }

    /// The rows in sight.
    pub fn rows(&self, extent: Extent, room: Vec2) -> Range<usize> {
        seen(self.from.1, self.cell.y, room.y, extent.rows)
    }

    /// The columns in sight.
    pub fn columns(&self, extent: Extent, room: Vec2) -> Range<usize> {
        seen(self.from.0, self.cell.x, room.x, extent.columns)
    }

    /// Where a rectangle of cells lies in the window.
    pub fn rect(&self, area: Rect, rows: &Range<usize>, columns: &Range<usize>) -> Rect {
        let x = |column: usize| area.left() + self.x(column);
        let y = |row: usize| area.top() + self.y(row);
        Rect::from_min_max(
            pos2(x(columns.start), y(rows.start)),
            pos2(x(columns.end), y(rows.end)),
        )
    }

    /// Where a column begins, from the left edge.
    pub fn x(&self, column: usize) -> f32 {
        ((column as f64 - self.from.0) * f64::from(self.cell.x)) as f32
    }

    /// Where a row begins, from the upper edge.
    pub fn y(&self, row: usize) -> f32 {
        ((row as f64 - self.from.1) * f64::from(self.cell.y)) as f32
    }
}

fn seen(from: f64, cell: f32, room: f32, n: usize) -> Range<usize> {
    let to = from + f64::from(room / cell);
    let first = from.floor().max(0.0) as usize;
    first.min(n)..(to.ceil().max(0.0) as usize).min(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Vec2 = Vec2::new(1000.0, 600.0);
    const LARGE: Extent = Extent {
        columns: 10_000,
        rows: 10_000,
    };

    #[test]
    fn everything_is_in_sight_at_first_and_one_cell_can_be_reached() {
        let mut view = View::all(LARGE, ROOM);
        assert_eq!(view.rows(LARGE, ROOM), 0..10_000);
        assert_eq!(view.columns(LARGE, ROOM), 0..10_000);
        let anchor = pos2(700.0, 300.0);
        let area = Rect::from_min_size(Pos2::ZERO, ROOM);
        let under = view.at(area, anchor, LARGE);
        for _ in 0..40 {
            view.zoom_at(anchor, STEP, LARGE, ROOM);
        }
        assert_eq!(view.cell(), Vec2::splat(LARGEST));
        assert_eq!(view.at(area, anchor, LARGE), under);
        assert_eq!(under, Some((5_000, 7_000)));
    }

    #[test]
    fn rows_and_columns_grow_each_to_their_largest() {
        let extent = Extent {
            columns: 60,
            rows: 10_000,
        };
        let mut view = View::all(extent, ROOM);
        assert!(view.cell().x > 16.0 && view.cell().y < 0.1);
        for _ in 0..40 {
            view.zoom_at(pos2(10.0, 10.0), STEP, extent, ROOM);
        }
        assert!(view.is_readable());
        for _ in 0..40 {
            view.zoom_at(pos2(10.0, 10.0), 1.0 / STEP, extent, ROOM);
        }
        assert_eq!(view, View::all(extent, ROOM));
    }

    #[test]
    fn the_matrix_never_leaves_the_room() {
        let mut view = View::all(LARGE, ROOM);
        view.zoom_at(pos2(0.0, 0.0), 50.0, LARGE, ROOM);
        view.pan(vec2(1e7, -1e7), LARGE, ROOM);
        assert_eq!(view.columns(LARGE, ROOM).start, 0);
        assert_eq!(view.rows(LARGE, ROOM).end, 10_000);
    }

    #[test]
    fn a_cell_that_is_walked_to_comes_into_sight() {
        let mut view = View::all(LARGE, ROOM);
        view.zoom_at(pos2(0.0, 0.0), 1e6, LARGE, ROOM);
        for (row, column) in [(9_999, 0), (0, 9_999), (5_000, 5_000)] {
            view.reveal(row, column, LARGE, ROOM);
            assert!(view.rows(LARGE, ROOM).contains(&row));
            assert!(view.columns(LARGE, ROOM).contains(&column));
        }
        let small = Extent {
            columns: 3,
            rows: 2,
        };
        let mut view = View::all(small, ROOM);
        view.reveal(1, 2, small, ROOM);
        assert_eq!(view, View::all(small, ROOM));
    }

    #[test]
    fn a_bucket_is_shown_whole() {
        let mut view = View::all(LARGE, ROOM);
        view.show(&(500..600), &(9_900..10_000), LARGE, ROOM);
        let (rows, columns) = (view.rows(LARGE, ROOM), view.columns(LARGE, ROOM));
        assert!(rows.start <= 500 && rows.end >= 600);
        assert!(columns.start <= 9_900 && columns.end >= 10_000);
    }
}
