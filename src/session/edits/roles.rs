//! Edits of roles and of who is given them: make, copy, describe, limit, nest, assign, grant
//! directly, custom sets.

use crate::model::{
    Assignment, AssignmentId, Change, CustomSet, CustomSetId, DirectGrant, DirectGrantId, Edit,
    Grant, Key, LevelId, Model, ModuleId, NestedRole, PermissionId, Role, RoleId, Scope, Subject,
    Who, slug,
};

use super::grants::{deed, subject_title};

fn free_name(model: &Model, base: &str) -> String {
    let taken = |name: &str| model.roles().iter().any(|role| role.name == name);
    (1..)
        .map(|n| match n {
            1 => base.to_owned(),
            n => format!("{base} {n}"),
        })
        .find(|name| !taken(name))
        .unwrap_or_default()
}

fn free_id(model: &Model, name: &str) -> RoleId {
    slug(name, |id| model.roles().contains(&id.into())).into()
}

/// Makes a role with a name to be changed.
pub fn add(model: &Model) -> (Change, RoleId) {
    let name = free_name(model, "New role");
    let id = free_id(model, &name);
    let role = Role::new(id.clone(), name.clone());
    let label = format!("add the role {name}");
    (Change::new(label, vec![Edit::put(role)]), id)
}

/// Makes a copy that can be edited, held by no one.
pub fn copy(model: &Model, id: &RoleId) -> Option<(Change, RoleId)> {
    let old = model.roles().get(id)?;
    let name = free_name(model, &format!("Copy of {}", old.name));
    let new = free_id(model, &name);
    let role = Role {
        id: new.clone(),
        name,
        locked: false,
        needs_holder: false,
        derived: None,
        ..old.clone()
    };
    let label = format!("copy {}", old.name);
    Some((Change::new(label, vec![Edit::put(role)]), new))
}

/// Changes a role. `label` names the step after the role's name.
pub fn edit(
    model: &Model,
    id: &RoleId,
    label: impl FnOnce(&Role) -> String,
    change: impl FnOnce(&mut Role),
) -> Option<Change> {
    let old = model.roles().get(id)?;
    let mut new = old.clone();
    change(&mut new);
    (new != *old).then(|| Change::new(label(old), vec![Edit::put(new)]))
}

/// Changes what a role is for.
pub fn describe(model: &Model, id: &RoleId, text: &str) -> Option<Change> {
    edit(
        model,
        id,
        |old| format!("describe {}", old.name),
        |role| role.description = text.trim().to_owned(),
    )
}

/// Locks a role, or lets it be edited.
pub fn set_locked(model: &Model, id: &RoleId, locked: bool) -> Option<Change> {
    edit(
        model,
        id,
        |old| {
            if locked {
                format!("lock {}", old.name)
            } else {
                format!("unlock {}", old.name)
            }
        },
        |role| role.locked = locked,
    )
}

/// Says whether a role may be without a holder.
pub fn set_needs_holder(model: &Model, id: &RoleId, needs: bool) -> Option<Change> {
    edit(
        model,
        id,
        |old| {
            if needs {
                format!("let {} never be without a holder", old.name)
            } else {
                format!("let {} be without a holder", old.name)
            }
        },
        |role| role.needs_holder = needs,
    )
}

/// Says who holds a role without being given it.
pub fn set_derived(model: &Model, id: &RoleId, who: Option<Who>, words: &str) -> Option<Change> {
    let none = who.is_none();
    edit(
        model,
        id,
        |old| {
            if none {
                format!("let nobody hold {} without being given it", old.name)
            } else {
                format!("let {words} hold {}", old.name)
            }
        },
        |role| role.derived = who,
    )
}

/// Limits everyone who holds a role.
pub fn set_scope(model: &Model, id: &RoleId, scope: Scope, words: &str) -> Option<Change> {
    edit(
        model,
        id,
        |old| format!("limit {} to {words}", old.name),
        |role| role.scope = scope,
    )
}

/// Puts a role inside another, or takes it out.
pub fn nest(model: &Model, id: &RoleId, inner: &RoleId, is_in: bool) -> Option<Change> {
    let name = model.title(&Key::Role(inner.clone()));
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
        |role| {
            role.nested.retain(|nested| nested.role != *inner);
            if is_in {
                role.nested.push(NestedRole {
                    role: inner.clone(),
                    scope: Scope::UNSET,
                });
            }
        },
    )
}

/// Limits a role inside another.
pub fn set_nested_scope(
    model: &Model,
    id: &RoleId,
    inner: &RoleId,
    scope: Scope,
    words: &str,
) -> Option<Change> {
    let name = model.title(&Key::Role(inner.clone()));
    edit(
        model,
        id,
        |old| format!("limit {name} inside {} to {words}", old.name),
        |role| {
            for nested in role.nested.iter_mut().filter(|n| n.role == *inner) {
                nested.scope = scope.clone();
            }
        },
    )
}

/// Gives someone a role.
pub fn assign(model: &Model, to: &Subject, role: &RoleId) -> (Change, AssignmentId) {
    let who = match to {
        Subject::User(id) => id.as_str(),
        Subject::Group(id) => id.as_str(),
    };
    let id: AssignmentId = slug(&format!("{who} {role}"), |id| {
        model.assignments().contains(&id.into())
    })
    .into();
    let label = format!(
        "give {} the role {}",
        subject_title(model, to),
        model.title(&Key::Role(role.clone()))
    );
    let assignment = Assignment {
        id: id.clone(),
        to: to.clone(),
        role: role.clone(),
        scope: Scope::UNSET,
        window: Default::default(),
    };
    (Change::new(label, vec![Edit::put(assignment)]), id)
}

/// Takes a role away again.
pub fn unassign(model: &Model, id: &AssignmentId) -> Option<Change> {
    let old = model.assignments().get(id)?;
    let label = format!(
        "take the role {} from {}",
        model.title(&Key::Role(old.role.clone())),
        subject_title(model, &old.to)
    );
    Some(Change::new(
        label,
        vec![Edit::Remove(Key::Assignment(id.clone()))],
    ))
}

/// Changes an assignment: its limit or its days.
pub fn edit_assignment(
    model: &Model,
    id: &AssignmentId,
    what: &str,
    change: impl FnOnce(&mut Assignment),
) -> Option<Change> {
    let old = model.assignments().get(id)?;
    let mut new = old.clone();
    change(&mut new);
    let label = format!(
        "{what} of {} for {}",
        model.title(&Key::Role(old.role.clone())),
        subject_title(model, &old.to)
    );
    (new != *old).then(|| Change::new(label, vec![Edit::put(new)]))
}

/// Gives someone a permission without a role.
pub fn grant_directly(
    model: &Model,
    to: &Subject,
    permission: &PermissionId,
    level: &LevelId,
    scope: Scope,
) -> (Change, DirectGrantId) {
    let who = match to {
        Subject::User(id) => id.as_str(),
        Subject::Group(id) => id.as_str(),
    };
    let id: DirectGrantId = slug(&format!("{who} {permission}"), |id| {
        model.direct_grants().contains(&id.into())
    })
    .into();
    let label = format!(
        "give {} {} directly",
        subject_title(model, to),
        deed(model, permission, level)
    );
    let direct = DirectGrant {
        id: id.clone(),
        to: to.clone(),
        permission: permission.into(),
        level: level.clone(),
        scope,
        switch: None,
        window: Default::default(),
    };
    (Change::new(label, vec![Edit::put(direct)]), id)
}

/// Changes a direct grant.
pub fn edit_direct(
    model: &Model,
    id: &DirectGrantId,
    what: &str,
    change: impl FnOnce(&mut DirectGrant),
) -> Option<Change> {
    let old = model.direct_grants().get(id)?;
    let mut new = old.clone();
    change(&mut new);
    let name = model.title(&Key::Permission(old.permission.base()));
    let label = format!("{what} of {name} for {}", subject_title(model, &old.to));
    (new != *old).then(|| Change::new(label, vec![Edit::put(new)]))
}

/// Takes a direct grant away.
pub fn take_direct(model: &Model, id: &DirectGrantId) -> Option<Change> {
    let old = model.direct_grants().get(id)?;
    let name = model.title(&Key::Permission(old.permission.base()));
    let label = format!(
        "take {name} given directly from {}",
        subject_title(model, &old.to)
    );
    Some(Change::new(
        label,
        vec![Edit::Remove(Key::DirectGrant(id.clone()))],
    ))
}

/// Gives someone a set of their own in a module. It starts with what their roles grant there, so
/// that nothing is lost but what is taken out afterwards. None if they have one.
pub fn add_custom_set(
    model: &Model,
    of: &Subject,
    module: &ModuleId,
    keep: bool,
) -> Option<(Change, CustomSetId)> {
    let has_one = |set: &CustomSet| set.of == *of && set.module == *module;
    if model.custom_sets().iter().any(has_one) {
        return None;
    }
    let who = match of {
        Subject::User(id) => id.as_str(),
        Subject::Group(id) => id.as_str(),
    };
    let id: CustomSetId = slug(&format!("{who} {module}"), |id| {
        model.custom_sets().contains(&id.into())
    })
    .into();
    let label = format!(
        "give {} a set of their own in {}",
        subject_title(model, of),
        model.title(&Key::Module(module.clone()))
    );
    let grants = if keep {
        default_grants(model, of, module)
    } else {
        Vec::new()
    };
    let set = CustomSet {
        id: id.clone(),
        of: of.clone(),
        module: module.clone(),
        grants,
    };
    Some((Change::new(label, vec![Edit::put(set)]), id))
}

/// What the subject's own roles, which a custom set replaces, grant in a module.
pub fn default_grants(model: &Model, of: &Subject, module: &ModuleId) -> Vec<Grant> {
    let mut list: Vec<Grant> = Vec::new();
    let given = model
        .assignments()
        .iter()
        .filter(|assignment| assignment.to == *of);
    for role in given.filter_map(|assignment| model.roles().get(&assignment.role)) {
        if role.locked {
            continue;
        }
        for grant in &role.grants {
            if grant.permission.base().module() == *module && !list.contains(grant) {
                list.push(grant.clone());
            }
        }
    }
    list
}
