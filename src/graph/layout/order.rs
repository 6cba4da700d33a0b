//! The order within each layer: few crossings. From several starts (`smooth.rs`
//! has the best) sweeps sort each layer by where its neighbours stand (Sugiyama,
//! Tagawa and Toda 1981); in the best order met single elements are sifted to
//! their best place (`sift.rs`), then small disturbances look for a way out of a
//! local best (`stir.rs`).
//!
//! Everything is counted in steps, so the result depends on the request alone.

use super::crossings::total;
use super::layered::Layered;
use super::request::Effort;
use super::sift::Scratch;

/// A crossing costs this much; a place of length of an edge within a layer 1.
pub(super) const CROSSING: i64 = 4;
/// An element looks this far for a better place at first, in places.
const WINDOW: usize = 300;
/// Rounds of smoothing: a start each.
const SMOOTHINGS: [usize; 3] = [40, 200, 500];
/// Sweeps without a better order before giving up on one start.
const PATIENCE: usize = 4;
/// Sweeps from one start at most.
const MAX_SWEEPS: usize = 24;

/// What an order costs, and the order.
type Start = (i64, Vec<Vec<usize>>);

/// What is wished of single nodes.
pub(super) struct Wishes<'a> {
    /// Where a node stood across the layers before.
    pub hint: &'a [Option<f64>],
    /// Nodes of one group stand together.
    pub group: &'a [Option<u32>],
    /// How long to search.
    pub effort: Effort,
}

/// One connected part while it is being ordered.
pub(super) struct Part<'a> {
    pub graph: &'a Layered,
    /// Elements by layer, in order.
    pub layers: Vec<Vec<usize>>,
    /// The layer of the whole picture that this part's first one is.
    pub first: usize,
    /// An element looks this far for a better place, in places.
    pub window: usize,
    /// Steps left.
    pub budget: u64,
    /// Whether any node of this part has a group.
    pub grouped: bool,
    /// Whether nodes with a hint keep their order among each other.
    pub hinted: bool,
    pub wishes: &'a Wishes<'a>,
    pub scratch: &'a mut Scratch,
}

/// Orders the layers of one connected part; returns what the order costs.
pub(super) fn order(
    graph: &Layered,
    ordered: &mut Vec<Vec<usize>>,
    wishes: &Wishes<'_>,
    scratch: &mut Scratch,
) -> i64 {
    let layers = std::mem::take(ordered);
    let nodes = || layers.iter().flatten().filter(|v| !graph.is_bend(**v));
    let n_nodes = nodes().count();
    let n_hinted = nodes().filter(|v| wishes.hint[**v].is_some()).count();
    let grouped = nodes().any(|&v| wishes.group[v].is_some());
    let n_elements: usize = layers.iter().map(Vec::len).sum();
    let n = n_elements as u64;
    let budget = match wishes.effort {
        // Small pictures must be there within a frame; large ones have more to gain.
        Effort::Careful => (n * (450 + n / 20).min(1_500)).clamp(60_000, 60_000_000),
        Effort::Fast => (n * 100).clamp(20_000, 6_000_000),
    };
    let hinted = n_hinted * 2 >= n_nodes && n_hinted > 0;
    let numbered = layers.iter().enumerate();
    let first = numbered
        .filter_map(|(i, layer)| layer.first().map(|&v| graph.layer[v] - i))
        .next();
    let mut part = Part {
        graph,
        layers,
        first: first.unwrap_or(0),
        window: WINDOW,
        budget,
        grouped,
        hinted,
        wishes,
        scratch,
    };
    part.note_places();
    if part.layers.iter().all(|layer| layer.len() < 2) {
        *ordered = part.layers;
        return 0;
    }
    if hinted {
        part.order_by_hints();
        part.settle_all();
    } else {
        part.search();
    }
    let cost = part.cost();
    *ordered = part.layers;
    cost
}

impl Part<'_> {
    /// Tries several starts, settles the best of them, improves the very best.
    fn search(&mut self) {
        let is_careful = self.wishes.effort == Effort::Careful;
        let (n_plain, n_smooth, n_settled) = if is_careful { (3, 3, 3) } else { (1, 1, 1) };
        let mut starts: Vec<Start> = Vec::new();
        for kind in 0..n_plain {
            self.start(kind);
            self.sweep_for(&mut starts, kind % 2 == 0);
        }
        for n_rounds in SMOOTHINGS.into_iter().take(n_smooth) {
            let Some((1.., layers)) = starts.first() else {
                break;
            };
            self.layers.clone_from(layers);
            super::smooth::smooth(self.graph, &mut self.layers, n_rounds);
            if self.grouped {
                self.gather_groups();
            }
            self.note_places();
            self.sweep_for(&mut starts, true);
        }
        // What looks best before it is settled need not be best after.
        starts.truncate(n_settled);
        for start in &mut starts {
            self.layers = std::mem::take(&mut start.1);
            self.note_places();
            self.settle_all();
            *start = (self.cost(), std::mem::take(&mut self.layers));
        }
        if let Some((_, layers)) = starts.into_iter().min_by_key(|start| start.0) {
            self.layers = layers;
            self.note_places();
        }
        if is_careful {
            self.disturb();
        }
    }

    /// Sweeps from the order as it is; keeps the outcome, the best first.
    fn sweep_for(&mut self, starts: &mut Vec<Start>, median: bool) {
        self.sweeps(median);
        let cost = self.cost();
        let at = starts.partition_point(|start| start.0 <= cost);
        starts.insert(at, (cost, self.layers.clone()));
    }

    /// What the order costs: crossings, and edges within a layer by length.
    pub(super) fn cost(&self) -> i64 {
        let pos = &self.scratch.pos;
        let elements = self.layers.iter().flatten();
        let flat: i64 = elements
            .flat_map(|&v| {
                self.graph
                    .within(v)
                    .iter()
                    .map(move |&w| i64::from(pos[v]) - i64::from(pos[w]))
            })
            .filter(|distance| *distance > 0)
            .sum();
        total(self.graph, &self.layers, pos) as i64 * CROSSING + flat
    }

    /// Writes each element's place in its layer.
    fn note_places(&mut self) {
        for layer in &self.layers {
            for (i, &v) in layer.iter().enumerate() {
                self.scratch.pos[v] = i as u32;
            }
        }
    }

    /// A first order: depth first from the first layer, from the last, or as given.
    fn start(&mut self, kind: usize) {
        for layer in &mut self.layers {
            layer.sort_unstable();
        }
        if kind < 2 {
            self.walk(kind == 1);
        }
        if self.grouped {
            self.gather_groups();
        }
        self.note_places();
    }

    fn walk(&mut self, from_last: bool) {
        let mut roots: Vec<usize> = if from_last {
            self.layers.iter().rev().flatten().copied().collect()
        } else {
            self.layers.iter().flatten().copied().collect()
        };
        roots.reverse();
        let n: usize = roots.len();
        let mut found: Vec<Vec<usize>> = vec![Vec::new(); self.layers.len()];
        let mut seen: rustc_hash::FxHashSet<usize> = rustc_hash::FxHashSet::default();
        seen.reserve(n);
        let mut stack = Vec::new();
        while let Some(root) = roots.pop() {
            stack.push(root);
            while let Some(v) = stack.pop() {
                if !seen.insert(v) {
                    continue;
                }
                found[self.graph.layer[v] - self.first].push(v);
                let (near, far) = if from_last {
                    (self.graph.after(v), self.graph.before(v))
                } else {
                    (self.graph.before(v), self.graph.after(v))
                };
                stack.extend(near.iter().rev().filter(|w| !seen.contains(w)));
                stack.extend(far.iter().rev().filter(|w| !seen.contains(w)));
            }
        }
        self.layers = found;
    }

    /// Forward and backward sweeps until the order stops getting better.
    fn sweeps(&mut self, median: bool) {
        let mut best = (self.cost(), self.layers.clone());
        let mut without_gain = 0;
        for round in 0..MAX_SWEEPS {
            let n = self.layers.len();
            if round % 2 == 0 {
                (1..n).for_each(|l| self.sort_layer(l, true, median, round % 4 < 2));
            } else {
                (0..n.saturating_sub(1))
                    .rev()
                    .for_each(|l| self.sort_layer(l, false, median, round % 4 < 2));
            }
            let cost = self.cost();
            without_gain += 1;
            if cost < best.0 {
                best = (cost, self.layers.clone());
                without_gain = 0;
            }
            if without_gain >= PATIENCE || cost == 0 {
                break;
            }
        }
        self.layers = best.1;
        self.note_places();
    }

    /// Sorts a layer by where its neighbours before (or after) it stand.
    pub(super) fn sort_layer(
        &mut self,
        l: usize,
        by_before: bool,
        median: bool,
        ties_turned: bool,
    ) {
        let mut layer = std::mem::take(&mut self.layers[l]);
        if ties_turned {
            layer.reverse();
        }
        let other = if by_before {
            l.checked_sub(1)
        } else {
            Some(l + 1)
        };
        let n_other = other
            .and_then(|o| self.layers.get(o))
            .map_or(1, Vec::len)
            .max(1);
        let scale = n_other as f32 / layer.len().max(1) as f32;
        let pos = &self.scratch.pos;
        let mut ends: Vec<u32> = Vec::new();
        let mut keyed: Vec<(f32, usize)> = Vec::with_capacity(layer.len());
        for &v in &layer {
            let near = if by_before {
                self.graph.before(v)
            } else {
                self.graph.after(v)
            };
            ends.clear();
            ends.extend(near.iter().map(|&w| pos[w]));
            let key = match ends.as_mut_slice() {
                [] => pos[v] as f32 * scale,
                ends if median => middle(ends),
                ends => ends.iter().map(|e| *e as f32).sum::<f32>() / ends.len() as f32,
            };
            keyed.push((key, v));
        }
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        layer.clear();
        layer.extend(keyed.iter().map(|k| k.1));
        self.layers[l] = layer;
        if self.grouped {
            self.gather_layer(l);
        }
        self.note_layer(l);
    }

    /// Writes the places of one layer.
    pub(super) fn note_layer(&mut self, l: usize) {
        for (i, &v) in self.layers[l].iter().enumerate() {
            self.scratch.pos[v] = i as u32;
        }
    }

    fn gather_groups(&mut self) {
        (0..self.layers.len()).for_each(|l| self.gather_layer(l));
    }

    /// Brings each group together at the mean of its places.
    fn gather_layer(&mut self, l: usize) {
        let group = |v: &usize| self.wishes.group.get(*v).copied().flatten();
        let mut sums: rustc_hash::FxHashMap<u32, (f64, f64)> = rustc_hash::FxHashMap::default();
        for (i, v) in self.layers[l].iter().enumerate() {
            if let Some(g) = group(v) {
                let sum = sums.entry(g).or_default();
                *sum = (sum.0 + i as f64, sum.1 + 1.0);
            }
        }
        let key = |(i, v): (usize, &usize)| match group(v) {
            Some(g) => sums.get(&g).map_or((i as f64, g), |(sum, n)| (sum / n, g)),
            None => (i as f64, u32::MAX),
        };
        let mut keyed: Vec<((f64, u32), usize)> = self.layers[l]
            .iter()
            .enumerate()
            .map(|(i, v)| (key((i, v)), *v))
            .collect();
        keyed.sort_by(|a, b| a.0.0.total_cmp(&b.0.0).then(a.0.1.cmp(&b.0.1)));
        self.layers[l] = keyed.into_iter().map(|k| k.1).collect();
    }

    /// Sorts by where nodes stood before; what is new goes where its
    /// neighbours are.
    fn order_by_hints(&mut self) {
        let graph = self.graph;
        let elements: Vec<usize> = self.layers.iter().flatten().copied().collect();
        let hint = |v: usize| self.wishes.hint.get(v).copied().flatten();
        let mut at: rustc_hash::FxHashMap<usize, f64> = elements
            .iter()
            .filter_map(|&v| hint(v).map(|h| (v, h)))
            .collect();
        for round in 0..6 {
            let guess = |at: &rustc_hash::FxHashMap<usize, f64>, v: usize| {
                let near = graph
                    .before(v)
                    .iter()
                    .chain(graph.after(v))
                    .chain(graph.within(v));
                let known: Vec<f64> = near.filter_map(|w| at.get(w).copied()).collect();
                (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
            };
            let turn = |i: usize| {
                if round % 2 == 0 {
                    i
                } else {
                    elements.len() - 1 - i
                }
            };
            for i in 0..elements.len() {
                let v = elements[turn(i)];
                if hint(v).is_none()
                    && let Some(place) = guess(&at, v)
                {
                    at.insert(v, place);
                }
            }
        }
        for layer in &mut self.layers {
            layer.sort_by(|a, b| {
                let (a, b) = (
                    at.get(a).copied().unwrap_or(f64::MAX),
                    at.get(b).copied().unwrap_or(f64::MAX),
                );
                a.total_cmp(&b)
            });
        }
        if self.grouped {
            self.gather_groups();
        }
        self.note_places();
    }
}

/// The median, for an even number weighted to the denser side.
fn middle(ends: &mut [u32]) -> f32 {
    ends.sort_unstable();
    let n = ends.len();
    let at = |i: usize| ends.get(i).copied().unwrap_or(0) as f32;
    if n % 2 == 1 {
        return at(n / 2);
    }
    let (low, high) = (at(n / 2 - 1), at(n / 2));
    if n == 2 {
        return (low + high) / 2.0;
    }
    let (left, right) = (low - at(0), at(n - 1) - high);
    if left + right == 0.0 {
        (low + high) / 2.0
    } else {
        (low * right + high * left) / (left + right)
    }
}
