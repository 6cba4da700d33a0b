//! The people table as text: its columns, what a cell says and how it is read back, tab-separated
//! text, and the plan of rows that were pasted. Nothing is applied here.

mod column;
mod paste;
mod tabbed;

pub use column::{ACCOUNTS, CellValue, Names, PeopleColumn, account_word};
pub use paste::{CellChange, Paste, PastedRow, RowPlan, plan};
pub use tabbed::{copy, parse, write};
