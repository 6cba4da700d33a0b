//! Delegation rules: who may do which administrative act. Denials first, then any allowance.

use serde::{Deserialize, Serialize};

use super::ids::{DelegationRuleId, LevelId, PermissionId, RoleId};
use super::value::is_default;
use super::who::Who;

/// An administrative act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// See an admin's roles and scopes.
    SeeAdmin,
    /// Add someone with a role.
    AddUser,
    /// Change someone's details.
    EditUser,
    /// Remove, block or deactivate someone.
    RemoveUser,
    /// Give a role to someone or to a group.
    GiveRole,
    /// Take a role away.
    TakeRole,
    /// Give or take a permission without a role.
    GrantDirectly,
    /// Set the scope of someone or of an assignment.
    EditScope,
    /// Set the permissions of a user, a group or a role.
    SetPermissions,
    /// Make, change or remove roles.
    EditRoles,
    /// Make, change or remove groups and their members.
    EditGroups,
    /// Make, change or remove teams and memberships.
    EditTeams,
    /// Name the lead of a team.
    SetTeamLead,
    /// Set managers.
    SetManager,
    /// Switch a module on or off, for all or for some.
    SetModule,
    /// Flip a switch.
    FlipSwitch,
}

impl Act {
    /// All acts.
    pub const ALL: [Act; 16] = [
        Act::SeeAdmin,
        Act::AddUser,
        Act::EditUser,
        Act::RemoveUser,
        Act::GiveRole,
        Act::TakeRole,
        Act::GrantDirectly,
        Act::EditScope,
        Act::SetPermissions,
        Act::EditRoles,
        Act::EditGroups,
        Act::EditTeams,
        Act::SetTeamLead,
        Act::SetManager,
        Act::SetModule,
        Act::FlipSwitch,
    ];

    /// The act as written in a file and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Act::SeeAdmin => "see_admin",
            Act::AddUser => "add_user",
            Act::EditUser => "edit_user",
            Act::RemoveUser => "remove_user",
            Act::GiveRole => "give_role",
            Act::TakeRole => "take_role",
            Act::GrantDirectly => "grant_directly",
            Act::EditScope => "edit_scope",
            Act::SetPermissions => "set_permissions",
            Act::EditRoles => "edit_roles",
            Act::EditGroups => "edit_groups",
            Act::EditTeams => "edit_teams",
            Act::SetTeamLead => "set_team_lead",
            Act::SetManager => "set_manager",
            Act::SetModule => "set_module",
            Act::FlipSwitch => "flip_switch",
        }
    }

    /// The act in words: "give a role".
    pub fn words(self) -> &'static str {
        match self {
            Act::SeeAdmin => "see an admin",
            Act::AddUser => "add a user",
            Act::EditUser => "edit a user",
            Act::RemoveUser => "remove a user",
            Act::GiveRole => "give a role",
            Act::TakeRole => "take a role away",
            Act::GrantDirectly => "grant a permission directly",
            Act::EditScope => "edit a scope",
            Act::SetPermissions => "set permissions",
            Act::EditRoles => "edit roles",
            Act::EditGroups => "edit groups",
            Act::EditTeams => "edit teams",
            Act::SetTeamLead => "name a team lead",
            Act::SetManager => "set a manager",
            Act::SetModule => "set a module",
            Act::FlipSwitch => "flip a switch",
        }
    }
}

/// Whether a rule allows or denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Effect {
    /// Allows, unless a denial matches.
    Allow,
    /// Denies, whatever allows.
    Deny,
}

/// A rule on administrative acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DelegationRule {
    /// Stable id.
    pub id: DelegationRuleId,
    /// The rule in a sentence; it is the reason given.
    pub name: String,
    /// Allows or denies.
    pub effect: Effect,
    /// The acts it is about; empty = every act.
    #[serde(default, skip_serializing_if = "is_default")]
    pub acts: Vec<Act>,
    /// Who acts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Who,
    /// Only with this permission on the subject (D4, D5).
    #[serde(default, skip_serializing_if = "is_default")]
    pub holding: Option<Holding>,
    /// On whom. For a group, `Holds` asks for the roles given to the group, with those nested in
    /// them, and `Member` for the group itself. Unset = on anyone and anything.
    #[serde(default, skip_serializing_if = "is_default")]
    pub subject: Option<Who>,
    /// Only if the role in question is one of these. Unset = whatever the role, also none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub roles: Option<Vec<RoleId>>,
}

/// A permission at a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// The permission.
    pub permission: PermissionId,
    /// At least this level.
    pub level: LevelId,
}
