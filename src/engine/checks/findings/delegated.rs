//! Roles that someone can hand to themselves though they do not hold them (A-D9).

use super::{Finding, FindingSeverity, names};
use crate::engine::Engine;
use crate::engine::answer::Target;
use crate::engine::delegate::{ActSubject, may};
use crate::engine::words::Words;
use crate::model::{Account, Act, DelegationRule, Effect, Key, PrincipalId, Role};

/// As many are asked for each rule and role: a denial may stop one and not the next.
const MOST_ASKED: usize = 8;

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    let model = engine.model();
    if model.settings().no_grant_beyond_own {
        return;
    }
    for rule in model.delegation().iter() {
        let gives_roles = rule.acts.is_empty() || rule.acts.contains(&Act::GiveRole);
        if rule.effect == Effect::Allow && gives_roles {
            list.extend(by_rule(engine, rule));
        }
    }
}

fn by_rule(engine: &Engine, rule: &DelegationRule) -> Option<Finding> {
    let editors = editors_over_themselves(engine, rule);
    let mut roles = Vec::new();
    let mut people: Vec<PrincipalId> = Vec::new();
    for role in engine.model().roles().iter().filter(|role| {
        role.derived.is_none() && rule.roles.as_ref().is_none_or(|l| l.contains(&role.id))
    }) {
        let holders = engine.holders(&role.id);
        let outsiders: Vec<&PrincipalId> = editors
            .iter()
            .filter(|id| !holders.contains(id))
            .take(MOST_ASKED)
            .filter(|id| may_take(engine, rule, id, role))
            .collect();
        if !outsiders.is_empty() {
            roles.push(role.name.clone());
        }
        for id in outsiders {
            if !people.contains(id) {
                people.push(id.clone());
            }
        }
    }
    if roles.is_empty() {
        return None;
    }
    let words = Words::new(engine.model());
    let who = if rule.holding.is_some() {
        names(people.iter().map(|id| words.person(id)))
    } else {
        words.who(&rule.by)
    };
    Some(Finding {
        code: "hands-itself",
        severity: FindingSeverity::Warning,
        title: format!("{who} can hand themselves {}", names(roles)),
        detail: format!(
            "“{}” does not ask whether the editor has these rights. The setting “no grant beyond one’s own” would",
            rule.name
        ),
        key: Key::DelegationRule(rule.id.clone()),
        repair: None,
    })
}

/// Those the rule lets act on themselves, as far as the one who acts is concerned.
fn editors_over_themselves(engine: &Engine, rule: &DelegationRule) -> Vec<PrincipalId> {
    let model = engine.model();
    let mut editors = engine.who(&rule.by);
    editors.retain(|id| {
        let principal = model.principals().get(id);
        principal.is_some_and(|p| p.account == Account::Active)
            && rule.holding.as_ref().is_none_or(|holding| {
                let oneself = Target::of_person(model, id);
                engine.allows(id, &holding.permission, &holding.level, &oneself)
            })
    });
    editors
}

/// True if it is this rule that lets them, and no other before it.
fn may_take(engine: &Engine, rule: &DelegationRule, who: &PrincipalId, role: &Role) -> bool {
    let oneself = ActSubject::User(who.clone());
    let ruling = may(engine, who, Act::GiveRole, &oneself, Some(&role.id));
    ruling.allowed && ruling.rule == rule.name
}
