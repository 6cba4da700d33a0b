//! The editor of "which principals": one sort, by name, members, holders, a condition, and these
//! joined by "but not", "who are also" and "or".

use egui::Ui;

use crate::engine::Words;
use crate::model::{Key, KindId, Model, PrincipalSort, RoleId, Who};
use crate::session::edits::policies;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Choice, Combo, field_row, icon_button, label, link};
use crate::ui::{Context, icons};

use super::condition;
use super::picker::{self, Pick};
use super::selector::{groups, people_list, pick_id};

/// Draws it. `unset` is the word for "not set", where that can be. Returns the new value when it
/// changes.
pub fn edit(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    unset: &str,
    current: Option<&Who>,
) -> Option<Option<Who>> {
    let mut kinds = vec![(unset.to_owned(), None)];
    let some = kinds_of(cx.model, current);
    kinds.extend(some.into_iter().map(|(text, who)| (text, Some(who))));
    if let Some(picked) = choose(ui, name, &kinds, |one| match (one, current) {
        (None, None) => true,
        (Some(one), Some(current)) => is_alike(one, current),
        _ => false,
    }) {
        return Some(picked);
    }
    details(ui, cx, name, current?).map(Some)
}

/// The same where something is always set.
pub fn edit_set(ui: &mut Ui, cx: &Context<'_>, name: &str, current: &Who) -> Option<Who> {
    let kinds = kinds_of(cx.model, Some(current));
    if let Some(picked) = choose(ui, name, &kinds, |one| is_alike(one, current)) {
        return Some(picked);
    }
    details(ui, cx, name, current)
}

fn choose<T: Clone>(
    ui: &mut Ui,
    name: &str,
    kinds: &[(String, T)],
    is_chosen: impl Fn(&T) -> bool,
) -> Option<T> {
    let chosen = kinds.iter().position(|(_, one)| is_chosen(one));
    let choices: Vec<Choice<'_>> = kinds.iter().map(|(text, _)| Choice::new(text)).collect();
    let picked = Combo::new(name, &choices, chosen).show(ui)?;
    let other = kinds.get(picked).filter(|_| Some(picked) != chosen)?;
    Some(other.1.clone())
}

/// What can be chosen. What is there already is kept inside "everyone but" and the joins.
fn kinds_of(model: &Model, current: Option<&Who>) -> Vec<(String, Who)> {
    let mut list: Vec<(String, Who)> = Vec::new();
    let mut push = |text: &str, who: Who| list.push((text.to_owned(), who));
    push("Anyone", Who::Anyone);
    push("People", Who::Sort(PrincipalSort::Person));
    push("Service users", Who::Sort(PrincipalSort::ServiceUser));
    push("External users", Who::Sort(PrincipalSort::External));
    push("By name", Who::Listed(Vec::new()));
    if let Some(id) = model.groups().ids().next() {
        push("Members of a group", Who::Member(id.clone()));
    }
    if !model.roles().is_empty() {
        push("Holders of a role", Who::Holds(Vec::new()));
    }
    if let Some(id) = model.kinds().ids().next() {
        push("Owners of an item", Who::Owns(id.clone()));
    }
    let first = condition::first(model, None);
    push("People for whom a condition holds", Who::Where(first));
    let kept = current.cloned().unwrap_or(Who::Anyone);
    push("Everyone but …", Who::Not(Box::new(kept.clone())));
    let two = vec![kept, Who::Anyone];
    push("Those who are all of …", Who::AllOf(two.clone()));
    push("Those who are any of …", Who::AnyOf(two));
    list
}

fn is_alike(a: &Who, b: &Who) -> bool {
    match (a, b) {
        (Who::Sort(a), Who::Sort(b)) => a == b,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

fn details(ui: &mut Ui, cx: &Context<'_>, name: &str, current: &Who) -> Option<Who> {
    let model = cx.model;
    match current {
        Who::Anyone | Who::Sort(_) => None,
        Who::Listed(ids) => people_list(ui, cx, ids).map(Who::Listed),
        Who::Member(id) => pick_id(ui, "Group", groups(model), id).map(Who::Member),
        Who::Holds(list) => holds(ui, cx, list).map(Who::Holds),
        Who::Owns(id) => {
            let kinds = model.kinds().iter();
            let kinds = kinds.map(|kind| (kind.id.clone(), kind.name.clone()));
            pick_id(ui, "Kind", kinds.collect(), id).map(|id: KindId| Who::Owns(id))
        }
        Who::Where(of) => condition::show(ui, cx, name, of, None).map(Who::Where),
        Who::Not(inner) => nested(ui, |ui| edit_set(ui, cx, "But not", inner))
            .map(|inner| Who::Not(Box::new(inner))),
        Who::AllOf(list) => several(ui, cx, "And also", list).map(Who::AllOf),
        Who::AnyOf(list) => several(ui, cx, "Or", list).map(Who::AnyOf),
    }
}

/// Roles any of which will do.
fn holds(ui: &mut Ui, cx: &Context<'_>, list: &[RoleId]) -> Option<Vec<RoleId>> {
    field_row(ui, "Roles", |ui| {
        ui.vertical(|ui| roles(ui, cx, "Add a role", list)).inner
    })
}

/// Roles as chips, and a list to add from.
pub fn roles(ui: &mut Ui, cx: &Context<'_>, name: &str, list: &[RoleId]) -> Option<Vec<RoleId>> {
    let key = |id: &RoleId| Key::Role(id.clone());
    let chips: Vec<(Key, String)> = list
        .iter()
        .map(|id| (key(id), cx.model.title(&key(id))))
        .collect();
    if let Some((_, Key::Role(id))) = picker::chips(ui, &chips, true).closed {
        return Some(policies::toggled(list, &id));
    }
    let free = cx.model.roles().iter().filter(|r| !list.contains(&r.id));
    let picks: Vec<Pick> = free
        .map(|role| Pick::new(key(&role.id), role.name.clone(), icons::SHIELD_PERSON))
        .collect();
    match picker::add(ui, name, &picks) {
        Some(Key::Role(id)) => Some(policies::toggled(list, &id)),
        _ => None,
    }
}

fn nested<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.push_id("nested", |ui| ui.indent("nested", content).inner)
        .inner
}

/// Several, each with its own editor, to be added to and taken from.
fn several(ui: &mut Ui, cx: &Context<'_>, word: &str, list: &[Who]) -> Option<Vec<Who>> {
    let mut new = None;
    let t = theme::tokens(ui);
    for (at, one) in list.iter().enumerate() {
        ui.push_id(at, |ui| {
            ui.horizontal(|ui| {
                let text = if at == 0 { "These" } else { word };
                label(ui, text, Type::Small, Weight::Regular, t.text3);
                let words = Words::new(cx.model).who(one);
                let name = format!("Take “{words}” away");
                if list.len() > 1 && icon_button(ui, icons::CLOSE, &name, true).clicked() {
                    let mut rest = list.to_vec();
                    rest.remove(at);
                    new = Some(rest);
                }
            });
            let name = if at == 0 { "Who" } else { word };
            let changed = nested(ui, |ui| edit_set(ui, cx, name, one));
            if let Some(changed) = changed {
                let mut all = list.to_vec();
                if let Some(slot) = all.get_mut(at) {
                    *slot = changed;
                }
                new = Some(all);
            }
        });
    }
    if link(ui, "Add another").clicked() {
        let mut all = list.to_vec();
        all.push(Who::Anyone);
        new = Some(all);
    }
    new
}
