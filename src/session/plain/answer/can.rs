//! Yes or no, and what makes it so.

use std::collections::BTreeSet;

use super::super::question::{Actor, Deed, Doing, Whom};
use super::super::words::{actors, count, folk, names, number, of};
use super::targets::{Told, among, dotted, extent, on, question, share, single};
use super::who::{self, anything, lacking, notes};
use super::{AnswerRow, Door, PlainAnswer};
use crate::engine::checks::run_expectation;
use crate::engine::{Among, Engine, Question, Target, Words, capital};
use crate::model::{Change, Expectation, ItemSelector, On, PrincipalId, Reach, Verdict, Who};
use crate::session::edits::expectations::{Held, keep, keep_answer};

/// Whether those who act can.
pub(super) fn can(told: &Told<'_>, who: &Actor, doing: &Doing, whom: &Whom) -> PlainAnswer {
    match who {
        Actor::One(who) => one(told, who, doing, whom),
        Actor::Each(who) => each(told, who, doing, whom),
        Actor::Any(who) => any(told, who, doing, whom),
    }
}

/// What makes it so, or what is missing; said as it is, whatever was supposed.
pub(super) fn why(
    told: &Told<'_>,
    who: &PrincipalId,
    doing: &Doing,
    whom: &Whom,
    can: bool,
) -> PlainAnswer {
    let mut answer = one(told, who, doing, whom);
    let is_other = answer.verdict.is_some_and(|verdict| verdict != can);
    if is_other {
        let word = if can { "cannot" } else { "can" };
        answer
            .notes
            .insert(0, format!("It is the other way round: they {word}"));
    }
    answer
}

/// How far one gets by the permission that gets furthest.
fn furthest(
    engine: &Engine,
    who: &PrincipalId,
    doing: &Doing,
    whom: &Whom,
) -> Option<(Deed, Among)> {
    let all = doing
        .deeds
        .iter()
        .filter_map(|deed| Some((deed, among(engine, who, deed, whom)?)));
    let mut best: Option<(Deed, Among)> = None;
    for (deed, among) in all {
        // The first of equals is the one that was named.
        if best
            .as_ref()
            .is_none_or(|(_, known)| (among.n, among.of) > (known.n, known.of))
        {
            best = Some((deed.clone(), among));
        }
    }
    best
}

fn one(told: &Told<'_>, who: &PrincipalId, doing: &Doing, whom: &Whom) -> PlainAnswer {
    let engine = told.engine;
    let model = engine.model();
    let Some((deed, among)) = furthest(engine, who, doing, whom) else {
        return PlainAnswer::said("The model does not hold what is asked about".to_owned());
    };
    let mut answer = match (among.of, single(model, whom, who)) {
        (0, Some(target)) => {
            // Nothing about them is in the model: asked of them in general.
            decided(engine, question(who, &deed, Some(target)))
        }
        (0, None) => nothing_named(told, who, doing, whom, &deed),
        (1, _) => {
            let target = among.reached.clone().or(among.missed.clone());
            decided(engine, question(who, &deed, target))
        }
        _ => several(told, who, (doing, &deed), whom, &among),
    };
    if among.of == 0 && single(model, whom, who).is_some() {
        answer.notes.extend(lacking(model, doing, whom));
        answer.keep = None;
    }
    let others: Vec<String> = doing
        .deeds
        .iter()
        .filter(|other| **other != deed)
        .map(|other| {
            let n = super::targets::among(engine, who, other, whom).map_or(0, |among| among.n);
            let can = if n > 0 { "can" } else { "cannot" };
            format!(
                "{can} by {}",
                Words::new(model).permission(&other.permission)
            )
        })
        .collect();
    if !others.is_empty() && others.len() <= 4 {
        answer.notes.push(capital(&others.join(", ")));
    }
    answer.notes.extend(notes(engine, doing, &Whom::Anyone));
    answer
}

/// One question, with its paths or what comes near.
fn decided(engine: &Engine, asked: Question) -> PlainAnswer {
    let model = engine.model();
    let words = Words::new(model);
    let answer = engine.decide(&asked.actor, &asked.permission, &asked.level, &asked.target);
    let row = |text: String, detail: String| AnswerRow::new(text, detail, Door::Why(asked.clone()));
    let rows = if answer.allowed {
        let paths = answer.paths.iter();
        paths
            .map(|path| {
                let reach = path
                    .limits
                    .last()
                    .map(|(_, limit)| format!("reaches {limit}"));
                // What is granted under another name is told, so that no two paths look alike.
                let base = path.granted.base();
                let through = match base == path.permission && path.implied_by.is_empty() {
                    true => String::new(),
                    false => format!("through {}", words.permission(&base)),
                };
                let reach = reach.unwrap_or_default();
                row(capital(&words.source(path)), dotted(&[&through, &reach]))
            })
            .collect()
    } else {
        let near = answer.near.iter();
        near.map(|miss| {
            let source = miss.path.as_ref().map(|path| words.source(path));
            let lacks: Vec<String> = miss.failures.iter().map(|one| one.text(engine)).collect();
            match source {
                Some(source) => row(capital(&source), lacks.join("; ")),
                None => row(capital(&lacks.join("; ")), String::new()),
            }
        })
        .collect()
    };
    PlainAnswer {
        sentence: answer.sentence(engine),
        verdict: Some(answer.allowed),
        notes: Vec::new(),
        rows,
        keep: Some(keep_answer(model, &answer)),
        door: Some(Door::Why(asked)),
    }
}

/// Some people or items are meant, and there are none.
fn nothing_named(
    told: &Told<'_>,
    who: &PrincipalId,
    doing: &Doing,
    whom: &Whom,
    deed: &Deed,
) -> PlainAnswer {
    let engine = told.engine;
    let model = engine.model();
    let name = Words::new(model).person(who);
    let asked = question(who, deed, None);
    match whom {
        Whom::Anyone => {
            let reason = told.reason(&asked);
            PlainAnswer {
                verdict: Some(false),
                door: Some(Door::Why(asked)),
                keep: kept(engine, who, doing, whom, false),
                ..PlainAnswer::said(format!("{name} cannot {} of anyone: {reason}", doing.said))
            }
        }
        _ => PlainAnswer::said(lacking(model, doing, whom).unwrap_or_default()),
    }
}

/// Rows that list who is reached and who is not, at most.
const MOST_TARGETS: usize = 2_000;

fn several(
    told: &Told<'_>,
    who: &PrincipalId,
    (doing, deed): (&Doing, &Deed),
    whom: &Whom,
    among: &Among,
) -> PlainAnswer {
    let engine = told.engine;
    let model = engine.model();
    let name = Words::new(model).person(who);
    let of = of(model, whom);
    let said = &doing.said;
    let verdict = match among.n {
        0 => Some(false),
        n if n == among.of => Some(true),
        _ => None,
    };
    let extent = extent(model, deed, among.n);
    let sentence = match (whom, verdict) {
        (Whom::Anyone, _) => format!("{name} can {said} of {extent}"),
        (_, Some(true)) => format!("{name} can {said}{of}, all {}", number(among.of)),
        (_, Some(false)) => format!("{name} cannot {said}{of}, none of {}", number(among.of)),
        (_, None) => format!(
            "{name} can {said}{of} in part: {}",
            share(among.n, among.of)
        ),
    };
    let targets = match on(engine, deed, whom) {
        Some(on) => engine.named_targets(who, &deed.permission, &on),
        None => engine.targets(who, &deed.permission, &deed.level),
    };
    let reached = engine.reached_by(who, &deed.permission, &deed.level);
    let is_reached = |target: &Target| reached.as_ref().is_some_and(|row| row.contains(target));
    let (inside, outside): (Vec<Target>, Vec<Target>) = targets.into_iter().partition(is_reached);
    let rows = inside
        .into_iter()
        .chain(outside)
        .take(MOST_TARGETS)
        .map(|target| {
            let can = if is_reached(&target) { "can" } else { "cannot" };
            let asked = question(who, deed, Some(target));
            let reason = told.reason(&asked);
            AnswerRow::new(
                asked.target.title(model),
                dotted(&[can, &reason]),
                Door::Why(asked),
            )
        })
        .collect();
    let door = among.missed.clone().or(among.reached.clone());
    PlainAnswer {
        sentence,
        verdict,
        notes: Vec::new(),
        rows,
        door: Some(Door::Why(question(who, deed, door))),
        keep: verdict.and_then(|can| kept(engine, who, doing, whom, can)),
    }
}

/// Kept for one who acts: they can, or they cannot by any of the permissions.
fn kept(
    engine: &Engine,
    who: &PrincipalId,
    doing: &Doing,
    whom: &Whom,
    can: bool,
) -> Option<Change> {
    // "Of anyone" that is allowed means the ones of today: no sentence that must hold.
    if can && (*whom == Whom::Anyone || doing.deeds.len() > 1) {
        return None;
    }
    let model = engine.model();
    let verb = if can { "can" } else { "cannot" };
    let of = match whom {
        Whom::Anyone => " of anyone".to_owned(),
        whom => of(model, whom),
    };
    let name = format!(
        "{} {verb} {}{of}",
        Words::new(model).person(who),
        doing.said
    );
    let held = doing.deeds.iter().map(|deed| Held {
        name: name.clone(),
        who: Who::Listed(vec![who.clone()]),
        verdict: if can { Verdict::Can } else { Verdict::Cannot },
        permission: deed.permission.clone(),
        level: deed.level.clone(),
        on: on(engine, deed, whom).unwrap_or_else(|| anything(engine, deed)),
    });
    Some(keep(model, &name, held.collect()))
}

/// Whether each of some can: on every target that is named, by one permission or another.
fn each(told: &Told<'_>, who: &Who, doing: &Doing, whom: &Whom) -> PlainAnswer {
    let engine = told.engine;
    let model = engine.model();
    let words = Words::new(model);
    let everyone = engine.who(who);
    let said_who = actors(model, who);
    if everyone.is_empty() {
        return PlainAnswer::said(format!("There are no {said_who}"));
    }
    let mut failing: Option<BTreeSet<PrincipalId>> = None;
    for deed in &doing.deeds {
        let fails = failing_at(engine, who, deed, whom);
        failing = Some(match failing {
            None => fails,
            Some(known) => known.intersection(&fails).cloned().collect(),
        });
    }
    let failing = failing.unwrap_or_default();
    let n_can = everyone.len() - failing.len().min(everyone.len());
    let of = of(model, whom);
    let said = &doing.said;
    let who_said = folk(model, everyone.iter());
    let verdict = match failing.len() {
        0 => Some(true),
        _ => Some(false),
    };
    let sentence = match failing.len() {
        0 => format!("Yes, all {said_who} can {said}{of}: {who_said}"),
        n if n == everyone.len() => {
            format!("No, none of the {said_who} can {said}{of}: {who_said}")
        }
        _ => format!(
            "No, not all {said_who} can {said}{of}: {} can, {} cannot",
            number(n_can),
            number(failing.len())
        ),
    };
    let (cannot, can): (Vec<&PrincipalId>, Vec<&PrincipalId>) =
        everyone.iter().partition(|id| failing.contains(*id));
    let rows = cannot.into_iter().chain(can).map(|id| {
        let fails = failing.contains(id);
        let found = furthest(engine, id, doing, whom);
        let door = found.map(|(deed, among)| {
            let target = if fails {
                among.missed.or(among.reached)
            } else {
                among.reached
            };
            question(id, &deed, target.or_else(|| single(model, whom, id)))
        });
        let can = if fails { "cannot" } else { "can" };
        let why = door
            .as_ref()
            .map(|asked| told.reason(asked))
            .unwrap_or_default();
        AnswerRow {
            text: words.person(id),
            detail: dotted(&[can, &why]),
            door: door.map(Door::Why),
        }
    });
    PlainAnswer {
        sentence,
        verdict,
        notes: notes(engine, doing, whom),
        rows: rows.collect(),
        door: None,
        keep: verdict.and_then(|can| kept_each(engine, who, doing, whom, can)),
    }
}

/// Those who cannot do it to every target that is named.
fn failing_at(engine: &Engine, who: &Who, deed: &Deed, whom: &Whom) -> BTreeSet<PrincipalId> {
    let Some(on) = on(engine, deed, whom) else {
        let those = engine.who(who).into_iter();
        let none = |id: &PrincipalId| engine.n_targets(id, &deed.permission, &deed.level) == 0;
        return those.filter(none).collect();
    };
    let expectation = Expectation {
        id: "asked".into(),
        name: String::new(),
        rules: Vec::new(),
        who: who.clone(),
        verdict: Verdict::Can,
        permission: deed.permission.clone(),
        level: deed.level.clone(),
        on,
        date: None,
    };
    let result = run_expectation(engine, &expectation);
    result.people.into_iter().map(|(id, _)| id).collect()
}

fn kept_each(engine: &Engine, who: &Who, doing: &Doing, whom: &Whom, can: bool) -> Option<Change> {
    if (can && doing.deeds.len() > 1) || *whom == Whom::Anyone {
        return None;
    }
    let model = engine.model();
    let verb = if can { "can" } else { "cannot" };
    let said_who = capital(&actors(model, who));
    let name = format!("{said_who} {verb} {}{}", doing.said, of(model, whom));
    let mut held = Vec::new();
    for deed in &doing.deeds {
        held.push(Held {
            name: name.clone(),
            who: who.clone(),
            verdict: if can { Verdict::Can } else { Verdict::Cannot },
            permission: deed.permission.clone(),
            level: deed.level.clone(),
            on: on(engine, deed, whom)?,
        });
    }
    // That none can do it to all of them is not that none can do it to any.
    let holds = |one: &Held| {
        let asked = Expectation {
            id: "asked".into(),
            name: String::new(),
            rules: Vec::new(),
            who: one.who.clone(),
            verdict: one.verdict,
            permission: one.permission.clone(),
            level: one.level.clone(),
            on: one.on.clone(),
            date: None,
        };
        run_expectation(engine, &asked).holds
    };
    held.iter().all(holds).then(|| keep(model, &name, held))
}

/// Whether at least one can.
fn any(told: &Told<'_>, among: &Who, doing: &Doing, whom: &Whom) -> PlainAnswer {
    let engine = told.engine;
    let model = engine.model();
    let mut answer = who::can(told, doing, whom);
    if *among != Who::Anyone {
        let those: BTreeSet<PrincipalId> = engine.who(among).into_iter().collect();
        answer.rows.retain(|row| match &row.door {
            Some(Door::Why(asked)) => those.contains(&asked.actor),
            _ => false,
        });
        answer.keep = None;
        answer.door = None;
    }
    let of = of(model, whom);
    let list: Vec<String> = answer.rows.iter().map(|row| row.text.clone()).collect();
    answer.verdict = Some(!list.is_empty());
    answer.sentence = match list.len() {
        0 => format!("No, no one can {}{of}", doing.said),
        1..=3 => format!("Yes, {} can {}{of}", names(&list), doing.said),
        n => format!(
            "Yes, {} can {}{of}",
            count(n, "person", "people"),
            doing.said
        ),
    };
    answer
}

/// Listed people as a reach, to be kept.
pub(super) fn listed(targets: &[Target]) -> Option<On> {
    let people: Option<Vec<PrincipalId>> =
        targets.iter().map(|target| target.person.clone()).collect();
    let items: Option<Vec<_>> = targets
        .iter()
        .map(|target| match &target.item {
            Some(crate::engine::ItemRef::Item(id)) => Some(id.clone()),
            _ => None,
        })
        .collect();
    match (items, people) {
        (Some(items), _) => Some(On::Items(ItemSelector::Listed(items))),
        (None, Some(people)) => Some(On::People(Reach::Listed(people))),
        _ => None,
    }
}
