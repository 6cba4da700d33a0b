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
                        "It lists {} of {} values. {} people with {missed} are left out",
                        clause.values.len(),
                        clause.values.len() + missing.len(),
                        n_left_out(engine, clause, &missing)
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

/// For groups the value can be added in place.
fn repair(record: &Record, clause: &Clause, missing: &[String], field: &str) -> Option<Change> {
    let Record::Group(group) = record else {
        return None;
    };
    let mut group = (**group).clone();
    let target = group
        .condition
        .as_mut()?
        .clauses
        .iter_mut()
        .find(|c| *c == clause)?;
    target
        .values
        .extend(missing.iter().map(|v| Value::Text(v.clone())));
    Some(Change::new(
        format!("add {} to {field} of {}", missing.join(", "), group.name),
        vec![Edit::put(group)],
    ))
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
