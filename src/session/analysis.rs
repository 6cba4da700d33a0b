//! What follows from the open model. Worked out once a revision, before the panels draw.

use std::time::{Duration, Instant};

use crate::model::{Date, Model, Problem, Severity, problems};

use super::document::Document;

/// What follows from one revision of one model.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    of: Option<(u64, Date)>,
    problems: Vec<Problem>,
    checks: Checks,
    took: Duration,
}

/// Results of the checks.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    /// Expectations that hold.
    pub n_hold: usize,
    /// Expectations.
    pub n_expectations: usize,
}

impl Analysis {
    /// The revision this follows from.
    pub fn revision(&self) -> u64 {
        self.of.map_or(0, |(revision, _)| revision)
    }

    /// What is wrong with the model or deserves a look.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many problems leave the model broken.
    pub fn n_errors(&self) -> usize {
        self.problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .count()
    }

    /// How many things want attention: broken expectations and problems.
    pub fn n_alarms(&self) -> usize {
        self.n_errors()
            + self
                .checks
                .n_expectations
                .saturating_sub(self.checks.n_hold)
    }

    /// Results of the checks.
    pub fn checks(&self) -> &Checks {
        &self.checks
    }

    /// How long the last recalculation took.
    pub fn took(&self) -> Duration {
        self.took
    }

    pub(super) fn prepare(&mut self, document: &Document, day: Date) -> bool {
        let of = Some((document.revision(), day));
        if self.of == of {
            return false;
        }
        *self = Analysis::of(document.model());
        self.of = of;
        true
    }

    /// Another document: whatever its revision, nothing of this one holds for it.
    pub(super) fn forget(&mut self) {
        self.of = None;
    }

    pub(super) fn clear(&mut self) -> bool {
        let was = self.of.is_some();
        *self = Analysis::default();
        was
    }

    fn of(model: &Model) -> Analysis {
        let start = Instant::now();
        let problems = problems(model);
        let n_expectations = model.expectations().len();
        Analysis {
            of: None,
            problems,
            checks: Checks {
                n_hold: 0,
                n_expectations,
            },
            took: start.elapsed(),
        }
    }
}
