//! WHAT IF. A scenario is a name and some steps, thought out and not done: the model is never
//! touched by it. A step says what is meant, not which records come of it: it is made anew from the
//! model as it stands after the steps before it, so that no step takes back what another did, nor
//! what was edited in the model since. A step that fits no longer says why, and stays.

mod deed;
mod done;
mod kept;
mod made;
mod stored;
mod worked;

pub use deed::{Deed, NewHire};
pub use kept::{ScenarioAsk, Scenarios};
pub use made::Made;
pub use worked::Worked;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::engine::capital;
use crate::model::{Broken, Change, Edit, Key, Model, Severity};

/// Tells scenarios of one document apart.
pub type ScenarioId = u64;

/// One thing that might be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Tells steps of one scenario apart.
    pub id: u64,
    /// What.
    pub deed: Deed,
    /// The same in words, as it was when it was added.
    label: String,
    /// What the records it speaks of were called then.
    names: Vec<(Key, String)>,
}

/// Steps that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    id: ScenarioId,
    name: Option<String>,
    steps: Vec<Step>,
    last_step: u64,
    /// Grows with every change of the steps.
    version: u64,
}

/// Whether a step can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// It does something.
    Fits,
    /// It is so already.
    AlreadySo,
    /// It cannot be done, for this reason; the other steps are looked at without it.
    Not(String),
}

/// A step in words, and whether it can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Which step.
    pub id: u64,
    /// Verb first: "move Ann Lee under Bob Ray".
    pub label: String,
    /// Whether it can be done.
    pub fit: Fit,
}

/// A scenario put onto a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The model with every step that fits.
    pub model: Model,
    /// Those steps as one change; its edits are none where nothing would change.
    pub change: Change,
    /// Every step.
    pub steps: Vec<Planned>,
}

/// What each step touches.
type Touched = Vec<(u64, BTreeSet<Key>)>;

impl Plan {
    /// How many steps cannot be done.
    pub fn n_unfit(&self) -> usize {
        let unfit = |step: &&Planned| matches!(step.fit, Fit::Not(_));
        self.steps.iter().filter(unfit).count()
    }
}

impl Scenario {
    fn new(id: ScenarioId) -> Scenario {
        Scenario {
            id,
            name: None,
            steps: Vec::new(),
            last_step: 0,
            version: 0,
        }
    }

    /// Tells it apart.
    pub fn id(&self) -> ScenarioId {
        self.id
    }

    /// Grows with every change of the steps.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// True once it was kept under a name.
    pub fn is_kept(&self) -> bool {
        self.name.is_some()
    }

    /// The steps in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// What people call it: its name, else its first step.
    pub fn title(&self) -> String {
        match (&self.name, self.steps.as_slice()) {
            (Some(name), _) => name.clone(),
            (None, []) => "No steps yet".to_owned(),
            (None, [one]) => capital(&one.label),
            (None, [first, rest @ ..]) => {
                format!("{} and {} more", capital(&first.label), rest.len())
            }
        }
    }

    /// What the change of it is called in the history.
    fn label(&self) -> String {
        match (&self.name, self.steps.as_slice()) {
            (Some(name), _) => format!("apply the scenario “{name}”"),
            (None, [first, rest @ ..]) if !rest.is_empty() => {
                format!("{} and {} more", first.label, rest.len())
            }
            (None, [first, ..]) => first.label.clone(),
            (None, []) => "apply a scenario".to_owned(),
        }
    }

    /// Adds a step; `model` is the one its records are found in: with the steps before it.
    fn add(&mut self, model: &Model, deed: Deed) {
        self.last_step += 1;
        self.version += 1;
        let names = deed.keys().into_iter();
        let names = names.map(|key| (key.clone(), model.title(&key))).collect();
        let label = match deed.change(model) {
            Ok(Some(change)) => change.label,
            _ => deed.words(model),
        };
        self.steps.push(Step {
            id: self.last_step,
            deed,
            label,
            names,
        });
    }

    /// Puts the steps onto a model. What the model refuses is found and left out, step by step.
    pub fn plan(&self, model: &Model) -> Plan {
        let mut left_out: BTreeMap<u64, String> = BTreeMap::new();
        loop {
            let (change, steps, touched) = self.change(model, &left_out);
            let mut after = model.clone();
            let Err(broken) = after.apply(&change) else {
                return Plan {
                    model: after,
                    change,
                    steps,
                };
            };
            let Some(culprit) = culprit(&broken, &touched) else {
                return Plan {
                    model: model.clone(),
                    change: Change::new(self.label(), Vec::new()),
                    steps,
                };
            };
            left_out.insert(culprit, broken.to_string());
        }
    }

    /// The edits of every step that can be done, the steps in words, and what each touches.
    fn change(
        &self,
        model: &Model,
        left_out: &BTreeMap<u64, String>,
    ) -> (Change, Vec<Planned>, Touched) {
        let mut work = model.clone();
        let mut edits: Vec<Edit> = Vec::new();
        let (mut steps, mut touched) = (Vec::new(), Vec::new());
        for step in &self.steps {
            let made = match left_out.get(&step.id) {
                Some(why) => Err(why.clone()),
                None => step.change(&work),
            };
            let (label, fit) = match made {
                Ok(Some(change)) => {
                    // Whether it all holds together is looked at when the last step is done.
                    if work.retrace(&[&change]).is_ok() {
                        touched.push((step.id, keys_of(&change)));
                        edits.extend(change.edits);
                        (change.label, Fit::Fits)
                    } else {
                        let why = "what it changes is not in the model any more".to_owned();
                        (step.label.clone(), Fit::Not(why))
                    }
                }
                Ok(None) => (step.label.clone(), Fit::AlreadySo),
                Err(why) => (step.label.clone(), Fit::Not(why)),
            };
            steps.push(Planned {
                id: step.id,
                label,
                fit,
            });
        }
        (Change::new(self.label(), edits), steps, touched)
    }
}

impl Step {
    /// What it comes to in a model: nothing where it is so already, or why it cannot be done.
    fn change(&self, model: &Model) -> Result<Option<Change>, String> {
        let gone = self
            .deed
            .keys()
            .into_iter()
            .find(|key| !model.contains(key));
        if let Some(key) = gone {
            let name = self.names.iter().find(|(known, _)| *known == key);
            let name = name.map_or_else(|| key.id(), |(_, name)| name.clone());
            return Err(format!("{name} is not in the model any more"));
        }
        self.deed.change(model)
    }
}

fn keys_of(change: &Change) -> BTreeSet<Key> {
    let keys = change.edits.iter().filter_map(|edit| match edit {
        Edit::Put { record, .. } => Some(record.key()),
        Edit::Remove(key) | Edit::Move { key, .. } => Some(key.clone()),
        Edit::Settings(_) | Edit::Name(_) | Edit::Notes(_) => None,
    });
    keys.collect()
}

/// The last step that touches what is broken; where none does, the last one.
fn culprit(broken: &Broken, touched: &Touched) -> Option<u64> {
    let bad: Vec<&Key> = match broken {
        Broken::Missing(key) => vec![key],
        Broken::Problems(problems) => {
            let errors = problems.iter().filter(|p| p.severity == Severity::Error);
            errors.filter_map(|problem| problem.key.as_ref()).collect()
        }
    };
    let mut from_last = touched.iter().rev();
    let found = from_last.find(|(_, keys)| bad.iter().any(|key| keys.contains(*key)));
    found.or(touched.last()).map(|(id, _)| *id)
}

#[cfg(test)]
mod tests;
