//! What would have to change for a no to become a yes: the smallest changes, each proved by asking
//! again, with everyone else it would let in. Nothing is applied here; a remedy is a [`Change`] that
//! goes the common way.
//!
//! It looks where the answer points: at the gate that says no, or at what each near miss lacks
//! (`ways`, `widen`), and beside that at roles and groups that give it already. A change that mends
//! one thing and leaves another is carried on from there, some steps deep. Only what the gate of the
//! model would accept and what truly turns the answer is kept.

mod ways;
mod widen;

use std::ops::ControlFlow;

use crate::engine::gate::{Verdict, try_knowing};
use crate::engine::{Comparison, Engine, Question};
use crate::model::{Change, PrincipalId};

use ways::Way;

/// Steps of one remedy at most.
const DEEPEST: usize = 3;
/// Remedies that are told at most.
const MOST_TOLD: usize = 6;
/// Changes that are tried at most.
const MOST_TRIED: usize = 40;
/// Others who are told by name at most.
const MOST_NAMED: usize = 200;

/// A change that turns a no into a yes.
#[derive(Debug, Clone, PartialEq)]
pub struct Remedy {
    /// The change, with its name.
    pub change: Change,
    /// How it does it, in a few words.
    pub how: String,
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
        found: Vec::new(),
        n_tried: 0,
    };
    search.go(engine, None);
    let mut found = search.found;
    found.sort_by_key(|(remedy, depth)| (remedy.n_others, remedy.n_lose, remedy.n_more, *depth));
    found.truncate(MOST_TOLD);
    found.into_iter().map(|(remedy, _)| remedy).collect()
}

struct Search<'a> {
    start: &'a Engine,
    question: &'a Question,
    /// Remedies, and of how many steps each is.
    found: Vec<(Remedy, usize)>,
    n_tried: usize,
}

/// What was done so far.
#[derive(Clone)]
struct Done {
    change: Change,
    how: String,
    n_steps: usize,
}

impl Search<'_> {
    /// Tries every way from here, and goes on from those that are not enough yet.
    fn go(&mut self, engine: &Engine, done: Option<&Done>) {
        let n_steps = done.map_or(0, |done| done.n_steps);
        let ways = ways::ways(engine, self.question, n_steps == 0);
        for Way { change, how } in ways {
            if self.n_tried == MOST_TRIED {
                return;
            }
            self.n_tried += 1;
            let Some(after) = after(engine, &change) else {
                continue;
            };
            let done = Done::and(done, change, how);
            let q = self.question;
            if after
                .decide(&q.actor, &q.permission, &q.level, &q.target)
                .allowed
            {
                self.keep(&after, done);
            } else if done.n_steps < DEEPEST {
                self.go(&after, Some(&done));
            }
        }
    }

    /// Keeps what turned the answer, if the model as it is accepts it in one piece.
    fn keep(&mut self, after: &Engine, done: Done) {
        let is_known = |(one, _): &(Remedy, usize)| one.change.edits == done.change.edits;
        if self.found.iter().any(is_known) {
            return;
        }
        if done.n_steps > 1 && self::after(self.start, &done.change).is_none() {
            return;
        }
        let remedy = weigh(self.start, after, self.question, done.change, done.how);
        self.found.push((remedy, done.n_steps));
    }
}

impl Done {
    fn and(before: Option<&Done>, change: Change, how: String) -> Done {
        let Some(before) = before else {
            return Done {
                change,
                how,
                n_steps: 1,
            };
        };
        let mut both = before.change.clone();
        both.label = format!("{} and {}", both.label, change.label);
        both.edits.extend(change.edits);
        Done {
            change: both,
            how: format!("{}; then: {how}", before.how),
            n_steps: before.n_steps + 1,
        }
    }
}

/// The answers after a change, if the gate lets it through.
fn after(engine: &Engine, change: &Change) -> Option<Engine> {
    let day = engine.day();
    match try_knowing(Some(engine), engine.model(), change, None, day) {
        Verdict::Accepted { model, .. } => Some(engine.again(&model, day)),
        Verdict::Refused { .. } => None,
    }
}

/// Who else is let in by a change that was tried.
fn weigh(
    before: &Engine,
    after: &Engine,
    question: &Question,
    change: Change,
    how: String,
) -> Remedy {
    let who = |engine: &Engine| {
        engine.who_can(
            &question.permission,
            &question.level,
            Some(&question.target),
        )
    };
    let could = who(before);
    let is_new = |id: &PrincipalId| *id != question.actor && !could.contains(id);
    let same: Vec<PrincipalId> = who(after).into_iter().filter(is_new).collect();
    let (mut others, mut n_others, mut n_more, mut n_lose) = (Vec::new(), 0, 0, 0);
    // Nothing breaks it off.
    let _ = Comparison::new(before, after).for_each(|who, difference| {
        n_lose += usize::from(!difference.losses.is_empty());
        if *who == question.actor {
            n_more = difference.gains.len().saturating_sub(1);
        } else if !difference.gains.is_empty() {
            n_others += 1;
            if others.len() < MOST_NAMED {
                others.push(who.clone());
            }
        }
        ControlFlow::<()>::Continue(())
    });
    Remedy {
        change,
        how,
        same,
        others,
        n_others,
        n_more,
        n_lose,
    }
}
