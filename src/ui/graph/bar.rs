//! The bar of the graph: which graph, which modules, around the selection or whole.

use std::sync::Arc;

use egui::{Align, Frame, Layout, Ui, vec2};

use super::State;
use super::picture::Picture;
use super::{find, save};
use crate::graph::scene::SceneKind;
use crate::model::Key;
use crate::session::Actions;
use crate::ui::Context;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{Chip, Choice, Combo, Segment, divider, label, segmented};

pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    picture: Option<&Arc<Picture>>,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    Frame::new().fill(t.panel).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let bar = vec2(ui.available_width(), size::WORKSPACE_BAR);
        ui.allocate_ui_with_layout(bar, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(space::L);
            let graphs = [
                Segment::new(icons::HUB, "Who reaches what"),
                Segment::new(icons::KEY, "Permissions"),
            ];
            let at = usize::from(state.kind == SceneKind::Permissions);
            match segmented(ui, &graphs, at) {
                Some(0) => state.kind = SceneKind::Access,
                Some(_) => state.kind = SceneKind::Permissions,
                None => {}
            }
            ui.add_space(space::M);
            if let Some(question) = &state.question {
                let actor = cx.model.title(&Key::Principal(question.actor.clone()));
                let permission = cx
                    .model
                    .title(&Key::Permission(question.permission.clone()));
                let text = format!("Lit: {actor} to {permission}");
                let chip = Chip::new(&text).icon(icons::ROUTE).on(true).closable();
                if chip.show(ui).closed {
                    state.question = None;
                }
            }
            modules(ui, cx, state);
            let words = match ui.available_width() < 176.0 {
                true => "Around it",
                false => "Around the selection",
            };
            let chip = Chip::new(words)
                .icon(icons::CENTER_FOCUS_STRONG)
                .on(state.around_selection);
            if chip.show(ui).response.clicked() {
                state.around_selection = !state.around_selection;
            }
            if state.around_selection {
                depth(ui, state);
            }
            if ui.available_width() > 300.0 {
                find::field(ui, &mut state.find);
                if let Some(words) = state.find.words() {
                    label(ui, words, Type::Small, Weight::Regular, t.text3);
                }
            }
            if !state.open.is_empty() {
                let text = format!("{} bundles open", state.open.len());
                if Chip::new(&text).closable().show(ui).closed {
                    state.open.clear();
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(space::L);
                if let Some(picture) = picture {
                    save::button(ui, cx, state, picture, actions);
                }
                if let Some(picture) = picture.filter(|_| ui.available_width() > 150.0) {
                    let text = format!(
                        "{} nodes, {} edges",
                        picture.scene.nodes.len(),
                        picture.scene.edges.len()
                    );
                    label(ui, text, Type::Small, Weight::Regular, t.text3);
                }
            });
        });
    });
    divider(ui);
}

/// How far around the selection.
fn depth(ui: &mut Ui, state: &mut State) {
    let choices = ["1 step", "2 steps", "3 steps", "All before and after"].map(Choice::new);
    let at = match state.depth {
        0 => 3,
        n => n.min(3) - 1,
    };
    let picked = Combo::bare("How far around it", &choices, Some(at))
        .width(120.0)
        .tall()
        .show(ui);
    if let Some(nth) = picked {
        state.depth = if nth == 3 { 0 } else { nth + 1 };
    }
}

fn modules(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let all = cx.model.modules();
    if all.len() < 2 {
        return;
    }
    let mut choices = vec![Choice::new("All modules")];
    choices.extend(
        all.iter()
            .map(|m| Choice::new(&m.name).icon(icons::WIDGETS)),
    );
    let chosen = match state.modules.len() {
        1 => state
            .modules
            .first()
            .and_then(|id| all.position(id))
            .map_or(0, |at| at + 1),
        _ => 0,
    };
    let picked = Combo::bare("Modules", &choices, Some(chosen))
        .width(150.0)
        .tall()
        .show(ui);
    match picked {
        Some(0) => state.modules.clear(),
        Some(n) => {
            state.modules.clear();
            state.modules.extend(all.at(n - 1).map(|m| m.id.clone()));
        }
        None => {}
    }
}
