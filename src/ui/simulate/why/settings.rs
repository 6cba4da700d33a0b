//! The readings of the model that had a say in an answer: what each is, what would become of the
//! answer if it were turned, and who would gain and lose by name.

use egui::Ui;

use super::super::State as Simulate;
use crate::engine::{Answer, IfTurned, Question, Reading, SettingUse, Turned};
use crate::session::{Action, Actions, Background, ScenarioAsk};
use crate::ui::organisation::preview::{self, Preview};
use crate::ui::shifts::{self, Outcome};
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{Section, coming, label, link};
use crate::ui::{Context, icons, wake};

/// The readings of the answer that is shown, and the one that is about to be turned.
#[derive(Debug, Default)]
pub struct Readings {
    uses: Background<((u64, u64), Question), Vec<SettingUse>>,
    turning: Option<(Question, Reading)>,
    preview: Preview,
}

/// The readings of the model that had a say in this answer.
pub(super) fn settings_section(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut Simulate,
    answer: &Answer,
    actions: &mut Actions,
) {
    let question = &answer.question;
    let readings = &mut state.readings;
    if readings
        .turning
        .as_ref()
        .is_some_and(|(of, _)| of != question)
    {
        readings.turning = None;
    }
    let (engine, asked) = (cx.engine.clone(), question.clone());
    let work = move || engine.settings_deciding(&asked);
    // A new engine for each reading takes longer than a frame where there are many people.
    let at_once = shifts::is_small(cx.model);
    let key = (cx.answers(), question.clone());
    let uses = readings.uses.get(key, at_once, work, wake(ui.ctx()));
    if uses.as_ref().is_some_and(|uses| uses.is_empty()) {
        return;
    }
    Section::new("Readings it rests on").show(ui, |ui| {
        let Some(uses) = uses else {
            coming(ui, "Looking which settings decide");
            return;
        };
        for (n, one) in uses.iter().enumerate() {
            if n > 0 {
                ui.add_space(space::S);
            }
            ui.push_id(n, |ui| reading(ui, cx, readings, answer, one, actions));
        }
    });
}

fn reading(
    ui: &mut Ui,
    cx: &Context<'_>,
    readings: &mut Readings,
    answer: &Answer,
    one: &SettingUse,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        label(ui, &one.name, Type::Small, Weight::Regular, t.text2);
        label(ui, &one.now, Type::Small, Weight::Medium, t.text);
    });
    let Some(turned) = &one.turned else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (icon, ink) = match turned.effect {
            IfTurned::Answer => (icons::WARNING, t.warning),
            IfTurned::Paths => (icons::ALT_ROUTE, t.text2),
            IfTurned::Nothing => (icons::CHECK, t.text3),
        };
        icons::icon(ui, icon, 14.0, ink);
        label(
            ui,
            then(turned, answer.allowed),
            Type::Small,
            Weight::Regular,
            ink,
        );
    });
    // A change made from another model than the open one is none of the open one.
    if cx.seen.is_some() {
        return;
    }
    let this = (answer.question.clone(), one.reading.clone());
    let is_turning = readings.turning.as_ref() == Some(&this);
    if !is_turning {
        if link(ui, &format!("Who changes if {}?", turned.value)).clicked() {
            readings.turning = Some(this);
        }
        return;
    }
    let outcome = readings.preview.get(ui, cx, &turned.change);
    ui.add_space(space::S);
    // Under an id of its own: the keyboard does not move on from the link to the button.
    let card = |ui: &mut Ui| {
        let verb = "Set it so";
        preview::ask(ui, cx, &turned.change, outcome.as_deref(), verb)
    };
    match ui.push_id("card", card).inner {
        Some(Outcome::Do) => {
            actions.push(Action::Apply(turned.change.clone()));
            readings.turning = None;
        }
        Some(Outcome::Keep) => {
            actions.push(Action::Scenario(ScenarioAsk::Try(turned.change.clone())));
            readings.turning = None;
        }
        Some(Outcome::Cancel) => readings.turning = None,
        None => {}
    }
}

fn then(turned: &Turned, is_allowed: bool) -> String {
    let then = match turned.effect {
        IfTurned::Answer if is_allowed => "the answer would be no",
        IfTurned::Answer => "the answer would be yes",
        IfTurned::Paths => "the same answer, by other paths",
        IfTurned::Nothing => "the same answer",
    };
    format!("If {}: {then}", turned.value)
}
