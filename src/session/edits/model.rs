//! Edits of the model as a whole: what it is called, the notes on it.

use crate::model::{Change, Edit, Model};

/// Changes what the model is called.
pub fn rename(model: &Model, name: &str) -> Option<Change> {
    let name = name.trim();
    if name.is_empty() || name == model.name() {
        return None;
    }
    let label = format!("call the model {name}");
    Some(Change::new(label, vec![Edit::Name(name.to_owned())]))
}

/// Changes the notes on the model.
pub fn note(model: &Model, text: &str) -> Option<Change> {
    let text = text.trim();
    (text != model.notes()).then(|| {
        let edit = Edit::Notes(text.to_owned());
        Change::new("change the notes on the model", vec![edit])
    })
}
