//! Generated companies: the same people, groups and roles from the same seed on every machine.
//!
//! `plain` is what other engines can express as well: one manager line, conditions on two fields,
//! roles given to groups, one guard. `full` adds what only ours has. Not here: questions timed
//! (`questions`), edits timed (`edits`), and anything that reads a clock.

pub mod edits;
mod full;
mod people;
mod plain;
pub mod questions;
mod random;
mod systems;

use sightline::model::{Date, Model};

pub use full::full;
pub use plain::{N_PERMISSIONS, plain};
pub use random::Random;

/// The two generated companies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// What every engine compared can express.
    Plain,
    /// The whole model: items, labels, scopes in four places, pooling and the rest.
    Full,
}

impl Company {
    /// The company of so many people.
    pub fn of(self, n: usize) -> Model {
        match self {
            Company::Plain => plain(n),
            Company::Full => full(n),
        }
    }

    /// Its name, as tables and arguments have it.
    pub fn name(self) -> &'static str {
        match self {
            Company::Plain => "plain",
            Company::Full => "full",
        }
    }

    /// The company of a name.
    pub fn named(name: &str) -> Option<Company> {
        [Company::Plain, Company::Full]
            .into_iter()
            .find(|company| company.name() == name)
    }
}

/// The day that is asked about.
pub fn day() -> Date {
    Date::new(2026, 11, 21).expect("a day of the calendar")
}
