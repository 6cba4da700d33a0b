//! Items without a label where rights are given by label (A-D6): only those without a label limit
//! reach them.

use super::{Finding, FindingSeverity, names};
use crate::engine::Engine;
use crate::model::{Item, ItemSelector, Key, Model, Scope};

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    let model = engine.model();
    if !uses_labels(model) {
        return;
    }
    for kind in model.kinds().iter() {
        let of_kind = || model.items().iter().filter(|item| item.kind == kind.id);
        let bare: Vec<&Item> = of_kind().filter(|item| item.labels.is_empty()).collect();
        if bare.is_empty() || of_kind().all(|item| item.labels.is_empty()) {
            continue;
        }
        list.push(Finding {
            code: "unlabelled",
            severity: FindingSeverity::Note,
            title: format!("{} of kind {} carry no label", bare.len(), kind.name),
            detail: format!(
                "Rights given by label do not reach {}",
                names(bare.iter().map(|item| item.name.clone()))
            ),
            key: Key::Kind(kind.id.clone()),
            repair: None,
        });
    }
}

fn uses_labels(model: &Model) -> bool {
    let labelled = |scope: &Scope| {
        scope
            .items
            .as_ref()
            .is_some_and(|items| matches!(items, ItemSelector::Labelled(_)))
    };
    model
        .roles()
        .iter()
        .any(|role| labelled(&role.scope) || role.grants.iter().any(|grant| labelled(&grant.on)))
        || model.assignments().iter().any(|a| labelled(&a.scope))
        || model.direct_grants().iter().any(|d| labelled(&d.scope))
        || model.principal_scopes().iter().any(|s| labelled(&s.scope))
}
