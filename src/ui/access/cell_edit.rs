//! The editor of one cell: its level, on whom and on what, the switch it needs. The same stands in
//! the menu at the cell and in the inspector.

use egui::Ui;

use crate::model::{Change, Key, PermissionId};
use crate::session::edits::grants::{self, Bearer};
use crate::ui::Context;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Chip, Choice, Combo, Segment, field_row, label, link, segmented};

use super::{selector, short};

/// Draws it; returns the change asked for.
pub fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    bearer: &Bearer,
    permission: &PermissionId,
) -> Option<Change> {
    let model = cx.model;
    let own = grants::own(model, bearer, permission);
    let mut change = None;
    let which_id = ui.scope_id().with(("which grant", bearer, permission));
    let mut which: usize = ui.data(|data| data.get_temp(which_id)).unwrap_or(0);
    which = which.min(own.len().saturating_sub(1));
    if own.len() > 1 {
        several(ui, cx, bearer, permission, &own, &mut which);
        ui.data_mut(|data| data.insert_temp(which_id, which));
    }
    let at = own.get(which).copied();
    level(ui, cx, bearer, permission, at, &mut change);
    let Some(at) = at else {
        return change;
    };
    reach(ui, cx, bearer, permission, at, &mut change);
    switch(ui, cx, bearer, at, &mut change);
    ui.horizontal(|ui| {
        if link(ui, "Add another reach").clicked() {
            change = grants::add_another(model, bearer, permission);
        }
        if own.len() > 1 && link(ui, "Take this one away").clicked() {
            change = grants::take(model, bearer, at);
        }
    });
    change
}

fn several(
    ui: &mut Ui,
    cx: &Context<'_>,
    bearer: &Bearer,
    permission: &PermissionId,
    own: &[usize],
    which: &mut usize,
) {
    let about = cx.model.permissions().get(permission).map(|p| &p.about);
    ui.horizontal_wrapped(|ui| {
        for (nth, at) in own.iter().enumerate() {
            let Some(grant) = bearer.grants(cx.model).get(*at) else {
                continue;
            };
            let word = about.and_then(|about| short::scope(cx.model, &grant.on, about));
            let word = word.map_or_else(|| "no limit".to_owned(), |(_, word)| word);
            let text = format!("{}, {word}", grant.level);
            let chip = Chip::new(&text).on(nth == *which);
            if chip.show(ui).response.clicked() {
                *which = nth;
            }
        }
    });
}

fn level(
    ui: &mut Ui,
    cx: &Context<'_>,
    bearer: &Bearer,
    permission: &PermissionId,
    at: Option<usize>,
    change: &mut Option<Change>,
) {
    let model = cx.model;
    let Some(ladder) = model.ladder_of(permission) else {
        return;
    };
    let now = at.and_then(|at| bearer.grants(model).get(at));
    let rank = now.and_then(|grant| ladder.rank(&grant.level)).unwrap_or(0);
    let words: Vec<Segment<'_>> = ladder
        .levels
        .iter()
        .map(|level| Segment::word(level.as_str()))
        .collect();
    field_row(ui, "Level", |ui| {
        if let Some(picked) = segmented(ui, &words, rank) {
            *change = match (at, ladder.level(picked)) {
                (Some(at), _) if picked == 0 => grants::take(model, bearer, at),
                (Some(at), Some(level)) => grants::set_level_of(model, bearer, at, level),
                _ => grants::set_level(model, bearer, permission, picked),
            };
        }
    });
}

fn reach(
    ui: &mut Ui,
    cx: &Context<'_>,
    bearer: &Bearer,
    permission: &PermissionId,
    at: usize,
    change: &mut Option<Change>,
) {
    let model = cx.model;
    let (Some(grant), Some(record)) = (
        bearer.grants(model).get(at),
        model.permissions().get(permission),
    ) else {
        return;
    };
    let about = &record.about;
    if about.has_person()
        && let Some(people) = selector::people(ui, cx, "Reach", grant.on.people.as_ref())
    {
        let mut on = grant.on.clone();
        on.people = people;
        let words = short::scope_words(model, &on, about);
        *change = grants::set_scope(model, bearer, at, on, &words);
    }
    if about.has_item()
        && let Some(items) =
            selector::items(ui, cx, "Items", grant.on.items.as_ref(), about.kinds())
    {
        let mut on = grant.on.clone();
        on.items = items;
        let words = short::scope_words(model, &on, about);
        *change = grants::set_scope(model, bearer, at, on, &words);
    }
    if !about.has_person() && !about.has_item() {
        let t = theme::tokens(ui);
        let text = "About no one and nothing: it has no reach";
        label(ui, text, Type::Small, Weight::Regular, t.text3);
    }
}

fn switch(ui: &mut Ui, cx: &Context<'_>, bearer: &Bearer, at: usize, change: &mut Option<Change>) {
    let model = cx.model;
    if model.switches().is_empty() {
        return;
    }
    let Some(grant) = bearer.grants(model).get(at) else {
        return;
    };
    let mut names = vec!["Whatever the switches".to_owned()];
    names.extend(model.switches().iter().map(|switch| {
        let state = if switch.on { "on" } else { "off" };
        format!("{}, now {state}", switch.name)
    }));
    let choices: Vec<Choice<'_>> = names.iter().map(|name| Choice::new(name)).collect();
    let chosen = match &grant.switch {
        None => Some(0),
        Some(id) => model.switches().position(id).map(|at| at + 1),
    };
    let picked = Combo::new("Needs switch", &choices, chosen).show(ui);
    if let Some(picked) = picked.filter(|at| Some(*at) != chosen) {
        let id = picked
            .checked_sub(1)
            .and_then(|at| model.switches().at(at))
            .map(|switch| switch.id.clone());
        *change = grants::set_switch(model, bearer, at, id);
    }
}

/// What stands above the editor: the way to the permission.
pub fn breadcrumb(cx: &Context<'_>, permission: &PermissionId) -> String {
    let mut names = vec![cx.model.title(&Key::Permission(permission.clone()))];
    let mut up = permission.parent();
    while let Some(id) = up {
        if cx.model.permissions().contains(&id) {
            names.push(cx.model.title(&Key::Permission(id.clone())));
        }
        up = id.parent();
    }
    names.push(cx.model.title(&Key::Module(permission.module())));
    names.reverse();
    names.join(" › ")
}
