//! Parts of selectors that mean something else for everyone who acts: oneself, one's reports, what
//! one created. Everything else is a set that many share.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::ground::Common;
use crate::engine::columns::Column;
use crate::engine::lines::{Region, ReportsSpec, Run};
use crate::engine::world::World;

/// A column, the same if it is the very same.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Shared(pub Arc<Column>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
impl Eq for Shared {}
impl Hash for Shared {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (Arc::as_ptr(&self.0) as usize).hash(state);
    }
}

/// A part of a selector that differs from one who acts to the next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::engine) enum Own {
    /// Oneself.
    Oneself,
    /// One's reports, without oneself.
    Reports(ReportsSpec),
    /// Those who share a value of a field with so many values that sets of them are not worth it.
    SameField(Shared),
    /// Members of one's teams, or of those one leads.
    Teams { that_i_lead: bool },
    /// Items one created.
    Created,
    /// Items one owns.
    Owned,
    /// Items whose field shares a value with one's own.
    FieldIsMine { item: Shared, mine: Shared },
    /// Items about people that differ so.
    About(Box<Own>),
}

impl Own {
    /// What it means for one who acts.
    pub(in crate::engine) fn region(&self, world: &World, actor: u32) -> Region {
        let listed = |points: Vec<u32>| Region { run: None, points };
        let sorted = |mut points: Vec<u32>| {
            points.sort_unstable();
            points.dedup();
            listed(points)
        };
        match self {
            Own::Oneself if world.people.contains(actor) => listed(vec![actor]),
            Own::Oneself => Region::default(),
            Own::Reports(spec) => world.lines.region(spec, actor),
            Own::SameField(column) => sorted(column.0.sharing(&column.0, actor).collect()),
            Own::Teams { that_i_lead } => {
                listed(world.team_mates(actor, *that_i_lead).iter().collect())
            }
            Own::Created => listed(world.things.created_by.of(actor).to_vec()),
            Own::Owned => listed(world.things.owned_by.of(actor).to_vec()),
            Own::FieldIsMine { item, mine } => sorted(item.0.sharing(&mine.0, actor).collect()),
            Own::About(of_people) => {
                let region = of_people.region(world, actor);
                let run = region.run.as_ref();
                let people = run.map(|run| run_of(world, run)).unwrap_or_default();
                let people = people.iter().chain(&region.points);
                sorted(people.flat_map(|person| world.about(*person)).collect())
            }
        }
    }

    /// True if it means items, false if people.
    pub(in crate::engine) fn is_of_items(&self) -> bool {
        matches!(
            self,
            Own::Created | Own::Owned | Own::FieldIsMine { .. } | Own::About(_)
        )
    }

    /// Everyone for whom it may mean `target`; others surely do not.
    pub(in crate::engine) fn from(&self, world: &World, target: u32) -> Vec<u32> {
        let person = |at: Option<usize>| at.map(|at| at as u32).into_iter().collect();
        match self {
            Own::Oneself => vec![target],
            Own::Reports(spec) => world.lines.above(spec, target),
            Own::SameField(column) => column.0.sharing(&column.0, target).collect(),
            Own::Teams { that_i_lead } => world.in_teams_of(target, *that_i_lead),
            Own::Created | Own::Owned => {
                let item = world.model.items().at(target as usize);
                let id = item.and_then(|item| match self {
                    Own::Created => item.creator.as_ref(),
                    _ => item.owner.as_ref(),
                });
                person(id.and_then(|id| world.model.principals().position(id)))
            }
            Own::FieldIsMine { item, mine } => mine.0.sharing(&item.0, target).collect(),
            Own::About(of_people) => match world.subject_of(target) {
                Some(subject) => of_people.from(world, subject),
                None => Vec::new(),
            },
        }
    }

    /// True if it means the same in two models that number people and items alike.
    pub(in crate::engine) fn is_kept(&self, common: Common) -> bool {
        match self {
            Own::Oneself => true,
            Own::Reports(_) => common.lines,
            // Columns are the same by address, so an equal part reads the same values.
            Own::SameField(_) | Own::FieldIsMine { .. } => true,
            Own::Teams { .. } => common.teams,
            Own::Created | Own::Owned => common.things,
            Own::About(of_people) => common.things && of_people.is_kept(common),
        }
    }
}

/// The people of a run.
pub(in crate::engine) fn run_of<'w>(world: &'w World, run: &Run) -> &'w [u32] {
    let order = world.lines.order(run.line);
    order.get(run.places()).unwrap_or_default()
}
