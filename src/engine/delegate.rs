//! MAY: which administrative acts the delegation rules let someone do. Denials first, then any
//! allowance, and no rule means no.

use super::Engine;
use super::answer::Target;
use crate::model::{
    Account, Act, DelegationRule, Effect, GroupId, Model, ModuleId, PrincipalId, PrincipalSort,
    RoleId, Subject, SwitchId, TeamId, Who,
};

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
    /// The rule, in its own words.
    pub rule: String,
}

fn no(rule: impl Into<String>) -> Ruling {
    Ruling {
        allowed: false,
        rule: rule.into(),
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
    let role = match (role, subject) {
        (Some(role), _) | (None, ActSubject::Role(role)) => Some(role),
        _ => None,
    };
    if let Some(refusal) = own_list(engine, by, act, subject, role) {
        return no(refusal);
    }
    let matches = |rule: &&DelegationRule| rule_matches(engine, rule, by, act, subject, role);
    let rules = model.delegation().iter();
    if let Some(rule) = rules
        .clone()
        .filter(|rule| rule.effect == Effect::Deny)
        .find(matches)
    {
        return no(rule.name.clone());
    }
    match rules
        .filter(|rule| rule.effect == Effect::Allow)
        .find(matches)
    {
        Some(rule) => Ruling {
            allowed: true,
            rule: rule.name.clone(),
        },
        None => no("no rule allows it"),
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
    let may = engine.who(&Who::Holds(list.clone())).contains(by);
    (!may).then(|| {
        let names: Vec<String> = list
            .iter()
            .filter_map(|id| model.roles().get(id).map(|r| r.name.clone()))
            .collect();
        format!("{what} by holders of {} only", names.join(" or "))
    })
}

fn rule_matches(
    engine: &Engine,
    rule: &DelegationRule,
    by: &PrincipalId,
    act: Act,
    subject: &ActSubject,
    role: Option<&RoleId>,
) -> bool {
    let act_fits = rule.acts.is_empty() || rule.acts.contains(&act);
    let role_fits = match (&rule.roles, role) {
        (None, _) => true,
        (Some(list), Some(role)) => list.contains(role),
        (Some(_), None) => false,
    };
    let subject_fits = rule
        .subject
        .as_ref()
        .is_none_or(|who| subject_matches(engine, who, subject));
    act_fits
        && role_fits
        && subject_fits
        && engine.who(&rule.by).contains(by)
        && rule.holding.as_ref().is_none_or(|holding| {
            let target = target_of(engine, subject);
            engine.allows(by, &holding.permission, &holding.level, &target)
        })
}

fn target_of(engine: &Engine, subject: &ActSubject) -> Target {
    match subject {
        ActSubject::User(id) => Target::of_person(engine.model(), id),
        ActSubject::Role(id) => Target::of_role(id),
        _ => Target::NONE,
    }
}

fn subject_matches(engine: &Engine, who: &Who, subject: &ActSubject) -> bool {
    let deeper = |one: &Who| subject_matches(engine, one, subject);
    match (who, subject) {
        (Who::Anyone, _) => true,
        (Who::Not(one), ActSubject::User(_) | ActSubject::Group(_) | ActSubject::NewUser) => {
            !deeper(one)
        }
        (Who::AllOf(list), _) => list.iter().all(deeper),
        (Who::AnyOf(list), _) => list.iter().any(deeper),
        (who, ActSubject::User(id)) => engine.who(who).contains(id),
        (Who::Sort(PrincipalSort::Person), ActSubject::NewUser) => true,
        (Who::Holds(roles), ActSubject::Group(group)) => {
            engine.model().assignments().iter().any(|a| {
                a.to == Subject::Group(group.clone())
                    && a.window.contains(engine.day())
                    && brings(engine.model(), &a.role, roles)
            })
        }
        (Who::Member(id), ActSubject::Group(group)) => id == group,
        _ => false,
    }
}

/// True if a role is one of those wanted or has one inside, however deep: whoever is given the
/// outer role holds it too.
fn brings(model: &Model, role: &RoleId, wanted: &[RoleId]) -> bool {
    let mut seen = vec![role];
    let mut next = 0;
    while let Some(at) = seen.get(next).copied() {
        next += 1;
        if wanted.contains(at) {
            return true;
        }
        for nested in model.roles().get(at).into_iter().flat_map(|r| &r.nested) {
            if !seen.contains(&&nested.role) {
                seen.push(&nested.role);
            }
        }
    }
    false
}
