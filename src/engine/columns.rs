//! One field of all people, or of all items, as normalised keys; and conditions on them.
//!
//! Records with the same keys share one list, so that a clause is looked at once per distinct list
//! and not once per record.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::lists::Lists;
use super::set::Set;
use crate::model::{Clause, Condition, Join, Op, Value, norm};

/// What one record holds in a field, before it is normalised.
#[derive(Debug)]
pub(super) enum Raw<'a> {
    Nothing,
    Text(Cow<'a, str>),
    Keys(Vec<String>),
}

impl<'a> From<Option<&'a Value>> for Raw<'a> {
    fn from(value: Option<&'a Value>) -> Self {
        match value {
            None => Raw::Nothing,
            Some(Value::Text(text)) => Raw::Text(Cow::Borrowed(text)),
            Some(value) => Raw::Keys(value.keys()),
        }
    }
}

impl<'a> Raw<'a> {
    pub(super) fn text(text: &'a str) -> Raw<'a> {
        Raw::Text(Cow::Borrowed(text))
    }

    fn keys(self) -> Vec<String> {
        match self {
            Raw::Nothing => Vec::new(),
            Raw::Text(text) => one_key(&text),
            Raw::Keys(keys) => keys,
        }
    }
}

/// The keys of one field, record by record. A record without keys has an empty field.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    dictionary: Arc<Dictionary>,
    /// The list of each record.
    of: Vec<u32>,
    /// The records of each key, smallest first; made when first asked for.
    postings: OnceLock<Lists>,
}

/// Columns are the same if they are the very same: contents are not compared.
impl PartialEq for Column {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// Distinct keys, and distinct lists of them.
#[derive(Clone, Debug, Default)]
struct Dictionary {
    keys: Vec<String>,
    number_of: FxHashMap<String, u32>,
    lists: Vec<Box<[u32]>>,
    list_of: FxHashMap<Box<[u32]>, u32>,
}

impl Dictionary {
    fn list(&mut self, keys: Vec<String>) -> u32 {
        let mut list: Vec<u32> = Vec::with_capacity(keys.len());
        for key in keys {
            let next = self.keys.len() as u32;
            let number = *self.number_of.entry(key).or_insert_with_key(|key| {
                self.keys.push(key.clone());
                next
            });
            if !list.contains(&number) {
                list.push(number);
            }
        }
        let next = self.lists.len() as u32;
        let list = list.into_boxed_slice();
        *self.list_of.entry(list).or_insert_with_key(|list| {
            self.lists.push(list.clone());
            next
        })
    }

    fn known(&self, keys: &[String]) -> Option<u32> {
        let mut list: Vec<u32> = Vec::with_capacity(keys.len());
        for key in keys {
            let number = *self.number_of.get(key)?;
            if !list.contains(&number) {
                list.push(number);
            }
        }
        self.list_of.get(list.as_slice()).copied()
    }
}

impl Column {
    /// A column of `n` records. `raw` gives what each holds.
    pub(super) fn new<'a>(n: usize, raw: impl Fn(usize) -> Raw<'a>) -> Column {
        let mut dictionary = Dictionary::default();
        // Most records repeat a text that was met before.
        let mut met: FxHashMap<Cow<'a, str>, u32> = FxHashMap::default();
        let of = (0..n)
            .map(|record| match raw(record) {
                Raw::Text(text) => match met.get(&text) {
                    Some(list) => *list,
                    None => {
                        let list = dictionary.list(one_key(&text));
                        met.insert(text, list);
                        list
                    }
                },
                other => dictionary.list(other.keys()),
            })
            .collect();
        Column {
            dictionary: Arc::new(dictionary),
            of,
            postings: OnceLock::new(),
        }
    }

    /// The column after some records changed; none if it is the same as before.
    pub(super) fn patched<'a>(
        &self,
        changed: &[u32],
        raw: impl Fn(usize) -> Raw<'a>,
    ) -> Option<Column> {
        let mut patched: Option<Column> = None;
        for record in changed {
            let keys = raw(*record as usize).keys();
            let dictionary = match &patched {
                Some(column) => &column.dictionary,
                None => &self.dictionary,
            };
            let known = dictionary.known(&keys);
            let before = self.of.get(*record as usize).copied();
            if known.is_some() && known == before {
                continue;
            }
            let column = patched.get_or_insert_with(|| Column {
                dictionary: self.dictionary.clone(),
                of: self.of.clone(),
                postings: OnceLock::new(),
            });
            let list = match known {
                Some(list) => list,
                None => Arc::make_mut(&mut column.dictionary).list(keys),
            };
            if let Some(slot) = column.of.get_mut(*record as usize) {
                *slot = list;
            }
        }
        patched
    }

    fn list(&self, record: u32) -> &[u32] {
        self.of
            .get(record as usize)
            .and_then(|list| self.dictionary.lists.get(*list as usize))
            .map(|list| &**list)
            .unwrap_or_default()
    }

    /// The keys of a record.
    pub(super) fn keys(&self, record: u32) -> impl Iterator<Item = &str> {
        self.list(record)
            .iter()
            .filter_map(|n| self.dictionary.keys.get(*n as usize).map(String::as_str))
    }

    /// The list of keys of each record, by number: records with the same number hold the same.
    pub(super) fn lists(&self) -> &[u32] {
        &self.of
    }

    /// How many distinct lists there are.
    pub(super) fn n_lists(&self) -> usize {
        self.dictionary.lists.len()
    }

    /// True if two records of two columns share a key.
    pub(super) fn matches(&self, mine: u32, other: &Column, theirs: u32) -> bool {
        if Arc::ptr_eq(&self.dictionary, &other.dictionary) {
            let (a, b) = (self.list(mine), other.list(theirs));
            return a.iter().any(|key| b.contains(key));
        }
        self.keys(mine)
            .any(|key| other.keys(theirs).any(|their| their == key))
    }

    /// The records of this column that share a key with a record of another.
    pub(super) fn sharing<'a>(
        &'a self,
        other: &'a Column,
        theirs: u32,
    ) -> impl Iterator<Item = u32> + 'a {
        let postings = self.postings.get_or_init(|| {
            let records = 0..self.of.len() as u32;
            let pairs =
                records.flat_map(|record| self.list(record).iter().map(move |key| (*key, record)));
            Lists::new(self.dictionary.keys.len(), pairs)
        });
        let is_same = Arc::ptr_eq(&self.dictionary, &other.dictionary);
        other
            .list(theirs)
            .iter()
            .filter_map(move |key| {
                if is_same {
                    return Some(*key);
                }
                let text = other.dictionary.keys.get(*key as usize)?;
                self.dictionary.number_of.get(text).copied()
            })
            .flat_map(|key| postings.of(key).iter().copied())
    }

    /// The records for which a clause holds.
    fn holds(&self, clause: &Clause) -> Set {
        let wanted: Vec<String> = clause.values.iter().flat_map(Value::keys).collect();
        let hit: Vec<bool> = self
            .dictionary
            .keys
            .iter()
            .map(|key| key_holds(clause.op, key, &wanted))
            .collect();
        let lists: Vec<bool> = self
            .dictionary
            .lists
            .iter()
            .map(|list| {
                list.iter()
                    .any(|key| hit.get(*key as usize).copied().unwrap_or(false))
            })
            .collect();
        let set = Set::by(self.of.len(), |record| {
            let list = self.of.get(record).copied().unwrap_or_default();
            lists.get(list as usize).copied().unwrap_or(false)
        });
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

/// The records for which a condition holds. `column` gives the column of a field.
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

/// True if a condition holds for one record. `columns` are those of its clauses, in order.
pub(super) fn condition_holds(
    condition: &Condition,
    default_join: Join,
    record: u32,
    columns: &[Arc<Column>],
) -> bool {
    if condition.clauses.is_empty() {
        return true;
    }
    let mut holds = columns
        .iter()
        .zip(&condition.clauses)
        .map(|(column, clause)| clause_holds(column, clause, record));
    match condition.join.unwrap_or(default_join) {
        Join::All => holds.all(|holds| holds),
        Join::Any => holds.any(|holds| holds),
    }
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
