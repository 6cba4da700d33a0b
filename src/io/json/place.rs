//! Places in a JSON text, and what its reader complains of in words for people.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::io::native::Lines;
use crate::model::{Step, nearest};

/// The members of an object as they stand in the text, those that come twice as well.
pub struct Members<'t>(pub Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'t> Members<'t> {
    /// The first member of a name.
    pub fn get(&self, name: &str) -> Option<&'t RawValue> {
        let mut members = self.0.iter();
        members.find(|(n, _)| n == name).map(|(_, value)| *value)
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object `{…}`")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry::<Cow<'de, str>, &'de RawValue>()? {
                    members.push((name, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// The elements of an array as they stand in the text.
pub fn elements(list: &RawValue) -> Result<Vec<&RawValue>, serde_json::Error> {
    serde_json::from_str(list.get())
}

/// Finds lines and columns.
pub struct Places<'t> {
    text: &'t str,
    lines: Lines<'t>,
}

impl<'t> Places<'t> {
    /// Finds the lines of a text.
    pub fn new(text: &'t str) -> Self {
        Places {
            text,
            lines: Lines::new(text),
        }
    }

    /// Line and column of a byte.
    pub fn place(&self, at: usize) -> (usize, usize) {
        self.lines.place(at)
    }

    /// Where a value that was read from the text stands in it.
    pub fn of(&self, value: &RawValue) -> Range<usize> {
        let (start, text) = (value.get().as_ptr() as usize, self.text.as_ptr() as usize);
        let start = start.saturating_sub(text);
        start..start + value.get().len()
    }

    /// The byte at which reading a part of the text stopped.
    pub fn of_error(&self, part: Range<usize>, error: &serde_json::Error) -> usize {
        let within = self.text.get(part.clone()).unwrap_or_default();
        let line: usize = within
            .split_inclusive('\n')
            .take(error.line().saturating_sub(1))
            .map(str::len)
            .sum();
        (part.start + line + error.column().saturating_sub(1)).min(part.end)
    }

    /// The byte of the value a path leads to, as far as it leads. Names of variants are no steps.
    pub fn follow(&self, members: &Members<'t>, steps: &[Step]) -> usize {
        let mut steps = steps.iter();
        let Some(Step::Field(section)) = steps.next() else {
            return 0;
        };
        let Some(mut value) = members.get(section) else {
            return 0;
        };
        for step in steps {
            match inside(value, step) {
                Some(next) => value = next,
                None => break,
            }
        }
        self.of(value).start
    }
}

fn inside<'t>(value: &'t RawValue, step: &Step) -> Option<&'t RawValue> {
    if value.get().starts_with('[') {
        let list = elements(value).ok()?;
        return match step {
            Step::Index(nth) => list.get(*nth).copied(),
            Step::Field(_) => None,
        };
    }
    let members: Members<'t> = serde_json::from_str(value.get()).ok()?;
    if let Step::Field(name) = step
        && let Some(found) = members.get(name)
    {
        return Some(found);
    }
    match members.0.as_slice() {
        [(_, only)] => inside(only, step),
        _ => None,
    }
}

/// What the reader complains of.
pub fn words(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    if let Some(rest) = said.strip_prefix("invalid type: ")
        && let Some((found, expected)) = rest.split_once(", expected ")
    {
        return format!("expected {expected}, found {found}");
    }
    if let Some(name) = said.strip_prefix("missing field ") {
        return format!("{name} is missing");
    }
    for (start, what) in [("unknown field ", "field"), ("unknown variant ", "choice")] {
        if let Some(rest) = said.strip_prefix(start) {
            return unknown(what, rest);
        }
    }
    if error.is_eof() {
        return "the file ends here, in the middle".to_owned();
    }
    if error.is_syntax() {
        return format!("this is not JSON: {said}");
    }
    said.to_owned()
}

/// "`nmae`, expected one of `name`, `id`" with the nearest one offered.
fn unknown(what: &str, rest: &str) -> String {
    let mut names = rest.split('`').skip(1).step_by(2);
    let wrong = names.next().unwrap_or_default();
    let known: Vec<&str> = names.collect();
    match nearest(wrong, known.iter().copied()) {
        Some(near) => format!("there is no {what} `{wrong}` here; did you mean `{near}`?"),
        None if known.is_empty() => format!("there is no {what} `{wrong}` here"),
        None => format!(
            "there is no {what} `{wrong}` here; expected {}",
            known.join(", ")
        ),
    }
}
