//! Answers: a plain question and the whole of its answer, worked out anew when the model changes.
//! Without a question, what can be asked.

use egui::{Frame, Stroke, Ui, vec2};

use super::State as Simulate;
use crate::engine::Question;
use crate::session::plain::{
    Door, Example, Lexicon, NotUnderstood, PlainAnswer, answer, examples, parse,
};
use crate::session::{Action, Actions, Background};
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, radius, space};
use crate::ui::widgets::{
    Button, Column, EmptyPlace, Run, Table, TableAction, TextField, label, sentence, waiting,
};
use crate::ui::{Context, wake};

/// The question, and its answer.
#[derive(Debug, Default)]
pub(super) struct State {
    question: String,
    answers: Background<((u64, u64), String), Outcome>,
    /// The row that was opened last.
    row: Option<usize>,
}

/// An answer, why there is none, or what can be asked.
#[derive(Debug)]
enum Outcome {
    Answer(Box<PlainAnswer>),
    Not(NotUnderstood),
    Examples(Vec<Example>),
}

impl State {
    pub(super) fn ask(&mut self, question: String) {
        self.question = question;
        self.row = None;
    }
}

pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut Simulate, actions: &mut Actions) {
    let t = theme::tokens(ui);
    let (question, state) = (&mut state.question, &mut state.asked);
    Frame::new()
        .fill(t.panel)
        .stroke(Stroke::new(1.0, t.field))
        .corner_radius(radius::POPOVER)
        .show(ui, |ui| {
            let full = ui.available_size();
            ui.set_min_size(full);
            ui.add_space(space::L);
            ui.horizontal(|ui| {
                ui.add_space(space::L);
                let field = TextField::bare("Plain question", &state.question)
                    .placeholder("Ask: who can edit salary of people in …")
                    .icon(icons::SEARCH)
                    .tall()
                    .width((ui.available_width() - space::L).max(120.0))
                    .show(ui);
                if let Some(text) = field.done {
                    state.ask(text.trim().to_owned());
                    if !state.question.is_empty() {
                        let question = state.question.clone();
                        actions.push(Action::Answered {
                            question,
                            door: None,
                        });
                    }
                }
            });
            ui.add_space(space::M);
            if let Some(asked) = outcome(ui, cx, state, actions) {
                *question = Some(asked);
            }
        });
}

/// Draws what came of it; returns what the Why panel is to answer.
fn outcome(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    actions: &mut Actions,
) -> Option<Question> {
    let wanted = (cx.answers(), state.question.clone());
    let (engine, question) = (cx.engine.clone(), state.question.clone());
    let work = move || {
        let lexicon = Lexicon::new(engine.model());
        if question.is_empty() {
            return Outcome::Examples(examples(&lexicon));
        }
        match parse(&lexicon, &question) {
            Ok(question) => Outcome::Answer(Box::new(answer(&engine, &question))),
            Err(stop) => Outcome::Not(stop),
        }
    };
    let found = state
        .answers
        .get(wanted, cx.at_once(), work, wake(ui.ctx()));
    let Some(found) = found.filter(|_| cx.is_current()) else {
        ui.horizontal(|ui| {
            ui.add_space(space::L);
            waiting(ui, "Working out the answer");
        });
        return None;
    };
    match &*found {
        Outcome::Answer(answer) => return whole(ui, state, answer, actions),
        Outcome::Not(stop) => {
            EmptyPlace {
                icon: icons::HELP,
                title: "This is not understood",
                why: &stop.text(),
                button: None,
            }
            .show(ui);
        }
        Outcome::Examples(list) => can_be_asked(ui, cx, state, list, actions),
    }
    None
}

fn whole(
    ui: &mut Ui,
    state: &mut State,
    answer: &PlainAnswer,
    actions: &mut Actions,
) -> Option<Question> {
    let t = theme::tokens(ui);
    Frame::new()
        .inner_margin(egui::Margin::symmetric(16, 0))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            match answer.verdict {
                Some(verdict) => {
                    sentence(ui, verdict, &[Run::strong(&answer.sentence)]);
                }
                None => {
                    label(ui, &answer.sentence, Type::Title, Weight::Semibold, t.text);
                }
            }
            for note in &answer.notes {
                label(ui, note, Type::Small, Weight::Regular, t.text2);
            }
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                buttons(ui, answer, actions);
            });
        });
    ui.add_space(space::M);
    if answer.rows.is_empty() {
        return None;
    }
    let (row, is_opened) = rows(ui, answer, state.row)?;
    state.row = Some(row);
    match answer.rows.get(row)?.door.clone()? {
        // The list stays: the Why panel beside it answers.
        Door::Why(question) => return Some(question),
        Door::Record(key) if !is_opened => actions.select(key),
        door if is_opened => actions.push(Action::Through(door)),
        _ => {}
    }
    None
}

fn buttons(ui: &mut Ui, answer: &PlainAnswer, actions: &mut Actions) {
    if let Some(change) = &answer.keep {
        let button = Button::new("Keep as an expectation").icon(icons::CHECKLIST);
        if ui.add(button).clicked() {
            actions.push(Action::ApplyAndSay(change.clone()));
        }
    }
    if let Some(door) = &answer.door {
        let (text, icon) = match door {
            Door::Record(_) => ("Open", icons::OPEN_IN_NEW),
            Door::Why(_) => ("Open on the page", icons::VISIBILITY),
            Door::SeeAs(_) => ("See as", icons::VISIBILITY),
            Door::WhoCan { .. } => ("Open in Who can", icons::GROUP),
        };
        if ui.add(Button::new(text).icon(icon)).clicked() {
            actions.push(Action::Through(door.clone()));
        }
    }
    if !answer.rows.is_empty() {
        let button = Button::new("Copy rows").icon(icons::CONTENT_COPY);
        if ui.add(button).clicked() {
            ui.copy_text(answer.lines());
            actions.push(Action::Say("Copied the rows".to_owned()));
        }
    }
}

/// The row that was chosen, and whether it is to be opened.
fn rows(ui: &mut Ui, answer: &PlainAnswer, chosen: Option<usize>) -> Option<(usize, bool)> {
    let columns = [
        Column::new("Answer", 240.0).grow(1.0).fixed(),
        Column::new("Details", 280.0).grow(2.0).fixed(),
    ];
    let name = |n: usize| match answer.rows.get(n) {
        Some(row) if row.detail.is_empty() => row.text.clone(),
        Some(row) => format!("{}, {}", row.text, row.detail),
        None => String::new(),
    };
    let is_chosen = |n: usize| chosen == Some(n);
    let action = Table::new("Answer", &columns, answer.rows.len(), &name)
        .selected(&is_chosen)
        .cursor(chosen)
        .show(ui, |cell| {
            let Some(row) = answer.rows.get(cell.row) else {
                return;
            };
            match cell.column {
                0 => cell.name(&row.text),
                _ => cell.text(&row.detail),
            }
        });
    match action {
        Some(TableAction::Select(n, _)) => Some((n, false)),
        Some(TableAction::Open(n, _)) => Some((n, true)),
        _ => None,
    }
}

/// Questions asked before, then one example of each.
fn can_be_asked(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    list: &[Example],
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.add_space(space::L);
        label(
            ui,
            "What can be asked",
            Type::Title,
            Weight::Semibold,
            t.text,
        );
    });
    ui.add_space(space::M);
    let before = cx
        .session
        .asked()
        .iter()
        .rev()
        .map(|text| (text.as_str(), "Asked before"));
    let all: Vec<(&str, &str)> = before
        .chain(list.iter().map(|one| (one.text.as_str(), one.meaning)))
        .collect();
    let columns = [
        Column::new("Question", 320.0).grow(2.0).fixed(),
        Column::new("Answers", 240.0).grow(1.0).fixed(),
    ];
    let name = |n: usize| {
        all.get(n)
            .map(|(text, _)| (*text).to_owned())
            .unwrap_or_default()
    };
    let chosen = state.row;
    let is_chosen = |n: usize| chosen == Some(n);
    let table = Table::new("What can be asked", &columns, all.len(), &name);
    let action = table.selected(&is_chosen).cursor(chosen).show(ui, |cell| {
        let Some((text, meaning)) = all.get(cell.row) else {
            return;
        };
        match cell.column {
            0 => cell.name(text),
            _ => cell.text(meaning),
        }
    });
    let is_clicked = ui.input(|input| input.pointer.any_click());
    let picked = match action {
        Some(TableAction::Open(n, _)) => Some(n),
        Some(TableAction::Select(n, _)) => {
            state.row = Some(n);
            // The arrow keys walk through the list; Enter asks.
            Some(n).filter(|_| is_clicked)
        }
        _ => None,
    };
    if let Some((text, _)) = picked.and_then(|n| all.get(n)) {
        actions.push(Action::Answered {
            question: (*text).to_owned(),
            door: None,
        });
    }
}
