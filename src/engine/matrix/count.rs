//! Counting every cell without listing one.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::ground::{Common, Ground};
use super::own::{Own, run_of};
use super::shape::{Choice, Shape};
use super::{Entry, Matrix};
use crate::engine::Engine;
use crate::engine::lines::{Region, Run};
use crate::engine::pool::SetNo;
use crate::engine::set::Set;
use crate::engine::world::World;

/// Members of a set along a preorder, counted up to every 64th place.
struct Ranks {
    words: Vec<u64>,
    sums: Vec<u32>,
}

impl Ranks {
    fn new(set: &Set, order: &[u32]) -> Ranks {
        let along = Set::by(order.len(), |at| {
            order.get(at).is_some_and(|person| set.contains(*person))
        });
        let words = along.words().to_vec();
        let mut sum = 0;
        let sums = words
            .iter()
            .map(|word| {
                let before = sum;
                sum += word.count_ones();
                before
            })
            .chain([0])
            .collect();
        Ranks { words, sums }
    }

    fn before(&self, place: usize) -> usize {
        let at = place / 64;
        let rest = self
            .words
            .get(at)
            .map_or(0, |word| word & ((1u64 << (place % 64)) - 1));
        let sum = match self.sums.get(at) {
            Some(sum) if at < self.words.len() => *sum,
            _ => self.words.iter().map(|word| word.count_ones()).sum(),
        };
        sum as usize + rest.count_ones() as usize
    }
}

/// Ranks of the sets that were asked for, by set and line.
#[derive(Default)]
struct AllRanks(FxHashMap<(SetNo, usize), Ranks>);

/// A run shorter than this is counted one by one.
const SHORT_RUN: usize = 128;

impl AllRanks {
    fn count(&mut self, world: &World, choice: &Choice, run: &Run) -> usize {
        let order = world.lines.order(run.line);
        if run.len() < SHORT_RUN {
            let people = order.get(run.places()).unwrap_or_default();
            return people
                .iter()
                .filter(|person| choice.set.contains(**person))
                .count();
        }
        let ranks = self
            .0
            .entry((choice.no, run.line))
            .or_insert_with(|| Ranks::new(&choice.set, order));
        ranks.before(run.places().end) - ranks.before(run.places().start)
    }
}

/// How many cells each class of a matrix has.
#[derive(Debug)]
pub(super) struct Counted {
    matrix: Arc<Matrix>,
    ground: Ground,
    of_classes: Vec<Cells>,
}

/// The cells of one class.
#[derive(Clone, Copy, Debug, Default)]
struct Cells {
    /// Of rights on one target, or none.
    plain: u64,
    /// Of rights on pairs, which may depend on anything.
    pairs: u64,
}

/// All cells of the matrix of an engine. Of classes that were counted in the matrix before, only the
/// entries that differ are counted again.
pub(super) fn cells(engine: &Engine) -> u64 {
    let matrix = engine.matrix();
    let stock = || engine.stock.try_lock();
    let last = stock().ok().and_then(|stock| stock.counted.clone());
    let ground = Ground::of(&engine.world);
    let known = last
        .as_ref()
        .and_then(|last| Known::new(last, matrix, &ground));
    let mut counter = Counter {
        engine,
        matrix,
        ranks: AllRanks::default(),
    };
    let classes = 0..matrix.classes.len() as u32;
    let of_classes: Vec<Cells> = classes
        .map(|class| Cells {
            plain: counter.plain(class, known.as_ref()),
            pairs: counter.pairs(class),
        })
        .collect();
    let all = of_classes.iter().map(|cells| cells.plain + cells.pairs);
    let sum = all.sum();
    if let Ok(mut stock) = stock() {
        stock.counted = Some(Arc::new(Counted {
            matrix: matrix.clone(),
            ground,
            of_classes,
        }));
    }
    sum
}

/// Counts of an older matrix, and what they depend on that may differ now.
struct Known<'k> {
    last: &'k Counted,
    now: &'k Matrix,
    common: Common,
    /// Whose reports may differ.
    moved: Set,
    /// Every own part means what it meant to those who have not moved.
    is_kept_unless_moved: bool,
}

impl<'k> Known<'k> {
    /// None if the matrices number anything otherwise.
    fn new(last: &'k Counted, now: &'k Matrix, ground: &Ground) -> Option<Known<'k>> {
        let common = last.ground.common(ground);
        let n_people = ground.model.principals().len();
        let unless_moved = Common {
            lines: true,
            ..common
        };
        (common.things && now.is_alike(&last.matrix)).then(|| Known {
            last,
            now,
            common,
            is_kept_unless_moved: now.owns.iter().all(|own| own.is_kept(unless_moved)),
            moved: match common.lines {
                true => Set::none(n_people),
                false => Set::of(n_people, last.ground.whose_reports_differ(ground)),
            },
        })
    }

    fn is_kept(&self, own: u16) -> bool {
        let own = self.now.owns.get(own as usize);
        own.is_some_and(|own| own.is_kept(self.common))
    }

    /// The old row and the plain cells of a class with the members it had, if all its own parts mean
    /// what they meant.
    fn of(&self, class: u32, members: &[u32]) -> Option<(&'k [Entry], u64)> {
        let old = &self.last.matrix;
        let before = old.classes.of(*members.first()?)?;
        if old.members.of(before) != members {
            return None;
        }
        let row = old.entries(before);
        let has_moved = || members.iter().any(|actor| self.moved.contains(*actor));
        let is_everything_kept = self.common.is_all()
            || (self.is_kept_unless_moved && !has_moved())
            || row
                .iter()
                .chain(self.now.entries(class))
                .filter_map(|entry| entry.shape(self.now))
                .all(|shape| shape.owns.iter().all(|own| self.is_kept(*own)));
        let cells = self.last.of_classes.get(before as usize)?;
        is_everything_kept.then_some((row, cells.plain))
    }
}

struct Counter<'c> {
    engine: &'c Engine,
    matrix: &'c Matrix,
    ranks: AllRanks,
}

/// A shape of a class: how many rows have it, and where its own parts are among those of the class.
struct Used<'c> {
    shape: &'c Shape,
    times: i64,
    places: Vec<usize>,
}

impl Used<'_> {
    /// The pattern of the shape from one of the class.
    fn pattern(&self, of_class: usize) -> usize {
        let places = self.places.iter().enumerate();
        places.fold(0, |pattern, (bit, place)| {
            pattern | (of_class >> place & 1) << bit
        })
    }
}

impl Counter<'_> {
    /// Cells of rights on one target or none; with what is known of an older matrix, only where the
    /// rows differ.
    fn plain(&mut self, class: u32, known: Option<&Known<'_>>) -> u64 {
        let matrix = self.matrix;
        let members = matrix.members.of(class);
        let row = matrix.entries(class);
        let known = known.and_then(|known| known.of(class, members));
        let mut times: FxHashMap<Entry, i64> = FxHashMap::default();
        let mut sum = 0u64;
        match known {
            Some((before, plain)) => {
                if std::ptr::eq(before, row) {
                    return plain;
                }
                sum = plain;
                for (old, new) in before.iter().zip(row).filter(|(old, new)| old != new) {
                    *times.entry(*new).or_default() += 1;
                    *times.entry(*old).or_default() -= 1;
                }
            }
            None => {
                for entry in row.iter().filter(|entry| **entry != Entry::Nothing(false)) {
                    *times.entry(*entry).or_default() += 1;
                }
            }
        }
        let n = members.len() as i64;
        let mut own_shapes: Vec<(&Shape, i64)> = Vec::new();
        for (entry, times) in times.into_iter().filter(|(_, times)| *times != 0) {
            if entry == Entry::Nothing(true) {
                sum = sum.wrapping_add_signed(times * n);
            }
            let Some(shape) = entry.shape(matrix) else {
                continue;
            };
            let len = shape.base().map_or(0, |base| base.len);
            sum = sum.wrapping_add_signed(times * len as i64 * n);
            if !shape.owns.is_empty() {
                own_shapes.push((shape, times));
            }
        }
        for of_items in [false, true] {
            let shapes = own_shapes
                .iter()
                .filter(|(shape, _)| shape.of_items == of_items);
            let shapes: Vec<_> = shapes.copied().collect();
            if !shapes.is_empty() {
                sum = sum.wrapping_add_signed(self.beyond_base(members, &shapes));
            }
        }
        sum
    }

    /// Cells of rights on pairs.
    fn pairs(&self, class: u32) -> u64 {
        let members = self.matrix.members.of(class);
        let entries = self.matrix.entries(class).iter().enumerate();
        let counts = entries.map(|(at, entry)| match entry {
            Entry::SameForClass => {
                let n = members.first().map_or(0, |actor| self.one(*actor, at));
                n * members.len() as u64
            }
            Entry::Each => members.iter().map(|actor| self.one(*actor, at)).sum(),
            Entry::Nothing(_) | Entry::Shape(_) => 0,
        });
        counts.sum()
    }

    /// What own parts add to, or take from, the sets that all members share.
    fn beyond_base(&mut self, members: &[u32], shapes: &[(&Shape, i64)]) -> i64 {
        let mut owns: Vec<u16> = shapes.iter().flat_map(|(s, _)| s.owns.to_vec()).collect();
        owns.sort_unstable();
        owns.dedup();
        let used: Vec<Used<'_>> = shapes
            .iter()
            .map(|(shape, times)| Used {
                shape,
                times: *times,
                places: shape
                    .owns
                    .iter()
                    .filter_map(|own| owns.binary_search(own).ok())
                    .collect(),
            })
            .collect();
        let parts: Vec<&Own> = owns
            .iter()
            .filter_map(|own| self.matrix.owns.get(*own as usize))
            .collect();
        let mut sum = 0i64;
        for actor in members {
            let regions: Vec<Region> = parts
                .iter()
                .map(|own| own.region(&self.engine.world, *actor))
                .collect();
            let split = Split::new(&self.engine.world, &regions);
            for used in &used {
                sum += used.times * self.beyond(used, &split);
            }
        }
        sum
    }

    fn beyond(&mut self, used: &Used<'_>, split: &Split) -> i64 {
        let Some(base) = used.shape.base() else {
            return 0;
        };
        let mut n = 0i64;
        let in_run = used.pattern(split.run_pattern);
        if let Some(run) = &split.run
            && let Some(choice) = used
                .shape
                .choice(in_run)
                .filter(|choice| choice.no != base.no)
        {
            let world = &self.engine.world;
            n += self.ranks.count(world, choice, run) as i64;
            n -= self.ranks.count(world, base, run) as i64;
        }
        for (target, pattern, is_in_run) in &split.points {
            let before = if *is_in_run { in_run } else { 0 };
            let after = used.pattern(*pattern);
            if before != after {
                n += i64::from(used.shape.has(after, *target));
                n -= i64::from(used.shape.has(before, *target));
            }
        }
        n
    }

    fn one(&self, actor: u32, at: usize) -> u64 {
        let starts = &self.matrix.starts;
        let right = starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1);
        let rank = at - starts.get(right).copied().unwrap_or(0) + 1;
        self.engine.row(actor, right, rank, false).len() as u64
    }
}

/// The own parts of one principal: an interval, and targets with the pattern of the parts they are in.
struct Split {
    run: Option<Run>,
    run_pattern: usize,
    points: Vec<(u32, usize, bool)>,
}

impl Split {
    fn new(world: &World, regions: &[Region]) -> Split {
        let run = regions.iter().find_map(|region| region.run);
        let is_run = |region: &Region| run.is_some() && region.run == run;
        let pattern_of = |is_in: &dyn Fn(&Region) -> bool| {
            let regions = regions.iter().enumerate();
            regions.fold(0, |pattern, (bit, region)| {
                pattern | usize::from(is_in(region)) << bit
            })
        };
        let run_pattern = pattern_of(&is_run);
        let mut targets: Vec<u32> = Vec::new();
        for region in regions {
            targets.extend(&region.points);
            if let Some(other) = region.run.filter(|_| !is_run(region)) {
                targets.extend(run_of(world, &other));
            }
        }
        if targets.len() > 1 {
            targets.sort_unstable();
            targets.dedup();
        }
        let points = targets
            .into_iter()
            .map(|target| {
                let pattern = pattern_of(&|region| world.lines.is_in_region(region, target));
                let is_in_run = run.is_some_and(|run| world.lines.is_in(&run, target));
                (target, pattern, is_in_run)
            })
            .collect();
        Split {
            run,
            run_pattern,
            points,
        }
    }
}
