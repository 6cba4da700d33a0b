//! Duty rules: who holds more than one of a set of permissions that one person should not combine.

use crate::engine::Engine;
use crate::engine::answer::Target;
use crate::model::{DutyRule, DutyRuleId, PermissionId, PrincipalId};

/// Someone who combines what one person should not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DutyConflict {
    /// The rule.
    pub rule: DutyRuleId,
    /// Who.
    pub who: PrincipalId,
    /// What they hold of it.
    pub permissions: Vec<PermissionId>,
    /// One target on which they hold both, if the rule asks for the same target.
    pub target: Option<Target>,
    /// Why it is excepted, if it is.
    pub excepted: Option<String>,
}

/// Every conflict with the duty rules, excepted ones too.
pub fn run_duties(engine: &Engine) -> Vec<DutyConflict> {
    let mut conflicts = Vec::new();
    for rule in engine.model().duties().iter() {
        for who in engine.model().principals().ids() {
            conflicts.extend(conflict(engine, rule, who));
        }
    }
    conflicts
}

fn conflict(engine: &Engine, rule: &DutyRule, who: &PrincipalId) -> Option<DutyConflict> {
    let held: Vec<(PermissionId, Vec<Target>)> = rule
        .permissions
        .iter()
        .map(|h| {
            (
                h.permission.clone(),
                engine.targets(who, &h.permission, &h.level),
            )
        })
        .filter(|(_, targets)| !targets.is_empty())
        .collect();
    if held.len() < 2 {
        return None;
    }
    let (permissions, target) = if rule.same_target {
        same_target(&held)?
    } else {
        (held.into_iter().map(|(id, _)| id).collect(), None)
    };
    let excepted = rule
        .exceptions
        .iter()
        .find(|exception| engine.who(&exception.who).contains(who))
        .map(|exception| exception.reason.clone());
    Some(DutyConflict {
        rule: rule.id.clone(),
        who: who.clone(),
        permissions,
        target,
        excepted,
    })
}

/// The permissions held on one and the same target. A permission about items meets one about
/// people on the person the item is about.
fn same_target(
    held: &[(PermissionId, Vec<Target>)],
) -> Option<(Vec<PermissionId>, Option<Target>)> {
    let same = |a: &Target, b: &Target| match (&a.person, &b.person) {
        (Some(a), Some(b)) => a == b,
        _ => a.item.is_some() && a.item == b.item,
    };
    for (n, (first, targets)) in held.iter().enumerate() {
        for (second, others) in held.iter().skip(n + 1) {
            let both = targets.iter().find(|t| others.iter().any(|o| same(t, o)));
            if let Some(target) = both {
                return Some((vec![first.clone(), second.clone()], Some(target.clone())));
            }
        }
    }
    None
}
