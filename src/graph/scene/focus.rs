//! A part of a scene: what lies around some records, to a depth.

use petgraph::Direction;
use petgraph::graph::NodeIndex;

use super::{Edge, Scene};
use crate::model::Key;

/// What can be reached from the focus along the edges, and what it can be reached from, each within
/// `depth` steps; 0 = however far. Without the focus the scene stays whole.
pub(super) fn around(scene: &Scene, focus: &[Key], depth: usize) -> Scene {
    let starts: Vec<usize> = scene
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| {
            focus.iter().any(|key| {
                node.record.as_ref() == Some(key)
                    || matches!(key, Key::Principal(id) if node.members.contains(id))
            })
        })
        .map(|(n, _)| n)
        .collect();
    if starts.is_empty() {
        return scene.clone();
    }
    let mut keep = vec![false; scene.nodes.len()];
    for direction in [Direction::Outgoing, Direction::Incoming] {
        let mut seen = vec![false; scene.nodes.len()];
        let mut front = starts.clone();
        let mut steps = 0;
        while !front.is_empty() {
            for n in &front {
                if let (Some(a), Some(b)) = (keep.get_mut(*n), seen.get_mut(*n)) {
                    *a = true;
                    *b = true;
                }
            }
            if depth > 0 && steps == depth {
                break;
            }
            steps += 1;
            let mut next: Vec<usize> = Vec::new();
            for n in front {
                for other in scene.graph.neighbors_directed(NodeIndex::new(n), direction) {
                    let at = other.index();
                    if !seen.get(at).copied().unwrap_or(true) && !next.contains(&at) {
                        next.push(at);
                    }
                }
            }
            front = next;
        }
    }
    cut(scene, &keep)
}

/// The scene with those nodes only, and the edges between them.
pub(super) fn cut(scene: &Scene, keep: &[bool]) -> Scene {
    let mut new_place = vec![None; scene.nodes.len()];
    let mut nodes = Vec::new();
    for (n, node) in scene.nodes.iter().enumerate() {
        if keep.get(n).copied().unwrap_or(false) {
            if let Some(slot) = new_place.get_mut(n) {
                *slot = Some(nodes.len());
            }
            let mut node = node.clone();
            node.marks.retain(|mark| *mark != super::Mark::Cycle);
            nodes.push(node);
        }
    }
    let place = |n: usize| new_place.get(n).copied().flatten();
    let edges = scene
        .edges
        .iter()
        .filter_map(|edge| {
            Some(Edge {
                from: place(edge.from)?,
                to: place(edge.to)?,
                ..edge.clone()
            })
        })
        .collect();
    Scene::new(nodes, edges)
}
