//! The Why panel: the answer to the question that was clicked, as a sentence and as steps, and for
//! a no what comes nearest. Each step is a door.

mod acts;
mod near;
mod offers;
mod settings;
mod steps;

use egui::{ScrollArea, Ui};

use super::State;
use crate::engine::{Answer, Denial, Engine, Question, Words};
use crate::session::edits::expectations;
use crate::session::{Action, Actions, Workspace};
use crate::ui::Context;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, space};
use crate::ui::widgets::{Button, Choice, Combo, EmptyPlace, Run, label, link, sentence, waiting};
use near::near_section;
pub use offers::Offers;
use offers::offers_section;
pub use settings::Readings;
use settings::settings_section;
use steps::{guard_section, path_section};

/// Draws the panel.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    // The panel keeps its width whatever stands in it.
    ui.set_min_size(ui.available_size());
    let scenario = match state.view {
        super::View::SeeAs => cx.session.scenarios().seen_in(),
        super::View::WhatIf => cx.session.scenarios().open(),
        _ => None,
    };
    let is_seen = state.view == super::View::SeeAs;
    let seen = if is_seen {
        cx.as_seen()
    } else {
        cx.in_scenario(scenario)
    };
    let asked = state.question.clone();
    let before = asked
        .filter(|_| state.view == super::View::SideBySide)
        .and_then(|asked| state.side.before(&asked))
        .map(|(engine, nth)| (engine.clone(), nth));
    let seen = match &before {
        Some((engine, nth)) => seen.in_model(engine, *nth),
        None => seen,
    };
    let cx = &seen;
    let engine = cx.engine;
    if let Some((by, asked)) = acts::asked(state) {
        if cx.is_current() {
            acts::show(ui, cx, &by, &asked, actions);
        } else {
            working(ui);
        }
        return;
    }
    let Some(question) = state.question.clone() else {
        EmptyPlace {
            icon: icons::HELP,
            title: "Why, or why not",
            why: "Click anything on the page, shown or absent, to read what makes it so",
            button: None,
        }
        .show(ui);
        return;
    };
    if !cx.is_current() {
        working(ui);
        return;
    }
    let answer = engine.decide(
        &question.actor,
        &question.permission,
        &question.level,
        &question.target,
    );
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            head(ui, cx, state, &question, actions);
            if let Some(scenario) = scenario.filter(|_| cx.seen.is_some()) {
                super::what_if::in_scenario(ui, scenario);
            }
            if before.is_some() {
                super::what_if::not_now(ui, "As it was in the earlier state of the model");
            }
            egui::Frame::new()
                .inner_margin(egui::Margin::symmetric(16, 10))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    said(ui, engine, &answer);
                });
            for (n, path) in answer.paths.iter().enumerate() {
                path_section(ui, cx, actions, &answer, n, path);
            }
            if !answer.near.is_empty() {
                near_section(ui, cx, actions, engine, "What is missing", &answer.near);
            }
            if !answer.allowed {
                offers_section(ui, cx, state, &question, actions);
            }
            let held_back = if answer.allowed {
                engine.held_back(&question)
            } else {
                Vec::new()
            };
            if !held_back.is_empty() {
                near_section(
                    ui,
                    cx,
                    actions,
                    engine,
                    "Held back, though another path allows",
                    &held_back,
                );
            }
            if let Some(Denial::Guard(id)) = &answer.denial {
                guard_section(ui, cx, actions, id);
            }
            settings_section(ui, cx, state, &answer, actions);
            ui.add_space(space::L);
            ui.horizontal(|ui| {
                ui.add_space(space::XL);
                let button = Button::new("Make this an expectation").icon(icons::CHECKLIST);
                let stands_in = cx.session.stand_in().is_some() && is_seen;
                let why = stands_in.then_some("An expectation is about someone in the model");
                if ui.add(button.blocked(why)).clicked() {
                    actions.apply(expectations::keep_answer(cx.model, &answer));
                }
            });
            ui.add_space(space::XL);
        });
}

/// No answer of an earlier model stands where one decides by it.
fn working(ui: &mut Ui) {
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(16, 12))
        .show(ui, |ui| waiting(ui, "Working out…"));
}

fn head(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    question: &Question,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    let words = Words::new(cx.model);
    let name = words.permission(&question.permission);
    let target = question.target.title(cx.model);
    let title = if target.is_empty() {
        format!("Why: {name}")
    } else {
        format!("Why: {name} of {target}")
    };
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(16, 12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            label(ui, title, Type::Title, Weight::Semibold, t.text);
            ui.add_space(space::XS);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(8.0, 4.0);
                label(ui, "asked for", Type::Small, Weight::Regular, t.text3);
                let Some(ladder) = cx.model.ladder_of(&question.permission) else {
                    return;
                };
                let levels: Vec<_> = ladder.levels.iter().skip(1).collect();
                let choices: Vec<Choice<'_>> = levels
                    .iter()
                    .map(|level| Choice::new(level.as_str()))
                    .collect();
                let chosen = levels.iter().position(|level| **level == question.level);
                let combo = Combo::bare("Level asked for", &choices, chosen).width(110.0);
                if let Some(level) = combo.show(ui).and_then(|at| levels.get(at))
                    && let Some(question) = &mut state.question
                {
                    let was = question.clone();
                    question.level = (*level).clone();
                    state.side.goes_on(&was, question);
                }
                who_door(ui, cx, state, question);
                graph_door(ui, cx, state, actions);
            });
        });
    crate::ui::widgets::divider(ui);
}

/// The door to everyone who can do the same.
fn who_door(ui: &mut Ui, cx: &Context<'_>, state: &mut State, question: &Question) {
    let (permission, target) = (&question.permission, &question.target);
    let shows = !cx.engine.fields_shown(permission, target).is_empty();
    let words = if shows {
        "Who can see this"
    } else {
        "Who can do this"
    };
    if link(ui, words).clicked() {
        state.ask_who(cx, permission, Some(question.level.clone()), target);
    }
}

/// The door to the same paths on the graph, which knows the open model only.
fn graph_door(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    if cx.seen.is_none() && link(ui, "Show on the graph").clicked() {
        state.handed_on = None;
        actions.push(Action::Go(Workspace::Graph));
    }
}

fn said(ui: &mut Ui, engine: &Engine, answer: &Answer) {
    let text = answer.sentence(engine);
    let (start, reason) = if answer.allowed {
        split(&text, " because of ")
    } else {
        split(&text, ": ")
    };
    sentence(
        ui,
        answer.allowed,
        &[Run::plain(start), Run::strong(reason)],
    );
}

fn split<'t>(text: &'t str, at: &str) -> (&'t str, &'t str) {
    match text.find(at) {
        Some(place) => text.split_at(place),
        None => (text, ""),
    }
}
