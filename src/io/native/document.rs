//! The shape of a file: one list a section, in the order of the model's tables.

use serde::Deserialize;

use crate::model::{
    Assignment, CustomSet, DelegationRule, DirectGrant, DutyRule, Expectation, Field, Group, Guard,
    Implication, Item, Kind, Label, Ladder, Module, NamedReach, Parts, Permission, Principal,
    PrincipalScope, Requirement, Role, Settings, Suppression, Switch, Team,
};

macro_rules! define_document {
    ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
        /// A file as it is written.
        #[derive(Deserialize)]
        #[serde(rename = "Model", deny_unknown_fields)]
        pub struct Document {
            #[serde(rename = "version")]
            _version: u32,
            name: String,
            #[serde(default)]
            notes: String,
            #[serde(default)]
            settings: Settings,
            $(
                #[serde(default)]
                $table: Vec<$record>,
            )*
        }

        impl From<Document> for Parts {
            fn from(document: Document) -> Parts {
                Parts {
                    name: document.name,
                    notes: document.notes,
                    settings: document.settings,
                    $($table: document.$table,)*
                }
            }
        }

        /// The sections that are lists of records, in the order of the file.
        pub const SECTIONS: &[&str] = &[$(stringify!($table),)*];
    };
}

crate::with_tables!(define_document);
