//! Cycles: which nodes lie on one, and which edges to turn round so that the
//! rest has a direction. Nothing is removed: a turned edge is drawn backward.
//!
//! Two ways are offered, and the better picture is taken: a plain walk, and the
//! heuristic of Eades, Lin and Smyth (1993), which repeatedly takes
//! sinks from the end, sources from the start, and else the node with the most
//! edges leaving over arriving.

use std::collections::BTreeSet;

use petgraph::graph::{DiGraph, NodeIndex};

/// An edge as (tail, head).
pub(super) type Arc = (usize, usize);

/// The strongly connected parts that hold a cycle, each ascending, ordered by
/// their first node. A node with an edge to itself is one.
pub(super) fn cycles(n_nodes: usize, edges: &[Arc]) -> Vec<Vec<usize>> {
    let mut graph = DiGraph::<(), (), u32>::with_capacity(n_nodes, edges.len());
    for _ in 0..n_nodes {
        graph.add_node(());
    }
    let mut own_loop = vec![false; n_nodes];
    for &(tail, head) in edges {
        graph.add_edge(NodeIndex::new(tail), NodeIndex::new(head), ());
        if tail == head {
            own_loop[tail] = true;
        }
    }
    // Not Tarjan's: that one recurses and would overflow on long chains.
    let mut parts: Vec<Vec<usize>> = petgraph::algo::kosaraju_scc(&graph)
        .into_iter()
        .map(|part| part.into_iter().map(NodeIndex::index).collect::<Vec<_>>())
        .filter(|part| part.len() > 1 || part.iter().any(|&v| own_loop[v]))
        .collect();
    for part in &mut parts {
        part.sort_unstable();
    }
    parts.sort_unstable();
    parts
}

/// One flag an edge: turn it round. Turns the edges that, walking depth first in
/// the order of the nodes, lead back to a node one is still below.
pub(super) fn turned_by_walk(n_nodes: usize, edges: &[Arc]) -> Vec<bool> {
    let (out, at) = super::rank::pack(n_nodes, edges.iter().enumerate().map(|(i, e)| (e.0, i)));
    let mut enters = vec![false; n_nodes];
    edges
        .iter()
        .filter(|e| e.0 != e.1)
        .for_each(|e| enters[e.1] = true);
    // Sources first: they are where a reader starts.
    let mut roots: Vec<usize> = (0..n_nodes).collect();
    roots.sort_by_key(|&v| enters[v]);
    let mut turned = vec![false; edges.len()];
    let mut seen = vec![false; n_nodes];
    let mut open = vec![false; n_nodes];
    let mut stack: Vec<(usize, usize)> = Vec::new();
    for root in roots {
        if seen[root] {
            continue;
        }
        (seen[root], open[root]) = (true, true);
        stack.push((root, at[root]));
        while let Some((v, next)) = stack.last_mut() {
            if *next == at[*v + 1] {
                open[*v] = false;
                stack.pop();
                continue;
            }
            let edge = out[*next];
            *next += 1;
            let (tail, head) = edges[edge];
            if open[head] {
                turned[edge] = tail != head;
            } else if !seen[head] {
                (seen[head], open[head]) = (true, true);
                stack.push((head, at[head]));
            }
        }
    }
    turned
}

/// One flag an edge: turn it round, as few as the heuristic finds. Loops are
/// never turned.
pub(super) fn turned(n_nodes: usize, edges: &[Arc], cycles: &[Vec<usize>]) -> Vec<bool> {
    let mut part_of = vec![usize::MAX; n_nodes];
    for (i, part) in cycles.iter().enumerate() {
        for &v in part {
            part_of[v] = i;
        }
    }
    let inside = |&(tail, head): &Arc| {
        tail != head && part_of[tail] != usize::MAX && part_of[tail] == part_of[head]
    };
    let mut place = vec![0_usize; n_nodes];
    let mut near: Vec<Vec<(usize, bool)>> = vec![Vec::new(); n_nodes];
    for edge in edges.iter().filter(|e| inside(e)) {
        near[edge.0].push((edge.1, true));
        near[edge.1].push((edge.0, false));
    }
    for part in cycles {
        line_up(part, &near, &mut place);
    }
    edges
        .iter()
        .map(|e| inside(e) && place[e.0] > place[e.1])
        .collect()
}

/// Writes each node's place in a line with few edges pointing back.
fn line_up(part: &[usize], near: &[Vec<(usize, bool)>], place: &mut [usize]) {
    // Sorted by what to take next: sinks, sources, then the greatest surplus.
    let mut open: BTreeSet<(i64, usize)> = BTreeSet::new();
    let mut degrees: std::collections::BTreeMap<usize, (i64, i64)> =
        std::collections::BTreeMap::new();
    let rank = |(out, into): (i64, i64)| match (out, into) {
        (0, _) => i64::MIN,
        (_, 0) => i64::MIN + 1,
        _ => into - out,
    };
    for &v in part {
        let out = near[v].iter().filter(|n| n.1).count() as i64;
        let into = near[v].len() as i64 - out;
        degrees.insert(v, (out, into));
        open.insert((rank((out, into)), v));
    }
    let (mut first, mut last) = (0, part.len());
    while let Some((key, v)) = open.pop_first() {
        if key == i64::MIN {
            last -= 1;
            place[v] = last;
        } else {
            place[v] = first;
            first += 1;
        }
        degrees.remove(&v);
        for &(u, leaving) in &near[v] {
            let Some(degree) = degrees.get_mut(&u) else {
                continue;
            };
            open.remove(&(rank(*degree), u));
            if leaving {
                degree.1 -= 1;
            } else {
                degree.0 -= 1;
            }
            open.insert((rank(*degree), u));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_triangle_is_one_cycle_and_turns_one_edge() {
        let edges = [(0, 1), (1, 2), (2, 0), (2, 3)];
        let found = cycles(4, &edges);
        assert_eq!(found, vec![vec![0, 1, 2]]);
        assert_eq!(turned(4, &edges, &found).iter().filter(|t| **t).count(), 1);
    }

    #[test]
    fn a_loop_is_a_cycle_that_turns_nothing() {
        let edges = [(0, 0), (0, 1)];
        let found = cycles(2, &edges);
        assert_eq!(found, vec![vec![0]]);
        assert_eq!(turned(2, &edges, &found), vec![false, false]);
    }
}
