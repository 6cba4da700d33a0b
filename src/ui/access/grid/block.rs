//! Several cells at once: from the cell under the keyboard to another corner, or a whole column.
//! Copied cells keep their grants; pasted text from elsewhere is read as levels.

use egui::Ui;

use crate::model::{Grant, PermissionId};
use crate::session::Actions;
use crate::session::edits::cells::{self, CellOf};
use crate::session::edits::grants::Bearer;
use crate::ui::Context;

use super::super::State;
use super::super::rows::{Grid, RowOf};
use super::Frame;

/// A rectangle of cells; rows are places in the list in view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    columns: (usize, usize),
    rows: (usize, usize),
}

impl Block {
    /// What is selected: at least the cell under the keyboard.
    pub(super) fn of(grid: &Grid, frame: &Frame, state: &State) -> Option<Block> {
        let cursor = place(grid, frame, state.cursor.as_ref()?)?;
        let corner = state
            .corner
            .as_ref()
            .and_then(|cell| place(grid, frame, cell));
        let corner = corner.unwrap_or(cursor);
        Some(Block {
            columns: (cursor.0.min(corner.0), cursor.0.max(corner.0)),
            rows: (cursor.1.min(corner.1), cursor.1.max(corner.1)),
        })
    }

    pub(super) fn is_one(&self) -> bool {
        self.columns.0 == self.columns.1 && self.rows.0 == self.rows.1
    }

    pub(super) fn contains(&self, column: usize, nth: usize) -> bool {
        (self.columns.0..=self.columns.1).contains(&column)
            && (self.rows.0..=self.rows.1).contains(&nth)
    }

    /// First and last place, column then row.
    pub(super) fn corners(&self) -> ((usize, usize), (usize, usize)) {
        ((self.columns.0, self.rows.0), (self.columns.1, self.rows.1))
    }

    /// Its cells, row by row.
    pub(super) fn cells(&self, grid: &Grid, frame: &Frame) -> Vec<Vec<CellOf>> {
        let bearers: Vec<&Bearer> = (self.columns.0..=self.columns.1)
            .filter_map(|column| grid.columns.get(column).map(|head| &head.bearer))
            .collect();
        (self.rows.0..=self.rows.1)
            .filter_map(|nth| permission_at(grid, frame, nth))
            .map(|id| {
                let row = bearers.iter().map(|bearer| ((*bearer).clone(), id.clone()));
                row.collect()
            })
            .collect()
    }
}

fn permission_at<'g>(grid: &'g Grid, frame: &Frame, nth: usize) -> Option<&'g PermissionId> {
    let row = frame.shown.get(nth).and_then(|row| grid.rows.get(*row))?;
    match &row.of {
        RowOf::Permission(id) => Some(id),
        RowOf::Module(_) => None,
    }
}

fn place(grid: &Grid, frame: &Frame, (bearer, id): &CellOf) -> Option<(usize, usize)> {
    let column = grid.columns.iter().position(|c| c.bearer == *bearer)?;
    let row = grid.row_of(id)?;
    Some((column, frame.shown.iter().position(|one| *one == row)?))
}

/// Selects a whole column.
pub(super) fn select_column(grid: &Grid, frame: &Frame, column: usize, state: &mut State) {
    let Some(head) = grid.columns.get(column) else {
        return;
    };
    let n = frame.shown.len();
    let mut ids = (0..n).filter_map(|nth| permission_at(grid, frame, nth));
    let Some(first) = ids.next() else { return };
    let last = ids.next_back().unwrap_or(first);
    state.set_cursor(head.bearer.clone(), first.clone());
    state.corner = Some((head.bearer.clone(), last.clone()));
}

/// Copies what is selected, with its grants; as words for other programs.
pub(super) fn copy(ui: &Ui, cx: &Context<'_>, grid: &Grid, frame: &Frame, state: &mut State) {
    let Some(block) = Block::of(grid, frame, state) else {
        return;
    };
    let edited = state.edited(cx.model);
    let rows = block.cells(grid, frame);
    let held: Vec<Vec<Vec<Grant>>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| cells::held(&edited, cell)).collect())
        .collect();
    drop(edited);
    let lines = held.iter().map(|row| {
        let words = row.iter().map(|cell| match cell.first() {
            Some(grant) => grant.level.to_string(),
            None => "none".to_owned(),
        });
        words.collect::<Vec<_>>().join("\t")
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    ui.copy_text(text.clone());
    state.copied = Some((text, held));
}

/// Pastes what was copied here, or levels by name from elsewhere. One cell fills all that are
/// selected.
pub(super) fn paste(
    cx: &Context<'_>,
    grid: &Grid,
    frame: &Frame,
    state: &mut State,
    text: &str,
    actions: &mut Actions,
) {
    let (Some(block), Some(at)) = (Block::of(grid, frame, state), state.cursor.clone()) else {
        return;
    };
    let edited = state.edited(cx.model).into_owned();
    let copied = match &state.copied {
        Some((known, held)) if known.trim() == text.trim() => held.clone(),
        _ => levels(&edited, text, &at.1),
    };
    let single = match copied.as_slice() {
        [row] => row.first().filter(|_| row.len() == 1),
        _ => None,
    };
    let mut into: Vec<(CellOf, &[Grant])> = Vec::new();
    if let Some(one) = single {
        let all = block.cells(grid, frame).into_iter().flatten();
        into.extend(all.map(|cell| (cell, one.as_slice())));
    } else {
        let ((column, nth), _) = block.corners();
        let below = (nth..frame.shown.len()).filter_map(|nth| permission_at(grid, frame, nth));
        for (id, row) in below.zip(&copied) {
            for (head, grants) in grid.columns.iter().skip(column).zip(row) {
                into.push(((head.bearer.clone(), id.clone()), grants.as_slice()));
            }
        }
    }
    into.retain(|((bearer, id), _)| !is_outside(grid, bearer, id));
    if let Some(change) = cells::paste(&edited, &into) {
        state.ask(cx.model, at, change, actions);
    }
}

fn is_outside(grid: &Grid, bearer: &Bearer, id: &PermissionId) -> bool {
    grid.find_cell(bearer, id).is_some_and(|cell| cell.outside)
}

/// Words as grants of a level; what is no level gives nothing.
fn levels(model: &crate::model::Model, text: &str, like: &PermissionId) -> Vec<Vec<Vec<Grant>>> {
    let cell = |word: &str| -> Vec<Grant> {
        let level = word.trim().to_lowercase();
        let ladders = model.ladders().iter();
        let known = ladders
            .flat_map(|ladder| ladder.levels.iter().skip(1))
            .find(|one| one.as_str() == level);
        let about = model.permissions().get(like).map(|one| one.about.clone());
        let on = about.map(|about| crate::session::edits::grants::narrowest(&about));
        let grant = known.map(|level| Grant {
            permission: like.into(),
            level: level.clone(),
            on: on.unwrap_or_default(),
            switch: None,
        });
        grant.into_iter().collect()
    };
    let lines = text.trim_end_matches(['\r', '\n']).lines();
    lines
        .map(|line| line.split('\t').map(cell).collect())
        .collect()
}
