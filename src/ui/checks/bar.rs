//! The bar of the checks: views, the switch of a small window, filters.

use egui::{Align, Frame, Layout, Ui, vec2};

use super::{State, View, is_one_column};
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{Chip, Choice, Combo, Segment, divider, label, segmented};
use crate::ui::{Context, icons};

const VIEWS: [View; 3] = [View::All, View::Duties, View::Coverage];

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let t = theme::tokens(ui);
    let views = [
        Segment::new(icons::CHECKLIST, "All checks"),
        Segment::new(icons::RULE, "Duty rules"),
        Segment::new(icons::DONUT_LARGE, "Coverage"),
    ];
    ui.spacing_mut().item_spacing.y = 0.0;
    Frame::new().fill(t.panel).show(ui, |ui| {
        let bar = vec2(ui.available_width(), size::WORKSPACE_BAR);
        ui.allocate_ui_with_layout(bar, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(space::L);
            let at = VIEWS.iter().position(|view| *view == state.view);
            let picked = ui
                .push_id("views", |ui| segmented(ui, &views, at.unwrap_or(0)))
                .inner;
            if let Some(view) = picked.and_then(|at| VIEWS.get(at)) {
                state.view = *view;
            }
            if is_one_column(cx) {
                switch(ui, state);
            }
            if state.view != View::Coverage {
                filters(ui, cx, state);
            }
            let room = ui.available_width();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(space::L);
                let words = if state.is_behind {
                    ui.add(egui::Spinner::new().size(16.0).color(t.accent));
                    "Checking; shown as before the last edit".to_owned()
                } else {
                    "Checked while you edit".to_owned()
                };
                if room > if state.is_behind { 260.0 } else { 170.0 } {
                    label(ui, words, Type::Small, Weight::Regular, t.text3);
                }
            });
        });
    });
    divider(ui);
}

/// Which of the two columns a small window shows.
fn switch(ui: &mut Ui, state: &mut State) {
    let words = match state.view {
        View::All => ["Expectations", "Findings"],
        View::Duties => ["Rules", "Conflicts"],
        View::Coverage => ["Permissions", "People"],
    };
    let [left, right] = words.map(Segment::word);
    let at = usize::from(state.right);
    let picked = ui
        .push_id("switch", |ui| segmented(ui, &[left, right], at))
        .inner;
    if let Some(at) = picked {
        state.right = at == 1;
    }
}

fn filters(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let modules: Vec<_> = cx.model.modules().iter().collect();
    if modules.len() > 1 && ui.available_width() > 138.0 {
        let mut choices = vec![Choice::new("All modules")];
        choices.extend(
            modules
                .iter()
                .map(|m| Choice::new(&m.name).icon(icons::WIDGETS)),
        );
        let chosen = state
            .module
            .as_ref()
            .and_then(|id| modules.iter().position(|m| m.id == *id))
            .map_or(0, |at| at + 1);
        let picked = Combo::bare("Module", &choices, Some(chosen))
            .width((ui.available_width() - 28.0).clamp(110.0, 150.0))
            .tall()
            .show(ui);
        if let Some(at) = picked {
            let module = at.checked_sub(1).and_then(|at| modules.get(at));
            state.module = module.map(|m| m.id.clone());
        }
    }
    if let Some(key) = state.touching.clone() {
        let text = format!("Touching {}", cx.model.title(&key));
        let shown = Chip::new(&text).on(true).closable().show(ui);
        if shown.closed || shown.response.clicked() {
            state.touching = None;
        }
    } else if ui.available_width() > 320.0
        && let Some(key) = cx.selected()
        && Chip::new("Touching the selection")
            .show(ui)
            .response
            .clicked()
    {
        state.touching = Some(key.clone());
    }
}
