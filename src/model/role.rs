//! Roles and everything that gives rights to someone: grants, assignments, direct grants,
//! scopes of principals, custom sets.

use serde::{Deserialize, Serialize};

use super::ids::{
    AssignmentId, CustomSetId, DirectGrantId, GroupId, LabelId, LevelId, ModuleId, PermissionRef,
    PrincipalId, RoleId, SwitchId,
};
use super::selector::Scope;
use super::value::{Date, is_default};
use super::who::Who;

/// A permission at a level, with its own criterion and the switch it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// What is granted, with its parts.
    pub permission: PermissionRef,
    /// How much.
    pub level: LevelId,
    /// On which people and items.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Scope,
    /// Given only while this switch is on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub switch: Option<SwitchId>,
}

/// A role inside a role, with a scope of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NestedRole {
    /// The role inside.
    pub role: RoleId,
    /// Its limit here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scope: Scope,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Stable id.
    pub id: RoleId,
    /// What people call it.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: String,
    /// Predefined: its permissions cannot be edited (L2, L24).
    #[serde(default, skip_serializing_if = "is_default")]
    pub locked: bool,
    /// Never without a holder (A-P11).
    #[serde(default, skip_serializing_if = "is_default")]
    pub needs_holder: bool,
    /// Held by everyone this selects, without an assignment (P16).
    #[serde(default, skip_serializing_if = "is_default")]
    pub derived: Option<Who>,
    /// Who may hand it out: holders of these roles. Unset = as the delegation rules say; empty = no one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub handed_out_by: Option<Vec<RoleId>>,
    /// Labels on the role.
    #[serde(default, skip_serializing_if = "is_default")]
    pub labels: Vec<LabelId>,
    /// Limit for everyone who holds it (D9).
    #[serde(default, skip_serializing_if = "is_default")]
    pub scope: Scope,
    /// Roles inside it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nested: Vec<NestedRole>,
    /// What it grants.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grants: Vec<Grant>,
}

impl Role {
    /// A role with nothing but an id and a name.
    pub fn new(id: impl Into<RoleId>, name: impl Into<String>) -> Self {
        Role {
            id: id.into(),
            name: name.into(),
            description: String::new(),
            locked: false,
            needs_holder: false,
            derived: None,
            handed_out_by: None,
            labels: Vec::new(),
            scope: Scope::UNSET,
            nested: Vec::new(),
            grants: Vec::new(),
        }
    }
}

/// Who is given something: a principal or a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// A person, service user or external user.
    User(PrincipalId),
    /// All members of a group.
    Group(GroupId),
}

/// From a day, until a day; both count. Unset = open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub until: Option<Date>,
}

impl Window {
    /// True on the days of the window.
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A role given to a principal or a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Stable id.
    pub id: AssignmentId,
    /// Who is given the role.
    pub to: Subject,
    /// The role.
    pub role: RoleId,
    /// Limit for what this one assignment gives (D11).
    #[serde(default, skip_serializing_if = "is_default")]
    pub scope: Scope,
    /// When it counts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub window: Window,
}

/// A permission given without a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DirectGrant {
    /// Stable id.
    pub id: DirectGrantId,
    /// Who is given it.
    pub to: Subject,
    /// What is granted, with its parts.
    pub permission: PermissionRef,
    /// How much.
    pub level: LevelId,
    /// Limit of this one grant: its domain and user scope (D13).
    #[serde(default, skip_serializing_if = "is_default")]
    pub scope: Scope,
    /// Given only while this switch is on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub switch: Option<SwitchId>,
    /// When it counts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub window: Window,
}

/// One scope per principal, over everything they have (D10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrincipalScope {
    /// Whose.
    pub principal: PrincipalId,
    /// The limit.
    pub scope: Scope,
}

/// A subject's own set of grants in a module. It replaces what the subject's own unlocked
/// roles give there (L26); at most one per subject and module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomSet {
    /// Stable id.
    pub id: CustomSetId,
    /// Whose set.
    pub of: Subject,
    /// In which module.
    pub module: ModuleId,
    /// What it grants.
    pub grants: Vec<Grant>,
}
