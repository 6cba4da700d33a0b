//! What the search box offers for a plain question: its answer, ways to go on, or why it is not
//! understood. Plain data: lines of the palette.

use super::{Lexicon, NotUnderstood, PlainAnswer, begin, complete, examples, is_begun, parse};
use crate::engine::Engine;
use crate::session::find::{Found, Hit};

/// As many rows of an answer as stand in the search box.
pub const ROWS_AT_ONCE: usize = 8;
/// As many ways to go on as are offered below an answer.
const MORE_BELOW: usize = 4;
/// As many ways to go on as are offered where a question is not finished.
const MORE: usize = 10;
/// As many as are offered while it may be a name as well.
const FEW: usize = 3;

/// Lines for what is typed. True if they come before what else is found.
#[derive(Debug, Default)]
pub struct Offered {
    /// The lines.
    pub hits: Vec<Hit>,
    /// A question was begun.
    pub is_question: bool,
}

/// What the search box offers. A question mark at the beginning asks for what can be asked.
pub fn offered(engine: &Engine, lexicon: &Lexicon, typed: &str, recent: &[String]) -> Offered {
    let asked = typed.trim_start();
    let (text, is_forced) = match asked.strip_prefix('?') {
        Some(rest) => (rest.trim_start(), true),
        None => (asked, false),
    };
    if text.is_empty() {
        return Offered {
            hits: if is_forced {
                what_can_be_asked(lexicon, recent)
            } else {
                Vec::new()
            },
            is_question: is_forced,
        };
    }
    let is_question = is_forced || is_begun(lexicon, text);
    if !is_question {
        let hits = match text.chars().count() {
            0 | 1 => Vec::new(),
            _ => beginnings(lexicon, text),
        };
        return Offered { hits, is_question };
    }
    let mut hits = Vec::new();
    match parse(lexicon, text) {
        Ok(question) => {
            hits.extend(lines(text, begin(engine, &question, ROWS_AT_ONCE)));
            hits.extend(ways_on(lexicon, text, MORE_BELOW));
        }
        Err(stop) => {
            hits.extend(ways_on(lexicon, text, MORE));
            if hits.is_empty() {
                hits.extend(not_understood(text, &stop));
            }
        }
    }
    Offered { hits, is_question }
}

fn hit(found: Found, text: impl Into<String>, detail: impl Into<String>) -> Hit {
    Hit {
        found,
        text: text.into(),
        detail: detail.into(),
    }
}

fn what_can_be_asked(lexicon: &Lexicon, recent: &[String]) -> Vec<Hit> {
    let before = recent.iter().rev();
    let before = before.map(|text| hit(Found::Fill(text.clone()), text, "Asked before"));
    let told = examples(lexicon).into_iter();
    let told = told.map(|one| hit(Found::Fill(one.text.clone()), one.text, one.meaning));
    before.chain(told).collect()
}

/// One way to begin a question for each first word.
fn beginnings(lexicon: &Lexicon, text: &str) -> Vec<Hit> {
    let mut firsts: Vec<String> = Vec::new();
    let mut hits = Vec::new();
    for way in complete(lexicon, text) {
        let first = way.text.split(' ').next().unwrap_or_default().to_owned();
        if !firsts.contains(&first) && hits.len() < FEW {
            firsts.push(first);
            let fill = Found::Fill(format!("{} ", way.text));
            hits.push(hit(fill, way.text, "asks a plain question"));
        }
    }
    hits
}

fn ways_on(lexicon: &Lexicon, text: &str, most: usize) -> Vec<Hit> {
    let ways = complete(lexicon, text).into_iter().take(most);
    ways.map(|one| {
        let detail = match one.detail.is_empty() {
            true => "goes on".to_owned(),
            false => one.detail,
        };
        hit(Found::Fill(format!("{} ", one.text)), one.text, detail)
    })
    .collect()
}

/// The sentence, the first rows, a door to all of them, and to keep it.
fn lines(text: &str, answer: PlainAnswer) -> Vec<Hit> {
    let n_rows = answer.rows.len();
    let question = text.trim().to_owned();
    let mut hits = vec![hit(
        Found::Answer {
            question: question.clone(),
            verdict: answer.verdict,
            door: answer.door.clone(),
        },
        answer.sentence,
        answer.notes.join(". "),
    )];
    let few = answer.rows.into_iter().take(ROWS_AT_ONCE);
    hits.extend(few.map(|row| {
        let found = Found::Row {
            question: question.clone(),
            door: row.door,
        };
        hit(found, row.text, row.detail)
    }));
    if n_rows > 0 {
        let all = match n_rows {
            n if n > ROWS_AT_ONCE => format!("Show all {}", super::words::number(n)),
            _ => "Show as a list".to_owned(),
        };
        let found = Found::Row {
            question,
            door: None,
        };
        hits.push(hit(found, all, "in Simulate, under Answers"));
    }
    if let Some(change) = answer.keep {
        let says = change
            .label
            .strip_prefix("expect that ")
            .unwrap_or(&change.label)
            .to_owned();
        hits.push(hit(Found::Keep(change), "Keep as an expectation", says));
    }
    hits
}

/// Why it is not understood, and the nearest names in its place.
fn not_understood(text: &str, stop: &NotUnderstood) -> Vec<Hit> {
    let mut hits = vec![hit(Found::Nothing, stop.text(), "")];
    for near in &stop.near {
        let before = text.get(..stop.at).unwrap_or_default();
        let after = text.get(stop.until..).unwrap_or_default();
        let mended = format!("{before}{near}{after}");
        hits.push(hit(
            Found::Fill(mended.clone()),
            mended,
            "did you mean this",
        ));
    }
    hits
}
