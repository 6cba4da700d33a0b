//! Selectors: whose data (reach), which items, and the scope made of both axes.
//!
//! A selector is always read from someone's place: "oneself", "my team" and "created by me"
//! mean the one who acts.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::ids::{FieldId, GroupId, ItemId, KindId, LabelId, LineId, PrincipalId, ReachId, TeamId};
use super::value::is_default;

/// A selector of people: whose data.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reach {
    /// Everyone who has a record, hidden statuses too.
    Anyone,
    /// Everyone but those the model's settings hide (H11).
    Everyone,
    /// No one. Set and empty, which is not the same as unset (A-D2).
    Nobody,
    /// The one who acts.
    Oneself,
    /// Those below the one who acts.
    Reports(Reports),
    /// Members of a team.
    Team(TeamId),
    /// Members of any team I am a member of.
    MyTeams,
    /// Members of any team I lead.
    LedTeams,
    /// Members of a group.
    Group(GroupId),
    /// Those for whom a condition holds.
    Where(Condition),
    /// These, by id.
    Listed(Vec<PrincipalId>),
    /// Those whose field matches mine and is not empty.
    SameField(FieldId),
    /// One of the model's named reaches.
    Named(ReachId),
    /// In any of these.
    Union(Vec<Reach>),
    /// In all of these.
    Intersection(Vec<Reach>),
    /// In the first and not in the second.
    Except(Box<Reach>, Box<Reach>),
}

/// Which reports: how deep, along which lines, with or without oneself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reports {
    /// 1 = direct reports only; unset = all the way down.
    #[serde(default, skip_serializing_if = "is_default")]
    pub depth: Option<u32>,
    /// Manager lines; unset = all the model's lines. A line that does not cascade counts for
    /// direct reports only (A-P6).
    #[serde(default, skip_serializing_if = "is_default")]
    pub lines: Option<Vec<LineId>>,
    /// With oneself; unset = as the model's settings say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub oneself: Option<bool>,
}

/// A selector of items.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ItemSelector {
    /// All items.
    Any,
    /// No item. Set and empty, which is not the same as unset (A-D2).
    Nothing,
    /// Items of a kind.
    Kind(KindId),
    /// Made by the one who acts.
    CreatedByMe,
    /// Owned by the one who acts.
    OwnedByMe,
    /// With any of these labels, or a label below one of them (A-D4).
    Labelled(Vec<LabelId>),
    /// These, by id.
    Listed(Vec<ItemId>),
    /// Those for which a condition holds.
    Where(Condition),
    /// The item's field matches the acting person's field; empty fields never match (A-L12).
    FieldIsMine {
        /// Field of the item's kind.
        field: FieldId,
        /// Field of the acting person.
        mine: FieldId,
    },
    /// Whose subject is in a reach.
    About(Reach),
    /// In any of these.
    Union(Vec<ItemSelector>),
    /// In all of these.
    Intersection(Vec<ItemSelector>),
    /// In the first and not in the second.
    Except(Box<ItemSelector>, Box<ItemSelector>),
}

/// Two axes, people and items. Unset = no limit from here; scopes intersect axis by axis.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Whose data.
    #[serde(default, skip_serializing_if = "is_default")]
    pub people: Option<Reach>,
    /// Which items.
    #[serde(default, skip_serializing_if = "is_default")]
    pub items: Option<ItemSelector>,
}

impl Scope {
    /// No limit on either axis.
    pub const UNSET: Scope = Scope {
        people: None,
        items: None,
    };

    /// A limit on people only.
    pub fn people(reach: Reach) -> Scope {
        Scope {
            people: Some(reach),
            items: None,
        }
    }

    /// A limit on items only.
    pub fn items(items: ItemSelector) -> Scope {
        Scope {
            people: None,
            items: Some(items),
        }
    }

    /// True if neither axis is limited.
    pub fn is_unset(&self) -> bool {
        *self == Scope::UNSET
    }
}

impl Reach {
    /// Direct reports on all lines, with oneself as the settings say.
    pub fn direct_reports() -> Reach {
        Reach::Reports(Reports {
            depth: Some(1),
            ..Reports::default()
        })
    }

    /// All reports, with oneself as the settings say.
    pub fn all_reports() -> Reach {
        Reach::Reports(Reports::default())
    }
}
