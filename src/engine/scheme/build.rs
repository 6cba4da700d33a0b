//! The rules of a scheme: one for each distinct power with the same limits out of the same role,
//! held by all who have it.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::holders::Sets;
use super::{Origin, PlainItems, PlainReach, Rule};
use crate::engine::Engine;
use crate::engine::compose::{Base, Power, Powers, Source};
use crate::engine::limits::{ItemsNo, PeopleNo};
use crate::engine::rights::Right;
use crate::engine::set::Set;
use crate::engine::words::{Words, uncapital};
use crate::model::{Account, Subject};

/// What tells one rule from another.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Said {
    right: usize,
    rank: usize,
    people: Option<PlainReach>,
    items: Option<PlainItems>,
    role: Option<usize>,
}

struct Draft<'e> {
    said: Said,
    power: &'e Power,
    set: Set,
    origins: Vec<Origin>,
    sources: BTreeSet<Source>,
}

/// Limits by number, made plain once.
#[derive(Default)]
struct Plain {
    people: FxHashMap<PeopleNo, PlainReach>,
    items: FxHashMap<ItemsNo, PlainItems>,
}

impl Engine {
    pub(super) fn scheme_rules(&self, sets: &mut Sets<'_>) -> Vec<Rule> {
        let mut drafts = self.drafts();
        // Powers are met in the order of the model; rules go by the catalogue.
        drafts.sort_by_key(|draft| draft.said.right);
        drafts
            .into_iter()
            .filter_map(|draft| self.rule(draft, sets))
            .collect()
    }

    fn drafts(&self) -> Vec<Draft<'_>> {
        let gates = self.gates();
        let mut plain = Plain::default();
        let mut drafts: Vec<Draft<'_>> = Vec::new();
        let mut known: FxHashMap<Said, usize> = FxHashMap::default();
        for (powers, members) in self.shared_powers() {
            for right in 0..self.rights.list.len() {
                let Some(entry) = self.rights.list.get(right) else {
                    continue;
                };
                if powers.on(right).is_empty() {
                    continue;
                }
                let mut open = members.clone();
                match gates.get(entry.module) {
                    Some(gate) => open.keep(gate),
                    None => open.keep(&self.active()),
                }
                if open.is_empty() {
                    continue;
                }
                for power in powers.on(right) {
                    let said = self.rule_said(entry, power, &mut plain);
                    if said.people == Some(PlainReach::Nobody)
                        || said.items == Some(PlainItems::Nothing)
                    {
                        continue;
                    }
                    let at = *known.entry(said.clone()).or_insert_with(|| {
                        drafts.push(Draft {
                            said,
                            power,
                            set: Set::none(self.world.n_people),
                            origins: Vec::new(),
                            sources: BTreeSet::new(),
                        });
                        drafts.len() - 1
                    });
                    if let Some(draft) = drafts.get_mut(at) {
                        draft.set.add(&open);
                        draft.sources.insert(power.bundle.source.clone());
                        self.add_origins(power, &mut draft.origins);
                    }
                }
            }
        }
        drafts
    }

    /// Lists of powers with everyone who shares them, in the order of the first of these.
    fn shared_powers(&self) -> Vec<(&Powers, Set)> {
        let mut shared: Vec<(&Powers, Set)> = Vec::new();
        let mut known: FxHashMap<*const Powers, usize> = FxHashMap::default();
        for at in 0..self.world.n_people as u32 {
            let Some(powers) = self
                .holdings
                .of(at)
                .and_then(|holding| self.powers.get(holding as usize))
            else {
                continue;
            };
            let place = *known.entry(Arc::as_ptr(powers)).or_insert_with(|| {
                shared.push((powers, Set::none(self.world.n_people)));
                shared.len() - 1
            });
            if let Some((_, set)) = shared.get_mut(place) {
                set.insert(at);
            }
        }
        shared
    }

    /// Principals whose account can be used.
    fn active(&self) -> Set {
        let principals = self.model().principals();
        Set::by(self.world.n_people, |at| {
            principals
                .at(at)
                .is_some_and(|p| p.account == Account::Active)
        })
    }

    /// For each module, whom its gates let in.
    fn gates(&self) -> Vec<Set> {
        let active = self.active();
        let modules = self.rights.modules.iter();
        modules
            .map(|gate| {
                let mut set = match gate.on {
                    true => active.clone(),
                    false => Set::none(self.world.n_people),
                };
                if let Some(users) = &gate.users {
                    set.keep(users);
                }
                set
            })
            .collect()
    }

    fn rule_said(&self, right: &Right, power: &Power, plain: &mut Plain) -> Said {
        let people: Vec<PeopleNo> = power.people_set().map(|(_, no)| no).collect();
        let people = (right.has_person && !people.is_empty()).then(|| {
            let each = people.iter().map(|no| self.plain_people(*no, plain));
            PlainReach::all_of(each.collect::<Vec<_>>())
        });
        let mut items: Vec<PlainItems> = power
            .items_set()
            .map(|(_, no)| self.plain_item(no, plain))
            .collect();
        if let Some(base) = power.base.as_deref()
            && !base.iter().any(Vec::is_empty)
        {
            items.push(self.plain_base(base, plain));
        }
        Said {
            right: power.right,
            rank: power.rank,
            people,
            items: (right.has_item && !items.is_empty()).then(|| PlainItems::all_of(items)),
            role: power.bundle.chain.last().copied(),
        }
    }

    fn plain_people(&self, no: PeopleNo, plain: &mut Plain) -> PlainReach {
        let made = plain.people.entry(no);
        made.or_insert_with(|| self.plain_reach(&self.world.people_limit(no).said))
            .clone()
    }

    fn plain_item(&self, no: ItemsNo, plain: &mut Plain) -> PlainItems {
        let made = plain.items.entry(no);
        made.or_insert_with(|| self.plain_items(&self.world.item_limit(no).said))
            .clone()
    }

    fn plain_base(&self, base: &Base, plain: &mut Plain) -> PlainItems {
        let mut any = Vec::new();
        for all in base {
            let all: Vec<PlainItems> = all.iter().map(|no| self.plain_item(*no, plain)).collect();
            any.push(PlainItems::all_of(all));
        }
        PlainItems::any_of(any)
    }

    /// What those who have a power may have in common: the role with the grant, the role given, the
    /// group it is given to.
    fn add_origins(&self, power: &Power, origins: &mut Vec<Origin>) {
        let chain = &power.bundle.chain;
        let roles = chain.last().into_iter().chain(chain.first());
        let roles = roles.filter_map(|at| self.model().roles().at(*at));
        let group = match &power.bundle.to {
            Some(Subject::Group(id)) => Some(Origin::Group(id.clone())),
            _ => None,
        };
        for origin in roles.map(|role| Origin::Role(role.id.clone())).chain(group) {
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
    }

    fn rule(&self, draft: Draft<'_>, sets: &mut Sets<'_>) -> Option<Rule> {
        let entry = self.rights.list.get(draft.said.right)?;
        let level = entry.levels.get(draft.said.rank)?.clone();
        let holders = sets.of_rule(&draft.set, &draft.origins, draft.power);
        let title = sets.list.get(holders)?.title(self.model());
        let role = draft
            .said
            .role
            .and_then(|at| self.model().roles().at(at))
            .map(|role| role.id.clone());
        let words = Words::new(self.model());
        let deed = uncapital(&words.deed(&entry.id, level.as_str()));
        let note = format!(
            "{title}: {deed}{}",
            self.limits_in_words(entry, draft.power)
        );
        Some(Rule {
            permission: entry.id.clone(),
            level,
            rank: draft.said.rank,
            holders,
            people: draft.said.people,
            items: draft.said.items,
            role,
            sources: draft.sources.into_iter().collect(),
            note,
        })
    }

    fn limits_in_words(&self, right: &Right, power: &Power) -> String {
        let words = Words::new(self.model());
        let item = |no: &ItemsNo| words.items(&self.world.item_limit(*no).said);
        let mut parts: Vec<String> = Vec::new();
        if right.has_person {
            let said = power
                .people_set()
                .map(|(_, no)| words.reach(&self.world.people_limit(no).said));
            let said: Vec<String> = said.collect();
            if !said.is_empty() {
                parts.push(format!("on {}", said.join(" who are also ")));
            }
        }
        if right.has_item {
            let said: Vec<String> = power.items_set().map(|(_, no)| item(&no)).collect();
            if !said.is_empty() {
                parts.push(format!("items {}", said.join(" and ")));
            }
            if let Some(base) = power.base.as_deref()
                && !base.iter().any(Vec::is_empty)
            {
                let any = base.iter().map(|all| {
                    let all: Vec<String> = all.iter().map(item).collect();
                    all.join(" and ")
                });
                let any: Vec<String> = any.collect();
                parts.push(format!("of the items one sees: {}", any.join(" or ")));
            }
        }
        parts.iter().map(|part| format!(", {part}")).collect()
    }
}
