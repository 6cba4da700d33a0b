//! A change that was made elsewhere, as a step: a repair, an offered grant. It bears whole records,
//! so it is done only while those are what they were.

use serde::{Deserialize, Serialize};

use crate::model::{Change, Edit, Key, Model, Record};

/// A change, and what it was made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Made {
    change: Change,
    before: Vec<(Key, Option<Record>)>,
}

impl Made {
    /// A change that was made from this model.
    pub fn new(model: &Model, change: Change) -> Made {
        let keys = change.edits.iter().filter_map(|edit| match edit {
            Edit::Put { record, .. } => Some(record.key()),
            Edit::Remove(key) | Edit::Move { key, .. } => Some(key.clone()),
            Edit::Settings(_) | Edit::Name(_) | Edit::Notes(_) => None,
        });
        let before = keys.map(|key| (key.clone(), model.record(&key))).collect();
        Made { change, before }
    }

    /// What it is called.
    pub fn label(&self) -> &str {
        &self.change.label
    }

    /// The change, nothing where it is so already, or why it cannot be done.
    pub(super) fn change(&self, model: &Model) -> Result<Option<Change>, String> {
        let mut after = model.clone();
        if after.retrace(&[&self.change]).is_ok() && after == *model {
            return Ok(None);
        }
        for (key, before) in &self.before {
            let now = model.record(key);
            if now != *before {
                let title = now.or_else(|| before.clone()).map(|record| record.title());
                let title = title.unwrap_or_else(|| key.id());
                return Err(format!("{title} was edited since this step was made"));
            }
        }
        Ok(Some(self.change.clone()))
    }
}
