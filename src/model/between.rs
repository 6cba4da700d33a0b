//! The change that leads from one model to another: what a file holds now, taken over as one step
//! that can be undone.

use std::collections::VecDeque;

use super::change::{Change, Edit};
use super::facts::{Key, Model, Record};
use super::table::{Entity, Table};

impl Change {
    /// The change that makes `old` into `new`, the order of its tables included.
    pub fn between(label: impl Into<String>, old: &Model, new: &Model) -> Change {
        let mut edits = Vec::new();
        if old.name != new.name {
            edits.push(Edit::Name(new.name.clone()));
        }
        if old.notes != new.notes {
            edits.push(Edit::Notes(new.notes.clone()));
        }
        if old.settings != new.settings {
            edits.push(Edit::Settings(new.settings.clone()));
        }
        macro_rules! tables {
            ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
                $(table(&old.$table, &new.$table, Key::$variant, Record::$variant, &mut edits);)*
            };
        }
        crate::with_tables!(tables);
        Change::new(label, edits)
    }

    /// How many records the change adds, replaces or takes out.
    pub fn n_records(&self) -> usize {
        let is_record = |edit: &&Edit| matches!(edit, Edit::Put { .. } | Edit::Remove(_));
        self.edits.iter().filter(is_record).count()
    }
}

fn table<T: Entity + PartialEq>(
    old: &Table<T>,
    new: &Table<T>,
    key: impl Fn(T::Id) -> Key,
    record: impl Fn(std::sync::Arc<T>) -> Record,
    edits: &mut Vec<Edit>,
) {
    if old.is_ordered_as(new) {
        let changed = old.differing(new).filter(|(_, before, row)| before != row);
        edits.extend(changed.map(|(_, _, row)| Edit::Put {
            record: record(row.clone()),
            at: None,
        }));
        return;
    }
    // The ids that stay, in the order they have so far; what was put in its place is taken off.
    let mut rest: VecDeque<&T::Id> = VecDeque::with_capacity(old.len());
    for id in old.ids() {
        if new.contains(id) {
            rest.push_back(id);
        } else {
            edits.push(Edit::Remove(key(id.clone())));
        }
    }
    for (at, (id, row)) in new.ids().zip(new.rows()).enumerate() {
        let before = old.get_shared(id);
        if before.is_none_or(|before| before != row) {
            edits.push(Edit::Put {
                record: record(row.clone()),
                at: before.is_none().then_some(at),
            });
        }
        if before.is_none() {
            continue;
        }
        if rest.front() == Some(&id) {
            rest.pop_front();
            continue;
        }
        if let Some(from) = rest.iter().position(|one| *one == id) {
            rest.remove(from);
        }
        edits.push(Edit::Move {
            key: key(id.clone()),
            to: at,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Principal;

    fn model(ids: &[&str]) -> Model {
        let mut model = Model::default();
        let people = ids.iter().map(|id| Edit::put(Principal::new(*id, *id)));
        model.apply(&Change::new("", people.collect())).unwrap();
        model
    }

    #[test]
    fn it_leads_from_one_to_the_other_and_back() {
        let lists: [&[&str]; 6] = [
            &[],
            &["a", "b", "c", "d"],
            &["d", "a", "x", "b"],
            &["b", "a", "d", "c"],
            &["x", "y", "a"],
            &["c", "b"],
        ];
        for old in lists.map(model) {
            for new in lists.map(model) {
                let change = Change::between("", &old, &new);
                let mut now = old.clone();
                let back = now.retrace(&[&change]).unwrap();
                assert_eq!(now, new);
                now.retrace(&[&back[0]]).unwrap();
                assert_eq!(now, old);
                assert_eq!(change.edits.is_empty(), old == new);
            }
        }
    }
}
