//! Edits that are collected: nothing of them counts until they are applied together and judged as
//! one (A-S5), or dropped.

use std::borrow::Cow;
use std::collections::BTreeMap;

use egui::{Frame, Margin, Stroke, Ui};

use crate::engine::gate;
use crate::model::{Change, Key, Model, PermissionId};
use crate::session::Actions;
use crate::session::edits::cells::{self, CellOf, Wanted};
use crate::session::edits::grants::Bearer;
use crate::session::edits::moves::some_of;
use crate::ui::organisation::preview::{self, Preview};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, label};
use crate::ui::{Context, icons};

use super::State;
use super::ask::AskedCell;
use super::rows::brought;

/// What was collected so far.
#[derive(Debug, Default)]
pub struct Collected {
    wanted: Wanted,
    looks: BTreeMap<CellOf, AskedCell>,
    preview: Preview,
    told: Option<(Change, Told)>,
}

/// What follows from the rules alone.
#[derive(Debug, Clone, Default)]
struct Told {
    /// "Onboarding Agent also gets See candidates, because of Add candidate".
    brought: Vec<String>,
    /// Permissions that would be outreached by what needs them.
    in_the_way: Vec<String>,
}

impl Told {
    fn of(model: &Model, change: &Change) -> Told {
        let title = |id: &PermissionId| model.title(&Key::Permission(id.clone()));
        let mut offenders = gate::offences(model, change);
        offenders.sort_by(|one, other| one.offender.cmp(&other.offender));
        offenders.dedup_by(|one, other| one.offender == other.offender);
        let in_the_way = offenders.iter().map(|one| title(&one.offender)).collect();
        let mut after = model.clone();
        if after.apply(change).is_err() {
            return Told::default();
        }
        let mut bearers: Vec<Bearer> = Vec::new();
        for ((bearer, _), _) in cells::changed(model, change) {
            if !bearers.contains(&bearer) {
                bearers.push(bearer);
            }
        }
        let brought = brought(model, &after, &bearers).into_iter();
        let brought = brought.map(|(bearer, id, by)| {
            let whose = bearer.title(model);
            format!(
                "{whose} also gets {}, because of {}",
                title(&id),
                title(&by)
            )
        });
        Told {
            brought: brought.collect(),
            in_the_way,
        }
    }

    fn show(&self, ui: &mut Ui) {
        const FEW: usize = 3;
        let t = theme::tokens(ui);
        for line in self.brought.iter().take(FEW) {
            label(ui, line, Type::Small, Weight::Regular, t.text2);
        }
        if self.brought.len() > FEW {
            let words = format!("and {} more come along", self.brought.len() - FEW);
            label(ui, words, Type::Small, Weight::Regular, t.text3);
        }
        if !self.in_the_way.is_empty() {
            let names = some_of(&self.in_the_way).unwrap_or_default();
            let words = format!("This would not be accepted. In the way: {names}");
            label(ui, words, Type::Small, Weight::Regular, t.refused);
        }
    }
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

/// What waits, what would come of it, and what can be done with it. Above the grid.
pub fn strip(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let Some(collected) = &mut state.collected else {
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
    let (mut drop, mut apply) = (false, false);
    Frame::new()
        .fill(t.info_bg)
        .stroke(Stroke::new(1.0, t.info))
        .inner_margin(Margin::symmetric(12, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.horizontal(|ui| {
                icons::icon(ui, icons::EDIT_NOTE, 18.0, t.info);
                label(ui, text, Type::Small, Weight::Medium, t.text);
                if change.is_some() {
                    apply = ui.add(Button::primary("Apply together")).clicked();
                    drop = ui.add(Button::plain("Drop them")).clicked();
                } else {
                    drop = ui.add(Button::plain("Stop collecting")).clicked();
                }
            });
            if let Some(change) = &change {
                collected.tell(ui, cx, change);
            }
        });
    let first = collected.wanted.keys().next().cloned();
    if let (true, Some(change), Some(at)) = (apply, change, first) {
        state.asked = Some(super::Asked::new(cx.model, at, &change));
        actions.apply(change);
    }
    if drop {
        state.collected = None;
        state.asked = None;
    }
}

impl Collected {
    /// What would be brought along, and who would gain and lose.
    fn tell(&mut self, ui: &mut Ui, cx: &Context<'_>, change: &Change) {
        if self.told.as_ref().is_none_or(|(of, _)| of != change) {
            self.told = Some((change.clone(), Told::of(cx.model, change)));
        }
        let fits = self
            .told
            .as_ref()
            .is_some_and(|(_, told)| told.in_the_way.is_empty());
        if fits {
            let outcome = self.preview.get(ui, cx, change);
            preview::short(ui, outcome.as_deref(), 3);
        }
        if let Some((_, told)) = &self.told {
            told.show(ui);
        }
    }
}
