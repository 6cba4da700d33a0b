//! Edits that are collected: nothing of them counts until they are applied together and judged as
//! one (A-S5), or dropped.

use std::borrow::Cow;
use std::collections::BTreeMap;

use egui::{Frame, Margin, Stroke, Ui};

use crate::model::{Change, Model};
use crate::session::Actions;
use crate::session::edits::cells::{self, CellOf, Wanted};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, label};
use crate::ui::{Context, icons};

use super::State;
use super::ask::AskedCell;

/// What was collected so far.
#[derive(Debug, Default)]
pub struct Collected {
    wanted: Wanted,
    looks: BTreeMap<CellOf, AskedCell>,
}

impl Collected {
    /// How many cells wait.
    pub fn len(&self) -> usize {
        self.wanted.len()
    }

    /// How a cell would look, if it waits.
    pub fn look(&self, cell: &CellOf) -> Option<&AskedCell> {
        self.looks.get(cell)
    }

    /// All of it as one change; none if the model is so already.
    pub fn change(&self, model: &Model) -> Option<Change> {
        let label = format!("set {} together", cells::names(model, &self.wanted));
        cells::put(model, &self.wanted, label)
    }

    /// The model as it would be, to edit on. It is not checked.
    pub fn model<'m>(&self, model: &'m Model) -> Cow<'m, Model> {
        let mut work = model.clone();
        match self.change(model).map(|change| work.apply(&change)) {
            Some(Ok(_)) => Cow::Owned(work),
            _ => Cow::Borrowed(model),
        }
    }

    /// Takes in one more change, made on the model as it would be.
    fn add(&mut self, model: &Model, change: &Change) {
        let now = self.model(model).into_owned();
        for (cell, grants) in cells::changed(&now, change) {
            if cells::held(model, &cell) == grants {
                self.wanted.remove(&cell);
                self.looks.remove(&cell);
            } else {
                let look = AskedCell::of(model, &cell.1, &grants);
                self.looks.insert(cell.clone(), look);
                self.wanted.insert(cell, grants);
            }
        }
    }
}

impl State {
    /// The model cells are edited on: with what is collected, if edits are collected.
    pub(super) fn edited<'m>(&self, model: &'m Model) -> Cow<'m, Model> {
        match &self.collected {
            Some(collected) => collected.model(model),
            None => Cow::Borrowed(model),
        }
    }

    /// Asks for a change of cells: at once, or with what is collected.
    pub(super) fn ask(&mut self, model: &Model, at: CellOf, change: Change, actions: &mut Actions) {
        match &mut self.collected {
            Some(collected) => collected.add(model, &change),
            None => {
                self.asked = Some(super::Asked::new(model, at, &change));
                actions.apply(change);
            }
        }
    }

    /// Begins to collect, or stops where nothing waits.
    pub(super) fn toggle_collecting(&mut self) {
        self.collected = match self.collected.take() {
            None => Some(Collected::default()),
            Some(collected) if collected.len() > 0 => Some(collected),
            Some(_) => None,
        };
    }
}

/// What waits, and what can be done with it. Above the grid.
pub fn strip(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let Some(collected) = &state.collected else {
        return;
    };
    // It was accepted, whole.
    let change = collected.change(cx.model);
    if collected.len() > 0 && change.is_none() {
        state.collected = None;
        return;
    }
    let t = theme::tokens(ui);
    let text = match collected.len() {
        0 => "Edits are collected: nothing counts until you apply them together".to_owned(),
        1 => "1 cell waits. Nothing has changed yet".to_owned(),
        n => format!("{n} cells wait. Nothing has changed yet"),
    };
    let first = collected.wanted.keys().next().cloned();
    let mut drop = false;
    Frame::new()
        .fill(t.info_bg)
        .stroke(Stroke::new(1.0, t.info))
        .inner_margin(Margin::symmetric(12, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                icons::icon(ui, icons::EDIT_NOTE, 18.0, t.info);
                label(ui, text, Type::Small, Weight::Medium, t.text);
                if let (Some(change), Some(at)) = (change, first) {
                    if ui.add(Button::primary("Apply together")).clicked() {
                        state.asked = Some(super::Asked::new(cx.model, at, &change));
                        actions.apply(change);
                    }
                    drop = ui.add(Button::plain("Drop them")).clicked();
                } else {
                    drop = ui.add(Button::plain("Stop collecting")).clicked();
                }
            });
        });
    if drop {
        state.collected = None;
        state.asked = None;
    }
}
