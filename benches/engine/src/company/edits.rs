//! The edits timed: a grant on a role, a field of a person, a person under another manager.

use sightline::model::{Change, Edit, Grant, ManagerEdge, Model, Reach, Scope};

/// An edit and what a table calls it.
pub struct NamedEdit {
    /// Its row in the table.
    pub name: &'static str,
    /// The change.
    pub change: Change,
}

impl NamedEdit {
    /// The model after the edit.
    pub fn on(&self, model: &Model) -> Model {
        let mut after = model.clone();
        after.apply(&self.change).expect("a sound change");
        after
    }
}

/// The three edits on a company.
pub fn edits(model: &Model) -> [NamedEdit; 3] {
    [
        NamedEdit {
            name: "a grant on a role",
            change: Change::new(
                "give Role 3 View permission 7 of all reports",
                vec![grant(model)],
            ),
        },
        NamedEdit {
            name: "a field of a person",
            change: Change::new("move someone to another country", vec![field(model)]),
        },
        NamedEdit {
            name: "a person under another manager",
            change: Change::new("give someone another manager", vec![manager(model)]),
        },
    ]
}

fn grant(model: &Model) -> Edit {
    let mut role = model.roles().at(3).expect("a role").clone();
    role.grants.push(Grant {
        permission: "hr.p7".into(),
        level: "view".into(),
        on: Scope::people(Reach::all_reports()),
        switch: None,
    });
    Edit::put(role)
}

fn field(model: &Model) -> Edit {
    let n = model.principals().len();
    let mut person = model.principals().at(n / 2).expect("someone").clone();
    let country = &"country".into();
    let is_first = person
        .fields
        .get(country)
        .is_some_and(|value| value.keys() == ["c1"]);
    let other = if is_first { "c2" } else { "c1" };
    person.fields.set(country, Some(other.into()));
    Edit::put(person)
}

/// Someone with reports of their own moves under the second person; lower numbers stand higher,
/// so that no cycle comes about.
fn manager(model: &Model) -> Edit {
    let n = model.principals().len();
    let mut person = model.principals().at(n / 12).expect("someone").clone();
    let is_there = person.managers.first().is_some_and(|edge| edge.1 == "p1");
    let other = if is_there { "p2" } else { "p1" };
    person.managers.retain(|edge| edge.0 != "primary");
    person
        .managers
        .insert(0, ManagerEdge("primary".into(), other.into()));
    Edit::put(person)
}
