//! Tables as one spreadsheet: a sheet each, heads frozen and filtered, numbers and days as such,
//! text always as text.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::loss::{Fate, Loss};
use super::parcel::{Parcel, ParcelFile};
use super::tables::{Cell, Table, Tables};
use crate::model::Date;

/// The longest text a cell holds, in UTF-16 units.
pub const LONGEST: usize = 32_767;
/// What ends a text that was cut.
pub const CUT: &str = " … (cut)";
/// Rows of a sheet, the head among them.
const MOST_ROWS: usize = 1_048_576;
/// Columns of a sheet.
const MOST_COLUMNS: usize = 16_384;
/// Columns from this width on go on in the next line, in sheets of few enough rows.
const WRAPPED: (u16, usize) = (44, 2_000);
/// Sheets wider than this print on several pages beside each other, in characters.
const WIDEST_PAGE: u16 = 260;
/// Columns that stay in view are no wider together, in characters.
const WIDEST_FROZEN: u16 = 55;

/// All tables as one spreadsheet, made on a day: no other clock is in its bytes.
pub fn xlsx(tables: &Tables, name: &str, day: Date) -> Result<Parcel, String> {
    let mut losses = tables.losses.clone();
    let made = book(tables, day, &mut losses);
    let bytes = made.map_err(|e| format!("the spreadsheet could not be made: {e}"))?;
    Ok(Parcel {
        files: vec![ParcelFile::new(name, bytes)],
        losses,
    })
}

struct Looks {
    head: Format,
    day: Format,
    number: Format,
    other: Format,
    wrapped: Format,
}

fn book(tables: &Tables, day: Date, losses: &mut Vec<Loss>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let mut properties = DocProperties::new();
    if let Some(made) = excel_day(day) {
        properties = properties.set_creation_datetime(&made);
    }
    book.set_properties(&properties);
    let cell = Format::new().set_align(FormatAlign::Top);
    let looks = Looks {
        head: Format::new()
            .set_bold()
            .set_font_color(Color::RGB(0x45_4F_5F))
            .set_background_color(Color::RGB(0xF5_F6_F8))
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(Color::RGB(0x82_8B_9A))
            .set_align(FormatAlign::Top)
            .set_text_wrap(),
        day: cell
            .clone()
            .set_num_format("yyyy-mm-dd")
            .set_align(FormatAlign::Left),
        number: cell.clone().set_align(FormatAlign::Right),
        wrapped: cell.clone().set_text_wrap(),
        other: cell,
    };
    for table in &tables.list {
        let mut filling = Filling {
            sheet: book.add_worksheet(),
            table,
            looks: &looks,
            losses,
        };
        filling.fill()?;
    }
    book.save_to_buffer()
}

/// A table on its way into a sheet.
struct Filling<'a> {
    sheet: &'a mut Worksheet,
    table: &'a Table,
    looks: &'a Looks,
    losses: &'a mut Vec<Loss>,
}

impl Filling<'_> {
    fn fill(&mut self) -> Result<(), XlsxError> {
        let table = self.table;
        self.sheet.set_name(table.title)?;
        let mut n_lines = 1;
        for (at, column) in (0u16..).zip(table.columns.iter().take(MOST_COLUMNS)) {
            self.sheet.set_column_width(at, column.width)?;
            let head = fitting(&column.head, table, 0, at, self.losses);
            n_lines = n_lines.max(lines(&head, column.width));
            let look = &self.looks.head;
            self.sheet.write_string_with_format(0, at, head, look)?;
        }
        self.sheet.set_row_height(0, height(n_lines))?;
        for (at, cells) in (1u32..).zip(table.rows.iter().take(MOST_ROWS - 1)) {
            let mut n_lines = 1;
            for (column, cell) in (0u16..).zip(cells.iter().take(MOST_COLUMNS)) {
                n_lines = n_lines.max(self.cell(at, column, cell)?);
            }
            // Not every program makes a row as high as its text needs.
            if n_lines > 1 {
                self.sheet.set_row_height(at, height(n_lines))?;
            }
        }
        let n_columns = table.columns.len();
        let rows = too_many(table.rows.len(), MOST_ROWS - 1, "rows", table);
        self.losses.extend(rows);
        let columns = too_many(n_columns, MOST_COLUMNS, "columns", table);
        self.losses.extend(columns);
        frame(self.sheet, table)
    }

    /// Writes a cell. How many lines it takes.
    fn cell(&mut self, row: u32, column: u16, cell: &Cell) -> Result<usize, XlsxError> {
        let (sheet, looks) = (&mut *self.sheet, self.looks);
        let word = match cell {
            Cell::Empty => return Ok(1),
            Cell::Number(number) => {
                sheet.write_number_with_format(row, column, *number, &looks.number)?;
                return Ok(1);
            }
            Cell::Date(day) => {
                if let Some(day) = excel_day(*day) {
                    sheet.write_datetime_with_format(row, column, &day, &looks.day)?;
                    return Ok(1);
                }
                // A sheet knows no day before 1900.
                day.to_string()
            }
            Cell::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
            Cell::Text(text) => fitting(text, self.table, row, column, self.losses),
        };
        let columns = &self.table.columns;
        let width = columns.get(usize::from(column)).map_or(0, |c| c.width);
        if width >= WRAPPED.0 && self.table.rows.len() <= WRAPPED.1 {
            let n_lines = lines(&word, width);
            sheet.write_string_with_format(row, column, word, &looks.wrapped)?;
            return Ok(n_lines);
        }
        sheet.write_string_with_format(row, column, word, &looks.other)?;
        Ok(1)
    }
}

/// About how many lines a text takes in a column.
fn lines(text: &str, width: u16) -> usize {
    let width = usize::from(width.max(2)) - 1;
    let of_line = |line: &str| line.chars().count().div_ceil(width).max(1);
    text.split('\n').map(of_line).sum()
}

/// The height of a row of so many lines, in points; a sheet has rows up to 409.
fn height(n_lines: usize) -> f64 {
    (15.0 * n_lines as f64).min(405.0)
}

/// Head rows that stay, filters, and how it prints.
fn frame(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let widths = table.columns.iter().map(|column| column.width);
    let first: u16 = widths.take(2).sum();
    let n_frozen = if first <= WIDEST_FROZEN && table.columns.len() > 3 {
        2
    } else {
        0
    };
    sheet.set_freeze_panes(1, n_frozen)?;
    let last_row = u32::try_from(table.rows.len().min(MOST_ROWS - 1)).unwrap_or(0);
    let last_column = table.columns.len().min(MOST_COLUMNS).saturating_sub(1);
    sheet.autofilter(0, 0, last_row, u16::try_from(last_column).unwrap_or(0))?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    let width: u16 = table.columns.iter().map(|column| column.width).sum();
    if width <= WIDEST_PAGE {
        sheet.set_print_fit_to_pages(1, 0);
    } else {
        sheet.set_print_scale(60);
        sheet.set_repeat_columns(0, 1)?;
    }
    sheet.set_footer("&L&A&RPage &P of &N");
    Ok(())
}

fn too_many(n: usize, most: usize, what: &str, table: &Table) -> Option<Loss> {
    (n > most).then(|| {
        Loss::new(
            Fate::Dropped,
            format!("{} {what} of the sheet {}", n - most, table.title),
            format!(
                "a sheet holds {most}; the last ones are left out, the CSV export has them all"
            ),
        )
    })
}

/// A text as long as a cell may hold; one that is cut is told of.
fn fitting(text: &str, table: &Table, row: u32, column: u16, losses: &mut Vec<Loss>) -> String {
    let n_units = text.encode_utf16().count();
    if n_units <= LONGEST {
        return text.to_owned();
    }
    let room = LONGEST - CUT.encode_utf16().count();
    let mut used = 0;
    let kept = text.chars().take_while(|c| {
        used += c.len_utf16();
        used <= room
    });
    let kept: String = kept.collect();
    let head = table.columns.get(usize::from(column));
    losses.push(Loss::new(
        Fate::Narrowed,
        format!(
            "Sheet {}, row {}, column {}",
            table.title,
            row + 1,
            head.map_or("", |head| head.head.as_str())
        ),
        format!(
            "its text of {n_units} characters is cut, a cell holds {LONGEST}; the CSV export has it whole"
        ),
    ));
    kept + CUT
}

fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let text = day.to_string();
    let mut parts = text.split('-');
    let year: u16 = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day: u8 = parts.next()?.parse().ok()?;
    (year >= 1900).then(|| ExcelDateTime::from_ymd(year, month, day).ok())?
}
