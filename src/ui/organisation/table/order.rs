//! The rows of a table in the order they are shown, and where each stands.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Ui;
use rustc_hash::FxHashMap;

use super::State;
use crate::model::Key;
use crate::session::cells::Of;
use crate::ui::organisation::sheet::{self, Sheet, SheetRow};
use crate::ui::{Context, wake};

/// The facts, the answers and whose table a sheet is of.
pub(super) type SheetOf = ((u64, u64), (u64, u64), Of);
/// Whose table, which rows there are, the filter and the sort an order is of. What cells say does
/// not count: nothing jumps away from under the hands.
pub(super) type OrderOf = (Of, u64, String, Option<(usize, bool)>, u64);

/// Rows whose rows below are hidden.
pub(super) type Folded = Arc<BTreeSet<Key>>;

/// A sheet, and what tells its rows apart.
#[derive(Debug)]
pub(super) struct Made {
    sheet: Arc<Sheet>,
    rows: u64,
}

/// The rows in the order they are shown, and where each stands.
#[derive(Debug)]
pub(super) struct Order {
    /// None where they stand as in the sheet.
    rows: Option<Vec<usize>>,
    place: FxHashMap<Key, usize>,
    n_rows: usize,
}

impl Order {
    fn of(sheet: &Sheet, filter: &str, sort: Option<(usize, bool)>, folded: &Folded) -> Order {
        let is_plain = filter.trim().is_empty() && sort.is_none();
        let rows = match (is_plain, folded.is_empty()) {
            (true, true) => None,
            (true, false) => Some(unfolded(sheet, folded)),
            (false, _) => Some(sheet.order(filter, sort)),
        };
        let n_rows = rows.as_ref().map_or(sheet.rows.len(), Vec::len);
        let mut order = Order {
            rows,
            place: FxHashMap::default(),
            n_rows,
        };
        for nth in 0..n_rows {
            if let Some(row) = order.at(nth).and_then(|at| sheet.rows.get(at)) {
                let key = row.key.clone();
                order.place.insert(key, nth);
            }
        }
        order
    }

    fn at(&self, nth: usize) -> Option<usize> {
        match &self.rows {
            Some(rows) => rows.get(nth).copied(),
            None => Some(nth),
        }
    }
}

/// The rows that are not below a folded one.
fn unfolded(sheet: &Sheet, folded: &Folded) -> Vec<usize> {
    let mut hidden_below: Option<usize> = None;
    let mut rows = Vec::new();
    for (nth, row) in sheet.rows.iter().enumerate() {
        if hidden_below.is_some_and(|depth| row.depth > depth) {
            continue;
        }
        hidden_below = folded.contains(&row.key).then_some(row.depth);
        rows.push(nth);
    }
    rows
}

/// What is drawn: a sheet and the order of its rows.
pub(super) struct Shown {
    pub of: Of,
    pub sheet: Arc<Sheet>,
    order: Arc<Order>,
}

impl Shown {
    pub fn row(&self, nth: usize) -> Option<&SheetRow> {
        self.sheet.rows.get(self.order.at(nth)?)
    }

    /// Open or folded, if rows stand below it.
    pub fn fold(&self, nth: usize, folded: &Folded) -> Option<bool> {
        let at = self.order.at(nth)?;
        let (row, below) = (self.sheet.rows.get(at)?, self.sheet.rows.get(at + 1)?);
        (below.depth > row.depth).then(|| !folded.contains(&row.key))
    }

    pub fn key(&self, nth: usize) -> Option<Key> {
        self.row(nth).map(|row| row.key.clone())
    }

    pub fn place(&self, key: &Key) -> Option<usize> {
        self.order.place.get(key).copied()
    }

    pub fn len(&self) -> usize {
        self.order.n_rows
    }

    pub fn keys(&self) -> Vec<Key> {
        (0..self.len()).filter_map(|nth| self.key(nth)).collect()
    }
}

impl State {
    /// The newest sheet there is, with its rows in the newest order there is.
    pub(super) fn prepare(
        &mut self,
        ui: &Ui,
        cx: &Context<'_>,
        of: &Of,
        filter: &str,
    ) -> Option<Shown> {
        if self.of.as_ref() != Some(of) {
            self.sort = None;
            self.cells = Default::default();
            self.lit = None;
            self.target = None;
            self.of = Some(of.clone());
        }
        // What the cells say is of the newest facts; only who reports is of the last answers.
        let (model, engine, asked) = (cx.model.clone(), cx.engine.clone(), of.clone());
        let make = move || {
            let sheet = Arc::new(sheet::sheet(&model, &engine, &asked));
            let rows = sheet.rows_hash();
            Made { sheet, rows }
        };
        let wanted = (cx.stamp(), cx.answers(), of.clone());
        self.sheets.get(wanted, cx.at_once(), make, wake(ui.ctx()));
        self.sheets.last_key().filter(|known| known.2 == *of)?;
        let made = self.sheets.last()?;
        let wanted = (
            of.clone(),
            made.rows,
            filter.to_owned(),
            self.sort,
            self.n_sorts,
        );
        let (rows, filter, sort) = (made.sheet.clone(), filter.to_owned(), self.sort);
        let folded = self.folded.clone();
        let make = move || Order::of(&rows, &filter, sort, &folded);
        let ordered = self.orders.get(wanted, cx.at_once(), make, wake(ui.ctx()));
        // The order of before may name rows that are gone: it is drawn only with its own rows.
        let is_of_sheet = self
            .orders
            .last_key()
            .is_some_and(|known| known.0 == *of && known.1 == made.rows);
        let last = self.orders.last().filter(|_| is_of_sheet);
        let order = match ordered.or(last) {
            Some(order) => order,
            None => Arc::new(Order {
                rows: None,
                place: FxHashMap::default(),
                n_rows: made.sheet.rows.len(),
            }),
        };
        self.count = (order.n_rows, made.sheet.rows.len());
        Some(Shown {
            of: of.clone(),
            sheet: made.sheet.clone(),
            order,
        })
    }
}
