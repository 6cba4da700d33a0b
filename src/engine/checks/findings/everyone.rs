//! Whom *everyone* silently leaves out (H11): each use of it says so by name.

use super::{Finding, FindingSeverity, names};
use crate::engine::Engine;
use crate::model::{Key, Reach, Role};

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    let omitted = engine.omitted_by_everyone();
    if omitted.is_empty() {
        return;
    }
    let people = engine.model().principals();
    let left_out = names(
        omitted
            .iter()
            .filter_map(|id| people.get(id).map(|p| p.name.clone())),
    );
    let users: Vec<&Role> = engine
        .model()
        .roles()
        .iter()
        .filter(|role| uses_everyone(role))
        .collect();
    let Some(first) = users.first() else { return };
    list.push(Finding {
        code: "everyone-omits",
        severity: FindingSeverity::Note,
        title: format!("“Everyone” leaves out {} people", omitted.len()),
        detail: format!(
            "Left out: {left_out}. Used by {}. “Anyone”, or a condition that lists their status, would reach them",
            names(users.iter().map(|role| role.name.clone()))
        ),
        key: Key::Role(first.id.clone()),
        repair: None,
    });
}

fn uses_everyone(role: &Role) -> bool {
    role.scope.people == Some(Reach::Everyone)
        || role
            .grants
            .iter()
            .any(|grant| grant.on.people == Some(Reach::Everyone))
}
