//! What a model is checked for while it is edited: expectations, duty rules, findings.

mod duties;
mod expectations;
pub mod findings;

pub use duties::{DutyConflict, run_duties};
pub use expectations::{Breaker, ExpectationResult, run_expectation, run_expectations, sentence};
pub use findings::{Finding, FindingSeverity, findings};
