//! Modules, permissions, their ladders of levels, and named reaches.

use serde::{Deserialize, Serialize};

use super::ids::{FieldId, KindId, LadderId, LevelId, ModuleId, PermissionId, ReachId};
use super::selector::Reach;
use super::value::is_default;
use super::who::Who;

/// A part of the HR system. Its id is the first part of its permissions' paths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Module {
    /// Stable id.
    pub id: ModuleId,
    /// What people call it.
    pub name: String,
    /// On or off for everyone.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub on: bool,
    /// Who may use it; unset = everyone (P12).
    #[serde(default, skip_serializing_if = "is_default")]
    pub users: Option<Who>,
    /// How sources merge; unset = as the model's settings say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub merge: Option<Merge>,
    /// The permission that decides which items are seen at all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub view_set: Option<PermissionId>,
    /// What those read who may open it and find nothing inside (L5).
    #[serde(default, skip_serializing_if = "is_default")]
    pub empty_message: Option<String>,
}

/// How what several sources give is combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Merge {
    /// Each right keeps the reach of its own source.
    Paired,
    /// Rights of all sources apply to everything any source lets one see (A-L2).
    Pooled,
}

/// Ordered levels, bottom first. The bottom level means "nothing".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// Stable id.
    pub id: LadderId,
    /// The levels, bottom first; at least two.
    pub levels: Vec<LevelId>,
}

impl Ladder {
    /// Place of a level on the ladder; 0 is the bottom.
    pub fn rank(&self, level: &LevelId) -> Option<usize> {
        self.levels.iter().position(|l| l == level)
    }

    /// The level at a place.
    pub fn level(&self, rank: usize) -> Option<&LevelId> {
        self.levels.get(rank)
    }
}

/// What a permission is about: which axes of a scope count for it (A-D5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// Nothing: Add candidate, Create survey. No axis counts.
    #[default]
    Nothing,
    /// A person.
    Person,
    /// An item of one of these kinds; `account` and `role` are kinds too. Only the item axis counts.
    Item(Vec<KindId>),
    /// An item and the person it is about. Both axes count.
    ItemOfPerson(Vec<KindId>),
    /// A person and, independently, an item (a report on a course shows people). Both axes count.
    PersonAndItem(Vec<KindId>),
}

impl About {
    /// True if the people axis counts.
    pub fn has_person(&self) -> bool {
        matches!(
            self,
            About::Person | About::ItemOfPerson(_) | About::PersonAndItem(_)
        )
    }

    /// True if the item axis counts.
    pub fn has_item(&self) -> bool {
        !self.kinds().is_empty()
    }

    /// The kinds of items it is about.
    pub fn kinds(&self) -> &[KindId] {
        match self {
            About::Nothing | About::Person => &[],
            About::Item(kinds) | About::ItemOfPerson(kinds) | About::PersonAndItem(kinds) => kinds,
        }
    }
}

/// A permission: a path with a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permission {
    /// Path `module.object.part`; the first part is its module.
    pub id: PermissionId,
    /// What people call it.
    pub name: String,
    /// Its ladder.
    pub ladder: LadderId,
    /// What it is about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub about: About,
    /// Fields it shows: of people, or of the items it is about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fields: Vec<FieldId>,
    /// Marked as sensitive.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sensitive: bool,
    /// What it allows, in a sentence.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: String,
}

/// A named reach. The order of the list is the order of the names: later reaches more, whatever
/// today's org chart makes of it (A-S4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedReach {
    /// Stable id.
    pub id: ReachId,
    /// What people call it.
    pub name: String,
    /// What it means. It names no other named reach.
    pub reach: Reach,
}

pub(crate) fn yes() -> bool {
    true
}

pub(crate) fn is_true(value: &bool) -> bool {
    *value
}
