//! Layered layout: where the nodes of a graph stand and how its edges run. A
//! pure function of its [`LayoutRequest`]; no drawing, no text, no clock.
//!
//! The phases, one file each: `acyclic` (which edges run back), `rank` (which
//! layer; `simplex` for the shortest edges), `layered` (bends where edges pass layers), `order` (few
//! crossings: `smooth` for a start, `sift` and `stir` to improve it), `place` (across the layers), `stack` (unconnected parts),
//! `route` (along the layers, curves). `verify` looks a result over.
//!
//! Invariants, held by `tests/layout.rs`:
//! - the same request gives the same layout, to the bit;
//! - nodes never overlap; no edge runs across a node; every edge starts and
//!   ends on the border of its nodes;
//! - nothing recurses and nothing panics, whatever the request. Indices from
//!   outside are checked once, in [`layout`]; all others are made here.

mod acyclic;
mod crossings;
mod layered;
mod order;
mod place;
mod rank;
mod request;
mod route;
mod sift;
mod simplex;
mod smooth;
mod stack;
mod stir;
mod verify;

use emath::{Pos2, Rect, pos2};

use layered::{Layered, Role};
use place::Sizes;
pub use request::{
    Band, Direction, EdgePath, EdgeSpec, Effort, Gaps, Layout, LayoutRequest, NodeSpec, Run,
};
use route::{Drawing, Router, Spot};
pub use verify::{Fault, drawn_crossings, straight_crossings, verify};

/// Layers beyond this are one.
const MAX_LAYER: usize = 1 << 24;
/// Sizes beyond this are cut to it, in points.
const MAX_SIZE: f32 = 100_000.0;
/// How much further a picture of several parts runs along than across the flow.
const ASPECT: f64 = 1.6;

/// Lays a graph out.
pub fn layout(request: &LayoutRequest) -> Layout {
    let input = Input::new(request);
    let edges: Vec<(usize, usize)> = input.edges.iter().flatten().copied().collect();
    let cycles = acyclic::cycles(request.nodes.len(), &edges);
    let ordered = input.ordered(&edges, &cycles);
    let drawings = input.draw(&ordered.graph, ordered.parts);
    finish(&input, &ordered.ranks, drawings, cycles)
}

/// A graph in layers, each in its order.
struct Ordered {
    ranks: Vec<usize>,
    graph: Layered,
    /// Elements of each connected part, layer by layer.
    parts: Vec<Vec<Vec<usize>>>,
    /// What the order costs: crossings, mostly.
    cost: i64,
}

/// The request with checked indices, cut sizes and its axes along and across
/// the flow.
struct Input<'a> {
    request: &'a LayoutRequest,
    edges: Vec<Option<(usize, usize)>>,
    layer: Vec<Option<usize>>,
    main: Vec<f64>,
    cross: Vec<f64>,
    group: Vec<Option<u32>>,
    hint: Vec<Option<Spot>>,
    gaps: Gaps,
}

impl<'a> Input<'a> {
    fn new(request: &'a LayoutRequest) -> Self {
        let n = request.nodes.len();
        let edge = |e: &EdgeSpec| (e.from < n && e.to < n).then_some((e.from, e.to));
        let size = |x: f32| {
            if x.is_finite() {
                f64::from(x.clamp(0.0, MAX_SIZE))
            } else {
                0.0
            }
        };
        let gap = |x: f32, least: f32| {
            if x.is_finite() {
                x.clamp(least, MAX_SIZE)
            } else {
                least
            }
        };
        let gaps = Gaps {
            layer: gap(request.gaps.layer, 8.0),
            node: gap(request.gaps.node, 1.0),
            edge: gap(request.gaps.edge, 1.0),
            group: gap(request.gaps.group, 0.0),
            component: gap(request.gaps.component, 1.0),
        };
        let axes = |x: f64, y: f64| match request.direction {
            Direction::LeftToRight => (x, y),
            Direction::TopToBottom => (y, x),
        };
        let sizes: Vec<Spot> = request
            .nodes
            .iter()
            .map(|n| axes(size(n.size.x), size(n.size.y)))
            .collect();
        let hint = |h: Pos2| h.is_finite().then(|| axes(f64::from(h.x), f64::from(h.y)));
        Self {
            request,
            edges: request.edges.iter().map(edge).collect(),
            layer: request
                .nodes
                .iter()
                .map(|n| n.layer.map(|l| l.min(MAX_LAYER)))
                .collect(),
            main: sizes.iter().map(|s| s.0).collect(),
            cross: sizes.iter().map(|s| s.1).collect(),
            group: request.nodes.iter().map(|n| n.group).collect(),
            hint: request
                .nodes
                .iter()
                .map(|n| n.hint.and_then(hint))
                .collect(),
            gaps,
        }
    }

    /// Ranks, layers and the order within them. Where there are cycles, both ways
    /// to break them are tried, and the one with fewer crossings is taken.
    fn ordered(&self, edges: &[(usize, usize)], cycles: &[Vec<usize>]) -> Ordered {
        let n = self.request.nodes.len();
        let layered = |turned: Vec<bool>| {
            let along = edges
                .iter()
                .zip(turned)
                .filter(|((from, to), _)| from != to);
            let along: Vec<(usize, usize)> = along
                .map(|(&(from, to), turned)| if turned { (to, from) } else { (from, to) })
                .collect();
            let ranks = rank::rank(&self.layer, &along);
            let graph = Layered::new(&ranks, &self.edges);
            (ranks, graph)
        };
        let effort = self.request.effort;
        let walked = layered(acyclic::turned_by_walk(n, edges));
        if effort == Effort::Fast || cycles.iter().all(|cycle| cycle.len() < 2) {
            return self.order(walked, effort);
        }
        let fewest = layered(acyclic::turned(n, edges, cycles));
        if fewest.0 == walked.0 {
            return self.order(walked, effort);
        }
        // Which way is better shows at first sight.
        let walked = self.order(walked, Effort::Fast);
        let fewest = self.order(fewest, Effort::Fast);
        let better = if fewest.cost < walked.cost {
            fewest
        } else {
            walked
        };
        self.order((better.ranks, better.graph), effort)
    }

    /// Orders every connected part.
    fn order(&self, (ranks, graph): (Vec<usize>, Layered), effort: Effort) -> Ordered {
        let mut scratch = sift::Scratch::new(&graph);
        let hint: Vec<Option<f64>> = self.hint.iter().map(|h| h.map(|h| h.1)).collect();
        let wishes = order::Wishes {
            hint: &hint,
            group: &self.group,
            effort,
        };
        let mut parts = graph.layers_by_part();
        let mut cost = 0;
        for part in &mut parts {
            cost += order::order(&graph, part, &wishes, &mut scratch);
        }
        Ordered {
            ranks,
            graph,
            parts,
            cost,
        }
    }

    /// Orders, places and routes: one drawing when layers are common, else one
    /// a connected part.
    fn draw(&self, graph: &Layered, mut parts: Vec<Vec<Vec<usize>>>) -> Vec<Drawing> {
        let mut cross = self.cross.clone();
        cross.resize(graph.len(), 0.0);
        let nth = nth_of_kind(&self.edges);
        for (role, (_, n_edges)) in graph.roles.iter().zip(&nth) {
            if let Role::Link { link, .. } = *role {
                cross[graph.links[link].bends.clone()].fill(route::parallel_width(*n_edges));
            }
        }
        let hint: Vec<Option<f64>> = self.hint.iter().map(|h| h.map(|h| h.1)).collect();
        let sizes = Sizes {
            cross: &cross,
            group: &self.group,
            hint: &hint,
            gaps: &self.gaps,
        };
        let mut at = vec![0.0; graph.len()];
        for part in &parts {
            place::place(graph, part, &sizes, &mut at);
        }
        let common = self.layer.iter().any(Option::is_some);
        if common {
            let gap = f64::from(self.gaps.node.max(self.gaps.edge));
            parts = vec![stack::in_common_layers(graph, &parts, &sizes, gap, &mut at)];
        }
        let (links, edges) = self.by_drawing(graph, &parts, common);
        let router = Router {
            graph,
            sizes: &sizes,
            main: &self.main,
            at: &at,
            edges: &self.edges,
            nth: &nth,
        };
        let drawn = parts.iter().zip(links.iter().zip(&edges));
        drawn
            .map(|(layers, (links, edges))| router.draw(layers, links, edges))
            .collect()
    }

    /// The links and edges of each drawing.
    fn by_drawing(
        &self,
        graph: &Layered,
        parts: &[Vec<Vec<usize>>],
        common: bool,
    ) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
        let mut drawing_of = vec![0; graph.n_parts];
        if !common {
            for (i, part) in parts.iter().enumerate() {
                if let Some(&v) = part.iter().flatten().next() {
                    drawing_of[graph.part[v]] = i;
                }
            }
        }
        let mut links = vec![Vec::new(); parts.len()];
        for (i, link) in graph.links.iter().enumerate() {
            links[drawing_of[graph.part[link.tail]]].push(i);
        }
        let mut edges = vec![Vec::new(); parts.len()];
        for (i, edge) in self.edges.iter().enumerate() {
            if let Some((from, _)) = edge
                && graph.roles[i] != Role::Missing
            {
                edges[drawing_of[graph.part[*from]]].push(i);
            }
        }
        (links, edges)
    }

    /// How far a drawing is from where its nodes were: the median.
    fn hinted_shift(&self, drawing: &Drawing) -> Option<Spot> {
        let mut along = Vec::new();
        let mut across = Vec::new();
        for (v, main, cross) in &drawing.nodes {
            if let Some(hint) = self.hint[*v] {
                along.push(hint.0 - (main.start + main.end) / 2.0);
                across.push(hint.1 - (cross.start + cross.end) / 2.0);
            }
        }
        let median = |values: &mut Vec<f64>| {
            values.sort_by(f64::total_cmp);
            values.get(values.len() / 2).copied()
        };
        median(&mut along).zip(median(&mut across))
    }
}

/// For each edge: how many before it join the same two nodes, and how many do.
fn nth_of_kind(edges: &[Option<(usize, usize)>]) -> Vec<(usize, usize)> {
    let ends = |e: &(usize, usize)| (e.0.min(e.1), e.0.max(e.1));
    let mut counts: rustc_hash::FxHashMap<(usize, usize), usize> = rustc_hash::FxHashMap::default();
    let nth: Vec<usize> = edges
        .iter()
        .map(|edge| {
            let count = edge.as_ref().map(|e| counts.entry(ends(e)).or_default());
            count.map_or(0, |count| {
                *count += 1;
                *count - 1
            })
        })
        .collect();
    let of =
        |edge: &Option<(usize, usize)>| edge.as_ref().and_then(|e| counts.get(&ends(e))).copied();
    edges
        .iter()
        .zip(nth)
        .map(|(edge, nth)| (nth, of(edge).unwrap_or(1)))
        .collect()
}

/// Puts the drawings together and turns them to the direction asked for.
fn finish(
    input: &Input<'_>,
    ranks: &[usize],
    drawings: Vec<Drawing>,
    cycles: Vec<Vec<usize>>,
) -> Layout {
    let pieces: Vec<stack::Piece> = drawings
        .iter()
        .map(|d| stack::Piece {
            main: d.bounds.1.0 - d.bounds.0.0,
            cross: d.bounds.1.1 - d.bounds.0.1,
            hint: input
                .hinted_shift(d)
                .map(|s| (d.bounds.0.0 + s.0, d.bounds.0.1 + s.1)),
        })
        .collect();
    let aspect = match input.request.direction {
        Direction::LeftToRight => ASPECT,
        Direction::TopToBottom => 1.0 / ASPECT,
    };
    let corners = stack::in_rows(&pieces, f64::from(input.gaps.component), aspect);
    let turn = |(main, cross): Spot| match input.request.direction {
        Direction::LeftToRight => pos2(main as f32, cross as f32),
        Direction::TopToBottom => pos2(cross as f32, main as f32),
    };
    let missing = EdgePath {
        points: Vec::new(),
        run: Run::Missing,
        in_cycle: false,
        label_at: Pos2::ZERO,
    };
    let mut nodes = vec![Rect::ZERO; input.request.nodes.len()];
    let mut edges = vec![missing; input.edges.len()];
    let mut bands = Vec::new();
    let mut bounds = Rect::NOTHING;
    let layer_numbers = {
        let mut used = ranks.to_vec();
        used.sort_unstable();
        used.dedup();
        used
    };
    let common = input.layer.iter().any(Option::is_some);
    let cycle_of = cycle_of(nodes.len(), &cycles);
    for (drawing, corner) in drawings.into_iter().zip(corners) {
        let shift = (corner.0 - drawing.bounds.0.0, corner.1 - drawing.bounds.0.1);
        let place = |spot: Spot| turn((spot.0 + shift.0, spot.1 + shift.1));
        for (v, main, cross) in &drawing.nodes {
            nodes[*v] = Rect::from_min_max(
                place((main.start, cross.start)),
                place((main.end, cross.end)),
            );
        }
        for path in drawing.paths {
            let points: Vec<Pos2> = path.points.into_iter().map(place).collect();
            let in_cycle = input.edges[path.edge].is_some_and(|(from, to)| {
                cycle_of[from].is_some() && cycle_of[from] == cycle_of[to]
            });
            edges[path.edge] = EdgePath {
                points,
                run: path.run,
                in_cycle,
                label_at: place(path.label_at),
            };
        }
        if common {
            bands.extend(drawing.bands.iter().map(|&(layer, start, end)| Band {
                layer: layer_numbers.get(layer).copied().unwrap_or(layer),
                start: (start + shift.0) as f32,
                end: (end + shift.0) as f32,
            }));
        }
        bounds = bounds.union(Rect::from_min_max(
            place(drawing.bounds.0),
            place(drawing.bounds.1),
        ));
    }
    let bounds = if bounds.is_finite() {
        bounds
    } else {
        Rect::ZERO
    };
    Layout {
        nodes,
        edges,
        bands,
        cycles,
        bounds,
    }
}

fn cycle_of(n_nodes: usize, cycles: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut of = vec![None; n_nodes];
    for (i, cycle) in cycles.iter().enumerate() {
        for &v in cycle {
            of[v] = Some(i);
        }
    }
    of
}
