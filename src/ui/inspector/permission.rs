//! A permission: what it is about, who can, what it needs, brings along, and what stops it.

use egui::Ui;

use crate::model::{About, Key, KindId, Permission, PermissionId};
use crate::session::edits::catalogue;
use crate::session::{Action, Actions};
use crate::ui::Context;
use crate::ui::access;
use crate::ui::icons;
use crate::ui::widgets::{Choice, Combo, HeadButton, Section, TextField, field_row};

use super::parts::{self, kept};
use super::record;

/// Draws the inspector of a permission.
pub fn show(ui: &mut Ui, cx: &Context<'_>, id: &PermissionId, actions: &mut Actions) {
    let key = Key::Permission(id.clone());
    let buttons = [HeadButton {
        icon: icons::ADD,
        text: "Add a part of it",
        blocked: None,
    }];
    if record::head(ui, cx, &key, &buttons, actions) == Some(0)
        && let Some((change, part)) = catalogue::add_permission(cx.model, &key)
    {
        actions.push(Action::ApplyAndSelect(change, part));
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
        let name = TextField::new("Name", &of.name).show(ui);
        if let Some(text) = name.done {
            parts::apply(catalogue::rename(model, id, &text), actions);
        }
        let description = TextField::new("Description", &of.description)
            .rows(2)
            .show(ui);
        if let Some(text) = description.done {
            parts::apply(catalogue::describe(model, id, &text), actions);
        }
        about(ui, cx, of, actions);
        let ladders: Vec<_> = model.ladders().iter().collect();
        let texts: Vec<String> = ladders
            .iter()
            .map(|ladder| {
                let levels: Vec<&str> = ladder.levels.iter().map(|l| l.as_str()).collect();
                levels.join(" < ")
            })
            .collect();
        let choices: Vec<Choice<'_>> = texts.iter().map(|text| Choice::new(text)).collect();
        let at = ladders.iter().position(|ladder| ladder.id == of.ladder);
        let picked = Combo::new("Levels", &choices, at).show(ui);
        if let Some(ladder) = picked.and_then(|at| ladders.get(at)) {
            parts::apply(catalogue::set_ladder(model, id, &ladder.id), actions);
        }
        let fields: Vec<String> = of
            .fields
            .iter()
            .map(|field| model.title(&Key::Field(field.clone())))
            .collect();
        if !fields.is_empty() {
            parts::line(ui, "Shows ", &fields.join(", "));
        }
        field_row(ui, "Sensitive", |ui| {
            let mut on = of.sensitive;
            if ui.checkbox(&mut on, "Marked as sensitive").clicked() {
                parts::apply(catalogue::set_sensitive(model, id, on), actions);
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
            let words = access::rule_sentence(model, &key).unwrap_or_default();
            parts::door(ui, cx, &key, &words, actions);
        }
    });
}
