//! The steps of the open scenario, in order: what each does, and why one cannot be done.

use egui::{Align, Layout, Ui, vec2};

use super::Open;
use crate::engine::capital;
use crate::session::scenario::{Fit, Planned};
use crate::session::{Action, Actions, ScenarioAsk};
use crate::ui::checks::words::count;
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{Section, Tone, icon_button, label};
use crate::ui::{Context, icons};

/// Draws the list.
pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, open: Option<&Open<'_>>, actions: &mut Actions) {
    let n = cx
        .session
        .scenarios()
        .open()
        .map_or(0, |one| one.steps().len());
    let words = count(n, "step", "steps");
    Section::new("Steps").count(&words).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let t = theme::tokens(ui);
        let planned = open.map(|open| open.worked.plan.steps.as_slice());
        match planned {
            Some([]) | None if n == 0 => {
                let words = "Say below what might be done: who would gain and who would lose \
                             stands beside it. Nothing is done before you apply it";
                label(ui, words, Type::Small, Weight::Regular, t.text2);
            }
            None => {
                label(ui, "Working it out", Type::Small, Weight::Regular, t.text3);
            }
            Some(steps) => {
                for (nth, step) in steps.iter().enumerate() {
                    ui.push_id(step.id, |ui| row(ui, nth, steps.len(), step, actions));
                }
            }
        }
    });
}

fn row(ui: &mut Ui, nth: usize, n: usize, step: &Planned, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let number = nth + 1;
    let buttons = 3.0 * 28.0 + 8.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let width = (ui.available_width() - buttons).max(80.0);
        ui.allocate_ui_with_layout(vec2(width, 28.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(width);
            ui.add_space(space::S);
            let words = format!("{number}. {}", capital(&step.label));
            let ink = match step.fit {
                Fit::Fits => t.text,
                Fit::AlreadySo | Fit::Not(_) => t.text2,
            };
            label(ui, words, Type::Small, Weight::Medium, ink);
            state(ui, &step.fit);
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let mut ask = None;
            let name = format!("Remove step {number}");
            if icon_button(ui, icons::CLOSE, &name, true).clicked() {
                ask = Some(ScenarioAsk::Remove(step.id));
            }
            let name = format!("Move step {number} down");
            if icon_button(ui, icons::ARROW_DOWNWARD, &name, number < n).clicked() {
                ask = Some(ScenarioAsk::Move {
                    step: step.id,
                    to: nth + 1,
                });
            }
            let name = format!("Move step {number} up");
            if icon_button(ui, icons::ARROW_UPWARD, &name, nth > 0).clicked() {
                ask = Some(ScenarioAsk::Move {
                    step: step.id,
                    to: nth.saturating_sub(1),
                });
            }
            if let Some(ask) = ask {
                actions.push(Action::Scenario(ask));
            }
        });
    });
}

fn state(ui: &mut Ui, fit: &Fit) {
    let t = theme::tokens(ui);
    let (tone, words) = match fit {
        Fit::Fits => return,
        Fit::AlreadySo => (Tone::Info, "It is so already".to_owned()),
        Fit::Not(why) => (Tone::Refused, format!("Cannot be done: {why}")),
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        icons::icon(ui, tone.icon(), 16.0, tone.ink(t));
        let text = Type::Small.rich(words, Weight::Regular, tone.ink(t));
        ui.add(egui::Label::new(text).wrap());
    });
}
