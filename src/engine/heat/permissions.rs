//! Principals by permissions, and roles by permissions.

use rustc_hash::FxHashMap;

use super::HeatLevel;
use super::axis::{Axis, Universe};
use super::raw::{Pattern, Raw};
use super::targets;
use super::watch::{Part, Watch};
use crate::engine::Engine;
use crate::engine::answer::Target;
use crate::engine::compose::{Powers, Profile};
use crate::engine::matrix::Entry;
use crate::model::{LevelId, PermissionId, PrincipalId, RoleId};

/// How a role comes to a permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenBy {
    /// The roles from this one down to the one whose grant it is.
    pub roles: Vec<RoleId>,
    /// The permission that is granted: the one that is asked about, or one it is a part of.
    pub granted: PermissionId,
    /// The permission that implies it, if an implication leads to it.
    pub implied_by: Option<PermissionId>,
}

/// All levels of all permissions, each name once, weakest first; and for each right the number of
/// the level at each rank from 1.
fn levels(engine: &Engine) -> (Vec<HeatLevel>, Vec<Vec<u8>>) {
    let mut all: Vec<(HeatLevel, u32)> = Vec::new();
    let n_rights = engine.rights.list.len();
    let mut met: FxHashMap<&[LevelId], ()> = FxHashMap::default();
    for right in 0..n_rights {
        let Some(entry) = engine.rights.list.get(right) else {
            continue;
        };
        if met.insert(&entry.levels, ()).is_some() {
            continue;
        }
        for level in targets::levels(engine, right) {
            match all.iter_mut().find(|(one, _)| one.id == level.id) {
                // A name on several ladders stands where it stands on average.
                Some((one, n)) => {
                    one.weight = (one.weight * *n as f32 + level.weight) / (*n + 1) as f32;
                    *n += 1;
                }
                None => all.push((level, 1)),
            }
        }
    }
    all.truncate(usize::from(u8::MAX) - 1);
    all.sort_by(|(a, _), (b, _)| a.weight.total_cmp(&b.weight));
    let all: Vec<HeatLevel> = all.into_iter().map(|(level, _)| level).collect();
    let of = engine.rights.list.iter().map(|entry| {
        let above = entry.levels.iter().skip(1);
        let number = |id: &LevelId| all.iter().position(|one| one.id == *id);
        above
            .map(|id| number(id).map_or(0, |at| at as u8 + 1))
            .collect()
    });
    let of = of.collect();
    (all, of)
}

fn columns(engine: &Engine) -> Axis {
    Axis::new(Universe::Permissions, 0..engine.rights.list.len() as u32)
}

/// Principals by permissions.
pub(super) fn of_principals(
    engine: &Engine,
    rows: Axis,
    most: usize,
    watch: &Watch,
) -> Option<Raw> {
    let (levels, of_ranks) = levels(engine);
    let n_levels = levels.len();
    let numbers = rows.numbers.clone();
    let mut raw = Raw::new(rows, columns(engine), levels, most);
    let matrix = engine.matrix();
    // What a whole class has alike, worked out once.
    let mut of_class: FxHashMap<u32, Option<u32>> = FxHashMap::default();
    for (nth, actor) in numbers.iter().enumerate() {
        watch.every(Part::Rows, nth, numbers.len())?;
        let Some(class) = matrix.classes.of(*actor) else {
            raw.push(None, &[]);
            continue;
        };
        if let Some(known) = of_class.get(&class) {
            raw.push(*known, &[]);
            continue;
        }
        let (row, is_alike) = row(engine, *actor, &of_ranks);
        let no = raw.pattern(Pattern::of_levels(&row, n_levels));
        if is_alike {
            of_class.insert(class, no);
        }
        raw.push(no, &[]);
    }
    Some(raw)
}

/// The level of each permission for one principal; true if it is the same for the whole class.
fn row(engine: &Engine, actor: u32, of_ranks: &[Vec<u8>]) -> (Vec<u8>, bool) {
    let matrix = engine.matrix();
    let mut is_alike = true;
    // A shape reaches something for someone, or nothing, whatever the right.
    let mut known: Vec<(u32, bool)> = Vec::new();
    let class = matrix.classes.of(actor).unwrap_or(u32::MAX);
    let levels = of_ranks.iter().enumerate().map(|(right, of_ranks)| {
        let ranks = (1..=of_ranks.len()).rev();
        let mut reaches = |rank: usize| match matrix.entry(class, right, rank) {
            Entry::Nothing(is_allowed) => is_allowed,
            Entry::Shape(_) if matrix.has_for_all(class, right, rank) => true,
            Entry::Shape(n) => {
                let shape = matrix.shapes.get(n as usize);
                is_alike &= shape.is_some_and(|shape| shape.owns.is_empty());
                let met = known.iter().find(|(shape, _)| *shape == n);
                if let Some((_, reaches)) = met {
                    return *reaches;
                }
                let reaches = !engine.shared_row(actor, right, rank).is_empty();
                known.push((n, reaches));
                reaches
            }
            Entry::SameForClass => !engine.shared_row(actor, right, rank).is_empty(),
            Entry::Each => {
                is_alike = false;
                !engine.shared_row(actor, right, rank).is_empty()
            }
        };
        let highest = ranks.into_iter().find(|rank| reaches(*rank));
        let at = highest.and_then(|rank| of_ranks.get(rank - 1));
        at.copied().unwrap_or(0)
    });
    let levels = levels.collect();
    (levels, is_alike)
}

/// Roles by permissions.
pub(super) fn of_roles(engine: &Engine, rows: Axis, most: usize, watch: &Watch) -> Option<Raw> {
    let (levels, of_ranks) = levels(engine);
    let n_levels = levels.len();
    let numbers = rows.numbers.clone();
    let mut raw = Raw::new(rows, columns(engine), levels, most);
    for (nth, role) in numbers.iter().enumerate() {
        watch.step(Part::Rows, nth, numbers.len())?;
        let powers = powers_of_role(engine, *role);
        let row = of_ranks.iter().enumerate().map(|(right, of_ranks)| {
            let ranks = powers.on(right).iter().map(|power| power.rank);
            let at = ranks.max().and_then(|rank| rank.checked_sub(1));
            at.and_then(|at| of_ranks.get(at)).copied().unwrap_or(0)
        });
        let row: Vec<u8> = row.collect();
        let no = raw.pattern(Pattern::of_levels(&row, n_levels));
        raw.push(no, &[]);
    }
    Some(raw)
}

/// What someone would have who holds this role and nothing else.
fn powers_of_role(engine: &Engine, role: u32) -> Powers {
    let profile = Profile::of_role(role);
    let composer = &engine.composer;
    composer.compose(&engine.world, &engine.rights, &profile, false)
}

/// The row of a role or principal, worked out again.
pub(super) fn one(engine: &Engine, of: Universe, number: u32) -> Pattern {
    let (levels, of_ranks) = levels(engine);
    let row = match of {
        Universe::Roles => {
            let powers = powers_of_role(engine, number);
            let highest = |right: usize| powers.on(right).iter().map(|power| power.rank).max();
            let rows = of_ranks.iter().enumerate();
            rows.map(|(right, of_ranks)| {
                let at = highest(right).and_then(|rank| rank.checked_sub(1));
                at.and_then(|at| of_ranks.get(at)).copied().unwrap_or(0)
            })
            .collect()
        }
        _ => row(engine, number, &of_ranks).0,
    };
    Pattern::of_levels(&row, levels.len())
}

/// What a cell of principals by permissions is asked about: the first target reached, else oneself,
/// else the first there is.
pub(super) fn target(
    engine: &Engine,
    actor: &PrincipalId,
    permission: &PermissionId,
    level: &LevelId,
) -> Option<Target> {
    let right = engine.right(permission)?;
    let first = engine.targets(actor, permission, level).into_iter().next();
    first.or_else(|| {
        let columns = targets::columns(engine, right)?;
        let own = engine
            .actor(actor)
            .filter(|at| columns.numbers.contains(at));
        let column = match columns.of {
            Universe::Principals => own.or_else(|| columns.number(0)),
            _ => columns.number(0),
        }?;
        targets::target(engine, actor, permission, level, column)
    })
}

pub(super) fn given_by(
    engine: &Engine,
    role: &RoleId,
    permission: &PermissionId,
) -> Option<GivenBy> {
    let model = engine.model();
    let right = engine.right(permission)?;
    let powers = powers_of_role(engine, model.roles().position(role)? as u32);
    // The highest; of several the shortest way.
    let power = powers.on(right).iter().min_by_key(|power| {
        let length = power.bundle.chain.len() + power.implied.len();
        (std::cmp::Reverse(power.rank), length)
    })?;
    let roles = power.bundle.chain.iter();
    let roles: Vec<RoleId> = roles
        .filter_map(|n| Some(model.roles().at(*n)?.id.clone()))
        .collect();
    let (granted, _) = engine.granted(&power.bundle.source, &roles, power.grant);
    let last = power.implied.last();
    let last = last.and_then(|n| model.implications().at(*n));
    Some(GivenBy {
        roles,
        granted: granted.base(),
        implied_by: last.map(|one| one.permission.clone()),
    })
}
