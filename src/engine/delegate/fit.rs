//! How a delegation rule fits an act: what of it does, and what does not.

use super::ActSubject;
use crate::engine::Engine;
use crate::engine::answer::Target;
use crate::model::{
    Act, DelegationRule, DelegationRuleId, Effect, Model, PrincipalId, PrincipalSort, RoleId,
    Subject, Who,
};

/// What of a rule does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleMiss {
    /// It is about other acts.
    Act,
    /// It is about others who act.
    By,
    /// It is about other roles.
    Role,
    /// It is about others on whom it is done.
    Subject,
    /// The permission on the subject that it asks for is not held.
    Holding,
}

/// A rule that is about an act, and what of it does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFit {
    /// The rule.
    pub rule: DelegationRuleId,
    /// Whether it allows or denies.
    pub effect: Effect,
    /// What does not fit; nothing if the rule applies.
    pub misses: Vec<RuleMiss>,
}

/// Every rule about an act with what of it does not fit, in the order of the model.
pub fn rule_fits(
    engine: &Engine,
    by: &PrincipalId,
    act: Act,
    subject: &ActSubject,
    role: Option<&RoleId>,
) -> Vec<RuleFit> {
    let role = super::role_meant(subject, role);
    let rules = engine.model().delegation().iter();
    rules
        .map(|rule| RuleFit {
            rule: rule.id.clone(),
            effect: rule.effect,
            misses: misses(engine, rule, by, act, subject, role),
        })
        .filter(|fit| !fit.misses.contains(&RuleMiss::Act))
        .collect()
}

/// What of a rule does not fit. The costly parts are asked last, and not at all of other acts.
pub(super) fn misses(
    engine: &Engine,
    rule: &DelegationRule,
    by: &PrincipalId,
    act: Act,
    subject: &ActSubject,
    role: Option<&RoleId>,
) -> Vec<RuleMiss> {
    if !rule.acts.is_empty() && !rule.acts.contains(&act) {
        return vec![RuleMiss::Act];
    }
    let mut misses = Vec::new();
    if !engine.is_among(by, &rule.by) {
        misses.push(RuleMiss::By);
    }
    let role_fits = match (&rule.roles, role) {
        (None, _) => true,
        (Some(list), Some(role)) => list.contains(role),
        (Some(_), None) => false,
    };
    if !role_fits {
        misses.push(RuleMiss::Role);
    }
    let subject_fits = rule
        .subject
        .as_ref()
        .is_none_or(|who| subject_matches(engine, who, subject));
    if !subject_fits {
        misses.push(RuleMiss::Subject);
    }
    let holds = rule.holding.as_ref().is_none_or(|holding| {
        let target = target_of(engine, subject);
        engine.allows(by, &holding.permission, &holding.level, &target)
    });
    if !holds {
        misses.push(RuleMiss::Holding);
    }
    misses
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
        (who, ActSubject::User(id)) => engine.is_among(id, who),
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
