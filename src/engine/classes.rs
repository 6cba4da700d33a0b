//! Principals who are alike: a partition that is refined by one trait after another, each at the
//! cost of those who have the trait.

use rustc_hash::FxHashMap;

use super::lists::Lists;
use super::set::Set;

/// A partition of the numbers below a bound.
#[derive(Clone, Debug)]
pub(super) struct Classes {
    of: Vec<u32>,
    n: usize,
}

impl Classes {
    /// All in one class.
    pub(super) fn new(bound: usize) -> Classes {
        Classes {
            of: vec![0; bound],
            n: 1,
        }
    }

    fn next(&mut self) -> u32 {
        self.n += 1;
        self.n as u32 - 1
    }

    /// Tells members of a set from the others.
    pub(super) fn split_by_set(&mut self, set: &Set) {
        let mut into = vec![u32::MAX; self.n];
        for at in set.iter() {
            let Some(class) = self.of.get(at as usize).copied() else {
                continue;
            };
            let Some(slot) = into.get_mut(class as usize) else {
                continue;
            };
            if *slot == u32::MAX {
                *slot = self.n as u32;
                self.n += 1;
            }
            let class = *slot;
            if let Some(of) = self.of.get_mut(at as usize) {
                *of = class;
            }
        }
    }

    /// Tells those with different values apart.
    pub(super) fn split_by_values(&mut self, values: &[u32]) {
        let mut into: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for (class, value) in self.of.iter_mut().zip(values) {
            let next = into.len() as u32;
            *class = *into.entry((*class, *value)).or_insert(next);
        }
        self.n = into.len().max(1);
    }

    /// Gives one a class of its own.
    pub(super) fn split_off(&mut self, at: u32) {
        let class = self.next();
        if let Some(of) = self.of.get_mut(at as usize) {
            *of = class;
        }
    }

    /// Numbers the classes by their first members, without empty ones. Returns the first members.
    pub(super) fn number(&mut self) -> Vec<u32> {
        let mut into = vec![u32::MAX; self.n];
        let mut first = Vec::new();
        for (at, class) in (0u32..).zip(self.of.iter_mut()) {
            if let Some(slot) = into.get_mut(*class as usize) {
                if *slot == u32::MAX {
                    *slot = first.len() as u32;
                    first.push(at);
                }
                *class = *slot;
            }
        }
        self.n = first.len();
        first
    }

    /// The class of each.
    pub(super) fn of(&self, at: u32) -> Option<u32> {
        self.of.get(at as usize).copied()
    }

    /// How many classes there are.
    pub(super) fn len(&self) -> usize {
        self.n
    }

    /// The members of each class, smallest first.
    pub(super) fn members(&self) -> Lists {
        let pairs = (0u32..).zip(&self.of).map(|(at, class)| (*class, at));
        Lists::new(self.n, pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_tell_apart_and_numbers_follow_the_first_member() {
        let mut classes = Classes::new(6);
        classes.split_by_set(&Set::of(6, [0, 1, 2]));
        classes.split_by_values(&[7, 8, 7, 7, 7, 8]);
        classes.split_off(3);
        let first = classes.number();
        let of: Vec<_> = (0..6).filter_map(|at| classes.of(at)).collect();
        assert_eq!(of, [0, 1, 0, 2, 3, 4]);
        assert_eq!(first, [0, 1, 3, 4, 5]);
        assert_eq!(classes.members().of(0), [0, 2]);
    }
}
