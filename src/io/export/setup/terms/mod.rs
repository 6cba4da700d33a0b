//! What each system calls things, where they are found in it, in which order they are needed, and
//! what it has no place for. Facts about the systems, no model.

mod datafisher;
mod hibob;
mod leapsome;
mod leena;
mod neutral;
mod sherp;

use super::wording::Wording;

/// A part of a set-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    Modules,
    Switches,
    Labels,
    Reaches,
    Accounts,
    Teams,
    Groups,
    Implications,
    Requirements,
    Roles,
    Assignments,
    Limits,
    Direct,
    Sets,
    Suppressions,
    Guards,
    Delegation,
}

impl Part {
    pub const ALL: [Part; 17] = [
        Part::Modules,
        Part::Switches,
        Part::Labels,
        Part::Reaches,
        Part::Accounts,
        Part::Teams,
        Part::Groups,
        Part::Implications,
        Part::Requirements,
        Part::Roles,
        Part::Assignments,
        Part::Limits,
        Part::Direct,
        Part::Sets,
        Part::Suppressions,
        Part::Guards,
        Part::Delegation,
    ];
}

/// Where something is keyed in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub title: &'static str,
    /// The way there in the system.
    pub path: &'static str,
    /// How it is done there.
    pub how: &'static [&'static str],
}

/// What a system can say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Can {
    pub group_conditions: bool,
    pub nested_groups: bool,
    pub nested_roles: bool,
    pub derived_roles: bool,
    pub role_scopes: bool,
    pub assignment_scopes: bool,
    pub windows: bool,
    /// Roles are those of the system and are not edited.
    pub fixed_roles: bool,
    /// A role is what a group is given; it is no thing of its own.
    pub roles_in_groups: bool,
    /// More levels than two, and which.
    pub levels: Option<&'static [&'static str]>,
    pub items: bool,
}

/// A system.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    pub places: &'static [(Part, Place)],
    /// Why a part has no place.
    pub missing: fn(Part) -> &'static str,
    pub can: Can,
    pub group: &'static str,
    /// Roles that come with the product, in lower case; one that begins with `*` is an ending.
    pub product_roles: &'static [&'static str],
    /// How a group is made, before its name.
    pub make_group: &'static str,
}

const fn place(title: &'static str, path: &'static str, how: &'static [&'static str]) -> Place {
    Place { title, path, how }
}

pub(super) fn terms(wording: Wording) -> Terms {
    match wording {
        Wording::Neutral => neutral::TERMS,
        Wording::Hibob => hibob::TERMS,
        Wording::Datafisher => datafisher::TERMS,
        Wording::Sherp => sherp::TERMS,
        Wording::Leena => leena::TERMS,
        Wording::Leapsome => leapsome::TERMS,
    }
}
