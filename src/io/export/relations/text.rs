//! Texts of the model in files of others: one line without anything that could be taken for more
//! than text.

use std::fmt::Write;

/// More than this of one name helps nobody.
const LONGEST: usize = 160;

/// A text on one line: white space as single spaces, without control characters and marks that turn
/// the direction of writing, cut where it is very long.
pub(in crate::io::export) fn one_line(text: &str) -> String {
    let mut line = String::new();
    let mut n_chars = 0;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
                n_chars += 1;
            }
        } else if !is_mark(c) {
            line.push(c);
            n_chars += 1;
        }
        if n_chars >= LONGEST {
            line.push('…');
            break;
        }
    }
    line.trim_end().to_owned()
}

/// Marks without a width of their own.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// A text in double quotes for YAML, which takes those of JSON.
pub(in crate::io::export) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() || is_mark(c) || matches!(c, '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
