//! Moving about in a canvas: dragging, two fingers, the wheel, space, keys.
//! Reads input, moves the camera; draws nothing.
//!
//! Drag the ground, or anything with the middle button or while space is down.
//! The wheel and two fingers move; with ctrl, or by pinching, they zoom at the
//! pointer. `+` and `-` zoom, `0` shows everything, `1` is full size.

use egui::{CursorIcon, Key, PointerButton, Rect, Response, Ui};

use super::camera::{Camera, View, ZOOM_STEP};
use crate::ui::theme::motion;

/// How long to fly: not at all when animations are off.
pub fn fly_seconds(ui: &Ui) -> f32 {
    if ui.style().animation_time > 0.0 {
        motion::FLY
    } else {
        0.0
    }
}

/// Flies to the middle of a place, near enough to read it and no further away than now.
pub fn fly_near(ui: &Ui, camera: &mut Camera, place: Rect, least: f32) {
    let view = View {
        center: place.center(),
        zoom: camera.goal().zoom.max(least),
    };
    camera.fly_to(view, ui.input(|input| input.time), fly_seconds(ui));
    ui.ctx().request_repaint();
}

/// The same, unless the place is seen where one looks from or is flying to.
pub fn bring_into_view(ui: &Ui, camera: &mut Camera, viewport: Rect, place: Rect, least: f32) {
    if !Camera::at(camera.goal())
        .visible(viewport)
        .contains_rect(place)
    {
        fly_near(ui, camera, place, least);
    }
}

/// Moves the camera by what was done on `ground`, a response for the whole
/// canvas that senses clicks and drags and was made before its nodes. Returns
/// whether the camera moved.
pub fn navigate(ui: &Ui, ground: &Response, camera: &mut Camera, bounds: Rect) -> bool {
    let viewport = ground.rect;
    let before = camera.view();
    if camera.tick(ui.input(|i| i.time)) {
        ui.ctx().request_repaint();
    }
    by_drag(ui, ground, camera);
    if ground.contains_pointer() {
        by_wheel(ui, viewport, camera);
    }
    if ground.contains_pointer() || ground.has_focus() {
        zoom_keys(ui, viewport, camera, bounds);
    }
    let moved = camera.view() != before;
    if moved {
        camera.hold(viewport, bounds);
    }
    moved
}

fn by_drag(ui: &Ui, ground: &Response, camera: &mut Camera) {
    let space = ground.contains_pointer()
        && !ui.text_edit_focused()
        && ui.input(|i| i.key_down(Key::Space));
    // Over a node the ground gets no drag: space and the middle button look past it.
    let past_nodes = ui.input(|i| {
        let held = i.pointer.middle_down() || (space && i.pointer.primary_down());
        (held && ground.contains_pointer()).then(|| i.pointer.delta())
    });
    if let Some(delta) = past_nodes {
        camera.pan(delta);
        ui.set_cursor_icon(CursorIcon::Grabbing);
    } else if ground.dragged_by(PointerButton::Primary) {
        camera.pan(ground.drag_delta());
        ui.set_cursor_icon(CursorIcon::Grabbing);
    } else if space {
        ui.set_cursor_icon(CursorIcon::Grab);
    }
}

fn by_wheel(ui: &Ui, viewport: Rect, camera: &mut Camera) {
    let (zoom, moved, pointer) =
        ui.input(|i| (i.zoom_delta(), i.translation_delta(), i.pointer.hover_pos()));
    if zoom != 1.0 {
        camera.zoom_at(viewport, pointer.unwrap_or(viewport.center()), zoom);
    } else if moved != egui::Vec2::ZERO {
        camera.pan(moved);
    }
}

/// The keys that zoom, for whatever has the keyboard in a canvas.
pub fn zoom_keys(ui: &Ui, viewport: Rect, camera: &mut Camera, bounds: Rect) {
    if ui.text_edit_focused() {
        return;
    }
    let (plus, minus, all, full, now) = ui.input(|i| {
        let plain = !i.modifiers.command && !i.modifiers.alt;
        let pressed = |key| plain && i.key_pressed(key);
        (
            pressed(Key::Plus) || pressed(Key::Equals),
            pressed(Key::Minus),
            pressed(Key::Num0),
            pressed(Key::Num1),
            i.time,
        )
    });
    let goal = camera.goal();
    let view = if all {
        View::fitting(viewport, bounds, 32.0)
    } else if full || plus || minus {
        let factor = if plus { ZOOM_STEP } else { 1.0 / ZOOM_STEP };
        let zoom = if full { 1.0 } else { goal.zoom * factor };
        View { zoom, ..goal }
    } else {
        return;
    };
    camera.fly_to(view, now, fly_seconds(ui));
    if camera.tick(now) {
        ui.ctx().request_repaint();
    }
}
