//! Moving a person below another manager: the card under the pointer, where it would go, and
//! who gains and loses by it before it is done. The inspector offers the same without dragging.

use egui::{Rect, Response, Stroke, StrokeKind, Ui, pos2, vec2};

use super::State;
use crate::model::{Change, Key};
use crate::session::{Actions, Background, Shifts, edits};
use crate::ui::Context;
use crate::ui::canvas::Camera;
use crate::ui::paint;
use crate::ui::shifts::{self, Outcome};
use crate::ui::theme::{self, Type, radius};
use crate::ui::widgets::Popover;

/// Someone on the way.
#[derive(Debug, Default)]
pub struct Moving {
    from: Option<usize>,
    to: Option<usize>,
    /// Let go over a manager: the card asks whether it is meant.
    asked: Option<Change>,
    outcome: Background<(u64, u64), Option<Shifts>>,
    n_asked: u64,
}

impl Moving {
    /// Takes note of a card that is dragged.
    pub fn drag(&mut self, nth: usize, response: &Response) {
        if response.drag_started() && self.asked.is_none() {
            self.from = Some(nth);
            self.to = None;
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

    fn stop(&mut self) {
        self.from = None;
        self.to = None;
        self.asked = None;
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
    if ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        state.moving.stop();
        return;
    }
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let point = pointer.map(|at| state.camera.to_world(viewport, at));
    state.moving.to = point.and_then(|point| state.plan.at(point)).filter(|nth| {
        *nth != from
            && state
                .plan
                .people
                .get(from)
                .is_some_and(|p| p.up != Some(*nth))
    });
    if ui.input(|input| input.pointer.any_down()) {
        if let Some(at) = pointer {
            ghost(ui, state, from, at);
        }
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    } else {
        state.moving.asked = change(cx, state);
        if state.moving.asked.is_none() {
            state.moving.stop();
        } else {
            state.moving.n_asked += 1;
        }
    }
}

fn change(cx: &Context<'_>, state: &State) -> Option<Change> {
    let from = state.plan.people.get(state.moving.from?)?;
    let to = state.plan.people.get(state.moving.to?)?;
    let line = cx.model.settings().lines.first()?;
    edits::people::set_manager(cx.model, &from.id, &line.id, Some(&to.id))
}

fn ghost(ui: &Ui, state: &State, from: usize, at: egui::Pos2) {
    let t = theme::tokens(ui);
    let Some(person) = state.plan.people.get(from) else {
        return;
    };
    let rect = Rect::from_center_size(at + vec2(0.0, 4.0), vec2(184.0, 44.0));
    let painter = ui.ctx().layer_painter(egui::LayerId::new(
        egui::Order::Tooltip,
        egui::Id::unique("dragged card"),
    ));
    painter.add(theme::shadow(t).as_shape(rect, radius::CARD));
    painter.rect(
        rect,
        radius::CARD,
        t.raised,
        Stroke::new(2.0, t.accent),
        StrokeKind::Inside,
    );
    let name = paint::line(
        ui,
        &person.name,
        Type::Body.semibold(),
        t.text,
        rect.width() - 22.0,
    );
    paint::left_center(&painter, rect.left_center() + vec2(11.0, 0.0), name, t.text);
}

fn ask(ui: &mut Ui, cx: &Context<'_>, state: &mut State, viewport: Rect, actions: &mut Actions) {
    let Some(change) = state.moving.asked.clone() else {
        return;
    };
    let now = cx.engine.clone();
    let (asked, day) = (change.clone(), cx.day());
    let wake = ui.ctx().clone();
    // What would change is told of the model as it is, or not yet.
    let shifts = cx.is_current().then(|| {
        state.moving.outcome.get(
            (cx.stamp().1, state.moving.n_asked),
            shifts::is_small(cx.model),
            move || Shifts::of_change(&now, &asked, day),
            move || wake.request_repaint(),
        )
    });
    let shifts = shifts.flatten();
    let target = anchor(state, &state.camera, viewport);
    let outcome = Popover::new("Move", target).show(ui.ctx(), |ui| {
        shifts::card(ui, cx, &change, shifts.as_deref(), "Move")
    });
    match outcome {
        (Some(Outcome::Do), _) => {
            let key = state.moving.from.and_then(|nth| state.plan.people.get(nth));
            if let Some(person) = key {
                actions.push(crate::session::Action::ApplyAndSelect(
                    change,
                    Key::Principal(person.id.clone()),
                ));
            }
            state.moving.stop();
        }
        (Some(Outcome::Cancel), _) | (_, true) => state.moving.stop(),
        _ => {}
    }
}

fn anchor(state: &State, camera: &Camera, viewport: Rect) -> Rect {
    let rect = state
        .moving
        .to
        .and_then(|nth| state.plan.layout.nodes.get(nth).copied().flatten());
    match rect {
        Some(rect) => camera.rect_to_screen(viewport, rect),
        None => Rect::from_center_size(viewport.center(), vec2(1.0, 1.0))
            .translate(pos2(0.0, 0.0).to_vec2()),
    }
}
