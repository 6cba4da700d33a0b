//! The scenarios of the open document, and what is asked of them. Neither the file nor undo knows of
//! them until one is applied; they are kept beside it, in the user's own folder (`stored`).

use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use super::stored::Keeping;
use super::{Deed, Made, Scenario, ScenarioId, Worked};
use crate::engine::{Engine, capital};
use crate::model::{Change, Date, Model, PrincipalId};
use crate::session::analysis::Analysis;
use crate::session::{Background, Patience, Session};

/// What is asked of the scenarios. What speaks of steps means those of the open one.
#[derive(Debug, Clone, PartialEq)]
pub enum ScenarioAsk {
    /// Begin an empty one.
    New,
    /// Open one.
    Open(ScenarioId),
    /// Add a step; begins a scenario where none is open.
    Add(Deed),
    /// Begin another with a change that was made from the open model elsewhere.
    Try(Change),
    /// Take a step out.
    Remove(u64),
    /// Move a step to another place.
    Move {
        /// The step.
        step: u64,
        /// Its new place.
        to: usize,
    },
    /// Keep it under a name.
    Name(String),
    /// Begin another with the same steps.
    Copy,
    /// Drop it.
    Drop,
    /// Bring back what was dropped or applied last.
    BringBack,
    /// Compare it with another, or with what is.
    Against(Option<ScenarioId>),
    /// Turn it into a change of the model.
    Apply,
    /// Look at the HR system as it would be, or as it is.
    SeeIn(Option<ScenarioId>),
}

/// For what a scenario was worked out: revision, day, scenario and its version.
type Of = (u64, Date, ScenarioId, u64);

/// The scenarios of the open document.
#[derive(Debug, Default)]
pub struct Scenarios {
    list: Vec<Scenario>,
    open: Option<ScenarioId>,
    against: Option<ScenarioId>,
    seen_in: Option<ScenarioId>,
    gone: Option<Scenario>,
    last: ScenarioId,
    works: BTreeMap<ScenarioId, Background<Of, Worked>>,
    pub(super) keeping: Keeping,
}

impl Scenarios {
    /// All of them, in the order they were begun.
    pub fn list(&self) -> &[Scenario] {
        &self.list
    }

    /// One of them.
    pub fn get(&self, id: ScenarioId) -> Option<&Scenario> {
        self.list.iter().find(|one| one.id == id)
    }

    /// The one that is open.
    pub fn open(&self) -> Option<&Scenario> {
        self.get(self.open?)
    }

    /// With which the open one is compared; none = with what is.
    pub fn against(&self) -> Option<&Scenario> {
        let against = self.against.filter(|id| Some(*id) != self.open)?;
        self.get(against)
    }

    /// The one in which the HR system is seen.
    pub fn seen_in(&self) -> Option<&Scenario> {
        self.get(self.seen_in?)
    }

    /// What was dropped or applied last.
    pub fn gone(&self) -> Option<&Scenario> {
        self.gone.as_ref()
    }

    /// A scenario worked out on the model as it is, as soon as that is done. Only those are worked
    /// out that are open, compared with or seen in.
    pub fn worked(&self, id: ScenarioId) -> Option<&Arc<Worked>> {
        self.works.get(&id)?.latest()
    }

    /// True if a scenario is worked out for the model and the day as they are now.
    pub fn is_current(&self, id: ScenarioId, revision: u64, day: Date) -> bool {
        let key = self.works.get(&id).and_then(Background::last_key);
        let version = self.get(id).map(Scenario::version);
        key.is_some_and(|(r, d, _, v)| *r == revision && *d == day && Some(*v) == version)
    }

    /// The answers if a scenario were done.
    pub fn engine(&self, id: ScenarioId) -> Option<&Arc<Engine>> {
        self.worked(id).map(|worked| &worked.engine)
    }

    /// The answers if a scenario were done, and a number that no other answers of this document
    /// have.
    pub fn answers(&self, id: ScenarioId) -> Option<(&Arc<Engine>, u64)> {
        let works = self.works.get(&id)?;
        let number = FxBuildHasher.hash_one(works.last_key()?);
        let worked = works.latest()?;
        // Those of the open model are counted from 1.
        Some((&worked.engine, number | (1 << 63)))
    }

    /// The same of the scenario in which the HR system is seen.
    pub fn seen(&self) -> Option<(&Arc<Engine>, u64)> {
        self.answers(self.seen_in()?.id)
    }

    /// Brings what is looked at up to the model, or begins to. True if something came.
    pub(in crate::session) fn prepare(
        &mut self,
        analysis: &Analysis,
        day: Date,
        at: &Patience,
    ) -> bool {
        let Some(now) = analysis.engine().filter(|_| analysis.is_current()) else {
            return false;
        };
        let wanted = [self.open, self.against, self.seen_in];
        let wanted: Vec<ScenarioId> = wanted.into_iter().flatten().collect();
        self.works.retain(|id, _| wanted.contains(id));
        let at_once = now.model().principals().len() <= at.people;
        let mut has_come = false;
        for scenario in self.list.iter().filter(|one| wanted.contains(&one.id)) {
            let of = (analysis.revision(), day, scenario.id, scenario.version);
            let works = self.works.entry(scenario.id).or_default();
            let was = works.last_key().cloned();
            let (asked, now, wake) = (scenario.clone(), now.clone(), at.wake.clone());
            let work = move || Worked::new(&asked, &now);
            works.get(of, at_once, work, move || wake.call());
            has_come |= works.last_key() != was.as_ref();
        }
        has_come
    }

    /// Those that were kept, none of them open.
    pub(super) fn of(list: Vec<Scenario>) -> Scenarios {
        Scenarios {
            last: list.iter().map(|one| one.id).max().unwrap_or_default(),
            open: list.first().map(|one| one.id),
            list,
            ..Scenarios::default()
        }
    }

    /// The model with every step of the open scenario that fits, for the next step.
    fn model_with(&self, model: &Model) -> Model {
        let open = self.open();
        open.map_or_else(|| model.clone(), |open| open.plan(model).model)
    }

    /// Opens a new one with these steps.
    fn begin(&mut self, scenario: impl FnOnce(ScenarioId) -> Scenario) {
        self.last += 1;
        self.open = Some(self.last);
        self.list.push(scenario(self.last));
    }

    fn open_mut(&mut self) -> Option<&mut Scenario> {
        let open = self.open?;
        self.list.iter_mut().find(|one| one.id == open)
    }

    /// Takes the open one out of the list; its neighbour is open then.
    fn take_out(&mut self) -> Option<Scenario> {
        let open = self.open?;
        let at = self.list.iter().position(|one| one.id == open)?;
        let gone = self.list.remove(at);
        let next = self.list.get(at).or_else(|| self.list.last());
        self.open = next.map(|one| one.id);
        for id in [&mut self.against, &mut self.seen_in] {
            id.take_if(|id| *id == gone.id);
        }
        self.gone = Some(gone.clone());
        Some(gone)
    }
}

impl Session {
    /// The scenarios of the open document.
    pub fn scenarios(&self) -> &Scenarios {
        &self.scenarios
    }

    /// True if someone is in the model, or in the scenario the HR system is seen in.
    pub(in crate::session) fn is_seen(&self, id: &PrincipalId) -> bool {
        let is_in = |model: &Model| model.principals().contains(id);
        let seen = self.scenarios.seen();
        self.document()
            .is_some_and(|document| is_in(document.model()))
            || seen.is_some_and(|(engine, _)| is_in(engine.model()))
    }

    /// Does what is asked of the scenarios.
    pub(in crate::session) fn ask_scenarios(&mut self, ask: ScenarioAsk) {
        let Some(document) = &self.document else {
            return;
        };
        let all = &mut self.scenarios;
        match ask {
            ScenarioAsk::New => all.begin(Scenario::new),
            ScenarioAsk::Open(id) => all.open = Some(id).filter(|id| all.get(*id).is_some()),
            ScenarioAsk::Add(deed) => {
                let model = all.model_with(document.model());
                match all.open_mut() {
                    Some(open) => open.add(&model, deed),
                    None => all.begin(|id| {
                        let mut new = Scenario::new(id);
                        new.add(&model, deed);
                        new
                    }),
                }
            }
            ScenarioAsk::Try(change) => {
                let text = format!("Kept as a scenario: {}", capital(&change.label));
                let model = document.model();
                let made = Made::new(model, change);
                all.begin(|id| {
                    let mut new = Scenario::new(id);
                    new.add(model, Deed::Made(Box::new(made)));
                    new
                });
                self.say(text, false);
            }
            ScenarioAsk::Remove(step) => {
                if let Some(open) = all.open_mut() {
                    open.steps.retain(|one| one.id != step);
                    open.version += 1;
                }
            }
            ScenarioAsk::Move { step, to } => {
                if let Some(open) = all.open_mut()
                    && let Some(at) = open.steps.iter().position(|one| one.id == step)
                {
                    let moved = open.steps.remove(at);
                    let to = to.min(open.steps.len());
                    open.steps.insert(to, moved);
                    open.version += 1;
                }
            }
            ScenarioAsk::Name(name) => {
                let name = name.trim().to_owned();
                if let Some(open) = all.open_mut() {
                    open.name = (!name.is_empty()).then_some(name);
                }
            }
            ScenarioAsk::Copy => {
                if let Some(old) = all.open().cloned() {
                    let name = old.name.clone().map(|name| format!("Copy of {name}"));
                    all.begin(|id| Scenario { id, name, ..old });
                }
            }
            ScenarioAsk::Drop => {
                all.take_out();
            }
            ScenarioAsk::BringBack => {
                if let Some(gone) = all.gone.take() {
                    all.open = Some(gone.id);
                    all.list.push(gone);
                }
            }
            ScenarioAsk::Against(id) => all.against = id,
            ScenarioAsk::Apply => self.apply_scenario(),
            ScenarioAsk::SeeIn(id) => {
                all.seen_in = id.filter(|id| all.get(*id).is_some());
                self.drop_what_is_gone();
            }
        }
        self.keep_scenarios();
    }

    /// Turns the open scenario into one change and asks the gate. Accepted, it is done with.
    fn apply_scenario(&mut self) {
        let (Some(document), Some(open)) = (&self.document, self.scenarios.open()) else {
            return;
        };
        let plan = open.plan(document.model());
        let before = document.history().n_made();
        if plan.change.edits.is_empty() || plan.n_unfit() > 0 || !self.apply(&plan.change, None) {
            return;
        }
        let is_step = self.document.as_ref().map(|d| d.history().n_made()) != Some(before);
        self.scenarios.take_out();
        if is_step {
            self.say(capital(&plan.change.label), true);
        }
    }
}
