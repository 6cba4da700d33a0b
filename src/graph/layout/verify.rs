//! Looks a finished layout over: overlaps, loose edges, edges across nodes,
//! and crossings as a reader would count them. For tests and benchmarks; the
//! window does not call it.

use emath::{Pos2, Rect};

use super::request::{EdgeSpec, Layout, LayoutRequest, Run};

/// Something a layout must not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A different number of nodes or edges than asked for.
    Count,
    /// A place that is not a number, or a node of another size than asked for.
    Place(usize),
    /// Two nodes share room.
    Overlap(usize, usize),
    /// An edge that does not start and end on the border of its nodes.
    Loose(usize),
    /// An edge that runs across a node.
    Across(usize, usize),
    /// Two nodes of different fixed layers in the wrong order.
    Layer(usize, usize),
    /// Something drawn outside the bounds.
    Bounds,
}

/// All faults of a layout.
pub fn verify(request: &LayoutRequest, layout: &Layout) -> Vec<Fault> {
    if layout.nodes.len() != request.nodes.len() || layout.edges.len() != request.edges.len() {
        return vec![Fault::Count];
    }
    let mut faults = Vec::new();
    for (i, (node, rect)) in request.nodes.iter().zip(&layout.nodes).enumerate() {
        let tolerance = tolerance(rect.max);
        let size_kept = (rect.size() - node.size).abs().max_elem() <= tolerance;
        if !rect.is_finite() || (is_plain(node.size) && !size_kept) {
            faults.push(Fault::Place(i));
        }
        if !layout.bounds.expand(tolerance).contains_rect(*rect) {
            faults.push(Fault::Bounds);
        }
    }
    let index = Index::new(&layout.nodes);
    for (i, rect) in layout.nodes.iter().enumerate() {
        for other in index.near(*rect) {
            if other > i
                && layout
                    .nodes
                    .get(other)
                    .is_some_and(|o| share_room(*rect, *o))
            {
                faults.push(Fault::Overlap(i, other));
            }
        }
    }
    edges(request, layout, &index, &mut faults);
    layers(request, layout, &mut faults);
    faults
}

fn is_plain(size: emath::Vec2) -> bool {
    size.is_finite() && size.min_elem() >= 0.0 && size.max_elem() <= 100_000.0
}

/// What rounding may move at this distance from the origin.
fn tolerance(at: Pos2) -> f32 {
    0.05 + at.x.abs().max(at.y.abs()) * 1e-6
}

fn share_room(a: Rect, b: Rect) -> bool {
    let common = a.intersect(b);
    let least = tolerance(common.max);
    common.width() > least && common.height() > least
}

fn edges(request: &LayoutRequest, layout: &Layout, index: &Index, faults: &mut Vec<Fault>) {
    for (i, (spec, path)) in request.edges.iter().zip(&layout.edges).enumerate() {
        let ends = layout.nodes.get(spec.from).zip(layout.nodes.get(spec.to));
        let Some((from, to)) = ends else {
            if path.run != Run::Missing {
                faults.push(Fault::Loose(i));
            }
            continue;
        };
        let touching = path.points.first().zip(path.points.last());
        if !touching.is_some_and(|(start, end)| on_border(*from, *start) && on_border(*to, *end)) {
            faults.push(Fault::Loose(i));
        }
        let mut crossed: Vec<usize> = Vec::new();
        for spot in samples(path.curves()) {
            let around = Rect::from_min_max(spot, spot);
            let hit = index.near(around).find(|&n| {
                let inner = layout.nodes.get(n).map(|r| r.shrink(0.5 + tolerance(spot)));
                n != spec.from
                    && n != spec.to
                    && inner.is_some_and(|r| r.is_positive() && r.contains(spot))
            });
            if let Some(node) = hit
                && !crossed.contains(&node)
            {
                crossed.push(node);
                faults.push(Fault::Across(i, node));
            }
        }
    }
}

fn samples(curves: impl Iterator<Item = [Pos2; 4]>) -> impl Iterator<Item = Pos2> {
    curves.flat_map(|[a, b, c, d]| {
        (0..=13).map(move |i| {
            let t = i as f32 / 13.0;
            let u = 1.0 - t;
            let sum = a.to_vec2() * (u * u * u)
                + b.to_vec2() * (3.0 * u * u * t)
                + c.to_vec2() * (3.0 * u * t * t)
                + d.to_vec2() * (t * t * t);
            sum.to_pos2()
        })
    })
}

fn on_border(rect: Rect, spot: Pos2) -> bool {
    let tolerance = tolerance(rect.max);
    let inside = rect.expand(tolerance).contains(spot);
    let near = |a: f32, b: f32| (a - b).abs() <= tolerance;
    let on_side = near(spot.x, rect.left())
        || near(spot.x, rect.right())
        || near(spot.y, rect.top())
        || near(spot.y, rect.bottom());
    inside && on_side
}

fn layers(request: &LayoutRequest, layout: &Layout, faults: &mut Vec<Fault>) {
    let along = |rect: &Rect| match request.direction {
        super::request::Direction::LeftToRight => (rect.left(), rect.right()),
        super::request::Direction::TopToBottom => (rect.top(), rect.bottom()),
    };
    let nodes = request.nodes.iter().zip(&layout.nodes).enumerate();
    let mut fixed: Vec<(usize, usize, (f32, f32))> = nodes
        .filter_map(|(i, (node, rect))| node.layer.map(|layer| (layer, i, along(rect))))
        .collect();
    fixed.sort_by_key(|f| f.0);
    let mut furthest: Option<(usize, usize, f32)> = None;
    let mut before: Option<(usize, usize, f32)> = None;
    for (layer, i, (start, end)) in fixed {
        if furthest.is_some_and(|f| f.0 != layer) {
            before = furthest;
        }
        if let Some((_, other, limit)) = before
            && start < limit
        {
            faults.push(Fault::Layer(other, i));
        }
        if furthest.is_none_or(|f| f.2 < end || f.0 != layer) {
            furthest = Some((layer, i, end));
        }
    }
}

/// Crossings of straight lines between the centres of nodes, as a reader sees
/// them. Edges that share a node do not cross.
pub fn straight_crossings(centres: &[Pos2], edges: &[EdgeSpec]) -> u64 {
    let mut lines: Vec<(usize, usize, Pos2, Pos2)> = edges
        .iter()
        .filter_map(|e| {
            let (a, b) = (*centres.get(e.from)?, *centres.get(e.to)?);
            let (from, to, a, b) = if a.x <= b.x {
                (e.from, e.to, a, b)
            } else {
                (e.to, e.from, b, a)
            };
            (from != to).then_some((from, to, a, b))
        })
        .collect();
    lines.sort_by(|p, q| p.2.x.total_cmp(&q.2.x));
    let mut crossings = 0;
    for (i, &(from, to, a, b)) in lines.iter().enumerate() {
        for &(from2, to2, c, d) in lines.get(i + 1..).unwrap_or_default() {
            if c.x > b.x {
                break;
            }
            let shared = from == from2 || from == to2 || to == from2 || to == to2;
            crossings += u64::from(!shared && cross(a, b, c, d));
        }
    }
    crossings
}

/// Crossings of the edges as drawn, each path a chain of Bézier curves. Edges
/// that share a node do not cross.
pub fn drawn_crossings(paths: &[Vec<Pos2>], edges: &[EdgeSpec]) -> u64 {
    let mut pieces: Vec<(usize, Pos2, Pos2)> = Vec::new();
    for (i, path) in paths.iter().enumerate() {
        let spots: Vec<Pos2> = samples(chain(path)).collect();
        let forward = |a: Pos2, b: Pos2| if a.x <= b.x { (i, a, b) } else { (i, b, a) };
        pieces.extend(
            spots
                .windows(2)
                .filter(|p| p[0] != p[1])
                .map(|p| forward(p[0], p[1])),
        );
    }
    // Long pieces would keep the scan below looking at everything beside them.
    let mean = pieces.iter().map(|p| p.2.x - p.1.x).sum::<f32>() / pieces.len().max(1) as f32;
    let cut = (4.0 * mean).max(1.0);
    let mut short: Vec<(usize, Pos2, Pos2)> = Vec::new();
    for (i, a, b) in pieces {
        let n = ((b.x - a.x) / cut).ceil().clamp(1.0, 10_000.0);
        let at = |k: f32| a + (b - a) * (k / n);
        short.extend((0..n as usize).map(|k| (i, at(k as f32), at(k as f32 + 1.0))));
    }
    short.sort_by(|p, q| p.1.x.total_cmp(&q.1.x));
    let mut crossings = 0;
    for (k, &(i, a, b)) in short.iter().enumerate() {
        let Some(one) = edges.get(i) else { continue };
        for &(j, c, d) in short.get(k + 1..).unwrap_or_default() {
            if c.x > b.x {
                break;
            }
            let Some(two) = edges.get(j) else { continue };
            let shared = [one.from, one.to]
                .iter()
                .any(|v| *v == two.from || *v == two.to);
            crossings += u64::from(i != j && !shared && cross(a, b, c, d));
        }
    }
    crossings
}

fn chain(points: &[Pos2]) -> impl Iterator<Item = [Pos2; 4]> + '_ {
    points
        .windows(4)
        .step_by(3)
        .filter_map(|w| w.try_into().ok())
}

fn cross(a: Pos2, b: Pos2, c: Pos2, d: Pos2) -> bool {
    let side = |p: Pos2, q: Pos2, r: Pos2| {
        let (px, py) = (f64::from(p.x), f64::from(p.y));
        (f64::from(q.x) - px) * (f64::from(r.y) - py)
            - (f64::from(q.y) - py) * (f64::from(r.x) - px)
    };
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// Finds rectangles by place: cells of a grid about as large as a node.
struct Index {
    cell: emath::Vec2,
    cells: rustc_hash::FxHashMap<(i64, i64), Vec<usize>>,
}

impl Index {
    fn new(rects: &[Rect]) -> Self {
        let n = rects.len().max(1) as f32;
        let sum = rects
            .iter()
            .fold(emath::Vec2::ZERO, |sum, r| sum + r.size() / n);
        let cell = emath::vec2(sum.x.max(8.0), sum.y.max(8.0)) * 2.0;
        let mut index = Self {
            cell,
            cells: rustc_hash::FxHashMap::default(),
        };
        for (i, rect) in rects.iter().enumerate().filter(|(_, r)| r.is_finite()) {
            for cell in index.cells_of(*rect).collect::<Vec<_>>() {
                index.cells.entry(cell).or_default().push(i);
            }
        }
        index
    }

    fn cells_of(&self, rect: Rect) -> impl Iterator<Item = (i64, i64)> + use<> {
        let at = |p: Pos2| {
            (
                (p.x / self.cell.x).floor() as i64,
                (p.y / self.cell.y).floor() as i64,
            )
        };
        let ((x0, y0), (x1, y1)) = (at(rect.min), at(rect.max));
        (x0..=x1).flat_map(move |x| (y0..=y1).map(move |y| (x, y)))
    }

    fn near(&self, rect: Rect) -> impl Iterator<Item = usize> + '_ {
        self.cells_of(rect)
            .filter_map(|cell| self.cells.get(&cell))
            .flatten()
            .copied()
    }
}
