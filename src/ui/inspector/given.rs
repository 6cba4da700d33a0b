//! What is given to someone: an assignment, a direct grant, a custom set. Limits and days are set
//! here, and what of them is left when all limits are taken together.

use egui::Ui;

use crate::engine::{Engine, Words};
use crate::model::{AssignmentId, CustomSetId, DirectGrantId, Key, Model};
use crate::session::Actions;
use crate::session::edits::grants::Bearer;
use crate::session::edits::roles;
use crate::ui::Context;
use crate::ui::access::limits::Cut;
use crate::ui::access::{days, scope};
use crate::ui::widgets::{Choice, Combo, Section};

use super::{parts, record, role};

/// Draws the inspector of an assignment.
pub fn assignment(ui: &mut Ui, cx: &Context<'_>, id: &AssignmentId, actions: &mut Actions) {
    let key = Key::Assignment(id.clone());
    record::head(ui, cx, &key, &[], actions);
    let model = cx.model;
    let Some(assignment) = model.assignments().get(id) else {
        return;
    };
    Section::new("Given").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let role = Key::Role(assignment.role.clone());
        parts::door(ui, cx, &role, "the role", actions);
        parts::door(ui, cx, &parts::key_of(&assignment.to), "holds it", actions);
    });
    let words = scope::words(model, &assignment.scope);
    Section::new("Limit of this assignment")
        .count(&words)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            if let Some(scope) = scope::edit(ui, cx, &assignment.scope) {
                let what = format!("limit to {} the role", scope::words(model, &scope));
                let change = roles::edit_assignment(model, id, &what, |a| a.scope = scope);
                parts::apply(change, actions);
            }
        });
    if let Some(window) = days::edit(ui, &assignment.window, cx.day()) {
        let change = roles::edit_assignment(model, id, "change the days", |a| a.window = window);
        parts::apply(change, actions);
    }
    let of = assignment.clone();
    together(ui, cx, &key, actions, move |engine| {
        Cut::of_assignment(engine, &of)
    });
    record::problems(ui, cx, &key);
}

/// The places a limit comes from, and what is left of them together (D8).
fn together(
    ui: &mut Ui,
    cx: &Context<'_>,
    key: &Key,
    actions: &mut Actions,
    make: impl FnOnce(&Engine) -> Cut + Send + 'static,
) {
    let cut = parts::kept(ui, cx, "limits together", key, make);
    Section::new("All limits together")
        .count("all must agree")
        .show(ui, |ui| match cut {
            Some(cut) => cut.show(ui, cx, actions),
            None => parts::working(ui),
        });
}

/// Draws the inspector of a direct grant.
pub fn direct(ui: &mut Ui, cx: &Context<'_>, id: &DirectGrantId, actions: &mut Actions) {
    let key = Key::DirectGrant(id.clone());
    record::head(ui, cx, &key, &[], actions);
    let model = cx.model;
    let Some(grant) = model.direct_grants().get(id) else {
        return;
    };
    let base = grant.permission.base();
    Section::new("Given").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        parts::door(ui, cx, &Key::Permission(base.clone()), "", actions);
        parts::door(ui, cx, &parts::key_of(&grant.to), "has it", actions);
        if let Some(ladder) = model.ladder_of(&base) {
            let levels: Vec<Choice<'_>> = ladder
                .levels
                .iter()
                .skip(1)
                .map(|level| Choice::new(level.as_str()))
                .collect();
            let chosen = ladder
                .rank(&grant.level)
                .and_then(|rank| rank.checked_sub(1));
            let picked = Combo::new("Level", &levels, chosen).show(ui);
            if let Some(level) = picked.and_then(|at| ladder.level(at + 1)) {
                let what = format!("set the level to {level}");
                let change = roles::edit_direct(model, id, &what, |g| g.level = level.clone());
                parts::apply(change, actions);
            }
        }
    });
    let words = scope::words(model, &grant.scope);
    Section::new("Where it may reach")
        .count(&words)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            if let Some(scope) = scope::edit(ui, cx, &grant.scope) {
                let what = format!("let it reach {}, the grant", scope::words(model, &scope));
                let change = roles::edit_direct(model, id, &what, |g| g.scope = scope);
                parts::apply(change, actions);
            }
        });
    if let Some(window) = days::edit(ui, &grant.window, cx.day()) {
        let change = roles::edit_direct(model, id, "change the days", |g| g.window = window);
        parts::apply(change, actions);
    }
    let of = grant.clone();
    together(ui, cx, &key, actions, move |engine| {
        Cut::of_direct(engine, &of)
    });
    record::problems(ui, cx, &key);
}

/// Draws the inspector of a custom set.
pub fn custom_set(ui: &mut Ui, cx: &Context<'_>, id: &CustomSetId, actions: &mut Actions) {
    let key = Key::CustomSet(id.clone());
    record::head(ui, cx, &key, &[], actions);
    let model: &Model = cx.model;
    let Some(set) = model.custom_sets().get(id) else {
        return;
    };
    let bearer = Bearer::Set(id.clone());
    role::cell(ui, cx, &bearer, false, actions);
    Section::new("Whose").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        parts::door(ui, cx, &parts::key_of(&set.of), "has this set", actions);
        let module = Key::Module(set.module.clone());
        parts::door(ui, cx, &module, "is the module it is for", actions);
        let text = "It stands in place of what their own unlocked roles give in this module";
        parts::quiet(ui, text);
    });
    replaced(ui, cx, id, actions);
    role::gives(ui, cx, &bearer, actions);
    record::uses(ui, cx, &key, actions);
    record::problems(ui, cx, &key);
}

/// What the default gives in the module, and the set replaces.
fn replaced(ui: &mut Ui, cx: &Context<'_>, id: &CustomSetId, actions: &mut Actions) {
    let Some(set) = cx.model.custom_sets().get(id) else {
        return;
    };
    let default = roles::default_grants(cx.model, &set.of, &set.module);
    let missing: Vec<_> = default
        .iter()
        .filter(|grant| !set.grants.contains(grant))
        .collect();
    let count = missing.len().to_string();
    Section::new("Lost with the default")
        .count(&count)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            if missing.is_empty() {
                parts::quiet(
                    ui,
                    "Nothing their own roles give here is missing from the set",
                );
            }
            let words = Words::new(cx.model);
            for (nth, grant) in missing.into_iter().enumerate() {
                let text = format!("{}, {}", grant.level, words.scope(&grant.on));
                let key = Key::Permission(grant.permission.base());
                ui.push_id(nth, |ui| parts::door(ui, cx, &key, &text, actions));
            }
        });
}
