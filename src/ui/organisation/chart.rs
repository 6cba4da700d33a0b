//! The org chart: a tidy tree along one manager line, other lines dashed. `plan` is where
//! everyone stands, worked out once for a revision and what is folded; `draw` draws what is in view.

mod draw;
mod moving;
mod plan;
mod wrap;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Key as Press, Rect, Sense, Ui, vec2};

use crate::model::{Key, PrincipalId};
use crate::session::{Action, Actions, Background, Command};
use crate::ui::canvas::{
    Camera, Minimap, View, bring_into_view, minimap, navigate, zoom, zoom_control,
};
use crate::ui::widgets::{EmptyPlace, waiting};
use crate::ui::{Context, icons, theme, wake};

use moving::Moving;
use plan::Plan;

/// What the chart keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    camera: Camera,
    /// The chart that is drawn; of an earlier model or fold until the new one is there.
    plan: Arc<Plan>,
    plans: Background<PlanOf, (Arc<Plan>, Option<Folds>)>,
    of: Option<PlanOf>,
    folded: Folds,
    folds: u64,
    is_placed: bool,
    shown: Option<Key>,
    moving: Moving,
}

/// The facts, and how often something was folded.
type PlanOf = ((u64, u64), u64);
/// Who is folded.
type Folds = Arc<BTreeSet<PrincipalId>>;

impl State {
    fn wanted(&self, cx: &Context<'_>) -> PlanOf {
        (cx.stamp(), self.folds)
    }

    /// Brings the plan up to the model and the folds, or begins to. True if it is.
    fn prepare(&mut self, ui: &Ui, cx: &Context<'_>) -> bool {
        let wanted = self.wanted(cx);
        if self.of == Some(wanted) {
            return true;
        }
        let is_new = self.of.is_none_or(|of| of.0.0 != wanted.0.0);
        let (model, folded) = (cx.model.clone(), self.folded.clone());
        let make = move || {
            let first = is_new.then(|| Arc::new(plan::folded_at_first(&model)));
            let plan = Plan::of(&model, first.as_ref().unwrap_or(&folded));
            (Arc::new(plan), first)
        };
        let Some(made) = self.plans.get(wanted, cx.at_once(), make, wake(ui.ctx())) else {
            return false;
        };
        let (plan, first) = &*made;
        if let Some(first) = first {
            self.folded = first.clone();
            self.is_placed = false;
        }
        self.plan = plan.clone();
        self.of = Some(wanted);
        true
    }

    fn fold(&mut self, id: &PrincipalId) {
        let folded = Arc::make_mut(&mut self.folded);
        if !folded.remove(id) {
            folded.insert(id.clone());
        }
        self.folds += 1;
    }

    /// Unfolds everyone above someone, so that they can be seen.
    fn unfold_to(&mut self, id: &PrincipalId) {
        let above = self.plan.above(id);
        if above.iter().any(|up| self.folded.contains(up)) {
            let folded = Arc::make_mut(&mut self.folded);
            above.iter().for_each(|up| {
                folded.remove(up);
            });
            self.folds += 1;
        }
    }
}

/// Draws the chart.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let is_planned = state.prepare(ui, cx);
    if state.of.is_none() {
        waiting(ui, "Drawing the chart");
        return;
    }
    if is_planned && state.plan.people.is_empty() {
        let place = EmptyPlace {
            icon: icons::ACCOUNT_TREE,
            title: "Nobody is here yet",
            why: "People stand here below their managers",
            button: Some("Add the first person"),
        };
        if place.show(ui).is_some_and(|button| button.clicked()) {
            actions.command(Command::AddPerson);
        }
        return;
    }
    let t = theme::tokens(ui);
    let viewport = ui.available_rect_before_wrap();
    let ground = ui.allocate_rect(viewport, Sense::click_and_drag());
    ui.set_clip_rect(viewport.intersect(ui.clip_rect()));
    ui.painter().rect_filled(viewport, 0.0, t.canvas);
    let bounds = state.plan.layout.bounds.expand(40.0);
    place(ui, cx, state, viewport, bounds);
    navigate(ui, &ground, &mut state.camera, bounds);
    draw::lines(ui, cx, state, viewport);
    draw::cards(ui, cx, state, viewport, actions);
    moving::show(ui, cx, state, viewport, actions);
    keys(ui, cx, state, actions);
    if ground.clicked() {
        actions.push(Action::Select(None));
    }
    overlays(ui, cx, state, viewport, bounds);
}

/// Where one looks from at first, and after someone was chosen elsewhere.
fn place(ui: &Ui, cx: &Context<'_>, state: &mut State, viewport: Rect, bounds: Rect) {
    if !state.is_placed {
        state.camera.jump_to(first_view(viewport, bounds));
        state.is_placed = true;
        state.shown = None;
    }
    let selected = cx.selected().cloned();
    if selected == state.shown {
        return;
    }
    let Some(Key::Principal(id)) = &selected else {
        state.shown = selected;
        return;
    };
    state.unfold_to(id);
    if !state.prepare(ui, cx) {
        // Flown to when the plan is there that shows them.
        return;
    }
    state.shown.clone_from(&selected);
    if let Some(rect) = state.plan.rect(id) {
        bring_into_view(ui, &mut state.camera, viewport, rect, 0.7);
    }
}

/// The whole chart if names can be read then; else the top of it.
fn first_view(viewport: Rect, bounds: Rect) -> View {
    let fitting = View::fitting(viewport, bounds, 16.0);
    let zoom = fitting.zoom.clamp(0.62, 1.0);
    if fitting.zoom >= 0.62 {
        return View { zoom, ..fitting };
    }
    let y = bounds.top() + viewport.height() / 2.0 / zoom;
    View {
        center: egui::pos2(bounds.center().x, y),
        zoom,
    }
}

/// Arrow keys walk the tree; Space folds.
fn keys(ui: &Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    if ui.text_edit_focused() || ui.ctx().any_popup_open() || cx.session.is_palette_open() {
        return;
    }
    let Some(Key::Principal(here)) = cx.selected() else {
        return;
    };
    let pressed = |key| ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
    if pressed(Press::Space) {
        state.fold(&here.clone());
        return;
    }
    let to = if pressed(Press::ArrowUp) {
        state.plan.step_up(here)
    } else if pressed(Press::ArrowDown) {
        state.plan.step_down(here)
    } else if pressed(Press::ArrowLeft) {
        state.plan.step_aside(here, -1)
    } else if pressed(Press::ArrowRight) {
        state.plan.step_aside(here, 1)
    } else {
        None
    };
    if let Some(id) = to {
        actions.select(Key::Principal(id));
    }
}

fn overlays(ui: &mut Ui, cx: &Context<'_>, state: &mut State, viewport: Rect, bounds: Rect) {
    let t = theme::tokens(ui);
    let corner = viewport.right_bottom() - vec2(14.0, 14.0);
    let has_room = viewport.width() > 760.0 && viewport.height() > 500.0;
    let mut zoom_at = corner - zoom::SIZE;
    // With everything in view a map says nothing, and may cover someone.
    let seen = state.camera.visible(viewport);
    let is_all = seen.expand(40.0).contains_rect(bounds);
    if has_room && !is_all {
        let at = corner - minimap::SIZE;
        let rects = &state.plan.shown_rects;
        let lit = state.plan.lit(cx.selected());
        let is_lit = |n: usize| lit == Some(n);
        let map = Minimap {
            viewport,
            bounds,
            rects,
            lit: &is_lit,
        };
        map.show(ui, at, &mut state.camera, t);
        zoom_at.x = at.x - zoom::SIZE.x - 12.0;
    }
    zoom_control(ui, zoom_at, viewport, &mut state.camera, bounds, t);
    if has_room {
        draw::legend(ui, cx, state, viewport);
    }
}
