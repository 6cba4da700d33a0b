//! The bar of the graph: which graph, which modules, around the selection or whole.

use std::sync::Arc;

use egui::{Align, Frame, Layout, Ui, vec2};

use super::State;
use super::picture::Picture;
use super::side::Side;
use super::{filters, find, save};
use crate::graph::scene::SceneKind;
use crate::session::Actions;
use crate::ui::Context;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{Chip, Choice, Combo, Segment, divider, icon_button, label, segmented};

/// A bar narrower than this shows icons without words.
const NARROW: f32 = 800.0;

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
            let is_narrow = ui.available_width() < NARROW;
            let access = match is_narrow {
                true => "Access",
                false => "Who reaches what",
            };
            let graphs = [
                Segment::new(icons::HUB, access),
                Segment::new(icons::KEY, "Permissions"),
                Segment::new(icons::ALT_ROUTE, "Both"),
            ];
            const KINDS: [SceneKind; 3] = [
                SceneKind::Access,
                SceneKind::Permissions,
                SceneKind::Combined,
            ];
            let at = KINDS.iter().position(|kind| *kind == state.kind);
            if let Some(kind) = segmented(ui, &graphs, at.unwrap_or(0)).and_then(|n| KINDS.get(n)) {
                state.kind = *kind;
                // Both at once are for a part: what is around one thing.
                state.around_selection |= *kind == SceneKind::Combined && cx.selected().is_some();
            }
            ui.add_space(space::M);
            sides(ui, state, is_narrow);
            filters::chip(ui, cx, state, picture.map(|picture| &**picture), is_narrow);
            let words = match is_narrow || ui.available_width() < 330.0 {
                true => "Around it",
                false => "Around the selection",
            };
            let (icon, is_on) = (icons::CENTER_FOCUS_STRONG, state.around_selection);
            if toggle(ui, icon, words, is_on, is_narrow).clicked() {
                state.around_selection = !state.around_selection;
            }
            if state.around_selection {
                depth(ui, state, is_narrow);
            }
            if !state.open.is_empty() && ui.available_width() > 120.0 {
                let n = state.open.len();
                let text = match (n, ui.available_width() < 200.0) {
                    (n, true) => format!("{n} open"),
                    (1, false) => "1 bundle open".to_owned(),
                    (n, false) => format!("{n} bundles open"),
                };
                if Chip::new(&text).closable().show(ui).closed {
                    state.open.clear();
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(space::L);
                if let Some(picture) = picture {
                    save::button(ui, cx, state, picture, actions);
                }
                let has_room = ui.available_width() > 130.0;
                state.find.is_over = !has_room;
                if has_room {
                    let width = (ui.available_width() - 8.0).min(180.0);
                    find::field(ui, &mut state.find, width);
                }
                let words = state.find.words();
                if let Some(words) = words.filter(|_| ui.available_width() > 60.0) {
                    label(ui, words, Type::Small, Weight::Regular, t.text3);
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

/// A chip that is on or off; only its icon where the bar is narrow.
pub(super) fn toggle(
    ui: &mut Ui,
    icon: Icon,
    words: &str,
    is_on: bool,
    is_narrow: bool,
) -> egui::Response {
    match is_narrow {
        true => icon_button(ui, icon, words, true),
        false => Chip::new(words).icon(icon).on(is_on).show(ui).response,
    }
}

/// What stands beside the picture.
fn sides(ui: &mut Ui, state: &mut State, is_narrow: bool) {
    for (side, icon, words) in [
        (Side::Paths, icons::ROUTE, "Paths"),
        (Side::Findings, icons::CHECKLIST, "Worth a look"),
    ] {
        let is_on = state.side == Some(side);
        if toggle(ui, icon, words, is_on, is_narrow).clicked() {
            state.side = (!is_on).then_some(side);
            if is_on {
                state.put_out();
            }
        }
    }
}

/// How far around the selection.
fn depth(ui: &mut Ui, state: &mut State, is_narrow: bool) {
    let choices = ["1 step", "2 steps", "3 steps", "All before and after"].map(Choice::new);
    let at = match state.depth {
        0 => 3,
        n => n.min(3) - 1,
    };
    let picked = Combo::bare("How far around it", &choices, Some(at))
        .width(if is_narrow { 76.0 } else { 120.0 })
        .tall()
        .show(ui);
    if let Some(nth) = picked {
        state.depth = if nth == 3 { 0 } else { nth + 1 };
    }
}
