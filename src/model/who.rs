//! Which principals: the one selector used by modules, guards, derived roles, delegation rules
//! and expectations. Unlike a reach it is not read from anyone's place.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::ids::{GroupId, KindId, PrincipalId, RoleId};
use super::principal::PrincipalSort;

/// A selector of principals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// Every principal.
    #[default]
    Anyone,
    /// Of one sort.
    Sort(PrincipalSort),
    /// These, by id.
    Listed(Vec<PrincipalId>),
    /// Members of a group.
    Member(GroupId),
    /// Holders of any of these roles: by assignment to them or to a group of theirs, through
    /// nesting, or derived. Inside a role's own `derived` only assignments and nesting count.
    Holds(Vec<RoleId>),
    /// Owners of at least one item of a kind.
    Owns(KindId),
    /// People for whom a condition holds; never service users.
    Where(Condition),
    /// Not these.
    Not(Box<Who>),
    /// In all of these.
    AllOf(Vec<Who>),
    /// In any of these.
    AnyOf(Vec<Who>),
}
