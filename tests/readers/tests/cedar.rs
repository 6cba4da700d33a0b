//! cedar-policy reads the Cedar export: the strict validator accepts the policies, the entities hold
//! the schema, and every answer is that of the engine.

#[path = "../../random/mod.rs"]
mod random;

use sightline::engine::Engine;
use sightline::io::export::cedar;
use sightline_readers::cedar::{Cedar, own_tests};
use sightline_readers::{compare, day, file, n_questions, samples};

/// About so many questions are asked about a sample.
const MOST_ASKED: usize = 100_000;

#[test]
fn samples_answer_in_cedar_what_they_answer_here() {
    for (name, model) in samples() {
        let engine = Engine::new(&model, day());
        let parcel = cedar(&engine);
        assert_eq!(
            parcel,
            cedar(&Engine::new(&model, day())),
            "same model, same bytes"
        );
        let reader = Cedar::read(&parcel).unwrap_or_else(|why| panic!("{name}: {why}"));
        let stride = n_questions(&engine) / MOST_ASKED + 1;
        let count = compare(&engine, stride, |q| reader.allows(q));
        let count = count.unwrap_or_else(|why| panic!("{name}: {why}"));
        let n = own_tests(&parcel).unwrap_or_else(|why| panic!("{name}: {why}"));
        println!(
            "{name}: {count:?} of {}, {n} own tests",
            n_questions(&engine)
        );
        assert!(
            count.yes > 5 && count.yes < count.asked && n > 4,
            "{name}: {count:?}"
        );
    }
}

#[test]
fn random_models_answer_in_cedar_what_they_answer_here() {
    random::check(60, |sample| {
        let engine = Engine::new(&sample.model(), random::day());
        let parcel = cedar(&engine);
        let why = |why: String| format!("{why}\n{}", file(&parcel, "policies.cedar"));
        let reader = Cedar::read(&parcel)?;
        compare(&engine, 1, |q| reader.allows(q)).map_err(why)?;
        own_tests(&parcel).map_err(why)?;
        Ok(())
    });
}
