//! A way out of an order that no single move makes better: something is moved
//! at random, what that touches settles, and what is worse for it is taken back.
//! The numbers come from a fixed sequence: the same picture every time.

use super::order::Part;
use super::sift::Move;

/// Elements look only this far for a better place while settling: what was
/// moved was moved little.
const WINDOW: usize = 8;
/// How far something is moved at most, in places.
const FAR: usize = 24;
/// How many elements side by side are moved at most.
const LONGEST_RUN: usize = 6;
/// How far an edge is moved through all its layers at most, in places.
const FAR_EDGE: usize = 8;
/// How many elements that hang together are turned over at most.
const LARGEST_CLUSTER: usize = 24;
/// Attempts without gain before it is given up: so many, and so many an element.
const PATIENCE: (usize, usize) = (200, 20);
/// What an attempt costs by itself, in steps.
const ATTEMPT: u64 = 10;

impl Part<'_> {
    /// Disturbs a few elements at a time, settles them, keeps what is not worse.
    pub(super) fn disturb(&mut self) {
        self.window = WINDOW;
        let n: usize = self.layers.iter().map(Vec::len).sum();
        let patience = PATIENCE.0 + PATIENCE.1 * n;
        let mut moves = Vec::new();
        let mut failed = 0;
        let mut cost = self.cost();
        while self.budget > 0 && failed < patience && cost > 0 {
            self.budget = self.budget.saturating_sub(ATTEMPT);
            failed += 1;
            moves.clear();
            let lost = -self.stir(&mut moves);
            let gain = self.settle(&mut moves) - lost;
            if gain > 0 {
                failed = 0;
                cost -= gain;
            } else if gain < 0 {
                self.take_back(&moves);
            }
        }
    }

    /// Moves an element, a run of them or an edge through all its layers, or
    /// turns over what hangs together; returns what that gained, mostly less than nothing.
    fn stir(&mut self, moves: &mut Vec<Move>) -> i64 {
        let layer = self.scratch.below(self.layers.len());
        let n = self.layers[layer].len();
        if n < 2 {
            return 0;
        }
        let at = self.scratch.below(n);
        let v = self.layers[layer][at];
        match self.scratch.below(4) {
            0 => self.stir_run(layer, at, 1, moves),
            1 => {
                let run = 1 + self.scratch.below(LONGEST_RUN);
                self.stir_run(layer, at, run, moves)
            }
            2 => self.stir_edge(v, moves),
            _ => self.stir_cluster(v, moves),
        }
    }

    fn stir_run(&mut self, layer: usize, at: usize, run: usize, moves: &mut Vec<Move>) -> i64 {
        let n = self.layers[layer].len();
        let far = 1 + self.scratch.below(FAR);
        let to = self.beside(n, at, far);
        let mut gain = 0;
        for i in 0..run {
            // Whoever moved on leaves its place to the next of the run.
            let (from, to) = if at < to { (at, to) } else { (at + i, to + i) };
            if from.max(to) < n {
                gain += self.push(Move { layer, from, to }, moves);
            }
        }
        gain
    }

    /// Moves an element and the bends of the edges it is the end or a part of
    /// the same way in all their layers.
    fn stir_edge(&mut self, v: usize, moves: &mut Vec<Move>) -> i64 {
        let graph = self.graph;
        let mut chain = vec![v];
        let mut end = v;
        while let [next] = *graph.before(end)
            && graph.is_bend(next)
        {
            chain.push(next);
            end = next;
        }
        end = v;
        while let [next] = *graph.after(end)
            && graph.is_bend(next)
        {
            chain.push(next);
            end = next;
        }
        let far = 1 + self.scratch.below(FAR_EDGE);
        let back = self.scratch.below(2) == 0;
        let mut gain = 0;
        for x in chain {
            let layer = graph.layer[x] - self.first;
            let from = self.scratch.pos[x] as usize;
            let to = shifted(self.layers[layer].len(), from, far, back);
            gain += self.push(Move { layer, from, to }, moves);
        }
        gain
    }

    /// Turns what hangs together around an element upside down: crossings within
    /// stay what they are, those with the rest change.
    fn stir_cluster(&mut self, v: usize, moves: &mut Vec<Move>) -> i64 {
        let mut cluster = self.cluster(v);
        let (graph, first) = (self.graph, self.first);
        let layer = |v: &usize| graph.layer[*v] - first;
        cluster.sort_by_key(|v| (layer(v), self.scratch.pos[*v]));
        let mut gain = 0;
        for members in cluster.chunk_by(|a, b| layer(a) == layer(b)) {
            let layer = layer(&members[0]);
            let places: Vec<usize> = members
                .iter()
                .map(|v| self.scratch.pos[*v] as usize)
                .collect();
            let n = places.len();
            for (&first, &last) in places.iter().zip(places.iter().rev()).take(n / 2) {
                // The two change places; those between stay where they are.
                for (from, to) in [(last, first), (first + 1, last)] {
                    gain += self.push(Move { layer, from, to }, moves);
                }
            }
        }
        gain
    }

    /// Some elements that hang together, nearest first.
    fn cluster(&mut self, v: usize) -> Vec<usize> {
        let graph = self.graph;
        let n = 3 + self.scratch.below(LARGEST_CLUSTER - 2);
        let mut cluster = vec![v];
        let mut next = 0;
        while cluster.len() < n
            && let Some(&u) = cluster.get(next)
        {
            next += 1;
            for &w in graph.before(u).iter().chain(graph.after(u)) {
                if cluster.len() < n && !cluster.contains(&w) {
                    cluster.push(w);
                }
            }
        }
        cluster
    }

    /// A place some way off to either side.
    fn beside(&mut self, n: usize, at: usize, far: usize) -> usize {
        let back = self.scratch.below(2) == 0;
        shifted(n, at, far, back)
    }
}

fn shifted(n: usize, at: usize, far: usize, back: bool) -> usize {
    if back {
        at.saturating_sub(far)
    } else {
        (at + far).min(n - 1)
    }
}
