//! A set of small numbers (places of principals or items) as bits. All sets of one universe have
//! the same length.

use std::fmt;

/// A set of numbers below a fixed bound.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Set {
    words: Vec<u64>,
    bound: usize,
}

impl Set {
    /// The empty set of numbers below `bound`.
    pub fn none(bound: usize) -> Set {
        Set {
            words: vec![0; bound.div_ceil(64)],
            bound,
        }
    }

    /// All numbers below `bound`.
    pub fn all(bound: usize) -> Set {
        let mut set = Set {
            words: vec![!0; bound.div_ceil(64)],
            bound,
        };
        set.trim();
        set
    }

    /// The set of these numbers; those not below `bound` are left out.
    pub fn of(bound: usize, numbers: impl IntoIterator<Item = u32>) -> Set {
        let mut set = Set::none(bound);
        for n in numbers {
            set.insert(n);
        }
        set
    }

    /// The numbers below `bound` for which `is_member` says yes.
    pub fn by(bound: usize, is_member: impl Fn(usize) -> bool) -> Set {
        let words = (0..bound.div_ceil(64))
            .map(|at| {
                let from = at * 64;
                (from..bound.min(from + 64))
                    .fold(0u64, |word, n| word | u64::from(is_member(n)) << (n - from))
            })
            .collect();
        Set { words, bound }
    }

    fn trim(&mut self) {
        let spare = self.words.len() * 64 - self.bound;
        if let Some(last) = self.words.last_mut() {
            *last &= !0 >> spare;
        }
    }

    /// True if `n` is in the set.
    pub fn contains(&self, n: u32) -> bool {
        self.words
            .get(n as usize / 64)
            .is_some_and(|word| word >> (n % 64) & 1 == 1)
    }

    /// Puts `n` in.
    pub fn insert(&mut self, n: u32) {
        if (n as usize) < self.bound
            && let Some(word) = self.words.get_mut(n as usize / 64)
        {
            *word |= 1 << (n % 64);
        }
    }

    /// Puts `n` in or takes it out.
    pub fn put(&mut self, n: u32, is_member: bool) {
        if is_member {
            self.insert(n);
        } else if let Some(word) = self.words.get_mut(n as usize / 64) {
            *word &= !(1 << (n % 64));
        }
    }

    /// The number below which all members are.
    pub fn bound(&self) -> usize {
        self.bound
    }

    /// The bits, lowest first.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Number of members.
    pub fn len(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// Number of members in a range.
    pub fn len_in(&self, range: std::ops::Range<usize>) -> usize {
        let (from, to) = (range.start, range.end.min(self.bound));
        if from >= to {
            return 0;
        }
        let (first, last) = (from / 64, (to - 1) / 64);
        let low = !0u64 << (from % 64);
        let high = !0u64 >> (63 - (to - 1) % 64);
        let words = self.words.get(first..=last).unwrap_or_default();
        let mut n = 0;
        for (at, word) in (first..).zip(words) {
            let mut word = *word;
            if at == first {
                word &= low;
            }
            if at == last {
                word &= high;
            }
            n += word.count_ones() as usize;
        }
        n
    }

    /// True without members.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Adds the members of another set.
    pub fn add(&mut self, other: &Set) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a |= b;
        }
    }

    /// Keeps only members of another set, too.
    pub fn keep(&mut self, other: &Set) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= b;
        }
    }

    /// Takes the members of another set out.
    pub fn drop(&mut self, other: &Set) {
        for (a, b) in self.words.iter_mut().zip(&other.words) {
            *a &= !b;
        }
    }

    /// The numbers below the bound that are not members.
    pub fn complement(&self) -> Set {
        let mut set = Set {
            words: self.words.iter().map(|word| !word).collect(),
            bound: self.bound,
        };
        set.trim();
        set
    }

    /// True if the sets share a member.
    pub fn meets(&self, other: &Set) -> bool {
        self.words.iter().zip(&other.words).any(|(a, b)| a & b != 0)
    }

    /// True if the other set has every member.
    pub fn is_within(&self, other: &Set) -> bool {
        self.words
            .iter()
            .zip(&other.words)
            .all(|(a, b)| a & !b == 0)
    }

    /// The members, smallest first.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                if rest == 0 {
                    return None;
                }
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                Some(at as u32 * 64 + bit)
            })
        })
    }
}

impl fmt::Debug for Set {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_stay_within_their_bound() {
        for bound in [0, 1, 63, 64, 65, 130] {
            let all = Set::all(bound);
            assert_eq!(all.len(), bound);
            assert_eq!(all.complement(), Set::none(bound));
            assert_eq!(all.iter().count(), bound);
            assert_eq!(Set::of(bound, [bound as u32]), Set::none(bound));
        }
    }

    #[test]
    fn members_are_counted_in_any_range() {
        let set = Set::by(200, |n| n % 3 == 0);
        for (from, to) in [(0, 200), (0, 0), (63, 65), (64, 128), (1, 190), (199, 500)] {
            let counted = (from..to.min(200)).filter(|n| n % 3 == 0).count();
            assert_eq!(set.len_in(from..to), counted, "{from}..{to}");
        }
        assert_eq!(set.len_in(300..400), 0);
    }

    #[test]
    fn union_intersection_and_difference() {
        let (a, b) = (Set::of(100, [1, 64, 99]), Set::of(100, [2, 64]));
        let (mut sum, mut both, mut rest) = (a.clone(), a.clone(), a.clone());
        sum.add(&b);
        both.keep(&b);
        rest.drop(&b);
        assert_eq!(sum.iter().collect::<Vec<_>>(), [1, 2, 64, 99]);
        assert_eq!(both.iter().collect::<Vec<_>>(), [64]);
        assert_eq!(rest.iter().collect::<Vec<_>>(), [1, 99]);
        assert!(a.meets(&b));
    }
}
