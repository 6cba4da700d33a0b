//! Sifting: takes one element after the other and puts it where, with all
//! others still, crossings on both sides of its layer are fewest (Matuszewski,
//! Schönfeld and Molitor 1999). Never makes an order worse.

use std::ops::Range;

use super::crossings::gained_by_swap;
use super::order::{CROSSING, Part};

/// Work space shared by all parts of a picture, one entry an element.
pub(super) struct Scratch {
    /// Place of each element in its layer.
    pub pos: Vec<u32>,
    /// Sorted places of the neighbours before and after each element of the
    /// layer at hand.
    before: Vec<Vec<u32>>,
    after: Vec<Vec<u32>>,
    /// Where an element's neighbours are found in the two above.
    slots: Vec<u32>,
    random: u64,
}

impl Scratch {
    pub(super) fn new(n_elements: usize) -> Self {
        Self {
            pos: vec![0; n_elements],
            before: Vec::new(),
            after: Vec::new(),
            slots: Vec::new(),
            random: 0x9E37_79B9_7F4A_7C15,
        }
    }

    /// The next number below `n` of a fixed sequence.
    fn below(&mut self, n: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        (self.random % n.max(1) as u64) as usize
    }
}

impl Part<'_> {
    /// Sifts some layers until nothing gets better or the steps run out.
    pub(super) fn settle(&mut self, layers: Range<usize>) {
        for round in 0..40 {
            let mut gain = 0;
            for i in layers.clone() {
                let back = layers.end - 1 - (i - layers.start);
                gain += self.sift_layer(if round % 2 == 0 { i } else { back });
            }
            if gain == 0 || self.budget == 0 {
                return;
            }
        }
    }

    /// Disturbs a few layers at a time, settles them, keeps what is not worse.
    pub(super) fn disturb(&mut self) {
        let n = self.layers.len();
        let mut failed = 0;
        let patience = 40 + 8 * n;
        while self.budget > 0 && failed < patience {
            let length = 1 + self.scratch.below(10);
            let start = self.scratch.below(n);
            let inner = start..(start + length).min(n);
            // Settling reaches one layer further, the cost of that one more.
            let outer = start.saturating_sub(1)..(inner.end + 1).min(n);
            let seen = outer.start.saturating_sub(1)..(outer.end + 1).min(n);
            let before = self.cost_of(seen.clone());
            let size: usize = self.layers[seen.clone()].iter().map(Vec::len).sum();
            self.budget = self.budget.saturating_sub(4 * size as u64);
            failed += 1;
            if before == 0 {
                continue;
            }
            let kept: Vec<Vec<usize>> = self.layers[outer.clone()].to_vec();
            self.stir(inner);
            self.settle(outer.clone());
            let after = self.cost_of(seen);
            if after < before {
                failed = 0;
            } else if after > before {
                for (l, kept) in outer.clone().zip(kept) {
                    self.layers[l] = kept;
                    self.note_layer(l);
                }
                // Nothing better was found here the last time either.
                self.changed[outer].fill(false);
            }
        }
    }

    /// Changes the order of some layers at random: sorts them again from one
    /// side, or moves single elements or runs of them.
    fn stir(&mut self, layers: Range<usize>) {
        let kind = self.scratch.below(4);
        match kind {
            0 => {
                let median = self.scratch.below(2) == 0;
                layers
                    .filter(|l| *l > 0)
                    .for_each(|l| self.sort_layer(l, true, median, false));
            }
            1 => {
                let median = self.scratch.below(2) == 0;
                let last = self.layers.len() - 1;
                layers
                    .rev()
                    .filter(|l| *l < last)
                    .for_each(|l| self.sort_layer(l, false, median, false));
            }
            _ => {
                for _ in 0..1 + self.scratch.below(4) {
                    let l = layers.start + self.scratch.below(layers.len());
                    let n = self.layers[l].len();
                    let (from, to) = (self.scratch.below(n), self.scratch.below(n));
                    let run = if kind == 2 {
                        1
                    } else {
                        1 + self.scratch.below(n / 3 + 1)
                    };
                    for i in 0..run {
                        let (from, to) = if from < to {
                            (from, to)
                        } else {
                            (from + i, to + i)
                        };
                        if from.max(to) < n && self.may_stand(l, from, to) {
                            self.move_to(l, from, to);
                        }
                    }
                }
            }
        }
    }

    /// Sifts the elements of one layer; returns what was gained.
    fn sift_layer(&mut self, l: usize) -> i64 {
        let n = self.layers[l].len();
        if n < 2 || self.budget == 0 || !self.changed[l] {
            return 0;
        }
        self.changed[l] = false;
        self.gather_neighbours(l);
        // With few steps left each element looks only some places around.
        let window = ((self.budget / (n as u64 * 4)) as usize).max(8);
        let elements = self.layers[l].clone();
        let mut gain = 0;
        for (slot, &v) in elements.iter().enumerate() {
            let at = self.scratch.pos[v] as usize;
            let (left, left_gain) = self.best_place(l, at, slot, window, true);
            let (right, right_gain) = self.best_place(l, at, slot, window, false);
            let (to, gained) = if right_gain > left_gain {
                (right, right_gain)
            } else {
                (left, left_gain)
            };
            if gained > 0 {
                self.move_to(l, at, to);
                gain += gained;
            }
        }
        gain
    }

    /// Collects the sorted neighbour places of a layer's elements.
    fn gather_neighbours(&mut self, l: usize) {
        let scratch = &mut *self.scratch;
        let n = self.layers[l].len();
        if scratch.before.len() < n {
            scratch.before.resize_with(n, Vec::new);
            scratch.after.resize_with(n, Vec::new);
        }
        scratch.slots.resize(scratch.pos.len(), 0);
        for (slot, &v) in self.layers[l].iter().enumerate() {
            scratch.slots[v] = slot as u32;
            for (near, places) in [
                (self.graph.before(v), &mut scratch.before[slot]),
                (self.graph.after(v), &mut scratch.after[slot]),
            ] {
                places.clear();
                places.extend(near.iter().map(|&w| scratch.pos[w]));
                places.sort_unstable();
            }
        }
    }

    /// The best place for the element at `at` on one side, and its gain.
    fn best_place(
        &mut self,
        l: usize,
        at: usize,
        slot: usize,
        window: usize,
        leftward: bool,
    ) -> (usize, i64) {
        let layer = &self.layers[l];
        let scratch = &*self.scratch;
        let v = layer[at];
        let (v_before, v_after) = (&scratch.before[slot], &scratch.after[slot]);
        let v_within = self.graph.within(v);
        let v_kept = self.keeps_order(v);
        let (mut best, mut gain, mut sum) = (at, 0, 0);
        let mut to = at;
        let mut steps = 0;
        while steps < window {
            to = if leftward { to.wrapping_sub(1) } else { to + 1 };
            let Some(&u) = layer.get(to) else { break };
            if v_kept && self.keeps_order(u) {
                break;
            }
            steps += 1;
            let u_slot = scratch.slots[u] as usize;
            let (u_before, u_after) = (&scratch.before[u_slot], &scratch.after[u_slot]);
            let crossings = if leftward {
                gained_by_swap(u_before, v_before) + gained_by_swap(u_after, v_after)
            } else {
                gained_by_swap(v_before, u_before) + gained_by_swap(v_after, u_after)
            };
            sum -= crossings * CROSSING;
            for &w in v_within.iter().filter(|w| **w != u) {
                let ahead = (scratch.pos[w] as usize > to) != leftward;
                sum += if ahead { 1 } else { -1 };
            }
            if sum > gain && (!self.grouped || self.may_stand(l, at, to)) {
                (best, gain) = (to, sum);
            }
        }
        self.budget = self.budget.saturating_sub(steps as u64);
        (best, gain)
    }

    /// Whether the element keeps its order among others that do.
    fn keeps_order(&self, v: usize) -> bool {
        self.hinted && self.wishes.hint.get(v).is_some_and(Option::is_some)
    }

    /// Whether moving keeps every group together.
    fn may_stand(&self, l: usize, from: usize, to: usize) -> bool {
        if !self.grouped || from == to {
            return true;
        }
        let layer = &self.layers[l];
        let group = |i: Option<usize>| {
            let v = layer.get(i?)?;
            self.wishes.group.get(*v).copied().flatten()
        };
        let own = group(Some(from));
        // The neighbours after the move.
        let (left, right) = if to < from {
            (to.checked_sub(1), Some(to))
        } else {
            (Some(to), Some(to + 1))
        };
        let (left, right) = (group(left), group(right));
        if left.is_some() && left == right && left != own {
            return false;
        }
        let alone =
            own.is_none() || (group(from.checked_sub(1)) != own && group(Some(from + 1)) != own);
        alone || left == own || right == own
    }

    /// Moves an element within its layer.
    fn move_to(&mut self, l: usize, from: usize, to: usize) {
        self.note_change(l);
        let layer = &mut self.layers[l];
        let range = if to < from {
            layer[to..=from].rotate_right(1);
            to..from + 1
        } else {
            layer[from..=to].rotate_left(1);
            from..to + 1
        };
        for i in range {
            self.scratch.pos[layer[i]] = i as u32;
        }
    }
}
