//! The engine against the oracle: the same answers, for the same reasons, to every question.

mod judges;
mod oracle;
mod random;

use std::collections::BTreeSet;

use judges::{Question, engine_says, engine_target, oracle_says, oracle_target, thing};
use oracle::{ActOn, Target, Thing};
use random::{check, day};
use sightline::engine::delegate::{ActSubject, may};
use sightline::engine::{Engine, checks};
use sightline::model::*;

fn must(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

fn same<T: PartialEq + std::fmt::Debug>(
    engine: T,
    oracle: T,
    what: impl FnOnce() -> String,
) -> Result<(), String> {
    must(engine == oracle, || {
        format!(
            "{}:\nthe engine says {engine:?},\nthe oracle    {oracle:?}",
            what()
        )
    })
}

#[test]
fn every_answer_is_the_same_with_the_same_paths() {
    check(120, |sample| {
        let model = sample.model();
        let by_engine = engine_says(&model);
        for (question, by_oracle) in oracle_says(&model) {
            same(&by_engine[&question], &by_oracle, || {
                format!("{question:?}")
            })?;
        }
        Ok(())
    });
}

/// The targets a permission speaks of.
fn targets_of(model: &Model, permission: &Permission) -> Vec<Target> {
    let people = || model.principals().iter().filter(|p| p.has_record());
    let kinds = permission.about.kinds();
    let things = oracle::things(model)
        .into_iter()
        .filter(|thing| kinds.contains(&oracle::kind_of(model, thing)));
    match &permission.about {
        About::Nothing => vec![Target::NONE],
        About::Person => people().map(|p| Target::of_person(model, &p.id)).collect(),
        About::Item(_) | About::ItemOfPerson(_) => things
            .map(|thing| Target::of_thing(model, &thing))
            .collect(),
        About::PersonAndItem(_) => {
            let mut pairs = Vec::new();
            for thing in things {
                for person in people() {
                    pairs.push(Target {
                        person: Some(person.id.clone()),
                        item: Some(thing.clone()),
                    });
                }
            }
            pairs
        }
    }
}

#[test]
fn lists_have_what_single_questions_allow() {
    check(25, |sample| {
        let model = sample.model();
        let engine = Engine::new(&model, day());
        for permission in model.permissions().iter() {
            let targets = targets_of(&model, permission);
            for level in oracle::levels(&model, &permission.id) {
                let mut everyone = BTreeSet::new();
                for actor in model.principals().ids() {
                    let found = list_is_right(&engine, actor, permission, &level, &targets)?;
                    if found {
                        everyone.insert(actor.clone());
                    }
                }
                let who = engine.who_can(&permission.id, &level, None);
                same(who.into_iter().collect(), everyone, || {
                    format!("who can {} {level}", permission.id)
                })?;
            }
        }
        Ok(())
    });
}

/// Checks everything listed for one actor, permission and level. True if anything is.
fn list_is_right(
    engine: &Engine,
    actor: &PrincipalId,
    permission: &Permission,
    level: &LevelId,
    targets: &[Target],
) -> Result<bool, String> {
    let model = engine.model();
    let what = |list: &str| format!("{list} of {actor}, {} {level}", permission.id);
    let rights = oracle::effective(model, day(), actor);
    let mut expected = BTreeSet::new();
    let mut paths = BTreeSet::new();
    for target in targets {
        let d = oracle::decide_with(model, day(), actor, &rights, &permission.id, level, target);
        if d.allowed {
            expected.insert(target.clone());
            paths.extend(d.paths);
        }
    }
    let found = engine.targets(actor, &permission.id, level);
    same(found.len(), expected.len(), || what("number of targets"))?;
    same(
        engine.n_targets(actor, &permission.id, level),
        expected.len(),
        || what("n_targets"),
    )?;
    let found: BTreeSet<Target> = found.iter().map(oracle_target).collect();
    same(&found, &expected, || what("targets"))?;

    let effective = engine.effective(actor);
    let entry = effective
        .iter()
        .find(|e| e.permission == permission.id && e.level == *level);
    same(entry.is_some(), !expected.is_empty(), || what("entry"))?;
    if let Some(entry) = entry {
        let people = expected
            .iter()
            .filter_map(|t| t.person.clone())
            .filter(|id| {
                let principal = model.principals().get(id);
                permission.about != About::Nothing && principal.is_some_and(Principal::has_record)
            });
        same(
            entry.people.iter().cloned().collect(),
            people.collect::<BTreeSet<_>>(),
            || what("people"),
        )?;
        let items = expected.iter().filter_map(|t| t.item.clone());
        let items: BTreeSet<Thing> = items.filter(|_| permission.about.has_item()).collect();
        same(entry.items.iter().map(thing).collect(), items, || {
            what("items")
        })?;
        let found: BTreeSet<String> = entry.paths.iter().map(|p| p.key()).collect();
        same(found, paths, || what("paths"))?;
    }
    Ok(!expected.is_empty())
}

#[test]
fn who_can_is_the_same() {
    check(20, |sample| {
        let model = sample.model();
        let engine = Engine::new(&model, day());
        let answers = oracle_says(&model);
        let mut d = sample.dice();
        let questions: Vec<&Question> = answers.keys().collect();
        for _ in 0..20 {
            let (_, permission, level, target) = d.pick(&questions);
            let expected: BTreeSet<PrincipalId> = answers
                .iter()
                .filter(|(q, a)| a.allowed && (&q.1, &q.2, &q.3) == (permission, level, target))
                .map(|(q, _)| q.0.clone())
                .collect();
            let found = engine.who_can(permission, level, Some(&engine_target(target)));
            same(found.into_iter().collect(), expected, || {
                format!("{permission} {level} {target:?}")
            })?;
        }
        Ok(())
    });
}

#[test]
fn selectors_mean_the_same() {
    check(40, |sample| {
        let model = sample.model();
        let engine = Engine::new(&model, day());
        for group in model.groups().ids() {
            let found = engine.members(group).into_iter().collect();
            same(found, oracle::members(&model, group), || {
                format!("members of {group}")
            })?;
        }
        for actor in model.principals().ids() {
            let found = engine.roles_of(actor).into_iter().collect();
            let expected = oracle::held(&model, day(), actor, true);
            same(found, expected, || format!("roles of {actor}"))?;
        }
        let mut d = sample.dice();
        for _ in 0..12 {
            let reach = random::reach(&mut d, &sample.parts, 2);
            let items = random::item_selector(&mut d, &sample.parts, 2);
            let who = random::who(&mut d, &sample.parts, 2);
            for actor in model.principals().ids() {
                let all = model.principals().ids();
                let expected: BTreeSet<PrincipalId> = all
                    .filter(|id| oracle::in_reach(&model, &reach, actor, id))
                    .cloned()
                    .collect();
                let found = engine.reached(&reach, actor).into_iter().collect();
                same(found, expected, || format!("{reach:?} of {actor}"))?;
                let expected: BTreeSet<Thing> = oracle::things(&model)
                    .into_iter()
                    .filter(|thing| oracle::in_items(&model, &items, actor, thing))
                    .collect();
                let found = engine.selected_items(&items, actor);
                same(found.iter().map(thing).collect(), expected, || {
                    format!("{items:?} of {actor}")
                })?;
            }
            let all = model.principals().ids();
            let expected: BTreeSet<PrincipalId> = all
                .filter(|id| oracle::matches_who(&model, day(), &who, id))
                .cloned()
                .collect();
            same(engine.who(&who).into_iter().collect(), expected, || {
                format!("{who:?}")
            })?;
        }
        Ok(())
    });
}

#[test]
fn delegation_rules_allow_the_same() {
    check(60, |sample| {
        let model = sample.model();
        let engine = Engine::new(&model, day());
        let mut subjects = vec![
            (ActOn::NewUser, ActSubject::NewUser),
            (ActOn::Nothing, ActSubject::Nothing),
        ];
        for id in model.principals().ids().cloned() {
            subjects.push((ActOn::User(id.clone()), ActSubject::User(id)));
        }
        for id in model.groups().ids().cloned() {
            subjects.push((ActOn::Group(id.clone()), ActSubject::Group(id)));
        }
        for id in model.roles().ids().cloned() {
            subjects.push((ActOn::Role(id.clone()), ActSubject::Role(id)));
        }
        for id in model.switches().ids().cloned() {
            subjects.push((ActOn::Switch(id.clone()), ActSubject::Switch(id)));
        }
        let mut d = sample.dice();
        let mut roles: Vec<Option<RoleId>> = vec![None];
        roles.extend(model.roles().ids().cloned().map(Some));
        for _ in 0..150 {
            let by = d.pick(&sample.parts.principals).id;
            let act = d.pick(&Act::ALL);
            let (on, subject) = d.pick(&subjects);
            let role = d.pick(&roles);
            let found = may(&engine, &by, act, &subject, role.as_ref()).allowed;
            let (expected, _) = oracle::may(&model, day(), &by, act, &on, role.as_ref());
            same(found, expected, || format!("{by} {act:?} {on:?} {role:?}"))?;
        }
        Ok(())
    });
}

#[test]
fn expectations_hold_the_same() {
    check(60, |sample| {
        let model = sample.model();
        let engine = Engine::new(&model, day());
        let results = checks::run_expectations(&engine);
        same(results.len(), model.expectations().len(), || {
            "results".into()
        })?;
        for (result, e) in results.iter().zip(model.expectations().iter()) {
            let expected = oracle::expectation_holds(&model, day(), e);
            same(result.holds, expected, || format!("{e:?}, {result:?}"))?;
        }
        Ok(())
    });
}

/// What a comparison may list: who may do what, at which level, on what.
fn cells(model: &Model) -> BTreeSet<Question> {
    let mut cells = BTreeSet::new();
    for actor in model.principals().ids() {
        let rights = oracle::effective(model, day(), actor);
        for permission in model.permissions().iter() {
            for level in oracle::levels(model, &permission.id) {
                for target in targets_of(model, permission) {
                    let id = &permission.id;
                    if oracle::decide_with(model, day(), actor, &rights, id, &level, &target)
                        .allowed
                    {
                        cells.insert((actor.clone(), id.clone(), level.clone(), target));
                    }
                }
            }
        }
    }
    cells
}

#[test]
fn a_comparison_lists_every_gain_and_every_loss() {
    check(30, |sample| {
        let before = sample.model();
        let mut parts = sample.parts.clone();
        let mut d = sample.dice();
        if !parts.roles.is_empty() {
            let n = d.below(parts.roles.len());
            parts.roles[n].grants.pop();
        }
        parts.assignments.pop();
        parts.guards.pop();
        let after = random::model(&parts);
        let (old, new) = (Engine::new(&before, day()), Engine::new(&after, day()));
        let difference = sightline::engine::compare(&old, &new);
        let (had, has) = (cells(&before), cells(&after));
        for (found, expected) in [
            (&difference.gains, has.difference(&had)),
            (&difference.losses, had.difference(&has)),
        ] {
            let found: BTreeSet<Question> = found
                .iter()
                .map(|cell| {
                    let target = oracle_target(&cell.target);
                    (
                        cell.who.clone(),
                        cell.permission.clone(),
                        cell.level.clone(),
                        target,
                    )
                })
                .collect();
            same(found, expected.cloned().collect(), || {
                "gains and losses".into()
            })?;
        }
        Ok(())
    });
}

/// What only pooling gives: allowed, and not if every module were paired. Each at its highest level.
#[test]
fn what_pooling_gains_is_what_pairing_lacks() {
    check(40, |sample| {
        let model = sample.model();
        let mut parts = sample.parts.clone();
        for module in &mut parts.modules {
            module.merge = Some(Merge::Paired);
        }
        let (pooled, paired) = (cells(&model), cells(&random::model(&parts)));
        let gained: Vec<&Question> = pooled.difference(&paired).collect();
        let rank = |q: &Question| oracle::rank(&model, &q.1, &q.2);
        let engine = Engine::new(&model, day());
        for actor in model.principals().ids() {
            let found: BTreeSet<Question> = engine
                .gained_by_pooling(actor)
                .into_iter()
                .map(|cell| {
                    (
                        cell.who,
                        cell.permission,
                        cell.level,
                        oracle_target(&cell.target),
                    )
                })
                .collect();
            let expected: BTreeSet<Question> = gained
                .iter()
                .filter(|q| q.0 == *actor)
                .filter(|q| {
                    let mut others = gained
                        .iter()
                        .filter(|o| (&o.0, &o.1, &o.3) == (&q.0, &q.1, &q.3));
                    others.all(|other| rank(other) <= rank(q))
                })
                .map(|q| (*q).clone())
                .collect();
            same(found, expected, || format!("gained by {actor}"))?;
        }
        Ok(())
    });
}

/// The model files in a folder.
fn files_in(folder: &str) -> Vec<std::path::PathBuf> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "ron"));
    files.sort();
    files
}

fn same_answer(
    engine: &Engine,
    actor: &PrincipalId,
    rights: &[oracle::Right],
    (permission, level, target): (&PermissionId, &LevelId, &Target),
) -> Result<(), String> {
    let model = engine.model();
    let expected = oracle::decide_with(
        model,
        engine.day(),
        actor,
        rights,
        permission,
        level,
        target,
    );
    let answer = engine.decide(actor, permission, level, &engine_target(target));
    same(judges::decision(&answer), expected, || {
        format!("{}: {actor} {permission} {level} {target:?}", model.name())
    })
}

/// Every question about the worlds of the worked cases.
#[test]
fn every_answer_about_a_kept_world_is_the_same() {
    for file in files_in("samples/cases") {
        let model = sightline::io::load(&file).unwrap().model;
        let engine = Engine::new(&model, day());
        let things = oracle::things(&model);
        for actor in model.principals().ids() {
            let rights = oracle::effective(&model, day(), actor);
            for permission in model.permissions().ids() {
                for level in oracle::levels(&model, permission) {
                    for target in things.iter().map(|t| Target::of_thing(&model, t)) {
                        let question = (permission, &level, &target);
                        same_answer(&engine, actor, &rights, question).unwrap();
                    }
                }
            }
        }
    }
}

/// Some questions about the samples, which are too large to ask them all.
#[test]
fn answers_about_the_samples_are_the_same() {
    let mut d = random::Dice::new(1);
    for folder in ["acme", "datafisher", "hibob", "leapsome", "leena", "sherp"] {
        for file in files_in(&format!("samples/{folder}")) {
            let model = sightline::io::load(&file).unwrap().model;
            let engine = Engine::new(&model, day());
            let things = oracle::things(&model);
            let principals: Vec<PrincipalId> = model.principals().ids().cloned().collect();
            let permissions: Vec<PermissionId> = model.permissions().ids().cloned().collect();
            for actor in d.some(&principals, 24) {
                let rights = oracle::effective(&model, day(), &actor);
                for _ in 0..60 {
                    // What someone has is asked about more often than what they lack.
                    let permission = match rights.is_empty() || d.chance(25) {
                        true => d.pick(&permissions),
                        false => d.pick(&rights).permission,
                    };
                    let level = d.pick(&oracle::levels(&model, &permission));
                    let target = Target::of_thing(&model, &d.pick(&things));
                    let question = (&permission, &level, &target);
                    same_answer(&engine, &actor, &rights, question).unwrap();
                }
            }
        }
    }
}
