//! OpenFGA: a model in its language and in JSON, tuples, and a store file with tests.
//!
//! `fga store import --file store.fga.yaml` takes all of it, `fga model test --tests store.fga.yaml`
//! proves it without a server. Formats: openfga.dev, "Configuration Language" and "Store file format".

mod dsl;
mod json;
mod size;
mod store;
mod tuples;

use super::relations::{Dialect, related};
use super::{Alphabet, Fate, Loss, Parcel, ParcelFile};
use crate::engine::Engine;

/// Words of the language, and names it keeps to itself.
const RESERVED: &[&str] = &[
    "self",
    "this",
    "model",
    "module",
    "extend",
    "schema",
    "type",
    "types",
    "relation",
    "relations",
    "define",
    "or",
    "and",
    "but",
    "not",
    "from",
    "with",
    "condition",
    "in",
    "true",
    "false",
    "null",
    "map",
    "list",
];

static DIALECT: Dialect = Dialect {
    target: "OpenFGA",
    types: Alphabet {
        longest: 60,
        shortest: 1,
        also: "",
        keeps_case: false,
        may_start_with_digit: false,
        reserved: RESERVED,
    },
    relations: Alphabet {
        longest: 50,
        shortest: 1,
        also: "",
        keeps_case: false,
        may_start_with_digit: false,
        reserved: RESERVED,
    },
    // An object with its type is at most 256 long.
    ids: Alphabet {
        longest: 180,
        shortest: 1,
        also: "-.@+|",
        keeps_case: true,
        may_start_with_digit: true,
        reserved: &[],
    },
    // OPENFGA_RESOLVE_NODE_LIMIT, as it comes.
    deepest: 25,
};

/// Limits of a server as it comes.
const MOST_TYPES: usize = 100;
const MOST_BYTES: usize = 256 * 1024;

/// A model for OpenFGA.
pub fn openfga(engine: &Engine) -> Parcel {
    let related = related(engine, &DIALECT);
    let mut losses = related.losses;
    let bytes = size::of(&related.graph);
    if bytes > MOST_BYTES {
        losses.push(Loss::new(
            Fate::Dropped,
            "The whole model",
            format!(
                "{} KB are more than the {} KB a server takes as it comes: raise OPENFGA_MAX_AUTHORIZATION_MODEL_SIZE_IN_BYTES there",
                bytes.div_ceil(1024),
                MOST_BYTES / 1024
            ),
        ));
    }
    let n_types = related.graph.types.len();
    if n_types > MOST_TYPES {
        losses.push(Loss::new(
            Fate::Dropped,
            "The whole model",
            format!(
                "{n_types} types are more than the {MOST_TYPES} a server takes as it comes: raise OPENFGA_MAX_TYPES_PER_AUTHORIZATION_MODEL there"
            ),
        ));
    }
    losses.sort();
    let model = engine.model();
    let files = vec![
        ParcelFile::new("model.fga", dsl::model(engine, &related.graph)),
        ParcelFile::new("model.json", json::model(&related.graph)),
        ParcelFile::new("tuples.csv", tuples::file(&related.graph)),
        ParcelFile::new(
            "store.fga.yaml",
            store::file(model.name(), related.graph.tuples.len(), &related.tests),
        ),
        ParcelFile::new("names.csv", related.names),
    ];
    Parcel { files, losses }
}
