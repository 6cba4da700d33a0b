//! What leaves the program for others: one target a file or folder here. Each export is made whole
//! in memory, as a [`Parcel`] of files with the list of what does not carry over, then written.
//!
//! An exporter is a pure function of an engine (its model and day): the same model, the same bytes.
//! Not here: where it goes to is asked by the session; pictures are drawn by the graph layer and
//! handed in.

mod casbin;
mod cedar;
mod loss;
mod names;
mod parcel;
mod policy;

pub use casbin::casbin;
pub use cedar::cedar;
pub use loss::{Fate, Loss, loss_report};
pub use names::{Alphabet, Slugs};
pub use parcel::{Parcel, ParcelFile, write_parcel};
