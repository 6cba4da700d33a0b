//! PLAIN QUESTIONS: "who can edit the salary of people in Berlin", read by a fixed grammar against
//! the names of the open model, completed while it is typed, and answered by the engine. Plain
//! data; nothing is drawn here, and nothing leaves the machine.
//!
//! `rules` is the grammar, one table; `lexicon` the names; `walk` matches both with what was typed;
//! `verbs` says which level "see" or "edit" means; `answer` asks the engine.
//!
//! How words are read:
//! - "see" means the lowest level that shows a value: masked does not count, and can be asked for as
//!   "who has salary at masked". "Edit" and "propose" mean the levels of those names. On a plain yes
//!   or no "see" and "edit" fit where the name of the permission says so.
//! - A field means every permission that shows it, so that a side door is not missed.
//! - A name may be given in part where only one has it. Case, accents and punctuation do not count,
//!   unless they alone tell two people apart.

mod answer;
mod gather;
mod lexicon;
mod offer;
mod pattern;
mod question;
mod read;
mod rules;
mod slots;
mod tokens;
mod verbs;
mod walk;
mod words;

pub use answer::{AnswerRow, Door, PlainAnswer, answer, begin};
pub use lexicon::Lexicon;
pub use offer::{Offered, ROWS_AT_ONCE, offered};
pub use question::{Actor, Deed, Doing, Giver, Holding, Kept, PlainQuestion, Verb, Whom};
pub use read::{Completion, Example, NotUnderstood, complete, examples, is_begun, parse};
