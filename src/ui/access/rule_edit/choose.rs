//! Words of a sentence that choose a permission, a level or a switch.

use egui::Ui;

use crate::model::{Key, LevelId, Model, PermissionId, PermissionRef, SwitchId};
use crate::ui::widgets::{Choice, Combo};
use crate::ui::{Context, icons};

/// Names joined by "or"; empty for none.
pub(super) fn names(model: &Model, keys: impl Iterator<Item = Key>) -> String {
    let names: Vec<String> = keys.map(|key| model.title(&key)).collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// The least level that gives anything.
pub(super) fn first_level(model: &Model, id: &PermissionId) -> LevelId {
    let ladder = model.ladder_of(id);
    let level = ladder.and_then(|ladder| ladder.level(1)).cloned();
    level.unwrap_or_else(|| "".into())
}

/// A permission with its module, to choose from.
fn listed<'m>(model: &'m Model, modules: &'m [String], nth: usize) -> Option<Choice<'m>> {
    let permission = model.permissions().at(nth)?;
    let module = modules.get(nth).map_or("", String::as_str);
    let choice = Choice::new(&permission.name).detail(module);
    Some(choice.icon(icons::KEY))
}

fn modules(model: &Model) -> Vec<String> {
    let ids = model.permissions().ids();
    ids.map(|id| model.title(&Key::Module(id.module())))
        .collect()
}

/// A permission. Returns another one.
pub(super) fn permission(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    hint: &str,
    now: &PermissionId,
) -> Option<PermissionId> {
    let model = cx.model;
    let modules = modules(model);
    let choice = |nth: usize| listed(model, &modules, nth);
    let at = model.permissions().position(now);
    let picked = Combo::chip(name, &[], at)
        .many(model.permissions().len(), &choice)
        .placeholder(hint)
        .show(ui)?;
    let picked = model.permissions().at(picked)?;
    (picked.id != *now).then(|| picked.id.clone())
}

/// A permission, or the word for "none asked for".
pub(super) fn permission_or(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    none: &str,
    now: Option<&PermissionId>,
) -> Option<Option<PermissionId>> {
    let model = cx.model;
    let modules = modules(model);
    let choice = |nth: usize| match nth.checked_sub(1) {
        None => Some(Choice::new(none)),
        Some(nth) => listed(model, &modules, nth),
    };
    let at = now.and_then(|id| model.permissions().position(id));
    let at = at.map_or(0, |at| at + 1);
    let picked = Combo::chip(name, &[], Some(at))
        .many(model.permissions().len() + 1, &choice)
        .show(ui)?;
    let picked = picked
        .checked_sub(1)
        .and_then(|n| model.permissions().at(n));
    let picked = picked.map(|one| one.id.clone());
    (picked.as_ref() != now).then_some(picked)
}

/// A permission with its parts, or just every part of one.
pub(super) fn reference(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    hint: &str,
    now: &PermissionRef,
) -> Option<PermissionRef> {
    let model = cx.model;
    let mut list: Vec<(PermissionRef, String, String)> = Vec::new();
    for permission in model.permissions().iter() {
        let module = model.title(&Key::Module(permission.id.module()));
        let has_parts = model
            .permissions()
            .ids()
            .any(|id| id.is_below(&permission.id));
        list.push((
            (&permission.id).into(),
            permission.name.clone(),
            module.clone(),
        ));
        if has_parts {
            let parts = format!("{}.*", permission.id);
            let name = format!("every part of {}", permission.name);
            list.push((parts.as_str().into(), name, module));
        }
    }
    let choices: Vec<Choice<'_>> = list
        .iter()
        .map(|(_, name, module)| Choice::new(name).detail(module).icon(icons::KEY))
        .collect();
    let at = list.iter().position(|(one, ..)| one == now);
    let picked = Combo::chip(name, &choices, at).placeholder(hint).show(ui)?;
    let (picked, ..) = list.get(picked)?;
    (picked != now).then(|| picked.clone())
}

/// A level above the bottom; nothing where there is only one. Returns another one.
pub(super) fn level(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    of: &PermissionId,
    now: &LevelId,
) -> Option<LevelId> {
    let ladder = cx.model.ladder_of(of)?;
    if ladder.levels.len() < 3 {
        return None;
    }
    super::say(ui, "at");
    let levels: Vec<&LevelId> = ladder.levels.iter().skip(1).collect();
    let texts: Vec<&str> = levels.iter().map(|level| level.as_str()).collect();
    let at = levels.iter().position(|level| *level == now);
    let choices: Vec<Choice<'_>> = texts.iter().map(|text| Choice::new(text)).collect();
    let picked = Combo::chip(name, &choices, at).show(ui)?;
    let picked = levels.get(picked)?;
    (*picked != now).then(|| (*picked).clone())
}

/// A level above the bottom, or the word for "unset".
pub(super) fn level_or(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    unset: &str,
    of: &PermissionId,
    now: Option<&LevelId>,
) -> Option<Option<LevelId>> {
    let ladder = cx.model.ladder_of(of)?;
    if ladder.levels.len() < 3 && now.is_none() {
        return None;
    }
    let levels: Vec<&LevelId> = ladder.levels.iter().skip(1).collect();
    let texts: Vec<String> = levels.iter().map(|level| format!("at {level}")).collect();
    let mut all = vec![unset];
    all.extend(texts.iter().map(String::as_str));
    let at = now.and_then(|now| levels.iter().position(|level| *level == now));
    let picked = super::one_of(ui, name, &all, at.map_or(0, |at| at + 1))?;
    let level = picked.checked_sub(1).and_then(|at| levels.get(at));
    Some(level.map(|level| (*level).clone()))
}

/// "always", or while a switch is on. Nothing where there are no switches.
pub(super) fn while_on(
    ui: &mut Ui,
    cx: &Context<'_>,
    now: Option<&SwitchId>,
) -> Option<Option<SwitchId>> {
    let switches = cx.model.switches();
    if switches.is_empty() {
        return None;
    }
    let texts: Vec<String> = switches
        .iter()
        .map(|switch| {
            let state = if switch.on { "on" } else { "off" };
            format!("while “{}” is on (it is {state})", switch.name)
        })
        .collect();
    let mut all = vec!["always"];
    all.extend(texts.iter().map(String::as_str));
    let at = now.and_then(|id| switches.position(id));
    let picked = super::one_of(ui, "When", &all, at.map_or(0, |at| at + 1))?;
    let switch = picked.checked_sub(1).and_then(|at| switches.at(at));
    Some(switch.map(|switch| switch.id.clone()))
}
