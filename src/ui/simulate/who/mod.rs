//! Who can: a permission or a field, and on whom; everyone who can, by the reason. `rows` is what
//! is shown, as plain data.

mod choose;
pub mod export;
mod list;
pub mod rows;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Frame, Stroke, Ui, vec2};

use super::State as Simulate;
use crate::engine::{DataField, Target};
use crate::model::{LevelId, PermissionId};
use crate::session::{Action, Actions, Background, Export, Workspace};
use crate::ui::checks::words::{count, thousands};
use crate::ui::deed::Deed;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::{Button, EmptyPlace, label, waiting};
use crate::ui::{Context, wake};
use rows::{Answer, On, Wanted};

/// What was chosen, and its answer.
#[derive(Debug, Default)]
pub struct State {
    /// A field is asked about, and not a permission.
    by_field: bool,
    deed: Deed,
    fields: Vec<DataField>,
    on: On,
    answers: Background<Wanted, Answer>,
    /// Reasons that are folded although others are not, or the other way round.
    turned: BTreeSet<(PermissionId, LevelId, String)>,
    flat: Option<list::Flat>,
    /// What is to be shown on the graph: a permission, and on whom or what.
    shown: Option<(PermissionId, Option<Target>)>,
}

impl State {
    /// Asks about the fields a permission shows of a target, or where it shows none, about the
    /// permission.
    pub fn ask(
        &mut self,
        fields: Vec<DataField>,
        permission: PermissionId,
        level: Option<LevelId>,
        target: Target,
    ) {
        self.by_field = !fields.is_empty();
        if self.by_field {
            self.fields = fields;
        } else {
            self.deed.permission = Some(permission);
            self.deed.level = level;
        }
        self.on = if target == Target::NONE {
            On::Anything
        } else {
            On::One(target)
        };
    }
}

impl State {
    /// What is to be shown on the graph, once.
    pub(super) fn take_shown(&mut self) -> Option<(PermissionId, Option<Target>)> {
        self.shown.take()
    }
}

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut Simulate, actions: &mut Actions) {
    let t = theme::tokens(ui);
    Frame::new()
        .fill(t.panel)
        .stroke(Stroke::new(1.0, t.field))
        .corner_radius(radius::POPOVER)
        .show(ui, |ui| {
            let full = ui.available_size();
            ui.set_min_size(full);
            ui.add_space(space::L);
            choose::show(ui, cx, &mut state.who);
            ui.add_space(space::M);
            answer(ui, cx, state, actions);
        });
}

fn answer(ui: &mut Ui, cx: &Context<'_>, state: &mut Simulate, actions: &mut Actions) {
    let Some(what) = choose::asked(&state.who) else {
        let (title, why) = if state.who.by_field {
            (
                "No permission shows a field",
                "Which fields a permission shows is chosen in Access, Modules",
            )
        } else {
            (
                "No permission in the model",
                "Permissions are the catalogue of what the HR system lets people do",
            )
        };
        EmptyPlace {
            icon: icons::KEY,
            title,
            why,
            button: None,
        }
        .show(ui);
        return;
    };
    let wanted = Wanted {
        revision: cx.answers(),
        what,
        on: state.who.on.clone(),
    };
    let (snapshot, of) = (cx.engine.clone(), wanted.clone());
    let work = move || rows::who_can(&snapshot, &of);
    let answers = &mut state.who.answers;
    let answer = answers.get(wanted.clone(), cx.at_once(), work, wake(ui.ctx()));
    let Some(answer) = answer.filter(|_| cx.is_current()) else {
        ui.horizontal(|ui| {
            ui.add_space(space::L);
            waiting(ui, "Working out who can, and why");
        });
        return;
    };
    if head(ui, cx, &answer, &wanted, actions)
        && let Some(first) = answer.groups.first()
    {
        let target = match &wanted.on {
            On::One(target) => Some(target.clone()),
            _ => None,
        };
        state.who.shown = Some((first.permission.clone(), target));
        actions.push(Action::Go(Workspace::Graph));
    }
    ui.add_space(space::M);
    if answer.groups.is_empty() {
        let why = if state.who.by_field {
            "No permission that shows it is held by anyone for this target"
        } else {
            "No role or grant held by anyone gives it at this level on this target"
        };
        EmptyPlace {
            icon: icons::PERSON_OFF,
            title: "No one can do this",
            why,
            button: None,
        }
        .show(ui);
        return;
    }
    list::show(ui, cx, state, &answer, &wanted);
}

/// How many, for how many reasons; what leaves the program. True if the graph was asked for.
fn head(
    ui: &mut Ui,
    cx: &Context<'_>,
    answer: &Arc<Answer>,
    wanted: &Wanted,
    actions: &mut Actions,
) -> bool {
    let t = theme::tokens(ui);
    let mut wants_graph = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        ui.add_space(space::L);
        label(ui, total(answer), Type::Title, Weight::Semibold, t.text);
        if answer.n_masked > 0 {
            let words = match answer.n_masked {
                1 => "1 more sees it masked".to_owned(),
                n => format!("{} more see it masked", thousands(n)),
            };
            label(ui, words, Type::Small, Weight::Regular, t.text2);
        }
        if answer.groups.is_empty() {
            return;
        }
        let graph = Button::plain("Show on the graph").icon(icons::HUB);
        wants_graph = ui.add(graph).clicked();
        let copy = Button::plain("Copy")
            .icon(icons::CONTENT_COPY)
            .hint("Copy the list as a table, for a spreadsheet");
        if ui.add(copy).clicked() {
            let table = export::table(cx.model, answer, wanted);
            ui.copy_text(export::tsv(&table));
            actions.push(Action::Say(format!(
                "Copied {}",
                count(table.len() - 1, "row", "rows")
            )));
        }
        let save = Button::plain("Export")
            .icon(icons::DOWNLOAD)
            .hint("Save the list as a CSV file");
        if ui.add(save).clicked() {
            let name = export::file_name(cx.model, wanted);
            let (answer, model, of) = (answer.clone(), cx.model.clone(), wanted.clone());
            actions.push(Action::Export(Export::new(name, move || {
                Ok(export::csv(&export::table(&model, &answer, &of)).into_bytes())
            })));
        }
    });
    if !answer.shown_by.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.add_space(space::L);
            let words = format!(
                "Shown by {}: {}",
                count(answer.shown_by.len(), "permission", "permissions"),
                answer.shown_by.join(", ")
            );
            label(ui, words, Type::Small, Weight::Regular, t.text3);
        });
    }
    wants_graph
}

fn total(answer: &Answer) -> String {
    let reasons = count(answer.n_reasons(), "reason", "reasons");
    match answer.n_who - answer.n_masked {
        0 => "No one can".to_owned(),
        n => format!("{} can, for {reasons}", thousands(n)),
    }
}
