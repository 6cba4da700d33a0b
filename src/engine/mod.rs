//! ANSWERS. Pure, total functions of a model and a day: who may do what to whom, and why.
//!
//! # How it answers
//!
//! N people, I items, P permissions at their levels, G grants, D distinct holdings (principals who
//! hold the same things share one), C classes (holdings divided by gates, guards and the values that
//! selectors speak of).
//!
//! | step | where | cost anew | after an edit |
//! |---|---|---|---|
//! | people, items, teams by number | `world`, `things` | N + I | what changed, found by address: N comparisons |
//! | manager lines: a preorder per line, so that "all reports" is an interval; lines that are no forest are walked | `lines` | N a line | kept unless an edge changed |
//! | fields: records with the same keys share one list; postings by key | `columns`, `fields` | N a field that is asked about | the changed records |
//! | conditions: one look per distinct list, one set per condition | `columns`, `fields` | N a condition | the changed records |
//! | groups to their fix-point | `world` | N / 64 a group and nesting | the same; equal sets stay the same set |
//! | selectors: what is the same for all who act is one shared set | `select` | N / 64 per distinct selector | the same |
//! | who holds which role | `holders` | N / 64 a role and assignment | the same |
//! | holdings, by splitting on what tells principals apart | `classes`, `compose` | members of groups that are given something | the same |
//! | the order of composition, once a holding | `compose` | D × G | the same |
//! | everyone by everything | `matrix` | C × P look-ups, N / 64 for each new set | C look-ups, and what is new |
//! | one question: gates, guards, then the powers on that one right | `decide`, `ask` | powers on the right | |
//! | one row or column as a set | `matrix`, `sets` | N / 64 | |
//! | a heat map of a matrix | `heat` | D × C for D rows that differ and C columns | the same |
//! | two models | `compare` | pairs of classes × P, rows only where shapes differ | |
//!
//! An engine never changes and can be held by any thread while the model goes on; [`Engine::again`]
//! makes the next one. Nothing is told about the edit: rows of tables are shared between a model and
//! its edited copy, so that an undo or a scenario costs as little as an edit.
//!
//! Reasons are not stored for every cell: a power knows its path, and a question that wants reasons
//! lists the powers that admit the target.
//!
//! Architecture invariants: nothing here panics, reads a file or a clock; nothing is allowed unless
//! a path allows it; readings in which products differ come from the model's settings.

pub mod access_table;
mod among;
mod answer;
mod ask;
mod beside;
mod cells;
pub mod checks;
mod classes;
mod columns;
mod compare;
mod compose;
mod decide;
pub mod delegate;
mod fields;
pub mod gate;
pub mod heat;
mod holders;
mod limits;
mod lines;
mod lists;
mod matrix;
mod near;
mod path;
mod pool;
mod pooled;
mod query;
mod reaches;
mod readings;
mod rights;
mod rows;
pub mod scheme;
mod select;
mod set;
mod sets;
mod span;
mod things;
mod view;
mod words;
mod world;

use std::sync::{Arc, Mutex, OnceLock};

use rustc_hash::FxHashMap;

pub use access_table::access_table;
pub use among::Among;
pub use answer::{Answer, Denial, Question, Target};
pub use ask::{Ask, Check, Deciding};
pub use cells::{Cell, Effective};
pub use compare::{Comparison, Difference, DifferenceCount, compare};
pub use compose::{Drop, Place, Source};
pub use near::{Failure, NearMiss};
pub use path::AccessPath;
pub use reaches::{DataField, Holder, Way, Whom};
pub use readings::{IfTurned, Reading, SettingUse, Turned};
pub use scheme::Scheme;
pub use sets::{Principals, Reached};
pub use view::{FieldView, Line, ModuleView};
pub use words::{Words, capital, uncapital};
pub use world::ItemRef;

use classes::Classes;
use compose::{Composer, Kept, Powers, Profile};
use holders::Holders;
use matrix::{Matrix, Stock};
use rights::Rights;
use world::World;

use crate::model::{Date, LevelId, Model, PermissionId, PrincipalId};

/// The answers of one model on one day. Never changes; a changed model gets a new engine.
#[derive(Debug)]
pub struct Engine {
    day: Date,
    world: World,
    holders: Holders,
    rights: Rights,
    composer: Composer,
    /// Principals who hold the same things.
    holdings: Classes,
    /// Powers of each holding.
    powers: Vec<Arc<Powers>>,
    /// The same by what is held, for the engine that follows.
    composed: FxHashMap<Profile, Arc<Powers>>,
    stock: Arc<Mutex<Stock>>,
    matrix: OnceLock<Arc<Matrix>>,
}

impl Engine {
    /// Works out a model as of a day. The model is shared, not copied.
    pub fn new(model: &Model, day: Date) -> Engine {
        Engine::make(model, day, None)
    }

    /// Works out a model that may be much like the one this engine answers for, and keeps what
    /// cannot have changed. The answers are those of a new engine.
    pub fn again(&self, model: &Model, day: Date) -> Engine {
        Engine::make(model, day, Some(self))
    }

    fn make(model: &Model, day: Date, old: Option<&Engine>) -> Engine {
        let mut world = World::new(model, old.map(|old| &old.world));
        let holders = Holders::new(&world, day);
        let mut rights = Rights::new(&world, &holders);
        let composer = Composer::new(&world, &mut rights, day);
        world.settle_limits();
        let mut holdings = composer.holdings(&world, &rights, &holders);
        let first = holdings.number();
        let kept = old.and_then(|old| {
            let before = (&old.composer, &old.world);
            Some((Kept::new(before, (&composer, &world))?, old))
        });
        let mut composed: FxHashMap<Profile, Arc<Powers>> = FxHashMap::default();
        let powers = first
            .into_iter()
            .map(|actor| {
                let profile = composer.profile(&world, &rights, &holders, actor, false);
                if let Some(powers) = composed.get(&profile) {
                    return powers.clone();
                }
                let before = kept
                    .as_ref()
                    .filter(|(kept, _)| kept.has(&profile))
                    .and_then(|(_, old)| old.composed.get(&profile).cloned());
                let powers = before.unwrap_or_else(|| {
                    Arc::new(composer.compose(&world, &rights, &profile, false))
                });
                composed.insert(profile, powers.clone());
                powers
            })
            .collect();
        Engine {
            day,
            stock: Engine::stock_for(&world, old),
            matrix: OnceLock::new(),
            world,
            holders,
            rights,
            composer,
            holdings,
            powers,
            composed,
        }
    }

    /// The model that is answered for.
    pub fn model(&self) -> &Model {
        &self.world.model
    }

    /// The day that is answered for.
    pub fn day(&self) -> Date {
        self.day
    }

    /// How many different holdings there are; principals who hold the same share their powers.
    pub fn n_holdings(&self) -> usize {
        self.holdings.len()
    }

    fn right(&self, permission: &PermissionId) -> Option<usize> {
        self.model().permissions().position(permission)
    }

    fn rank(&self, permission: &PermissionId, level: &LevelId) -> Option<usize> {
        self.rank_on(self.right(permission)?, level)
    }

    fn rank_on(&self, right: usize, level: &LevelId) -> Option<usize> {
        let levels = &self.rights.list.get(right)?.levels;
        levels.iter().position(|known| known == level)
    }

    /// A permission at a level above the bottom, by number.
    fn deed(&self, permission: &PermissionId, level: &LevelId) -> Option<(usize, usize)> {
        let right = self.right(permission)?;
        let rank = self.rank_on(right, level).filter(|rank| *rank > 0)?;
        Some((right, rank))
    }

    fn actor(&self, id: &PrincipalId) -> Option<u32> {
        self.world.person(id)
    }

    fn powers_of(&self, actor: u32) -> Option<&Powers> {
        let holding = self.holdings.of(actor)?;
        self.powers.get(holding as usize).map(|powers| &**powers)
    }
}
