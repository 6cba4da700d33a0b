//! Maps the model onto the fixed signs: levels, reaches, kinds of records.

use super::glyphs::KindShape;
use crate::graph::scene::NodeKind;

pub use crate::look::of_model::{level, level_on, reach, scope};

/// The shape of a node of the graph.
pub fn node(kind: NodeKind) -> KindShape {
    match kind {
        NodeKind::Person => KindShape::Person,
        NodeKind::ServiceUser => KindShape::ServiceUser,
        NodeKind::External => KindShape::External,
        NodeKind::Bundle => KindShape::Bundle,
        NodeKind::Group => KindShape::Group,
        NodeKind::Role | NodeKind::CustomSet => KindShape::Role,
        NodeKind::Permission => KindShape::Permission,
        NodeKind::Reach => KindShape::Data,
        NodeKind::Module => KindShape::Module,
    }
}
