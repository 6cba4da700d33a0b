//! A short list of numbers for each of many things, in two flat vectors.

/// A list for each number below a bound.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    /// The lists of `n` things from pairs of (thing, value). Values keep the order of the pairs;
    /// pairs of things not below `n` are left out.
    pub(super) fn new(n: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Lists {
        let mut starts = vec![0u32; n + 1];
        let pairs = pairs.filter(|(thing, _)| (*thing as usize) < n);
        for (thing, _) in pairs.clone() {
            if let Some(count) = starts.get_mut(thing as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut values = vec![0u32; sum as usize];
        for (thing, value) in pairs {
            if let Some(at) = next.get_mut(thing as usize) {
                if let Some(slot) = values.get_mut(*at as usize) {
                    *slot = value;
                }
                *at += 1;
            }
        }
        Lists { starts, values }
    }

    /// The list of one thing; empty where there is none.
    pub(super) fn of(&self, thing: u32) -> &[u32] {
        let at = thing as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => self
                .values
                .get(*from as usize..*to as usize)
                .unwrap_or_default(),
            _ => &[],
        }
    }

    /// The lists in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.starts.len().saturating_sub(1) as u32).map(|thing| self.of(thing))
    }
}
