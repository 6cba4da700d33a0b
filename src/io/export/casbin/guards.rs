//! Guards as lines that deny. A line cannot say "except", so exceptions are taken out of its limits,
//! for all whom the same exceptions spare.

use std::collections::{BTreeMap, BTreeSet};

use super::{Policy, Within};
use crate::engine::scheme::{HolderSet, Origin, PlainItems, PlainReach, SchemeGuard};
use crate::model::{Permission, PrincipalId};

impl Policy<'_> {
    pub(super) fn guards(&mut self) {
        let scheme = self.scheme;
        for guard in &scheme.guards {
            self.comment(&format!("Guard {}", guard.name));
            for (nth, (spared, members)) in classes(&scheme.holders, guard).iter().enumerate() {
                let subject = self.stopped(guard, nth, members);
                let set = HolderSet {
                    origin: Origin::Several,
                    principals: members.clone(),
                    left_out: Vec::new(),
                };
                for permission in &guard.permissions {
                    let known = self.engine.model().permissions().get(permission);
                    if let Some(permission) = known {
                        self.guard(guard, permission, spared, &set, &subject);
                    }
                }
            }
        }
    }

    /// The subject of those a guard stops alike.
    fn stopped(&mut self, guard: &SchemeGuard, nth: usize, members: &[PrincipalId]) -> String {
        let whole = self.scheme.holders.get(guard.who);
        if whole.is_some_and(|set| set.principals.len() == members.len()) {
            return self.subject(guard.who);
        }
        // One guard is several where its permissions count different axes: each is met here.
        let name = format!("holders:{} {}", guard.id, nth + 1);
        let names = (1..).map(|n| match n {
            1 => name.clone(),
            n => format!("{name} ({n})"),
        });
        for name in names {
            match self.subjects.iter().find(|(known, _)| *known == name) {
                Some((_, known)) if known == members => return name,
                Some(_) => {}
                None => {
                    self.subjects.push((name.clone(), members.to_vec()));
                    return name;
                }
            }
        }
        name
    }

    fn guard(
        &mut self,
        guard: &SchemeGuard,
        permission: &Permission,
        spared: &[usize],
        set: &HolderSet,
        subject: &str,
    ) {
        let limits = |people, items| Within::of(permission, people, items);
        let mut within = vec![limits(&guard.on.people, &guard.on.items)];
        for at in spared {
            let Some((_, on)) = guard.except.get(*at) else {
                continue;
            };
            let on = limits(&on.people, &on.items);
            let rest = within.iter().flat_map(|one| without(one, &on));
            within = rest.collect();
        }
        let levels = self.engine.model().ladder_of(&permission.id);
        let levels = levels.map(|ladder| &ladder.levels).into_iter().flatten();
        let levels = levels.enumerate().filter(|(rank, _)| *rank >= guard.rank);
        let acts: Vec<String> = levels
            .map(|(_, level)| format!("{}@{level}", permission.id))
            .collect();
        for one in within {
            self.lines(set, subject, &acts, &one, "deny");
        }
    }
}

/// Those a guard stops, by the exceptions that spare them.
fn classes(sets: &[HolderSet], guard: &SchemeGuard) -> BTreeMap<Vec<usize>, Vec<PrincipalId>> {
    let mut classes: BTreeMap<Vec<usize>, Vec<PrincipalId>> = BTreeMap::new();
    let members = |at: usize| {
        sets.get(at)
            .map(|set| &set.principals)
            .into_iter()
            .flatten()
    };
    let except = guard.except.iter();
    let spared: Vec<BTreeSet<&PrincipalId>> =
        except.map(|(who, _)| members(*who).collect()).collect();
    for who in members(guard.who) {
        let by = spared.iter().enumerate();
        let by = by.filter(|(_, set)| set.contains(who)).map(|(at, _)| at);
        classes.entry(by.collect()).or_default().push(who.clone());
    }
    classes
}

/// What is within the first and not within the second: outside it on the one axis or on the other.
fn without(one: &Within, other: &Within) -> Vec<Within> {
    let mut parts = Vec::new();
    if let Some(minus) = &other.people {
        let from = one.people.clone().unwrap_or(PlainReach::Anyone);
        parts.push(Within {
            people: Some(PlainReach::except(from, minus.clone())),
            items: one.items.clone(),
        });
    }
    if let Some(minus) = &other.items {
        let from = one.items.clone().unwrap_or(PlainItems::Any);
        parts.push(Within {
            people: one.people.clone(),
            items: Some(PlainItems::except(from, minus.clone())),
        });
    }
    parts
}
