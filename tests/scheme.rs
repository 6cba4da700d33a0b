//! A scheme answers what its engine answers: a plain reading of its rules and guards, with selectors
//! looked at by the oracle one person or item at a time, on every sample and on random models.

#[path = "common/worlds.rs"]
#[allow(dead_code)]
mod common;
mod judges;
mod oracle;
mod random;

use std::collections::{BTreeSet, HashMap};

use common::{engine, sample, world};
use judges::engine_target;
use oracle::{Target, Thing, in_items, in_reach, kind_of, things};
use random::{check, day};
use sightline::engine::Engine;
use sightline::engine::scheme::{Origin, PlainItems, PlainReach, Scheme, Why};
use sightline::model::*;

/// Selectors by number, each looked at once from everyone's place.
struct Known<S, T> {
    list: Vec<S>,
    of: HashMap<(usize, PrincipalId), BTreeSet<T>>,
}

impl<S: Clone + PartialEq, T> Known<S, T> {
    fn number(&mut self, selector: &Option<S>) -> Option<usize> {
        let selector = selector.as_ref()?;
        let known = self.list.iter().position(|one| one == selector);
        Some(known.unwrap_or_else(|| {
            self.list.push(selector.clone());
            self.list.len() - 1
        }))
    }
}

/// The numbers of a limit of people and one of items.
type Axes = (Option<usize>, Option<usize>);

/// Reads a scheme as its documentation says.
struct Reader<'m> {
    model: &'m Model,
    scheme: &'m Scheme,
    holders: Vec<BTreeSet<PrincipalId>>,
    rules: Vec<Axes>,
    guards: Vec<(Axes, Vec<Axes>)>,
    people: Known<PlainReach, PrincipalId>,
    items: Known<PlainItems, Thing>,
    things: Vec<Thing>,
}

impl<'m> Reader<'m> {
    fn new(model: &'m Model, scheme: &'m Scheme) -> Reader<'m> {
        let sets = scheme.holders.iter();
        let mut reader = Reader {
            model,
            scheme,
            holders: sets
                .map(|set| set.principals.iter().cloned().collect())
                .collect(),
            rules: Vec::new(),
            guards: Vec::new(),
            people: Known {
                list: Vec::new(),
                of: HashMap::new(),
            },
            items: Known {
                list: Vec::new(),
                of: HashMap::new(),
            },
            things: things(model),
        };
        for rule in &scheme.rules {
            let axes = reader.axes(&rule.people, &rule.items);
            reader.rules.push(axes);
        }
        for guard in &scheme.guards {
            let on = reader.axes(&guard.on.people, &guard.on.items);
            let except = guard.except.iter();
            let except = except.map(|(_, on)| reader.axes(&on.people, &on.items));
            let except = except.collect();
            reader.guards.push((on, except));
        }
        reader
    }

    fn axes(&mut self, people: &Option<PlainReach>, items: &Option<PlainItems>) -> Axes {
        (self.people.number(people), self.items.number(items))
    }

    fn reaches(&mut self, no: usize, actor: &PrincipalId, person: &PrincipalId) -> bool {
        let (model, reach) = (self.model, &self.people.list[no]);
        let key = (no, actor.clone());
        let set = self.people.of.entry(key).or_insert_with(|| {
            let said = Reach::from(reach);
            let everyone = model.principals().ids().cloned();
            everyone
                .filter(|p| in_reach(model, &said, actor, p))
                .collect()
        });
        set.contains(person)
    }

    fn selects(&mut self, no: usize, actor: &PrincipalId, thing: &Thing) -> bool {
        let (model, items, all) = (self.model, &self.items.list[no], &self.things);
        let key = (no, actor.clone());
        let set = self.items.of.entry(key).or_insert_with(|| {
            let said = ItemSelector::from(items);
            let all = all.iter().cloned();
            all.filter(|t| in_items(model, &said, actor, t)).collect()
        });
        set.contains(thing)
    }

    fn admits(&mut self, axes: Axes, actor: &PrincipalId, target: &Target) -> bool {
        let people = match (axes.0, &target.person) {
            (None, _) => true,
            (Some(no), Some(person)) => self.reaches(no, actor, person),
            (Some(_), None) => false,
        };
        people
            && match (axes.1, &target.item) {
                (None, _) => true,
                (Some(no), Some(thing)) => self.selects(no, actor, thing),
                (Some(_), None) => false,
            }
    }

    fn allows(
        &mut self,
        actor: &PrincipalId,
        permission: &Permission,
        rank: usize,
        target: &Target,
    ) -> bool {
        let about = &permission.about;
        let mut target = target.clone();
        if about.has_person()
            && target.person.is_some()
            && matches!(target.item, Some(Thing::Account(_)))
            && !about.kinds().contains(&ACCOUNT_KIND.into())
        {
            target.item = None; // someone is meant as a person
        }
        if about.has_item()
            && let Some(thing) = &target.item
            && !about.kinds().contains(&kind_of(self.model, thing))
        {
            return false;
        }
        let scheme = self.scheme;
        let is_allowed = (0..scheme.rules.len()).any(|n| {
            let rule = &scheme.rules[n];
            rule.permission == permission.id
                && rule.rank >= rank
                && self.holders[rule.holders].contains(actor)
                && self.admits(self.rules[n], actor, &target)
        });
        is_allowed
            && !(0..scheme.guards.len()).any(|n| {
                let guard = &scheme.guards[n];
                let (on, except) = self.guards[n].clone();
                guard.permissions.contains(&permission.id)
                    && rank >= guard.rank
                    && self.holders[guard.who].contains(actor)
                    && self.admits(on, actor, &target)
                    && !guard.except.iter().zip(except).any(|((who, _), on)| {
                        self.holders[*who].contains(actor) && self.admits(on, actor, &target)
                    })
            })
    }
}

/// Asks every so many actors every so many targets. How many answers were a yes.
fn answers_agree(engine: &Engine, stride: usize) -> Result<(usize, usize), String> {
    let model = engine.model();
    let scheme = engine.scheme();
    let mut reader = Reader::new(model, &scheme);
    let targets = Target::all(model);
    let (mut n_asked, mut n_yes) = (0, 0);
    for (nth, actor) in model.principals().ids().enumerate() {
        if nth % stride != 0 {
            continue;
        }
        for permission in model.permissions().iter() {
            let ladder = model.ladders().get(&permission.ladder).unwrap();
            for (rank, level) in ladder.levels.iter().enumerate().skip(1) {
                for target in targets.iter().skip(n_asked % stride).step_by(stride) {
                    let on = engine_target(target);
                    let expected = engine.allows(actor, &permission.id, level, &on);
                    let found = reader.allows(actor, permission, rank, target);
                    n_asked += 1;
                    n_yes += usize::from(found);
                    if found != expected {
                        return Err(format!(
                            "{actor} {} {level} {target:?}: the engine says {expected}\n{scheme:#?}",
                            permission.id
                        ));
                    }
                }
            }
        }
    }
    Ok((n_asked, n_yes))
}

#[test]
fn the_scheme_of_every_sample_answers_what_the_engine_answers() {
    let mut all: Vec<(String, Model, usize)> = Vec::new();
    for name in ["hibob", "datafisher", "sherp", "leena", "leapsome", "acme"] {
        let stride = if name == "acme" { 211 } else { 7 };
        all.push((name.to_owned(), sample(name), stride));
    }
    for name in ["d", "h", "l", "p", "s"] {
        all.push((format!("case {name}"), world(name), 1));
    }
    for (name, model, stride) in all {
        let asked = answers_agree(&engine(&model), stride);
        let (n_asked, n_yes) = asked.unwrap_or_else(|why| panic!("{name}: {why}"));
        println!("{name}: {n_yes} of {n_asked}");
        assert!(
            n_yes > 20 && n_yes < n_asked,
            "{name}: {n_yes} of {n_asked}"
        );
    }
}

#[test]
fn the_scheme_of_random_models_answers_what_the_engine_answers() {
    check(120, |sample| {
        answers_agree(&Engine::new(&sample.model(), day()), 1).map(|_| ())
    });
}

#[test]
fn a_scheme_of_an_engine_that_went_on_is_the_scheme_of_a_new_one() {
    check(30, |sample| {
        let other = random::Sample::new(sample.seed ^ 0x5c4e).model();
        let went_on = Engine::new(&other, day()).again(&sample.model(), day());
        let fresh = Engine::new(&sample.model(), day());
        match went_on.scheme() == fresh.scheme() {
            true => Ok(()),
            false => Err(format!("{:#?}\n{:#?}", went_on.scheme(), fresh.scheme())),
        }
    });
}

#[test]
fn holders_say_whom_they_mean() {
    check(60, |sample| {
        let engine = Engine::new(&sample.model(), day());
        for set in &engine.scheme().holders {
            let mut all: BTreeSet<PrincipalId> = set.principals.iter().cloned().collect();
            let out: BTreeSet<PrincipalId> = set.left_out.iter().map(|o| o.who.clone()).collect();
            if all.is_empty() || all.intersection(&out).next().is_some() {
                return Err(format!("{set:?}"));
            }
            all.extend(out);
            let meant: BTreeSet<PrincipalId> = match &set.origin {
                Origin::Everyone => engine.model().principals().ids().cloned().collect(),
                Origin::Role(id) => engine.holders(id).into_iter().collect(),
                Origin::Group(id) => engine.members(id).into_iter().collect(),
                Origin::Principal(id) => BTreeSet::from([id.clone()]),
                Origin::Several => all.clone(),
            };
            if meant != all {
                return Err(format!("{set:?} means {meant:?}"));
            }
        }
        Ok(())
    });
}

#[test]
fn the_reason_why_someone_is_left_out_is_told() {
    let mut model = world("l");
    let blocked = model.principals().ids().next().unwrap().clone();
    let mut record = model.principals().get(&blocked).unwrap().clone();
    record.account = Account::Blocked;
    let edit = Edit::Put {
        record: Record::Principal(std::sync::Arc::new(record)),
        at: None,
    };
    common::change(&mut model, vec![edit]);
    let scheme = engine(&model).scheme();
    let whys: Vec<&Why> = scheme
        .holders
        .iter()
        .flat_map(|set| &set.left_out)
        .filter(|out| out.who == blocked)
        .map(|out| &out.why)
        .collect();
    println!(
        "{:#?}",
        scheme.rules.iter().map(|r| &r.note).collect::<Vec<_>>()
    );
    println!("{:#?}", scheme.settled);
    assert!(whys.contains(&&Why::Account(Account::Blocked)), "{whys:?}");
}
