//! The legend: only kinds and edges that are in the picture.

use egui::{Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::picture::Picture;
use crate::graph::scene::EdgeKind;
use crate::ui::glyphs::{KindShape, kind_mark};
use crate::ui::paint;
use crate::ui::signs;
use crate::ui::theme::{self, Type, radius};

pub(super) fn show(ui: &Ui, picture: &Picture, viewport: Rect, right: f32) {
    let t = theme::tokens(ui);
    let mut kinds: Vec<KindShape> = Vec::new();
    for node in &picture.scene.nodes {
        let kind = signs::node(node.kind);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let mut edges: Vec<EdgeKind> = picture.scene.edges.iter().map(|e| e.kind).collect();
    edges.sort_unstable();
    edges.dedup();
    edges.retain(|kind| {
        matches!(
            kind,
            EdgeKind::Implies | EdgeKind::Needs | EdgeKind::PartOf | EdgeKind::ViewSet
        )
    });
    let left = viewport.left() + 12.0;
    let width = right - left;
    let words: Vec<_> = kinds
        .iter()
        .map(|kind| paint::line(ui, kind.word(), Type::Micro.regular(), t.text2, 120.0))
        .collect();
    let lines: Vec<_> = edges
        .iter()
        .map(|kind| paint::line(ui, kind.word(), Type::Micro.regular(), t.text2, 120.0))
        .collect();
    let first: f32 = words.iter().map(|w| w.size().x + 44.0).sum();
    let second: f32 = lines.iter().map(|w| w.size().x + 56.0).sum();
    let wanted = first.max(second) + 12.0;
    if wanted > width {
        return;
    }
    let height = if lines.is_empty() { 34.0 } else { 60.0 };
    let frame = Rect::from_min_size(
        pos2(left, viewport.bottom() - 14.0 - height),
        vec2(wanted, height),
    );
    let painter = ui.painter();
    let edge = Stroke::new(1.0, t.line);
    painter.rect(frame, radius::CARD, t.panel, edge, StrokeKind::Inside);
    let mut x = frame.left() + 12.0;
    let y = frame.top() + 17.0;
    for (kind, word) in kinds.iter().zip(words) {
        let mark = Rect::from_center_size(pos2(x + 12.0, y), vec2(24.0, 24.0));
        kind_mark(painter, mark, *kind, t);
        let wide = word.size().x;
        paint::left_center(painter, pos2(x + 30.0, y), word, t.text2);
        x += wide + 44.0;
    }
    x = frame.left() + 12.0;
    let y = frame.top() + 44.0;
    for (kind, word) in edges.iter().zip(lines) {
        let ends = [pos2(x, y), pos2(x + 32.0, y)];
        let stroke = Stroke::new(1.0, t.field);
        match kind {
            EdgeKind::Implies => paint::dashed_path(painter, &ends, stroke, (2.0, 3.0)),
            EdgeKind::Needs => paint::dashed_path(painter, &ends, stroke, (8.0, 3.0)),
            EdgeKind::ViewSet => paint::dashed_path(painter, &ends, stroke, (3.0, 5.0)),
            _ => {
                painter.line_segment(ends, Stroke::new(1.0, t.sample));
            }
        }
        paint::arrow_head(painter, pos2(x + 36.0, y), vec2(1.0, 0.0), 6.0, t.field);
        let wide = word.size().x;
        paint::left_center(painter, pos2(x + 42.0, y), word, t.text2);
        x += wide + 56.0;
    }
}
