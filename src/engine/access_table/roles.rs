//! What roles, custom sets and direct grants say, and to whom they are given.

use super::super::{Engine, Words};
use super::names::Names;
use super::{Page, count, fill};
use crate::model::{Grant, Reach, Role, Scope, Subject, Window};

/// Names of holders are told up to so many.
const MOST_HOLDERS: usize = 8;

/// Every role: who holds it, what it gives, what one holder reaches by it.
pub(super) fn roles(page: &mut Page, engine: &Engine) {
    let model = engine.model();
    let words = Words::new(model);
    page.section("Roles");
    for role in model.roles().iter() {
        page.line(0, "");
        page.line(1, &head(engine, role));
        let assignments = model.assignments().iter().filter(|a| a.role == role.id);
        for assignment in assignments {
            let to = words.subject(&assignment.to);
            let scope = within(&words, &assignment.scope);
            let time = window(&assignment.window);
            page.line(2, &format!("given to {to}{scope}{time}"));
        }
        for nested in &role.nested {
            let inner = model.roles().get(&nested.role);
            let name = inner.map_or_else(|| nested.role.to_string(), |r| r.name.clone());
            let scope = within(&words, &nested.scope);
            page.line(2, &format!("contains {name}{scope}"));
        }
        if !role.scope.is_unset() {
            let scope = words.scope(&role.scope);
            page.line(2, &format!("limited to {scope} wherever it is held"));
        }
        for grant in &role.grants {
            let number = reached(engine, role, grant);
            page.line(2, &grant_line(engine, grant, &number));
        }
    }
}

fn head(engine: &Engine, role: &Role) -> String {
    let words = Words::new(engine.model());
    let holders = engine.holders(&role.id);
    let who = match &role.derived {
        Some(derived) => format!(", follows for {}", words.derived(derived)),
        None => String::new(),
    };
    let names = match holders.len() {
        0 => String::new(),
        n if n <= MOST_HOLDERS && role.derived.is_none() => {
            format!(": {}", Names::new(engine).holders(&holders))
        }
        _ => String::new(),
    };
    let locked = if role.locked { ", predefined" } else { "" };
    format!(
        "{} — {}{names}{who}{locked}",
        role.name,
        match holders.len() {
            0 => "held by no one".to_owned(),
            n => format!("held by {n}"),
        }
    )
}

/// One grant: permission, level, reach, what it depends on.
fn grant_line(engine: &Engine, grant: &Grant, number: &str) -> String {
    let model = engine.model();
    let words = Words::new(model);
    let base = grant.permission.base();
    let mut name = words.permission(&base);
    let covered = model.permissions().iter();
    let n_covered = covered
        .filter(|p| model.covers(&grant.permission, &p.id))
        .count();
    if grant.permission.is_parts_only() {
        name.push_str(", its parts");
    } else if n_covered > 1 {
        name.push_str(" and parts");
    }
    let on = match &grant.on {
        scope if scope.is_unset() => "no limit of its own".to_owned(),
        scope => words.scope(scope),
    };
    let switch = grant
        .switch
        .as_ref()
        .and_then(|id| model.switches().get(id));
    let switch = switch.map_or_else(String::new, |switch| {
        let state = if switch.on { "on" } else { "off" };
        format!(" [needs “{}”: {state}]", switch.name)
    });
    format!(
        "{}{}{on}{number}{switch}",
        fill(&name, 46),
        fill(grant.level.as_str(), 9)
    )
}

/// How many people a holder reaches by a grant, before the limits of an assignment.
fn reached(engine: &Engine, role: &Role, grant: &Grant) -> String {
    let model = engine.model();
    let permission = model.permissions().get(&grant.permission.base());
    if !permission.is_some_and(|p| p.about.has_person()) {
        return String::new();
    }
    let parts: Vec<Reach> = [&role.scope.people, &grant.on.people]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    let reach = Reach::Intersection(parts);
    let numbers = engine.holders(&role.id).into_iter();
    let numbers: Vec<usize> = numbers
        .map(|holder| engine.reached(&reach, &holder).len())
        .collect();
    match (numbers.iter().min(), numbers.iter().max()) {
        (Some(least), Some(most)) if least == most => format!(" · {most}"),
        (Some(least), Some(most)) => format!(" · {least} to {most}"),
        _ => String::new(),
    }
}

fn within(words: &Words<'_>, scope: &Scope) -> String {
    if scope.is_unset() {
        String::new()
    } else {
        format!(", within {}", words.scope(scope))
    }
}

fn window(window: &Window) -> String {
    match (window.from, window.until) {
        (None, None) => String::new(),
        (Some(from), None) => format!(", from {from}"),
        (None, Some(until)) => format!(", until {until}"),
        (Some(from), Some(until)) => format!(", {from} to {until}"),
    }
}

/// Groups, custom sets, direct grants, scopes of principals.
pub(super) fn given(page: &mut Page, engine: &Engine) {
    let model = engine.model();
    groups(page, engine);
    let words = Words::new(model);
    if !model.custom_sets().is_empty() {
        page.section("Custom sets: what replaces the roles of a user or group in a module");
        for set in model.custom_sets().iter() {
            let module = model.modules().get(&set.module);
            let module = module.map_or_else(|| set.module.to_string(), |m| m.name.clone());
            page.line(1, &format!("{} in {module}", words.subject(&set.of)));
            for grant in &set.grants {
                page.line(2, &grant_line(engine, grant, ""));
            }
        }
    }
    if !model.direct_grants().is_empty() {
        page.section("Given without a role");
        for grant in model.direct_grants().iter() {
            let to = words.subject(&grant.to);
            let what = words.permission(&grant.permission.base());
            let scope = within(&words, &grant.scope);
            let time = window(&grant.window);
            let line = format!("{to}: {what} at {}{scope}{time}", grant.level);
            page.line(1, &line);
        }
    }
    if !model.principal_scopes().is_empty() {
        page.section("Limits on everything someone has");
        for scope in model.principal_scopes().iter() {
            let who = words.person(&scope.principal);
            page.line(1, &format!("{who}: {}", words.scope(&scope.scope)));
        }
    }
}

fn groups(page: &mut Page, engine: &Engine) {
    let model = engine.model();
    let words = Words::new(model);
    if model.groups().is_empty() {
        return;
    }
    page.section("Groups");
    for group in model.groups().iter() {
        let members = engine.members(&group.id);
        let names = match members.len() {
            n if n > 0 && n <= MOST_HOLDERS => {
                format!(": {}", Names::new(engine).holders(&members))
            }
            _ => String::new(),
        };
        let n = count(members.len(), "member", "members");
        page.line(1, &format!("{} — {n}{names}", group.name));
        if let Some(condition) = &group.condition {
            let condition = words.condition(condition);
            page.line(2, &format!("everyone whose {condition}"));
        }
        let of_group = |subject: &Subject| *subject == Subject::Group(group.id.clone());
        for assignment in model.assignments().iter().filter(|a| of_group(&a.to)) {
            let role = model.roles().get(&assignment.role);
            let role = role.map_or_else(|| assignment.role.to_string(), |r| r.name.clone());
            let scope = within(&words, &assignment.scope);
            page.line(2, &format!("holds {role}{scope}"));
        }
    }
}
