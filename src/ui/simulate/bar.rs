//! The bar of the simulator: views, with whose eyes, on which day.

use egui::{Align, Frame, Layout, Ui, vec2};

use super::{State, View};
use crate::model::Model;
use crate::session::{Action, Actions, Eyes};
use crate::ui::Context;
use crate::ui::access::picker;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{Chip, Choice, Combo, Segment, label, segmented};

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
    Frame::new().fill(t.panel).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let bar = vec2(ui.available_width(), size::WORKSPACE_BAR);
        ui.allocate_ui_with_layout(bar, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(space::L);
            if let Some(view) = views(ui, state.view) {
                state.view = view;
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

/// Narrower than this the views are a list, so that what stands beside them keeps its room.
const WIDE: f32 = 900.0;

/// The views, side by side or as a list; returns the one that was chosen.
fn views(ui: &mut Ui, view: View) -> Option<View> {
    let selected = VIEWS.iter().position(|(one, ..)| *one == view);
    let picked = if ui.available_width() >= WIDE {
        let all: Vec<Segment<'_>> = VIEWS
            .iter()
            .map(|(_, icon, word)| Segment::new(*icon, word))
            .collect();
        segmented(ui, &all, selected.unwrap_or_default())
    } else {
        let all: Vec<Choice<'_>> = VIEWS
            .iter()
            .map(|(_, icon, word)| Choice::new(word).icon(*icon))
            .collect();
        Combo::bare("View", &all, selected)
            .width(136.0)
            .tall()
            .show(ui)
    };
    picked.and_then(|at| VIEWS.get(at)).map(|(view, ..)| *view)
}

/// Roles, then groups: eyes of someone who has one of them and nothing else.
fn others(model: &Model) -> Vec<Eyes> {
    let roles = model.roles().ids().cloned().map(Eyes::Role);
    roles
        .chain(model.groups().ids().cloned().map(Eyes::Group))
        .collect()
}

fn other_choice<'m>(model: &'m Model, eyes: &Eyes) -> Option<Choice<'m>> {
    Some(match eyes {
        Eyes::Role(id) => Choice::new(&model.roles().get(id)?.name)
            .detail("role alone")
            .icon(icons::SHIELD_PERSON),
        Eyes::Group(id) => Choice::new(&model.groups().get(id)?.name)
            .detail("group alone")
            .icon(icons::GROUP_WORK),
    })
}

/// With whose eyes: someone new, someone of the model, a role or a group alone.
fn eyes(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    label(ui, "Eyes of", Type::Small, Weight::Regular, t.text3);
    let (people, model) = (cx.model.principals(), cx.document.model());
    let others = others(model);
    // One who stands in is the last of the people.
    let n_people = people.len() - usize::from(cx.session.stand_in().is_some());
    let choice = |nth: usize| match nth {
        0 => Some(Choice::new("Someone new…").icon(icons::ADD)),
        nth if nth <= n_people => {
            let person = people.at(nth - 1)?;
            Some(picker::person_choice(person).detail(person.id.as_str()))
        }
        nth => other_choice(model, others.get(nth - 1 - n_people)?),
    };
    let chosen = match cx.session.eyes() {
        Some(eyes) => others.iter().position(|other| other == eyes),
        None => None,
    };
    let person = state.actor.as_ref().and_then(|id| people.position(id));
    let chosen = chosen.map(|at| at + n_people).or(person);
    let width = (ui.available_width() - 200.0).clamp(140.0, 260.0);
    let picked = Combo::bare("See as", &[], chosen.map(|at| at + 1))
        .many(1 + n_people + others.len(), &choice)
        .placeholder("Choose a person")
        .width(width)
        .tall()
        .show(ui);
    let Some(picked) = picked else { return };
    let Some(at) = picked.checked_sub(1) else {
        state.view = View::WhatIf;
        state.what_if.think_of_someone_new();
        return;
    };
    state.question = None;
    state.target = None;
    if at < n_people {
        let who = people.at(at).map(|person| person.id.clone());
        state.actor = who.clone();
        actions.push(Action::SeeAs(who));
    } else if let Some(eyes) = others.into_iter().nth(at - n_people) {
        actions.push(Action::SeeThrough(eyes));
    }
}
