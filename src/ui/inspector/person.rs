//! A person, service user or external user: fields, managers, teams, what they reach.

mod limit;
mod lines;
mod reached;

use egui::Ui;

use crate::model::{Account, Key, Principal, PrincipalId, PrincipalSort};
use crate::session::{Action, Actions, Command, Workspace, edits};
use crate::ui::widgets::{Choice, Combo, HeadButton, Section, TextField};
use crate::ui::{Context, icons};

use super::{access_of, effective, fields, record};

/// Draws the inspector of a principal.
pub fn show(ui: &mut Ui, cx: &Context<'_>, id: &PrincipalId, actions: &mut Actions) {
    let Some(person) = cx.model.principals().get(id) else {
        return;
    };
    let key = Key::Principal(id.clone());
    let buttons = [
        HeadButton {
            icon: icons::VISIBILITY,
            text: "See as",
            blocked: None,
        },
        HeadButton {
            icon: icons::HUB,
            text: "Show in graph",
            blocked: None,
        },
    ];
    match record::head(ui, cx, &key, &buttons, actions) {
        Some(0) => actions.command(Command::SeeAsSelected),
        Some(_) => actions.push(Action::Reveal(Workspace::Graph, key.clone())),
        None => {}
    }
    main_fields(ui, cx, person, actions);
    if person.has_record() {
        lines::managers(ui, cx, person, actions);
        lines::reports(ui, cx, person, actions);
        lines::teams(ui, cx, person, actions);
    }
    record::labels(ui, cx, &key, &person.labels, actions);
    access_of::held_by_person(ui, cx, id, actions);
    limit::show(ui, cx, person, actions);
    effective::show(ui, cx, id, actions);
    reached::show(ui, cx, person);
    record::uses(ui, cx, &key, actions);
    record::problems(ui, cx, &key);
}

const SORTS: [PrincipalSort; 3] = [
    PrincipalSort::Person,
    PrincipalSort::ServiceUser,
    PrincipalSort::External,
];
const ACCOUNTS: [Account; 4] = [
    Account::Active,
    Account::Blocked,
    Account::NotStarted,
    Account::Ended,
];

fn main_fields(ui: &mut Ui, cx: &Context<'_>, person: &Principal, actions: &mut Actions) {
    let n_set = person.fields.0.len();
    let n_all = cx.model.fields().len();
    let count = if person.has_record() {
        format!("{n_set} of {n_all} set")
    } else {
        String::new()
    };
    Section::new("Fields").count(&count).show(ui, |ui| {
        let name = TextField::new("Name", &person.name).show(ui);
        if let Some(name) = name.done {
            push(actions, edits::people::rename(cx.model, &person.id, &name));
        }
        let sorts = ["Person", "Service user", "External user"].map(Choice::new);
        let at = SORTS.iter().position(|sort| *sort == person.sort);
        if let Some(sort) = Combo::new("Kind", &sorts, at)
            .show(ui)
            .and_then(|n| SORTS.get(n))
        {
            push(
                actions,
                edits::people::set_sort(cx.model, &person.id, *sort),
            );
        }
        let accounts = ["Active", "Blocked", "Not started", "Ended"].map(Choice::new);
        let at = ACCOUNTS
            .iter()
            .position(|account| *account == person.account);
        let picked = Combo::new("Account", &accounts, at).show(ui);
        if let Some(account) = picked.and_then(|n| ACCOUNTS.get(n)) {
            push(
                actions,
                edits::people::set_account(cx.model, &person.id, *account),
            );
        }
        if person.has_record() {
            for field in cx.model.fields().iter() {
                let value = person.fields.get(&field.id);
                if let Some(value) = fields::field(ui, cx.model, field, value) {
                    let change = edits::people::set_field(cx.model, &person.id, &field.id, value);
                    push(actions, change);
                }
            }
        }
    });
}

/// Asks for a change, if there is one.
fn push(actions: &mut Actions, change: Option<crate::model::Change>) {
    if let Some(change) = change {
        actions.apply(change);
    }
}
