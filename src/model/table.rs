//! An ordered table of records with unique ids. Cloning shares the rows.

use std::hash::Hash;
use std::sync::Arc;

use indexmap::IndexMap;
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

/// An ordered table of records with unique ids. Rows are shared between clones, so that a
/// snapshot costs one count and an edit one row.
#[derive(Clone, Debug)]
pub struct Table<T: Entity> {
    rows: Arc<IndexMap<T::Id, Arc<T>, FxBuildHasher>>,
}

impl<T: Entity> Default for Table<T> {
    fn default() -> Self {
        Table {
            rows: Arc::default(),
        }
    }
}

impl<T: Entity> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
            || (self.len() == other.len()
                && self
                    .rows
                    .values()
                    .zip(other.rows.values())
                    .all(|(a, b)| Arc::ptr_eq(a, b) || a == b))
    }
}

impl<T: Entity> Table<T> {
    /// Number of records.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True without records.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The record with an id.
    pub fn get(&self, id: &T::Id) -> Option<&T> {
        self.rows.get(id).map(|row| &**row)
    }

    /// The shared record with an id.
    pub fn get_shared(&self, id: &T::Id) -> Option<&Arc<T>> {
        self.rows.get(id)
    }

    /// True if the id is in use.
    pub fn contains(&self, id: &T::Id) -> bool {
        self.rows.contains_key(id)
    }

    /// Place of an id in the order.
    pub fn position(&self, id: &T::Id) -> Option<usize> {
        self.rows.get_index_of(id)
    }

    /// The record at a place.
    pub fn at(&self, index: usize) -> Option<&T> {
        self.rows.get_index(index).map(|(_, row)| &**row)
    }

    /// The records in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &T> + DoubleEndedIterator + Clone {
        self.rows.values().map(|row| &**row)
    }

    /// The shared records in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &Arc<T>> + Clone {
        self.rows.values()
    }

    /// The ids in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &T::Id> + Clone {
        self.rows.keys()
    }

    /// True if both share their rows: surely equal, found at no cost.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.rows, &other.rows)
    }

    /// Fills a table from a list. The ids that came twice, with their places, are returned; the
    /// first of each stays.
    pub fn from_list(list: Vec<T>) -> (Self, Vec<(usize, T::Id)>) {
        let mut rows = IndexMap::with_capacity_and_hasher(list.len(), FxBuildHasher);
        let mut twice = Vec::new();
        for (at, row) in list.into_iter().enumerate() {
            let id = row.id().clone();
            if rows.contains_key(&id) {
                twice.push((at, id));
            } else {
                rows.insert(id, Arc::new(row));
            }
        }
        let rows = Arc::new(rows);
        (Table { rows }, twice)
    }

    /// Puts a record in place of the one with its id, or at `at` (the end when unset).
    /// Returns what was there.
    pub(super) fn put(&mut self, row: Arc<T>, at: Option<usize>) -> Option<Arc<T>> {
        let rows = Arc::make_mut(&mut self.rows);
        let id = row.id().clone();
        if let Some(slot) = rows.get_mut(&id) {
            return Some(std::mem::replace(slot, row));
        }
        let at = at.unwrap_or(rows.len()).min(rows.len());
        rows.shift_insert(at, id, row);
        None
    }

    /// Takes a record out. Returns its place and itself.
    pub(super) fn take(&mut self, id: &T::Id) -> Option<(usize, Arc<T>)> {
        let rows = Arc::make_mut(&mut self.rows);
        rows.shift_remove_full(id).map(|(at, _, row)| (at, row))
    }

    /// Moves a record to a place. Returns the place it had.
    pub(super) fn shift(&mut self, id: &T::Id, to: usize) -> Option<usize> {
        let rows = Arc::make_mut(&mut self.rows);
        let from = rows.get_index_of(id)?;
        rows.move_index(from, to.min(rows.len().saturating_sub(1)));
        Some(from)
    }
}
