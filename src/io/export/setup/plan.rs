//! The plan: stages in the order in which a system needs them, and what it has no place for.

use serde::Serialize;

use super::terms::{Can, Part, Place, Terms, terms};
use super::wording::Wording;
use crate::engine::checks::run_expectations;
use crate::engine::{Engine, Words};
use crate::io::export::said;
use crate::model::Model;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Step {
    pub text: String,
    pub lines: Vec<String>,
}

impl Step {
    pub fn new(text: impl Into<String>, lines: Vec<String>) -> Step {
        Step {
            text: text.into(),
            lines,
        }
    }
}

/// Steps of one place of the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Stage {
    pub title: &'static str,
    pub path: &'static str,
    pub how: Vec<&'static str>,
    pub steps: Vec<Step>,
}

/// Something the system has no place for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Cannot {
    pub what: String,
    pub why: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Plan {
    pub system: &'static str,
    pub stages: Vec<Stage>,
    pub cannot: Vec<Cannot>,
}

/// A plan that is being made.
pub(super) struct Planning<'e> {
    pub engine: &'e Engine,
    pub words: Words<'e>,
    pub wording: Wording,
    pub terms: Terms,
    pub cannot: Vec<Cannot>,
    /// The people of the grants stand above them, as those of a permission group.
    pub people_are_above: bool,
}

pub(super) fn plan(engine: &Engine, wording: Wording) -> Plan {
    let mut planning = Planning {
        engine,
        words: Words::in_full(engine.model()),
        wording,
        terms: terms(wording),
        cannot: Vec::new(),
        people_are_above: false,
    };
    let mut stages = Vec::new();
    for (part, place) in planning.terms.places {
        let steps = planning.steps(*part);
        if !steps.is_empty() {
            stages.push(stage(place, steps));
        }
    }
    for part in Part::ALL {
        if planning.has_place(part) || planning.is_inside_another(part) {
            continue;
        }
        let why = (planning.terms.missing)(part);
        // The record is named as a whole; what its lines would add is in them.
        let n_named = planning.cannot.len();
        let steps = planning.steps(part);
        planning.cannot.truncate(n_named);
        for step in steps {
            let what = std::iter::once(step.text).chain(step.lines);
            let what: Vec<String> = what.collect();
            planning.cannot.push(Cannot {
                what: what.join("; "),
                why: why.to_owned(),
            });
        }
    }
    stages.push(planning.readings());
    stages.extend(planning.checks());
    let mut cannot: Vec<Cannot> = Vec::new();
    for one in planning.cannot {
        if !cannot.contains(&one) {
            cannot.push(one);
        }
    }
    Plan {
        system: wording.system(),
        stages,
        cannot,
    }
}

fn stage(place: &Place, steps: Vec<Step>) -> Stage {
    Stage {
        title: place.title,
        path: place.path,
        how: place.how.to_vec(),
        steps,
    }
}

impl Planning<'_> {
    pub fn model(&self) -> &Model {
        self.engine.model()
    }

    pub fn can(&self) -> Can {
        self.terms.can
    }

    pub fn has_place(&self, part: Part) -> bool {
        self.terms.places.iter().any(|(of, _)| *of == part)
    }

    /// True where the steps of another part say it.
    fn is_inside_another(&self, part: Part) -> bool {
        part == Part::Assignments && self.can().roles_in_groups
    }

    /// Names what the system has no place for.
    pub fn cannot(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.cannot.push(Cannot {
            what: what.into(),
            why: why.into(),
        });
    }

    /// How the system has to read the scheme for it to give this access.
    fn readings(&self) -> Stage {
        let settings = said::settings(self.model()).into_iter();
        let steps = settings.filter(|(name, _)| {
            // Those have steps of their own.
            !["Module: ", "Switch: ", "The reach "]
                .iter()
                .any(|begin| name.starts_with(begin))
        });
        Stage {
            title: "Check how it reads the scheme",
            path: "",
            how: vec![
                "The access was worked out with these readings; where the system reads otherwise, it gives other access",
            ],
            steps: steps
                .map(|(name, value)| Step::new(format!("{name}: {value}"), Vec::new()))
                .collect(),
        }
    }

    /// Sentences to try out when everything is keyed in.
    fn checks(&self) -> Option<Stage> {
        let results = run_expectations(self.engine);
        let steps: Vec<Step> = results
            .iter()
            .map(|result| {
                let lines = match result.holds {
                    true => Vec::new(),
                    false => vec!["Broken in the model as it is".to_owned()],
                };
                Step::new(result.sentence.clone(), lines)
            })
            .collect();
        (!steps.is_empty()).then_some(Stage {
            title: "Try it out",
            path: "",
            how: vec!["Log in as one of those a sentence speaks of, and see that it holds"],
            steps,
        })
    }
}
