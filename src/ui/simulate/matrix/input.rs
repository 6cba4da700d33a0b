//! What is done with the pointer and the keys: moving about, walking from cell to cell, asking.

use std::ops::Range;

use egui::{CursorIcon, Event, EventFilter, Key, PointerButton, Rect, Response, Ui, pos2, vec2};

use super::view::{Extent, STEP, View};

/// A bucket under the pointer is at least so large, in points.
const BUCKET: f32 = 8.0;

/// What is under the pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Under {
    /// One cell.
    Cell(usize, usize),
    /// Cells that are too small to be told apart.
    Bucket(Range<usize>, Range<usize>),
}

impl Under {
    /// Its rows and columns.
    pub fn ranges(&self) -> (Range<usize>, Range<usize>) {
        match self {
            Under::Cell(row, column) => (*row..*row + 1, *column..*column + 1),
            Under::Bucket(rows, columns) => (rows.clone(), columns.clone()),
        }
    }
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Why a cell is as it is.
    Why(usize, usize),
    /// The cursor is to go to a cell.
    Walk(usize, usize),
}

/// What lies under a point.
pub fn under(view: &View, area: Rect, at: egui::Pos2, extent: Extent) -> Option<Under> {
    let (row, column) = view.at(area, at, extent)?;
    let size = view.cell();
    let range = |nth: usize, cell: f32, n: usize| {
        let step = (BUCKET / cell).ceil().max(1.0) as usize;
        let step = if cell >= BUCKET { 1 } else { step };
        let from = nth / step * step;
        from..(from + step).min(n)
    };
    let rows = range(row, size.y, extent.rows);
    let columns = range(column, size.x, extent.columns);
    Some(match rows.len() * columns.len() {
        1 => Under::Cell(row, column),
        _ => Under::Bucket(rows, columns),
    })
}

/// The pointer: dragging moves, the wheel zooms, a click asks or comes nearer.
pub fn pointer(ui: &Ui, ground: &Response, view: &mut View, extent: Extent) -> Option<Asked> {
    let area = ground.rect;
    let room = area.size();
    if ground.dragged_by(PointerButton::Primary) || ground.dragged_by(PointerButton::Middle) {
        view.pan(ground.drag_delta(), extent, room);
        ui.set_cursor_icon(CursorIcon::Grabbing);
    }
    if ground.contains_pointer() {
        let (zoom, moved, at, shift) = ui.input(|i| {
            let at = i.pointer.hover_pos();
            (i.zoom_delta(), i.translation_delta(), at, i.modifiers.shift)
        });
        let anchor = at.unwrap_or(area.center()) - area.min.to_vec2();
        if zoom != 1.0 {
            view.zoom_at(anchor, zoom, extent, room);
        } else if shift || moved.x.abs() > moved.y.abs() {
            view.pan(moved, extent, room);
        } else if moved.y != 0.0 {
            view.zoom_at(anchor, (moved.y / 160.0).exp(), extent, room);
        }
    }
    let at = ground.interact_pointer_pos().filter(|_| ground.clicked())?;
    match under(view, area, at, extent)? {
        Under::Cell(row, column) => Some(Asked::Why(row, column)),
        Under::Bucket(rows, columns) => {
            // Five times nearer, with what was clicked in the middle.
            let wider = |range: &Range<usize>, n: usize| {
                let more = range.len() * 4;
                range.start.saturating_sub(more)..(range.end + more).min(n)
            };
            let (rows, columns) = (wider(&rows, extent.rows), wider(&columns, extent.columns));
            view.show(&rows, &columns, extent, room);
            None
        }
    }
}

/// The keys, while the matrix has the keyboard.
pub fn keys(
    ui: &Ui,
    ground: &Response,
    view: &mut View,
    extent: Extent,
    cursor: Option<(usize, usize)>,
) -> Option<Asked> {
    if !ground.has_focus() || extent.rows == 0 || extent.columns == 0 {
        return None;
    }
    let filter = EventFilter {
        vertical_arrows: true,
        horizontal_arrows: true,
        ..Default::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(ground.id, filter));
    let pressed: Vec<(Key, bool)> = ui.input(|input| {
        let events = input.events.iter().filter_map(|event| match event {
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } if !modifiers.alt => Some((*key, modifiers.command)),
            _ => None,
        });
        events.collect()
    });
    let room = ground.rect.size();
    let mut at = cursor;
    let mut asked = None;
    for (key, far) in pressed {
        match key {
            Key::Plus | Key::Equals if !far => zoom(view, STEP, extent, room, at),
            Key::Minus if !far => zoom(view, 1.0 / STEP, extent, room, at),
            Key::Num0 if !far => *view = View::all(extent, room),
            Key::Enter | Key::Space => asked = at.map(|(row, column)| Asked::Why(row, column)),
            _ => {
                let first = || {
                    let (rows, columns) = (view.rows(extent, room), view.columns(extent, room));
                    (rows.start, columns.start)
                };
                let page = (
                    view.rows(extent, room).len().saturating_sub(2).max(1),
                    view.columns(extent, room).len().saturating_sub(2).max(1),
                );
                let Some(next) = walked(key, far, at.unwrap_or_else(first), page, extent) else {
                    continue;
                };
                // The first key shows where one is.
                let next = if at.is_none() && is_arrow(key) {
                    first()
                } else {
                    next
                };
                view.reveal(next.0, next.1, extent, room);
                at = Some(next);
                asked = Some(Asked::Walk(next.0, next.1));
            }
        }
    }
    asked
}

fn is_arrow(key: Key) -> bool {
    matches!(
        key,
        Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight
    )
}

/// The cell a key leads to.
fn walked(
    key: Key,
    far: bool,
    (row, column): (usize, usize),
    page: (usize, usize),
    extent: Extent,
) -> Option<(usize, usize)> {
    let last = (extent.rows - 1, extent.columns - 1);
    let by = if far { page } else { (1, 1) };
    Some(match key {
        Key::ArrowUp => (row.saturating_sub(by.0), column),
        Key::ArrowDown => ((row + by.0).min(last.0), column),
        Key::ArrowLeft => (row, column.saturating_sub(by.1)),
        Key::ArrowRight => (row, (column + by.1).min(last.1)),
        Key::PageUp => (row.saturating_sub(page.0), column),
        Key::PageDown => ((row + page.0).min(last.0), column),
        Key::Home => (if far { 0 } else { row }, 0),
        Key::End => (if far { last.0 } else { row }, last.1),
        _ => return None,
    })
}

/// Zooms about the cursor if it is in sight, else about the middle.
pub fn zoom(
    view: &mut View,
    factor: f32,
    extent: Extent,
    room: egui::Vec2,
    cursor: Option<(usize, usize)>,
) {
    let size = view.cell();
    let seen = cursor.filter(|(row, column)| {
        view.rows(extent, room).contains(row) && view.columns(extent, room).contains(column)
    });
    let anchor = match seen {
        Some((row, column)) => pos2(view.x(column), view.y(row)) + size / 2.0,
        None => (room / 2.0).to_pos2(),
    };
    let inside = Rect::from_min_size(egui::Pos2::ZERO, room.max(vec2(1.0, 1.0)));
    view.zoom_at(inside.clamp(anchor), factor, extent, room);
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENT: Extent = Extent {
        columns: 1_000,
        rows: 1_000,
    };

    #[test]
    fn small_cells_are_met_in_buckets_and_large_ones_alone() {
        let area = Rect::from_min_size(pos2(100.0, 50.0), vec2(500.0, 500.0));
        let mut view = View::all(EXTENT, area.size());
        let at = pos2(130.0, 75.0);
        let met = under(&view, area, at, EXTENT);
        assert_eq!(met, Some(Under::Bucket(48..64, 48..64)));
        view.zoom_at(at - area.min.to_vec2(), 100.0, EXTENT, area.size());
        assert_eq!(under(&view, area, at, EXTENT), Some(Under::Cell(50, 60)));
        assert_eq!(under(&view, area, pos2(0.0, 0.0), EXTENT), None);
    }

    #[test]
    fn keys_walk_and_stop_at_the_edges() {
        let walk = |key, far, at| walked(key, far, at, (20, 30), EXTENT);
        assert_eq!(walk(Key::ArrowUp, false, (0, 5)), Some((0, 5)));
        assert_eq!(walk(Key::ArrowRight, false, (0, 5)), Some((0, 6)));
        assert_eq!(walk(Key::End, false, (3, 5)), Some((3, 999)));
        assert_eq!(walk(Key::End, true, (3, 5)), Some((999, 999)));
        assert_eq!(walk(Key::Home, true, (3, 5)), Some((0, 0)));
        assert_eq!(walk(Key::PageDown, false, (990, 5)), Some((999, 5)));
        assert_eq!(walk(Key::A, false, (0, 0)), None);
    }
}
