//! What one can do and another cannot.

use super::super::question::{Deed, Verb};
use super::super::verbs;
use super::super::words::count;
use super::targets::{dotted, extent, question};
use super::{AnswerRow, Door, PlainAnswer};
use crate::engine::{Engine, ItemRef, Target, Words, capital};
use crate::model::{Item, LevelId, PrincipalId};

/// A permission at a level by which one gets further, and how many targets further.
struct Further {
    deed: Deed,
    n: usize,
    first: Target,
    /// The other has nothing of it at all.
    alone: bool,
}

/// Compares two. Their own data counts as the same where each can do it to their own.
pub(super) fn differ(
    engine: &Engine,
    who: &PrincipalId,
    other: &PrincipalId,
    verb: &Verb,
    both: bool,
) -> PlainAnswer {
    let words = Words::new(engine.model());
    let (name, other_name) = (words.person(who), words.person(other));
    let more = further(engine, who, other, verb);
    let said = verbs::word(verb);
    let mut rows = rows(
        engine,
        &more,
        other,
        &other_name,
        if both { &name } else { "" },
    );
    let mut sentence = match more.len() {
        0 => format!("{name} can {said} nothing that {other_name} cannot"),
        n => format!(
            "{name} can {said} {} that {other_name} cannot",
            count(n, "thing", "things")
        ),
    };
    if both {
        let less = further(engine, other, who, verb);
        rows.extend(self::rows(engine, &less, who, &name, &other_name));
        sentence = match (more.len(), less.len()) {
            (0, 0) => format!("{name} and {other_name} can do the same"),
            (more, less) => format!(
                "{name} can do {} that {other_name} cannot, and the other way round {}",
                things(more),
                things(less)
            ),
        };
    }
    PlainAnswer {
        notes: vec!["Each with their own data counts as the same".to_owned()],
        rows,
        ..PlainAnswer::said(sentence)
    }
}

fn things(n: usize) -> String {
    match n {
        0 => "nothing".to_owned(),
        n => count(n, "thing", "things"),
    }
}

fn rows(
    engine: &Engine,
    more: &[Further],
    other: &PrincipalId,
    other_name: &str,
    prefix: &str,
) -> Vec<AnswerRow> {
    let model = engine.model();
    let words = Words::new(model);
    let row = |one: &Further| {
        let deed = words.deed(&one.deed.permission, one.deed.level.as_str());
        let text = match prefix {
            "" => capital(&deed),
            name => format!("{name} can {deed}"),
        };
        let extent = extent(model, &one.deed, one.n);
        let alone = match one.alone {
            true => format!("{other_name} not at all"),
            false => format!("{other_name} of others only"),
        };
        // Why the other cannot is what one wants to know next.
        let asked = question(other, &one.deed, Some(one.first.clone()));
        AnswerRow::new(text, dotted(&[&extent, &alone]), Door::Why(asked))
    };
    more.iter().map(row).collect()
}

/// Every permission, at the highest level at which it differs.
fn further(engine: &Engine, who: &PrincipalId, other: &PrincipalId, verb: &Verb) -> Vec<Further> {
    let model = engine.model();
    let mut list = Vec::new();
    for deed in verbs::all(model, verb) {
        let levels: Vec<LevelId> = match verb {
            Verb::Any => {
                let ladder = model.ladder_of(&deed.permission);
                let levels = ladder
                    .into_iter()
                    .flat_map(|ladder| ladder.levels.iter().skip(1));
                levels.rev().cloned().collect()
            }
            _ => vec![deed.level.clone()],
        };
        let differing = levels.into_iter().find_map(|level| {
            let deed = Deed {
                level,
                ..deed.clone()
            };
            beyond(engine, who, other, deed)
        });
        list.extend(differing);
    }
    list
}

fn beyond(engine: &Engine, who: &PrincipalId, other: &PrincipalId, deed: Deed) -> Option<Further> {
    let mine = engine.reached_by(who, &deed.permission, &deed.level)?;
    let theirs = engine.reached_by(other, &deed.permission, &deed.level)?;
    let is_beyond = |target: &Target| {
        let is_same_of_own = target.person.as_ref() == Some(who)
            && own(engine, who, other, target)
                .is_some_and(|own| engine.allows(other, &deed.permission, &deed.level, &own));
        !theirs.contains(target) && !is_same_of_own
    };
    let mut beyond = mine.targets().into_iter().filter(is_beyond);
    let first = beyond.next()?;
    Some(Further {
        n: 1 + beyond.count(),
        first,
        alone: theirs.is_empty(),
        deed,
    })
}

/// What the other has in place of something of one's own.
fn own(engine: &Engine, who: &PrincipalId, other: &PrincipalId, target: &Target) -> Option<Target> {
    let model = engine.model();
    match &target.item {
        None | Some(ItemRef::Account(_)) => Some(Target::of_person(model, other)),
        Some(ItemRef::Item(id)) => {
            let item = model.items().get(id)?;
            if item.subject.as_ref() != Some(who) {
                return Some(Target::pair(other.clone(), ItemRef::Item(id.clone())));
            }
            let mut items = model.items().iter();
            let like = |one: &&Item| one.kind == item.kind && one.subject.as_ref() == Some(other);
            // Where there is none of theirs, it is asked of one in general.
            Some(match items.find(like) {
                Some(like) => Target::of_item(model, &like.id),
                None => Target::of_person(model, other),
            })
        }
        Some(ItemRef::Role(_)) => None,
    }
}
