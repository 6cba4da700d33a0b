//! Delimited text as cells (RFC 4180, and what spreadsheets make of it): quoted cells hold
//! delimiters, line breaks and doubled quotes; rows may be of any length.

use std::ops::ControlFlow;

use super::{Builder, Progress, Table, TableError, Tell};

/// A text that was parted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// The cells.
    pub table: Table,
    /// The number of the row in which a quote begins that is never closed.
    pub open_quote: Option<usize>,
}

/// Rows between two words of progress.
const TELL_EVERY: usize = 4096;

/// How a text is parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parting {
    /// What stands between cells: one byte.
    pub delimiter: u8,
    /// So many rows are read.
    pub most_rows: usize,
    /// Rows without anything in them are kept as well.
    pub keeps_blank_rows: bool,
}

impl Parting {
    /// All rows that have anything in them.
    pub fn at(delimiter: u8) -> Parting {
        Parting {
            delimiter,
            most_rows: usize::MAX,
            keeps_blank_rows: false,
        }
    }
}

/// Parts a text.
pub fn split(text: &str, parting: Parting, tell: Tell<'_>) -> Result<Split, TableError> {
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        delimiter: parting.delimiter,
        at: 0,
        scratch: String::new(),
    };
    let mut builder = Builder::new(parting.keeps_blank_rows);
    let (mut nth, mut n_read) = (0, 0);
    let mut open_quote = None;
    while reader.at < reader.bytes.len() && n_read < parting.most_rows {
        nth += 1;
        n_read += 1;
        if reader.row(&mut builder)? {
            open_quote = Some(nth);
        }
        builder.end_row(nth)?;
        if n_read % TELL_EVERY == 0 {
            let progress = Progress {
                n_rows: builder.n_rows(),
                share: Some(reader.at as f32 / reader.bytes.len() as f32),
            };
            if let ControlFlow::Break(()) = tell(progress) {
                return Err(TableError::Cancelled);
            }
        }
    }
    Ok(Split {
        table: builder.table(),
        open_quote,
    })
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    delimiter: u8,
    at: usize,
    scratch: String,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or("")
    }

    /// Reads a row with its line end. True if a quote is never closed in it.
    fn row(&mut self, builder: &mut Builder) -> Result<bool, TableError> {
        loop {
            let is_open = self.cell(builder)?;
            match self.peek() {
                Some(byte) if byte == self.delimiter => self.at += 1,
                Some(b'\r') => {
                    self.at += 1;
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    return Ok(is_open);
                }
                Some(_) => {
                    self.at += 1;
                    return Ok(is_open);
                }
                None => return Ok(is_open),
            }
        }
    }

    fn plain(&mut self) -> &'t str {
        let start = self.at;
        while let Some(byte) = self.peek()
            && byte != self.delimiter
            && byte != b'\n'
            && byte != b'\r'
        {
            self.at += 1;
        }
        self.slice(start, self.at)
    }

    /// Reads a cell up to what ends it.
    fn cell(&mut self, builder: &mut Builder) -> Result<bool, TableError> {
        let start = self.at;
        // Some programs put a blank after the delimiter.
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
        if self.peek() != Some(b'"') {
            self.at = start;
            let cell = self.plain();
            builder.cell(cell)?;
            return Ok(false);
        }
        self.at += 1;
        let mut from = self.at;
        self.scratch.clear();
        loop {
            match self.peek() {
                None => {
                    let rest = self.slice(from, self.at);
                    self.scratch.push_str(rest);
                    builder.cell(&self.scratch)?;
                    return Ok(true);
                }
                Some(b'"') if self.bytes.get(self.at + 1) == Some(&b'"') => {
                    let part = self.slice(from, self.at + 1);
                    self.scratch.push_str(part);
                    self.at += 2;
                    from = self.at;
                }
                Some(b'"') => break,
                Some(_) => self.at += 1,
            }
        }
        let part = self.slice(from, self.at);
        self.at += 1;
        let rest = self.plain();
        if self.scratch.is_empty() && rest.is_empty() {
            builder.cell(part)?;
        } else {
            self.scratch.push_str(part);
            self.scratch.push_str(rest);
            builder.cell(&self.scratch)?;
        }
        Ok(false)
    }
}
