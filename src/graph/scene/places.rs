//! What a scene asks of the layout: sizes, columns, and which way edges run.

use emath::{Vec2, vec2};

use super::{EdgeKind, Node, Scene};
use crate::graph::layout::{Direction, EdgeSpec, Effort, Gaps, LayoutRequest, NodeSpec};

/// Width and height of a node, in points.
pub const NODE: Vec2 = vec2(176.0, 40.0);

impl Scene {
    /// The layout of this scene with nodes of some size.
    pub fn layout_request(&self, size: impl Fn(&Node) -> Vec2) -> LayoutRequest {
        let in_columns = self.nodes.iter().any(|node| node.column.is_some());
        let nodes = self.nodes.iter().map(|node| NodeSpec {
            key: node.key.clone(),
            size: size(node),
            layer: node.column,
            group: None,
            hint: None,
        });
        // A view set points back at its module: drawn, but it must not turn the layers round.
        let edges = self.edges.iter().map(|edge| match edge.kind {
            EdgeKind::ViewSet => EdgeSpec {
                from: edge.to,
                to: edge.from,
            },
            _ => EdgeSpec {
                from: edge.from,
                to: edge.to,
            },
        });
        LayoutRequest {
            nodes: nodes.collect(),
            edges: edges.collect(),
            direction: Direction::LeftToRight,
            gaps: Gaps {
                node: 16.0,
                layer: if in_columns { 72.0 } else { 64.0 },
                ..Gaps::default()
            },
            effort: Effort::Careful,
        }
    }
}
