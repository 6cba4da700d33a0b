//! What is alike stands together.
//!
//! Rows with the same pattern are one group, and so are columns that the same patterns reach alike;
//! what single rows have beside their pattern is not looked at. Groups are then put in a chain: it
//! begins with the fullest, and each is followed by the one most like it that is left. How alike two
//! are is the share that both have of what either has (the Jaccard index), counted at each level and
//! above; of equally alike ones the first counts. More than [`MOST_COMPARED`] groups are sorted by how
//! full they are instead.

use rustc_hash::FxHashMap;

use super::Body;
use super::raw::{Pattern, Raw};
use super::watch::{Part, Watch};
use crate::engine::set::Set;

/// Up to so many groups each is compared with each.
pub const MOST_COMPARED: usize = 1_000;

/// The group of each row, groups numbered as they stand in the chain.
pub(super) fn rows(raw: &Raw, watch: &Watch) -> Option<Vec<u32>> {
    let place = chain(&raw.patterns, watch)?;
    let group = raw.bodies.iter().map(|body| match body {
        Body::Kept { pattern, .. } => place.get(*pattern as usize).copied().unwrap_or(u32::MAX),
        Body::Again => u32::MAX,
    });
    Some(group.collect())
}

/// The group of each column.
pub(super) fn columns(raw: &Raw, watch: &Watch) -> Option<Vec<u32>> {
    let bound = raw
        .columns
        .numbers
        .iter()
        .max()
        .map_or(0, |n| *n as usize + 1);
    let (of, first) = groups(raw, bound, watch)?;
    // Turned round: what each group is reached by.
    let n_patterns = raw.patterns.len();
    let n_levels = raw.levels.len();
    let turned = first.iter().map(|column| {
        let mut layers = vec![Set::none(n_patterns); n_levels];
        for (nth, pattern) in (0u32..).zip(&raw.patterns) {
            let level = usize::from(pattern.level(*column)).checked_sub(1);
            if let Some(layer) = level.and_then(|at| layers.get_mut(at)) {
                layer.insert(nth);
            }
        }
        Pattern { layers }
    });
    let turned: Vec<Pattern> = turned.collect();
    let place = chain(&turned, watch)?;
    let group = raw.columns.numbers.iter().map(|number| {
        let group = of.get(*number as usize);
        group.and_then(|group| place.get(*group as usize)).copied()
    });
    Some(group.map(|group| group.unwrap_or(u32::MAX)).collect())
}

/// Columns that every pattern reaches alike: the group of each, and the first of each group.
fn groups(raw: &Raw, bound: usize, watch: &Watch) -> Option<(Vec<u32>, Vec<u32>)> {
    let mut of = vec![0u32; bound];
    let mut n = 1usize;
    for (nth, pattern) in raw.patterns.iter().enumerate() {
        watch.every(Part::Order, nth, raw.patterns.len())?;
        for layer in &pattern.layers {
            // Each group is divided into those in the layer and those that are not.
            let mut into: FxHashMap<u32, u32> = FxHashMap::default();
            for column in layer.iter() {
                let Some(group) = of.get_mut(column as usize) else {
                    continue;
                };
                let next = (n + into.len()) as u32;
                *group = *into.entry(*group).or_insert(next);
            }
            n += into.len();
        }
    }
    let mut number: FxHashMap<u32, u32> = FxHashMap::default();
    let mut first = Vec::new();
    for column in &raw.columns.numbers {
        let Some(group) = of.get_mut(*column as usize) else {
            continue;
        };
        let next = first.len() as u32;
        let mine = *number.entry(*group).or_insert(next);
        if mine == next {
            first.push(*column);
        }
        *group = mine;
    }
    Some((of, first))
}

/// The place of each in the chain.
fn chain(all: &[Pattern], watch: &Watch) -> Option<Vec<u32>> {
    let fullness =
        |pattern: &Pattern| -> Vec<usize> { pattern.layers.iter().rev().map(Set::len).collect() };
    let mut left: Vec<u32> = (0..all.len() as u32).collect();
    left.sort_by_cached_key(|at| {
        let full = all.get(*at as usize).map(fullness).unwrap_or_default();
        let granted: usize = full.iter().sum();
        (std::cmp::Reverse((granted, full)), *at)
    });
    if left.len() > MOST_COMPARED {
        return Some(places(&left));
    }
    let mut order: Vec<u32> = Vec::with_capacity(left.len());
    let mut last: Option<&Pattern> = None;
    while !left.is_empty() {
        watch.every(Part::Order, order.len(), all.len())?;
        let next = match last {
            None => 0,
            Some(last) => nearest(all, &left, last),
        };
        let at = left.remove(next.min(left.len() - 1));
        last = all.get(at as usize);
        order.push(at);
    }
    Some(places(&order))
}

/// The place of the one most like another.
fn nearest(all: &[Pattern], left: &[u32], to: &Pattern) -> usize {
    let mut best = (0, 0u64, 1u64);
    for (place, at) in left.iter().enumerate() {
        let Some(pattern) = all.get(*at as usize) else {
            continue;
        };
        let (both, either) = shared(to, pattern);
        // both / either against the best, without dividing; two that have nothing are alike.
        let (both, either) = if either == 0 { (1, 1) } else { (both, either) };
        if u128::from(both) * u128::from(best.2) > u128::from(best.1) * u128::from(either) {
            best = (place, both, either);
        }
    }
    best.0
}

/// What both have and what either has, at each level and above.
fn shared(a: &Pattern, b: &Pattern) -> (u64, u64) {
    let n_words = a.layers.first().map_or(0, |set| set.words().len());
    let (mut both, mut either) = (0, 0);
    for word in 0..n_words {
        let (mut x, mut y) = (0u64, 0u64);
        for (la, lb) in a.layers.iter().zip(&b.layers).rev() {
            x |= la.words().get(word).copied().unwrap_or(0);
            y |= lb.words().get(word).copied().unwrap_or(0);
            both += u64::from((x & y).count_ones());
            either += u64::from((x | y).count_ones());
        }
    }
    (both, either)
}

fn places(order: &[u32]) -> Vec<u32> {
    let mut place = vec![u32::MAX; order.len()];
    for (nth, at) in (0u32..).zip(order) {
        if let Some(slot) = place.get_mut(*at as usize) {
            *slot = nth;
        }
    }
    place
}
