//! What was checked, what the answers rest on, and what the tables are.

use super::{Cell, Table, title};
use crate::engine::checks::{
    ExpectationResult, FindingSeverity, findings as found, run_duties, run_expectations,
};
use crate::engine::{Engine, Words, capital};
use crate::io::export::said;
use crate::model::Model;

/// Expectations with their results.
pub(super) fn expectations(engine: &Engine) -> Table {
    let model = engine.model();
    let mut table = Table::new(
        "expectations",
        "Expectations",
        "A row is a sentence that must hold, and whether it does",
        &[
            ("Expectation", 90),
            ("ID", 24),
            ("Holds", 8),
            ("Speaks of", 10),
            ("Questions", 10),
            ("Broken by", 60),
            ("Times broken", 12),
        ],
    );
    table.rows = run_expectations(engine)
        .iter()
        .map(|result| {
            vec![
                Cell::text(result.sentence.as_str()),
                Cell::text(result.id.as_str()),
                Cell::Flag(result.holds),
                Cell::count(result.n_who),
                Cell::count(result.n_cells),
                Cell::text(broken_by(model, result)),
                Cell::count(result.n_breakers),
            ]
        })
        .collect();
    table
}

fn broken_by(model: &Model, result: &ExpectationResult) -> String {
    let words = Words::in_full(model);
    let people = result.people.iter();
    let people: Vec<String> = people
        .map(|(who, n)| format!("{} ({n})", words.person(who)))
        .collect();
    people.join("; ")
}

/// Duty conflicts, excepted ones too.
pub(super) fn duties(engine: &Engine) -> Table {
    let model = engine.model();
    let words = Words::in_full(model);
    let mut table = Table::new(
        "duty-conflicts",
        "Duty conflicts",
        "A row is someone who combines what one person should not",
        &[
            ("Rule", 60),
            ("Who", 26),
            ("Who (ID)", 20),
            ("Has", 60),
            ("For example on", 28),
            ("Excepted because", 40),
        ],
    );
    table.rows = run_duties(engine)
        .iter()
        .map(|conflict| {
            let held = conflict.permissions.iter();
            let held: Vec<String> = held.map(|id| words.permission(id)).collect();
            let target = conflict.target.as_ref();
            vec![
                Cell::text(title(model.duties(), &conflict.rule)),
                Cell::text(words.person(&conflict.who)),
                Cell::text(conflict.who.as_str()),
                Cell::text(held.join("; ")),
                target.map_or(Cell::Empty, |target| Cell::text(target.title(model))),
                Cell::text(conflict.excepted.clone().unwrap_or_default()),
            ]
        })
        .collect();
    table
}

/// What is worth a look.
pub(super) fn findings(engine: &Engine) -> Table {
    let model = engine.model();
    let mut table = Table::new(
        "findings",
        "Findings",
        "A row is something in the model that is worth a look",
        &[
            ("Weight", 10),
            ("Finding", 70),
            ("Why", 80),
            ("About", 16),
            ("Name", 28),
            ("ID", 24),
        ],
    );
    table.rows = found(engine)
        .iter()
        .map(|finding| {
            let is_there = model.contains(&finding.key);
            let of = |text: String| {
                if is_there {
                    Cell::text(text)
                } else {
                    Cell::Empty
                }
            };
            vec![
                Cell::text(severity(finding.severity)),
                Cell::text(finding.title.as_str()),
                Cell::text(finding.detail.as_str()),
                of(capital(finding.key.word())),
                of(model.title(&finding.key)),
                of(finding.key.id()),
            ]
        })
        .collect();
    table
}

/// How much a finding matters, in a word.
pub(in crate::io::export) fn severity(severity: FindingSeverity) -> &'static str {
    match severity {
        FindingSeverity::Error => "Error",
        FindingSeverity::Warning => "Warning",
        FindingSeverity::Note => "Note",
    }
}

/// The settings the answers rest on.
pub(super) fn settings(engine: &Engine) -> Table {
    let mut table = Table::new(
        "settings",
        "Settings",
        "A row is a reading in which HR systems differ; the answers rest on it",
        &[("Setting", 44), ("Is", 70)],
    );
    table.rows = said::settings(engine.model())
        .into_iter()
        .map(|(name, value)| vec![Cell::text(name), Cell::text(value)])
        .collect();
    table
}

/// What this is, of which day and model, and what the tables hold.
pub(super) fn about(engine: &Engine, list: &[Table]) -> Table {
    let mut table = Table::new(
        "about",
        "About",
        "What the tables hold, and of which model and day",
        &[("What", 30), ("Is", 100)],
    );
    let mut row = |what: &str, is: Cell| table.rows.push(vec![Cell::text(what), is]);
    let model = engine.model();
    row("Model", Cell::text(model.name()));
    row("Notes", Cell::text(model.notes()));
    row("Worked out for", Cell::Date(engine.day()));
    row("SHA-256 of the model", Cell::text(said::hash(model)));
    row("Written by", Cell::text(said::PROGRAM));
    for one in list {
        row(one.title, Cell::text(one.about));
    }
    table
}
