//! COMPARE: who gains and who loses between an earlier model and the one that is open. `rows` is
//! what is shown, as plain data; `job` works it out; the rest draws it.

mod bar;
mod beside;
mod job;
mod list;
pub mod rows;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use egui::{Rect, Stroke, Ui, pos2};

use crate::model::{Key, Model};
use crate::session::{Action, Actions, Document, Workspace};

use super::Context;
use super::checks::part;
use super::icons;
use super::theme::{self, space};
use super::widgets::{EmptyPlace, spinner};
pub(super) use bar::bases;
pub(super) use job::Base;
use job::{Compared, Comparer, Wanted};
use rows::GroupBy;

/// What the workspace keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    by: GroupBy,
    base: Base,
    /// In a small window only one column is shown: the right one.
    right: bool,
    /// Groups whose lines are shown although the others' are not, or the other way round.
    turned: BTreeSet<Key>,
    comparer: Comparer,
    flat: Option<list::Flat>,
}

impl State {
    /// Compares with a state of the history from now on.
    pub fn compare_with(&mut self, state: u64) {
        self.base = Base::State(state);
    }

    /// Compares with what the file holds from now on.
    pub fn compare_with_saved(&mut self) {
        self.base = Base::Saved;
    }
}

/// Draws the workspace.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    if let Base::State(at) = state.base
        && cx.document.history().place_of(at).is_none()
    {
        state.base = Base::Saved;
    }
    let wanted = Wanted {
        stamp: cx.answers(),
        base: state.base,
        saved: cx.document.saved_state(),
    };
    if !state.comparer.is_for(wanted) {
        state.flat = None;
    }
    let old = (!state.comparer.is_for(wanted))
        .then(|| base_model(cx.document, state.base))
        .flatten();
    state.comparer.prepare(ui.ctx(), cx, wanted, old);
    let compared = state.comparer.compared();
    bar::show(ui, cx, state, compared.as_deref());
    let room = ui.available_rect_before_wrap();
    ui.allocate_rect(room, egui::Sense::hover());
    let t = theme::tokens(ui);
    ui.painter().rect_filled(room, 0.0, t.panel);
    part(ui, "page", room, |ui| match compared {
        Some(compared) => page(ui, cx, state, &compared, actions),
        None => waiting(ui, state),
    });
}

/// The model to compare with.
pub(super) fn base_model(document: &Document, base: Base) -> Option<Model> {
    match base {
        Base::Saved => document.saved_model().cloned(),
        Base::State(state) => document.model_at(state),
    }
}

/// Where the steps since begin: the state that is compared with.
fn base_state(document: &Document, base: Base) -> Option<u64> {
    match base {
        Base::Saved => document.saved_state(),
        Base::State(state) => Some(state),
    }
}

fn waiting(ui: &mut Ui, state: &mut State) {
    const SHOWN_AFTER: Duration = Duration::from_millis(500);
    match state.comparer.waiting() {
        Some(since) if since >= SHOWN_AFTER => {
            ui.add_space(space::XL);
            ui.horizontal(|ui| {
                ui.add_space(space::XL);
                if spinner(ui, "Comparing what everyone may do") {
                    state.comparer.stop();
                }
            });
        }
        Some(since) => ui
            .ctx()
            .request_repaint_after(SHOWN_AFTER.saturating_sub(since)),
        None => {
            let title = if state.comparer.is_stopped() {
                "The comparison was stopped"
            } else {
                "There is nothing to compare with"
            };
            let button = EmptyPlace {
                icon: icons::DIFFERENCE,
                title,
                why: "Who gains and who loses stands here, by name",
                button: Some("Compare again"),
            }
            .show(ui);
            if button.is_some_and(|button| button.clicked()) {
                state.base = Base::Saved;
                state.comparer.again();
            }
        }
    }
}

fn page(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    compared: &Arc<Compared>,
    actions: &mut Actions,
) {
    let is_unchanged = base_state(cx.document, state.base) == Some(cx.document.history().state());
    if is_unchanged {
        let button = EmptyPlace {
            icon: icons::DIFFERENCE,
            title: "Nothing differs",
            why: "The model is as it was. Edit it, and who gains and who loses stands here before \
                  you save",
            button: Some("Open Access"),
        }
        .show(ui);
        if button.is_some_and(|button| button.clicked()) {
            actions.push(Action::Go(Workspace::Access));
        }
        return;
    }
    let room = ui.available_rect_before_wrap();
    if cx.room.is_small() {
        let is_right = state.right;
        part(ui, "one", room, |ui| {
            side(ui, cx, state, compared, is_right, actions)
        });
        return;
    }
    let t = theme::tokens(ui);
    let middle = (room.left() + room.width() * 0.62).round();
    let left = Rect::from_min_max(room.min, pos2(middle, room.bottom()));
    let right = Rect::from_min_max(pos2(middle + 1.0, room.top()), room.max);
    ui.painter()
        .vline(middle + 0.5, room.y_range(), Stroke::new(1.0, t.line));
    part(ui, "left", left, |ui| {
        side(ui, cx, state, compared, false, actions)
    });
    part(ui, "right", right, |ui| {
        side(ui, cx, state, compared, true, actions)
    });
}

fn side(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    compared: &Compared,
    is_right: bool,
    actions: &mut Actions,
) {
    if is_right {
        beside::show(ui, cx, state, compared, actions);
    } else {
        list::show(ui, cx, state, compared, actions);
    }
}
