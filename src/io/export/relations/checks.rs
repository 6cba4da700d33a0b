//! Questions with the answers of the model's own engine, for the target's own tests: few enough to
//! read, and a yes and a no of each permission where there are.

use super::build::{Builder, Thing};
use super::graph::Object;
use super::names::{COMPANY, USER};
use super::permissions::Asked;
use super::rules::Spot;
use super::text::one_line;
use crate::engine::{ItemRef, Target};
use crate::model::PrincipalId;

/// More than this takes longer to run than it tells.
const MOST: usize = 600;

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::io::export) struct Check {
    pub user: Object,
    pub relation: String,
    pub object: Object,
    pub allowed: bool,
}

/// Questions about one permission at one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::io::export) struct Test {
    pub title: String,
    pub checks: Vec<Check>,
}

impl Builder<'_> {
    /// A readable selection of questions.
    pub(super) fn tests(&mut self, asked: &[Asked]) -> Vec<Test> {
        let mut tests = Vec::new();
        let mut n_checks = 0;
        for one in asked {
            let checks = self.checks(one);
            n_checks += checks.len();
            if n_checks > MOST {
                break;
            }
            if !checks.is_empty() {
                let title = format!("{} at {}, {}", one.permission, one.level, one.of);
                let title = one_line(&title);
                tests.push(Test { title, checks });
            }
        }
        tests
    }

    /// The first who may and what they may it on; what they may it not on, or the first who may not.
    fn checks(&mut self, asked: &Asked) -> Vec<Check> {
        let targets = self.targets(asked);
        let mut yes: Option<(PrincipalId, usize)> = None;
        let mut no: Option<(PrincipalId, usize)> = None;
        let model = self.model;
        for actor in model.principals().ids() {
            let engine = self.engine;
            let reached = engine.reached_by(actor, &asked.permission, &asked.level);
            let is_in = |n: &usize| {
                let target = targets.get(*n).map(|(_, target)| target);
                let reached = reached.as_ref();
                target.is_some_and(|target| reached.is_some_and(|r| r.contains(target)))
            };
            let first_yes = (0..targets.len()).find(is_in);
            let first_no = (0..targets.len()).find(|n| !is_in(n));
            if let (None, Some(n)) = (&yes, first_yes) {
                yes = Some((actor.clone(), n));
                // A no of the same person tells most.
                no = first_no.map(|n| (actor.clone(), n)).or(no);
            }
            if let (None, Some(n)) = (&no, first_no) {
                no = Some((actor.clone(), n));
            }
            if yes.is_some() && no.is_some() {
                break;
            }
        }
        let mut checks = Vec::new();
        for (found, allowed) in [(yes, true), (no, false)] {
            if let Some((actor, n)) = found
                && let Some((object, _)) = targets.get(n)
            {
                checks.push(Check {
                    user: (USER.to_owned(), self.principal(&actor)),
                    relation: asked.name.clone(),
                    object: object.clone(),
                    allowed,
                });
            }
        }
        checks
    }

    fn targets(&self, asked: &Asked) -> Vec<(Object, Target)> {
        if asked.spot == Spot::Nothing {
            return vec![((COMPANY.to_owned(), self.company().1), Target::NONE)];
        }
        let target = |thing: Thing| match thing {
            Thing::Person(id) => Target::of_person(self.model, &id),
            Thing::Item(item) => self.target_of(item),
            Thing::Pair(person, item) => Target::pair(person, item),
        };
        let all = self.all(&asked.of).into_iter();
        all.map(|(object, thing)| (object, target(thing))).collect()
    }

    fn target_of(&self, item: ItemRef) -> Target {
        match &item {
            ItemRef::Item(id) => Target::of_item(self.model, id),
            ItemRef::Account(id) => Target::of_person(self.model, id),
            ItemRef::Role(id) => Target::of_role(id),
        }
    }
}
