//! casbin reads the Casbin export and, asked with its default role manager, answers what the engine
//! answers.

#[path = "../../random/mod.rs"]
mod random;

use std::future::Future;
use std::pin::pin;
use std::task::{Poll, Waker};

use casbin::StringAdapter;
use casbin::prelude::{CoreApi, DefaultModel, Enforcer};
use sightline::engine::{Engine, ItemRef};
use sightline::io::export::{Parcel, casbin};
use sightline_readers::{Onto, Question, compare, day, file, n_questions, samples};

/// Runs to its end what waits for nothing: casbin only reads text here.
fn ready<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    let mut context = std::task::Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(made) = work.as_mut().poll(&mut context) {
            return made;
        }
    }
}

fn read(parcel: &Parcel) -> Result<Enforcer, String> {
    let model = ready(DefaultModel::from_str(file(parcel, "model.conf")));
    let policy = StringAdapter::new(file(parcel, "policy.csv"));
    let model = model.map_err(|e| e.to_string())?;
    ready(Enforcer::new(model, policy)).map_err(|e| e.to_string())
}

fn allows(enforcer: &Enforcer, q: &Question<'_>) -> bool {
    let (permission, level) = q.deed();
    let none = || "none".to_owned();
    let person = || format!("person:{}", q.target.person.as_ref().expect("a person"));
    let item = || match q.target.item.as_ref().expect("an item") {
        ItemRef::Item(id) => format!("item:{id}"),
        ItemRef::Account(id) => format!("account:{id}"),
        ItemRef::Role(id) => format!("record:{id}"),
    };
    let (person, item) = match q.onto() {
        Onto::Nothing => (none(), none()),
        Onto::Person => (person(), none()),
        Onto::Item => (none(), item()),
        Onto::Pair => (person(), item()),
    };
    let request = (
        format!("user:{}", q.who),
        format!("{permission}@{level}"),
        person,
        item,
    );
    enforcer
        .enforce(request)
        .unwrap_or_else(|e| panic!("{q:?}: {e}"))
}

/// About so many questions are asked about a sample.
const MOST_ASKED: usize = 4_000;

#[test]
fn samples_answer_in_casbin_what_they_answer_here() {
    for (name, model) in samples() {
        let engine = Engine::new(&model, day());
        let parcel = casbin(&engine);
        assert_eq!(
            parcel,
            casbin(&Engine::new(&model, day())),
            "same model, same bytes"
        );
        let enforcer = read(&parcel).unwrap_or_else(|why| panic!("{name}: {why}"));
        let stride = n_questions(&engine) / MOST_ASKED + 1;
        let count = compare(&engine, stride, |q| allows(&enforcer, q));
        let count = count.unwrap_or_else(|why| panic!("{name}: {why}"));
        println!("{name}: {count:?} of {}", n_questions(&engine));
        assert!(
            count.yes > 10 && count.yes < count.asked,
            "{name}: {count:?}"
        );
    }
}

#[test]
fn random_models_answer_in_casbin_what_they_answer_here() {
    random::check(60, |sample| {
        let engine = Engine::new(&sample.model(), random::day());
        let parcel = casbin(&engine);
        let enforcer = read(&parcel)?;
        compare(&engine, 1, |q| allows(&enforcer, q))
            .map_err(|why| format!("{why}\n{}", file(&parcel, "policy.csv")))?;
        Ok(())
    });
}
