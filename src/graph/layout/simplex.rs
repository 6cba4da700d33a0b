//! The ranks with the least sum of edge lengths, by network simplex (Gansner,
//! Koutsofios, North and Vo 1993): a spanning tree of edges of length 1, and as
//! long as turning one tree edge loose shortens the sum, the tree is changed.
//! Only for graphs without fixed layers. It can stop after any step: ranks are
//! always right, at worst not the shortest.

use super::acyclic::Arc;

/// Looks at this many nodes and edges at most.
const MAX_STEPS: usize = 150_000_000;
/// Changes that shorten nothing, in a row, before it is taken as done.
const MAX_IDLE: usize = 60;

/// Improves ranks that are right already. `edges` hold no loops and no cycles.
pub(super) fn shorten(edges: &[Arc], ranks: &mut [i64]) {
    let mut simplex = Simplex::new(edges, ranks);
    simplex.span();
    let step = edges.len() + 4 * simplex.ranks.len() + 1;
    let mut idle = 0;
    for _ in 0..MAX_STEPS / step {
        simplex.hang();
        match simplex.change() {
            None => return,
            Some(0) => idle += 1,
            Some(_) => idle = 0,
        }
        if idle > MAX_IDLE {
            return;
        }
    }
}

struct Simplex<'a> {
    edges: &'a [Arc],
    ranks: &'a mut [i64],
    /// Edges of each node, packed.
    near: Vec<usize>,
    near_at: Vec<usize>,
    in_tree: Vec<bool>,
    /// Edges leaving minus edges entering, of each node.
    surplus: Vec<i64>,
    /// The tree hung up: nodes each after the one above, place in that line,
    /// place after the last below, and the edge to the one above.
    line: Vec<usize>,
    place: Vec<usize>,
    end: Vec<usize>,
    above: Vec<Option<(usize, usize)>>,
    sums: Vec<i64>,
}

impl<'a> Simplex<'a> {
    fn new(edges: &'a [Arc], ranks: &'a mut [i64]) -> Self {
        let n = ranks.len();
        let ends = edges
            .iter()
            .enumerate()
            .flat_map(|(i, &(t, h))| [(t, i), (h, i)]);
        let (near, near_at) = super::rank::pack(n, ends);
        let mut surplus = vec![0; n];
        for &(tail, head) in edges {
            surplus[tail] += 1;
            surplus[head] -= 1;
        }
        Self {
            edges,
            ranks,
            near,
            near_at,
            in_tree: vec![false; edges.len()],
            surplus,
            line: Vec::with_capacity(n),
            place: vec![0; n],
            end: vec![0; n],
            above: vec![None; n],
            sums: vec![0; n],
        }
    }

    fn slack(&self, edge: usize) -> i64 {
        let (tail, head) = self.edges[edge];
        self.ranks[head] - self.ranks[tail] - 1
    }

    fn other(&self, edge: usize, v: usize) -> usize {
        let (tail, head) = self.edges[edge];
        if tail == v { head } else { tail }
    }

    fn near(&self, v: usize) -> &[usize] {
        &self.near[self.near_at[v]..self.near_at[v + 1]]
    }

    /// Makes a tree of tight edges for each connected part: joins trees by
    /// their least slack edge, always moving the smaller one.
    fn span(&mut self) {
        let n = self.ranks.len();
        let mut sets = petgraph::unionfind::UnionFind::<usize>::new(n);
        let mut members: Vec<Vec<usize>> = (0..n).map(|v| vec![v]).collect();
        for edge in 0..self.edges.len() {
            if self.slack(edge) == 0 {
                self.join(edge, &mut sets, &mut members);
            }
        }
        let mut waiting: Vec<usize> = (0..n).filter(|&v| sets.find_mut(v) == v).collect();
        waiting.sort_by_key(|&v| (members[v].len(), v));
        waiting.reverse();
        while let Some(v) = waiting.pop() {
            if sets.find_mut(v) != v {
                continue;
            }
            let mut least: Option<(i64, usize, bool)> = None;
            for &u in &members[v] {
                for &edge in self.near(u) {
                    let slack = self.slack(edge);
                    let other = self.other(edge, u);
                    if !sets.equiv(u, other) && least.is_none_or(|l| (slack, edge) < (l.0, l.1)) {
                        least = Some((slack, edge, self.edges[edge].0 == u));
                    }
                }
            }
            let Some((slack, edge, leaving)) = least else {
                continue;
            };
            let by = if leaving { slack } else { -slack };
            for &u in &members[v] {
                self.ranks[u] += by;
            }
            self.join(edge, &mut sets, &mut members);
            waiting.push(sets.find_mut(v));
        }
    }

    fn join(
        &mut self,
        edge: usize,
        sets: &mut petgraph::unionfind::UnionFind<usize>,
        members: &mut [Vec<usize>],
    ) {
        let (tail, head) = self.edges[edge];
        let (a, b) = (sets.find_mut(tail), sets.find_mut(head));
        if a == b {
            return;
        }
        sets.union(a, b);
        self.in_tree[edge] = true;
        let root = sets.find_mut(a);
        let (mut one, two) = (
            std::mem::take(&mut members[a]),
            std::mem::take(&mut members[b]),
        );
        let two = if one.len() < two.len() {
            std::mem::replace(&mut one, two)
        } else {
            two
        };
        one.extend(two);
        members[root] = one;
    }

    /// Hangs the trees up and sums the surplus below each node.
    fn hang(&mut self) {
        self.line.clear();
        self.place.fill(usize::MAX);
        let mut stack = Vec::new();
        for root in 0..self.ranks.len() {
            if self.place[root] != usize::MAX {
                continue;
            }
            self.above[root] = None;
            stack.push(root);
            while let Some(v) = stack.pop() {
                self.place[v] = self.line.len();
                self.line.push(v);
                for i in self.near_at[v]..self.near_at[v + 1] {
                    let edge = self.near[i];
                    if self.in_tree[edge] && self.above[v].is_none_or(|(_, e)| e != edge) {
                        let w = self.other(edge, v);
                        self.above[w] = Some((v, edge));
                        stack.push(w);
                    }
                }
            }
        }
        self.sums.copy_from_slice(&self.surplus);
        for (place, &v) in self.line.iter().enumerate() {
            self.end[v] = place + 1;
        }
        for &v in self.line.iter().rev() {
            if let Some((above, _)) = self.above[v] {
                self.sums[above] += self.sums[v];
                self.end[above] = self.end[above].max(self.end[v]);
            }
        }
    }

    /// Exchanges the tree edge that costs most; returns by how far it moved.
    fn change(&mut self) -> Option<i64> {
        // All below `v` together: too many edges leave it (move it on) or
        // enter it (move it back), against the direction of its tree edge.
        let cost = |v: usize| {
            self.above[v].map(|(_, edge)| {
                if self.edges[edge].0 == v {
                    self.sums[v]
                } else {
                    -self.sums[v]
                }
            })
        };
        let worst = self
            .line
            .iter()
            .filter_map(|&v| cost(v).map(|c| (c, v)))
            .min_by_key(|c| c.0)?;
        let (_, v) = Some(worst).filter(|w| w.0 < 0)?;
        let (_, leaving) = self.above[v]?;
        let below = self.place[v]..self.end[v];
        let is_tail = self.edges[leaving].0 == v;
        let enters = |&(tail, head): &Arc| {
            let (t, h) = (
                below.contains(&self.place[tail]),
                below.contains(&self.place[head]),
            );
            if is_tail { !t && h } else { t && !h }
        };
        // Look from the side with fewer nodes.
        let least = if below.len() * 2 < self.ranks.len() {
            let inside = self.line[below.clone()].iter();
            let edges = inside.flat_map(|&u| self.near(u)).copied();
            edges
                .filter(|&e| enters(&self.edges[e]))
                .map(|e| (self.slack(e), e))
                .min()
        } else {
            let edges = self.edges.iter().enumerate().filter(|(_, e)| enters(e));
            edges.map(|(e, _)| (self.slack(e), e)).min()
        };
        let (slack, entering) = least?;
        let by = if is_tail { -slack } else { slack };
        for &u in &self.line[below] {
            self.ranks[u] += by;
        }
        self.in_tree[leaving] = false;
        self.in_tree[entering] = true;
        Some(slack)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_of_nodes_moves_together_when_that_is_shorter() {
        // 0 → 1 → 2 → 3 → 4, and 5 → 6 → 4 with two more into 6 from 3's place:
        // moving 5 alone gains nothing, 5 and 6 together do.
        let edges = [(0, 1), (1, 2), (2, 3), (3, 4), (5, 6), (6, 4)];
        let mut ranks = vec![0, 1, 2, 3, 4, 0, 1];
        shorten(&edges, &mut ranks);
        let length: i64 = edges.iter().map(|&(t, h)| ranks[h] - ranks[t]).sum();
        assert_eq!(length, 6);
    }
}
