//! The laws of the org chart: no two people overlap, managers stand above their
//! reports, the same request gives the same picture, cycles end.

use emath::{Rect, vec2};
use proptest::prelude::*;
use sightline::graph::tree::{TreeGaps, TreeNode, TreeRequest, tree};

fn request(parents: &[Option<usize>]) -> TreeRequest {
    let node = |parent: &Option<usize>| TreeNode {
        parent: *parent,
        size: vec2(184.0, 58.0),
        folded: false,
    };
    TreeRequest {
        nodes: parents.iter().map(node).collect(),
        fold_sign: Some(vec2(184.0, 28.0)),
        ..TreeRequest::default()
    }
}

fn overlapping(rects: &[Rect]) -> Option<(Rect, Rect)> {
    let mut rects = rects.to_vec();
    rects.sort_by(|a, b| a.left().total_cmp(&b.left()));
    for (i, a) in rects.iter().enumerate() {
        for b in rects[i + 1..]
            .iter()
            .take_while(|b| b.left() < a.right() - 0.1)
        {
            if a.intersect(*b).height() > 0.1 {
                return Some((*a, *b));
            }
        }
    }
    None
}

#[test]
fn reports_stand_below_the_middle_of_their_manager() {
    let chart = tree(&request(&[None, Some(0), Some(0)]));
    let rects: Vec<Rect> = chart.nodes.iter().flatten().copied().collect();
    assert_eq!(
        rects[0].center().x,
        (rects[1].center().x + rects[2].center().x) / 2.0
    );
    assert_eq!(
        rects[1].top() - rects[0].bottom(),
        TreeGaps::default().level
    );
    assert_eq!(
        rects[2].left() - rects[1].right(),
        TreeGaps::default().sibling
    );
}

#[test]
fn a_fold_hides_everyone_below_and_says_how_many() {
    let mut request = request(&[None, Some(0), Some(1), Some(1), Some(3)]);
    request.nodes[1].folded = true;
    let chart = tree(&request);
    assert_eq!(
        chart.nodes.iter().map(Option::is_some).collect::<Vec<_>>(),
        vec![true, true, false, false, false]
    );
    assert!(chart.fold_signs[1].is_some_and(|sign| sign.top() > chart.nodes[1].unwrap().bottom()));
    assert_eq!(chart.n_below, vec![4, 3, 0, 1, 0]);
}

#[test]
fn reports_without_reports_stand_in_a_column() {
    let mut request = request(&[None, Some(0), Some(0), Some(0), Some(0), Some(0)]);
    request.column = Some(3);
    request.column_size = Some(vec2(160.0, 58.0));
    let chart = tree(&request);
    let rects: Vec<Rect> = chart.nodes.iter().flatten().copied().collect();
    assert_eq!(rects[1].left(), rects[3].left());
    assert_eq!(rects[1].width(), 160.0);
    assert_eq!(rects[4].top(), rects[1].top());
    assert!(rects[4].left() > rects[1].right());
}

#[test]
fn a_line_of_managers_that_closes_is_cut_and_reported() {
    let chart = tree(&request(&[
        Some(2),
        Some(0),
        Some(1),
        Some(1),
        Some(9),
        Some(5),
    ]));
    assert_eq!(chart.cycles, vec![vec![0, 1, 2], vec![5]]);
    assert!(chart.nodes.iter().all(Option::is_some));
}

#[test]
fn a_chain_of_100_000_managers_ends() {
    let parents: Vec<Option<usize>> = (0..100_000_usize).map(|i| i.checked_sub(1)).collect();
    let chart = tree(&request(&parents));
    assert_eq!(chart.n_below[0], 99_999);
}

#[test]
fn a_company_of_10_000_has_no_overlap() {
    let parents: Vec<Option<usize>> = (0..10_000_usize)
        .map(|i| i.checked_sub(1).map(|p| p / 6))
        .collect();
    for column in [None, Some(8)] {
        let chart = tree(&TreeRequest {
            column,
            ..request(&parents)
        });
        let rects: Vec<Rect> = chart.nodes.iter().flatten().copied().collect();
        assert_eq!(rects.len(), 10_000);
        assert_eq!(overlapping(&rects), None);
    }
}

fn any_request() -> impl Strategy<Value = TreeRequest> {
    let node = (
        prop::option::weighted(0.95, 0..60_usize),
        20.0..200.0_f32,
        20.0..90.0_f32,
        0..8_u8,
    );
    (
        prop::collection::vec(node, 0..60),
        prop::option::of(1..6_usize),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(nodes, column, forward, sign)| TreeRequest {
            nodes: nodes
                .into_iter()
                .enumerate()
                .map(|(i, (parent, w, h, fold))| TreeNode {
                    // Mostly real trees, now and then anything at all.
                    parent: parent.and_then(|p| {
                        if forward {
                            (i > 0).then(|| p % i.max(1))
                        } else {
                            Some(p)
                        }
                    }),
                    size: vec2(w, h),
                    folded: fold == 0,
                })
                .collect(),
            column,
            fold_sign: sign.then_some(vec2(120.0, 26.0)),
            ..TreeRequest::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_and_links_touch(request in any_request()) {
        let chart = tree(&request);
        let shown: Vec<Rect> = chart.nodes.iter().chain(&chart.fold_signs).flatten().copied().collect();
        prop_assert_eq!(overlapping(&shown), None);
        prop_assert!(shown.iter().all(|r| chart.bounds.expand(0.1).contains_rect(*r)));
        for link in &chart.links {
            let above = chart.nodes[link.parent].unwrap();
            let below = if link.parent == link.child { chart.fold_signs[link.child] } else { chart.nodes[link.child] }.unwrap();
            prop_assert!(above.expand(0.1).contains(link.points[0]));
            prop_assert!(below.expand(0.1).contains(*link.points.last().unwrap()));
            prop_assert!(below.top() > above.bottom());
            prop_assert!(link.points.windows(2).all(|p| p[0].x == p[1].x || p[0].y == p[1].y));
        }
        prop_assert_eq!(&chart, &tree(&request));
    }
}
