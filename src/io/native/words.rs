//! What ron says, in the words of those who write models.

use ron::Error;

use super::scan::{Kind, Scanner, slice};
use crate::model::nearest;

/// True if the fault is in how the text is written, so that its place is where reading stopped;
/// otherwise it is in the value that was read.
pub fn is_syntax(code: &Error) -> bool {
    matches!(
        code,
        Error::Eof
            | Error::ExpectedArrayEnd
            | Error::ExpectedComma
            | Error::ExpectedMapColon
            | Error::ExpectedMapEnd
            | Error::ExpectedOptionEnd
            | Error::ExpectedStringEnd
            | Error::ExpectedStructLikeEnd
            | Error::InvalidEscape(_)
            | Error::InvalidIdentifier(_)
            | Error::SuggestRawIdentifier(_)
            | Error::TrailingCharacters
            | Error::UnclosedBlockComment
            | Error::UnclosedLineComment
            | Error::UnexpectedChar(_)
    )
}

/// The name of a field or variant an error is about, where there is one.
pub fn name_of(code: &Error) -> Option<&str> {
    match code {
        Error::NoSuchStructField { found, .. } => Some(found),
        Error::DuplicateStructField { field, .. } => Some(field),
        _ => None,
    }
}

/// An error in words. `found` is what stands where the value was expected.
pub fn words(code: &Error, found: &str) -> String {
    let but = |expected: &str| {
        if found.is_empty() {
            format!("expected {expected}")
        } else {
            format!("expected {expected}, found {found}")
        }
    };
    match code {
        Error::NoSuchStructField {
            expected, found, ..
        } => unknown("field", found, expected),
        Error::NoSuchEnumVariant {
            expected, found, ..
        } => unknown("", found, expected),
        Error::MissingStructField { field, .. } => format!("`{field}` is missing"),
        Error::DuplicateStructField { field, .. } => format!("`{field}` is there twice"),
        Error::ExpectedString => but("a text in quotes"),
        Error::ExpectedBoolean => but("`true` or `false`"),
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } => but("a whole number"),
        Error::ExpectedFloat => but("a number"),
        Error::IntegerOutOfBounds => "the number is too large or below zero".to_owned(),
        Error::ExpectedArray => but("a list `[…]`"),
        Error::ExpectedMap => but("`{…}`"),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_)
            if found.starts_with('`')
                && found.chars().nth(1).is_some_and(char::is_alphabetic)
                && !found.contains('(') =>
        {
            format!("expected `(…)` after {found}")
        }
        Error::ExpectedStructLike
        | Error::ExpectedNamedStructLike(_)
        | Error::ExpectedDifferentStructName { .. }
        | Error::ExpectedUnit => but("`(…)`"),
        Error::ExpectedIdentifier => but("a name without quotes"),
        Error::ExpectedComma | Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => {
            but("`,` or `)`")
        }
        Error::ExpectedArrayEnd => but("`,` or `]`"),
        Error::ExpectedMapColon => but("`:`"),
        Error::ExpectedStringEnd => "the text has no closing `\"`".to_owned(),
        Error::Eof => "the text ends too early".to_owned(),
        Error::TrailingCharacters => but("nothing more"),
        Error::InvalidEscape(_) => {
            "this escape is not known; a backslash in a text is written `\\\\`".to_owned()
        }
        Error::ExceededRecursionLimit => "nested too deeply".to_owned(),
        Error::ExpectedDifferentLength {
            expected,
            found: n_found,
        } => format!("expected {}, found {n_found}", count_in(expected)),
        Error::InvalidValueForType { expected, .. } => but(&plain(expected)),
        Error::Message(message) => message.clone(),
        Error::UnexpectedChar(c) => format!("`{c}` is not expected here"),
        Error::UnclosedBlockComment => "the comment has no closing `*/`".to_owned(),
        _ => "this could not be read".to_owned(),
    }
}

/// What one may write instead of a name that is not known.
pub fn unknown(word: &str, found: &str, expected: &[&str]) -> String {
    let gap = if word.is_empty() { "" } else { " " };
    let none = format!("there is no {word}{gap}`{found}` here");
    match nearest(found, expected.iter().copied()) {
        Some(near) => format!("{none}; did you mean `{near}`?"),
        None => format!("{none}; expected {}", list(expected)),
    }
}

fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => "nothing".to_owned(),
    }
}

/// "tuple struct X with 2 elements" is "2 values" to people.
fn count_in(expected: &str) -> String {
    let number = expected
        .split(|c: char| !c.is_ascii_digit())
        .find(|digits| !digits.is_empty());
    match number {
        Some("1") => "1 value".to_owned(),
        Some(n) => format!("{n} values"),
        None => "another number of values".to_owned(),
    }
}

fn plain(expected: &str) -> String {
    let is_type = |word: &str| expected.contains(word);
    if is_type("tuple") {
        format!("`(…)` of {}", count_in(expected))
    } else if is_type("struct") {
        "`(…)`".to_owned()
    } else if is_type("enum") || is_type("identifier") {
        "a name without quotes".to_owned()
    } else if expected == "a string" || expected.contains("str") {
        "a text in quotes".to_owned()
    } else if is_type("sequence") {
        "a list `[…]`".to_owned()
    } else if is_type("bool") {
        "`true` or `false`".to_owned()
    } else if ["u32", "i64", "u64", "f64"].contains(&expected) {
        "a number".to_owned()
    } else {
        expected.to_owned()
    }
}

/// What stands at a place, in a few words.
pub fn found_at(text: &str, at: usize) -> String {
    let Some(token) = Scanner::from(text, at).next() else {
        return "the end of the file".to_owned();
    };
    let written = slice(text, token.start..token.end);
    let next = Scanner::from(text, token.end).next();
    match token.kind {
        Kind::Open if written == "[" => "a list".to_owned(),
        Kind::Open => format!("`{written}…`"),
        Kind::Word if next.is_some_and(|n| n.kind == Kind::Open && n.start == token.end) => {
            format!("`{written}(…)`")
        }
        Kind::Text | Kind::OpenText => {
            let short: String = written.chars().take(40).collect();
            let short = short.lines().next().unwrap_or_default().to_owned();
            if short.len() < written.len() {
                format!("`{short}…`")
            } else {
                format!("`{short}`")
            }
        }
        _ => {
            let short: String = written.chars().take(40).collect();
            format!("`{short}`")
        }
    }
}
