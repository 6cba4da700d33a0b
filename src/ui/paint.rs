//! Small drawing helpers that several parts share: dashed outlines, rounded
//! outlines as points, the focus outline, single lines of text.
//!
//! No colours and no state: both come from the caller.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Response, Shape, Stroke, StrokeKind, Ui,
};

use super::theme::Tokens;
use crate::look::rounded_outline;

/// Dashes of what is absent.
pub const ABSENT: (f32, f32) = (4.0, 3.0);
/// Dashes of a place one may drop on.
pub const DROP: (f32, f32) = (5.0, 3.0);
/// Dashes of a line to an additional manager.
pub const ADDITIONAL: (f32, f32) = (3.0, 3.0);
/// A rounded rectangle with a dashed edge, inside its rectangle.
pub fn dashed_rect(painter: &Painter, rect: Rect, radius: f32, stroke: Stroke, dash: (f32, f32)) {
    let points = rounded_outline(rect.shrink(stroke.width / 2.0), radius);
    dashed_path(painter, &points, stroke, dash);
}

/// A dashed line along points.
pub fn dashed_path(painter: &Painter, points: &[Pos2], stroke: Stroke, dash: (f32, f32)) {
    painter.extend(Shape::dashed_line(points, stroke, dash.0, dash.1));
}

/// Where the focus outline lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ring {
    /// 2 points outside the control.
    Outside,
    /// Inside, for cells and rows that touch each other.
    Inside,
}

/// Draws the focus outline when the keyboard is on this control.
pub fn focus_ring(ui: &Ui, response: &Response, radius: f32, ring: Ring, tokens: &Tokens) {
    if response.has_focus() {
        focus_outline(ui.painter(), response.rect, radius, ring, tokens);
    }
}

/// The focus outline itself, for things that know on their own that they have the focus.
pub fn focus_outline(painter: &Painter, rect: Rect, radius: f32, ring: Ring, tokens: &Tokens) {
    let stroke = Stroke::new(2.0, tokens.accent);
    match ring {
        Ring::Inside => {
            painter.rect_stroke(rect, radius, stroke, StrokeKind::Inside);
        }
        Ring::Outside => {
            let radius = if radius > 0.0 { radius + 2.0 } else { 0.0 };
            painter.rect_stroke(rect.expand(2.0), radius, stroke, StrokeKind::Outside);
        }
    }
}

/// One line of text cut to a width with an ellipsis.
pub fn line(ui: &Ui, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    job.append(text, 0.0, TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    job.halign = egui::Align::LEFT;
    ui.painter().layout_job(job)
}

/// A line of text cut in its middle to a width: names that begin alike are told apart by their
/// ends. True if it was cut.
pub fn line_around(
    ui: &Ui,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
) -> (Arc<Galley>, bool) {
    let whole = line(ui, text, font.clone(), color, width);
    if !whole.elided {
        return (whole, false);
    }
    let all: Vec<char> = text.chars().collect();
    let full = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font.clone(), color);
    let letter = full.size().x / all.len().max(1) as f32;
    let room = (width / letter.max(1.0)).floor() as usize;
    let n = room.saturating_sub(2).min(all.len());
    let (head, tail) = (n / 3, n - n / 3);
    let start: String = all.iter().take(head).collect();
    let end: String = all.iter().skip(all.len() - tail).collect();
    let text = format!("{}…{}", start.trim_end(), end.trim_start());
    (line(ui, &text, font, color, width), true)
}

/// Text wrapped to a width, lines of a given height.
pub fn block(
    ui: &Ui,
    text: &str,
    font: FontId,
    line_height: f32,
    color: Color32,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    let format = TextFormat {
        line_height: Some(line_height),
        ..TextFormat::simple(font, color)
    };
    job.append(text, 0.0, format);
    job.wrap.max_width = width.max(1.0);
    ui.painter().layout_job(job)
}

/// Places a galley with its left edge and vertical middle at a point.
pub fn left_center(painter: &Painter, at: Pos2, galley: Arc<Galley>, color: Color32) -> Rect {
    let rect = Align2::LEFT_CENTER.anchor_size(at, galley.size());
    painter.galley(rect.min, galley, color);
    rect
}

/// Places a galley with its right edge and vertical middle at a point.
pub fn right_center(painter: &Painter, at: Pos2, galley: Arc<Galley>, color: Color32) -> Rect {
    let rect = Align2::RIGHT_CENTER.anchor_size(at, galley.size());
    painter.galley(rect.min, galley, color);
    rect
}

/// An arrow head of 7×7 whose tip is at `tip`, pointing along `direction`.
pub fn arrow_head(painter: &Painter, tip: Pos2, direction: egui::Vec2, size: f32, color: Color32) {
    let along = direction.normalized() * size;
    let across = along.rot90() * 0.5;
    let points = vec![tip, tip - along + across, tip - along - across];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}
