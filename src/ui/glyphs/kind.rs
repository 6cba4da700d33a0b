//! Draws kinds of things: each has a shape, an icon and an icon colour.

use egui::emath::GuiRounding as _;
use egui::{Color32, Painter, Rect, Shape, Stroke, pos2, vec2};

use crate::look::{KindShape, kind_outline};
use crate::ui::icons;
use crate::ui::theme::Tokens;

/// Draws the shape of a kind: ground, outline, and what belongs to the shape
/// (second outline of a bundle, tab of a module, double edge of data).
pub fn kind_shape(painter: &Painter, rect: Rect, kind: KindShape, fill: Color32, stroke: Stroke) {
    let scale = (rect.height() / 40.0).clamp(0.25, 2.0);
    let cut = 10.0 * scale.max(0.4);
    // Straight edges lie on whole pixels, or they would be drawn two pixels wide and pale.
    let snap = |rect: Rect| {
        rect.round_to_pixels(painter.pixels_per_point())
            .shrink(stroke.width / 2.0)
    };
    let draw = |rect: Rect, fill: Color32| {
        let rect = snap(rect);
        painter.add(Shape::convex_polygon(
            kind_outline(kind, rect, cut),
            fill,
            stroke,
        ));
    };
    match kind {
        KindShape::Bundle => {
            let shift = vec2(4.0, 4.0) * scale.clamp(0.5, 1.0);
            draw(rect.translate(shift), fill);
            draw(rect, fill);
        }
        KindShape::Module => {
            let tab = Rect::from_min_size(
                rect.min - vec2(0.0, 5.0 * scale),
                vec2(rect.width() * 0.35, 5.0 * scale),
            );
            draw(rect, fill);
            draw(tab, fill);
        }
        KindShape::Data => {
            draw(rect, fill);
            let x = snap(rect).left() + (4.0 * scale.max(0.6)).round();
            painter.line_segment([pos2(x, rect.top()), pos2(x, rect.bottom())], stroke);
        }
        _ => draw(rect, fill),
    }
}

/// The small shape with its icon: head of the inspector (28 wide), legend, lists.
pub fn kind_mark(painter: &Painter, rect: Rect, kind: KindShape, t: &Tokens) {
    let width = rect.width();
    let shape = Rect::from_center_size(rect.center(), vec2(width, width * 0.72));
    let ink = kind.color(t);
    kind_shape(painter, shape, kind, t.panel, Stroke::new(1.0, ink));
    icons::paint(painter, kind.icon(), shape.center(), width * 0.54, ink);
}
