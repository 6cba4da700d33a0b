//! SpiceDB: a schema, and a validation file with relationships and assertions.
//!
//! `zed validate validation.zed.yaml` proves it, `zed import validation.zed.yaml` takes it. Formats:
//! authzed.com/docs, "Schema Language" and "Validation, Testing, Debugging".

mod schema;
mod validation;

use super::relations::{Dialect, related};
use super::{Alphabet, Parcel, ParcelFile};
use crate::engine::Engine;

/// Words of the language, and those it came to use later.
const RESERVED: &[&str] = &[
    "definition",
    "caveat",
    "relation",
    "permission",
    "nil",
    "with",
    "self",
    "use",
    "import",
    "partial",
    "expiration",
    "any",
    "all",
    "and",
];

const NAMES: Alphabet = Alphabet {
    longest: 60,
    shortest: 3,
    also: "",
    keeps_case: false,
    may_start_with_digit: false,
    reserved: RESERVED,
};

static DIALECT: Dialect = Dialect {
    target: "SpiceDB",
    types: NAMES,
    relations: NAMES,
    ids: Alphabet {
        longest: 120,
        shortest: 1,
        also: "-",
        keeps_case: true,
        may_start_with_digit: true,
        reserved: &[],
    },
    // --dispatch-max-depth, as it comes.
    deepest: 50,
};

/// A model for SpiceDB.
pub fn spicedb(engine: &Engine) -> Parcel {
    let related = related(engine, &DIALECT);
    let files = vec![
        ParcelFile::new("schema.zed", schema::file(engine, &related.graph)),
        ParcelFile::new(
            "validation.zed.yaml",
            validation::file(&related.graph, &related.tests),
        ),
        ParcelFile::new("names.csv", related.names),
    ];
    Parcel {
        files,
        losses: related.losses,
    }
}
