//! What the simulator tells, as data: who can, with every door to a field; two side by side; the
//! readings that decide an answer.
#![cfg(feature = "gui")]

mod common;

use std::collections::BTreeSet;

use common::{ask, change, day, engine, sample, target, world};
use sightline::engine::{DataField, Engine, IfTurned, Question, Reading, SettingUse, Target, Whom};
use sightline::model::*;
use sightline::ui::simulate::side::rows::{Side, Sides, compare};
use sightline::ui::simulate::who::export;
use sightline::ui::simulate::who::rows::{Answer, On, Wanted, What, who_can};

fn salary() -> What {
    What::Data(vec![DataField {
        kind: None,
        field: "salary".into(),
    }])
}

fn wanted(what: What, on: On) -> Wanted {
    Wanted {
        revision: (1, 1),
        what,
        on,
    }
}

fn of(model: &Model, id: &str) -> On {
    On::One(Target::of_person(model, &id.into()))
}

fn everyone_in(answer: &Answer) -> BTreeSet<String> {
    let rows = answer.groups.iter().flat_map(|group| &group.rows);
    rows.map(|row| row.who.to_string()).collect()
}

/// A report on pay shows salaries too, and someone holds nothing but it.
fn with_a_side_door() -> Model {
    let mut model = sample("acme");
    let clerk = "uwe.lorenz";
    change(
        &mut model,
        vec![
            Edit::put(Permission {
                id: "people.pay_report".into(),
                name: "Pay report".to_owned(),
                ladder: "yes-no".into(),
                about: About::Person,
                fields: vec!["salary".into(), "bonus".into()],
                sensitive: false,
                description: String::new(),
            }),
            Edit::put(DirectGrant {
                id: "clerk-report".into(),
                to: Subject::User(clerk.into()),
                permission: "people.pay_report".into(),
                level: "yes".into(),
                scope: Scope::UNSET,
                switch: None,
                window: Window::default(),
            }),
        ],
    );
    model
}

#[test]
fn a_second_permission_that_shows_salary_is_found() {
    let model = with_a_side_door();
    let engine = engine(&model);
    let on = of(&model, "daniel.okafor");
    let one_tick = What::Permission("people.pay.salary".into(), "masked".into());
    let by_tick = who_can(&engine, &wanted(one_tick, on.clone()));
    let by_field = who_can(&engine, &wanted(salary(), on));
    assert!(!everyone_in(&by_tick).contains("uwe.lorenz"));
    assert!(everyone_in(&by_field).contains("uwe.lorenz"));
    assert!(everyone_in(&by_field).is_superset(&everyone_in(&by_tick)));
    assert_eq!(by_field.shown_by, ["Salary", "Pay report"]);
    let door = "Use Pay report because of a direct grant\n  Uwe Lorenz\n";
    assert!(by_field.text().contains(door), "{}", by_field.text());
}

#[test]
fn the_list_is_the_answer_to_every_single_question() {
    let model = with_a_side_door();
    let engine = engine(&model);
    for id in ["uwe.lorenz", "helene.brandt", "nazli.unal"] {
        let target = Target::of_person(&model, &id.into());
        let answer = who_can(&engine, &wanted(salary(), On::One(target.clone())));
        let sees = |who: &PrincipalId| {
            let shown = [
                ("people.pay.salary", "masked"),
                ("people.pay_report", "yes"),
            ];
            let mut shown = shown.iter();
            shown.any(|(p, level)| engine.allows(who, &(*p).into(), &(*level).into(), &target))
        };
        let all = model.principals().ids().filter(|who| sees(who));
        let all: BTreeSet<String> = all.map(ToString::to_string).collect();
        assert_eq!(everyone_in(&answer), all, "{id}");
        assert_eq!(answer.n_who, all.len());
        for group in &answer.groups {
            for row in &group.rows {
                let question = &row.question;
                let Question {
                    actor,
                    permission,
                    level,
                    target,
                } = question;
                assert!(engine.allows(actor, permission, level, target));
            }
        }
    }
}

#[test]
fn those_who_see_it_masked_are_counted_apart() {
    let model = sample("acme");
    let engine = engine(&model);
    let on = of(&model, "uwe.lorenz");
    let answer = who_can(&engine, &wanted(salary(), on.clone()));
    let view = What::Permission("people.pay.salary".into(), "view".into());
    let openly = who_can(&engine, &wanted(view, on));
    assert_eq!(answer.n_who - answer.n_masked, openly.n_who);
    for group in &answer.groups {
        assert_eq!(group.is_masked, group.level == "masked");
    }
}

#[test]
fn anyone_of_a_condition_or_a_group_is_reached_by_whoever_reaches_one() {
    let model = sample("acme");
    let engine = engine(&model);
    let berlin = Condition {
        join: None,
        clauses: vec![Clause {
            field: "site".into(),
            op: Op::Is,
            values: vec!["Berlin".into()],
        }],
    };
    let on = On::AnyOf(Reach::Where(berlin.clone()));
    let answer = who_can(&engine, &wanted(salary(), on));
    let inside: BTreeSet<PrincipalId> = engine.matching(&berlin).into_iter().collect();
    let reaches = |who: &PrincipalId| {
        let seen = engine.targets(who, &"people.pay.salary".into(), &"masked".into());
        seen.iter()
            .filter(|target| target.person.as_ref().is_some_and(|id| inside.contains(id)))
            .count()
    };
    let whom = Whom::AnyOf(inside.iter().cloned().collect());
    let holders = engine.who_reaches(&"people.pay.salary".into(), &"masked".into(), &whom);
    for holder in &holders {
        assert_eq!(holder.n_targets, reaches(&holder.who), "{}", holder.who);
        assert!(!holder.ways.is_empty());
        for way in &holder.ways {
            assert!((1..=holder.n_targets).contains(&way.n_targets));
            assert!(
                way.target
                    .person
                    .as_ref()
                    .is_some_and(|id| inside.contains(id))
            );
        }
    }
    assert!(!holders.is_empty());
    let all = model.principals().ids().filter(|who| reaches(who) > 0);
    assert_eq!(answer.n_who, all.count());
}

#[test]
fn whoever_reaches_someone_by_any_target_is_found_and_no_one_else() {
    for name in ["leena", "datafisher", "leapsome"] {
        let model = sample(name);
        let engine = engine(&model);
        let people: Vec<PrincipalId> = engine.people().into_iter().take(40).collect();
        for permission in model.permissions().iter() {
            let ladder = model.ladder_of(&permission.id).unwrap();
            let level = ladder.level(1).unwrap();
            let reached: Vec<(&PrincipalId, Vec<Target>)> = model
                .principals()
                .ids()
                .map(|who| (who, engine.targets(who, &permission.id, level)))
                .collect();
            for person in people.iter().step_by(13) {
                let whom = Whom::AnyOf(vec![person.clone()]);
                let holders = engine.who_reaches(&permission.id, level, &whom);
                let found: BTreeSet<&PrincipalId> = holders.iter().map(|one| &one.who).collect();
                // An account is about its owner, as an item is about its subject.
                let is_theirs = |target: &Target| {
                    target.person.as_ref() == Some(person)
                        && (permission.about.has_item() || permission.about == About::Person)
                };
                let expected = reached.iter().filter(|(_, t)| t.iter().any(is_theirs));
                let expected: BTreeSet<&PrincipalId> = expected.map(|(who, _)| *who).collect();
                assert_eq!(found, expected, "{name}: {} on {person}", permission.id);
            }
        }
    }
}

#[test]
fn data_of_a_person_on_an_item_about_them_is_a_door_too() {
    let mut model = sample("acme");
    let review = model.permissions().get(&"reviews.result".into()).unwrap();
    let mut review = review.clone();
    review.fields.push("salary".into());
    change(&mut model, vec![Edit::put(review)]);
    let engine = engine(&model);
    let items = model.items().iter();
    let mut about = items.filter(|item| item.kind == "assessment" && item.subject.is_some());
    let item = about.next().unwrap();
    let subject = item.subject.clone().unwrap();
    let answer = who_can(&engine, &wanted(salary(), of(&model, subject.as_str())));
    let on = Target::of_item(&model, &item.id);
    let readers = engine.who_can(&"reviews.result".into(), &"view".into(), Some(&on));
    assert!(!readers.is_empty());
    let all = everyone_in(&answer);
    for reader in readers {
        assert!(all.contains(reader.as_str()), "{reader}");
    }
}

#[test]
fn the_list_leaves_as_a_table() {
    let model = with_a_side_door();
    let engine = engine(&model);
    let wanted = wanted(salary(), of(&model, "daniel.okafor"));
    let answer = who_can(&engine, &wanted);
    let table = export::table(&model, &answer, &wanted);
    let n: usize = answer.groups.iter().map(|group| group.rows.len()).sum();
    assert_eq!(table.len(), n + 1);
    let csv = export::csv(&table);
    let line = "Uwe Lorenz,uwe.lorenz,Pay report,yes,Daniel Okafor,1,a direct grant,0\r\n";
    assert!(csv.contains(line), "{csv}");
    assert_eq!(
        export::file_name(&model, &wanted),
        "who can see Salary of Daniel Okafor.csv"
    );
}

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

fn beside(engine: &Engine, a: &str, b: &str) -> Sides {
    let (a, b) = (PrincipalId::from(a), PrincipalId::from(b));
    compare([&a, &b].map(|who| Side { engine, who }))
}

/// Every cell two hold, as (permission, level, target), without what each may do to themselves.
fn cells(engine: &Engine, who: &str) -> BTreeSet<(PermissionId, LevelId, Target)> {
    let cells = engine.cells_of(&who.into()).into_iter();
    cells.map(|c| (c.permission, c.level, c.target)).collect()
}

#[test]
fn side_by_side_tells_all_that_differs_and_nothing_else() {
    let model = sample("acme");
    let engine = engine(&model);
    let (a, b) = ("lena.hoffmann", "stefan.hoffmann");
    let sides = beside(&engine, a, b);
    let (of_a, of_b) = (cells(&engine, a), cells(&engine, b));
    let mut told: [BTreeSet<(PermissionId, LevelId, Target)>; 2] = Default::default();
    for part in sides.modules.iter().flat_map(|module| &module.parts) {
        let ladder = model.ladder_of(&part.permission).unwrap();
        for line in &part.lines {
            let rank = |side: usize| line.levels[side].as_ref().map_or(0, |(_, rank)| *rank);
            let more = line.more();
            assert!(rank(more) > rank(1 - more));
            for level in (rank(1 - more) + 1)..=rank(more) {
                let level = ladder.level(level).unwrap();
                for target in &line.targets {
                    let cell = (part.permission.clone(), level.clone(), target.clone());
                    told[more].insert(cell);
                }
            }
        }
    }
    let own = |id: &str, cells: &BTreeSet<(PermissionId, LevelId, Target)>| {
        let target = Target::of_person(&model, &id.into());
        let own = cells.iter().filter(|cell| cell.2 == target);
        own.map(|cell| (cell.0.clone(), cell.1.clone()))
            .collect::<BTreeSet<_>>()
    };
    let only = |mine: &BTreeSet<_>, theirs: &BTreeSet<_>| {
        mine.difference(theirs).cloned().collect::<BTreeSet<_>>()
    };
    let mut expected = [only(&of_a, &of_b), only(&of_b, &of_a)];
    let both: BTreeSet<_> = own(a, &expected[0])
        .intersection(&own(b, &expected[1]))
        .cloned()
        .collect();
    for (side, id) in [a, b].into_iter().enumerate() {
        let target = Target::of_person(&model, &id.into());
        expected[side]
            .retain(|cell| !(cell.2 == target && both.contains(&(cell.0.clone(), cell.1.clone()))));
    }
    assert_eq!(told, expected);
    let swapped = beside(&engine, b, a);
    assert_eq!(swapped.n_same, sides.n_same);
    assert_eq!(swapped.n_only, [sides.n_only[1], sides.n_only[0]]);
    let n_held = model.permissions().iter().filter(|permission| {
        [a, b].iter().any(|who| {
            let effective = engine.effective_on(&(*who).into(), &permission.id);
            !effective.is_empty()
        })
    });
    assert_eq!(sides.n_same + sides.n_differ(), n_held.count());
}

#[test]
fn each_difference_has_its_reason_on_either_side() {
    let mut model = world("h");
    let people: Vec<PrincipalId> = model.principals().ids().take(2).cloned().collect();
    let [a, b] = [people[0].clone(), people[1].clone()];
    let permission = model
        .permissions()
        .iter()
        .find(|p| p.about == About::Person);
    let permission = permission.unwrap().id.clone();
    let name = model.permissions().get(&permission).unwrap().name.clone();
    let level = model
        .ladder_of(&permission)
        .unwrap()
        .level(1)
        .unwrap()
        .clone();
    let grants = model.direct_grants().ids().cloned().collect::<Vec<_>>();
    let mut edits: Vec<Edit> = grants
        .into_iter()
        .map(|id| Edit::Remove(Key::DirectGrant(id)))
        .collect();
    edits.push(Edit::put(DirectGrant {
        id: "new".into(),
        to: Subject::User(a.clone()),
        permission: (&permission).into(),
        level,
        scope: Scope::people(Reach::Listed(vec![b.clone()])),
        switch: None,
        window: Window::default(),
    }));
    let old = engine(&model);
    change(&mut model, edits);
    let now = engine(&model);
    let title = model.title(&Key::Principal(b.clone()));
    let sides = beside(&now, a.as_str(), b.as_str());
    let reason = format!("a direct grant, whose reach is {title}");
    assert!(
        sides.text().contains(&format!("{name}, {title} | ")),
        "{}",
        sides.text()
    );
    assert!(sides.text().contains(&reason), "{}", sides.text());
    // The same one, now and before.
    let before = compare([&now, &old].map(|engine| Side { engine, who: &a }));
    assert!(before.text().contains(&reason), "{}", before.text());
    let same = compare([&now, &now].map(|engine| Side { engine, who: &a }));
    assert_eq!(same.n_differ(), 0);
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
