//! What leaves the program for others: one target a file or folder here. Each export is made whole
//! in memory, as a [`Parcel`] of files with the list of what does not carry over, then written.
//!
//! An exporter is a pure function of an engine (its model and day): the same model, the same bytes.
//! Not here: where it goes to is asked by the session; pictures are drawn by the graph layer and
//! handed in.

mod belonging;
mod casbin;
mod cedar;
mod csv_tables;
mod format;
mod loss;
mod mask;
mod names;
mod openfga;
mod page;
mod parcel;
mod policy;
mod relations;
pub mod report;
mod said;
pub mod scim;
pub mod setup;
mod spicedb;
pub mod tables;
pub mod xlsx;

pub use casbin::casbin;
pub use cedar::cedar;
pub use format::{ExportOptions, FORMATS, Format, FormatInfo, parcel};
pub use loss::{Fate, Loss, loss_report};
pub use mask::Mask;
pub use names::{Alphabet, Slugs};
pub use openfga::openfga;
pub use parcel::{Parcel, ParcelFile, report_beside, write_parcel, write_with_report};
pub use spicedb::spicedb;
