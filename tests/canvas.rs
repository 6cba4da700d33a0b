//! The canvas driven as in the window: keys, wheel, drags, the zoom control and
//! the map, over pictures made by the two layouts.

mod common;

use egui::{Key, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::graph::layout::{EdgeSpec, LayoutRequest, NodeSpec, layout, verify};
use sightline::graph::tree::{TreeNode, TreeRequest, tree};
use sightline::ui::canvas::{Camera, Minimap, View, minimap, navigate, zoom, zoom_control};
use sightline::ui::theme;

/// Nodes, curves and the camera over them.
#[derive(Default)]
struct Picture {
    camera: Camera,
    rects: Vec<Rect>,
    curves: Vec<[Pos2; 4]>,
    bounds: Rect2,
}

struct Rect2(Rect);

impl Default for Rect2 {
    fn default() -> Self {
        Self(Rect::ZERO)
    }
}

fn show(ui: &mut Ui, picture: &mut Picture) {
    let tokens = theme::tokens(ui);
    let bounds = picture.bounds.0;
    let (viewport, ground) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    navigate(ui, &ground, &mut picture.camera, bounds);
    let camera = picture.camera;
    let painter = ui.painter_at(viewport);
    painter.rect_filled(viewport, 0.0, tokens.canvas);
    for curve in &picture.curves {
        let points = curve.map(|p| camera.to_screen(viewport, p));
        let stroke = Stroke::new(1.0, tokens.field);
        painter.add(egui::epaint::CubicBezierShape::from_points_stroke(
            points,
            false,
            egui::Color32::TRANSPARENT,
            stroke,
        ));
    }
    for i in camera.seen(viewport, &picture.rects) {
        let rect = camera.rect_to_screen(viewport, picture.rects[i]);
        painter.rect(
            rect,
            6.0,
            tokens.panel,
            Stroke::new(1.0, tokens.field),
            StrokeKind::Inside,
        );
    }
    let map = Minimap {
        viewport,
        bounds,
        rects: &picture.rects,
        lit: &|i| i == 0,
    };
    let corner = viewport.max - minimap::SIZE - vec2(12.0, 12.0);
    map.show(ui, corner, &mut picture.camera, tokens);
    let beside = pos2(
        corner.x - zoom::SIZE.x - 8.0,
        viewport.bottom() - 12.0 - zoom::SIZE.y,
    );
    zoom_control(ui, beside, viewport, &mut picture.camera, bounds, tokens);
}

fn harness(picture: Picture) -> (Harness<'static, Picture>, common::Screen) {
    let (builder, screen) = common::builder([1200.0, 800.0], false);
    (builder.build_ui_state(show, picture), screen)
}

/// A small access graph as in the workspace: five columns and some cycles.
fn graph() -> Picture {
    let shares = [12, 8, 7, 14, 6];
    let mut nodes = Vec::new();
    let mut starts = Vec::new();
    for (layer, share) in shares.into_iter().enumerate() {
        starts.push(nodes.len());
        nodes.extend((0..share).map(|i| NodeSpec {
            key: format!("{layer}:{i}"),
            size: vec2(176.0, 40.0),
            layer: Some(layer),
            ..NodeSpec::default()
        }));
    }
    let mut edges = Vec::new();
    for layer in 0..4 {
        for i in 0..shares[layer] {
            let to = i * shares[layer + 1] / shares[layer];
            edges.push(EdgeSpec {
                from: starts[layer] + i,
                to: starts[layer + 1] + to,
            });
            if i % 3 == 0 {
                let to = (to + 1 + i % 2) % shares[layer + 1];
                edges.push(EdgeSpec {
                    from: starts[layer] + i,
                    to: starts[layer + 1] + to,
                });
            }
        }
    }
    edges.push(EdgeSpec {
        from: 0,
        to: starts[3] + 9,
    });
    edges.push(EdgeSpec {
        from: starts[3] + 2,
        to: starts[3] + 4,
    });
    edges.push(EdgeSpec {
        from: starts[3] + 9,
        to: starts[3] + 8,
    });
    let request = LayoutRequest {
        nodes,
        edges,
        ..LayoutRequest::default()
    };
    let layout = layout(&request);
    assert_eq!(verify(&request, &layout), vec![]);
    Picture {
        camera: Camera::default(),
        curves: layout
            .edges
            .iter()
            .flat_map(|e| e.curves().collect::<Vec<_>>())
            .collect(),
        rects: layout.nodes,
        bounds: Rect2(layout.bounds),
    }
}

fn chart() -> Picture {
    let parents = (0..90_usize).map(|i| i.checked_sub(1).map(|p| if p < 6 { 0 } else { p / 5 }));
    let nodes = parents.map(|parent| TreeNode {
        parent,
        size: vec2(184.0, 58.0),
        folded: parent == Some(3),
    });
    let request = TreeRequest {
        nodes: nodes.collect(),
        column: Some(6),
        column_size: Some(vec2(160.0, 58.0)),
        fold_sign: Some(vec2(184.0, 28.0)),
        ..TreeRequest::default()
    };
    let chart = tree(&request);
    let lines = chart
        .links
        .iter()
        .flat_map(|l| l.points.windows(2).map(|p| [p[0], p[0], p[1], p[1]]));
    Picture {
        camera: Camera::default(),
        curves: lines.collect(),
        rects: chart
            .nodes
            .iter()
            .chain(&chart.fold_signs)
            .flatten()
            .copied()
            .collect(),
        bounds: Rect2(chart.bounds),
    }
}

#[test]
fn keys_and_the_zoom_control_zoom_and_show_everything() {
    let (mut harness, screen) = harness(graph());
    harness.hover_at(pos2(600.0, 300.0));
    harness.run();
    harness.key_press(Key::Num0);
    harness.run();
    let all = harness.state().camera.view();
    let viewport = harness.ctx.content_rect();
    assert!(
        harness
            .state()
            .camera
            .visible(viewport)
            .contains_rect(harness.state().bounds.0)
    );
    common::save(&screen.picture(&harness), "canvas-graph");
    harness.get_by_label("Zoom in").click();
    harness.run();
    assert!((harness.state().camera.zoom() / all.zoom - 1.25).abs() < 0.01);
    harness.get_by_label("Show everything").click();
    harness.run();
    assert_eq!(harness.state().camera.view(), all);
    harness.hover_at(pos2(600.0, 300.0));
    harness.key_press(Key::Num1);
    harness.run();
    assert_eq!(harness.state().camera.zoom(), 1.0);
}

#[test]
fn dragging_the_ground_moves_the_picture() {
    let (mut harness, _) = harness(graph());
    harness.run();
    let before = harness.state().camera.view();
    harness.drag_at(pos2(300.0, 300.0));
    harness.run_steps(1);
    harness.hover_at(pos2(340.0, 280.0));
    harness.run_steps(1);
    harness.drop_at(pos2(340.0, 280.0));
    harness.run();
    let after = harness.state().camera.view();
    assert_eq!(after.center - before.center, vec2(-40.0, 20.0));
}

#[test]
fn a_click_in_the_map_goes_there() {
    let (mut harness, _) = harness(graph());
    harness.run();
    harness.state_mut().camera.jump_to(View {
        center: pos2(5000.0, 5000.0),
        zoom: 1.0,
    });
    harness
        .get_by_label("Map of the picture, click to go there")
        .click();
    harness.run();
    let view = harness.state().camera.view();
    assert!(view.center.distance(harness.state().bounds.0.center()) < 5.0);
}

#[test]
fn without_animations_the_camera_is_there_at_once() {
    let (mut harness, _) = harness(chart());
    theme::set_less_motion(&harness.ctx, true);
    harness.hover_at(pos2(600.0, 300.0));
    harness.run();
    harness.key_press(Key::Num0);
    harness.run_steps(1);
    let camera = harness.state().camera;
    assert_eq!(camera.view(), camera.goal());
}

#[test]
fn the_org_chart_is_drawn() {
    let (mut harness, screen) = harness(chart());
    harness.hover_at(pos2(600.0, 300.0));
    harness.run();
    harness.key_press(Key::Num0);
    harness.run();
    common::save(&screen.picture(&harness), "canvas-chart");
}
