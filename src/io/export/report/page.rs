//! The page: data put into the templates.

use minijinja::{Error, Value, context};

use crate::io::export::page;

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
    let pages = page::pages(&TEMPLATES, cx.mask.cloned()).map_err(failed)?;
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
        n_more_people => cx.model().principals().len().saturating_sub(people::MOST_PEOPLE),
    })
    .map_err(failed)
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
