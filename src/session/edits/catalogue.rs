//! Edits of what there is to be granted: modules and their permissions.

use crate::model::{
    About, Change, Edit, FieldId, Key, KindId, Model, Module, ModuleId, Permission, PermissionId,
    slug,
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
    add_at(model, &path, alike, &model.title(to))
}

/// Adds a permission beside another, of the same sort.
pub fn add_beside(model: &Model, id: &PermissionId) -> Option<(Change, Key)> {
    let alike = model.permissions().get(id)?;
    let parent = id.parent()?;
    let to = Key::Permission(parent.clone());
    let to = match model.contains(&to) {
        true => to,
        false => Key::Module(id.module()),
    };
    add_at(model, parent.as_str(), Some(alike), &model.title(&to))
}

fn add_at(
    model: &Model,
    path: &str,
    alike: Option<&Permission>,
    to: &str,
) -> Option<(Change, Key)> {
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
    let label = format!("add {name} to {to}");
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

/// Adds a kind of items to those a permission is about, or takes one away; one is left.
pub fn set_kind(model: &Model, id: &PermissionId, kind: &KindId, is_in: bool) -> Option<Change> {
    let name = model.title(&Key::Kind(kind.clone()));
    let verb = if is_in { "also" } else { "no longer" };
    let label = |old: &str| format!("let {old} {verb} be about {name}");
    let about = &model.permissions().get(id)?.about;
    if !is_in && about.kinds().len() < 2 {
        return None;
    }
    edit(model, id, label, |one| match &mut one.about {
        About::Nothing | About::Person => {}
        About::Item(kinds) | About::ItemOfPerson(kinds) | About::PersonAndItem(kinds) => {
            kinds.retain(|one| one != kind);
            if is_in {
                kinds.push(kind.clone());
            }
        }
    })
}

/// The fields a permission can show: of people, and of the kinds of items it is about.
pub fn fields_to_show(model: &Model, about: &About) -> Vec<(FieldId, String)> {
    let people = model.fields().iter();
    let mut list: Vec<_> = people.map(|f| (f.id.clone(), f.name.clone())).collect();
    for kind in about.kinds().iter().filter_map(|id| model.kinds().get(id)) {
        for field in &kind.fields {
            if !list.iter().any(|(id, _)| *id == field.id) {
                list.push((field.id.clone(), format!("{} of {}", field.name, kind.name)));
            }
        }
    }
    list
}

/// Lets a permission show a field, or no longer.
pub fn show_field(
    model: &Model,
    id: &PermissionId,
    field: &FieldId,
    is_shown: bool,
) -> Option<Change> {
    let about = &model.permissions().get(id)?.about;
    let known = fields_to_show(model, about);
    let name = known.iter().find(|(id, _)| id == field);
    let name = name.map_or_else(|| field.to_string(), |(_, name)| name.clone());
    let verb = if is_shown { "show" } else { "no longer show" };
    let label = |old: &str| format!("let {old} {verb} {name}");
    edit(model, id, label, |one| {
        one.fields.retain(|one| one != field);
        if is_shown {
            one.fields.push(field.clone());
        }
    })
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
        let (change, beside) = add_beside(&model, &id).unwrap();
        model.apply(&change).unwrap();
        assert_eq!(beside.id(), "new-module.new-permission-3");
        let change = set_about(&model, &id, About::Person, "a person").unwrap();
        model.apply(&change).unwrap();
        assert!(set_sensitive(&model, &id, true).is_some());
    }
}
