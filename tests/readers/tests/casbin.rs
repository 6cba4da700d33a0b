//! casbin reads the Casbin export and, asked with its default role manager, answers what the engine
//! answers.

#[path = "../../random/mod.rs"]
mod random;

use sightline::engine::Engine;
use sightline::io::export::casbin;
use sightline_readers::casbin::{allows, read};
use sightline_readers::{compare, day, file, n_questions, samples};

/// About so many questions are asked about a sample.
const MOST_ASKED: usize = 6_000;

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
            count.yes > 5 && count.yes < count.asked,
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
