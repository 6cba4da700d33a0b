//! What would have to change for a no to become a yes: the smallest changes, each proved by asking
//! again, with everyone else it would let in. Nothing is applied here; a remedy is a [`Change`] that
//! goes the common way.
//!
//! It looks where the answer points: at the gate that says no, or at what each near miss lacks
//! (`ways`, `widen`), and beside that at roles and groups that give it already. Where few single
//! changes are enough, those that mend one thing and leave another are carried on, some steps deep;
//! none is kept of which a part would do. Only what the gate of the model would accept and what
//! truly turns the answer is kept.

mod beside;
mod ways;
mod widen;

use rustc_hash::FxHashSet;

use crate::engine::gate::{Verdict, try_knowing};
use crate::engine::{Comparison, Engine, Question};
use crate::model::{Change, PrincipalId};

pub use ways::RemedySort;
use ways::Way;

/// Steps of one remedy at most.
const DEEPEST: usize = 3;
/// With so many remedies no longer ones are looked for.
const ENOUGH: usize = 3;
/// Remedies that are told at most, and of one sort.
const MOST_TOLD: usize = 8;
const MOST_OF_A_SORT: usize = 2;
/// Changes that are tried at most.
const MOST_TRIED: usize = 60;
/// Others who are told by name at most.
const MOST_NAMED: usize = 200;

/// A change that turns a no into a yes.
#[derive(Debug, Clone, PartialEq)]
pub struct Remedy {
    /// The change, with its name.
    pub change: Change,
    /// How it does it, in a few words.
    pub how: String,
    /// What it does, broadly.
    pub sort: RemedySort,
    /// Others who could then do the same to the same target.
    pub same: Vec<PrincipalId>,
    /// Others who gain anything by it, the ones above too, in the order of the model.
    pub others: Vec<PrincipalId>,
    /// How many there are, if they are too many to be named.
    pub n_others: usize,
    /// What the one who asked gains beside what was asked: permissions on targets.
    pub n_more: usize,
    /// How many lose something by it.
    pub n_lose: usize,
}

/// The smallest changes that grant what was asked, those that let in the fewest others first. None
/// if it is granted already, or if nothing short of another model would grant it.
pub fn remedies(engine: &Engine, question: &Question) -> Vec<Remedy> {
    let Question {
        actor,
        permission,
        level,
        target,
    } = question;
    if engine.decide(actor, permission, level, target).allowed {
        return Vec::new();
    }
    let mut search = Search {
        start: engine,
        question,
        could: who_can(engine, question).into_iter().collect(),
        found: Vec::new(),
        n_tried: 0,
    };
    // Short ones first: what goes on from a step is what that step was not enough for.
    let mut open = search.go(engine, &[]);
    for _ in 1..DEEPEST {
        if search.found.len() >= ENOUGH {
            break;
        }
        let mut next = Vec::new();
        for (after, steps) in open {
            next.extend(search.go(&after, &steps));
        }
        open = next;
    }
    let mut found = search.found;
    found.sort_by_key(|remedy| (remedy.n_others, remedy.n_lose, remedy.n_more));
    // The ways differ in kind before they differ in number.
    let mut told: Vec<Remedy> = Vec::new();
    for remedy in found {
        let n_alike = told.iter().filter(|one| one.sort == remedy.sort).count();
        if n_alike < MOST_OF_A_SORT && told.len() < MOST_TOLD {
            told.push(remedy);
        }
    }
    told
}

struct Search<'a> {
    start: &'a Engine,
    question: &'a Question,
    /// Who could do it before.
    could: FxHashSet<PrincipalId>,
    found: Vec<Remedy>,
    n_tried: usize,
}

/// What came of a way that was tried.
enum Outcome {
    /// It grants, and this is all it does. None if a part of it would do, or the gate refuses it whole.
    Granted(Option<Remedy>),
    /// It is not enough yet; what may be done after it goes on from these answers.
    Open(Box<Engine>, Vec<Way>),
    /// It leads nowhere.
    Nothing,
}

impl Search<'_> {
    /// Tries every way from here, `steps` having been done; returns those that are not enough yet,
    /// with the answers after them.
    fn go(&mut self, engine: &Engine, steps: &[Way]) -> Vec<(Engine, Vec<Way>)> {
        let mut ways = ways::ways(engine, self.question, steps.is_empty());
        ways.truncate(MOST_TRIED.saturating_sub(self.n_tried));
        self.n_tried += ways.len();
        let outcomes = beside::each(ways, |way| self.outcome_of(engine, steps, way));
        let mut open = Vec::new();
        for outcome in outcomes {
            match outcome {
                Outcome::Granted(Some(remedy)) => {
                    let is_known = |one: &Remedy| one.change.edits == remedy.change.edits;
                    if !self.found.iter().any(is_known) {
                        self.found.push(remedy);
                    }
                }
                Outcome::Open(after, steps) => open.push((*after, steps)),
                Outcome::Granted(None) | Outcome::Nothing => {}
            }
        }
        open
    }

    fn outcome_of(&self, engine: &Engine, steps: &[Way], way: Way) -> Outcome {
        let Some(after) = after(engine, &way.change) else {
            return Outcome::Nothing;
        };
        let goes_on = way.goes_on;
        let is_first = steps.is_empty();
        let steps: Vec<Way> = steps.iter().cloned().chain([way]).collect();
        if self.is_granted(&after) {
            // The first step is a change of the model as it is already.
            Outcome::Granted(self.remedy(&steps, is_first.then_some(after)))
        } else if goes_on && steps.len() < DEEPEST {
            Outcome::Open(Box::new(after), steps)
        } else {
            Outcome::Nothing
        }
    }

    fn is_granted(&self, engine: &Engine) -> bool {
        let q = self.question;
        let answer = engine.decide(&q.actor, &q.permission, &q.level, &q.target);
        answer.allowed
    }

    /// The remedy that steps are which turned the answer, if the model as it is accepts them in one
    /// piece and none of them is too many.
    fn remedy(&self, steps: &[Way], after: Option<Engine>) -> Option<Remedy> {
        let (change, how) = together(steps.iter());
        let after = after.or_else(|| self.outcome(&change))?;
        let is_too_many = (0..steps.len()).any(|left_out| {
            let rest = steps.iter().enumerate().filter(|(nth, _)| *nth != left_out);
            let (rest, _) = together(rest.map(|(_, way)| way));
            steps.len() > 1 && self.outcome(&rest).is_some()
        });
        if is_too_many {
            return None;
        }
        let mut remedy = self.weigh(&after, change, how);
        if let Some(last) = steps.last() {
            remedy.sort = last.sort;
        }
        Some(remedy)
    }

    /// The answers after a change of the model as it is, if it is accepted and grants.
    fn outcome(&self, change: &Change) -> Option<Engine> {
        after(self.start, change).filter(|after| self.is_granted(after))
    }

    /// Who else is let in by a change that was tried.
    fn weigh(&self, after: &Engine, change: Change, how: String) -> Remedy {
        let question = self.question;
        let is_new = |id: &PrincipalId| *id != question.actor && !self.could.contains(id);
        let same: Vec<PrincipalId> = who_can(after, question)
            .into_iter()
            .filter(is_new)
            .collect();
        let (mut others, mut n_others, mut n_more, mut n_lose) = (Vec::new(), 0, 0, 0);
        for (who, gains, losses) in Comparison::new(self.start, after).touched() {
            n_lose += usize::from(losses > 0);
            if *who == question.actor {
                n_more = usize::try_from(gains.saturating_sub(1)).unwrap_or(usize::MAX);
            } else if gains > 0 {
                n_others += 1;
                if others.len() < MOST_NAMED {
                    others.push(who.clone());
                }
            }
        }
        Remedy {
            change,
            how,
            sort: RemedySort::Mend,
            same,
            others,
            n_others,
            n_more,
            n_lose,
        }
    }
}

/// Who can do what is asked about to its target.
fn who_can(engine: &Engine, question: &Question) -> Vec<PrincipalId> {
    engine.who_can(
        &question.permission,
        &question.level,
        Some(&question.target),
    )
}

/// Several steps as one change, and how they work.
fn together<'a>(steps: impl Iterator<Item = &'a Way>) -> (Change, String) {
    let mut all = Change::new("", Vec::new());
    let mut how = Vec::new();
    for way in steps {
        let and = if all.label.is_empty() { "" } else { " and " };
        all.label = format!("{}{and}{}", all.label, way.change.label);
        all.edits.extend(way.change.edits.iter().cloned());
        how.push(way.how.as_str());
    }
    (all, how.join("; then: "))
}

/// The answers after a change, if the gate lets it through.
fn after(engine: &Engine, change: &Change) -> Option<Engine> {
    let day = engine.day();
    match try_knowing(Some(engine), engine.model(), change, None, day) {
        Verdict::Accepted { model, .. } => Some(engine.again(&model, day)),
        Verdict::Refused { .. } => None,
    }
}
