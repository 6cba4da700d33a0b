//! Draws the edges in view and the heads of the columns.

use egui::epaint::CubicBezierShape;
use egui::{Color32, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use rustc_hash::FxHashSet;

use super::node::{NAMES, READING};
use super::picture::{FAR, Picture};
use crate::graph::scene::{COLUMNS, EdgeKind, Lit, NodeKind};
use crate::ui::canvas::Camera;
use crate::ui::icons;
use crate::ui::paint;
use crate::ui::signs;
use crate::ui::theme::{self, Tokens, Type};

/// Heads of the columns, kept at the top of the view.
pub(super) fn bands(ui: &Ui, camera: &Camera, viewport: Rect, picture: &Picture) {
    let t = theme::tokens(ui);
    for band in &picture.layout.bands {
        let Some(word) = COLUMNS.get(band.layer) else {
            continue;
        };
        let left = camera.to_screen(viewport, pos2(band.start, 0.0)).x;
        let right = camera.to_screen(viewport, pos2(band.end, 0.0)).x;
        if right < viewport.left() || left > viewport.right() {
            continue;
        }
        let n = picture.counts.get(&band.layer).copied().unwrap_or(0);
        if right - left < 78.0 {
            narrow_band(ui, viewport, (left, right), band.layer, n);
            continue;
        }
        let y = viewport.top() + 16.0;
        let head = Rect::from_min_max(pos2(left - 6.0, y - 13.0), pos2(right + 6.0, y + 13.0));
        let painter = ui.painter();
        painter.rect_filled(head, 4.0, t.canvas);
        let ink = t.text2;
        let word = paint::line(ui, word, Type::Small.semibold(), ink, right - left);
        let room = right - left - word.size().x;
        paint::left_center(painter, pos2(left, y), word, ink);
        let count = paint::line(ui, &n.to_string(), Type::Small.regular(), t.text3, 60.0);
        if count.size().x + 6.0 < room {
            paint::right_center(painter, pos2(right, y), count, t.text3);
        }
        painter.hline(left..=right, y + 12.0, Stroke::new(1.0, t.line));
    }
}

/// The head of a column with no room for its name: the icon of its kind, and how many.
fn narrow_band(ui: &Ui, viewport: Rect, (left, right): (f32, f32), column: usize, n: usize) {
    const KINDS: [NodeKind; 5] = [
        NodeKind::Bundle,
        NodeKind::Group,
        NodeKind::Role,
        NodeKind::Permission,
        NodeKind::Reach,
    ];
    let t = theme::tokens(ui);
    let Some(kind) = KINDS.get(column).map(|kind| signs::node(*kind)) else {
        return;
    };
    let middle = (left + right) / 2.0;
    let painter = ui.painter();
    let head = Rect::from_center_size(pos2(middle, viewport.top() + 18.0), vec2(26.0, 32.0));
    painter.rect_filled(head, 4.0, t.canvas);
    let at = pos2(middle, viewport.top() + 11.0);
    icons::paint(painter, kind.icon(), at, 15.0, kind.color(t));
    let count = paint::line(ui, &n.to_string(), Type::Micro.regular(), t.text3, 60.0);
    let left = middle - count.size().x / 2.0;
    paint::left_center(painter, pos2(left, viewport.top() + 26.0), count, t.text3);
}

/// Edges, lit ones last so that they lie on top.
pub(super) fn edges(
    ui: &Ui,
    camera: &Camera,
    viewport: Rect,
    picture: &Picture,
    lit: &Lit,
    twice: &FxHashSet<usize>,
) {
    let t = theme::tokens(ui);
    let visible = camera.visible(viewport);
    // From far away only what is lit is drawn edge by edge.
    let is_far = camera.zoom() < FAR;
    for pass in [false, true] {
        if is_far && !pass {
            continue;
        }
        for (n, edge) in picture.scene.edges.iter().enumerate() {
            let is_lit = lit.edges.binary_search(&n).is_ok();
            let is_seen = picture
                .around
                .get(n)
                .is_some_and(|r| visible.intersects(*r));
            if is_lit != pass || !is_seen {
                continue;
            }
            let Some(path) = picture.layout.edges.get(n) else {
                continue;
            };
            let is_twice = twice.contains(&n) && !is_lit;
            let in_cycle = picture.in_cycle.get(n).copied().unwrap_or(false);
            let stroke = match is_twice {
                true => Stroke::new(1.5, t.warning),
                false => edge_stroke(edge.kind, is_lit, in_cycle, t),
            };
            let dash = match edge.kind {
                _ if is_lit => None,
                _ if is_twice => Some((6.0, 3.0)),
                EdgeKind::Blocked => Some((4.0, 3.0)),
                EdgeKind::Implies => Some((2.0, 3.0)),
                EdgeKind::Needs => Some((8.0, 3.0)),
                EdgeKind::ViewSet => Some((3.0, 5.0)),
                _ => None,
            };
            draw_edge(ui, camera, viewport, path, stroke, dash, edge.kind);
        }
    }
}

/// Words on edges: on lit ones what they are, on others what is given twice and levels. Words that
/// would touch a node or other words are left out.
pub(super) fn words(
    ui: &Ui,
    camera: &Camera,
    viewport: Rect,
    picture: &Picture,
    lit: &Lit,
    twice: &FxHashSet<usize>,
) {
    let zoom = camera.zoom();
    if zoom < NAMES {
        return;
    }
    let t = theme::tokens(ui);
    let visible = camera.visible(viewport);
    let nodes = picture.layout.nodes.iter();
    let mut taken: Vec<Rect> = nodes
        .filter(|rect| visible.intersects(**rect))
        .map(|rect| camera.rect_to_screen(viewport, *rect))
        .collect();
    let mut seen: Vec<(bool, usize)> = Vec::new();
    for (n, path) in picture.layout.edges.iter().enumerate() {
        if visible.contains(path.label_at) {
            seen.push((lit.edges.binary_search(&n).is_err(), n));
        }
    }
    // What is lit comes first.
    seen.sort_unstable();
    for (is_dark, n) in seen {
        let (Some(edge), Some(path)) = (picture.scene.edges.get(n), picture.layout.edges.get(n))
        else {
            continue;
        };
        let levels = edge.levels();
        let (word, ink) = match is_dark {
            false => (edge.kind.word(), t.accent),
            true if zoom < READING => continue,
            true if twice.contains(&n) => ("given twice", t.warning),
            true if !levels.is_empty() => (levels.as_str(), t.text2),
            true => continue,
        };
        let at = camera.to_screen(viewport, path.label_at);
        let edge = match ink == t.text2 {
            true => t.line,
            false => ink,
        };
        pill(ui, at, word, (ink, edge), &mut taken, t);
    }
}

fn edge_stroke(kind: EdgeKind, is_lit: bool, in_cycle: bool, t: &Tokens) -> Stroke {
    if kind == EdgeKind::Blocked {
        Stroke::new(if is_lit { 2.5 } else { 1.0 }, t.refused)
    } else if is_lit {
        Stroke::new(2.5, t.accent)
    } else if in_cycle {
        Stroke::new(1.0, t.refused)
    } else if kind == EdgeKind::PartOf {
        Stroke::new(1.0, t.sample)
    } else {
        Stroke::new(1.0, t.field)
    }
}

/// One edge once more, over the others.
pub(super) fn over(
    ui: &Ui,
    camera: &Camera,
    viewport: Rect,
    picture: &Picture,
    n: usize,
    width: f32,
    ink: Color32,
) {
    let edge = picture.scene.edges.get(n);
    if let Some((edge, path)) = edge.zip(picture.layout.edges.get(n)) {
        let stroke = Stroke::new(width, ink);
        draw_edge(ui, camera, viewport, path, stroke, None, edge.kind);
    }
}

fn draw_edge(
    ui: &Ui,
    camera: &Camera,
    viewport: Rect,
    path: &crate::graph::layout::EdgePath,
    stroke: Stroke,
    dash: Option<(f32, f32)>,
    kind: EdgeKind,
) {
    let painter = ui.painter();
    let is_rough = camera.zoom() < READING && dash.is_none();
    if is_rough {
        painter.line(rough(camera, viewport, path), stroke);
    }
    for curve in path.curves().filter(|_| !is_rough) {
        let points = curve.map(|p| camera.to_screen(viewport, p));
        let bezier =
            CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke);
        match dash {
            Some((on, off)) => {
                let flat = bezier.flatten(Some(0.5));
                painter.extend(Shape::dashed_line(&flat, stroke, on, off));
            }
            None => {
                painter.add(bezier);
            }
        }
    }
    if camera.zoom() < NAMES {
        return;
    }
    let reversed = kind == EdgeKind::ViewSet;
    let end = if reversed {
        path.points.first()
    } else {
        path.points.last()
    };
    if let Some(end) = end {
        let tip = camera.to_screen(viewport, *end);
        let along = if reversed {
            -path.arrival()
        } else {
            path.arrival()
        };
        paint::arrow_head(painter, tip, along, 7.0, stroke.color);
    }
}

/// A point of a curve, by how far along it.
pub(super) fn on_curve([a, b, c, d]: [Pos2; 4], share: f32) -> Pos2 {
    let (t, s) = (share, 1.0 - share);
    let near = a.to_vec2() * (s * s * s) + b.to_vec2() * (3.0 * s * s * t);
    let far = c.to_vec2() * (3.0 * s * t * t) + d.to_vec2() * (t * t * t);
    (near + far).to_pos2()
}

/// An edge in few straight pieces: from some way off no one sees the difference, and there are many.
fn rough(camera: &Camera, viewport: Rect, path: &crate::graph::layout::EdgePath) -> Vec<Pos2> {
    let pieces: u8 = match (path.points.len(), camera.zoom() < NAMES) {
        (0..=4, true) => 6,
        (_, true) => 3,
        (0..=4, false) => 12,
        (_, false) => 6,
    };
    let first = path.points.first().copied();
    let mut points: Vec<Pos2> = first.into_iter().collect();
    for curve in path.curves() {
        let shares = (1..=pieces).map(|n| f32::from(n) / f32::from(pieces));
        points.extend(shares.map(|share| on_curve(curve, share)));
    }
    points
        .into_iter()
        .map(|at| camera.to_screen(viewport, at))
        .collect()
}

fn pill(
    ui: &Ui,
    at: Pos2,
    word: &str,
    (ink, edge): (Color32, Color32),
    taken: &mut Vec<Rect>,
    t: &Tokens,
) {
    let text = paint::line(ui, word, Type::Micro.medium(), ink, 96.0);
    let rect = Rect::from_center_size(at, text.size() + vec2(12.0, 4.0));
    if taken.iter().any(|other| other.intersects(rect)) {
        return;
    }
    taken.push(rect);
    let painter = ui.painter();
    let edge = Stroke::new(1.0, edge);
    painter.rect(rect, rect.height() / 2.0, t.panel, edge, StrokeKind::Inside);
    painter.galley(rect.min + vec2(6.0, 2.0), text, ink);
}
