//! The window: drawing and input only. Answers come from the layers below.
//!
//! Panels get a [`Context`] of shared references and push `Action`s; what they keep for
//! themselves (filters, cameras, what is folded) is in [`State`].

pub mod app;
mod context;
mod deed;
pub mod dialogs;
pub mod drag;
mod exporting;
mod frame;
mod importing;
mod inspector;
mod keys;
mod palette;
mod questions;
mod recovered;
mod start;
mod state;

pub mod access;
pub mod checks;
pub mod compare;
pub mod graph;
pub mod history;
pub mod organisation;
pub mod shifts;
pub mod signs;
pub mod simulate;

pub mod canvas;
pub mod gallery;
pub mod glyphs;
pub mod icons;
pub mod mark;
pub mod paint;
pub mod raster;
pub mod theme;
pub mod widgets;

pub use app::{Launch, SightlineApp, run};
pub use context::{Context, Room, kind_of, wake};
pub use state::State;
