//! The sections and records of a file by their brackets alone, also of a file that is damaged.

use std::ops::Range;

use super::document::SECTIONS;
use super::place::Lines;
use super::scan::{Kind, Scanner, Token, slice};

/// More faults of structure than this say nothing new.
const MAX_FAULTS: usize = 8;
/// No model has as many records.
const MAX_RECORDS: usize = 2_000_000;

/// A fault in the structure of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, in bytes.
    pub at: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

/// One section: `roles: [ … ]`.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// Place of its name.
    pub name: Range<usize>,
    /// Place of its value.
    pub value: Range<usize>,
    /// The value is a list; `records` are its members.
    pub is_list: bool,
    /// Places of the records; none where brackets do not match.
    pub records: Vec<Option<Range<usize>>>,
}

/// The sections of a file and what is wrong with its structure.
#[derive(Default)]
pub struct Outline {
    /// The sections, in the order of the file.
    pub sections: Vec<Section>,
    /// Faults, in the order of the file.
    pub faults: Vec<Fault>,
}

/// Reads the structure of a file.
pub fn outline(text: &str, lines: &Lines) -> Outline {
    let mut walk = Walk {
        text,
        lines,
        open: Vec::new(),
        is_closed: false,
        section: None,
        has_colon: false,
        record: None,
        is_bad: false,
        n_record_tokens: 0,
        n_records: 0,
        found: Outline::default(),
    };
    let mut tokens = Scanner::new(text);
    while let Some(token) = tokens.next() {
        if slice(text, token.start..token.end) == "#" && walk.open.is_empty() && !walk.is_closed {
            // `#![enable(…)]`, which has been read already.
            tokens.by_ref().find(|t| slice(text, t.start..t.end) == "]");
            continue;
        }
        walk.token(token);
        if walk.n_records > MAX_RECORDS {
            walk.fault(
                token.start,
                "there are more than two million records; no model has as many",
            );
        }
        if walk.found.faults.len() >= MAX_FAULTS || walk.n_records > MAX_RECORDS {
            return walk.found;
        }
    }
    walk.end();
    walk.found
}

struct Walk<'t> {
    text: &'t str,
    lines: &'t Lines<'t>,
    open: Vec<usize>,
    is_closed: bool,
    section: Option<Section>,
    has_colon: bool,
    record: Option<Range<usize>>,
    /// The brackets of the record do not match.
    is_bad: bool,
    n_record_tokens: usize,
    n_records: usize,
    found: Outline,
}

impl Walk<'_> {
    fn of(&self, token: Token) -> &str {
        slice(self.text, token.start..token.end)
    }

    fn bracket(&self, at: usize) -> &str {
        slice(self.text, at..at + 1)
    }

    fn fault(&mut self, at: usize, message: impl Into<String>) {
        self.found.faults.push(Fault {
            at,
            message: message.into(),
        });
    }

    fn line(&self, at: usize) -> usize {
        self.lines.place(at).0
    }

    fn token(&mut self, token: Token) {
        match token.kind {
            Kind::OpenText => {
                self.fault(token.start, "the text that begins here has no closing `\"`");
            }
            Kind::OpenComment => {
                self.fault(
                    token.start,
                    "the comment that begins here has no closing `*/`",
                );
            }
            _ => {}
        }
        match self.open.len() {
            0 if self.is_closed => {
                if self.found.faults.is_empty() {
                    self.fault(token.start, "nothing is expected after the closing `)`");
                }
            }
            0 => {
                if token.kind == Kind::Open {
                    self.open.push(token.start);
                }
            }
            1 => self.in_document(token),
            2 if self.in_list() => self.in_section(token),
            _ => self.deeper(token),
        }
    }

    fn in_list(&self) -> bool {
        self.section.as_ref().is_some_and(|s| s.is_list)
    }

    fn in_document(&mut self, token: Token) {
        match (token.kind, &mut self.section) {
            (Kind::Close, _) => {
                self.end_section();
                self.close(token);
            }
            (Kind::Comma, _) => self.end_section(),
            (Kind::Colon, Some(section)) if !self.has_colon => {
                self.has_colon = true;
                section.value = token.end..token.end;
            }
            (Kind::Word, None) => self.begin_section(token),
            (Kind::Word, Some(section)) if self.has_colon && !section.value.is_empty() => {
                let name = self.of(token).to_owned();
                self.fault(token.start, format!("expected `,` before `{name}`"));
                self.end_section();
                self.begin_section(token);
            }
            (_, None) => {
                let message = format!("expected the name of a section, found `{}`", self.of(token));
                self.fault(token.start, message);
                self.begin_section(token);
                self.has_colon = true;
                self.value(token);
            }
            (_, Some(_)) => self.value(token),
        }
    }

    fn begin_section(&mut self, name: Token) {
        self.has_colon = false;
        self.section = Some(Section {
            name: name.start..name.end,
            value: name.end..name.end,
            ..Section::default()
        });
    }

    /// A token of the value of a section.
    fn value(&mut self, token: Token) {
        let is_list = token.kind == Kind::Open && self.of(token) == "[";
        if let Some(section) = &mut self.section {
            if section.value.is_empty() {
                section.value.start = token.start;
                section.is_list = is_list;
            }
            section.value.end = token.end;
        }
        if token.kind == Kind::Open {
            self.open.push(token.start);
        }
    }

    fn end_section(&mut self) {
        self.end_record();
        self.found.sections.extend(self.section.take());
        self.has_colon = false;
    }

    fn end_record(&mut self) {
        self.n_record_tokens = 0;
        let is_bad = std::mem::take(&mut self.is_bad);
        if let (Some(record), Some(section)) = (self.record.take(), &mut self.section) {
            section.records.push(Some(record).filter(|_| !is_bad));
            self.n_records += 1;
        }
    }

    /// Between the records of a list.
    fn in_section(&mut self, token: Token) {
        match token.kind {
            Kind::Comma => return self.end_record(),
            Kind::Close => {
                self.end_record();
                return self.close(token);
            }
            Kind::Open if self.record.is_some() && self.n_record_tokens > 1 => {
                self.fault(token.start, "expected `,` before the next record");
                self.end_record();
            }
            Kind::Colon if self.n_record_tokens == 1 => {
                if let Some(name) = self.section_name_before() {
                    return self.unclosed_section(name);
                }
            }
            _ => {}
        }
        self.in_record(token);
    }

    fn section_name_before(&self) -> Option<Range<usize>> {
        let word = self.record.clone()?;
        SECTIONS
            .contains(&slice(self.text, word.clone()))
            .then_some(word)
    }

    /// `roles: [ … assignments: [`: the first list was never closed.
    fn unclosed_section(&mut self, name: Range<usize>) {
        let at = self.open.pop().unwrap_or(0);
        let message = format!(
            "expected `]` before `{}`: the list opened on line {} is not closed",
            slice(self.text, name.clone()),
            self.line(at)
        );
        self.fault(name.start, message);
        self.record = None;
        self.end_section();
        self.begin_section(Token {
            kind: Kind::Word,
            start: name.start,
            end: name.end,
        });
        self.has_colon = true;
        if let Some(section) = &mut self.section {
            section.value = name.end..name.end;
        }
    }

    fn in_record(&mut self, token: Token) {
        self.n_record_tokens += 1;
        let record = self.record.get_or_insert(token.start..token.end);
        record.end = token.end;
        if token.kind == Kind::Open {
            self.open.push(token.start);
        }
    }

    fn deeper(&mut self, token: Token) {
        if self.in_list() {
            self.n_record_tokens += 1;
            if let Some(record) = &mut self.record {
                record.end = token.end;
            }
        }
        match token.kind {
            Kind::Open => self.open.push(token.start),
            Kind::Close => self.close(token),
            _ => {}
        }
    }

    fn close(&mut self, token: Token) {
        let closing = self.of(token).to_owned();
        let matches = |walk: &Self, at: usize| {
            matches!(
                (walk.bracket(at), closing.as_str()),
                ("(", ")") | ("[", "]") | ("{", "}")
            )
        };
        let Some(&top) = self.open.last() else { return };
        if !matches(self, top) {
            self.mismatch(token, top);
            let Some(n) = self.open.iter().rposition(|at| matches(self, *at)) else {
                return;
            };
            // What lies above was never closed.
            self.open.truncate(n + 1);
            self.is_bad = true;
            if n == 0 {
                self.end_section();
            }
        }
        self.open.pop();
        if self.open.len() == 1
            && let Some(section) = &mut self.section
        {
            section.value.end = token.end;
        }
        self.is_closed = self.open.is_empty();
    }

    fn mismatch(&mut self, token: Token, top: usize) {
        let expected = match self.bracket(top) {
            "(" => ")",
            "[" => "]",
            _ => "}",
        };
        let message = format!(
            "expected `{expected}` to close the `{}` of line {}, found `{}`",
            self.bracket(top),
            self.line(top),
            self.of(token)
        );
        self.fault(token.start, message);
    }

    fn end(&mut self) {
        let last = self.found.faults.last().map_or("", |f| f.message.as_str());
        let is_said = last.contains("that begins here");
        if let Some(&top) = self.open.last()
            && !is_said
        {
            let message = format!(
                "the file ends before the `{}` of line {} is closed; it seems to be cut off",
                self.bracket(top),
                self.line(top)
            );
            self.fault(self.text.trim_end().len(), message);
        }
        if let Some(section) = &mut self.section {
            // A value without an end is not read.
            section.is_list |= !self.open.is_empty();
        }
        self.is_bad = !self.open.is_empty();
        self.end_section();
    }
}
