//! Who belongs where, worked out once for everyone: the groups and roles of each.

use rustc_hash::FxHashMap;

use crate::engine::Engine;
use crate::model::{GroupId, PrincipalId, RoleId};

/// The groups and roles of everyone, each in the order of the model.
#[derive(Debug, Default)]
pub(super) struct Belonging {
    groups: FxHashMap<PrincipalId, Vec<GroupId>>,
    roles: FxHashMap<PrincipalId, Vec<RoleId>>,
}

impl Belonging {
    pub fn new(engine: &Engine) -> Belonging {
        let mut all = Belonging::default();
        for group in engine.model().groups().ids() {
            for member in engine.members(group) {
                all.groups.entry(member).or_default().push(group.clone());
            }
        }
        for role in engine.model().roles().ids() {
            for holder in engine.holders(role) {
                all.roles.entry(holder).or_default().push(role.clone());
            }
        }
        all
    }

    /// The groups someone is a member of.
    pub fn groups_of(&self, id: &PrincipalId) -> &[GroupId] {
        self.groups.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The roles someone holds.
    pub fn roles_of(&self, id: &PrincipalId) -> &[RoleId] {
        self.roles.get(id).map(Vec::as_slice).unwrap_or_default()
    }
}
