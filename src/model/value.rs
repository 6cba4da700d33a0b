//! Values of fields, dates, and what "equal" means between them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::ids::FieldId;

/// A number in a field. Ordered totally, so that values can be compared and stored in sets.
#[derive(Clone, Copy)]
pub struct Number(pub f64);

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Number {}
impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Number {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0 + 0.0).total_cmp(&(other.0 + 0.0)) // -0 and 0 are the same number
    }
}
impl std::hash::Hash for Number {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.0 + 0.0).to_bits().hash(state);
    }
}
impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// What a field holds. Dates, choices, emails and people are texts whose form the field's type checks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Value {
    /// Text, a choice, an email, a date `2026-11-21`, or a person's id.
    Text(String),
    /// A number.
    Number(Number),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
}

impl Value {
    /// True if nothing is said: a blank text or an empty list.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) => text.trim().is_empty(),
            Value::List(list) => list.iter().all(|text| text.trim().is_empty()),
            Value::Number(_) | Value::Flag(_) => false,
        }
    }

    /// The texts compared when two values are matched: normalised, blanks left out.
    pub fn keys(&self) -> Vec<String> {
        let texts = match self {
            Value::Text(text) => vec![norm(text)],
            Value::List(list) => list.iter().map(|text| norm(text)).collect(),
            Value::Number(_) | Value::Flag(_) => vec![norm(&self.to_string())],
        };
        texts.into_iter().filter(|text| !text.is_empty()).collect()
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => f.write_str(text),
            Value::Number(number) => write!(f, "{}", number.0),
            Value::Flag(true) => f.write_str("yes"),
            Value::Flag(false) => f.write_str("no"),
            Value::List(list) => f.write_str(&list.join(", ")),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

/// The form in which texts are compared: trimmed and case-folded (A-L12).
pub fn norm(text: &str) -> String {
    text.trim().to_lowercase()
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Text(text) => serializer.serialize_str(text),
            Value::Number(Number(n)) if n.fract() == 0.0 && n.abs() < 9e15 => {
                serializer.serialize_i64(*n as i64)
            }
            Value::Number(Number(n)) => serializer.serialize_f64(*n),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::List(list) => list.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Value;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number, true, false, or a list of texts")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.to_owned()))
            }
            fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Value, E> {
                Ok(Value::Flag(flag))
            }
            fn visit_i64<E: de::Error>(self, n: i64) -> Result<Value, E> {
                Ok(Value::Number(Number(n as f64)))
            }
            fn visit_u64<E: de::Error>(self, n: u64) -> Result<Value, E> {
                Ok(Value::Number(Number(n as f64)))
            }
            fn visit_f64<E: de::Error>(self, n: f64) -> Result<Value, E> {
                if n.is_finite() {
                    Ok(Value::Number(Number(n)))
                } else {
                    Err(E::custom("a number must be finite"))
                }
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
                let mut list = Vec::new();
                while let Some(text) = seq.next_element::<String>()? {
                    list.push(text);
                }
                Ok(Value::List(list))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

/// What the fields of one person or item hold, in the order they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldValues(pub Vec<(FieldId, Value)>);

impl FieldValues {
    /// The value of a field, if one is set.
    pub fn get(&self, field: &FieldId) -> Option<&Value> {
        self.named(field.as_str())
    }

    /// The same, by the field's id as text.
    pub fn named(&self, field: &str) -> Option<&Value> {
        let mut pairs = self.0.iter();
        pairs.find(|(id, _)| id == field).map(|(_, value)| value)
    }

    /// Sets or, with `None`, clears a field.
    pub fn set(&mut self, field: &FieldId, value: Option<Value>) {
        match (self.0.iter().position(|(id, _)| id == field), value) {
            (Some(at), Some(value)) => {
                if let Some(slot) = self.0.get_mut(at) {
                    slot.1 = value;
                }
            }
            (Some(at), None) => {
                self.0.remove(at);
            }
            (None, Some(value)) => self.0.push((field.clone(), value)),
            (None, None) => {}
        }
    }
}

/// A calendar day. Written `2026-11-21`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// A day, if there is such a one.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Date> {
        jiff::civil::Date::new(year, month, day).ok().map(Date)
    }

    /// The day after; none after the last day there is.
    pub fn next(self) -> Option<Date> {
        self.0.tomorrow().ok().map(Date)
    }

    /// The day before; none before the first day there is.
    pub fn previous(self) -> Option<Date> {
        self.0.yesterday().ok().map(Date)
    }

    /// How many days lie between this day and a later one; fewer than none to an earlier one.
    pub fn days_until(self, later: Date) -> i32 {
        let span = later.0.duration_since(self.0);
        i32::try_from(span.as_hours() / 24).unwrap_or_default()
    }

    /// The day of a calendar date.
    pub fn from_civil(date: jiff::civil::Date) -> Date {
        Date(date)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
impl FromStr for Date {
    type Err = String;
    fn from_str(text: &str) -> Result<Date, String> {
        // jiff reads more forms than one; a file holds just one.
        let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        match text.parse() {
            Ok(date) if plain => Ok(Date(date)),
            _ => Err(format!("`{text}` is not a day written like 2026-11-21")),
        }
    }
}
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// True if a value is the default one and need not be written.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
