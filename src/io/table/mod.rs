//! A table of text cells from the bytes of a file: delimited text, spreadsheets, SCIM JSON. How it
//! was read (encoding, delimiter, sheet, head) is a value that can be shown and said otherwise.
//!
//! Not here: what the columns mean. No cell is ever computed, and none is taken for a formula.

mod cells;
mod container;
mod delimited;
mod head;
mod read;
mod scim;
mod sheet;
mod text;

pub use cells::{Builder, Row, Table};
pub use delimited::{Parting, Split, split};
pub use read::{bytes_of, read, read_file};
pub use text::{Charset, DELIMITERS, delimiter_of};

use std::ops::ControlFlow;

/// The largest file that is read.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;
/// As many rows as a spreadsheet has.
pub const MAX_ROWS: usize = 1_048_576;
/// As many columns as a spreadsheet has.
pub const MAX_COLUMNS: usize = 16_384;
/// As many cells as are read.
const MAX_CELLS: usize = 40_000_000;
/// As many bytes of text as are kept.
const MAX_TEXT: usize = 1024 * 1024 * 1024;

/// How a file is to be read. What is unset is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The encoding of a text.
    pub encoding: Option<Charset>,
    /// What parts the cells of a text.
    pub delimiter: Option<char>,
    /// The sheet of a spreadsheet, by name or number from 1.
    pub sheet: Option<String>,
    /// The number of the row that names the columns, from 1; 0 if none does.
    pub head_row: Option<usize>,
}

/// What sort of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Cells parted by a delimiter.
    Delimited,
    /// A spreadsheet.
    Spreadsheet,
    /// SCIM resources, or other objects, as JSON.
    Json,
}

/// How a file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What sort of file it is.
    pub form: Form,
    /// The encoding, of a text.
    pub encoding: Option<Charset>,
    /// What parts the cells, of a delimited text.
    pub delimiter: Option<char>,
    /// Which sheet, of a spreadsheet.
    pub sheet: Option<String>,
    /// All its sheets.
    pub sheets: Vec<String>,
    /// The number of the row that names the columns; none if none does.
    pub head_row: Option<usize>,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// How.
    pub reading: Reading,
    /// Every row, those above the head as well.
    pub table: Table,
    /// What deserves a look, in sentences.
    pub notes: Vec<String>,
}

impl Source {
    /// The place of the head among the rows.
    pub fn head(&self) -> Option<usize> {
        let nth = self.reading.head_row?;
        self.table.rows().position(|row| row.nth() == nth)
    }

    /// What the columns are called: their heads, or their numbers where they have none.
    pub fn heads(&self) -> Vec<String> {
        let head = self.head().and_then(|at| self.table.row(at));
        let named = |nth: usize| match head.map(|row| row.cell(nth)) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => format!("Column {}", nth + 1),
        };
        (0..self.table.n_columns()).map(named).collect()
    }

    /// The rows below the head.
    pub fn body(&self) -> impl ExactSizeIterator<Item = Row<'_>> + Clone {
        let first = self.head().map_or(0, |at| at + 1);
        (first..self.table.n_rows()).map(|at| Row::new(&self.table, at))
    }

    /// A table that was not read from a file, such as one from the clipboard.
    pub fn of_rows(table: Table, head_row: Option<usize>) -> Source {
        Source {
            reading: Reading {
                form: Form::Delimited,
                encoding: None,
                delimiter: Some('\t'),
                sheet: None,
                sheets: Vec::new(),
                head_row,
            },
            table,
            notes: Vec::new(),
        }
    }
}

/// How far reading is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Rows read so far.
    pub n_rows: usize,
    /// Which share of the file that is, from 0 to 1, where that is known.
    pub share: Option<f32>,
}

/// Told of progress now and then; breaks off where whoever waits has enough.
pub type Tell<'t> = &'t mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Why a file is no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// It was broken off.
    #[error("reading was cancelled")]
    Cancelled,
    /// What is wrong, and what would be right.
    #[error("{0}")]
    Unreadable(String),
}

impl TableError {
    fn new(words: impl Into<String>) -> TableError {
        TableError::Unreadable(words.into())
    }
}

/// True for the words spreadsheets write where a formula came to nothing, in English and German.
pub fn is_error_cell(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#DATA!", "#SPILL!",
        "#CALC!", "#BEZUG!", "#WERT!", "#NV", "#ZAHL!",
    ];
    text.starts_with('#') && WORDS.contains(&text)
}
