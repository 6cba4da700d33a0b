//! Puts the connected parts of a picture together: in common columns one below
//! the other as close as they fit, or, when no layer is fixed, as rows of
//! separate little pictures.

use super::layered::Layered;
use super::place::Sizes;

/// Moves the parts, in this order, so that in every layer each stands after
/// the one before; returns the joined layers.
pub(super) fn in_common_layers(
    graph: &Layered,
    parts: &[Vec<Vec<usize>>],
    sizes: &Sizes<'_>,
    gap: f64,
    at: &mut [f64],
) -> Vec<Vec<usize>> {
    let mut joined: Vec<Vec<usize>> = vec![Vec::new(); graph.n_layers];
    let mut end = vec![f64::NEG_INFINITY; graph.n_layers];
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let hints: Vec<Option<f64>> = parts.iter().map(|p| mean_hint(p, sizes)).collect();
    order.sort_by(|&a, &b| match (hints[a], hints[b]) {
        (Some(x), Some(y)) => x.total_cmp(&y),
        (x, y) => y.is_some().cmp(&x.is_some()),
    });
    let mut top = f64::INFINITY;
    for p in order {
        let ends = |v: usize| (at[v] - sizes.cross[v] / 2.0, at[v] + sizes.cross[v] / 2.0);
        let firsts = parts[p].iter().filter_map(|layer| layer.first());
        let own_top = firsts
            .clone()
            .map(|&v| ends(v).0)
            .fold(f64::INFINITY, f64::min);
        // How far it must go on so as to clear all that is before it.
        let least = firsts
            .map(|&v| end[graph.layer[v]] + gap - ends(v).0)
            .fold(f64::NEG_INFINITY, f64::max);
        let shift = match hints[p] {
            Some(_) => least.max(0.0),
            None if top.is_finite() => least.max(top - own_top),
            None => 0.0,
        };
        top = top.min(own_top + shift);
        for &v in parts[p].iter().flatten() {
            at[v] += shift;
            let layer = graph.layer[v];
            end[layer] = end[layer].max(at[v] + sizes.cross[v] / 2.0);
            joined[layer].push(v);
        }
    }
    joined
}

fn mean_hint(part: &[Vec<usize>], sizes: &Sizes<'_>) -> Option<f64> {
    let hints = part
        .iter()
        .flatten()
        .filter_map(|&v| sizes.hint.get(v).copied().flatten());
    let (sum, n) = hints.fold((0.0, 0.0), |(sum, n), h| (sum + h, n + 1.0));
    (n > 0.0).then_some(sum / n)
}

/// A rectangle to pack: its size along and across the flow, and where its
/// corner was before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub main: f64,
    pub cross: f64,
    pub hint: Option<(f64, f64)>,
}

/// The corner of each piece. Pieces stay where they were if they can; the
/// others fill rows so that the whole is about as wide as `aspect` asks.
pub(super) fn in_rows(pieces: &[Piece], gap: f64, aspect: f64) -> Vec<(f64, f64)> {
    let mut corners = vec![(0.0, 0.0); pieces.len()];
    let mut kept: Vec<(f64, f64, f64, f64)> = Vec::new();
    let mut loose = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        let Some((main, cross)) = piece.hint else {
            loose.push(i);
            continue;
        };
        let own = (main, cross, main + piece.main, cross + piece.cross);
        let free = kept.len() < 2_000
            && kept
                .iter()
                .all(|k| own.2 <= k.0 || k.2 <= own.0 || own.3 <= k.1 || k.3 <= own.1);
        if free {
            corners[i] = (main, cross);
            kept.push(own);
        } else {
            loose.push(i);
        }
    }
    let start = kept
        .iter()
        .map(|k| k.3 + gap)
        .fold(f64::NEG_INFINITY, f64::max);
    let left = kept.iter().map(|k| k.0).fold(f64::INFINITY, f64::min);
    let (left, mut row) = if kept.is_empty() {
        (0.0, 0.0)
    } else {
        (left, start)
    };
    let area: f64 = loose
        .iter()
        .map(|&i| (pieces[i].main + gap) * (pieces[i].cross + gap))
        .sum();
    let widest = loose.iter().map(|&i| pieces[i].main).fold(0.0, f64::max);
    let limit = widest.max((area * aspect).sqrt());
    let (mut x, mut deepest) = (0.0_f64, 0.0_f64);
    for i in loose {
        if x > 0.0 && x + pieces[i].main > limit {
            row += deepest + gap;
            (x, deepest) = (0.0, 0.0);
        }
        corners[i] = (left + x, row);
        x += pieces[i].main + gap;
        deepest = deepest.max(pieces[i].cross);
    }
    corners
}
