//! Any record: what it is called, what uses it, its problems, and removing it.

use egui::{Popup, Ui};

use crate::model::Key;
use crate::session::{Action, Actions, Command};
use crate::ui::widgets::{HeadButton, InspectorHead, Section, Tone, link};
use crate::ui::{Context, icons, kind_of, theme};

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
    let mut word = key.word().to_owned();
    if let Some(first) = word.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    let line = format!("{word} · {}", key.id());
    let head = InspectorHead {
        kind: kind_of(cx.model, key),
        title: &title,
        line: &line,
        buttons,
    };
    let (action, more) = head.show(ui);
    crate::ui::widgets::divider(ui);
    Popup::menu(&more).show(|ui| {
        super::super::frame::menu_item(ui, cx.session, Command::Remove, actions);
    });
    match action {
        Some(crate::ui::widgets::HeadAction::Button(nth)) => Some(nth),
        _ => None,
    }
}

/// What names this record.
pub fn uses(ui: &mut Ui, cx: &Context<'_>, key: &Key, actions: &mut Actions) {
    let users = cx.model.uses_of(key);
    if users.is_empty() {
        return;
    }
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
