//! Maps the model onto the fixed signs: levels, reaches, kinds of records.

use super::glyphs::KindShape;
use crate::graph::scene::NodeKind;

pub use crate::look::of_model::{level, level_on, reach, scope};

/// The shape of a node of the graph.
pub fn node(kind: NodeKind) -> KindShape {
    kind.shape()
}
