//! One column set for many people in one step.

use super::moves::some_of;
use crate::model::{Change, Edit, Key, Model, PrincipalId};
use crate::session::people::{CellValue, PeopleColumn};

/// Sets a column for everyone named. None if it is so already.
pub fn set(
    model: &Model,
    who: &[PrincipalId],
    column: &PeopleColumn,
    value: &CellValue,
    words: &str,
) -> Option<Change> {
    let mut names = Vec::new();
    let mut edits = Vec::new();
    for old in who.iter().filter_map(|id| model.principals().get(id)) {
        let mut person = old.clone();
        column.set(&mut person, value.clone());
        if person != *old {
            names.push(old.name.clone());
            edits.push(Edit::put(person));
        }
    }
    let names = some_of(&names)?;
    let title = column.title(model);
    let label = if words.trim().is_empty() {
        format!("clear {title} of {names}")
    } else {
        let to = match value {
            CellValue::Manager(Some(id)) => model.title(&Key::Principal(id.clone())),
            _ => words.trim().to_owned(),
        };
        format!("set {title} of {names} to {to}")
    };
    Some(Change::new(label, edits))
}
