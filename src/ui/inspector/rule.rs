//! A module, and the rules that are read as sentences.

use egui::Ui;

use crate::engine::Words;
use crate::model::{Key, Merge, ModuleId};
use crate::session::edits::{catalogue, policies::Rule, rules};
use crate::session::{Action, Actions};
use crate::ui::Context;
use crate::ui::access::{self, who};
use crate::ui::icons;
use crate::ui::widgets::{Choice, Combo, HeadButton, Section, TextField, field_row};

use super::{parts, record};

/// Draws the inspector of a module.
pub fn module(ui: &mut Ui, cx: &Context<'_>, id: &ModuleId, actions: &mut Actions) {
    let key = Key::Module(id.clone());
    let buttons = [HeadButton {
        icon: icons::ADD,
        text: "Add a permission to it",
        blocked: None,
    }];
    if record::head(ui, cx, &key, &buttons, actions) == Some(0)
        && let Some((change, new)) = catalogue::add_permission(cx.model, &key)
    {
        record::ask_name(ui, &new);
        actions.push(Action::ApplyAndSelect(change, new));
    }
    let model = cx.model;
    let Some(module) = model.modules().get(id) else {
        return;
    };
    Section::new("Fields").show(ui, |ui| {
        record::name(ui, cx, &key, actions);
        record::id(ui, cx, &key, actions);
        field_row(ui, "State", |ui| {
            let mut on = module.on;
            if ui
                .checkbox(&mut on, "On for those who may use it")
                .clicked()
            {
                parts::apply(rules::set_module_on(model, id, on), actions);
            }
        });
        if let Some(users) = who::edit(ui, cx, "Users", "Everyone", module.users.as_ref()) {
            let words = users
                .as_ref()
                .map_or_else(|| "everyone".to_owned(), |who| Words::new(model).who(who));
            let change = rules::set_module_users(model, id, users, &words);
            parts::apply(change, actions);
        }
        merge(ui, cx, id, module.merge, actions);
        view_set(ui, cx, id, actions);
        let message = module.empty_message.clone().unwrap_or_default();
        let field = TextField::new("When empty", &message)
            .placeholder("No message")
            .rows(2)
            .show(ui);
        if let Some(text) = field.done {
            parts::apply(rules::set_message(model, id, &text), actions);
        }
    });
    record::uses(ui, cx, &key, actions);
    record::problems(ui, cx, &key);
}

fn merge(ui: &mut Ui, cx: &Context<'_>, id: &ModuleId, now: Option<Merge>, actions: &mut Actions) {
    let as_set = match cx.model.settings().merge {
        Merge::Paired => "As the settings say: paired",
        Merge::Pooled => "As the settings say: pooled",
    };
    let choices = [
        Choice::new(as_set),
        Choice::new("Paired").detail("each right keeps its own reach"),
        Choice::new("Pooled").detail("rights reach whatever any source shows"),
    ];
    let values = [None, Some(Merge::Paired), Some(Merge::Pooled)];
    let chosen = values.iter().position(|value| *value == now);
    let picked = Combo::new("Sources", &choices, chosen).show(ui);
    if let Some(merge) = picked.and_then(|at| values.get(at)) {
        parts::apply(rules::set_module_merge(cx.model, id, *merge), actions);
    }
}

fn view_set(ui: &mut Ui, cx: &Context<'_>, id: &ModuleId, actions: &mut Actions) {
    let model = cx.model;
    let list: Vec<_> = model
        .permissions()
        .iter()
        .filter(|permission| permission.id.module() == *id)
        .collect();
    let now = model.modules().get(id).and_then(|m| m.view_set.as_ref());
    let mut choices = vec![Choice::new("No permission decides")];
    choices.extend(list.iter().map(|permission| Choice::new(&permission.name)));
    let chosen = match now {
        None => Some(0),
        Some(view) => list.iter().position(|p| p.id == *view).map(|at| at + 1),
    };
    let picked = Combo::new("What is seen", &choices, chosen).show(ui);
    if let Some(at) = picked.filter(|at| Some(*at) != chosen) {
        let view = at.checked_sub(1).and_then(|at| list.get(at));
        let view = view.map(|permission| permission.id.clone());
        parts::apply(rules::set_view_set(model, id, view), actions);
    }
}

/// Draws the inspector of a rule: a sentence whose words can be changed. Where the list of rules is
/// in view it is changed there.
pub fn sentence(ui: &mut Ui, cx: &Context<'_>, key: &Key, actions: &mut Actions) {
    record::head(ui, cx, key, &[], actions);
    let Some(rule) = Rule::of(cx.model, key) else {
        return;
    };
    Section::new("The rule").show(ui, |ui| {
        if access::rules_in_view(ui, cx) {
            if let Some(text) = Words::new(cx.model).rule(key) {
                parts::line(ui, "", &text);
            }
        } else {
            parts::apply(access::edit_rule(ui, cx, &rule), actions);
            access::broken_by(ui, cx, &rule, actions);
        }
    });
    record::uses(ui, cx, key, actions);
    record::problems(ui, cx, key);
}
