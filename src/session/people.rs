//! Rows of the people table as tab-separated text, and the plan of rows that were pasted. Nothing
//! is applied here.

mod paste;
mod tabbed;

pub use paste::{CellChange, Mapping, Paste, PastedRow, RowPlan, guess, plan};
pub use tabbed::{copy, parse, parse_all, write, write_harmless};
