//! The cells of a table, all in one text: a large file costs little more than its own size.

use super::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT, TableError};

/// Rows of text cells. Rows without anything in them are left out, unless they were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    text: String,
    /// Where each cell ends in the text; it begins where the one before ends.
    ends: Vec<u32>,
    rows: Vec<At>,
    n_columns: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct At {
    /// The place after its last cell.
    end: u32,
    /// Its number in the file.
    nth: u32,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    table: &'t Table,
    first: usize,
    end: usize,
    nth: usize,
}

impl Table {
    /// How many rows have anything in them.
    pub fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// How many cells the widest row has.
    pub fn n_columns(&self) -> usize {
        self.n_columns
    }

    /// The row at a place.
    pub fn row(&self, at: usize) -> Option<Row<'_>> {
        (at < self.rows.len()).then(|| Row::new(self, at))
    }

    /// The rows in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> + DoubleEndedIterator + Clone {
        (0..self.rows.len()).map(|at| Row::new(self, at))
    }

    /// The same without its first row, in which it says how it is to be read.
    pub(super) fn without_first(self) -> Table {
        let mut builder = Builder::default();
        for row in self.rows().skip(1) {
            // It fitted before.
            let _ = row.cells().try_for_each(|cell| builder.cell(cell));
            let _ = builder.end_row(row.nth());
        }
        builder.table()
    }

    fn cell(&self, at: usize) -> &str {
        let start = match at.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(0),
            None => 0,
        };
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or("")
    }
}

impl<'t> Row<'t> {
    pub(super) fn new(table: &'t Table, at: usize) -> Row<'t> {
        let end = |at: usize| table.rows.get(at).map_or(0, |row| row.end as usize);
        Row {
            table,
            first: at.checked_sub(1).map_or(0, end),
            end: end(at),
            nth: table.rows.get(at).map_or(0, |row| row.nth as usize),
        }
    }

    /// Its number in the file, from 1; blank rows count.
    pub fn nth(&self) -> usize {
        self.nth
    }

    /// A cell; blank where the row is shorter.
    pub fn cell(&self, column: usize) -> &'t str {
        match self.first + column {
            at if at < self.end => self.table.cell(at),
            _ => "",
        }
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.end - self.first
    }

    /// True without cells.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its cells.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = &'t str> + Clone + use<'t> {
        let table = self.table;
        (self.first..self.end).map(|at| table.cell(at))
    }
}

/// Makes a table cell by cell.
#[derive(Debug, Default)]
pub struct Builder {
    table: Table,
    first: usize,
    is_filled: bool,
    keeps_blank_rows: bool,
    /// Where the first cell of the row begins in the text.
    start: usize,
}

impl Builder {
    /// Of a table that has rows without anything in them, or not.
    pub(super) fn new(keeps_blank_rows: bool) -> Builder {
        Builder {
            keeps_blank_rows,
            ..Builder::default()
        }
    }

    /// Adds a cell to the row, without the blanks around it.
    pub fn cell(&mut self, text: &str) -> Result<(), TableError> {
        let text = text.trim();
        self.is_filled |= !text.is_empty();
        let table = &mut self.table;
        if table.ends.len() - self.first >= MAX_COLUMNS {
            return Err(TableError::new(format!(
                "a row has more than {MAX_COLUMNS} columns; perhaps another delimiter parts them"
            )));
        }
        if table.ends.len() >= MAX_CELLS || table.text.len() + text.len() > MAX_TEXT {
            return Err(TableError::new(
                "the table has too many cells to be read; leave out columns that are not needed",
            ));
        }
        table.text.push_str(text);
        table.ends.push(table.text.len() as u32);
        Ok(())
    }

    /// How many cells the row has so far.
    pub fn width(&self) -> usize {
        self.table.ends.len() - self.first
    }

    /// How many rows there are.
    pub fn n_rows(&self) -> usize {
        self.table.rows.len()
    }

    /// Ends the row of a number; without anything in it, it is left out.
    pub fn end_row(&mut self, nth: usize) -> Result<(), TableError> {
        let table = &mut self.table;
        if !self.is_filled && !self.keeps_blank_rows {
            table.ends.truncate(self.first);
            table.text.truncate(self.start);
            return Ok(());
        }
        if table.rows.len() >= MAX_ROWS {
            return Err(TableError::new(format!(
                "the table has more than {MAX_ROWS} rows; a spreadsheet has no more"
            )));
        }
        table.n_columns = table.n_columns.max(table.ends.len() - self.first);
        table.rows.push(At {
            end: table.ends.len() as u32,
            nth: u32::try_from(nth).unwrap_or(u32::MAX),
        });
        self.first = table.ends.len();
        self.start = table.text.len();
        self.is_filled = false;
        Ok(())
    }

    /// The table.
    pub fn table(mut self) -> Table {
        self.table.text.shrink_to_fit();
        self.table.ends.shrink_to_fit();
        self.table
    }
}
