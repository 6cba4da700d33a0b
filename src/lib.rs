//! Sightline: design who may see and do what in an HR system, and see it with any person's eyes.
//!
//! Layers, each naming only those before it: [`model`] (facts), [`look`] (colours, signs, fonts as
//! plain values), [`engine`] (answers), [`graph`] (places), [`session`] (one open document), `ui`
//! (drawing). [`io`] (files) knows model and engine. [`cli`] answers from the command line.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod model;

pub mod look;

pub mod engine;

pub mod io;

pub mod graph;

pub mod session;

pub mod cli;

#[cfg(feature = "gui")]
pub mod ui;
