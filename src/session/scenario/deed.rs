//! What a step does, as it is meant: who, what, to whom. Not here: the edits made from it.

use serde::{Deserialize, Serialize};

use super::Made;
use crate::model::{
    Account, FieldId, FieldValues, GroupId, Key, LineId, Model, ModuleId, PrincipalId, RoleId,
    SwitchId, TeamId, Value, Window,
};

/// One thing that might be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Deed {
    /// Someone comes under another manager, with everyone below; none = to the top.
    Move {
        /// Who.
        who: PrincipalId,
        /// On which line.
        line: LineId,
        /// Under whom.
        under: Option<PrincipalId>,
    },
    /// A field of someone changes; none = it is cleared.
    SetField {
        /// Whose.
        who: PrincipalId,
        /// Which field.
        field: FieldId,
        /// Its new value.
        value: Option<Value>,
    },
    /// Someone leaves a team, joins one, or both.
    Team {
        /// Who.
        who: PrincipalId,
        /// The team left.
        from: Option<TeamId>,
        /// The team joined.
        to: Option<TeamId>,
    },
    /// Someone leads a team, or no longer.
    Lead {
        /// Who.
        who: PrincipalId,
        /// Which team.
        team: TeamId,
        /// Leads it, or no longer.
        leads: bool,
    },
    /// Someone is given a role.
    Give {
        /// Who.
        who: PrincipalId,
        /// The role.
        role: RoleId,
        /// When it counts.
        window: Window,
    },
    /// Someone no longer has a role of their own.
    Take {
        /// Who.
        who: PrincipalId,
        /// The role.
        role: RoleId,
    },
    /// Someone has another role instead, with the same limit and days.
    Replace {
        /// Who.
        who: PrincipalId,
        /// The role taken.
        old: RoleId,
        /// The role given.
        new: RoleId,
    },
    /// Someone is listed in a group, or no longer.
    Group {
        /// Who.
        who: PrincipalId,
        /// The group.
        group: GroupId,
        /// Listed, or no longer.
        is_in: bool,
    },
    /// The account of someone is blocked, ended, active again.
    Account {
        /// Whose.
        who: PrincipalId,
        /// Its state.
        account: Account,
    },
    /// Someone leaves: the account ends, and everything held by name goes.
    Leave {
        /// Who.
        who: PrincipalId,
        /// To whom their reports come; none = they stay where they are.
        reports_to: Option<PrincipalId>,
    },
    /// Someone new.
    Hire(Box<NewHire>),
    /// A switch is flipped.
    Switch {
        /// Which.
        switch: SwitchId,
        /// On, or off.
        on: bool,
    },
    /// A module is switched on or off for everyone.
    Module {
        /// Which.
        module: ModuleId,
        /// On, or off.
        on: bool,
    },
    /// A change made elsewhere.
    Made(Box<Made>),
}

/// Someone who does not exist yet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct NewHire {
    /// The id; chosen when the step is made.
    pub id: String,
    /// What people call them.
    pub name: String,
    /// Fields.
    pub fields: FieldValues,
    /// The manager, on a line.
    pub manager: Option<(LineId, PrincipalId)>,
    /// Teams.
    pub teams: Vec<TeamId>,
    /// Groups they are listed in.
    pub groups: Vec<GroupId>,
    /// Roles.
    pub roles: Vec<RoleId>,
}

impl Deed {
    /// Every record that must be there.
    pub fn keys(&self) -> Vec<Key> {
        let person = |id: &PrincipalId| Key::Principal(id.clone());
        let mut keys = Vec::new();
        match self {
            Deed::Move { who, under, .. } => {
                keys.push(person(who));
                keys.extend(under.as_ref().map(person));
            }
            Deed::SetField { who, field, .. } => {
                keys.extend([person(who), Key::Field(field.clone())]);
            }
            Deed::Team { who, from, to } => {
                keys.push(person(who));
                keys.extend(from.iter().chain(to).cloned().map(Key::Team));
            }
            Deed::Lead { who, team, .. } => keys.extend([person(who), Key::Team(team.clone())]),
            Deed::Give { who, role, .. } | Deed::Take { who, role } => {
                keys.extend([person(who), Key::Role(role.clone())]);
            }
            Deed::Replace { who, old, new } => {
                let roles = [old, new].map(|role| Key::Role(role.clone()));
                keys.push(person(who));
                keys.extend(roles);
            }
            Deed::Group { who, group, .. } => {
                keys.extend([person(who), Key::Group(group.clone())]);
            }
            Deed::Account { who, .. } => keys.push(person(who)),
            Deed::Leave { who, reports_to } => {
                keys.push(person(who));
                keys.extend(reports_to.as_ref().map(person));
            }
            Deed::Hire(new) => {
                keys.extend(new.manager.as_ref().map(|(_, id)| person(id)));
                keys.extend(new.fields.0.iter().map(|(id, _)| Key::Field(id.clone())));
                keys.extend(new.teams.iter().cloned().map(Key::Team));
                keys.extend(new.groups.iter().cloned().map(Key::Group));
                keys.extend(new.roles.iter().cloned().map(Key::Role));
            }
            Deed::Switch { switch, .. } => keys.push(Key::Switch(switch.clone())),
            Deed::Module { module, .. } => keys.push(Key::Module(module.clone())),
            Deed::Made(_) => {}
        }
        keys
    }

    /// In words, where no change could be made of it.
    pub(super) fn words(&self, model: &Model) -> String {
        let names: Vec<String> = self.keys().iter().map(|key| model.title(key)).collect();
        let verb = match self {
            Deed::Move { under: None, .. } => "move to the top:",
            Deed::Move { .. } | Deed::Team { .. } => "move",
            Deed::SetField { .. } => "change a field:",
            Deed::Lead { .. } => "change who leads:",
            Deed::Give { .. } => "give a role:",
            Deed::Take { .. } => "take a role:",
            Deed::Replace { .. } => "replace a role:",
            Deed::Group { .. } => "change a group:",
            Deed::Account { .. } => "change the account of",
            Deed::Leave { .. } => "leave:",
            Deed::Hire(new) => return format!("hire {}", new.name),
            Deed::Switch { on: true, .. } | Deed::Module { on: true, .. } => "switch on",
            Deed::Switch { .. } | Deed::Module { .. } => "switch off",
            Deed::Made(made) => return made.label().to_owned(),
        };
        format!("{verb} {}", names.join(", "))
    }
}
