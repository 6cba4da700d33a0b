//! Everyone who can, and everyone who cannot.

use rustc_hash::FxHashMap;

use super::super::question::{Deed, Doing, Whom};
use super::super::words::{count, folk, names, number, of};
use super::targets::{Told, at_all, dotted, extent, on, question, share, single};
use super::{AnswerRow, Door, PlainAnswer};
use crate::engine::{Among, Engine, Target, Words, capital};
use crate::model::{
    About, Change, FieldId, Key, Model, ModuleId, On, PrincipalId, Reach, Verdict, Who,
};
use crate::session::edits::expectations::{Held, keep};

/// One who can, by the permission that gets furthest.
struct Found {
    among: Among,
    deed: Deed,
    /// The other permissions by which they can.
    others: Vec<Deed>,
}

/// Everyone who can, by any of the permissions.
pub(super) fn can(told: &Told<'_>, doing: &Doing, whom: &Whom) -> PlainAnswer {
    let engine = told.engine;
    let model = engine.model();
    let found = everyone(engine, doing, whom);
    let words = Words::new(model);
    let n_full = found
        .iter()
        .filter(|one| one.among.n == one.among.of)
        .count();
    let of = of(model, whom);
    let said = &doing.said;
    let sentence = match found.as_slice() {
        [] => format!("No one can {said}{of}"),
        few if few.len() <= 3 && n_full == few.len() => {
            let list: Vec<String> = few.iter().map(|one| words.person(&one.among.who)).collect();
            format!("{} can {said}{of}", names(&list))
        }
        all if n_full == all.len() => format!("{} can {said}{of}", those(model, all.iter())),
        all if n_full == 0 => format!(
            "{} can {said}{of}, each of some of them only",
            those(model, all.iter())
        ),
        all => format!(
            "{} can {said}{of}; {} more, of some of them",
            those(model, all.iter().take(n_full)),
            number(all.len() - n_full)
        ),
    };
    let rows = found.iter().map(|one| row(told, doing, one)).collect();
    // From anyone's place the same: people who are read from each one's own place are never none.
    let is_one = matches!(whom, Whom::Person(_) | Whom::Item(_));
    let is_own = matches!(
        whom,
        Whom::People(
            Reach::Oneself
                | Reach::Reports(_)
                | Reach::MyTeams
                | Reach::LedTeams
                | Reach::SameField(_)
        )
    );
    let is_unknown = (is_one || found.is_empty() && !is_own) && is_unknown(engine, doing, whom);
    let mut notes = notes(engine, doing, whom);
    if is_unknown {
        notes.extend(lacking(model, doing, whom));
    }
    PlainAnswer {
        sentence,
        verdict: None,
        notes,
        rows,
        door: door(engine, doing, whom),
        keep: kept(engine, doing, whom, &found).filter(|_| !is_unknown),
    }
}

fn those<'f>(model: &Model, found: impl Iterator<Item = &'f Found>) -> String {
    let who: Vec<&PrincipalId> = found.map(|one| &one.among.who).collect();
    if who.len() > 3 {
        return folk(model, who.into_iter());
    }
    let words = Words::new(model);
    let list: Vec<String> = who.iter().map(|id| words.person(id)).collect();
    names(&list)
}

/// Those who reach any target; those who reach all come first, then by how many.
fn everyone(engine: &Engine, doing: &Doing, whom: &Whom) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut places: FxHashMap<PrincipalId, usize> = FxHashMap::default();
    for deed in &doing.deeds {
        for among in reaching(engine, deed, whom) {
            match places.get(&among.who).and_then(|at| found.get_mut(*at)) {
                Some(known) if among.n > known.among.n => {
                    let before = std::mem::replace(&mut known.deed, deed.clone());
                    known.others.push(before);
                    known.among = among;
                }
                Some(known) => known.others.push(deed.clone()),
                None => {
                    places.insert(among.who.clone(), found.len());
                    found.push(Found {
                        among,
                        deed: deed.clone(),
                        others: Vec::new(),
                    });
                }
            }
        }
    }
    let model = engine.model();
    let place = |one: &Found| model.principals().position(&one.among.who);
    found.sort_by_cached_key(|one| {
        let is_part = one.among.n < one.among.of;
        (is_part, std::cmp::Reverse(one.among.n), place(one))
    });
    found
}

fn reaching(engine: &Engine, deed: &Deed, whom: &Whom) -> Vec<Among> {
    match on(engine, deed, whom) {
        Some(on) => {
            let mut all = engine.all_among(&deed.permission, &deed.level, &on);
            if let Some(target) = in_general(engine, &all, whom) {
                return generally(engine, deed, &target);
            }
            all.retain(|among| among.n > 0);
            all
        }
        None => {
            let who = engine.who_can(&deed.permission, &deed.level, None);
            who.iter().map(|who| at_all(engine, who, deed)).collect()
        }
    }
}

/// The one person or item that is meant, where the model holds nothing about them: it is asked of
/// them in general.
fn in_general(engine: &Engine, all: &[Among], whom: &Whom) -> Option<Target> {
    let is_empty = all.iter().all(|among| among.of == 0);
    match whom {
        Whom::Person(_) | Whom::Item(_) if is_empty => single(engine.model(), whom, &"".into()),
        _ => None,
    }
}

fn generally(engine: &Engine, deed: &Deed, target: &Target) -> Vec<Among> {
    let who = engine
        .who_can(&deed.permission, &deed.level, Some(target))
        .into_iter();
    who.map(|who| Among {
        who,
        n: 1,
        of: 1,
        reached: Some(target.clone()),
        missed: None,
    })
    .collect()
}

/// Why there is nothing of what is named: no item of theirs, or no one who is meant.
pub(super) fn lacking(model: &Model, doing: &Doing, whom: &Whom) -> Option<String> {
    let deed = doing.deeds.first()?;
    let permission = model.permissions().get(&deed.permission)?;
    let of = of(model, whom);
    let kinds: Vec<String> = permission
        .about
        .kinds()
        .iter()
        .map(|kind| model.title(&Key::Kind(kind.clone())).to_lowercase())
        .collect();
    let is_of_items = matches!(whom, Whom::Item(_) | Whom::Items(_));
    Some(match &permission.about {
        About::Item(_) if !is_of_items => {
            format!(
                "{} is about a {}, not about people",
                permission.name,
                kinds.join(" or a ")
            )
        }
        About::ItemOfPerson(_) if matches!(whom, Whom::Person(_)) => {
            format!(
                "The model holds no {}{of}: this is how it would be",
                kinds.join(" or ")
            )
        }
        About::ItemOfPerson(_) => format!("The model holds no {}{of}", kinds.join(" or ")),
        _ => format!("There is nothing{of}"),
    })
}

/// True if none of the permissions has anything that is named.
fn is_unknown(engine: &Engine, doing: &Doing, whom: &Whom) -> bool {
    let Some(anyone) = engine.model().principals().ids().next() else {
        return true;
    };
    doing.deeds.iter().all(|deed| match on(engine, deed, whom) {
        None | Some(On::Nothing) => false,
        Some(on) => engine
            .named_targets(anyone, &deed.permission, &on)
            .is_empty(),
    })
}

fn row(told: &Told<'_>, doing: &Doing, one: &Found) -> AnswerRow {
    let engine = told.engine;
    let model = engine.model();
    let words = Words::new(model);
    let asked = question(&one.among.who, &one.deed, one.among.reached.clone());
    let share = match one.among.missed {
        None if one.among.n > 1 && doing.deeds.len() == 1 => extent(model, &one.deed, one.among.n),
        _ => share(one.among.n, one.among.of),
    };
    let by = if doing.deeds.len() > 1 {
        let mut list = vec![words.permission(&one.deed.permission)];
        list.extend(
            one.others
                .iter()
                .map(|deed| words.permission(&deed.permission)),
        );
        format!("by {}", names(&list))
    } else {
        String::new()
    };
    let reason = told.reason(&asked);
    AnswerRow::new(
        words.person(&one.among.who),
        dotted(&[&share, &by, &reason]),
        Door::Why(asked),
    )
}

/// How the question was read, where that may surprise.
pub(super) fn notes(engine: &Engine, doing: &Doing, whom: &Whom) -> Vec<String> {
    let model = engine.model();
    let words = Words::new(model);
    let mut notes = Vec::new();
    if let Some(field) = &doing.field
        && doing.deeds.len() > 1
    {
        let list: Vec<String> = doing
            .deeds
            .iter()
            .map(|deed| format!("{} ({})", words.permission(&deed.permission), deed.level))
            .collect();
        notes.push(format!(
            "{} is shown by {}",
            field_name(engine, field),
            list.join(", ")
        ));
    }
    let passes_masked = |deed: &Deed| {
        let ladder = model.ladder_of(&deed.permission);
        ladder.is_some_and(|ladder| {
            let rank = |level: &str| ladder.levels.iter().position(|one| *one == level);
            rank("masked").is_some_and(|at| Some(at + 1) == ladder.rank(&deed.level))
        })
    };
    if doing.deeds.len() <= 3 && doing.deeds.iter().any(passes_masked) {
        notes.push("Who sees it only masked does not count".to_owned());
    }
    if *whom == Whom::People(Reach::Everyone) {
        let n = engine.omitted_by_everyone().len();
        if n > 0 {
            notes.push(format!(
                "Everyone leaves out {}",
                count(n, "person", "people")
            ));
        }
    }
    let is_aimless = |deed: &Deed| on(engine, deed, whom) == Some(On::Nothing);
    if *whom != Whom::Anyone && doing.deeds.iter().all(is_aimless) {
        notes.push("It is about no one in particular".to_owned());
    }
    notes
}

fn field_name(engine: &Engine, field: &FieldId) -> String {
    let model = engine.model();
    let of_items = model.kinds().iter().flat_map(|kind| &kind.fields);
    let named = model
        .fields()
        .get(field)
        .or_else(|| of_items.into_iter().find(|one| one.id == *field));
    named.map_or_else(|| field.to_string(), |field| field.name.clone())
}

fn door(engine: &Engine, doing: &Doing, whom: &Whom) -> Option<Door> {
    let [deed] = doing.deeds.as_slice() else {
        return None;
    };
    let target = match whom {
        Whom::Person(_) | Whom::Item(_) => {
            // "of Employee 7" may mean several items about them.
            let model = engine.model();
            match on(engine, deed, whom)? {
                On::Items(_) if matches!(whom, Whom::Person(_)) => return None,
                _ => single(model, whom, &"".into()),
            }
        }
        Whom::Anyone => None,
        _ => return None,
    };
    Some(Door::WhoCan {
        permission: deed.permission.clone(),
        level: deed.level.clone(),
        target,
    })
}

/// As many names as an expectation is to list.
const MOST_LISTED: usize = 60;

fn kept(engine: &Engine, doing: &Doing, whom: &Whom, found: &[Found]) -> Option<Change> {
    if found.len() > MOST_LISTED || doing.deeds.len() > 6 {
        return None;
    }
    let model = engine.model();
    let who: Vec<PrincipalId> = found.iter().map(|one| one.among.who.clone()).collect();
    let list: Vec<String> = who.iter().map(|id| Words::new(model).person(id)).collect();
    let whom_said = of(model, whom);
    let name = match list.as_slice() {
        [] => format!("No one can {}{whom_said}", doing.said),
        some => format!("No one but {} can {}{whom_said}", names(some), doing.said),
    };
    let held = doing.deeds.iter().map(|deed| Held {
        name: match doing.deeds.len() {
            1 => name.clone(),
            _ => format!(
                "{name}, by {}",
                Words::new(model).permission(&deed.permission)
            ),
        },
        who: match who.is_empty() {
            true => Who::Anyone,
            false => Who::Not(Box::new(Who::Listed(who.clone()))),
        },
        verdict: Verdict::Cannot,
        permission: deed.permission.clone(),
        level: deed.level.clone(),
        on: on(engine, deed, whom).unwrap_or_else(|| anything(engine, deed)),
    });
    Some(keep(model, &name, held.collect()))
}

/// All targets a permission may have.
pub(super) fn anything(engine: &Engine, deed: &Deed) -> On {
    use crate::model::ItemSelector;
    let permission = engine.model().permissions().get(&deed.permission);
    match permission.map(|permission| &permission.about) {
        None | Some(About::Nothing) => On::Nothing,
        Some(About::Person) => On::People(Reach::Anyone),
        Some(About::Item(_) | About::ItemOfPerson(_)) => On::Items(ItemSelector::Any),
        Some(About::PersonAndItem(_)) => On::Pairs(Reach::Anyone, ItemSelector::Any),
    }
}

/// Everyone who cannot, by none of the permissions, though there is something they could do it to.
pub(super) fn cannot(told: &Told<'_>, doing: &Doing, whom: &Whom) -> PlainAnswer {
    let engine = told.engine;
    let model = engine.model();
    let words = Words::new(model);
    let mut missing: FxHashMap<PrincipalId, (usize, Deed, Among)> = FxHashMap::default();
    for deed in &doing.deeds {
        let on = on(engine, deed, whom).unwrap_or_else(|| anything(engine, deed));
        for among in engine.all_among(&deed.permission, &deed.level, &on) {
            if among.n == 0 && among.of > 0 {
                let first = || (0, deed.clone(), among.clone());
                missing.entry(among.who.clone()).or_insert_with(first).0 += 1;
            }
        }
    }
    let (mut rows, mut who) = (Vec::new(), Vec::new());
    for id in model.principals().ids() {
        let Some((n, deed, among)) = missing.get(id) else {
            continue;
        };
        if *n == doing.deeds.len() {
            let asked = question(id, deed, among.missed.clone());
            who.push(id.clone());
            rows.push(AnswerRow::new(
                words.person(id),
                told.reason(&asked),
                Door::Why(asked),
            ));
        }
    }
    let of = of(model, whom);
    let sentence = match rows.as_slice() {
        [] => format!("Everyone can {}{of}", doing.said),
        [one] => format!("{} cannot {}{of}", one.text, doing.said),
        _ => format!("{} cannot {}{of}", folk(model, who.iter()), doing.said),
    };
    PlainAnswer {
        notes: notes(engine, doing, whom),
        rows,
        ..PlainAnswer::said(sentence)
    }
}

/// Everyone who can do anything in a module.
pub(super) fn users_of(engine: &Engine, module: &ModuleId) -> PlainAnswer {
    let model = engine.model();
    let words = Words::new(model);
    let name = model.title(&Key::Module(module.clone()));
    let mut n_rights: FxHashMap<&PrincipalId, usize> = FxHashMap::default();
    for permission in model
        .permissions()
        .iter()
        .filter(|p| p.id.module() == *module)
    {
        let lowest = model
            .ladder_of(&permission.id)
            .and_then(|ladder| ladder.level(1));
        let who = lowest.and_then(|level| engine.who_may(&permission.id, level, None));
        for id in who.iter().flat_map(|who| who.iter()) {
            *n_rights.entry(id).or_default() += 1;
        }
    }
    let with_any = model
        .principals()
        .ids()
        .filter(|id| n_rights.contains_key(id));
    let rows: Vec<AnswerRow> = with_any
        .map(|id| {
            let n = n_rights.get(id).copied().unwrap_or_default();
            let detail = count(n, "permission", "permissions");
            AnswerRow::new(words.person(id), detail, Door::SeeAs(id.clone()))
        })
        .collect();
    let sentence = match rows.len() {
        0 => format!("No one can do anything in {name}"),
        _ => {
            let who = model
                .principals()
                .ids()
                .filter(|id| n_rights.contains_key(id));
            format!("{} can do something in {name}", folk(model, who))
        }
    };
    let is_off = model.modules().get(module).is_some_and(|module| !module.on);
    PlainAnswer {
        notes: Vec::from_iter(is_off.then(|| capital(&format!("{name} is off")))),
        rows,
        door: Some(Door::Record(Key::Module(module.clone()))),
        ..PlainAnswer::said(sentence)
    }
}
