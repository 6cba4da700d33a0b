//! Counting the crossings between neighbouring layers of a whole order.

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
