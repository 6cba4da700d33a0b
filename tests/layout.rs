//! The laws of the layered layout: nothing overlaps, every edge touches its
//! nodes, the same request gives the same picture, what is fixed stays fixed.

use emath::{pos2, vec2};
use proptest::prelude::*;
use sightline::graph::layout::{
    Direction, EdgeSpec, Effort, LayoutRequest, NodeSpec, Run, layout, verify,
};

fn nodes(n: usize) -> Vec<NodeSpec> {
    (0..n)
        .map(|i| NodeSpec {
            key: format!("n{i}"),
            size: vec2(176.0, 40.0),
            ..NodeSpec::default()
        })
        .collect()
}

fn request(n: usize, edges: &[(usize, usize)]) -> LayoutRequest {
    let edges = edges
        .iter()
        .map(|&(from, to)| EdgeSpec { from, to })
        .collect();
    LayoutRequest {
        nodes: nodes(n),
        edges,
        ..LayoutRequest::default()
    }
}

#[test]
fn an_empty_graph_is_an_empty_picture() {
    let picture = layout(&LayoutRequest::default());
    assert!(picture.nodes.is_empty() && picture.bounds.is_finite());
}

#[test]
fn an_edge_runs_from_border_to_border() {
    let picture = layout(&request(2, &[(0, 1)]));
    assert_eq!(
        picture.edges[0].points.first(),
        Some(&picture.nodes[0].right_center())
    );
    assert_eq!(
        picture.edges[0].points.last(),
        Some(&picture.nodes[1].left_center())
    );
    assert_eq!(picture.edges[0].arrival(), vec2(1.0, 0.0));
}

#[test]
fn cycles_loops_and_parallel_edges_are_drawn_and_reported() {
    let request = request(4, &[(0, 1), (1, 2), (2, 0), (3, 3), (0, 3), (0, 3), (9, 0)]);
    let picture = layout(&request);
    assert_eq!(verify(&request, &picture), vec![]);
    assert_eq!(picture.cycles, vec![vec![0, 1, 2], vec![3]]);
    let runs: Vec<Run> = picture.edges.iter().map(|e| e.run).collect();
    assert_eq!(runs.iter().filter(|r| **r == Run::Backward).count(), 1);
    assert_eq!((runs[3], runs[6]), (Run::Loop, Run::Missing));
    assert!(picture.edges[0].in_cycle && !picture.edges[4].in_cycle);
    assert_ne!(picture.edges[4].points, picture.edges[5].points);
}

#[test]
fn fixed_layers_are_columns_in_order() {
    let mut request = request(5, &[(0, 2), (1, 2), (2, 3), (4, 3), (3, 4), (3, 0)]);
    for (node, layer) in request.nodes.iter_mut().zip([0, 0, 1, 7, 7]) {
        node.layer = Some(layer);
    }
    let picture = layout(&request);
    assert_eq!(verify(&request, &picture), vec![]);
    assert_eq!(
        picture.bands.iter().map(|b| b.layer).collect::<Vec<_>>(),
        vec![0, 1, 7]
    );
    assert_eq!(picture.nodes[0].left(), picture.nodes[1].left());
    assert_eq!(picture.edges[3].run, Run::Within);
    assert_eq!(picture.edges[5].run, Run::Backward);
}

#[test]
fn nodes_of_one_group_stand_together() {
    let mut request = request(
        9,
        &[
            (0, 1),
            (0, 2),
            (0, 3),
            (0, 4),
            (0, 5),
            (0, 6),
            (7, 2),
            (7, 5),
            (8, 1),
            (8, 6),
        ],
    );
    for (i, node) in request.nodes.iter_mut().enumerate() {
        node.layer = Some(usize::from((1..7).contains(&i)));
        node.group = (1..7).contains(&i).then_some(i as u32 % 2);
    }
    let picture = layout(&request);
    let mut column: Vec<usize> = (1..7).collect();
    column.sort_by(|a, b| picture.nodes[*a].top().total_cmp(&picture.nodes[*b].top()));
    let changes = column.windows(2).filter(|p| p[0] % 2 != p[1] % 2).count();
    assert_eq!(changes, 1, "{column:?}");
}

#[test]
fn a_new_node_leaves_the_others_near_their_places() {
    let edges: Vec<(usize, usize)> = (1..60)
        .map(|i| (i * 7 / 11, i))
        .chain((1..20).map(|i| (i, i + 39)))
        .collect();
    let before = request(60, &edges);
    let old = layout(&before);
    let mut after = request(62, &edges);
    after
        .edges
        .extend([EdgeSpec { from: 3, to: 60 }, EdgeSpec { from: 60, to: 61 }]);
    after.keep_near(&before, &old);
    let new = layout(&after);
    assert_eq!(verify(&after, &new), vec![]);
    let moves: Vec<f32> = old
        .nodes
        .iter()
        .zip(&new.nodes)
        .map(|(a, b)| a.center().distance(b.center()))
        .collect();
    let near = moves.iter().filter(|m| **m < 80.0).count();
    assert!(near >= 57, "{moves:?}");
}

#[test]
fn the_same_graph_with_its_own_places_as_hints_stays_where_it_is() {
    let edges: Vec<(usize, usize)> = (1..40).map(|i| ((i * 5) % i.max(1), i)).collect();
    let mut request = request(40, &edges);
    let first = layout(&request);
    request.keep_near(&request.clone(), &first);
    let second = layout(&request);
    for (a, b) in first.nodes.iter().zip(&second.nodes) {
        assert!(a.center().distance(b.center()) < 8.0, "{a:?} {b:?}");
    }
}

#[test]
fn a_chain_of_100_000_nodes_ends() {
    let edges: Vec<(usize, usize)> = (1..100_000)
        .map(|i| (i - 1, i))
        .chain([(0, 99_999), (5, 90_000)])
        .collect();
    let request = LayoutRequest {
        effort: Effort::Fast,
        ..request(100_000, &edges)
    };
    let picture = layout(&request);
    assert!(picture.nodes[99_999].left() > picture.nodes[99_998].right());
}

#[test]
fn sizes_and_gaps_that_are_no_numbers_do_no_harm() {
    let mut request = request(3, &[(0, 1), (1, 2)]);
    request.nodes[0].size = vec2(f32::NAN, f32::INFINITY);
    request.nodes[1].size = vec2(-5.0, 1e30);
    request.nodes[2].hint = Some(pos2(f32::NAN, 0.0));
    request.gaps.layer = f32::NAN;
    let picture = layout(&request);
    assert!(picture.nodes.iter().all(|r| r.is_finite()) && picture.bounds.is_finite());
}

/// Any graph: some layers fixed, some groups, some hints, any sizes.
fn any_request() -> impl Strategy<Value = LayoutRequest> {
    let node = (
        10.0..300.0_f32,
        10.0..90.0_f32,
        0..20_usize,
        0..6_u32,
        0..4_u8,
        -500.0..500.0_f32,
    );
    let nodes = prop::collection::vec(node, 1..40);
    (
        nodes,
        prop::collection::vec((0..40_usize, 0..40_usize), 0..80),
        0..3_u8,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(nodes, edges, extras, down, fast)| {
            let n = nodes.len();
            let nodes =
                nodes
                    .into_iter()
                    .enumerate()
                    .map(|(i, (w, h, layer, group, hinted, at))| NodeSpec {
                        key: i.to_string(),
                        size: vec2(w, h),
                        layer: (extras == 1 && layer < 8 || extras == 2 && layer < 19)
                            .then_some(layer % 5),
                        group: (extras != 0 && group < 3).then_some(group),
                        hint: (hinted == 0).then_some(pos2(at * 2.0, at)),
                    });
            LayoutRequest {
                nodes: nodes.collect(),
                edges: edges
                    .into_iter()
                    .map(|(a, b)| EdgeSpec {
                        from: a % n,
                        to: b % n,
                    })
                    .collect(),
                direction: if down {
                    Direction::TopToBottom
                } else {
                    Direction::LeftToRight
                },
                effort: if fast { Effort::Fast } else { Effort::Careful },
                ..LayoutRequest::default()
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_layout_has_a_fault(request in any_request()) {
        let picture = layout(&request);
        prop_assert_eq!(verify(&request, &picture), vec![]);
    }

    #[test]
    fn the_same_request_gives_the_same_layout(request in any_request()) {
        prop_assert_eq!(layout(&request), layout(&request.clone()));
    }

    #[test]
    fn a_picture_kept_near_itself_has_no_fault(request in any_request()) {
        let picture = layout(&request);
        let mut again = request.clone();
        again.keep_near(&request, &picture);
        let second = layout(&again);
        prop_assert_eq!(verify(&again, &second), vec![]);
    }
}
