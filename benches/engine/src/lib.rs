//! What the benchmarks share: companies generated from a seed, ways to measure, and our engine as
//! they ask it. The benchmarks of this crate take our engine alone; those of `benches/peers` set
//! it beside others.

pub mod company;
pub mod measure;
pub mod ours;
