//! The dialog with the model's own fields, of people or of a kind of items: adding, renaming,
//! another type or order, the words one chooses from, and removing one. What is lost by it is
//! listed by name before it is done.

mod add;
mod list;
mod options;
mod remove;
mod retype;

use egui::Ui;

use super::preview::Preview;
use crate::model::{FieldId, FieldType, Key};
use crate::session::cells::Of;
use crate::session::{Actions, Background};
use crate::ui::Context;
use crate::ui::widgets::{Button, dialog, divider};

const ROW: f32 = 30.0;
/// The types in the order they are offered, in the user's words.
const KINDS: [&str; 8] = [
    "Text",
    "Choice of several",
    "Number",
    "Date",
    "Yes or no",
    "Email",
    "Person",
    "List of texts",
];

/// What the dialog keeps.
#[derive(Debug, Default)]
pub struct State {
    of: Option<Of>,
    new: add::New,
    page: Page,
    preview: Preview,
    counts: Background<((u64, u64), Of), Vec<usize>>,
    plans: Background<((u64, u64), u64), Option<crate::session::edits::fields::Retype>>,
    nth: u64,
}

/// What the dialog shows.
#[derive(Debug, Default)]
enum Page {
    /// Every field.
    #[default]
    List,
    /// A field about to be removed.
    Removing(remove::Removing),
    /// A field about to have another type.
    Retyping(FieldId, FieldType),
    /// The words one chooses from.
    Options(options::Options),
}

impl State {
    /// Opens the dialog.
    pub fn start(&mut self, of: Of) {
        *self = State {
            of: Some(of),
            ..State::default()
        };
    }
}

/// The place of a type among those offered.
fn nth_of(kind: &FieldType) -> usize {
    match kind {
        FieldType::Text => 0,
        FieldType::Choice(_) => 1,
        FieldType::Number => 2,
        FieldType::Date => 3,
        FieldType::Flag => 4,
        FieldType::Email => 5,
        FieldType::Person => 6,
        FieldType::List => 7,
    }
}

/// The type at a place.
fn kind_at(nth: usize, options: Vec<String>) -> FieldType {
    match nth {
        1 => FieldType::Choice(options),
        2 => FieldType::Number,
        3 => FieldType::Date,
        4 => FieldType::Flag,
        5 => FieldType::Email,
        6 => FieldType::Person,
        7 => FieldType::List,
        _ => FieldType::Text,
    }
}

/// Draws the dialog while it is open.
pub fn show(ui: &Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let Some(of) = state.of.clone() else { return };
    let title = match &of {
        Of::Items(kind) => cx.model.title(&Key::Kind(kind.clone())),
        of => of.words(cx.model).1,
    };
    let (close, escaped) = match &state.page {
        Page::Removing(_) => dialog(ui.ctx(), "Remove a field", 480.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            remove::show(ui, cx, &of, state, actions)
        }),
        Page::Retyping(..) => dialog(ui.ctx(), "Change the type of a field", 480.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            retype::show(ui, cx, &of, state, actions)
        }),
        Page::Options(_) => dialog(ui.ctx(), "Choices of a field", 480.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            options::show(ui, cx, &of, state, actions)
        }),
        Page::List => dialog(ui.ctx(), &format!("Fields of {title}"), 660.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            list::show(ui, cx, &of, state, actions);
            divider(ui);
            add::show(ui, cx, &of, &mut state.new, actions);
            divider(ui);
            ui.add(Button::plain("Close")).clicked()
        }),
    };
    if escaped && !matches!(state.page, Page::List) {
        state.page = Page::List;
    } else if close || escaped {
        state.of = None;
    }
}

/// Words with commas between them, each once.
fn split(options: &str) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for option in options.split([',', ';']).map(str::trim) {
        if !option.is_empty() && !list.iter().any(|one| one == option) {
            list.push(option.to_owned());
        }
    }
    list
}
