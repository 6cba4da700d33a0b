//! Small readers of what is exported to engines of relations, written from the public documentation
//! of those engines and knowing nothing of the exporter: text in, yes or no out.
//!
//! They refuse what the engine would refuse: names it does not take, a tuple of a kind its relation
//! does not take, a tuple that comes twice.
#![allow(dead_code)]

mod expr;
pub mod fga;
pub mod listed;
pub mod store;
pub mod yaml;
pub mod zed;

#[allow(unused_imports)]
pub use store::{Answers, Store};
