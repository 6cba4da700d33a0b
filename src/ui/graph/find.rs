//! Finding a node by its name: what fits is marked, Enter flies from one to the next.

use egui::{Key as Press, Rect, Ui};

use super::State as Graph;
use super::picture::Picture;
use crate::model::Key;
use crate::session::Actions;
use crate::ui::Context;
use crate::ui::canvas::fly_near;
use crate::ui::theme;
use crate::ui::widgets::TextField;

/// What was typed, and what fits it.
#[derive(Debug, Default)]
pub(super) struct State {
    text: String,
    /// What fits a text in the picture of a number.
    fitting: (u64, String, Vec<Hit>),
    /// How many nodes fit, and which of them was flown to last.
    found: usize,
    at: usize,
    /// The bar has no room for the field: it lies over the picture.
    pub(super) is_over: bool,
    /// Fly on the next frame that has a picture.
    go: bool,
}

/// A node that fits, and what of it: someone in a bundle is found, too.
#[derive(Debug, Clone)]
struct Hit {
    node: usize,
    key: Option<Key>,
}

/// As many people are found.
const MOST_PEOPLE: usize = 500;

/// What fits a text: people in the order of the model, so that the order stays when one of them
/// gets a node of their own.
fn hits(cx: &Context<'_>, picture: &Picture, text: &str) -> Vec<Hit> {
    let fits = |name: &str| name.to_lowercase().contains(text);
    let nodes = picture.scene.nodes.iter().enumerate();
    let things = nodes.filter(|(_, node)| {
        let is_person = matches!(node.record, Some(Key::Principal(_)));
        !is_person && fits(&node.title)
    });
    let things = things.map(|(nth, node)| Hit {
        node: nth,
        key: node.record.clone(),
    });
    let people = cx.model.principals().iter().filter(|one| fits(&one.name));
    let people = people.filter_map(|one| {
        let key = Key::Principal(one.id.clone());
        let node = picture.of_record(&key)?;
        let key = Some(key);
        Some(Hit { node, key })
    });
    things.chain(people.take(MOST_PEOPLE)).collect()
}

impl State {
    /// How many nodes fit what was typed, in words; nothing while nothing is typed.
    pub(super) fn words(&self) -> Option<String> {
        if self.text.trim().is_empty() {
            return None;
        }
        Some(match self.found {
            0 => "Nothing found".to_owned(),
            n => format!("{} of {n}", self.at + 1),
        })
    }
}

/// The field in the bar.
pub(super) fn field(ui: &mut Ui, state: &mut State, width: f32) {
    let before = state.text.clone();
    let field = TextField::bare("Find in the graph", &state.text)
        .placeholder("Find in the graph")
        .tall()
        .width(width)
        .show(ui);
    if let Some(text) = field.draft.or(field.done) {
        state.text = text;
    }
    let next = field.entered;
    if state.text != before {
        state.at = 0;
        state.go = true;
    } else if next && state.found > 0 {
        let back = ui.input(|input| input.modifiers.shift);
        let step = if back { state.found - 1 } else { 1 };
        state.at = (state.at + step) % state.found;
        state.go = true;
    }
    if next {
        ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Press::Enter));
    }
}

/// The field over the picture, where the bar has no room for it.
pub(super) fn over(ui: &mut Ui, state: &mut State, viewport: Rect) {
    const SIZE: egui::Vec2 = egui::vec2(180.0, 28.0);
    if !state.is_over || viewport.width() < 420.0 {
        return;
    }
    let at = viewport.right_top() + egui::vec2(-14.0 - SIZE.x, 38.0);
    let place = Rect::from_min_size(at, SIZE);
    let t = theme::tokens(ui);
    ui.painter().rect_filled(place, 4.0, t.panel);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(place));
    field(&mut child, state, SIZE.x);
}

/// Marks what fits, and flies to it when asked to.
pub(super) fn show(
    ui: &Ui,
    cx: &Context<'_>,
    state: &mut Graph,
    picture: &Picture,
    viewport: Rect,
    actions: &mut Actions,
) {
    let text = state.find.text.trim().to_lowercase();
    if text.is_empty() {
        state.find.found = 0;
        return;
    }
    if state.find.fitting.0 != picture.number || state.find.fitting.1 != text {
        let fits = hits(cx, picture, &text);
        state.find.fitting = (picture.number, text, fits);
    }
    let found = std::mem::take(&mut state.find.fitting.2);
    go(ui, state, &found, picture, viewport, actions);
    state.find.fitting.2 = found;
}

fn go(
    ui: &Ui,
    state: &mut Graph,
    found: &[Hit],
    picture: &Picture,
    viewport: Rect,
    actions: &mut Actions,
) {
    state.find.found = found.len();
    state.find.at = state.find.at.min(found.len().saturating_sub(1));
    let t = theme::tokens(ui);
    for hit in found {
        if let Some(rect) = picture.layout.nodes.get(hit.node) {
            let rect = state.camera.rect_to_screen(viewport, *rect).expand(3.0);
            if rect.intersects(viewport) {
                let edge = egui::Stroke::new(2.0, t.warning);
                let painter = ui.painter();
                painter.rect_stroke(rect, 8.0, edge, egui::StrokeKind::Outside);
            }
        }
    }
    if !std::mem::take(&mut state.find.go) {
        return;
    }
    let Some(hit) = found.get(state.find.at) else {
        return;
    };
    if let Some(rect) = picture.layout.nodes.get(hit.node) {
        fly_near(ui, &mut state.camera, *rect, 0.7);
    }
    if let Some(key) = hit.key.clone() {
        actions.select(key);
    }
}
