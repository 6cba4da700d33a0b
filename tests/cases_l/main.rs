//! World L, the worked cases of onboarding permissions: each test bears the id of its case.
//! Not here: how the window shows them.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../common/cases.rs"]
mod cases;
mod pooling;
mod rights;
mod roles;
mod sets;
mod world;
