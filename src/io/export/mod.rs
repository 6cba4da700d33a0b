//! What leaves the program for others: one target a file or folder here. Each export is made whole
//! in memory, as a [`Parcel`] of files with the list of what does not carry over, then written.
//!
//! An exporter is a pure function of an engine (its model and day): the same model, the same bytes.
//! Not here: where it goes to is asked by the session; pictures are drawn by the graph layer and
//! handed in.

mod loss;
mod names;
mod openfga;
mod parcel;
mod relations;
mod spicedb;

pub use loss::{Fate, Loss, loss_report};
pub use names::{Alphabet, Slugs};
pub use openfga::openfga;
pub use parcel::{Parcel, ParcelFile, write_parcel};
pub use spicedb::spicedb;
