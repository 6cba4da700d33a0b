//! The model: ordered tables with read access only, and the list of tables from which the
//! record and key types are made. A model changes only by applying a [`Change`](super::Change).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::delegation::DelegationRule;
use super::expectation::{DutyRule, Expectation};
use super::field::Field;
use super::group::Group;
use super::ids::*;
use super::item::{Item, Kind, Label, Team};
use super::permission::{Ladder, Module, NamedReach, Permission};
use super::principal::Principal;
use super::role::{Assignment, CustomSet, DirectGrant, PrincipalScope, Role};
use super::rules::{Guard, Implication, Requirement, Suppression, Switch};
use super::settings::Settings;
use super::table::{Entity, Table};

/// Calls a macro with every table of the model, in the order of the file:
/// `field: Variant(Record, Id), "word", |record| title;`
#[macro_export]
macro_rules! with_tables {
    ($callback:ident) => {
        $callback! {
            fields: Field(Field, FieldId), "field", |r| r.name.clone();
            ladders: Ladder(Ladder, LadderId), "ladder", |r| r.id.to_string();
            reaches: Reach(NamedReach, ReachId), "named reach", |r| r.name.clone();
            labels: Label(Label, LabelId), "label", |r| r.name.clone();
            teams: Team(Team, TeamId), "team", |r| r.name.clone();
            kinds: Kind(Kind, KindId), "kind of items", |r| r.name.clone();
            principals: Principal(Principal, PrincipalId), "person or account", |r| r.name.clone();
            items: Item(Item, ItemId), "item", |r| r.name.clone();
            groups: Group(Group, GroupId), "group", |r| r.name.clone();
            modules: Module(Module, ModuleId), "module", |r| r.name.clone();
            permissions: Permission(Permission, PermissionId), "permission", |r| r.name.clone();
            implications: Implication(Implication, ImplicationId), "implication", |r| r.id.to_string();
            requirements: Requirement(Requirement, RequirementId), "requirement", |r| r.id.to_string();
            switches: Switch(Switch, SwitchId), "switch", |r| r.name.clone();
            roles: Role(Role, RoleId), "role", |r| r.name.clone();
            assignments: Assignment(Assignment, AssignmentId), "assignment", |r| r.id.to_string();
            direct_grants: DirectGrant(DirectGrant, DirectGrantId), "direct grant", |r| r.id.to_string();
            principal_scopes: PrincipalScope(PrincipalScope, PrincipalId), "scope of a principal", |r| r.principal.to_string();
            custom_sets: CustomSet(CustomSet, CustomSetId), "custom set", |r| r.id.to_string();
            suppressions: Suppression(Suppression, SuppressionId), "suppression", |r| r.name.clone();
            guards: Guard(Guard, GuardId), "guard", |r| r.name.clone();
            delegation: DelegationRule(DelegationRule, DelegationRuleId), "delegation rule", |r| r.name.clone();
            expectations: Expectation(Expectation, ExpectationId), "expectation", |r| if r.name.is_empty() { r.id.to_string() } else { r.name.clone() };
            duties: DutyRule(DutyRule, DutyRuleId), "duty rule", |r| r.name.clone();
        }
    };
}

trait IdOf {
    type Id;
    fn id_of(&self) -> &Self::Id;
}

macro_rules! define_facts {
    ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
        /// A model of one or more HR systems: the facts, and nothing derived from them.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Model {
            pub(super) name: String,
            pub(super) notes: String,
            pub(super) settings: Arc<Settings>,
            $(pub(super) $table: Table<$record>,)*
        }

        impl Model {
            $(
                #[doc = concat!("The table of every ", $word, ".")]
                pub fn $table(&self) -> &Table<$record> {
                    &self.$table
                }
            )*

            /// True if the key names a record of the model.
            pub fn contains(&self, key: &Key) -> bool {
                match key {
                    $(Key::$variant(id) => self.$table.contains(id),)*
                }
            }

            /// The record a key names.
            pub fn record(&self, key: &Key) -> Option<Record> {
                match key {
                    $(Key::$variant(id) => self.$table.get_shared(id).cloned().map(Record::$variant),)*
                }
            }

            /// Every key, table by table.
            pub fn keys(&self) -> Vec<Key> {
                let mut keys = Vec::new();
                $(keys.extend(self.$table.ids().cloned().map(Key::$variant));)*
                keys
            }

            pub(super) fn put(&mut self, record: Record, at: Option<usize>) -> Option<Record> {
                match record {
                    $(Record::$variant(row) => self.$table.put(row, at).map(Record::$variant),)*
                }
            }

            pub(super) fn take(&mut self, key: &Key) -> Option<(usize, Record)> {
                match key {
                    $(Key::$variant(id) => self.$table.take(id).map(|(at, row)| (at, Record::$variant(row))),)*
                }
            }

            pub(super) fn shift(&mut self, key: &Key, to: usize) -> Option<usize> {
                match key {
                    $(Key::$variant(id) => self.$table.shift(id, to),)*
                }
            }
        }

        /// What a model is made of before its ids are known to be unique: one list a section.
        #[derive(Clone, Debug, Default)]
        pub struct Parts {
            /// Name of the model.
            pub name: String,
            /// Notes on the model.
            pub notes: String,
            /// Its settings.
            pub settings: Settings,
            $(
                #[doc = concat!("Every ", $word, ".")]
                pub $table: Vec<$record>,
            )*
        }

        impl Parts {
            /// The model, and the ids that came twice as (key, place in its section). The first of
            /// each stays.
            pub fn into_model(self) -> (Model, Vec<(Key, usize)>) {
                let mut twice = Vec::new();
                let model = Model {
                    name: self.name,
                    notes: self.notes,
                    settings: Arc::new(self.settings),
                    $($table: {
                        let (table, again) = Table::from_list(self.$table);
                        twice.extend(again.into_iter().map(|(at, id)| (Key::$variant(id), at)));
                        table
                    },)*
                };
                (model, twice)
            }
        }

        /// One record of any table.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Record {
            $(
                #[doc = concat!("A ", $word, ".")]
                $variant(Arc<$record>),
            )*
        }

        $(
            impl From<$record> for Record {
                fn from(row: $record) -> Self {
                    Record::$variant(Arc::new(row))
                }
            }

            impl Entity for $record {
                type Id = $id;
                const SECTION: &'static str = stringify!($table);
                const WORD: &'static str = $word;
                fn id(&self) -> &Self::Id {
                    IdOf::id_of(self)
                }
                fn title(&self) -> String {
                    let $r = self;
                    $title
                }
            }
        )*

        impl Record {
            /// The key of the record.
            pub fn key(&self) -> Key {
                match self {
                    $(Record::$variant(row) => Key::$variant(row.id().clone()),)*
                }
            }

            /// What people call it.
            pub fn title(&self) -> String {
                match self {
                    $(Record::$variant(row) => row.title(),)*
                }
            }
        }

        /// The table and id of a record.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Key {
            $(
                #[doc = concat!("A ", $word, ".")]
                $variant($id),
            )*
        }

        impl Key {
            /// What such a record is called: "role", "group".
            pub fn word(&self) -> &'static str {
                match self {
                    $(Key::$variant(_) => $word,)*
                }
            }

            /// Name of the table, and of the section in a file.
            pub fn section(&self) -> &'static str {
                match self {
                    $(Key::$variant(_) => stringify!($table),)*
                }
            }

            /// The id as text.
            pub fn id(&self) -> String {
                match self {
                    $(Key::$variant(id) => id.to_string(),)*
                }
            }
        }
    };
}

with_tables!(define_facts);

macro_rules! ids_of {
    ($($record:ident: $id:ident = $field:ident;)*) => {
        $(impl IdOf for $record {
            type Id = $id;
            fn id_of(&self) -> &$id {
                &self.$field
            }
        })*
    };
}

ids_of! {
    Field: FieldId = id;
    Ladder: LadderId = id;
    NamedReach: ReachId = id;
    Label: LabelId = id;
    Team: TeamId = id;
    Kind: KindId = id;
    Principal: PrincipalId = id;
    Item: ItemId = id;
    Group: GroupId = id;
    Module: ModuleId = id;
    Permission: PermissionId = id;
    Implication: ImplicationId = id;
    Requirement: RequirementId = id;
    Switch: SwitchId = id;
    Role: RoleId = id;
    Assignment: AssignmentId = id;
    DirectGrant: DirectGrantId = id;
    PrincipalScope: PrincipalId = principal;
    CustomSet: CustomSetId = id;
    Suppression: SuppressionId = id;
    Guard: GuardId = id;
    DelegationRule: DelegationRuleId = id;
    Expectation: ExpectationId = id;
    DutyRule: DutyRuleId = id;
}

impl Model {
    /// Name of the model.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Notes on the model.
    pub fn notes(&self) -> &str {
        &self.notes
    }

    /// The readings in which products differ.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The ladder of a permission.
    pub fn ladder_of(&self, permission: &PermissionId) -> Option<&Ladder> {
        self.ladders.get(&self.permissions.get(permission)?.ladder)
    }

    /// True if a grant on `named` covers `permission`: the permission itself (unless only parts
    /// are named), or a part below it that shares its ladder (L19).
    pub fn covers(&self, named: &PermissionRef, permission: &PermissionId) -> bool {
        let base = named.base();
        if base == *permission {
            return !named.is_parts_only();
        }
        permission.is_below(&base)
            && match (
                self.permissions.get(&base),
                self.permissions.get(permission),
            ) {
                (Some(base), Some(part)) => base.ladder == part.ladder,
                _ => false,
            }
    }

    /// What people call the record a key names; its id where it is not in the model.
    pub fn title(&self, key: &Key) -> String {
        self.record(key).map_or_else(|| key.id(), |r| r.title())
    }
}
