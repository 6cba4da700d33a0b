//! A path: how a right comes to someone, step by step.

use super::Engine;
use super::compose::{Place, Power, Source};
use super::rows::Spot;
use super::words::Words;
use crate::model::{Grant, ImplicationId, LevelId, PermissionId, PermissionRef, RoleId, Subject};

/// How a right comes to someone.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessPath {
    /// Where it begins.
    pub source: Source,
    /// To whom it was given: the user or a group. None for derived roles.
    pub to: Option<Subject>,
    /// From the role given down to the role that contains the grant. Empty without a role.
    pub roles: Vec<RoleId>,
    /// Place of the grant in that role or custom set.
    pub grant: usize,
    /// What the grant names.
    pub granted: PermissionRef,
    /// The level of the grant.
    pub granted_level: LevelId,
    /// The permission it gives.
    pub permission: PermissionId,
    /// The level it gives.
    pub level: LevelId,
    /// The implications that lead from the grant to the permission.
    pub implied_by: Vec<ImplicationId>,
    /// Every limit on the way, with its words; all of them let the target in.
    pub limits: Vec<(Place, String)>,
    /// It reaches the target only because the module pools its sources (A-L2).
    pub by_pooling: bool,
}

impl AccessPath {
    /// What tells one path from another: source, roles, place of the grant.
    pub fn key(&self) -> String {
        let source = match &self.source {
            Source::Assignment(id) => format!("assignment:{id}"),
            Source::Derived(id) => format!("derived:{id}"),
            Source::Custom(id) => format!("custom:{id}"),
            Source::Direct(id) => format!("direct:{id}"),
        };
        let roles: Vec<&str> = self.roles.iter().map(RoleId::as_str).collect();
        format!("{source}/{}/{}", roles.join(">"), self.grant)
    }
}

impl Engine {
    pub(super) fn path(&self, power: &Power, actor: u32, spot: Spot) -> AccessPath {
        let model = self.model();
        let words = Words::new(model);
        let roles: Vec<RoleId> = power
            .bundle
            .chain
            .iter()
            .filter_map(|n| model.roles().at(*n).map(|role| role.id.clone()))
            .collect();
        let (granted, granted_level) = self.granted(&power.bundle.source, &roles, power.grant);
        let entry = self.rights.list.get(power.right);
        let permission = entry
            .map(|e| e.id.clone())
            .unwrap_or_else(|| granted.base());
        let level = model
            .ladder_of(&permission)
            .and_then(|ladder| ladder.level(power.rank).cloned())
            .unwrap_or_else(|| granted_level.clone());
        let mut limits: Vec<(Place, String)> = Vec::new();
        if entry.is_some_and(|e| e.has_person) {
            let said = |no| words.reach(&self.world.people_limit(no).said);
            let set = power.people_set();
            limits.extend(set.map(|(place, no)| (place.clone(), said(no))));
        }
        if entry.is_some_and(|e| e.has_item) {
            let said = |no| words.items(&self.world.item_limit(no).said);
            let set = power.items_set();
            limits.extend(set.map(|(place, no)| (place.clone(), said(no))));
        }
        let by_pooling = entry.is_some_and(|entry| {
            let paired = power.paired_base.as_deref();
            !power.admits_with(&self.world, entry, actor, spot, paired)
        });
        AccessPath {
            source: power.bundle.source.clone(),
            to: power.bundle.to.clone(),
            roles,
            grant: power.grant,
            granted,
            granted_level,
            permission,
            level,
            implied_by: power
                .implied
                .iter()
                .filter_map(|n| model.implications().at(*n).map(|i| i.id.clone()))
                .collect(),
            limits,
            by_pooling,
        }
    }

    /// What the grant at the end of a path says.
    /// What the grant of a path names, and its level.
    pub(super) fn granted(
        &self,
        source: &Source,
        roles: &[RoleId],
        grant: usize,
    ) -> (PermissionRef, LevelId) {
        let model = self.model();
        let found: Option<&Grant> = match (source, roles.last()) {
            (Source::Direct(id), _) => {
                return match model.direct_grants().get(id) {
                    Some(direct) => (direct.permission.clone(), direct.level.clone()),
                    None => ("".into(), "".into()),
                };
            }
            (Source::Custom(id), _) => model
                .custom_sets()
                .get(id)
                .and_then(|s| s.grants.get(grant)),
            (_, Some(role)) => model.roles().get(role).and_then(|r| r.grants.get(grant)),
            _ => None,
        };
        match found {
            Some(grant) => (grant.permission.clone(), grant.level.clone()),
            None => ("".into(), "".into()),
        }
    }
}
