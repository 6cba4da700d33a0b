//! Which columns tell whom a row is about, and the name they make together.

use super::goes::{Goes, NamePart};
use super::mapping::Mapping;
use super::words;
use crate::io::table::Row;
use crate::model::{FieldId, FieldType, Model};

/// Places of the columns that tell whom a row is about.
pub struct Telling {
    /// The column of ids.
    pub id: Option<usize>,
    names: Vec<(usize, NamePart)>,
    /// Columns of addresses.
    pub emails: Vec<usize>,
    /// A column that goes into the model's own field for employee numbers.
    pub number: Option<usize>,
}

impl Telling {
    /// Finds them. `number` is the model's own field for employee numbers.
    pub fn of(mapping: &Mapping, number: Option<&FieldId>) -> Telling {
        let first = |is_meant: &dyn Fn(&Goes) -> bool| mapping.places(is_meant).first().copied();
        let columns = mapping.columns.iter().enumerate();
        let mut names: Vec<(usize, NamePart)> = columns
            .filter_map(|(at, column)| match column.goes {
                Goes::Name(part) => Some((at, part)),
                _ => None,
            })
            .collect();
        names.sort_by_key(|(at, part)| (rank(*part), *at));
        Telling {
            id: first(&|goes| *goes == Goes::Id),
            names,
            emails: mapping.places(|goes| {
                goes.field()
                    .is_some_and(|field| field.kind == FieldType::Email)
            }),
            number: number.and_then(|number| {
                first(&|goes| goes.field().is_some_and(|field| field.id == *number))
            }),
        }
    }

    /// What a row calls someone.
    pub fn name(&self, row: Row<'_>) -> String {
        let mut name = String::new();
        for (at, part) in &self.names {
            let text = part_of(row.cell(*at), *part);
            let is_whole = matches!(part, NamePart::Whole | NamePart::Turned);
            if text.is_empty() || (is_whole && !name.is_empty()) {
                continue;
            }
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(&text);
        }
        if name.is_empty() && self.names.is_empty() {
            return self.email(row).map_or(String::new(), name_of_email);
        }
        name
    }

    /// The first address a row says.
    pub fn email<'s>(&self, row: Row<'s>) -> Option<&'s str> {
        let mut cells = self.emails.iter().map(|at| row.cell(*at));
        cells.find(|cell| !cell.is_empty())
    }
}

fn rank(part: NamePart) -> usize {
    match part {
        NamePart::First => 0,
        NamePart::Middle => 1,
        NamePart::Last => 2,
        NamePart::Whole => 3,
        NamePart::Turned => 4,
    }
}

/// A part of a name as it is written in a name: without a remark of the program, in its order.
fn part_of(cell: &str, part: NamePart) -> String {
    let mut text = cell;
    if let Some(rest) = text.strip_suffix([')', ']'])
        && let Some((name, remark)) = rest.rsplit_once(['(', '['])
        && (remark == "C" || words::account(remark).is_some())
    {
        text = name.trim_end();
    }
    let turned = (part == NamePart::Turned)
        .then(|| text.split_once(','))
        .flatten();
    let text = match turned {
        Some((last, first)) => format!("{} {}", first.trim(), last.trim()),
        None => text.to_owned(),
    };
    match text.contains(['\n', '\r']) {
        true => text.split_whitespace().collect::<Vec<_>>().join(" "),
        false => text,
    }
}

/// A name made of an address: `ann.lee@x.example` is Ann Lee.
fn name_of_email(email: &str) -> String {
    let before = email.split('@').next().unwrap_or(email);
    let parts = before
        .split(['.', '_', '-'])
        .filter(|part| !part.is_empty());
    let parts = parts.map(|part| {
        let mut chars = part.chars();
        let first = chars.next().map(|c| c.to_uppercase().to_string());
        first.unwrap_or_default() + chars.as_str()
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// The field of a model that holds employee numbers, if it has one.
pub fn number_field(model: &Model) -> Option<FieldId> {
    let mut fields = model.fields().iter();
    let field = fields.find(|field| {
        let is_number = |text: &str| {
            matches!(
                words::meaning(&words::plain(text)),
                Some(words::Meaning::Id(_))
            )
        };
        matches!(field.kind, FieldType::Text | FieldType::Number)
            && (is_number(&field.name) || is_number(field.id.as_str()))
    });
    field.map(|field| field.id.clone())
}
