//! Fields: what a model keeps of its people and of each kind of items.

use serde::{Deserialize, Serialize};

use super::ids::FieldId;
use super::value::{Date, Value, is_default};

/// What a field may hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldType {
    /// Any text.
    #[default]
    Text,
    /// An email address.
    Email,
    /// A number.
    Number,
    /// A day.
    Date,
    /// Yes or no.
    Flag,
    /// One of these.
    Choice(Vec<String>),
    /// The id of a principal.
    Person,
    /// Several texts.
    List,
}

/// A field of people, or of one kind of items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Stable id.
    pub id: FieldId,
    /// What people call it.
    pub name: String,
    /// What it may hold.
    #[serde(default, rename = "type", skip_serializing_if = "is_default")]
    pub kind: FieldType,
}

impl FieldType {
    /// The reason a value does not fit, or none. References to people are checked elsewhere.
    pub fn objection(&self, value: &Value) -> Option<String> {
        let ok = match (self, value) {
            (FieldType::Text | FieldType::Person, Value::Text(_))
            | (FieldType::Flag, Value::Flag(_))
            | (FieldType::List, Value::List(_)) => true,
            (FieldType::Number, Value::Number(number)) => number.0.is_finite(),
            (FieldType::Email, Value::Text(text)) => text.is_empty() || text.contains('@'),
            (FieldType::Date, Value::Text(text)) => text.is_empty() || text.parse::<Date>().is_ok(),
            (FieldType::Choice(options), Value::Text(text)) => {
                text.is_empty() || options.contains(text)
            }
            _ => false,
        };
        (!ok).then(|| format!("expected {}, found `{value}`", self.expected()))
    }

    /// What a value of this type looks like, in words.
    pub fn expected(&self) -> String {
        match self {
            FieldType::Text => "a text".to_owned(),
            FieldType::Email => "an email address".to_owned(),
            FieldType::Number => "a number".to_owned(),
            FieldType::Date => "a day like 2026-11-21".to_owned(),
            FieldType::Flag => "true or false".to_owned(),
            FieldType::Choice(options) => format!("one of {}", options.join(", ")),
            FieldType::Person => "the id of a person".to_owned(),
            FieldType::List => "a list of texts".to_owned(),
        }
    }
}
