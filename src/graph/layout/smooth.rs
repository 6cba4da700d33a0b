//! A first order that sees the whole picture: every element goes where the mean
//! of its neighbours on both sides is, many times over, each layer kept around
//! its middle. What hangs together gathers, as along the second eigenvector of
//! the graph (Fiedler 1973; for drawing, Koren 2003). A few rounds straighten
//! what is near, many what is far.

use super::layered::Layered;

/// How much of its own place an element keeps in one round. Without it, even
/// and odd layers would swing against each other.
const KEPT: f32 = 0.3;

/// Sorts the elements of each layer by their smoothed places.
pub(super) fn smooth(graph: &Layered, layers: &mut [Vec<usize>], n_rounds: usize) {
    // Elements by number within the part: all that follows is packed.
    let elements: Vec<usize> = layers.iter().flatten().copied().collect();
    let mut number = rustc_hash::FxHashMap::default();
    number.reserve(elements.len());
    number.extend(elements.iter().enumerate().map(|(i, &v)| (v, i as u32)));
    let near = |v: usize| graph.before(v).iter().chain(graph.after(v));
    let near_of = |v: usize| near(v).filter_map(|w| number.get(w)).copied();
    let mut ends: Vec<u32> = Vec::new();
    let mut ends_at: Vec<usize> = vec![0];
    for &v in &elements {
        ends.extend(near_of(v));
        ends_at.push(ends.len());
    }
    let mut at: Vec<f32> = layers
        .iter()
        .flat_map(|layer| spread(layer.len()))
        .collect();
    let mut next = at.clone();
    for _ in 0..n_rounds {
        let mut start = 0;
        let mut most = 0.0_f32;
        for layer in layers.iter() {
            let end = start + layer.len();
            let (mut sum, mut weight) = (0.0, 0.0);
            for i in start..end {
                let own = &ends[ends_at[i]..ends_at[i + 1]];
                next[i] = at[i];
                if !own.is_empty() {
                    let total: f32 = own.iter().map(|&w| at[w as usize]).sum();
                    next[i] = KEPT * at[i] + (1.0 - KEPT) * total / own.len() as f32;
                }
                sum += next[i] * own.len() as f32;
                weight += own.len() as f32;
            }
            let middle = sum / f32::max(weight, 1.0);
            for place in &mut next[start..end] {
                *place -= middle;
                most = most.max(place.abs());
            }
            start = end;
        }
        // Places shrink from round to round; only their order counts.
        let scale = 1.0 / most.max(f32::MIN_POSITIVE);
        at.iter_mut()
            .zip(&next)
            .for_each(|(at, next)| *at = next * scale);
    }
    let mut start = 0;
    for layer in layers {
        let places = &at[start..start + layer.len()];
        start += layer.len();
        let mut keyed: Vec<(f32, usize)> = places.iter().copied().zip(layer.drain(..)).collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        layer.extend(keyed.into_iter().map(|k| k.1));
    }
}

/// Places of so many elements in a row, from −1 to 1.
fn spread(n: usize) -> impl Iterator<Item = f32> {
    (0..n).map(move |i| (i as f32 + 0.5) / n as f32 * 2.0 - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_net_that_is_all_mixed_up_comes_out_flat() {
        let (n, n_layers) = (7, 5);
        let ranks: Vec<usize> = (0..n * n_layers).map(|v| v / n).collect();
        let edges: Vec<_> = (0..n * (n_layers - 1))
            .flat_map(|v| [Some((v, v + n)), (v % n + 1 < n).then_some((v, v + n + 1))])
            .collect();
        let graph = Layered::new(&ranks, &edges);
        let mixed = |l: usize| (0..n).map(move |i| l * n + i * (2 + l) % n);
        let mut layers: Vec<Vec<usize>> = (0..n_layers).map(|l| mixed(l).collect()).collect();
        let crossings = |layers: &[Vec<usize>]| {
            let mut pos = vec![0; n * n_layers];
            for (i, &v) in layers.iter().flat_map(|layer| layer.iter().enumerate()) {
                pos[v] = i as u32;
            }
            super::super::crossings::total(&graph, layers, &pos)
        };
        assert!(crossings(&layers) > 50);
        smooth(&graph, &mut layers, 400);
        assert_eq!(crossings(&layers), 0);
    }
}
