//! Conditions: clauses on fields, joined by "and" or "or".

use serde::{Deserialize, Serialize};

use super::ids::FieldId;
use super::value::{Value, is_default};

/// How the clauses of a condition, or several conditions, are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Join {
    /// Every clause must hold.
    All,
    /// One clause is enough.
    Any,
}

/// Clauses on the fields of a person or an item. Without clauses it holds for everyone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// How the clauses are joined; unset = as the model's settings say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub join: Option<Join>,
    /// The clauses.
    pub clauses: Vec<Clause>,
}

/// How a clause compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Op {
    /// Equals one of the values. False for an empty field.
    Is,
    /// The exact negation of `Is`. True for an empty field (A-H5).
    IsNot,
    /// Nothing is set.
    IsEmpty,
    /// Something is set.
    IsNotEmpty,
    /// Contains one of the values as text.
    Contains,
    /// Starts with one of the values.
    StartsWith,
    /// Less than, or before, any of the values.
    Less,
    /// At most, or up to, any of the values.
    AtMost,
    /// More than, or after, any of the values.
    More,
    /// At least, or from, any of the values.
    AtLeast,
}

/// One clause: a field, an operator, and values any of which will do (H10).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// A field of the model, or one of [`BUILT_IN_FIELDS`].
    pub field: FieldId,
    /// How it compares.
    pub op: Op,
    /// The values; none for `IsEmpty` and `IsNotEmpty`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub values: Vec<Value>,
}

/// Facts about a person that every model has and no field may be named after:
/// id, name, sort and account state; ids of their managers on all lines, of their teams and of
/// the teams they lead; the number of their direct reports on all lines.
pub const BUILT_IN_FIELDS: [&str; 8] = [
    "id",
    "name",
    "sort",
    "account",
    "manager",
    "team",
    "leads",
    "direct_reports",
];

/// Facts about an item that every model has: id, name, kind, ids of creator, owner, subject
/// and labels.
pub const BUILT_IN_ITEM_FIELDS: [&str; 7] =
    ["id", "name", "kind", "creator", "owner", "subject", "label"];

impl Condition {
    /// A condition of one clause.
    pub fn one(field: &str, op: Op, values: &[&str]) -> Condition {
        Condition {
            join: None,
            clauses: vec![Clause {
                field: field.into(),
                op,
                values: values.iter().map(|v| Value::from(*v)).collect(),
            }],
        }
    }
}

impl Op {
    /// The operator as it reads in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Op::Is => "is",
            Op::IsNot => "is not",
            Op::IsEmpty => "is empty",
            Op::IsNotEmpty => "is not empty",
            Op::Contains => "contains",
            Op::StartsWith => "starts with",
            Op::Less => "is less than",
            Op::AtMost => "is at most",
            Op::More => "is more than",
            Op::AtLeast => "is at least",
        }
    }

    /// True if the clause needs values.
    pub fn takes_values(self) -> bool {
        !matches!(self, Op::IsEmpty | Op::IsNotEmpty)
    }
}
