//! The bar that sets one column for everything that is selected, in one step, with what access
//! changes by it before it is done; and what else can be done with several at once.

use egui::{Align, Frame, Layout, Panel, Ui, vec2};

use super::preview::{self, Preview};
use crate::model::{Change, Key, PrincipalId};
use crate::session::cells::{CellKind, Column, Names, Of};
use crate::session::people::copy;
use crate::session::{Action, Actions, Background, Command, Selection, edits};
use crate::ui::access::picker::person_choice;
use crate::ui::checks::words::thousands;
use crate::ui::theme::{self, Type, Weight, size, space};
use crate::ui::widgets::{Button, Choice, Combo, TextField, icon_button, label};
use crate::ui::{Context, icons, wake};

const WIDTH: f32 = 170.0;

/// What the bar keeps.
#[derive(Debug, Default)]
pub struct State {
    column: usize,
    /// What is done with what a column of several names.
    how: How,
    /// What was typed or chosen; none before.
    draft: Option<Draft>,
    /// What a plan is of.
    of: Option<(Selection, usize, How, Option<Draft>)>,
    nth: u64,
    plans: Background<((u64, u64), u64), Plan>,
    preview: Preview,
}

/// What is to be set.
#[derive(Debug, Clone, PartialEq)]
enum Draft {
    Text(String),
    Person(PrincipalId),
    Several(Vec<Key>),
}

/// What is done with what a column of several names: teams, labels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum How {
    #[default]
    Add,
    TakeOut,
    Replace,
}

impl How {
    const ALL: [How; 3] = [How::Add, How::TakeOut, How::Replace];

    fn word(self) -> &'static str {
        match self {
            How::Add => "Add",
            How::TakeOut => "Take out",
            How::Replace => "Set",
        }
    }
}

/// The change, nothing where it is so already, or why it is not accepted.
type Plan = Result<Option<Change>, String>;

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

/// Draws the bar while several records of a table are selected: below the table, whose rows stay
/// where they are when a second one is selected.
pub fn show(ui: &mut Ui, cx: &Context<'_>, of: &Of, state: &mut State, actions: &mut Actions) {
    let key = cx.selected().and_then(|key| cx.model.record(key));
    let is_of = key.and_then(|record| Of::record(&record)).as_ref() == Some(of);
    if cx.session.selection().len() < 2 || !is_of {
        state.draft = None;
        return;
    }
    Panel::bottom("several selected")
        .frame(Frame::new().fill(theme::tokens(ui).selected))
        .show_separator_line(true)
        .resizable(false)
        .default_size(size::WORKSPACE_BAR)
        .min_size(size::WORKSPACE_BAR)
        .show(ui, |ui| several_selected(ui, cx, of, state, actions));
}

fn several_selected(
    ui: &mut Ui,
    cx: &Context<'_>,
    of: &Of,
    state: &mut State,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    let n = cx.session.selection().len();
    ui.spacing_mut().item_spacing.y = 0.0;
    let bar = vec2(ui.available_width(), size::WORKSPACE_BAR);
    let mut go = false;
    ui.allocate_ui_with_layout(bar, Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(space::L);
        let words = format!("{} selected", thousands(n));
        label(ui, words, Type::Small, Weight::Semibold, t.text);
        go = set(ui, cx, of, state, n);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::L);
            others(ui, cx, of, actions);
        });
    });
    let plan = state.plan(ui, cx, of);
    told(ui, cx, state, plan.as_deref(), go, actions);
}

impl State {
    /// What would be done, once it is known.
    fn plan(&mut self, ui: &Ui, cx: &Context<'_>, of: &Of) -> Option<std::sync::Arc<Plan>> {
        let draft = self.draft.clone()?;
        let selection = cx.session.selection();
        let is_known = self.of.as_ref().is_some_and(|(before, column, how, text)| {
            let is_so = *column == self.column && *how == self.how && *text == self.draft;
            is_so && before.is_same(selection)
        });
        if !is_known {
            self.of = Some((selection.clone(), self.column, self.how, self.draft.clone()));
            self.nth += 1;
        }
        let column = columns(cx, of).get(self.column).cloned()?;
        let (model, of, selection) = (cx.model.clone(), of.clone(), selection.clone());
        let how = self.how;
        let make = move || {
            let keys: Vec<Key> = selection.keys().cloned().collect();
            let change = match draft {
                Draft::Person(id) => {
                    let value = column.person(Some(id));
                    edits::bulk::set(&model, &keys, &column, &value, "")
                }
                Draft::Text(text) => {
                    let names = needs_names(&column).then(|| Names::of(&model));
                    let names = names.unwrap_or_default();
                    let value = column.read(&model, &of, &names, &text)?;
                    edits::bulk::set(&model, &keys, &column, &value, &text)
                }
                Draft::Several(some) if how == How::Replace => {
                    let titles: Vec<String> = some.iter().map(|key| model.title(key)).collect();
                    let value = column.several(&some);
                    edits::bulk::set(&model, &keys, &column, &value, &titles.join(", "))
                }
                Draft::Several(some) => {
                    edits::bulk::join(&model, &keys, &column, &some, how == How::TakeOut)
                }
            };
            accepted(&model, change)
        };
        let key = (cx.stamp(), self.nth);
        self.plans.get(key, cx.at_once(), make, wake(ui.ctx()))
    }
}

fn needs_names(column: &Column) -> bool {
    matches!(column, Column::Managers(_))
}

fn accepted(model: &crate::model::Model, change: Option<Change>) -> Plan {
    let Some(change) = change else {
        return Ok(None);
    };
    match model.clone().apply(&change) {
        Ok(_) => Ok(Some(change)),
        Err(broken) => Err(broken.to_string()),
    }
}

/// What would come of it, below the bar; and doing it.
fn told(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    plan: Option<&Plan>,
    go: bool,
    actions: &mut Actions,
) {
    let t = theme::tokens(ui);
    let Some(plan) = plan else { return };
    ui.horizontal(|ui| {
        ui.add_space(space::L);
        match plan {
            Err(why) => {
                icons::icon(ui, icons::BLOCK, 16.0, t.refused);
                let words = format!("Not accepted: {why}");
                label(ui, words, Type::Small, Weight::Regular, t.refused);
            }
            Ok(None) => {
                let words = "It is so for all of them already";
                label(ui, words, Type::Small, Weight::Regular, t.text2);
            }
            Ok(Some(change)) => {
                let outcome = state.preview.get(ui, cx, change);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    preview::short(ui, outcome.as_deref(), 3);
                });
            }
        }
    });
    ui.add_space(space::S);
    if go && let Ok(Some(change)) = plan {
        actions.apply(change.clone());
        state.draft = None;
    }
}

fn others(ui: &mut Ui, cx: &Context<'_>, of: &Of, actions: &mut Actions) {
    if icon_button(ui, icons::DELETE, "Remove the selected", true).clicked() {
        actions.command(Command::Remove);
    }
    if *of != Of::People {
        return;
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

/// The columns that can be the same for several: a name or an id never is.
fn columns(cx: &Context<'_>, of: &Of) -> Vec<Column> {
    let columns = of.columns(cx.model).into_iter();
    columns
        .filter(|column| !matches!(column, Column::Id | Column::Name))
        .collect()
}

/// Column and value. True if it is to be done now.
fn set(ui: &mut Ui, cx: &Context<'_>, of: &Of, state: &mut State, n: usize) -> bool {
    let columns = columns(cx, of);
    let titles: Vec<String> = columns.iter().map(|c| c.title(cx.model, of)).collect();
    let choices: Vec<Choice<'_>> = titles.iter().map(|title| Choice::new(title)).collect();
    let picked = Combo::bare("Column to set", &choices, Some(state.column))
        .width(WIDTH)
        .tall()
        .show(ui);
    if let Some(picked) = picked {
        state.column = picked;
        state.draft = None;
    }
    let Some(column) = columns.get(state.column) else {
        state.column = 0;
        return false;
    };
    let is_several = matches!(column.kind(cx.model, of), CellKind::Several(_));
    if is_several {
        let choices = How::ALL.map(|how| Choice::new(how.word()));
        let at = How::ALL.iter().position(|how| *how == state.how);
        let picked = Combo::bare("What to do", &choices, at).width(96.0).tall();
        if let Some(how) = picked.show(ui).and_then(|nth| How::ALL.get(nth)) {
            state.how = *how;
        }
    }
    let entered = value(ui, cx, of, column, state);
    let is_clear = state.draft == Some(Draft::Text(String::new()));
    let verb = match (is_clear, is_several) {
        (true, _) => "Clear",
        (false, true) => state.how.word(),
        (false, false) => How::Replace.word(),
    };
    let words = format!("{verb} for {}", thousands(n));
    let why = state.draft.is_none().then_some("Say first what to set");
    let button = Button::primary(&words).blocked(why);
    let go = ui.add(button).clicked() || entered;
    if column.can_be_blank() && !is_clear && ui.add(Button::plain("Clear…")).clicked() {
        state.draft = Some(Draft::Text(String::new()));
    }
    if is_clear && ui.add(Button::plain("Cancel")).clicked() {
        state.draft = None;
        return false;
    }
    go
}

/// The editor of the value, by what the column holds. True if Enter was pressed.
fn value(ui: &mut Ui, cx: &Context<'_>, of: &Of, column: &Column, state: &mut State) -> bool {
    let name = "Value for everyone selected";
    let text = match &state.draft {
        Some(Draft::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let options: Vec<String> = match column.kind(cx.model, of) {
        CellKind::OneOf(words) => words,
        CellKind::Several(keys) => {
            several(ui, cx, name, &keys, state);
            return false;
        }
        CellKind::Person => {
            person(ui, cx, name, state);
            return false;
        }
        CellKind::Typed(_) | CellKind::People | CellKind::Fixed => {
            let field = TextField::bare(name, &text)
                .placeholder("New value")
                .tall()
                .width(WIDTH)
                .show(ui);
            if let Some(text) = field.draft.or(field.done) {
                state.draft = (!text.is_empty()).then_some(Draft::Text(text));
            }
            return field.entered;
        }
    };
    let choices: Vec<Choice<'_>> = options.iter().map(|word| Choice::new(word)).collect();
    let at = options.iter().position(|option| *option == text);
    let picked = Combo::bare(name, &choices, at)
        .placeholder("Choose")
        .width(WIDTH)
        .tall()
        .show(ui);
    if let Some(option) = picked.and_then(|at| options.get(at)) {
        state.draft = Some(Draft::Text(option.clone()));
    }
    false
}

/// Teams or labels: those that are ticked.
fn several(ui: &mut Ui, cx: &Context<'_>, name: &str, keys: &[Key], state: &mut State) {
    let mut some = match &state.draft {
        Some(Draft::Several(some)) => some.clone(),
        _ => Vec::new(),
    };
    let titles: Vec<String> = keys.iter().map(|key| cx.model.title(key)).collect();
    let choices: Vec<Choice<'_>> = titles.iter().map(|title| Choice::new(title)).collect();
    let before = some.clone();
    let is_ticked = |nth: usize| keys.get(nth).is_some_and(|key| before.contains(key));
    let chosen: Vec<String> = some.iter().map(|key| cx.model.title(key)).collect();
    let words = match chosen.is_empty() {
        true => "Choose".to_owned(),
        false => chosen.join(", "),
    };
    let picked = Combo::bare(name, &choices, None)
        .ticks(&is_ticked)
        .placeholder(&words)
        .width(WIDTH)
        .tall()
        .show(ui);
    if let Some(key) = picked.and_then(|nth| keys.get(nth)) {
        match some.iter().position(|one| one == key) {
            Some(at) => {
                some.remove(at);
            }
            None => some.push(key.clone()),
        }
        state.draft = (!some.is_empty()).then_some(Draft::Several(some));
    }
}

/// Someone, by name.
fn person(ui: &mut Ui, cx: &Context<'_>, name: &str, state: &mut State) {
    let people = cx.model.principals();
    let choice = |nth: usize| {
        let person = people.at(nth).filter(|person| person.has_record())?;
        Some(person_choice(person))
    };
    let at = match &state.draft {
        Some(Draft::Person(id)) => people.position(id),
        _ => None,
    };
    let picked = Combo::bare(name, &[], at)
        .many(people.len(), &choice)
        .placeholder("Choose")
        .width(WIDTH)
        .tall()
        .show(ui);
    if let Some(person) = picked.and_then(|nth| people.at(nth)) {
        state.draft = Some(Draft::Person(person.id.clone()));
    }
}
