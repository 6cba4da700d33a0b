//! The people both companies have: a manager tree, a country and a department each, and groups
//! by condition on these.

use std::collections::VecDeque;

use sightline::model::{
    Assignment, Condition, Field, FieldType, Group, ManagerEdge, Op, Parts, Principal, Scope,
    Subject, Window,
};

use super::Random;

pub const N_COUNTRIES: usize = 20;
pub const N_DEPARTMENTS: usize = 40;
pub const N_GROUPS: usize = 50;
pub const N_ROLES: usize = 20;

/// The two fields of people.
pub fn fields(parts: &mut Parts) {
    for field in ["country", "department"] {
        parts.fields.push(Field {
            id: field.into(),
            name: field.to_owned(),
            kind: FieldType::Text,
        });
    }
}

/// So many people: 2 to 14 direct reports each, everyone below the first. A manager's number is
/// lower than that of any report. Three in four share their manager's department.
pub fn people(n: usize, random: &mut Random, parts: &mut Parts) {
    let mut open: VecDeque<(usize, usize)> = [(0, 14)].into();
    let mut departments: Vec<usize> = Vec::with_capacity(n);
    for at in 0..n {
        let mut person = Principal::new(format!("p{at}"), format!("Person {at}"));
        let mut department = random.below(N_DEPARTMENTS);
        if at > 0 {
            while open.front().is_some_and(|(_, left)| *left == 0) {
                open.pop_front();
            }
            if let Some((manager, left)) = open.front_mut() {
                *left -= 1;
                let edge = ManagerEdge("primary".into(), format!("p{manager}").into());
                person.managers.push(edge);
                if !random.once_in(4) {
                    department = departments[*manager];
                }
            }
            open.push_back((at, 2 + random.below(13)));
        }
        departments.push(department);
        let country = format!("c{}", random.below(N_COUNTRIES));
        let department = format!("d{department}");
        for (field, value) in [("country", country), ("department", department)] {
            person
                .fields
                .set(&field.into(), Some(value.as_str().into()));
        }
        parts.principals.push(person);
    }
}

/// Groups of everyone in a country or a department.
pub fn groups(random: &mut Random, parts: &mut Parts) {
    for g in 0..N_GROUPS {
        let (field, value) = if g % 2 == 0 {
            ("country", format!("c{}", random.below(N_COUNTRIES)))
        } else {
            ("department", format!("d{}", random.below(N_DEPARTMENTS)))
        };
        parts.groups.push(Group {
            id: format!("g{g}").into(),
            name: format!("Group {g}"),
            description: format!("Everyone whose {field} is {value}"),
            listed: Vec::new(),
            condition: Some(Condition::one(field, Op::Is, &[&value])),
            groups: Vec::new(),
        });
    }
}

/// Each group holds one role.
pub fn assignments(parts: &mut Parts) {
    for g in 0..N_GROUPS {
        parts.assignments.push(Assignment {
            id: format!("a{g}").into(),
            to: Subject::Group(format!("g{g}").into()),
            role: format!("r{}", g % N_ROLES).into(),
            scope: Scope::UNSET,
            window: Window::default(),
        });
    }
}
