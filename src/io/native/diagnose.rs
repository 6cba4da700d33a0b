//! Reads a file that did not read in one pass, record by record, to say everything that is wrong
//! and where. Slower than reading a sound file, and never needed for one.

use std::collections::BTreeMap;
use std::ops::Range;

use ron::Options;
use ron::error::SpannedError;
use serde::de::DeserializeOwned;

use super::document::SECTIONS;
use super::outline::{Outline, Section, outline};
use super::place::{Lines, unquoted};
use super::scan::{bracket, slice};
use super::words::{found_at, unknown, words};
use super::{FileProblem, LoadError};
use crate::model::{Parts, nearest};

/// How many problems are shown.
const MAX_SHOWN: usize = 50;
/// How many are looked for.
const MAX_FOUND: usize = 1000;

/// Something wrong at a byte of the text.
pub struct Mistake {
    pub at: usize,
    pub path: String,
    pub message: String,
}

/// What became of the records of a section.
pub struct Read {
    /// The records in the text.
    records: Vec<Option<Range<usize>>>,
    /// Which of them could be read.
    pub listed: Vec<usize>,
    /// Which of those are in the model: the first of each id.
    pub kept: Vec<usize>,
}

impl Read {
    pub fn record(&self, in_file: usize) -> Option<(usize, Range<usize>)> {
        Some((in_file, self.records.get(in_file)?.clone()?))
    }
}

pub struct Diagnosis<'t> {
    pub(super) text: &'t str,
    pub(super) options: &'t Options,
    pub(super) lines: Lines<'t>,
    pub(super) mistakes: Vec<Mistake>,
    pub(super) parts: Parts,
    /// What became of the records of each section.
    pub(super) read: BTreeMap<&'static str, Read>,
    /// Places of the values that are no lists, such as the settings.
    pub(super) values: BTreeMap<&'static str, Range<usize>>,
    /// Ids of records that could not be read: what names them does not dangle.
    pub(super) unread_ids: Vec<String>,
    /// Sections that could not be read at all.
    pub(super) unread_sections: Vec<&'static str>,
}

/// Says what is wrong with a file. `whole` is what reading it in one pass ended with, if that is
/// where it failed.
pub fn diagnose(text: &str, options: &Options, whole: Option<SpannedError>) -> LoadError {
    let lines = Lines::new(text);
    let Outline { sections, faults } = outline(text, &lines);
    let mut diagnosis = Diagnosis {
        text,
        options,
        lines,
        mistakes: Vec::new(),
        parts: Parts::default(),
        read: BTreeMap::new(),
        values: BTreeMap::new(),
        unread_ids: Vec::new(),
        unread_sections: Vec::new(),
    };
    let is_damaged = !faults.is_empty();
    diagnosis.sections(&sections, !is_damaged);
    if let Some(whole) = whole
        && diagnosis.mistakes.is_empty()
    {
        let stopped = diagnosis.stopped(&whole);
        if !is_damaged {
            diagnosis.meaning();
        }
        // An early slip, such as a missing quote, makes all that follows look damaged.
        if faults.first().is_none_or(|first| stopped.at < first.at) && diagnosis.mistakes.is_empty()
        {
            diagnosis.mistakes.push(stopped);
        }
        if !diagnosis.mistakes.is_empty() {
            return diagnosis.into_error();
        }
    }
    for fault in faults {
        diagnosis.mistakes.push(Mistake {
            at: fault.at,
            path: String::new(),
            message: fault.message,
        });
    }
    if !is_damaged {
        diagnosis.meaning();
    }
    diagnosis.into_error()
}

impl<'t> Diagnosis<'t> {
    pub(super) fn mistake(
        &mut self,
        at: usize,
        path: impl Into<String>,
        message: impl Into<String>,
    ) {
        self.mistakes.push(Mistake {
            at,
            path: path.into(),
            message: message.into(),
        });
    }

    pub(super) fn is_full(&self) -> bool {
        self.mistakes.len() >= MAX_FOUND
    }

    fn into_error(mut self) -> LoadError {
        let is_open_ended = self.is_full();
        self.mistakes.sort_by_key(|mistake| mistake.at);
        let n_more = self.mistakes.len().saturating_sub(MAX_SHOWN);
        LoadError {
            problems: self
                .mistakes
                .into_iter()
                .take(MAX_SHOWN)
                .map(|mistake| FileProblem {
                    place: Some(self.lines.place(mistake.at)),
                    path: mistake.path,
                    message: mistake.message,
                })
                .collect(),
            n_more,
            is_open_ended,
            is_newer: false,
        }
    }

    /// Where reading in one pass stopped.
    fn stopped(&self, error: &SpannedError) -> Mistake {
        let at = self.lines.byte_of(0, error.span.end);
        Mistake {
            at,
            path: String::new(),
            message: words(&error.code, &found_at(self.text, at)),
        }
    }

    fn sections(&mut self, sections: &[Section], is_whole: bool) {
        let mut seen: Vec<(&str, usize)> = Vec::new();
        for section in sections {
            let name = slice(self.text, section.name.clone());
            let at = section.name.start;
            if let Some((_, first)) = seen.iter().find(|(other, _)| *other == name) {
                let line = self.lines.place(*first).0;
                self.mistake(
                    at,
                    "",
                    format!("there is a section `{name}` on line {line} already"),
                );
                continue;
            }
            seen.push((name, at));
            self.section(name, section, sections);
            if self.is_full() {
                return;
            }
        }
        if is_whole && !seen.iter().any(|(name, _)| *name == "name") {
            let after_version = sections.first().map_or(0, |s| s.name.start);
            self.mistake(after_version, "", "`name` is missing: a model has a name");
        }
    }

    fn section(&mut self, name: &str, section: &Section, all: &[Section]) {
        let value = section.value.clone();
        match name {
            "version" => {}
            "name" => self.value("name", value, |parts, name: String| parts.name = name),
            "notes" => self.value("notes", value, |parts, notes| parts.notes = notes),
            "settings" => self.value("settings", value, |parts, settings| {
                parts.settings = settings;
            }),
            // A value without a name has been reported as a fault.
            _ if !name.starts_with(|c: char| c == '_' || c.is_alphabetic()) => {}
            _ => match SECTIONS.iter().find(|known| **known == name) {
                Some(known) => self.list(known, section),
                None => self.unknown_section(name, section, all),
            },
        }
    }

    fn unknown_section(&mut self, name: &str, section: &Section, all: &[Section]) {
        let known = ["version", "name", "notes", "settings"];
        let near = nearest(name, SECTIONS.iter().chain(&known).copied());
        self.mistake(
            section.name.start,
            "",
            match near {
                Some(near) => {
                    format!("there is no section `{name}`; did you mean `{near}`?")
                }
                None => unknown("section", name, SECTIONS).replace(" here;", ";"),
            },
        );
        // Read it as what was meant, so that what names its records does not dangle.
        let is_there = |near: &str| {
            all.iter()
                .any(|other| slice(self.text, other.name.clone()) == near)
        };
        if let Some(near) = near.and_then(|near| SECTIONS.iter().find(|s| **s == near))
            && !is_there(near)
        {
            self.list(near, section);
        }
    }

    fn list(&mut self, name: &'static str, section: &Section) {
        if !section.is_list {
            let found = found_at(self.text, section.value.start);
            self.unread_sections.push(name);
            self.mistake(
                section.value.start,
                name,
                format!("expected a list `[…]`, found {found}"),
            );
            return;
        }
        macro_rules! read {
            ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
                match name {
                    $(stringify!($table) => {
                        let list = self.records(name, section);
                        self.parts.$table = list;
                    })*
                    _ => {}
                }
            };
        }
        crate::with_tables!(read);
    }

    fn records<T: DeserializeOwned>(&mut self, name: &'static str, section: &Section) -> Vec<T> {
        let mut list = Vec::new();
        let mut read = Vec::new();
        for (n, record) in section.records.iter().enumerate() {
            let Some(range) = record.clone() else {
                continue;
            };
            match self.one::<T>(range.clone(), &format!("{name}[{n}]")) {
                Some(row) => {
                    list.push(row);
                    read.push(n);
                }
                None => self.unread_ids.extend(self.id_in(range)),
            }
            if self.is_full() {
                break;
            }
        }
        let records = section.records.clone();
        let kept = read.clone();
        let listed = read;
        self.read.insert(
            name,
            Read {
                records,
                listed,
                kept,
            },
        );
        list
    }

    fn value<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
        range: Range<usize>,
        set: impl FnOnce(&mut Parts, T),
    ) {
        self.values.insert(name, range.clone());
        match self.one(range, name) {
            Some(value) => set(&mut self.parts, value),
            None => self.unread_sections.push(name),
        }
    }

    /// The id of a record that could not be read.
    fn id_in(&self, range: Range<usize>) -> Option<String> {
        let group = bracket(self.text, range)?;
        let part = group.parts.iter().find(|part| {
            let name = part.name.clone().map(|n| slice(self.text, n));
            name == Some("id") || name == Some("principal")
        })?;
        Some(unquoted(self.text, part.value.clone()).to_owned())
    }
}
