//! A permission: what it is about, who can, what it needs, brings along, and what stops it.

use egui::Ui;

use crate::model::{About, Key, PermissionId};
use crate::session::Actions;
use crate::ui::Context;
use crate::ui::access;
use crate::ui::widgets::Section;

use super::parts::{self, kept};
use super::record;

/// Draws the inspector of a permission.
pub fn show(ui: &mut Ui, cx: &Context<'_>, id: &PermissionId, actions: &mut Actions) {
    let key = Key::Permission(id.clone());
    record::head(ui, cx, &key, &[], actions);
    let Some(permission) = cx.model.permissions().get(id) else {
        return;
    };
    Section::new("Fields").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        parts::quiet(ui, access::breadcrumb(cx, id));
        if !permission.description.is_empty() {
            parts::line(ui, "", &permission.description);
        }
        let kinds: Vec<String> = permission
            .about
            .kinds()
            .iter()
            .map(|kind| cx.model.title(&Key::Kind(kind.clone())).to_lowercase())
            .collect();
        let kinds = kinds.join(", ");
        let about = match &permission.about {
            About::Nothing => "no one and nothing: it has no reach".to_owned(),
            About::Person => "a person".to_owned(),
            About::Item(_) => kinds,
            About::ItemOfPerson(_) => format!("{kinds}, and the person it is about"),
            About::PersonAndItem(_) => format!("a person, and {kinds} of any person"),
        };
        parts::line(ui, "About ", &about);
        if let Some(ladder) = cx.model.ladders().get(&permission.ladder) {
            let levels: Vec<&str> = ladder.levels.iter().map(|level| level.as_str()).collect();
            parts::line(ui, "Levels ", &levels.join(" < "));
        }
        let fields: Vec<String> = permission
            .fields
            .iter()
            .map(|field| cx.model.title(&Key::Field(field.clone())))
            .collect();
        if !fields.is_empty() {
            parts::line(ui, "Shows ", &fields.join(", "));
        }
        if permission.sensitive {
            parts::line(ui, "Sensitive", "");
        }
    });
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
