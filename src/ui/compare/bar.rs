//! The bar of Compare: by what lines stand together, and with what the model is compared.

use egui::{Align, Frame, Layout, Ui, vec2};

use super::State;
use super::job::{Base, Compared};
use super::rows::GroupBy;
use crate::session::History;
use crate::ui::Context;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{Choice, Combo, Segment, divider, label, segmented};

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, compared: Option<&Compared>) {
    let t = theme::tokens(ui);
    let views = [
        Segment::new(icons::PERSON, "By person"),
        Segment::new(icons::KEY, "By permission"),
    ];
    ui.spacing_mut().item_spacing.y = 0.0;
    Frame::new().fill(t.panel).show(ui, |ui| {
        let bar = vec2(ui.available_width(), size::WORKSPACE_BAR);
        ui.allocate_ui_with_layout(bar, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(space::L);
            let at = usize::from(state.by == GroupBy::Permission);
            let picked = ui.push_id("views", |ui| segmented(ui, &views, at)).inner;
            if let Some(at) = picked {
                state.by = if at == 1 {
                    GroupBy::Permission
                } else {
                    GroupBy::Person
                };
            }
            if cx.room.is_small() {
                let sides = [Segment::word("Access"), Segment::word("Checks and steps")];
                let at = usize::from(state.right);
                let picked = ui.push_id("switch", |ui| segmented(ui, &sides, at)).inner;
                if let Some(at) = picked {
                    state.right = at == 1;
                }
            }
            ui.add_space(space::XS);
            if ui.available_width() > 360.0 {
                label(ui, "Now against", Type::Small, Weight::Regular, t.text3);
            }
            base(ui, cx, state);
            let n_notes = compared.map_or(0, |compared| compared.outcome.n_same);
            let room = ui.available_width();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(space::L);
                if n_notes > 0 && room > 150.0 {
                    let words =
                        format!("{} unchanged", crate::ui::checks::words::thousands(n_notes));
                    label(ui, words, Type::Small, Weight::Regular, t.text3);
                }
            });
        });
    });
    divider(ui);
}

/// Everything the model can be compared with, in words: the last save, then points of the history.
pub(in crate::ui) fn bases(cx: &Context<'_>) -> Vec<(Base, Icon, String)> {
    let saved = match cx.document.origin().path {
        Some(_) if cx.document.on_disk().is_open() => "The file on the disk",
        Some(_) => "The last save",
        None => "The model as it began",
    };
    let history = cx.document.history();
    let mut bases = vec![(Base::Saved, icons::SAVE, saved.to_owned())];
    let begun = history.moment(0).map(|begun| begun.state);
    if let Some(begun) = begun.filter(|begun| cx.document.saved_state() != Some(*begun)) {
        let words = "The model as opened".to_owned();
        bases.push((Base::State(begun), icons::FOLDER_OPEN, words));
    }
    let points = points(history, history.n_undo()).into_iter();
    bases.extend(points.map(|(state, label)| (Base::State(state), icons::HISTORY, label)));
    bases
}

fn base(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let bases = bases(cx);
    let choices: Vec<Choice<'_>> = bases
        .iter()
        .map(|(_, icon, words)| Choice::new(words).icon(*icon))
        .collect();
    let chosen = bases.iter().position(|(base, ..)| *base == state.base);
    let width = (ui.available_width() - 130.0).clamp(150.0, 280.0);
    let width = width.min(ui.available_width() - 12.0).max(80.0);
    let picked = Combo::bare("Compare with", &choices, chosen)
        .width(width)
        .tall()
        .show(ui);
    if let Some((base, ..)) = picked.and_then(|at| bases.get(at)) {
        state.base = *base;
    }
}

/// Every point of the history but the one the model is at: the nearest before it first, then what
/// was taken back.
fn points(history: &History, here: usize) -> Vec<(u64, String)> {
    let label = |at: usize| history.moment(at).and_then(|moment| moment.label);
    let back = (0..here).rev().map(|at| (at, "Before", label(at + 1)));
    let on = (here + 1..history.n_moments()).map(|at| (at, "Taken back, after", label(at)));
    back.chain(on)
        .filter_map(|(at, word, label)| {
            let state = history.moment(at)?.state;
            Some((state, format!("{word}: {}", label?)))
        })
        .collect()
}
