//! The small form that adds an admin: details, employee ID, roles and labels. No scope: it is set
//! afterwards on the page of the one who was added (D22).

use egui::Ui;

use crate::model::{Key, PrincipalSort};
use crate::session::edits::admins::{self, NewAdmin};
use crate::session::{Action, Actions};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Choice, Combo, TextField, field_row, label};
use crate::ui::{Context, icons};

use super::form::form;
use super::picker::{self, Pick};

const WIDTH: f32 = 420.0;
const SORTS: [PrincipalSort; 3] = [
    PrincipalSort::Person,
    PrincipalSort::ServiceUser,
    PrincipalSort::External,
];

/// What the form keeps.
#[derive(Debug, Default)]
pub struct State {
    draft: Option<Draft>,
}

#[derive(Debug, Default)]
struct Draft {
    new: NewAdmin,
    /// The id was typed and no longer follows the name.
    own_id: bool,
    tried: bool,
    opened: bool,
}

impl State {
    /// Opens the form.
    pub fn start(&mut self) {
        self.draft.get_or_insert_default();
    }
}

/// Draws the form while it is open.
pub fn show(ui: &mut Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let Some(draft) = &mut state.draft else {
        return;
    };
    let t = theme::tokens(ui);
    let mut close = false;
    form(ui, "New admin", |ui| {
        let mut add = draft.details(ui, cx);
        draft.roles(ui, cx);
        draft.labels(ui, cx);
        let text = "What they may reach at most is set afterwards, on their own page";
        label(ui, text, Type::Small, Weight::Regular, t.text3);
        ui.horizontal(|ui| {
            ui.add_space(96.0);
            add |= ui.add(Button::primary("Add this admin")).clicked();
            close = ui.add(Button::plain("Cancel")).clicked();
        });
        if add {
            close |= draft.add(cx, actions);
        }
    });
    if close {
        state.draft = None;
    }
}

impl Draft {
    /// Name, id and kind. True if Enter was pressed.
    fn details(&mut self, ui: &mut Ui, cx: &Context<'_>) -> bool {
        let missing = self.tried && self.new.name.trim().is_empty();
        let name = self.new.name.clone();
        let field = TextField::new("Name", &name)
            .placeholder("What people call them")
            .problem(missing.then_some("An admin needs a name"))
            .width(WIDTH)
            .show(ui);
        if !self.opened {
            field.response.request_focus();
            self.opened = true;
        }
        let mut entered = field.entered;
        if let Some(text) = field.draft.or(field.done) {
            self.new.name = text;
            if !self.own_id {
                self.new.id = match self.new.name.trim() {
                    "" => String::new(),
                    name => admins::proposed_id(cx.model, name),
                };
            }
        }
        let problem = self.id_problem(cx);
        let id = self.new.id.clone();
        let field = TextField::new("Employee ID", &id)
            .placeholder("Stays the same when the name changes")
            .problem(problem.as_deref())
            .width(WIDTH)
            .show(ui);
        entered |= field.entered;
        if let Some(text) = field.draft.or(field.done) {
            self.own_id = !text.trim().is_empty();
            self.new.id = text;
        }
        let sorts = ["Person", "Service user", "External user"].map(Choice::new);
        let at = SORTS.iter().position(|sort| *sort == self.new.sort);
        let kind = Combo::new("Kind", &sorts, at).width(WIDTH).show(ui);
        if let Some(sort) = kind.and_then(|at| SORTS.get(at)) {
            self.new.sort = *sort;
        }
        entered
    }

    fn id_problem(&self, cx: &Context<'_>) -> Option<String> {
        let id = self.new.id.trim();
        if id.is_empty() {
            return self
                .tried
                .then(|| "An admin needs an ID that no one else has".to_owned());
        }
        let bearer = admins::bearer_of(cx.model, id)?;
        Some(format!("{bearer} has this ID already. Choose another"))
    }

    fn roles(&mut self, ui: &mut Ui, cx: &Context<'_>) {
        let key_of = |id: &crate::model::RoleId| Key::Role(id.clone());
        field_row(ui, "Roles", |ui| {
            ui.vertical(|ui| {
                ui.set_max_width(WIDTH);
                let chosen: Vec<(Key, String)> = self
                    .new
                    .roles
                    .iter()
                    .map(|id| (key_of(id), cx.model.title(&key_of(id))))
                    .collect();
                if let Some((at, _)) = picker::chips(ui, &chosen, true).closed
                    && at < self.new.roles.len()
                {
                    self.new.roles.remove(at);
                }
                let roles = cx.model.roles().iter();
                let free: Vec<Pick> = roles
                    .filter(|role| !self.new.roles.contains(&role.id))
                    .map(|role| {
                        Pick::new(key_of(&role.id), role.name.clone(), icons::SHIELD_PERSON)
                    })
                    .collect();
                if let Some(Key::Role(id)) = picker::add(ui, "Give them a role", &free) {
                    self.new.roles.push(id);
                }
            });
        });
    }

    fn labels(&mut self, ui: &mut Ui, cx: &Context<'_>) {
        if cx.model.labels().is_empty() {
            return;
        }
        let key_of = |id: &crate::model::LabelId| Key::Label(id.clone());
        field_row(ui, "Labels", |ui| {
            ui.vertical(|ui| {
                ui.set_max_width(WIDTH);
                let chosen: Vec<(Key, String)> = self
                    .new
                    .labels
                    .iter()
                    .map(|id| (key_of(id), cx.model.title(&key_of(id))))
                    .collect();
                if let Some((at, _)) = picker::chips(ui, &chosen, true).closed
                    && at < self.new.labels.len()
                {
                    self.new.labels.remove(at);
                }
                let labels = cx.model.labels().iter();
                let free: Vec<Pick> = labels
                    .filter(|label| !self.new.labels.contains(&label.id))
                    .map(|label| Pick::new(key_of(&label.id), label.name.clone(), icons::SELL))
                    .collect();
                if let Some(Key::Label(id)) = picker::add(ui, "Put a label on them", &free) {
                    self.new.labels.push(id);
                }
            });
        });
    }

    /// Asks for the change, if the form is whole. True if it was.
    fn add(&mut self, cx: &Context<'_>, actions: &mut Actions) -> bool {
        self.tried = true;
        let is_whole = !self.new.name.trim().is_empty()
            && !self.new.id.trim().is_empty()
            && self.id_problem(cx).is_none();
        if is_whole {
            let (change, id) = admins::add(cx.model, &self.new);
            actions.push(Action::ApplyAndSelect(change, Key::Principal(id)));
        }
        is_whole
    }
}
