//! A model and its answers as plain tables of typed cells, for CSV and spreadsheets alike.
//!
//! Not here: how a table is written (`csv_tables`, `xlsx`).

mod access;
mod checks;
mod given;
mod people;
mod roles;

pub(super) use checks::severity;
pub(super) use given::rule_keys;
pub(super) use roles::reach_words;

use super::loss::{Fate, Loss};
use crate::engine::Engine;
use crate::model::{Date, Entity, Table as ModelTable};

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is said.
    Empty,
    /// A text; never a formula.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// A text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Cell {
        match text.into() {
            text if text.is_empty() => Cell::Empty,
            text => Cell::Text(text),
        }
    }

    /// A count.
    pub fn count(n: usize) -> Cell {
        Cell::Number(n as f64)
    }

    /// A day, or nothing.
    pub fn day(day: Option<Date>) -> Cell {
        day.map_or(Cell::Empty, Cell::Date)
    }
}

/// A column: its head, and how wide it is shown, in characters.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What stands above it.
    pub head: String,
    /// How wide.
    pub width: u16,
}

/// One table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Name of the file, without its ending.
    pub name: &'static str,
    /// Name of the sheet; at most 31 characters.
    pub title: &'static str,
    /// What a row is, in one sentence.
    pub about: &'static str,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    fn new(
        name: &'static str,
        title: &'static str,
        about: &'static str,
        columns: &[(&str, u16)],
    ) -> Table {
        let columns = columns.iter().map(|(head, width)| Column {
            head: (*head).to_owned(),
            width: *width,
        });
        Table {
            name,
            title,
            about,
            columns: columns.collect(),
            rows: Vec::new(),
        }
    }

    fn column(&mut self, head: impl Into<String>, width: u16) {
        self.columns.push(Column {
            head: head.into(),
            width,
        });
    }
}

/// All tables of a model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    /// The tables, the one that explains the others first.
    pub list: Vec<Table>,
    /// What they cannot hold.
    pub losses: Vec<Loss>,
}

/// Once a table has so many rows, nobody more is told of in it; a sheet holds a little more.
pub const MOST_ROWS: usize = 1_000_000;

/// All tables of a model. With targets, everything everyone reaches gets a row of its own, until
/// there are [`MOST_ROWS`].
pub fn tables(engine: &Engine, with_targets: bool) -> Tables {
    let mut losses = Vec::new();
    let mut list = vec![
        people::people(engine),
        people::items(engine),
        people::groups(engine),
        people::members(engine),
        roles::roles(engine),
        roles::matrix(engine),
        given::grants(engine),
        given::assignments(engine),
        given::rules(engine),
    ];
    let (effective, more) = access::effective(engine);
    list.push(effective);
    losses.extend(more);
    if with_targets {
        let (targets, more) = access::targets(engine);
        list.push(targets);
        losses.extend(more);
    } else {
        losses.push(Loss::new(
            Fate::Dropped,
            "The targets of effective access, one by one",
            "the table of effective access says how many there are and how they are reached; \
             `--targets` adds a row for each",
        ));
    }
    list.push(checks::expectations(engine));
    list.push(checks::duties(engine));
    list.push(checks::findings(engine));
    list.push(checks::settings(engine));
    let about = checks::about(engine, &list);
    list.insert(0, about);
    losses.push(Loss::new(
        Fate::Dropped,
        "The model as data",
        "conditions, reaches and rules stand in words, for people to read; the JSON export carries \
         the whole model for programs",
    ));
    losses.push(Loss::new(
        Fate::Frozen,
        "Members of groups, holders of roles, effective access and results",
        format!("they are those of {}", engine.day()),
    ));
    Tables { list, losses }
}

/// Titles of records, with what parts them.
fn titles<'a, T: Entity + 'a>(
    table: &ModelTable<T>,
    ids: impl IntoIterator<Item = &'a T::Id>,
) -> Cell
where
    T::Id: 'a,
{
    let names: Vec<String> = ids.into_iter().map(|id| title(table, id)).collect();
    Cell::text(names.join("; "))
}

/// The title of a record; its id where it is not in the model.
fn title<T: Entity>(table: &ModelTable<T>, id: &T::Id) -> String {
    table.get(id).map_or_else(|| id.to_string(), T::title)
}
