//! What follows from the open model. Worked out once a revision, before the panels draw; for large
//! models the checks come from a thread of their own, and the last ones stay until then.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use crate::engine::Engine;
use crate::engine::checks::{
    DutyConflict, ExpectationResult, Finding, FindingSeverity, findings, run_duties,
    run_expectations,
};
use crate::model::{Date, Problem, Severity, problems};

use super::document::Document;

/// Models with more people than this are checked on a thread of their own.
const CHECKED_AT_ONCE: usize = 80;

/// What follows from one revision of one model.
#[derive(Debug, Default)]
pub struct Analysis {
    of: Option<(u64, Date)>,
    engine: Option<Arc<Engine>>,
    problems: Vec<Problem>,
    checks: Checks,
    coming: Option<Receiver<Checks>>,
    took: Duration,
}

/// Results of the checks.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    /// Expectations that hold.
    pub n_hold: usize,
    /// Expectations.
    pub n_expectations: usize,
    /// Every expectation with those who break it.
    pub expectations: Vec<ExpectationResult>,
    /// Every conflict with a duty rule, excepted ones too.
    pub duties: Vec<DutyConflict>,
    /// What is probably not meant, gravest first.
    pub findings: Vec<Finding>,
}

impl Checks {
    fn of(engine: &Engine) -> Checks {
        let expectations = run_expectations(engine);
        Checks {
            n_hold: expectations.iter().filter(|result| result.holds).count(),
            n_expectations: expectations.len(),
            expectations,
            duties: run_duties(engine),
            findings: findings(engine),
        }
    }

    /// Conflicts with duty rules that no exception covers.
    pub fn n_conflicts(&self) -> usize {
        self.duties
            .iter()
            .filter(|conflict| conflict.excepted.is_none())
            .count()
    }
}

impl Analysis {
    /// The answers for the model as it is now; none while nothing is open.
    pub fn engine(&self) -> Option<&Arc<Engine>> {
        self.engine.as_ref()
    }

    /// The revision this follows from.
    pub fn revision(&self) -> u64 {
        self.of.map_or(0, |(revision, _)| revision)
    }

    /// What is wrong with the model or deserves a look.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// How many problems leave the model broken, findings of that weight included.
    pub fn n_errors(&self) -> usize {
        let is_error = |problem: &&Problem| problem.severity == Severity::Error;
        let grave = |finding: &&Finding| finding.severity == FindingSeverity::Error;
        self.problems.iter().filter(is_error).count()
            + self.checks.findings.iter().filter(grave).count()
    }

    /// How many things want attention: broken expectations, duty conflicts and problems.
    pub fn n_alarms(&self) -> usize {
        let n_broken = self
            .checks
            .n_expectations
            .saturating_sub(self.checks.n_hold);
        self.n_errors() + n_broken + self.checks.n_conflicts()
    }

    /// Results of the checks.
    pub fn checks(&self) -> &Checks {
        &self.checks
    }

    /// True while the checks of this revision are still being worked out.
    pub fn is_checking(&self) -> bool {
        self.coming.is_some()
    }

    /// How long the last recalculation took.
    pub fn took(&self) -> Duration {
        self.took
    }

    pub(super) fn prepare(&mut self, document: &Document, day: Date) -> bool {
        let has_arrived = self.take_over();
        let of = Some((document.revision(), day));
        if self.of == of {
            return has_arrived;
        }
        let start = Instant::now();
        let engine = Arc::new(Engine::new(document.model(), day));
        self.problems = problems(document.model());
        self.coming = None;
        if document.model().principals().len() <= CHECKED_AT_ONCE {
            self.checks = Checks::of(&engine);
        } else {
            let (send, receive) = channel();
            let snapshot = engine.clone();
            std::thread::spawn(move || {
                // Nobody waits if the model has changed meanwhile.
                let _ = send.send(Checks::of(&snapshot));
            });
            self.coming = Some(receive);
        }
        self.engine = Some(engine);
        self.of = of;
        self.took = start.elapsed();
        true
    }

    fn take_over(&mut self) -> bool {
        match self.coming.as_ref().map(Receiver::try_recv) {
            Some(Ok(checks)) => {
                self.checks = checks;
                self.coming = None;
                true
            }
            Some(Err(TryRecvError::Disconnected)) => {
                self.coming = None;
                false
            }
            Some(Err(TryRecvError::Empty)) | None => false,
        }
    }

    /// Another document: whatever its revision, nothing of this one holds for it.
    pub(super) fn forget(&mut self) {
        self.of = None;
        self.checks = Checks::default();
        self.coming = None;
    }

    pub(super) fn clear(&mut self) -> bool {
        let was = self.of.is_some();
        *self = Analysis::default();
        was
    }
}
