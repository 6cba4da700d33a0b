//! What is wrong with the model that the records of a file make: ids given twice, names of what is
//! not there, values that do not fit. Each with its place in the text.

use super::diagnose::Diagnosis;
use super::place::{At, locate, narrow, path_text};
use crate::model::{Entity, Key, Model, Problem, Severity, Step, Table, problems};

impl Diagnosis<'_> {
    /// What is wrong with the model the records make: ids that come twice, names of what is not
    /// there, values that do not fit.
    pub(super) fn meaning(&mut self) {
        let (model, twice) = std::mem::take(&mut self.parts).into_model();
        for (key, at) in &twice {
            if let Some(read) = self.read.get_mut(key.section())
                && let Some(gone) = read.listed.get(*at)
                && let Ok(n) = read.kept.binary_search(gone)
            {
                read.kept.remove(n);
            }
        }
        for (key, at) in &twice {
            self.twice(&model, key, *at);
            if self.is_full() {
                return;
            }
        }
        for problem in problems(&model) {
            if problem.severity == Severity::Error && !self.follows_from_unread(&problem) {
                self.problem(&problem);
            }
            if self.is_full() {
                return;
            }
        }
    }

    fn twice(&mut self, model: &Model, key: &Key, at: usize) {
        let section = key.section();
        let Some(read) = self.read.get(section) else {
            return;
        };
        let Some((n, range)) = read.listed.get(at).and_then(|n| read.record(*n)) else {
            return;
        };
        let first = position(model, key)
            .and_then(|first| read.record(*read.kept.get(first)?))
            .map(|(_, first)| self.lines.place(first.start).0);
        let field = if section == "principal_scopes" {
            "principal"
        } else {
            "id"
        };
        let found = locate(self.text, range, &[At::Field(field)], true);
        let line = first.map_or(String::new(), |line| format!(" on line {line}"));
        self.mistake(
            found.value.start,
            format!("{section}[{n}].{field}"),
            format!(
                "there is another {} `{}`{line}; an id is given once",
                key.word(),
                key.id()
            ),
        );
    }

    /// True if the problem is only there because a record or section could not be read.
    fn follows_from_unread(&self, problem: &Problem) -> bool {
        let message = &problem.message;
        let names = |id: &String| message.contains(&format!("`{id}`"));
        if message.starts_with("there is no") && self.unread_ids.iter().any(names) {
            return true;
        }
        let is_unread = |section: &str| self.unread_sections.contains(&section);
        let mut unread_words = Vec::new();
        macro_rules! words_of {
            ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
                $(if is_unread(stringify!($table)) { unread_words.push($word); })*
            };
        }
        crate::with_tables!(words_of);
        if is_unread("settings") {
            unread_words.push("manager line");
        }
        let kinds_unread = !self.unread_ids.is_empty() || is_unread("kinds");
        unread_words
            .iter()
            .any(|word| message.starts_with(&format!("there is no {word} ")))
            || (kinds_unread
                && (message.starts_with("no kind of items") || message.contains("no field `")))
    }

    fn problem(&mut self, problem: &Problem) {
        let mut steps = problem.path.0.iter().map(|step| match step {
            Step::Field(name) => At::Field(name),
            Step::Index(n) => At::Index(*n),
        });
        let Some(At::Field(section)) = steps.next() else {
            self.mistake(0, "", problem.message.clone());
            return;
        };
        let mut start = section.to_owned();
        let mut rest: Vec<At> = steps.collect();
        let range = match rest.first() {
            Some(At::Index(at)) => match self
                .read
                .get(section)
                .and_then(|read| read.record(*read.kept.get(*at)?))
            {
                Some((n, range)) => {
                    rest.remove(0);
                    start = format!("{section}[{n}]");
                    range
                }
                None => 0..0,
            },
            _ => self.values.get(section).cloned().unwrap_or(0..0),
        };
        let mut found = locate(self.text, range, &rest, true).value;
        if let Some(named) = problem.message.split('`').nth(1) {
            found = narrow(self.text, found, named);
        }
        self.mistake(
            found.start,
            path_text(&start, &rest),
            problem.message.clone(),
        );
    }
}

fn position(model: &Model, key: &Key) -> Option<usize> {
    fn of<T: Entity>(table: &Table<T>, id: &T::Id) -> Option<usize> {
        table.position(id)
    }
    macro_rules! positions {
        ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
            match key {
                $(Key::$variant(id) => of(model.$table(), id),)*
            }
        };
    }
    crate::with_tables!(positions)
}
