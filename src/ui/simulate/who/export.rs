//! The list of who can, as a file and for the clipboard.

use super::rows::{Answer, On, Wanted, on_words, what_words};
use crate::model::Model;
use crate::session::people;

/// The list as a table with a head: a row for each person and reason.
pub fn table(model: &Model, answer: &Answer, wanted: &Wanted) -> Vec<Vec<String>> {
    let on = match &wanted.on {
        On::Anything => "anything".to_owned(),
        on => on_words(model, on),
    };
    let head = [
        "Who",
        "Id",
        "Permission",
        "Level",
        "On",
        "How many",
        "Because of",
        "Other reasons",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for group in &answer.groups {
        let name = crate::engine::Words::new(model).permission(&group.permission);
        rows.extend(group.rows.iter().map(|row| {
            let pooled = if row.by_pooling {
                " (only by pooling)"
            } else {
                ""
            };
            vec![
                row.name.clone(),
                row.who.to_string(),
                name.clone(),
                group.level.to_string(),
                on.clone(),
                row.n_targets.to_string(),
                format!("{}{pooled}", group.reason),
                row.n_others.to_string(),
            ]
        }));
    }
    for row in &mut rows {
        for cell in row {
            harmless(cell);
        }
    }
    rows
}

/// A spreadsheet takes a cell that begins like this for a formula; an apostrophe makes it a text.
fn harmless(cell: &mut String) {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        cell.insert(0, '\'');
    }
}

/// As comma-separated values. The mark at the beginning tells spreadsheets that it is UTF-8.
pub fn csv(rows: &[Vec<String>]) -> String {
    let mut text = "\u{feff}".to_owned();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', ';', '"', '\n', '\r', '\t']) || cell != cell.trim() {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// As tab-separated values, as spreadsheets put them on the clipboard.
pub fn tsv(rows: &[Vec<String>]) -> String {
    people::write(rows)
}

/// The name a file with the list would have.
pub fn file_name(model: &Model, wanted: &Wanted) -> String {
    let on = match on_words(model, &wanted.on) {
        on if on.is_empty() => on,
        on => format!(" of {on}"),
    };
    let name = format!("who can {}{on}", what_words(model, &wanted.what));
    let fits = |c: char| c.is_alphanumeric() || " -_,.".contains(c);
    let name: String = name
        .chars()
        .map(|c| if fits(c) { c } else { '-' })
        .take(80)
        .collect();
    format!("{}.csv", name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_leaves_as_text() {
        let cells = [
            "=1+1",
            "+49 30",
            "-",
            "@home",
            "\tx",
            "\ry",
            "Anna, Ott",
            "a\"b",
        ];
        let mut row: Vec<String> = cells.map(str::to_owned).to_vec();
        row.iter_mut().for_each(harmless);
        let rows = vec![row];
        assert_eq!(
            csv(&rows),
            "\u{feff}'=1+1,'+49 30,'-,'@home,\"'\tx\",\"'\ry\",\"Anna, Ott\",\"a\"\"b\"\r\n"
        );
        assert!(tsv(&rows).starts_with("'=1+1\t'+49 30\t'-\t'@home\t\"'\tx\""));
    }
}
