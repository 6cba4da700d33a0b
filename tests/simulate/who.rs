//! Who can, with every door to a field, grouped by the reason and counted.

use std::collections::BTreeSet;

use crate::common::{change, engine, sample};
use sightline::engine::{DataField, Question, Target, Whom};
use sightline::model::*;
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
