//! Dragging a person below another manager: who moves along, what would come of it while the
//! pointer rests over someone, and the card that asks before it is done. The same without
//! dragging is in `move_under`.

use std::sync::Arc;

use egui::{Area, Id, Key as Press, Modifiers, Order, Rect, Response, Stroke, Ui, vec2};

use super::State;
use crate::model::{Change, Key, LineId, PrincipalId};
use crate::session::edits::moves;
use crate::session::{Action, Actions, ScenarioAsk};
use crate::ui::Context;
use crate::ui::canvas::Camera;
use crate::ui::organisation::preview::{self, Outcome, Preview};
use crate::ui::shifts::Outcome as Choice;
use crate::ui::theme::{self, Type, Weight, radius};
use crate::ui::widgets::{Popover, label};

/// How long the pointer rests over someone before it is worked out what would come of it.
const REST: f64 = 0.2;
/// Width of what is said beside the pointer.
const WIDTH: f32 = 300.0;

/// Someone on the way.
#[derive(Debug, Default)]
pub struct Moving {
    from: Option<usize>,
    to: Option<usize>,
    /// Since when the pointer has been over `to`.
    since: f64,
    /// What letting go over `to` does.
    drop: Option<Drop>,
    /// Let go over a manager: the card asks whether it is meant.
    asked: Option<Change>,
    preview: Preview,
}

/// What letting go does.
#[derive(Debug, Clone)]
enum Drop {
    /// They report to them already.
    Nothing,
    /// Refused, and why.
    Refused(Change, String),
    /// It asks about this.
    Change(Change),
}

impl Moving {
    /// Takes note of a card that is dragged.
    pub fn drag(&mut self, nth: usize, response: &Response) {
        if response.drag_started() && self.asked.is_none() {
            self.stop();
            self.from = Some(nth);
        }
    }

    /// True for the card that is on the way.
    pub fn is_moving(&self, nth: usize) -> bool {
        self.from == Some(nth)
    }

    /// True for the manager it would come below.
    pub fn is_target(&self, nth: usize) -> bool {
        self.from.is_some() && self.to == Some(nth)
    }

    /// True for someone it cannot come below.
    pub fn is_refused(&self, nth: usize) -> bool {
        self.is_target(nth) && matches!(self.drop, Some(Drop::Refused(..)))
    }

    fn stop(&mut self) {
        self.from = None;
        self.to = None;
        self.drop = None;
        self.asked = None;
    }

    /// The pointer is over someone else than before.
    fn aim(&mut self, to: Option<usize>, now: f64, drop: impl FnOnce() -> Option<Drop>) {
        if self.to != to {
            self.to = to;
            self.since = now;
            self.drop = drop();
        }
    }
}

/// Draws what is on the way, and the card that asks.
pub fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    viewport: Rect,
    actions: &mut Actions,
) {
    if state.moving.asked.is_some() {
        ask(ui, cx, state, viewport, actions);
        return;
    }
    let Some(from) = state.moving.from else {
        return;
    };
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Press::Escape)) {
        state.moving.stop();
        return;
    }
    let (pointer, now) = ui.input(|input| (input.pointer.latest_pos(), input.time));
    let point = pointer.map(|at| state.camera.to_world(viewport, at));
    let over = point.and_then(|point| state.plan.at(point));
    let over = over.filter(|nth| *nth != from);
    let plan = state.plan.clone();
    let id_at = |nth: usize| plan.people.get(nth).map(|person| person.id.clone());
    state.moving.aim(over, now, || {
        Some(drop_of(cx, &id_at(from)?, &id_at(over?)?))
    });
    if ui.input(|input| input.pointer.any_down()) {
        if let Some(at) = pointer {
            beside(ui, cx, state, from, at, now);
        }
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        return;
    }
    match state.moving.drop.take() {
        Some(Drop::Change(change)) => state.moving.asked = Some(change),
        Some(Drop::Refused(change, _)) => {
            // The refusal stays in sight, with the names.
            actions.push(Action::Apply(change));
            state.moving.stop();
        }
        Some(Drop::Nothing) | None => state.moving.stop(),
    }
}

fn line_of(cx: &Context<'_>) -> Option<LineId> {
    let line = cx.model.settings().lines.first();
    line.map(|line| line.id.clone())
}

fn drop_of(cx: &Context<'_>, who: &PrincipalId, to: &PrincipalId) -> Drop {
    let who = std::slice::from_ref(who);
    let Some(line) = line_of(cx) else {
        return Drop::Nothing;
    };
    let Some(change) = moves::under(cx.model, who, &line, Some(to)) else {
        return Drop::Nothing;
    };
    match moves::obstacle(cx.model, who, &line, to) {
        Some(why) => Drop::Refused(change, why),
        None => Drop::Change(change),
    }
}

/// What is said beside the pointer: who moves, below whom, and what comes of it.
fn beside(ui: &Ui, cx: &Context<'_>, state: &mut State, from: usize, at: egui::Pos2, now: f64) {
    let t = theme::tokens(ui);
    let plan = state.plan.clone();
    let Some(person) = plan.people.get(from) else {
        return;
    };
    let n_below = plan.layout.n_below.get(from).copied().unwrap_or(0);
    let to = state.moving.to.and_then(|nth| plan.people.get(nth));
    let outcome = outcome(ui, cx, &mut state.moving, now);
    let edge = match state.moving.drop {
        Some(Drop::Refused(..)) => t.refused,
        _ => t.accent,
    };
    Area::new(Id::unique("on the way to another manager"))
        .order(Order::Tooltip)
        .fixed_pos(at + vec2(16.0, 14.0))
        .constrain_to(ui.ctx().content_rect().shrink(6.0))
        .interactable(false)
        .accessible_name("Who moves")
        .show(ui.ctx(), |ui| {
            let frame = theme::raised_frame(t, radius::CARD).stroke(Stroke::new(2.0, edge));
            frame.inner_margin(11.0).show(ui, |ui| {
                ui.set_width(WIDTH);
                ui.spacing_mut().item_spacing.y = 4.0;
                let who = moves::words(cx.model, std::slice::from_ref(&person.id), n_below);
                label(ui, who, Type::Body, Weight::Semibold, t.text);
                let name = to.map_or("", |to| to.name.as_str());
                match &state.moving.drop {
                    None => {
                        let words = "Let go over the new manager";
                        label(ui, words, Type::Small, Weight::Regular, t.text3);
                    }
                    Some(Drop::Nothing) => {
                        let words = format!("Reports to {name} already");
                        label(ui, words, Type::Small, Weight::Regular, t.text3);
                    }
                    Some(Drop::Refused(_, why)) => {
                        preview::impossible(ui, why);
                    }
                    Some(Drop::Change(_)) => {
                        let words = format!("Under {name}");
                        label(ui, words, Type::Small, Weight::Regular, t.text2);
                        preview::short(ui, outcome.as_deref(), 4);
                    }
                }
            });
        });
}

/// Asked for only when the pointer rests, so that a drag across the chart asks nothing.
fn outcome(
    ui: &Ui,
    cx: &Context<'_>,
    moving: &mut Moving,
    now: f64,
) -> Option<Arc<Option<Outcome>>> {
    let Some(Drop::Change(change)) = &moving.drop else {
        return None;
    };
    let left = moving.since + REST - now;
    if left > 0.0 {
        let wait = std::time::Duration::from_secs_f64(left);
        ui.ctx().request_repaint_after(wait);
        return None;
    }
    moving.preview.get(ui, cx, change)
}

fn ask(ui: &mut Ui, cx: &Context<'_>, state: &mut State, viewport: Rect, actions: &mut Actions) {
    let Some(change) = state.moving.asked.clone() else {
        return;
    };
    let outcome = state.moving.preview.get(ui, cx, &change);
    let target = anchor(state, &state.camera, viewport);
    let enter = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Press::Enter));
    let chosen = Popover::new("Who gains and who loses", target).show(ui.ctx(), |ui| {
        preview::ask(ui, cx, &change, outcome.as_deref(), "Move")
    });
    match chosen {
        (Some(Choice::Do), _) => move_now(state, change, actions),
        (Some(Choice::Keep), _) => {
            actions.push(Action::Scenario(ScenarioAsk::Try(change)));
            state.moving.stop();
        }
        (Some(Choice::Cancel), _) | (_, true) => state.moving.stop(),
        _ if enter => move_now(state, change, actions),
        _ => {}
    }
}

fn move_now(state: &mut State, change: Change, actions: &mut Actions) {
    let person = state.moving.from.and_then(|nth| state.plan.people.get(nth));
    if let Some(person) = person {
        let key = Key::Principal(person.id.clone());
        actions.push(Action::ApplyAndSelect(change, key));
    }
    state.moving.stop();
}

fn anchor(state: &State, camera: &Camera, viewport: Rect) -> Rect {
    let rect = state
        .moving
        .to
        .and_then(|nth| state.plan.layout.nodes.get(nth).copied().flatten());
    match rect {
        Some(rect) => camera.rect_to_screen(viewport, rect),
        None => Rect::from_center_size(viewport.center(), vec2(1.0, 1.0)),
    }
}
