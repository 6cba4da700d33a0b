//! Edits of groups: make, describe, members by list, nested groups, the condition.

use crate::model::{Change, Condition, Edit, Group, GroupId, Key, Model, PrincipalId, slug};

/// Makes a group. Both name and description are required; an empty one is refused when it is tried.
pub fn add(model: &Model, name: &str, description: &str) -> (Change, GroupId) {
    let name = name.trim();
    let id: GroupId = slug(name, |id| model.groups().contains(&id.into())).into();
    let group = Group {
        id: id.clone(),
        name: name.to_owned(),
        description: description.trim().to_owned(),
        listed: Vec::new(),
        condition: None,
        groups: Vec::new(),
    };
    let label = format!("add the group {name}");
    (Change::new(label, vec![Edit::put(group)]), id)
}

fn edit(
    model: &Model,
    id: &GroupId,
    label: impl FnOnce(&Group) -> String,
    change: impl FnOnce(&mut Group),
) -> Option<Change> {
    let old = model.groups().get(id)?;
    let mut new = old.clone();
    change(&mut new);
    (new != *old).then(|| Change::new(label(old), vec![Edit::put(new)]))
}

/// Changes what a group is called.
pub fn rename(model: &Model, id: &GroupId, name: &str) -> Option<Change> {
    let name = name.trim();
    edit(
        model,
        id,
        |old| format!("rename {} to {name}", old.name),
        |group| group.name = name.to_owned(),
    )
}

/// Changes what a group is for.
pub fn describe(model: &Model, id: &GroupId, description: &str) -> Option<Change> {
    edit(
        model,
        id,
        |old| format!("describe {}", old.name),
        |group| group.description = description.trim().to_owned(),
    )
}

/// Lists someone as a member, or takes them off the list.
pub fn list(model: &Model, id: &GroupId, who: &PrincipalId, is_in: bool) -> Option<Change> {
    let name = model.title(&Key::Principal(who.clone()));
    edit(
        model,
        id,
        |old| {
            if is_in {
                format!("add {name} to {}", old.name)
            } else {
                format!("take {name} out of {}", old.name)
            }
        },
        |group| {
            group.listed.retain(|one| one != who);
            if is_in {
                group.listed.push(who.clone());
            }
        },
    )
}

/// Makes the members of a group members, or no longer.
pub fn nest(model: &Model, id: &GroupId, inner: &GroupId, is_in: bool) -> Option<Change> {
    let name = model.title(&Key::Group(inner.clone()));
    edit(
        model,
        id,
        |old| {
            if is_in {
                format!("put {name} inside {}", old.name)
            } else {
                format!("take {name} out of {}", old.name)
            }
        },
        |group| {
            group.groups.retain(|one| one != inner);
            if is_in {
                group.groups.push(inner.clone());
            }
        },
    )
}

/// Sets or clears the condition by which people come in.
pub fn set_condition(model: &Model, id: &GroupId, condition: Option<Condition>) -> Option<Change> {
    let cleared = condition.is_none();
    edit(
        model,
        id,
        |old| {
            if cleared {
                format!("clear the condition of {}", old.name)
            } else {
                format!("change the condition of {}", old.name)
            }
        },
        |group| group.condition = condition,
    )
}
