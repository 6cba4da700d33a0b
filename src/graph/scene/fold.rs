//! Draws several nodes as one: a module with its permissions, a role with the roles inside it, a
//! group with the groups inside it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Builder, Node, NodeKind, plural};
use crate::engine::Engine;
use crate::model::Key;

/// Folds what is asked for.
pub(super) fn fold(engine: &Engine, builder: &mut Builder, folded: &BTreeSet<Key>) {
    for key in folded {
        let (into, inside) = match key {
            Key::Module(id) => {
                let inside: BTreeSet<usize> = members(
                    builder,
                    |node| matches!(&node.record, Some(Key::Permission(p)) if p.module() == *id),
                );
                let column = inside
                    .iter()
                    .find_map(|at| builder.nodes.get_index(*at)?.1.column);
                if inside.is_empty() {
                    continue;
                }
                let node = Node {
                    record: Some(key.clone()),
                    column,
                    ..Node::new(
                        format!("module:{id}"),
                        NodeKind::Module,
                        engine.model().title(key),
                    )
                };
                (builder.node(node), inside)
            }
            Key::Role(_) | Key::Group(_) => {
                let Some(at) = builder
                    .nodes
                    .values()
                    .position(|n| n.record.as_ref() == Some(key))
                else {
                    continue;
                };
                (at, nested(builder, at, matches!(key, Key::Group(_))))
            }
            _ => continue,
        };
        if !inside.is_empty() {
            merge(builder, into, &inside);
        }
    }
}

fn members(builder: &Builder, is_in: impl Fn(&Node) -> bool) -> BTreeSet<usize> {
    let nodes = builder.nodes.values().enumerate();
    nodes
        .filter(|(_, node)| is_in(node))
        .map(|(at, _)| at)
        .collect()
}

/// What a role contains, or a group: those point at what they are in.
fn nested(builder: &Builder, at: usize, is_group: bool) -> BTreeSet<usize> {
    let mut inside = BTreeSet::new();
    let mut front = vec![at];
    while let Some(outer) = front.pop() {
        for (from, to, kind) in builder.edges.keys() {
            let (holds, held) = if is_group { (*to, *from) } else { (*from, *to) };
            let is_nesting = *kind == super::EdgeKind::Contains && holds == outer;
            if is_nesting && held != at && inside.insert(held) {
                front.push(held);
            }
        }
    }
    inside
}

fn merge(builder: &mut Builder, into: usize, inside: &BTreeSet<usize>) {
    let mut place = BTreeMap::new();
    let old = std::mem::take(builder);
    for (at, (_, mut node)) in old.nodes.into_iter().enumerate() {
        if inside.contains(&at) && at != into {
            continue;
        }
        if at == into {
            let n = inside.len();
            let what = match node.kind {
                NodeKind::Module => plural(n, "permission", "permissions"),
                NodeKind::Group => plural(n, "group", "groups"),
                _ => plural(n, "role", "roles"),
            };
            node.subtitle = if node.subtitle.is_empty() || node.kind == NodeKind::Module {
                what
            } else {
                format!("{}, with {what}", node.subtitle)
            };
        }
        place.insert(at, builder.node(node));
    }
    let at = |n: usize| {
        place
            .get(if inside.contains(&n) { &into } else { &n })
            .copied()
    };
    for ((from, to, kind), note) in old.edges {
        if let (Some(from), Some(to)) = (at(from), at(to))
            && from != to
        {
            builder.edge(from, to, kind, note);
        }
    }
}
