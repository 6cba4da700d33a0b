//! The bar of the simulator: views, with whose eyes, on which day.

use egui::{Align, Frame, Layout, Ui, vec2};

use super::{State, View};
use crate::session::{Action, Actions};
use crate::ui::Context;
use crate::ui::access::picker;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{Chip, Combo, Segment, label, segmented};

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let views = [
        Segment::new(icons::VISIBILITY, "See as"),
        Segment::new(icons::GROUP, "Who can"),
        Segment::new(icons::FORUM, "Answers"),
    ];
    Frame::new().fill(t.panel).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let bar = vec2(ui.available_width(), size::WORKSPACE_BAR);
        ui.allocate_ui_with_layout(bar, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(space::L);
            let selected = match state.view {
                View::SeeAs => 0,
                View::WhoCan => 1,
                View::Asked => 2,
            };
            match segmented(ui, &views, selected) {
                Some(0) => state.view = View::SeeAs,
                Some(1) => state.view = View::WhoCan,
                Some(_) => state.view = View::Asked,
                None => {}
            }
            ui.add_space(space::M);
            if state.view == View::SeeAs {
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
