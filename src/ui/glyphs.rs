//! The fixed signs: levels, reaches, and the shapes of kinds of things.
//!
//! Each sign looks the same wherever it stands: grid, graph, simulator, report.
//! What they are and look like stands in `look`; here they are drawn.

mod kind;
mod level;
mod parts;
mod reach;

pub use crate::look::{Fill, KindShape, LevelSign, ReachSign, kind_outline};
pub use kind::{kind_mark, kind_shape};
pub use level::level_glyph;
pub use reach::reach_glyph;

/// Whether a sign stands on its own or was taken over from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Origin {
    /// Set here.
    #[default]
    Own,
    /// From the parent row, or implied by another permission: dashed and quieter.
    Inherited,
}
