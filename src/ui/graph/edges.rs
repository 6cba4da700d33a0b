//! Edges as things one can point at: what they say, the one that is chosen, and taking one away.

use egui::{Key as Press, Pos2, Rect, Response, Role, Ui, WidgetInfo, vec2};

use super::State;
use super::draw;
use super::picture::{FAR, Picture};
use super::walk;
use crate::engine::capital;
use crate::graph::layout::EdgePath;
use crate::graph::scene::{Edge, EdgeKind, Node, NodeKind, Scene};
use crate::session::Actions;
use crate::session::edits::links;
use crate::ui::Context;
use crate::ui::icons;
use crate::ui::paint::{self, Ring};
use crate::ui::signs;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Popover, label, link};

/// How far from an edge the pointer still means it, in points.
const NEAR: f32 = 6.0;
/// More edges in view than this are drawn without being controls.
const MOST_WIDGETS: usize = 300;

/// An edge by the keys of its nodes: it is the same one in the next picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct EdgeName {
    from: String,
    to: String,
    kind: EdgeKind,
}

impl EdgeName {
    pub(super) fn of(scene: &Scene, edge: &Edge) -> Option<EdgeName> {
        Some(EdgeName {
            from: scene.nodes.get(edge.from)?.key.clone(),
            to: scene.nodes.get(edge.to)?.key.clone(),
            kind: edge.kind,
        })
    }

    pub(super) fn find(&self, scene: &Scene) -> Option<usize> {
        let (from, to) = (scene.position(&self.from)?, scene.position(&self.to)?);
        let is_it = |edge: &Edge| edge.from == from && edge.to == to && edge.kind == self.kind;
        scene.edges.iter().position(is_it)
    }
}

/// What an edge says.
pub(super) fn sentence(scene: &Scene, edge: &Edge) -> String {
    let title = |n: usize| scene.nodes.get(n).map_or("", |node| node.title.as_str());
    let to = scene.nodes.get(edge.to);
    if let Some(set) = to.filter(|node| node.kind == NodeKind::CustomSet) {
        let what = set.subtitle.to_lowercase();
        return format!("{} has their own {what}", title(edge.from));
    }
    let is_group = to.is_some_and(|node| node.kind == NodeKind::Group);
    let from = scene.nodes.get(edge.from);
    let are_many = from.is_some_and(|node| node.kind == NodeKind::Bundle);
    let verb = match edge.kind {
        EdgeKind::Member if are_many => "are members of",
        EdgeKind::Holds if are_many => "hold",
        EdgeKind::Direct if are_many => "are given directly",
        EdgeKind::Member => "is a member of",
        EdgeKind::Holds => "holds",
        EdgeKind::Contains if is_group => "is part of",
        EdgeKind::Contains => "contains",
        EdgeKind::Grants => "grants",
        EdgeKind::Reaches => "reaches",
        EdgeKind::Direct => "is given directly",
        EdgeKind::Implies => "brings",
        EdgeKind::Needs => "needs",
        EdgeKind::PartOf => "has the part",
        EdgeKind::ViewSet => "decides what is seen in",
        EdgeKind::Blocked => "does not get past",
    };
    let level = to.and_then(|node| node.level.as_ref());
    let level = level.map_or(String::new(), |(level, ..)| format!(", {level}"));
    let note = match edge.note.as_str() {
        "" => String::new(),
        note => format!(" ({note})"),
    };
    let (from, to) = (title(edge.from), title(edge.to));
    // A group and a role may bear one name.
    let kind = |n: usize| {
        let node = scene.nodes.get(n).filter(|_| from == to);
        node.map_or(String::new(), |node| {
            format!("{} ", signs::node(node.kind).word().to_lowercase())
        })
    };
    let (of, on) = (kind(edge.from), kind(edge.to));
    capital(&format!("{of}{from} {verb} {on}{to}{level}{note}"))
}

/// Draws the edge under the pointer and the chosen one over the others, and what can be done with
/// it. True if a click on the ground was for an edge.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    picture: &Picture,
    viewport: Rect,
    ground: &Response,
    actions: &mut Actions,
) -> bool {
    let scene = &picture.scene;
    let t = theme::tokens(ui);
    let pointer = ground.hover_pos().filter(|_| ground.hovered());
    let hovered = pointer.and_then(|at| under(state, picture, viewport, at));
    if let Some(edge) = hovered.and_then(|n| scene.edges.get(n)) {
        let words = sentence(scene, edge);
        ground.clone().on_hover_text_at_pointer(words);
    }
    let was_clicked = ground.clicked() && hovered.is_some();
    let mut asked = hovered.filter(|_| was_clicked);
    asked = asked.or(controls(ui, state, picture, viewport));
    if let Some(edge) = asked.and_then(|n| scene.edges.get(n)) {
        state.edge = EdgeName::of(scene, edge);
    } else if ground.clicked() {
        state.edge = None;
    }
    let chosen = state.edge.as_ref().and_then(|edge| edge.find(scene));
    let marked = [(hovered, 1.5, t.text2), (chosen, 2.5, t.accent)];
    for (nth, width, ink) in marked {
        if let Some(n) = nth {
            draw::over(ui, &state.camera, viewport, picture, n, width, ink);
        }
    }
    match chosen {
        Some(n) => card(ui, cx, state, picture, viewport, n, actions),
        None => state.edge = None,
    }
    was_clicked
}

fn under(state: &State, picture: &Picture, viewport: Rect, at: Pos2) -> Option<usize> {
    if state.camera.zoom() < FAR {
        return None;
    }
    let world = state.camera.to_world(viewport, at);
    let near = NEAR / state.camera.zoom();
    let edges = picture.layout.edges.iter().zip(&picture.around).enumerate();
    let best = edges
        .filter(|(_, (_, around))| around.expand(near).contains(world))
        .map(|(n, (path, _))| (n, distance(path, world)))
        .min_by(|a, b| a.1.total_cmp(&b.1))?;
    (best.1 <= near).then_some(best.0)
}

/// How far a place is from a path, its curves taken as short straight pieces.
fn distance(path: &EdgePath, at: Pos2) -> f32 {
    const PIECES: usize = 12;
    let mut best = f32::INFINITY;
    for curve in path.curves() {
        let on = |share: f32| draw::on_curve(curve, share);
        for n in 0..PIECES {
            let from = on(n as f32 / PIECES as f32);
            let to = on((n + 1) as f32 / PIECES as f32);
            let along = to - from;
            let part = ((at - from).dot(along) / along.length_sq().max(0.001)).clamp(0.0, 1.0);
            best = best.min((at - (from + along * part)).length());
        }
    }
    best
}

/// A small control on each edge in view, for the keyboard and for those who listen. The one that
/// was pressed.
fn controls(ui: &Ui, state: &mut State, picture: &Picture, viewport: Rect) -> Option<usize> {
    let visible = state.camera.visible(viewport);
    let among = state.walk.edge(&picture.scene);
    let held = among.map(|(n, _)| n);
    let is_far = state.camera.zoom() < FAR;
    let in_view: Vec<(usize, Pos2)> = picture
        .layout
        .edges
        .iter()
        .enumerate()
        .filter(|(n, path)| Some(*n) == held || (!is_far && visible.contains(path.label_at)))
        .map(|(n, path)| (n, state.camera.to_screen(viewport, path.label_at)))
        .collect();
    // Of too many only the one with the keyboard.
    let are_controls = in_view.len() <= MOST_WIDGETS;
    let in_view = in_view
        .into_iter()
        .filter(|(n, _)| are_controls || Some(*n) == held);
    let t = theme::tokens(ui);
    let mut pressed = None;
    for (n, at) in in_view {
        let Some(edge) = picture.scene.edges.get(n) else {
            continue;
        };
        let Some(name) = EdgeName::of(&picture.scene, edge) else {
            continue;
        };
        let is_chosen = state.edge.as_ref() == Some(&name);
        let rect = Rect::from_center_size(at, vec2(10.0, 10.0));
        let id = walk::edge_id(ui, &name);
        let response = ui.interact(rect, id, walk::sense(Some(n) == held));
        let words = sentence(&picture.scene, edge);
        // The one with the keyboard says where it is among its like.
        let told = match among.filter(|(held, _)| *held == n) {
            Some((_, among)) => {
                let (nth, of) = picture.walk().count(n, among);
                format!("{words}, edge {nth} of {of}")
            }
            None => words.clone(),
        };
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &told));
        if response.has_focus() {
            draw::over(ui, &state.camera, viewport, picture, n, 2.5, t.accent);
            paint::focus_ring(ui, &response, 4.0, Ring::Outside, t);
            state.walk.on_edge(name, id);
        }
        if response.clicked() {
            pressed = Some(n);
            state.into_card = response.has_focus();
        }
        response.on_hover_text(words);
    }
    pressed
}

/// What a chosen edge says, its ends as doors, and taking it away.
fn card(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut State,
    picture: &Picture,
    viewport: Rect,
    n: usize,
    actions: &mut Actions,
) {
    let scene = &picture.scene;
    let (Some(edge), Some(path)) = (scene.edges.get(n), picture.layout.edges.get(n)) else {
        return;
    };
    let (Some(from), Some(to)) = (scene.nodes.get(edge.from), scene.nodes.get(edge.to)) else {
        return;
    };
    let at = state.camera.to_screen(viewport, path.label_at);
    if !viewport.contains(at) {
        return;
    }
    let t = theme::tokens(ui);
    let cut = cut(cx, edge.kind, from, to);
    let anchor = Rect::from_center_size(at, vec2(12.0, 12.0));
    // Opened by a key, the card has the keyboard.
    let mut enter = std::mem::take(&mut state.into_card);
    let mut focus = |response: Response| {
        if std::mem::take(&mut enter) {
            response.request_focus();
        }
        response
    };
    let (take, close) = Popover::new("Edge", anchor)
        .width(320.0)
        .below()
        .show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let words = sentence(scene, edge);
            label(ui, words, Type::Small, Weight::Semibold, t.text);
            ui.horizontal_wrapped(|ui| {
                for node in [from, to] {
                    if let Some(key) = &node.record
                        && focus(link(ui, &node.title)).clicked()
                    {
                        actions.select(key.clone());
                    }
                }
            });
            match &cut {
                Ok(_) => {
                    let button = Button::destructive("Take away").icon(icons::DELETE);
                    ui.add(button).clicked()
                }
                Err(why) => {
                    label(ui, why.as_str(), Type::Small, Weight::Regular, t.text3);
                    false
                }
            }
        });
    crate::ui::keys::claim_delete(ui.ctx());
    let is_typing = ui.text_edit_focused();
    let delete = !is_typing && ui.input(|input| input.key_pressed(Press::Delete));
    if (take || delete)
        && let Ok(change) = cut
    {
        actions.apply(change);
        state.edge = None;
    }
    if close {
        state.edge = None;
        if !ui.input(|input| input.pointer.any_pressed()) {
            state.walk.come_back(ui);
        }
    }
}

fn cut(
    cx: &Context<'_>,
    kind: EdgeKind,
    from: &Node,
    to: &Node,
) -> Result<crate::model::Change, String> {
    let (Some(from_key), Some(to_key)) = (&from.record, &to.record) else {
        return Err(match kind {
            EdgeKind::Reaches => "It is the limit of the grant: change it at the grant".to_owned(),
            _ => "It stands for several people: open the bundle to choose one".to_owned(),
        });
    };
    let granted = to.key.strip_prefix("permission:");
    let granted = granted.and_then(|rest| rest.rsplit_once('@'));
    let granted = granted.zip(to.level.as_ref());
    let granted = granted.map(|((permission, _), (level, ..))| (permission, level));
    links::cut(cx.model, from_key, kind, to_key, granted)
}
