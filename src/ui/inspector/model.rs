//! The model as a whole, where nothing is selected: its name, the notes on it, and what is still
//! missing until someone can be seen in it.

use egui::{Popup, Ui};

use crate::model::Model;
use crate::session::edits::model as edits;
use crate::session::{Action, Actions, Command, Workspace};
use crate::ui::checks::words::thousands;
use crate::ui::frame::menu_item;
use crate::ui::glyphs::KindShape;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{InspectorHead, Section, TextField, divider, label, link};
use crate::ui::{Context, icons};

use super::parts;

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
    Section::new("What it takes").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for step in steps(model) {
            step.show(ui, actions);
        }
        parts::quiet(ui, "Choose anything in the window to see and edit it here");
    });
}

/// One thing a model is built from.
struct Step {
    n: usize,
    /// What is there, or what to do.
    there: &'static str,
    missing: &'static str,
    why: &'static str,
    action: Action,
}

fn steps(model: &Model) -> [Step; 6] {
    let go = Action::Go;
    [
        Step {
            n: model.principals().len(),
            there: "people and accounts",
            missing: "Add a first person",
            why: "or paste rows of a spreadsheet under Organisation, People",
            action: if model.principals().is_empty() {
                Action::Command(Command::AddPerson)
            } else {
                go(Workspace::Organisation)
            },
        },
        Step {
            n: model.permissions().len(),
            there: "permissions",
            missing: "Add modules and permissions",
            why: "what the HR system lets people do: Access, Modules",
            action: go(Workspace::Access),
        },
        Step {
            n: model.roles().len(),
            there: "roles",
            missing: "Add roles",
            why: "what is given together: Access, Roles",
            action: go(Workspace::Access),
        },
        Step {
            n: model.groups().len(),
            there: "groups",
            missing: "Add groups",
            why: "people by name, by a condition, or by other groups; not every system has them",
            action: go(Workspace::Access),
        },
        Step {
            n: model.assignments().len(),
            there: "roles given to someone",
            missing: "Give the roles to someone",
            why: "select a role, a person or a group, and choose whom or what",
            action: go(Workspace::Access),
        },
        Step {
            n: 0,
            there: "",
            missing: "See it as someone",
            why: "Simulate shows the system with their eyes, and why",
            action: go(Workspace::Simulate),
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
                    n => format!("{} {}", thousands(n), self.there),
                };
                if link(ui, &words).clicked() {
                    actions.push(self.action.clone());
                }
                if self.n == 0 {
                    label(ui, self.why, Type::Small, Weight::Regular, t.text3);
                }
            });
        });
    }
}
