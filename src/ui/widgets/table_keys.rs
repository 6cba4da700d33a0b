//! The cell of a table that has the keyboard, the block of cells around it, and the keys that
//! move them as in a spreadsheet.

use std::ops::RangeInclusive;

use egui::{Event, EventFilter, Key, Rect, Response, Stroke, StrokeKind, Ui};

use super::CellAction;
use crate::ui::theme;

/// The cell under the keyboard and the other corner of the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellCursor {
    /// Its row.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// Row and column of the other corner; the same where there is just one cell.
    pub anchor: (usize, usize),
}

impl CellCursor {
    /// Rows of the block.
    pub fn rows(&self) -> RangeInclusive<usize> {
        self.row.min(self.anchor.0)..=self.row.max(self.anchor.0)
    }

    /// Columns of the block.
    pub fn columns(&self) -> RangeInclusive<usize> {
        self.column.min(self.anchor.1)..=self.column.max(self.anchor.1)
    }

    /// True for a block of one cell.
    pub fn is_single(&self) -> bool {
        self.anchor == (self.row, self.column)
    }

    /// True if a cell is in the block.
    pub fn holds(&self, row: usize, column: usize) -> bool {
        self.rows().contains(&row) && self.columns().contains(&column)
    }

    /// The ground and the edge of one cell of the block.
    pub(super) fn paint(&self, ui: &Ui, cell: Rect, row: usize, column: usize, focus: bool) {
        let t = theme::tokens(ui);
        let painter = ui.painter();
        let (rows, columns) = (self.rows(), self.columns());
        if !self.is_single() {
            painter.rect_filled(cell, 0.0, t.selected);
        }
        let width = if focus { 2.0 } else { 1.0 };
        let edge = Stroke::new(width, t.accent);
        let inner = cell.shrink(width / 2.0);
        if row == *rows.start() {
            painter.hline(cell.x_range(), inner.top(), edge);
        }
        if row == *rows.end() {
            painter.hline(cell.x_range(), inner.bottom(), edge);
        }
        if column == *columns.start() {
            painter.vline(inner.left(), cell.y_range(), edge);
        }
        if column == *columns.end() {
            painter.vline(inner.right(), cell.y_range(), edge);
        }
        if !self.is_single() && (row, column) == (self.row, self.column) {
            painter.rect_stroke(cell, 0.0, edge, StrokeKind::Inside);
        }
    }
}

/// What the keys of this frame ask for.
pub(super) fn read(
    ui: &Ui,
    focus: &Response,
    cursor: Option<CellCursor>,
    rows: usize,
    columns: usize,
    page: usize,
) -> Option<CellAction> {
    let (last_row, last_column) = (rows.checked_sub(1)?, columns.checked_sub(1)?);
    let (back, held) = ui.input(|input| (input.modifiers.shift, input.modifiers));
    let at_end = cursor.is_none_or(|at| {
        let end = if back {
            (0, 0)
        } else {
            (last_row, last_column)
        };
        (at.row, at.column) == end
    });
    let filter = EventFilter {
        // From the last cell on Tab leaves the table, as from its first one backwards.
        tab: !at_end,
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: true,
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focus.id, filter));
    let pressed = |key: Key| ui.input(|input| input.key_pressed(key));
    let to = |row: usize, column: usize, extend: bool| {
        Some(CellAction::Go {
            row: row.min(last_row),
            column: column.min(last_column),
            extend,
        })
    };
    let Some(at) = cursor else {
        let enters = [Key::ArrowDown, Key::ArrowRight, Key::Enter, Key::F2];
        return match enters.into_iter().any(pressed) {
            true => to(0, 0, false),
            false => None,
        };
    };
    let (row, column) = (at.row, at.column);
    let extend = held.shift;
    if pressed(Key::Escape) {
        if at.is_single() {
            focus.surrender_focus();
            return None;
        }
        return to(row, column, false);
    }
    if pressed(Key::Tab) && !at_end {
        return match (back, column) {
            (true, 0) => to(row.saturating_sub(1), last_column, false),
            (true, _) => to(row, column - 1, false),
            (false, column) if column == last_column => to(row + 1, 0, false),
            (false, column) => to(row, column + 1, false),
        };
    }
    let all = held.command;
    let moves = [
        (
            Key::ArrowDown,
            (if all { last_row } else { row + 1 }, column),
        ),
        (
            Key::ArrowUp,
            (if all { 0 } else { row.saturating_sub(1) }, column),
        ),
        (
            Key::ArrowRight,
            (row, if all { last_column } else { column + 1 }),
        ),
        (
            Key::ArrowLeft,
            (row, if all { 0 } else { column.saturating_sub(1) }),
        ),
        (Key::PageDown, (row + page, column)),
        (Key::PageUp, (row.saturating_sub(page), column)),
        (Key::Home, (if all { 0 } else { row }, 0)),
        (Key::End, (if all { last_row } else { row }, last_column)),
    ];
    if held.alt {
        // Alt and arrows walk through what was looked at.
        return None;
    }
    if let Some((_, (row, column))) = moves.into_iter().find(|(key, _)| pressed(*key)) {
        return to(row, column, extend);
    }
    if pressed(Key::Enter) || pressed(Key::F2) {
        return Some(CellAction::Edit { fresh: false });
    }
    if pressed(Key::Delete) || pressed(Key::Backspace) {
        return Some(CellAction::Clear);
    }
    if held.shift && pressed(Key::Space) {
        return Some(CellAction::SelectRows);
    }
    if pressed(Key::Space) && !held.any() {
        return Some(CellAction::Fold);
    }
    let is_typed = typed(ui).is_some();
    is_typed.then_some(CellAction::Edit { fresh: true })
}

/// What was typed on this frame.
pub fn typed(ui: &Ui) -> Option<String> {
    ui.input(|input| {
        let texts = input.events.iter().filter_map(|event| match event {
            Event::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let text: String = texts.collect();
        (!text.trim().is_empty() && !input.modifiers.command).then_some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_holds_what_lies_between_its_corners() {
        let block = CellCursor {
            row: 2,
            column: 1,
            anchor: (4, 0),
        };
        assert!(block.holds(3, 0) && block.holds(4, 1));
        assert!(!block.holds(1, 0) && !block.holds(3, 2));
    }
}
