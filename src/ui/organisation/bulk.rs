//! The bar that sets one column for everyone who is selected, in one step; and what else can be
//! done with several people at once.

use egui::{Align, Frame, Layout, Ui, vec2};

use crate::model::{FieldType, Key, PrincipalId};
use crate::session::people::{ACCOUNTS, Names, PeopleColumn, account_word, copy};
use crate::session::{Action, Actions, Command, edits};
use crate::ui::access::picker::person_choice;
use crate::ui::checks::words::thousands;
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{Button, Choice, Combo, TextField, divider, icon_button, label};
use crate::ui::{Context, icons};

const WIDTH: f32 = 170.0;

/// What the bar keeps.
#[derive(Debug, Default)]
pub struct State {
    column: usize,
    /// What to set; none until something was chosen or typed.
    draft: Option<String>,
    problem: Option<String>,
}

/// Those of the selection who have a record, in the order they were selected.
pub fn selected(cx: &Context<'_>) -> Vec<PrincipalId> {
    let people = cx.model.principals();
    let keys = cx.session.selection().keys();
    let ids = keys.filter_map(|key| match key {
        Key::Principal(id) => people.get(id).filter(|person| person.has_record()),
        _ => None,
    });
    ids.map(|person| person.id.clone()).collect()
}

/// Draws the bar while several people are selected.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let n = cx.session.selection().len();
    if n < 2 || !matches!(cx.selected(), Some(Key::Principal(_))) {
        state.problem = None;
        return;
    }
    let t = theme::tokens(ui);
    Frame::new().fill(t.selected).show(ui, |ui| {
        let bar = vec2(ui.available_width(), size::WORKSPACE_BAR);
        ui.allocate_ui_with_layout(bar, Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(space::L);
            let words = format!("{} selected", thousands(n));
            label(ui, words, Type::Small, Weight::Semibold, t.text);
            set(ui, cx, state, n, actions);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(space::L);
                others(ui, cx, actions);
            });
        });
        if let Some(problem) = &state.problem {
            ui.horizontal(|ui| {
                ui.add_space(space::L);
                icons::icon(ui, icons::BLOCK, 16.0, t.refused);
                label(ui, problem, Type::Small, Weight::Regular, t.refused);
            });
            ui.add_space(space::S);
        }
    });
    divider(ui);
}

fn others(ui: &mut Ui, cx: &Context<'_>, actions: &mut Actions) {
    if icon_button(ui, icons::DELETE, "Remove the selected", true).clicked() {
        actions.command(Command::Remove);
    }
    if icon_button(ui, icons::CONTENT_COPY, "Copy the selected rows", true).clicked() {
        copy_rows(ui, cx, actions);
    }
    if icon_button(ui, icons::MOVE_ITEM, "Move the selected under…", true).clicked() {
        actions.command(Command::MoveUnder);
    }
}

/// Puts the selected rows on the clipboard, with a head.
pub fn copy_rows(ui: &Ui, cx: &Context<'_>, actions: &mut Actions) {
    let who = selected(cx);
    if who.is_empty() {
        return;
    }
    ui.ctx().copy_text(copy(cx.model, &who));
    let words = match who.len() {
        1 => "Copied 1 row".to_owned(),
        n => format!("Copied {} rows", thousands(n)),
    };
    actions.push(Action::Say(words));
}

fn set(ui: &mut Ui, cx: &Context<'_>, state: &mut State, n: usize, actions: &mut Actions) {
    // A name or an id is never the same for several.
    let columns: Vec<PeopleColumn> = PeopleColumn::all(cx.model)
        .into_iter()
        .filter(|column| !matches!(column, PeopleColumn::Id | PeopleColumn::Name))
        .collect();
    let titles: Vec<String> = columns.iter().map(|c| c.title(cx.model)).collect();
    let choices: Vec<Choice<'_>> = titles.iter().map(|title| Choice::new(title)).collect();
    let picked = Combo::bare("Column to set", &choices, Some(state.column))
        .width(WIDTH)
        .tall()
        .show(ui);
    if let Some(picked) = picked {
        *state = State {
            column: picked,
            ..State::default()
        };
    }
    let Some(column) = columns.get(state.column) else {
        state.column = 0;
        return;
    };
    let entered = value(ui, cx, column, state);
    let words = format!("Set for {}", thousands(n));
    let why = state.draft.is_none().then_some("Say first what to set");
    let button = Button::primary(&words).blocked(why);
    if ui.add(button).clicked() || entered {
        apply(cx, column, state, actions);
    }
    let can_be_blank = *column != PeopleColumn::Account;
    if can_be_blank && ui.add(Button::plain("Clear")).clicked() {
        state.draft = Some(String::new());
        apply(cx, column, state, actions);
        state.draft = None;
    }
}

fn apply(cx: &Context<'_>, column: &PeopleColumn, state: &mut State, actions: &mut Actions) {
    let Some(draft) = &state.draft else { return };
    let names = Names::of(cx.model);
    match column.read(cx.model, &names, draft) {
        Err(why) => state.problem = Some(why),
        Ok(value) => {
            let who = selected(cx);
            match edits::bulk::set(cx.model, &who, column, &value, draft) {
                Some(change) => actions.apply(change),
                None => actions.push(Action::Say("It is so for everyone already".to_owned())),
            }
            state.problem = None;
        }
    }
}

/// The editor of the value, by what the column holds. True if Enter was pressed.
fn value(ui: &mut Ui, cx: &Context<'_>, column: &PeopleColumn, state: &mut State) -> bool {
    let name = "Value for everyone selected";
    let kind = match column {
        PeopleColumn::Field(id) => cx.model.fields().get(id).map(|field| &field.kind),
        _ => None,
    };
    let options: Vec<String> = match (column, kind) {
        (PeopleColumn::Account, _) => ACCOUNTS.map(|a| account_word(a).to_owned()).to_vec(),
        (_, Some(FieldType::Flag)) => vec!["Yes".to_owned(), "No".to_owned()],
        (_, Some(FieldType::Choice(list))) => list.clone(),
        (PeopleColumn::Manager(_), _) | (_, Some(FieldType::Person)) => {
            person(ui, cx, name, state);
            return false;
        }
        _ => {
            let text = state.draft.clone().unwrap_or_default();
            let field = TextField::bare(name, &text)
                .placeholder("New value")
                .tall()
                .width(WIDTH)
                .show(ui);
            if let Some(text) = field.draft.or(field.done) {
                state.draft = Some(text);
                state.problem = None;
            }
            return field.entered;
        }
    };
    let choices: Vec<Choice<'_>> = options.iter().map(|word| Choice::new(word)).collect();
    let draft = state.draft.as_ref();
    let at = options.iter().position(|option| Some(option) == draft);
    let picked = Combo::bare(name, &choices, at)
        .placeholder("Choose")
        .width(WIDTH)
        .tall()
        .show(ui);
    if let Some(option) = picked.and_then(|at| options.get(at)) {
        state.draft = Some(option.clone());
        state.problem = None;
    }
    false
}

/// Someone, by name; the draft holds the id.
fn person(ui: &mut Ui, cx: &Context<'_>, name: &str, state: &mut State) {
    let people = cx.model.principals();
    let choice = |nth: usize| {
        let person = people.at(nth).filter(|person| person.has_record())?;
        Some(person_choice(person))
    };
    let at = state.draft.as_ref();
    let at = at.and_then(|id| people.position(&id.as_str().into()));
    let picked = Combo::bare(name, &[], at)
        .many(people.len(), &choice)
        .placeholder("Choose")
        .width(WIDTH)
        .tall()
        .show(ui);
    if let Some(person) = picked.and_then(|nth| people.at(nth)) {
        state.draft = Some(person.id.to_string());
        state.problem = None;
    }
}
