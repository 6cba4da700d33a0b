//! The orders of rows and columns. All are settled to the last place, so the same model gives the
//! same order everywhere.
//!
//! - **Org**: people as the first manager line is drawn, each followed by all who report to them, in
//!   the order of the model; then those without a record. Items follow the person they are about.
//!   Permissions and roles stand as in the model.
//! - **Team**: by the name of the first team, in it as by org; those without a team last.
//! - **Name**: by name, then as in the model.
//! - **Similarity**: see `similar`.

use super::axis::{self, Axis, Universe};
use super::raw::Raw;
use super::similar;
use super::watch::{Part, Watch};
use crate::engine::Engine;
use crate::model::{Key, Model, PrincipalSort};

/// An order of rows or columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum HeatOrder {
    /// As the org chart stands; permissions and roles as in the model.
    #[default]
    Org,
    /// By team.
    Team,
    /// By name.
    Name,
    /// What is alike stands together.
    Similarity,
}

/// Rows or columns that belong together, from a place to the next section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatSection {
    /// What they have in common.
    pub title: String,
    /// The first of them.
    pub from: usize,
}

/// A side in its order.
pub(super) struct Ordered {
    pub axis: Axis,
    /// For each place in the order, the place it had before.
    before: Vec<u32>,
    bound: usize,
}

impl Ordered {
    pub(super) fn len(&self) -> usize {
        self.axis.len()
    }

    /// For each number of the universe its place, `u32::MAX` for none.
    pub(super) fn places(&self) -> Vec<u32> {
        let mut place = vec![u32::MAX; self.bound];
        for (at, number) in (0u32..).zip(&self.axis.numbers) {
            if let Some(slot) = place.get_mut(*number as usize) {
                *slot = at;
            }
        }
        place
    }

    /// For each place in the order, the place it had before.
    pub(super) fn places_of(&self) -> impl Iterator<Item = usize> {
        self.before.iter().map(|at| *at as usize)
    }
}

pub(super) fn rows(engine: &Engine, raw: &Raw, order: HeatOrder, watch: &Watch) -> Option<Ordered> {
    let groups = match order {
        HeatOrder::Similarity => Some(similar::rows(raw, watch)?),
        _ => None,
    };
    watch.step(Part::Order, 1, 2)?;
    Some(ordered(engine, &raw.rows, order, groups))
}

pub(super) fn columns(
    engine: &Engine,
    raw: &Raw,
    order: HeatOrder,
    watch: &Watch,
) -> Option<Ordered> {
    let groups = match order {
        HeatOrder::Similarity => Some(similar::columns(raw, watch)?),
        _ => None,
    };
    Some(ordered(engine, &raw.columns, order, groups))
}

/// Sorts one side; with similarity the group of each comes first.
fn ordered(engine: &Engine, axis: &Axis, order: HeatOrder, groups: Option<Vec<u32>>) -> Ordered {
    let org = Org::new(engine, axis.of);
    let model = engine.model();
    let mut before: Vec<u32> = (0..axis.len() as u32).collect();
    let number = |at: u32| axis.number(at as usize).unwrap_or(u32::MAX);
    let org_place = |at: u32| org.place(engine, axis.of, number(at));
    match (order, &groups) {
        (HeatOrder::Name, _) => before.sort_by_cached_key(|at| {
            let name = axis
                .side(engine, *at as usize)
                .map(|side| side.title(model));
            (name.unwrap_or_default().to_lowercase(), number(*at))
        }),
        (HeatOrder::Team, _) => before.sort_by_cached_key(|at| {
            let team = team(engine, axis.of, number(*at));
            (team.is_none(), team, org_place(*at))
        }),
        (HeatOrder::Similarity, Some(groups)) => before.sort_by_cached_key(|at| {
            let group = groups.get(*at as usize).copied().unwrap_or(u32::MAX);
            (group, org_place(*at))
        }),
        _ => before.sort_by_cached_key(|at| org_place(*at)),
    }
    let numbers: Vec<u32> = before.iter().map(|at| number(*at)).collect();
    let title = |nth: usize| -> Option<String> {
        let number = *numbers.get(nth)?;
        match order {
            HeatOrder::Org => org.title(engine, axis.of, number),
            HeatOrder::Team => {
                let team = team(engine, axis.of, number);
                is_of_people(axis.of)
                    .then(|| team.map_or_else(|| "Without a team".to_owned(), |team| team.0))
            }
            HeatOrder::Name | HeatOrder::Similarity => None,
        }
    };
    let mut sections: Vec<HeatSection> = Vec::new();
    match &groups {
        Some(groups) => alike(&before, groups, &mut sections),
        None => {
            for from in 0..numbers.len() {
                if let Some(title) = title(from)
                    && sections.last().is_none_or(|last| last.title != title)
                {
                    sections.push(HeatSection { title, from });
                }
            }
        }
    }
    Ordered {
        axis: Axis {
            of: axis.of,
            numbers,
            sections,
        },
        before,
        bound: axis::bound(engine, axis.of),
    }
}

/// Sections of those that are the same.
fn alike(before: &[u32], groups: &[u32], sections: &mut Vec<HeatSection>) {
    let group = |at: &u32| groups.get(*at as usize).copied().unwrap_or(u32::MAX);
    let mut from = 0;
    for same in before.chunk_by(|a, b| group(a) == group(b)) {
        sections.push(HeatSection {
            title: match same.len() {
                1 => String::new(),
                n => format!("{n} alike"),
            },
            from,
        });
        from += same.len();
    }
}

fn is_of_people(of: Universe) -> bool {
    matches!(of, Universe::Principals | Universe::Items)
}

/// The person a number stands for, or is about.
fn person(engine: &Engine, of: Universe, number: u32) -> Option<u32> {
    match of {
        Universe::Principals => Some(number),
        Universe::Items => engine.world.subject_of(number),
        _ => None,
    }
}

/// The first team: its name, and its place where names are the same.
fn team(engine: &Engine, of: Universe, number: u32) -> Option<(String, usize)> {
    let model = engine.model();
    let person = person(engine, of, number)?;
    let teams = &model.principals().at(person as usize)?.teams;
    let place = model.teams().position(teams.first()?)?;
    let name = model.teams().at(place).map(|team| team.name.clone());
    Some((name?, place))
}

/// The org chart as one list.
struct Org {
    /// The place of each principal.
    places: Vec<u32>,
    /// Those with reports right below the top, or at the top: where a section begins.
    heads: Vec<Option<u32>>,
}

impl Org {
    fn new(engine: &Engine, of: Universe) -> Org {
        let n = engine.world.n_people;
        let mut org = Org {
            places: vec![u32::MAX; n],
            heads: vec![None; n],
        };
        if !is_of_people(of) {
            return org;
        }
        let mut head = None;
        for (place, step) in (0u32..).zip(engine.world.lines.walk_down()) {
            let at = step.person as usize;
            if step.depth == 0 || (step.depth == 1 && step.leads) {
                head = Some(step.person);
            } else if step.depth == 1 {
                // Those at the top without anyone below belong to whoever they report to.
                head = step.manager;
            }
            if let (Some(slot), Some(of)) = (org.places.get_mut(at), org.heads.get_mut(at)) {
                *slot = place;
                *of = head;
            }
        }
        // Those without a record come last, in the order of the model.
        for (at, person) in engine.model().principals().iter().enumerate() {
            if !person.has_record()
                && let (Some(slot), Some(of)) = (org.places.get_mut(at), org.heads.get_mut(at))
            {
                *slot = (n + at) as u32;
                *of = None;
            }
        }
        org
    }

    fn place(&self, engine: &Engine, of: Universe, number: u32) -> (u32, u32) {
        let place = match is_of_people(of) {
            true => person(engine, of, number).and_then(|at| self.places.get(at as usize)),
            false => None,
        };
        (place.copied().unwrap_or(u32::MAX), number)
    }

    /// The section a number belongs to.
    fn title(&self, engine: &Engine, of: Universe, number: u32) -> Option<String> {
        let model = engine.model();
        if of == Universe::Permissions {
            let permission = model.permissions().at(number as usize)?;
            return Some(model.title(&Key::Module(permission.id.module())));
        }
        if !is_of_people(of) {
            return None;
        }
        let Some(at) = person(engine, of, number) else {
            return Some("About nobody".to_owned());
        };
        let who = model.principals().at(at as usize)?;
        if who.sort == PrincipalSort::ServiceUser {
            return Some("Service users".to_owned());
        }
        match self.heads.get(at as usize).copied().flatten() {
            Some(head) => name(model, head),
            None => None,
        }
    }
}

fn name(model: &Model, person: u32) -> Option<String> {
    let person = model.principals().at(person as usize)?;
    Some(person.name.clone())
}
