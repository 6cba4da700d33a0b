//! Reads one value of a file on its own, and says where in the text it went wrong.

use std::ops::Range;

use ron::error::SpannedError;
use ron::{Deserializer, Error};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use super::diagnose::{Diagnosis, Mistake};
use super::place::{At, locate, path_text, unquoted};
use super::scan::{bracket, slice};
use super::words::{found_at, is_syntax, name_of, words};
use crate::model::nearest;

impl Diagnosis<'_> {
    /// Reads one value on its own.
    pub(super) fn one<T: DeserializeOwned>(
        &mut self,
        range: Range<usize>,
        path: &str,
    ) -> Option<T> {
        let part = slice(self.text, range.clone());
        if part.is_empty() {
            self.mistake(range.start, path, "a value is expected");
            return None;
        }
        let mut deserializer = match Deserializer::from_str_with_options(part, self.options) {
            Ok(deserializer) => deserializer,
            Err(error) => {
                let at = self.lines.byte_of(range.start, error.span.end);
                let message = words(&error.code, "");
                self.mistake(at, path, message);
                return None;
            }
        };
        let result = serde_path_to_error::deserialize(&mut deserializer);
        let error = match result {
            Ok(value) => match deserializer.end() {
                Ok(()) => return Some(value),
                Err(code) => {
                    let error = deserializer.span_error(code);
                    let at = self.lines.byte_of(range.start, error.span.end);
                    let message = words(&error.code, &found_at(self.text, at));
                    self.mistake(at, path, message);
                    return None;
                }
            },
            Err(error) => error,
        };
        let steps = error.path().clone();
        let spanned = deserializer.span_error(error.into_inner());
        let mistake = self.place_of::<T>(&spanned, &steps, range, path);
        self.mistakes.push(mistake);
        None
    }

    fn place_of<T: DeserializeOwned>(
        &self,
        error: &SpannedError,
        path: &serde_path_to_error::Path,
        range: Range<usize>,
        start: &str,
    ) -> Mistake {
        let mut steps: Vec<At> = path
            .iter()
            .filter_map(|segment| match segment {
                Segment::Seq { index } => Some(At::Index(*index)),
                Segment::Map { key } => Some(At::Field(key)),
                Segment::Enum { .. } | Segment::Unknown => None,
            })
            .collect();
        let name = name_of(&error.code);
        if let (Some(name), false) = (name, steps.last() == name.map(At::Field).as_ref()) {
            steps.push(At::Field(name));
        }
        let mut found = locate(self.text, range.clone(), &steps, false);
        let is_in_variant = matches!(path.iter().next_back(), Some(Segment::Enum { .. }))
            && !matches!(
                error.code,
                Error::ExpectedStructLike
                    | Error::ExpectedNamedStructLike(_)
                    | Error::ExpectedDifferentStructName { .. }
                    | Error::NoSuchEnumVariant { .. }
            );
        if is_in_variant
            && let Some(group) = bracket(self.text, found.value.clone())
            && let [only] = group.parts.as_slice()
        {
            found.value = only.value.clone();
        }
        let stopped = self.lines.byte_of(range.start, error.span.end);
        let at = if is_syntax(&error.code) {
            stopped
        } else if name.is_some() && found.n_steps == steps.len() {
            found.name.map_or(found.value.start, |name| name.start)
        } else {
            found.value.start
        };
        if matches!(
            error.code,
            Error::ExpectedStructLike
                | Error::ExpectedNamedStructLike(_)
                | Error::ExpectedDifferentStructName { .. }
        ) && let Some(group) = bracket(self.text, found.value.clone())
            && group.open > found.value.start
            && group.parts.iter().any(|part| part.name.is_some())
        {
            let variant = slice(self.text, found.value.start..group.open).trim();
            return Mistake {
                at: found.value.start,
                path: path_text(start, &steps),
                message: format!("a second pair of brackets is expected: `{variant}((…))`"),
            };
        }
        let message = match (
            &error.code,
            self.choices::<T>(&error.code, &range, &found.value),
        ) {
            (_, Some(choices)) => choices,
            (code, None) => words(code, &found_at(self.text, at)),
        };
        Mistake {
            at,
            path: path_text(start, &steps),
            message,
        }
    }

    /// Where a name was expected and something else stands, the names that would do. They are
    /// found by reading the record again with a name that surely is not known.
    fn choices<T: DeserializeOwned>(
        &self,
        code: &Error,
        record: &Range<usize>,
        value: &Range<usize>,
    ) -> Option<String> {
        if !matches!(
            code,
            Error::ExpectedIdentifier | Error::InvalidValueForType { .. }
        ) {
            return None;
        }
        let before = slice(self.text, record.start..value.start);
        let after = slice(self.text, value.end..record.end);
        let error = self
            .options
            .from_str::<T>(&format!("{before}Not_A_Choice{after}"))
            .err()?;
        let Error::NoSuchEnumVariant { expected, .. } = error.code else {
            return None;
        };
        let written = unquoted(self.text, value.clone());
        let found = found_at(self.text, value.start);
        Some(match nearest(written, expected.iter().copied()) {
            Some(near) => format!("found {found}; did you mean `{near}`, without quotes?"),
            None => format!(
                "found {found}; expected {}",
                expected
                    .iter()
                    .map(|name| format!("`{name}`"))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        })
    }
}
