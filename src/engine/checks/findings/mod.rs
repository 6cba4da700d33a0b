//! Findings about a sound model: what is probably not meant, each with its reason and, where one
//! exists, a repair that goes the common way. One rule a file.

mod everyone;

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

/// Every finding, in the order of the rules and then of the model.
pub fn findings(engine: &Engine) -> Vec<Finding> {
    let mut list = Vec::new();
    everyone::find(engine, &mut list);
    list
}
