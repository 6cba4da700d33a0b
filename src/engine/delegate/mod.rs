//! MAY: which administrative acts the delegation rules let someone do. Denials first, then any
//! allowance, and no rule means no.

mod acts;
mod fit;

use super::Engine;
use crate::model::{
    Account, Act, DelegationRule, DelegationRuleId, Effect, GroupId, ModuleId, PrincipalId, RoleId,
    SwitchId, TeamId, Who,
};

pub use acts::{ActRuling, acts_on, is_administrator, rulings};
pub use fit::{RuleFit, RuleMiss, rule_fits};

/// On whom or what an act is done.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ActSubject {
    /// Someone who is there.
    User(PrincipalId),
    /// Someone who is about to be added.
    NewUser,
    /// A group.
    Group(GroupId),
    /// A role.
    Role(RoleId),
    /// A team.
    Team(TeamId),
    /// A module.
    Module(ModuleId),
    /// A switch.
    Switch(SwitchId),
    /// Nothing in particular.
    Nothing,
}

/// Whether an act is allowed, and which rule says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Allowed or not.
    pub allowed: bool,
    /// The rule, in its own words, or why none is asked.
    pub rule: String,
    /// The delegation rule, where one decides.
    pub decided_by: Option<DelegationRuleId>,
}

fn no(rule: impl Into<String>) -> Ruling {
    Ruling {
        allowed: false,
        rule: rule.into(),
        decided_by: None,
    }
}

fn by_rule(rule: &DelegationRule) -> Ruling {
    Ruling {
        allowed: rule.effect == Effect::Allow,
        rule: rule.name.clone(),
        decided_by: Some(rule.id.clone()),
    }
}

/// May `by` do `act` on `subject`, with `role` as the role given, taken or edited?
pub fn may(
    engine: &Engine,
    by: &PrincipalId,
    act: Act,
    subject: &ActSubject,
    role: Option<&RoleId>,
) -> Ruling {
    let model = engine.model();
    let Some(editor) = model.principals().get(by) else {
        return no(format!("there is no person or account `{by}`"));
    };
    if editor.account != Account::Active {
        return no("the account of the one who acts cannot be used");
    }
    let role = role_meant(subject, role);
    if let Some(refusal) = own_list(engine, by, act, subject, role) {
        return no(refusal);
    }
    let matches =
        |rule: &&DelegationRule| fit::misses(engine, rule, by, act, subject, role).is_empty();
    let rules = model.delegation().iter();
    let deciding = [Effect::Deny, Effect::Allow]
        .into_iter()
        .find_map(|effect| {
            rules
                .clone()
                .filter(|rule| rule.effect == effect)
                .find(matches)
        });
    match deciding {
        Some(rule) => by_rule(rule),
        None => no("no rule allows it"),
    }
}

/// The role an act is about: the one given, taken or edited, else the subject itself.
fn role_meant<'a>(subject: &'a ActSubject, role: Option<&'a RoleId>) -> Option<&'a RoleId> {
    match (role, subject) {
        (Some(role), _) | (None, ActSubject::Role(role)) => Some(role),
        _ => None,
    }
}

/// What a role or switch itself says of who may hand it out or flip it.
fn own_list(
    engine: &Engine,
    by: &PrincipalId,
    act: Act,
    subject: &ActSubject,
    role: Option<&RoleId>,
) -> Option<String> {
    let model = engine.model();
    let (list, what) = match (act, subject, role) {
        (Act::GiveRole | Act::AddUser, _, Some(role)) => {
            let role = model.roles().get(role)?;
            (
                role.handed_out_by.as_ref()?,
                format!("{} is handed out", role.name),
            )
        }
        (Act::FlipSwitch, ActSubject::Switch(switch), _) => {
            let switch = model.switches().get(switch)?;
            (
                switch.flipped_by.as_ref()?,
                format!("“{}” is flipped", switch.name),
            )
        }
        _ => return None,
    };
    if list.is_empty() {
        return Some(format!("{what} by no one"));
    }
    let may = engine.is_among(by, &Who::Holds(list.clone()));
    (!may).then(|| {
        let names: Vec<String> = list
            .iter()
            .filter_map(|id| model.roles().get(id).map(|r| r.name.clone()))
            .collect();
        format!("{what} by holders of {} only", names.join(" or "))
    })
}
