//! What is said after a change that was accepted: new rights may count only after a new login (P28).

use crate::model::{Change, Edit, Model, Record, Subject};

use super::Words;

/// What the one who saved a change should know. `before` is the model without the change.
pub fn notice(before: &Model, change: &Change) -> Option<String> {
    if !before.settings().new_login_for_new_rights {
        return None;
    }
    let words = Words::new(before);
    let mut receivers = change.edits.iter().filter_map(|edit| {
        let subject = match edit {
            Edit::Put {
                record: Record::Assignment(new),
                ..
            } => {
                let is_new = before
                    .assignments()
                    .get(&new.id)
                    .is_none_or(|o| *o != **new);
                is_new.then_some(&new.to)
            }
            Edit::Put {
                record: Record::DirectGrant(new),
                ..
            } => {
                let is_new = before
                    .direct_grants()
                    .get(&new.id)
                    .is_none_or(|o| *o != **new);
                is_new.then_some(&new.to)
            }
            _ => None,
        }?;
        Some(match subject {
            Subject::User(id) => words.person(id),
            group @ Subject::Group(_) => format!("members of {}", words.subject(group)),
        })
    });
    let first = receivers.next()?;
    let who = match receivers.next() {
        Some(_) => "those who were given something".to_owned(),
        None => first,
    };
    Some(format!("Granted; {who} may need to log in again"))
}
