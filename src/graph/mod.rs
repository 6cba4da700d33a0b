//! PLACES: where things stand in a picture. Plain values in, plain values out;
//! uses `emath` for points and rectangles and never draws.

pub mod definition;
pub mod export;
pub mod far;
pub mod findings;
pub mod layout;
pub mod scene;
pub mod tree;
pub mod walk;
