//! The bare parse of a model file: `ron` into the record types and nothing after, the floor that
//! opening a file is measured against.

use serde::Deserialize;
use sightline::model::{
    Assignment, CustomSet, DelegationRule, DirectGrant, DutyRule, Expectation, Field, Group, Guard,
    Implication, Item, Kind, Label, Ladder, Module, NamedReach, Permission, Principal,
    PrincipalScope, Requirement, Role, Settings, Suppression, Switch, Team,
};

macro_rules! define_bare {
    ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
        /// The lists of a file as they stand in it.
        #[derive(Deserialize)]
        #[serde(rename = "Model")]
        pub struct Bare {
            #[serde(rename = "version")]
            _version: u32,
            #[serde(rename = "name")]
            _name: String,
            #[serde(default, rename = "notes")]
            _notes: String,
            #[serde(default, rename = "settings")]
            _settings: Settings,
            $(
                #[serde(default)]
                pub $table: Vec<$record>,
            )*
        }
    };
}

sightline::with_tables!(define_bare);

/// Parses a text into the record types.
pub fn bare(text: &str) -> Bare {
    ron::from_str(text).expect("a model file")
}
