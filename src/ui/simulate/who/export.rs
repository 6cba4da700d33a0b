//! The list of who can, as a file and for the clipboard.

use super::rows::{Answer, On, Wanted, on_words, what_words};
use crate::io;
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
    rows
}

/// As a file of comma-separated values.
pub fn csv(rows: &[Vec<String>]) -> String {
    io::csv::file(rows)
}

/// As tab-separated values, as spreadsheets put them on the clipboard.
pub fn tsv(rows: &[Vec<String>]) -> String {
    people::write_harmless(rows)
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
