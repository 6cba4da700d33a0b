//! Roles on which a main permission reaches further than a dependent (S11). An edit that would
//! bring this about is refused; a file can hold it all the same.

use super::{Finding, FindingSeverity};
use crate::engine::Engine;
use crate::engine::gate::violations;
use crate::model::Key;

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    for (role, sentence) in violations(engine.model()) {
        let name = engine.model().title(&Key::Role(role.clone()));
        list.push(Finding {
            code: "requirement-broken",
            severity: FindingSeverity::Error,
            title: format!("{name} reaches further than what it needs"),
            detail: sentence,
            key: Key::Role(role),
            repair: None,
        });
    }
}
