//! The matrix: everyone by everything, answered at once and never written out.
//!
//! # Design
//!
//! Principals who hold the same, pass the same gates and guards, and share the values that selectors
//! speak of are one **class**. For a class, the row of a right at a rank is one [`Shape`]: what
//! everyone of the class reaches alike is a shared set, and what differs from one to the next
//! (oneself, one's reports, what one created) are a few **own parts** that choose between sets.
//! Scopes of four places, custom sets, pools, suppressions and guards change which sets a shape has,
//! never its form, so they keep the sharing.
//!
//! - A **term** is what one power or guard selects. It means one set for each pattern of its own parts
//!   (`meaning`); terms that say the same are one, whoever holds them.
//! - Sets are stored once in a **pool** and joined once (`pool`).
//! - Sets, terms, shapes and rows are kept in a **stock** under all that they depend on, so the matrix
//!   after an edit makes only what is new, and counts only classes that changed (`stock`, `count`).
//! - "All my reports" is a **run** of the preorder of a line; its members are counted by ranks.
//!
//! # Cost
//!
//! N people, I items, P rights and ranks, C classes (at most N; hundreds for a company whose groups
//! are made of a few fields), T terms, S distinct sets, R reports summed over all managers (N × depth).
//!
//! | step | cost |
//! |---|---|
//! | classes | N a trait |
//! | meanings of terms | T × 2^k look-ups, and N / 64 (or I / 64) for each new set |
//! | shapes of classes | C × P look-ups |
//! | counting every cell | C × P, and for managers the ranks of their runs: at most N × (distinct shapes of their class); S × N / 64 once for the ranks |
//! | after an edit | N a trait, C look-ups, and the above for what is new |
//! | one row | N / 64, and the size of its own parts |
//! | one column | C, and those who may have the target among their own parts |
//!
//! Reasons are not in it: `decide` finds them among the powers when they are asked for. Rows of pairs
//! (a person and an item chosen independently) that depend on own parts are left to `rows`.

mod build;
mod count;
pub(super) mod ground;
mod meaning;
pub(super) mod own;
mod part;
mod shape;
mod stock;
mod terms;

use std::sync::{Arc, Mutex, OnceLock};

pub(super) use own::Own;
pub(super) use shape::Shape;
pub(super) use stock::Stock;

use shape::Parts;
use stock::Holding;

use super::Engine;
use super::classes::Classes;
use super::lines::Region;
use super::lists::Lists;
use super::rows::Row;
use super::set::Set;
use super::world::World;

/// What a class has in one right at one rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Entry {
    /// No target: allowed or not. Not allowed also stands for a shut gate.
    Nothing(bool),
    /// A shape by number.
    Shape(u32),
    /// Worked out for one of the class, the same for all.
    SameForClass,
    /// Worked out for each.
    Each,
}

/// What a row is made from: what is held, and the gates and guards passed, by number.
#[derive(Clone, Debug)]
struct Making {
    holding: Arc<Holding>,
    passes: u32,
}

/// Everyone by everything.
#[derive(Debug)]
pub(super) struct Matrix {
    pub classes: Classes,
    members: Lists,
    /// Where the ranks of a right begin in the entries of a class.
    starts: Vec<usize>,
    entries: Vec<Arc<[Entry]>>,
    pub shapes: Vec<Arc<Shape>>,
    pub owns: Vec<Own>,
    /// What the row of each class was made from.
    makings: Vec<Making>,
    /// Where numbers of shapes, own parts and holdings come from.
    era: Arc<()>,
    n_cells: OnceLock<u64>,
}

impl Engine {
    /// The matrix of this model, made when it is first asked for.
    pub(super) fn matrix(&self) -> &Arc<Matrix> {
        self.matrix.get_or_init(|| {
            match self.stock.try_lock() {
                Ok(mut stock) => build::matrix(self, &mut stock),
                // Another model is at it: not worth waiting for.
                Err(_) => build::matrix(
                    self,
                    &mut Stock::new(self.world.n_people, self.world.n_items),
                ),
            }
        })
    }

    /// The stock for the next model: the same where sets have the same bounds.
    pub(super) fn stock_for(world: &World, old: Option<&Engine>) -> Arc<Mutex<Stock>> {
        let (n_people, n_items) = (world.n_people, world.n_items);
        let kept = old.filter(|old| {
            let stock = old.stock.try_lock();
            stock.is_ok_and(|stock| stock.is_of(n_people, n_items) && !stock.is_crowded())
        });
        match kept {
            Some(old) => old.stock.clone(),
            None => Arc::new(Mutex::new(Stock::new(n_people, n_items))),
        }
    }

    /// The row of one principal, by the matrix.
    pub(super) fn shared_row(&self, actor: u32, right: usize, rank: usize) -> Row {
        let matrix = self.matrix();
        let Some(class) = matrix.classes.of(actor) else {
            return Row::Nothing(false);
        };
        match matrix.entry(class, right, rank) {
            Entry::Nothing(is_allowed) => Row::Nothing(is_allowed),
            Entry::Shape(n) => match matrix.shapes.get(n as usize) {
                Some(shape) => {
                    let regions = matrix.regions(&self.world, shape, actor);
                    let parts = Parts::new(&self.world, regions.iter().collect());
                    let set = shape.set(&self.world, &parts);
                    if shape.of_items {
                        Row::Items(set)
                    } else {
                        Row::People(set)
                    }
                }
                None => Row::Nothing(false),
            },
            Entry::SameForClass | Entry::Each => self.row(actor, right, rank, false),
        }
    }

    /// Everyone whose row has the target; a target by number in the universe of the right.
    pub(super) fn shared_column(&self, right: usize, rank: usize, target: u32) -> Option<Set> {
        let matrix = self.matrix();
        let mut has_target = vec![false; matrix.classes.len()];
        let mut owns: Vec<u16> = Vec::new();
        for (class, has_target) in (0u32..).zip(has_target.iter_mut()) {
            let Entry::Shape(n) = matrix.entry(class, right, rank) else {
                match matrix.entry(class, right, rank) {
                    Entry::Nothing(false) => continue,
                    _ => return None,
                }
            };
            let shape = matrix.shapes.get(n as usize)?;
            *has_target = shape.base().is_some_and(|base| base.set.contains(target));
            owns.extend(&shape.owns);
        }
        owns.sort_unstable();
        owns.dedup();
        let mut set = Set::by(self.world.n_people, |actor| {
            let class = matrix.classes.of(actor as u32);
            class.is_some_and(|class| has_target.get(class as usize).copied().unwrap_or(false))
        });
        for own in owns.iter().filter_map(|n| matrix.owns.get(*n as usize)) {
            for actor in own.from(&self.world, target) {
                set.put(actor, matrix.has(&self.world, actor, right, rank, target));
            }
        }
        Some(set)
    }

    /// How many cells the matrix has: principal, permission, level and target.
    pub fn n_cells(&self) -> u64 {
        let matrix = self.matrix();
        *matrix.n_cells.get_or_init(|| count::cells(self))
    }
}

impl Entry {
    pub(super) fn shape(self, matrix: &Matrix) -> Option<&Shape> {
        match self {
            Entry::Shape(n) => matrix.shapes.get(n as usize).map(|shape| &**shape),
            _ => None,
        }
    }
}

impl Matrix {
    /// True if both number principals, items, shapes and own parts alike.
    pub(super) fn is_alike(&self, other: &Matrix) -> bool {
        Arc::ptr_eq(&self.era, &other.era)
    }

    pub(super) fn entry(&self, class: u32, right: usize, rank: usize) -> Entry {
        let at = self.place(right, rank);
        let entry = at.and_then(|at| self.entries(class).get(at));
        entry.copied().unwrap_or(Entry::Nothing(false))
    }

    /// The place of a right at a rank in every row.
    pub(super) fn place(&self, right: usize, rank: usize) -> Option<usize> {
        Some(self.starts.get(right)? + rank - 1)
    }

    /// True if everyone of the class surely reaches something: there is more outside their own
    /// parts than own parts could take away, or there are none.
    pub(super) fn has_for_all(&self, class: u32, right: usize, rank: usize) -> bool {
        let Entry::Shape(n) = self.entry(class, right, rank) else {
            return false;
        };
        self.shapes
            .get(n as usize)
            .is_some_and(|shape| shape.base().is_some_and(|base| base.len > 0) && shape.only_adds())
    }

    /// All entries of a class. Classes with the very same row share it.
    pub(super) fn row(&self, class: u32) -> Option<&Arc<[Entry]>> {
        self.entries.get(class as usize)
    }

    pub(super) fn entries(&self, class: u32) -> &[Entry] {
        self.row(class).map(|row| &**row).unwrap_or_default()
    }

    fn regions(&self, world: &World, shape: &Shape, actor: u32) -> Vec<Region> {
        let owns = shape.owns.iter();
        owns.map(|n| match self.owns.get(*n as usize) {
            Some(own) => own.region(world, actor),
            None => Region::default(),
        })
        .collect()
    }

    fn has(&self, world: &World, actor: u32, right: usize, rank: usize, target: u32) -> bool {
        let Some(class) = self.classes.of(actor) else {
            return false;
        };
        let Entry::Shape(n) = self.entry(class, right, rank) else {
            return false;
        };
        self.shapes.get(n as usize).is_some_and(|shape| {
            let regions = self.regions(world, shape, actor);
            let parts = Parts::new(world, regions.iter().collect());
            shape.contains(world, &parts, target)
        })
    }
}
