//! A box over the window, with a title, that holds anything.

use egui::{Context, Id, Modal, Role, Ui};

use super::label;
use crate::ui::theme::{self, Type, Weight, radius};

/// A box over the window. Returns what its content returns, and whether Escape was pressed.
pub fn dialog<R>(
    ctx: &Context,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> R,
) -> (R, bool) {
    let t = theme::tokens(ctx);
    let id = Id::unique(("dialog", title));
    let area = Modal::default_area(id)
        .accessible_name(title.to_owned())
        .role(Role::Dialog);
    let shown = Modal::new(id)
        .area(area)
        .frame(theme::raised_frame(t, radius::POPOVER).inner_margin(20.0))
        .backdrop_color(t.scrim)
        .show(ctx, |ui| {
            ui.set_width(width.min(ui.ctx().content_rect().width() - 60.0));
            label(ui, title, Type::Title, Weight::Semibold, t.text);
            content(ui)
        });
    let close = shown.should_close();
    (shown.inner, close)
}
