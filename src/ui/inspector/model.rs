//! The model as a whole, where nothing is selected: its name, the notes on it, and what is still
//! missing until someone can be seen in it.

use egui::{Popup, Ui};

use crate::model::{Change, ImplicationKind, Join, Key, Merge, Model, Settings, SuppressionMode};
use crate::session::edits::{catalogue, model as edits, people, roles};
use crate::session::{Action, Actions, Command, Workspace};
use crate::ui::checks::words::thousands;
use crate::ui::frame::menu_item;
use crate::ui::glyphs::KindShape;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Choice, Combo, InspectorHead, Section, TextField, divider, label, link};
use crate::ui::{Context, icons};

use super::{parts, record};

/// Draws the inspector of the model.
pub fn show(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    let model = cx.model;
    let title = cx.document.title();
    let path = cx.document.origin().path.as_deref();
    let line = path.map_or_else(
        || "No file yet".to_owned(),
        |path| path.display().to_string(),
    );
    let head = InspectorHead {
        kind: KindShape::Data,
        title: &title,
        line: &line,
        buttons: &[],
    };
    let (_, more) = head.show(ui);
    divider(ui);
    Popup::menu(&more).show(|ui| {
        for command in [Command::Save, Command::SaveAs, Command::History] {
            menu_item(ui, cx.session, command, actions);
        }
    });
    Section::new("Model").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let name = TextField::new("Model name", model.name()).show(ui);
        if let Some(text) = name.done {
            parts::apply(edits::rename(model, &text), actions);
        }
        let notes = TextField::new("Notes", model.notes())
            .placeholder("What it is a model of")
            .rows(3)
            .show(ui);
        if let Some(text) = notes.done {
            parts::apply(edits::note(model, &text), actions);
        }
    });
    if !is_complete(model) {
        Section::new("What it takes").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for step in steps(model) {
                step.show(ui, actions);
            }
            parts::quiet(ui, "Choose anything in the window to see and edit it here");
        });
    }
    readings(ui, model, actions);
}

/// The readings in which HR systems differ. The answers rest on them.
fn readings(ui: &mut Ui, model: &Model, actions: &mut Actions) {
    let now = model.settings();
    Section::new("Readings the answers rest on").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let merges = [Merge::Paired, Merge::Pooled];
        let words = [
            "Paired: each right keeps its own reach",
            "Pooled: rights reach what any source shows",
        ];
        one_of(
            ui,
            model,
            "Sources",
            &words,
            &merges,
            now.merge,
            |s, merge| s.merge = merge,
            actions,
        );
        let joins = [Join::All, Join::Any];
        let words = [
            "and, where a condition does not say",
            "or, where a condition does not say",
        ];
        one_of(
            ui,
            model,
            "Clauses",
            &words,
            &joins,
            now.join,
            |s, join| s.join = join,
            actions,
        );
        let kinds = [ImplicationKind::Hard, ImplicationKind::Preset];
        let words = ["always brought along", "ticked first, can be unticked"];
        let set = |s: &mut Settings, kind| s.implication = kind;
        one_of(
            ui,
            model,
            "Implied",
            &words,
            &kinds,
            now.implication,
            set,
            actions,
        );
        let modes = [SuppressionMode::Source, SuppressionMode::Person];
        let words = [
            "taken from these roles only",
            "taken from whoever holds one",
        ];
        let set = |s: &mut Settings, mode| s.suppression = mode;
        one_of(
            ui,
            model,
            "Suppressed",
            &words,
            &modes,
            now.suppression,
            set,
            actions,
        );
        for (words, mut on, set) in flags(now) {
            if ui.checkbox(&mut on, words).clicked() {
                let label = format!("{} “{words}”", if on { "turn on" } else { "turn off" });
                parts::apply(edits::read_as(model, &label, |s| set(s, on)), actions);
            }
        }
    });
}

type SetFlag = fn(&mut Settings, bool);

fn flags(now: &Settings) -> [(&'static str, bool, SetFlag); 4] {
    [
        (
            "Reports include oneself",
            now.reports_include_oneself,
            |s, on| s.reports_include_oneself = on,
        ),
        (
            "Everyone leaves out externals",
            now.everyone_omits_externals,
            |s, on| s.everyone_omits_externals = on,
        ),
        (
            "No one grants beyond their own",
            now.no_grant_beyond_own,
            |s, on| s.no_grant_beyond_own = on,
        ),
        (
            "New rights count at the next login",
            now.new_login_for_new_rights,
            |s, on| s.new_login_for_new_rights = on,
        ),
    ]
}

#[expect(clippy::too_many_arguments, reason = "a row of a form in one line")]
fn one_of<T: Copy + PartialEq>(
    ui: &mut Ui,
    model: &Model,
    name: &str,
    words: &[&str; 2],
    values: &[T; 2],
    now: T,
    set: impl Fn(&mut Settings, T),
    actions: &mut Actions,
) {
    let choices = words.map(Choice::new);
    let at = values.iter().position(|value| *value == now);
    let picked = Combo::new(name, &choices, at).show(ui);
    if let Some((value, word)) = picked.and_then(|at| values.get(at).zip(words.get(at))) {
        let label = format!("read {} as {word}", name.to_lowercase());
        parts::apply(edits::read_as(model, &label, |s| set(s, *value)), actions);
    }
}

/// True if someone can be seen in it: there are people, permissions, and a way to them. Not every
/// system has groups, or roles.
fn is_complete(model: &Model) -> bool {
    let is_given = !model.assignments().is_empty()
        || !model.direct_grants().is_empty()
        || model.roles().iter().any(|role| role.derived.is_some());
    !model.principals().is_empty() && !model.permissions().is_empty() && is_given
}

/// One thing a model is built from.
struct Step {
    n: usize,
    /// What is there, one and several of it, or what to do.
    one: &'static str,
    there: &'static str,
    missing: &'static str,
    why: &'static str,
    doing: Doing,
}

/// What a step does.
enum Doing {
    /// Leads somewhere.
    Go(Workspace),
    /// Adds a first one of what is missing.
    Add(Change, Key),
}

fn steps(model: &Model) -> [Step; 6] {
    let go = Doing::Go;
    [
        Step {
            n: model.principals().len(),
            one: "person or account",
            there: "people and accounts",
            missing: "Add a first person",
            why: "or paste rows of a spreadsheet under Organisation, People",
            doing: match model.principals().is_empty() {
                true => {
                    let (change, id) = people::add(model);
                    Doing::Add(change, Key::Principal(id))
                }
                false => go(Workspace::Organisation),
            },
        },
        Step {
            n: model.permissions().len(),
            one: "permission",
            there: "permissions",
            missing: match model.modules().is_empty() {
                true => "Add a first module",
                false => "Add permissions to a module",
            },
            why: "the parts of the HR system, and what each lets people do: Access, Modules",
            doing: match model.modules().is_empty() {
                true => {
                    let (change, key) = catalogue::add_module(model);
                    Doing::Add(change, key)
                }
                false => go(Workspace::Access),
            },
        },
        Step {
            n: model.roles().len(),
            one: "role",
            there: "roles",
            missing: "Add a first role",
            why: "permissions that are given together: Access, Roles",
            doing: match model.roles().is_empty() {
                true => {
                    let (change, id) = roles::add(model);
                    Doing::Add(change, Key::Role(id))
                }
                false => go(Workspace::Access),
            },
        },
        Step {
            n: model.groups().len(),
            one: "group",
            there: "groups",
            missing: "Add groups",
            why: "people by name, by a condition, or by other groups; not every system has them",
            doing: go(Workspace::Access),
        },
        Step {
            n: model.assignments().len(),
            one: "role given to someone",
            there: "roles given to someone",
            missing: "Give the roles to someone",
            why: "select a role, a person or a group, and choose whom or what",
            doing: go(Workspace::Access),
        },
        Step {
            n: 0,
            one: "",
            there: "",
            missing: "See it as someone",
            why: "Simulate shows the system with their eyes, and why",
            doing: go(Workspace::Simulate),
        },
    ]
}

impl Step {
    fn show(&self, ui: &mut Ui, actions: &mut Actions) {
        let t = theme::tokens(ui);
        ui.horizontal_top(|ui| {
            let (icon, ink) = if self.n > 0 {
                (icons::CHECK_CIRCLE, t.allowed)
            } else {
                (icons::RADIO_BUTTON_UNCHECKED, t.text3)
            };
            icons::icon(ui, icon, 16.0, ink);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let words = match self.n {
                    0 => self.missing.to_owned(),
                    1 => format!("1 {}", self.one),
                    n => format!("{} {}", thousands(n), self.there),
                };
                if link(ui, &words).clicked() {
                    match self.doing {
                        Doing::Go(workspace) => actions.push(Action::Go(workspace)),
                        Doing::Add(ref change, ref key) => {
                            let workspace = match key {
                                Key::Principal(_) => Workspace::Organisation,
                                _ => Workspace::Access,
                            };
                            record::ask_name(ui, key);
                            actions.push(Action::ApplyAndSelect(change.clone(), key.clone()));
                            actions.push(Action::Go(workspace));
                        }
                    }
                }
                if self.n == 0 {
                    label(ui, self.why, Type::Small, Weight::Regular, t.text3);
                }
            });
        });
    }
}
