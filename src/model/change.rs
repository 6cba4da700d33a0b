//! Edits as values. A [`Change`] is a labelled list of edits that applies whole or not at all and
//! returns its inverse. This is the only way a model changes.
//!
//! Not here: whether a change may be saved (locked roles, dependencies, delegation); that is TRY
//! in the engine. Here only what would leave the model broken is refused.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::facts::{Key, Model, Record};
use super::settings::Settings;
use super::validate::{Problem, Severity, problems_of_change};

/// One edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// Adds a record, or replaces the one with its id. A new one goes to `at`, or to the end.
    Put {
        /// The record.
        record: Record,
        /// Place in its table, for a new record.
        at: Option<usize>,
    },
    /// Takes a record out.
    Remove(Key),
    /// Moves a record to another place in its table.
    Move {
        /// The record.
        key: Key,
        /// Its new place.
        to: usize,
    },
    /// Replaces the settings.
    Settings(Arc<Settings>),
    /// Renames the model.
    Name(String),
    /// Replaces the notes on the model.
    Notes(String),
}

impl Edit {
    /// Adds or replaces a record.
    pub fn put(record: impl Into<Record>) -> Edit {
        Edit::Put {
            record: record.into(),
            at: None,
        }
    }
}

/// A labelled list of edits, checked and applied together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What it does, verb first: "give HR Finland View salary".
    pub label: String,
    /// The edits, in order.
    pub edits: Vec<Edit>,
}

impl Change {
    /// A change of several edits.
    pub fn new(label: impl Into<String>, edits: Vec<Edit>) -> Change {
        Change {
            label: label.into(),
            edits,
        }
    }
}

/// Why a change cannot be applied. The model is as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Broken {
    /// The change names a record that is not there.
    #[error("there is no {} `{}`", .0.word(), .0.id())]
    Missing(Key),
    /// The model would not hold together.
    #[error("{}", join(.0))]
    Problems(Vec<Problem>),
}

fn join(problems: &[Problem]) -> String {
    let mut text = String::new();
    for problem in problems.iter().take(3) {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&problem.message);
    }
    if problems.len() > 3 {
        text.push_str(&format!("; and {} more", problems.len() - 3));
    }
    text
}

impl Model {
    /// Applies a change whole or not at all. Returns the change that undoes it.
    pub fn apply(&mut self, change: &Change) -> Result<Change, Broken> {
        // Tables are shared, so the copy costs a few counts. It is the way back as well.
        let before = self.clone();
        let mut undo = Vec::with_capacity(change.edits.len());
        for edit in &change.edits {
            match self.apply_edit(edit) {
                Ok(inverse) => undo.push(inverse),
                Err(broken) => {
                    *self = before;
                    return Err(broken);
                }
            }
        }
        let problems: Vec<Problem> = problems_of_change(&before, self, change)
            .into_iter()
            .filter(|problem| problem.severity == Severity::Error)
            .collect();
        if !problems.is_empty() {
            *self = before;
            return Err(Broken::Problems(problems));
        }
        undo.reverse();
        Ok(Change::new(change.label.clone(), undo))
    }

    /// Walks along changes that led from one sound model to another, in order: through its history.
    /// Returns what leads back over each. What held together then is not checked again.
    pub fn retrace(&mut self, way: &[&Change]) -> Result<Vec<Change>, Broken> {
        let before = self.clone();
        let mut back = Vec::with_capacity(way.len());
        for change in way {
            let mut inverse = Vec::with_capacity(change.edits.len());
            for edit in &change.edits {
                match self.apply_edit(edit) {
                    Ok(edit) => inverse.push(edit),
                    Err(broken) => {
                        *self = before;
                        return Err(broken);
                    }
                }
            }
            inverse.reverse();
            back.push(Change::new(change.label.clone(), inverse));
        }
        Ok(back)
    }

    fn apply_edit(&mut self, edit: &Edit) -> Result<Edit, Broken> {
        match edit {
            Edit::Put { record, at } => {
                let key = record.key();
                Ok(match self.put(record.clone(), *at) {
                    Some(old) => Edit::Put {
                        record: old,
                        at: None,
                    },
                    None => Edit::Remove(key),
                })
            }
            Edit::Remove(key) => {
                let (at, record) = self.take(key).ok_or_else(|| Broken::Missing(key.clone()))?;
                Ok(Edit::Put {
                    record,
                    at: Some(at),
                })
            }
            Edit::Move { key, to } => {
                let from = self
                    .shift(key, *to)
                    .ok_or_else(|| Broken::Missing(key.clone()))?;
                Ok(Edit::Move {
                    key: key.clone(),
                    to: from,
                })
            }
            Edit::Settings(settings) => Ok(Edit::Settings(std::mem::replace(
                &mut self.settings,
                settings.clone(),
            ))),
            Edit::Name(name) => Ok(Edit::Name(std::mem::replace(&mut self.name, name.clone()))),
            Edit::Notes(notes) => Ok(Edit::Notes(std::mem::replace(
                &mut self.notes,
                notes.clone(),
            ))),
        }
    }
}
