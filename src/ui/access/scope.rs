//! The one editor of a scope, wherever it is set: on a role, an assignment, an account, a direct
//! grant, in a guard. Unset and empty look different.

use egui::Ui;

use crate::engine::Words;
use crate::model::{Model, Scope};
use crate::ui::Context;

use super::selector;

/// Both axes. Returns the new scope when it changes.
pub fn edit(ui: &mut Ui, cx: &Context<'_>, scope: &Scope) -> Option<Scope> {
    let people = selector::people(ui, cx, "People", scope.people.as_ref());
    if let Some(people) = people {
        return Some(Scope {
            people,
            ..scope.clone()
        });
    }
    let kinds: Vec<_> = cx.model.kinds().ids().cloned().collect();
    if kinds.is_empty() && scope.items.is_none() {
        return None;
    }
    let items = selector::items(ui, cx, "Items", scope.items.as_ref(), &kinds)?;
    Some(Scope {
        items,
        ..scope.clone()
    })
}

/// A scope in words, for the name of a step.
pub fn words(model: &Model, scope: &Scope) -> String {
    Words::new(model).scope(scope)
}
