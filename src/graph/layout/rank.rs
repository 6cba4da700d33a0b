//! Layers: gives every node a rank so that edges run forward where they can.
//! Fixed layers are kept as they are; free nodes start at the longest path and
//! are then moved to where their edges are shortest in sum.

use super::acyclic::Arc;
use super::simplex;

/// Moving all nodes once is one round; the sum of lengths falls with each.
const MAX_ROUNDS: usize = 24;

/// One rank a node. `edges` must be free of cycles and of loops; edges
/// between two fixed nodes are ignored, their ranks are given.
pub(super) fn rank(fixed: &[Option<usize>], edges: &[Arc]) -> Vec<usize> {
    let graph = Near::new(fixed.len(), edges, |t, h| {
        fixed[t].is_none() || fixed[h].is_none()
    });
    let line = graph.line();
    let any_fixed = fixed.iter().any(Option::is_some);
    let mut ranks: Vec<i64> = fixed
        .iter()
        .map(|f| f.map_or(0, |layer| layer as i64))
        .collect();
    for &v in &line {
        if fixed[v].is_none() {
            ranks[v] = graph
                .ins(v)
                .iter()
                .map(|&u| ranks[u] + 1)
                .max()
                .unwrap_or(0);
        }
    }
    // Nodes with only successors stand right before them.
    for &v in line.iter().rev() {
        if fixed[v].is_none() && (graph.ins(v).is_empty() || any_fixed) {
            let latest = graph.out(v).iter().map(|&w| ranks[w] - 1).min();
            let earliest = graph.ins(v).iter().map(|&u| ranks[u] + 1).max();
            if let Some(latest) = latest {
                ranks[v] = earliest.map_or(latest, |e| e.max(latest.min(ranks[v])));
            }
        }
    }
    shorten(&graph, &line, fixed, &mut ranks);
    if any_fixed {
        return ranks.into_iter().map(|r| r.max(0) as usize).collect();
    }
    let edges: Vec<Arc> = edges.iter().copied().filter(|(t, h)| t != h).collect();
    simplex::shorten(&edges, &mut ranks);
    let least = ranks.iter().copied().min().unwrap_or(0);
    ranks.into_iter().map(|r| (r - least) as usize).collect()
}

/// Moves single nodes within the room their neighbours leave, each time to
/// where its edges are shortest, until nothing moves.
fn shorten(graph: &Near, line: &[usize], fixed: &[Option<usize>], ranks: &mut [i64]) {
    for round in 0..MAX_ROUNDS {
        let mut moved = false;
        let mut step = |v: usize| {
            if fixed[v].is_some() {
                return;
            }
            let (into, out) = (graph.ins(v), graph.out(v));
            let low = into.iter().map(|&u| ranks[u] + 1).max();
            let high = out.iter().map(|&w| ranks[w] - 1).min();
            let want = match into.len().cmp(&out.len()) {
                std::cmp::Ordering::Greater => low,
                std::cmp::Ordering::Less => high,
                std::cmp::Ordering::Equal => None,
            };
            let room = low.zip(high).is_none_or(|(l, h)| l <= h);
            if let Some(want) = want.filter(|w| room && *w != ranks[v]) {
                ranks[v] = want;
                moved = true;
            }
        };
        if round % 2 == 0 {
            line.iter().rev().for_each(|&v| step(v));
        } else {
            line.iter().for_each(|&v| step(v));
        }
        if !moved && round > 0 {
            return;
        }
    }
}

/// Neighbours on both sides, packed.
struct Near {
    into: Vec<usize>,
    into_at: Vec<usize>,
    out: Vec<usize>,
    out_at: Vec<usize>,
}

impl Near {
    fn new(n: usize, edges: &[Arc], keep: impl Fn(usize, usize) -> bool) -> Self {
        let kept: Vec<Arc> = edges
            .iter()
            .copied()
            .filter(|&(t, h)| t != h && keep(t, h))
            .collect();
        let (into, into_at) = pack(n, kept.iter().map(|&(t, h)| (h, t)));
        let (out, out_at) = pack(n, kept.iter().copied());
        Self {
            into,
            into_at,
            out,
            out_at,
        }
    }

    fn ins(&self, v: usize) -> &[usize] {
        &self.into[self.into_at[v]..self.into_at[v + 1]]
    }

    fn out(&self, v: usize) -> &[usize] {
        &self.out[self.out_at[v]..self.out_at[v + 1]]
    }

    /// All nodes, each after those it is reached from.
    fn line(&self) -> Vec<usize> {
        let n = self.into_at.len() - 1;
        let mut waiting: Vec<usize> = (0..n).map(|v| self.ins(v).len()).collect();
        let mut line: Vec<usize> = (0..n).filter(|&v| waiting[v] == 0).collect();
        let mut next = 0;
        while let Some(&v) = line.get(next) {
            next += 1;
            for &w in self.out(v) {
                waiting[w] -= 1;
                if waiting[w] == 0 {
                    line.push(w);
                }
            }
        }
        line
    }
}

/// Packs pairs by their first part: the values, and where each one's begin.
pub(super) fn pack(n: usize, pairs: impl Iterator<Item = Arc> + Clone) -> (Vec<usize>, Vec<usize>) {
    let mut at = vec![0_usize; n + 1];
    for (v, _) in pairs.clone() {
        at[v + 1] += 1;
    }
    for v in 0..n {
        at[v + 1] += at[v];
    }
    let mut next = at.clone();
    let mut values = vec![0; at[n]];
    for (v, value) in pairs {
        values[next[v]] = value;
        next[v] += 1;
    }
    (values, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_run_forward_and_are_short() {
        // 3 could stand at the start; beside its only successor is shorter.
        let ranks = rank(&[None; 4], &[(0, 1), (1, 2), (3, 2)]);
        assert_eq!(ranks, vec![0, 1, 2, 1]);
    }

    #[test]
    fn fixed_layers_are_kept_and_free_nodes_fit_between() {
        let fixed = [Some(0), None, Some(4)];
        let ranks = rank(&fixed, &[(0, 1), (1, 2), (2, 0)]);
        assert_eq!((ranks[0], ranks[2]), (0, 4));
        assert!(ranks[1] > 0 && ranks[1] < 4);
    }
}
