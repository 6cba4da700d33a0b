//! The cells of a spreadsheet as text: numbers without a made-up fraction and with the zeros their
//! format puts before them, days as 2026-11-21, errors by their names.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, Range, Reader, Sheet, SheetType, SheetVisible, Style, Xls,
    Xlsb, Xlsx, XlsxError,
};

use super::container::{Sort, locked};
use super::{Builder, Progress, Table, TableError, Tell, head};

/// Rows between two words of progress.
const TELL_EVERY: usize = 2048;

/// A sheet that was read.
pub struct Found {
    /// Its name.
    pub name: String,
    /// All names.
    pub sheets: Vec<String>,
    /// Its cells.
    pub table: Table,
    /// Other sheets that have something in them as well were passed over.
    pub passed_over: Vec<String>,
}

/// Reads the sheet that is asked for, or the first with a head and rows below it.
pub fn read(
    bytes: &[u8],
    sort: Sort,
    asked: Option<&str>,
    tell: Tell<'_>,
) -> Result<Found, TableError> {
    // The readers are written by others; what breaks one of them is a damaged file here.
    let reading = AssertUnwindSafe(|| match sort {
        Sort::Xlsx => xlsx(bytes, asked, tell),
        Sort::Xlsb => ranges(open::<Xlsb<_>>(bytes)?, asked, tell),
        Sort::Xls => ranges(open::<Xls<_>>(bytes)?, asked, tell),
        _ => ranges(open::<Ods<_>>(bytes)?, asked, tell),
    });
    catch_unwind(reading).unwrap_or_else(|_| Err(damaged("its parts contradict each other")))
}

fn damaged(why: &str) -> TableError {
    TableError::new(format!(
        "the spreadsheet cannot be read: {why}. Open it in a spreadsheet program and save it anew"
    ))
}

fn open<'b, R>(bytes: &'b [u8]) -> Result<R, TableError>
where
    R: Reader<Cursor<&'b [u8]>>,
    R::Error: std::fmt::Display,
{
    R::new(Cursor::new(bytes)).map_err(|error| said(&error))
}

fn said(error: &dyn std::fmt::Display) -> TableError {
    let words = error.to_string();
    if words.to_lowercase().contains("password") {
        return locked();
    }
    damaged(&words)
}

/// The sheets to try, in order: the one that is asked for, else those one can see, then the others.
fn to_try(sheets: &[Sheet], asked: Option<&str>) -> Result<Vec<String>, TableError> {
    let of_cells = |sheet: &&Sheet| sheet.typ == SheetType::WorkSheet;
    let names = || {
        sheets
            .iter()
            .filter(of_cells)
            .map(|sheet| sheet.name.clone())
    };
    if let Some(asked) = asked {
        let named = names().find(|name| name.to_lowercase() == asked.trim().to_lowercase());
        let nth = asked.trim().parse::<usize>().ok();
        let nth = nth.and_then(|nth| names().nth(nth.checked_sub(1)?));
        return named.or(nth).map(|name| vec![name]).ok_or_else(|| {
            let all: Vec<String> = names().collect();
            TableError::new(format!(
                "there is no sheet `{asked}`; the file has {}",
                all.join(", ")
            ))
        });
    }
    let mut list: Vec<&Sheet> = sheets.iter().filter(of_cells).collect();
    list.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
    Ok(list.into_iter().map(|sheet| sheet.name.clone()).collect())
}

/// Reads sheet by sheet until one is a table.
fn first_table(
    sheets: &[Sheet],
    asked: Option<&str>,
    mut one: impl FnMut(&str) -> Result<Table, TableError>,
) -> Result<Found, TableError> {
    let names = to_try(sheets, asked)?;
    let mut best: Option<(usize, Table)> = None;
    for (nth, name) in names.iter().enumerate() {
        let table = one(name)?;
        let body = head::guess(&table).map_or(0, |at| table.n_rows() - at - 1);
        let is_table = asked.is_some() || (body > 0 && table.n_columns() > 1);
        let is_better = best.as_ref().is_none_or(|(_, old)| old.n_rows() == 0);
        if is_table || (is_better && table.n_rows() > 0) {
            best = Some((nth, table));
        }
        if is_table {
            break;
        }
    }
    let Some((at, table)) = best else {
        return Err(TableError::new("the spreadsheet has nothing in it"));
    };
    Ok(Found {
        name: names.get(at).cloned().unwrap_or_default(),
        sheets: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        table,
        passed_over: names.iter().take(at).cloned().collect(),
    })
}

fn xlsx(bytes: &[u8], asked: Option<&str>, tell: Tell<'_>) -> Result<Found, TableError> {
    let mut book: Xlsx<_> = open(bytes)?;
    let sheets = book.sheets_metadata().to_vec();
    first_table(&sheets, asked, |name| streamed(&mut book, name, tell))
}

/// Reads a sheet cell by cell, so that it is never held twice.
fn streamed(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    tell: Tell<'_>,
) -> Result<Table, TableError> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // An empty sheet ends at once.
        Err(XlsxError::XmlEof(_)) => return Ok(Table::default()),
        Err(error) => return Err(said(&error)),
    };
    let formats: Vec<Option<Padding>> = cells.styles().iter().map(Padding::of).collect();
    let n_rows = cells.dimensions().end.0.max(1);
    let mut rows = Rows::default();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|e| said(&e))? {
        let (row, column) = cell.get_position();
        rows.go_to(row)?;
        let padding = formats.get(style).and_then(Option::as_ref);
        rows.put(column, &text_of(cell.get_value(), padding))?;
        rows.tell(tell, n_rows)?;
    }
    rows.end()
}

fn ranges<'b, R>(mut book: R, asked: Option<&str>, tell: Tell<'_>) -> Result<Found, TableError>
where
    R: Reader<Cursor<&'b [u8]>>,
    R::Error: std::fmt::Display,
{
    let sheets = book.sheets_metadata().to_vec();
    first_table(&sheets, asked, |name| {
        let range = book.worksheet_range(name).map_err(|error| said(&error))?;
        of_range(&range, tell)
    })
}

fn of_range(range: &Range<Data>, tell: Tell<'_>) -> Result<Table, TableError> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let n_rows = first_row + range.get_size().0 as u32;
    let mut rows = Rows::default();
    for (row, column, value) in range.used_cells() {
        rows.go_to(first_row + row as u32)?;
        rows.put(first_column + column as u32, &text_of(&shared(value), None))?;
        rows.tell(tell, n_rows.max(1))?;
    }
    rows.end()
}

/// Cells in the order of rows and columns, put into a table.
#[derive(Default)]
struct Rows {
    builder: Builder,
    row: u32,
    told: usize,
}

impl Rows {
    fn go_to(&mut self, row: u32) -> Result<(), TableError> {
        if row != self.row {
            self.builder.end_row(self.row as usize + 1)?;
            self.row = row;
        }
        Ok(())
    }

    fn put(&mut self, column: u32, text: &str) -> Result<(), TableError> {
        // Blank cells at the end of a row make it no wider.
        if text.trim().is_empty() {
            return Ok(());
        }
        while self.builder.width() < column as usize {
            self.builder.cell("")?;
        }
        self.builder.cell(text)
    }

    fn tell(&mut self, tell: Tell<'_>, of: u32) -> Result<(), TableError> {
        let n_rows = self.builder.n_rows();
        if n_rows < self.told + TELL_EVERY {
            return Ok(());
        }
        self.told = n_rows;
        let share = (self.row as f32 / of as f32).clamp(0.0, 1.0);
        match tell(Progress {
            n_rows,
            share: Some(share),
        }) {
            ControlFlow::Break(()) => Err(TableError::Cancelled),
            ControlFlow::Continue(()) => Ok(()),
        }
    }

    fn end(mut self) -> Result<Table, TableError> {
        self.builder.end_row(self.row as usize + 1)?;
        Ok(self.builder.table())
    }
}

/// A number format that is nothing but zeros, perhaps between fixed texts: `00000`, `"P-"0000`.
struct Padding {
    before: String,
    width: usize,
    after: String,
}

impl Padding {
    fn of(style: &Style) -> Option<Padding> {
        let code = &style.number_format.as_ref()?.format_code;
        let mut padding = Padding {
            before: String::new(),
            width: 0,
            after: String::new(),
        };
        let mut chars = code.split(';').next()?.chars();
        while let Some(c) = chars.next() {
            let text = match c {
                '0' if padding.after.is_empty() => {
                    padding.width += 1;
                    continue;
                }
                '"' => chars.by_ref().take_while(|c| *c != '"').collect(),
                '\\' => chars.next()?.to_string(),
                '-' | ' ' | '/' => c.to_string(),
                _ => return None,
            };
            match padding.width {
                0 => padding.before.push_str(&text),
                _ => padding.after.push_str(&text),
            }
        }
        let says_more =
            padding.width > 1 || !padding.before.is_empty() || !padding.after.is_empty();
        (padding.width > 0 && says_more).then_some(padding)
    }

    fn text(&self, number: f64) -> String {
        let sign = if number < 0.0 { "-" } else { "" };
        let width = self.width;
        format!(
            "{sign}{}{:0width$.0}{}",
            self.before,
            number.abs(),
            self.after
        )
    }
}

/// A value of the older readers in the words of the newer one.
fn shared(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(n) => DataRef::Int(*n),
        Data::Float(n) => DataRef::Float(*n),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(is) => DataRef::Bool(*is),
        Data::DateTime(when) => DataRef::DateTime(*when),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        _ => DataRef::Empty,
    }
}

fn text_of(value: &DataRef<'_>, padding: Option<&Padding>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "true".to_owned(),
        DataRef::Bool(false) => "false".to_owned(),
        DataRef::Int(n) => number_text(*n as f64, padding),
        DataRef::Float(n) => number_text(*n, padding),
        DataRef::DateTime(when) => when_text(when),
        DataRef::DateTimeIso(text) => text
            .strip_suffix("T00:00:00")
            .unwrap_or(text)
            .replace('T', " "),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

fn number_text(n: f64, padding: Option<&Padding>) -> String {
    let is_whole = n.fract() == 0.0 && n.abs() < 1e15;
    match padding {
        Some(padding) if is_whole => padding.text(n),
        _ if is_whole => format!("{}", n as i64),
        // What a sheet calculated is off in the last digits: 15 are what it shows.
        _ => {
            let short: f64 = format!("{n:.14e}").parse().unwrap_or(n);
            format!("{short}")
        }
    }
}

fn when_text(when: &ExcelDateTime) -> String {
    if when.is_duration() {
        let minutes = (when.as_f64() * 1440.0).round() as i64;
        return format!("{}:{:02}", minutes / 60, minutes % 60);
    }
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    let time = match (hour, minute, second) {
        (0, 0, 0) => String::new(),
        (_, _, 0) => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    match when.as_f64() {
        value if value < 1.0 && !time.is_empty() => time,
        _ if time.is_empty() => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}
