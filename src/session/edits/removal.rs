//! Removing records together with what names them, in one change that says what it takes along.
//!
//! Lists lose the name; grants of it go; what is only about it (an assignment, a guard on a
//! permission) goes too. What cannot stand without it and is not only about it stays, and the
//! gate then refuses and says so: a removal never rewrites a limit into a wider one.

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use super::strip::{names, strip};
use crate::model::{Change, Edit, Key, Model, Named, Path, Record, Refs};

/// Removes records.
pub fn remove(model: &Model, keys: &[Key]) -> Change {
    let mut gone: Vec<Key> = keys.to_vec();
    let mut is_gone: FxHashSet<Key> = keys.iter().cloned().collect();
    let mut edited: IndexMap<Key, Record> = IndexMap::new();
    let all = model.keys();
    let mut n_done = 0;
    while n_done < gone.len() {
        let fresh: FxHashSet<Key> = gone.iter().skip(n_done).cloned().collect();
        n_done = gone.len();
        for user in &all {
            if is_gone.contains(user) {
                continue;
            }
            let Some(record) = edited.get(user).cloned().or_else(|| model.record(user)) else {
                continue;
            };
            match without(user, record, &fresh) {
                Without::AsItWas => {}
                Without::Stripped(record) => {
                    edited.insert(user.clone(), record);
                }
                Without::Gone => {
                    edited.shift_remove(user);
                    is_gone.insert(user.clone());
                    gone.push(user.clone());
                }
            }
        }
    }
    let label = label(model, keys, gone.len() - keys.len(), edited.len());
    let puts = edited
        .into_iter()
        .map(|(_, record)| Edit::Put { record, at: None });
    let removals = gone.into_iter().rev().map(Edit::Remove);
    Change::new(label, puts.chain(removals).collect())
}

/// What is left of a record without others.
enum Without {
    AsItWas,
    Stripped(Record),
    Gone,
}

fn without(user: &Key, mut record: Record, fresh: &FxHashSet<Key>) -> Without {
    let mut named: Vec<Key> = Vec::new();
    Refs::new(Path::default(), &mut |_, one| {
        if let Named::Key(key) = one
            && fresh.contains(&key)
            && !named.contains(&key)
        {
            named.push(key);
        }
    })
    .record(&record);
    if named.is_empty() {
        return Without::AsItWas;
    }
    for key in &named {
        record = strip(&record, key);
        if names(&record, key) && is_only_about(user) {
            return Without::Gone;
        }
    }
    Without::Stripped(record)
}

/// Records that have no meaning without what they name.
fn is_only_about(key: &Key) -> bool {
    matches!(
        key,
        Key::Assignment(_)
            | Key::DirectGrant(_)
            | Key::PrincipalScope(_)
            | Key::CustomSet(_)
            | Key::Implication(_)
            | Key::Requirement(_)
            | Key::Suppression(_)
            | Key::Guard(_)
            | Key::DelegationRule(_)
            | Key::Expectation(_)
            | Key::DutyRule(_)
    )
}

fn label(model: &Model, keys: &[Key], n_along: usize, n_edited: usize) -> String {
    let names: Vec<String> = keys.iter().take(2).map(|key| model.title(key)).collect();
    let mut label = format!("remove {}", names.join(", "));
    if keys.len() > 2 {
        label.push_str(&format!(" and {} more", keys.len() - 2));
    }
    let mut also = Vec::new();
    match n_along {
        0 => {}
        1 => also.push("1 record that is only about it".to_owned()),
        n => also.push(format!("{n} records that are only about it")),
    }
    match n_edited {
        0 => {}
        1 => also.push("its mention in 1 other".to_owned()),
        n => also.push(format!("its mentions in {n} others")),
    }
    if !also.is_empty() {
        label.push_str(&format!(", with {}", also.join(" and ")));
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assignment, Group, Principal, Role, Scope, Subject, Window};

    #[test]
    fn a_person_goes_with_the_assignment_and_off_the_group() {
        let mut model = Model::default();
        let group = Group {
            id: "hr".into(),
            name: "HR".to_owned(),
            description: "People team".to_owned(),
            listed: vec!["ann".into(), "bob".into()],
            condition: None,
            groups: Vec::new(),
        };
        let assignment = Assignment {
            id: "a1".into(),
            to: Subject::User("ann".into()),
            role: "admin".into(),
            scope: Scope::UNSET,
            window: Window::default(),
        };
        let start = vec![
            Edit::put(Principal::new("ann", "Ann")),
            Edit::put(Principal::new("bob", "Bob")),
            Edit::put(Role::new("admin", "Admin")),
            Edit::put(group),
            Edit::put(assignment),
        ];
        model.apply(&Change::new("start", start)).unwrap();
        let before = model.clone();
        let change = remove(&model, &[Key::Principal("ann".into())]);
        assert_eq!(
            change.label,
            "remove Ann, with 1 record that is only about it and its mention in 1 other"
        );
        let undo = model.apply(&change).unwrap();
        assert!(model.assignments().is_empty());
        assert_eq!(model.groups().at(0).unwrap().listed, ["bob"]);
        model.apply(&undo).unwrap();
        assert_eq!(model, before);
    }
}
