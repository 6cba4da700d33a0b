//! A new field: its name and its type.

use egui::Ui;

use super::{KINDS, kind_at, split};
use crate::model::FieldType;
use crate::session::Actions;
use crate::session::cells::Of;
use crate::session::edits::fields as edits;
use crate::ui::widgets::{Button, Choice, Combo, TextField};
use crate::ui::{Context, icons};

/// What is typed so far.
#[derive(Debug, Default)]
pub(super) struct New {
    name: String,
    kind: usize,
    options: String,
    tried: bool,
}

/// Draws the form, and adds the field.
pub(super) fn show(ui: &mut Ui, cx: &Context<'_>, of: &Of, state: &mut New, actions: &mut Actions) {
    let name = state.name.clone();
    let taken = edits::bearer(cx.model, of, &name);
    let taken = taken.map(|f| format!("There is a field {} already", f.name));
    let problem = match &taken {
        Some(taken) => Some(taken.as_str()),
        None if state.tried && name.trim().is_empty() => Some("A field needs a name"),
        None => None,
    };
    let field = TextField::new("New field", &name)
        .placeholder("Its name, such as Cost center")
        .problem(problem)
        .show(ui);
    let mut go = field.entered;
    if let Some(text) = field.draft.or(field.done) {
        state.name = text;
    }
    let choices = KINDS.map(Choice::new);
    if let Some(kind) = Combo::new("Type", &choices, Some(state.kind)).show(ui) {
        state.kind = kind;
    }
    if state.kind == 1 {
        let options = state.options.clone();
        let none = state.tried && split(&options).is_empty();
        let field = TextField::new("Choices", &options)
            .placeholder("With commas: Sales, Legal, Finance")
            .problem(none.then_some("Name at least one choice"))
            .show(ui);
        if let Some(text) = field.draft.or(field.done) {
            state.options = text;
        }
    }
    go |= ui.add(Button::new("Add field").icon(icons::ADD)).clicked();
    if !go {
        return;
    }
    state.tried = true;
    let kind = kind_at(state.kind, split(&state.options));
    if kind == FieldType::Choice(Vec::new()) {
        return;
    }
    if let Some((change, _)) = edits::add(cx.model, of, &state.name, kind) {
        actions.apply(change);
        *state = New::default();
    }
}
