//! FAR. A picture as seen from far away, where single names cannot be read: what stands together in
//! a column is one block with a count, and what runs between two blocks is one tie. A pure function
//! of the scene and its layout.

use std::collections::BTreeMap;

use emath::{Rangef, Rect};
use rustc_hash::FxHashSet;

use super::layout::Layout;
use super::scene::{NodeKind, Scene, plural};
use super::walk::columns;
use crate::model::{Key, PrincipalId};

/// What stands together.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Around its nodes, inside its part of the column.
    pub rect: Rect,
    /// What most of them are.
    pub kind: NodeKind,
    /// How many things they stand for: a bundle for everyone in it.
    pub count: usize,
    /// Its nodes by index, ascending.
    pub nodes: Vec<usize>,
    /// How many of each kind, in words.
    pub words: String,
}

/// Edges between two blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// Index of the block they leave.
    pub from: usize,
    /// Index of the block they enter.
    pub to: usize,
    /// How many.
    pub count: usize,
}

/// A picture in blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Far {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// What runs between them.
    pub ties: Vec<Tie>,
}

/// A block is at least this share of its height.
const LEAST: f32 = 0.6;

/// Puts together what stands within the same `height` of a column.
pub fn far(scene: &Scene, layout: &Layout, height: f32) -> Far {
    let height = height.max(1.0);
    let columns = columns(layout);
    let mut cells: BTreeMap<(usize, i64), Vec<usize>> = BTreeMap::new();
    for (n, rect) in layout.nodes.iter().enumerate() {
        let column = columns.get(n).copied().unwrap_or(0);
        let row = (rect.center().y / height).floor() as i64;
        cells.entry((column, row)).or_default().push(n);
    }
    let mut block_of = vec![None; layout.nodes.len()];
    let mut blocks: Vec<Block> = Vec::new();
    for ((_, row), nodes) in cells {
        for n in &nodes {
            if let Some(slot) = block_of.get_mut(*n) {
                *slot = Some(blocks.len());
            }
        }
        let within = Rangef::new(row as f32 * height, (row + 1) as f32 * height);
        blocks.extend(block(scene, layout, nodes, within));
    }
    let mut ties: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let place = |n: usize| block_of.get(n).copied().flatten();
    for edge in &scene.edges {
        if let Some(ends) = place(edge.from).zip(place(edge.to)).filter(|(a, b)| a != b) {
            *ties.entry(ends).or_default() += 1;
        }
    }
    let tie = |((from, to), count)| Tie { from, to, count };
    Far {
        blocks,
        ties: ties.into_iter().map(tie).collect(),
    }
}

fn block(scene: &Scene, layout: &Layout, nodes: Vec<usize>, within: Rangef) -> Option<Block> {
    let rects = nodes.iter().filter_map(|n| layout.nodes.get(*n));
    let mut rect = rects.fold(Rect::NOTHING, |all, rect| all.union(*rect));
    // Few nodes get room for a sign; blocks of one column never touch.
    let free = within.shrink(within.span() * 0.04);
    let height = rect.height().max(within.span() * LEAST).min(free.span());
    let (low, high) = (free.min + height / 2.0, free.max - height / 2.0);
    let middle = rect.center().y.max(low).min(high);
    rect.min.y = middle - height / 2.0;
    rect.max.y = middle + height / 2.0;
    let mut kinds: BTreeMap<NodeKind, usize> = BTreeMap::new();
    let mut people: FxHashSet<&PrincipalId> = FxHashSet::default();
    let here = || nodes.iter().filter_map(|n| scene.nodes.get(*n));
    // Someone may stand in several bundles, and by themselves too.
    here().for_each(|node| people.extend(&node.members));
    for node in here().filter(|node| node.kind != NodeKind::Bundle) {
        match &node.record {
            Some(Key::Principal(id)) if people.contains(id) => {}
            Some(Key::Principal(id)) if node.kind == NodeKind::Person => {
                people.insert(id);
            }
            _ => *kinds.entry(node.kind).or_default() += 1,
        }
    }
    if !people.is_empty() {
        kinds.insert(NodeKind::Person, people.len());
    }
    let most = kinds
        .iter()
        .max_by_key(|(_, n)| **n)
        .map(|(kind, _)| *kind)?;
    let words: Vec<String> = kinds.iter().map(|(kind, n)| counted(*kind, *n)).collect();
    Some(Block {
        rect,
        kind: most,
        count: kinds.values().sum(),
        nodes,
        words: words.join(", "),
    })
}

fn counted(kind: NodeKind, n: usize) -> String {
    let (one, many) = match kind {
        NodeKind::Person | NodeKind::Bundle => ("person", "people"),
        NodeKind::ServiceUser => ("service user", "service users"),
        NodeKind::External => ("external user", "external users"),
        NodeKind::Group => ("group", "groups"),
        NodeKind::Role => ("role", "roles"),
        NodeKind::CustomSet => ("custom set", "custom sets"),
        NodeKind::Permission => ("permission", "permissions"),
        NodeKind::Reach => ("reach", "reaches"),
        NodeKind::Module => ("module", "modules"),
        NodeKind::Guard => ("block", "blocks"),
    };
    plural(n, one, many)
}
