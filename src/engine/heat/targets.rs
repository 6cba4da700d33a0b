//! Principals by what one permission is about: from the classes and shapes of the engine's matrix.

use rustc_hash::FxHashMap;

use super::axis::{self, Axis, Universe};
use super::raw::{Pattern, Raw};
use super::watch::{Part, Watch};
use super::{HeatLevel, Point};
use crate::engine::Engine;
use crate::engine::answer::Target;
use crate::engine::matrix::Entry;
use crate::engine::rows::Row;
use crate::engine::set::Set;
use crate::model::{LevelId, PermissionId, PrincipalId};

/// The columns of a right: people, items, or one for what is about nothing. Where a person and an
/// item are chosen independently, the people; the level is the highest with any item.
pub(super) fn columns(engine: &Engine, right: usize) -> Option<Axis> {
    let entry = engine.rights.list.get(right)?;
    Some(match (entry.has_person, entry.has_item) {
        (false, false) => Axis::new(Universe::AtAll, [0]),
        (true, false) => Axis::new(Universe::Principals, engine.world.people.iter()),
        (true, true) if entry.is_pair => {
            Axis::new(Universe::Principals, engine.world.people.iter())
        }
        (_, true) => Axis::new(Universe::Items, entry.of_kind.iter()),
    })
}

/// The matrix of one permission.
pub(super) fn raw(
    engine: &Engine,
    permission: &PermissionId,
    rows: Axis,
    most: usize,
    watch: &Watch,
) -> Option<Raw> {
    let right = engine.right(permission)?;
    let columns = columns(engine, right)?;
    let bound = axis::bound(engine, columns.of);
    let numbers = rows.numbers.clone();
    let mut maker = Maker {
        engine,
        right,
        top: engine.top_rank(right),
        bound,
        raw: Raw::new(rows, columns, levels(engine, right), most),
        known: FxHashMap::default(),
    };
    // Made before the first row, which would else seem to take all the time.
    let _ = engine.matrix();
    for (nth, actor) in numbers.iter().enumerate() {
        watch.every(Part::Rows, nth, numbers.len())?;
        maker.row(*actor);
    }
    Some(maker.raw)
}

/// The levels of one ladder above the bottom.
pub(super) fn levels(engine: &Engine, right: usize) -> Vec<HeatLevel> {
    let Some(entry) = engine.rights.list.get(right) else {
        return Vec::new();
    };
    let all = entry.levels.iter().enumerate().skip(1);
    all.map(|(rank, id)| HeatLevel {
        id: id.clone(),
        rank,
        top: entry.top,
        weight: rank as f32 / entry.top.max(1) as f32,
    })
    .collect()
}

/// What one principal reaches at a rank, as a set of columns.
fn reached(engine: &Engine, actor: u32, right: usize, rank: usize, bound: usize) -> Set {
    match engine.shared_row(actor, right, rank) {
        Row::Nothing(is_allowed) if bound == 1 => Set::of(1, is_allowed.then_some(0)),
        Row::Nothing(_) => Set::none(bound),
        Row::People(set) | Row::Items(set) => set,
        Row::Pairs(pairs) => {
            let mut all = Set::none(bound);
            for (_, people) in &pairs {
                all.add(people);
            }
            all
        }
    }
}

/// The row of one principal, worked out for itself.
pub(super) fn one(engine: &Engine, actor: u32, right: usize, bound: usize) -> Pattern {
    let ranks = 1..=engine.top_rank(right);
    let sets = ranks.map(|rank| reached(engine, actor, right, rank, bound));
    Pattern::of_nested(sets.collect())
}

/// What a row of the engine's matrix is known by.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Known {
    /// The same entries at all ranks.
    Entries(Vec<Entry>),
    /// Worked out for one of the class, the same for all.
    Class(u32),
}

struct Maker<'m> {
    engine: &'m Engine,
    right: usize,
    top: usize,
    bound: usize,
    raw: Raw,
    known: FxHashMap<Known, Option<u32>>,
}

impl Maker<'_> {
    fn row(&mut self, actor: u32) {
        let engine = self.engine;
        let matrix = engine.matrix();
        let Some(class) = matrix.classes.of(actor) else {
            self.raw.push(None, &[]);
            return;
        };
        let ranks = 1..=self.top;
        let entries: Vec<Entry> = ranks
            .map(|rank| matrix.entry(class, self.right, rank))
            .collect();
        if entries.contains(&Entry::Each) {
            let own = self.own(actor);
            self.raw.push(own, &[]);
            return;
        }
        if entries.contains(&Entry::SameForClass) {
            let known = self.known.get(&Known::Class(class)).copied();
            let no = known.unwrap_or_else(|| self.own(actor));
            self.known.insert(Known::Class(class), no);
            self.raw.push(no, &[]);
            return;
        }
        let key = Known::Entries(entries);
        let known = self.known.get(&key).copied();
        let Known::Entries(entries) = &key else {
            return;
        };
        let no = known.unwrap_or_else(|| {
            let sets = entries.iter().map(|entry| self.base(*entry)).collect();
            self.raw.pattern(Pattern::of_nested(sets))
        });
        let has_own = |entry: &Entry| entry.shape(matrix).is_some_and(|s| !s.owns.is_empty());
        let points = match no {
            Some(no) if entries.iter().any(has_own) => self.points(actor, entries, no),
            _ => Vec::new(),
        };
        self.known.insert(key, no);
        self.raw.push(no, &points);
    }

    fn own(&mut self, actor: u32) -> Option<u32> {
        let pattern = one(self.engine, actor, self.right, self.bound);
        self.raw.pattern(pattern)
    }

    /// What all who have an entry reach alike.
    fn base(&self, entry: Entry) -> Set {
        let matrix = self.engine.matrix();
        match entry {
            Entry::Nothing(is_allowed) if self.bound == 1 => Set::of(1, is_allowed.then_some(0)),
            _ => match entry.shape(matrix).and_then(|shape| shape.base()) {
                Some(base) => (*base.set).clone(),
                None => Set::none(self.bound),
            },
        }
    }

    /// Where the row of one principal differs from its pattern.
    fn points(&self, actor: u32, entries: &[Entry], no: u32) -> Vec<Point> {
        let mut sets: Vec<Set> = Vec::with_capacity(entries.len());
        let mut below = None;
        for (rank, entry) in (1..).zip(entries) {
            // Ranks with the same entry have the same row.
            let same = (below == Some(entry)).then(|| sets.last().cloned());
            sets.push(
                same.flatten()
                    .unwrap_or_else(|| reached(self.engine, actor, self.right, rank, self.bound)),
            );
            below = Some(entry);
        }
        let Some(pattern) = self.raw.patterns.get(no as usize) else {
            return Vec::new();
        };
        let own = Pattern::of_nested(sets);
        let mut points = Vec::new();
        let n_words = self.bound.div_ceil(64);
        for at in 0..n_words {
            let mut differs = 0u64;
            for (old, new) in pattern.layers.iter().zip(&own.layers) {
                let word = |set: &Set| set.words().get(at).copied().unwrap_or(0);
                differs |= word(old) ^ word(new);
            }
            while differs != 0 {
                let column = at as u32 * 64 + differs.trailing_zeros();
                differs &= differs - 1;
                let level = own.level(column);
                points.push(Point { column, level });
            }
        }
        points
    }
}

/// The target of a column, as the one who acts meets it.
pub(super) fn target(
    engine: &Engine,
    actor: &PrincipalId,
    permission: &PermissionId,
    level: &LevelId,
    column: u32,
) -> Option<Target> {
    let model = engine.model();
    let right = engine.right(permission)?;
    let entry = engine.rights.list.get(right)?;
    match (entry.has_person, entry.has_item) {
        (false, false) => None,
        (true, true) if entry.is_pair => {
            let person = engine.world.person_id(column)?.clone();
            let reached = engine.targets(actor, permission, level);
            let with = reached
                .into_iter()
                .find(|target| target.person.as_ref() == Some(&person));
            // Where no item reaches them, the first one stands for all.
            with.or_else(|| {
                let item = engine.world.item_ref(entry.of_kind.iter().next()?)?;
                Some(Target::pair(person, item))
            })
        }
        (true, false) => {
            let id = engine.world.person_id(column)?;
            Some(Target::of_person(model, id))
        }
        (_, true) => {
            let row = Row::Items(Set::of(engine.world.n_items, [column]));
            engine.row_targets(&row).into_iter().next()
        }
    }
}
