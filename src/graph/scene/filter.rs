//! Leaves out kinds of nodes, kinds of edges, and people.

use std::collections::BTreeSet;

use petgraph::Direction;
use petgraph::graph::NodeIndex;

use super::focus::cut;
use super::{Edge, EdgeKind, NodeKind, Scene};
use crate::model::PrincipalId;

/// Without nodes and edges of some kinds. What led through a node that is left out leads past it:
/// without groups, people hold the roles of their groups themselves.
pub(super) fn kinds(
    scene: &Scene,
    nodes: &BTreeSet<NodeKind>,
    edges: &BTreeSet<EdgeKind>,
) -> Scene {
    let is_out = |at: usize| scene.nodes.get(at).is_some_and(|n| nodes.contains(&n.kind));
    let mut kept: Vec<Edge> = Vec::new();
    let mut seen: BTreeSet<(usize, usize, EdgeKind)> = BTreeSet::new();
    let mut keep = |edge: Edge| {
        if seen.insert((edge.from, edge.to, edge.kind)) {
            kept.push(edge);
        }
    };
    let shown = |edge: &&Edge| !edges.contains(&edge.kind);
    for edge in scene.edges.iter().filter(shown) {
        if is_out(edge.from) {
            continue;
        }
        if !is_out(edge.to) {
            keep(edge.clone());
            continue;
        }
        for past in past(scene, edge.to, &is_out, edges) {
            keep(Edge {
                from: edge.from,
                ..past
            });
        }
    }
    let whole = Scene::new(bare(scene), kept);
    let keep: Vec<bool> = (0..scene.nodes.len()).map(|at| !is_out(at)).collect();
    cut(&whole, &keep)
}

/// The edges by which one comes past nodes that are left out.
fn past(
    scene: &Scene,
    from: usize,
    is_out: &impl Fn(usize) -> bool,
    without: &BTreeSet<EdgeKind>,
) -> Vec<Edge> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::from([from]);
    let mut front = vec![from];
    while let Some(at) = front.pop() {
        for edge in scene.graph.edges(NodeIndex::new(at)) {
            let Some(edge) = scene.edges.get(*edge.weight()) else {
                continue;
            };
            if without.contains(&edge.kind) {
                continue;
            }
            if !is_out(edge.to) {
                found.push(edge.clone());
            } else if seen.insert(edge.to) {
                front.push(edge.to);
            }
        }
    }
    found.sort_by_key(|edge| (edge.to, edge.kind));
    found
}

/// Only these people, and what they come to.
pub(super) fn people(scene: &Scene, people: &BTreeSet<PrincipalId>) -> Scene {
    let mut nodes = bare(scene);
    let mut keep = vec![false; nodes.len()];
    let mut front = Vec::new();
    for (at, node) in nodes.iter_mut().enumerate() {
        node.members.retain(|id| people.contains(id));
        let is_one = |id: &PrincipalId| node.key == format!("person:{id}");
        if !node.members.is_empty() || people.iter().any(is_one) {
            front.push(at);
        }
        if node.kind == NodeKind::Bundle {
            node.subtitle = format!("+{} people", node.members.len());
        }
    }
    while let Some(at) = front.pop() {
        if keep.get(at).copied().unwrap_or(true) {
            continue;
        }
        if let Some(slot) = keep.get_mut(at) {
            *slot = true;
        }
        let next = scene
            .graph
            .neighbors_directed(NodeIndex::new(at), Direction::Outgoing);
        front.extend(next.map(NodeIndex::index));
    }
    cut(&Scene::new(nodes, scene.edges.clone()), &keep)
}

/// The nodes without the marks that are put on anew.
fn bare(scene: &Scene) -> Vec<super::Node> {
    let mut nodes = scene.nodes.clone();
    for node in &mut nodes {
        node.marks.retain(|mark| *mark != super::Mark::Cycle);
    }
    nodes
}
