//! What everything is called in the target, and the list of it for those who ask the target.

use std::collections::BTreeMap;

use super::Dialect;
use crate::io::csv;
use crate::io::export::Slugs;

/// Types that are always called so.
pub(super) const USER: &str = "user";
pub(super) const COMPANY: &str = "company";
pub(super) const PERSON: &str = "person";
pub(super) const ROLE: &str = "role";
pub(super) const GROUP: &str = "group";
pub(super) const HOLDERS: &str = "holders";
pub(super) const TEAM: &str = "team";
pub(super) const VALUE: &str = "value";
pub(super) const LABEL: &str = "label";
pub(super) const POPULATION: &str = "population";

const TYPES: [&str; 10] = [
    USER, ROLE, GROUP, HOLDERS, COMPANY, TEAM, VALUE, LABEL, POPULATION, PERSON,
];

/// Relations that are always called so.
pub(super) mod relation {
    pub const COMPANY: &str = "company";
    pub const SELF: &str = "is_self";
    pub const ASSIGNEE: &str = "assignee";
    pub const MEMBER: &str = "member";
    pub const TEAM: &str = "team";
    pub const LEAD: &str = "lead";
    pub const HELD_BY: &str = "held_by";
    pub const LABEL: &str = "label";
    pub const PARENT: &str = "parent";
    pub const POPULATION: &str = "population";
    pub const SUBJECT: &str = "subject";
    pub const CREATOR: &str = "creator";
    pub const OWNER: &str = "owner";
    pub const PERSON: &str = "person";
    pub const ITEM: &str = "item";

    pub(super) const ALL: [&str; 15] = [
        COMPANY, SELF, ASSIGNEE, MEMBER, TEAM, LEAD, HELD_BY, LABEL, PARENT, POPULATION, SUBJECT,
        CREATOR, OWNER, PERSON, ITEM,
    ];
}

/// Names given out.
#[derive(Debug)]
pub(super) struct Names {
    dialect: &'static Dialect,
    types: Slugs,
    relations: Slugs,
    ids: BTreeMap<String, Slugs>,
    rows: Vec<[String; 5]>,
}

impl Names {
    pub(super) fn new(dialect: &'static Dialect) -> Names {
        let mut types = Slugs::new(dialect.types);
        for name in TYPES {
            types.name(name, name);
        }
        let mut relations = Slugs::new(dialect.relations);
        for name in relation::ALL {
            relations.name(name, name);
        }
        Names {
            dialect,
            types,
            relations,
            ids: BTreeMap::new(),
            rows: Vec::new(),
        }
    }

    /// The types that are always there, in the order in which they are written.
    pub(super) fn first_types() -> [&'static str; 10] {
        TYPES
    }

    /// A type of its own for a key; `wanted` if nothing else is called so.
    pub(super) fn typed(&mut self, key: &str, wanted: &str) -> String {
        let wanted = match TYPES.contains(&wanted) {
            true => format!("{wanted}_item"),
            false => ended(wanted).to_owned(),
        };
        // A key is never the name of a type that is always there.
        self.types.name(&format!("kind {key}"), &wanted)
    }

    /// A relation for a key. The same name on several types is the same key.
    pub(super) fn relation(&mut self, key: &str, wanted: &str) -> String {
        self.relations.name(&format!("made {key}"), ended(wanted))
    }

    /// An id in a space of ids.
    pub(super) fn id(&mut self, space: &str, key: &str, wanted: &str) -> String {
        let dialect = self.dialect;
        let ids = self.ids.entry(space.to_owned());
        let ids = ids.or_insert_with(|| Slugs::new(dialect.ids));
        ids.name(key, wanted)
    }

    /// Adds a line to the list of names: what it is, its id in the model, what belongs to that, the
    /// type and the name in the target.
    pub(super) fn list(&mut self, row: [&str; 5]) {
        self.rows.push(row.map(str::to_owned));
    }

    /// The list of names as a file.
    pub(super) fn file(self) -> String {
        let mut rows = vec![["what", "id", "with", "type", "name"].map(str::to_owned)];
        rows.extend(self.rows);
        csv::file(&rows)
    }
}

/// Names of types and relations do not end with a sign everywhere.
fn ended(wanted: &str) -> &str {
    wanted.trim_end_matches(|c: char| !c.is_alphanumeric())
}
