//! The proof that a change takes nothing from anyone and gives nothing to anyone.

use crate::engine::{Comparison, Engine};
use crate::model::Change;

use super::applied;

/// True if after the change everyone can do what they could, holds the roles they held, and is in
/// the groups they were in. Nothing is left to the graph: the engine answers for both models.
pub(super) fn changes_nothing(before: &Engine, change: &Change) -> bool {
    let Some(model) = applied(before.model(), change) else {
        return false;
    };
    let after = before.again(&model, before.day());
    let holds = |engine: &Engine| -> Vec<_> {
        let roles = before.model().roles().ids().map(|id| engine.holders(id));
        let groups = before.model().groups().ids().map(|id| engine.members(id));
        roles.chain(groups).collect()
    };
    if holds(before) != holds(&after) {
        return false;
    }
    let count = Comparison::new(before, &after).count();
    count.n_gains == 0 && count.n_losses == 0
}
