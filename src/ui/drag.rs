//! Dragging records onto each other: what can be taken hold of, what can be dropped on, and the
//! card under the pointer that says what would happen. Escape lets go.

use egui::{Area, Context as Egui, CursorIcon, DragAndDrop, Id, Order, Rect, Stroke, Ui, vec2};

use crate::engine::capital;
use crate::model::{Change, Key};
use crate::session::Actions;
use crate::session::edits::drops;

use super::theme::{self, Type, Weight, radius};
use super::widgets::label;
use super::{Context, icons, kind_of, paint};

/// Something in hand.
#[derive(Debug, Clone, PartialEq)]
struct InHand(Key);

fn told() -> Id {
    Id::unique("what dropping would do")
}

/// How far the pointer goes with the button down before something is in hand.
const FAR: f32 = 8.0;

/// Lets a record be taken hold of here. There is no widget for it: what lies here is clicked as
/// before.
pub fn source(ui: &Ui, rect: Rect, key: &Key) {
    let pressed = ui.input(|input| {
        let pointer = &input.pointer;
        let (from, at) = (pointer.press_origin()?, pointer.interact_pos()?);
        (pointer.primary_down() && from.distance(at) > FAR).then_some(from)
    });
    let Some(from) = pressed else { return };
    let is_here = rect.intersect(ui.clip_rect()).contains(from)
        && ui.ctx().layer_id_at(from) == Some(ui.layer_id());
    if is_here && !DragAndDrop::has_any_payload(ui.ctx()) && !ui.ctx().text_edit_focused() {
        DragAndDrop::set_payload(ui.ctx(), InHand(key.clone()));
    }
}

/// Lets what is in hand be dropped here onto a record.
pub fn target(ui: &Ui, cx: &Context<'_>, rect: Rect, onto: &Key, actions: &mut Actions) {
    let Some(in_hand) = DragAndDrop::payload::<InHand>(ui.ctx()) else {
        return;
    };
    let seen = rect.intersect(ui.clip_rect());
    let at = ui.input(|input| input.pointer.interact_pos());
    if in_hand.0 == *onto || !at.is_some_and(|at| seen.contains(at)) {
        return;
    }
    let change = drops::drop(cx.model, &in_hand.0, onto);
    let t = theme::tokens(ui);
    if change.is_some() {
        let edge = Stroke::new(2.0, t.accent);
        let painter = ui.painter().with_clip_rect(ui.clip_rect());
        paint::dashed_rect(&painter, seen, 0.0, edge, paint::DROP);
    }
    let words = words(cx, &in_hand.0, onto, change.as_ref());
    ui.data_mut(|data| data.insert_temp(told(), words));
    if ui.input(|input| input.pointer.any_released()) {
        DragAndDrop::clear_payload(ui.ctx());
        if let Some(change) = change {
            actions.apply(change);
        }
    }
}

fn words(cx: &Context<'_>, what: &Key, onto: &Key, change: Option<&Change>) -> String {
    let words = match change {
        Some(change) => change.label.clone(),
        None => format!(
            "{} has nothing to get from {}",
            cx.model.title(onto),
            cx.model.title(what)
        ),
    };
    capital(&words)
}

/// Draws what is in hand under the pointer. Called once a frame, last.
pub fn show(ctx: &Egui, cx: &Context<'_>) {
    let told: Option<String> = ctx.data_mut(|data| data.remove_temp(told()));
    let Some(in_hand) = DragAndDrop::payload::<InHand>(ctx) else {
        return;
    };
    let Some(at) = ctx.input(|input| input.pointer.interact_pos()) else {
        return;
    };
    if !ctx.input(|input| input.pointer.any_down()) {
        return;
    }
    ctx.set_cursor_icon(CursorIcon::Grabbing);
    let t = theme::tokens(ctx);
    Area::new(Id::unique("in hand"))
        .order(Order::Tooltip)
        .fixed_pos(at + vec2(14.0, 10.0))
        .interactable(false)
        .show(ctx, |ui| {
            theme::raised_frame(t, radius::CARD)
                .inner_margin(8.0)
                .show(ui, |ui| {
                    ui.horizontal(|ui| {
                        let icon = kind_of(cx.model, &in_hand.0).icon();
                        icons::icon(ui, icon, 16.0, t.text2);
                        let name = cx.model.title(&in_hand.0);
                        label(ui, name, Type::Body, Weight::Semibold, t.text);
                    });
                    if let Some(words) = told {
                        label(ui, words, Type::Small, Weight::Regular, t.text2);
                    }
                });
        });
}
