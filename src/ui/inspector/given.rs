//! What is given to someone: an assignment, a direct grant, a custom set. Limits and days are set
//! here, and what of them is left when all limits are taken together.

use egui::Ui;

use crate::engine::Words;
use crate::model::{
    AssignmentId, CustomSetId, Date, DirectGrantId, Key, Model, PrincipalId, Reach, Subject, Window,
};
use crate::session::Actions;
use crate::session::edits::grants::Bearer;
use crate::session::edits::roles;
use crate::ui::Context;
use crate::ui::access::scope;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Choice, Combo, Section, TextField, label};

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
    if let Some(window) = days(ui, &assignment.window) {
        let change = roles::edit_assignment(model, id, "change the days", |a| a.window = window);
        parts::apply(change, actions);
    }
    all_limits(ui, cx, id);
    record::problems(ui, cx, &key);
}

/// The places a limit comes from, and what is left of them together (D8).
fn all_limits(ui: &mut Ui, cx: &Context<'_>, id: &AssignmentId) {
    let model = cx.model;
    let (Some(assignment), Some(engine)) = (model.assignments().get(id), cx.analysis.engine())
    else {
        return;
    };
    let role = model.roles().get(&assignment.role);
    let own = match &assignment.to {
        Subject::User(id) => model.principal_scopes().get(id).map(|one| &one.scope),
        Subject::Group(_) => None,
    };
    let places = [
        ("Role", role.and_then(|role| role.scope.people.as_ref())),
        ("Assignment", assignment.scope.people.as_ref()),
        ("Person", own.and_then(|scope| scope.people.as_ref())),
    ];
    Section::new("All limits together")
        .count("all must agree")
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let t = theme::tokens(ui);
            let words = Words::new(model);
            for (place, reach) in &places {
                let text = reach.map_or_else(|| "no limit set here".to_owned(), |r| words.reach(r));
                parts::line(ui, &format!("{place}  "), &text);
            }
            let set: Vec<Reach> = places.iter().filter_map(|(_, r)| r.cloned()).collect();
            let from: Vec<PrincipalId> = match &assignment.to {
                Subject::User(id) => vec![id.clone()],
                Subject::Group(id) => engine.members(id),
            };
            let result = match set.len() {
                0 => "No limit: whatever its grants reach".to_owned(),
                _ => match engine.reach_span(&Reach::Intersection(set), &from) {
                    None => "No one reads it now".to_owned(),
                    Some((_, 0)) => "Nobody: the limits have no one in common".to_owned(),
                    Some((a, b)) if a == b => format!("{b} people"),
                    Some((_, b)) => format!("at most {b} people"),
                },
            };
            label(ui, result, Type::Small, Weight::Semibold, t.text);
        });
}

/// From a day, until a day. Returns the new days when they change.
fn days(ui: &mut Ui, window: &Window) -> Option<Window> {
    let mut new = None;
    let text = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    Section::new("Days it counts").show(ui, |ui| {
        let slots = [("From", window.from), ("Until", window.until)];
        for (nth, (name, day)) in slots.into_iter().enumerate() {
            let shown = text(day);
            let id = ui.scope_id().with(("day refused", name));
            let refused: bool = ui.data(|data| data.get_temp(id)).unwrap_or(false);
            let problem = refused.then_some("A day like 2026-11-21, or nothing");
            let field = TextField::new(name, &shown)
                .placeholder("Any day")
                .problem(problem)
                .show(ui);
            let Some(typed) = field.done else { continue };
            let typed = typed.trim();
            let parsed = match typed {
                "" => Ok(None),
                typed => typed.parse::<Date>().map(Some),
            };
            let is_refused = parsed.is_err();
            ui.data_mut(|data| data.insert_temp(id, is_refused));
            if let Ok(day) = parsed {
                let mut changed = *window;
                if nth == 0 {
                    changed.from = day;
                } else {
                    changed.until = day;
                }
                new = Some(changed);
            }
        }
    });
    new
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
    if let Some(window) = days(ui, &grant.window) {
        let change = roles::edit_direct(model, id, "change the days", |g| g.window = window);
        parts::apply(change, actions);
    }
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
