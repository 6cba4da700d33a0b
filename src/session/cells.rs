//! Tables of records as cells: which columns there are, what a cell says, how what was typed is
//! read back, and what it becomes in the record. Nothing is applied here.

mod column;
mod names;
mod settle;
mod value;

pub use column::{CellKind, CellValue, Column};
pub use names::{Meant, Names, email_fields, emails_of};
pub use settle::{Settled, settle};
pub use value::{ACCOUNTS, account_word, read as read_value};

use crate::model::{Field, FieldId, Item, Key, KindId, Model, Record};

/// Whose table it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Of {
    /// Everyone.
    People,
    /// The items of a kind.
    Items(KindId),
    /// Teams.
    Teams,
    /// Labels.
    Labels,
}

impl Of {
    /// Whose table a record stands in.
    pub fn record(record: &Record) -> Option<Of> {
        match record {
            Record::Principal(_) => Some(Of::People),
            Record::Item(item) => Some(Of::Items(item.kind.clone())),
            Record::Team(_) => Some(Of::Teams),
            Record::Label(_) => Some(Of::Labels),
            _ => None,
        }
    }

    /// The model's own fields of these records.
    pub fn fields(&self, model: &Model) -> Vec<Field> {
        match self {
            Of::People => model.fields().iter().cloned().collect(),
            Of::Items(kind) => {
                let kind = model.kinds().get(kind);
                kind.map(|kind| kind.fields.clone()).unwrap_or_default()
            }
            Of::Teams | Of::Labels => Vec::new(),
        }
    }

    /// One of those fields.
    pub fn field<'m>(&self, model: &'m Model, id: &FieldId) -> Option<&'m Field> {
        match self {
            Of::People => model.fields().get(id),
            Of::Items(kind) => {
                let kind = model.kinds().get(kind)?;
                kind.fields.iter().find(|field| field.id == *id)
            }
            Of::Teams | Of::Labels => None,
        }
    }

    /// Every record of the table, in the order of the model.
    pub fn keys(&self, model: &Model) -> Vec<Key> {
        match self {
            Of::People => model
                .principals()
                .ids()
                .cloned()
                .map(Key::Principal)
                .collect(),
            Of::Items(kind) => items(model, kind)
                .map(|item| Key::Item(item.id.clone()))
                .collect(),
            Of::Teams => model.teams().ids().cloned().map(Key::Team).collect(),
            Of::Labels => model.labels().ids().cloned().map(Key::Label).collect(),
        }
    }

    /// One of them and several, in a sentence: "person", "people".
    pub fn words(&self, model: &Model) -> (String, String) {
        let both = |one: &str, many: &str| (one.to_owned(), many.to_owned());
        match self {
            Of::People => both("person", "people"),
            Of::Items(kind) => {
                let one = model.title(&Key::Kind(kind.clone())).to_lowercase();
                let many = format!("items of the kind {one}");
                (one, many)
            }
            Of::Teams => both("team", "teams"),
            Of::Labels => both("label", "labels"),
        }
    }
}

/// The items of a kind, in the order of the model.
pub fn items<'m>(model: &'m Model, kind: &KindId) -> impl Iterator<Item = &'m Item> {
    model.items().iter().filter(move |item| item.kind == *kind)
}
