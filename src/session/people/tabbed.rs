//! Tab-separated text as spreadsheets put it on the clipboard: cells with tabs, quotes or line
//! breaks stand in quotes, a quote inside is doubled.

use std::ops::ControlFlow;

use crate::io::csv;
use crate::io::table::{Parting, Row, Table, split};
use crate::model::{Model, PrincipalId, Record};
use crate::session::cells::{Names, Of};

/// The rows of a text. Rows without anything in them are left out; each comes with its number in
/// the text.
pub fn parse(text: &str) -> Vec<(usize, Vec<String>)> {
    let table = table(text, false);
    table.rows().map(|row| (row.nth(), texts(row))).collect()
}

/// Every row of a text, blank ones as well.
pub fn parse_all(text: &str) -> Vec<Vec<String>> {
    table(text, true).rows().map(texts).collect()
}

fn texts(row: Row<'_>) -> Vec<String> {
    row.cells().map(str::to_owned).collect()
}

/// The rows of a text as a table. What is too much for one is too much for a clipboard: then
/// there are no rows.
pub(super) fn table(text: &str, keeps_blank_rows: bool) -> Table {
    let parting = Parting {
        keeps_blank_rows,
        ..Parting::at(b'\t')
    };
    let split = split(text, parting, &mut |_| ControlFlow::Continue(()));
    split.unwrap_or_default().table
}

/// Rows as text for another program's spreadsheet: no cell is a formula there.
pub fn write_harmless<R: AsRef<[String]>>(rows: &[R]) -> String {
    let cells = |row: &R| -> Vec<String> {
        let cells = row.as_ref().iter();
        cells.map(|cell| csv::harmless(cell).into_owned()).collect()
    };
    write(&rows.iter().map(cells).collect::<Vec<_>>())
}

/// Rows as text that `parse` reads back.
pub fn write<R: AsRef<[String]>>(rows: &[R]) -> String {
    let mut text = String::new();
    for row in rows {
        for (nth, cell) in row.as_ref().iter().enumerate() {
            if nth > 0 {
                text.push('\t');
            }
            if cell.contains(['\t', '\n', '\r', '"']) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(cell);
            }
        }
        text.push('\n');
    }
    text
}

/// People with every column and a head, so that pasting them back changes nothing.
pub fn copy(model: &Model, who: &[PrincipalId]) -> String {
    let of = Of::People;
    let columns = of.columns(model);
    let names = Names::of(model);
    let heads = columns.iter().map(|column| column.title(model, &of));
    let mut rows = vec![heads.collect::<Vec<_>>()];
    let people = who
        .iter()
        .filter_map(|id| model.principals().get_shared(id));
    rows.extend(people.map(|person| {
        let record = Record::Principal(person.clone());
        let cells = columns.iter();
        let cells = cells.map(|column| column.text(model, Some(&names), &record));
        cells.collect()
    }));
    write(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_cells_hold_tabs_breaks_and_quotes() {
        let text = "Name\tNote\r\nAnn\t\"one\ttwo\nthree \"\"four\"\"\"\r\n\r\n\t\r\nBob\t5\" disk";
        let rows = parse(text);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1].1, ["Ann", "one\ttwo\nthree \"four\""]);
        assert_eq!(rows[2].1, ["Bob", "5\" disk"]);
        // The row keeps its number though rows before it are empty.
        assert_eq!(rows[2].0, 5);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let rows = [vec!["a\tb".to_owned(), "\"".to_owned(), "c\nd".to_owned()]];
        assert_eq!(parse(&write(&rows)), [(1, rows[0].clone())]);
        assert!(parse("").is_empty());
    }
}
