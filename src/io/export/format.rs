//! The one table of what a model can be exported to, for the window and the command line alike.
//!
//! A new target is a variant here, a line in [`FORMATS`] and an arm in [`parcel`].

use super::parcel::Parcel;
use super::{csv_tables, tables};
use crate::engine::Engine;

/// What a model can be exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Tables as comma-separated values.
    Csv,
}

/// What there is to know about a format before it is made.
#[derive(Clone, Copy, Debug)]
pub struct FormatInfo {
    /// Which.
    pub format: Format,
    /// Its name on the command line.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What it is for, in one sentence.
    pub purpose: &'static str,
    /// It is a folder of files, not one file.
    pub is_folder: bool,
    /// How the file or folder is called if nothing else is asked for.
    pub default_name: &'static str,
}

/// Every format, in the order in which they are offered.
pub const FORMATS: [FormatInfo; 1] = [FormatInfo {
    format: Format::Csv,
    name: "csv",
    title: "CSV tables",
    purpose: "People, roles, effective access with reasons and all results, a file each, for any spreadsheet",
    is_folder: true,
    default_name: "tables",
}];

impl Format {
    /// All that is known about it.
    pub fn info(self) -> &'static FormatInfo {
        static FALLBACK: FormatInfo = FORMATS[0];
        FORMATS
            .iter()
            .find(|info| info.format == self)
            .unwrap_or(&FALLBACK)
    }

    /// The format of a name, as typed.
    pub fn named(name: &str) -> Option<Format> {
        let found = FORMATS.iter().find(|info| info.name == name);
        found.map(|info| info.format)
    }
}

/// What may be chosen for an export.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    /// Tables: every target of everyone as well.
    pub with_targets: bool,
}

/// Makes an export.
pub fn parcel(format: Format, engine: &Engine, options: &ExportOptions) -> Parcel {
    match format {
        Format::Csv => csv_tables::csv(&tables::tables(engine, options.with_targets)),
    }
}
