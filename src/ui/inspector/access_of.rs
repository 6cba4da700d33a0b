//! What a person or a group holds: roles, groups, direct grants, own sets. Not here: what comes of
//! it all.

use egui::Ui;

use crate::engine::Words;
use crate::model::{Key, PrincipalId, Reach, RoleId, Scope, Subject};
use crate::session::edits::{groups, roles};
use crate::session::{Action, Actions};
use crate::ui::Context;
use crate::ui::access::days;
use crate::ui::access::picker::{self, Pick};
use crate::ui::icons;
use crate::ui::widgets::Section;

use super::parts;

/// What a person holds: roles, groups, direct grants and own sets.
pub fn held_by_person(ui: &mut Ui, cx: &Context<'_>, id: &PrincipalId, actions: &mut Actions) {
    let subject = Subject::User(id.clone());
    roles_of(ui, cx, &subject, actions);
    groups_of(ui, cx, id, actions);
    direct(ui, cx, &subject, actions);
}

/// Roles given to a person or group; for a person also those that come without being given.
pub fn roles_of(ui: &mut Ui, cx: &Context<'_>, to: &Subject, actions: &mut Actions) {
    let model = cx.model;
    let given: Vec<_> = model.assignments().iter().filter(|a| a.to == *to).collect();
    let count = given.len().to_string();
    Section::new("Roles").count(&count).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let chips: Vec<(Key, String)> = given
            .iter()
            .map(|a| {
                let mut name = model.title(&Key::Role(a.role.clone()));
                if !a.scope.is_unset() {
                    name.push_str(&format!(", {}", Words::new(model).scope(&a.scope)));
                }
                let name = parts::with_days(name, &days::words(&a.window, cx.day()));
                (Key::Assignment(a.id.clone()), name)
            })
            .collect();
        let is_absent = |at: usize| {
            let window = given.get(at).map(|a| a.window).unwrap_or_default();
            !days::When::of(&window, cx.day()).counts()
        };
        let shown = picker::chips_marked(ui, &chips, true, &is_absent);
        if let Some((_, Key::Assignment(id))) = shown.closed {
            parts::apply(roles::unassign(model, &id), actions);
        } else if let Some(key) = shown.clicked {
            actions.select(key);
        }
        let free: Vec<Pick> = model
            .roles()
            .iter()
            .filter(|role| !given.iter().any(|a| a.role == role.id))
            .map(|role| {
                let key = Key::Role(role.id.clone());
                Pick::new(key, role.name.clone(), icons::SHIELD_PERSON)
            })
            .collect();
        if let Some(Key::Role(role)) = picker::add(ui, "Give a role", &free) {
            let (change, _) = roles::assign(model, to, &role);
            actions.apply(change);
        }
        if let Subject::User(id) = to {
            without_being_given(ui, cx, id, actions);
        }
    });
}

/// Roles held by condition or through a group, with the reason.
fn without_being_given(ui: &mut Ui, cx: &Context<'_>, id: &PrincipalId, actions: &mut Actions) {
    let Some(engine) = cx.analysis.engine() else {
        return;
    };
    let model = cx.model;
    let user = Subject::User(id.clone());
    let groups = engine.groups_of(id);
    for role in engine.roles_of(id) {
        let mine = |a: &&crate::model::Assignment| a.role == role && a.to == user;
        if model.assignments().iter().any(|a| mine(&a)) {
            continue;
        }
        let through = model.assignments().iter().find_map(|a| match &a.to {
            Subject::Group(group) if a.role == role && groups.contains(group) => Some(group),
            _ => None,
        });
        let derived = model.roles().get(&role).and_then(|r| r.derived.as_ref());
        let why = match (through, derived) {
            (Some(group), _) => format!("through {}", model.title(&Key::Group(group.clone()))),
            (None, Some(who)) => format!("held by {}", Words::new(model).derived(who)),
            (None, None) => inside(cx, &role),
        };
        parts::door(ui, cx, &Key::Role(role.clone()), &why, actions);
    }
}

fn inside(cx: &Context<'_>, role: &RoleId) -> String {
    let outer = cx
        .model
        .roles()
        .iter()
        .find(|outer| outer.nested.iter().any(|nested| nested.role == *role));
    match outer {
        Some(outer) => format!("inside {}", outer.name),
        None => String::new(),
    }
}

/// The groups a person is in: those they are listed in can be left here.
pub fn groups_of(ui: &mut Ui, cx: &Context<'_>, id: &PrincipalId, actions: &mut Actions) {
    let Some(engine) = cx.analysis.engine() else {
        return;
    };
    let model = cx.model;
    let all = engine.groups_of(id);
    let count = all.len().to_string();
    Section::new("Groups").count(&count).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let is_listed = |group: &crate::model::GroupId| {
            model
                .groups()
                .get(group)
                .is_some_and(|g| g.listed.contains(id))
        };
        let chips: Vec<(Key, String)> = all
            .iter()
            .filter(|group| is_listed(group))
            .map(|group| {
                let key = Key::Group(group.clone());
                let name = model.title(&key);
                (key, name)
            })
            .collect();
        let shown = picker::chips(ui, &chips, true);
        if let Some((_, Key::Group(group))) = shown.closed {
            parts::apply(groups::list(model, &group, id, false), actions);
        } else if let Some(key) = shown.clicked {
            actions.select(key);
        }
        for group in all.iter().filter(|group| !is_listed(group)) {
            let condition = model.groups().get(group).and_then(|g| g.condition.as_ref());
            let why = match condition {
                Some(condition) if engine.matching(condition).contains(id) => {
                    format!("because {}", Words::new(model).condition(condition))
                }
                _ => "through a group inside it".to_owned(),
            };
            parts::door(ui, cx, &Key::Group(group.clone()), &why, actions);
        }
        let taken = |group: &crate::model::GroupId| is_listed(group);
        if let Some(group) = picker::groups(ui, cx, "Add to a group", &taken) {
            parts::apply(groups::list(model, &group, id, true), actions);
        }
    });
}

/// Permissions given without a role, and own sets.
pub fn direct(ui: &mut Ui, cx: &Context<'_>, to: &Subject, actions: &mut Actions) {
    let model = cx.model;
    let grants: Vec<_> = model
        .direct_grants()
        .iter()
        .filter(|g| g.to == *to)
        .collect();
    let sets: Vec<_> = model.custom_sets().iter().filter(|s| s.of == *to).collect();
    let count = (grants.len() + sets.len()).to_string();
    Section::new("Given directly")
        .count(&count)
        .folded()
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let words = Words::new(model);
            let chips: Vec<(Key, String)> = grants
                .iter()
                .map(|grant| {
                    let deed = words.deed(&grant.permission.base(), grant.level.as_str());
                    let name = format!("{deed}, {}", words.scope(&grant.scope));
                    let name = parts::with_days(name, &days::words(&grant.window, cx.day()));
                    (Key::DirectGrant(grant.id.clone()), name)
                })
                .chain(sets.iter().map(|set| {
                    let module = model.title(&Key::Module(set.module.clone()));
                    let name = format!("own set in {module}");
                    (Key::CustomSet(set.id.clone()), name)
                }))
                .collect();
            let is_absent = |at: usize| {
                let window = grants.get(at).map(|g| g.window).unwrap_or_default();
                !days::When::of(&window, cx.day()).counts()
            };
            let shown = picker::chips_marked(ui, &chips, true, &is_absent);
            match shown.closed {
                Some((_, Key::DirectGrant(id))) => {
                    parts::apply(roles::take_direct(model, &id), actions);
                }
                Some((_, key)) => {
                    let change = crate::session::edits::removal::remove(model, &[key]);
                    actions.apply(change);
                }
                None => {
                    if let Some(key) = shown.clicked {
                        actions.select(key);
                    }
                }
            }
            add_direct(ui, cx, to, actions);
        });
}

fn add_direct(ui: &mut Ui, cx: &Context<'_>, to: &Subject, actions: &mut Actions) {
    let model = cx.model;
    let picks: Vec<Pick> = model
        .permissions()
        .iter()
        .map(|permission| Pick {
            key: Key::Permission(permission.id.clone()),
            name: permission.name.clone(),
            detail: model.title(&Key::Module(permission.id.module())),
            icon: icons::KEY,
        })
        .collect();
    let Some(Key::Permission(id)) = picker::add(ui, "Give a permission directly", &picks) else {
        return;
    };
    let level = model.ladder_of(&id).and_then(|ladder| ladder.level(1));
    let about = model.permissions().get(&id).map(|p| p.about.has_person());
    if let (Some(level), Some(about)) = (level, about) {
        let scope = if about {
            Scope::people(Reach::Oneself)
        } else {
            Scope::UNSET
        };
        let (change, grant) = roles::grant_directly(model, to, &id, level, scope);
        actions.push(Action::ApplyAndSelect(change, Key::DirectGrant(grant)));
    }
}
