//! Reach glyphs: who is meant is drawn as dots.

use egui::{Color32, Painter, Rect, Shape, Stroke, StrokeKind};

use super::Origin;
use super::level::Grid;
use crate::ui::paint;
use crate::ui::theme::Tokens;

/// The sign of a reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReachSign {
    /// Only the holder.
    Oneself,
    /// People directly below.
    Direct,
    /// Everyone below.
    AllReports,
    /// A team.
    Team,
    /// A group.
    Group,
    /// A condition on fields.
    Condition,
    /// The same value in a field, such as the same site.
    SameField,
    /// Everyone who is not hidden.
    Everyone,
    /// Anyone, hidden statuses too.
    Anyone,
    /// No one at all.
    Nobody,
    /// No limit is set.
    NoLimit,
}

impl ReachSign {
    /// The word used where the reach has no name of its own.
    pub const fn word(self) -> &'static str {
        match self {
            ReachSign::Oneself => "Oneself",
            ReachSign::Direct => "Direct",
            ReachSign::AllReports => "Reports",
            ReachSign::Team => "Team",
            ReachSign::Group => "Group",
            ReachSign::Condition => "Condition",
            ReachSign::SameField => "Same value",
            ReachSign::Everyone => "Everyone",
            ReachSign::Anyone => "Anyone",
            ReachSign::Nobody => "Nobody",
            ReachSign::NoLimit => "No limit",
        }
    }

    /// Every sign, for legends.
    pub const ALL: [ReachSign; 11] = [
        ReachSign::Oneself,
        ReachSign::Direct,
        ReachSign::AllReports,
        ReachSign::Team,
        ReachSign::Group,
        ReachSign::Condition,
        ReachSign::SameField,
        ReachSign::Everyone,
        ReachSign::Anyone,
        ReachSign::Nobody,
        ReachSign::NoLimit,
    ];
}

/// Draws a reach into a box, 18 wide by intent; it scales with the box.
pub fn reach_glyph(painter: &Painter, rect: Rect, sign: ReachSign, origin: Origin, t: &Tokens) {
    let color = match origin {
        Origin::Own => t.text2,
        Origin::Inherited => t.text3,
    };
    let g = Grid::new(rect, 18.0);
    let stroke = Stroke::new(g.len(1.2), color);
    let dot = |x: f32, y: f32, r: f32| {
        painter.circle_filled(g.at(x, y), g.len(r), color);
    };
    match sign {
        ReachSign::Oneself => dot(9.0, 9.0, 3.2),
        ReachSign::Direct => direct(painter, &g, stroke, color),
        ReachSign::AllReports => all_reports(painter, &g, stroke, color),
        ReachSign::Team => {
            painter.circle_stroke(g.at(9.0, 9.0), g.len(6.9), stroke);
            for (x, y) in [(9.0, 6.3), (6.5, 10.6), (11.5, 10.6)] {
                dot(x, y, 1.5);
            }
        }
        ReachSign::Group => {
            let frame = g.rect(2.0, 2.0, 16.0, 16.0);
            painter.rect_stroke(frame, g.len(3.0), stroke, StrokeKind::Inside);
            for (x, y) in [(6.5, 6.5), (11.5, 6.5), (6.5, 11.5), (11.5, 11.5)] {
                dot(x, y, 1.45);
            }
        }
        ReachSign::Condition => funnel(painter, &g, stroke),
        ReachSign::SameField => {
            for top in [5.6, 10.2] {
                painter.rect_filled(g.rect(3.5, top, 14.5, top + 2.3), g.len(0.6), color);
            }
        }
        ReachSign::Everyone => dot(9.0, 9.0, 6.8),
        ReachSign::Anyone => {
            dot(9.0, 9.0, 4.7);
            painter.circle_stroke(g.at(9.0, 9.0), g.len(7.3), stroke);
        }
        ReachSign::Nobody => {
            painter.circle_stroke(g.at(9.0, 9.0), g.len(6.4), stroke);
            painter.line_segment([g.at(4.5, 13.5), g.at(13.5, 4.5)], stroke);
        }
        ReachSign::NoLimit => no_limit(painter, &g, stroke),
    }
}

/// An open head above a row of three.
fn direct(painter: &Painter, g: &Grid, stroke: Stroke, color: Color32) {
    painter.circle_stroke(g.at(9.0, 3.8), g.len(1.9), stroke);
    let thin = Stroke::new(g.len(1.0), color);
    painter.line_segment([g.at(9.0, 5.7), g.at(9.0, 12.4)], thin);
    let bracket = vec![
        g.at(3.2, 12.4),
        g.at(3.2, 9.2),
        g.at(14.8, 9.2),
        g.at(14.8, 12.4),
    ];
    painter.add(Shape::line(bracket, thin));
    for x in [3.2, 9.0, 14.8] {
        painter.circle_filled(g.at(x, 13.9), g.len(1.75), color);
    }
}

/// An open head above two rows, two and four.
fn all_reports(painter: &Painter, g: &Grid, stroke: Stroke, color: Color32) {
    painter.circle_stroke(g.at(9.0, 3.0), g.len(1.7), stroke);
    let thin = Stroke::new(g.len(0.9), color);
    for (x, low) in [(5.4, [2.4, 7.0]), (12.6, [11.0, 15.6])] {
        painter.line_segment([g.at(9.0, 4.7), g.at(x, 8.6)], thin);
        for child in low {
            painter.line_segment([g.at(x, 8.6), g.at(child, 14.4)], thin);
            painter.circle_filled(g.at(child, 14.6), g.len(1.5), color);
        }
        painter.circle_filled(g.at(x, 8.8), g.len(1.7), color);
    }
}

fn funnel(painter: &Painter, g: &Grid, stroke: Stroke) {
    let points = vec![
        g.at(2.4, 3.2),
        g.at(15.6, 3.2),
        g.at(10.7, 9.6),
        g.at(10.7, 15.2),
        g.at(7.3, 13.2),
        g.at(7.3, 9.6),
    ];
    painter.add(Shape::closed_line(points, stroke));
}

fn no_limit(painter: &Painter, g: &Grid, stroke: Stroke) {
    let ends = [g.at(4.0, 9.0), g.at(14.0, 9.0)];
    paint::dashed_path(painter, &ends, stroke, (g.len(2.0), g.len(1.6)));
    for (tip, back) in [(1.4, 4.6), (16.6, 13.4)] {
        let head = vec![g.at(back, 5.9), g.at(tip, 9.0), g.at(back, 12.1)];
        painter.add(Shape::line(head, stroke));
    }
}
