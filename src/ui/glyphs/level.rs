//! Level tiles: the fuller the tile, the more one may do.

use egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};

use super::Origin;
use crate::ui::paint;
use crate::ui::theme::{Tokens, Type, Weight};

/// How far a tile is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fill {
    /// Outline only.
    Outlined,
    /// Lower half.
    Half,
    /// Whole tile.
    Full,
}

/// The sign of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LevelSign {
    /// Nothing: a short dash.
    None,
    /// The value is there but hidden.
    Masked,
    /// May look.
    View,
    /// May suggest a change.
    Propose,
    /// May change.
    Edit,
    /// A plain yes.
    Yes,
    /// A level of the model's own, by rank, with its first letter.
    Own(Fill, char),
}

impl LevelSign {
    /// How far its tile is filled.
    pub fn fill(self) -> Fill {
        match self {
            LevelSign::None | LevelSign::Masked | LevelSign::View => Fill::Outlined,
            LevelSign::Propose => Fill::Half,
            LevelSign::Edit | LevelSign::Yes => Fill::Full,
            LevelSign::Own(fill, _) => fill,
        }
    }
}

/// Draws a level into a box, 20 wide by intent; it scales with the box.
pub fn level_glyph(painter: &Painter, rect: Rect, sign: LevelSign, origin: Origin, t: &Tokens) {
    let g = Grid::new(rect, 20.0);
    if sign == LevelSign::None {
        let ends = [g.at(6.5, 10.0), g.at(13.5, 10.0)];
        painter.line_segment(ends, Stroke::new(g.len(1.3), t.text3));
        return;
    }
    let (ink, cut) = match origin {
        Origin::Own => (t.level, t.panel),
        // Never filled: a quiet tile with the sign in its own colour.
        Origin::Inherited => (t.text3, t.text3),
    };
    let lettered = matches!(sign, LevelSign::Own(..));
    tile(painter, &g, sign.fill(), lettered, origin, ink);
    let inside = if sign.fill() == Fill::Full { cut } else { ink };
    match sign {
        LevelSign::None => {}
        LevelSign::Masked => dots(painter, &g, inside),
        LevelSign::View => eye(painter, &g, inside),
        LevelSign::Propose => chevron(painter, &g, inside),
        LevelSign::Edit => pencil(painter, &g, inside),
        LevelSign::Yes => tick(painter, &g, inside),
        LevelSign::Own(fill, letter) => {
            let (center, size) = match fill {
                Fill::Half => (g.at(10.0, 7.5), 9.5),
                _ => (g.at(10.0, 10.0), 10.5),
            };
            let mut font = Type::Micro.font(Weight::Semibold);
            font.size = g.len(size);
            painter.text(
                center,
                Align2::CENTER_CENTER,
                letter.to_uppercase(),
                font,
                inside,
            );
        }
    }
}

fn tile(painter: &Painter, g: &Grid, fill: Fill, lettered: bool, origin: Origin, ink: Color32) {
    let box_ = g.rect(1.6, 1.6, 18.4, 18.4);
    let radius = g.len(4.0);
    let stroke = Stroke::new(g.len(1.2), ink);
    if fill == Fill::Full && origin == Origin::Own {
        painter.rect_filled(box_, radius, ink);
        return;
    }
    if fill == Fill::Half {
        let low = CornerRadius {
            nw: 0,
            ne: 0,
            sw: radius as u8,
            se: radius as u8,
        };
        // A letter needs more room above than a chevron.
        let top = if lettered { 13.2 } else { 10.0 };
        let half = Rect::from_min_max(pos2(box_.left(), g.at(0.0, top).y), box_.max);
        painter.rect_filled(half.shrink2(vec2(stroke.width / 2.0, 0.0)), low, ink);
    }
    match origin {
        Origin::Own => {
            painter.rect_stroke(box_, radius, stroke, StrokeKind::Inside);
        }
        Origin::Inherited => {
            let dash = (g.len(paint::IMPLIED.0), g.len(paint::IMPLIED.1));
            paint::dashed_rect(painter, box_, radius, stroke, dash);
        }
    }
}

fn dots(painter: &Painter, g: &Grid, color: Color32) {
    for x in [6.2, 10.0, 13.8] {
        painter.circle_filled(g.at(x, 10.0), g.len(1.15), color);
    }
}

fn eye(painter: &Painter, g: &Grid, color: Color32) {
    // Two arcs that meet in the corners, with a full pupil.
    let lid = |lift: f32| -> Vec<Pos2> {
        (0..=12)
            .map(|step| {
                let share = step as f32 / 12.0;
                let rise = 4.0 * share * (1.0 - share);
                g.at(4.4 + 11.2 * share, 10.0 + lift * rise)
            })
            .collect()
    };
    let mut outline = lid(-3.7);
    let mut lower = lid(3.7);
    lower.reverse();
    outline.extend(lower.into_iter().skip(1).take(11));
    painter.add(Shape::closed_line(outline, Stroke::new(g.len(1.2), color)));
    painter.circle_filled(g.at(10.0, 10.0), g.len(1.75), color);
}

fn chevron(painter: &Painter, g: &Grid, color: Color32) {
    let points = vec![g.at(6.9, 8.0), g.at(10.0, 4.9), g.at(13.1, 8.0)];
    painter.add(Shape::line(points, Stroke::new(g.len(1.4), color)));
}

fn pencil(painter: &Painter, g: &Grid, color: Color32) {
    // Body and tip, then the cap beyond a thin gap.
    let body = vec![
        g.at(5.2, 14.8),
        g.at(5.9, 11.7),
        g.at(11.3, 6.3),
        g.at(13.7, 8.7),
        g.at(8.3, 14.1),
    ];
    let cap = vec![
        g.at(12.1, 5.5),
        g.at(13.2, 4.6),
        g.at(15.4, 6.8),
        g.at(14.5, 7.9),
    ];
    for part in [body, cap] {
        painter.add(Shape::convex_polygon(part, color, Stroke::NONE));
    }
}

fn tick(painter: &Painter, g: &Grid, color: Color32) {
    let points = vec![g.at(5.6, 10.3), g.at(8.7, 13.4), g.at(14.6, 6.9)];
    painter.add(Shape::line(points, Stroke::new(g.len(1.9), color)));
}

/// Places drawn in a square of fixed units, laid over a rectangle.
pub(super) struct Grid {
    origin: Pos2,
    scale: f32,
}

impl Grid {
    /// The largest square in the middle of `rect`, `units` wide.
    pub fn new(rect: Rect, units: f32) -> Self {
        let side = rect.width().min(rect.height());
        let origin = rect.center() - vec2(side, side) / 2.0;
        Self {
            origin,
            scale: side / units,
        }
    }

    /// A place.
    pub fn at(&self, x: f32, y: f32) -> Pos2 {
        self.origin + vec2(x, y) * self.scale
    }

    /// A length.
    pub fn len(&self, units: f32) -> f32 {
        units * self.scale
    }

    /// A rectangle.
    pub fn rect(&self, left: f32, top: f32, right: f32, bottom: f32) -> Rect {
        Rect::from_min_max(self.at(left, top), self.at(right, bottom))
    }
}
