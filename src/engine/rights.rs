//! The catalogue by number: permissions with their ladders, what a reference covers, implications,
//! suppressions, guards, modules.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::holders::{Holders, who_set};
use super::limits::ScopeExpr;
use super::set::Set;
use super::world::World;
use crate::model::{
    ImplicationKind, LevelId, Merge, PermissionId, PermissionRef, SuppressionMode, SwitchId,
};

/// A permission of the catalogue.
#[derive(Debug)]
pub(super) struct Right {
    pub id: PermissionId,
    pub module: usize,
    pub has_person: bool,
    pub has_item: bool,
    /// Its ladder, lowest level first.
    pub levels: Vec<LevelId>,
    /// The highest rank of its ladder.
    pub top: usize,
    /// Items of the kinds it is about.
    pub of_kind: Arc<Set>,
    /// A report on a course shows people: person and item are chosen independently.
    pub is_pair: bool,
    pub guards: Vec<usize>,
    /// Implications that start here: (from rank, implied right, its rank, number).
    pub implies: Vec<(usize, usize, usize, usize)>,
}

#[derive(Debug)]
pub(super) struct ModuleGate {
    pub on: bool,
    pub users: Option<Set>,
    pub is_pooled: bool,
    pub view_set: Option<usize>,
}

#[derive(Debug)]
pub(super) struct GuardExpr {
    pub rank: usize,
    pub who: Set,
    pub on: ScopeExpr,
    pub except: Vec<(Set, ScopeExpr)>,
}

#[derive(Debug)]
pub(super) struct SuppressionExpr {
    pub roles: Vec<usize>,
    pub rights: Vec<bool>,
    pub is_active: bool,
    /// Reaches everyone who holds one of the roles, whatever the path.
    pub holders: Option<Set>,
}

/// The catalogue of a model.
#[derive(Debug, Default)]
pub(super) struct Rights {
    pub list: Vec<Right>,
    pub modules: Vec<ModuleGate>,
    pub guards: Vec<GuardExpr>,
    pub suppressions: Vec<SuppressionExpr>,
    by_ref: FxHashMap<PermissionRef, Vec<usize>>,
}

impl Rights {
    pub(super) fn new(world: &World, holders: &Holders) -> Rights {
        let model = &world.model;
        let mut rights = Rights::default();
        let no_item = Arc::new(Set::none(world.n_items));
        for permission in model.permissions().iter() {
            let of_kind = match permission.about.kinds() {
                [] => no_item.clone(),
                [kind] => world.things.of_kind(kind),
                kinds => {
                    let mut set = Set::none(world.n_items);
                    for kind in kinds {
                        set.add(&world.things.of_kind(kind));
                    }
                    Arc::new(set)
                }
            };
            let ladder = model.ladders().get(&permission.ladder);
            let levels = ladder.map(|l| l.levels.clone()).unwrap_or_default();
            rights.list.push(Right {
                id: permission.id.clone(),
                module: model
                    .modules()
                    .position(&permission.id.module())
                    .unwrap_or(usize::MAX),
                top: levels.len().saturating_sub(1),
                levels,
                has_person: permission.about.has_person(),
                has_item: permission.about.has_item(),
                of_kind,
                is_pair: matches!(permission.about, crate::model::About::PersonAndItem(_)),
                guards: Vec::new(),
                implies: Vec::new(),
            });
        }
        rights.add_modules(world, holders);
        rights.add_implications(world);
        rights.add_suppressions(world, holders);
        rights.add_guards(world, holders);
        rights
    }

    fn add_modules(&mut self, world: &World, holders: &Holders) {
        let model = &world.model;
        for module in model.modules().iter() {
            self.modules.push(ModuleGate {
                on: module.on,
                users: module
                    .users
                    .as_ref()
                    .map(|who| who_set(world, holders, who)),
                is_pooled: module.merge.unwrap_or(model.settings().merge) == Merge::Pooled,
                view_set: module
                    .view_set
                    .as_ref()
                    .and_then(|id| model.permissions().position(id)),
            });
        }
    }

    fn add_implications(&mut self, world: &World) {
        let model = &world.model;
        for (n, implication) in model.implications().iter().enumerate() {
            let kind = implication.kind.unwrap_or(model.settings().implication);
            let (Some(from), Some(rank), Some(at)) = (
                model.permissions().position(&implication.permission),
                rank_of(world, &implication.permission, &implication.level),
                rank_of(world, &implication.implies.base(), &implication.at),
            ) else {
                continue;
            };
            if kind != ImplicationKind::Hard || at == 0 {
                continue;
            }
            for to in self.covered(world, &implication.implies) {
                if let Some(right) = self.list.get_mut(from) {
                    right.implies.push((rank, to, at, n));
                }
            }
        }
    }

    fn add_suppressions(&mut self, world: &World, holders: &Holders) {
        let model = &world.model;
        for suppression in model.suppressions().iter() {
            let covered = self.covered(world, &suppression.permission);
            let mode = suppression.mode.unwrap_or(model.settings().suppression);
            self.suppressions.push(SuppressionExpr {
                roles: suppression
                    .roles
                    .iter()
                    .filter_map(|id| model.roles().position(id))
                    .collect(),
                rights: (0..self.list.len()).map(|n| covered.contains(&n)).collect(),
                is_active: is_on(world, suppression.switch.as_ref()),
                holders: (mode == SuppressionMode::Person).then(|| {
                    let mut set = Set::none(world.n_people);
                    for role in &suppression.roles {
                        set.add(&holders.held(world, role));
                    }
                    set
                }),
            });
        }
    }

    fn add_guards(&mut self, world: &World, holders: &Holders) {
        let model = &world.model;
        for (n, guard) in model.guards().iter().enumerate() {
            let base = guard.permission.base();
            let rank = match &guard.level {
                Some(level) => rank_of(world, &base, level).unwrap_or(0),
                None => 0,
            };
            self.guards.push(GuardExpr {
                rank,
                who: who_set(world, holders, &guard.who),
                on: world.scope(&guard.on),
                except: guard
                    .except
                    .iter()
                    .map(|e| (who_set(world, holders, &e.who), world.scope(&e.on)))
                    .collect(),
            });
            if is_on(world, guard.switch.as_ref()) {
                for at in self.covered(world, &guard.permission) {
                    if let Some(right) = self.list.get_mut(at) {
                        right.guards.push(n);
                    }
                }
            }
        }
    }

    /// The declared permissions a reference covers, by number, in the order of the catalogue.
    pub(super) fn covered(&mut self, world: &World, named: &PermissionRef) -> Vec<usize> {
        if let Some(list) = self.by_ref.get(named) {
            return list.clone();
        }
        let model = &world.model;
        let list: Vec<usize> = model
            .permissions()
            .ids()
            .enumerate()
            .filter(|(_, id)| model.covers(named, id))
            .map(|(at, _)| at)
            .collect();
        self.by_ref.insert(named.clone(), list.clone());
        list
    }
}

/// Rank of a level on a permission's ladder.
pub(super) fn rank_of(world: &World, permission: &PermissionId, level: &LevelId) -> Option<usize> {
    world.model.ladder_of(permission)?.rank(level)
}

/// True if the switch is on, or none is needed.
pub(super) fn is_on(world: &World, switch: Option<&SwitchId>) -> bool {
    switch.is_none_or(|id| world.model.switches().get(id).is_some_and(|s| s.on))
}
