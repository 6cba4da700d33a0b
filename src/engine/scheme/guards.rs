//! The guards of a scheme: what they stop, on the axes that count for what they cover.

use super::holders::Sets;
use super::{Limits, PlainItems, PlainReach, SchemeGuard};
use crate::engine::Engine;
use crate::engine::holders::who_set;
use crate::engine::rights::Right;
use crate::model::{Guard, Scope};

impl Engine {
    pub(super) fn scheme_guards(&self, sets: &mut Sets<'_>) -> Vec<SchemeGuard> {
        let mut list = Vec::new();
        for (n, guard) in self.model().guards().iter().enumerate() {
            let rights = self.rights.list.iter();
            let covered: Vec<&Right> = rights.filter(|entry| entry.guards.contains(&n)).collect();
            for axes in [(false, false), (true, false), (false, true), (true, true)] {
                let alike: Vec<&Right> = covered
                    .iter()
                    .copied()
                    .filter(|entry| (entry.has_person, entry.has_item) == axes)
                    .collect();
                list.extend(self.scheme_guard(n, guard, &alike, axes, sets));
            }
        }
        list
    }

    fn scheme_guard(
        &self,
        n: usize,
        guard: &Guard,
        rights: &[&Right],
        axes: (bool, bool),
        sets: &mut Sets<'_>,
    ) -> Option<SchemeGuard> {
        let rank = self.rights.guards.get(n)?.rank.max(1);
        let level = rights.first()?.levels.get(rank)?.clone();
        let who = who_set(&self.world, &self.holders, &guard.who);
        let on = self.limits(&guard.on, axes)?;
        if who.is_empty() {
            return None;
        }
        let mut except = Vec::new();
        for exception in &guard.except {
            let spared = who_set(&self.world, &self.holders, &exception.who);
            let is_met = spared.meets(&who);
            if let Some(on) = self.limits(&exception.on, axes).filter(|_| is_met) {
                except.push((sets.of_who(&spared, &exception.who), on));
            }
        }
        Some(SchemeGuard {
            id: guard.id.clone(),
            name: guard.name.clone(),
            permissions: rights.iter().map(|entry| entry.id.clone()).collect(),
            level,
            rank,
            who: sets.of_who(&who, &guard.who),
            on,
            except,
        })
    }

    /// None if nothing is within them.
    fn limits(&self, scope: &Scope, axes: (bool, bool)) -> Option<Limits> {
        let people = scope.people.as_ref().filter(|_| axes.0);
        let items = scope.items.as_ref().filter(|_| axes.1);
        let limits = Limits {
            people: people.map(|reach| self.plain_reach(reach)),
            items: items.map(|items| self.plain_items(items)),
        };
        let is_empty =
            limits.people == Some(PlainReach::Nobody) || limits.items == Some(PlainItems::Nothing);
        (!is_empty).then_some(limits)
    }
}
