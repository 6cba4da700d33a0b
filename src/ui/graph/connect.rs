//! Drawing an edge: from the handle of a node, or by choosing two nodes; what it can mean is
//! offered, and goes the way of every edit.

use egui::{Key as Press, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::State;
use super::edges::sentence;
use super::picture::Picture;
use crate::graph::scene::{Edge, Node, NodeKind};
use crate::model::Key;
use crate::session::edits::links::{self, Link};
use crate::session::{Action, Actions};
use crate::ui::Context;
use crate::ui::icons;
use crate::ui::paint;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Popover, entry, label};

/// How far around a node its handle stays.
const AROUND: f32 = 22.0;

/// An edge that is being drawn.
#[derive(Debug, Clone)]
pub(super) struct Drawing {
    /// Key of the node it leaves.
    from: String,
    /// The button is held; else the other end is chosen by a click or by Enter.
    is_held: bool,
}

/// What an edge between two nodes can mean, to choose from.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    from: String,
    links: Vec<Link>,
    anchor: Rect,
}

impl Drawing {
    /// From a node, to whatever is chosen next.
    pub(super) fn from(node: &Node) -> Drawing {
        Drawing {
            from: node.key.clone(),
            is_held: false,
        }
    }
}

/// Draws the handle and the edge on its way, and what it can mean once it has arrived.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    picture: &Picture,
    viewport: Rect,
    actions: &mut Actions,
) {
    let (pointer, pressed) =
        ui.input(|input| (input.pointer.latest_pos(), input.pointer.press_origin()));
    let pointer = pointer.filter(|at| viewport.contains(*at));
    // A held button means the node it went down at, however far the pointer is by now.
    handle(ui, cx, state, picture, viewport, pressed.or(pointer));
    if let Some(to) = state.arrived.take() {
        let to = picture.scene.position(&to);
        arrive(cx, state, picture, viewport, to, actions);
    }
    if let Some(drawing) = state.drawing.clone() {
        on_its_way(ui, cx, state, picture, viewport, pointer, &drawing);
        let (escape, released) =
            ui.input(|i| (i.key_pressed(Press::Escape), i.pointer.any_released()));
        if escape {
            state.drawing = None;
        } else if drawing.is_held && released {
            let to = pointer.and_then(|at| node_at(state, picture, viewport, at, 0.0));
            arrive(cx, state, picture, viewport, to, actions);
        }
    }
    offer(ui, cx, state, actions);
}

fn node_at(
    state: &State,
    picture: &Picture,
    viewport: Rect,
    at: Pos2,
    around: f32,
) -> Option<usize> {
    let world = state.camera.to_world(viewport, at);
    let around = around / state.camera.zoom().max(0.01);
    let mut rects = picture.layout.nodes.iter();
    let inside = rects.position(|rect| rect.contains(world));
    let beside = || {
        let mut rects = picture.layout.nodes.iter();
        rects.position(|rect| around > 0.0 && rect.expand2(vec2(around, 0.0)).contains(world))
    };
    inside.or_else(beside)
}

/// The handle of the node under the pointer, or of the selected one.
fn handle(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut State,
    picture: &Picture,
    viewport: Rect,
    pointer: Option<Pos2>,
) {
    if state.camera.zoom() < 0.5 || state.drawing.is_some() || state.offer.is_some() {
        return;
    }
    let pointed = pointer.and_then(|at| node_at(state, picture, viewport, at, AROUND));
    let n = pointed.or_else(|| cx.selected().and_then(|key| picture.of_record(key)));
    let found = n.and_then(|n| picture.scene.nodes.get(n).zip(picture.layout.nodes.get(n)));
    let Some((node, rect)) = found.filter(|(node, _)| can_leave(node)) else {
        return;
    };
    let t = theme::tokens(ui);
    let rect = state.camera.rect_to_screen(viewport, *rect);
    let at = pos2(rect.right() + 12.0, rect.center().y);
    let place = Rect::from_center_size(at, vec2(20.0, 20.0));
    let id = ui.scope_id().with(("handle", &node.key));
    let response = ui.interact(place, id, Sense::click_and_drag());
    let words = format!("Draw an edge from {}", node.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    let ink = match response.hovered() || response.has_focus() {
        true => t.accent,
        false => t.field,
    };
    let painter = ui.painter();
    painter.circle(at, 7.5, t.panel, Stroke::new(1.2, ink));
    icons::paint(painter, icons::ADD, at, 12.0, ink);
    if response.drag_started() {
        state.drawing = Some(Drawing {
            from: node.key.clone(),
            is_held: true,
        });
    } else if response.clicked() {
        state.drawing = Some(Drawing::from(node));
    }
    response.on_hover_text("Drag to what it is to be joined with, or click");
}

/// True if an edge can begin at a node.
pub(super) fn can_leave(node: &Node) -> bool {
    matches!(
        node.record,
        Some(
            Key::Principal(_)
                | Key::Group(_)
                | Key::Role(_)
                | Key::CustomSet(_)
                | Key::Permission(_)
        )
    )
}

fn links(cx: &Context<'_>, from: &Node, to: &Node) -> Vec<Link> {
    match (&from.record, &to.record) {
        (Some(from), Some(to)) => links::draw(cx.model, from, to),
        _ => Vec::new(),
    }
}

fn on_its_way(
    ui: &Ui,
    cx: &Context<'_>,
    state: &State,
    picture: &Picture,
    viewport: Rect,
    pointer: Option<Pos2>,
    drawing: &Drawing,
) {
    let t = theme::tokens(ui);
    let nodes = &picture.scene.nodes;
    let Some(from) = picture.scene.position(&drawing.from) else {
        return;
    };
    let (Some(start), Some(node)) = (picture.layout.nodes.get(from), nodes.get(from)) else {
        return;
    };
    let start = state.camera.rect_to_screen(viewport, *start);
    let painter = ui.painter();
    let mut words = match drawing.is_held {
        true => "Let go over what it is to be joined with".to_owned(),
        false => format!(
            "Choose what {} is to be joined with, or press Esc",
            node.title
        ),
    };
    let Some(at) = pointer else { return };
    let to = node_at(state, picture, viewport, at, 0.0).filter(|to| *to != from);
    let mut ink = t.accent;
    if let Some((to, rect)) = to.and_then(|n| nodes.get(n).zip(picture.layout.nodes.get(n))) {
        let found = links(cx, node, to);
        words = match found.as_slice() {
            [] => no_link(picture, node, to),
            [one] => format!("{} {}", node.title, one.words),
            more => format!("{} and {}: {} choices", node.title, to.title, more.len()),
        };
        if found.is_empty() {
            ink = t.refused;
        }
        let rect = state.camera.rect_to_screen(viewport, *rect).expand(3.0);
        paint::dashed_rect(painter, rect, 6.0, Stroke::new(2.0, ink), paint::DROP);
    }
    let from_at = start.right_center();
    painter.line_segment([from_at, at], Stroke::new(2.0, ink));
    paint::arrow_head(painter, at, (at - from_at).normalized(), 8.0, ink);
    let line = paint::line(ui, &words, Type::Small.medium(), t.text, 420.0);
    let room = Rect::from_min_size(at + vec2(16.0, 14.0), line.size() + vec2(16.0, 8.0));
    painter.rect(
        room,
        4.0,
        t.raised,
        Stroke::new(1.0, t.line),
        egui::StrokeKind::Inside,
    );
    painter.galley(room.min + vec2(8.0, 4.0), line, t.text);
}

/// Why nothing can be drawn from one to the other.
fn no_link(picture: &Picture, from: &Node, to: &Node) -> String {
    let scene = &picture.scene;
    let at = |node: &Node| scene.position(&node.key);
    let is_it = |edge: &&Edge| Some(edge.from) == at(from) && Some(edge.to) == at(to);
    if let Some(edge) = scene.edges.iter().find(is_it) {
        return format!("{} already", sentence(scene, edge));
    }
    let why = match to.record {
        None if to.kind == NodeKind::Bundle => "open the bundle to choose one of it",
        _ => "such an edge would have no meaning",
    };
    format!(
        "Nothing can be drawn from {} to {}: {why}",
        from.title, to.title
    )
}

/// The edge has come to a node, or to nothing.
fn arrive(
    cx: &Context<'_>,
    state: &mut State,
    picture: &Picture,
    viewport: Rect,
    to: Option<usize>,
    actions: &mut Actions,
) {
    let Some(drawing) = state.drawing.take() else {
        return;
    };
    let nodes = &picture.scene.nodes;
    let from = picture.scene.position(&drawing.from);
    let ends = from.zip(to).filter(|(from, to)| from != to);
    let ends = ends.and_then(|(from, to)| Some((nodes.get(from)?, nodes.get(to)?, to)));
    let Some((from, to, at)) = ends else { return };
    let found = links(cx, from, to);
    match found.as_slice() {
        [] => {
            actions.push(Action::Say(no_link(picture, from, to)));
        }
        [one] => actions.apply(one.change.clone()),
        _ => {
            let rect = picture.layout.nodes.get(at).copied();
            state.offer = rect.map(|rect| Offer {
                from: from.title.clone(),
                links: found,
                anchor: state.camera.rect_to_screen(viewport, rect),
            });
        }
    }
}

/// What the edge can mean.
fn offer(ui: &Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let Some(offer) = &state.offer else { return };
    let t = theme::tokens(ui);
    let mut chosen = None;
    let (_, close) = Popover::new("What the edge means", offer.anchor)
        .width(360.0)
        .show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            label(ui, &offer.from, Type::Small, Weight::Semibold, t.text);
            for link in &offer.links {
                if entry(ui, icons::ADD, &link.words, "").clicked() {
                    chosen = Some(link.change.clone());
                }
            }
        });
    let is_done = chosen.is_some();
    if let Some(change) = chosen {
        actions.apply(change);
    }
    if close || is_done || cx.session.is_palette_open() {
        state.offer = None;
    }
}
