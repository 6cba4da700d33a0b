//! What one power or one guard selects, as a term: terms that say the same are one, whoever holds
//! them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::own::{Own, Shared};
use crate::engine::columns::Column;
use crate::engine::compose::{Base, Power};
use crate::engine::rights::{GuardExpr, Right};
use crate::engine::select::{ItemExpr, ItemLimit, PeopleLimit, ReachExpr, ScopeExpr};
use crate::engine::set::Set;
use crate::engine::world::World;

/// A field with more distinct values than this (or so many lists of teams) does not divide people into classes; who shares a
/// value is looked up person by person.
const MOST_VALUES: usize = 512;

/// What divides people into classes beside what they hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Trait {
    /// Their values of a field.
    Values(Shared),
    /// Their teams, or those they lead.
    Teams { that_i_lead: bool },
}

/// One term.
#[derive(Clone, Debug)]
pub(super) enum Said {
    /// People: all of these limits.
    People(Vec<PeopleLimit>),
    /// Items of kinds: all of these limits, what a view set leaves, and the people they are about.
    Items {
        of_kind: Arc<Set>,
        items: Vec<ItemLimit>,
        base: Option<Arc<Base>>,
        about: Vec<PeopleLimit>,
    },
    /// People a guard stops, but for these exceptions.
    StopsPeople(ScopeExpr, Vec<ScopeExpr>),
    /// Items a guard stops; `about`: people they are about are looked at too.
    StopsItems {
        on: ScopeExpr,
        except: Vec<ScopeExpr>,
        about: bool,
    },
}

/// Terms are the same if they come from the same limits, by address: limits that say the same are
/// one already.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    People(Vec<usize>),
    Items(usize, Vec<usize>, Option<Vec<Vec<usize>>>, Vec<usize>),
    Stops(usize, Vec<usize>, u8),
}

/// A term, and what its meaning depends on.
#[derive(Debug)]
pub(super) struct Term {
    pub said: Said,
    pub owns: Vec<u16>,
    pub traits: Vec<u16>,
}

/// All terms, parts that differ, and traits, by number.
#[derive(Debug, Default)]
pub(super) struct Terms {
    pub list: Vec<Term>,
    known: FxHashMap<Key, u32>,
    pub owns: Vec<Own>,
    own_numbers: FxHashMap<Own, u16>,
    pub traits: Vec<Trait>,
    trait_numbers: FxHashMap<Trait, u16>,
    /// Teams divide people into few enough classes.
    has_few_teams: [bool; 2],
}

/// What a selector depends on.
#[derive(Default)]
struct Found {
    owns: Vec<u16>,
    traits: Vec<u16>,
}

fn addresses<T>(list: &[Arc<T>]) -> Vec<usize> {
    let mut list: Vec<usize> = list.iter().map(|one| Arc::as_ptr(one) as usize).collect();
    list.sort_unstable();
    list.dedup();
    list
}

impl Terms {
    pub(super) fn new(world: &World) -> Terms {
        Terms {
            has_few_teams: [false, true].map(|lead| world.team_lists(lead).1 <= MOST_VALUES),
            ..Terms::default()
        }
    }

    /// The term of a power on a right that is not about pairs.
    pub(super) fn of_power(&mut self, right: &Right, power: &Power) -> u32 {
        let people: Vec<PeopleLimit> = power.people_limits().cloned().collect();
        if !right.has_item {
            let key = Key::People(addresses(&people));
            return self.number(key, || Said::People(people));
        }
        let items: Vec<ItemLimit> = power.item_limits().cloned().collect();
        let about = if right.has_person { people } else { Vec::new() };
        let base = power.base.clone();
        let of_base = |base: &Arc<Base>| base.iter().map(|all| addresses(all)).collect();
        let key = Key::Items(
            Arc::as_ptr(&right.of_kind) as usize,
            addresses(&items),
            base.as_ref().map(of_base),
            addresses(&about),
        );
        self.number(key, || Said::Items {
            of_kind: right.of_kind.clone(),
            items,
            base,
            about,
        })
    }

    /// The term of what a guard stops on a right, when these of its exceptions are for the one who
    /// acts.
    pub(super) fn of_guard(&mut self, right: &Right, guard: &GuardExpr, except: &[usize]) -> u32 {
        let scopes = || {
            except
                .iter()
                .filter_map(|n| guard.except.get(*n))
                .map(|(_, on)| on.clone())
                .collect()
        };
        let address = std::ptr::from_ref(guard) as usize;
        let universe = u8::from(right.has_item) + 2 * u8::from(right.has_person);
        self.number(Key::Stops(address, except.to_vec(), universe), || {
            if right.has_item {
                Said::StopsItems {
                    on: guard.on.clone(),
                    except: scopes(),
                    about: right.has_person,
                }
            } else {
                Said::StopsPeople(guard.on.clone(), scopes())
            }
        })
    }

    fn number(&mut self, key: Key, said: impl FnOnce() -> Said) -> u32 {
        if let Some(number) = self.known.get(&key) {
            return *number;
        }
        let number = self.list.len() as u32;
        let said = said();
        let mut found = Found::default();
        self.look(&said, &mut found);
        for list in [&mut found.owns, &mut found.traits] {
            list.sort_unstable();
            list.dedup();
        }
        self.list.push(Term {
            said,
            owns: found.owns,
            traits: found.traits,
        });
        self.known.insert(key, number);
        number
    }

    fn look(&mut self, said: &Said, found: &mut Found) {
        match said {
            Said::People(limits) => {
                for limit in limits {
                    self.look_at_people(&limit.expr, false, found);
                }
            }
            Said::Items {
                items, base, about, ..
            } => {
                for limit in items {
                    self.look_at_items(&limit.expr, found);
                }
                for limit in base.iter().flat_map(|base| base.iter().flatten()) {
                    self.look_at_items(&limit.expr, found);
                }
                for limit in about {
                    self.look_at_people(&limit.expr, true, found);
                }
            }
            Said::StopsPeople(on, except) => {
                for limit in except.iter().chain([on]).filter_map(|s| s.people.as_ref()) {
                    self.look_at_people(&limit.expr, false, found);
                }
            }
            Said::StopsItems { on, except, about } => {
                for scope in except.iter().chain([on]) {
                    if let Some(limit) = &scope.items {
                        self.look_at_items(&limit.expr, found);
                    }
                    if let Some(limit) = scope.people.as_ref().filter(|_| *about) {
                        self.look_at_people(&limit.expr, true, found);
                    }
                }
            }
        }
    }

    fn look_at_people(&mut self, expr: &ReachExpr, is_about: bool, found: &mut Found) {
        match expr {
            ReachExpr::Same(_) => {}
            ReachExpr::Union(list) | ReachExpr::Intersection(list) => {
                for one in list {
                    self.look_at_people(one, is_about, found);
                }
            }
            ReachExpr::Except(from, minus) => {
                self.look_at_people(from, is_about, found);
                self.look_at_people(minus, is_about, found);
            }
            other => {
                if let Some(of) = self.trait_of(other) {
                    let number = self.trait_number(of);
                    found.traits.push(number);
                } else {
                    for own in owns_of(other) {
                        found.owns.push(self.own_number(lifted(own, is_about)));
                    }
                }
            }
        }
    }

    fn look_at_items(&mut self, expr: &ItemExpr, found: &mut Found) {
        match expr {
            ItemExpr::Same(_) => {}
            ItemExpr::Union(list) | ItemExpr::Intersection(list) => {
                for one in list {
                    self.look_at_items(one, found);
                }
            }
            ItemExpr::Except(from, minus) => {
                self.look_at_items(from, found);
                self.look_at_items(minus, found);
            }
            ItemExpr::About(reach) => self.look_at_people(reach, true, found),
            ItemExpr::CreatedByMe => found.owns.push(self.own_number(Own::Created)),
            ItemExpr::OwnedByMe => found.owns.push(self.own_number(Own::Owned)),
            ItemExpr::FieldIsMine { item, mine } => match column_trait(mine) {
                Some(of) => found.traits.push(self.trait_number(of)),
                None => found.owns.push(self.own_number(field_is_mine(item, mine))),
            },
        }
    }

    /// What divides people into classes, if the meaning of this part is the same for a whole class.
    pub(super) fn trait_of(&self, expr: &ReachExpr) -> Option<Trait> {
        let teams = |that_i_lead| {
            let has_few = self.has_few_teams.get(usize::from(that_i_lead));
            has_few
                .is_some_and(|has_few| *has_few)
                .then_some(Trait::Teams { that_i_lead })
        };
        match expr {
            ReachExpr::SameField(column) => column_trait(column),
            ReachExpr::MyTeams => teams(false),
            ReachExpr::LedTeams => teams(true),
            _ => None,
        }
    }

    fn trait_number(&mut self, of: Trait) -> u16 {
        let next = self.traits.len() as u16;
        *self.trait_numbers.entry(of).or_insert_with_key(|of| {
            self.traits.push(of.clone());
            next
        })
    }

    fn own_number(&mut self, own: Own) -> u16 {
        let next = self.owns.len() as u16;
        *self.own_numbers.entry(own).or_insert_with_key(|own| {
            self.owns.push(own.clone());
            next
        })
    }

    /// The number of a part that was met in a term.
    pub(super) fn known_own(&self, own: &Own) -> Option<u16> {
        self.own_numbers.get(own).copied()
    }
}

pub(super) fn column_trait(column: &Arc<Column>) -> Option<Trait> {
    (column.n_lists() <= MOST_VALUES).then(|| Trait::Values(Shared(column.clone())))
}

pub(super) fn field_is_mine(item: &Arc<Column>, mine: &Arc<Column>) -> Own {
    Own::FieldIsMine {
        item: Shared(item.clone()),
        mine: Shared(mine.clone()),
    }
}

pub(super) fn lifted(own: Own, is_about: bool) -> Own {
    if is_about {
        Own::About(Box::new(own))
    } else {
        own
    }
}

/// The parts that one leaf of a selector of people is the union of.
pub(super) fn owns_of(leaf: &ReachExpr) -> Vec<Own> {
    match leaf {
        ReachExpr::Oneself => vec![Own::Oneself],
        ReachExpr::Reports(spec) => {
            let mut owns = vec![Own::Reports(spec.without_oneself())];
            if spec.oneself {
                owns.push(Own::Oneself);
            }
            owns
        }
        ReachExpr::MyTeams => vec![Own::Teams { that_i_lead: false }],
        ReachExpr::LedTeams => vec![Own::Teams { that_i_lead: true }],
        ReachExpr::SameField(column) => vec![Own::SameField(Shared(column.clone()))],
        _ => Vec::new(),
    }
}
