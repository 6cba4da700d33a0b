//! The graph as layers: nodes and, where an edge passes a layer, a bend that
//! keeps room for it. Elements are nodes first (same indices as the request),
//! then bends. Nothing is ordered or placed here.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::acyclic::Arc;
use super::rank::pack;

/// More bends than this would cost more than they give: the longest edges
/// beyond it go round the outside instead.
const MAX_BENDS: usize = 400_000;
/// Of many edges between the same two nodes, at most so many count.
const MOST_COUNTED: usize = 4;

/// All edges between the same two nodes, from the earlier layer to the later.
#[derive(Clone, Debug)]
pub(super) struct Link {
    /// Node in the earlier layer.
    pub tail: usize,
    /// Node in the later layer.
    pub head: usize,
    /// How many edges it stands for.
    pub n_edges: usize,
    /// Its bends in order; none when `outside` or when the layers touch.
    pub bends: Range<usize>,
    /// Goes round the outside of the picture.
    pub outside: bool,
}

/// How an edge of the request is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of a link; backward when the request's edge runs against it.
    Link { link: usize, backward: bool },
    /// Between two nodes of one layer.
    Within,
    /// From a node to itself.
    Loop,
    /// Names a node that does not exist.
    Missing,
}

/// Elements, their layers and who is next to whom in neighbouring layers.
#[derive(Clone, Debug)]
pub(super) struct Layered {
    /// Number of nodes; elements from here on are bends.
    pub n_nodes: usize,
    /// Layer of each element, counted from 0 without empty layers.
    pub layer: Vec<usize>,
    /// Number of layers.
    pub n_layers: usize,
    /// The links.
    pub links: Vec<Link>,
    /// Role of each edge of the request.
    pub roles: Vec<Role>,
    /// Connected part of each element.
    pub part: Vec<usize>,
    /// Number of connected parts.
    pub n_parts: usize,
    before: Packed,
    after: Packed,
    within: Packed,
}

/// Neighbours packed by element.
#[derive(Clone, Debug)]
struct Packed {
    values: Vec<usize>,
    at: Vec<usize>,
}

impl Packed {
    fn new(n: usize, pairs: impl Iterator<Item = Arc> + Clone) -> Self {
        let (values, at) = pack(n, pairs);
        Self { values, at }
    }

    fn of(&self, v: usize) -> &[usize] {
        &self.values[self.at[v]..self.at[v + 1]]
    }
}

impl Layered {
    /// `edges` holds `None` for an edge that names a missing node.
    pub(super) fn new(ranks: &[usize], edges: &[Option<Arc>]) -> Self {
        let n_nodes = ranks.len();
        let (mut layer, n_layers) = without_empty(ranks);
        let (mut links, roles) = join(&layer, edges);
        add_bends(&mut layer, &mut links);
        let n = layer.len();
        let mut steps: Vec<Arc> = Vec::new();
        for link in links.iter().filter(|l| !l.outside) {
            let mut last = link.tail;
            for bend in link.bends.clone().chain([link.head]) {
                // Edges side by side cross others as often as they are many.
                let n = link.n_edges.min(MOST_COUNTED);
                steps.extend(std::iter::repeat_n((last, bend), n));
                last = bend;
            }
        }
        let flat: Vec<Arc> = edges
            .iter()
            .zip(&roles)
            .filter(|(_, role)| **role == Role::Within)
            .filter_map(|(edge, _)| *edge)
            .flat_map(|(a, b)| [(a, b), (b, a)])
            .collect();
        let (part, n_parts) = parts(&links, &flat, n_nodes, n);
        Self {
            n_nodes,
            layer,
            n_layers,
            links,
            roles,
            part,
            n_parts,
            before: Packed::new(n, steps.iter().map(|&(t, h)| (h, t))),
            after: Packed::new(n, steps.iter().copied()),
            within: Packed::new(n, flat.iter().copied()),
        }
    }

    /// Number of elements.
    pub(super) fn len(&self) -> usize {
        self.layer.len()
    }

    /// Is it a bend and not a node.
    pub(super) fn is_bend(&self, v: usize) -> bool {
        v >= self.n_nodes
    }

    /// Neighbours in the layer before, each as often as edges lead there.
    pub(super) fn before(&self, v: usize) -> &[usize] {
        self.before.of(v)
    }

    /// Neighbours in the layer after, each as often as edges lead there.
    pub(super) fn after(&self, v: usize) -> &[usize] {
        self.after.of(v)
    }

    /// Neighbours in its own layer.
    pub(super) fn within(&self, v: usize) -> &[usize] {
        self.within.of(v)
    }

    /// The elements of each part by layer, in index order, larger parts first.
    pub(super) fn layers_by_part(&self) -> Vec<Vec<Vec<usize>>> {
        let mut first = vec![usize::MAX; self.n_parts];
        let mut last = vec![0; self.n_parts];
        let mut size = vec![0_usize; self.n_parts];
        for v in 0..self.len() {
            let part = self.part[v];
            first[part] = first[part].min(self.layer[v]);
            last[part] = last[part].max(self.layer[v]);
            size[part] += usize::from(!self.is_bend(v));
        }
        let mut layers: Vec<Vec<Vec<usize>>> = (0..self.n_parts)
            .map(|p| vec![Vec::new(); last[p] + 1 - first[p].min(last[p])])
            .collect();
        for v in 0..self.len() {
            let part = self.part[v];
            layers[part][self.layer[v] - first[part]].push(v);
        }
        let mut order: Vec<usize> = (0..self.n_parts).collect();
        order.sort_by_key(|&p| (std::cmp::Reverse(size[p]), p));
        order
            .into_iter()
            .map(|p| std::mem::take(&mut layers[p]))
            .collect()
    }
}

/// Numbers the layers in use from 0.
fn without_empty(ranks: &[usize]) -> (Vec<usize>, usize) {
    let mut used = ranks.to_vec();
    used.sort_unstable();
    used.dedup();
    let layer = ranks
        .iter()
        .map(|r| used.partition_point(|u| u < r))
        .collect();
    (layer, used.len())
}

/// Joins parallel edges into links and says what becomes of each edge.
fn join(layer: &[usize], edges: &[Option<Arc>]) -> (Vec<Link>, Vec<Role>) {
    let mut links: Vec<Link> = Vec::new();
    let mut known: FxHashMap<Arc, usize> = FxHashMap::default();
    let mut role = |edge: &Option<Arc>| {
        let Some((from, to)) = *edge else {
            return Role::Missing;
        };
        if from == to {
            return Role::Loop;
        }
        let backward = match layer[from].cmp(&layer[to]) {
            std::cmp::Ordering::Equal => return Role::Within,
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Greater => true,
        };
        let (tail, head) = if backward { (to, from) } else { (from, to) };
        let link = *known.entry((tail, head)).or_insert_with(|| {
            links.push(Link {
                tail,
                head,
                n_edges: 0,
                bends: 0..0,
                outside: false,
            });
            links.len() - 1
        });
        links[link].n_edges += 1;
        Role::Link { link, backward }
    };
    let roles = edges.iter().map(&mut role).collect();
    (links, roles)
}

/// Gives each link its bends, shortest links first while there is room.
fn add_bends(layer: &mut Vec<usize>, links: &mut [Link]) {
    let span = |link: &Link| layer[link.head] - layer[link.tail] - 1;
    let mut by_span: Vec<(usize, usize)> = links
        .iter()
        .enumerate()
        .map(|(i, l)| (span(l), i))
        .collect();
    by_span.sort_unstable();
    let mut room = MAX_BENDS;
    for (span, i) in by_span {
        links[i].outside = span > room;
        room = room.saturating_sub(span);
    }
    for link in links.iter_mut().filter(|l| !l.outside) {
        let start = layer.len();
        let (first, last) = (layer[link.tail] + 1, layer[link.head]);
        layer.extend(first..last);
        link.bends = start..layer.len();
    }
}

/// Connected parts, numbered by their first node.
fn parts(links: &[Link], flat: &[Arc], n_nodes: usize, n: usize) -> (Vec<usize>, usize) {
    let mut sets = petgraph::unionfind::UnionFind::<usize>::new(n);
    for &(a, b) in flat {
        sets.union(a, b);
    }
    for link in links {
        sets.union(link.tail, link.head);
        for bend in link.bends.clone() {
            sets.union(link.tail, bend);
        }
    }
    let labels = sets.into_labeling();
    let mut number: FxHashMap<usize, usize> = FxHashMap::default();
    let mut part = Vec::with_capacity(n);
    for label in &labels[..n_nodes.min(n)] {
        let next = number.len();
        part.push(*number.entry(*label).or_insert(next));
    }
    for label in &labels[n_nodes.min(n)..] {
        part.push(number.get(label).copied().unwrap_or(0));
    }
    (part, number.len())
}
