//! How the matrix is made: terms of all holdings, classes, meanings, shapes. Whatever an earlier model
//! already had is taken from the stock.

use std::sync::{Arc, OnceLock};

use super::meaning::{Place, Reader, trait_values};
use super::part::{MOST_OWNS, Part};
use super::shape::{Choice, Shape};
use super::stock::{Held, HeldKey, Holding, MOST_TRAITS, Stock};
use super::terms::{Said, Term};
use super::{Entry, Making, Matrix};
use crate::engine::Engine;
use crate::engine::classes::Classes;
use crate::engine::pool::NONE;
use crate::engine::rights::Right;
use crate::engine::rows::Spot;
use crate::engine::set::Set;
use crate::model::Account;

pub(super) fn matrix(engine: &Engine, stock: &mut Stock) -> Arc<Matrix> {
    stock.make_ready(engine);
    let powers = engine.powers.iter();
    let holdings: Vec<Arc<Holding>> = powers.map(|powers| stock.holding(engine, powers)).collect();
    let mut values = vec![Vec::new(); stock.terms.traits.len()];
    let mut is_used = vec![false; values.len()];
    for of in holdings.iter().flat_map(|holding| &holding.traits) {
        if let Some(is_used) = is_used.get_mut(*of as usize) {
            *is_used = true;
        }
    }
    let traits = stock.terms.traits.iter().zip(is_used);
    for (values, (of, _)) in values.iter_mut().zip(traits).filter(|(_, (_, used))| *used) {
        *values = trait_values(&engine.world, of);
    }
    let builder = Builder {
        engine,
        values,
        last: stock.last.clone(),
        stock,
    };
    let matrix = Arc::new(builder.build(&holdings));
    stock.settle(&matrix);
    matrix
}

struct Builder<'b> {
    engine: &'b Engine,
    stock: &'b mut Stock,
    /// The matrix made last, if it numbers alike.
    last: Option<Arc<Matrix>>,
    /// Values of each trait that is asked about.
    values: Vec<Vec<u32>>,
}

impl Builder<'_> {
    fn build(mut self, holdings: &[Arc<Holding>]) -> Matrix {
        let engine = self.engine;
        let (classes, first) = self.classes();
        let mut starts = Vec::with_capacity(engine.rights.list.len());
        let mut n = 0;
        for right in 0..engine.rights.list.len() {
            starts.push(n);
            n += engine.top_rank(right);
        }
        let mut entries = Vec::with_capacity(first.len());
        let mut makings = Vec::with_capacity(first.len());
        let (mut bits, mut key) = (Vec::new(), Vec::new());
        for actor in first {
            let holding = engine.holdings.of(actor);
            let holding = holding.and_then(|holding| holdings.get(holding as usize));
            self.gates_and_guards(actor, &mut bits);
            let making = Making {
                holding: holding.cloned().unwrap_or_default(),
                passes: self.stock.passes(&bits),
            };
            key.clear();
            key.extend([making.holding.number, making.passes]);
            let traits = making.holding.traits.iter();
            key.extend(traits.map(|of| self.value(*of, actor).unwrap_or(u32::MAX)));
            let known = self.stock.rows.get(key.as_slice()).cloned();
            let row = known.unwrap_or_else(|| {
                let row = self.row(actor, &making, (&starts, n));
                self.stock.rows.insert(key.as_slice().into(), row.clone());
                row
            });
            entries.push(row);
            makings.push(making);
        }
        Matrix {
            members: classes.members(),
            classes,
            starts,
            entries,
            shapes: self.stock.shapes.clone(),
            owns: self.stock.terms.owns.clone(),
            makings,
            era: self.stock.era.clone(),
            n_cells: OnceLock::new(),
        }
    }

    /// Which gates are open and which guards are for one who acts, as bits.
    fn gates_and_guards(&self, actor: u32, bits: &mut Vec<u32>) {
        let engine = self.engine;
        bits.clear();
        let modules = 0..engine.rights.modules.len();
        let open = modules.map(|module| engine.shut(actor, module).is_none());
        let without_module = engine.shut(actor, usize::MAX).is_none();
        push_bits(bits, open.chain([without_module]));
        let guards = engine.rights.guards.iter().flat_map(|guard| {
            let except = guard.except.iter().map(|(who, _)| who);
            except.chain([&guard.who])
        });
        push_bits(bits, guards.map(|who| who.contains(actor)));
    }

    fn value(&self, of: u16, actor: u32) -> Option<u32> {
        let values = self.values.get(of as usize)?;
        values.get(actor as usize).copied()
    }

    /// The entries of all rights for the class of `actor`. Where what is held on a right is the same
    /// as in the matrix before, so are its entries.
    fn row(&mut self, actor: u32, making: &Making, (starts, n): (&[usize], usize)) -> Arc<[Entry]> {
        let before = self.last.as_ref().and_then(|last| {
            let class = last.classes.of(actor)?;
            let before = last.makings.get(class as usize)?;
            let is_alike = before.passes == making.passes;
            is_alike.then(|| (before.holding.clone(), last.row(class).cloned()))
        });
        let (old, old_row) = before.unzip();
        let old_held = old.as_ref().map(|holding| holding.held.as_slice());
        let mut old_held = old_held.unwrap_or_default().iter().peekable();
        let old_row = old_row.flatten().unwrap_or_default();
        let mut row = vec![Entry::Nothing(false); n];
        for number in &making.holding.held {
            let Some(right) = self.stock.held.get(*number as usize).map(|held| held.right) else {
                continue;
            };
            let of = |n: &u32| {
                self.stock
                    .held
                    .get(*n as usize)
                    .map_or(0, |held| held.right)
            };
            while old_held.next_if(|n| of(n) < right).is_some() {}
            let from = starts.get(right).copied().unwrap_or(n);
            let to = starts.get(right + 1).copied().unwrap_or(n);
            let Some(slots) = row.get_mut(from..to) else {
                continue;
            };
            match old_row.get(from..to) {
                Some(old) if old_held.peek() == Some(&number) => slots.copy_from_slice(old),
                _ => self.fill(actor, *number, slots),
            }
        }
        if let Some(same) = self.stock.same_rows.get(row.as_slice()) {
            return same.clone();
        }
        let row: Arc<[Entry]> = row.into();
        self.stock.same_rows.insert(row.clone());
        row
    }

    /// Divides everyone by all that rows depend on, but for own parts.
    fn classes(&self) -> (Classes, Vec<u32>) {
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
        for values in self.values.iter().filter(|values| !values.is_empty()) {
            classes.split_by_values(values);
        }
        let first = classes.number();
        (classes, first)
    }

    /// Fills in the entries of one right for the class of `actor`.
    fn fill(&mut self, actor: u32, number: u32, row: &mut [Entry]) {
        let engine = self.engine;
        let Some(held) = self.stock.held.get(number as usize) else {
            return;
        };
        let Some(right) = engine.rights.list.get(held.right) else {
            return;
        };
        if engine.shut(actor, right.module).is_some() {
            return;
        }
        let key = self.key(actor, number, held, right);
        if let Some(known) = key.and_then(|key| self.stock.entries.get(&key)) {
            for (slot, entry) in row.iter_mut().zip(known) {
                *slot = *entry;
            }
            return;
        }
        let powers = held.powers.clone();
        let entries: Box<[Entry]> = (1..=right.top)
            .map(|rank| self.entry(actor, right, rank, &powers))
            .collect();
        for (slot, entry) in row.iter_mut().zip(&entries) {
            *slot = *entry;
        }
        if let Some(key) = key {
            self.stock.entries.insert(key, entries);
        }
    }

    fn key(&self, actor: u32, number: u32, held: &Held, right: &Right) -> Option<HeldKey> {
        let mut values = [u32::MAX; MOST_TRAITS];
        if held.traits.len() > MOST_TRAITS {
            return None;
        }
        for (slot, of) in values.iter_mut().zip(&held.traits) {
            *slot = self.value(*of, actor)?;
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
                self.stock.terms.of_guard(right, guard, &mine)
            })
            .collect();
        if right.is_pair {
            let all = terms.iter().chain(&stops);
            let has_own = all
                .filter_map(|n| self.stock.terms.list.get(*n as usize))
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
        let traits = self.stock.terms.traits_of(number).iter();
        let values = traits.map(|of| self.value(*of, actor).unwrap_or(u32::MAX));
        let key = (number, values.collect());
        if let Some(part) = self.stock.known_parts.get(&key) {
            return *part;
        }
        let part = self.meaning(number, actor);
        let Stock {
            parts,
            part_numbers,
            known_parts,
            ..
        } = &mut *self.stock;
        let next = parts.len() as u32;
        let part = *part_numbers.entry(part).or_insert_with_key(|part| {
            parts.push(part.clone());
            next
        });
        known_parts.insert(key, part);
        part
    }

    fn meaning(&mut self, number: u32, actor: u32) -> Part {
        let none = || Part {
            owns: Box::default(),
            sets: Box::new([NONE]),
        };
        let Some(Term { said, owns, .. }) = self.stock.terms.list.get(number as usize) else {
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
        let Stock { terms, pools, .. } = &mut *self.stock;
        let mut reader = Reader::new(&self.engine.world, terms, pools);
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
        Part { owns, sets }.without_idle()
    }

    /// The shape of parts but for others; none if that has too many own parts.
    fn shape(&mut self, of_items: bool, gives: Vec<u32>, stops: Vec<u32>) -> Option<u32> {
        let key = (of_items, gives, stops);
        if let Some(known) = self.stock.known_shapes.get(&key) {
            return *known;
        }
        let Stock { parts, pools, .. } = &mut *self.stock;
        let of = |list: &[u32]| -> Vec<&Part> {
            let list = list.iter();
            list.filter_map(|n| parts.get(*n as usize)).collect()
        };
        let part = Part::joined(pools.of(of_items), &of(&key.1), &of(&key.2));
        let shape = part.map(|part| self.shape_number(of_items, part));
        self.stock.known_shapes.insert(key, shape);
        shape
    }

    fn shape_number(&mut self, of_items: bool, part: Part) -> u32 {
        let key = (of_items, part);
        if let Some(number) = self.stock.shape_numbers.get(&key) {
            return *number;
        }
        let pool = self.stock.pools.of(of_items);
        let choices = key.1.sets.iter().map(|no| {
            let set = pool.get(*no);
            Choice {
                no: *no,
                len: set.len(),
                set,
            }
        });
        let shape = Shape {
            of_items,
            owns: key.1.owns.clone(),
            choices: choices.collect(),
        };
        let number = self.stock.shapes.len() as u32;
        self.stock.shapes.push(Arc::new(shape));
        self.stock.shape_numbers.insert(key, number);
        number
    }
}

/// Bits in words of 32.
fn push_bits(key: &mut Vec<u32>, bits: impl Iterator<Item = bool>) {
    let mut word = 0u32;
    let mut n = 0;
    for bit in bits {
        word |= u32::from(bit) << n;
        n += 1;
        if n == u32::BITS {
            key.push(word);
            (word, n) = (0, 0);
        }
    }
    key.push(word);
}
