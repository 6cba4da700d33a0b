//! A condition as a sentence one can edit: field, operator, values; clauses joined by "and" or "or".

use egui::Ui;

use crate::engine::capital;
use crate::model::{
    BUILT_IN_FIELDS, BUILT_IN_ITEM_FIELDS, Clause, Condition, Field, FieldId, FieldType, Join, Key,
    Kind, Model, Number, Op, PrincipalId, Value,
};

use super::picker;
use crate::ui::Context;
use crate::ui::icons;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Chip, Choice, Combo, TextField, icon_button, label, link};

const OPS: [Op; 10] = [
    Op::Is,
    Op::IsNot,
    Op::IsEmpty,
    Op::IsNotEmpty,
    Op::Contains,
    Op::StartsWith,
    Op::Less,
    Op::AtMost,
    Op::More,
    Op::AtLeast,
];

/// A condition to begin with: the first field with a list of values, and its first value.
pub fn first(model: &Model, kind: Option<&Kind>) -> Condition {
    let fields: Vec<&Field> = match kind {
        Some(kind) => kind.fields.iter().collect(),
        None => model.fields().iter().collect(),
    };
    let choice = fields.iter().find_map(|field| match &field.kind {
        FieldType::Choice(options) => Some((field.id.as_str(), options.first()?.as_str())),
        _ => None,
    });
    match (choice, fields.first()) {
        (Some((field, value)), _) => Condition::one(field, Op::Is, &[value]),
        (None, Some(field)) => Condition::one(field.id.as_str(), Op::IsNotEmpty, &[]),
        (None, None) => Condition::one("name", Op::IsNotEmpty, &[]),
    }
}

/// A condition while a clause of it still wants a value, and the one it began with.
#[derive(Clone, PartialEq)]
struct Unfinished {
    from: Condition,
    now: Condition,
}

fn is_whole(of: &Condition) -> bool {
    let is_whole = |one: &Clause| one.op.takes_values() != one.values.is_empty();
    of.clauses.iter().all(is_whole)
}

/// Draws the condition; returns the new one when it changes. A clause that still wants a value is
/// kept here until it has one.
pub fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    salt: &str,
    of: &Condition,
    kind: Option<&Kind>,
) -> Option<Condition> {
    let id = ui.scope_id().with(("unfinished condition", salt));
    let kept: Option<Unfinished> = ui.data(|data| data.get_temp(id));
    let kept = kept.filter(|kept| kept.from == *of);
    let shown = kept.as_ref().map_or(of, |kept| &kept.now);
    let mut new = ui
        .push_id(("condition", salt), |ui| clauses(ui, cx, shown, kind))
        .inner;
    if kept.is_some() {
        let t = theme::tokens(ui);
        let text = "A clause wants a value before it counts";
        label(ui, text, Type::Small, Weight::Regular, t.refused);
        if link(ui, "Leave it as it was").clicked() {
            new = Some(of.clone());
        }
    }
    let now = new?;
    if is_whole(&now) {
        ui.data_mut(|data| data.remove::<Unfinished>(id));
        return (now != *of).then_some(now);
    }
    let from = of.clone();
    ui.data_mut(|data| data.insert_temp(id, Unfinished { from, now }));
    None
}

fn clauses(
    ui: &mut Ui,
    cx: &Context<'_>,
    of: &Condition,
    kind: Option<&Kind>,
) -> Option<Condition> {
    let mut new: Option<Condition> = None;
    ui.spacing_mut().item_spacing.y = 4.0;
    let join = of.join.unwrap_or(cx.model.settings().join);
    for (at, clause) in of.clauses.iter().enumerate() {
        ui.push_id(at, |ui| {
            let word = match (at, join) {
                (0, _) => None,
                (_, Join::All) => Some("and"),
                (_, Join::Any) => Some("or"),
            };
            match show_clause(ui, cx, at, clause, word, kind) {
                Some(Asked::Change(clause)) => {
                    let mut changed = of.clone();
                    if let Some(slot) = changed.clauses.get_mut(at) {
                        *slot = clause;
                    }
                    new = Some(changed);
                }
                Some(Asked::Remove) => {
                    let mut changed = of.clone();
                    changed.clauses.remove(at);
                    new = Some(changed);
                }
                Some(Asked::Join) => {
                    let join = match join {
                        Join::All => Join::Any,
                        Join::Any => Join::All,
                    };
                    new = Some(Condition {
                        join: Some(join),
                        ..of.clone()
                    });
                }
                None => {}
            }
        });
    }
    if link(ui, "Add clause").clicked() {
        let mut changed = of.clone();
        changed.clauses.extend(first(cx.model, kind).clauses);
        new = Some(changed);
    }
    new
}

enum Asked {
    Change(Clause),
    Remove,
    Join,
}

fn show_clause(
    ui: &mut Ui,
    cx: &Context<'_>,
    at: usize,
    clause: &Clause,
    word: Option<&str>,
    kind: Option<&Kind>,
) -> Option<Asked> {
    let t = theme::tokens(ui);
    let mut asked = None;
    let number = at + 1;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        match word {
            None => {
                label(ui, "where", Type::Small, Weight::Regular, t.text3);
            }
            Some(word) => {
                let chip = Chip::new(word).show(ui);
                let hint = "Switch between “and” and “or” for all clauses";
                if chip.response.on_hover_text(hint).clicked() {
                    asked = Some(Asked::Join);
                }
            }
        }
        let room = (ui.available_width() - 28.0 - 8.0).max(120.0);
        let fields = fields(cx.model, kind);
        let names: Vec<Choice<'_>> = fields.iter().map(|(_, name)| Choice::new(name)).collect();
        let chosen = fields.iter().position(|(id, _)| *id == clause.field);
        let name = format!("Field of clause {number}");
        let picked = Combo::bare(&name, &names, chosen)
            .width(room * 0.54)
            .show(ui);
        if let Some((id, _)) = picked.and_then(|picked| fields.get(picked))
            && *id != clause.field
        {
            asked = Some(Asked::Change(Clause {
                field: id.clone(),
                values: Vec::new(),
                op: clause.op,
            }));
        }
        let ops: Vec<Choice<'_>> = OPS.iter().map(|op| Choice::new(op.words())).collect();
        let chosen = OPS.iter().position(|op| *op == clause.op);
        let name = format!("Comparison of clause {number}");
        let picked = Combo::bare(&name, &ops, chosen).width(room * 0.46).show(ui);
        if let Some(op) = picked.and_then(|picked| OPS.get(picked))
            && *op != clause.op
        {
            let values = if op.takes_values() {
                clause.values.clone()
            } else {
                Vec::new()
            };
            asked = Some(Asked::Change(Clause {
                field: clause.field.clone(),
                op: *op,
                values,
            }));
        }
        let name = format!("Remove clause {number}");
        if icon_button(ui, icons::CLOSE, &name, true).clicked() {
            asked = Some(Asked::Remove);
        }
    });
    if clause.op.takes_values()
        && let Some(values) = values(ui, cx, number, clause, kind)
    {
        asked = Some(Asked::Change(Clause {
            values,
            ..clause.clone()
        }));
    }
    asked
}

fn values(
    ui: &mut Ui,
    cx: &Context<'_>,
    number: usize,
    clause: &Clause,
    kind: Option<&Kind>,
) -> Option<Vec<Value>> {
    let mut new = None;
    let options = options(cx.model, &clause.field, kind);
    ui.horizontal_wrapped(|ui| {
        ui.add_space(40.0);
        for (at, value) in clause.values.iter().enumerate() {
            let text = options.word(cx.model, value);
            if Chip::new(&text).closable().show(ui).closed {
                let mut list = clause.values.clone();
                list.remove(at);
                new = Some(list);
            }
        }
    });
    ui.horizontal(|ui| {
        ui.add_space(40.0);
        let name = format!("Add a value to clause {number}");
        let added = match &options {
            Options::Free => {
                let field = TextField::bare(&name, "")
                    .placeholder("Add a value")
                    .width(150.0);
                let typed = field.show(ui).done;
                typed.filter(|text| !text.trim().is_empty())
            }
            Options::People => {
                let taken = |id: &PrincipalId| is_listed(clause, id.as_str());
                ui.scope(|ui| {
                    ui.set_max_width(220.0);
                    picker::people(ui, cx, &name, &taken)
                })
                .inner
                .map(|id| id.to_string())
            }
            Options::Listed(list) => {
                let free = list.iter().filter(|(id, _)| !is_listed(clause, id));
                let free: Vec<&(String, String)> = free.collect();
                let choices: Vec<Choice<'_>> =
                    free.iter().map(|(_, name)| Choice::new(name)).collect();
                let combo = Combo::bare(&name, &choices, None).placeholder("Add a value");
                let picked = match free.is_empty() {
                    true => None,
                    false => combo.width(150.0).show(ui),
                };
                picked.and_then(|at| free.get(at)).map(|(id, _)| id.clone())
            }
        };
        if let Some(text) = added {
            let mut list = clause.values.clone();
            list.push(typed_value(cx.model, &clause.field, kind, text.trim()));
            new = Some(list);
        }
        if let Options::Listed(list) = &options
            && list.iter().any(|(id, _)| !is_listed(clause, id))
            && link(ui, "Add all").clicked()
        {
            let all = list.iter();
            new = Some(
                all.map(|(id, _)| typed_value(cx.model, &clause.field, kind, id))
                    .collect(),
            );
        }
    });
    new
}

fn is_listed(clause: &Clause, id: &str) -> bool {
    clause.values.iter().any(|value| value.to_string() == id)
}

fn field_of<'m>(model: &'m Model, id: &FieldId, kind: Option<&'m Kind>) -> Option<&'m Field> {
    match kind {
        Some(kind) => kind.fields.iter().find(|field| field.id == *id),
        None => model.fields().get(id),
    }
}

fn typed_value(model: &Model, id: &FieldId, kind: Option<&Kind>, text: &str) -> Value {
    let is_number = *id == "direct_reports"
        || field_of(model, id, kind).is_some_and(|field| field.kind == FieldType::Number);
    let is_flag = field_of(model, id, kind).is_some_and(|field| field.kind == FieldType::Flag);
    match text.parse::<f64>() {
        Ok(number) if is_number && number.is_finite() => Value::Number(Number(number)),
        _ if is_flag => Value::Flag(text == "yes"),
        _ => Value::Text(text.to_owned()),
    }
}

/// The fields a condition can ask for, by name.
fn fields(model: &Model, kind: Option<&Kind>) -> Vec<(FieldId, String)> {
    let own: Vec<&Field> = match kind {
        Some(kind) => kind.fields.iter().collect(),
        None => model.fields().iter().collect(),
    };
    let mut list: Vec<(FieldId, String)> = own
        .into_iter()
        .map(|field| (field.id.clone(), field.name.clone()))
        .collect();
    let built_in: &[&str] = match kind {
        Some(_) => &BUILT_IN_ITEM_FIELDS,
        None => &BUILT_IN_FIELDS,
    };
    for id in built_in {
        let name = match *id {
            "id" => "Id".to_owned(),
            "sort" => "Person or external".to_owned(),
            "account" => "Account".to_owned(),
            "leads" => "Team led".to_owned(),
            "direct_reports" => "Number of direct reports".to_owned(),
            other => capital(other),
        };
        list.push(((*id).into(), name));
    }
    list
}

/// The values a field can have.
enum Options {
    /// Whatever is typed.
    Free,
    /// Everyone of the model: searched, never listed whole.
    People,
    /// These, by id and name.
    Listed(Vec<(String, String)>),
}

impl Options {
    /// A value as people call it.
    fn word(&self, model: &Model, value: &Value) -> String {
        let text = value.to_string();
        match self {
            Options::Free => text,
            Options::People => model.title(&Key::Principal(text.as_str().into())),
            Options::Listed(list) => match list.iter().find(|(id, _)| *id == text) {
                Some((_, name)) => name.clone(),
                None => text,
            },
        }
    }
}

fn options(model: &Model, id: &FieldId, kind: Option<&Kind>) -> Options {
    let same = |text: &str| (text.to_owned(), text.to_owned());
    if let Some(field) = field_of(model, id, kind) {
        return match &field.kind {
            FieldType::Choice(options) => {
                Options::Listed(options.iter().map(|one| same(one)).collect())
            }
            FieldType::Flag => Options::Listed(vec![same("yes"), same("no")]),
            FieldType::Person => Options::People,
            _ => Options::Free,
        };
    }
    let list = match id.as_str() {
        "sort" => vec![same("person"), same("external")],
        "account" => ["active", "blocked", "not_started", "ended"]
            .map(same)
            .to_vec(),
        "manager" | "creator" | "owner" | "subject" => return Options::People,
        "team" | "leads" => {
            let teams = model.teams().iter();
            teams.map(|t| (t.id.to_string(), t.name.clone())).collect()
        }
        "label" => {
            let labels = model.labels().iter();
            labels.map(|l| (l.id.to_string(), l.name.clone())).collect()
        }
        "kind" => {
            let kinds = model.kinds().ids();
            kinds
                .map(|id| (id.to_string(), model.title(&Key::Kind(id.clone()))))
                .collect()
        }
        _ => return Options::Free,
    };
    Options::Listed(list)
}
