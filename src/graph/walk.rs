//! WALK. How the keyboard goes through a picture: from a node along an edge to the next node, along
//! the edges of a node one by one, and through all nodes column by column. A pure function of the
//! scene and its layout; every node and every edge can be come to.

use super::layout::Layout;
use super::scene::{NODE, Scene};

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a node, come to by an edge or otherwise.
    Node {
        /// Index of the node.
        node: usize,
        /// Index of the edge it was come to by.
        by: Option<usize>,
    },
    /// On an edge.
    Edge {
        /// Index of the edge.
        edge: usize,
        /// Among which edges it is one.
        among: Among,
    },
}

/// Among which edges one walks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Among {
    /// Those that leave the node this one leaves.
    Leaving,
    /// Those that enter the node this one enters.
    Entering,
}

/// A step to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Along edges.
    Right,
    /// Against edges.
    Left,
    /// To the one before.
    Up,
    /// To the one after.
    Down,
    /// To the first of them.
    First,
    /// To the last of them.
    Last,
}

/// A picture to walk in.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'a> {
    /// What is shown.
    pub scene: &'a Scene,
    /// Where it stands.
    pub layout: &'a Layout,
}

impl Walk<'_> {
    /// Where a step leads; none where there is nothing further.
    ///
    /// Right and Left go from a node to the edges that leave or enter it (first to the one it was
    /// come to by) and from an edge to the node at its end or beginning. Up and Down go through the
    /// edges of that node, and from node to node: down a column, then on to the next one.
    pub fn step(&self, from: Place, step: Step) -> Option<Place> {
        match (from, step) {
            (Place::Node { node, by }, Step::Right) => self.onto(node, by, Among::Leaving),
            (Place::Node { node, by }, Step::Left) => self.onto(node, by, Among::Entering),
            (Place::Node { node, .. }, _) => {
                let node = neighbour(&self.nodes(), node, step)?;
                Some(Place::Node { node, by: None })
            }
            (Place::Edge { edge, .. }, Step::Right | Step::Left) => {
                let ends = self.scene.edges.get(edge)?;
                let node = match step {
                    Step::Right => ends.to,
                    _ => ends.from,
                };
                let by = Some(edge);
                Some(Place::Node { node, by })
            }
            (Place::Edge { edge, among }, _) => {
                let edge = neighbour(&self.siblings(edge, among), edge, step)?;
                Some(Place::Edge { edge, among })
            }
        }
    }

    /// Which of how many an edge is, from 1.
    pub fn count(&self, edge: usize, among: Among) -> (usize, usize) {
        let all = self.siblings(edge, among);
        let nth = all.iter().position(|other| *other == edge);
        (nth.map_or(0, |nth| nth + 1), all.len())
    }

    /// All nodes as one reads them: column by column, each from top to bottom.
    pub fn nodes(&self) -> Vec<usize> {
        let n = self.scene.nodes.len().min(self.layout.nodes.len());
        let columns = columns(self.layout);
        let column = |node: &usize| columns.get(*node).copied().unwrap_or(0);
        let y = |node: &usize| {
            let rect = self.layout.nodes.get(*node);
            rect.map_or(0.0, |rect| rect.center().y)
        };
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|a, b| {
            let by_column = column(a).cmp(&column(b));
            by_column.then(y(a).total_cmp(&y(b))).then(a.cmp(b))
        });
        order
    }

    fn onto(&self, node: usize, by: Option<usize>, among: Among) -> Option<Place> {
        let all = self.edges_of(node, among);
        let back = by.filter(|edge| all.contains(edge));
        let edge = back.or(all.first().copied())?;
        Some(Place::Edge { edge, among })
    }

    fn siblings(&self, edge: usize, among: Among) -> Vec<usize> {
        let Some(ends) = self.scene.edges.get(edge) else {
            return Vec::new();
        };
        match among {
            Among::Leaving => self.edges_of(ends.from, among),
            Among::Entering => self.edges_of(ends.to, among),
        }
    }

    /// The edges of a node, by where their other ends stand.
    fn edges_of(&self, node: usize, among: Among) -> Vec<usize> {
        let mut found: Vec<(f32, usize)> = Vec::new();
        for (nth, edge) in self.scene.edges.iter().enumerate() {
            let (here, there) = match among {
                Among::Leaving => (edge.from, edge.to),
                Among::Entering => (edge.to, edge.from),
            };
            if here == node {
                let y = self.layout.nodes.get(there).map(|rect| rect.center().y);
                found.push((y.unwrap_or(0.0), nth));
            }
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        found.into_iter().map(|(_, nth)| nth).collect()
    }
}

/// In which column each node stands, from the left. A column ends where the next node stands clearly
/// further right.
pub(super) fn columns(layout: &Layout) -> Vec<usize> {
    let x = |node: usize| layout.nodes.get(node).map_or(0.0, |rect| rect.center().x);
    let mut order: Vec<usize> = (0..layout.nodes.len()).collect();
    order.sort_by(|a, b| x(*a).total_cmp(&x(*b)));
    let mut columns = vec![0; order.len()];
    let mut begin = f32::NEG_INFINITY;
    let mut nth = 0;
    for node in order {
        if x(node) > begin + NODE.x * 0.5 {
            nth += usize::from(begin.is_finite());
            begin = x(node);
        }
        if let Some(slot) = columns.get_mut(node) {
            *slot = nth;
        }
    }
    columns
}

fn neighbour(all: &[usize], of: usize, step: Step) -> Option<usize> {
    let at = all.iter().position(|one| *one == of)?;
    let to = match step {
        Step::Up => at.checked_sub(1)?,
        Step::Down => at + 1,
        Step::First => 0,
        Step::Last => all.len() - 1,
        Step::Right | Step::Left => return None,
    };
    all.get(to).copied()
}
