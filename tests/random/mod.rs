//! Random small models with every concept in them, all of them sound, and their shrinking.
//!
//! A model is made from one number, so a failing one can be made again; it shrinks by taking
//! away records and parts of records as long as what is left is sound and still fails.
#![allow(dead_code)]

mod dice;
mod gives;
mod make;
mod rules;
mod selectors;
mod simpler;

use proptest::strategy::{NewTree, Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use sightline::model::*;

pub use dice::Dice;
#[allow(unused_imports)]
pub use selectors::{item_selector, reach, scope, who};

/// The day the windows of random models lie around.
pub fn day() -> Date {
    Date::new(2026, 6, 15).unwrap()
}

/// A random model, before its tables are made.
#[derive(Clone)]
pub struct Sample {
    pub parts: Parts,
    /// For further choices of a test.
    pub seed: u64,
}

impl Sample {
    pub fn new(seed: u64) -> Sample {
        let parts = make::parts(&mut Dice::new(seed));
        let problems = errors(&parts);
        assert!(problems.is_empty(), "seed {seed}: {problems:#?}");
        Sample { parts, seed }
    }

    pub fn model(&self) -> Model {
        model(&self.parts)
    }

    pub fn dice(&self) -> Dice {
        Dice::new(self.seed ^ 0x5eed)
    }
}

/// The model of some parts.
pub fn model(parts: &Parts) -> Model {
    let (model, twice) = parts.clone().into_model();
    assert!(twice.is_empty(), "an id came twice: {twice:?}");
    model
}

/// What is not sound about some parts.
pub fn errors(parts: &Parts) -> Vec<String> {
    let (model, twice) = parts.clone().into_model();
    let mut errors: Vec<String> = twice.iter().map(|t| format!("{t:?}")).collect();
    for problem in problems(&model) {
        if problem.severity == Severity::Error {
            errors.push(format!("{}: {}", problem.path, problem.message));
        }
    }
    errors
}

macro_rules! print_parts {
    ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
        /// The parts as text, a record a line.
        fn print(parts: &Parts) -> String {
            let ron = |value: Result<String, ron::Error>| value.unwrap();
            let mut text = format!("settings: {}\n", ron(ron::to_string(&parts.settings)));
            $(
                for record in &parts.$table {
                    text.push_str(&format!("{}: {}\n", $word, ron(ron::to_string(record))));
                }
            )*
            text
        }
    };
}
sightline::with_tables!(print_parts);

impl std::fmt::Debug for Sample {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "a model made from seed {}, now\n{}",
            self.seed,
            print(&self.parts)
        )
    }
}

/// Random models.
#[derive(Debug)]
pub struct Models;

impl Strategy for Models {
    type Tree = ModelTree;
    type Value = Sample;
    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let from = std::env::var("MODELS_FROM").ok();
        let from: u64 = from.and_then(|text| text.parse().ok()).unwrap_or(0);
        let seed = proptest::num::u64::ANY.new_tree(runner)?.current() ^ from;
        Ok(ModelTree {
            best: Sample::new(seed),
            trial: None,
            simpler: None,
            at: 0,
            n_failed: 0,
        })
    }
}

/// Takes away one thing after the other until nothing more can go.
pub struct ModelTree {
    best: Sample,
    trial: Option<Sample>,
    simpler: Option<Vec<Parts>>,
    at: usize,
    n_failed: usize,
}

impl ModelTree {
    fn next(&mut self) -> bool {
        let best = &self.best;
        let all = self
            .simpler
            .get_or_insert_with(|| simpler::all(&best.parts));
        while self.n_failed < all.len() {
            let parts = &all[self.at % all.len()];
            self.at += 1;
            self.n_failed += 1;
            if errors(parts).is_empty() {
                self.trial = Some(Sample {
                    parts: parts.clone(),
                    seed: best.seed,
                });
                return true;
            }
        }
        self.trial = None;
        false
    }
}

impl ValueTree for ModelTree {
    type Value = Sample;
    fn current(&self) -> Sample {
        self.trial.as_ref().unwrap_or(&self.best).clone()
    }
    fn simplify(&mut self) -> bool {
        if let Some(trial) = self.trial.take() {
            self.best = trial;
            self.simpler = None;
            self.n_failed = 0;
            self.at = self.at.saturating_sub(1);
        }
        self.next()
    }
    fn complicate(&mut self) -> bool {
        self.next()
    }
}

/// Runs a test on random models: always the same ones. `PROPTEST_CASES` says how many, else
/// `default_cases`; `MODELS_FROM`, a number, takes others.
pub fn check(default_cases: u32, test: impl Fn(&Sample) -> Result<(), String>) {
    let asked = std::env::var("PROPTEST_CASES").is_ok();
    let mut config = Config {
        failure_persistence: None,
        max_shrink_iters: 5000,
        ..Config::default()
    };
    if !asked {
        config.cases = default_cases;
    }
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let result = runner.run(&Models, |sample| test(&sample).map_err(TestCaseError::fail));
    if let Err(failure) = result {
        panic!("{failure}");
    }
}
