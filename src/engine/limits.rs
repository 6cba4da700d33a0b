//! Limits: what selectors say, by number, and what they mean in one model.
//!
//! A number stands for the words of a selector in all models that follow one another, so that what is
//! composed of numbers stays what it is while only the meaning changes with the people.

use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use super::select::{ItemExpr, ReachExpr};
use super::world::World;
use crate::model::{ItemSelector, Reach, Scope};

/// One set limit, with the words it was written in.
#[derive(Debug)]
pub(super) struct Limit<S, E> {
    no: u32,
    pub said: S,
    pub expr: E,
}

pub(super) type PeopleLimit = Arc<Limit<Reach, ReachExpr>>;
pub(super) type ItemLimit = Arc<Limit<ItemSelector, ItemExpr>>;

/// A limit of people by what it says: the same number in all models that follow one another, whatever
/// it means in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PeopleNo(u32);

/// A limit of items by what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ItemsNo(u32);

impl Limit<Reach, ReachExpr> {
    pub(super) fn no(&self) -> PeopleNo {
        PeopleNo(self.no)
    }
}

impl Limit<ItemSelector, ItemExpr> {
    pub(super) fn no(&self) -> ItemsNo {
        ItemsNo(self.no)
    }
}

type ByNumber<S, E> = Vec<Option<Arc<Limit<S, E>>>>;

/// Limits that say the same are one; a limit that means what it meant in the model before is still
/// the same. All are met while a model is made ready; from then on they are looked up by number.
#[derive(Debug)]
pub(super) struct Limits<S, E> {
    numbers: Arc<Mutex<FxHashMap<S, u32>>>,
    before: ByNumber<S, E>,
    met: Mutex<ByNumber<S, E>>,
    list: ByNumber<S, E>,
    nothing: Arc<Limit<S, E>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<S: Clone + Eq + Hash, E: PartialEq> Limits<S, E> {
    /// Those of a first model; a number that is none of its limits lets nothing in.
    pub(super) fn new(nothing: (S, E)) -> Limits<S, E> {
        let (said, expr) = nothing;
        Limits {
            numbers: Arc::default(),
            before: Vec::new(),
            met: Mutex::default(),
            list: Vec::new(),
            nothing: Arc::new(Limit {
                no: u32::MAX,
                said,
                expr,
            }),
        }
    }

    /// Those of the model after this one. Only where both number alike can a limit be the same.
    pub(super) fn after(&self, nothing: (S, E), is_numbered_alike: bool) -> Limits<S, E> {
        Limits {
            numbers: self.numbers.clone(),
            before: match is_numbered_alike {
                true => self.list.clone(),
                false => Vec::new(),
            },
            ..Limits::new(nothing)
        }
    }

    fn get(&self, said: &S, expr: impl FnOnce() -> E) -> Arc<Limit<S, E>> {
        let no = {
            let mut numbers = locked(&self.numbers);
            match numbers.get(said) {
                Some(no) => *no,
                None => {
                    let no = numbers.len() as u32;
                    numbers.insert(said.clone(), no);
                    no
                }
            }
        };
        let at = no as usize;
        if let Some(Some(limit)) = locked(&self.met).get(at) {
            return limit.clone();
        }
        let expr = expr();
        let limit = match self.before.get(at) {
            Some(Some(limit)) if limit.expr == expr => limit.clone(),
            _ => Arc::new(Limit {
                no,
                said: said.clone(),
                expr,
            }),
        };
        let mut met = locked(&self.met);
        if met.len() <= at {
            met.resize(at + 1, None);
        }
        if let Some(slot) = met.get_mut(at) {
            *slot = Some(limit.clone());
        }
        limit
    }

    /// To be called when all were met.
    fn settle(&mut self) {
        self.list = std::mem::take(&mut *locked(&self.met));
        self.before = Vec::new();
    }

    fn at(&self, no: u32) -> &Arc<Limit<S, E>> {
        match self.list.get(no as usize) {
            Some(Some(limit)) => limit,
            _ => &self.nothing,
        }
    }
}

/// A scope, ready to be asked. `None` is unset.
#[derive(Clone, Debug, Default)]
pub(super) struct ScopeExpr {
    pub people: Option<PeopleLimit>,
    pub items: Option<ItemLimit>,
}

impl ScopeExpr {
    /// True if both are made of the very same limits.
    pub(super) fn is_same(&self, other: &ScopeExpr) -> bool {
        fn is_limit<T>(x: &Option<Arc<T>>, y: &Option<Arc<T>>) -> bool {
            match (x, y) {
                (None, None) => true,
                (Some(x), Some(y)) => Arc::ptr_eq(x, y),
                _ => false,
            }
        }
        is_limit(&self.people, &other.people) && is_limit(&self.items, &other.items)
    }

    pub(super) fn people_no(&self) -> Option<PeopleNo> {
        self.people.as_ref().map(|limit| limit.no())
    }

    pub(super) fn items_no(&self) -> Option<ItemsNo> {
        self.items.as_ref().map(|limit| limit.no())
    }
}

impl World {
    pub(super) fn scope(&self, scope: &Scope) -> ScopeExpr {
        let people = scope.people.as_ref();
        let items = scope.items.as_ref();
        ScopeExpr {
            people: people.map(|said| self.reaches.get(said, || self.reach(said))),
            items: items.map(|said| self.selectors.get(said, || self.items(said))),
        }
    }

    /// To be called when every scope of the model was asked for.
    pub(super) fn settle_limits(&mut self) {
        self.reaches.settle();
        self.selectors.settle();
    }

    pub(super) fn people_limit(&self, no: PeopleNo) -> &PeopleLimit {
        self.reaches.at(no.0)
    }

    pub(super) fn item_limit(&self, no: ItemsNo) -> &ItemLimit {
        self.selectors.at(no.0)
    }
}
