//! A list of values that misses one (A-H4): "check all" is a list as of that day, and a value
//! added later is not in it.

use super::{Finding, FindingSeverity, names};
use crate::engine::Engine;
use crate::model::{
    Change, Clause, Condition, Edit, FieldType, Grant, ItemSelector, Model, Op, Reach, Record,
    Scope, Value, norm,
};

pub(super) fn find(engine: &Engine, list: &mut Vec<Finding>) {
    let model = engine.model();
    for key in model.keys() {
        let Some(record) = model.record(&key) else {
            continue;
        };
        for condition in conditions(&record) {
            for clause in &condition.clauses {
                let missing = missing(model, clause);
                if missing.is_empty() {
                    continue;
                }
                let field = model.fields().get(&clause.field);
                let field = field.map(|f| f.name.clone()).unwrap_or_default();
                let missed = names(missing.iter().cloned());
                list.push(Finding {
                    code: "value-missing",
                    severity: FindingSeverity::Warning,
                    title: format!(
                        "The condition on {field} in {} misses {missed}",
                        record.title()
                    ),
                    detail: format!(
                        "It lists {} of {} values and leaves out {} with {missed}",
                        clause.values.len(),
                        clause.values.len() + missing.len(),
                        match n_left_out(engine, clause, &missing) {
                            1 => "1 person".to_owned(),
                            n => format!("{n} people"),
                        }
                    ),
                    key: key.clone(),
                    repair: repair(&record, clause, &missing, &field),
                });
            }
        }
    }
}

/// The options a long list of values leaves out; nothing for a short list, which is a choice.
fn missing(model: &Model, clause: &Clause) -> Vec<String> {
    let Some(FieldType::Choice(options)) = model.fields().get(&clause.field).map(|f| &f.kind)
    else {
        return Vec::new();
    };
    let listed: Vec<String> = clause.values.iter().map(|v| norm(&v.to_string())).collect();
    let missing: Vec<String> = options
        .iter()
        .filter(|option| !listed.contains(&norm(option)))
        .cloned()
        .collect();
    let is_nearly_all = clause.values.len() >= 3 && missing.len() * 4 <= options.len();
    if clause.op == Op::Is && is_nearly_all {
        missing
    } else {
        Vec::new()
    }
}

fn n_left_out(engine: &Engine, clause: &Clause, missing: &[String]) -> usize {
    let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
    engine
        .matching(&Condition::one(clause.field.as_str(), Op::Is, &missing))
        .len()
}

/// For groups and the scopes of roles the value can be added in place.
fn repair(record: &Record, clause: &Clause, missing: &[String], field: &str) -> Option<Change> {
    let (name, edit) = match record {
        Record::Group(group) => {
            let mut group = (**group).clone();
            let is_there = add_to(group.condition.as_mut()?, clause, missing);
            is_there.then(|| (group.name.clone(), Edit::put(group)))
        }
        Record::Role(role) => {
            let mut role = (**role).clone();
            let is_there = add_to_reach(role.scope.people.as_mut()?, clause, missing);
            is_there.then(|| (role.name.clone(), Edit::put(role)))
        }
        _ => None,
    }?;
    Some(Change::new(
        format!("add {} to {field} of {name}", missing.join(", ")),
        vec![edit],
    ))
}

/// Adds the missing values to a clause of the condition; false if the clause is not in it.
fn add_to(condition: &mut Condition, clause: &Clause, missing: &[String]) -> bool {
    let Some(target) = condition.clauses.iter_mut().find(|c| *c == clause) else {
        return false;
    };
    let values = missing.iter().map(|v| Value::Text(v.clone()));
    target.values.extend(values);
    true
}

fn add_to_reach(reach: &mut Reach, clause: &Clause, missing: &[String]) -> bool {
    match reach {
        Reach::Where(condition) => add_to(condition, clause, missing),
        Reach::Union(all) | Reach::Intersection(all) => {
            all.iter_mut().any(|one| add_to_reach(one, clause, missing))
        }
        Reach::Except(from, minus) => {
            add_to_reach(from, clause, missing) || add_to_reach(minus, clause, missing)
        }
        _ => false,
    }
}

fn conditions(record: &Record) -> Vec<&Condition> {
    let mut list = Vec::new();
    match record {
        Record::Group(group) => list.extend(&group.condition),
        Record::Role(role) => {
            in_scope(&role.scope, &mut list);
            role.nested
                .iter()
                .for_each(|n| in_scope(&n.scope, &mut list));
            in_grants(&role.grants, &mut list);
        }
        Record::CustomSet(set) => in_grants(&set.grants, &mut list),
        Record::Assignment(a) => in_scope(&a.scope, &mut list),
        Record::DirectGrant(d) => in_scope(&d.scope, &mut list),
        Record::PrincipalScope(s) => in_scope(&s.scope, &mut list),
        Record::Reach(named) => in_reach(&named.reach, &mut list),
        _ => {}
    }
    list
}

fn in_grants<'r>(grants: &'r [Grant], list: &mut Vec<&'r Condition>) {
    grants.iter().for_each(|grant| in_scope(&grant.on, list));
}

fn in_scope<'r>(scope: &'r Scope, list: &mut Vec<&'r Condition>) {
    if let Some(people) = &scope.people {
        in_reach(people, list);
    }
    if let Some(items) = &scope.items {
        in_items(items, list);
    }
}

fn in_reach<'r>(reach: &'r Reach, list: &mut Vec<&'r Condition>) {
    match reach {
        Reach::Where(condition) => list.push(condition),
        Reach::Union(all) | Reach::Intersection(all) => {
            all.iter().for_each(|one| in_reach(one, list));
        }
        Reach::Except(from, minus) => {
            in_reach(from, list);
            in_reach(minus, list);
        }
        _ => {}
    }
}

fn in_items<'r>(items: &'r ItemSelector, list: &mut Vec<&'r Condition>) {
    match items {
        ItemSelector::About(reach) => in_reach(reach, list),
        ItemSelector::Union(all) | ItemSelector::Intersection(all) => {
            all.iter().for_each(|one| in_items(one, list));
        }
        ItemSelector::Except(from, minus) => {
            in_items(from, list);
            in_items(minus, list);
        }
        _ => {}
    }
}
