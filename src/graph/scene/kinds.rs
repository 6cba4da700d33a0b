//! What nodes and edges there are, and the marks on them.

use super::SceneKind;
use crate::look::icons::{self, Icon};
use crate::look::{KindShape, Palette};

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// One person.
    Person,
    /// One service user.
    ServiceUser,
    /// One external user.
    External,
    /// Several people who hold the same.
    Bundle,
    /// A group.
    Group,
    /// A role.
    Role,
    /// A custom set.
    CustomSet,
    /// A permission, at a level where it is granted.
    Permission,
    /// What a grant reaches.
    Reach,
    /// A module.
    Module,
    /// What blocks a path: a guard, a suppression, a switch, a limit, a window.
    Guard,
}

impl NodeKind {
    /// Its shape and icon.
    pub fn shape(self) -> KindShape {
        match self {
            NodeKind::Person => KindShape::Person,
            NodeKind::ServiceUser => KindShape::ServiceUser,
            NodeKind::External => KindShape::External,
            NodeKind::Bundle => KindShape::Bundle,
            NodeKind::Group => KindShape::Group,
            NodeKind::Role | NodeKind::CustomSet => KindShape::Role,
            NodeKind::Permission => KindShape::Permission,
            NodeKind::Reach => KindShape::Data,
            NodeKind::Module => KindShape::Module,
            NodeKind::Guard => KindShape::Guard,
        }
    }
}

/// Something worth a mark on a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Held by no one, or without members.
    Unheld,
    /// Part of a circle.
    Cycle,
    /// Sensitive data.
    Sensitive,
    /// A predefined role.
    Locked,
    /// Given by another path as well.
    Redundant,
    /// All access to something runs through it.
    Single,
}

impl Mark {
    /// The mark in words.
    pub fn words(self) -> &'static str {
        match self {
            Mark::Unheld => "Held by no one",
            Mark::Cycle => "Part of a circle",
            Mark::Sensitive => "Sensitive",
            Mark::Locked => "Predefined, cannot be changed",
            Mark::Redundant => "Also given by another path",
            Mark::Single => "All access to something runs through it",
        }
    }

    /// Its icon.
    pub fn icon(self) -> Icon {
        match self {
            Mark::Unheld => icons::PERSON_OFF,
            Mark::Cycle => icons::SYNC_PROBLEM,
            Mark::Locked => icons::LOCK,
            Mark::Sensitive => icons::SHIELD_LOCK,
            Mark::Redundant => icons::CONTENT_COPY,
            Mark::Single => icons::PERSON_ALERT,
        }
    }

    /// The colour of its icon, and of the ground below.
    pub fn colours<C: Copy>(self, t: &Palette<C>) -> (C, C) {
        match self {
            Mark::Unheld | Mark::Redundant => (t.warning, t.warning_bg),
            Mark::Single => (t.info, t.info_bg),
            Mark::Cycle => (t.refused, t.refused_bg),
            Mark::Locked | Mark::Sensitive => (t.text2, t.inset),
        }
    }
}

/// What an edge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// Is a member of.
    Member,
    /// Holds (a role, a custom set).
    Holds,
    /// Contains (a group a group, a role a role).
    Contains,
    /// Grants.
    Grants,
    /// Reaches.
    Reaches,
    /// Granted without a role.
    Direct,
    /// Implies.
    Implies,
    /// Needs (main → dependent).
    Needs,
    /// Is a part of.
    PartOf,
    /// Decides which items are seen.
    ViewSet,
    /// Does not get past this.
    Blocked,
}

impl EdgeKind {
    /// The edge in a word.
    pub fn word(self) -> &'static str {
        match self {
            EdgeKind::Member => "member",
            EdgeKind::Holds => "holds",
            EdgeKind::Contains => "contains",
            EdgeKind::Grants => "grants",
            EdgeKind::Reaches => "reaches",
            EdgeKind::Direct => "direct",
            EdgeKind::Implies => "implies",
            EdgeKind::Needs => "needs",
            EdgeKind::PartOf => "has part",
            EdgeKind::ViewSet => "view set of",
            EdgeKind::Blocked => "blocked",
        }
    }

    /// Whether a circle of such edges means anything.
    pub fn can_cycle(self) -> bool {
        matches!(
            self,
            EdgeKind::Contains | EdgeKind::Implies | EdgeKind::Needs
        )
    }

    /// The graph it belongs to.
    pub fn graph(self) -> SceneKind {
        match self {
            EdgeKind::Member
            | EdgeKind::Holds
            | EdgeKind::Contains
            | EdgeKind::Grants
            | EdgeKind::Reaches
            | EdgeKind::Direct
            | EdgeKind::Blocked => SceneKind::Access,
            EdgeKind::Implies | EdgeKind::Needs | EdgeKind::PartOf | EdgeKind::ViewSet => {
                SceneKind::Permissions
            }
        }
    }
}
