//! The zoom control: smaller, the zoom itself (click: full size), larger, fit.

use egui::{Align2, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::camera::{Camera, View, ZOOM_STEP};
use super::navigate::fly_seconds;
use crate::ui::icons::{self, Icon};
use crate::ui::paint::{Ring, focus_ring};
use crate::ui::theme::{Tokens, Type, Weight, radius};

/// Its size in points.
pub const SIZE: egui::Vec2 = vec2(136.0, 32.0);

/// Draws the control with its top left corner at `at` and moves the camera by it.
pub fn zoom_control(
    ui: &mut Ui,
    at: Pos2,
    viewport: Rect,
    camera: &mut Camera,
    bounds: Rect,
    tokens: &Tokens,
) {
    let frame = Rect::from_min_size(at, SIZE);
    let edge = Stroke::new(1.0, tokens.line);
    ui.painter()
        .rect(frame, radius::CARD, tokens.panel, edge, StrokeKind::Inside);
    let goal = camera.goal();
    let part = |from: f32, to: f32| {
        Rect::from_min_max(
            pos2(frame.left() + from, frame.top()),
            pos2(frame.left() + to, frame.bottom()),
        )
    };
    let percent = format!("{:.0} %", camera.zoom() * 100.0);
    let smaller = sign_button(ui, part(0.0, 32.0), icons::REMOVE, "Zoom out", tokens);
    let full = text_button(
        ui,
        part(32.0, 72.0),
        &percent,
        &format!("Zoom {percent}, show full size"),
        tokens,
    );
    let larger = sign_button(ui, part(72.0, 104.0), icons::ADD, "Zoom in", tokens);
    let all = sign_button(
        ui,
        part(104.0, 136.0),
        icons::FIT_SCREEN,
        "Show everything",
        tokens,
    );
    let view = if smaller {
        View {
            zoom: goal.zoom / ZOOM_STEP,
            ..goal
        }
    } else if larger {
        View {
            zoom: goal.zoom * ZOOM_STEP,
            ..goal
        }
    } else if full {
        View { zoom: 1.0, ..goal }
    } else if all {
        View::fitting(viewport, bounds, 32.0)
    } else {
        return;
    };
    camera.fly_to(view, ui.input(|i| i.time), fly_seconds(ui));
    ui.ctx().request_repaint();
}

fn sign_button(ui: &mut Ui, rect: Rect, icon: Icon, name: &str, tokens: &Tokens) -> bool {
    let response = button(ui, rect, icon.name(), name, tokens).on_hover_text(name);
    icons::paint(ui.painter(), icon, rect.center(), 16.0, tokens.text2);
    response.clicked()
}

fn text_button(ui: &mut Ui, rect: Rect, text: &str, name: &str, tokens: &Tokens) -> bool {
    let response = button(ui, rect, "full", name, tokens).on_hover_text("Show full size");
    let font = Type::Small.font(Weight::Medium);
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        text,
        font,
        tokens.text2,
    );
    response.clicked()
}

/// Every part is named by its icon, the number by "full".
fn button(ui: &mut Ui, rect: Rect, key: &str, name: &str, tokens: &Tokens) -> egui::Response {
    let id = ui.scope_id().with(("zoom control", key));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    if response.hovered() {
        ui.painter()
            .rect_filled(rect.shrink(3.0), radius::BUTTON, tokens.hover);
    }
    focus_ring(
        ui,
        &response,
        f32::from(radius::BUTTON),
        Ring::Inside,
        tokens,
    );
    response
}
