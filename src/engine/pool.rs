//! Sets of one universe, each stored once: equal sets have equal numbers, and what was joined once
//! is not joined again. Only grows; models that follow one another share it.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use super::set::Set;

/// A set of a [`Pool`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SetNo(u32);

/// The empty set of every pool.
pub(super) const NONE: SetNo = SetNo(0);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Op {
    Or,
    And,
    Minus,
}

/// Sets of one universe.
#[derive(Debug)]
pub(super) struct Pool {
    bound: usize,
    sets: Vec<Arc<Set>>,
    by_content: FxHashMap<u64, Vec<SetNo>>,
    /// Sets that were met, by address; holding them keeps the addresses theirs.
    met: FxHashMap<usize, (SetNo, Arc<Set>)>,
    known: FxHashMap<(Op, SetNo, SetNo), SetNo>,
}

impl Pool {
    pub(super) fn new(bound: usize) -> Pool {
        let mut pool = Pool {
            bound,
            sets: Vec::new(),
            by_content: FxHashMap::default(),
            met: FxHashMap::default(),
            known: FxHashMap::default(),
        };
        pool.put(Set::none(bound));
        pool
    }

    /// The number below which all members are.
    pub(super) fn bound(&self) -> usize {
        self.bound
    }

    /// About how many bytes it keeps.
    pub(super) fn weight(&self) -> usize {
        (self.sets.len() + self.met.len()) * self.bound / 8
    }

    /// The number of a shared set.
    pub(super) fn share(&mut self, set: &Arc<Set>) -> SetNo {
        let address = Arc::as_ptr(set) as usize;
        if let Some((no, _)) = self.met.get(&address) {
            return *no;
        }
        let no = self
            .find(set)
            .unwrap_or_else(|hash| self.add(hash, set.clone()));
        self.met.insert(address, (no, set.clone()));
        no
    }

    /// The number of a set that was just made.
    pub(super) fn put(&mut self, set: Set) -> SetNo {
        self.find(&set)
            .unwrap_or_else(|hash| self.add(hash, Arc::new(set)))
    }

    fn find(&self, set: &Set) -> Result<SetNo, u64> {
        let mut hasher = FxHasher::default();
        set.words().hash(&mut hasher);
        let hash = hasher.finish();
        let alike = self.by_content.get(&hash).into_iter().flatten();
        alike
            .copied()
            .find(|no| {
                self.sets
                    .get(no.0 as usize)
                    .is_some_and(|known| **known == *set)
            })
            .ok_or(hash)
    }

    fn add(&mut self, hash: u64, set: Arc<Set>) -> SetNo {
        let no = SetNo(self.sets.len() as u32);
        self.by_content.entry(hash).or_default().push(no);
        self.sets.push(set);
        no
    }

    /// The set of a number.
    pub(super) fn get(&self, no: SetNo) -> Arc<Set> {
        match self.sets.get(no.0 as usize) {
            Some(set) => set.clone(),
            None => Arc::new(Set::none(self.bound)),
        }
    }

    /// Members of either.
    pub(super) fn or(&mut self, a: SetNo, b: SetNo) -> SetNo {
        match (a, b) {
            _ if a == b || b == NONE => a,
            (NONE, _) => b,
            _ => self.joined(Op::Or, a.min(b), a.max(b)),
        }
    }

    /// Members of both.
    pub(super) fn and(&mut self, a: SetNo, b: SetNo) -> SetNo {
        match (a, b) {
            _ if a == b => a,
            (NONE, _) | (_, NONE) => NONE,
            _ => self.joined(Op::And, a.min(b), a.max(b)),
        }
    }

    /// Members of the first that are not of the second.
    pub(super) fn minus(&mut self, a: SetNo, b: SetNo) -> SetNo {
        match (a, b) {
            _ if a == b => NONE,
            (NONE, _) => NONE,
            (_, NONE) => a,
            _ => self.joined(Op::Minus, a, b),
        }
    }

    fn joined(&mut self, op: Op, a: SetNo, b: SetNo) -> SetNo {
        if let Some(no) = self.known.get(&(op, a, b)) {
            return *no;
        }
        let mut set = (*self.get(a)).clone();
        let other = self.get(b);
        match op {
            Op::Or => set.add(&other),
            Op::And => set.keep(&other),
            Op::Minus => set.drop(&other),
        }
        let no = self.put(set);
        self.known.insert((op, a, b), no);
        no
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_sets_have_equal_numbers() {
        let mut pool = Pool::new(100);
        let a = pool.put(Set::of(100, [1, 2]));
        let b = pool.share(&Arc::new(Set::of(100, [2, 3])));
        let c = pool.or(a, b);
        assert_eq!(c, pool.put(Set::of(100, [1, 2, 3])));
        assert_eq!(pool.and(a, b), pool.and(b, a));
        assert_eq!(pool.minus(c, c), NONE);
        assert_eq!(pool.minus(c, b), pool.put(Set::of(100, [1])));
        assert_eq!(pool.put(Set::none(100)), NONE);
    }
}
