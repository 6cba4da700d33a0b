//! Reads a file as a table, by what its bytes say it is; the ending of its name is not asked.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::container::{Sort, sort_of};
use super::text::{guess_delimiter, objection, said_delimiter};
use super::{
    Asked, Charset, Form, MAX_BYTES, Parting, Reading, Source, Table, TableError, Tell, head, scim,
    sheet, split,
};
use crate::io::words_of;

/// Reads a file.
pub fn read_file(path: &Path, asked: &Asked, tell: Tell<'_>) -> Result<Source, TableError> {
    read(&bytes_of(path)?, asked, tell)
}

/// The bytes of a file that is no larger than a table may be.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, TableError> {
    let shown = path.display();
    let cannot = |error: std::io::Error| {
        TableError::new(format!("`{shown}` could not be read: {}", words_of(&error)))
    };
    let file = File::open(path).map_err(cannot)?;
    let about = file.metadata().map_err(cannot)?;
    if about.is_dir() {
        return Err(TableError::new(format!(
            "`{shown}` is a folder; expected a file"
        )));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len().min(MAX_BYTES)).unwrap_or(0));
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(cannot)?;
    Ok(bytes)
}

/// Reads the bytes of a file.
pub fn read(bytes: &[u8], asked: &Asked, tell: Tell<'_>) -> Result<Source, TableError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(TableError::new(format!(
            "the file is larger than {} MB; part it, or leave out columns that are not needed",
            MAX_BYTES / 1024 / 1024
        )));
    }
    let mut source = match sort_of(bytes)? {
        Sort::Text => delimited(bytes, asked, tell)?,
        Sort::Json => objects(bytes, asked, tell)?,
        spreadsheet => of_sheet(bytes, spreadsheet, asked, tell)?,
    };
    source.reading.head_row = match asked.head_row {
        Some(0) => None,
        Some(nth) => Some(said_head(&source.table, nth)?),
        None => head::guess(&source.table).and_then(|at| Some(source.table.row(at)?.nth())),
    };
    Ok(source)
}

fn said_head(table: &Table, nth: usize) -> Result<usize, TableError> {
    if table.rows().any(|row| row.nth() == nth) {
        return Ok(nth);
    }
    let last = table.rows().next_back().map_or(0, |row| row.nth());
    Err(TableError::new(format!(
        "row {nth} names no columns: it is blank or not there; the last row is {last}"
    )))
}

fn text<'b>(
    bytes: &'b [u8],
    asked: &Asked,
    notes: &mut Vec<String>,
) -> Result<(std::borrow::Cow<'b, str>, Charset), TableError> {
    let charset = asked.encoding.unwrap_or_else(|| Charset::guess(bytes));
    if let Some(why) = objection(bytes, charset) {
        return Err(TableError::new(why));
    }
    let (text, had_errors) = charset.decode(bytes);
    if had_errors {
        notes.push(format!(
            "Some characters have no meaning in {charset} and were replaced; perhaps the file is in another encoding"
        ));
    }
    Ok((text, charset))
}

fn delimited(bytes: &[u8], asked: &Asked, tell: Tell<'_>) -> Result<Source, TableError> {
    let mut notes = Vec::new();
    let (text, charset) = text(bytes, asked, &mut notes)?;
    let said = said_delimiter(&text);
    let delimiter = asked
        .delimiter
        .or(said)
        .unwrap_or_else(|| guess_delimiter(&text));
    if !delimiter.is_ascii() {
        return Err(TableError::new(format!("`{delimiter}` cannot part cells")));
    }
    let split = split(&text, Parting::at(delimiter as u8), tell)?;
    let mut table = split.table;
    if said.is_some() {
        table = table.without_first();
    }
    if let Some(nth) = split.open_quote {
        notes.push(format!(
            "In row {nth} a quote begins that is never closed: everything after it is one cell"
        ));
    }
    if table.n_rows() == 0 {
        return Err(TableError::new("the file has nothing in it"));
    }
    Ok(Source {
        reading: Reading {
            form: Form::Delimited,
            encoding: Some(charset),
            delimiter: Some(delimiter),
            sheet: None,
            sheets: Vec::new(),
            head_row: None,
        },
        table,
        notes,
    })
}

fn objects(bytes: &[u8], asked: &Asked, tell: Tell<'_>) -> Result<Source, TableError> {
    let mut notes = Vec::new();
    let (text, charset) = text(bytes, asked, &mut notes)?;
    let (table, said) = scim::table(&text, tell)?;
    notes.extend(said);
    Ok(Source {
        reading: Reading {
            form: Form::Json,
            encoding: Some(charset),
            delimiter: None,
            sheet: None,
            sheets: Vec::new(),
            head_row: None,
        },
        table,
        notes,
    })
}

fn of_sheet(bytes: &[u8], sort: Sort, asked: &Asked, tell: Tell<'_>) -> Result<Source, TableError> {
    let found = sheet::read(bytes, sort, asked.sheet.as_deref(), tell)?;
    let mut notes = Vec::new();
    if !found.passed_over.is_empty() {
        notes.push(format!(
            "{} hold no list and were passed over",
            found.passed_over.join(", ")
        ));
    }
    Ok(Source {
        reading: Reading {
            form: Form::Spreadsheet,
            encoding: None,
            delimiter: None,
            sheet: Some(found.name),
            sheets: found.sheets,
            head_row: None,
        },
        table: found.table,
        notes,
    })
}
