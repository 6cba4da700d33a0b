//! Which row names the columns: the first that is as wide as those below it and says words where
//! they say values. Titles and remarks may stand above it, as in reports.

use super::{Row, Table, is_error_cell};

/// How far down a head is looked for.
const MOST_ABOVE: usize = 30;

/// The place of the head among the rows; none where the rows begin with values.
pub fn guess(table: &Table) -> Option<usize> {
    let width = usual_width(table);
    for (at, row) in table.rows().take(MOST_ABOVE).enumerate() {
        let n_filled = n_filled(&row);
        let filled = row.cells().filter(|cell| !cell.is_empty());
        let n_values = filled.filter(|cell| is_value(cell)).count();
        // Titles above a list are narrower than it is.
        if n_filled * 5 >= width * 3 && n_values * 5 <= n_filled {
            return Some(at);
        }
        if n_filled >= width {
            return None;
        }
    }
    None
}

fn n_filled(row: &Row<'_>) -> usize {
    row.cells().filter(|cell| !cell.is_empty()).count()
}

/// How many cells most of the rows have something in.
fn usual_width(table: &Table) -> usize {
    let mut widths: Vec<usize> = table.rows().take(200).map(|row| n_filled(&row)).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}

/// True for what names no column: numbers, days, email addresses, errors.
fn is_value(cell: &str) -> bool {
    let n_digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let is_number = n_digits > 0 && !cell.chars().any(char::is_alphabetic);
    let is_email = cell.contains('@') && cell.contains('.') && !cell.contains(' ');
    is_number || is_email || is_error_cell(cell)
}
