//! The cell under the keyboard, and what is being typed into it.

use std::collections::BTreeSet;

use egui::Ui;

use super::order::Shown;
use crate::model::{Key, Model, Record};
use crate::session::cells::{CellKind, Column, Names, Of};
use crate::session::{Actions, edits};
use crate::ui::Context;
use crate::ui::widgets::CellCursor;

/// Where the keyboard is in a table, and what is edited there.
#[derive(Debug, Default)]
pub struct Cells {
    at: Option<(Key, usize)>,
    anchor: Option<(Key, usize)>,
    pub(super) editing: Option<Editing>,
    /// What was not accepted last, and why.
    pub(super) refused: Option<Refused>,
}

/// A cell in which something was not accepted.
#[derive(Debug, Clone)]
pub(super) struct Refused {
    pub key: Key,
    pub column: usize,
    pub why: String,
}

/// What is being put into a cell.
#[derive(Debug)]
pub(super) struct Editing {
    pub key: Key,
    pub column: usize,
    pub cell: Column,
    pub kind: CellKind,
    /// What is typed; while a list is open, what it began with.
    pub text: String,
    /// Which of several are chosen, by their place in the list.
    pub ticked: BTreeSet<usize>,
    /// The frame on which the control opens.
    pub first: bool,
    /// Why what was typed is not accepted.
    pub problem: Option<String>,
}

/// What became of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// A text.
    Text(String),
    /// Someone of the model, or nobody.
    Person(Option<crate::model::PrincipalId>),
    /// Several.
    Several(Vec<Key>),
}

impl Cells {
    /// Where the cursor and the block stand among the rows shown.
    pub(super) fn cursor(&self, shown: &Shown) -> Option<CellCursor> {
        let (key, column) = self.at.as_ref()?;
        let last = shown.sheet.columns.len().checked_sub(1)?;
        let (row, column) = (shown.place(key)?, (*column).min(last));
        let anchor = self.anchor.as_ref();
        let anchor = anchor.and_then(|(key, column)| Some((shown.place(key)?, *column)));
        let (up, side) = anchor.unwrap_or((row, column));
        Some(CellCursor {
            row,
            column,
            anchor: (up, side.min(last)),
        })
    }

    /// Puts the cursor on a cell.
    pub(super) fn go(&mut self, key: Key, column: usize, extend: bool) {
        if self
            .refused
            .as_ref()
            .is_some_and(|one| one.key != key || one.column != column)
        {
            self.refused = None;
        }
        if !extend {
            self.anchor = Some((key.clone(), column));
        }
        self.at = Some((key, column));
    }

    /// Keeps the column when another row was chosen elsewhere.
    pub(super) fn follow(&mut self, key: &Key) {
        if self.at.as_ref().is_none_or(|(at, _)| at != key) {
            let column = self.at.as_ref().map_or(0, |(_, column)| *column);
            self.go(key.clone(), column, false);
        }
    }

    /// Begins to edit the cell under the cursor, with what was typed in place of what it says.
    pub(super) fn edit(
        &mut self,
        model: &Model,
        shown: &Shown,
        cursor: CellCursor,
        typed: Option<String>,
    ) {
        let Some(key) = shown.key(cursor.row) else {
            return;
        };
        let column = cursor.column;
        let Some(record) = model.record(&key) else {
            return;
        };
        let cell = shown.sheet.columns.get(column);
        let cell = cell.and_then(|column| column.cell.clone());
        let why = match &cell {
            None => Some("It is counted, not typed"),
            Some(cell) => cell.objection(&record),
        };
        self.refused = why.map(|why| Refused {
            key: key.clone(),
            column,
            why: why.to_owned(),
        });
        let (None, Some(cell)) = (why, cell) else {
            return;
        };
        self.anchor = Some((key.clone(), column));
        let kind = cell.kind(model, &shown.of);
        let is_typed = matches!(kind, CellKind::Typed(_));
        let text = match typed {
            Some(typed) => typed,
            None if is_typed => cell.text(model, None, &record),
            None => String::new(),
        };
        self.editing = Some(Editing {
            ticked: ticked(model, &cell, &kind, &record),
            text,
            key,
            column,
            cell,
            kind,
            first: true,
            problem: None,
        });
    }

    /// Takes over what was put into the cell. False if it is not accepted, which it then says.
    pub(super) fn commit(
        &mut self,
        cx: &Context<'_>,
        of: &Of,
        typed: Typed,
        actions: &mut Actions,
    ) -> bool {
        let Some(editing) = &mut self.editing else {
            return false;
        };
        let cell = &editing.cell;
        let words = match &typed {
            Typed::Text(text) => text.clone(),
            Typed::Person(_) => String::new(),
            Typed::Several(keys) => {
                let names = keys.iter().map(|key| cx.model.title(key));
                names.collect::<Vec<_>>().join(", ")
            }
        };
        let value = match typed {
            Typed::Text(text) => match cell.read(cx.model, of, &Names::default(), &text) {
                Ok(value) => value,
                Err(why) => {
                    editing.problem = Some(why);
                    return false;
                }
            },
            Typed::Person(who) => cell.person(who),
            Typed::Several(keys) => cell.several(&keys),
        };
        let keys = [editing.key.clone()];
        if let Some(change) = edits::bulk::set(cx.model, &keys, cell, &value, &words) {
            // Tried here, so that the refusal stands at the cell and what was typed stays.
            if let Err(broken) = cx.model.clone().apply(&change) {
                editing.problem = Some(broken.to_string());
                return false;
            }
            actions.apply(change);
        }
        self.editing = None;
        self.refused = None;
        true
    }
}

/// The places of those a cell of several names.
fn ticked(model: &Model, cell: &Column, kind: &CellKind, record: &Record) -> BTreeSet<usize> {
    let named = cell.ticked(record);
    let places = named.iter().filter_map(|key| match (kind, key) {
        (CellKind::Several(all), key) => all.iter().position(|one| one == key),
        (CellKind::People, Key::Principal(id)) => model.principals().position(id),
        _ => None,
    });
    places.collect()
}

/// A cell with the keyboard's way out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leave {
    /// Stay on the cell.
    Stay,
    /// To the row below, or above.
    Down(bool),
    /// To the next cell, or the one before.
    Aside(bool),
}

impl Leave {
    /// As the keys of this frame say.
    pub fn of_keys(ui: &Ui) -> Leave {
        ui.input(|input| {
            let back = input.modifiers.shift;
            if input.key_pressed(egui::Key::Tab) {
                Leave::Aside(!back)
            } else if input.key_pressed(egui::Key::Enter) {
                Leave::Down(!back)
            } else {
                Leave::Stay
            }
        })
    }

    /// The cell it leads to.
    pub fn to(self, row: usize, column: usize, rows: usize, columns: usize) -> (usize, usize) {
        let (last_row, last) = (rows.saturating_sub(1), columns.saturating_sub(1));
        match self {
            Leave::Stay => (row, column),
            Leave::Down(true) => ((row + 1).min(last_row), column),
            Leave::Down(false) => (row.saturating_sub(1), column),
            Leave::Aside(true) if column < last => (row, column + 1),
            Leave::Aside(true) if row < last_row => (row + 1, 0),
            Leave::Aside(true) => (row, column),
            Leave::Aside(false) if column > 0 => (row, column - 1),
            Leave::Aside(false) if row > 0 => (row - 1, last),
            Leave::Aside(false) => (row, column),
        }
    }
}
