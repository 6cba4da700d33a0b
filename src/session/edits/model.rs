//! Edits of the model as a whole: what it is called, the notes on it, the readings it rests on.

use std::sync::Arc;

use crate::model::{Change, Edit, Model, Settings};

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

/// Changes a reading the answers rest on. `words` say it in the name of the step.
pub fn read_as(model: &Model, words: &str, change: impl FnOnce(&mut Settings)) -> Option<Change> {
    let mut settings = model.settings().clone();
    change(&mut settings);
    (settings != *model.settings())
        .then(|| Change::new(words, vec![Edit::Settings(Arc::new(settings))]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Merge;

    #[test]
    fn a_reading_is_changed_and_comes_back() {
        let mut model = crate::session::edits::blank();
        let before = model.clone();
        let pooled = |settings: &mut Settings| settings.merge = Merge::Pooled;
        let change = read_as(&model, "pool sources", pooled).unwrap();
        let undo = model.apply(&change).unwrap();
        assert_eq!(model.settings().merge, Merge::Pooled);
        assert_eq!(read_as(&model, "pool sources", pooled), None);
        model.apply(&undo).unwrap();
        assert_eq!(model, before);
    }
}
