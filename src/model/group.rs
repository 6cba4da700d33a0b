//! Groups: listed, by condition, nested.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::ids::{GroupId, PrincipalId};
use super::value::is_default;

/// A group. Members = listed, and those the condition matches, and the members of nested groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Stable id.
    pub id: GroupId,
    /// What people call it; required (H4).
    pub name: String,
    /// What it is for; required (H4).
    pub description: String,
    /// Members by id; the only way in for service users (H6).
    #[serde(default, skip_serializing_if = "is_default")]
    pub listed: Vec<PrincipalId>,
    /// Members by condition; unset = nobody this way.
    #[serde(default, skip_serializing_if = "is_default")]
    pub condition: Option<Condition>,
    /// Groups whose members are members.
    #[serde(default, skip_serializing_if = "is_default")]
    pub groups: Vec<GroupId>,
}
