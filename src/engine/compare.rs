//! The difference of two models: who gains and who loses what, by name.
//!
//! Classes of the one are set beside classes of the other once; only where their shapes differ, or
//! where an own part means something else now, are rows taken apart. So an edit that touches few
//! costs little, however many people there are.

mod numbers;
mod owns;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Engine;
use super::cells::Cell;
use super::matrix::ground::{Common, Ground};
use super::matrix::{Entry, Own};
use super::rows::Row;
use super::set::Set;
use crate::model::PrincipalId;
use numbers::{Differ, Level, Numbers, RegionDiffers, levels};
use owns::OwnParts;

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
    /// Everyone else's reports are the same; none where that was not found out.
    moved: Option<Arc<Set>>,
    common: Common,
}

/// Levels that differ for a pair of classes, by place.
#[derive(Debug, Default)]
struct Doubts {
    /// Sets differ.
    surely: Vec<usize>,
    /// Only own parts can differ: these, by old and new number.
    if_own: Vec<(usize, OwnPairs)>,
    /// All of them, each once.
    owns: Vec<(u16, u16)>,
}

/// Own parts by old and new number.
type OwnPairs = Arc<[(u16, u16)]>;

impl<'e> Comparison<'e> {
    /// Compares an old model with a new one.
    pub fn new(old: &'e Engine, new: &'e Engine) -> Comparison<'e> {
        let numbers = Numbers::new(&old.world, &new.world);
        let levels = levels(old, new);
        let mut pairs: FxHashMap<(u32, u32), Doubts> = FxHashMap::default();
        let (before, after) = (&old.matrix().classes, &new.matrix().classes);
        let grounds = [old, new].map(|engine| Ground::of(&engine.world));
        let [was, is] = &grounds;
        let mut both = Both::new((old, new), &numbers, was.common(is), &levels);
        let moved = (!both.common.lines && !numbers.has_moved(false))
            .then(|| Set::of(new.world.n_people, was.whose_reports_differ(is)));
        for actor in 0..old.world.n_people as u32 {
            let other = numbers.person(actor);
            if let (Some(a), Some(b)) = (before.of(actor), other.and_then(|at| after.of(at))) {
                let at = (actor, other.unwrap_or(actor));
                pairs
                    .entry((a, b))
                    .or_insert_with(|| both.doubts((a, b), at));
            }
        }
        Comparison {
            old,
            new,
            levels: levels.into(),
            pairs: Arc::new(pairs),
            moved: moved.map(Arc::new),
            common: was.common(is),
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

    /// Everyone who gains or loses something, in the order of `for_each`, with how many cells of
    /// each.
    pub fn touched(&self) -> impl Iterator<Item = (&'e PrincipalId, u64, u64)> {
        self.in_order().filter_map(|who| {
            let (mut gains, mut losses) = (0, 0);
            self.levels_of(who, |found| {
                let (more, fewer) = found.count();
                gains += more;
                losses += fewer;
            });
            (gains > 0 || losses > 0).then_some((who, gains, losses))
        })
    }

    /// How much differs, without listing it.
    pub fn count(&self) -> DifferenceCount {
        let mut count = DifferenceCount::default();
        for (_, gains, losses) in self.touched() {
            count.n_gains += gains;
            count.n_losses += losses;
            count.n_gain += usize::from(gains > 0);
            count.n_lose += usize::from(losses > 0);
        }
        count
    }

    /// The rows of one principal at a level, taken apart.
    fn rows_differ<'l>(
        &self,
        who: &PrincipalId,
        level: &'l Level,
        before: Option<u32>,
        after: Option<u32>,
    ) -> Found<'l> {
        let row =
            |engine: &Engine, actor: Option<u32>, at: Option<(usize, usize)>| match (actor, at) {
                (Some(actor), Some((right, rank))) => engine.shared_row(actor, right, rank),
                _ => Row::Nothing(false),
            };
        let old = row(self.old, before, level.old);
        let new = row(self.new, after, level.new);
        match self.numbers.differ(&old, &new) {
            Some(differ) => Found::Rows(level, differ),
            None => Found::named(
                cells(self.old, who, level, &old),
                cells(self.new, who, level, &new),
            ),
        }
    }

    /// Takes apart the rows of one principal that may differ.
    fn levels_of(&self, who: &PrincipalId, mut each: impl FnMut(Found<'_>)) {
        let (before, after) = (self.old.actor(who), self.new.actor(who));
        let mut take = |level| each(self.rows_differ(who, level, before, after));
        let class = |engine: &Engine, actor: Option<u32>| engine.matrix().classes.of(actor?);
        let (Some(old), Some(new)) = (class(self.old, before), class(self.new, after)) else {
            self.levels.iter().for_each(take);
            return;
        };
        let Some(doubts) = self.pairs.get(&(old, new)) else {
            self.levels.iter().for_each(take);
            return;
        };
        let surely = doubts.surely.iter();
        surely
            .filter_map(|place| self.levels.get(*place))
            .for_each(&mut take);
        let (Some(before), Some(after)) = (before, after) else {
            return;
        };
        let mut owns = OwnParts::new(self, before, after);
        if !owns.may_differ(&doubts.owns) {
            return;
        }
        for (place, of_shape) in &doubts.if_own {
            let Some(level) = self.levels.get(*place) else {
                continue;
            };
            match owns.differ(of_shape) {
                RegionDiffers::At(targets) if targets.is_empty() => {}
                RegionDiffers::At(targets) => {
                    each(owns.row_differs(level, (old, new), &targets));
                }
                RegionDiffers::Somewhere => {
                    each(self.rows_differ(who, level, Some(before), Some(after)))
                }
            }
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
    levels: &'b [Level],
    /// Places of each level in the rows of both.
    places: Vec<(Option<usize>, Option<usize>)>,
    /// The same numbers mean the same shapes, and own parts the same targets.
    is_alike: bool,
    known: FxHashMap<(u32, u32), Beside>,
}

/// Two shapes.
#[derive(Clone, Debug)]
enum Beside {
    Same,
    SameIf(OwnPairs),
    Different,
}

impl<'b> Both<'b> {
    fn new(
        (old, new): (&'b Engine, &'b Engine),
        numbers: &'b Numbers,
        common: Common,
        levels: &'b [Level],
    ) -> Both<'b> {
        let place = |engine: &Engine, at: Option<(usize, usize)>| {
            let (right, rank) = at?;
            engine.matrix().place(right, rank)
        };
        let has_moved = numbers.has_moved(false) || numbers.has_moved(true);
        Both {
            old,
            new,
            numbers,
            common,
            levels,
            places: levels
                .iter()
                .map(|level| (place(old, level.old), place(new, level.new)))
                .collect(),
            is_alike: !has_moved && common.is_all() && old.matrix().is_alike(new.matrix()),
            known: FxHashMap::default(),
        }
    }

    /// What may differ between an old class and a new one; `actors` is one who was and is of them.
    fn doubts(&mut self, classes: (u32, u32), actors: (u32, u32)) -> Doubts {
        let (old, new) = (self.old, self.new);
        let rows = (
            old.matrix().entries(classes.0),
            new.matrix().entries(classes.1),
        );
        let mut doubts = Doubts::default();
        let entry = |row: &[Entry], at: Option<usize>| {
            let entry = at.and_then(|at| row.get(at).copied());
            entry.unwrap_or(Entry::Nothing(false))
        };
        for place in 0..self.places.len() {
            let (a, b) = self.places.get(place).copied().unwrap_or_default();
            let (a, b) = (entry(rows.0, a), entry(rows.1, b));
            let is_same = match a {
                Entry::Nothing(_) => true,
                Entry::Shape(_) => self.is_alike,
                Entry::SameForClass | Entry::Each => false,
            };
            if is_same && a == b {
                continue;
            }
            match self.entries(place, (a, b), actors) {
                Beside::Same => {}
                Beside::SameIf(owns) => {
                    doubts.owns.extend(owns.iter());
                    doubts.if_own.push((place, owns));
                }
                Beside::Different => doubts.surely.push(place),
            }
        }
        doubts.owns.sort_unstable();
        doubts.owns.dedup();
        doubts
    }

    fn entries(&mut self, place: usize, (old, new): (Entry, Entry), actors: (u32, u32)) -> Beside {
        let Some(level) = self.levels.get(place) else {
            return Beside::Same;
        };
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
                    if self.numbers.has_moved(x.is_of_items()) || !x.is_kept(self.common) {
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
            (true, false) => Beside::SameIf(doubtful.into()),
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
