//! The bar of the simulator: views, with whose eyes, on which day.

use egui::{Align, Frame, Layout, Ui, vec2};

use super::{State, View};
use crate::session::{Action, Actions};
use crate::ui::Context;
use crate::ui::access::picker;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{Chip, Combo, Segment, label, segmented};

/// The views in the order of the bar.
const VIEWS: &[(View, icons::Icon, &str)] = &[
    (View::SeeAs, icons::VISIBILITY, "See as"),
    (View::WhoCan, icons::GROUP, "Who can"),
    (View::SideBySide, icons::COMPARE_ARROWS, "Side by side"),
    (View::Matrix, icons::GRID_ON, "Matrix"),
    (View::WhatIf, icons::SCIENCE, "What if"),
    (View::Asked, icons::FORUM, "Answers"),
];

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let views: Vec<Segment<'_>> = VIEWS
        .iter()
        .map(|(_, icon, word)| Segment::new(*icon, word))
        .collect();
    Frame::new().fill(t.panel).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let bar = vec2(ui.available_width(), size::WORKSPACE_BAR);
        ui.allocate_ui_with_layout(bar, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(space::L);
            let selected = VIEWS.iter().position(|(view, ..)| *view == state.view);
            let picked = segmented(ui, &views, selected.unwrap_or_default());
            if let Some((view, ..)) = picked.and_then(|at| VIEWS.get(at)) {
                state.view = *view;
            }
            ui.add_space(space::M);
            super::what_if::day::show(ui, cx, actions);
            if state.view == View::SeeAs {
                super::what_if::day::seen_in(ui, cx, actions);
                eyes(ui, cx, state, actions);
                let text = "Show what is absent";
                let chip = Chip::new(text)
                    .icon(icons::CHECK_BOX)
                    .on(!state.hide_absent);
                if ui.available_width() > 180.0 && chip.show(ui).response.clicked() {
                    state.hide_absent = !state.hide_absent;
                }
            }
        });
    });
    crate::ui::widgets::divider(ui);
}

fn eyes(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    label(ui, "Eyes of", Type::Small, Weight::Regular, t.text3);
    let people = cx.model.principals();
    let choice = |nth: usize| {
        let person = people.at(nth)?;
        Some(picker::person_choice(person).detail(person.id.as_str()))
    };
    let chosen = state.actor.as_ref().and_then(|id| people.position(id));
    let width = (ui.available_width() - 200.0).clamp(140.0, 240.0);
    let picked = Combo::bare("See as", &[], chosen)
        .many(people.len(), &choice)
        .placeholder("Choose a person")
        .width(width)
        .tall()
        .show(ui);
    if let Some(person) = picked.and_then(|at| cx.model.principals().at(at)) {
        state.actor = Some(person.id.clone());
        state.question = None;
        state.target = None;
        actions.push(Action::SeeAs(Some(person.id.clone())));
    }
}
