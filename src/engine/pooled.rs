//! What is reached only because sources are pooled: the records, for lists.

use super::Engine;
use super::rows::Row;
use super::set::Set;
use super::world::ItemRef;
use crate::model::{ModuleId, PrincipalId};

impl Engine {
    /// The items on which someone has a right of a module, or a higher level of it, only because the
    /// module pools its sources (A-L2).
    pub fn pooled_items(&self, actor: &PrincipalId, module: &ModuleId) -> Vec<ItemRef> {
        let at = self.model().modules().position(module);
        let gate = at.and_then(|at| self.rights.modules.get(at));
        let (Some(actor), Some(view)) = (
            self.actor(actor),
            gate.filter(|gate| gate.is_pooled)
                .and_then(|gate| gate.view_set),
        ) else {
            return Vec::new();
        };
        let mut gained = Set::none(self.world.n_items);
        for (right, entry) in self.rights.list.iter().enumerate() {
            if Some(entry.module) != at || !entry.has_item || right == view {
                continue;
            }
            for rank in 1..=entry.top {
                let pooled = self.row(actor, right, rank, false);
                if pooled.is_empty() {
                    break;
                }
                let mut more = self.items_in(&pooled);
                more.drop(&self.items_in(&self.row(actor, right, rank, true)));
                gained.add(&more);
            }
        }
        let items = gained.iter().filter_map(|item| self.world.item_ref(item));
        items.collect()
    }

    fn items_in(&self, row: &Row) -> Set {
        match row {
            Row::Items(set) => set.clone(),
            Row::Pairs(pairs) => Set::of(self.world.n_items, pairs.iter().map(|(item, _)| *item)),
            Row::Nothing(_) | Row::People(_) => Set::none(self.world.n_items),
        }
    }
}
