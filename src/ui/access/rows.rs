//! The grid as plain data: permissions down as a tree, roles or custom sets across, and for each
//! cell what it gives, where that comes from and how far it reaches. Worked out once a revision;
//! drawing only reads it.

mod cells;
mod given;
mod tree;

use std::collections::BTreeSet;

use crate::engine::{Engine, Words};
use crate::model::{Model, ModuleId, PermissionId, Who};
use crate::session::edits::grants::Bearer;
use crate::ui::glyphs::{LevelSign, ReachSign};
use crate::ui::widgets::CellState;

pub use given::brought;

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowOf {
    /// The head of a module.
    Module(ModuleId),
    /// A permission.
    Permission(PermissionId),
}

/// One row of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is about.
    pub of: RowOf,
    /// Its name.
    pub name: String,
    /// How deep it stands.
    pub depth: usize,
    /// It has rows below it.
    pub folds: bool,
    /// The row it stands under, by place.
    pub under: Option<usize>,
    /// How many permissions it needs.
    pub needs: usize,
    /// Marked as sensitive.
    pub sensitive: bool,
    /// Yes or no, without levels between.
    pub yes_no: bool,
    /// For the filter: name and id in lower case.
    sought: String,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Whose grants.
    pub bearer: Bearer,
    /// Its name.
    pub name: String,
    /// Who holds it, in a few words.
    pub held: String,
    /// Cannot be edited.
    pub locked: bool,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The sign of the level.
    pub sign: LevelSign,
    /// The level in words; empty for none.
    pub level: String,
    /// Sign and word of the reach.
    pub reach: Option<(ReachSign, String)>,
    /// The reach in full.
    pub on: String,
    /// People one holder reaches.
    pub number: String,
    /// Set here, from the parent, or implied.
    pub state: CellState,
    /// Where it comes from, if not from here.
    pub because: String,
    /// Grants of its own on just this permission.
    pub n_own: usize,
    /// Differs from the last save.
    pub changed: bool,
    /// Outside the module of a custom set: nothing can be set.
    pub outside: bool,
}

impl Cell {
    /// The cell in words: "view, direct reports, from Profile".
    pub fn words(&self) -> String {
        if self.level.is_empty() {
            return "none".to_owned();
        }
        let mut words = self.level.clone();
        for part in [&self.on, &self.because] {
            if !part.is_empty() {
                words.push_str(", ");
                words.push_str(part);
            }
        }
        words
    }
}

/// The whole grid.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// Down.
    pub rows: Vec<Row>,
    /// Across.
    pub columns: Vec<Column>,
    /// By column, then by row.
    pub cells: Vec<Vec<Option<Cell>>>,
}

/// Which columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Across {
    /// Roles.
    Roles,
    /// Custom sets.
    Sets,
}

impl Grid {
    /// Works the grid out. `saved` is the model as last saved, to mark what differs.
    pub fn new(engine: &Engine, saved: Option<&Model>, across: Across) -> Grid {
        let model = engine.model();
        let bearers: Vec<Bearer> = match across {
            Across::Roles => model.roles().ids().cloned().map(Bearer::Role).collect(),
            Across::Sets => model
                .custom_sets()
                .ids()
                .cloned()
                .map(Bearer::Set)
                .collect(),
        };
        let mut rows = tree::rows(model);
        if across == Across::Sets {
            let modules: BTreeSet<ModuleId> = model
                .custom_sets()
                .iter()
                .map(|s| s.module.clone())
                .collect();
            rows = tree::keep_modules(rows, &modules);
        }
        let mut spans = cells::Spans::new(engine);
        let mut grid = Grid {
            columns: bearers.iter().map(|b| column(engine, b)).collect(),
            ..Grid::default()
        };
        for bearer in &bearers {
            let given = given::given(model, bearer);
            spans.forget(engine, bearer);
            let cells = rows.iter().map(|row| match &row.of {
                RowOf::Module(_) => None,
                RowOf::Permission(id) => Some(cells::cell(
                    model,
                    saved,
                    bearer,
                    id,
                    given.get(id),
                    &mut spans,
                )),
            });
            grid.cells.push(cells.collect());
        }
        grid.rows = rows;
        grid
    }

    /// A cell.
    pub fn cell(&self, column: usize, row: usize) -> Option<&Cell> {
        self.cells.get(column)?.get(row)?.as_ref()
    }

    /// Rows in view: nothing below what is folded; under a filter what fits and what it stands under.
    pub fn visible(&self, folded: &BTreeSet<RowOf>, filter: &str) -> Vec<usize> {
        let wanted = filter.trim().to_lowercase();
        if !wanted.is_empty() {
            let mut keep = BTreeSet::new();
            for (at, row) in self.rows.iter().enumerate() {
                if row.fits(&wanted) {
                    let mut up = Some(at);
                    while let Some(at) = up {
                        keep.insert(at);
                        up = self.rows.get(at).and_then(|row| row.under);
                    }
                }
            }
            return keep.into_iter().collect();
        }
        let mut hidden = vec![false; self.rows.len()];
        let mut list = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let gone = row.under.is_some_and(|under| {
                hidden.get(under) == Some(&true)
                    || self
                        .rows
                        .get(under)
                        .is_some_and(|up| folded.contains(&up.of))
            });
            if let Some(slot) = hidden.get_mut(at) {
                *slot = gone;
            }
            if !gone {
                list.push(at);
            }
        }
        list
    }

    /// The first permission whose name begins with the text, else holds it.
    pub fn find(&self, text: &str) -> Option<usize> {
        let wanted = text.trim().to_lowercase();
        let is_permission = |row: &Row| matches!(row.of, RowOf::Permission(_));
        if wanted.is_empty() {
            return None;
        }
        self.rows
            .iter()
            .position(|row| is_permission(row) && row.sought.starts_with(&wanted))
            .or_else(|| {
                self.rows
                    .iter()
                    .position(|row| is_permission(row) && row.fits(&wanted))
            })
    }

    /// The row of a permission.
    pub fn row_of(&self, permission: &PermissionId) -> Option<usize> {
        self.rows
            .iter()
            .position(|row| matches!(&row.of, RowOf::Permission(id) if id == permission))
    }

    /// How many permissions there are.
    pub fn n_permissions(&self) -> usize {
        self.rows
            .iter()
            .filter(|row| matches!(row.of, RowOf::Permission(_)))
            .count()
    }
}

impl Row {
    /// True if every word of the text is in its name or id.
    pub fn fits(&self, wanted: &str) -> bool {
        wanted
            .split_whitespace()
            .all(|word| self.sought.contains(word))
    }
}

fn column(engine: &Engine, bearer: &Bearer) -> Column {
    let model = engine.model();
    let words = Words::new(model);
    let (held, locked) = match bearer {
        Bearer::Role(id) => {
            let role = model.roles().get(id);
            let n = engine.holders(id).len();
            let held = match role.and_then(|role| role.derived.as_ref()) {
                Some(who @ Who::Sort(_)) => format!("{n} {}", words.derived(who)),
                Some(who) => format!("{n} · {}", words.derived(who)),
                None if n == 0 => "Held by no one".to_owned(),
                None if n == 1 => "1 person".to_owned(),
                None => format!("{n} people"),
            };
            (held, role.is_some_and(|role| role.locked))
        }
        Bearer::Set(id) => {
            let set = model.custom_sets().get(id);
            let name = set.map(|set| crate::session::edits::grants::subject_title(model, &set.of));
            return Column {
                bearer: bearer.clone(),
                name: name.unwrap_or_else(|| id.to_string()),
                held: set_module(model, id),
                locked: false,
            };
        }
    };
    Column {
        bearer: bearer.clone(),
        name: bearer.title(model),
        held,
        locked,
    }
}

/// The module of a custom set.
fn set_module(model: &Model, id: &crate::model::CustomSetId) -> String {
    let set = model.custom_sets().get(id);
    set.map(|set| model.title(&crate::model::Key::Module(set.module.clone())))
        .unwrap_or_default()
}

/// A number with a thin space as thousands mark.
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{2009}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
