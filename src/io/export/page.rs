//! Pages from templates: every value is masked if asked for, cleaned of what is no text, escaped.

use minijinja::value::ValueKind;
use minijinja::{Environment, Error, Output, State, Value, escape_formatter};

use super::mask::Mask;

/// Templates that are ready to be filled.
pub(super) fn pages(
    templates: &[(&'static str, &'static str)],
    mask: Option<Mask>,
) -> Result<Environment<'static>, Error> {
    let mut pages = Environment::new();
    for (name, text) in templates {
        pages.add_template(name, text)?;
    }
    pages.set_formatter(move |out, state, value| {
        print(out, state, value, |text| match &mask {
            Some(mask) => mask.text(text),
            None => text.to_owned(),
        })
    });
    Ok(pages)
}

/// Prints a value: text without names, and without what is no text.
fn print(
    out: &mut Output<'_>,
    state: &State<'_, '_>,
    value: &Value,
    masked: impl Fn(&str) -> String,
) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if value.kind() == ValueKind::String && !value.is_safe() => {
            let mut text: String = masked(text).chars().map(printable).collect();
            close(&mut text);
            escape_formatter(out, state, &Value::from(text))
        }
        _ => escape_formatter(out, state, value),
    }
}

/// Characters HTML has no place for become the sign for one that is missing.
fn printable(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\r' => ' ',
        c if c.is_control() || matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF) => '\u{FFFD}',
        c => c,
    }
}

/// Ends whatever turns the direction of text, so that nothing after it is turned.
fn close(text: &mut String) {
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push('\u{202C}'),
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202C}' | '\u{2069}' if open.last() == Some(&c) => {
                open.pop();
            }
            _ => {}
        }
    }
    text.extend(open.into_iter().rev());
}
