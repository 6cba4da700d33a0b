//! The matrix answers what single questions answer: rows, columns, counts; and an engine that keeps
//! what an edit did not touch answers what a new one answers.

mod judges;
mod oracle;
mod random;

use std::collections::BTreeSet;

use judges::{engine_target, questions};
use random::{Dice, Sample, check, day};
use sightline::engine::{Cell, Comparison, DifferenceCount, Engine, Target, compare};
use sightline::model::*;

fn must(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

type Row = (PrincipalId, PermissionId, LevelId, BTreeSet<Target>);

/// All that can be asked of a model, decided one by one.
struct Single {
    rows: Vec<Row>,
    n_cells: u64,
}

impl Single {
    fn of(engine: &Engine) -> Single {
        let model = engine.model();
        let mut rows: Vec<Row> = Vec::new();
        for actor in model.principals().ids() {
            for permission in model.permissions().ids() {
                for level in oracle::levels(model, permission) {
                    let targets = engine.targets(actor, permission, &level);
                    rows.push((
                        actor.clone(),
                        permission.clone(),
                        level,
                        targets.into_iter().collect(),
                    ));
                }
            }
        }
        let n_cells = rows.iter().map(|row| row.3.len() as u64).sum();
        Single { rows, n_cells }
    }
}

/// The matrix of an engine against single answers, which may be those of another engine.
fn is_the_same(engine: &Engine, single: &Single) -> Result<(), String> {
    for (actor, permission, level, targets) in &single.rows {
        let what = || format!("{actor} {permission} {level}");
        let row = engine.reached_by(actor, permission, level).unwrap();
        let found: BTreeSet<Target> = row.targets().into_iter().collect();
        must(found == *targets, || {
            format!("row of {}: {found:?} instead of {targets:?}", what())
        })?;
        must(row.len() == targets.len(), || format!("size of {}", what()))?;
        must(row.is_empty() == targets.is_empty(), what)?;
        must(targets.iter().all(|target| row.contains(target)), what)?;
    }
    must(engine.n_cells() == single.n_cells, || {
        format!("{} cells instead of {}", engine.n_cells(), single.n_cells)
    })
}

fn columns_are_right(engine: &Engine) -> Result<(), String> {
    let model = engine.model();
    let asked: BTreeSet<_> = questions(model)
        .into_iter()
        .map(|(_, permission, level, target)| (permission, level, engine_target(&target)))
        .collect();
    for (permission, level, target) in asked {
        let column = engine.who_may(&permission, &level, Some(&target)).unwrap();
        for actor in model.principals().ids() {
            let allowed = engine.allows(actor, &permission, &level, &target);
            must(column.contains(actor) == allowed, || {
                format!("{actor} {permission} {level} {target:?} is {allowed}, not in the column")
            })?;
        }
    }
    Ok(())
}

#[test]
fn rows_columns_and_counts_are_what_single_questions_allow() {
    check(40, |sample| {
        let engine = Engine::new(&sample.model(), day());
        is_the_same(&engine, &Single::of(&engine))?;
        columns_are_right(&engine)
    });
}

#[test]
fn samples_have_the_same_matrix() {
    for text in [
        include_str!("../samples/hibob/model.ron"),
        include_str!("../samples/datafisher/model.ron"),
        include_str!("../samples/sherp/model.ron"),
        include_str!("../samples/leena/model.ron"),
        include_str!("../samples/leapsome/model.ron"),
    ] {
        let model = sightline::io::native::parse(text).unwrap().model;
        let engine = Engine::new(&model, Date::new(2026, 11, 21).unwrap());
        is_the_same(&engine, &Single::of(&engine)).unwrap();
        columns_are_right(&engine).unwrap();
    }
}

/// One random edit: a record as another model has it, one less, one elsewhere, one that is new.
fn edit(d: &mut Dice, model: &Model, other: &Model) -> Option<Edit> {
    let keys = if d.chance(70) {
        other.keys()
    } else {
        model.keys()
    };
    if keys.is_empty() {
        return None;
    }
    let key = d.pick(&keys);
    Some(match d.below(6) {
        0 => Edit::Remove(key),
        1 => Edit::Move {
            key,
            to: d.below(5),
        },
        2 => Edit::Settings(std::sync::Arc::new(other.settings().clone())),
        _ => Edit::Put {
            record: other.record(&key).or_else(|| model.record(&key))?,
            at: None,
        },
    })
}

#[test]
fn what_is_kept_over_edits_answers_like_a_new_engine() {
    let n_edits = std::cell::Cell::new(0);
    check(14, |sample| {
        let mut d = sample.dice();
        let other = Sample::new(sample.seed ^ 0xed17).model();
        let mut model = sample.model();
        let mut kept = Engine::new(&model, day());
        for _ in 0..8 {
            let Some(edit) = edit(&mut d, &model, &other) else {
                continue;
            };
            let change = Change::new("edit", vec![edit]);
            let Ok(undo) = model.apply(&change) else {
                continue;
            };
            n_edits.set(n_edits.get() + 1);
            follows(&mut kept, &model).map_err(|why| format!("after {change:?}: {why}"))?;
            if d.chance(30) {
                model.apply(&undo).map_err(|why| why.to_string())?;
                follows(&mut kept, &model)
                    .map_err(|why| format!("after undoing {change:?}: {why}"))?;
            }
        }
        Ok(())
    });
    assert!(n_edits.get() > 30, "{} edits could be made", n_edits.get());
}

/// The kept engine goes on to the model and answers what a new one answers.
fn follows(kept: &mut Engine, model: &Model) -> Result<(), String> {
    let before = std::mem::replace(kept, kept.again(model, day()));
    let fresh = Engine::new(model, day());
    if before.model().items().len().is_multiple_of(2) {
        // The one before is first asked after the next has answered: they share sets, not answers.
        must(kept.n_cells() == Single::of(&fresh).n_cells, || {
            "cells".to_owned()
        })?;
    }
    is_the_same(kept, &Single::of(&fresh))?;
    difference_is_right(&before, kept)?;
    difference_is_right(&fresh, &before)?;
    for (actor, permission, level, target) in questions(model) {
        let target = engine_target(&target);
        let (a, b) = (
            kept.decide(&actor, &permission, &level, &target),
            fresh.decide(&actor, &permission, &level, &target),
        );
        must(a == b, || format!("{a:?}\nis kept, and anew\n{b:?}"))?;
    }
    for group in model.groups().ids() {
        must(kept.members(group) == fresh.members(group), || {
            format!("members of {group}")
        })?;
    }
    Ok(())
}

/// What a comparison says is what comparing every cell says, listed, counted and per principal.
fn difference_is_right(old: &Engine, new: &Engine) -> Result<(), String> {
    let cells = |engine: &Engine| -> BTreeSet<Cell> {
        let ids = engine.model().principals().ids();
        ids.flat_map(|who| engine.cells_of(who)).collect()
    };
    let (before, after) = (cells(old), cells(new));
    let gains: Vec<Cell> = after.difference(&before).cloned().collect();
    let losses: Vec<Cell> = before.difference(&after).cloned().collect();
    let found = compare(old, new);
    must(found.gains == gains, || {
        format!("gains {:?} instead of {gains:?}", found.gains)
    })?;
    must(found.losses == losses, || {
        format!("losses {:?} instead of {losses:?}", found.losses)
    })?;
    let comparison = Comparison::new(old, new);
    let who = |list: &[Cell]| -> BTreeSet<PrincipalId> {
        list.iter().map(|cell| cell.who.clone()).collect()
    };
    let (gain, lose) = (who(&gains), who(&losses));
    let count = DifferenceCount {
        n_gains: gains.len() as u64,
        n_losses: losses.len() as u64,
        n_gain: gain.len(),
        n_lose: lose.len(),
    };
    must(comparison.count() == count, || {
        format!("{:?} instead of {count:?}", comparison.count())
    })?;
    for id in comparison.everyone() {
        let is_touched = gain.contains(&id) || lose.contains(&id);
        must(comparison.is_untouched(&id) != is_touched, || {
            format!("{id} is touched")
        })?;
    }
    Ok(())
}

#[test]
fn an_item_without_its_person_is_a_question_of_its_own() {
    let model = sightline::io::native::parse(include_str!("../samples/leena/model.ron"))
        .unwrap()
        .model;
    let engine = Engine::new(&model, Date::new(2026, 11, 21).unwrap());
    for item in model.items().ids() {
        let whole = Target::of_item(&model, item);
        let bare = Target {
            person: None,
            item: whole.item.clone(),
        };
        for permission in model.permissions().ids() {
            for level in oracle::levels(&model, permission) {
                for target in [&whole, &bare] {
                    let column = engine.who_may(permission, &level, Some(target)).unwrap();
                    for actor in model.principals().ids() {
                        let allowed = engine.allows(actor, permission, &level, target);
                        assert_eq!(
                            column.contains(actor),
                            allowed,
                            "{actor} {permission} {target:?}"
                        );
                    }
                }
            }
        }
    }
}
