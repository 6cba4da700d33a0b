//! WHAT IF: steps that might be done, put together to a scenario, with who gains and who loses, what
//! the checks would say, and when access begins and ends. `rows` is what is shown, as plain data; the
//! scenarios are the session's. Nothing is done to the model before a scenario is applied.

mod card;
mod choose;
pub mod day;
mod form;
mod head;
mod hire;
mod intent;
mod line;
pub mod rows;
mod steps;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Frame, Rect, ScrollArea, Stroke, Ui, pos2, vec2};

use crate::engine::{Engine, Question};
use crate::model::{Date, Model, PrincipalId};
use crate::session::scenario::{Scenario, ScenarioId, Worked};
use crate::session::{Actions, Background, Note, TimeLine};
use crate::ui::Context;
use crate::ui::checks::part;
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::label;
use rows::Gains;

/// Narrower than this the page has one column.
const TWO_COLUMNS: f32 = 620.0;

/// A scenario in the version it was worked out.
type Version = (ScenarioId, u64);

/// For what an outcome was worked out: the answers, what is compared with, the scenario.
type Of = ((u64, u64), Option<Version>, Version);

/// For what a time line was worked out.
type OfLine = ((u64, u64), Option<Version>, PrincipalId);

/// A line of the card that was clicked, and why it is so in both models.
#[derive(Debug)]
struct Asked {
    of: Of,
    question: Question,
    why: [(bool, String); 2],
}

/// What the page keeps for itself.
#[derive(Debug, Default)]
pub struct State {
    form: form::Form,
    /// The name that is being typed.
    naming: Option<String>,
    /// The field of the name is to have the keyboard.
    asks_name: bool,
    /// See as is asked for.
    wants_to_see: bool,
    /// A line of the card that was clicked, for the Why panel.
    wants_to_know: Option<Question>,
    gains: Background<Of, Gains>,
    checks: Background<Of, Vec<Note>>,
    /// The line that was clicked, and why it is so before and after.
    asked: Option<Asked>,
    /// Days of the time line of which every line is shown.
    all_of: BTreeSet<Date>,
    line: Background<OfLine, TimeLine>,
}

impl State {
    /// Thinks of someone from now on.
    pub fn think_of(&mut self, who: Option<PrincipalId>) {
        if who.is_some() {
            self.form.who = who;
        }
    }

    /// Thinks of someone who does not exist yet.
    pub fn think_of_someone_new(&mut self) {
        self.form.kind = form::Kind::Hire;
    }

    /// True once after See as was asked for.
    pub fn takes_to_see_as(&mut self) -> bool {
        std::mem::take(&mut self.wants_to_see)
    }

    /// The question of a line that was clicked, once.
    pub fn take_question(&mut self) -> Option<Question> {
        self.wants_to_know.take()
    }
}

/// What the open scenario is compared with.
struct Base<'a> {
    engine: &'a Arc<Engine>,
    version: Option<Version>,
    /// Its name; none = what is.
    title: Option<String>,
}

/// What is looked at: the open scenario worked out, if one is open.
struct Open<'a> {
    scenario: &'a Scenario,
    worked: &'a Arc<Worked>,
    base: Base<'a>,
    is_current: bool,
}

impl<'a> Open<'a> {
    fn of(cx: &Context<'a>) -> Option<Open<'a>> {
        let all = cx.session.scenarios();
        let scenario = all.open()?;
        let worked = all.worked(scenario.id())?;
        let is_current = |one: &Scenario| {
            all.is_current(one.id(), cx.analysis.revision(), cx.day()) && cx.is_current()
        };
        let now = Base {
            engine: cx.engine,
            version: None,
            title: None,
        };
        let against = all.against().and_then(|one| {
            Some(Base {
                engine: all.engine(one.id())?,
                version: Some((one.id(), one.version())),
                title: Some(one.title()),
            })
        });
        let is_base_current = all.against().is_none_or(is_current);
        Some(Open {
            scenario,
            worked,
            base: against.unwrap_or(now),
            is_current: is_current(scenario) && is_base_current,
        })
    }

    fn version(&self) -> Version {
        (self.scenario.id(), self.scenario.version())
    }

    fn key(&self, cx: &Context<'_>) -> Of {
        (cx.answers(), self.base.version, self.version())
    }

    /// The model with the steps that fit.
    fn model(&self) -> &'a Model {
        &self.worked.plan.model
    }
}

/// Draws the page.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let margin = match cx.room.is_cramped() {
        true => space::M,
        false => space::XL,
    };
    Frame::new()
        .fill(t.canvas)
        .inner_margin(margin)
        .show(ui, |ui| {
            let room = ui.available_rect_before_wrap();
            ui.allocate_rect(room, egui::Sense::hover());
            let open = Open::of(cx);
            if room.width() < TWO_COLUMNS {
                page(ui, "what if", room, |ui| {
                    left(ui, cx, open.as_ref(), state, actions);
                    right(ui, cx, open.as_ref(), state, actions);
                });
                return;
            }
            let width = (room.width() * 0.4).clamp(310.0, 440.0).round();
            let split = room.left() + width;
            let left_room = Rect::from_min_max(room.min, pos2(split, room.bottom()));
            let right_room = Rect::from_min_max(pos2(split + space::L, room.top()), room.max);
            page(ui, "what if steps", left_room, |ui| {
                left(ui, cx, open.as_ref(), state, actions);
            });
            page(ui, "what if outcome", right_room, |ui| {
                right(ui, cx, open.as_ref(), state, actions);
            });
        });
}

/// A sheet of paper that scrolls.
fn page(ui: &mut Ui, salt: &str, room: Rect, content: impl FnOnce(&mut Ui)) {
    let t = theme::tokens(ui);
    let edge = Stroke::new(1.0, t.field);
    ui.painter().rect(
        room,
        radius::POPOVER,
        t.panel,
        edge,
        egui::StrokeKind::Inside,
    );
    part(ui, salt, room.shrink(1.0), |ui| {
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
                content(ui);
                ui.add_space(space::XL);
            });
    });
}

fn left(
    ui: &mut Ui,
    cx: &Context<'_>,
    open: Option<&Open<'_>>,
    state: &mut State,
    actions: &mut Actions,
) {
    head::show(ui, cx, open, state, actions);
    steps::show(ui, cx, open, actions);
    form::show(ui, cx, open, &mut state.form, actions);
}

fn right(
    ui: &mut Ui,
    cx: &Context<'_>,
    open: Option<&Open<'_>>,
    state: &mut State,
    actions: &mut Actions,
) {
    card::show(ui, cx, open, state, actions);
    line::show(ui, cx, open, state, actions);
}

/// Says that what follows is so in a scenario, not now.
pub fn in_scenario(ui: &mut Ui, scenario: &Scenario) {
    let words = format!("As it would be in the scenario: {}", scenario.title());
    not_now(ui, &words);
}

/// Says that what follows is not of the model as it is.
pub fn not_now(ui: &mut Ui, words: &str) {
    let t = theme::tokens(ui);
    Frame::new()
        .inner_margin(egui::Margin {
            top: 10,
            ..egui::Margin::symmetric(16, 0)
        })
        .show(ui, |ui| {
            label(ui, words, Type::Small, Weight::Regular, t.info);
        });
}

/// Today, and the day that is answered for.
fn marked_days(cx: &Context<'_>) -> Vec<Date> {
    let mut days = vec![cx.session.today()];
    days.extend(cx.session.as_of());
    days
}
