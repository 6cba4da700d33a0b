//! Names of types, attributes, populations and policies. Ids of entities are the model's own.

use std::collections::BTreeMap;

use crate::engine::capital;
use crate::io::export::{Alphabet, Slugs};
use crate::model::{ACCOUNT_KIND, FieldId, KindId, ROLE_KIND};

const WORDS: &[&str] = &[
    "true",
    "false",
    "if",
    "then",
    "else",
    "in",
    "is",
    "like",
    "has",
    "__cedar",
    "principal",
    "action",
    "resource",
    "context",
    "permit",
    "forbid",
    "when",
    "unless",
];

/// Types the export and Cedar have for themselves.
const TYPES: &[&str] = &[
    "User",
    "Person",
    "Role",
    "Group",
    "Holders",
    "Team",
    "Label",
    "Population",
    "System",
    "Account",
    "RoleRecord",
    "Action",
    "Bool",
    "Boolean",
    "Entity",
    "Extension",
    "Long",
    "Record",
    "Set",
    "String",
    "decimal",
    "datetime",
    "duration",
    "ipaddr",
];

/// Attributes that hold no field.
const ATTRIBUTES: &[&str] = &[
    "true",
    "false",
    "if",
    "then",
    "else",
    "in",
    "is",
    "like",
    "has",
    "__cedar",
    "title",
    "person",
    "creator_user",
    "owner_user",
    "about",
    "in_teams",
    "in_populations",
    "leads_teams",
];

const IDENTIFIER: Alphabet = Alphabet {
    longest: 60,
    shortest: 1,
    also: "",
    keeps_case: false,
    may_start_with_digit: false,
    reserved: ATTRIBUTES,
};

#[derive(Debug)]
pub(super) struct Names {
    types: Slugs,
    person: Slugs,
    item: Slugs,
    policies: Slugs,
    populations: Slugs,
    kinds: BTreeMap<KindId, String>,
    n_policies: usize,
}

impl Names {
    pub(super) fn new() -> Names {
        let policy = Alphabet {
            longest: 120,
            also: "-./@",
            keeps_case: true,
            may_start_with_digit: true,
            reserved: WORDS,
            ..IDENTIFIER
        };
        Names {
            types: Slugs::new(Alphabet {
                keeps_case: true,
                reserved: TYPES,
                ..IDENTIFIER
            }),
            person: Slugs::new(IDENTIFIER),
            item: Slugs::new(IDENTIFIER),
            policies: Slugs::new(policy),
            populations: Slugs::new(Alphabet {
                also: "-.",
                ..policy
            }),
            kinds: BTreeMap::new(),
            n_policies: 0,
        }
    }

    /// The type of a kind of items.
    pub(super) fn kind(&mut self, kind: &KindId) -> String {
        if let Some(name) = self.kinds.get(kind) {
            return name.clone();
        }
        let name = match kind.as_str() {
            ACCOUNT_KIND => "Account".to_owned(),
            ROLE_KIND => "RoleRecord".to_owned(),
            id => self.types.name(id, &capital(id)),
        };
        self.kinds.insert(kind.clone(), name.clone());
        name
    }

    /// The kinds whose type does not read like their id.
    pub(super) fn renamed(&self) -> impl Iterator<Item = (&KindId, &str)> {
        let own = |kind: &KindId| matches!(kind.as_str(), ACCOUNT_KIND | ROLE_KIND);
        self.kinds
            .iter()
            .filter(move |(kind, name)| !own(kind) && **name != capital(kind.as_str()))
            .map(|(kind, name)| (kind, name.as_str()))
    }

    pub(super) fn person_attribute(&mut self, field: &FieldId, ending: &str) -> String {
        named(&mut self.person, field, ending)
    }

    pub(super) fn item_attribute(&mut self, field: &FieldId, ending: &str) -> String {
        named(&mut self.item, field, ending)
    }

    /// An attribute of people that holds who is above them.
    pub(super) fn above(&mut self, wanted: &str) -> String {
        self.person.name(&format!("above {wanted}"), wanted)
    }

    pub(super) fn policy(&mut self, wanted: &str) -> String {
        self.n_policies += 1;
        self.policies.name(&self.n_policies.to_string(), wanted)
    }

    /// The id of a population, by what it means.
    pub(super) fn population(&mut self, key: &str, wanted: &str) -> String {
        self.populations.name(key, wanted)
    }
}

fn named(slugs: &mut Slugs, field: &FieldId, ending: &str) -> String {
    let key = format!("field {field}{ending}");
    slugs.name(&key, &format!("{field}{ending}"))
}
