//! Who acts: people, service users and external users.

use serde::{Deserialize, Serialize};

use super::ids::{LabelId, LineId, PrincipalId, TeamId};
use super::value::{FieldValues, is_default};

/// The three sorts of principals.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum PrincipalSort {
    /// An employee.
    #[default]
    Person,
    /// No employee record; never matched by conditions on people (A-H6).
    ServiceUser,
    /// Someone outside the company who has a record all the same.
    External,
}

/// State of the account.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Account {
    /// Can log in.
    #[default]
    Active,
    /// Blocked by an administrator.
    Blocked,
    /// Not yet active.
    NotStarted,
    /// No longer active.
    Ended,
}

/// One edge of a manager line: `(line, manager)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ManagerEdge(pub LineId, pub PrincipalId);

/// A person, service user or external user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Principal {
    /// Stable id.
    pub id: PrincipalId,
    /// What people call them.
    pub name: String,
    /// Which of the three sorts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sort: PrincipalSort,
    /// State of the account.
    #[serde(default, skip_serializing_if = "is_default")]
    pub account: Account,
    /// Values of the model's own fields. Empty for service users.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fields: FieldValues,
    /// Manager edges, each on a line. Empty for service users.
    #[serde(default, skip_serializing_if = "is_default")]
    pub managers: Vec<ManagerEdge>,
    /// Teams they are a member of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub teams: Vec<TeamId>,
    /// Teams they lead.
    #[serde(default, skip_serializing_if = "is_default")]
    pub leads: Vec<TeamId>,
    /// Labels on the account (D5).
    #[serde(default, skip_serializing_if = "is_default")]
    pub labels: Vec<LabelId>,
}

impl PrincipalSort {
    /// The sort in words.
    pub fn word(self) -> &'static str {
        match self {
            PrincipalSort::Person => "Person",
            PrincipalSort::ServiceUser => "Service user",
            PrincipalSort::External => "External user",
        }
    }
}

impl Account {
    /// The state in words.
    pub fn word(self) -> &'static str {
        match self {
            Account::Active => "Active",
            Account::Blocked => "Blocked",
            Account::NotStarted => "Not started",
            Account::Ended => "Ended",
        }
    }
}

impl Principal {
    /// A person with nothing but an id and a name.
    pub fn new(id: impl Into<PrincipalId>, name: impl Into<String>) -> Self {
        Principal {
            id: id.into(),
            name: name.into(),
            sort: PrincipalSort::Person,
            account: Account::Active,
            fields: FieldValues::default(),
            managers: Vec::new(),
            teams: Vec::new(),
            leads: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// True for those who have a record: people and external users. Only they can be a target,
    /// match a condition, have managers and teams.
    pub fn has_record(&self) -> bool {
        self.sort != PrincipalSort::ServiceUser
    }
}
