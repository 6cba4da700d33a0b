//! The readings that decide an answer, and what only pooling gives.

use std::collections::BTreeSet;

use crate::common::{ask, change, day, engine, sample, target, world};
use sightline::engine::{Engine, IfTurned, Question, Reading, SettingUse, Target};
use sightline::model::*;

fn uses(engine: &Engine, who: &str, permission: &str, level: &str, on: &str) -> Vec<SettingUse> {
    engine.settings_deciding(&Question {
        actor: who.into(),
        permission: permission.into(),
        level: level.into(),
        target: target(engine.model(), on),
    })
}

fn said(uses: &[SettingUse]) -> String {
    let lines: Vec<String> = uses.iter().map(SettingUse::text).collect();
    lines.join("\n")
}

#[test]
fn l24_what_only_pooling_gives_is_marked_and_turning_it_is_foretold() {
    let model = sample("leena");
    let engine = engine(&model);
    let who = "employee-1";
    let pooled = engine.gained_by_pooling(&who.into());
    let cell = pooled.first().expect("the sample pools");
    let items = engine.pooled_items(&who.into(), &"onb".into());
    let in_cells: BTreeSet<_> = pooled
        .iter()
        .filter_map(|c| c.target.item.clone())
        .collect();
    assert_eq!(items.iter().cloned().collect::<BTreeSet<_>>(), in_cells);
    let line = engine
        .record_seen(&who.into(), &"onb".into(), &cell.target)
        .into_iter()
        .find(|line| line.permission == cell.permission)
        .unwrap();
    assert!(line.by_pooling);
    let question = Question {
        actor: who.into(),
        permission: cell.permission.clone(),
        level: cell.level.clone(),
        target: cell.target.clone(),
    };
    let uses = engine.settings_deciding(&question);
    let merge = uses
        .iter()
        .find(|one| matches!(one.reading, Reading::Merge(_)))
        .unwrap_or_else(|| panic!("{}", said(&uses)));
    let turned = merge.turned.clone().unwrap();
    assert_eq!(turned.effect, IfTurned::Answer);
    // What is foretold comes true.
    let mut paired = model.clone();
    paired.apply(&turned.change).unwrap();
    let after = Engine::new(&paired, day());
    assert!(!after.allows(
        &question.actor,
        &question.permission,
        &question.level,
        &question.target
    ));
}

#[test]
fn a_reading_is_told_where_it_decides_and_not_where_it_does_not() {
    let mut model = world("s");
    let reports = Reach::Reports(Reports {
        depth: Some(1),
        ..Reports::default()
    });
    let permission = model
        .permissions()
        .iter()
        .find(|p| p.about == About::Person);
    let permission = permission.unwrap().id.clone();
    let level = model
        .ladder_of(&permission)
        .unwrap()
        .level(1)
        .unwrap()
        .clone();
    let who = model.principals().ids().next().unwrap().clone();
    change(
        &mut model,
        vec![Edit::put(DirectGrant {
            id: "own".into(),
            to: Subject::User(who.clone()),
            permission: (&permission).into(),
            level: level.clone(),
            scope: Scope::people(reports),
            switch: None,
            window: Window::default(),
        })],
    );
    let engine = engine(&model);
    let answer = ask(
        &engine,
        who.as_str(),
        permission.as_str(),
        level.as_str(),
        who.as_str(),
    );
    let uses = uses(
        &engine,
        who.as_str(),
        permission.as_str(),
        level.as_str(),
        who.as_str(),
    );
    let one = uses
        .iter()
        .find(|one| one.reading == Reading::ReportsIncludeOneself);
    let one = one.unwrap_or_else(|| panic!("{}", said(&uses)));
    let before = answer.allowed;
    let mut turned = model.clone();
    turned.apply(&one.turned.as_ref().unwrap().change).unwrap();
    let after = Engine::new(&turned, day());
    let after = after.allows(&who, &permission, &level, &target(&turned, who.as_str()));
    let effect = one.turned.as_ref().unwrap().effect;
    assert_eq!(effect == IfTurned::Answer, before != after);
    assert!(
        !uses
            .iter()
            .any(|one| matches!(one.reading, Reading::Merge(_)))
    );
}

/// Every single setting turned by itself.
fn settings_turned(model: &Model) -> Vec<Settings> {
    let now = model.settings();
    let with = |change: &dyn Fn(&mut Settings)| {
        let mut settings = now.clone();
        change(&mut settings);
        settings
    };
    let mut list = vec![
        with(&|s| s.reports_include_oneself = !s.reports_include_oneself),
        with(&|s| s.everyone_omits = None),
        with(&|s| s.everyone_omits_externals = !s.everyone_omits_externals),
        with(&|s| {
            s.merge = if s.merge == Merge::Paired {
                Merge::Pooled
            } else {
                Merge::Paired
            }
        }),
        with(&|s| {
            s.join = if s.join == Join::All {
                Join::Any
            } else {
                Join::All
            }
        }),
        with(&|s| {
            s.suppression = match s.suppression {
                SuppressionMode::Source => SuppressionMode::Person,
                SuppressionMode::Person => SuppressionMode::Source,
            }
        }),
        with(&|s| {
            s.implication = match s.implication {
                ImplicationKind::Hard => ImplicationKind::Preset,
                ImplicationKind::Preset => ImplicationKind::Hard,
            }
        }),
    ];
    for nth in 0..now.lines.len() {
        list.push(with(&|s| s.lines[nth].cascades = !s.lines[nth].cascades));
    }
    list.retain(|settings| settings != now);
    list
}

#[test]
fn every_setting_that_turns_an_answer_is_told_and_no_other() {
    let mut n_turned = 0;
    for name in ["leena", "hibob", "sherp", "leapsome", "datafisher"] {
        let model = sample(name);
        let engine = engine(&model);
        let turned: Vec<(Settings, Engine)> = settings_turned(&model)
            .into_iter()
            .map(|settings| {
                let mut other = model.clone();
                let edit = Edit::Settings(std::sync::Arc::new(settings.clone()));
                change(&mut other, vec![edit]);
                (settings, Engine::new(&other, day()))
            })
            .collect();
        for question in questions(&model, &engine) {
            let Question {
                actor,
                permission,
                level,
                target,
            } = &question;
            let now = engine.allows(actor, permission, level, target);
            let uses = engine.settings_deciding(&question);
            let told = |settings: &Settings| {
                let edit = Edit::Settings(std::sync::Arc::new(settings.clone()));
                uses.iter()
                    .filter_map(|one| one.turned.as_ref())
                    .filter(|turned| turned.change.edits == [edit.clone()])
                    .any(|turned| turned.effect == IfTurned::Answer)
            };
            for (settings, other) in &turned {
                let then = other.allows(actor, permission, level, target);
                n_turned += usize::from(then != now);
                assert_eq!(
                    then != now,
                    told(settings),
                    "{name}: {question:?}\n{}",
                    said(&uses)
                );
            }
        }
    }
    assert!(n_turned > 0);
}

/// Two dozen questions, spread over people, permissions and targets.
fn questions(model: &Model, engine: &Engine) -> Vec<Question> {
    let people: Vec<&PrincipalId> = model.principals().ids().collect();
    let mut list = Vec::new();
    for (nth, permission) in model.permissions().iter().enumerate() {
        let level = model.ladder_of(&permission.id).unwrap().level(1).unwrap();
        let actor = people[(nth * 7) % people.len()];
        let mut targets = engine.targets(actor, &permission.id, level);
        targets.truncate(1);
        let other = people[(nth * 5 + 1) % people.len()];
        match &permission.about {
            About::Person => {
                targets.push(Target::of_person(model, other));
                targets.push(Target::of_person(model, actor));
            }
            about => {
                let items = model.items().iter();
                let mut items = items.filter(|item| about.kinds().contains(&item.kind));
                targets.extend(items.nth(nth % 3).map(|i| Target::of_item(model, &i.id)));
            }
        }
        list.extend(targets.into_iter().map(|target| Question {
            actor: actor.clone(),
            permission: permission.id.clone(),
            level: level.clone(),
            target,
        }));
    }
    let step = list.len().div_ceil(24).max(1);
    list.into_iter().step_by(step).collect()
}
