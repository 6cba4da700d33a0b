//! The window: drawing and input only. Answers come from the layers below.

pub mod canvas;
pub mod gallery;
pub mod glyphs;
pub mod icons;
mod icons_table;
pub mod mark;
pub mod paint;
pub mod raster;
pub mod theme;
pub mod widgets;
