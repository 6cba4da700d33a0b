//! What the simulator tells, as data: who can, with every door to a field; two side by side; the
//! readings that decide an answer. Not here: how the window shows them.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod readings;
mod side;
mod who;
