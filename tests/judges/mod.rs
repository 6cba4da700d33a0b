//! Those who answer: the oracle and the engine, each asked every question about a model.
#![allow(dead_code)]

use std::collections::{BTreeMap, BTreeSet};

use sightline::engine::{self, Engine, ItemRef};
use sightline::model::*;

use crate::oracle::{self, Decision, Denial, Target, Thing};
use crate::random::day;

/// Who, what, how much, on what.
pub type Question = (PrincipalId, PermissionId, LevelId, Target);

/// Something that answers questions about a model.
pub type Judge = fn(&Model) -> BTreeMap<Question, Decision>;

/// Every judge the laws must hold for.
pub const JUDGES: [(&str, Judge); 2] = [("oracle", oracle_says), ("engine", engine_says)];

/// Every question about a model.
pub fn questions(model: &Model) -> Vec<Question> {
    let targets = Target::all(model);
    let mut all = Vec::new();
    for actor in model.principals().ids() {
        for permission in model.permissions().ids() {
            for level in oracle::levels(model, permission) {
                for target in &targets {
                    let question = (
                        actor.clone(),
                        permission.clone(),
                        level.clone(),
                        target.clone(),
                    );
                    all.push(question);
                }
            }
        }
    }
    all
}

pub fn oracle_says(model: &Model) -> BTreeMap<Question, Decision> {
    let mut rights = BTreeMap::new();
    for actor in model.principals().ids() {
        rights.insert(actor.clone(), oracle::effective(model, day(), actor));
    }
    let answer = |q: Question| {
        let decision = oracle::decide_with(model, day(), &q.0, &rights[&q.0], &q.1, &q.2, &q.3);
        (q, decision)
    };
    questions(model).into_iter().map(answer).collect()
}

pub fn allowed(answers: &BTreeMap<Question, Decision>) -> BTreeSet<Question> {
    let yes = answers.iter().filter(|(_, decision)| decision.allowed);
    yes.map(|(question, _)| question.clone()).collect()
}

pub fn engine_says(model: &Model) -> BTreeMap<Question, Decision> {
    let engine = Engine::new(model, day());
    let answer = |q: Question| {
        let target = engine_target(&q.3);
        let answer = engine.decide(&q.0, &q.1, &q.2, &target);
        let plain = engine.allows(&q.0, &q.1, &q.2, &target);
        assert_eq!(plain, answer.allowed, "a plain yes or no differs for {q:?}");
        (q, decision(&answer))
    };
    questions(model).into_iter().map(answer).collect()
}

/// What the engine answered, in the oracle's words.
pub fn decision(answer: &engine::Answer) -> Decision {
    let denial = answer.denial.as_ref().map(|denial| match denial {
        engine::Denial::Unknown(what) => panic!("unknown: {what}"),
        engine::Denial::Account(_) => Denial::Account,
        engine::Denial::ModuleOff(_) => Denial::ModuleOff,
        engine::Denial::NotForUser(_) => Denial::ModuleUsers,
        engine::Denial::WrongKind(_) => Denial::Kind,
        engine::Denial::Guard(id) => Denial::Guard(id.clone()),
        engine::Denial::NoPath(_) => Denial::NoPath,
    });
    Decision {
        allowed: answer.allowed,
        paths: answer.paths.iter().map(engine::AccessPath::key).collect(),
        denial,
    }
}

pub fn thing(item: &ItemRef) -> Thing {
    match item {
        ItemRef::Item(id) => Thing::Item(id.clone()),
        ItemRef::Account(id) => Thing::Account(id.clone()),
        ItemRef::Role(id) => Thing::Role(id.clone()),
    }
}

pub fn engine_target(target: &Target) -> engine::Target {
    engine::Target {
        person: target.person.clone(),
        item: target.item.as_ref().map(|thing| match thing {
            Thing::Item(id) => ItemRef::Item(id.clone()),
            Thing::Account(id) => ItemRef::Account(id.clone()),
            Thing::Role(id) => ItemRef::Role(id.clone()),
        }),
    }
}

pub fn oracle_target(target: &engine::Target) -> Target {
    Target {
        person: target.person.clone(),
        item: target.item.as_ref().map(thing),
    }
}
