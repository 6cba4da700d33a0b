//! A role: what it is for, who holds it, how far it goes, what is inside it and what it gives.

use egui::Ui;

use crate::engine::Words;
use crate::model::{Key, Role, RoleId, Scope, Subject};
use crate::session::edits::grants::Bearer;
use crate::session::edits::roles;
use crate::session::{Action, Actions};
use crate::ui::Context;
use crate::ui::access::limits::{self, Cut};
use crate::ui::access::picker::{self, Pick};
use crate::ui::access::{self, days, scope, short, who};
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{HeadButton, Section, TextField, field_row, label};

use super::parts::{self, kept};
use super::record;

/// Draws the inspector of a role.
pub fn show(ui: &mut Ui, cx: &Context<'_>, id: &RoleId, actions: &mut Actions) {
    let key = Key::Role(id.clone());
    let buttons = [HeadButton {
        icon: icons::CONTENT_COPY,
        text: "Copy role",
        blocked: None,
    }];
    if record::head(ui, cx, &key, &buttons, actions) == Some(0)
        && let Some((change, new)) = roles::copy(cx.model, id)
    {
        let new = Key::Role(new);
        record::ask_name(ui, &new);
        actions.push(Action::ApplyAndSelect(change, new));
    }
    let Some(role) = cx.model.roles().get(id) else {
        return;
    };
    cell(ui, cx, &Bearer::Role(id.clone()), role.locked, actions);
    held_by(ui, cx, role, actions);
    fields(ui, cx, role, actions);
    reach(ui, cx, role, actions);
    inside(ui, cx, role, actions);
    gives(ui, cx, &Bearer::Role(id.clone()), actions);
    record::uses(ui, cx, &key, actions);
    record::problems(ui, cx, &key);
}

/// The cell chosen in the grid, if it is one of this role or set.
pub fn cell(ui: &mut Ui, cx: &Context<'_>, bearer: &Bearer, locked: bool, actions: &mut Actions) {
    let Some(chosen) = access::chosen_cell(ui).filter(|cell| cell.bearer == *bearer) else {
        return;
    };
    let name = cx.model.title(&Key::Permission(chosen.permission.clone()));
    Section::new("Cell").count(&name).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let t = theme::tokens(ui);
        parts::quiet(ui, access::breadcrumb(cx, &chosen.permission));
        if !chosen.words.is_empty() {
            label(ui, &chosen.words, Type::Small, Weight::Medium, t.text);
        }
        if locked {
            ui.horizontal_wrapped(|ui| {
                icons::icon(ui, icons::LOCK, 16.0, t.text2);
                parts::quiet(ui, "Predefined: it cannot be changed. Copy the role");
            });
        } else if chosen.collecting {
            parts::quiet(ui, "Edits are collected: change it in the grid");
        } else {
            parts::apply(
                access::edit_cell(ui, cx, bearer, &chosen.permission),
                actions,
            );
        }
        super::permission::needs(ui, cx, &chosen.permission, actions);
    });
}

fn fields(ui: &mut Ui, cx: &Context<'_>, role: &Role, actions: &mut Actions) {
    let model = cx.model;
    Section::new("Fields").show(ui, |ui| {
        let key = Key::Role(role.id.clone());
        record::name(ui, cx, &key, actions);
        record::id(ui, cx, &key, actions);
        let description = TextField::new("Description", &role.description)
            .rows(2)
            .show(ui);
        if let Some(text) = description.done {
            parts::apply(roles::describe(model, &role.id, &text), actions);
        }
        field_row(ui, "Locked", |ui| {
            let mut locked = role.locked;
            let text = "Permissions are fixed";
            if ui.checkbox(&mut locked, text).clicked() {
                parts::apply(roles::set_locked(model, &role.id, locked), actions);
            }
        });
        field_row(ui, "Holder", |ui| {
            let mut needs = role.needs_holder;
            if ui.checkbox(&mut needs, "Never without a holder").clicked() {
                parts::apply(roles::set_needs_holder(model, &role.id, needs), actions);
            }
        });
        let unset = "Nobody without being given it";
        if let Some(who) = who::edit(ui, cx, "Held by", unset, role.derived.as_ref()) {
            let words = who.as_ref().map(|who| Words::new(model).derived(who));
            let change =
                roles::set_derived(model, &role.id, who, words.as_deref().unwrap_or_default());
            parts::apply(change, actions);
        }
    });
}

fn reach(ui: &mut Ui, cx: &Context<'_>, role: &Role, actions: &mut Actions) {
    let words = scope::words(cx.model, &role.scope);
    Section::new("Where it may reach")
        .count(&words)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            if let Some(scope) = scope::edit(ui, cx, &role.scope) {
                let words = scope::words(cx.model, &scope);
                parts::apply(roles::set_scope(cx.model, &role.id, scope, &words), actions);
            }
            let text = "Everything the role gives stays within this, whoever holds it. \
                    Assignments and accounts can narrow it further";
            parts::quiet(ui, text);
            left_of_each(ui, cx, role, actions);
        });
}

/// What is left of each assignment with the limits of all places; those that can reach nobody
/// first.
fn left_of_each(ui: &mut Ui, cx: &Context<'_>, role: &Role, actions: &mut Actions) {
    const MOST: usize = 6;
    let key = Key::Role(role.id.clone());
    let id = role.id.clone();
    let cuts = parts::kept(ui, cx, "limits of a role", &key, move |engine| {
        let model = engine.model();
        let given = model.assignments().iter().filter(|a| a.role == id);
        let mut cuts: Vec<Cut> = given
            .take(200)
            .map(|one| {
                let title = model.title(&parts::key_of(&one.to));
                Cut {
                    title,
                    ..Cut::of_assignment(engine, one)
                }
            })
            .collect();
        cuts.sort_by_key(|cut| !cut.has_empty());
        cuts
    });
    match cuts {
        Some(cuts) => {
            limits::list(
                ui,
                cuts.get(..MOST.min(cuts.len())).unwrap_or_default(),
                actions,
            );
            if cuts.len() > MOST {
                parts::quiet(ui, format!("and {} more assignments", cuts.len() - MOST));
            }
        }
        None => parts::working(ui),
    }
}

fn inside(ui: &mut Ui, cx: &Context<'_>, role: &Role, actions: &mut Actions) {
    let model = cx.model;
    let count = role.nested.len().to_string();
    Section::new("Roles inside").count(&count).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for nested in &role.nested {
            let key = Key::Role(nested.role.clone());
            let chip = [(key.clone(), model.title(&key))];
            let shown = ui.push_id(&nested.role, |ui| picker::chips(ui, &chip, true));
            if shown.inner.closed.is_some() {
                let change = roles::nest(model, &role.id, &nested.role, false);
                parts::apply(change, actions);
            } else if shown.inner.clicked.is_some() {
                actions.select(key);
            }
            if !role.locked
                && let Some(scope) = ui
                    .push_id(("nested", &nested.role), |ui| {
                        scope::edit(ui, cx, &nested.scope)
                    })
                    .inner
            {
                let words = scope::words(model, &scope);
                let change = roles::set_nested_scope(model, &role.id, &nested.role, scope, &words);
                parts::apply(change, actions);
            }
        }
        let free: Vec<Pick> = model
            .roles()
            .iter()
            .filter(|one| {
                one.id != role.id && !role.nested.iter().any(|nested| nested.role == one.id)
            })
            .map(|one| {
                let key = Key::Role(one.id.clone());
                Pick::new(key, one.name.clone(), icons::SHIELD_PERSON)
            })
            .collect();
        if let Some(Key::Role(inner)) = picker::add(ui, "Put a role inside", &free) {
            parts::apply(roles::nest(model, &role.id, &inner, true), actions);
        }
    });
}

fn held_by(ui: &mut Ui, cx: &Context<'_>, role: &Role, actions: &mut Actions) {
    let model = cx.model;
    let given: Vec<_> = model
        .assignments()
        .iter()
        .filter(|assignment| assignment.role == role.id)
        .collect();
    let key = Key::Role(role.id.clone());
    let id = role.id.clone();
    let holders = kept(ui, cx, "holders of a role", &key, move |engine| {
        engine.holders(&id)
    });
    let count = match &holders {
        Some(holders) => holders.len().to_string(),
        None => "…".to_owned(),
    };
    Section::new("Held by").count(&count).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        if let Some(who) = &role.derived {
            let words = Words::new(model).derived(who);
            parts::quiet(ui, format!("By {words}, without being given it"));
        }
        let chips: Vec<(Key, String)> = given
            .iter()
            .map(|a| {
                let days = days::words(&a.window, cx.day());
                let name = subject(cx, &a.to, &a.scope);
                (parts::key_of(&a.to), parts::with_days(name, &days))
            })
            .collect();
        let is_absent = |at: usize| {
            let window = given.get(at).map(|a| a.window).unwrap_or_default();
            !days::When::of(&window, cx.day()).counts()
        };
        let shown = picker::chips_marked(ui, &chips, true, &is_absent);
        if let Some((at, _)) = shown.closed {
            let change = given.get(at).and_then(|a| roles::unassign(model, &a.id));
            parts::apply(change, actions);
        } else if let Some(assignment) = shown.clicked_at.and_then(|at| given.get(at)) {
            // The chip leads to the assignment: its limit and its days are set there.
            actions.select(Key::Assignment(assignment.id.clone()));
        }
        let taken = |key: &Key| given.iter().any(|a| parts::key_of(&a.to) == *key);
        let picked = picker::subjects(ui, cx, "Give it to someone", &taken);
        if let Some(to) = picked.as_ref().and_then(parts::subject_of) {
            actions.apply(roles::assign(model, &to, &role.id).0);
        }
        match &holders {
            Some(holders) if holders.len() > given.len() => {
                parts::names(ui, cx, holders, actions);
            }
            Some(_) => {}
            None => parts::working(ui),
        }
    });
}

/// Who holds it, with the limit of their assignment in a word.
fn subject(cx: &Context<'_>, to: &Subject, scope: &Scope) -> String {
    let name = cx.model.title(&parts::key_of(to));
    let limit = match (&scope.people, &scope.items) {
        (Some(people), _) => short::people(cx.model, people).1,
        (None, Some(items)) => short::items(cx.model, items).1,
        (None, None) => return name,
    };
    format!("{name} · {limit}")
}

/// The grants of a role or set, each a door to its permission.
pub fn gives(ui: &mut Ui, cx: &Context<'_>, bearer: &Bearer, actions: &mut Actions) {
    let grants = bearer.grants(cx.model);
    let count = grants.len().to_string();
    Section::new("Gives").count(&count).folded().show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let words = Words::new(cx.model);
        for (nth, grant) in grants.iter().enumerate() {
            let base = grant.permission.base();
            let parts_only = if grant.permission.is_parts_only() {
                "parts only, "
            } else {
                ""
            };
            let level = match grant.level.as_str() {
                "yes" => String::new(),
                other => format!("{other}, "),
            };
            let switch = match &grant.switch {
                Some(id) => format!(
                    ", while “{}” is on",
                    cx.model.title(&Key::Switch(id.clone()))
                ),
                None => String::new(),
            };
            let text = format!("{parts_only}{level}{}{switch}", words.scope(&grant.on));
            ui.push_id(nth, |ui| {
                parts::door(ui, cx, &Key::Permission(base), &text, actions);
            });
        }
        if grants.is_empty() {
            parts::quiet(ui, "Nothing yet. Choose a cell of the grid and a level");
        }
    });
}
