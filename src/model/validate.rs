//! Static checks: what would leave a model broken (errors), and what deserves a look though it
//! has a meaning (warnings about cycles that terminate).
//!
//! Not here: findings about a sound model (unused roles, twin roles); those are the engine's.

mod cycles;
mod records;
mod selectors;

use super::change::{Change, Edit};
use super::facts::{Key, Model, Record};
use super::ids::is_valid_id;
use super::refs::{Named, Path, Refs, Step};
use super::table::Entity;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The model does not hold together; it is not opened, the edit is refused.
    Error,
    /// It has a meaning, though perhaps not the one wanted.
    Warning,
}

/// Something wrong in a model: what, where, and what would be right.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Where: `roles[3].grants[0].permission`.
    pub path: Path,
    /// The record it is in.
    pub key: Option<Key>,
    /// What is wrong and what was expected.
    pub message: String,
}

/// Every problem of a model, in the order of the tables.
pub fn problems(model: &Model) -> Vec<Problem> {
    let mut check = Check::new(model);
    check.settings();
    for key in model.keys() {
        check.record(&key);
    }
    check.label_cycles();
    check.manager_cycles();
    check.nesting_cycles();
    check.custom_sets_once();
    check.problems
}

/// The problems a change brings. Only what it touches is looked at where that is enough.
pub(super) fn problems_of_change(before: &Model, after: &Model, change: &Change) -> Vec<Problem> {
    let is_local = change.edits.iter().all(|edit| match edit {
        Edit::Put { record, .. } => matches!(
            record,
            Record::Principal(_)
                | Record::Item(_)
                | Record::Group(_)
                | Record::Role(_)
                | Record::Assignment(_)
                | Record::DirectGrant(_)
                | Record::PrincipalScope(_)
                | Record::Switch(_)
                | Record::Team(_)
                | Record::Expectation(_)
        ),
        Edit::Move { .. } | Edit::Name(_) | Edit::Notes(_) => true,
        Edit::Remove(key) => matches!(
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
        ),
        Edit::Settings(_) => false,
    });
    if !is_local {
        return problems(after);
    }
    let mut check = Check::new(after);
    let mut people_moved = false;
    for edit in &change.edits {
        if let Edit::Put { record, .. } = edit {
            let key = record.key();
            if after.contains(&key) {
                check.record(&key);
            }
            if let Record::Principal(new) = record {
                let old = before.principals().get(&new.id);
                people_moved |= old.is_none_or(|old| old.managers != new.managers);
            }
        }
    }
    if people_moved {
        check.manager_cycles();
    }
    check.problems
}

struct Check<'m> {
    model: &'m Model,
    path: Path,
    key: Option<Key>,
    problems: Vec<Problem>,
}

impl<'m> Check<'m> {
    fn new(model: &'m Model) -> Self {
        Check {
            model,
            path: Path::default(),
            key: None,
            problems: Vec::new(),
        }
    }

    fn error(&mut self, message: impl Into<String>) {
        self.problems.push(Problem {
            severity: Severity::Error,
            path: self.path.clone(),
            key: self.key.clone(),
            message: message.into(),
        });
    }

    fn warn(&mut self, message: impl Into<String>) {
        self.problems.push(Problem {
            severity: Severity::Warning,
            path: self.path.clone(),
            key: self.key.clone(),
            message: message.into(),
        });
    }

    fn at(&mut self, field: &'static str, check: impl FnOnce(&mut Self)) {
        self.path.0.push(Step::Field(field));
        check(self);
        self.path.0.pop();
    }

    fn index(&mut self, at: usize, check: impl FnOnce(&mut Self)) {
        self.path.0.push(Step::Index(at));
        check(self);
        self.path.0.pop();
    }

    fn place_at(&mut self, key: &Key) {
        self.path = Path(vec![
            Step::Field(key.section()),
            Step::Index(position(self.model, key)),
        ]);
        self.key = Some(key.clone());
    }

    fn record(&mut self, key: &Key) {
        let Some(record) = self.model.record(key) else {
            return;
        };
        self.place_at(key);
        if !is_valid_id(&key.id()) {
            self.at("id", |c| {
                c.error(format!(
                    "`{}` cannot be an id: expected 1 to 128 characters without spaces, quotes or brackets",
                    key.id()
                ));
            });
        }
        self.references(&record);
        self.types(&record);
        self.path = Path::default();
        self.key = None;
    }

    /// Everything named must be there.
    fn references(&mut self, record: &Record) {
        let model = self.model;
        let mut missing = Vec::new();
        Refs::new(self.path.clone(), &mut |path, named| {
            let lacks = match &named {
                Named::Key(key) => !model.contains(key),
                Named::Line(line) => model.settings().line(line).is_none(),
            };
            if lacks {
                missing.push((path.clone(), named));
            }
        })
        .record(record);
        for (path, named) in missing {
            let message = match named {
                Named::Key(key) => missing_message(model, &key, self.problems.len()),
                Named::Line(line) => format!(
                    "there is no manager line `{line}`; the model has {}",
                    list(model.settings().lines.iter().map(|l| l.id.as_str()))
                ),
            };
            self.problems.push(Problem {
                severity: Severity::Error,
                path,
                key: self.key.clone(),
                message,
            });
        }
    }

    fn settings(&mut self) {
        self.path = Path(vec![Step::Field("settings")]);
        let model = self.model;
        let settings = model.settings();
        if settings.lines.is_empty() {
            self.at("lines", |c| {
                c.error("a model has at least one manager line")
            });
        }
        for (n, line) in settings.lines.iter().enumerate() {
            if settings.lines.iter().take(n).any(|l| l.id == line.id) {
                self.at("lines", |c| {
                    c.index(n, |c| {
                        c.error(format!("manager line `{}` is there twice", line.id));
                    });
                });
            }
        }
        let mut missing = Vec::new();
        Refs::new(self.path.clone(), &mut |path, named| {
            if let Named::Key(key) = named
                && !model.contains(&key)
            {
                missing.push((path.clone(), missing_message(model, &key, 0)));
            }
        })
        .settings(settings);
        for (path, message) in missing {
            self.problems.push(Problem {
                severity: Severity::Error,
                path,
                key: None,
                message,
            });
        }
        if let Some(condition) = &settings.everyone_omits {
            self.at("everyone_omits", |c| c.condition(condition));
        }
        self.path = Path::default();
    }
}

fn position(model: &Model, key: &Key) -> usize {
    macro_rules! positions {
        ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
            match key {
                $(Key::$variant(id) => model.$table.position(id),)*
            }
        };
    }
    let position: Option<usize> = crate::with_tables!(positions);
    position.unwrap_or(0)
}

/// So many missing names get the nearest one offered: each offer reads a whole table.
const MAX_OFFERS: usize = 20;

fn missing_message(model: &Model, key: &Key, n_before: usize) -> String {
    let word = key.word();
    let id = key.id();
    let near = if n_before < MAX_OFFERS {
        nearest(model, key)
    } else {
        None
    };
    match near {
        Some(near) => format!("there is no {word} `{id}`; did you mean `{near}`?"),
        None => format!("there is no {word} `{id}`"),
    }
}

/// The id in the same table that is most like the one that is missing.
fn nearest(model: &Model, key: &Key) -> Option<String> {
    fn best<T: Entity>(table: &super::table::Table<T>, id: &str) -> Option<String> {
        let known: Vec<String> = table.ids().map(ToString::to_string).collect();
        super::near::nearest(id, known.iter().map(String::as_str)).map(str::to_owned)
    }
    macro_rules! search {
        ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
            match key {
                $(Key::$variant(id) => best(&model.$table, id.as_str()),)*
            }
        };
    }
    crate::with_tables!(search)
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|w| format!("`{w}`")).collect();
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(", ")
    }
}
