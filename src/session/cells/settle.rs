//! The change of everything that can be, when a model refuses some of it.

use crate::model::{Broken, Change, Key, Model, Severity};

/// How often what the model refuses is left out and the rest is tried again.
const MOST_ROUNDS: usize = 12;

/// Tries the change of all parts, lets `refuse` leave out those the model refuses, and tries
/// again. `refuse` says whether there was something to leave out. Returns the change, or why not
/// even the rest is accepted.
pub fn settle<T>(
    model: &Model,
    parts: &mut [T],
    change: impl Fn(&[T]) -> Option<Change>,
    refuse: impl Fn(&mut [T], &Key, &str) -> bool,
) -> (Option<Change>, Option<String>) {
    let mut problem = None;
    for _ in 0..MOST_ROUNDS {
        let Some(change) = change(parts) else {
            return (None, None);
        };
        let Err(broken) = model.clone().apply(&change) else {
            return (Some(change), None);
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
    (None, problem)
}
