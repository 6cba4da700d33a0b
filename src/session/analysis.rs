//! What follows from the open model. Worked out once a revision, before the panels draw. For large
//! models it comes from a thread: what was known stays until then, and says that it is of an
//! earlier model. The checks come last, on a thread of their own.
//!
//! Architecture invariant: `is_current` is true only while the engine answers for the very model
//! that is open; what decides anything asks it first.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use crate::engine::Engine;
use crate::engine::checks::{
    DutyConflict, ExpectationResult, Finding, FindingSeverity, findings, run_duties,
    run_expectations,
};
use crate::model::{Date, Model, Problem, Severity, problems};

use super::background::{LARGE, discard};
use super::document::Document;
use super::wake::Wake;

/// Models with more people than this are checked on a thread of their own.
const CHECKED_AT_ONCE: usize = 80;

/// What follows from one revision of one model.
#[derive(Debug, Default)]
pub struct Analysis {
    of: Option<Of>,
    /// Counts the answers that were taken over, of whatever revision and day.
    nth: u64,
    is_current: bool,
    engine: Option<Arc<Engine>>,
    problems: Arc<Vec<Problem>>,
    n_people: usize,
    checks: Arc<Checks>,
    answering: Option<(Of, Receiver<Answers>)>,
    checking: Option<Receiver<Checks>>,
    took: Duration,
}

/// A revision and a day.
type Of = (u64, Date);

/// The answers of one model, and what is wrong with it.
#[derive(Debug)]
pub(super) struct Answers {
    engine: Arc<Engine>,
    problems: Vec<Problem>,
    took: Duration,
}

impl Answers {
    /// Works them out; `before` is the engine of an earlier model, if there is one.
    pub(super) fn of(
        before: Option<&Engine>,
        model: &Model,
        day: Date,
        known: Option<Vec<Problem>>,
    ) -> Answers {
        let start = Instant::now();
        let engine = Arc::new(match before {
            Some(before) => before.again(model, day),
            None => Engine::new(model, day),
        });
        let problems = known.unwrap_or_else(|| problems(model));
        Answers {
            engine,
            problems,
            took: start.elapsed(),
        }
    }
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
    /// Runs every check.
    pub fn of(engine: &Engine) -> Checks {
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
    /// The answers: for the model as it is now, or while `is_current` is false for an earlier one.
    pub fn engine(&self) -> Option<&Arc<Engine>> {
        self.engine.as_ref()
    }

    /// True if the engine answers for the model as it is now.
    pub fn is_current(&self) -> bool {
        self.is_current
    }

    /// The revision this follows from.
    pub fn revision(&self) -> u64 {
        self.of.map_or(0, |(revision, _)| revision)
    }

    /// Grows with every revision and every day that is answered for: the key of whatever follows
    /// from the answers.
    pub fn nth(&self) -> u64 {
        self.nth
    }

    /// What is wrong with the model or deserves a look.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The same, for a thread.
    pub fn shared_problems(&self) -> Arc<Vec<Problem>> {
        self.problems.clone()
    }

    /// How many people have a record.
    pub fn n_people(&self) -> usize {
        self.n_people
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

    /// The same, for a thread.
    pub fn shared_checks(&self) -> Arc<Checks> {
        self.checks.clone()
    }

    /// True while the checks of this revision are still being worked out.
    pub fn is_checking(&self) -> bool {
        self.checking.is_some() || self.answering.is_some()
    }

    /// How long the last recalculation took.
    pub fn took(&self) -> Duration {
        self.took
    }

    /// Brings it up to the document, or begins to. True if what is known has changed.
    pub(super) fn prepare(&mut self, document: &Document, day: Date, at: &Patience) -> bool {
        let mut has_changed = self.take_over_checks();
        let of = (document.revision(), day);
        has_changed |= self.take_over_answers(of, &at.wake);
        self.is_current = self.of == Some(of);
        if self.is_current {
            return has_changed;
        }
        // Checks of the model before are not those of this one.
        discard(self.checking.take());
        let model = document.model();
        if model.principals().len() <= at.people || self.engine.is_none() {
            let before = self.engine.take();
            let answers = Answers::of(before.as_deref(), model, day, None);
            self.adopt(of, answers, &at.wake);
            self.is_current = true;
            return true;
        }
        if self.answering.is_none() {
            let (send, receive) = channel();
            let (before, model, wake) = (self.engine.clone(), model.clone(), at.wake.clone());
            std::thread::spawn(move || {
                // Nobody waits if another model was opened meanwhile.
                let _ = send.send(Answers::of(before.as_deref(), &model, day, None));
                // Large things go before the window is told, not in its frame.
                drop((before, model));
                wake.call();
            });
            self.answering = Some((of, receive));
            return true;
        }
        has_changed
    }

    /// Takes over answers that were worked out elsewhere, for a model that was just opened.
    pub(super) fn adopt(&mut self, of: Of, answers: Answers, wake: &Wake) {
        let engine = answers.engine;
        let people = engine.model().principals();
        self.n_people = people.iter().filter(|p| p.has_record()).count();
        self.problems = Arc::new(answers.problems);
        self.took = answers.took;
        self.of = Some(of);
        self.nth += 1;
        self.is_current = true;
        if people.len() <= CHECKED_AT_ONCE {
            self.checking = None;
            self.checks = Arc::new(Checks::of(&engine));
        } else {
            let (send, receive) = channel();
            let (snapshot, wake) = (engine.clone(), wake.clone());
            std::thread::spawn(move || {
                // Nobody waits if the model has changed meanwhile.
                let _ = send.send(Checks::of(&snapshot));
                drop(snapshot);
                wake.call();
            });
            self.checking = Some(receive);
        }
        let is_large = people.len() > LARGE;
        let gone = self.engine.replace(engine);
        if is_large {
            discard(gone);
        }
    }

    /// Answers of a revision that is no longer wanted are dropped, and work on the newest begins.
    fn take_over_answers(&mut self, wanted: Of, wake: &Wake) -> bool {
        let Some((of, receive)) = self.answering.take() else {
            return false;
        };
        match receive.try_recv() {
            Ok(answers) => {
                if of == wanted {
                    self.adopt(of, answers, wake);
                } else {
                    discard(Some(answers));
                }
                true
            }
            Err(TryRecvError::Empty) => {
                self.answering = Some((of, receive));
                false
            }
            Err(TryRecvError::Disconnected) => false,
        }
    }

    fn take_over_checks(&mut self) -> bool {
        match self.checking.as_ref().map(Receiver::try_recv) {
            Some(Ok(checks)) => {
                let gone = std::mem::replace(&mut self.checks, Arc::new(checks));
                discard(Some(gone));
                self.checking = None;
                true
            }
            Some(Err(TryRecvError::Disconnected)) => {
                self.checking = None;
                false
            }
            Some(Err(TryRecvError::Empty)) | None => false,
        }
    }

    /// Another document: whatever its revision, nothing of this one holds for it.
    pub(super) fn forget(&mut self) {
        discard(Some(std::mem::take(self)));
    }

    pub(super) fn clear(&mut self) -> bool {
        let was = self.of.is_some();
        if was {
            self.forget();
        }
        was
    }
}

/// What is small enough to be done while the window waits, and how to wake it afterwards.
#[derive(Debug, Clone)]
pub struct Patience {
    /// Models with more people than this are answered on a thread.
    pub people: usize,
    /// Files with more bytes than this are opened and saved on a thread.
    pub bytes: u64,
    /// What is not saved is kept for after a crash so long after the last edit.
    pub keep_after: Duration,
    pub(super) wake: Wake,
}

impl Default for Patience {
    fn default() -> Self {
        Patience {
            people: LARGE,
            bytes: 1 << 20,
            keep_after: Duration::from_secs(3),
            wake: Wake::default(),
        }
    }
}

impl Patience {
    /// With another time after which what is not saved is kept.
    pub fn keeping_after(self, keep_after: Duration) -> Patience {
        Patience { keep_after, ..self }
    }

    /// Everything is done on threads, for tests of just that.
    pub fn none() -> Patience {
        Patience {
            people: 0,
            bytes: 0,
            ..Patience::default()
        }
    }
}
