//! Many separate trees, such as people without a manager, stand in rows instead of one endless
//! row. The trees themselves stay as they were laid out.

use egui::{Rect, Vec2, pos2, vec2};

use crate::graph::tree::TreeLayout;

/// Free room between the trees.
const GAP: f32 = 40.0;
/// Up to this width trees stand in one row.
const WIDE: f32 = 2_600.0;

/// Puts the trees into rows, if one row of them would be too long. `ups` is who stands above whom.
pub fn wrap(layout: &mut TreeLayout, ups: &[Option<usize>]) {
    let roots = roots(layout, ups);
    let mut boxes: Vec<(usize, Rect)> = Vec::new();
    let mut place_of = vec![usize::MAX; layout.nodes.len()];
    for (nth, rect) in layout.nodes.iter().enumerate() {
        let (Some(rect), Some(root)) = (rect, roots.get(nth)) else {
            continue;
        };
        match place_of.get(*root).copied() {
            Some(usize::MAX) => {
                if let Some(place) = place_of.get_mut(*root) {
                    *place = boxes.len();
                }
                boxes.push((*root, *rect));
            }
            Some(place) => {
                if let Some((_, around)) = boxes.get_mut(place) {
                    *around = around.union(*rect);
                }
            }
            None => {}
        }
    }
    let area: f32 = boxes
        .iter()
        .map(|(_, r)| (r.width() + GAP) * (r.height() + GAP))
        .sum();
    let widest = boxes.iter().map(|(_, r)| r.width()).fold(0.0, f32::max);
    let most = widest.max(area.sqrt() * 1.6).max(WIDE);
    if boxes.len() < 2 || layout.bounds.width() <= most {
        return;
    }
    boxes.sort_by(|a, b| a.1.left().total_cmp(&b.1.left()).then(a.0.cmp(&b.0)));
    let (mut x, mut y, mut high) = (0.0, 0.0, 0.0_f32);
    let mut shifts = vec![Vec2::ZERO; layout.nodes.len()];
    for (root, around) in boxes {
        if x > 0.0 && x + around.width() > most {
            (x, y, high) = (0.0, y + high + GAP, 0.0);
        }
        if let Some(shift) = shifts.get_mut(root) {
            *shift = pos2(x, y) - around.min;
        }
        x += around.width() + GAP;
        high = high.max(around.height());
    }
    let shift_of = |nth: usize| -> Vec2 {
        let root = roots.get(nth).copied().unwrap_or(nth);
        shifts.get(root).copied().unwrap_or(vec2(0.0, 0.0))
    };
    let mut bounds = Rect::NOTHING;
    for (nth, rect) in layout.nodes.iter_mut().enumerate() {
        if let Some(rect) = rect {
            *rect = rect.translate(shift_of(nth));
            bounds = bounds.union(*rect);
        }
    }
    for (nth, sign) in layout.fold_signs.iter_mut().enumerate() {
        if let Some(sign) = sign {
            *sign = sign.translate(shift_of(nth));
            bounds = bounds.union(*sign);
        }
    }
    for link in &mut layout.links {
        let shift = shift_of(link.child);
        link.points.iter_mut().for_each(|point| *point += shift);
    }
    layout.bounds = bounds;
}

/// The top of the tree each node stands in. A circle is cut above its first node.
fn roots(layout: &TreeLayout, ups: &[Option<usize>]) -> Vec<usize> {
    let cut: Vec<usize> = layout
        .cycles
        .iter()
        .filter_map(|cycle| cycle.first().copied())
        .collect();
    let mut roots: Vec<Option<usize>> = vec![None; ups.len()];
    for start in 0..ups.len() {
        let mut way = Vec::new();
        let mut at = start;
        let root = loop {
            if let Some(known) = roots.get(at).copied().flatten() {
                break known;
            }
            way.push(at);
            let up = ups.get(at).copied().flatten().filter(|up| *up < ups.len());
            match up.filter(|_| !cut.contains(&at)) {
                Some(up) if way.len() <= ups.len() => at = up,
                _ => break at,
            }
        };
        for nth in way {
            if let Some(slot) = roots.get_mut(nth) {
                *slot = Some(root);
            }
        }
    }
    let roots = roots.into_iter().enumerate();
    roots.map(|(nth, root)| root.unwrap_or(nth)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::tree::{TreeNode, TreeRequest, tree};

    #[test]
    fn a_thousand_alone_stand_in_a_block_without_overlapping() {
        let ups: Vec<Option<usize>> = (0..1_000).map(|n| (n == 1).then_some(0)).collect();
        let nodes = ups.iter().map(|up| TreeNode {
            parent: *up,
            size: vec2(184.0, 58.0),
            folded: false,
        });
        let mut layout = tree(&TreeRequest {
            nodes: nodes.collect(),
            ..TreeRequest::default()
        });
        wrap(&mut layout, &ups);
        let (wide, high) = (layout.bounds.width(), layout.bounds.height());
        assert!(wide < 8_000.0 && high < 8_000.0, "{wide} × {high}");
        let rects: Vec<Rect> = layout.nodes.iter().flatten().copied().collect();
        assert_eq!(rects.len(), 1_000);
        for (nth, one) in rects.iter().enumerate() {
            let after = rects.iter().skip(nth + 1);
            assert!(after.into_iter().all(|other| !one.intersects(*other)));
        }
    }
}
