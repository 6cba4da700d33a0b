//! What stands before the window until it is answered: unsaved changes, a file that is there, a
//! path to type, what is wrong with a file; and the list of keys and the about box.

use egui::{Align, Context, Layout, ScrollArea};

use crate::session::{Action, Actions, After, Command, OnDisk, Question, Session};
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight, radius};
use crate::ui::widgets::{self, Answer, Button, Look, dialog, key_cap, label};

/// What is open besides the session's own question.
#[derive(Debug, Default)]
pub struct State {
    /// The list of keys.
    pub shortcuts: bool,
    /// The about box.
    pub about: bool,
    typed: Option<String>,
}

/// Draws what waits for an answer.
pub fn show(ctx: &Context, session: &Session, state: &mut State, actions: &mut Actions) {
    if state.shortcuts {
        shortcuts(ctx, state);
    }
    if state.about {
        about(ctx, state);
    }
    let Some(question) = session.question() else {
        state.typed = None;
        return;
    };
    match question {
        Question::Unsaved { .. } => unsaved(ctx, session, actions),
        Question::Overwrite { path, .. } => {
            let answers = [("Cancel", Look::Secondary), ("Replace", Look::Destructive)];
            let place = path.display();
            if path.is_dir() {
                let words = format!(
                    "{place} is there already. Files in it with the same names are replaced, others stay"
                );
                risky(ctx, "Write into the folder?", &words, &answers, actions);
            } else {
                let words = format!("{place} is there already. What is in it would be lost");
                risky(ctx, "Replace the file?", &words, &answers, actions);
            }
        }
        Question::OnDisk { path, then } => on_disk(ctx, session, path, then, actions),
        Question::TypeOpen { why } => {
            let path = Typed::read("Open a model", "Open", "~/Models/company.ron");
            typed(ctx, state, &path, why, actions);
        }
        Question::TypeImport { why } => {
            let path = Typed::read("Import a file", "Import", "~/Downloads/people.xlsx");
            typed(ctx, state, &path, why, actions);
        }
        Question::TypeSave { why, path } => {
            let title = match session.is_asking_export() {
                true => "Save for others",
                false => "Save the model",
            };
            typed(ctx, state, &Typed::written(title, path), why, actions);
        }
        Question::Trouble {
            title,
            stays,
            lines,
        } => trouble(ctx, title, stays, lines, actions),
    }
}

fn unsaved(ctx: &Context, session: &Session, actions: &mut Actions) {
    let name = session
        .document()
        .map(crate::session::Document::title)
        .unwrap_or_default();
    let answer = widgets::Question {
        title: "Save the changes first?",
        sentence: &format!("“{name}” has changes that no file holds. Without saving they are lost"),
        answers: &[
            ("Save", Look::Primary),
            ("Discard", Look::Destructive),
            ("Cancel", Look::Plain),
        ],
    }
    .show(ctx);
    match answer {
        Some(Answer::Button(0)) => actions.push(Action::AnswerSave),
        Some(Answer::Button(1)) => actions.push(Action::AnswerGoOn),
        Some(_) => actions.push(Action::AnswerCancel),
        None => {}
    }
}

fn risky(
    ctx: &Context,
    title: &str,
    sentence: &str,
    answers: &[(&str, Look)],
    actions: &mut Actions,
) {
    let question = widgets::Question {
        title,
        sentence,
        answers,
    };
    match question.show(ctx) {
        Some(Answer::Button(1)) => actions.push(Action::AnswerGoOn),
        Some(_) => actions.push(Action::AnswerCancel),
        None => {}
    }
}

fn on_disk(
    ctx: &Context,
    session: &Session,
    path: &std::path::Path,
    then: &After,
    actions: &mut Actions,
) {
    let Some(document) = session.document() else {
        return;
    };
    let is_gone = document.on_disk() == OnDisk::Gone;
    let file = path.display();
    let (title, sentence, answers) = if is_gone {
        let sentence = format!("{file} was removed or moved. The model is still here, not saved");
        ("The file is gone", sentence, GONE)
    } else {
        let own = match document.n_unsaved() {
            0 => String::new(),
            1 => " You have 1 unsaved change here.".to_owned(),
            n => format!(" You have {n} unsaved changes here."),
        };
        let sentence = format!(
            "{file} was changed by someone else since you opened it.{own} Reload takes over what \
             they wrote, and undo brings yours back. Keep mine replaces theirs when you save"
        );
        ("The file has changed", sentence, CHANGED)
    };
    let question = widgets::Question {
        title,
        sentence: &sentence,
        answers: &answers
            .iter()
            .map(|(word, look, _)| (*word, *look))
            .collect::<Vec<_>>(),
    };
    let chosen = match question.show(ctx) {
        Some(Answer::Button(nth)) => answers.get(nth).map(|(.., choice)| *choice),
        Some(Answer::Leave) => Some(OnDiskChoice::Later),
        None => return,
    };
    match chosen {
        Some(OnDiskChoice::Compare) => actions.push(Action::CompareWithDisk),
        Some(OnDiskChoice::Reload) => actions.push(Action::Reload),
        Some(OnDiskChoice::KeepMine) => actions.push(Action::KeepMine { save: is_gone }),
        Some(OnDiskChoice::SaveAs) => actions.push(Action::SaveAsThen(then.clone())),
        Some(OnDiskChoice::Later) | None => actions.push(Action::AnswerCancel),
    }
}

#[derive(Debug, Clone, Copy)]
enum OnDiskChoice {
    Compare,
    Reload,
    KeepMine,
    SaveAs,
    Later,
}

/// The safest first: it changes nothing.
const CHANGED: &[(&str, Look, OnDiskChoice)] = &[
    ("Compare", Look::Primary, OnDiskChoice::Compare),
    ("Reload", Look::Secondary, OnDiskChoice::Reload),
    ("Keep mine", Look::Secondary, OnDiskChoice::KeepMine),
    ("Save as…", Look::Plain, OnDiskChoice::SaveAs),
    ("Later", Look::Plain, OnDiskChoice::Later),
];

const GONE: &[(&str, Look, OnDiskChoice)] = &[
    ("Save as…", Look::Primary, OnDiskChoice::SaveAs),
    (
        "Save it there again",
        Look::Secondary,
        OnDiskChoice::KeepMine,
    ),
    ("Later", Look::Plain, OnDiskChoice::Later),
];

/// A path that is typed where no dialog can be opened.
struct Typed<'a> {
    title: &'a str,
    verb: &'a str,
    hint: &'a str,
    start: &'a str,
    /// The file is read; else it is written.
    is_read: bool,
}

impl<'a> Typed<'a> {
    fn read(title: &'a str, verb: &'a str, hint: &'a str) -> Self {
        Typed {
            title,
            verb,
            hint,
            start: "",
            is_read: true,
        }
    }

    fn written(title: &'a str, start: &'a str) -> Self {
        Typed {
            title,
            verb: "Save",
            hint: "",
            start,
            is_read: false,
        }
    }
}

fn typed(ctx: &Context, state: &mut State, path: &Typed<'_>, why: &str, actions: &mut Actions) {
    let t = theme::tokens(ctx);
    let fresh = state.typed.is_none();
    let text = state.typed.get_or_insert_with(|| path.start.to_owned());
    let (chosen, close) = dialog(ctx, path.title, 520.0, |ui| {
        label(
            ui,
            format!("{why}. Type the path of the file instead"),
            Type::Small,
            Weight::Regular,
            t.text2,
        );
        ui.add_space(4.0);
        let edit = egui::TextEdit::singleline(text)
            .font(Type::Small.regular())
            .hint_text(path.hint)
            .margin(egui::Margin::symmetric(8, 6))
            .desired_width(f32::INFINITY);
        let field = ui.add(edit).accessible_name("Path of the file");
        if fresh {
            field.request_focus();
        }
        let enter = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        ui.add_space(8.0);
        let mut chosen = enter.then_some(true);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let empty = text.trim().is_empty().then_some("Type a path first");
            if ui.add(Button::primary(path.verb).blocked(empty)).clicked() {
                chosen = Some(true);
            }
            if ui.add(Button::plain("Cancel")).clicked() {
                chosen = Some(false);
            }
        });
        chosen
    });
    match chosen {
        Some(true) if !text.trim().is_empty() => {
            let chosen = std::path::PathBuf::from(text.trim());
            state.typed = None;
            actions.push(if path.is_read {
                Action::OpenChosen(chosen)
            } else {
                Action::SaveChosen {
                    path: chosen,
                    confirmed: false,
                }
            });
        }
        Some(false) => actions.push(Action::AnswerCancel),
        _ if close => actions.push(Action::AnswerCancel),
        _ => {}
    }
}

fn trouble(ctx: &Context, title: &str, stays: &str, lines: &[String], actions: &mut Actions) {
    let t = theme::tokens(ctx);
    let (done, close) = dialog(ctx, title, 620.0, |ui| {
        label(ui, stays, Type::Small, Weight::Regular, t.text2);
        ui.add_space(4.0);
        egui::Frame::new()
            .fill(t.inset)
            .corner_radius(radius::FIELD)
            .inner_margin(10.0)
            .show(ui, |ui| {
                ScrollArea::vertical()
                    .max_height(320.0)
                    .auto_shrink([false, true])
                    .show(ui, |ui| {
                        for line in lines {
                            ui.horizontal_top(|ui| {
                                icons::icon(ui, icons::ERROR, 16.0, t.refused);
                                ui.add(egui::Label::new(line).wrap().selectable(true));
                            });
                        }
                    });
            });
        ui.add_space(8.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(Button::primary("Close"));
            let copy = ui.add(Button::plain("Copy the list"));
            if copy.clicked() {
                ui.copy_text(lines.join("\n"));
            }
            close.clicked()
        })
        .inner
    });
    if done || close {
        actions.push(Action::AnswerCancel);
    }
}

fn shortcuts(ctx: &Context, state: &mut State) {
    let t = theme::tokens(ctx);
    let (done, close) = dialog(ctx, "Keys", 560.0, |ui| {
        ScrollArea::vertical()
            .max_height((ui.ctx().content_rect().height() - 200.0).max(160.0))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for command in Command::ALL {
                    let info = command.info();
                    let Some(key) = info.key else { continue };
                    key_row(ui, info.text, info.doc, &key.to_string());
                }
                ui.add_space(8.0);
                label(ui, "In the graph", Type::Small, Weight::Semibold, t.text2);
                for (keys, words) in super::graph::KEYS {
                    key_row(ui, "", words, keys);
                }
            });
        ui.add_space(8.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(Button::primary("Close")).clicked()
        })
        .inner
    });
    state.shortcuts = !(done || close);
}

fn key_row(ui: &mut egui::Ui, what: &str, more: &str, keys: &str) {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.set_height(22.0);
        if !what.is_empty() {
            label(ui, what, Type::Small, Weight::Medium, t.text);
        }
        label(ui, more, Type::Small, Weight::Regular, t.text3);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            key_cap(ui, keys);
        });
    });
}

fn about(ctx: &Context, state: &mut State) {
    let t = theme::tokens(ctx);
    let (done, close) = dialog(ctx, "About Sightline", 440.0, |ui| {
        let version = format!("Version {}", env!("CARGO_PKG_VERSION"));
        label(ui, version, Type::Small, Weight::Medium, t.text);
        for words in [
            "Design who may see and do what in an HR system, and see it with any person's eyes.",
            "Everything stays on this computer: no account, no network.",
            "Sightline is under the MIT licence. The typeface Inter is under the SIL Open Font License, the icons are Material Symbols under the Apache License 2.0, the window is egui under MIT or Apache 2.0.",
        ] {
            label(ui, words, Type::Small, Weight::Regular, t.text2);
        }
        ui.add_space(8.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(Button::primary("Close")).clicked()
        })
        .inner
    });
    state.about = !(done || close);
}
