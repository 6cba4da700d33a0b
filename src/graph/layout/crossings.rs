//! Counting crossings between neighbouring layers: of a whole order, and of
//! two elements side by side.

use super::layered::Layered;

/// Crossings of an order. `pos` is each element's place in its layer.
pub(super) fn total(graph: &Layered, layers: &[Vec<usize>], pos: &[u32]) -> u64 {
    let mut tree = Vec::new();
    let mut ends = Vec::new();
    let gaps = layers.windows(2);
    gaps.map(|pair| between(graph, &pair[0], pair[1].len(), pos, &mut tree, &mut ends))
        .sum()
}

/// Crossings of the edges that leave `layer`: inversions among their ends,
/// counted with a tree of sums.
fn between(
    graph: &Layered,
    layer: &[usize],
    n_after: usize,
    pos: &[u32],
    tree: &mut Vec<u32>,
    ends: &mut Vec<u32>,
) -> u64 {
    tree.clear();
    tree.resize(n_after + 1, 0);
    let (mut crossings, mut seen) = (0_u64, 0_u64);
    for &v in layer {
        ends.clear();
        ends.extend(graph.after(v).iter().map(|&w| pos[w]));
        ends.sort_unstable();
        for &end in ends.iter() {
            // Of those seen before, the ones that end at or before `end` do not cross.
            let mut i = end as usize + 1;
            let mut at_or_before = 0_u64;
            while i > 0 {
                at_or_before += u64::from(tree[i]);
                i &= i - 1;
            }
            crossings += seen - at_or_before;
            seen += 1;
            let mut i = end as usize + 1;
            while i <= n_after {
                tree[i] += 1;
                i += i & i.wrapping_neg();
            }
        }
        // Edges of one node never cross each other: sorted ends see to it.
    }
    crossings
}

/// How many crossings are gained (negative: lost) when the element with
/// neighbours `a`, standing before the one with `b`, changes places with it.
/// Both are sorted places in the same neighbouring layer.
pub(super) fn gained_by_swap(a: &[u32], b: &[u32]) -> i64 {
    let ([a_first, .., a_last] | [a_first @ a_last]) = a else {
        return 0;
    };
    let ([b_first, .., b_last] | [b_first @ b_last]) = b else {
        return 0;
    };
    let all = (a.len() * b.len()) as i64;
    if a_last < b_first {
        return all;
    }
    if b_last < a_first {
        return -all;
    }
    if a.len() == 1 && b.len() == 1 {
        return 0;
    }
    let (mut below, mut up_to) = (0, 0);
    let mut gained = 0;
    for &x in a {
        while b.get(below).is_some_and(|&y| y < x) {
            below += 1;
        }
        up_to = up_to.max(below);
        while b.get(up_to).is_some_and(|&y| y <= x) {
            up_to += 1;
        }
        gained += (b.len() - up_to) as i64 - below as i64;
    }
    gained
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swap_counts_both_ways() {
        assert_eq!(gained_by_swap(&[0], &[1]), 1);
        assert_eq!(gained_by_swap(&[1], &[0]), -1);
        assert_eq!(gained_by_swap(&[1], &[1]), 0);
        assert_eq!(gained_by_swap(&[0, 3], &[1, 2]), 0);
        assert_eq!(gained_by_swap(&[0, 1], &[1, 2]), 3);
        assert_eq!(gained_by_swap(&[2, 2], &[]), 0);
    }
}
