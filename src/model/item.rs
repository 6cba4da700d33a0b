//! Items (every record that is not a person), their kinds, labels, and teams.

use serde::{Deserialize, Serialize};

use super::field::Field;
use super::ids::{ItemId, KindId, LabelId, PrincipalId, TeamId};
use super::value::{FieldValues, is_default};

/// A kind of items: candidate, course, report, assessment, goal …
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Stable id. `account` and `role` are taken: they stand for principals and roles as
    /// labelled records (D5).
    pub id: KindId,
    /// What people call one of them.
    pub name: String,
    /// Fields of this kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fields: Vec<Field>,
}

/// The built-in kind of principals seen as labelled records.
pub const ACCOUNT_KIND: &str = "account";
/// The built-in kind of roles seen as labelled records.
pub const ROLE_KIND: &str = "role";

/// One item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Stable id; no principal has the same.
    pub id: ItemId,
    /// What people call it.
    pub name: String,
    /// Its kind.
    pub kind: KindId,
    /// Who made it (added the candidate, sent the feedback).
    #[serde(default, skip_serializing_if = "is_default")]
    pub creator: Option<PrincipalId>,
    /// Who owns it (the cycle owner of an assessment).
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<PrincipalId>,
    /// The person it is about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub subject: Option<PrincipalId>,
    /// Labels on it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub labels: Vec<LabelId>,
    /// Values of its kind's fields.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fields: FieldValues,
}

/// A label. Labels form a tree; a right on a label reaches the labels below it (D12).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Stable id.
    pub id: LabelId,
    /// What people call it.
    pub name: String,
    /// The label above it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parent: Option<LabelId>,
}

/// A team. Members and leads are kept with the people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Stable id.
    pub id: TeamId,
    /// What people call it.
    pub name: String,
}
