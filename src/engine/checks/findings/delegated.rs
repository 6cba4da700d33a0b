//! Roles that someone can hand to themselves though they do not hold them (A-D9).

use super::{Finding, FindingSeverity};
use crate::engine::Engine;
use crate::engine::delegate::{ActSubject, may};
use crate::engine::words::Words;
use crate::model::{Account, Act, Effect, Key};

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    let model = engine.model();
    if model.settings().no_grant_beyond_own {
        return;
    }
    let words = Words::new(model);
    for rule in model.delegation().iter() {
        let gives_roles = rule.acts.is_empty() || rule.acts.contains(&Act::GiveRole);
        if rule.effect != Effect::Allow || !gives_roles {
            continue;
        }
        let editors = engine.who(&rule.by);
        let mut roles = Vec::new();
        for role in model.roles().iter().filter(|role| role.derived.is_none()) {
            let holders = engine.holders(&role.id);
            let outsider = editors.iter().find(|id| {
                !holders.contains(id)
                    && model
                        .principals()
                        .get(*id)
                        .is_some_and(|p| p.account == Account::Active)
            });
            if let Some(who) = outsider
                && may(
                    engine,
                    who,
                    Act::GiveRole,
                    &ActSubject::User(who.clone()),
                    Some(&role.id),
                )
                .allowed
            {
                roles.push(role.name.clone());
            }
        }
        if !roles.is_empty() {
            list.push(Finding {
                code: "hands-itself",
                severity: FindingSeverity::Warning,
                title: format!(
                    "{} can hand themselves {}",
                    words.who(&rule.by),
                    super::names(roles)
                ),
                detail: format!(
                    "“{}” does not ask whether the editor has these rights. The setting “no grant beyond one’s own” would",
                    rule.name
                ),
                key: Key::DelegationRule(rule.id.clone()),
                repair: None,
            });
        }
    }
}
