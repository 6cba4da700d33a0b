//! What a file of others would do to a model: which column goes where, who is new, who changes
//! and how, who is gone, what is not clear and what can be done about it; and the one change that
//! does all of it. Nothing is applied here.
//!
//! Rows pasted from a spreadsheet are planned the same way.

mod beside;
mod content;
mod dates;
mod draft;
mod fill;
mod goes;
mod guess;
mod lines;
mod mapping;
pub mod matrix;
mod numbers;
mod people;
mod people_of;
mod telling;
mod told;
mod trouble;
mod words;

pub use dates::DayOrder;
pub use goes::{Goes, NamePart, new_field, type_word};
pub use guess::guess;
pub use mapping::{Mapped, Mapping};
pub use numbers::Decimal;
pub use people::{Plan, plan};
pub use told::{CellChange, PlannedRow, RowPlan};
pub use trouble::{Choices, Hitch, Leavers, Offer, Repair, Trouble};
