//! Places in a text: from bytes to lines and columns, and from a path to the value it names.

use std::ops::Range;

use super::scan::{Kind, Scanner, bracket, slice};

/// Where the lines of a text begin.
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of a text.
    pub fn new(text: &'t str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0)
            .chain(ends.map(|(at, _)| at + 1))
            .collect();
        Lines { text, starts }
    }

    /// Line and column of a byte, both from 1; columns count characters.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let at = at.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.as_bytes().get(start..at).unwrap_or_default();
        // Bytes that continue a character do not count.
        let n_chars = before.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        (line, n_chars + 1)
    }

    /// The byte of a line and column that ron reports for a part of the text starting at `base`.
    pub fn byte_of(&self, base: usize, position: ron::error::Position) -> usize {
        let part = slice(self.text, base..self.text.len());
        let mut from = 0;
        for _ in 1..position.line {
            match slice(part, from..part.len()).find('\n') {
                Some(n) => from += n + 1,
                None => break,
            }
        }
        let line = slice(part, from..part.len());
        let within = line
            .char_indices()
            .nth(position.col.saturating_sub(1))
            .map_or(line.len(), |(at, _)| at);
        base + from + within
    }
}

/// One step of a path in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At<'a> {
    /// A field.
    Field(&'a str),
    /// A place in a list.
    Index(usize),
}

/// The text of a path after a start: `.grants[0].permission`.
pub fn path_text(start: &str, steps: &[At]) -> String {
    let mut text = start.to_owned();
    for step in steps {
        match step {
            At::Field(name) if text.is_empty() => text.push_str(name),
            At::Field(name) => text.push_str(&format!(".{name}")),
            At::Index(n) => text.push_str(&format!("[{n}]")),
        }
    }
    text
}

/// What a path led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The last field name passed, if the last step was one.
    pub name: Option<Range<usize>>,
    /// The value.
    pub value: Range<usize>,
    /// How many steps were found.
    pub n_steps: usize,
}

/// Follows a path from a value as far as it leads. Names of variants are not steps. With `loose`
/// the two parts of `Except` and `Pairs` are no steps either, as in the paths of a model.
pub fn locate(text: &str, value: Range<usize>, steps: &[At], loose: bool) -> Found {
    let mut found = Found {
        name: None,
        value,
        n_steps: 0,
    };
    while let Some(step) = steps.get(found.n_steps) {
        let Some(group) = bracket(text, found.value.clone()) else {
            break;
        };
        let opening = slice(text, group.open..group.open + 1);
        let is_pair = loose
            && ["Except", "Pairs"].contains(&slice(text, found.value.start..group.open).trim());
        let is_wrapper = opening == "("
            && (is_pair || matches!(group.parts.as_slice(), [only] if only.name.is_none()));
        let next = match step {
            At::Field(name) => group
                .parts
                .iter()
                .rfind(|part| part.name.clone().is_some_and(|n| slice(text, n) == *name)),
            At::Index(n) if !is_wrapper => group.parts.get(*n),
            At::Index(_) => None,
        };
        if let Some(part) = next {
            found = Found {
                name: part.name.clone(),
                value: part.value.clone(),
                n_steps: found.n_steps + 1,
            };
            continue;
        }
        if !is_wrapper {
            break;
        }
        if let [only] = group.parts.as_slice() {
            found.value = only.value.clone();
            found.name = None;
            continue;
        }
        let rest = steps.get(found.n_steps..).unwrap_or_default();
        let deepest = group
            .parts
            .iter()
            .map(|part| locate(text, part.value.clone(), rest, loose))
            .max_by_key(|deep| deep.n_steps);
        if let Some(deep) = deepest.filter(|deep| deep.n_steps > 0) {
            found = Found {
                n_steps: found.n_steps + deep.n_steps,
                ..deep
            };
        }
        break;
    }
    found
}

/// The first text in quotes within a value that is exactly `wanted`, or the value itself.
pub fn narrow(text: &str, value: Range<usize>, wanted: &str) -> Range<usize> {
    Scanner::from(text, value.start)
        .take_while(|token| token.end <= value.end)
        .find(|token| token.kind == Kind::Text && unquoted(text, token.start..token.end) == wanted)
        .map_or(value.clone(), |token| token.start..token.end)
}

/// The characters between the quotes of a text without escapes.
pub fn unquoted(text: &str, range: Range<usize>) -> &str {
    let quoted = slice(text, range);
    quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'t>(text: &'t str, steps: &[At]) -> &'t str {
        slice(text, locate(text, 0..text.len(), steps, true).value)
    }

    #[test]
    fn a_path_leads_through_variants_and_pairs() {
        let text = r#"(a: Where((clauses: [(field: "x"), (field: "y")])), b: ("p", "q"), c: Except(Everyone, Union([Team("s"), Team("t")])))"#;
        use At::*;
        assert_eq!(
            at(
                text,
                &[Field("a"), Field("clauses"), Index(1), Field("field")]
            ),
            "\"y\""
        );
        assert_eq!(at(text, &[Field("b"), Index(1)]), "\"q\"");
        assert_eq!(at(text, &[Field("c"), Index(1)]), "Team(\"t\")");
        assert_eq!(at(text, &[Field("b"), Field("none")]), "(\"p\", \"q\")");
    }

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("a\näöü\"x");
        assert_eq!(lines.place(8), (2, 4));
        assert_eq!(lines.place(99), (2, 6));
        assert_eq!(Lines::new("").place(0), (1, 1));
    }
}
