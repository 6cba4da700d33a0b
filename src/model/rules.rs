//! Rules that add to or take from what grants give: switches, suppressions, guards,
//! implications, requirements.

use serde::{Deserialize, Serialize};

use super::ids::{
    GuardId, ImplicationId, LevelId, PermissionId, PermissionRef, RequirementId, RoleId,
    SuppressionId, SwitchId,
};
use super::selector::Scope;
use super::value::is_default;
use super::who::Who;

/// A named yes or no of the model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// Stable id.
    pub id: SwitchId,
    /// What people call it.
    pub name: String,
    /// Its position.
    pub on: bool,
    /// Who may flip it: holders of these roles. Unset = as the delegation rules say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub flipped_by: Option<Vec<RoleId>>,
}

/// How far a suppression goes (A-P2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SuppressionMode {
    /// Takes the permission away from these roles only; other paths stay.
    Source,
    /// Takes it away from everyone who holds one of these roles, whatever the path.
    Person,
}

/// Takes a permission out of what some roles give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppression {
    /// Stable id.
    pub id: SuppressionId,
    /// What people call it.
    pub name: String,
    /// The roles.
    pub roles: Vec<RoleId>,
    /// The permission, with its parts.
    pub permission: PermissionRef,
    /// Only while this switch is on; unset = always.
    #[serde(default, skip_serializing_if = "is_default")]
    pub switch: Option<SwitchId>,
    /// How far; unset = as the model's settings say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub mode: Option<SuppressionMode>,
}

/// A final no that nothing overrides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// Stable id.
    pub id: GuardId,
    /// What people call it; it is the reason given.
    pub name: String,
    /// The permission, with its parts.
    pub permission: PermissionRef,
    /// From this level up; unset = every level.
    #[serde(default, skip_serializing_if = "is_default")]
    pub level: Option<LevelId>,
    /// Whom it stops.
    #[serde(default, skip_serializing_if = "is_default")]
    pub who: Who,
    /// On which targets.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Scope,
    /// Whom it does not stop, and where.
    #[serde(default, skip_serializing_if = "is_default")]
    pub except: Vec<GuardException>,
    /// Only while this switch is on; unset = always.
    #[serde(default, skip_serializing_if = "is_default")]
    pub switch: Option<SwitchId>,
}

/// An exception to a guard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuardException {
    /// Who.
    #[serde(default, skip_serializing_if = "is_default")]
    pub who: Who,
    /// On which targets.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Scope,
}

/// A hard implication, or a preset that can be unticked (A-L7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ImplicationKind {
    /// Holds always.
    Hard,
    /// Ticked when the first is given, and can be unticked; gives nothing by itself.
    Preset,
}

/// One right brings another, with the same reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Implication {
    /// Stable id.
    pub id: ImplicationId,
    /// Whoever has this …
    pub permission: PermissionId,
    /// … at this level or above …
    pub level: LevelId,
    /// … also has this, with its parts …
    pub implies: PermissionRef,
    /// … at this level.
    pub at: LevelId,
    /// Hard or preset; unset = as the model's settings say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: Option<ImplicationKind>,
}

/// A main permission reaches no further than its dependents, on each role (S11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Stable id.
    pub id: RequirementId,
    /// The main permission.
    pub main: PermissionId,
    /// Its dependents.
    pub dependents: Vec<Dependent>,
}

/// A dependent of a main permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dependent {
    /// The permission needed.
    pub permission: PermissionId,
    /// The level needed as soon as the main is granted at all. Unset = as high as the main's where
    /// both share a ladder, else anything above the bottom.
    #[serde(default, skip_serializing_if = "is_default")]
    pub level: Option<LevelId>,
}
