//! The page: data put into the templates. Every value is masked, cleaned and escaped here.

use minijinja::value::ValueKind;
use minijinja::{Environment, Error, Output, State, Value, context, escape_formatter};

use super::{Context, Picture, checks, head, matrix, people, scheme};

const TEMPLATES: [(&str, &str); 9] = [
    (
        "report.html",
        include_str!("../../../../assets/report/report.html"),
    ),
    (
        "signs.html",
        include_str!("../../../../assets/report/signs.html"),
    ),
    (
        "scheme.html",
        include_str!("../../../../assets/report/scheme.html"),
    ),
    (
        "matrix.html",
        include_str!("../../../../assets/report/matrix.html"),
    ),
    (
        "checks.html",
        include_str!("../../../../assets/report/checks.html"),
    ),
    (
        "people.html",
        include_str!("../../../../assets/report/people.html"),
    ),
    (
        "sign_off.html",
        include_str!("../../../../assets/report/sign_off.html"),
    ),
    (
        "style.css",
        include_str!("../../../../assets/report/style.css"),
    ),
    (
        "script.js",
        include_str!("../../../../assets/report/script.js"),
    ),
];

pub(super) fn page(cx: &Context<'_>, pictures: &[Picture]) -> Result<String, String> {
    let failed = |e: Error| format!("the report could not be made: {e}");
    let mut pages = Environment::new();
    for (name, text) in TEMPLATES {
        pages.add_template(name, text).map_err(failed)?;
    }
    let mask = cx.mask.cloned();
    pages.set_formatter(move |out, state, value| {
        print(out, state, value, |text| match &mask {
            Some(mask) => mask.text(text),
            None => text.to_owned(),
        })
    });
    let pictures: Vec<Value> = pictures
        .iter()
        .map(|picture| {
            context! {
                title => picture.title,
                is_wide => is_wide(&picture.svg),
                address => Value::from_safe_string(address(&picture.svg)),
            }
        })
        .collect();
    let symbols = cx
        .signs
        .map(|signs| Value::from_safe_string(signs.symbols.clone()));
    let page = pages.get_template("report.html").map_err(failed)?;
    page.render(context! {
        head => head(cx),
        symbols => symbols,
        scheme => scheme::scheme(cx),
        matrix => matrix::matrix(cx),
        pictures => pictures,
        checks => checks::checks(cx),
        people => people::people(cx),
    })
    .map_err(failed)
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
            let text: String = masked(text).chars().map(printable).collect();
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

/// True for a picture that is wider than it is high, by its first `width` and `height`.
fn is_wide(svg: &str) -> bool {
    let number = |name: &str| -> Option<f64> {
        let (_, rest) = svg.split_once(&format!(" {name}=\""))?;
        rest.split_once('"')?.0.parse().ok()
    };
    match (number("width"), number("height")) {
        (Some(width), Some(height)) => width >= height,
        _ => true,
    }
}

/// A picture as an address that holds it: nothing in it can act, and its styles stay its own.
fn address(svg: &str) -> String {
    let mut text = String::from("data:image/svg+xml,");
    for byte in svg.bytes() {
        match byte {
            b' ' | b'!' | b'('..=b';' | b'=' | b'?'..=b'~' if byte != b'\\' && byte != b'`' => {
                text.push(char::from(byte));
            }
            byte => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}
