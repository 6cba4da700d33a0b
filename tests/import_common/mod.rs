//! Shared by the tests of imports: a list as text becomes a plan, and a plan a model.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::ops::ControlFlow;

use sightline::io::table::{self, Asked, Source};
use sightline::model::*;
use sightline::session::intake::{Choices, Hitch, Mapping, Plan, Repair, guess, plan};

pub fn source(text: &str) -> Source {
    table::read(text.as_bytes(), &Asked::default(), &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap()
}

pub fn planned(model: &Model, text: &str, choices: &Choices) -> Plan {
    let source = source(text);
    plan(model, &source, &guess(model, &source), choices, "list.csv")
}

pub fn plain(model: &Model, text: &str) -> Plan {
    planned(model, text, &Choices::default())
}

pub fn with(hitch: &Hitch, repair: Repair) -> Choices {
    let mut choices = Choices::default();
    choices.repairs.insert(hitch.clone(), repair);
    choices
}

/// The model after a plan; undoing it brings back the old one.
#[track_caller]
pub fn taken(model: &Model, plan: &Plan) -> Model {
    assert_eq!(plan.problem, None);
    let mut after = model.clone();
    let undo = after.apply(plan.change.as_ref().unwrap()).unwrap();
    assert_eq!(plan.after.as_ref(), Some(&after));
    let mut back = after.clone();
    back.apply(&undo).unwrap();
    assert_eq!(back, *model);
    after
}

pub fn person<'m>(model: &'m Model, id: &str) -> &'m Principal {
    model.principals().get(&id.into()).unwrap()
}

pub fn field(person: &Principal, id: &str) -> String {
    person
        .fields
        .named(id)
        .map(ToString::to_string)
        .unwrap_or_default()
}

pub fn managers<'p>(person: &'p Principal, line: &str) -> Vec<&'p str> {
    let edges = person.managers.iter().filter(|edge| edge.0 == *line);
    edges.map(|edge| edge.1.as_str()).collect()
}

pub fn goes(mapping: &Mapping, model: &Model) -> Vec<String> {
    mapping
        .columns
        .iter()
        .map(|column| column.goes.words(model))
        .collect()
}
