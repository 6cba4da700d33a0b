//! The keyboard on the graph: the node or edge it is on, the same one in the next picture, and the
//! steps it takes.

use egui::{FocusDirection, Id, Key as Press, Rect, Response, Sense, Ui, pos2, vec2};

use super::State as Graph;
use super::edges::EdgeName;
use super::node::NAMES;
use super::picture::Picture;
use crate::graph::scene::{Node, Scene};
use crate::graph::walk::{Among, Place, Step, Walk};
use crate::ui::Context;
use crate::ui::canvas::{bring_into_view, fly_near};

/// What the keys do, for the list of keys.
pub const KEYS: [(&str, &str); 5] = [
    (
        "→ ←",
        "along an edge and back: from a node to its edges, from an edge to its end",
    ),
    (
        "↓ ↑",
        "the next edge of a node; from a node to the next one, column by column",
    ),
    ("Home End", "the first and the last of them"),
    ("Enter", "open: select a node, show an edge, open a bundle"),
    ("E", "draw an edge from a node"),
];

/// Where the keyboard is, by names.
#[derive(Debug, Clone, PartialEq)]
enum Spot {
    Node { key: String, by: Option<EdgeName> },
    Edge { name: EdgeName, among: Among },
}

/// Where the keyboard is.
#[derive(Debug, Default)]
pub(super) struct State {
    spot: Option<Spot>,
    /// The control it is on.
    id: Option<Id>,
}

impl State {
    /// The keyboard came to a node in another way than by a step.
    pub(super) fn on_node(&mut self, node: &Node, id: Id) {
        self.id = Some(id);
        let is_there = matches!(&self.spot, Some(Spot::Node { key, .. }) if *key == node.key);
        if !is_there {
            let key = node.key.clone();
            self.spot = Some(Spot::Node { key, by: None });
        }
    }

    /// The keyboard came to an edge in another way than by a step.
    pub(super) fn on_edge(&mut self, edge: EdgeName, id: Id) {
        self.id = Some(id);
        let is_there = matches!(&self.spot, Some(Spot::Edge { name, .. }) if *name == edge);
        if !is_there {
            self.spot = Some(Spot::Edge {
                name: edge,
                among: Among::Leaving,
            });
        }
    }

    /// The same place in a picture.
    pub(super) fn place(&self, scene: &Scene) -> Option<Place> {
        match self.spot.as_ref()? {
            Spot::Node { key, by } => Some(Place::Node {
                node: scene.position(key)?,
                by: by.as_ref().and_then(|edge| edge.find(scene)),
            }),
            Spot::Edge { name, among } => Some(Place::Edge {
                edge: name.find(scene)?,
                among: *among,
            }),
        }
    }

    /// The node the keyboard is on.
    pub(super) fn node(&self, scene: &Scene) -> Option<usize> {
        match self.place(scene)? {
            Place::Node { node, .. } => Some(node),
            Place::Edge { .. } => None,
        }
    }

    /// The node the keyboard is on, while it is there.
    pub(super) fn held(&self, ui: &Ui, scene: &Scene) -> Option<usize> {
        self.has_focus(ui).then(|| self.node(scene)).flatten()
    }

    /// True while the keyboard is there.
    pub(super) fn has_focus(&self, ui: &Ui) -> bool {
        self.id.is_some() && ui.memory(|memory| memory.focused()) == self.id
    }

    /// The edge the keyboard is on, and among which.
    pub(super) fn edge(&self, scene: &Scene) -> Option<(usize, Among)> {
        match self.place(scene)? {
            Place::Node { .. } => None,
            Place::Edge { edge, among } => Some((edge, among)),
        }
    }

    /// The keyboard comes back to where it was, after something that had it has closed.
    pub(super) fn come_back(&self, ui: &Ui) {
        let id = self
            .id
            .filter(|_| ui.memory(|memory| memory.focused()).is_none());
        id.into_iter()
            .for_each(|id| ui.memory_mut(|memory| memory.request_focus(id)));
    }

    fn go(&mut self, scene: &Scene, to: Place) {
        let name = |edge: usize| EdgeName::of(scene, scene.edges.get(edge)?);
        self.spot = match to {
            Place::Node { node, by } => scene.nodes.get(node).map(|node| Spot::Node {
                key: node.key.clone(),
                by: by.and_then(name),
            }),
            Place::Edge { edge, among } => name(edge).map(|name| Spot::Edge { name, among }),
        };
    }
}

/// Tab stops at the graph and at the one thing in it the keyboard is on, not at each of hundreds.
pub(super) fn sense(is_held: bool) -> Sense {
    match is_held {
        true => Sense::click(),
        false => Sense::CLICK,
    }
}

/// The id of the control of a node.
pub(super) fn node_id(ui: &Ui, node: &Node) -> Id {
    ui.scope_id().with(("node", &node.key))
}

/// The id of the control of an edge.
pub(super) fn edge_id(ui: &Ui, edge: &EdgeName) -> Id {
    ui.scope_id().with(("edge", edge))
}

/// True if the keyboard is on the graph, or nowhere.
pub(super) fn is_here(ui: &Ui, cx: &Context<'_>, state: &Graph, ground: &Response) -> bool {
    if ui.text_edit_focused() || ui.ctx().any_popup_open() || cx.session.is_palette_open() {
        return false;
    }
    let (focused, asked) =
        ui.memory(|memory| (memory.focused(), memory.top_modal_layer().is_some()));
    if asked {
        return false;
    }
    focused.is_none() || focused == Some(ground.id) || focused == state.walk.id
}

/// Takes the steps that were pressed, in their order.
pub(super) fn keys(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut Graph,
    picture: &Picture,
    viewport: Rect,
    ground: &Response,
) {
    if !is_here(ui, cx, state, ground) {
        return;
    }
    let steps = pressed(ui);
    if steps.is_empty() {
        return;
    }
    let walk = picture.walk();
    let mut at = begin(ui, cx, state, picture);
    for step in steps {
        at = match at {
            Some(at) => walk.step(at, step).or(Some(at)),
            None => first_in_view(state, &walk, viewport),
        };
    }
    let Some(to) = at else { return };
    state.walk.go(&picture.scene, to);
    let id = match &state.walk.spot {
        Some(Spot::Edge { name, .. }) => Some(edge_id(ui, name)),
        Some(Spot::Node { key, .. }) => Some(ui.scope_id().with(("node", key))),
        None => None,
    };
    state.walk.id = id;
    ui.memory_mut(|memory| {
        // The window itself moves the keyboard by arrows: here they mean edges.
        memory.move_focus(FocusDirection::None);
        id.into_iter().for_each(|id| memory.request_focus(id));
    });
    show(ui, state, picture, viewport, to);
}

/// Where steps begin: where the keyboard is; if it is nowhere, at what is selected.
fn begin(ui: &Ui, cx: &Context<'_>, state: &Graph, picture: &Picture) -> Option<Place> {
    let here = state.walk.place(&picture.scene);
    if state.walk.has_focus(ui) && here.is_some() {
        return here;
    }
    let selected = cx.selected().and_then(|key| picture.of_record(key));
    let selected = selected.map(|node| Place::Node { node, by: None });
    selected.or(here)
}

fn first_in_view(state: &Graph, walk: &Walk<'_>, viewport: Rect) -> Option<Place> {
    let visible = state.camera.visible(free(viewport));
    let nodes = walk.nodes();
    let rect = |node: &usize| walk.layout.nodes.get(*node);
    let is_seen = |node: &&usize| rect(node).is_some_and(|rect| visible.contains_rect(*rect));
    let node = nodes.iter().find(is_seen).or(nodes.first()).copied()?;
    Some(Place::Node { node, by: None })
}

/// The part of the view no heads, legend or map lie over.
fn free(viewport: Rect) -> Rect {
    let low = (viewport.height() * 0.25).min(150.0);
    Rect::from_min_max(
        viewport.min + vec2(0.0, 34.0),
        pos2(viewport.right(), viewport.bottom() - low),
    )
}

fn show(ui: &Ui, state: &mut Graph, picture: &Picture, viewport: Rect, to: Place) {
    let layout = &picture.layout;
    let rect = match to {
        Place::Node { node, .. } => layout.nodes.get(node).copied(),
        Place::Edge { edge, .. } => layout
            .edges
            .get(edge)
            .map(|path| Rect::from_center_size(path.label_at, vec2(120.0, 40.0))),
    };
    let Some(rect) = rect else { return };
    if state.camera.goal().zoom < NAMES {
        fly_near(ui, &mut state.camera, rect, 0.8);
    } else {
        bring_into_view(ui, &mut state.camera, free(viewport), rect, 0.6);
    }
}

/// The steps pressed since the last frame.
fn pressed(ui: &Ui) -> Vec<Step> {
    ui.input(|input| {
        let events = input.events.iter();
        let steps = events.filter_map(|event| match event {
            egui::Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } if modifiers.is_none() => match key {
                Press::ArrowRight => Some(Step::Right),
                Press::ArrowLeft => Some(Step::Left),
                Press::ArrowUp => Some(Step::Up),
                Press::ArrowDown => Some(Step::Down),
                Press::Home => Some(Step::First),
                Press::End => Some(Step::Last),
                _ => None,
            },
            _ => None,
        });
        steps.collect()
    })
}
