//! The one table of what a model can be exported to, for the window and the command line alike.
//!
//! A new target is a variant here, a line in [`FORMATS`] and an arm in [`parcel`].

use super::parcel::{Parcel, ParcelFile};
use super::report::{self, ReportInput};
use super::setup::{self, Wording};
use super::tables::tables;
use super::{casbin, cedar, csv_tables, openfga, scim, spicedb, xlsx};
use crate::engine::Engine;
use crate::io::json;

/// What a model can be exported to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Users and groups for directories.
    Scim,
    /// The whole model, for programs.
    Json,
    /// Tables as comma-separated values.
    Csv,
    /// Tables as one spreadsheet.
    Xlsx,
    /// The hand-over report.
    Html,
    /// The set-up sheet.
    Setup,
    /// Relations for OpenFGA.
    OpenFga,
    /// Relations for SpiceDB.
    SpiceDb,
    /// Policies for Cedar.
    Cedar,
    /// Policies for Casbin.
    Casbin,
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
pub const FORMATS: [FormatInfo; 10] = [
    FormatInfo {
        format: Format::Html,
        name: "html",
        title: "Hand-over report",
        purpose: "The scheme, its pictures, results and everyone's access, to print and to sign",
        is_folder: false,
        default_name: "report.html",
    },
    FormatInfo {
        format: Format::Setup,
        name: "setup",
        title: "Set-up sheet",
        purpose: "Numbered steps to key the scheme into an HR system, in its own words, to tick off",
        is_folder: true,
        default_name: "setup",
    },
    FormatInfo {
        format: Format::Xlsx,
        name: "xlsx",
        title: "XLSX spreadsheet",
        purpose: "People, roles, effective access with reasons and all results, as sheets of one file",
        is_folder: false,
        default_name: "tables.xlsx",
    },
    FormatInfo {
        format: Format::Csv,
        name: "csv",
        title: "CSV tables",
        purpose: "The same tables as text files, for any spreadsheet",
        is_folder: true,
        default_name: "tables",
    },
    FormatInfo {
        format: Format::Json,
        name: "json",
        title: "JSON",
        purpose: "The whole model for programs; it can be read back",
        is_folder: false,
        default_name: "model.json",
    },
    FormatInfo {
        format: Format::Scim,
        name: "scim",
        title: "SCIM 2.0",
        purpose: "Users, managers and groups for directories and identity providers",
        is_folder: true,
        default_name: "scim",
    },
    FormatInfo {
        format: Format::OpenFga,
        name: "openfga",
        title: "OpenFGA",
        purpose: "Model, tuples and tests for the relation store, with the same answers",
        is_folder: true,
        default_name: "openfga",
    },
    FormatInfo {
        format: Format::SpiceDb,
        name: "spicedb",
        title: "SpiceDB",
        purpose: "Schema, relationships and assertions for the relation store, with the same answers",
        is_folder: true,
        default_name: "spicedb",
    },
    FormatInfo {
        format: Format::Cedar,
        name: "cedar",
        title: "Cedar",
        purpose: "Policies, schema, entities and tests for the policy engine, with the same answers",
        is_folder: true,
        default_name: "cedar",
    },
    FormatInfo {
        format: Format::Casbin,
        name: "casbin",
        title: "Casbin",
        purpose: "Model and policy for the access library, with the same answers",
        is_folder: true,
        default_name: "casbin",
    },
];

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
    /// The report: pictures, signs, and whether names are masked.
    pub report: ReportInput,
    /// The set-up sheet: in whose words; unset = those of the system the model looks like.
    pub wording: Option<Wording>,
}

/// Makes an export, or says why it cannot be made.
pub fn parcel(format: Format, engine: &Engine, options: &ExportOptions) -> Result<Parcel, String> {
    let name = format.info().default_name;
    match format {
        Format::Scim => Ok(scim::scim(engine)),
        Format::Json => Ok(Parcel {
            files: vec![ParcelFile::new(name, json::to_text(engine.model()))],
            losses: Vec::new(),
        }),
        Format::Csv => Ok(csv_tables::csv(&tables(engine, options.with_targets))),
        Format::Setup => {
            let wording = options
                .wording
                .unwrap_or_else(|| Wording::guess(engine.model()));
            setup::setup(engine, wording)
        }
        Format::OpenFga => Ok(openfga(engine)),
        Format::SpiceDb => Ok(spicedb(engine)),
        Format::Cedar => Ok(cedar(engine)),
        Format::Casbin => Ok(casbin(engine)),
        Format::Html => report::report(engine, &options.report, name),
        Format::Xlsx => xlsx::xlsx(&tables(engine, options.with_targets), name, engine.day()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_a_line_of_its_own_and_is_found_by_its_name() {
        for info in &FORMATS {
            assert_eq!(info.format.info().name, info.name);
            assert_eq!(Format::named(info.name), Some(info.format));
            assert!(!info.purpose.ends_with('.'), "{}", info.name);
        }
        // The arms of this match are the variants: one more breaks the build here.
        let n = |format| match format {
            Format::Scim
            | Format::Json
            | Format::Csv
            | Format::Xlsx
            | Format::Html
            | Format::Setup
            | Format::OpenFga
            | Format::SpiceDb
            | Format::Cedar
            | Format::Casbin => 10,
        };
        assert_eq!(FORMATS.len(), n(Format::Scim));
    }
}
