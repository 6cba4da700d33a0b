//! What one power or one guard selects, as a term: terms that say the same are one, whoever holds
//! them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::own::{Own, Shared};
use crate::engine::columns::Column;
use crate::engine::compose::{Base, Power};
use crate::engine::limits::{ItemLimit, ItemsNo, PeopleLimit, PeopleNo, ScopeExpr};
use crate::engine::rights::{GuardExpr, Right};
use crate::engine::select::{ItemExpr, ReachExpr};
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

/// What a power says by its limits, whatever they mean.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// On items: of people they are about.
    people: Vec<PeopleNo>,
    items: Option<OfItems<Arc<Set>>>,
}

/// Items of kinds, their limits, and what a view set leaves.
type OfItems<K> = (K, Vec<ItemsNo>, Option<Arc<Base>>);

/// Phrases are the same if they have the same limits.
pub(super) type PhraseKey = (Vec<PeopleNo>, Option<OfItems<usize>>);

impl Phrase {
    /// What a power says on a right; `of_kind` are the items the right is about.
    pub(super) fn new(right: &Right, of_kind: &Arc<Set>, power: &Power) -> Phrase {
        let items = right.has_item.then(|| {
            let mut items: Vec<ItemsNo> = power.items_set().map(|(_, no)| no).collect();
            items.sort_unstable();
            items.dedup();
            (of_kind.clone(), items, power.base.clone())
        });
        let mut people: Vec<PeopleNo> = match right.has_person || !right.has_item {
            true => power.people_set().map(|(_, no)| no).collect(),
            false => Vec::new(),
        };
        people.sort_unstable();
        people.dedup();
        Phrase { people, items }
    }

    pub(super) fn key(&self) -> PhraseKey {
        let items = self.items.as_ref();
        let items = items.map(|(of_kind, items, base)| {
            let address = Arc::as_ptr(of_kind) as usize;
            (address, items.clone(), base.clone())
        });
        (self.people.clone(), items)
    }
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
        base: Option<Vec<Vec<ItemLimit>>>,
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
    Stops([usize; 2], Vec<[usize; 2]>, u8),
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
    /// A term speaks of teams.
    pub speaks_of_teams: bool,
}

/// What a selector depends on.
#[derive(Default)]
struct Found {
    owns: Vec<u16>,
    traits: Vec<u16>,
}

fn address<T>(limit: &Option<Arc<T>>) -> usize {
    limit
        .as_ref()
        .map_or(0, |limit| Arc::as_ptr(limit) as usize)
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

    /// The term of a phrase, with the meaning its limits have in this model.
    pub(super) fn of_phrase(&mut self, world: &World, phrase: &Phrase) -> u32 {
        let people = phrase.people.iter();
        let people: Vec<PeopleLimit> = people.map(|no| world.people_limit(*no).clone()).collect();
        let Some((of_kind, items, base)) = &phrase.items else {
            return self.number(Key::People(addresses(&people)), || Said::People(people));
        };
        let limits = |list: &[ItemsNo]| -> Vec<ItemLimit> {
            let list = list.iter();
            list.map(|no| world.item_limit(*no).clone()).collect()
        };
        let items = limits(items);
        let base: Option<Vec<Vec<ItemLimit>>> = base
            .as_ref()
            .map(|base| base.iter().map(|all| limits(all)).collect());
        let of_base = |base: &Vec<Vec<ItemLimit>>| base.iter().map(|all| addresses(all)).collect();
        let key = Key::Items(
            Arc::as_ptr(of_kind) as usize,
            addresses(&items),
            base.as_ref().map(of_base),
            addresses(&people),
        );
        self.number(key, || Said::Items {
            of_kind: of_kind.clone(),
            items,
            base,
            about: people,
        })
    }

    /// The term of what a guard stops on a right, when these of its exceptions are for the one who
    /// acts.
    pub(super) fn of_guard(&mut self, right: &Right, guard: &GuardExpr, except: &[usize]) -> u32 {
        let scopes = || -> Vec<ScopeExpr> {
            except
                .iter()
                .filter_map(|n| guard.except.get(*n))
                .map(|(_, on)| on.clone())
                .collect()
        };
        let at = |scope: &ScopeExpr| [address(&scope.people), address(&scope.items)];
        let mut of_except: Vec<[usize; 2]> = scopes().iter().map(at).collect();
        of_except.sort_unstable();
        let universe = u8::from(right.has_item) + 2 * u8::from(right.has_person);
        self.number(Key::Stops(at(&guard.on), of_except, universe), || {
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

    /// What divides people for a term.
    pub(super) fn traits_of(&self, term: u32) -> &[u16] {
        let term = self.list.get(term as usize);
        term.map(|term| term.traits.as_slice()).unwrap_or_default()
    }

    /// True if numbers may run out before long.
    pub(super) fn is_crowded(&self) -> bool {
        let most = usize::from(u16::MAX) / 2;
        self.owns.len() > most || self.traits.len() > most
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
                self.speaks_of_teams |= matches!(other, ReachExpr::MyTeams | ReachExpr::LedTeams);
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
