//! Our engine as the benchmarks ask it. The one place to change when its calls do.

use std::ops::ControlFlow;

use sightline::engine::{Ask, Comparison, Engine, Target};
use sightline::model::{Date, LevelId, Model, PermissionId, PrincipalId};

use crate::company::questions::Question;

/// The levels above the bottom, on the ladder every generated permission has.
pub const LEVELS: [&str; 2] = ["view", "edit"];

/// Is it allowed?
pub fn check(
    engine: &Engine,
    actor: &PrincipalId,
    permission: &PermissionId,
    level: &LevelId,
    target: &Target,
) -> bool {
    engine.allows(actor, permission, level, target)
}

/// How many paths decide a question that comes by names; none where it is not allowed.
pub fn deciding_by_names(
    engine: &Engine,
    actor: &PrincipalId,
    permission: &PermissionId,
    level: &LevelId,
    target: &Target,
) -> usize {
    engine
        .ask(permission, level)
        .map_or(0, |ask| ask.check(actor, target).deciding().count())
}

/// How many paths decide a question that was made ready; none where it is not allowed.
pub fn deciding(asked: &Asked<'_>) -> usize {
    let check = asked.ask.check(&asked.actor, &asked.target);
    check.deciding().count()
}

/// A question made ready: the permission and its level looked up, the others by their names.
pub struct Asked<'e> {
    ask: Ask<'e>,
    actor: PrincipalId,
    target: Target,
}

impl<'e> Asked<'e> {
    /// Makes a question ready, with the model's own names.
    pub fn new(engine: &'e Engine, q: &Question) -> Asked<'e> {
        let model = engine.model();
        let own = |n: usize| model.principals().at(n).expect("someone").id.clone();
        let ask = engine.ask(&q.permission_id(), &q.level.into());
        Asked {
            ask: ask.expect("a level of a permission"),
            actor: own(q.actor),
            target: Target::of_person(model, &own(q.target)),
        }
    }
}

/// How many targets one person has with one permission, from the set of them.
pub fn row(
    engine: &Engine,
    actor: &PrincipalId,
    permission: &PermissionId,
    level: &LevelId,
) -> usize {
    engine
        .reached_by(actor, permission, level)
        .map_or(0, |reached| reached.len())
}

/// Everything one person can do: the sets of targets of every permission at every level, counted.
pub fn everything(engine: &Engine, actor: &PrincipalId) -> usize {
    let mut n = 0;
    for permission in engine.model().permissions().ids() {
        for level in LEVELS {
            n += row(engine, actor, permission, &level.into());
        }
    }
    n
}

/// Every granted cell, actor by permission by level by target, counted.
pub fn n_cells(engine: &Engine) -> u64 {
    engine.n_cells()
}

/// Works out all answers: an engine does so when the first set is asked for.
pub fn answer_all(engine: &Engine) {
    let (actor, permission) = (
        engine.model().principals().ids().next(),
        engine.model().permissions().ids().next(),
    );
    if let (Some(actor), Some(permission)) = (actor, permission) {
        row(engine, actor, permission, &LEVELS[0].into());
    }
}

/// The engine of a model that came from another by an edit.
pub fn again(old: &Engine, after: &Model, day: Date) -> Engine {
    old.again(after, day)
}

/// How many cells the new model has and the old one not, and the other way round, by name.
pub fn difference(old: &Engine, new: &Engine) -> (usize, usize) {
    let (mut gains, mut losses) = (0, 0);
    // nothing breaks it off
    let _ = Comparison::new(old, new).for_each(|_, own| {
        gains += own.gains.len();
        losses += own.losses.len();
        ControlFlow::<()>::Continue(())
    });
    (gains, losses)
}
