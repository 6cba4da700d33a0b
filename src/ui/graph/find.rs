//! Finding a node by its name: what fits is marked, Enter flies from one to the next.

use egui::{Key, Rect, Ui};

use super::State as Graph;
use super::picture::Picture;
use crate::session::Actions;
use crate::ui::canvas::fly_near;
use crate::ui::theme;
use crate::ui::widgets::TextField;

/// What was typed, and what fits it.
#[derive(Debug, Default)]
pub(super) struct State {
    text: String,
    /// The nodes that fit a text in the picture of a number.
    fitting: (u64, String, Vec<usize>),
    /// How many nodes fit, and which of them was flown to last.
    found: usize,
    at: usize,
    /// The bar has no room for the field: it lies over the picture.
    pub(super) is_over: bool,
    /// Fly on the next frame that has a picture.
    go: bool,
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
        ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter));
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
        let nodes = picture.scene.nodes.iter().enumerate();
        let fits = nodes.filter(|(_, node)| node.title.to_lowercase().contains(&text));
        let fits = fits.map(|(nth, _)| nth).collect();
        state.find.fitting = (picture.number, text, fits);
    }
    let found = std::mem::take(&mut state.find.fitting.2);
    go(ui, state, &found, picture, viewport, actions);
    state.find.fitting.2 = found;
}

fn go(
    ui: &Ui,
    state: &mut Graph,
    found: &[usize],
    picture: &Picture,
    viewport: Rect,
    actions: &mut Actions,
) {
    state.find.found = found.len();
    state.find.at = state.find.at.min(found.len().saturating_sub(1));
    let t = theme::tokens(ui);
    for n in found {
        if let Some(rect) = picture.layout.nodes.get(*n) {
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
    let Some(n) = found.get(state.find.at) else {
        return;
    };
    if let Some(rect) = picture.layout.nodes.get(*n) {
        fly_near(ui, &mut state.camera, *rect, 0.7);
    }
    let record = picture.scene.nodes.get(*n);
    if let Some(key) = record.and_then(|node| node.record.clone()) {
        actions.select(key);
    }
}
