//! The text of a model: the same bytes for the same model, laid out so that one edit changes few
//! lines. One line a record, or one line a field for records that hold lists of grants and rules.

use serde::Serialize;

use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;

use super::scan::{bracket, slice};
use super::version::CURRENT;
use crate::model::Model;

/// Line length up to which a value stays on one line.
const WIDTH: usize = 100;

/// How deep a record may be written. Reading counts the same record up to 3.2 times as deep.
const WRITE_DEPTH: usize = 64;

/// Sections whose records are laid out one field a line.
const NESTED: [&str; 9] = [
    "kinds",
    "groups",
    "requirements",
    "roles",
    "custom_sets",
    "guards",
    "delegation",
    "expectations",
    "duties",
];

/// How the parts of a model become compact text: with the same limit on nesting as reading has,
/// or without.
struct Writer {
    options: Options,
    compact: PrettyConfig,
}

impl Writer {
    fn new(options: Options) -> Self {
        Writer {
            options: options.with_default_extension(Extensions::IMPLICIT_SOME),
            compact: PrettyConfig::new()
                .compact_arrays(true)
                .compact_structs(true)
                .compact_maps(true)
                .new_line("\n")
                .extensions(Extensions::IMPLICIT_SOME),
        }
    }

    fn compact(&self, value: &impl Serialize) -> Result<String, ron::Error> {
        let text = self.options.to_string_pretty(value, self.compact.clone())?;
        Ok(without_needless_escapes(text))
    }

    fn model(&self, model: &Model) -> Result<String, ron::Error> {
        let mut out = String::from("#![enable(implicit_some)]\n(\n");
        field(&mut out, "version", &CURRENT.to_string(), false);
        field(&mut out, "name", &self.compact(&model.name())?, false);
        if !model.notes().is_empty() {
            field(&mut out, "notes", &self.compact(&model.notes())?, false);
        }
        field(&mut out, "settings", &self.compact(model.settings())?, true);
        macro_rules! sections {
            ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
                $(
                    let section = stringify!($table);
                    if !model.$table().is_empty() {
                        out.push_str(&format!("    {section}: [\n"));
                        for row in model.$table().iter() {
                            record(&mut out, &self.compact(row)?, NESTED.contains(&section));
                        }
                        out.push_str("    ],\n");
                    }
                )*
            };
        }
        crate::with_tables!(sections);
        out.push_str(")\n");
        Ok(out)
    }
}

/// The text of a model.
pub fn to_text(model: &Model) -> String {
    Writer::new(Options::default().without_recursion_limit())
        .model(model)
        .unwrap_or_default()
}

/// The text of a model, unless it could not be read again.
pub fn checked_text(model: &Model) -> Result<String, String> {
    Writer::new(Options::default().with_recursion_limit(WRITE_DEPTH))
        .model(model)
        .map_err(|e| match e {
            ron::Error::ExceededRecursionLimit => {
                "a selector is nested more deeply than a file can hold".to_owned()
            }
            other => other.to_string(),
        })
}

fn field(out: &mut String, name: &str, text: &str, broken: bool) {
    out.push_str(&format!("    {name}: "));
    lay_out(out, text, 1, name.len() + 2, broken);
    out.push_str(",\n");
}

fn record(out: &mut String, text: &str, nested: bool) {
    indent(out, 2);
    if nested {
        lay_out(out, text, 2, 0, true);
    } else {
        out.push_str(text);
    }
    out.push_str(",\n");
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("    ");
    }
}

/// Writes a value on one line if it fits and need not be broken, else one part a line.
fn lay_out(out: &mut String, text: &str, depth: usize, used: usize, broken: bool) {
    let fits = depth * 4 + used + text.chars().count() < WIDTH;
    let group = if fits && !broken {
        None
    } else {
        bracket(text, 0..text.len()).filter(|group| !group.parts.is_empty())
    };
    let Some(group) = group else {
        out.push_str(text);
        return;
    };
    out.push_str(slice(text, 0..group.open + 1));
    if let [only] = group.parts.as_slice()
        && only.name.is_none()
        && group.open > 0
        && bracket(text, only.value.clone()).is_some()
    {
        // `Where((…))` breaks once, not twice.
        lay_out(out, slice(text, only.value.clone()), depth, 0, true);
    } else {
        out.push('\n');
        for part in &group.parts {
            indent(out, depth + 1);
            let value = slice(text, part.value.clone());
            let mut used = 0;
            if let Some(name) = &part.name {
                let name = slice(text, name.clone());
                out.push_str(&format!("{name}: "));
                used = name.len() + 2;
            }
            // Lists of records in a record are the ones people edit: one line each, always.
            let is_list_of_records = broken && part.name.is_some() && value.starts_with("[(");
            lay_out(out, value, depth + 1, used, is_list_of_records);
            out.push_str(",\n");
        }
        indent(out, depth);
    }
    out.push_str(slice(text, group.close..text.len()));
}

/// ron escapes the single quote, which needs none in a text: O'Brien, not O\'Brien.
fn without_needless_escapes(text: String) -> String {
    if !text.contains("\\'") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('\'') => out.push('\''),
            Some(other) => {
                out.push('\\');
                out.push(other);
            }
            None => out.push('\\'),
        }
    }
    out
}
