//! Findings about a sound model: what is probably not meant, each with its reason and, where one
//! exists, a repair that goes the common way. One rule a file.

mod delegated;
mod direct;
mod empty;
mod everyone;
mod labels;
mod places;
mod required;
mod shared;
mod unused;
mod values;

use crate::engine::Engine;
use crate::model::{Change, Key};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingSeverity {
    /// Something is wrong.
    Error,
    /// Probably not meant.
    Warning,
    /// Worth knowing.
    Note,
}

/// Something worth a look.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Which rule found it: a stable word such as `value-missing`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: FindingSeverity,
    /// What it is, in one sentence.
    pub title: String,
    /// Why, and what would be right.
    pub detail: String,
    /// The record it is about.
    pub key: Key,
    /// A change that mends it.
    pub repair: Option<Change>,
}

/// Every finding, gravest first, then in the order of the rules and of the model.
pub fn findings(engine: &Engine) -> Vec<Finding> {
    let mut list = Vec::new();
    required::find(engine, &mut list);
    empty::find(engine, &mut list);
    shared::find(engine, &mut list);
    values::find(engine, &mut list);
    everyone::find(engine, &mut list);
    direct::find(engine, &mut list);
    places::find(engine, &mut list);
    labels::find(engine, &mut list);
    delegated::find(engine, &mut list);
    unused::find(engine, &mut list);
    list.sort_by_key(|finding| finding.severity);
    list
}

/// A few names and how many more there are.
fn names(names: impl IntoIterator<Item = String>) -> String {
    const MOST: usize = 6;
    let all: Vec<String> = names.into_iter().collect();
    let few = all
        .iter()
        .take(MOST)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    match all.len().saturating_sub(MOST) {
        0 => few,
        n => format!("{few} and {n} more"),
    }
}
