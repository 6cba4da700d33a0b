//! Random conditions, reaches, item selectors, scopes and selectors of principals.

use sightline::model::*;

use super::dice::Dice;
use super::make::{WORDS, ids, value_of};

fn clause(d: &mut Dice, field: FieldId, candidates: &[Value]) -> Clause {
    let op = d.pick(&[
        Op::Is,
        Op::Is,
        Op::Is,
        Op::IsNot,
        Op::IsEmpty,
        Op::IsNotEmpty,
        Op::Contains,
        Op::StartsWith,
        Op::Less,
        Op::AtMost,
        Op::More,
        Op::AtLeast,
    ]);
    let mut values = Vec::new();
    if op.takes_values() {
        values = d.some_of(candidates, 3);
    }
    Clause { field, op, values }
}

fn condition(d: &mut Dice, mut one: impl FnMut(&mut Dice) -> Clause) -> Condition {
    let n = d.pick(&[0, 1, 1, 1, 2, 2, 3]);
    Condition {
        join: d.pick(&[None, Some(Join::All), Some(Join::Any)]),
        clauses: d.list(n, |d, _| one(d)),
    }
}

/// Values that may meet what a field holds.
fn candidates(d: &mut Dice, kind: Option<&FieldType>, people: &[PrincipalId]) -> Vec<Value> {
    let texts = |list: &[&str]| list.iter().map(|t| Value::from(*t)).collect::<Vec<_>>();
    match kind {
        Some(FieldType::List) => texts(&WORDS),
        Some(kind) => {
            let mut list = d.list(4, |d, _| value_of(d, kind, people));
            list.push("1".into());
            list
        }
        None => {
            let mut list = texts(&[
                "ann", "BO", "person", "external", "active", "blocked", "T0", "t1", "0", "1", "2",
                "p", "k0", "account", "role", "i0", "l0", "L1", "r1",
            ]);
            list.extend(people.iter().map(|id| Value::from(id.as_str())));
            list
        }
    }
}

pub fn person_condition(d: &mut Dice, parts: &Parts) -> Condition {
    let people = ids(&parts.principals);
    condition(d, |d| {
        if d.chance(65) {
            let field = d.pick(&parts.fields);
            let values = candidates(d, Some(&field.kind), &people);
            clause(d, field.id, &values)
        } else {
            let values = candidates(d, None, &people);
            let field = d.pick(&BUILT_IN_FIELDS);
            clause(d, field.into(), &values)
        }
    })
}

fn item_condition(d: &mut Dice, parts: &Parts) -> Condition {
    let people = ids(&parts.principals);
    condition(d, |d| {
        if d.chance(50) {
            let kind = d.pick(&parts.kinds);
            let field = d.pick(&kind.fields);
            let mut values = candidates(d, Some(&field.kind), &people);
            if field.id == "mail" {
                values.extend(people.iter().map(|id| Value::from(id.as_str())));
            }
            clause(d, field.id, &values)
        } else {
            let values = candidates(d, None, &people);
            let field = d.pick(&BUILT_IN_ITEM_FIELDS);
            clause(d, field.into(), &values)
        }
    })
}

/// A selector of people.
pub fn reach(d: &mut Dice, parts: &Parts, depth: usize) -> Reach {
    let people = ids(&parts.principals);
    let n = if depth == 0 { 19 } else { 24 };
    match d.below(n) {
        0 | 1 => Reach::Anyone,
        2 | 3 => Reach::Everyone,
        4 if d.chance(30) => Reach::Nobody,
        4 | 5 => Reach::Oneself,
        6..=8 => Reach::Reports(Reports {
            depth: d.pick(&[None, None, Some(1), Some(2)]),
            lines: d.maybe(40, |d| {
                let lines: Vec<LineId> =
                    parts.settings.lines.iter().map(|l| l.id.clone()).collect();
                d.some_of(&lines, 2)
            }),
            oneself: d.pick(&[None, Some(false), Some(true)]),
        }),
        9 => Reach::Team(d.pick(&ids(&parts.teams))),
        10 => Reach::MyTeams,
        11 => Reach::LedTeams,
        12 | 13 => Reach::Group(d.pick(&ids(&parts.groups))),
        14 | 15 => Reach::Where(person_condition(d, parts)),
        16 => Reach::Listed(d.some(&people, 3)),
        17 => Reach::SameField(d.pick(&ids(&parts.fields))),
        18 if parts.reaches.is_empty() => Reach::Anyone,
        18 => Reach::Named(d.pick(&ids(&parts.reaches))),
        19 | 20 => {
            let n = d.within(0, 2);
            Reach::Union(d.list(n, |d, _| reach(d, parts, depth - 1)))
        }
        21 => {
            let n = d.within(0, 2);
            Reach::Intersection(d.list(n, |d, _| reach(d, parts, depth - 1)))
        }
        _ => Reach::Except(
            Box::new(reach(d, parts, depth - 1)),
            Box::new(reach(d, parts, depth - 1)),
        ),
    }
}

/// A selector of items.
pub fn item_selector(d: &mut Dice, parts: &Parts, depth: usize) -> ItemSelector {
    let n = if depth == 0 { 17 } else { 22 };
    match d.below(n) {
        0..=2 => ItemSelector::Any,
        3 if d.chance(40) => ItemSelector::Nothing,
        3 => ItemSelector::OwnedByMe,
        4 | 5 => ItemSelector::CreatedByMe,
        6 => ItemSelector::Kind(any_kind(d, parts)),
        7 | 8 => ItemSelector::Labelled(d.some(&ids(&parts.labels), 2)),
        9 | 10 => ItemSelector::Listed(d.some(&ids(&parts.items), 4)),
        11 | 12 => ItemSelector::Where(item_condition(d, parts)),
        13 | 14 => ItemSelector::FieldIsMine {
            field: d
                .pick(&["mail", "site", "creator", "subject", "name", "id"])
                .into(),
            mine: d
                .pick(&["id", "id", "name", "site", "buddy", "tags"])
                .into(),
        },
        15 | 16 => ItemSelector::About(reach(d, parts, 1)),
        17 | 18 => {
            let n = d.within(0, 2);
            ItemSelector::Union(d.list(n, |d, _| item_selector(d, parts, depth - 1)))
        }
        19 => {
            let n = d.within(0, 2);
            ItemSelector::Intersection(d.list(n, |d, _| item_selector(d, parts, depth - 1)))
        }
        _ => ItemSelector::Except(
            Box::new(item_selector(d, parts, depth - 1)),
            Box::new(item_selector(d, parts, depth - 1)),
        ),
    }
}

pub fn any_kind(d: &mut Dice, parts: &Parts) -> KindId {
    let mut kinds = ids(&parts.kinds);
    kinds.extend([ACCOUNT_KIND.into(), ROLE_KIND.into()]);
    d.pick(&kinds)
}

/// Two axes, each set this many times in a hundred.
pub fn scope(d: &mut Dice, parts: &Parts, percent: usize) -> Scope {
    Scope {
        people: d.maybe(percent, |d| reach(d, parts, 2)),
        items: d.maybe(percent, |d| item_selector(d, parts, 2)),
    }
}

/// A selector of principals.
pub fn who(d: &mut Dice, parts: &Parts, depth: usize) -> Who {
    let n = if depth == 0 { 8 } else { 12 };
    match d.below(n) {
        0 => Who::Anyone,
        1 => Who::Sort(d.pick(&[
            PrincipalSort::Person,
            PrincipalSort::External,
            PrincipalSort::ServiceUser,
        ])),
        2 | 3 => Who::Listed(d.some(&ids(&parts.principals), 4)),
        4 => Who::Member(d.pick(&ids(&parts.groups))),
        5 => Who::Holds(d.some(&ids(&parts.roles), 2)),
        6 => Who::Owns(d.pick(&ids(&parts.kinds))),
        7 => Who::Where(person_condition(d, parts)),
        8 | 9 => Who::Not(Box::new(who(d, parts, depth - 1))),
        10 => {
            let n = d.within(0, 2);
            Who::AllOf(d.list(n, |d, _| who(d, parts, depth - 1)))
        }
        _ => {
            let n = d.within(0, 2);
            Who::AnyOf(d.list(n, |d, _| who(d, parts, depth - 1)))
        }
    }
}
