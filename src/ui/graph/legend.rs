//! The legend: only kinds and edges that are in the picture.

use std::sync::Arc;

use egui::{Galley, Painter, Pos2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::picture::Picture;
use crate::graph::scene::EdgeKind;
use crate::ui::glyphs::{KindShape, kind_mark};
use crate::ui::paint;
use crate::ui::signs;
use crate::ui::theme::{self, Tokens, Type, radius};

/// What the keys do, while the keyboard is on the graph.
const KEYS: &str =
    "→ ← along edges and back   ↑ ↓ next edge or node   Enter opens   E draws an edge";

pub(super) fn show(ui: &Ui, picture: &Picture, viewport: Rect, right: f32, has_keyboard: bool) {
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
            EdgeKind::Implies
                | EdgeKind::Needs
                | EdgeKind::PartOf
                | EdgeKind::ViewSet
                | EdgeKind::Blocked
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
    let mut items: Vec<(Sign, Arc<Galley>, f32)> = Vec::new();
    for (kind, word) in kinds.into_iter().zip(words) {
        let wide = word.size().x + 44.0;
        items.push((Sign::Kind(kind), word, wide));
    }
    let n_kinds = items.len();
    for (kind, word) in edges.into_iter().zip(lines) {
        let wide = word.size().x + 56.0;
        items.push((Sign::Edge(kind), word, wide));
    }
    let places = flow(&items, n_kinds, width - 12.0);
    let n_rows = places.last().map_or(0, |(_, row)| row + 1);
    // More rows than these would cover the picture they explain.
    if n_rows == 0 || n_rows > 3 {
        return;
    }
    let ends = places.iter().zip(&items).map(|((x, _), item)| x + item.2);
    let keys = paint::line(ui, KEYS, Type::Micro.regular(), t.text2, width - 24.0);
    let keys = has_keyboard.then_some(keys);
    let least = keys.as_ref().map_or(0.0, |keys| keys.size().x + 12.0);
    let wanted = ends.fold(least, f32::max) + 12.0;
    let below = if has_keyboard { 24.0 } else { 0.0 };
    let height = 8.0 + 26.0 * n_rows as f32 + below;
    let frame = Rect::from_min_size(
        pos2(left, viewport.bottom() - 14.0 - height),
        vec2(wanted, height),
    );
    let painter = ui.painter();
    let edge = Stroke::new(1.0, t.line);
    painter.rect(frame, radius::CARD, t.panel, edge, StrokeKind::Inside);
    if let Some(keys) = keys {
        let at = pos2(frame.left() + 12.0, frame.bottom() - 15.0);
        paint::left_center(painter, at, keys, t.text2);
    }
    for ((sign, word, _), (x, row)) in items.into_iter().zip(places) {
        let x = frame.left() + 12.0 + x;
        let y = frame.top() + 17.0 + 26.0 * row as f32;
        match sign {
            Sign::Kind(kind) => {
                let mark = Rect::from_center_size(pos2(x + 12.0, y), vec2(24.0, 24.0));
                kind_mark(painter, mark, kind, t);
                paint::left_center(painter, pos2(x + 30.0, y), word, t.text2);
            }
            Sign::Edge(kind) => {
                edge_sample(painter, kind, pos2(x, y), t);
                paint::left_center(painter, pos2(x + 42.0, y), word, t.text2);
            }
        }
    }
}

enum Sign {
    Kind(KindShape),
    Edge(EdgeKind),
}

/// How far right and in which row each sign stands. Edges begin a row of their own.
fn flow<T, W>(items: &[(T, W, f32)], n_kinds: usize, room: f32) -> Vec<(f32, usize)> {
    let (mut x, mut row) = (0.0, 0);
    let mut places = Vec::new();
    for (nth, (_, _, wide)) in items.iter().enumerate() {
        if nth > 0 && (nth == n_kinds || x + wide > room) {
            row += 1;
            x = 0.0;
        }
        places.push((x, row));
        x += wide;
    }
    places
}

fn edge_sample(painter: &Painter, kind: EdgeKind, at: Pos2, t: &Tokens) {
    let ends = [at, at + vec2(32.0, 0.0)];
    let stroke = Stroke::new(1.0, t.field);
    match kind {
        EdgeKind::Implies => paint::dashed_path(painter, &ends, stroke, (2.0, 3.0)),
        EdgeKind::Needs => paint::dashed_path(painter, &ends, stroke, (8.0, 3.0)),
        EdgeKind::ViewSet => paint::dashed_path(painter, &ends, stroke, (3.0, 5.0)),
        EdgeKind::Blocked => {
            let stroke = Stroke::new(1.0, t.refused);
            paint::dashed_path(painter, &ends, stroke, (4.0, 3.0));
        }
        _ => {
            painter.line_segment(ends, Stroke::new(1.0, t.sample));
        }
    }
    let tip = at + vec2(36.0, 0.0);
    paint::arrow_head(painter, tip, vec2(1.0, 0.0), 6.0, t.field);
}
