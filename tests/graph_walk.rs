//! How the keyboard goes through a graph: every node and every edge is come to, and one comes back
//! the way one went.

#![allow(clippy::unwrap_used)]

#[allow(dead_code)]
#[path = "common/worlds.rs"]
mod worlds;

use std::collections::BTreeSet;

use sightline::graph::far::far;
use sightline::graph::layout::{Layout, layout};
use sightline::graph::scene::{NODE, Scene, SceneKind, SceneRequest, scene};
use sightline::graph::walk::{Among, Place, Step, Walk};
use sightline::model::{Key, PrincipalId};
use worlds::{engine, sample};

const SAMPLES: [&str; 6] = ["acme", "datafisher", "hibob", "leapsome", "leena", "sherp"];

fn shown(name: &str, kind: SceneKind) -> (Scene, Layout) {
    let request = SceneRequest {
        kind,
        ..SceneRequest::default()
    };
    let scene = scene(&engine(&sample(name)), &request);
    let placed = layout(&scene.layout_request(|_| NODE));
    (scene, placed)
}

#[test]
fn down_comes_to_every_node_and_the_edges_of_each_to_every_edge() {
    for name in SAMPLES {
        for kind in [SceneKind::Access, SceneKind::Permissions] {
            let (scene, layout) = shown(name, kind);
            let walk = Walk {
                scene: &scene,
                layout: &layout,
            };
            let first = walk.nodes()[0];
            let mut at = Place::Node {
                node: first,
                by: None,
            };
            let (mut nodes, mut edges) = (BTreeSet::new(), BTreeSet::new());
            loop {
                let Place::Node { node, .. } = at else {
                    unreachable!()
                };
                assert!(nodes.insert(node), "{name}: in a circle at {node}");
                let mut on = walk.step(at, Step::Right);
                while let Some(Place::Edge { edge, .. }) = on {
                    edges.insert(edge);
                    on = walk.step(on.unwrap(), Step::Down);
                }
                match walk.step(at, Step::Down) {
                    Some(next) => at = next,
                    None => break,
                }
            }
            assert_eq!(nodes.len(), scene.nodes.len(), "{name}");
            assert_eq!(edges.len(), scene.edges.len(), "{name}");
            // Up leads back to the first.
            let first = Place::Node {
                node: first,
                by: None,
            };
            assert_eq!(walk.step(at, Step::First), Some(first), "{name}");
        }
    }
}

#[test]
fn right_goes_along_an_edge_and_left_comes_back_by_the_same_one() {
    let (scene, layout) = shown("acme", SceneKind::Access);
    let walk = Walk {
        scene: &scene,
        layout: &layout,
    };
    for (edge, ends) in scene.edges.iter().enumerate() {
        let on = Place::Edge {
            edge,
            among: Among::Leaving,
        };
        let there = walk.step(on, Step::Right).unwrap();
        let node = ends.to;
        let by = Some(edge);
        assert_eq!(there, Place::Node { node, by });
        let back = walk.step(there, Step::Left).unwrap();
        let among = Among::Entering;
        assert_eq!(back, Place::Edge { edge, among });
        let node = ends.from;
        assert_eq!(walk.step(back, Step::Left), Some(Place::Node { node, by }));
        let (nth, of) = walk.count(edge, Among::Leaving);
        assert!(nth >= 1 && nth <= of);
    }
}

#[test]
fn from_far_away_every_node_is_in_one_block_and_every_edge_in_one_tie() {
    for name in SAMPLES {
        for kind in [SceneKind::Access, SceneKind::Permissions] {
            let (scene, layout) = shown(name, kind);
            for height in [60.0, 200.0, 900.0] {
                let far = far(&scene, &layout, height);
                let mut nodes: Vec<usize> =
                    far.blocks.iter().flat_map(|b| b.nodes.clone()).collect();
                nodes.sort_unstable();
                let all: Vec<usize> = (0..scene.nodes.len()).collect();
                assert_eq!(nodes, all, "{name}");
                let block = |n: usize| far.blocks.iter().position(|b| b.nodes.contains(&n));
                let inside = scene.edges.iter();
                let inside = inside.filter(|e| block(e.from) == block(e.to)).count();
                let tied: usize = far.ties.iter().map(|tie| tie.count).sum();
                assert_eq!(tied + inside, scene.edges.len(), "{name}");
                for (nth, one) in far.blocks.iter().enumerate() {
                    for other in far.blocks.iter().skip(nth + 1) {
                        let common = one.rect.intersect(other.rect);
                        let touch = common.width() > 0.1 && common.height() > 0.1;
                        let same_column = one.rect.x_range() == other.rect.x_range();
                        assert!(!(touch && same_column), "{name}: {one:?} {other:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_block_says_how_many_it_stands_for() {
    let model = sample("acme");
    let (scene, layout) = shown("acme", SceneKind::Access);
    let far = far(&scene, &layout, 1e9);
    let words: Vec<&str> = far.blocks.iter().map(|b| b.words.as_str()).collect();
    let mut people: BTreeSet<&PrincipalId> = BTreeSet::new();
    for node in &scene.nodes {
        people.extend(&node.members);
        people.extend(node.record.iter().filter_map(|key| match key {
            Key::Principal(id) => Some(id),
            _ => None,
        }));
    }
    assert_eq!(far.blocks[0].count, people.len(), "{words:?}");
    assert!(words[0].contains(" people, "), "{words:?}");
    let groups = format!("{} groups", model.groups().len());
    assert!(words.contains(&groups.as_str()), "{words:?}");
}
