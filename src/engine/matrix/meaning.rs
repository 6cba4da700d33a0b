//! What a term means: one set for every pattern of its own parts. For a target outside all own parts
//! the pattern is empty, so its set serves nearly everyone; the others are asked only inside them.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::own::Own;
use super::terms::{Said, Terms, Trait, column_trait, field_is_mine, lifted, owns_of};
use crate::engine::limits::{ItemLimit, PeopleLimit, ScopeExpr};
use crate::engine::pool::{NONE, Pool, SetNo};
use crate::engine::select::{ItemExpr, ReachExpr};
use crate::engine::set::Set;
use crate::engine::things::Things;
use crate::engine::world::World;

/// Sets of both universes, shared by the models that follow one another.
#[derive(Debug)]
pub(in crate::engine) struct Pools {
    pub people: Pool,
    pub items: Pool,
    about: FxHashMap<SetNo, SetNo>,
    about_of: Option<Arc<Things>>,
}

impl Pools {
    pub(in crate::engine) fn new(n_people: usize, n_items: usize) -> Pools {
        Pools {
            people: Pool::new(n_people),
            items: Pool::new(n_items),
            about: FxHashMap::default(),
            about_of: None,
        }
    }

    /// Sets of items, or of people.
    pub(super) fn of(&mut self, items: bool) -> &mut Pool {
        if items {
            &mut self.items
        } else {
            &mut self.people
        }
    }

    /// About how many bytes they take.
    pub(super) fn weight(&self) -> usize {
        self.people.weight() + self.items.weight()
    }

    /// Makes ready for a model: what is about whom is only known for the things it was asked of.
    fn speak_of(&mut self, things: &Arc<Things>) {
        if self
            .about_of
            .as_ref()
            .is_none_or(|known| !Arc::ptr_eq(known, things))
        {
            self.about.clear();
            self.about_of = Some(things.clone());
        }
    }
}

/// Where terms get their meaning: from the place of someone who acts, for one pattern.
pub(super) struct Reader<'r> {
    pub world: &'r World,
    pub terms: &'r Terms,
    pub pools: &'r mut Pools,
    pub everyone: SetNo,
    pub every_item: SetNo,
    pub people: SetNo,
}

/// Who acts, and which own parts hold the target.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    pub actor: u32,
    pub owns: &'p [u16],
    pub pattern: usize,
}

impl<'r> Reader<'r> {
    pub(super) fn new(world: &'r World, terms: &'r Terms, pools: &'r mut Pools) -> Reader<'r> {
        pools.speak_of(&world.things);
        let everyone = pools.people.put(Set::all(world.n_people));
        let every_item = pools.items.put(Set::all(world.n_items));
        let people = pools.people.share(&world.people);
        Reader {
            world,
            terms,
            pools,
            everyone,
            every_item,
            people,
        }
    }

    pub(super) fn term(&mut self, said: &Said, place: Place<'_>) -> SetNo {
        match said {
            Said::People(limits) => {
                let all = self.all_people(limits, place, false);
                self.pools.people.and(all, self.people)
            }
            Said::Items {
                of_kind,
                items,
                base,
                about,
            } => {
                let mut set = self.pools.items.share(of_kind);
                for limit in items {
                    let more = self.items(&limit.expr, place);
                    set = self.pools.items.and(set, more);
                }
                if let Some(base) = base
                    && !base.iter().any(Vec::is_empty)
                {
                    let base = self.base(base, place);
                    set = self.pools.items.and(set, base);
                }
                if !about.is_empty() {
                    let people = self.all_people(about, place, true);
                    let about = self.about(people);
                    set = self.pools.items.and(set, about);
                }
                set
            }
            Said::StopsPeople(on, except) => {
                let mut set = self.people_side(on, place);
                for scope in except {
                    let less = self.people_side(scope, place);
                    set = self.pools.people.minus(set, less);
                }
                set
            }
            Said::StopsItems { on, except, about } => {
                let mut set = self.items_side(on, place, *about);
                for scope in except {
                    let less = self.items_side(scope, place, *about);
                    set = self.pools.items.minus(set, less);
                }
                set
            }
        }
    }

    fn base(&mut self, base: &[Vec<ItemLimit>], place: Place<'_>) -> SetNo {
        let mut sum = NONE;
        for all in base {
            let mut set = self.every_item;
            for limit in all {
                let more = self.items(&limit.expr, place);
                set = self.pools.items.and(set, more);
            }
            sum = self.pools.items.or(sum, set);
        }
        sum
    }

    fn people_side(&mut self, scope: &ScopeExpr, place: Place<'_>) -> SetNo {
        match &scope.people {
            Some(limit) => self.reach(&limit.expr, place, false),
            None => self.everyone,
        }
    }

    fn items_side(&mut self, scope: &ScopeExpr, place: Place<'_>, about: bool) -> SetNo {
        let mut set = match &scope.items {
            Some(limit) => self.items(&limit.expr, place),
            None => self.every_item,
        };
        if let Some(limit) = scope.people.as_ref().filter(|_| about) {
            let people = self.reach(&limit.expr, place, true);
            let about = self.about(people);
            set = self.pools.items.and(set, about);
        }
        set
    }

    fn all_people(&mut self, limits: &[PeopleLimit], place: Place<'_>, is_about: bool) -> SetNo {
        let mut set = self.everyone;
        for limit in limits {
            let more = self.reach(&limit.expr, place, is_about);
            set = self.pools.people.and(set, more);
        }
        set
    }

    /// Items about these people.
    fn about(&mut self, people: SetNo) -> SetNo {
        let people = self.pools.people.and(people, self.people);
        if let Some(items) = self.pools.about.get(&people) {
            return *items;
        }
        let set = self.world.items_about(&self.pools.people.get(people));
        let items = self.pools.items.put(set);
        self.pools.about.insert(people, items);
        items
    }

    fn has(&self, own: &Own, place: Place<'_>) -> bool {
        let number = self.terms.known_own(own);
        let at = number.and_then(|number| place.owns.iter().position(|own| *own == number));
        at.is_some_and(|at| place.pattern >> at & 1 == 1)
    }

    fn reach(&mut self, expr: &ReachExpr, place: Place<'_>, is_about: bool) -> SetNo {
        match expr {
            ReachExpr::Same(set) => self.pools.people.share(set),
            ReachExpr::Union(list) => {
                let mut set = NONE;
                for one in list {
                    let more = self.reach(one, place, is_about);
                    set = self.pools.people.or(set, more);
                }
                set
            }
            ReachExpr::Intersection(list) => {
                let mut set = self.people;
                for one in list {
                    let more = self.reach(one, place, is_about);
                    set = self.pools.people.and(set, more);
                }
                set
            }
            ReachExpr::Except(from, minus) => {
                let from = self.reach(from, place, is_about);
                let minus = self.reach(minus, place, is_about);
                self.pools.people.minus(from, minus)
            }
            leaf => match self.terms.trait_of(leaf) {
                Some(_) => {
                    let set = leaf.set(self.world, place.actor);
                    self.pools.people.put(set)
                }
                None => {
                    let owns = owns_of(leaf);
                    let is_in = owns
                        .into_iter()
                        .any(|own| self.has(&lifted(own, is_about), place));
                    if is_in { self.everyone } else { NONE }
                }
            },
        }
    }

    fn items(&mut self, expr: &ItemExpr, place: Place<'_>) -> SetNo {
        let own = match expr {
            ItemExpr::Same(set) => return self.pools.items.share(set),
            ItemExpr::Union(list) => {
                let mut set = NONE;
                for one in list {
                    let more = self.items(one, place);
                    set = self.pools.items.or(set, more);
                }
                return set;
            }
            ItemExpr::Intersection(list) => {
                let mut set = self.every_item;
                for one in list {
                    let more = self.items(one, place);
                    set = self.pools.items.and(set, more);
                }
                return set;
            }
            ItemExpr::Except(from, minus) => {
                let from = self.items(from, place);
                let minus = self.items(minus, place);
                return self.pools.items.minus(from, minus);
            }
            ItemExpr::About(reach) => {
                let people = self.reach(reach, place, true);
                return self.about(people);
            }
            ItemExpr::FieldIsMine { mine, .. } if column_trait(mine).is_some() => {
                let set = expr.set(self.world, place.actor);
                return self.pools.items.put(set);
            }
            ItemExpr::FieldIsMine { item, mine } => field_is_mine(item, mine),
            ItemExpr::CreatedByMe => Own::Created,
            ItemExpr::OwnedByMe => Own::Owned,
        };
        if self.has(&own, place) {
            self.every_item
        } else {
            NONE
        }
    }
}

/// The value of a trait for everyone.
pub(super) fn trait_values(world: &World, of: &Trait) -> Vec<u32> {
    match of {
        Trait::Values(column) => column.0.lists().to_vec(),
        Trait::Teams { that_i_lead } => world.team_lists(*that_i_lead).0,
    }
}
