//! The change of everything that can be, when a model refuses some of it.

use crate::model::{Broken, Change, Key, Model, Severity};

/// How often what the model refuses is left out and the rest is tried again.
const MOST_ROUNDS: usize = 12;

/// What came of it.
#[derive(Debug, Default)]
pub struct Settled {
    /// The change that is accepted; none if nothing would change.
    pub change: Option<Change>,
    /// The model after it.
    pub after: Option<Model>,
    /// Why not even the rest is accepted.
    pub problem: Option<String>,
}

/// Tries the change of all parts, lets `refuse` leave out those the model refuses, and tries
/// again. `refuse` says whether there was something to leave out.
pub fn settle<T>(
    model: &Model,
    parts: &mut [T],
    change: impl Fn(&[T]) -> Option<Change>,
    refuse: impl Fn(&mut [T], &Key, &str) -> bool,
) -> Settled {
    let mut problem = None;
    for _ in 0..MOST_ROUNDS {
        let Some(change) = change(parts) else {
            return Settled::default();
        };
        let mut after = model.clone();
        let Err(broken) = after.apply(&change) else {
            return Settled {
                change: Some(change),
                after: Some(after),
                problem: None,
            };
        };
        problem = Some(broken.to_string());
        let Broken::Problems(found) = broken else {
            break;
        };
        let mut is_left_out = false;
        for one in found.iter().filter(|one| one.severity == Severity::Error) {
            if let Some(key) = &one.key {
                is_left_out |= refuse(parts, key, &one.message);
            }
        }
        if !is_left_out {
            break;
        }
    }
    Settled {
        problem,
        ..Settled::default()
    }
}
