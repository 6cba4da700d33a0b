//! Columns and conditions of one universe (people, or items): made when first asked for, and carried
//! over to the next model with only the changed records looked at again.

use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard};

use rustc_hash::FxHashMap;

use super::columns::{Column, Raw, condition_holds};
use super::set::Set;
use crate::model::{Condition, Join};

/// What is known of the fields of one universe.
#[derive(Debug, Default)]
pub(super) struct Fields {
    columns: Mutex<FxHashMap<String, Kept<Column>>>,
    conditions: Mutex<FxHashMap<Condition, Kept<Set>>>,
}

/// Something kept, and whether this model asked for it: what nobody asks for is not carried on.
#[derive(Debug)]
struct Kept<T> {
    value: Arc<T>,
    is_used: bool,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is kept is complete before it is put in, so a poisoned lock guards nothing broken.
    mutex
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// What is kept under a key, or what `make` gives, kept from now on.
fn kept<K, Q, T>(known: &Mutex<FxHashMap<K, Kept<T>>>, key: &Q, make: impl FnOnce() -> T) -> Arc<T>
where
    K: Borrow<Q> + Eq + Hash,
    Q: Eq + Hash + ToOwned<Owned = K> + ?Sized,
{
    if let Some(kept) = locked(known).get_mut(key) {
        kept.is_used = true;
        return kept.value.clone();
    }
    // Made without the lock: a condition asks for columns.
    let value = Arc::new(make());
    let kept = Kept {
        value: value.clone(),
        is_used: true,
    };
    locked(known).insert(key.to_owned(), kept);
    value
}

impl Fields {
    /// The column of a field.
    pub(super) fn column(&self, field: &str, make: impl FnOnce() -> Column) -> Arc<Column> {
        kept(&self.columns, field, make)
    }

    /// The records for which a condition holds.
    pub(super) fn condition(&self, condition: &Condition, make: impl FnOnce() -> Set) -> Arc<Set> {
        kept(&self.conditions, condition, make)
    }

    /// What holds for a model numbered alike in which only some records changed. Fields that are
    /// `stale` follow from more than their own record and are left out.
    pub(super) fn carried<'a>(
        &self,
        changed: &[u32],
        is_stale: impl Fn(&str) -> bool,
        raw: impl Fn(usize, &str) -> Raw<'a>,
        join: Join,
        universe: &Set,
    ) -> Fields {
        let mut columns: FxHashMap<String, Kept<Column>> = FxHashMap::default();
        for (field, kept) in locked(&self.columns).iter() {
            if !kept.is_used || is_stale(field) {
                continue;
            }
            let patched = kept.value.patched(changed, |at| raw(at, field));
            let kept = Kept {
                value: patched.map_or_else(|| kept.value.clone(), Arc::new),
                is_used: false,
            };
            columns.insert(field.clone(), kept);
        }
        let mut conditions: FxHashMap<Condition, Kept<Set>> = FxHashMap::default();
        for (condition, kept) in locked(&self.conditions).iter() {
            let columns_of: Option<Vec<Arc<Column>>> = condition
                .clauses
                .iter()
                .map(|clause| {
                    columns
                        .get(clause.field.as_str())
                        .map(|kept| kept.value.clone())
                })
                .collect();
            // Without all its columns it is made anew when it is asked for.
            let Some(columns_of) = columns_of.filter(|_| kept.is_used) else {
                continue;
            };
            let mut value = kept.value.clone();
            for record in changed {
                let holds = universe.contains(*record)
                    && condition_holds(condition, join, *record, &columns_of);
                if holds != value.contains(*record) {
                    Arc::make_mut(&mut value).put(*record, holds);
                }
            }
            let is_used = false;
            conditions.insert(condition.clone(), Kept { value, is_used });
        }
        Fields {
            columns: Mutex::new(columns),
            conditions: Mutex::new(conditions),
        }
    }
}
