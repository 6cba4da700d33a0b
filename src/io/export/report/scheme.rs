//! The scheme in words: modules, groups, roles, what is given to whom, rules.

use serde::Serialize;

use super::Context;
use crate::engine::capital;
use crate::io::export::tables::rule_keys;
use crate::model::{Key, PermissionRef, Role, Scope, Subject, SwitchId, Window};

#[derive(Debug, Serialize)]
pub(super) struct Scheme {
    modules: Vec<Module>,
    groups: Vec<Group>,
    roles: Vec<RoleWords>,
    direct: Vec<Given>,
    sets: Vec<Set>,
    limits: Vec<(String, String)>,
    rules: Vec<RuleSort>,
}

#[derive(Debug, Serialize)]
struct Module {
    name: String,
    is_on: bool,
    users: String,
    n_permissions: usize,
    merge: String,
    view_set: String,
}

#[derive(Debug, Serialize)]
struct Group {
    name: String,
    description: String,
    members: Vec<String>,
    n: usize,
}

#[derive(Debug, Serialize)]
struct RoleWords {
    name: String,
    description: String,
    tags: Vec<String>,
    lines: Vec<(&'static str, String)>,
    holders: Vec<String>,
    n_holders: usize,
}

#[derive(Debug, Serialize)]
struct Given {
    to: String,
    what: String,
    on: String,
    when: String,
}

#[derive(Debug, Serialize)]
struct Set {
    of: String,
    module: String,
    grants: Vec<Given>,
}

#[derive(Debug, Serialize)]
struct RuleSort {
    title: &'static str,
    about: &'static str,
    rules: Vec<(String, String)>,
}

pub(super) fn scheme(cx: &Context<'_>) -> Scheme {
    let model = cx.model();
    Scheme {
        modules: modules(cx),
        groups: groups(cx),
        roles: model
            .roles()
            .iter()
            .map(|role| role_words(cx, role))
            .collect(),
        direct: direct(cx),
        sets: sets(cx),
        limits: model
            .principal_scopes()
            .iter()
            .map(|of| (cx.person(&of.principal), cx.words.scope(&of.scope)))
            .collect(),
        rules: rules(cx),
    }
}

fn modules(cx: &Context<'_>) -> Vec<Module> {
    let model = cx.model();
    let modules = model.modules().iter().map(|module| {
        let of = model
            .permissions()
            .ids()
            .filter(|id| id.module() == module.id);
        let users = module.users.as_ref();
        let merge = module.merge.unwrap_or(model.settings().merge);
        let view_set = module.view_set.as_ref();
        Module {
            name: module.name.clone(),
            is_on: module.on,
            users: users.map_or_else(|| "everyone".to_owned(), |who| cx.words.who(who)),
            n_permissions: of.count(),
            merge: match merge {
                crate::model::Merge::Paired => "paired",
                crate::model::Merge::Pooled => "pooled",
            }
            .to_owned(),
            view_set: view_set.map_or_else(String::new, |id| cx.words.permission(id)),
        }
    });
    modules.collect()
}

fn groups(cx: &Context<'_>) -> Vec<Group> {
    let model = cx.model();
    let groups = model.groups().iter().map(|group| {
        let mut members = Vec::new();
        if !group.listed.is_empty() {
            let names: Vec<String> = group.listed.iter().map(|id| cx.person(id)).collect();
            members.push(names.join(", "));
        }
        if let Some(condition) = &group.condition {
            members.push(format!("everyone whose {}", cx.words.condition(condition)));
        }
        let inner = group.groups.iter().cloned();
        members.extend(inner.map(|id| format!("members of {}", model.title(&Key::Group(id)))));
        Group {
            name: group.name.clone(),
            description: group.description.clone(),
            members,
            n: cx.engine.members(&group.id).len(),
        }
    });
    groups.collect()
}

/// Names of holders are told up to so many; all of them stand under access by person.
const MOST_HOLDERS: usize = 12;

fn role_words(cx: &Context<'_>, role: &Role) -> RoleWords {
    let model = cx.model();
    let mut tags = Vec::new();
    if role.locked {
        tags.push("predefined".to_owned());
    }
    if role.needs_holder {
        tags.push("always held".to_owned());
    }
    tags.extend(
        role.labels
            .iter()
            .cloned()
            .map(|id| model.title(&Key::Label(id))),
    );
    let mut lines: Vec<(&str, String)> = Vec::new();
    if let Some(who) = &role.derived {
        let who = cx.words.derived(who);
        lines.push(("Held by", format!("{who}, without being given")));
    }
    lines.extend(given_to(cx, role).into_iter().map(|to| ("Given to", to)));
    for nested in &role.nested {
        let name = model.title(&Key::Role(nested.role.clone()));
        lines.push(("Contains", format!("{name}{}", within(cx, &nested.scope))));
    }
    if !role.scope.is_unset() {
        lines.push(("Limited to", cx.words.scope(&role.scope)));
    }
    if let Some(roles) = &role.handed_out_by {
        let names: Vec<String> = roles
            .iter()
            .cloned()
            .map(|id| model.title(&Key::Role(id)))
            .collect();
        lines.push((
            "Handed out by",
            match names.is_empty() {
                true => "no one".to_owned(),
                false => format!("holders of {}", names.join(" or ")),
            },
        ));
    }
    let holders = cx.engine.holders(&role.id);
    let n_holders = holders.len();
    let told = if n_holders <= MOST_HOLDERS {
        n_holders
    } else {
        0
    };
    RoleWords {
        name: role.name.clone(),
        description: role.description.clone(),
        tags,
        lines,
        holders: holders.iter().take(told).map(|id| cx.person(id)).collect(),
        n_holders,
    }
}

/// To whom a role is given: those with the same limits and days in one line.
fn given_to(cx: &Context<'_>, role: &Role) -> Vec<String> {
    let assignments = cx.model().assignments().iter();
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for assignment in assignments.filter(|a| a.role == role.id) {
        let limits = within(cx, &assignment.scope) + &window(&assignment.window);
        let to = subject(cx, &assignment.to);
        match lines.iter_mut().find(|(known, _)| *known == limits) {
            Some((_, names)) => names.push(to),
            None => lines.push((limits, vec![to])),
        }
    }
    let lines = lines.into_iter();
    lines
        .map(|(limits, names)| names.join(", ") + &limits)
        .collect()
}

/// Who is given something.
pub(super) fn subject(cx: &Context<'_>, subject: &Subject) -> String {
    match subject {
        Subject::User(id) => cx.person(id),
        Subject::Group(_) => cx.words.subject(subject),
    }
}

fn within(cx: &Context<'_>, scope: &Scope) -> String {
    match scope.is_unset() {
        true => String::new(),
        false => format!(", within {}", cx.words.scope(scope)),
    }
}

fn window(window: &Window) -> String {
    match (window.from, window.until) {
        (None, None) => String::new(),
        (Some(from), None) => format!(", from {from}"),
        (None, Some(until)) => format!(", until {until}"),
        (Some(from), Some(until)) => format!(", from {from} until {until}"),
    }
}

fn what(
    cx: &Context<'_>,
    permission: &PermissionRef,
    level: &str,
    switch: Option<&SwitchId>,
) -> String {
    let name = cx.words.permission(&permission.base());
    let parts = if permission.is_parts_only() {
        "every part of "
    } else {
        ""
    };
    let switch = switch.map(|id| cx.model().title(&Key::Switch(id.clone())));
    let switch = switch.map_or_else(String::new, |name| format!(", while “{name}” is on"));
    format!("{parts}{name}: {level}{switch}")
}

/// On whom or what; nothing for what has no target.
fn on(cx: &Context<'_>, permission: &PermissionRef, scope: &Scope) -> String {
    let record = cx.model().permissions().get(&permission.base());
    match record {
        Some(record) if !record.about.has_person() && !record.about.has_item() => String::new(),
        _ => cx.words.scope(scope),
    }
}

fn direct(cx: &Context<'_>) -> Vec<Given> {
    let grants = cx.model().direct_grants().iter().map(|direct| Given {
        to: capital(&subject(cx, &direct.to)),
        what: what(
            cx,
            &direct.permission,
            direct.level.as_str(),
            direct.switch.as_ref(),
        ),
        on: on(cx, &direct.permission, &direct.scope),
        when: window(&direct.window).trim_start_matches(", ").to_owned(),
    });
    grants.collect()
}

fn sets(cx: &Context<'_>) -> Vec<Set> {
    let model = cx.model();
    let sets = model.custom_sets().iter().map(|set| Set {
        of: capital(&subject(cx, &set.of)),
        module: model.title(&Key::Module(set.module.clone())),
        grants: set
            .grants
            .iter()
            .map(|grant| Given {
                to: String::new(),
                what: what(
                    cx,
                    &grant.permission,
                    grant.level.as_str(),
                    grant.switch.as_ref(),
                ),
                on: on(cx, &grant.permission, &grant.on),
                when: String::new(),
            })
            .collect(),
    });
    sets.collect()
}

fn rules(cx: &Context<'_>) -> Vec<RuleSort> {
    let model = cx.model();
    let sorts: [(&str, &str, &str); 6] = [
        (
            "switches",
            "Switches",
            "A yes or no of the whole model that grants and rules may need",
        ),
        (
            "guards",
            "Guards",
            "A final no: nothing that is given overrides it",
        ),
        (
            "suppressions",
            "Suppressions",
            "What some roles do not give, or their holders do not have",
        ),
        (
            "implications",
            "What brings what",
            "One right brings another, with the same reach",
        ),
        (
            "requirements",
            "What needs what",
            "On each role the first reaches no further than the others",
        ),
        (
            "delegation",
            "Who may administer",
            "Denials count before any allowance",
        ),
    ];
    let keys = rule_keys(model);
    let rules = sorts.into_iter().map(|(section, title, about)| RuleSort {
        title,
        about,
        rules: keys
            .iter()
            .filter(|key| key.section() == section)
            .map(|key| {
                let has_name = !matches!(key, Key::Implication(_) | Key::Requirement(_));
                let name = if has_name {
                    model.title(key)
                } else {
                    String::new()
                };
                (name, cx.words.rule(key).unwrap_or_default())
            })
            .collect(),
    });
    rules.filter(|sort| !sort.rules.is_empty()).collect()
}
