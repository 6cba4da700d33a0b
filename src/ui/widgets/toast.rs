//! A word on what was just done, with a way back. Never for refusals.

use egui::{Align2, Area, Context, Id, Order, vec2};

use super::{icon_button, label, link};
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, radius};

/// How long it stays unless the pointer rests on it.
const SECONDS: f64 = 6.0;

/// What becomes of a toast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToastAction {
    /// It stays.
    Keep,
    /// Take back what was done.
    Undo,
    /// Its time is over, or it was closed.
    Gone,
}

/// Draws the toast that was raised at `since` (in `Context` time).
/// `undo` is the word of the button, such as "Undo: move Anna Ott".
pub fn toast(
    ctx: &Context,
    text: &str,
    undo: Option<&str>,
    since: f64,
    bottom: f32,
) -> ToastAction {
    let t = theme::tokens(ctx);
    let id = Id::unique("toast");
    let now = ctx.input(|input| input.time);
    // Time under the pointer does not count.
    let rested: f64 = ctx
        .data(|data| data.get_temp(id.with(since.to_bits())))
        .unwrap_or(0.0);
    let left = since + rested + SECONDS - now;
    if left <= 0.0 {
        return ToastAction::Gone;
    }
    let mut action = ToastAction::Keep;
    let shown = Area::new(id)
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -bottom))
        .accessible_name(text.to_owned())
        .role(egui::Role::Status)
        .show(ctx, |ui| {
            let frame = theme::raised_frame(t, radius::CARD);
            frame
                .inner_margin(egui::Margin {
                    left: 14,
                    right: 6,
                    top: 6,
                    bottom: 6,
                })
                .show(ui, |ui| {
                    ui.horizontal(|ui| {
                        label(ui, text, Type::Small, Weight::Regular, t.text);
                        if let Some(word) = undo {
                            ui.add_space(4.0);
                            if link(ui, word).clicked() {
                                action = ToastAction::Undo;
                            }
                        }
                        if icon_button(ui, icons::CLOSE, "Close this message", true).clicked() {
                            action = ToastAction::Gone;
                        }
                    });
                });
        });
    if shown.response.contains_pointer() {
        let step = f64::from(ctx.input(|input| input.stable_dt));
        ctx.data_mut(|data| data.insert_temp(id.with(since.to_bits()), rested + step));
        ctx.request_repaint_after_secs(0.25);
    } else {
        ctx.request_repaint_after_secs(left as f32 + 0.02);
    }
    action
}
