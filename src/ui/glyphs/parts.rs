//! Draws the parts of a sign into a box.

use egui::{Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, vec2};

use crate::look::{Form, Part, Tone};
use crate::ui::paint;
use crate::ui::theme::{Type, Weight};

/// Draws parts into the largest square in the middle of `rect`, which is `units` wide, in a colour
/// and in that of what is cut out.
pub(super) fn paint(
    painter: &Painter,
    rect: Rect,
    units: f32,
    parts: &[Part],
    (ink, cut): (Color32, Color32),
) {
    let grid = Grid::new(rect, units);
    for part in parts {
        let color = match part.tone {
            Tone::Ink => ink,
            Tone::Cut => cut,
        };
        grid.paint(painter, &part.form, color);
    }
}

/// Places drawn in a square of fixed units, laid over a rectangle.
struct Grid {
    origin: Pos2,
    scale: f32,
}

impl Grid {
    fn new(rect: Rect, units: f32) -> Self {
        let side = rect.width().min(rect.height());
        let origin = rect.center() - vec2(side, side) / 2.0;
        Self {
            origin,
            scale: side / units,
        }
    }

    fn at(&self, place: Pos2) -> Pos2 {
        self.origin + place.to_vec2() * self.scale
    }

    fn rect(&self, of: Rect) -> Rect {
        Rect::from_min_max(self.at(of.min), self.at(of.max))
    }

    fn points(&self, of: &[Pos2]) -> Vec<Pos2> {
        of.iter().map(|place| self.at(*place)).collect()
    }

    fn paint(&self, painter: &Painter, form: &Form, color: Color32) {
        let len = |units: f32| units * self.scale;
        let stroke = |width: f32| Stroke::new(len(width), color);
        let dashes = |(on, off): (f32, f32)| (len(on), len(off));
        match form {
            Form::Line {
                points,
                closed,
                width,
                dash,
            } => {
                let points = self.points(points);
                match (dash, closed) {
                    (Some(dash), _) => {
                        paint::dashed_path(painter, &points, stroke(*width), dashes(*dash));
                    }
                    (None, true) => {
                        painter.add(Shape::closed_line(points, stroke(*width)));
                    }
                    (None, false) => {
                        painter.add(Shape::line(points, stroke(*width)));
                    }
                }
            }
            Form::Full(points) => {
                painter.add(Shape::convex_polygon(
                    self.points(points),
                    color,
                    Stroke::NONE,
                ));
            }
            Form::Disc { center, radius } => {
                painter.circle_filled(self.at(*center), len(*radius), color);
            }
            Form::Ring {
                center,
                radius,
                width,
            } => {
                painter.circle_stroke(self.at(*center), len(*radius), stroke(*width));
            }
            Form::Frame {
                rect,
                radius,
                width,
                dash,
            } => {
                let (rect, radius) = (self.rect(*rect), len(*radius));
                match dash {
                    Some(dash) => {
                        paint::dashed_rect(painter, rect, radius, stroke(*width), dashes(*dash));
                    }
                    None => {
                        painter.rect_stroke(rect, radius, stroke(*width), StrokeKind::Inside);
                    }
                }
            }
            Form::Block { rect, radius } => {
                let (above, below) = (len(radius.0).round() as u8, len(radius.1).round() as u8);
                let corners = CornerRadius {
                    nw: above,
                    ne: above,
                    sw: below,
                    se: below,
                };
                painter.rect_filled(self.rect(*rect), corners, color);
            }
            Form::Letter { sign, center, size } => {
                let mut font = Type::Micro.font(Weight::Semibold);
                font.size = len(*size);
                let at = self.at(*center);
                painter.text(at, Align2::CENTER_CENTER, *sign, font, color);
            }
        }
    }
}
