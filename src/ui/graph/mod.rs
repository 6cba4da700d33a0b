//! GRAPH: who reaches what, and what permissions imply and need. The scene and its layout are
//! worked out once for a revision and a filter; a frame only draws what is in view.

mod bar;
mod connect;
mod draw;
mod edges;
mod far;
mod filters;
mod find;
mod found;
mod legend;
mod node;
mod paths;
mod picture;
mod save;
mod side;
mod walk;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Rect, Sense, Ui, pos2, vec2};

use crate::engine::{Question, Target};
use crate::graph::scene::{SceneKind, SceneRequest};
use crate::model::{Key, Model, ModuleId, PermissionId, PrincipalId};
use crate::session::Actions;

use super::Context;
pub use walk::KEYS;

use super::canvas::{
    Camera, Minimap, View, bring_into_view, fly_seconds, minimap, navigate, zoom, zoom_control,
    zoom_keys,
};
use super::deed::Deed;
use super::icons;
use super::theme;
use super::widgets::EmptyPlace;
use picture::{Picture, Studio};
use side::Side;

/// What the workspace keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    kind: SceneKind,
    camera: Camera,
    is_placed: bool,
    modules: BTreeSet<ModuleId>,
    around_selection: bool,
    depth: usize,
    open: BTreeSet<String>,
    studio: Studio,
    /// The question whose paths are lit.
    question: Option<Question>,
    shown: Option<Key>,
    /// What the camera flew to last.
    lit_for: Option<What>,
    side: Option<Side>,
    paths: paths::State,
    found: found::State,
    filters: filters::Filters,
    /// Who was selected last: on whom is asked about.
    person: Option<PrincipalId>,
    legend_hidden: bool,
    /// The edge that is chosen.
    edge: Option<edges::EdgeName>,
    /// Its card is to have the keyboard.
    into_card: bool,
    /// The edge that is being drawn.
    drawing: Option<connect::Drawing>,
    /// The node an edge has come to.
    arrived: Option<String>,
    offer: Option<connect::Offer>,
    find: find::State,
    walk: walk::State,
    pointed: node::Pointed,
}

impl State {
    /// Lights the paths that answer a question.
    pub fn light(&mut self, question: Question) {
        self.paths.ask(&question);
        self.question = Some(question);
        self.side = Some(Side::Paths);
        if self.kind == SceneKind::Permissions {
            self.kind = SceneKind::Access;
        }
    }

    /// Lights the paths of everyone who can do something, on the person selected last if it is
    /// about people.
    fn light_everyone(&mut self, model: &Model, permission: &PermissionId) {
        let about = model.permissions().get(permission).map(|p| &p.about);
        let person = self.person.as_ref();
        let person = person.filter(|_| about.is_some_and(|about| about.has_person()));
        let target = person.map(|id| Target::of_person(model, id));
        self.light_who_can(permission.clone(), target);
    }

    /// Lights the paths of everyone who can do something, to one target if one is given.
    pub fn light_who_can(&mut self, permission: PermissionId, target: Option<Target>) {
        self.paths.who_can(permission, target);
        self.question = None;
        self.side = Some(Side::Paths);
        if self.kind == SceneKind::Permissions {
            self.kind = SceneKind::Access;
        }
    }

    /// Nothing is lit any more.
    fn put_out(&mut self) {
        self.question = None;
        self.found.put_out();
    }

    fn what(&self) -> What {
        What {
            side: self.side,
            question: self.question.clone(),
            paths: self.paths.what(),
            finding: self.found.chosen().map(|one| one.sentence.clone()),
        }
    }
}

/// What is lit, to fly there once.
#[derive(Debug, Clone, PartialEq)]
struct What {
    side: Option<Side>,
    question: Option<Question>,
    paths: (Deed, Option<usize>),
    finding: Option<String>,
}

/// Draws the workspace.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let request = request(cx, state);
    let Some(engine) = cx.analysis.engine() else {
        return;
    };
    state
        .studio
        .prepare(ui, engine, cx.answers(), &request, cx.is_large());
    let picture = state.studio.picture();
    ui.spacing_mut().item_spacing.y = 0.0;
    bar::show(ui, cx, state, picture.as_ref(), actions);
    let Some(picture) = picture else {
        super::widgets::spinner(ui, "Laying out the graph");
        return;
    };
    if picture.scene.nodes.is_empty() {
        EmptyPlace {
            icon: icons::HUB,
            title: "Nothing to draw yet",
            why: "People, groups, roles and permissions stand here as soon as the model has some",
            button: None,
        }
        .show(ui);
        return;
    }
    let is_open = state.side == Some(Side::Findings);
    state.found.mark(ui, cx, &picture, is_open);
    side::show(ui, cx, state, &picture, actions);
    canvas(ui, cx, state, &picture, actions);
}

fn request(cx: &Context<'_>, state: &State) -> SceneRequest {
    let selected = cx.selected().filter(|_| state.around_selection);
    let mut singles = BTreeSet::new();
    if let Some(Key::Principal(id)) = cx.selected() {
        singles.insert(id.clone());
    }
    if let Some(question) = &state.question {
        singles.insert(question.actor.clone());
    }
    SceneRequest {
        kind: state.kind,
        modules: state.modules.clone(),
        depth: if selected.is_some() { state.depth } else { 0 },
        focus: selected.cloned().into_iter().collect(),
        singles,
        open: state.open.clone(),
        question: state.question.clone(),
        people: state.filters.people.clone(),
        without_nodes: state.filters.without_nodes.clone(),
        without_edges: state.filters.without_edges.clone(),
        folded: state.filters.folded.clone(),
    }
}

fn canvas(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    picture: &Arc<Picture>,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    let viewport = ui.available_rect_before_wrap();
    let ground = ui.allocate_rect(viewport, Sense::click_and_drag());
    ground.widget_info(|| {
        let scene = &picture.scene;
        let (nodes, edges) = (scene.nodes.len(), scene.edges.len());
        let words = format!("Graph of {nodes} nodes and {edges} edges, arrow keys walk in it");
        egui::WidgetInfo::labeled(egui::Role::Canvas, true, words)
    });
    ui.set_clip_rect(viewport.intersect(ui.clip_rect()));
    ui.painter().rect_filled(viewport, 0.0, t.canvas);
    let bounds = picture.layout.bounds.expand(40.0);
    if let Some(Key::Principal(id)) = cx.selected() {
        state.person = Some(id.clone());
    }
    let lit = paths::lit(ui, cx, state, picture);
    place(ui, cx, state, picture, viewport, bounds);
    show_lit(ui, state, picture, viewport, &lit);
    navigate(ui, &ground, &mut state.camera, bounds);
    if state.walk.has_focus(ui) && !ground.contains_pointer() {
        zoom_keys(ui, viewport, &mut state.camera, bounds);
    }
    walk::keys(ui, cx, state, picture, viewport, &ground);
    let twice = state.found.twice();
    draw::edges(ui, &state.camera, viewport, picture, &lit, twice);
    far::show(ui, cx, state, viewport, picture, &lit);
    node::nodes(ui, cx, state, viewport, picture, &lit, actions);
    let twice = state.found.twice();
    draw::words(ui, &state.camera, viewport, picture, &lit, twice);
    draw::bands(ui, &state.camera, viewport, picture);
    draw_by_key(ui, cx, state, picture, &ground);
    let is_edge = edges::show(ui, cx, state, picture, viewport, &ground, actions);
    connect::show(ui, cx, state, picture, viewport, actions);
    find::show(ui, cx, state, picture, viewport, actions);
    if ground.clicked() && !is_edge {
        actions.push(crate::session::Action::Select(None));
    }
    let has_keyboard = ground.has_focus() || state.walk.has_focus(ui);
    overlays(ui, state, picture, (viewport, bounds), &lit, has_keyboard);
    find::over(ui, &mut state.find, viewport);
}

/// Where one looks from at first, and after something was chosen elsewhere.
fn place(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut State,
    picture: &Picture,
    viewport: Rect,
    bounds: Rect,
) {
    if !state.is_placed || state.studio.take_changed() {
        let fitting = View::fitting(viewport, bounds, 24.0);
        // Whole only where names can still be read; else where the first column begins, at
        // reading size.
        let top = picture.first_top() - 40.0 / 0.8;
        let least = bounds.top() + viewport.height() / 2.0 / 0.8;
        let most = bounds.bottom() - viewport.height() / 2.0 / 0.8;
        let view = if fitting.zoom >= 0.55 {
            fitting
        } else {
            View {
                center: pos2(
                    bounds.left() + viewport.width() / 2.0 / 0.8,
                    (top + viewport.height() / 2.0 / 0.8).min(most).max(least),
                ),
                zoom: 0.8,
            }
        };
        state.camera.jump_to(view);
        state.is_placed = true;
        state.shown = None;
    }
    let selected = cx.selected().cloned();
    if selected != state.shown {
        state.shown = selected.clone();
        let rect = selected
            .and_then(|key| picture.of_record(&key))
            .and_then(|n| picture.layout.nodes.get(n).copied());
        if let Some(rect) = rect {
            bring_into_view(ui, &mut state.camera, viewport, rect, 0.6);
        }
    }
}

/// Flies to the lit path once after it was asked for.
fn show_lit(
    ui: &Ui,
    state: &mut State,
    picture: &Picture,
    viewport: Rect,
    lit: &crate::graph::scene::Lit,
) {
    let what = state.what();
    if lit.nodes.is_empty() || state.lit_for.as_ref() == Some(&what) {
        return;
    }
    state.lit_for = Some(what);
    let rects = lit
        .nodes
        .iter()
        .filter_map(|n| picture.layout.nodes.get(*n));
    let around = rects.fold(Rect::NOTHING, |all, rect| all.union(*rect));
    if around.is_positive() {
        let view = View::fitting(viewport, around.expand(30.0), 60.0);
        state
            .camera
            .fly_to(view, ui.input(|i| i.time), fly_seconds(ui));
        ui.ctx().request_repaint();
    }
}

/// E draws an edge from where the keyboard is, or else from what is selected.
fn draw_by_key(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut State,
    picture: &Picture,
    ground: &egui::Response,
) {
    let pressed = ui.input(|i| i.modifiers.is_none() && i.key_pressed(egui::Key::E));
    if !pressed || !walk::is_here(ui, cx, state, ground) {
        return;
    }
    let selected = || cx.selected().and_then(|key| picture.of_record(key));
    let here = state.walk.held(ui, &picture.scene).or_else(selected);
    if let Some(node) = here.and_then(|n| picture.scene.nodes.get(n))
        && connect::can_leave(node)
    {
        state.drawing = Some(connect::Drawing::from(node));
    }
}

fn overlays(
    ui: &mut Ui,
    state: &mut State,
    picture: &Picture,
    (viewport, bounds): (Rect, Rect),
    lit: &crate::graph::scene::Lit,
    has_keyboard: bool,
) {
    let t = theme::tokens(ui);
    let corner = viewport.right_bottom() - vec2(14.0, 14.0);
    let has_room = viewport.width() > 760.0 && viewport.height() > 500.0;
    let mut zoom_at = corner - zoom::SIZE;
    if has_room {
        let at = corner - minimap::SIZE;
        let is_lit = |n: usize| lit.nodes.binary_search(&n).is_ok();
        let map = Minimap {
            viewport,
            bounds,
            rects: &picture.layout.nodes,
            lit: &is_lit,
        };
        map.show(ui, at, &mut state.camera, t);
        zoom_at.x = at.x - zoom::SIZE.x - 12.0;
    }
    zoom_control(ui, zoom_at, viewport, &mut state.camera, bounds, t);
    if has_room && !state.legend_hidden {
        let right = zoom_at.x - 14.0;
        legend::show(ui, picture, viewport, right, has_keyboard);
    }
}
