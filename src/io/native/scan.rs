//! Tokens of RON text with their places, and the brackets they form. Nothing here recurses, so
//! that no nesting can exhaust the stack.
//!
//! Not here: what the text means.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A text in quotes, raw or not.
    Text,
    /// A name: a field, a variant, `true`.
    Word,
    /// A number.
    Number,
    /// A text in quotes that never ends.
    OpenText,
    /// A comment that never ends.
    OpenComment,
    /// Anything else.
    Other,
}

/// A token and its place in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// The part of a text in a range; empty where there is none.
pub fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// Walks the tokens of a text from a place on.
pub struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// True once a comment was met.
    pub had_comment: bool,
}

impl<'t> Scanner<'t> {
    /// From the start of a text.
    pub fn new(text: &'t str) -> Self {
        Scanner::from(text, 0)
    }

    /// From a byte on.
    pub fn from(text: &'t str, at: usize) -> Self {
        Scanner {
            text,
            bytes: text.as_bytes(),
            at,
            had_comment: false,
        }
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn char(&self) -> Option<char> {
        slice(self.text, self.at..self.bytes.len()).chars().next()
    }

    fn is_done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// Skips white space and comments; a comment that never ends comes back as a token.
    fn skip_blank(&mut self) -> Option<Token> {
        while !self.is_done() {
            match self.byte(0) {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => self.at += 1,
                b'/' if self.byte(1) == b'/' => {
                    self.had_comment = true;
                    while !self.is_done() && self.byte(0) != b'\n' {
                        self.at += 1;
                    }
                }
                b'/' if self.byte(1) == b'*' => {
                    self.had_comment = true;
                    let start = self.at;
                    if !self.skip_block_comment() {
                        return Some(self.token(Kind::OpenComment, start));
                    }
                }
                byte if byte >= 0x80 => match self.char() {
                    Some(c) if is_blank(c) => self.at += c.len_utf8(),
                    _ => return None,
                },
                _ => return None,
            }
        }
        None
    }

    fn skip_block_comment(&mut self) -> bool {
        let mut depth = 0usize;
        while !self.is_done() {
            match (self.byte(0), self.byte(1)) {
                (b'/', b'*') => {
                    depth += 1;
                    self.at += 2;
                }
                (b'*', b'/') => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return true;
                    }
                }
                _ => self.at += 1,
            }
        }
        self.at = self.bytes.len();
        false
    }

    fn token(&self, kind: Kind, start: usize) -> Token {
        Token {
            kind,
            start,
            end: self.at,
        }
    }

    /// The quote has been passed.
    fn plain_text(&mut self, start: usize) -> Token {
        while !self.is_done() {
            match self.byte(0) {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    return self.token(Kind::Text, start);
                }
                _ => self.at += 1,
            }
        }
        self.at = self.bytes.len();
        self.token(Kind::OpenText, start)
    }

    /// At the first `#` or the quote.
    fn raw_text(&mut self, start: usize) -> Token {
        let mut n_hashes = 0;
        while self.byte(0) == b'#' {
            n_hashes += 1;
            self.at += 1;
        }
        self.at += 1;
        while !self.is_done() {
            if self.byte(0) == b'"' {
                self.at += 1;
                let mut n_found = 0;
                while n_found < n_hashes && self.byte(0) == b'#' {
                    n_found += 1;
                    self.at += 1;
                }
                if n_found == n_hashes {
                    return self.token(Kind::Text, start);
                }
            } else {
                self.at += 1;
            }
        }
        self.at = self.bytes.len();
        self.token(Kind::OpenText, start)
    }

    /// True if a raw text follows `ahead` bytes from here: hashes and a quote.
    fn is_raw(&self, ahead: usize) -> bool {
        let mut n = ahead;
        while self.byte(n) == b'#' {
            n += 1;
        }
        self.byte(n) == b'"'
    }

    fn word_or_other(&mut self, start: usize) -> Token {
        if self.byte(0) == b'r' && self.byte(1) == b'#' {
            self.at += 2;
        }
        let mut n_chars = 0;
        while let Some(c) = self.char() {
            if c == '_' || c.is_alphanumeric() {
                self.at += c.len_utf8();
                n_chars += 1;
            } else {
                break;
            }
        }
        if n_chars == 0 {
            self.at = start
                + slice(self.text, start..self.bytes.len())
                    .chars()
                    .next()
                    .map_or(1, char::len_utf8);
            return self.token(Kind::Other, start);
        }
        self.token(Kind::Word, start)
    }

    fn character(&mut self, start: usize) -> Token {
        self.at += 1;
        if self.byte(0) == b'\\' {
            self.at += 2;
            while !self.is_done() && !matches!(self.byte(0), b'\'' | b'\n') {
                self.at += 1;
            }
            self.at += 1;
            self.at = self.at.min(self.bytes.len());
        } else if let Some(c) = self.char()
            && self.byte(c.len_utf8()) == b'\''
        {
            self.at += c.len_utf8() + 1;
        }
        self.token(Kind::Other, start)
    }
}

impl Iterator for Scanner<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some(open) = self.skip_blank() {
            return Some(open);
        }
        if self.is_done() {
            return None;
        }
        let start = self.at;
        let single = match self.byte(0) {
            b'(' | b'[' | b'{' => Some(Kind::Open),
            b')' | b']' | b'}' => Some(Kind::Close),
            b',' => Some(Kind::Comma),
            b':' => Some(Kind::Colon),
            _ => None,
        };
        if let Some(kind) = single {
            self.at += 1;
            return Some(self.token(kind, start));
        }
        Some(match self.byte(0) {
            b'"' => {
                self.at += 1;
                self.plain_text(start)
            }
            b'b' if self.byte(1) == b'"' => {
                self.at += 2;
                self.plain_text(start)
            }
            b'r' if self.is_raw(1) => {
                self.at += 1;
                self.raw_text(start)
            }
            b'b' if self.byte(1) == b'r' && self.is_raw(2) => {
                self.at += 2;
                self.raw_text(start)
            }
            b'\'' => self.character(start),
            b'0'..=b'9' | b'+' | b'-' | b'.' => {
                self.at += 1;
                while matches!(self.byte(0), b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'.' | b'+' | b'-')
                {
                    self.at += 1;
                }
                self.token(Kind::Number, start)
            }
            _ => self.word_or_other(start),
        })
    }
}

/// True if a text has comments.
pub fn has_comments(text: &str) -> bool {
    if !text.contains("//") && !text.contains("/*") {
        return false;
    }
    let mut scanner = Scanner::new(text);
    scanner.by_ref().for_each(drop);
    scanner.had_comment
}

fn is_blank(c: char) -> bool {
    matches!(
        c,
        '\u{85}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}'
    )
}

/// One part of a bracket: a value, with its name where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Place of the name before the colon.
    pub name: Option<Range<usize>>,
    /// Place of the value.
    pub value: Range<usize>,
}

/// A bracket and its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// Place of the opening bracket.
    pub open: usize,
    /// Place of the closing bracket.
    pub close: usize,
    /// The parts, separated by commas.
    pub parts: Vec<Part>,
}

/// The bracket a value is, after the name of its variant if there is one. Places are those of
/// the whole text.
pub fn bracket(text: &str, range: Range<usize>) -> Option<Bracket> {
    let end = range.end;
    let mut tokens = Scanner::from(text, range.start).take_while(|t| t.end <= end);
    let mut first = tokens.next()?;
    if first.kind == Kind::Word {
        first = tokens.next()?;
    }
    if first.kind != Kind::Open {
        return None;
    }
    let mut found = Bracket {
        open: first.start,
        close: first.start,
        parts: Vec::new(),
    };
    let mut depth = 0usize;
    let mut part: Option<Part> = None;
    let mut n_tokens = 0;
    for token in tokens {
        match token.kind {
            Kind::Close if depth == 0 => {
                found.parts.extend(part);
                found.close = token.start;
                return Some(found);
            }
            Kind::Comma if depth == 0 => {
                found.parts.extend(part.take());
                n_tokens = 0;
                continue;
            }
            Kind::Colon if depth == 0 && n_tokens == 1 => {
                if let Some(part) = &mut part {
                    part.name = Some(part.value.clone());
                    part.value = token.end..token.end;
                }
                n_tokens += 1;
                continue;
            }
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            _ => {}
        }
        n_tokens += 1;
        let part = part.get_or_insert(Part {
            name: None,
            value: token.start..token.end,
        });
        if part.value.is_empty() {
            part.value.start = token.start;
        }
        part.value.end = token.end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        Scanner::new(text).map(|t| t.kind).collect()
    }

    #[test]
    fn brackets_in_texts_and_comments_do_not_count() {
        use Kind::*;
        assert_eq!(
            kinds(r##"(a: "x)\"", r#"]"]"#, /* ) /* ] */ */ 'c', '\'', -1.5e3) // ("##),
            [
                Open, Word, Colon, Text, Comma, Text, Comma, Other, Comma, Other, Comma, Number,
                Close
            ]
        );
    }

    #[test]
    fn what_never_ends_is_told_apart() {
        assert_eq!(kinds("\"abc\\"), [Kind::OpenText]);
        assert_eq!(kinds("r#\"abc\""), [Kind::OpenText]);
        assert_eq!(kinds("/* a /* b */"), [Kind::OpenComment]);
    }

    #[test]
    fn a_bracket_is_taken_apart() {
        let text = r#"Where((a: 1, b: [2, 3]), "x",)"#;
        let outer = bracket(text, 0..text.len()).expect("a bracket");
        let parts: Vec<&str> = outer
            .parts
            .iter()
            .map(|p| slice(text, p.value.clone()))
            .collect();
        assert_eq!(parts, ["(a: 1, b: [2, 3])", "\"x\""]);
        let inner = bracket(text, outer.parts[0].value.clone()).expect("a bracket");
        assert_eq!(slice(text, inner.parts[1].name.clone().unwrap()), "b");
        assert_eq!(slice(text, inner.parts[1].value.clone()), "[2, 3]");
    }
}
