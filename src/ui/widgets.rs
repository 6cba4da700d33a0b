//! The parts the window is built from.
//!
//! Plain data in, a response or a small action out: nothing here changes the
//! program's state. What a part keeps for itself (a draft, what is folded) lies
//! in egui's memory. Every part has an accessible name, shows the keyboard focus
//! and takes its colours from the theme.

mod bits;
mod buttons;
mod card;
mod cell;
mod chip;
mod combo;
mod combo_list;
mod dialog;
mod empty;
mod field;
mod head;
mod menu;
mod popover;
mod question;
mod rail;
mod section;
mod segmented;
mod sentence;
mod status;
mod table;
mod table_cell;
mod table_head;
mod table_keys;
mod text;
mod toast;
mod tree;
mod why;
mod word_chip;

pub use bits::{Tone, bar, coming, divider, key_cap, legend, meter, spinner, waiting};
pub use buttons::{Button, Look, icon_button, link};
pub use card::{CardAction, CardNote, ChangeCard, ChangeGroup, ChangeLine, chosen_edge, page_card};
pub use cell::{CellData, CellState, paint_cell};
pub use chip::{Chip, ChipResponse, SeeingAs, seeing_as};
pub use combo::{Choice, Combo, Opened};
pub use combo_list::{holds, put_caret_last, select_all};
pub use dialog::dialog;
pub use empty::EmptyPlace;
pub use field::{FieldResponse, TextField, field_row};
pub use head::{HeadAction, HeadButton, InspectorHead};
pub use menu::entry;
pub use popover::{Popover, number_key, repair_card};
pub use question::{Answer, Question};
pub use rail::RailItem;
pub use section::Section;
pub use segmented::{Segment, segmented};
pub use sentence::{Claim, ClaimResponse, claim, sentence};
pub use status::status_item;
pub use table::{CellAction, Column, Sort, Table, TableAction};
pub use table_cell::Cell;
pub use table_keys::{CellCursor, typed};
pub use text::{Run, label, runs, runs_galley};
pub use toast::{ToastAction, toast};
pub use tree::{TreeAction, TreeRow, tree_row};
pub use why::{NearMiss, WhyStep, near_miss, why_step};
pub use word_chip::{WordCard, word};
