//! How the matrix is made: terms of all holdings, classes, meanings, shapes.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::meaning::{Place, Pools, Reader, trait_values};
use super::shape::{Choice, Shape};
use super::terms::{Said, Term, Terms};
use super::{Entry, Matrix};
use crate::engine::Engine;
use crate::engine::pool::{NONE, SetNo};
use crate::engine::rights::Right;
use crate::engine::rows::Spot;
use crate::engine::set::Set;
use crate::model::Account;

/// A row with more own parts than this is worked out for each.
const MOST_OWNS: usize = 6;

/// The meaning of a term for a class: a set for each pattern of its own parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Part {
    owns: Box<[u16]>,
    sets: Box<[SetNo]>,
}

/// What a holding gives on one right; holdings that give the same share it.
#[derive(Debug)]
struct Held {
    right: usize,
    /// Rank and term of each power.
    powers: Vec<(usize, u32)>,
    /// Traits its meaning depends on, guards included.
    traits: Vec<u16>,
}

/// Values of this many traits fit in a key; what depends on more is not looked up.
const MOST_TRAITS: usize = 3;

/// Everything the entries of a right depend on: what is held, guards that are for the one who acts,
/// values of traits.
type HeldKey = (u32, u64, [u32; MOST_TRAITS]);

pub(super) fn matrix(engine: &Engine, pools: &mut Pools) -> Matrix {
    let mut terms = Terms::new(&engine.world);
    // Every guard with all its exceptions, so that whatever it depends on is known.
    let mut guard_traits: Vec<Vec<u16>> = Vec::new();
    for right in &engine.rights.list {
        let mut traits = Vec::new();
        for guard in engine.guards_on(right) {
            let all: Vec<usize> = (0..guard.except.len()).collect();
            let term = terms.of_guard(right, guard, &all);
            traits.extend(
                terms
                    .list
                    .get(term as usize)
                    .into_iter()
                    .flat_map(|t| t.traits.clone()),
            );
        }
        guard_traits.push(traits);
    }
    let mut held: Vec<Held> = Vec::new();
    let mut known: FxHashMap<(usize, Vec<(usize, u32)>), u32> = FxHashMap::default();
    let holdings: Vec<Vec<u32>> = engine
        .powers
        .iter()
        .map(|powers| {
            let mut list = Vec::new();
            for (n, right) in engine.rights.list.iter().enumerate() {
                let on = powers.on(n);
                if on.is_empty() {
                    continue;
                }
                let mut on: Vec<(usize, u32)> = on
                    .iter()
                    .map(|power| (power.rank, terms.of_power(right, power)))
                    .collect();
                on.sort_unstable();
                on.dedup();
                let number = *known.entry((n, on)).or_insert_with_key(|(right, powers)| {
                    let traits_of = |term: &u32| terms.list.get(*term as usize).map(|t| &t.traits);
                    let of_powers = powers
                        .iter()
                        .filter_map(|(_, term)| traits_of(term))
                        .flatten();
                    let of_guards = guard_traits.get(*right).into_iter().flatten();
                    let mut traits: Vec<u16> = of_powers.chain(of_guards).copied().collect();
                    traits.sort_unstable();
                    traits.dedup();
                    held.push(Held {
                        right: *right,
                        powers: powers.clone(),
                        traits,
                    });
                    held.len() as u32 - 1
                });
                list.push(number);
            }
            list
        })
        .collect();
    Builder::new(engine, terms, pools).build(&held, &holdings)
}

struct Builder<'b> {
    engine: &'b Engine,
    terms: Terms,
    pools: &'b mut Pools,
    /// Values of each trait.
    values: Vec<Vec<u32>>,
    parts: Vec<Part>,
    part_numbers: FxHashMap<Part, u32>,
    /// Parts by term and the values of its traits.
    known_parts: FxHashMap<(u32, Vec<u32>), u32>,
    shapes: Vec<Shape>,
    shape_numbers: FxHashMap<(bool, Part), u32>,
    known_shapes: FxHashMap<(bool, Vec<u32>, Vec<u32>), Option<u32>>,
    known_entries: FxHashMap<HeldKey, Box<[Entry]>>,
}

impl<'b> Builder<'b> {
    fn new(engine: &'b Engine, terms: Terms, pools: &'b mut Pools) -> Builder<'b> {
        let values = terms
            .traits
            .iter()
            .map(|of| trait_values(&engine.world, of))
            .collect();
        Builder {
            engine,
            terms,
            pools,
            values,
            parts: Vec::new(),
            part_numbers: FxHashMap::default(),
            known_parts: FxHashMap::default(),
            shapes: Vec::new(),
            shape_numbers: FxHashMap::default(),
            known_shapes: FxHashMap::default(),
            known_entries: FxHashMap::default(),
        }
    }

    fn build(mut self, held: &[Held], holdings: &[Vec<u32>]) -> Matrix {
        let engine = self.engine;
        let (classes, first) = self.classes();
        let mut starts = Vec::with_capacity(engine.rights.list.len());
        let mut n = 0;
        for right in 0..engine.rights.list.len() {
            starts.push(n);
            n += engine.top_rank(right);
        }
        let mut known: FxHashMap<Arc<[Entry]>, ()> = FxHashMap::default();
        let mut entries = Vec::with_capacity(first.len());
        for actor in first {
            let holding = engine.holdings.of(actor);
            let mine = holding.and_then(|holding| holdings.get(holding as usize));
            let mut row = vec![Entry::Nothing(false); n];
            for number in mine.into_iter().flatten() {
                if let Some(one) = held.get(*number as usize) {
                    let from = starts.get(one.right).copied().unwrap_or(n);
                    self.fill(
                        actor,
                        (*number, one),
                        row.get_mut(from..).unwrap_or_default(),
                    );
                }
            }
            let row: Arc<[Entry]> = row.into();
            // Classes that differ in nothing that matters share their entries.
            let row = match known.get_key_value(&row) {
                Some((row, ())) => row.clone(),
                None => {
                    known.insert(row.clone(), ());
                    row
                }
            };
            entries.push(row);
        }
        Matrix {
            members: classes.members(),
            classes,
            starts,
            entries,
            shapes: self.shapes,
            owns: self.terms.owns,
            n_cells: OnceLock::new(),
        }
    }

    /// Divides everyone by all that rows depend on, but for own parts.
    fn classes(&self) -> (crate::engine::classes::Classes, Vec<u32>) {
        let engine = self.engine;
        let mut classes = engine.holdings.clone();
        let principals = engine.model().principals().iter();
        let inactive = (0u32..)
            .zip(principals)
            .filter(|(_, p)| p.account != Account::Active);
        classes.split_by_set(&Set::of(engine.world.n_people, inactive.map(|(n, _)| n)));
        for users in engine
            .rights
            .modules
            .iter()
            .filter_map(|m| m.users.as_ref())
        {
            classes.split_by_set(users);
        }
        for guard in &engine.rights.guards {
            for who in guard.except.iter().map(|(who, _)| who).chain([&guard.who]) {
                classes.split_by_set(who);
            }
        }
        for values in &self.values {
            classes.split_by_values(values);
        }
        let first = classes.number();
        (classes, first)
    }

    /// Fills in the entries of one right for the class of `actor`.
    fn fill(&mut self, actor: u32, (number, held): (u32, &Held), row: &mut [Entry]) {
        let engine = self.engine;
        let Some(right) = engine.rights.list.get(held.right) else {
            return;
        };
        if engine.shut(actor, right.module).is_some() {
            return;
        }
        let key = self.key(actor, number, held, right);
        if let Some(known) = key.and_then(|key| self.known_entries.get(&key)) {
            for (slot, entry) in row.iter_mut().zip(known) {
                *slot = *entry;
            }
            return;
        }
        let entries: Box<[Entry]> = (1..=right.top)
            .map(|rank| self.entry(actor, right, rank, &held.powers))
            .collect();
        for (slot, entry) in row.iter_mut().zip(&entries) {
            *slot = *entry;
        }
        // Rows of pairs are worked out from the place of one of the class.
        if let Some(key) = key {
            self.known_entries.insert(key, entries);
        }
    }

    fn key(&self, actor: u32, number: u32, held: &Held, right: &Right) -> Option<HeldKey> {
        let mut values = [u32::MAX; MOST_TRAITS];
        if held.traits.len() > MOST_TRAITS {
            return None;
        }
        for (slot, of) in values.iter_mut().zip(&held.traits) {
            *slot = *self.values.get(*of as usize)?.get(actor as usize)?;
        }
        let mut guards = 0u64;
        let mut bit = 0;
        for guard in self.engine.guards_on(right) {
            for who in guard.except.iter().map(|(who, _)| who).chain([&guard.who]) {
                if bit == u64::BITS {
                    return None;
                }
                guards |= u64::from(who.contains(actor)) << bit;
                bit += 1;
            }
        }
        Some((number, guards, values))
    }

    fn entry(&mut self, actor: u32, right: &Right, rank: usize, held: &[(usize, u32)]) -> Entry {
        let engine = self.engine;
        let mut terms: Vec<u32> = held
            .iter()
            .filter(|(r, _)| *r >= rank)
            .map(|(_, t)| *t)
            .collect();
        if terms.is_empty() {
            return Entry::Nothing(false);
        }
        let guards = engine
            .guards_on(right)
            .filter(|guard| rank >= guard.rank && guard.who.contains(actor));
        if !right.has_person && !right.has_item {
            let mut guards = guards;
            let spot = Spot::default();
            let is_stopped = guards.any(|g| g.forbids(&engine.world, right, actor, rank, spot));
            return Entry::Nothing(!is_stopped);
        }
        let stops: Vec<u32> = guards
            .map(|guard| {
                let except = guard.except.iter().enumerate();
                let mine: Vec<usize> = except
                    .filter(|(_, (who, _))| who.contains(actor))
                    .map(|(n, _)| n)
                    .collect();
                self.terms.of_guard(right, guard, &mine)
            })
            .collect();
        if right.is_pair {
            let all = terms.iter().chain(&stops);
            let has_own = all
                .filter_map(|n| self.terms.list.get(*n as usize))
                .any(|term| !term.owns.is_empty());
            return if has_own {
                Entry::Each
            } else {
                Entry::SameForClass
            };
        }
        terms.sort_unstable();
        terms.dedup();
        let gives = self.parts_of(&terms, actor);
        let stops = self.parts_of(&stops, actor);
        match self.shape(right.has_item, gives, stops) {
            Some(shape) => Entry::Shape(shape),
            None => Entry::Each,
        }
    }

    fn parts_of(&mut self, terms: &[u32], actor: u32) -> Vec<u32> {
        let mut parts: Vec<u32> = terms.iter().map(|term| self.part(*term, actor)).collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    /// The meaning of a term for the class of `actor`.
    fn part(&mut self, number: u32, actor: u32) -> u32 {
        let Some(term) = self.terms.list.get(number as usize) else {
            return 0;
        };
        let value = |of: &u16| {
            let values = self.values.get(*of as usize)?;
            values.get(actor as usize).copied()
        };
        let values: Vec<u32> = term
            .traits
            .iter()
            .map(|of| value(of).unwrap_or(u32::MAX))
            .collect();
        let key = (number, values);
        if let Some(part) = self.known_parts.get(&key) {
            return *part;
        }
        let part = self.meaning(number, actor);
        let next = self.parts.len() as u32;
        let part = *self.part_numbers.entry(part).or_insert_with_key(|part| {
            self.parts.push(part.clone());
            next
        });
        self.known_parts.insert(key, part);
        part
    }

    fn meaning(&mut self, number: u32, actor: u32) -> Part {
        let none = || Part {
            owns: Box::default(),
            sets: Box::new([NONE]),
        };
        let Some(Term { said, owns, .. }) = self.terms.list.get(number as usize) else {
            return none();
        };
        if owns.len() > MOST_OWNS {
            // Never read: the shape has too many own parts, too.
            return Part {
                owns: owns.as_slice().into(),
                sets: Box::default(),
            };
        }
        let (said, owns): (Said, Box<[u16]>) = (said.clone(), owns.as_slice().into());
        let mut reader = Reader::new(&self.engine.world, &self.terms, self.pools);
        let sets = (0..1usize << owns.len())
            .map(|pattern| {
                let place = Place {
                    actor,
                    owns: &owns,
                    pattern,
                };
                reader.term(&said, place)
            })
            .collect();
        without_idle(Part { owns, sets })
    }

    /// The union of parts but for others; none if that has too many own parts.
    fn shape(&mut self, of_items: bool, gives: Vec<u32>, stops: Vec<u32>) -> Option<u32> {
        let key = (of_items, gives, stops);
        if let Some(known) = self.known_shapes.get(&key) {
            return *known;
        }
        let part = self.joined(of_items, &key.1, &key.2);
        let shape = part.map(|part| self.shape_number(of_items, part));
        self.known_shapes.insert(key, shape);
        shape
    }

    fn joined(&mut self, of_items: bool, gives: &[u32], stops: &[u32]) -> Option<Part> {
        let of = |list: &[u32]| -> Vec<Part> {
            let parts = list.iter().filter_map(|n| self.parts.get(*n as usize));
            parts.cloned().collect()
        };
        let (gives, stops) = (of(gives), of(stops));
        let mut owns: Vec<u16> = gives
            .iter()
            .chain(&stops)
            .flat_map(|p| p.owns.to_vec())
            .collect();
        owns.sort_unstable();
        owns.dedup();
        if owns.len() > MOST_OWNS {
            return None;
        }
        let pool = if of_items {
            &mut self.pools.items
        } else {
            &mut self.pools.people
        };
        let mut sets = Vec::with_capacity(1 << owns.len());
        for pattern in 0..1usize << owns.len() {
            let mut set = NONE;
            for part in &gives {
                set = pool.or(set, part.at(&owns, pattern));
            }
            for part in &stops {
                set = pool.minus(set, part.at(&owns, pattern));
            }
            sets.push(set);
        }
        Some(without_idle(Part {
            owns: owns.into(),
            sets: sets.into(),
        }))
    }

    fn shape_number(&mut self, of_items: bool, part: Part) -> u32 {
        let key = (of_items, part);
        if let Some(number) = self.shape_numbers.get(&key) {
            return *number;
        }
        let pool = if of_items {
            &self.pools.items
        } else {
            &self.pools.people
        };
        let choices = key.1.sets.iter().map(|no| {
            let set = pool.get(*no);
            Choice {
                no: *no,
                len: set.len(),
                set,
            }
        });
        let number = self.shapes.len() as u32;
        self.shapes.push(Shape {
            of_items,
            owns: key.1.owns.clone(),
            choices: choices.collect(),
        });
        self.shape_numbers.insert(key, number);
        number
    }
}

impl Part {
    /// The set for a pattern of more own parts than these.
    fn at(&self, owns: &[u16], pattern: usize) -> SetNo {
        let mut mine = 0;
        for (bit, own) in self.owns.iter().enumerate() {
            if let Some(at) = owns.iter().position(|other| other == own) {
                mine |= (pattern >> at & 1) << bit;
            }
        }
        self.sets.get(mine).copied().unwrap_or(NONE)
    }
}

/// Own parts that make no difference are left out.
fn without_idle(mut part: Part) -> Part {
    let mut bit = 0;
    while bit < part.owns.len() {
        let patterns = 0..part.sets.len();
        let is_idle = patterns
            .clone()
            .filter(|pattern| pattern >> bit & 1 == 0)
            .all(|pattern| part.sets.get(pattern) == part.sets.get(pattern | 1 << bit));
        if !is_idle {
            bit += 1;
            continue;
        }
        let kept = patterns.filter(|pattern| pattern >> bit & 1 == 0);
        part.sets = kept
            .filter_map(|pattern| part.sets.get(pattern).copied())
            .collect();
        let mut owns = part.owns.to_vec();
        owns.remove(bit);
        part.owns = owns.into();
    }
    part
}
