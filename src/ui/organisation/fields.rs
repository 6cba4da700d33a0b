//! The dialog with the model's own fields of people: adding one, and removing one after saying who
//! loses what.

use egui::{ScrollArea, Ui, vec2};

use super::preview::{self, Preview};
use crate::model::{Broken, Change, FieldId, FieldType, Key, PrincipalId};
use crate::session::edits::fields as edits;
use crate::session::{Action, Actions};
use crate::ui::checks::words::thousands;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{
    Button, Choice, Combo, Look, TextField, dialog, divider, icon_button, label,
};
use crate::ui::{Context, icons};

const ROW: f32 = 28.0;
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
    open: bool,
    name: String,
    kind: usize,
    options: String,
    tried: bool,
    removing: Option<Removing>,
    preview: Preview,
    counts: Option<((u64, u64), Vec<usize>)>,
}

/// A field about to be removed, and who loses what.
#[derive(Debug)]
struct Removing {
    name: String,
    holders: Vec<(PrincipalId, String)>,
    users: Vec<Key>,
    change: Change,
    /// Why it would be refused.
    problem: Option<String>,
}

impl State {
    /// Opens the dialog.
    pub fn start(&mut self) {
        *self = State {
            open: true,
            ..State::default()
        };
    }
}

/// Draws the dialog while it is open.
pub fn show(ui: &Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    if !state.open {
        return;
    }
    let (close, escaped) = if state.removing.is_some() {
        dialog(ui.ctx(), "Remove a field", 480.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            removal(ui, cx, state, actions)
        })
    } else {
        dialog(ui.ctx(), "Fields of people", 480.0, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            list(ui, cx, state);
            divider(ui);
            add(ui, cx, state, actions);
            divider(ui);
            ui.add(Button::plain("Close")).clicked()
        })
    };
    if escaped && state.removing.is_some() {
        state.removing = None;
    } else if close || escaped {
        state.open = false;
    }
}

fn list(ui: &mut Ui, cx: &Context<'_>, state: &mut State) {
    let t = theme::tokens(ui);
    let known = state
        .counts
        .as_ref()
        .is_some_and(|(of, _)| *of == cx.stamp());
    if !known {
        let fields = cx.model.fields().iter();
        let people = cx.model.principals();
        let count = |id: &FieldId| people.iter().filter(|p| p.fields.get(id).is_some()).count();
        let counts = fields.map(|field| count(&field.id)).collect();
        state.counts = Some((cx.stamp(), counts));
    }
    if cx.model.fields().is_empty() {
        let words = "There are no fields yet. Conditions and filters go by them";
        label(ui, words, Type::Small, Weight::Regular, t.text2);
    }
    let mut remove = None;
    ScrollArea::vertical()
        .max_height(ROW * 10.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for (nth, field) in cx.model.fields().iter().enumerate() {
                ui.horizontal(|ui| {
                    ui.set_min_size(vec2(ui.available_width(), ROW));
                    label(ui, &field.name, Type::Small, Weight::Medium, t.text);
                    let n = state.counts.as_ref().and_then(|(_, n)| n.get(nth));
                    let n = n.copied().unwrap_or(0);
                    let set = match n {
                        0 => "not used".to_owned(),
                        1 => "set for 1 person".to_owned(),
                        n => format!("set for {} people", thousands(n)),
                    };
                    let words = format!("{}, {set}", word(&field.kind));
                    label(ui, words, Type::Small, Weight::Regular, t.text3);
                    let right = egui::Layout::right_to_left(egui::Align::Center);
                    ui.with_layout(right, |ui| {
                        ui.add_space(8.0);
                        let name = format!("Remove {}", field.name);
                        if icon_button(ui, icons::DELETE, &name, true).clicked() {
                            remove = Some(field.id.clone());
                        }
                    });
                });
            }
        });
    if let Some(id) = remove {
        state.removing = Removing::of(cx, &id);
    }
}

fn word(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Text => "text",
        FieldType::Email => "email",
        FieldType::Number => "number",
        FieldType::Date => "date",
        FieldType::Flag => "yes or no",
        FieldType::Choice(_) => "choice",
        FieldType::Person => "person",
        FieldType::List => "list",
    }
}

fn add(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let name = state.name.clone();
    let taken =
        edits::bearer(cx.model, &name).map(|f| format!("There is a field {} already", f.name));
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
    let kind = match state.kind {
        1 => FieldType::Choice(split(&state.options)),
        2 => FieldType::Number,
        3 => FieldType::Date,
        4 => FieldType::Flag,
        5 => FieldType::Email,
        6 => FieldType::Person,
        7 => FieldType::List,
        _ => FieldType::Text,
    };
    if kind == FieldType::Choice(Vec::new()) {
        return;
    }
    if let Some((change, _)) = edits::add(cx.model, &state.name, kind) {
        actions.apply(change);
        state.name.clear();
        state.options.clear();
        state.tried = false;
    }
}

fn split(options: &str) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for option in options.split([',', ';']).map(str::trim) {
        if !option.is_empty() && !list.iter().any(|one| one == option) {
            list.push(option.to_owned());
        }
    }
    list
}

impl Removing {
    fn of(cx: &Context<'_>, id: &FieldId) -> Option<Removing> {
        let change = edits::remove(cx.model, id)?;
        let problem = cx.model.clone().apply(&change).err();
        let problem = problem.map(|broken| needed(cx, &broken));
        Some(Removing {
            name: cx.model.title(&Key::Field(id.clone())),
            holders: edits::holders(cx.model, id),
            users: edits::users(cx.model, id),
            problem,
            change,
        })
    }
}

/// Who would no longer be decided without the field, by name.
fn needed(cx: &Context<'_>, broken: &Broken) -> String {
    let Broken::Problems(problems) = broken else {
        return broken.to_string();
    };
    let mut keys: Vec<&Key> = problems.iter().filter_map(|one| one.key.as_ref()).collect();
    keys.dedup();
    let names: Vec<String> = keys.iter().take(6).map(|key| titled(cx, key)).collect();
    if names.is_empty() {
        return broken.to_string();
    }
    let more = match keys.len().saturating_sub(names.len()) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let names = names.join(", ");
    format!("It cannot go while it decides something: {names}{more}. Change that first")
}

fn titled(cx: &Context<'_>, key: &Key) -> String {
    format!("{} {}", key.word(), cx.model.title(key))
}

/// Who loses what; true if the dialog is done.
fn removal(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) -> bool {
    let State {
        removing, preview, ..
    } = state;
    let Some(open) = removing else { return false };
    let t = theme::tokens(ui);
    let words = match open.holders.len() {
        0 => format!("{} says nothing of anyone", open.name),
        1 => format!("1 person loses what {} says", open.name),
        n => format!("{} people lose what {} says", thousands(n), open.name),
    };
    label(ui, words, Type::Small, Weight::Semibold, t.text);
    ScrollArea::vertical()
        .max_height(ROW * 5.0)
        .auto_shrink([false, true])
        .show_rows(ui, 18.0, open.holders.len(), |ui, range| {
            for (id, value) in open.holders.get(range).unwrap_or_default() {
                let name = cx.model.title(&Key::Principal(id.clone()));
                let words = format!("{name}: {value}");
                label(ui, words, Type::Small, Weight::Regular, t.text2);
            }
        });
    if !open.users.is_empty() {
        let names: Vec<String> = open
            .users
            .iter()
            .take(6)
            .map(|key| titled(cx, key))
            .collect();
        let words = format!("Used by {}", names.join(", "));
        label(ui, words, Type::Small, Weight::Regular, t.text2);
    }
    divider(ui);
    if let Some(problem) = &open.problem {
        label(ui, problem, Type::Small, Weight::Regular, t.refused);
    } else {
        let outcome = preview.get(ui, cx, &open.change);
        preview::short(ui, outcome.as_deref(), 5);
    }
    let (mut done, mut back) = (false, false);
    ui.horizontal(|ui| {
        let why = open.problem.is_some().then_some("It is needed");
        let button = Button::new("Remove the field")
            .look(Look::Destructive)
            .blocked(why);
        if ui.add(button).clicked() && why.is_none() {
            actions.push(Action::Apply(open.change.clone()));
            done = true;
        }
        back = ui.add(Button::plain("Cancel")).clicked();
    });
    if back || done {
        *removing = None;
    }
    false
}
