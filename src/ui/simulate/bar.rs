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

/// What can be chosen beside people: one role, one group, or someone new.
enum Other {
    Eyes(Eyes),
    New,
}

/// Roles, then groups, then someone who does not exist yet.
fn others(cx: &Context<'_>) -> Vec<Other> {
    let model = cx.document.model();
    let roles = model.roles().ids().cloned().map(Eyes::Role);
    let groups = model.groups().ids().cloned().map(Eyes::Group);
    let eyes = roles.chain(groups).map(Other::Eyes);
    [Other::New].into_iter().chain(eyes).collect()
}

fn other_choice<'m>(model: &'m Model, other: &Other) -> Option<Choice<'m>> {
    Some(match other {
        Other::New => Choice::new("Someone who does not exist yet")
            .detail("from fields, manager, groups and roles")
            .icon(icons::ADD),
        Other::Eyes(Eyes::Role(id)) => Choice::new(&model.roles().get(id)?.name)
            .detail("someone with this role alone")
            .icon(icons::SHIELD_PERSON),
        Other::Eyes(Eyes::Group(id)) => Choice::new(&model.groups().get(id)?.name)
            .detail("a member of this group alone")
            .icon(icons::GROUP_WORK),
    })
}

fn eyes(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    label(ui, "Eyes of", Type::Small, Weight::Regular, t.text3);
    let (people, model) = (cx.model.principals(), cx.document.model());
    let others = others(cx);
    // One who stands in is the last of the people.
    let n_people = people.len() - usize::from(cx.session.stand_in().is_some());
    let choice = |nth: usize| match nth.checked_sub(n_people) {
        None => {
            let person = people.at(nth)?;
            Some(picker::person_choice(person).detail(person.id.as_str()))
        }
        Some(nth) => other_choice(model, others.get(nth)?),
    };
    let chosen = match cx.session.eyes() {
        Some(eyes) => others
            .iter()
            .position(|other| matches!(other, Other::Eyes(one) if one == eyes))
            .map(|at| n_people + at),
        None => state.actor.as_ref().and_then(|id| people.position(id)),
    };
    let width = (ui.available_width() - 200.0).clamp(140.0, 240.0);
    let picked = Combo::bare("See as", &[], chosen)
        .many(n_people + others.len(), &choice)
        .placeholder("Choose a person")
        .width(width)
        .tall()
        .show(ui);
    let Some(picked) = picked else { return };
    state.question = None;
    state.target = None;
    match picked.checked_sub(n_people) {
        None => {
            let who = people.at(picked).map(|person| person.id.clone());
            state.actor = who.clone();
            actions.push(Action::SeeAs(who));
        }
        Some(nth) => match others.into_iter().nth(nth) {
            Some(Other::Eyes(eyes)) => actions.push(Action::SeeThrough(eyes)),
            Some(Other::New) => {
                state.view = View::WhatIf;
                state.what_if.think_of_someone_new();
            }
            None => {}
        },
    }
}
