//! A service user in a group with others (H3): what you give the people, it gets too.

use super::{Finding, FindingSeverity, names};
use crate::engine::Engine;
use crate::model::{Key, PrincipalSort};

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    let model = engine.model();
    for group in model.groups().iter() {
        let members = engine.members(&group.id);
        let is_service = |id: &&crate::model::PrincipalId| {
            model
                .principals()
                .get(*id)
                .is_some_and(|p| p.sort == PrincipalSort::ServiceUser)
        };
        let (machines, others): (Vec<_>, Vec<_>) = members.iter().partition(is_service);
        if machines.is_empty() || (others.is_empty() && machines.len() == 1) {
            continue;
        }
        let share = if machines.len() == 1 {
            "shares"
        } else {
            "share"
        };
        let with = match others.len() {
            0 => String::new(),
            1 => " with 1 other".to_owned(),
            n => format!(" with {n} others"),
        };
        let machines = names(
            machines
                .iter()
                .filter_map(|id| model.principals().get(*id).map(|p| p.name.clone())),
        );
        list.push(Finding {
            code: "shared-group",
            severity: FindingSeverity::Warning,
            title: format!("{machines} {share} the group {}{with}", group.name),
            detail: "A service user in a shared group gets what is meant for people. A group of its own is recommended".to_owned(),
            key: Key::Group(group.id.clone()),
            repair: None,
        });
    }
}
