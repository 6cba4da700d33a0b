//! Sets of principals with what their members have in common, and why someone is left out.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{HolderSet, LeftOut, Origin, Why};
use crate::engine::Engine;
use crate::engine::compose::{Power, Powers, Profile};
use crate::engine::set::Set;
use crate::model::{Account, Who};

/// The sets met so far.
pub(super) struct Sets<'e> {
    engine: &'e Engine,
    pub list: Vec<HolderSet>,
    known: FxHashMap<(Origin, Set), usize>,
    /// Everything written down for a profile, with what does not count today.
    traced: FxHashMap<Profile, Arc<Powers>>,
}

impl<'e> Sets<'e> {
    pub(super) fn new(engine: &'e Engine) -> Sets<'e> {
        Sets {
            engine,
            list: Vec::new(),
            known: FxHashMap::default(),
            traced: FxHashMap::default(),
        }
    }

    /// The set of those who have a power, which is not empty.
    pub(super) fn of_rule(&mut self, set: &Set, origins: &[Origin], power: &Power) -> usize {
        let (origin, missing) = self.origin(set, origins);
        self.put(set, origin, |sets| {
            let mut list = Vec::new();
            for at in missing.iter() {
                list.push((at, sets.why(at, power)));
            }
            list
        })
    }

    /// The set a selector of principals means, which is not empty.
    pub(super) fn of_who(&mut self, set: &Set, who: &Who) -> usize {
        let origins = match who {
            Who::Holds(roles) => match roles.as_slice() {
                [role] => vec![Origin::Role(role.clone())],
                _ => Vec::new(),
            },
            Who::Member(group) => vec![Origin::Group(group.clone())],
            _ => Vec::new(),
        };
        let (origin, _) = self.origin(set, &origins);
        self.put(set, origin, |_| Vec::new())
    }

    fn put(
        &mut self,
        set: &Set,
        origin: Origin,
        left_out: impl FnOnce(&mut Sets<'e>) -> Vec<(u32, Why)>,
    ) -> usize {
        let key = (origin.clone(), set.clone());
        if let Some(at) = self.known.get(&key) {
            return *at;
        }
        let world = &self.engine.world;
        let left_out = left_out(self).into_iter().filter_map(|(at, why)| {
            let who = world.person_id(at)?.clone();
            Some(LeftOut { who, why })
        });
        let made = HolderSet {
            left_out: left_out.collect(),
            principals: set
                .iter()
                .filter_map(|at| world.person_id(at).cloned())
                .collect(),
            origin,
        };
        self.list.push(made);
        let at = self.list.len() - 1;
        self.known.insert(key, at);
        at
    }

    /// What reads best: the origin that leaves out fewest, if most of it are in the set; one
    /// principal by name. With those who are left out.
    fn origin(&self, set: &Set, origins: &[Origin]) -> (Origin, Set) {
        let nobody = Set::none(self.engine.world.n_people);
        let mut best: Option<(usize, &Origin, Set)> = None;
        for origin in origins {
            let mut missing = self.members(origin);
            if !set.is_within(&missing) {
                continue;
            }
            missing.drop(set);
            let n = missing.len();
            if best.as_ref().is_none_or(|(least, ..)| n < *least) {
                best = Some((n, origin, missing));
            }
        }
        let n = set.len();
        match best {
            Some((0, origin, missing)) => (origin.clone(), missing),
            _ if n == self.engine.world.n_people => (Origin::Everyone, nobody),
            Some((n_missing, origin, missing)) if n > 1 && n_missing <= n => {
                (origin.clone(), missing)
            }
            _ => {
                let first = set.iter().next();
                let only = first
                    .filter(|_| n == 1)
                    .and_then(|at| self.engine.world.person_id(at));
                match only {
                    Some(id) => (Origin::Principal(id.clone()), nobody),
                    None => (Origin::Several, nobody),
                }
            }
        }
    }

    fn members(&self, origin: &Origin) -> Set {
        let engine = self.engine;
        match origin {
            Origin::Role(id) => engine.holders.held(&engine.world, id),
            Origin::Group(id) => (*engine.world.group(id)).clone(),
            _ => Set::none(engine.world.n_people),
        }
    }

    fn why(&mut self, at: u32, power: &Power) -> Why {
        let engine = self.engine;
        let account = engine.model().principals().at(at as usize);
        let account = account.map_or(Account::Active, |p| p.account);
        if account != Account::Active {
            return Why::Account(account);
        }
        let entry = engine.rights.list.get(power.right);
        let module = entry.map_or(usize::MAX, |entry| entry.module);
        let users = engine.rights.modules.get(module).map(|gate| &gate.users);
        if let Some(Some(users)) = users
            && !users.contains(at)
            && let Some(module) = engine.model().modules().at(module)
        {
            return Why::NotForUser(module.id.clone());
        }
        let role = power.bundle.chain.last();
        let traced = self.traced(at);
        let mut alike = traced
            .on(power.right)
            .iter()
            .filter(|other| other.bundle.chain.last() == role);
        let dropped = alike.find_map(|other| other.drops.first());
        dropped.cloned().map_or(Why::OtherLimits, Why::Dropped)
    }

    fn traced(&mut self, at: u32) -> Arc<Powers> {
        let Engine {
            world,
            rights,
            holders,
            composer,
            ..
        } = self.engine;
        let profile = composer.profile(world, rights, holders, at, true);
        if let Some(powers) = self.traced.get(&profile) {
            return powers.clone();
        }
        let powers = Arc::new(composer.compose(world, rights, &profile, true));
        self.traced.insert(profile, powers.clone());
        powers
    }
}
