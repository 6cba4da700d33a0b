//! All engines give the same answers, or nothing is timed.

use std::collections::BTreeSet;

use sightline::engine::{Engine, Target};
use sightline::model::Model;
use sightline_bench::company::questions::{Question, questions};
use sightline_bench::ours;
use sightline_peers::casbin_peer::Casbin;
use sightline_peers::cedar_peer::{Cedar, Ready};

/// How many questions are asked of every engine.
const N_QUESTIONS: usize = 50_000;

/// The engines side by side.
pub struct Engines<'a> {
    pub model: &'a Model,
    pub ours: &'a Engine,
    pub cedar: &'a Cedar,
    pub ready: &'a Ready,
    pub casbin: &'a Casbin,
}

/// What was compared.
pub struct Agreement {
    pub n_questions: usize,
    pub n_allowed: usize,
    pub n_sets: usize,
    pub n_seen: usize,
}

impl Engines<'_> {
    /// Compares answers one by one, and some sets of everyone seen.
    ///
    /// # Panics
    /// At the first answer in which the engines differ.
    pub fn agree(&self) -> Agreement {
        let mut agreement = Agreement {
            n_questions: N_QUESTIONS,
            n_allowed: 0,
            n_sets: 0,
            n_seen: 0,
        };
        for q in questions(self.model, N_QUESTIONS, 41) {
            let target = Target::of_person(self.model, &q.target_id());
            let (actor, permission, level) = (q.actor_id(), q.permission_id(), q.level.into());
            let is_allowed = ours::check(self.ours, &actor, &permission, &level, &target);
            let n_paths = ours::deciding(&ours::Asked::new(self.ours, &q));
            assert_eq!(n_paths > 0, is_allowed, "paths of {q:?}");
            let (in_cedar, _) = self.cedar.check(&self.cedar.request(&q));
            assert_eq!(in_cedar, is_allowed, "cedar differs on {q:?}");
            let in_casbin = self.casbin.check(&self.casbin.request(&q));
            assert_eq!(in_casbin, is_allowed, "casbin differs on {q:?}");
            agreement.n_allowed += usize::from(is_allowed);
        }
        let n_sets = if self.model.principals().len() > 20_000 {
            4
        } else {
            24
        };
        for q in questions(self.model, n_sets, 43) {
            agreement.n_sets += 1;
            agreement.n_seen += self.agree_on_set(&q);
        }
        agreement
    }

    fn agree_on_set(&self, q: &Question) -> usize {
        let (actor, permission, level) = (q.actor_id(), q.permission_id(), q.level.into());
        let seen: BTreeSet<usize> = self
            .ours
            .targets(&actor, &permission, &level)
            .into_iter()
            .filter_map(|target| self.model.principals().position(&target.person?))
            .collect();
        let n_seen = ours::row(self.ours, &actor, &permission, &level);
        assert_eq!(n_seen, seen.len(), "the count of {q:?}");
        let same = |other: Vec<usize>, name: &str| {
            assert!(
                seen.iter().eq(&other),
                "{name} differs on all seen by {q:?}"
            );
        };
        same(self.cedar.sees_by_parts(self.ready, q), "cedar");
        same(self.casbin.sees(q), "casbin");
        seen.len()
    }
}
