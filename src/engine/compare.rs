//! The difference of two models: who gains and who loses what, by name.
//!
//! Classes of the one are set beside classes of the other once; only where their shapes differ, or
//! where an own part means something else now, are rows taken apart. So an edit that touches few
//! costs little, however many people there are.

mod numbers;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Engine;
use super::cells::Cell;
use super::lines::Region;
use super::matrix::ground::{Common, Ground};
use super::matrix::{Entry, Own};
use super::rows::Row;
use crate::model::PrincipalId;
use numbers::{Differ, Level, Numbers, levels};

/// Cells that one model has and the other has not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// What is allowed in the new model only.
    pub gains: Vec<Cell>,
    /// What is allowed in the old model only.
    pub losses: Vec<Cell>,
}

impl Difference {
    /// True if both give the same access.
    pub fn is_empty(&self) -> bool {
        self.gains.is_empty() && self.losses.is_empty()
    }
}

/// How much differs, without names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DifferenceCount {
    /// Cells of the new model only.
    pub n_gains: u64,
    /// Cells of the old model only.
    pub n_losses: u64,
    /// Principals who gain something.
    pub n_gain: usize,
    /// Principals who lose something.
    pub n_lose: usize,
}

/// Compares two models by name: principals, permissions, levels and targets by their ids.
pub fn compare(old: &Engine, new: &Engine) -> Difference {
    let mut difference = Difference::default();
    // Nothing breaks it off.
    let _ = Comparison::new(old, new).for_each(|_, own| {
        difference.gains.extend(own.gains);
        difference.losses.extend(own.losses);
        ControlFlow::<()>::Continue(())
    });
    difference.gains.sort_unstable();
    difference.losses.sort_unstable();
    difference
}

/// Two models that are compared one principal at a time.
#[derive(Clone, Debug)]
pub struct Comparison<'e> {
    old: &'e Engine,
    new: &'e Engine,
    numbers: Arc<Numbers>,
    levels: Arc<[Level]>,
    /// What may differ for members of an old class who are of a new one now.
    pairs: Arc<FxHashMap<(u32, u32), Doubts>>,
}

/// Levels that differ for a pair of classes, by place.
#[derive(Debug, Default)]
struct Doubts {
    /// Sets differ.
    surely: Vec<usize>,
    /// Only own parts can differ: these, by old and new number.
    if_own: Vec<(usize, Vec<(u16, u16)>)>,
}

impl<'e> Comparison<'e> {
    /// Compares an old model with a new one.
    pub fn new(old: &'e Engine, new: &'e Engine) -> Comparison<'e> {
        let numbers = Numbers::new(&old.world, &new.world);
        let levels = levels(old, new);
        let mut pairs: FxHashMap<(u32, u32), Doubts> = FxHashMap::default();
        let (before, after) = (&old.matrix().classes, &new.matrix().classes);
        let mut both = Both {
            old,
            new,
            numbers: &numbers,
            common: Ground::of(&old.world).common(&Ground::of(&new.world)),
            known: FxHashMap::default(),
        };
        for actor in 0..old.world.n_people as u32 {
            let other = numbers.person(actor);
            if let (Some(a), Some(b)) = (before.of(actor), other.and_then(|at| after.of(at))) {
                let at = (actor, other.unwrap_or(actor));
                pairs
                    .entry((a, b))
                    .or_insert_with(|| both.doubts(&levels, (a, b), at));
            }
        }
        Comparison {
            old,
            new,
            levels: levels.into(),
            pairs: Arc::new(pairs),
            numbers: Arc::new(numbers),
        }
    }

    /// Every principal of either model.
    pub fn everyone(&self) -> BTreeSet<PrincipalId> {
        let ids = |engine: &'e Engine| engine.model().principals().ids().cloned();
        ids(self.old).chain(ids(self.new)).collect()
    }

    /// Gives everyone who gains or loses something, with what; those of the new model in its order,
    /// then those who are gone. Stops when `each` breaks.
    pub fn for_each<B>(
        &self,
        mut each: impl FnMut(&PrincipalId, Difference) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        for who in self.in_order() {
            let difference = self.of(who);
            if !difference.is_empty() {
                each(who, difference)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn in_order(&self) -> impl Iterator<Item = &'e PrincipalId> {
        let (old, new) = (self.old.model().principals(), self.new.model().principals());
        let gone = old.ids().filter(|id| !new.contains(id));
        new.ids().chain(gone)
    }

    /// What one principal gains and loses.
    pub fn of(&self, who: &PrincipalId) -> Difference {
        let mut difference = Difference::default();
        self.levels_of(who, |found| match found {
            Found::Rows(level, differ) => {
                let new = |row| cells(self.new, who, level, row);
                difference.gains.extend(new(&differ.gained));
                difference.losses.extend(new(&differ.lost));
                let gone = cells(self.old, who, level, &differ.gone);
                difference.losses.extend(gone);
            }
            Found::Named { gains, losses } => {
                difference.gains.extend(gains);
                difference.losses.extend(losses);
            }
        });
        difference.gains.sort_unstable();
        difference.losses.sort_unstable();
        difference
    }

    /// True if the principal gains or loses nothing, found without taking rows apart where possible.
    pub fn is_untouched(&self, who: &PrincipalId) -> bool {
        let mut is_untouched = true;
        self.levels_of(who, |found| is_untouched &= found.count() == (0, 0));
        is_untouched
    }

    /// How much differs, without listing it.
    pub fn count(&self) -> DifferenceCount {
        let mut count = DifferenceCount::default();
        for who in self.in_order() {
            let (mut gains, mut losses) = (0, 0);
            self.levels_of(who, |found| {
                let (more, fewer) = found.count();
                gains += more;
                losses += fewer;
            });
            count.n_gains += gains;
            count.n_losses += losses;
            count.n_gain += usize::from(gains > 0);
            count.n_lose += usize::from(losses > 0);
        }
        count
    }

    /// Takes apart the rows of one principal that may differ.
    fn levels_of(&self, who: &PrincipalId, mut each: impl FnMut(Found<'_>)) {
        let (before, after) = (self.old.actor(who), self.new.actor(who));
        let row =
            |engine: &Engine, actor: Option<u32>, at: Option<(usize, usize)>| match (actor, at) {
                (Some(actor), Some((right, rank))) => engine.shared_row(actor, right, rank),
                _ => Row::Nothing(false),
            };
        let mut take = |level: &Level| {
            let old = row(self.old, before, level.old);
            let new = row(self.new, after, level.new);
            each(match self.numbers.differ(&old, &new) {
                Some(differ) => Found::Rows(level, differ),
                None => Found::named(
                    cells(self.old, who, level, &old),
                    cells(self.new, who, level, &new),
                ),
            });
        };
        let class = |engine: &Engine, actor: Option<u32>| engine.matrix().classes.of(actor?);
        let (Some(old), Some(new)) = (class(self.old, before), class(self.new, after)) else {
            self.levels.iter().for_each(take);
            return;
        };
        let Some(doubts) = self.pairs.get(&(old, new)) else {
            self.levels.iter().for_each(take);
            return;
        };
        let mut known: FxHashMap<(u16, u16), bool> = FxHashMap::default();
        let mut places = doubts.surely.clone();
        for (place, owns) in &doubts.if_own {
            let differs = owns.iter().any(|own| {
                *known
                    .entry(*own)
                    .or_insert_with(|| !self.is_same_own(*own, before, after))
            });
            if differs {
                places.push(*place);
            }
        }
        places
            .iter()
            .filter_map(|place| self.levels.get(*place))
            .for_each(&mut take);
    }

    fn is_same_own(&self, own: (u16, u16), before: Option<u32>, after: Option<u32>) -> bool {
        let (old, new) = (self.old, self.new);
        let region = |engine: &Engine, own: u16, actor: Option<u32>| -> Option<(bool, Region)> {
            let own = engine.matrix().owns.get(own as usize)?;
            Some((own.is_of_items(), own.region(&engine.world, actor?)))
        };
        match (region(old, own.0, before), region(new, own.1, after)) {
            (Some((of_items, a)), Some((_, b))) => {
                let (old, new) = ((&old.world, &a), (&new.world, &b));
                self.numbers.is_same_region(of_items, old, new)
            }
            _ => false,
        }
    }
}

fn cells(engine: &Engine, who: &PrincipalId, level: &Level, row: &Row) -> Vec<Cell> {
    let targets = engine.row_targets(row).into_iter();
    targets
        .map(|target| Cell {
            who: who.clone(),
            permission: level.permission.clone(),
            level: level.level.clone(),
            target,
        })
        .collect()
}

/// What differs at one level.
enum Found<'f> {
    /// Two rows of one kind.
    Rows(&'f Level, Differ),
    /// The permission is about something else now: compared cell by cell.
    Named { gains: Vec<Cell>, losses: Vec<Cell> },
}

impl Found<'_> {
    fn named(before: Vec<Cell>, after: Vec<Cell>) -> Found<'static> {
        let set = |list: &[Cell]| list.iter().cloned().collect::<BTreeSet<Cell>>();
        let (old, new) = (set(&before), set(&after));
        Found::Named {
            gains: new.difference(&old).cloned().collect(),
            losses: old.difference(&new).cloned().collect(),
        }
    }

    /// Cells gained and lost.
    fn count(&self) -> (u64, u64) {
        match self {
            Found::Rows(_, differ) => differ.count(),
            Found::Named { gains, losses } => (gains.len() as u64, losses.len() as u64),
        }
    }
}

/// Sets the shapes of two matrices beside each other.
struct Both<'b> {
    old: &'b Engine,
    new: &'b Engine,
    numbers: &'b Numbers,
    common: Common,
    known: FxHashMap<(u32, u32), Beside>,
}

/// Two shapes.
#[derive(Clone, Debug)]
enum Beside {
    Same,
    SameIf(Vec<(u16, u16)>),
    Different,
}

impl Both<'_> {
    /// What may differ between an old class and a new one; `actors` is one who was and is of them.
    fn doubts(&mut self, levels: &[Level], classes: (u32, u32), actors: (u32, u32)) -> Doubts {
        let mut doubts = Doubts::default();
        for (place, level) in levels.iter().enumerate() {
            match self.entries(level, classes, actors) {
                Beside::Same => {}
                Beside::SameIf(owns) => doubts.if_own.push((place, owns)),
                Beside::Different => doubts.surely.push(place),
            }
        }
        doubts
    }

    fn entries(&mut self, level: &Level, classes: (u32, u32), actors: (u32, u32)) -> Beside {
        let entry = |engine: &Engine, class, at: Option<(usize, usize)>| match at {
            Some((right, rank)) => engine.matrix().entry(class, right, rank),
            None => Entry::Nothing(false),
        };
        let old = entry(self.old, classes.0, level.old);
        let new = entry(self.new, classes.1, level.new);
        match (old, new) {
            (Entry::Nothing(a), Entry::Nothing(b)) if a == b => Beside::Same,
            (Entry::Shape(a), Entry::Shape(b)) => {
                if let Some(known) = self.known.get(&(a, b)) {
                    return known.clone();
                }
                let beside = self.shapes(a, b);
                self.known.insert((a, b), beside.clone());
                beside
            }
            (Entry::SameForClass, Entry::SameForClass) => {
                let row = |engine: &Engine, actor, at: Option<(usize, usize)>| {
                    at.map(|(right, rank)| engine.shared_row(actor, right, rank))
                };
                let old = row(self.old, actors.0, level.old);
                let new = row(self.new, actors.1, level.new);
                match (old, new) {
                    (Some(old), Some(new)) => match self.numbers.differ(&old, &new) {
                        Some(differ) if differ.count() == (0, 0) => Beside::Same,
                        _ => Beside::Different,
                    },
                    _ => Beside::Different,
                }
            }
            _ => Beside::Different,
        }
    }

    fn shapes(&self, old: u32, new: u32) -> Beside {
        let (before, after) = (self.old.matrix(), self.new.matrix());
        let (Some(a), Some(b)) = (
            before.shapes.get(old as usize),
            after.shapes.get(new as usize),
        ) else {
            return Beside::Different;
        };
        let own = |owns: &[Own], n: u16| owns.get(n as usize).cloned();
        let mut doubtful = Vec::new();
        if a.of_items != b.of_items || a.owns.len() != b.owns.len() {
            return Beside::Different;
        }
        for (n, m) in a.owns.iter().zip(&b.owns) {
            match (own(&before.owns, *n), own(&after.owns, *m)) {
                (Some(x), Some(y)) if x == y => {
                    if self.numbers.has_moved(x.is_of_items())
                        || !x.is_kept(self.common)
                    {
                        doubtful.push((*n, *m));
                    }
                }
                _ => return Beside::Different,
            }
        }
        let mut sets = a.choices.iter().zip(&b.choices);
        let is_same = sets.all(|(x, y)| {
            (Arc::ptr_eq(&x.set, &y.set) && !self.numbers.has_moved(a.of_items))
                || self.numbers.is_same(a.of_items, &x.set, &y.set)
        });
        match (is_same, doubtful.is_empty()) {
            (false, _) => Beside::Different,
            (true, true) => Beside::Same,
            (true, false) => Beside::SameIf(doubtful),
        }
    }
}

impl Engine {
    /// Every cell of one principal, level by level.
    pub fn cells_of(&self, who: &PrincipalId) -> BTreeSet<Cell> {
        let Some(at) = self.actor(who) else {
            return BTreeSet::new();
        };
        let mut cells = BTreeSet::new();
        for right in 0..self.rights.list.len() {
            for rank in 1..=self.top_rank(right) {
                let row = self.row(at, right, rank, false);
                if row.is_empty() {
                    break;
                }
                cells.extend(self.row_cells(who, right, rank, &row));
            }
        }
        cells
    }

    fn row_cells(&self, who: &PrincipalId, right: usize, rank: usize, row: &Row) -> BTreeSet<Cell> {
        let targets = self.row_targets(row).into_iter();
        targets
            .filter_map(|target| self.cell(who, right, rank, target))
            .collect()
    }
}
