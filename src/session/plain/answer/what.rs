//! Everything someone can do, and on whom.

use super::super::question::{Deed, Doing, Verb, Whom};
use super::super::verbs;
use super::super::words::{count, names, of};
use super::can::listed;
use super::targets::{Told, among, at_all, dotted, extent, question, share, single};
use super::who::notes;
use super::{AnswerRow, Door, PlainAnswer};
use crate::engine::{Engine, Target, Words, capital};
use crate::model::{Account, Key, KindId, Model, ModuleId, PrincipalId, Verdict, Who};
use crate::session::edits::expectations::{Held, keep};

/// Permissions at the levels a verb means; for any verb at the highest level that is held.
pub(super) fn deeds_of(engine: &Engine, who: &PrincipalId, verb: &Verb) -> Vec<Deed> {
    let mut deeds = verbs::all(engine.model(), verb);
    if *verb == Verb::Any {
        for deed in &mut deeds {
            let ladder = engine.model().ladder_of(&deed.permission);
            let levels = ladder
                .into_iter()
                .flat_map(|ladder| ladder.levels.iter().skip(1));
            let held = levels
                .rev()
                .find(|level| engine.n_targets(who, &deed.permission, level) > 0);
            if let Some(level) = held {
                deed.level = level.clone();
            }
        }
    }
    deeds
}

/// Everything someone can do in a way.
pub(super) fn all(engine: &Engine, who: &PrincipalId, verb: &Verb) -> PlainAnswer {
    let model = engine.model();
    let words = Words::new(model);
    let mut rows = Vec::new();
    let mut modules: Vec<ModuleId> = Vec::new();
    for deed in deeds_of(engine, who, verb) {
        let among = at_all(engine, who, &deed);
        if among.n == 0 {
            continue;
        }
        let module = deed.permission.module();
        let name = model.title(&Key::Module(module.clone()));
        if !modules.contains(&module) {
            modules.push(module);
        }
        rows.push(AnswerRow::new(
            capital(&words.deed(&deed.permission, deed.level.as_str())),
            dotted(&[&name, &extent(model, &deed, among.n)]),
            Door::Why(question(who, &deed, among.reached)),
        ));
    }
    let names_of: Vec<String> = modules
        .iter()
        .map(|module| model.title(&Key::Module(module.clone())))
        .collect();
    let (name, said) = (words.person(who), verbs::word(verb));
    let sentence = match rows.len() {
        0 => format!("{name} can {said} nothing{}", because(model, who)),
        n => format!(
            "{name} can {said} {} in {}",
            count(n, "thing", "things"),
            names(&names_of)
        ),
    };
    PlainAnswer {
        rows,
        door: Some(Door::SeeAs(who.clone())),
        ..PlainAnswer::said(sentence)
    }
}

fn because(model: &Model, who: &PrincipalId) -> &'static str {
    match model.principals().get(who).map(|one| one.account) {
        Some(Account::Blocked) => ": the account is blocked",
        Some(Account::NotStarted) => ": the account is not yet active",
        Some(Account::Ended) => ": the account has ended",
        _ => "",
    }
}

/// What someone can do to one or some.
pub(super) fn to(told: &Told<'_>, who: &PrincipalId, verb: &Verb, whom: &Whom) -> PlainAnswer {
    let engine = told.engine;
    let model = engine.model();
    let words = Words::new(model);
    let mut rows = Vec::new();
    let mut said = Vec::new();
    let mut first = None;
    for deed in deeds_to(engine, who, verb, whom) {
        let Some(mut among) = among(engine, who, &deed, whom) else {
            continue;
        };
        let mut extent = share(among.n, among.of);
        if among.of == 0
            && let Some(target) = single(model, whom, who)
            && engine.allows(who, &deed.permission, &deed.level, &target)
        {
            // Nothing of theirs is in the model: asked of them in general.
            (among.n, among.reached) = (1, Some(target));
            extent = "none in the model yet".to_owned();
        }
        if among.n == 0 {
            continue;
        }
        let asked = question(who, &deed, among.reached);
        said.push(words.permission(&deed.permission));
        rows.push(AnswerRow::new(
            capital(&words.deed(&deed.permission, deed.level.as_str())),
            dotted(&[&extent, &told.reason(&asked)]),
            Door::Why(asked.clone()),
        ));
        first.get_or_insert(asked);
    }
    let (name, verb, of) = (words.person(who), verbs::word(verb), of(model, whom));
    let sentence = match rows.len() {
        0 => format!("{name} can {verb} nothing{of}"),
        n if verb == "do" => format!("{name} can do {}{of}", count(n, "thing", "things")),
        _ => format!("{name} can {verb} {}{of}", names(&said)),
    };
    PlainAnswer {
        rows,
        door: first.map(Door::Why),
        ..PlainAnswer::said(sentence)
    }
}

/// For any verb the highest level that reaches one of those who are named. What is about no one is
/// not done to them.
fn deeds_to(engine: &Engine, who: &PrincipalId, verb: &Verb, whom: &Whom) -> Vec<Deed> {
    let model = engine.model();
    let mut deeds = verbs::all(model, verb);
    deeds.retain(|deed| {
        let about = model
            .permissions()
            .get(&deed.permission)
            .map(|one| &one.about);
        about.is_some_and(|about| about.has_person() || about.has_item())
    });
    if *verb == Verb::Any {
        for deed in &mut deeds {
            let ladder = model.ladder_of(&deed.permission);
            let levels = ladder
                .into_iter()
                .flat_map(|ladder| ladder.levels.iter().skip(1));
            for level in levels {
                let higher = Deed {
                    level: level.clone(),
                    ..deed.clone()
                };
                if among(engine, who, &higher, whom).is_some_and(|among| among.n > 0) {
                    *deed = higher;
                }
            }
        }
    }
    deeds
}

/// As many names as an expectation is to list.
const MOST_LISTED: usize = 60;

/// On whom someone can do one thing.
pub(super) fn whose(told: &Told<'_>, who: &PrincipalId, doing: &Doing) -> PlainAnswer {
    let engine = told.engine;
    let model = engine.model();
    let words = Words::new(model);
    let mut found: Vec<(Target, Deed)> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for deed in &doing.deeds {
        for target in engine.targets(who, &deed.permission, &deed.level) {
            if known.insert(target.clone()) {
                found.push((target, deed.clone()));
            }
        }
    }
    let rows = found.iter().map(|(target, deed)| {
        let asked = question(who, deed, Some(target.clone()));
        let by = match doing.deeds.len() {
            1 => String::new(),
            _ => format!("by {}", words.permission(&deed.permission)),
        };
        let title = match target.title(model) {
            title if title.is_empty() => words.permission(&deed.permission),
            title => title,
        };
        AnswerRow::new(
            title,
            dotted(&[&by, &told.reason(&asked)]),
            Door::Why(asked),
        )
    });
    let rows: Vec<AnswerRow> = rows.collect();
    let name = words.person(who);
    let sentence = match (found.as_slice(), doing.deeds.as_slice()) {
        ([], _) => format!("{name} cannot {} of anyone", doing.said),
        ([(target, _)], _) if *target == Target::NONE => format!("{name} can {}", doing.said),
        ([_], _) => {
            let one = rows.first().map(|row| row.text.clone()).unwrap_or_default();
            format!("{name} can {} of {one} only", doing.said)
        }
        (all, [deed]) => format!(
            "{name} can {} of {}",
            doing.said,
            extent(model, deed, all.len())
        ),
        (all, _) => format!(
            "{name} can {} of {}",
            doing.said,
            count(all.len(), "record", "records")
        ),
    };
    let keep = match doing.deeds.as_slice() {
        [deed] if (1..=MOST_LISTED).contains(&found.len()) => {
            let targets: Vec<Target> = found.iter().map(|(target, _)| target.clone()).collect();
            listed(&targets).map(|on| {
                let held = Held {
                    name: sentence.clone(),
                    who: Who::Listed(vec![who.clone()]),
                    verdict: Verdict::Can,
                    permission: deed.permission.clone(),
                    level: deed.level.clone(),
                    on,
                };
                keep(model, &sentence, vec![held])
            })
        }
        _ => None,
    };
    PlainAnswer {
        sentence,
        notes: notes(engine, doing, &Whom::Anyone),
        rows,
        keep,
        door: Some(Door::SeeAs(who.clone())),
        verdict: None,
    }
}

/// The items of a kind someone can do something with.
pub(super) fn which(told: &Told<'_>, who: &PrincipalId, verb: &Verb, kind: &KindId) -> PlainAnswer {
    let engine = told.engine;
    let model = engine.model();
    let words = Words::new(model);
    let whom = Whom::Items(crate::model::ItemSelector::Kind(kind.clone()));
    let mut deeds = verbs::all(model, verb);
    deeds.retain(|deed| {
        let about = model
            .permissions()
            .get(&deed.permission)
            .map(|one| &one.about);
        about.is_some_and(|about| about.kinds().contains(kind))
    });
    let is_of_kind = |target: &Target| match &target.item {
        Some(crate::engine::ItemRef::Item(id)) => {
            model.items().get(id).is_some_and(|item| item.kind == *kind)
        }
        _ => false,
    };
    let mut found: std::collections::BTreeMap<usize, (Target, Deed, usize)> = Default::default();
    for deed in &deeds {
        for target in engine.targets(who, &deed.permission, &deed.level) {
            let Some(crate::engine::ItemRef::Item(id)) = target.item.clone() else {
                continue;
            };
            if let Some(at) = model.items().position(&id).filter(|_| is_of_kind(&target)) {
                found
                    .entry(at)
                    .or_insert_with(|| (target, deed.clone(), 0))
                    .2 += 1;
            }
        }
    }
    let rows: Vec<AnswerRow> = found
        .into_values()
        .map(|(target, deed, n)| {
            let title = target.title(model);
            let asked = question(who, &deed, Some(target));
            let n = count(n, "permission", "permissions");
            AnswerRow::new(title, dotted(&[&n, &told.reason(&asked)]), Door::Why(asked))
        })
        .collect();
    let plural = of(model, &whom);
    let plural = plural.trim_start_matches(" of ");
    let one = model.title(&Key::Kind(kind.clone())).to_lowercase();
    let (name, said) = (words.person(who), verbs::word(verb));
    let sentence = match rows.len() {
        0 => format!("{name} can {said} no {plural}"),
        n => format!("{name} can {said} {}", count(n, &one, plural)),
    };
    PlainAnswer {
        rows,
        door: Some(Door::SeeAs(who.clone())),
        ..PlainAnswer::said(sentence)
    }
}
