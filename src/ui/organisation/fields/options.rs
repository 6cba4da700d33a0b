//! The words one chooses from: written otherwise, moved, added, removed. What was chosen follows
//! a word that is written otherwise, and so do the conditions that name it.

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use super::{Page, ROW, State, retype, split};
use crate::model::FieldId;
use crate::session::Actions;
use crate::session::cells::Of;
use crate::session::edits::fields as edits;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, TextField, icon_button, label, spinner};
use crate::ui::{Context, icons, wake};

/// The words as they are typed so far, each with what it was.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Options {
    id: FieldId,
    words: Vec<(Option<String>, String)>,
    new: String,
}

impl Options {
    pub(super) fn of(id: FieldId, words: &[String]) -> Options {
        let words = words.iter();
        Options {
            id,
            words: words
                .map(|word| (Some(word.clone()), word.clone()))
                .collect(),
            new: String::new(),
        }
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|(_, now)| now == word)
    }

    /// Why the words cannot be so.
    fn problem(&self) -> Option<String> {
        if self.words.is_empty() {
            return Some("Name at least one choice".to_owned());
        }
        let twice = self.words.iter().enumerate().find_map(|(nth, (_, word))| {
            let before = self.words.iter().take(nth);
            before
                .into_iter()
                .any(|(_, other)| other == word)
                .then_some(word)
        });
        twice.map(|word| format!("“{word}” is there twice"))
    }
}

/// Draws them, and what would come of it.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    of: &Of,
    state: &mut State,
    actions: &mut Actions,
) -> bool {
    let State {
        page,
        plans,
        nth,
        preview,
        ..
    } = state;
    let Page::Options(open) = page else {
        return false;
    };
    let before = open.words.clone();
    let t = theme::tokens(ui);
    let name = of.field(cx.model, &open.id).map(|field| field.name.clone());
    let title = name.unwrap_or_default();
    label(ui, title, Type::Small, Weight::Semibold, t.text);
    list(ui, open);
    let new = open.new.clone();
    let field = TextField::new("New choice", &new)
        .placeholder("A word, or several with commas")
        .show(ui);
    let go = field.entered;
    let response = field.response.clone();
    if let Some(text) = field.draft.or(field.done) {
        open.new = text;
    }
    if ui.add(Button::new("Add choice").icon(icons::ADD)).clicked() || go {
        for word in split(&std::mem::take(&mut open.new)) {
            if !open.has(&word) {
                open.words.push((None, word));
            }
        }
        response.request_focus();
    }
    if open.words != before {
        *nth += 1;
    }
    crate::ui::widgets::divider(ui);
    let problem = open.problem();
    if let Some(problem) = &problem {
        label(ui, problem, Type::Small, Weight::Regular, t.refused);
        if ui.add(Button::plain("Cancel")).clicked() {
            *page = Page::List;
        }
        return false;
    }
    let (model, whose, wanted) = (cx.model.clone(), of.clone(), open.clone());
    let make = move || edits::set_options(&model, &whose, &wanted.id, &wanted.words);
    let plan = plans.get((cx.stamp(), *nth), cx.at_once(), make, wake(ui.ctx()));
    let done = match plan.as_deref() {
        None => {
            spinner(ui, "Reading what it holds");
            false
        }
        Some(None) => {
            let words = "Change a word, add one, or remove one";
            label(ui, words, Type::Small, Weight::Regular, t.text3);
            ui.add(Button::plain("Back")).clicked()
        }
        Some(Some(plan)) => {
            let verb = "Change the choices";
            retype::told(ui, cx, of, plan, preview, verb, actions)
        }
    };
    if done {
        *page = Page::List;
    }
    false
}

fn list(ui: &mut Ui, open: &mut Options) {
    let last = open.words.len();
    let (mut remove, mut swap) = (None, None);
    ScrollArea::vertical()
        .max_height(ROW * 8.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (nth, (_, word)) in open.words.iter_mut().enumerate() {
                ui.horizontal(|ui| {
                    ui.set_min_size(vec2(ui.available_width(), ROW));
                    let spoken = format!("Choice {}", nth + 1);
                    let field = TextField::bare(&spoken, word).width(250.0).show(ui);
                    let called = |verb: &str| format!("{verb} {word}");
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        ui.add_space(8.0);
                        if icon_button(ui, icons::DELETE, &called("Remove"), true).clicked() {
                            remove = Some(nth);
                        }
                        let down = nth + 1 < last;
                        let name = called("Move down");
                        if icon_button(ui, icons::ARROW_DOWNWARD, &name, down).clicked() {
                            swap = Some((nth, nth + 1));
                        }
                        let name = called("Move up");
                        if icon_button(ui, icons::ARROW_UPWARD, &name, nth > 0).clicked() {
                            swap = Some((nth, nth.saturating_sub(1)));
                        }
                    });
                    let text = field.done.map(|text| text.trim().to_owned());
                    if let Some(text) = text.filter(|text| !text.is_empty()) {
                        *word = text;
                    }
                });
            }
        });
    if let Some((one, other)) = swap {
        open.words.swap(one, other);
    }
    if let Some(nth) = remove {
        open.words.remove(nth);
    }
}
