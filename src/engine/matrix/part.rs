//! The meaning of a term for a class: a set for each pattern of its own parts.

use crate::engine::pool::{NONE, Pool, SetNo};

/// A row with more own parts than this is worked out for each.
pub(super) const MOST_OWNS: usize = 6;

/// Sets by the own parts that hold a target.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Part {
    pub owns: Box<[u16]>,
    pub sets: Box<[SetNo]>,
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

    /// The union of parts but for others; none if that has too many own parts.
    pub(super) fn joined(pool: &mut Pool, gives: &[&Part], stops: &[&Part]) -> Option<Part> {
        let all = gives.iter().chain(stops);
        let mut owns: Vec<u16> = all.flat_map(|part| part.owns.iter().copied()).collect();
        owns.sort_unstable();
        owns.dedup();
        if owns.len() > MOST_OWNS {
            return None;
        }
        let sets = (0..1usize << owns.len()).map(|pattern| {
            let mut set = NONE;
            for part in gives {
                set = pool.or(set, part.at(&owns, pattern));
            }
            for part in stops {
                set = pool.minus(set, part.at(&owns, pattern));
            }
            set
        });
        let sets = sets.collect();
        let owns = owns.into();
        Some(Part { owns, sets }.without_idle())
    }

    /// Own parts that make no difference are left out.
    pub(super) fn without_idle(mut self) -> Part {
        let mut bit = 0;
        while bit < self.owns.len() {
            let patterns = 0..self.sets.len();
            let is_idle = patterns
                .clone()
                .filter(|pattern| pattern >> bit & 1 == 0)
                .all(|pattern| self.sets.get(pattern) == self.sets.get(pattern | 1 << bit));
            if !is_idle {
                bit += 1;
                continue;
            }
            let kept = patterns.filter(|pattern| pattern >> bit & 1 == 0);
            self.sets = kept
                .filter_map(|pattern| self.sets.get(pattern).copied())
                .collect();
            let mut owns = self.owns.to_vec();
            owns.remove(bit);
            self.owns = owns.into();
        }
        self
    }
}
