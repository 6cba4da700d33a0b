//! A scenario worked out on the model that is open: the plan, and the answers if it were done.

use std::sync::Arc;

use super::{Plan, Scenario};
use crate::engine::Engine;

/// A scenario put onto the open model, with its answers.
#[derive(Debug)]
pub struct Worked {
    /// The plan.
    pub plan: Plan,
    /// The answers of the open model.
    pub now: Arc<Engine>,
    /// The answers if it were done.
    pub engine: Arc<Engine>,
}

impl Worked {
    /// Works it out.
    pub fn new(scenario: &Scenario, now: &Arc<Engine>) -> Worked {
        let plan = scenario.plan(now.model());
        let engine = match plan.change.edits.is_empty() {
            true => now.clone(),
            false => Arc::new(now.again(&plan.model, now.day())),
        };
        Worked {
            plan,
            now: now.clone(),
            engine,
        }
    }
}
