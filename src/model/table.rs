//! An ordered table of records with unique ids. Cloning shares the rows.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

/// A record with a stable id.
pub trait Entity: Clone + PartialEq + std::fmt::Debug {
    /// Its id type.
    type Id: Clone + Eq + Hash + Ord + std::fmt::Display + std::fmt::Debug;
    /// Name of the table in the model and of the section in a file.
    const SECTION: &'static str;
    /// What one record is called in a sentence.
    const WORD: &'static str;
    /// The id.
    fn id(&self) -> &Self::Id;
    /// What people call it; the id where it has no name.
    fn title(&self) -> String;
}

/// Records in one block. An edit copies the list of blocks and one block, at 100,000 records
/// some 700 pointers of them.
const BLOCK: usize = 512;

type Block<T> = Arc<Vec<Arc<T>>>;
type Places<Id> = HashMap<Id, u32, FxBuildHasher>;

/// An ordered table of records with unique ids. Rows are shared between clones, so that a
/// snapshot costs two counts and an edit of a record one block; only a record that comes, goes or
/// moves writes the places anew.
#[derive(Clone, Debug)]
pub struct Table<T: Entity> {
    /// All blocks are full but the last.
    blocks: Arc<Vec<Block<T>>>,
    places: Arc<Places<T::Id>>,
}

impl<T: Entity> Default for Table<T> {
    fn default() -> Self {
        Table {
            blocks: Arc::default(),
            places: Arc::default(),
        }
    }
}

impl<T: Entity> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Block<T>, &Block<T>)| {
            Arc::ptr_eq(a, b)
                || a.iter()
                    .zip(b.iter())
                    .all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
        };
        self.is_same(other)
            || (self.len() == other.len() && self.blocks.iter().zip(&*other.blocks).all(same))
    }
}

impl<T: Entity> Table<T> {
    /// Number of records.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True without records.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The record with an id.
    pub fn get(&self, id: &T::Id) -> Option<&T> {
        self.get_shared(id).map(|row| &**row)
    }

    /// The shared record with an id.
    pub fn get_shared(&self, id: &T::Id) -> Option<&Arc<T>> {
        self.position(id).map(|at| self.row(at))
    }

    /// True if the id is in use.
    pub fn contains(&self, id: &T::Id) -> bool {
        self.places.contains_key(id)
    }

    /// Place of an id in the order.
    pub fn position(&self, id: &T::Id) -> Option<usize> {
        self.places.get(id).map(|at| *at as usize)
    }

    /// The record at a place.
    pub fn at(&self, index: usize) -> Option<&T> {
        (index < self.len()).then(|| &**self.row(index))
    }

    fn row(&self, at: usize) -> &Arc<T> {
        &self.blocks[at / BLOCK][at % BLOCK]
    }

    /// The records in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &T> + DoubleEndedIterator + Clone {
        self.rows().map(|row| &**row)
    }

    /// The shared records in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &Arc<T>> + DoubleEndedIterator + Clone {
        (0..self.len()).map(|at| self.row(at))
    }

    /// What stands at the same place in both and is not one shared record, place first. Blocks
    /// that both share are not looked into.
    pub fn differing<'a>(
        &'a self,
        other: &'a Self,
    ) -> impl Iterator<Item = (u32, &'a Arc<T>, &'a Arc<T>)> {
        let blocks = (0u32..)
            .step_by(BLOCK)
            .zip(&*self.blocks)
            .zip(&*other.blocks);
        blocks
            .filter(|((_, a), b)| !Arc::ptr_eq(a, b))
            .flat_map(|((first, a), b)| (first..).zip(a.iter().zip(b.iter())))
            .filter(|(_, (a, b))| !Arc::ptr_eq(a, b))
            .map(|(at, (a, b))| (at, a, b))
    }

    /// True if both surely hold the same ids in the same order, found at no cost.
    pub fn is_ordered_as(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.places, &other.places)
    }

    /// The ids in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &T::Id> + Clone {
        self.iter().map(T::id)
    }

    /// True if both share their rows: surely equal, found at no cost.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.blocks, &other.blocks)
    }

    /// Fills a table from a list. The ids that came twice, with their places, are returned; the
    /// first of each stays.
    pub fn from_list(list: Vec<T>) -> (Self, Vec<(usize, T::Id)>) {
        let mut places = Places::with_capacity_and_hasher(list.len(), FxBuildHasher);
        let mut rows = Vec::with_capacity(list.len());
        let mut twice = Vec::new();
        for (at, row) in list.into_iter().enumerate() {
            if places.contains_key(row.id()) {
                twice.push((at, row.id().clone()));
            } else {
                places.insert(row.id().clone(), rows.len() as u32);
                rows.push(Arc::new(row));
            }
        }
        let table = Table {
            blocks: Arc::new(
                rows.chunks(BLOCK)
                    .map(|block| Arc::new(block.to_vec()))
                    .collect(),
            ),
            places: Arc::new(places),
        };
        (table, twice)
    }

    /// Puts a record in place of the one with its id, or at `at` (the end when unset).
    /// Returns what was there.
    pub(super) fn put(&mut self, row: Arc<T>, at: Option<usize>) -> Option<Arc<T>> {
        if let Some(at) = self.position(row.id()) {
            let block = &mut Arc::make_mut(&mut self.blocks)[at / BLOCK];
            let slot = &mut Arc::make_mut(block)[at % BLOCK];
            return Some(std::mem::replace(slot, row));
        }
        let end = self.len() as u32;
        let at = at.map_or(end, |at| end.min(at as u32));
        let places = Arc::make_mut(&mut self.places);
        if at < end {
            for place in places.values_mut().filter(|place| **place >= at) {
                *place += 1;
            }
        }
        places.insert(row.id().clone(), at);
        insert(Arc::make_mut(&mut self.blocks), at as usize, row);
        None
    }

    /// Takes a record out. Returns its place and itself.
    pub(super) fn take(&mut self, id: &T::Id) -> Option<(usize, Arc<T>)> {
        let at = *self.places.get(id)?;
        let places = Arc::make_mut(&mut self.places);
        places.remove(id);
        // The last one moves nobody: taking back a hundred thousand at the end costs no more than
        // each of them.
        if (at as usize) < places.len() {
            for place in places.values_mut().filter(|place| **place > at) {
                *place -= 1;
            }
        }
        let row = remove(Arc::make_mut(&mut self.blocks), at as usize);
        Some((at as usize, row))
    }

    /// Moves a record to a place. Returns the place it had.
    pub(super) fn shift(&mut self, id: &T::Id, to: usize) -> Option<usize> {
        let (from, row) = self.take(id)?;
        self.put(row, Some(to));
        Some(from)
    }
}

/// Puts a record between others; every full block hands its last record on.
fn insert<T>(blocks: &mut Vec<Block<T>>, at: usize, row: Arc<T>) {
    let (mut carried, mut place) = (row, at % BLOCK);
    for block in blocks.iter_mut().skip(at / BLOCK) {
        let block = Arc::make_mut(block);
        block.insert(place, carried);
        if block.len() <= BLOCK {
            return;
        }
        let Some(last) = block.pop() else { return };
        carried = last;
        place = 0;
    }
    blocks.push(Arc::new(vec![carried]));
}

/// Takes a record out; every block after it hands its first record back.
fn remove<T>(blocks: &mut Vec<Block<T>>, at: usize) -> Arc<T> {
    let first = at / BLOCK;
    let row = Arc::make_mut(&mut blocks[first]).remove(at % BLOCK);
    for next in first + 1..blocks.len() {
        let moved = Arc::make_mut(&mut blocks[next]).remove(0);
        Arc::make_mut(&mut blocks[next - 1]).push(moved);
    }
    if blocks.last().is_some_and(|block| block.is_empty()) {
        blocks.pop();
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Principal, PrincipalId};

    fn person(n: usize) -> Arc<Principal> {
        let name = format!("p{n}");
        Arc::new(Principal::new(name.as_str(), name.as_str()))
    }

    /// The plain list a table stands for.
    fn look(table: &Table<Principal>, list: &[usize]) {
        let ids: Vec<PrincipalId> = list.iter().map(|n| person(*n).id.clone()).collect();
        assert!(table.ids().eq(ids.iter()));
        assert_eq!(table.len(), list.len());
        for (at, id) in ids.iter().enumerate() {
            assert_eq!(table.position(id), Some(at));
            assert_eq!(table.at(at).map(|p| &p.id), Some(id));
        }
        let full = table.blocks.iter().rev().skip(1);
        assert!(full.into_iter().all(|block| block.len() == BLOCK));
        assert!(table.blocks.iter().all(|block| !block.is_empty()));
    }

    #[test]
    fn it_is_a_list_across_blocks_whatever_comes_and_goes() {
        let (mut table, mut list) = (Table::default(), Vec::new());
        for n in 0..2 * BLOCK + 3 {
            table.put(person(n), None);
            list.push(n);
        }
        look(&table, &list);
        let mut seed = 7usize;
        for n in 0..200 {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            let (at, to) = ((seed >> 33) % list.len(), (seed >> 13) % list.len());
            let id = person(list[at]).id.clone();
            match n % 3 {
                0 => {
                    let (was, row) = table.take(&id).unwrap();
                    assert_eq!((was, row.id.clone()), (at, id));
                    list.remove(at);
                }
                1 => {
                    assert_eq!(table.put(person(10_000 + n), Some(to)), None);
                    list.insert(to, 10_000 + n);
                }
                _ => {
                    assert_eq!(table.shift(&id, to), Some(at));
                    let moved = list.remove(at);
                    list.insert(to, moved);
                }
            }
        }
        look(&table, &list);
        while let Some(n) = list.pop() {
            table.take(&person(n).id);
        }
        look(&table, &list);
    }

    #[test]
    fn only_what_is_not_shared_differs() {
        let (table, _) = Table::from_list((0..3 * BLOCK).map(|n| (*person(n)).clone()).collect());
        let mut other = table.clone();
        assert_eq!(table.differing(&other).count(), 0);
        for n in [5, BLOCK + 1, 3 * BLOCK - 1] {
            let mut one = (*person(n)).clone();
            one.name.push('!');
            other.put(Arc::new(one), None);
        }
        let places: Vec<u32> = table.differing(&other).map(|(at, ..)| at).collect();
        let b = BLOCK as u32;
        assert_eq!(places, [5, b + 1, 3 * b - 1]);
        assert!(table.is_ordered_as(&other) && table != other && !table.is_same(&other));
    }
}
