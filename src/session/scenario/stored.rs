//! Scenarios kept for another day, beside the user's file: in the user's own folder, one small file
//! for each model file. They say what is meant, so that they still fit a file edited meanwhile.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{Scenario, Scenarios};
use crate::io::beside;
use crate::session::Session;

/// What kind of file it is, in the user's folder.
const SORT: &str = "scenarios";
/// Files of another version are left alone.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    scenarios: Vec<Scenario>,
}

/// What was written last, so that a later state is never replaced by an earlier one.
#[derive(Debug, Clone, Default)]
pub(super) struct Keeping {
    n_asked: u64,
    last: Arc<Mutex<u64>>,
    text: Option<String>,
}

fn text_of(scenarios: &Scenarios) -> Option<String> {
    let scenarios: Vec<Scenario> = scenarios
        .list()
        .iter()
        .filter(|one| !one.steps().is_empty() || one.is_kept())
        .cloned()
        .collect();
    if scenarios.is_empty() {
        return None;
    }
    let stored = Stored {
        version: VERSION,
        scenarios,
    };
    ron::ser::to_string(&stored).ok()
}

/// The scenarios of a text; none if it cannot be read.
fn from_text(text: &str) -> Vec<Scenario> {
    match ron::from_str::<Stored>(text) {
        Ok(stored) if stored.version == VERSION => stored.scenarios,
        Ok(_) => Vec::new(),
        Err(problem) => {
            log::warn!("kept scenarios: {problem}");
            Vec::new()
        }
    }
}

impl Session {
    /// The scenarios that were kept for the file that is open.
    pub(in crate::session) fn kept_scenarios(&self) -> Scenarios {
        let path = self.path_of_file();
        let (Some(folder), Some(path)) = (&self.folder, path) else {
            return Scenarios::default();
        };
        match beside::kept(folder, SORT, path) {
            Some(text) => Scenarios::of(from_text(&text)),
            None => Scenarios::default(),
        }
    }

    /// Keeps the scenarios as they are now for the file that is open, in a thread.
    pub(in crate::session) fn keep_scenarios(&mut self) {
        let Some(path) = self.path_of_file().map(Path::to_owned) else {
            return;
        };
        let Some(folder) = self.folder.clone() else {
            return;
        };
        let text = text_of(&self.scenarios);
        let keeping = &mut self.scenarios.keeping;
        if keeping.text == text {
            return;
        }
        keeping.text = text.clone();
        keeping.n_asked += 1;
        let (nth, last) = (keeping.n_asked, keeping.last.clone());
        std::thread::spawn(move || {
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            if *last > nth {
                return;
            }
            *last = nth;
            if let Err(problem) = beside::keep(&folder, SORT, &path, text.as_deref()) {
                log::warn!("scenarios of {}: {problem}", path.display());
            }
        });
    }

    fn path_of_file(&self) -> Option<&Path> {
        self.document.as_ref()?.origin().path.as_deref()
    }
}
