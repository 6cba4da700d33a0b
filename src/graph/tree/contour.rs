//! Pushes subtrees together: x places for blocks whose y places are known.
//! Linear by threads along the contours and by handing the shift of a subtree
//! on lazily (van der Ploeg 2014, after Reingold, Tilford, Walker, Buchheim).
//! Knows nothing of people or columns.

/// A rectangle of the tree.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub width: f64,
    pub height: f64,
    pub y: f64,
    /// Indices greater than its own, in order.
    pub children: Vec<usize>,
}

const NONE: usize = usize::MAX;

/// The left edge of each block, the leftmost at 0. A child's index must be
/// greater than its parent's.
pub(super) fn spread(blocks: &[Block], roots: &[usize], gap: f64, root_gap: f64) -> Vec<f64> {
    // All trees hang from one invisible block without height.
    let lowest = blocks.iter().map(|b| b.y).fold(0.0, f64::min) - 1.0;
    let mut all: Vec<Block> = Vec::with_capacity(blocks.len() + 1);
    all.push(Block {
        width: 0.0,
        height: 0.0,
        y: lowest,
        children: roots.iter().map(|r| r + 1).collect(),
    });
    all.extend(blocks.iter().map(|b| Block {
        width: b.width + gap,
        height: b.height,
        y: b.y,
        children: b.children.iter().map(|c| c + 1).collect(),
    }));
    let mut tree = Tree::new(all);
    for v in (0..tree.blocks.len()).rev() {
        tree.settle(v);
    }
    for (i, root) in roots.iter().enumerate() {
        tree.states[root + 1].modifier += (root_gap - gap) * i as f64;
    }
    let xs = tree.places();
    let least = xs.iter().skip(1).copied().fold(f64::INFINITY, f64::min);
    xs.into_iter().skip(1).map(|x| x - least).collect()
}

/// State of each block; names after the paper.
#[derive(Clone, Copy, Debug)]
struct State {
    /// Place within its parent's frame, before `modifier`.
    prelim: f64,
    /// Moves it and all below it.
    modifier: f64,
    shift: f64,
    change: f64,
    /// Contour threads to the next block down the left and right side.
    left_thread: usize,
    right_thread: usize,
    /// The lowest blocks at both sides, and the sums of modifiers up to them.
    lowest_left: usize,
    lowest_right: usize,
    sum_left: f64,
    sum_right: f64,
}

struct Tree {
    blocks: Vec<Block>,
    states: Vec<State>,
}

/// Siblings on the left by how deep they reach, the deepest seen last first.
type Depths = Vec<(f64, usize)>;

impl Tree {
    fn new(blocks: Vec<Block>) -> Self {
        let state = |v: usize| State {
            prelim: 0.0,
            modifier: 0.0,
            shift: 0.0,
            change: 0.0,
            left_thread: NONE,
            right_thread: NONE,
            lowest_left: v,
            lowest_right: v,
            sum_left: 0.0,
            sum_right: 0.0,
        };
        let states = (0..blocks.len()).map(state).collect();
        Self { blocks, states }
    }

    fn bottom(&self, v: usize) -> f64 {
        self.blocks[v].y + self.blocks[v].height
    }

    /// Puts the finished subtrees of a block side by side.
    fn settle(&mut self, v: usize) {
        let children = std::mem::take(&mut self.blocks[v].children);
        if let (Some(&first), Some(&last)) = (children.first(), children.last()) {
            let mut depths: Depths = Vec::new();
            note(&mut depths, self.bottom(self.states[first].lowest_left), 0);
            for i in 1..children.len() {
                let depth = self.bottom(self.states[children[i]].lowest_right);
                self.separate(&children, i, &depths);
                note(&mut depths, depth, i);
            }
            let (a, b) = (self.states[first], self.states[last]);
            let middle =
                (a.prelim + a.modifier + b.modifier + b.prelim + self.blocks[last].width) / 2.0;
            let own = &mut self.states[v];
            own.prelim = middle - self.blocks[v].width / 2.0;
            own.lowest_left = a.lowest_left;
            own.sum_left = a.sum_left;
            own.lowest_right = b.lowest_right;
            own.sum_right = b.sum_right;
        }
        self.blocks[v].children = children;
    }

    /// Moves subtree `i` right until it clears all on its left.
    fn separate(&mut self, children: &[usize], i: usize, depths: &Depths) {
        let mut right = children[i - 1];
        let mut right_sum = self.states[right].modifier;
        let mut left = children[i];
        let mut left_sum = self.states[left].modifier;
        let mut depth = depths.len();
        while right != NONE && left != NONE {
            while depth > 1
                && depths
                    .get(depth - 1)
                    .is_some_and(|d| self.bottom(right) > d.0)
            {
                depth -= 1;
            }
            let end = right_sum + self.states[right].prelim + self.blocks[right].width;
            let distance = end - (left_sum + self.states[left].prelim);
            if distance > 0.0 {
                left_sum += distance;
                let sibling = depth
                    .checked_sub(1)
                    .and_then(|d| depths.get(d))
                    .map_or(i - 1, |d| d.1);
                self.shift(children, i, sibling, distance);
            }
            let (right_end, left_end) = (self.bottom(right), self.bottom(left));
            if right_end <= left_end {
                right = self.next_right(right);
                if right != NONE {
                    right_sum += self.states[right].modifier;
                }
            }
            if right_end >= left_end {
                left = self.next_left(left);
                if left != NONE {
                    left_sum += self.states[left].modifier;
                }
            }
        }
        if right == NONE && left != NONE {
            self.thread_left(children, i, left, left_sum);
        } else if right != NONE && left == NONE {
            self.thread_right(children, i, right, right_sum);
        }
    }

    /// Moves subtree `i`, and shares the room among those between it and the
    /// sibling it met.
    fn shift(&mut self, children: &[usize], i: usize, sibling: usize, distance: f64) {
        let moved = &mut self.states[children[i]];
        moved.modifier += distance;
        moved.sum_left += distance;
        moved.sum_right += distance;
        if sibling + 1 < i {
            let share = distance / (i - sibling) as f64;
            self.states[children[sibling + 1]].shift += share;
            let moved = &mut self.states[children[i]];
            moved.shift -= share;
            moved.change -= distance - share;
        }
    }

    fn next_left(&self, v: usize) -> usize {
        self.blocks[v]
            .children
            .first()
            .copied()
            .unwrap_or(self.states[v].left_thread)
    }

    fn next_right(&self, v: usize) -> usize {
        self.blocks[v]
            .children
            .last()
            .copied()
            .unwrap_or(self.states[v].right_thread)
    }

    fn thread_left(&mut self, children: &[usize], i: usize, to: usize, sum: f64) {
        let first = children[0];
        let low = self.states[first].lowest_left;
        self.states[low].left_thread = to;
        let difference = (sum - self.states[to].modifier) - self.states[first].sum_left;
        self.states[low].modifier += difference;
        self.states[low].prelim -= difference;
        let now = self.states[children[i]];
        self.states[first].lowest_left = now.lowest_left;
        self.states[first].sum_left = now.sum_left;
    }

    fn thread_right(&mut self, children: &[usize], i: usize, to: usize, sum: f64) {
        let own = children[i];
        let low = self.states[own].lowest_right;
        self.states[low].right_thread = to;
        let difference = (sum - self.states[to].modifier) - self.states[own].sum_right;
        self.states[low].modifier += difference;
        self.states[low].prelim -= difference;
        let before = self.states[children[i - 1]];
        self.states[own].lowest_right = before.lowest_right;
        self.states[own].sum_right = before.sum_right;
    }

    /// Adds up the moves from the top down.
    fn places(&mut self) -> Vec<f64> {
        let mut sums = vec![0.0; self.blocks.len()];
        let mut xs = vec![0.0; self.blocks.len()];
        for v in 0..self.blocks.len() {
            let sum = sums[v] + self.states[v].modifier;
            xs[v] = self.states[v].prelim + sum;
            let (mut shift, mut moved) = (0.0, 0.0);
            for &child in &self.blocks[v].children {
                let state = &mut self.states[child];
                shift += state.shift;
                moved += shift + state.change;
                state.modifier += moved;
                sums[child] = sum;
            }
        }
        xs
    }
}

/// Notes that sibling `i` reaches down to `depth`: those that reach less far
/// are hidden behind it.
fn note(depths: &mut Depths, depth: f64, i: usize) {
    while depths.last().is_some_and(|d| depth >= d.0) {
        depths.pop();
    }
    depths.push((depth, i));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parent_stands_over_the_middle_of_its_children() {
        let block = |y: f64, children: Vec<usize>| Block {
            width: 10.0,
            height: 10.0,
            y,
            children,
        };
        let blocks = [
            block(0.0, vec![1, 2]),
            block(20.0, vec![]),
            block(20.0, vec![]),
        ];
        assert_eq!(spread(&blocks, &[0], 5.0, 5.0), vec![7.5, 0.0, 15.0]);
    }
}
