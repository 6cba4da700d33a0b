//! Edits of what there is to be granted: modules and their permissions.

use crate::model::{
    About, Change, Edit, Key, LadderId, Model, Module, ModuleId, Permission, PermissionId, slug,
};

use super::places::fresh;

/// Adds a module with a name to be changed.
pub fn add_module(model: &Model) -> (Change, Key) {
    let taken = |name: &str| model.modules().iter().any(|m| m.name == name);
    let name = fresh("New module", taken);
    let id: ModuleId = slug(&name, |id| model.modules().contains(&id.into())).into();
    let module = Module {
        id: id.clone(),
        name: name.clone(),
        on: true,
        users: None,
        merge: None,
        view_set: None,
        empty_message: None,
    };
    let change = Change::new(format!("add the module {name}"), vec![Edit::put(module)]);
    (change, Key::Module(id))
}

/// Adds a permission to a module, with a name to be changed; below another permission it is a part
/// of that one, of the same sort.
pub fn add_permission(model: &Model, to: &Key) -> Option<(Change, Key)> {
    let (path, alike) = match to {
        Key::Module(id) => (id.to_string(), None),
        Key::Permission(id) => (id.to_string(), model.permissions().get(id)),
        _ => return None,
    };
    let taken = |name: &str| model.permissions().iter().any(|p| p.name == name);
    let name = fresh("New permission", taken);
    let of = |id: &str| PermissionId::from(format!("{path}.{id}"));
    let id = of(&slug(&name, |id| model.permissions().contains(&of(id))));
    let ladder = match alike {
        Some(alike) => alike.ladder.clone(),
        None => model.ladders().ids().next()?.clone(),
    };
    let permission = Permission {
        id: id.clone(),
        name: name.clone(),
        ladder,
        about: alike.map_or(About::Nothing, |alike| alike.about.clone()),
        fields: Vec::new(),
        sensitive: alike.is_some_and(|alike| alike.sensitive),
        description: String::new(),
    };
    let label = format!("add {name} to {}", model.title(to));
    let change = Change::new(label, vec![Edit::put(permission)]);
    Some((change, Key::Permission(id)))
}

fn edit(
    model: &Model,
    id: &PermissionId,
    label: impl FnOnce(&str) -> String,
    change: impl FnOnce(&mut Permission),
) -> Option<Change> {
    let old = model.permissions().get(id)?;
    let mut new = old.clone();
    change(&mut new);
    (new != *old).then(|| Change::new(label(&old.name), vec![Edit::put(new)]))
}

/// Changes what a permission is called.
pub fn rename(model: &Model, id: &PermissionId, name: &str) -> Option<Change> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let label = |old: &str| format!("rename {old} to {name}");
    edit(model, id, label, |one| one.name = name.to_owned())
}

/// Changes what a permission allows, in words.
pub fn describe(model: &Model, id: &PermissionId, text: &str) -> Option<Change> {
    let label = |old: &str| format!("describe {old}");
    let text = text.trim().to_owned();
    edit(model, id, label, |one| one.description = text)
}

/// Changes what a permission is about.
pub fn set_about(model: &Model, id: &PermissionId, about: About, words: &str) -> Option<Change> {
    let label = |old: &str| format!("let {old} be about {words}");
    edit(model, id, label, |one| one.about = about)
}

/// Changes the levels a permission has.
pub fn set_ladder(model: &Model, id: &PermissionId, ladder: &LadderId) -> Option<Change> {
    let label = |old: &str| format!("give {old} the levels of {ladder}");
    edit(model, id, label, |one| one.ladder = ladder.clone())
}

/// Marks a permission as sensitive, or not.
pub fn set_sensitive(model: &Model, id: &PermissionId, sensitive: bool) -> Option<Change> {
    let word = if sensitive { "sensitive" } else { "ordinary" };
    let label = |old: &str| format!("mark {old} as {word}");
    edit(model, id, label, |one| one.sensitive = sensitive)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::edits::blank;

    #[test]
    fn a_module_with_permissions_and_parts_comes_from_nothing() {
        let mut model = blank();
        let (change, module) = add_module(&model);
        model.apply(&change).unwrap();
        let (change, first) = add_permission(&model, &module).unwrap();
        assert_eq!(change.label, "add New permission to New module");
        model.apply(&change).unwrap();
        let (change, part) = add_permission(&model, &first).unwrap();
        model.apply(&change).unwrap();
        assert_eq!(part.id(), "new-module.new-permission.new-permission-2");
        let id: PermissionId = first.id().as_str().into();
        let change = rename(&model, &id, " Add candidate ").unwrap();
        assert_eq!(change.label, "rename New permission to Add candidate");
        model.apply(&change).unwrap();
        assert!(rename(&model, &id, "").is_none());
        let change = set_about(&model, &id, About::Person, "a person").unwrap();
        model.apply(&change).unwrap();
        assert!(set_sensitive(&model, &id, true).is_some());
    }
}
