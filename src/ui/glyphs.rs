//! The fixed signs: levels, reaches, and the shapes of kinds of things.
//!
//! Each sign looks the same wherever it stands: grid, graph, simulator, report.
//! The enums here are the drawing's own; the model is mapped onto them elsewhere.

mod kind;
mod level;
mod reach;

pub use kind::{KindShape, kind_mark, kind_outline, kind_shape};
pub use level::{Fill, LevelSign, level_glyph};
pub use reach::{ReachSign, reach_glyph};

/// Whether a sign stands on its own or was taken over from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Origin {
    /// Set here.
    #[default]
    Own,
    /// From the parent row, or implied by another permission: dashed and quieter.
    Inherited,
}
