//! What own parts and meanings are read from, kept to tell whether they hold for another model too.

use std::sync::Arc;

use crate::engine::lines::Lines;
use crate::engine::things::Things;
use crate::engine::world::World;
use crate::model::{Entity, Model, Principal};

/// The facts of one model that own parts are read from.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Ground {
    pub model: Model,
    pub lines: Arc<Lines>,
    pub things: Arc<Things>,
}

/// Which facts two models that number people and items alike have in common.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Common {
    pub lines: bool,
    pub things: bool,
    pub teams: bool,
}

impl Common {
    /// True if all facts are the same.
    pub(in crate::engine) fn is_all(self) -> bool {
        self.lines && self.things && self.teams
    }
}

impl Ground {
    pub(in crate::engine) fn of(world: &World) -> Ground {
        Ground {
            model: world.model.clone(),
            lines: world.lines.clone(),
            things: world.things.clone(),
        }
    }

    pub(in crate::engine) fn common(&self, other: &Ground) -> Common {
        Common {
            lines: Arc::ptr_eq(&self.lines, &other.lines),
            things: Arc::ptr_eq(&self.things, &other.things),
            teams: self.model.teams().is_same(other.model.teams())
                && self
                    .changed(other)
                    .all(|(_, a, b)| a.id() == b.id() && a.teams == b.teams && a.leads == b.leads)
                && self.model.principals().len() == other.model.principals().len(),
        }
    }

    /// Records of principals that differ, by place.
    fn changed<'g>(
        &'g self,
        other: &'g Ground,
    ) -> impl Iterator<Item = (u32, &'g Principal, &'g Principal)> {
        let (a, b) = (self.model.principals(), other.model.principals());
        a.differing(b).map(|(n, a, b)| (n, &**a, &**b))
    }

    /// Everyone whose reports may differ, in a model that numbers people alike.
    pub(in crate::engine) fn whose_reports_differ(&self, other: &Ground) -> Vec<u32> {
        let moved = self
            .changed(other)
            .filter(|(_, a, b)| a.managers != b.managers);
        let mut list: Vec<u32> = moved
            .flat_map(|(person, ..)| {
                let [before, after] = [self, other].map(|ground| ground.lines.all_above(person));
                before.into_iter().chain(after)
            })
            .collect();
        list.sort_unstable();
        list.dedup();
        list
    }
}
