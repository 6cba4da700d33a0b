//! One field of all people, or of all items, as normalised keys; and conditions on them.
//!
//! A clause is looked at once per distinct key, not once per person.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::set::Set;
use crate::model::{Clause, Condition, Join, Op, Value, norm};

/// The keys of one field, record by record. A record without keys has an empty field.
#[derive(Debug, Default)]
pub(super) struct Column {
    keys: Vec<String>,
    of: Vec<Box<[u32]>>,
}

impl Column {
    /// A column of `n` records. `keys_of` gives the normalised keys of each.
    pub(super) fn new(n: usize, mut keys_of: impl FnMut(usize) -> Vec<String>) -> Column {
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        let mut column = Column::default();
        for record in 0..n {
            let mut list: Vec<u32> = Vec::new();
            for key in keys_of(record) {
                let next = column.keys.len() as u32;
                let number = *numbers.entry(key).or_insert_with_key(|key| {
                    column.keys.push(key.clone());
                    next
                });
                if !list.contains(&number) {
                    list.push(number);
                }
            }
            column.of.push(list.into_boxed_slice());
        }
        column
    }

    /// The keys of a record.
    pub(super) fn keys(&self, record: u32) -> impl Iterator<Item = &str> {
        self.of
            .get(record as usize)
            .into_iter()
            .flat_map(|list| list.iter())
            .filter_map(|n| self.keys.get(*n as usize).map(String::as_str))
    }

    /// True if two records of two columns share a key.
    pub(super) fn matches(&self, mine: u32, other: &Column, theirs: u32) -> bool {
        if std::ptr::eq(self, other) {
            let (Some(a), Some(b)) = (self.of.get(mine as usize), self.of.get(theirs as usize))
            else {
                return false;
            };
            return a.iter().any(|key| b.contains(key));
        }
        self.keys(mine)
            .any(|key| other.keys(theirs).any(|their| their == key))
    }

    /// The records for which a clause holds.
    fn holds(&self, clause: &Clause) -> Set {
        let n = self.of.len();
        let wanted: Vec<String> = clause.values.iter().flat_map(Value::keys).collect();
        let hit: Vec<bool> = self
            .keys
            .iter()
            .map(|key| key_holds(clause.op, key, &wanted))
            .collect();
        let mut set = Set::none(n);
        for (record, keys) in self.of.iter().enumerate() {
            if keys
                .iter()
                .any(|k| hit.get(*k as usize).copied().unwrap_or(false))
            {
                set.insert(record as u32);
            }
        }
        match clause.op {
            Op::IsNot | Op::IsEmpty => set.complement(),
            _ => set,
        }
    }
}

/// Whether one key satisfies an operator. `IsNot` and `IsEmpty` are the complements of `Is` and
/// `IsNotEmpty`, taken over records.
fn key_holds(op: Op, key: &str, wanted: &[String]) -> bool {
    match op {
        Op::Is | Op::IsNot => wanted.iter().any(|w| w == key),
        Op::IsEmpty | Op::IsNotEmpty => true,
        Op::Contains => wanted.iter().any(|w| key.contains(w.as_str())),
        Op::StartsWith => wanted.iter().any(|w| key.starts_with(w.as_str())),
        Op::Less => wanted.iter().any(|w| compare(key, w).is_lt()),
        Op::AtMost => wanted.iter().any(|w| compare(key, w).is_le()),
        Op::More => wanted.iter().any(|w| compare(key, w).is_gt()),
        Op::AtLeast => wanted.iter().any(|w| compare(key, w).is_ge()),
    }
}

/// Numbers compare as numbers, everything else as text (days written 2026-11-21 order so).
fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    let number = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite());
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => a.cmp(b),
    }
}

/// The records for which a condition holds. `column` gives the column of a field; `empty` stands
/// for a field nobody has.
pub(super) fn condition_set(
    condition: &Condition,
    default_join: Join,
    universe: &Set,
    bound: usize,
    column: &mut dyn FnMut(&str) -> Arc<Column>,
) -> Set {
    if condition.clauses.is_empty() {
        return universe.clone();
    }
    let join = condition.join.unwrap_or(default_join);
    let mut set = match join {
        Join::All => Set::all(bound),
        Join::Any => Set::none(bound),
    };
    for clause in &condition.clauses {
        let holds = column(clause.field.as_str()).holds(clause);
        match join {
            Join::All => set.keep(&holds),
            Join::Any => set.add(&holds),
        }
    }
    set.keep(universe);
    set
}

/// True if one clause holds for one record.
pub(super) fn clause_holds(column: &Column, clause: &Clause, record: u32) -> bool {
    let wanted: Vec<String> = clause.values.iter().flat_map(Value::keys).collect();
    let any = column
        .keys(record)
        .any(|key| key_holds(clause.op, key, &wanted));
    any != matches!(clause.op, Op::IsNot | Op::IsEmpty)
}

/// The keys of one text.
pub(super) fn one_key(text: &str) -> Vec<String> {
    let key = norm(text);
    if key.is_empty() {
        Vec::new()
    } else {
        vec![key]
    }
}
