//! How two models number the same people, items and rights.

use rustc_hash::FxHashMap;

use crate::engine::Engine;
use crate::engine::lines::Region;
use crate::engine::matrix::own::run_of;
use crate::engine::rows::Row;
use crate::engine::set::Set;
use crate::engine::world::World;
use crate::model::{LevelId, Model, PermissionId, Principal};

/// Numbers of the old model in the new one. What the new one does not have goes to `GONE`.
#[derive(Debug)]
pub(super) struct Numbers {
    /// None: the same numbers.
    people: Option<Vec<u32>>,
    items: Option<Vec<u32>>,
    /// The same whoever they are about: a person and an item that were chosen independently stay the
    /// same target.
    items_by_name: Option<Vec<u32>>,
    n_people: usize,
    n_items: usize,
}

const GONE: u32 = u32::MAX;

impl Numbers {
    pub(super) fn new(old: &World, new: &World) -> Numbers {
        let people = (!is_numbered_alike(&old.model, &new.model)).then(|| {
            let new = new.model.principals();
            let number = |person: &Principal| {
                let at = new.position(&person.id)?;
                let is_alike = new.at(at)?.has_record() == person.has_record();
                is_alike.then_some(at as u32)
            };
            let people = old.model.principals().iter();
            people
                .map(|person| number(person).unwrap_or(GONE))
                .collect()
        });
        let mut numbers = Numbers {
            people,
            items: None,
            items_by_name: None,
            n_people: new.n_people,
            n_items: new.n_items,
        };
        let has_same_things = numbers.people.is_none()
            && old.model.items().is_same(new.model.items())
            && old.model.roles().ids().eq(new.model.roles().ids());
        if !has_same_things {
            let by_name = (0..old.n_items as u32).map(|item| {
                let other = old.item_ref(item).and_then(|item| new.item(&item));
                other.unwrap_or(GONE)
            });
            let by_name: Vec<u32> = by_name.collect();
            numbers.items = Some(with_same_subject((old, new), &by_name));
            numbers.items_by_name = Some(by_name);
        }
        numbers
    }

    /// The number of a person of the old model in the new one.
    pub(super) fn person(&self, old: u32) -> Option<u32> {
        match &self.people {
            None => Some(old),
            Some(list) => list.get(old as usize).copied().filter(|n| *n != GONE),
        }
    }

    /// True if numbers of the universe differ.
    pub(super) fn has_moved(&self, of_items: bool) -> bool {
        let map = if of_items { &self.items } else { &self.people };
        map.is_some()
    }

    /// True if a set of the old model is the same set in the new one.
    pub(super) fn is_same(&self, of_items: bool, old: &Set, new: &Set) -> bool {
        let map = if of_items { &self.items } else { &self.people };
        match map {
            None => old == new,
            Some(map) => {
                old.len() == new.len()
                    && old
                        .iter()
                        .all(|n| map.get(n as usize).is_some_and(|n| new.contains(*n)))
            }
        }
    }

    /// A set of the old model in the numbers of the new one, and those that are gone.
    fn moved(&self, of_items: bool, old: &Set) -> (Set, Set) {
        let (map, bound) = if of_items {
            (&self.items, self.n_items)
        } else {
            (&self.people, self.n_people)
        };
        let Some(map) = map else {
            return (old.clone(), Set::none(old.bound()));
        };
        let (mut moved, mut gone) = (Set::none(bound), Set::none(old.bound()));
        for n in old.iter() {
            match map.get(n as usize) {
                Some(&GONE) | None => gone.insert(n),
                Some(n) => moved.insert(*n),
            }
        }
        (moved, gone)
    }

    /// What the new row has beyond the old one (by new numbers), and the old beyond the new: the
    /// part that is still there by new numbers, the part that is gone by old ones. None where the
    /// rows are of different kinds.
    pub(super) fn differ(&self, old: &Row, new: &Row) -> Option<Differ> {
        let differ = match (old, new) {
            (Row::People(old), Row::People(new)) => self.sets(false, old, new, Row::People),
            (Row::Items(old), Row::Items(new)) => self.sets(true, old, new, Row::Items),
            (Row::Pairs(old), Row::Pairs(new)) => self.pairs(old, new),
            (Row::Nothing(old), Row::Nothing(new)) => Differ {
                gained: Row::Nothing(*new && !old),
                lost: Row::Nothing(*old && !new),
                gone: Row::Nothing(false),
            },
            // A gate that is shut on one side, or everyone or no one gone.
            (Row::Nothing(false), _) | (_, Row::Nothing(false)) => Differ {
                gained: new.clone(),
                lost: Row::Nothing(false),
                gone: old.clone(),
            },
            _ => return None,
        };
        Some(differ)
    }

    fn sets(&self, of_items: bool, old: &Set, new: &Set, row: fn(Set) -> Row) -> Differ {
        let (mut lost, gone) = self.moved(of_items, old);
        let mut gained = new.clone();
        gained.drop(&lost);
        lost.drop(new);
        Differ {
            gained: row(gained),
            lost: row(lost),
            gone: row(gone),
        }
    }

    fn pairs(&self, old: &[(u32, Set)], new: &[(u32, Set)]) -> Differ {
        let mut before: FxHashMap<u32, Set> = FxHashMap::default();
        let mut gone: Vec<(u32, Set)> = Vec::new();
        for (item, people) in old {
            let (moved, lost) = self.moved(false, people);
            let at = match &self.items_by_name {
                None => Some(*item),
                Some(map) => map.get(*item as usize).copied().filter(|n| *n != GONE),
            };
            match at {
                Some(at) => {
                    before.insert(at, moved);
                    gone.push((*item, lost));
                }
                None => gone.push((*item, people.clone())),
            }
        }
        let mut gained: Vec<(u32, Set)> = Vec::new();
        let mut lost: Vec<(u32, Set)> = Vec::new();
        for (item, people) in new {
            let mut more = people.clone();
            if let Some(mut less) = before.remove(item) {
                more.drop(&less);
                less.drop(people);
                lost.push((*item, less));
            }
            gained.push((*item, more));
        }
        lost.extend(before);
        lost.sort_by_key(|(item, _)| *item);
        for list in [&mut gained, &mut lost, &mut gone] {
            list.retain(|(_, people)| !people.is_empty());
        }
        Differ {
            gained: Row::Pairs(gained),
            lost: Row::Pairs(lost),
            gone: Row::Pairs(gone),
        }
    }

    /// Targets that an own part holds in one of both only, where numbers are the same.
    pub(super) fn region_differs(
        &self,
        of_items: bool,
        (old, before): (&World, &Region),
        (new, after): (&World, &Region),
    ) -> RegionDiffers {
        let spread = |world: &World, region: &Region| {
            let run = region
                .run
                .as_ref()
                .map(|run| run_of(world, run))
                .unwrap_or_default();
            run.iter()
                .chain(&region.points)
                .copied()
                .collect::<Vec<u32>>()
        };
        let (before, mut after) = (spread(old, before), spread(new, after));
        let map = if of_items { &self.items } else { &self.people };
        match map {
            None => {
                let bound = if of_items {
                    self.n_items
                } else {
                    self.n_people
                };
                let mut differ = Set::of(bound, before.iter().copied());
                for target in after {
                    differ.put(target, !differ.contains(target));
                }
                RegionDiffers::At(differ.iter().collect())
            }
            Some(map) => {
                after.sort_unstable();
                let is_same = before.len() == after.len()
                    && before.iter().all(|n| {
                        let other = map.get(*n as usize);
                        other.is_some_and(|other| after.binary_search(other).is_ok())
                    });
                if is_same {
                    RegionDiffers::At(Vec::new())
                } else {
                    RegionDiffers::Somewhere
                }
            }
        }
    }
}

/// An item about someone else is another target.
fn with_same_subject((old, new): (&World, &World), by_name: &[u32]) -> Vec<u32> {
    let subject = |world: &World, item: u32| {
        let at = world.subject_of(item)?;
        world.person_id(at).cloned()
    };
    let pairs = (0u32..).zip(by_name);
    pairs
        .map(|(item, other)| match *other {
            GONE => GONE,
            other if subject(old, item) == subject(new, other) => other,
            _ => GONE,
        })
        .collect()
}

/// How an own part of one who acts differs.
#[derive(Clone, Debug)]
pub(super) enum RegionDiffers {
    /// At these targets only; at none, if there are none.
    At(Vec<u32>),
    Somewhere,
}

/// What differs between two rows.
#[derive(Debug)]
pub(super) struct Differ {
    /// By new numbers.
    pub gained: Row,
    /// By new numbers.
    pub lost: Row,
    /// By old numbers.
    pub gone: Row,
}

impl Differ {
    /// Cells gained and lost.
    pub(super) fn count(&self) -> (u64, u64) {
        let lost = self.lost.len() + self.gone.len();
        (self.gained.len() as u64, lost as u64)
    }
}

fn is_numbered_alike(old: &Model, new: &Model) -> bool {
    let (old, new) = (old.principals(), new.principals());
    old.len() == new.len()
        && old
            .differing(new)
            .all(|(_, a, b)| a.id == b.id && a.has_record() == b.has_record())
}

/// A right at a rank in both models, by name; either may not have it.
#[derive(Debug)]
pub(super) struct Level {
    pub permission: PermissionId,
    pub level: LevelId,
    /// Right and rank.
    pub old: Option<(usize, usize)>,
    pub new: Option<(usize, usize)>,
}

/// Every permission at every level of either model, in the order of their names.
pub(super) fn levels(old: &Engine, new: &Engine) -> Vec<Level> {
    let mut list: Vec<Level> = Vec::new();
    for (right, rank, permission, level) in named(new) {
        let before = old.right(&permission);
        let before = before.and_then(|right| {
            let rank = old.rank(&permission, &level).filter(|rank| *rank > 0)?;
            Some((right, rank))
        });
        list.push(Level {
            permission,
            level,
            old: before,
            new: Some((right, rank)),
        });
    }
    for (right, rank, permission, level) in named(old) {
        if new.rank(&permission, &level).is_none_or(|rank| rank == 0) {
            list.push(Level {
                permission,
                level,
                old: Some((right, rank)),
                new: None,
            });
        }
    }
    list
}

fn named(engine: &Engine) -> Vec<(usize, usize, PermissionId, LevelId)> {
    let mut list = Vec::new();
    for (right, entry) in engine.rights.list.iter().enumerate() {
        let Some(ladder) = engine.model().ladder_of(&entry.id) else {
            continue;
        };
        for (rank, level) in ladder.levels.iter().enumerate().skip(1) {
            list.push((right, rank, entry.id.clone(), level.clone()));
        }
    }
    list
}
