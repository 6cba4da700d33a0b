//! What a layout is asked for and what it gives back: plain, comparable values.
//! A [`LayoutRequest`] is the cache key of its [`Layout`]: equal requests give
//! equal layouts, on every system. Nothing here computes anything.
//!
//! Units are the window's points. Text is measured by the caller and arrives
//! as node sizes.

use emath::{Pos2, Rect, Vec2};
use rustc_hash::FxHashMap;

/// The way edges run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Layers are columns; an edge leaves a node on its right.
    #[default]
    LeftToRight,
    /// Layers are rows; an edge leaves a node at its bottom.
    TopToBottom,
}

/// How long the search for fewer crossings may go on. It is counted in steps,
/// never in time, so that a slow machine draws the same picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Effort {
    /// A first picture, several times quicker.
    Fast,
    /// The picture to keep.
    #[default]
    Careful,
}

/// Free room, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gaps {
    /// Between two layers, at least; steep edges widen it.
    pub layer: f32,
    /// Between two nodes of one layer.
    pub node: f32,
    /// Between a passing edge and whatever is beside it.
    pub edge: f32,
    /// Added to `node` between nodes of different groups.
    pub group: f32,
    /// Between parts of the picture that no edge connects.
    pub component: f32,
}

impl Default for Gaps {
    fn default() -> Self {
        Self {
            layer: 64.0,
            node: 24.0,
            edge: 10.0,
            group: 12.0,
            component: 40.0,
        }
    }
}

/// One node to place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeSpec {
    /// Who it is, the same from one request to the next.
    pub key: String,
    /// Width and height.
    pub size: Vec2,
    /// The column (or row) it must stand in; free when absent.
    pub layer: Option<usize>,
    /// Nodes of one group stand together within a layer.
    pub group: Option<u32>,
    /// Where its centre was in the picture before.
    pub hint: Option<Pos2>,
}

/// One edge, by node index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EdgeSpec {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it enters.
    pub to: usize,
}

/// All a layout depends on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayoutRequest {
    /// The nodes; their order decides ties.
    pub nodes: Vec<NodeSpec>,
    /// The edges; several between two nodes and from a node to itself are fine.
    pub edges: Vec<EdgeSpec>,
    /// The way edges run.
    pub direction: Direction,
    /// Free room.
    pub gaps: Gaps,
    /// How long to search.
    pub effort: Effort,
}

impl LayoutRequest {
    /// Hands on where nodes were, by key, so that what did not change stays
    /// near where it was. A request without hints tidies the whole picture.
    pub fn keep_near(&mut self, before: &LayoutRequest, layout: &Layout) {
        let places: FxHashMap<&str, Pos2> = before
            .nodes
            .iter()
            .zip(&layout.nodes)
            .map(|(node, rect)| (node.key.as_str(), rect.center()))
            .collect();
        for node in &mut self.nodes {
            node.hint = places.get(node.key.as_str()).copied();
        }
    }
}

/// How an edge runs against the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Run {
    /// From an earlier layer to a later one.
    Forward,
    /// Against the layers: it closes a cycle or a fixed layer asks for it.
    Backward,
    /// Between two nodes of one layer: an arc beside it.
    Within,
    /// From a node to itself.
    Loop,
    /// The request named a node that does not exist: no points.
    Missing,
}

/// One drawn edge.
#[derive(Clone, Debug, PartialEq)]
pub struct EdgePath {
    /// A chain of cubic Bézier curves: start, then three points a curve
    /// (control, control, end). Starts on the border of `from` and ends on
    /// the border of `to`.
    pub points: Vec<Pos2>,
    /// How it runs.
    pub run: Run,
    /// Both ends lie on one cycle.
    pub in_cycle: bool,
    /// A good place for a label: in the gap where the edge changes level.
    pub label_at: Pos2,
}

impl EdgePath {
    /// The curves one by one, as `[start, control, control, end]`.
    pub fn curves(&self) -> impl Iterator<Item = [Pos2; 4]> + '_ {
        self.points
            .windows(4)
            .step_by(3)
            .filter_map(|curve| curve.try_into().ok())
    }

    /// The way the edge comes in at its end, of length 1; for the arrow.
    pub fn arrival(&self) -> Vec2 {
        let end = self.points.last().copied().unwrap_or_default();
        let before = self
            .points
            .iter()
            .rev()
            .find(|p| (**p - end).length() > 0.01);
        before.map_or(Vec2::RIGHT, |p| (end - *p).normalized())
    }
}

/// Where a layer lies along the flow: x for columns, y for rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The fixed layer's number, or the rank of a free one.
    pub layer: usize,
    /// Where it begins.
    pub start: f32,
    /// Where it ends.
    pub end: f32,
}

/// A finished picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// One rectangle a node, in the order of the request.
    pub nodes: Vec<Rect>,
    /// One path an edge, in the order of the request.
    pub edges: Vec<EdgePath>,
    /// The columns or rows, when any layer was fixed; for their heads.
    pub bands: Vec<Band>,
    /// Node indices of each cycle (strongly connected part), ascending.
    pub cycles: Vec<Vec<usize>>,
    /// Everything drawn lies within.
    pub bounds: Rect,
}
