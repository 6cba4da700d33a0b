//! Sightline: design who may see and do what in an HR system, and see it with any person's eyes.

#[cfg(feature = "gui")]
pub mod ui;
