//! The form of a step: who, what, and its value. What can be chosen is what there is after the
//! steps before it: someone hired in the first can be moved in the second.

use egui::Ui;

use super::Open;
use super::choose::{day, pick, pick_or_none, someone, word_of};
use super::hire::Hire;
use crate::model::{
    Account, FieldId, GroupId, Key, LineId, Model, ModuleId, Principal, PrincipalId, RoleId,
    Subject, SwitchId, TeamId, Value,
};
use crate::session::cells::{ACCOUNTS, account_word};
use crate::session::{Action, Actions, ScenarioAsk};
use crate::ui::Context;
use crate::ui::icons;
use crate::ui::inspector::fields;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Choice, Combo, Section, label};

/// The sorts of steps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Move,
    Field,
    Team,
    Lead,
    Give,
    Replace,
    Take,
    Group,
    Hire,
    Account,
    Leave,
    Switch,
    Module,
}

const KINDS: [(Kind, &str); 13] = [
    (Kind::Move, "Move under another manager"),
    (Kind::Field, "Change a field, such as the site"),
    (Kind::Team, "Join or leave a team"),
    (Kind::Lead, "Lead a team, or no longer"),
    (Kind::Give, "Give a role"),
    (Kind::Replace, "Promote: another role instead"),
    (Kind::Take, "Take a role away"),
    (Kind::Group, "Put into a group, or take out"),
    (Kind::Hire, "Hire someone"),
    (Kind::Account, "Block, end or activate the account"),
    (Kind::Leave, "Leave the company"),
    (Kind::Switch, "Flip a switch"),
    (Kind::Module, "Switch a module on or off"),
];

/// What was chosen so far. What does not fit another kind of step is kept for when one comes back.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) who: Option<PrincipalId>,
    pub(super) kind: Kind,
    pub(super) line: Option<LineId>,
    /// Under whom; someone or nobody.
    pub(super) under: Option<Option<PrincipalId>>,
    pub(super) field: Option<FieldId>,
    pub(super) value: Option<Option<Value>>,
    pub(super) from: Option<TeamId>,
    pub(super) to: Option<TeamId>,
    pub(super) team: Option<TeamId>,
    pub(super) role: Option<RoleId>,
    pub(super) old_role: Option<RoleId>,
    pub(super) begins: String,
    pub(super) ends: String,
    pub(super) group: Option<GroupId>,
    pub(super) account: Option<Account>,
    pub(super) reports_to: Option<PrincipalId>,
    pub(super) hire: Hire,
    pub(super) switch: Option<SwitchId>,
    pub(super) module: Option<ModuleId>,
}

/// Draws the form.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    open: Option<&Open<'_>>,
    form: &mut Form,
    actions: &mut Actions,
) {
    let model = open.map_or(cx.model, Open::model);
    if form.who.is_none() {
        form.who = cx.session.seeing_as().cloned();
    }
    Section::new("Add a step").show(ui, |ui| {
        let choices = KINDS.map(|(_, words)| Choice::new(words));
        let at = KINDS.iter().position(|(kind, _)| *kind == form.kind);
        let picked = Combo::new("What if", &choices, at).show(ui);
        if let Some((kind, _)) = picked.and_then(|at| KINDS.get(at)) {
            form.kind = *kind;
        }
        if !matches!(form.kind, Kind::Hire | Kind::Switch | Kind::Module) {
            let shown = form.who.clone().map(Some);
            let picked = someone(ui, model, "Who", shown.as_ref(), None, &|_| true);
            if let Some(Some(who)) = picked {
                form.who = Some(who);
                form.forget_the_person();
            }
        }
        let note = form.value_of(ui, model);
        if let Some(note) = note {
            let t = theme::tokens(ui);
            label(ui, note, Type::Small, Weight::Regular, t.text2);
        }
        ui.horizontal(|ui| {
            ui.add_space(96.0);
            let deed = form.deed(model);
            let why = deed.as_ref().err().copied();
            let add = Button::new("Add to the scenario")
                .icon(icons::ADD)
                .blocked(why);
            if ui.add(add).clicked()
                && let Ok(deed) = deed
            {
                actions.push(Action::Scenario(ScenarioAsk::Add(deed)));
                form.added();
            }
        });
    });
}

impl Form {
    /// What was chosen for one person is not meant for another.
    fn forget_the_person(&mut self) {
        self.value = None;
        self.from = None;
        self.old_role = None;
        self.reports_to = None;
    }

    /// The next step begins empty, with the same sort and person.
    fn added(&mut self) {
        let (who, kind) = (self.who.take(), self.kind);
        *self = Form {
            who,
            kind,
            ..Form::default()
        };
    }

    pub(super) fn person<'m>(&self, model: &'m Model) -> Option<&'m Principal> {
        model.principals().get(self.who.as_ref()?)
    }

    /// Draws what the sort of step needs. Returns what else is to be said.
    fn value_of(&mut self, ui: &mut Ui, model: &Model) -> Option<String> {
        match self.kind {
            Kind::Move => self.manager(ui, model),
            Kind::Field => {
                self.own_field(ui, model);
                None
            }
            Kind::Team => {
                self.teams(ui, model);
                None
            }
            Kind::Lead => {
                let all: Vec<TeamId> = model.teams().ids().cloned().collect();
                pick(ui, model, "Team", &all, Key::Team, &mut self.team);
                let (team, person) = (self.team.as_ref()?, self.person(model)?);
                let leads = person.leads.contains(team);
                Some(word_of(
                    leads,
                    "leads it now, and would no longer",
                    "would lead it",
                ))
            }
            Kind::Give => {
                let all: Vec<RoleId> = model.roles().ids().cloned().collect();
                pick(ui, model, "Role", &all, Key::Role, &mut self.role);
                day(ui, "From", &mut self.begins);
                day(ui, "Until", &mut self.ends);
                None
            }
            Kind::Replace | Kind::Take => {
                let own = self.own_roles(model);
                if own.is_empty() {
                    return Some("No role was given to them by name".to_owned());
                }
                let name = word_of(self.kind == Kind::Take, "Role", "Instead of");
                pick(ui, model, &name, &own, Key::Role, &mut self.old_role);
                if self.kind == Kind::Replace {
                    let all: Vec<RoleId> = model.roles().ids().cloned().collect();
                    pick(ui, model, "New role", &all, Key::Role, &mut self.role);
                }
                None
            }
            Kind::Group => {
                let all: Vec<GroupId> = model.groups().ids().cloned().collect();
                pick(ui, model, "Group", &all, Key::Group, &mut self.group);
                let is_in = self.is_listed(model)?;
                Some(word_of(
                    is_in,
                    "is listed there, and would be taken out",
                    "would be listed there",
                ))
            }
            Kind::Hire => {
                self.hire.show(ui, model);
                None
            }
            Kind::Account => {
                let choices = ACCOUNTS.map(|account| Choice::new(account_word(account)));
                let at = ACCOUNTS.iter().position(|one| Some(*one) == self.account);
                let combo = Combo::new("Account", &choices, at).placeholder("Choose");
                self.account = combo
                    .show(ui)
                    .and_then(|at| ACCOUNTS.get(at).copied())
                    .or(self.account);
                None
            }
            Kind::Leave => self.heir(ui, model),
            Kind::Switch => {
                let all: Vec<SwitchId> = model.switches().ids().cloned().collect();
                if all.is_empty() {
                    return Some("The model has no switches".to_owned());
                }
                pick(ui, model, "Switch", &all, Key::Switch, &mut self.switch);
                let switch = model.switches().get(self.switch.as_ref()?)?;
                Some(word_of(
                    switch.on,
                    "It is on, and would be off",
                    "It is off, and would be on",
                ))
            }
            Kind::Module => {
                let all: Vec<ModuleId> = model.modules().ids().cloned().collect();
                pick(ui, model, "Module", &all, Key::Module, &mut self.module);
                let module = model.modules().get(self.module.as_ref()?)?;
                Some(word_of(
                    module.on,
                    "It is on, and would be off",
                    "It is off, and would be on",
                ))
            }
        }
    }

    fn manager(&mut self, ui: &mut Ui, model: &Model) -> Option<String> {
        let lines = &model.settings().lines;
        let Some(first) = lines.first() else {
            return Some("The model has no manager lines".to_owned());
        };
        if lines.len() > 1 {
            let choices: Vec<Choice<'_>> = lines.iter().map(|l| Choice::new(&l.name)).collect();
            let at = lines.iter().position(|l| Some(&l.id) == self.line.as_ref());
            let picked = Combo::new("Line", &choices, at.or(Some(0))).show(ui);
            if let Some(line) = picked.and_then(|at| lines.get(at)) {
                self.line = Some(line.id.clone());
            }
        }
        let line = self.line.get_or_insert_with(|| first.id.clone()).clone();
        let is_single = model.settings().line(&line).is_none_or(|line| line.single);
        let who = self.who.clone();
        let can_be = |p: &Principal| p.has_record() && Some(&p.id) != who.as_ref();
        let nobody = Some(word_of(is_single, "Nobody: to the top", "Nobody any more"));
        let nobody = nobody.as_deref();
        let chosen = self.under.as_ref();
        if let Some(picked) = someone(ui, model, "New manager", chosen, nobody, &can_be) {
            self.under = Some(picked);
        }
        let edges = self.person(model)?.managers.iter();
        let now = edges.filter(|edge| edge.0 == line);
        let now: Vec<String> = now
            .map(|edge| model.title(&Key::Principal(edge.1.clone())))
            .collect();
        match (now.is_empty(), is_single) {
            (true, _) => None,
            (false, true) => Some(format!("The manager now is {}", now.join(", "))),
            (false, false) => Some(format!(
                "Reports to {} already, and would as well",
                now.join(", ")
            )),
        }
    }

    fn own_field(&mut self, ui: &mut Ui, model: &Model) {
        let all: Vec<FieldId> = model.fields().ids().cloned().collect();
        let before = self.field.clone();
        pick(ui, model, "Field", &all, Key::Field, &mut self.field);
        if self.field != before {
            self.value = None;
        }
        let field = self.field.as_ref().and_then(|id| model.fields().get(id));
        let (Some(field), Some(person)) = (field, self.person(model)) else {
            return;
        };
        let now = person.fields.get(&field.id).cloned();
        let shown = self.value.clone().unwrap_or(now);
        if let Some(value) = fields::field(ui, model, field, shown.as_ref()) {
            self.value = Some(value);
        }
    }

    fn teams(&mut self, ui: &mut Ui, model: &Model) {
        let Some(person) = self.person(model) else {
            return;
        };
        let mut own = person.teams.clone();
        let leads = person.leads.iter().filter(|id| !person.teams.contains(id));
        own.extend(leads.cloned());
        if !own.is_empty() {
            pick_or_none(ui, model, ("Leaves", "No team"), &own, &mut self.from);
        }
        let all: Vec<TeamId> = model.teams().ids().cloned().collect();
        pick_or_none(ui, model, ("Joins", "No team"), &all, &mut self.to);
    }

    fn own_roles(&self, model: &Model) -> Vec<RoleId> {
        let to = self.who.clone().map(Subject::User);
        let all = model.assignments().iter();
        let mut own: Vec<RoleId> = all
            .filter(|one| Some(&one.to) == to.as_ref())
            .map(|one| one.role.clone())
            .collect();
        own.sort();
        own.dedup();
        own
    }

    pub(super) fn is_listed(&self, model: &Model) -> Option<bool> {
        let group = model.groups().get(self.group.as_ref()?)?;
        Some(group.listed.contains(self.who.as_ref()?))
    }

    fn heir(&mut self, ui: &mut Ui, model: &Model) -> Option<String> {
        let who = self.who.clone()?;
        let can_be = |p: &Principal| p.has_record() && p.id != who;
        let stay = Some("Nobody: they stay where they are");
        let shown = Some(self.reports_to.clone());
        let picked = someone(ui, model, "Reports go to", shown.as_ref(), stay, &can_be);
        self.reports_to = picked.unwrap_or(self.reports_to.take());
        Some(
            "The account ends; roles, direct grants, own sets, listed groups and teams go"
                .to_owned(),
        )
    }
}
