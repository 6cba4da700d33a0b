//! Any record: what it is called, what uses it, its problems, and removing it.

use egui::{Popup, Ui};

use crate::model::{Change, Key, LabelId};
use crate::session::cells::account_word;
use crate::session::edits::naming;
use crate::session::{Action, Actions, Command, edits};
use crate::ui::widgets::{
    Chip, Choice, Combo, HeadButton, InspectorHead, Section, TextField, Tone, link, select_all,
};
use crate::ui::{Context, icons, kind_of, theme};

use super::parts;

/// Draws the inspector of any record.
pub fn show(ui: &mut Ui, cx: &Context<'_>, key: &Key, actions: &mut Actions) {
    head(ui, cx, key, &[], actions);
    uses(ui, cx, key, actions);
    problems(ui, cx, key);
}

/// The head with the menu every record has. Returns the button that was chosen.
pub fn head(
    ui: &mut Ui,
    cx: &Context<'_>,
    key: &Key,
    buttons: &[HeadButton<'_>],
    actions: &mut Actions,
) -> Option<usize> {
    let title = cx.model.title(key);
    let line = about(cx, key);
    let head = InspectorHead {
        kind: kind_of(cx.model, key),
        title: &title,
        line: &line,
        buttons,
    };
    let top = ui.cursor().min;
    let (action, more) = head.show(ui);
    // The record itself can be taken hold of by its title.
    let title = egui::Rect::from_min_max(top, egui::pos2(more.rect.left(), more.rect.bottom()));
    crate::ui::drag::source(ui, title, key);
    crate::ui::widgets::divider(ui);
    Popup::menu(&more).show(|ui| {
        super::super::frame::menu_item(ui, cx.session, Command::Remove, actions);
    });
    match action {
        Some(crate::ui::widgets::HeadAction::Button(nth)) => Some(nth),
        _ => None,
    }
}

/// Kind, state and id: "Person · Active · anna-ott".
fn about(cx: &Context<'_>, key: &Key) -> String {
    if let Key::Principal(id) = key
        && let Some(person) = cx.model.principals().get(id)
    {
        let kind = kind_of(cx.model, key).word();
        let state = account_word(person.account);
        return format!("{kind} · {state} · {id}");
    }
    let mut word = key.word().to_owned();
    if let Some(first) = word.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    format!("{word} · {}", key.id())
}

/// The name of a record, to be edited. An id made of it follows, as long as it may.
pub fn name(ui: &mut Ui, cx: &Context<'_>, key: &Key, actions: &mut Actions) {
    name_or(ui, cx, key, None, actions);
}

/// The same; `problem` says what is missing.
pub fn name_or(
    ui: &mut Ui,
    cx: &Context<'_>,
    key: &Key,
    problem: Option<&str>,
    actions: &mut Actions,
) {
    let title = cx.model.title(key);
    let shown = TextField::new("Name", &title).problem(problem).show(ui);
    asked(ui, key, &shown.response, &title);
    let saved = cx.document.saved_model();
    let new = shown.done;
    let new = new.and_then(|name| naming::rename(cx.model, saved, key, &name));
    if let Some((change, new)) = new {
        push(change, key, new, actions);
    }
}

/// Lets the name of a record that was just made be typed at once.
pub fn ask_name(ctx: &egui::Context, key: &Key) {
    ctx.data_mut(|data| data.insert_temp(asked_id(), key.clone()));
}

/// The field of a name takes the keyboard if it is to be typed.
pub fn asked(ui: &Ui, key: &Key, field: &egui::Response, text: &str) {
    let asked = ui.data(|data| data.get_temp::<Key>(asked_id()));
    if asked.as_ref() == Some(key) {
        ui.data_mut(|data| data.remove::<Key>(asked_id()));
        field.request_focus();
        select_all(ui, field.id, text);
        ui.data_mut(|data| data.insert_temp(asked_id(), field.id));
    }
}

/// True while the name of what was just made is typed: nothing else takes the keyboard.
pub fn is_naming(ctx: &egui::Context) -> bool {
    let field = ctx.data(|data| data.get_temp::<egui::Id>(asked_id()));
    field.is_some_and(|field| ctx.memory(|memory| memory.has_focus(field)))
}

fn asked_id() -> egui::Id {
    egui::Id::unique("a name to be typed")
}

/// The id of a record, to be edited while nothing names it.
pub fn id(ui: &mut Ui, cx: &Context<'_>, key: &Key, actions: &mut Actions) {
    let of = key.clone();
    let is_free = parts::kept_facts(ui, cx, "free id", key, move |model| {
        naming::is_free(model, &of)
    });
    if !is_free.is_some_and(|is_free| *is_free) {
        return;
    }
    let shown = TextField::new("Id", &naming::last_part(key)).show(ui);
    let new = shown.done;
    if let Some((change, new)) = new.and_then(|text| naming::set_id(cx.model, key, &text)) {
        push(change, key, new, actions);
    }
}

fn push(change: Change, old: &Key, new: Key, actions: &mut Actions) {
    actions.push(match new == *old {
        true => Action::Apply(change),
        false => Action::ApplyAndSelect(change, new),
    });
}

/// The labels on a person or an item, to be added and taken off.
pub fn labels(ui: &mut Ui, cx: &Context<'_>, key: &Key, labels: &[LabelId], actions: &mut Actions) {
    if cx.model.labels().is_empty() {
        return;
    }
    let count = labels.len().to_string();
    Section::new("Labels").count(&count).show(ui, |ui| {
        if !labels.is_empty() {
            ui.horizontal_wrapped(|ui| {
                for id in labels {
                    let name = cx.model.title(&Key::Label(id.clone()));
                    let chip = Chip::new(&name).icon(icons::SELL).closable().show(ui);
                    if chip.closed {
                        if let Some(change) = edits::places::set_label(cx.model, key, id, false) {
                            actions.apply(change);
                        }
                    } else if chip.response.clicked() {
                        actions.select(Key::Label(id.clone()));
                    }
                }
            });
        }
        let others: Vec<_> = cx
            .model
            .labels()
            .iter()
            .filter(|label| !labels.contains(&label.id))
            .collect();
        let choices: Vec<_> = others
            .iter()
            .map(|label| Choice::new(&label.name))
            .collect();
        let picked = Combo::bare("Add a label", &choices, None)
            .placeholder("Add a label")
            .show(ui);
        if let Some(label) = picked.and_then(|n| others.get(n))
            && let Some(change) = edits::places::set_label(cx.model, key, &label.id, true)
        {
            actions.apply(change);
        }
    });
}

/// What names this record.
pub fn uses(ui: &mut Ui, cx: &Context<'_>, key: &Key, actions: &mut Actions) {
    let of = key.clone();
    let users = parts::kept_facts(ui, cx, "uses", key, move |model| model.uses_of(&of));
    let Some(users) = users.filter(|users| !users.is_empty()) else {
        return;
    };
    let count = users.len().to_string();
    Section::new("Used by")
        .count(&count)
        .folded()
        .show(ui, |ui| {
            const MAX: usize = 60;
            for user in users.iter().take(MAX) {
                let text = format!("{} · {}", cx.model.title(user), user.word());
                if link(ui, &text).clicked() {
                    actions.push(Action::Select(Some(user.clone())));
                }
            }
            if users.len() > MAX {
                ui.label(format!("and {} more", users.len() - MAX));
            }
        });
}

/// What is wrong with this record.
pub fn problems(ui: &mut Ui, cx: &Context<'_>, key: &Key) {
    let problems: Vec<_> = cx
        .analysis
        .problems()
        .iter()
        .filter(|problem| problem.key.as_ref() == Some(key))
        .collect();
    if problems.is_empty() {
        return;
    }
    let t = theme::tokens(ui);
    let count = problems.len().to_string();
    Section::new("Problems").count(&count).show(ui, |ui| {
        for problem in problems {
            ui.horizontal_top(|ui| {
                icons::icon(ui, icons::WARNING, 16.0, Tone::Warning.ink(t));
                ui.label(&problem.message);
            });
        }
    });
}
