//! The org chart: a tidy tree from a list of parents. A pure function of its
//! [`TreeRequest`]; linear in the number of nodes; nothing recurses, so a chain
//! of any length ends. Cycles are cut and reported, never followed.
//!
//! The algorithm is van der Ploeg's (2014) for nodes of any size: subtrees are
//! pushed together along their contours. Members without anyone below them may
//! stand in columns under their manager; such a column is one block of the tree.

mod contour;

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use contour::{Block, spread};

/// Free room, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TreeGaps {
    /// Between two nodes beside each other.
    pub sibling: f32,
    /// Between a node and those below it.
    pub level: f32,
    /// Between two separate trees.
    pub tree: f32,
    /// Between nodes of a column.
    pub column: f32,
    /// How far a column stands in from its line.
    pub indent: f32,
}

impl Default for TreeGaps {
    fn default() -> Self {
        Self {
            sibling: 10.0,
            level: 48.0,
            tree: 40.0,
            column: 22.0,
            indent: 14.0,
        }
    }
}

/// One node of the tree.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TreeNode {
    /// Index of the node above.
    pub parent: Option<usize>,
    /// Width and height.
    pub size: Vec2,
    /// Everything below is hidden.
    pub folded: bool,
}

/// All a tree layout depends on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TreeRequest {
    /// The nodes; siblings stand in this order.
    pub nodes: Vec<TreeNode>,
    /// Free room.
    pub gaps: TreeGaps,
    /// Two or more siblings with nothing shown below them stand in columns of
    /// at most this many; beside each other when absent.
    pub column: Option<usize>,
    /// Size of the nodes in columns; their own when absent.
    pub column_size: Option<Vec2>,
    /// Size of the sign below a folded node ("+14 people"); none when absent.
    pub fold_sign: Option<Vec2>,
}

/// A line from a node to one below it.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeLink {
    /// The node above.
    pub parent: usize,
    /// The node below; the same as `parent` for the line to a fold sign.
    pub child: usize,
    /// Corners of the line, level and upright pieces only.
    pub points: Vec<Pos2>,
}

/// A finished tree.
#[derive(Clone, Debug, PartialEq)]
pub struct TreeLayout {
    /// One rectangle a node; none when hidden by a fold.
    pub nodes: Vec<Option<Rect>>,
    /// The sign below each folded node that has somebody below.
    pub fold_signs: Vec<Option<Rect>>,
    /// How many nodes are below each, at any depth.
    pub n_below: Vec<usize>,
    /// Lines between shown nodes.
    pub links: Vec<TreeLink>,
    /// Nodes that are above themselves, each cycle ascending. The line into
    /// its first node is left out.
    pub cycles: Vec<Vec<usize>>,
    /// Everything drawn lies within.
    pub bounds: Rect,
}

/// Lays a tree, or several, out from the top down.
pub fn tree(request: &TreeRequest) -> TreeLayout {
    let forest = Forest::new(request);
    let blocks = forest.blocks(request);
    let xs = spread(
        &blocks.list,
        &blocks.roots,
        f64::from(gap(request.gaps.sibling)),
        f64::from(gap(request.gaps.tree)),
    );
    forest.draw(request, &blocks, &xs)
}

/// Who is below whom, without cycles.
struct Forest {
    children: Vec<Vec<usize>>,
    /// Each node before those below it.
    line: Vec<usize>,
    n_below: Vec<usize>,
    shown: Vec<bool>,
    cycles: Vec<Vec<usize>>,
}

impl Forest {
    fn new(request: &TreeRequest) -> Self {
        let n = request.nodes.len();
        let parent: Vec<Option<usize>> = request
            .nodes
            .iter()
            .map(|node| node.parent.filter(|p| *p < n))
            .collect();
        let cycles = cycles(&parent);
        let mut cut = vec![false; n];
        for cycle in &cycles {
            if let Some(&first) = cycle.first() {
                cut[first] = true;
            }
        }
        let mut children = vec![Vec::new(); n];
        let mut line = Vec::with_capacity(n);
        for (v, parent) in parent.iter().enumerate() {
            match parent {
                Some(p) if !cut[v] => children[*p].push(v),
                _ => line.push(v),
            }
        }
        let mut shown = vec![false; n];
        line.iter().for_each(|&root| shown[root] = true);
        let mut next = 0;
        while let Some(&v) = line.get(next) {
            next += 1;
            for &child in &children[v] {
                shown[child] = shown[v] && !request.nodes[v].folded;
            }
            line.extend(&children[v]);
        }
        let mut n_below = vec![0; n];
        for &v in line.iter().rev() {
            n_below[v] = children[v].iter().map(|&c| n_below[c] + 1).sum();
        }
        Self {
            children,
            line,
            n_below,
            shown,
            cycles,
        }
    }

    /// Who is drawn below a node.
    fn below(&self, request: &TreeRequest, v: usize) -> &[usize] {
        if request.nodes[v].folded {
            &[]
        } else {
            &self.children[v]
        }
    }

    fn has_sign(&self, request: &TreeRequest, v: usize) -> bool {
        request.nodes[v].folded && !self.children[v].is_empty() && request.fold_sign.is_some()
    }

    /// Nothing at all is drawn below it.
    fn is_leaf(&self, request: &TreeRequest, v: usize) -> bool {
        self.below(request, v).is_empty() && !self.has_sign(request, v)
    }

    /// What the contours see: nodes, columns and fold signs.
    fn blocks(&self, request: &TreeRequest) -> Blocks {
        let n = request.nodes.len();
        let mut blocks = Blocks {
            list: Vec::new(),
            is: Vec::new(),
            of: vec![usize::MAX; n],
            roots: Vec::new(),
        };
        for &v in self.line.iter().filter(|v| self.shown[**v]) {
            let size = size(request, v);
            if blocks.of[v] == usize::MAX {
                // A root: everyone else was made by the node above.
                let block = blocks.add(Part::Node(v), size, 0.0);
                blocks.of[v] = block;
                blocks.roots.push(block);
            }
            let own = blocks.of[v];
            if matches!(blocks.is.get(own), Some(Part::Column(_))) {
                continue;
            }
            let top = blocks.list[own].y + f64::from(size.y) + f64::from(gap(request.gaps.level));
            if self.has_sign(request, v) {
                let sign = request.fold_sign.map(plain).unwrap_or_default();
                let block = blocks.add(Part::Sign(v), sign, top);
                blocks.list[own].children.push(block);
            }
            let below = self.below(request, v);
            let leaves: Vec<usize> = below
                .iter()
                .copied()
                .filter(|&c| self.is_leaf(request, c))
                .collect();
            let in_columns = request.column.is_some_and(|most| most > 0) && leaves.len() > 1;
            let mut column_made = false;
            for &child in below {
                if !in_columns || !self.is_leaf(request, child) {
                    blocks.of[child] =
                        blocks.add(Part::Node(child), self::size(request, child), top);
                    let block = blocks.of[child];
                    blocks.list[own].children.push(block);
                } else if !column_made {
                    column_made = true;
                    let part = Part::Column(leaves.clone());
                    let block = blocks.add(part, column_size(request, &leaves), top);
                    leaves.iter().for_each(|&leaf| blocks.of[leaf] = block);
                    blocks.list[own].children.push(block);
                }
            }
        }
        blocks
    }

    fn draw(self, request: &TreeRequest, blocks: &Blocks, xs: &[f64]) -> TreeLayout {
        let n = request.nodes.len();
        let mut nodes: Vec<Option<Rect>> = vec![None; n];
        let mut fold_signs = vec![None; n];
        for ((part, block), x) in blocks.is.iter().zip(&blocks.list).zip(xs) {
            let corner = pos2(*x as f32, block.y as f32);
            match part {
                Part::Node(v) => nodes[*v] = Some(Rect::from_min_size(corner, size(request, *v))),
                Part::Sign(v) => {
                    fold_signs[*v] = request
                        .fold_sign
                        .map(|s| Rect::from_min_size(corner, plain(s)));
                }
                Part::Column(leaves) => {
                    for (leaf, rect) in leaves.iter().zip(column(request, leaves, corner)) {
                        nodes[*leaf] = Some(rect);
                    }
                }
            }
        }
        let links = self.links(request, blocks, &nodes, &fold_signs);
        let shown = nodes.iter().flatten().chain(fold_signs.iter().flatten());
        let ends = links.iter().flat_map(|l| &l.points);
        let bounds = shown.fold(Rect::NOTHING, |all, r| all.union(*r));
        let bounds = ends.fold(bounds, |all, p| all.union(Rect::from_min_max(*p, *p)));
        let bounds = if bounds.is_finite() {
            bounds
        } else {
            Rect::ZERO
        };
        TreeLayout {
            nodes,
            fold_signs,
            n_below: self.n_below,
            links,
            cycles: self.cycles,
            bounds,
        }
    }

    fn links(
        &self,
        request: &TreeRequest,
        blocks: &Blocks,
        nodes: &[Option<Rect>],
        fold_signs: &[Option<Rect>],
    ) -> Vec<TreeLink> {
        let mut links = Vec::new();
        for &v in self.line.iter().filter(|v| self.shown[**v]) {
            let Some(above) = nodes[v] else { continue };
            let bus = above.bottom() + gap(request.gaps.level) / 2.0;
            if let Some(sign) = fold_signs[v] {
                links.push(TreeLink {
                    parent: v,
                    child: v,
                    points: elbow(above, bus, sign.center_top()),
                });
            }
            let only_column = blocks
                .list
                .get(blocks.of[v])
                .is_some_and(|b| b.children.len() == 1);
            for &child in self.below(request, v) {
                let Some(rect) = nodes[child] else { continue };
                let in_column = matches!(blocks.is.get(blocks.of[child]), Some(Part::Column(_)));
                let points = if in_column {
                    beside(request, above, bus, rect, only_column)
                } else {
                    elbow(above, bus, rect.center_top())
                };
                links.push(TreeLink {
                    parent: v,
                    child,
                    points,
                });
            }
        }
        links
    }
}

/// The blocks the tree is made of.
struct Blocks {
    list: Vec<Block>,
    is: Vec<Part>,
    /// Block of each shown node.
    of: Vec<usize>,
    roots: Vec<usize>,
}

/// What a block is.
enum Part {
    Node(usize),
    /// Nodes in columns.
    Column(Vec<usize>),
    /// The sign below a folded node.
    Sign(usize),
}

impl Blocks {
    fn add(&mut self, part: Part, size: Vec2, y: f64) -> usize {
        self.list.push(Block {
            width: f64::from(size.x),
            height: f64::from(size.y),
            y,
            children: Vec::new(),
        });
        self.is.push(part);
        self.list.len() - 1
    }
}

fn gap(gap: f32) -> f32 {
    if gap.is_finite() {
        gap.clamp(0.0, 10_000.0)
    } else {
        0.0
    }
}

fn plain(size: Vec2) -> Vec2 {
    vec2(gap(size.x), gap(size.y))
}

fn size(request: &TreeRequest, v: usize) -> Vec2 {
    plain(request.nodes[v].size)
}

/// Where the members of a block of columns stand.
fn column<'a>(
    request: &'a TreeRequest,
    leaves: &'a [usize],
    corner: Pos2,
) -> impl Iterator<Item = Rect> + 'a {
    let most = request.column.unwrap_or(usize::MAX).max(1);
    // Columns as equal as they can be: 13 in columns of at most 12 are 7 and 6.
    let rows = leaves.len().div_ceil(leaves.len().div_ceil(most));
    let (indent, between) = (gap(request.gaps.indent), gap(request.gaps.column));
    let mut at = corner + vec2(indent, 0.0);
    let mut widest = 0.0_f32;
    leaves.iter().enumerate().map(move |(i, &leaf)| {
        let size = request
            .column_size
            .map_or_else(|| size(request, leaf), plain);
        if i > 0 && i % rows == 0 {
            at = pos2(at.x + widest + gap(request.gaps.sibling) + indent, corner.y);
            widest = 0.0;
        }
        let rect = Rect::from_min_size(at, size);
        at.y += size.y + between;
        widest = widest.max(size.x);
        rect
    })
}

fn column_size(request: &TreeRequest, leaves: &[usize]) -> Vec2 {
    let all = column(request, leaves, Pos2::ZERO).fold(Rect::NOTHING, Rect::union);
    if all.is_finite() {
        all.max.to_vec2()
    } else {
        Vec2::ZERO
    }
}

/// Down, along, down: from the bottom of a node to the top of another.
fn elbow(above: Rect, bus: f32, to: Pos2) -> Vec<Pos2> {
    let from = above.center_bottom();
    if (from.x - to.x).abs() < 0.5 {
        return vec![pos2(to.x, from.y), to];
    }
    vec![from, pos2(from.x, bus), pos2(to.x, bus), to]
}

/// To the side of a node in a column. When the column is all there is, its line
/// leaves the manager right above it.
fn beside(request: &TreeRequest, above: Rect, bus: f32, to: Rect, only_column: bool) -> Vec<Pos2> {
    let line = to.left() - gap(request.gaps.indent);
    let end = to.left_center();
    if only_column && above.left() < line && line < above.right() {
        return vec![pos2(line, above.bottom()), pos2(line, end.y), end];
    }
    let from = above.center_bottom();
    vec![
        from,
        pos2(from.x, bus),
        pos2(line, bus),
        pos2(line, end.y),
        end,
    ]
}

/// Nodes that are above themselves.
fn cycles(parent: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut seen = vec![usize::MAX; parent.len()];
    let mut cycles = Vec::new();
    for start in 0..parent.len() {
        let mut at = Some(start);
        while let Some(v) = at.filter(|&v| seen[v] == usize::MAX) {
            seen[v] = start;
            at = parent[v];
        }
        let Some(v) = at.filter(|&v| seen[v] == start) else {
            continue;
        };
        // Met on this very walk: v lies on a cycle not known before.
        let mut cycle = vec![v];
        let mut next = parent[v];
        while let Some(w) = next.filter(|&w| w != v) {
            cycle.push(w);
            next = parent[w];
        }
        cycle.sort_unstable();
        cycles.push(cycle);
    }
    cycles.sort_unstable();
    cycles
}
