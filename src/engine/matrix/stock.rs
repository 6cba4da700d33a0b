//! What the matrices of models that follow one another share: sets, terms, parts, shapes and rows,
//! each kept under all that it depends on. A new matrix only makes what the ones before did not
//! have; where something that all of it rests on differs, it starts afresh.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::count::Counted;
use super::ground::Ground;
use super::meaning::Pools;
use super::part::Part;
use super::shape::Shape;
use super::terms::{Phrase, PhraseKey, Terms};
use super::{Entry, Matrix};
use crate::engine::Engine;
use crate::engine::compose::Powers;
use crate::engine::limits::ScopeExpr;
use crate::engine::set::Set;

/// What is kept may take this many bytes, and as many things, beyond what the first matrix took.
const MOST_BYTES: usize = 96 << 20;
const MOST_THINGS: usize = 200_000;

/// Values of this many traits fit in a key; what depends on more is not looked up.
pub(super) const MOST_TRAITS: usize = 3;

/// Everything the entries of a right depend on: what is held, guards that are for the one who acts,
/// values of traits.
pub(super) type HeldKey = (u32, u64, [u32; MOST_TRAITS]);

/// What a holding gives on one right; holdings that give the same share it.
#[derive(Debug)]
pub(super) struct Held {
    pub right: usize,
    /// Rank and term of each power.
    pub powers: Vec<(usize, u32)>,
    /// Traits its meaning depends on, guards included.
    pub traits: Vec<u16>,
}

/// What a holding gives on all rights; holdings that give the same share it.
#[derive(Debug, Default)]
pub(super) struct Holding {
    pub number: u32,
    /// By number, in the order of the rights.
    pub held: Vec<u32>,
    pub traits: Vec<u16>,
}

/// What powers say, whatever their limits mean: by right, rank and phrase.
#[derive(Debug, Default)]
struct Sayings {
    phrases: Vec<Phrase>,
    phrase_numbers: FxHashMap<PhraseKey, u32>,
    on_rights: Vec<(usize, Vec<(usize, u32)>)>,
    on_right_numbers: FxHashMap<(usize, Vec<(usize, u32)>), u32>,
    /// By the address of powers, which are held so that the address stays theirs.
    of_powers: FxHashMap<usize, (Arc<Powers>, Arc<[u32]>)>,
}

/// What the sayings mean in the model at hand.
#[derive(Debug, Default)]
struct Meanings {
    /// The term of each phrase that was asked for.
    terms: Vec<Option<u32>>,
    /// What is held of each saying on a right that was asked for.
    held: Vec<Option<u32>>,
}

/// What guards say, but for whom they are.
#[derive(Debug, Default)]
struct Stops {
    of_rights: Vec<Vec<usize>>,
    guards: Vec<(usize, ScopeExpr, Vec<ScopeExpr>)>,
}

/// See the module.
#[derive(Debug)]
pub(in crate::engine) struct Stock {
    /// Numbers hold as long as this is the same.
    pub(super) era: Arc<()>,
    /// The matrix made last.
    pub(super) last: Option<Arc<Matrix>>,
    pub(super) pools: Pools,
    ground: Option<Ground>,
    stops: Stops,
    pub(super) terms: Terms,
    /// Items of the kinds each right is about.
    pub(super) of_kinds: Vec<Arc<Set>>,
    pub(super) parts: Vec<Part>,
    pub(super) part_numbers: FxHashMap<Part, u32>,
    /// Parts by term and the values of its traits.
    pub(super) known_parts: FxHashMap<(u32, Vec<u32>), u32>,
    pub(super) shapes: Vec<Arc<Shape>>,
    pub(super) shape_numbers: FxHashMap<(bool, Part), u32>,
    pub(super) known_shapes: FxHashMap<(bool, Vec<u32>, Vec<u32>), Option<u32>>,
    pub(super) held: Vec<Held>,
    pub(super) held_numbers: FxHashMap<(usize, Vec<(usize, u32)>), u32>,
    holdings: FxHashMap<Box<[u32]>, Arc<Holding>>,
    sayings: Sayings,
    meanings: Meanings,
    pub(super) entries: FxHashMap<HeldKey, Box<[Entry]>>,
    pub(super) rows: FxHashMap<Box<[u32]>, Arc<[Entry]>>,
    /// Gates and guards as bits.
    passes: FxHashMap<Box<[u32]>, u32>,
    /// Rows that are the same are one, so that what is known of one is known of all.
    pub(super) same_rows: FxHashSet<Arc<[Entry]>>,
    /// The matrix that was counted last.
    pub(super) counted: Option<Arc<Counted>>,
    /// Bytes and things after the first matrix.
    first: Option<(usize, usize)>,
}

impl Stock {
    pub(in crate::engine) fn new(n_people: usize, n_items: usize) -> Stock {
        Stock::with(Pools::new(n_people, n_items))
    }

    fn with(pools: Pools) -> Stock {
        Stock {
            era: Arc::default(),
            last: None,
            passes: FxHashMap::default(),
            pools,
            ground: None,
            stops: Stops::default(),
            terms: Terms::default(),
            of_kinds: Vec::new(),
            parts: Vec::new(),
            part_numbers: FxHashMap::default(),
            known_parts: FxHashMap::default(),
            shapes: Vec::new(),
            shape_numbers: FxHashMap::default(),
            known_shapes: FxHashMap::default(),
            held: Vec::new(),
            held_numbers: FxHashMap::default(),
            holdings: FxHashMap::default(),
            sayings: Sayings::default(),
            meanings: Meanings::default(),
            entries: FxHashMap::default(),
            rows: FxHashMap::default(),
            same_rows: FxHashSet::default(),
            counted: None,
            first: None,
        }
    }

    /// True if its sets are of this many people and items.
    pub(in crate::engine) fn is_of(&self, n_people: usize, n_items: usize) -> bool {
        self.pools.people.bound() == n_people && self.pools.items.bound() == n_items
    }

    /// True if it keeps far more than one matrix can use.
    pub(in crate::engine) fn is_crowded(&self) -> bool {
        let (bytes, things) = self.weight();
        self.first.is_some_and(|(first_bytes, first_things)| {
            bytes > 4 * first_bytes + MOST_BYTES || things > 4 * first_things + MOST_THINGS
        }) || self.terms.is_crowded()
    }

    fn weight(&self) -> (usize, usize) {
        let things = self.known_parts.len()
            + self.known_shapes.len()
            + self.held.len()
            + self.holdings.len()
            + self.sayings.of_powers.len()
            + self.entries.len()
            + self.rows.len();
        (self.pools.weight(), things)
    }

    /// Forgets what does not hold for this model.
    pub(super) fn make_ready(&mut self, engine: &Engine) {
        let ground = Ground::of(&engine.world);
        let before = self.ground.take();
        if !before.is_some_and(|before| self.holds(&before, &ground)) {
            let pools = std::mem::replace(&mut self.pools, Pools::new(0, 0));
            *self = Stock::with(pools);
            self.terms = Terms::new(&engine.world);
            self.of_kinds = engine
                .rights
                .list
                .iter()
                .map(|right| right.of_kind.clone())
                .collect();
        }
        self.ground = Some(ground);
        let stops = Stops::of(engine);
        if !self.stops.is_same(&stops) {
            self.held.clear();
            self.held_numbers.clear();
            self.holdings.clear();
            self.entries.clear();
            self.rows.clear();
            self.last = None;
            self.stops = stops;
        }
        self.meanings = Meanings::default();
    }

    fn holds(&self, before: &Ground, now: &Ground) -> bool {
        let (a, b) = (&before.model, &now.model);
        let common = before.common(now);
        common.things
            && (common.teams || !self.terms.speaks_of_teams)
            && a.permissions().is_same(b.permissions())
            && a.ladders().is_same(b.ladders())
            && a.modules().ids().eq(b.modules().ids())
            && a.settings() == b.settings()
    }

    /// The number of gates and guards passed.
    pub(super) fn passes(&mut self, bits: &[u32]) -> u32 {
        if let Some(number) = self.passes.get(bits) {
            return *number;
        }
        let number = self.passes.len() as u32;
        self.passes.insert(bits.into(), number);
        number
    }

    /// To be called when a matrix was made.
    pub(super) fn settle(&mut self, matrix: &Arc<Matrix>) {
        self.last = Some(matrix.clone());
        if self.first.is_none() {
            self.first = Some(self.weight());
        }
    }

    /// What a holding gives in this model.
    pub(super) fn holding(&mut self, engine: &Engine, powers: &Arc<Powers>) -> Arc<Holding> {
        let said = self.sayings.of(engine, &self.of_kinds, powers);
        let held: Box<[u32]> = said.iter().map(|n| self.held_for(engine, *n)).collect();
        if let Some(known) = self.holdings.get(&held) {
            return known.clone();
        }
        let traits = held.iter().filter_map(|n| self.held.get(*n as usize));
        let mut traits: Vec<u16> = traits.flat_map(|held| held.traits.clone()).collect();
        traits.sort_unstable();
        traits.dedup();
        let holding = Arc::new(Holding {
            number: self.holdings.len() as u32,
            held: held.to_vec(),
            traits,
        });
        self.holdings.insert(held, holding.clone());
        holding
    }

    /// What is held by what is said on a right.
    fn held_for(&mut self, engine: &Engine, said: u32) -> u32 {
        let at = said as usize;
        if let Some(Some(known)) = self.meanings.held.get(at) {
            return *known;
        }
        let on_right = self.sayings.on_rights.get(at).cloned();
        let (right, powers) = on_right.unwrap_or_default();
        let mut powers: Vec<(usize, u32)> = powers
            .into_iter()
            .map(|(rank, phrase)| (rank, self.term_for(engine, phrase)))
            .collect();
        powers.sort_unstable();
        powers.dedup();
        let number = self.held_number(engine, right, powers);
        remember(&mut self.meanings.held, at, number);
        number
    }

    fn term_for(&mut self, engine: &Engine, phrase: u32) -> u32 {
        let at = phrase as usize;
        if let Some(Some(known)) = self.meanings.terms.get(at) {
            return *known;
        }
        let term = match self.sayings.phrases.get(at) {
            Some(phrase) => self.terms.of_phrase(&engine.world, phrase),
            None => u32::MAX,
        };
        remember(&mut self.meanings.terms, at, term);
        term
    }

    fn held_number(&mut self, engine: &Engine, right: usize, on: Vec<(usize, u32)>) -> u32 {
        let key = (right, on);
        if let Some(number) = self.held_numbers.get(&key) {
            return *number;
        }
        let mut traits = self.traits_of_guards(engine, right);
        for (_, term) in &key.1 {
            traits.extend(self.terms.traits_of(*term));
        }
        traits.sort_unstable();
        traits.dedup();
        let number = self.held.len() as u32;
        self.held.push(Held {
            right,
            powers: key.1.clone(),
            traits,
        });
        self.held_numbers.insert(key, number);
        number
    }

    /// Every guard with all its exceptions, so that whatever it depends on is known.
    fn traits_of_guards(&mut self, engine: &Engine, right: usize) -> Vec<u16> {
        let mut traits = Vec::new();
        let Some(right) = engine.rights.list.get(right) else {
            return traits;
        };
        for guard in engine.guards_on(right) {
            let all: Vec<usize> = (0..guard.except.len()).collect();
            let term = self.terms.of_guard(right, guard, &all);
            traits.extend(self.terms.traits_of(term));
        }
        traits
    }
}

fn remember(list: &mut Vec<Option<u32>>, at: usize, value: u32) {
    if list.len() <= at {
        list.resize(at + 1, None);
    }
    if let Some(slot) = list.get_mut(at) {
        *slot = Some(value);
    }
}

impl Sayings {
    /// What powers say on each right, by number.
    fn of(&mut self, engine: &Engine, of_kinds: &[Arc<Set>], powers: &Arc<Powers>) -> Arc<[u32]> {
        let address = Arc::as_ptr(powers) as usize;
        if let Some((_, said)) = self.of_powers.get(&address) {
            return said.clone();
        }
        let mut said = Vec::new();
        for (n, (right, of_kind)) in engine.rights.list.iter().zip(of_kinds).enumerate() {
            let on = powers.on(n);
            if on.is_empty() {
                continue;
            }
            let mut on: Vec<(usize, u32)> = on
                .iter()
                .map(|power| (power.rank, self.phrase(Phrase::new(right, of_kind, power))))
                .collect();
            on.sort_unstable();
            on.dedup();
            let next = self.on_rights.len() as u32;
            let number = self.on_right_numbers.entry((n, on));
            said.push(*number.or_insert_with_key(|on_right| {
                self.on_rights.push(on_right.clone());
                next
            }));
        }
        let said: Arc<[u32]> = said.into();
        self.of_powers
            .insert(address, (powers.clone(), said.clone()));
        said
    }

    fn phrase(&mut self, phrase: Phrase) -> u32 {
        let next = self.phrases.len() as u32;
        *self.phrase_numbers.entry(phrase.key()).or_insert_with(|| {
            self.phrases.push(phrase);
            next
        })
    }
}

impl Stops {
    fn of(engine: &Engine) -> Stops {
        let rights = engine.rights.list.iter();
        let guards = engine.rights.guards.iter();
        Stops {
            of_rights: rights.map(|right| right.guards.clone()).collect(),
            guards: guards
                .map(|guard| {
                    let except = guard.except.iter().map(|(_, on)| on.clone());
                    (guard.rank, guard.on.clone(), except.collect())
                })
                .collect(),
        }
    }

    fn is_same(&self, other: &Stops) -> bool {
        let is_same_list = |a: &[ScopeExpr], b: &[ScopeExpr]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b))
        };
        self.of_rights == other.of_rights
            && self.guards.len() == other.guards.len()
            && self
                .guards
                .iter()
                .zip(&other.guards)
                .all(|(a, b)| a.0 == b.0 && a.1.is_same(&b.1) && is_same_list(&a.2, &b.2))
    }
}
