//! Whom *everyone* silently leaves out (H11): each use of it says so by name.

use super::{Finding, FindingSeverity};
use crate::engine::Engine;
use crate::model::{Key, Reach, Role};

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    let omitted = engine.omitted_by_everyone();
    if omitted.is_empty() {
        return;
    }
    let names: Vec<String> = omitted
        .iter()
        .take(8)
        .filter_map(|id| engine.model().principals().get(id).map(|p| p.name.clone()))
        .collect();
    let more = omitted.len().saturating_sub(names.len());
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    for role in engine
        .model()
        .roles()
        .iter()
        .filter(|role| uses_everyone(role))
    {
        list.push(Finding {
            code: "everyone-omits",
            severity: FindingSeverity::Note,
            title: format!("“Everyone” in {} leaves out {} people", role.name, omitted.len()),
            detail: format!(
                "Left out: {}{more}. Choose “anyone”, or a condition that lists their status, to reach them",
                names.join(", ")
            ),
            key: Key::Role(role.id.clone()),
            repair: None,
        });
    }
}

fn uses_everyone(role: &Role) -> bool {
    role.scope.people == Some(Reach::Everyone)
        || role
            .grants
            .iter()
            .any(|grant| grant.on.people == Some(Reach::Everyone))
}
