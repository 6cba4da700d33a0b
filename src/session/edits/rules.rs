//! Edits of modules and switches.

use crate::model::{
    Change, Edit, Key, Merge, Model, Module, ModuleId, PermissionId, SwitchId, Who,
};

fn module(
    model: &Model,
    id: &ModuleId,
    label: impl FnOnce(&str) -> String,
    change: impl FnOnce(&mut Module),
) -> Option<Change> {
    let old = model.modules().get(id)?;
    let mut new = old.clone();
    change(&mut new);
    (new != *old).then(|| Change::new(label(&old.name), vec![Edit::put(new)]))
}

/// Switches a module on or off for everyone.
pub fn set_module_on(model: &Model, id: &ModuleId, on: bool) -> Option<Change> {
    let word = if on { "on" } else { "off" };
    let label = |name: &str| format!("switch the module {name} {word}");
    module(model, id, label, |module| module.on = on)
}

/// Says who may use a module.
pub fn set_module_users(
    model: &Model,
    id: &ModuleId,
    users: Option<Who>,
    words: &str,
) -> Option<Change> {
    let label = |name: &str| format!("let {words} use {name}");
    module(model, id, label, |module| module.users = users)
}

/// Says how what several sources give is combined in a module.
pub fn set_module_merge(model: &Model, id: &ModuleId, merge: Option<Merge>) -> Option<Change> {
    let word = match merge {
        Some(Merge::Paired) => "pair sources in",
        Some(Merge::Pooled) => "pool sources in",
        None => "merge sources as the settings say in",
    };
    let label = |name: &str| format!("{word} {name}");
    module(model, id, label, |module| module.merge = merge)
}

/// Says which permission decides what is seen in a module at all.
pub fn set_view_set(model: &Model, id: &ModuleId, view: Option<PermissionId>) -> Option<Change> {
    let words = match &view {
        Some(view) => format!(
            "let {} decide what is seen",
            model.title(&Key::Permission(view.clone()))
        ),
        None => "let no permission decide what is seen".to_owned(),
    };
    let label = |name: &str| format!("{words} in {name}");
    module(model, id, label, |module| module.view_set = view)
}

/// Sets what those read who find nothing in a module.
pub fn set_message(model: &Model, id: &ModuleId, text: &str) -> Option<Change> {
    let text = text.trim();
    let message = (!text.is_empty()).then(|| text.to_owned());
    let label = |name: &str| format!("change the message of an empty {name}");
    module(model, id, label, |module| module.empty_message = message)
}

/// Flips a switch.
pub fn flip(model: &Model, id: &SwitchId) -> Option<Change> {
    let mut switch = model.switches().get(id)?.clone();
    switch.on = !switch.on;
    let word = if switch.on { "on" } else { "off" };
    let label = format!("switch “{}” {word}", switch.name);
    Some(Change::new(label, vec![Edit::put(switch)]))
}
