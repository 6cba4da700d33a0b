//! Edges as curves, and where each layer lies along the flow. An edge runs
//! level through every layer, inside the room its bend keeps, and changes level
//! only in the gaps between layers, where no node is: so it passes no node by
//! construction. It changes level as seldom as it can.

use std::ops::Range;

use super::layered::{Layered, Link, Role};
use super::place::Sizes;
use super::request::Run;

/// Distance between two edges from the same node to the same node, and how far
/// apart the outermost of many may be.
const PARALLEL: f64 = 5.0;
const MAX_PARALLEL: f64 = 40.0;
/// How far a gap may grow for steep edges, in gaps.
const MAX_GROWTH: f64 = 3.0;

/// A point along and across the flow.
pub(super) type Spot = (f64, f64);

/// A path before it is turned to the direction asked for.
#[derive(Clone, Debug)]
pub(super) struct Path {
    pub edge: usize,
    pub points: Vec<Spot>,
    pub run: Run,
    pub label_at: Spot,
}

/// One drawing: everything that shares its layers.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawing {
    /// Node, its range along and its range across the flow.
    pub nodes: Vec<(usize, Range<f64>, Range<f64>)>,
    pub paths: Vec<Path>,
    /// Layer of the whole picture, start and end.
    pub bands: Vec<(usize, f64, f64)>,
    /// Least and greatest spot.
    pub bounds: (Spot, Spot),
}

/// Draws `layers` and the edges among them.
pub(super) struct Router<'a> {
    pub graph: &'a Layered,
    pub sizes: &'a Sizes<'a>,
    /// Extent of each node along the flow.
    pub main: &'a [f64],
    /// Centres across the flow.
    pub at: &'a [f64],
    /// The request's edges.
    pub edges: &'a [Option<(usize, usize)>],
    /// How many edges of its link come before each edge, and how many it has.
    pub nth: &'a [(usize, usize)],
}

/// From this layer on, the edge runs at this level.
type Level = (usize, f64);

impl Router<'_> {
    /// `links` and `edges` are those of this drawing.
    pub(super) fn draw(&self, layers: &[Vec<usize>], links: &[usize], edges: &[usize]) -> Drawing {
        let Some(base) = layers
            .iter()
            .enumerate()
            .find_map(|(i, l)| l.first().map(|&v| self.graph.layer[v] - i))
        else {
            return Drawing::default();
        };
        let rooms = self.rooms(layers);
        let top = layers
            .iter()
            .filter_map(|l| l.first())
            .map(|&v| self.at[v] - self.sizes.cross[v] / 2.0);
        let top = top.fold(f64::INFINITY, f64::min);
        let mut n_outside = 0;
        let mut levels: rustc_hash::FxHashMap<usize, Vec<Level>> = rustc_hash::FxHashMap::default();
        for &i in links {
            let Some(link) = self.graph.links.get(i) else {
                continue;
            };
            let found = if link.outside {
                n_outside += 1;
                let lane = top - f64::from(self.sizes.gaps.edge) * (2 + n_outside) as f64;
                self.outside_levels(link, lane)
            } else {
                self.levels(link, &rooms)
            };
            levels.insert(i, found);
        }
        let bands = self.bands(layers, base, &levels);
        let mut drawing = Drawing {
            bands,
            ..Drawing::default()
        };
        for &v in layers.iter().flatten().filter(|v| !self.graph.is_bend(**v)) {
            let along = self.along(v, &drawing.bands, base);
            let half = self.sizes.cross[v] / 2.0;
            drawing
                .nodes
                .push((v, along, self.at[v] - half..self.at[v] + half));
        }
        let pen = Pen {
            router: self,
            bands: &drawing.bands,
            base,
            levels: &levels,
        };
        drawing.paths = edges.iter().filter_map(|&edge| pen.path(edge)).collect();
        drawing.bounds = bounds(&drawing);
        drawing
    }

    /// The node's range along the flow: in the middle of its layer.
    fn along(&self, v: usize, bands: &[(usize, f64, f64)], base: usize) -> Range<f64> {
        let middle = bands
            .get(self.graph.layer[v] - base)
            .map_or(0.0, |&(_, start, end)| (start + end) / 2.0);
        middle - self.main[v] / 2.0..middle + self.main[v] / 2.0
    }

    /// The room of each bend: what is between its neighbours, halved with other bends.
    fn rooms(&self, layers: &[Vec<usize>]) -> rustc_hash::FxHashMap<usize, (f64, f64)> {
        let gap = f64::from(self.sizes.gaps.edge);
        let mut rooms = rustc_hash::FxHashMap::default();
        for layer in layers {
            for (i, &v) in layer
                .iter()
                .enumerate()
                .filter(|(_, v)| self.graph.is_bend(**v))
            {
                let side = |beside: Option<usize>, sign: f64| {
                    let Some(&u) = beside.and_then(|b| layer.get(b)) else {
                        return sign * f64::INFINITY;
                    };
                    let halves = (self.sizes.cross[u] + self.sizes.cross[v]) / 2.0;
                    let free = (self.at[u] - self.at[v]).abs() - halves;
                    let room = if self.graph.is_bend(u) {
                        free / 2.0 - gap / 4.0
                    } else {
                        free - gap * 0.5
                    };
                    self.at[v] + sign * room.max(0.0)
                };
                rooms.insert(v, (side(i.checked_sub(1), -1.0), side(Some(i + 1), 1.0)));
            }
        }
        rooms
    }

    /// The levels of a link, with as few changes as its rooms allow.
    fn levels(&self, link: &Link, rooms: &rustc_hash::FxHashMap<usize, (f64, f64)>) -> Vec<Level> {
        let first = self.graph.layer[link.tail];
        let (start, goal) = (self.at[link.tail], self.at[link.head]);
        let room = |bend: usize| {
            rooms
                .get(&bend)
                .copied()
                .unwrap_or((self.at[bend], self.at[bend]))
        };
        let fits = |bend: usize, level: f64| {
            let (low, high) = room(bend);
            low <= level && level <= high
        };
        // From this bend on the edge can run at the level of its head.
        let misfits = link
            .bends
            .clone()
            .rev()
            .take_while(|&b| fits(b, goal))
            .count();
        let last_run = link.bends.end - misfits;
        let mut levels = vec![(first, start)];
        let mut level = start;
        let mut bend = link.bends.start;
        while bend < link.bends.end {
            let layer = first + 1 + (bend - link.bends.start);
            let to_goal = bend >= last_run
                && (!fits(bend, level)
                    || (self.at[bend] - goal).abs() <= (self.at[bend] - level).abs());
            if to_goal {
                levels.push((layer, goal));
                return levels;
            }
            if !fits(bend, level) {
                let (mut low, mut high) = room(bend);
                for next in bend + 1..link.bends.end {
                    let (l, h) = room(next);
                    if l.max(low) > h.min(high) {
                        break;
                    }
                    (low, high) = (l.max(low), h.min(high));
                }
                level = goal.max(low).min(high);
                levels.push((layer, level));
            }
            bend += 1;
        }
        if levels.last().is_some_and(|l| l.1 != goal) {
            levels.push((self.graph.layer[link.head], goal));
        }
        levels
    }

    fn outside_levels(&self, link: &Link, lane: f64) -> Vec<Level> {
        let (first, last) = (self.graph.layer[link.tail], self.graph.layer[link.head]);
        vec![
            (first, self.at[link.tail]),
            (first + 1, lane),
            (last, self.at[link.head]),
        ]
    }

    /// Where each layer lies: as wide as its widest node, gaps wider where
    /// edges are steep.
    fn bands(
        &self,
        layers: &[Vec<usize>],
        base: usize,
        levels: &rustc_hash::FxHashMap<usize, Vec<Level>>,
    ) -> Vec<(usize, f64, f64)> {
        let gap = f64::from(self.sizes.gaps.layer);
        let mut steepest = vec![0.0_f64; layers.len() + 1];
        for runs in levels.values() {
            for pair in runs.windows(2) {
                let step = &mut steepest[(pair[1].0 - base).min(layers.len())];
                *step = step.max((pair[1].1 - pair[0].1).abs());
            }
        }
        let mut bands = Vec::with_capacity(layers.len());
        let mut x = 0.0;
        for (i, layer) in layers.iter().enumerate() {
            if i > 0 {
                // In whole quarters of a gap, so that small changes move nothing.
                let growth = (steepest[i] * 0.05 / gap.max(1.0) * 4.0).floor() / 4.0;
                x += gap * (1.0 + growth.min(MAX_GROWTH));
            }
            let nodes = layer.iter().filter(|v| !self.graph.is_bend(**v));
            let width = nodes.map(|&v| self.main[v]).fold(0.0, f64::max);
            bands.push((base + i, x, x + width));
            x += width;
        }
        bands
    }
}

/// Draws single edges once the layers lie.
struct Pen<'a> {
    router: &'a Router<'a>,
    bands: &'a [(usize, f64, f64)],
    base: usize,
    levels: &'a rustc_hash::FxHashMap<usize, Vec<Level>>,
}

impl Pen<'_> {
    fn path(&self, edge: usize) -> Option<Path> {
        let (from, to) = (*self.router.edges.get(edge)?)?;
        let nth = self.router.nth.get(edge).copied().unwrap_or((0, 1));
        match *self.router.graph.roles.get(edge)? {
            Role::Link { link, backward } => {
                let (mut points, label_at) = self.link(link, nth)?;
                if backward {
                    points.reverse();
                }
                let run = if backward {
                    Run::Backward
                } else {
                    Run::Forward
                };
                Some(Path {
                    edge,
                    points,
                    run,
                    label_at,
                })
            }
            Role::Within => {
                let (points, label_at) = self.arc(from, to, nth);
                Some(Path {
                    edge,
                    points,
                    run: Run::Within,
                    label_at,
                })
            }
            Role::Loop => {
                let (points, label_at) = self.arc(from, from, nth);
                Some(Path {
                    edge,
                    points,
                    run: Run::Loop,
                    label_at,
                })
            }
            Role::Missing => None,
        }
    }

    fn band(&self, layer: usize) -> (f64, f64) {
        self.bands
            .get(layer - self.base)
            .map_or((0.0, 0.0), |b| (b.1, b.2))
    }

    fn link(&self, index: usize, (nth, of): (usize, usize)) -> Option<(Vec<Spot>, Spot)> {
        let router = self.router;
        let link = router.graph.links.get(index)?;
        let levels = self.levels.get(&index)?;
        let room =
            (router.sizes.cross[link.tail].min(router.sizes.cross[link.head]) / 2.0 - 2.0).max(0.0);
        let step = parallel_width(of) / of.saturating_sub(1).max(1) as f64;
        let off = ((nth as f64 - (of as f64 - 1.0) / 2.0) * step).clamp(-room, room);
        let start = router.along(link.tail, self.bands, self.base).end;
        let end = router.along(link.head, self.bands, self.base).start;
        let &(tail_layer, first) = levels.first()?;
        let mut line = Line::new((start, first + off));
        let first_gap = (self.band(tail_layer).1 + self.band(tail_layer + 1).0) / 2.0;
        let mut label = ((first_gap, first + off), 0.0);
        for pair in levels.windows(2) {
            let ((_, before), (layer, after)) = (pair[0], pair[1]);
            let (a, b) = (
                (self.band(layer - 1).1, before + off),
                (self.band(layer).0, after + off),
            );
            line.straight(a);
            line.sweep(b);
            if (after - before).abs() > label.1 {
                label = (
                    ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0),
                    (after - before).abs(),
                );
            }
        }
        line.finish((end, levels.last()?.1 + off));
        Some((line.points, label.0))
    }

    /// An arc in the gap after the layer, between two of its nodes or from one
    /// to itself.
    fn arc(&self, from: usize, to: usize, (nth, _): (usize, usize)) -> (Vec<Spot>, Spot) {
        let router = self.router;
        let (_, edge) = self.band(router.graph.layer[from]);
        let gap = f64::from(router.sizes.gaps.layer);
        let port = |v: usize| (router.sizes.cross[v] / 4.0).min(10.0);
        let (mut a, mut b) = (router.at[from], router.at[to]);
        let down = from == to || a < b;
        if from == to {
            (a, b) = (a - port(from), b + port(to));
        } else if down {
            (a, b) = (a + port(from), b - port(to));
        } else {
            (a, b) = (a - port(from), b + port(to));
        }
        let reach = (14.0 + 0.05 * (b - a).abs()).min(gap * 0.4) + (nth.min(8) as f64) * gap * 0.01;
        let out = edge + reach * 4.0 / 3.0;
        let (start, end) = (
            router.along(from, self.bands, self.base).end,
            router.along(to, self.bands, self.base).end,
        );
        let mut line = Line::new((start, a));
        line.straight((edge, a));
        line.points.extend([(out, a), (out, b), (edge, b)]);
        line.straight((end, b));
        (line.points, (edge + reach, (a + b) / 2.0))
    }
}

/// How far apart the outermost of so many parallel edges run.
pub(super) fn parallel_width(n_edges: usize) -> f64 {
    (n_edges.saturating_sub(1) as f64 * PARALLEL).min(MAX_PARALLEL)
}

/// A chain of curves that grows at its end.
struct Line {
    points: Vec<Spot>,
}

impl Line {
    fn new(start: Spot) -> Self {
        Self {
            points: vec![start],
        }
    }

    fn last(&self) -> Spot {
        self.points.last().copied().unwrap_or_default()
    }

    /// A straight piece, left out when it has no length.
    fn straight(&mut self, to: Spot) {
        if self.last() != to {
            self.finish(to);
        }
    }

    /// A straight piece, always.
    fn finish(&mut self, to: Spot) {
        if self.points.len() > 1 && self.last() == to {
            return;
        }
        let from = self.last();
        let part = |t: f64| (from.0 + (to.0 - from.0) * t, from.1 + (to.1 - from.1) * t);
        self.points.extend([part(1.0 / 3.0), part(2.0 / 3.0), to]);
    }

    /// A curve that leaves and arrives level.
    fn sweep(&mut self, to: Spot) {
        let from = self.last();
        let middle = (from.0 + to.0) / 2.0;
        self.points.extend([(middle, from.1), (middle, to.1), to]);
    }
}

fn bounds(drawing: &Drawing) -> (Spot, Spot) {
    let (mut low, mut high) = (
        (f64::INFINITY, f64::INFINITY),
        (f64::NEG_INFINITY, f64::NEG_INFINITY),
    );
    let mut take = |(m, c): Spot| {
        low = (low.0.min(m), low.1.min(c));
        high = (high.0.max(m), high.1.max(c));
    };
    for (_, along, across) in &drawing.nodes {
        take((along.start, across.start));
        take((along.end, across.end));
    }
    drawing
        .paths
        .iter()
        .flat_map(|p| &p.points)
        .for_each(|&p| take(p));
    if low.0 > high.0 {
        ((0.0, 0.0), (0.0, 0.0))
    } else {
        (low, high)
    }
}
