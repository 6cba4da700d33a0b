//! Smaller questions the window asks: whom a selector means from someone's place, whom *everyone*
//! omits, members of a group, holders of a role, reports.

use super::Engine;
use super::holders::who_set;
use super::set::Set;
use super::world::ItemRef;
use crate::model::{Condition, GroupId, ItemSelector, PrincipalId, Reach, Reports, RoleId, Who};

impl Engine {
    fn ids(&self, set: &Set) -> Vec<PrincipalId> {
        set.iter()
            .filter_map(|n| self.world.person_id(n).cloned())
            .collect()
    }

    /// Whom *everyone* leaves out (H11, A-H1).
    pub fn omitted_by_everyone(&self) -> Vec<PrincipalId> {
        let mut set = (*self.world.people).clone();
        set.drop(&self.world.everyone);
        self.ids(&set)
    }

    /// Everyone who has a record: the people who can be a target.
    pub fn people(&self) -> Vec<PrincipalId> {
        self.ids(&self.world.people)
    }

    /// Members of a group.
    pub fn members(&self, group: &GroupId) -> Vec<PrincipalId> {
        self.ids(&self.world.group(group))
    }

    /// The groups someone is a member of.
    pub fn groups_of(&self, principal: &PrincipalId) -> Vec<GroupId> {
        let Some(at) = self.actor(principal) else {
            return Vec::new();
        };
        let groups = self.model().groups().ids().zip(&self.world.groups);
        groups
            .filter(|(_, members)| members.contains(at))
            .map(|(id, _)| id.clone())
            .collect()
    }

    /// The people for whom a condition holds.
    pub fn matching(&self, condition: &Condition) -> Vec<PrincipalId> {
        self.ids(&self.world.person_condition(condition))
    }

    /// The people a reach means from someone's place.
    pub fn reached(&self, reach: &Reach, from: &PrincipalId) -> Vec<PrincipalId> {
        match self.actor(from) {
            Some(at) => self.ids(&self.world.reach(reach).set(&self.world, at)),
            None => Vec::new(),
        }
    }

    /// How many people a reach means, if it means the same from everyone's place.
    pub fn n_reached(&self, reach: &Reach) -> Option<usize> {
        let expr = self.world.reach(reach);
        expr.is_same_for_all()
            .then(|| expr.set(&self.world, 0).len())
    }

    /// The items a selector means from someone's place.
    pub fn selected_items(&self, items: &ItemSelector, from: &PrincipalId) -> Vec<ItemRef> {
        match self.actor(from) {
            Some(at) => {
                let set = self.world.items(items).set(&self.world, at);
                set.iter().filter_map(|n| self.world.item_ref(n)).collect()
            }
            None => Vec::new(),
        }
    }

    /// Direct and indirect reports, without oneself.
    pub fn reports(&self, of: &PrincipalId, depth: Option<u32>) -> Vec<PrincipalId> {
        let reports = Reports {
            depth,
            lines: None,
            oneself: Some(false),
        };
        self.reached(&Reach::Reports(reports), of)
    }

    /// Everyone who holds a role: by assignment, through nesting, or derived.
    pub fn holders(&self, role: &RoleId) -> Vec<PrincipalId> {
        self.ids(&self.holders.held(&self.world, role))
    }

    /// The roles someone holds, in the order of the model.
    pub fn roles_of(&self, principal: &PrincipalId) -> Vec<RoleId> {
        let Some(at) = self.actor(principal) else {
            return Vec::new();
        };
        let roles = self.model().roles().ids();
        roles
            .filter(|role| self.holders.held(&self.world, role).contains(at))
            .cloned()
            .collect()
    }

    /// The principals a selector of principals means.
    pub fn who(&self, who: &Who) -> Vec<PrincipalId> {
        self.ids(&who_set(&self.world, &self.holders, who))
    }

    /// True if someone is among those a selector is about, without listing them.
    pub fn is_among(&self, id: &PrincipalId, who: &Who) -> bool {
        let set = who_set(&self.world, &self.holders, who);
        self.world.person(id).is_some_and(|at| set.contains(at))
    }
}
