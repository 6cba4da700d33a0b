//! The small map at the bottom right: everything as little bars, the view as a
//! box. Clicking or dragging in it moves the view.

use egui::{
    Painter, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2,
};

use super::camera::{Camera, View};
use crate::ui::paint::{Ring, focus_ring};
use crate::ui::theme::{Tokens, radius};

/// Its size in points.
pub const SIZE: Vec2 = vec2(196.0, 120.0);
const MARGIN: f32 = 8.0;
/// More nodes than this are thinned out: single ones could not be told apart.
const MAX_BARS: usize = 2_000;

/// What the map shows.
pub struct Minimap<'a> {
    /// The canvas in the window.
    pub viewport: Rect,
    /// All of the picture.
    pub bounds: Rect,
    /// The nodes of the picture.
    pub rects: &'a [Rect],
    /// Which of them to mark.
    pub lit: &'a dyn Fn(usize) -> bool,
}

impl Minimap<'_> {
    /// Draws the map with its top left corner at `at`; clicking or dragging in
    /// it moves the camera.
    pub fn show(&self, ui: &mut Ui, at: Pos2, camera: &mut Camera, tokens: &Tokens) -> Response {
        let frame = Rect::from_min_size(at, SIZE);
        let response = ui.interact(
            frame,
            ui.scope_id().with("minimap"),
            Sense::click_and_drag(),
        );
        let name = "Map of the picture, click to go there";
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
        let map = Map::new(frame, self.bounds);
        if (response.clicked() || response.dragged())
            && let Some(pointer) = response.interact_pointer_pos()
        {
            let center = map.to_world(pointer);
            camera.jump_to(View {
                center,
                zoom: camera.zoom(),
            });
            camera.hold(self.viewport, self.bounds);
            ui.ctx().request_repaint();
        }
        self.paint(&ui.painter().with_clip_rect(frame), map, camera, tokens);
        focus_ring(
            ui,
            &response,
            f32::from(radius::CARD),
            Ring::Outside,
            tokens,
        );
        response
    }

    fn paint(&self, painter: &Painter, map: Map, camera: &Camera, tokens: &Tokens) {
        let edge = Stroke::new(1.0, tokens.line);
        painter.rect(
            map.frame,
            radius::CARD,
            tokens.panel,
            edge,
            StrokeKind::Inside,
        );
        let step = self.rects.len().div_ceil(MAX_BARS).max(1);
        for (i, rect) in self.rects.iter().enumerate() {
            let lit = (self.lit)(i);
            if lit || i % step == 0 {
                let color = if lit { tokens.accent } else { tokens.sample };
                painter.rect_filled(map.bar(*rect), 0.0, color);
            }
        }
        let view = map
            .rect(camera.visible(self.viewport))
            .intersect(map.frame.shrink(2.0));
        if view.is_positive() {
            painter.rect_stroke(
                view,
                1.0,
                Stroke::new(1.5, tokens.accent),
                StrokeKind::Inside,
            );
        }
    }
}

/// Mapping between the picture and the map.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Map {
    frame: Rect,
    middle: Pos2,
    scale: f32,
}

impl Map {
    fn new(frame: Rect, bounds: Rect) -> Self {
        let bounds = if bounds.is_finite() {
            bounds
        } else {
            Rect::ZERO
        };
        let room = frame.shrink(MARGIN).size();
        let scale = (room / bounds.size().max(Vec2::splat(1.0)))
            .min_elem()
            .min(0.25);
        Self {
            frame,
            middle: bounds.center(),
            scale,
        }
    }

    fn to_map(self, point: Pos2) -> Pos2 {
        self.frame.center() + (point - self.middle) * self.scale
    }

    fn to_world(self, point: Pos2) -> Pos2 {
        self.middle + (point - self.frame.center()) / self.scale
    }

    fn rect(self, rect: Rect) -> Rect {
        Rect::from_min_max(self.to_map(rect.min), self.to_map(rect.max))
    }

    /// A node, never so small that it is not seen.
    fn bar(self, rect: Rect) -> Rect {
        let bar = self.rect(rect);
        Rect::from_center_size(bar.center(), bar.size().max(vec2(1.5, 1.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn the_whole_picture_fits_and_maps_back() {
        let frame = Rect::from_min_size(pos2(10.0, 20.0), SIZE);
        for size in [vec2(4000.0, 100.0), vec2(100.0, 90_000.0), vec2(1.0, 1.0)] {
            let bounds = Rect::from_min_size(pos2(-30.0, 70.0), size);
            let map = Map::new(frame, bounds);
            assert!(frame.contains_rect(map.rect(bounds)));
            assert!(map.to_world(map.to_map(bounds.max)).distance(bounds.max) < 0.1);
        }
    }
}
