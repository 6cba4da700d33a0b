//! Sifting: takes one element after the other and puts it where, with all
//! others still, crossings on both sides of its layer are fewest (Matuszewski,
//! Schönfeld and Molitor 1999). Never makes an order worse. Only elements whose
//! surroundings changed are looked at again, so that settling what was disturbed
//! costs little however large the picture is.

use std::collections::VecDeque;
use std::ops::Range;

use super::layered::Layered;
use super::order::{CROSSING, Part};

/// Own neighbours up to this many are compared one by one, more by halving.
const FEW: usize = 8;

/// Work space shared by all parts of a picture, one entry an element.
pub(super) struct Scratch {
    /// Place of each element in its layer.
    pub pos: Vec<u32>,
    /// The only neighbour before and after an element that has just these two, as
    /// bends do: most of a large picture.
    only: Vec<Option<(u32, u32)>>,
    /// Elements to sift, and whether an element is among them.
    waiting: VecDeque<usize>,
    is_waiting: Vec<bool>,
    /// Sorted places of the neighbours of the element at hand.
    before: Vec<u32>,
    after: Vec<u32>,
    random: u64,
}

impl Scratch {
    pub(super) fn new(graph: &Layered) -> Self {
        let n_elements = graph.len();
        let only = |v| match (graph.before(v), graph.after(v)) {
            ([before], [after]) if graph.within(v).is_empty() => {
                Some((*before as u32, *after as u32))
            }
            _ => None,
        };
        Self {
            pos: vec![0; n_elements],
            only: (0..n_elements).map(only).collect(),
            waiting: VecDeque::new(),
            is_waiting: vec![false; n_elements],
            before: Vec::new(),
            after: Vec::new(),
            random: 0x9E37_79B9_7F4A_7C15,
        }
    }

    /// The next number below `n` of a fixed sequence.
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        (self.random % n.max(1) as u64) as usize
    }

    fn wait(&mut self, v: usize) {
        if !std::mem::replace(&mut self.is_waiting[v], true) {
            self.waiting.push_back(v);
        }
    }
}

/// An element that changed its place within a layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub layer: usize,
    pub from: usize,
    pub to: usize,
}

impl Move {
    /// The places of those it passes, before it moves.
    fn passed(self) -> Range<usize> {
        if self.to < self.from {
            self.to..self.from
        } else {
            self.from + 1..self.to + 1
        }
    }
}

impl Part<'_> {
    /// Sifts every element until nothing gets better or the steps run out.
    pub(super) fn settle_all(&mut self) {
        for &v in self.layers.iter().flatten() {
            self.scratch.wait(v);
        }
        self.settle(&mut Vec::new());
    }

    /// Sifts what waits, and what that touches; returns what was gained and
    /// notes every move.
    pub(super) fn settle(&mut self, moves: &mut Vec<Move>) -> i64 {
        let mut gain = 0;
        while let Some(v) = self.scratch.waiting.pop_front() {
            self.scratch.is_waiting[v] = false;
            if self.budget == 0 {
                continue;
            }
            self.budget -= 1;
            let layer = self.graph.layer[v] - self.first;
            let from = self.scratch.pos[v] as usize;
            let (to, gained) = self.best_place(layer, from);
            if gained > 0 {
                let step = Move { layer, from, to };
                self.carry_out(step);
                self.wait_around(step);
                moves.push(step);
                gain += gained;
            }
        }
        gain
    }

    /// What may stand better after a move: those passed, and the neighbours.
    fn wait_around(&mut self, step: Move) {
        let graph = self.graph;
        let v = self.layers[step.layer][step.to];
        for i in step.passed() {
            // It stands one place nearer to where the mover came from now.
            let i = if step.to < step.from { i + 1 } else { i - 1 };
            let u = self.layers[step.layer][i];
            self.scratch.wait(u);
        }
        let near = graph.before(v).iter().chain(graph.after(v));
        for &w in near.chain(graph.within(v)) {
            self.scratch.wait(w);
        }
    }

    /// Moves an element wherever it is told to, for better or worse, if its
    /// order and its group allow it; returns what was gained.
    pub(super) fn push(&mut self, step: Move, moves: &mut Vec<Move>) -> i64 {
        if step.from == step.to || !self.may_move(step) {
            return 0;
        }
        let v = self.layers[step.layer][step.from];
        self.gather(v);
        let leftward = step.to < step.from;
        let gain = if leftward {
            let passed = step.passed().rev();
            passed
                .map(|i| self.gain_past(step.layer, v, i, leftward))
                .sum()
        } else {
            let passed = step.passed();
            passed
                .map(|i| self.gain_past(step.layer, v, i, leftward))
                .sum()
        };
        self.carry_out(step);
        self.wait_around(step);
        self.scratch.wait(v);
        moves.push(step);
        gain
    }

    /// Takes moves back, the last first.
    pub(super) fn take_back(&mut self, moves: &[Move]) {
        for step in moves.iter().rev() {
            self.carry_out(Move {
                from: step.to,
                to: step.from,
                ..*step
            });
        }
    }

    /// Collects the sorted places of an element's neighbours.
    fn gather(&mut self, v: usize) {
        let scratch = &mut *self.scratch;
        for (near, places) in [
            (self.graph.before(v), &mut scratch.before),
            (self.graph.after(v), &mut scratch.after),
        ] {
            places.clear();
            places.extend(near.iter().map(|&w| scratch.pos[w]));
            places.sort_unstable();
        }
    }

    /// What is gained when the gathered element `v`, having passed all in
    /// between, passes the one at place `to` as well.
    #[inline]
    fn gain_past(&self, layer: usize, v: usize, to: usize, leftward: bool) -> i64 {
        let scratch = &*self.scratch;
        let u = self.layers[layer][to];
        if let Some((before, after)) = scratch.only[u] {
            let (before, after) = (scratch.pos[before as usize], scratch.pos[after as usize]);
            let crossings = ahead_of(&scratch.before, before) + ahead_of(&scratch.after, after);
            let gain = if leftward { crossings } else { -crossings } * CROSSING;
            return gain + self.nearer(v, u, to, leftward);
        }
        let crossings = ahead(&scratch.before, self.graph.before(u), &scratch.pos)
            + ahead(&scratch.after, self.graph.after(u), &scratch.pos);
        let mut gain = if leftward { crossings } else { -crossings } * CROSSING;
        gain += self.nearer(v, u, to, leftward);
        for &w in self.graph.within(u).iter().filter(|w| **w != v) {
            let is_behind = (scratch.pos[w] as usize > to) == leftward;
            gain += if is_behind { 1 } else { -1 };
        }
        gain
    }

    /// By how many places the edges of `v` within its layer get shorter when it
    /// passes `u` at place `to`.
    #[inline]
    fn nearer(&self, v: usize, u: usize, to: usize, leftward: bool) -> i64 {
        let within = self.graph.within(v).iter().filter(|w| **w != u);
        let one = |w: &usize| {
            let is_ahead = (self.scratch.pos[*w] as usize > to) != leftward;
            if is_ahead { 1 } else { -1 }
        };
        within.map(one).sum()
    }

    /// The best place for the element at `at`, and its gain.
    fn best_place(&mut self, layer: usize, at: usize) -> (usize, i64) {
        let v = self.layers[layer][at];
        self.gather(v);
        let v_kept = self.keeps_order(v);
        let (mut best, mut gain) = (at, 0);
        let mut n_steps = 0;
        for leftward in [true, false] {
            let (mut to, mut sum) = (at, 0);
            for _ in 0..self.window {
                to = if leftward { to.wrapping_sub(1) } else { to + 1 };
                let Some(&u) = self.layers[layer].get(to) else {
                    break;
                };
                if v_kept && self.keeps_order(u) {
                    break;
                }
                n_steps += 1;
                sum += self.gain_past(layer, v, to, leftward);
                if sum > gain && self.may_stand(layer, at, to) {
                    (best, gain) = (to, sum);
                }
            }
        }
        self.budget = self.budget.saturating_sub(n_steps);
        (best, gain)
    }

    /// Whether a move passes no one whose order is kept and tears no group.
    fn may_move(&self, step: Move) -> bool {
        let layer = &self.layers[step.layer];
        let kept = |i: usize| self.keeps_order(layer[i]);
        let passes_kept = self.hinted && kept(step.from) && step.passed().any(kept);
        !passes_kept && self.may_stand(step.layer, step.from, step.to)
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
    fn carry_out(&mut self, step: Move) {
        let layer = &mut self.layers[step.layer];
        let (first, last) = (step.from.min(step.to), step.from.max(step.to));
        if step.to < step.from {
            layer[first..=last].rotate_right(1);
        } else {
            layer[first..=last].rotate_left(1);
        }
        for (i, &v) in layer.iter().enumerate().take(last + 1).skip(first) {
            self.scratch.pos[v] = i as u32;
        }
    }
}

/// Of all pairs of an own neighbour and one of another element: those in which
/// the own comes first, less those in which it comes last. `own` holds sorted
/// places, `near` elements.
fn ahead(own: &[u32], near: &[usize], pos: &[u32]) -> i64 {
    if own.is_empty() {
        return 0;
    }
    near.iter().map(|&w| ahead_of(own, pos[w])).sum()
}

/// The same for one neighbour of the other element, at place `y`.
#[inline]
fn ahead_of(own: &[u32], y: u32) -> i64 {
    let one = |x: u32| i64::from(y > x) - i64::from(y < x);
    match own {
        [x] => one(*x),
        own if own.len() <= FEW => own.iter().map(|&x| one(x)).sum(),
        own => {
            let less = own.partition_point(|x| *x < y);
            let up_to = own.partition_point(|x| *x <= y);
            less as i64 - (own.len() - up_to) as i64
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passing_counts_both_ways() {
        let near = |places: &[u32]| -> Vec<usize> { places.iter().map(|p| *p as usize).collect() };
        let pos: Vec<u32> = (0..20).collect();
        let many: Vec<u32> = (0..10).collect();
        assert_eq!(ahead(&[0], &near(&[1]), &pos), 1);
        assert_eq!(ahead(&[1], &near(&[0]), &pos), -1);
        assert_eq!(ahead(&[1], &near(&[1]), &pos), 0);
        assert_eq!(ahead(&[0, 3], &near(&[1, 2]), &pos), 0);
        assert_eq!(ahead(&[0, 1], &near(&[1, 2]), &pos), 3);
        assert_eq!(ahead(&[2, 2], &near(&[]), &pos), 0);
        assert_eq!(ahead(&many, &near(&[4, 12]), &pos), -1 + 10);
    }
}
