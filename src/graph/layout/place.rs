//! Places across the layers: each layer in turn is put as near as it can be to
//! its neighbours without changing its order or its gaps. For one layer that
//! is a least-squares fit under order constraints and has an exact answer in
//! linear time (pool adjacent violators); going round the layers nears the
//! best of the whole picture. A hint pulls as one more neighbour.

use super::layered::Layered;
use super::request::Gaps;

/// Element moves at most, over all rounds.
const MAX_MOVES: usize = 6_000_000;
/// Rounds at most.
const MAX_ROUNDS: usize = 80;
/// A round that moves nothing further than this is the last, in points.
const STILL: f64 = 0.2;

/// What placing needs to know of the elements.
pub(super) struct Sizes<'a> {
    /// Extent of each element across the layers; 0 for a bend.
    pub cross: &'a [f64],
    /// Group of each node.
    pub group: &'a [Option<u32>],
    /// Where a node stood before.
    pub hint: &'a [Option<f64>],
    pub gaps: &'a Gaps,
}

impl Sizes<'_> {
    fn group(&self, v: usize) -> Option<u32> {
        self.group.get(v).copied().flatten()
    }

    /// The least distance between the centres of two elements side by side.
    pub(super) fn apart(&self, graph: &Layered, a: usize, b: usize) -> f64 {
        let gap = match (graph.is_bend(a), graph.is_bend(b)) {
            (false, false) if self.group(a) != self.group(b) => {
                f64::from(self.gaps.node + self.gaps.group)
            }
            (false, false) => f64::from(self.gaps.node),
            _ => f64::from(self.gaps.edge),
        };
        (self.cross[a] + self.cross[b]) / 2.0 + gap
    }
}

/// Which neighbours an element goes by.
#[derive(Clone, Copy, PartialEq)]
enum By {
    Before,
    After,
    Both,
}

/// Writes the centre of each element of a connected part into `at`.
pub(super) fn place(graph: &Layered, layers: &[Vec<usize>], sizes: &Sizes<'_>, at: &mut [f64]) {
    let hinted = first_places(graph, layers, sizes, at);
    let n_elements: usize = layers.iter().map(Vec::len).sum();
    let rounds = (MAX_MOVES / n_elements.max(1)).clamp(6, MAX_ROUNDS);
    let mut fit = Fit::default();
    let forward = 0..layers.len();
    if !hinted {
        for _ in 0..2 {
            forward.clone().for_each(|l| {
                fit.layer(graph, &layers[l], sizes, By::Before, at);
            });
            forward.clone().rev().for_each(|l| {
                fit.layer(graph, &layers[l], sizes, By::After, at);
            });
        }
    }
    for round in 0..rounds {
        let mut moved = 0.0_f64;
        for l in forward.clone() {
            let l = if round % 2 == 0 {
                l
            } else {
                layers.len() - 1 - l
            };
            moved = moved.max(fit.layer(graph, &layers[l], sizes, By::Both, at));
        }
        if moved < STILL {
            break;
        }
    }
    straighten(graph, layers, sizes, at);
}

/// Packs each layer around 0, or starts from the hints. True when hinted.
fn first_places(graph: &Layered, layers: &[Vec<usize>], sizes: &Sizes<'_>, at: &mut [f64]) -> bool {
    let hint = |v: usize| sizes.hint.get(v).copied().flatten();
    let hinted = layers.iter().flatten().any(|&v| hint(v).is_some());
    for layer in layers {
        let mut x = 0.0;
        let mut last: Option<usize> = None;
        let (mut shift, mut n_hints) = (0.0, 0.0);
        for &v in layer {
            x += last.map_or(0.0, |u| sizes.apart(graph, u, v));
            at[v] = x;
            last = Some(v);
            if let Some(h) = hint(v) {
                shift += h - x;
                n_hints += 1.0;
            }
        }
        let shift = if n_hints > 0.0 {
            shift / n_hints
        } else {
            -x / 2.0
        };
        layer.iter().for_each(|&v| at[v] += shift);
    }
    hinted
}

/// Buffers of the fit of one layer.
#[derive(Default)]
struct Fit {
    offset: Vec<f64>,
    /// Runs of touching elements: their common place, weight and length.
    blocks: Vec<(f64, f64, usize)>,
}

impl Fit {
    /// Places one layer; returns the furthest move.
    fn layer(
        &mut self,
        graph: &Layered,
        layer: &[usize],
        sizes: &Sizes<'_>,
        by: By,
        at: &mut [f64],
    ) -> f64 {
        self.offset.clear();
        self.blocks.clear();
        let mut offset = 0.0;
        let mut last: Option<usize> = None;
        for &v in layer {
            offset += last.map_or(0.0, |u| sizes.apart(graph, u, v));
            last = Some(v);
            self.offset.push(offset);
            let (want, weight) = wish(graph, sizes, v, by, at);
            let mut block = (want - offset, weight, 1);
            while let Some(&(place, w, n)) = self.blocks.last() {
                if place <= block.0 {
                    break;
                }
                self.blocks.pop();
                block = (
                    (place * w + block.0 * block.1) / (w + block.1),
                    w + block.1,
                    n + block.2,
                );
            }
            self.blocks.push(block);
        }
        let mut moved = 0.0_f64;
        let mut rest = layer.iter().zip(&self.offset);
        for &(place, _, n) in &self.blocks {
            for (&v, &offset) in rest.by_ref().take(n) {
                moved = moved.max((at[v] - (place + offset)).abs());
                at[v] = place + offset;
            }
        }
        moved
    }
}

/// Where an element would like to be, and how strongly.
fn wish(graph: &Layered, sizes: &Sizes<'_>, v: usize, by: By, at: &[f64]) -> (f64, f64) {
    let (mut sum, mut weight) = (at[v] * 0.01, 0.01);
    let mut pull = |near: &[usize]| {
        for &w in near {
            // Long edges want to be straight more than short ones.
            let strength = match (graph.is_bend(v), graph.is_bend(w)) {
                (true, true) => 8.0,
                (false, false) => 1.0,
                _ => 2.0,
            };
            sum += at[w] * strength;
            weight += strength;
        }
    };
    if by != By::After {
        pull(graph.before(v));
    }
    if by != By::Before {
        pull(graph.after(v));
    }
    if let Some(hint) = sizes.hint.get(v).copied().flatten() {
        let strength = 4.0 + 4.0 * weight;
        sum += hint * strength;
        weight += strength;
    }
    (sum / weight, weight)
}

/// Takes out the small steps that remain: an element that nearly stands in
/// line with one before it is put in line if there is room. Two nodes that have
/// only each other may be a little further off.
fn straighten(graph: &Layered, layers: &[Vec<usize>], sizes: &Sizes<'_>, at: &mut [f64]) {
    const NEARLY: f64 = 4.0;
    const NEARLY_ALONE: f64 = 14.0;
    for layer in layers {
        for (i, &v) in layer.iter().enumerate() {
            if sizes.hint.get(v).copied().flatten().is_some() {
                continue;
            }
            let steps = graph.before(v).iter().map(|&u| (u, at[u] - at[v]));
            let Some((near, step)) = steps.min_by(|a, b| a.1.abs().total_cmp(&b.1.abs())) else {
                continue;
            };
            let alone = is_one(graph.before(v)) && is_one(graph.after(near));
            if step == 0.0 || step.abs() > if alone { NEARLY_ALONE } else { NEARLY } {
                continue;
            }
            let beside = if step < 0.0 {
                i.checked_sub(1)
            } else {
                Some(i + 1)
            };
            let room = beside.and_then(|b| layer.get(b)).map_or(f64::MAX, |&u| {
                (at[u] - at[v]).abs() - sizes.apart(graph, u, v)
            });
            at[v] = if step.abs() <= room {
                at[near]
            } else {
                at[v] + step.signum() * room.max(0.0)
            };
        }
    }
}

/// True if all are the same one.
fn is_one(near: &[usize]) -> bool {
    near.first()
        .is_some_and(|first| near.iter().all(|v| v == first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parent_stands_before_the_middle_of_its_children() {
        let edges = [Some((0, 1)), Some((0, 2)), Some((0, 3))];
        let graph = Layered::new(&[0, 1, 1, 1], &edges);
        let layers = vec![vec![0], vec![1, 2, 3]];
        let sizes = Sizes {
            cross: &[40.0; 4],
            group: &[None; 4],
            hint: &[None; 4],
            gaps: &Gaps {
                node: 20.0,
                ..Gaps::default()
            },
        };
        let mut at = vec![0.0; 4];
        place(&graph, &layers, &sizes, &mut at);
        assert!((at[0] - at[2]).abs() < 0.5, "{at:?}");
        assert!((at[2] - at[1] - 60.0).abs() < 0.01, "{at:?}");
    }
}
