//! A permission: what it is about, who can, what it needs, brings along, and what stops it.

use egui::Ui;

use crate::engine::Words;
use crate::model::{About, FieldId, Key, KindId, Permission, PermissionId};
use crate::session::edits::{catalogue, ladders};
use crate::session::{Action, Actions};
use crate::ui::Context;
use crate::ui::access;
use crate::ui::access::picker::{self, Pick};
use crate::ui::icons;
use crate::ui::widgets::{Choice, Combo, HeadButton, Section, TextField, field_row, link};

use super::parts::{self, kept};
use super::record;

/// Draws the inspector of a permission.
pub fn show(ui: &mut Ui, cx: &Context<'_>, id: &PermissionId, actions: &mut Actions) {
    let key = Key::Permission(id.clone());
    let button = |icon, text| HeadButton {
        icon,
        text,
        blocked: None,
    };
    let buttons = [
        button(icons::ADD, "Add beside it"),
        button(icons::SUBDIRECTORY_ARROW_RIGHT, "Add a part of it"),
    ];
    let new = match record::head(ui, cx, &key, &buttons, actions) {
        Some(0) => catalogue::add_beside(cx.model, id),
        Some(1) => catalogue::add_permission(cx.model, &key),
        _ => None,
    };
    if let Some((change, new)) = new {
        record::ask_name(ui, &new);
        actions.push(Action::ApplyAndSelect(change, new));
    }
    let Some(permission) = cx.model.permissions().get(id) else {
        return;
    };
    facts(ui, cx, permission, actions);
    who_can(ui, cx, id, actions);
    Section::new("Needs and brings along").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        if !needs(ui, cx, id, actions) {
            parts::quiet(ui, "It needs nothing and brings nothing along");
        }
    });
    rules(ui, cx, id, actions);
    record::uses(ui, cx, &key, actions);
    record::problems(ui, cx, &key);
}

/// What it is called, what it is about, its levels.
fn facts(ui: &mut Ui, cx: &Context<'_>, of: &Permission, actions: &mut Actions) {
    let (model, id) = (cx.model, &of.id);
    Section::new("Fields").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        parts::quiet(ui, access::breadcrumb(cx, id));
        let key = Key::Permission(id.clone());
        record::name(ui, cx, &key, actions);
        record::id(ui, cx, &key, actions);
        let description = TextField::new("Description", &of.description)
            .rows(2)
            .show(ui);
        if let Some(text) = description.done {
            parts::apply(catalogue::describe(model, id, &text), actions);
        }
        about(ui, cx, of, actions);
        kinds(ui, cx, of, actions);
        levels(ui, cx, of, actions);
        shown(ui, cx, of, actions);
        field_row(ui, "Sensitive", |ui| {
            let mut on = of.sensitive;
            if ui.checkbox(&mut on, "Marked as sensitive").clicked() {
                parts::apply(catalogue::set_sensitive(model, id, on), actions);
            }
        });
    });
}

/// Further kinds of items it is about.
fn kinds(ui: &mut Ui, cx: &Context<'_>, of: &Permission, actions: &mut Actions) {
    let now = of.about.kinds();
    let others = cx.model.kinds().ids().filter(|kind| !now.contains(kind));
    let others: Vec<_> = others.cloned().map(Key::Kind).collect();
    if now.is_empty() || (others.is_empty() && now.len() < 2) {
        return;
    }
    field_row(ui, "Kinds", |ui| {
        ui.vertical(|ui| {
            let chips: Vec<(Key, String)> = now
                .iter()
                .map(|kind| Key::Kind(kind.clone()))
                .map(|key| (key.clone(), cx.model.title(&key)))
                .collect();
            let shown = picker::chips(ui, &chips, now.len() > 1);
            let picks: Vec<Pick> = others
                .iter()
                .map(|key| Pick::new(key.clone(), cx.model.title(key), icons::LIST_ALT))
                .collect();
            let added = picker::add(ui, "Add a kind", &picks);
            let change = match (shown.closed, added) {
                (Some((_, Key::Kind(kind))), _) => {
                    catalogue::set_kind(cx.model, &of.id, &kind, false)
                }
                (_, Some(Key::Kind(kind))) => catalogue::set_kind(cx.model, &of.id, &kind, true),
                _ => None,
            };
            parts::apply(change, actions);
        });
    });
}

/// The levels it is given at, and doors to change them.
fn levels(ui: &mut Ui, cx: &Context<'_>, of: &Permission, actions: &mut Actions) {
    let (model, key) = (cx.model, Key::Permission(of.id.clone()));
    let list: Vec<_> = model.ladders().iter().collect();
    let texts: Vec<String> = list
        .iter()
        .map(|ladder| {
            let levels: Vec<&str> = ladder.levels.iter().map(|l| l.as_str()).collect();
            levels.join(" < ")
        })
        .collect();
    let choices: Vec<Choice<'_>> = std::iter::zip(&texts, &list)
        .map(|(text, ladder)| {
            let is_one_of_many = texts.iter().filter(|other| *other == text).count() > 1;
            let detail = if is_one_of_many {
                ladder.id.as_str()
            } else {
                ""
            };
            Choice::new(text).detail(detail)
        })
        .collect();
    let at = list.iter().position(|ladder| ladder.id == of.ladder);
    let picked = Combo::new("Levels", &choices, at).show(ui);
    let picked = picked.and_then(|at| list.get(at));
    let outcome = picked.map(|ladder| ladders::set_ladder(model, &of.id, &ladder.id));
    parts::wish(ui, cx, &key, outcome, actions);
    parts::stays(ui, cx, &key, actions);
    field_row(ui, "", |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if link(ui, "Change these levels").clicked() {
                actions.select(Key::Ladder(of.ladder.clone()));
            }
            if link(ui, "Make levels of its own").clicked()
                && let Some((change, id)) = ladders::add_for(model, &of.id)
            {
                actions.push(Action::ApplyAndSelect(change, Key::Ladder(id)));
            }
        });
    });
}

/// The fields it shows: of people, or of the kinds of items it is about.
fn shown(ui: &mut Ui, cx: &Context<'_>, of: &Permission, actions: &mut Actions) {
    let (model, id) = (cx.model, &of.id);
    if of.about == About::Nothing && of.fields.is_empty() {
        return;
    }
    let known = catalogue::fields_to_show(model, &of.about);
    let name = |field: &FieldId| {
        let found = known.iter().find(|(known, _)| known == field);
        found.map_or_else(
            || model.title(&Key::Field(field.clone())),
            |(_, name)| name.clone(),
        )
    };
    field_row(ui, "Shows", |ui| {
        ui.vertical(|ui| {
            let chips: Vec<(Key, String)> = of
                .fields
                .iter()
                .map(|field| (Key::Field(field.clone()), name(field)))
                .collect();
            if chips.is_empty() {
                parts::quiet(ui, "No fields");
            }
            if let Some((_, Key::Field(field))) = picker::chips(ui, &chips, true).closed {
                parts::apply(catalogue::show_field(model, id, &field, false), actions);
            }
            let picks: Vec<Pick> = known
                .iter()
                .filter(|(field, _)| !of.fields.contains(field))
                .map(|(field, name)| {
                    let key = Key::Field(field.clone());
                    Pick::new(key, name.clone(), icons::LIST_ALT)
                })
                .collect();
            if !picks.is_empty()
                && let Some(Key::Field(field)) = picker::add(ui, "Add a field it shows", &picks)
            {
                parts::apply(catalogue::show_field(model, id, &field, true), actions);
            }
        });
    });
}

/// What it is about: nothing, a person, items of one kind, and both. Several kinds stay as they are.
fn about(ui: &mut Ui, cx: &Context<'_>, of: &Permission, actions: &mut Actions) {
    let mut list = vec![
        ("no one and nothing".to_owned(), About::Nothing),
        ("a person".to_owned(), About::Person),
    ];
    let name = |kinds: &[KindId]| {
        let names = kinds.iter().map(|kind| {
            let name = cx.model.title(&Key::Kind(kind.clone()));
            name.to_lowercase()
        });
        names.collect::<Vec<_>>().join(", ")
    };
    let of_kinds = |kinds: &[KindId]| {
        let (words, kinds) = (name(kinds), kinds.to_vec());
        let of_person = format!("{words}, and the person it is about");
        let both = format!("a person, and {words} of any person");
        [
            (words, About::Item(kinds.clone())),
            (of_person, About::ItemOfPerson(kinds.clone())),
            (both, About::PersonAndItem(kinds)),
        ]
    };
    for kind in cx.model.kinds().ids() {
        list.extend(of_kinds(std::slice::from_ref(kind)));
    }
    if !list.iter().any(|(_, about)| *about == of.about) {
        list.extend(of_kinds(of.about.kinds()));
    }
    let choices: Vec<Choice<'_>> = list.iter().map(|(text, _)| Choice::new(text)).collect();
    let at = list.iter().position(|(_, about)| *about == of.about);
    let picked = Combo::new("About", &choices, at).show(ui);
    if let Some((words, about)) = picked.and_then(|at| list.get(at)) {
        let change = catalogue::set_about(cx.model, &of.id, about.clone(), words);
        parts::apply(change, actions);
    }
}

fn who_can(ui: &mut Ui, cx: &Context<'_>, id: &PermissionId, actions: &mut Actions) {
    let Some(ladder) = cx.model.ladder_of(id) else {
        return;
    };
    let about = cx.model.permissions().get(id).map(|one| &one.about);
    let has_target = about.is_some_and(|about| about.has_person() || about.has_item());
    Section::new("Who can").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let key = Key::Permission(id.clone());
        let (of, levels) = (id.clone(), ladder.levels.clone());
        let by_level = kept(ui, cx, "who can", &key, move |engine| {
            let levels = levels.iter().skip(1).rev();
            let mut above = 0;
            let mut list = Vec::new();
            for level in levels {
                let who = engine.who_can(&of, level, None);
                if who.len() > above {
                    above = who.len();
                    list.push((level.clone(), who));
                }
            }
            list
        });
        let Some(by_level) = by_level else {
            parts::working(ui);
            return;
        };
        if by_level.is_empty() {
            let text = match has_target {
                true => "No one, on anyone or anything",
                false => "No one",
            };
            parts::quiet(ui, text);
        }
        for (level, who) in by_level.iter() {
            let text = match has_target {
                true => format!("{level}, on someone or something · {}", who.len()),
                false => format!("{level} · {}", who.len()),
            };
            parts::quiet(ui, text);
            ui.push_id(level, |ui| parts::names(ui, cx, who, actions));
        }
    });
}

/// What a permission needs, is needed by, implies and is implied by. True if there is anything.
pub fn needs(ui: &mut Ui, cx: &Context<'_>, id: &PermissionId, actions: &mut Actions) -> bool {
    let model = cx.model;
    let mut any = false;
    let mut say = |ui: &mut Ui, key: Key, words: String, actions: &mut Actions| {
        any = true;
        ui.push_id(&words, |ui| parts::door(ui, cx, &key, &words, actions));
    };
    for requirement in model.requirements().iter() {
        for dependent in &requirement.dependents {
            let level = dependent.level.as_ref().map(|l| format!(" at {l}"));
            let level = level.unwrap_or_default();
            if requirement.main == *id {
                let key = Key::Permission(dependent.permission.clone());
                say(
                    ui,
                    key,
                    format!("is needed{level}, as far as this"),
                    actions,
                );
            } else if dependent.permission == *id {
                let key = Key::Permission(requirement.main.clone());
                say(ui, key, "needs this as far as itself".to_owned(), actions);
            }
        }
    }
    for implication in model.implications().iter() {
        if implication.permission == *id {
            let key = Key::Permission(implication.implies.base());
            say(
                ui,
                key,
                format!("comes along at {}", implication.at),
                actions,
            );
        } else if model.covers(&implication.implies, id) {
            let key = Key::Permission(implication.permission.clone());
            let words = format!("at {} brings this at {}", implication.level, implication.at);
            say(ui, key, words, actions);
        }
    }
    any
}

fn rules(ui: &mut Ui, cx: &Context<'_>, id: &PermissionId, actions: &mut Actions) {
    let model = cx.model;
    let guards = model.guards().iter();
    let guards = guards.filter(|guard| model.covers(&guard.permission, id));
    let keys: Vec<Key> = guards
        .map(|guard| Key::Guard(guard.id.clone()))
        .chain(
            model
                .suppressions()
                .iter()
                .filter(|one| model.covers(&one.permission, id))
                .map(|one| Key::Suppression(one.id.clone())),
        )
        .collect();
    if keys.is_empty() {
        return;
    }
    let count = keys.len().to_string();
    Section::new("Stopped by").count(&count).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        for key in keys {
            let words = Words::new(model).rule(&key).unwrap_or_default();
            parts::door(ui, cx, &key, &words, actions);
        }
    });
}
