//! Step 8: view sets. What a module shows at all decides what its other rights on items reach:
//! what the same source shows where sources are paired, what any source shows where they are pooled.

use std::sync::Arc;

use super::{Base, Power};
use crate::engine::limits::ItemsNo;
use crate::engine::rights::Rights;

/// The view set of the module of a right on items, unless it is the view set itself.
fn view_set_for(rights: &Rights, right: usize) -> Option<(usize, usize)> {
    let entry = rights.list.get(right).filter(|entry| entry.has_item)?;
    let view = rights.modules.get(entry.module)?.view_set?;
    (view != right).then_some((entry.module, view))
}

fn own_of(power: &Power) -> Vec<ItemsNo> {
    power.own_items.into_iter().collect()
}

pub(super) fn set_paired_bases(rights: &Rights, powers: &mut [Power]) {
    for module in 0..rights.modules.len() {
        let Some(view) = rights.modules.get(module).and_then(|m| m.view_set) else {
            continue;
        };
        let base: Base = powers
            .iter()
            .filter(|power| power.right == view && power.drops.is_empty())
            .map(own_of)
            .collect();
        let base = Arc::new(base);
        for power in powers.iter_mut() {
            if view_set_for(rights, power.right).is_some_and(|(m, _)| m == module) {
                power.base = Some(base.clone());
                power.paired_base = Some(base.clone());
            }
        }
    }
}

pub(super) fn set_pooled_bases(rights: &Rights, powers: &mut [Power]) {
    for (module, gate) in rights.modules.iter().enumerate() {
        let Some(view) = gate.view_set.filter(|_| gate.is_pooled) else {
            continue;
        };
        let base: Base = powers
            .iter()
            .filter(|power| power.right == view && power.drops.is_empty())
            .map(|power| {
                let scope = power.bundle.items.iter().map(|(_, limit)| *limit);
                own_of(power).into_iter().chain(scope).collect()
            })
            .collect();
        let base = Arc::new(base);
        for power in powers.iter_mut() {
            if view_set_for(rights, power.right).is_some_and(|(m, _)| m == module) {
                power.base = Some(base.clone());
            }
        }
    }
}
