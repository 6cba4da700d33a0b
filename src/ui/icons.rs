//! The icons: their names as constants, and how to place one.
//!
//! The signs live in a small font cut to these names (`assets/icons`). An icon
//! without a word beside it needs a tooltip and an accessible name from whoever
//! places it; the helpers here only draw.

use egui::{Align2, Color32, FontId, Painter, Pos2, Response, Sense, Ui, Vec2};

use super::theme;

pub use crate::look::icons::*;

/// The icon font at a size.
pub fn font(size: f32) -> FontId {
    FontId::new(size, theme::icon_family())
}

/// Draws an icon with its middle at a place.
pub fn paint(painter: &Painter, icon: Icon, center: Pos2, size: f32, color: Color32) {
    painter.text(
        center,
        Align2::CENTER_CENTER,
        icon.sign(),
        font(size),
        color,
    );
}

/// Places an icon in the flow of a ui. It takes no clicks and has no name of its own.
pub fn icon(ui: &mut Ui, icon: Icon, size: f32, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    if ui.is_rect_visible(rect) {
        paint(ui.painter(), icon, rect.center(), size, color);
    }
    response
}
