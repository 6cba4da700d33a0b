//! Comma-separated values (RFC 4180) for spreadsheets, and cells that stay text in them.

use std::borrow::Cow;

/// Begins a file: tells spreadsheets that it is UTF-8.
pub const MARK: &str = "\u{feff}";

/// A cell that no spreadsheet takes for a formula: where it begins like one, an apostrophe makes it
/// a text.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Adds a row to a file. Cells are made harmless.
pub fn row<S: AsRef<str>>(text: &mut String, cells: impl IntoIterator<Item = S>) {
    for (nth, cell) in cells.into_iter().enumerate() {
        if nth > 0 {
            text.push(',');
        }
        let cell = harmless(cell.as_ref());
        // Semicolons and tabs part cells in some countries.
        if cell.contains([',', ';', '"', '\n', '\r', '\t']) || cell != cell.trim() {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

/// Rows as a file.
pub fn file<R: AsRef<[String]>>(rows: &[R]) -> String {
    let mut text = MARK.to_owned();
    for cells in rows {
        row(&mut text, cells.as_ref());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_a_formula_and_commas_stay_inside() {
        let cells = [
            "=1+1",
            "+49 30",
            "-3, \"x\"",
            "@home",
            "\tx",
            "\ry",
            "Zoë, Ltd",
            "a;b",
            "view",
        ];
        let mut text = String::new();
        row(&mut text, cells);
        assert_eq!(
            text,
            "'=1+1,'+49 30,\"'-3, \"\"x\"\"\",'@home,\"'\tx\",\"'\ry\",\"Zoë, Ltd\",\"a;b\",view\r\n"
        );
    }
}
