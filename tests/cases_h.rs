//! The worked cases of world H (permission groups and a service user), each by its id.
//! What of H8 happens in the window is tested there; here is what it rests on.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::{ask, can, change, day, engine, ids, sees, set, world};
use sightline::engine::checks::{Finding, findings};
use sightline::engine::gate::{Highlight, RefusalCode, Verdict, try_change};
use sightline::engine::{Denial, Engine, Failure};
use sightline::model::{
    Assignment, Change, Clause, Condition, Edit, FieldType, Grant, Group, Key, Model, Op,
    Principal, PrincipalSort, Reach, Role, Scope, Subject, Value, Window,
};

const STATUSES: [&str; 6] = [
    "Hired",
    "Employed",
    "Garden leave",
    "Leave",
    "Parental leave",
    "Terminated",
];

/// LA's access rights: "Lifecycle status" equals any of these.
fn status_is(values: &[&str]) -> Reach {
    Reach::Where(Condition::one("status", Op::Is, values))
}

/// World H with other access rights for LA.
fn reaching(people: Reach) -> Model {
    let mut model = world("h");
    let role = Role {
        scope: Scope::people(people),
        ..la(&model)
    };
    change(&mut model, vec![Edit::put(role)]);
    model
}

fn la(model: &Model) -> Role {
    model.roles().get(&"LA".into()).unwrap().clone()
}

fn la_group(model: &Model) -> Group {
    model.groups().get(&"LA".into()).unwrap().clone()
}

fn basic(model: &Model) -> BTreeSet<String> {
    sees(&engine(model), "learnamp", "people.basic", "view")
}

/// What the nearest misses of the service user lack, as it is told (A-H8).
fn why_not(engine: &Engine, section: &str, person: &str) -> String {
    let near = ask(engine, "learnamp", section, "view", person).near;
    let told: Vec<String> = near.iter().map(|miss| miss.text(engine)).collect();
    told.join("\n")
}

fn found<'f>(list: &'f [Finding], code: &str, key: &Key) -> Option<&'f Finding> {
    list.iter().find(|f| f.code == code && f.key == *key)
}

#[test]
fn h1_every_status_ticked_reaches_everyone_who_has_one() {
    let all = ids(["ann", "ben", "cy", "di", "ed", "fi"]);
    assert_eq!(basic(&world("h")), all);
    assert_eq!(basic(&reaching(status_is(&STATUSES))), all);
}

#[test]
fn h2_everyone_omits_hired_and_terminated() {
    let model = reaching(Reach::Everyone);
    let engine = engine(&model);
    assert_eq!(set(&engine.omitted_by_everyone()), ids(["ben", "cy"]));
    assert_eq!(basic(&model), ids(["ann", "di", "ed", "fi", "gus"]));

    let list = findings(&engine);
    let shown = found(&list, "everyone-omits", &Key::Role("LA".into())).unwrap();
    assert!(shown.detail.contains("Ben"), "{shown:?}");
    assert!(shown.detail.contains("Cy"), "{shown:?}");
}

#[test]
fn h3_a_status_that_is_not_ticked_is_out_of_reach() {
    let model = reaching(status_is(&STATUSES[..5]));
    let engine = engine(&model);
    assert!(!can(&engine, "learnamp", "people.basic", "view", "cy"));
    assert!(can(&engine, "learnamp", "people.basic", "view", "ben"));

    let why_not = why_not(&engine, "people.basic", "cy");
    assert!(why_not.contains("Lifecycle status"), "{why_not}");
}

#[test]
fn h4_reaching_a_person_is_not_seeing_a_section() {
    let mut model = world("h");
    let mut role = la(&model);
    role.grants
        .retain(|grant| grant.permission.as_str() != "people.lifecycle");
    change(&mut model, vec![Edit::put(role)]);
    let engine = engine(&model);
    assert!(can(&engine, "learnamp", "people.basic", "view", "cy"));

    let answer = ask(&engine, "learnamp", "people.lifecycle", "view", "cy");
    assert!(!answer.allowed);
    let section = "people.lifecycle".into();
    assert_eq!(answer.denial, Some(Denial::NoPath(section)));
    assert!(
        answer.near.iter().all(|miss| matches!(
            &miss.failures[..],
            [Failure::NothingGives { permission, .. }] if *permission == "people.lifecycle"
        )),
        "{:?}",
        answer.near
    );
    let why_not = why_not(&engine, "people.lifecycle", "cy");
    assert!(
        why_not.contains("Lifecycle sections is not granted"),
        "{why_not}"
    );
}

#[test]
fn h6_a_service_user_in_no_group_reads_nobody() {
    let mut model = world("h");
    let other = Principal {
        sort: PrincipalSort::ServiceUser,
        ..Principal::new("payroll-bridge", "Payroll bridge")
    };
    change(&mut model, vec![Edit::put(other)]);
    assert!(
        engine(&model)
            .effective(&"payroll-bridge".into())
            .is_empty()
    );
}

#[test]
fn h7_a_group_needs_a_name_and_a_description() {
    let model = world("h");
    let group = |name: &str, description: &str| Group {
        id: "new".into(),
        name: name.into(),
        description: description.into(),
        listed: Vec::new(),
        condition: None,
        groups: Vec::new(),
    };
    let make = |group: Group| {
        let change = Change::new("create a group", vec![Edit::put(group)]);
        try_change(&model, &change, None, day())
    };
    let refused_at = |group: Group, field: &str| match make(group) {
        Verdict::Refused {
            code, highlight, ..
        } => {
            assert_eq!(code, RefusalCode::MissingField);
            let place = Highlight::Field(Key::Group("new".into()), field.into());
            assert_eq!(highlight, [place]);
        }
        Verdict::Accepted { .. } => panic!("accepted without a {field}"),
    };
    refused_at(group("Integrations", ""), "description");
    refused_at(group("Integrations", "  "), "description");
    refused_at(group("", "For integrations"), "name");
    assert!(make(group("Integrations", "For integrations")).is_accepted());
}

#[test]
fn h8_a_permission_is_found_by_its_name_and_stays_unticked_until_saved() {
    let mut model = world("h");
    let mut role = la(&model);
    role.grants
        .retain(|grant| grant.permission.as_str() != "people.lifecycle");
    change(&mut model, vec![Edit::put(role.clone())]);

    let typed = "View selected employees' Lifecycle sections";
    let mut named = model.permissions().iter().filter(|p| p.name == typed);
    assert_eq!(named.next().unwrap().id, "people.lifecycle");
    assert!(named.next().is_none());
    let engine_before = engine(&model);
    let lifecycle = |e: &_| sees(e, "learnamp", "people.lifecycle", "view");
    assert_eq!(lifecycle(&engine_before), ids([]));

    // Ticked, but not saved: the draft gives it, the model does not.
    role.grants.push(view("people.lifecycle"));
    let tick = Change::new("tick Lifecycle", vec![Edit::put(role)]);
    let Verdict::Accepted { model: draft, .. } = try_change(&model, &tick, None, day()) else {
        panic!("refused");
    };
    assert_eq!(lifecycle(&engine(&model)), ids([]));
    assert_eq!(lifecycle(&engine(&draft)).len(), 6);
}

fn view(permission: &str) -> Grant {
    Grant {
        permission: permission.into(),
        level: "view".into(),
        on: Scope::UNSET,
        switch: None,
    }
}

#[test]
fn h9_a_status_added_later_is_not_in_the_list() {
    let with_sabbatical = |mut model: Model| {
        let mut field = model.fields().get(&"status".into()).unwrap().clone();
        let mut options: Vec<String> = STATUSES.map(str::to_owned).to_vec();
        options.push("Sabbatical".into());
        field.kind = FieldType::Choice(options);
        let mut hal = Principal::new("hal", "Hal");
        hal.fields
            .set(&"status".into(), Some(Value::from("Sabbatical")));
        change(&mut model, vec![Edit::put(field), Edit::put(hal)]);
        model
    };
    let reads_hal = |model: &Model| can(&engine(model), "learnamp", "people.basic", "view", "hal");

    let listed = with_sabbatical(world("h"));
    assert!(!reads_hal(&listed));
    let list = findings(&engine(&listed));
    let lint = found(&list, "value-missing", &Key::Role("LA".into())).unwrap();
    assert!(lint.title.contains("Sabbatical"), "{lint:?}");

    // The repair the finding offers ticks it.
    let mut repaired = listed.clone();
    repaired.apply(lint.repair.as_ref().unwrap()).unwrap();
    assert!(reads_hal(&repaired));

    // With the condition taken away, or left without clauses, everybody is selected.
    let mut unset = with_sabbatical(world("h"));
    let role = Role {
        scope: Scope::UNSET,
        ..la(&unset)
    };
    change(&mut unset, vec![Edit::put(role)]);
    assert!(reads_hal(&unset));
    let no_clauses = Reach::Where(Condition::default());
    assert!(reads_hal(&with_sabbatical(reaching(no_clauses))));
}

#[test]
fn h13_in_a_shared_group_a_service_user_gains_what_the_group_has() {
    let mut model = world("h");
    let payroll = Group {
        id: "payroll".into(),
        name: "Payroll".into(),
        description: "Runs the payroll".into(),
        listed: vec!["ann".into()],
        condition: None,
        groups: Vec::new(),
    };
    let mut role = Role::new("payroll", "Payroll");
    role.grants.push(Grant {
        level: "edit".into(),
        ..view("people.salary")
    });
    let given = Assignment {
        id: "payroll".into(),
        to: Subject::Group("payroll".into()),
        role: "payroll".into(),
        scope: Scope::UNSET,
        window: Window::default(),
    };
    change(
        &mut model,
        vec![
            Edit::put(payroll.clone()),
            Edit::put(role),
            Edit::put(given),
        ],
    );
    let edits = |model: &Model| can(&engine(model), "learnamp", "people.salary", "edit", "di");
    assert!(!edits(&model));

    let joined = Group {
        listed: vec!["ann".into(), "learnamp".into()],
        ..payroll
    };
    let join = Change::new("add Learn Amp to Payroll", vec![Edit::put(joined)]);
    let Verdict::Accepted { model, .. } = try_change(&model, &join, None, day()) else {
        panic!("a recommendation, not a refusal");
    };
    assert!(edits(&model));
    let list = findings(&engine(&model));
    let lint = found(&list, "shared-group", &Key::Group("payroll".into())).unwrap();
    assert!(lint.title.contains("Learn Amp"), "{lint:?}");
    assert!(lint.detail.contains("group of its own"), "{lint:?}");
    assert!(found(&list, "shared-group", &Key::Group("LA".into())).is_none());
}

#[test]
fn h14_adding_again_edits_the_group_that_is_there() {
    let wanted = world("h");
    // What an earlier attempt left: the group without its member, reaching Everyone.
    let mut model = world("h");
    let mut left = la(&model);
    left.scope = Scope::people(Reach::Everyone);
    left.grants.truncate(1);
    let group = Group {
        listed: Vec::new(),
        ..la_group(&model)
    };
    change(&mut model, vec![Edit::put(left), Edit::put(group)]);
    assert_eq!(basic(&model), ids([]));

    let again = Change::new(
        "set up Learn Amp again",
        vec![Edit::put(la_group(&wanted)), Edit::put(la(&wanted))],
    );
    let Verdict::Accepted { model, .. } = try_change(&model, &again, None, day()) else {
        panic!("refused");
    };
    assert_eq!(model.groups().len(), 1);
    assert_eq!(*model, wanted);
    assert_eq!(basic(&model), basic(&wanted));
}

#[test]
fn a_h3_unticking_a_status_denies_nothing_another_group_gives() {
    let mut model = reaching(status_is(&STATUSES[..5]));
    let mut role = Role::new("leavers", "Leavers");
    role.scope = Scope::people(status_is(&["Terminated"]));
    role.grants.push(view("people.basic"));
    let given = Assignment {
        id: "leavers".into(),
        to: Subject::User("learnamp".into()),
        role: "leavers".into(),
        scope: Scope::UNSET,
        window: Window::default(),
    };
    change(&mut model, vec![Edit::put(role), Edit::put(given)]);
    assert!(can(
        &engine(&model),
        "learnamp",
        "people.basic",
        "view",
        "cy"
    ));
}

#[test]
fn a_h5_not_equals_is_the_exact_negation_of_equals() {
    let clause = |op, values: &[&str]| {
        Reach::Where(Condition {
            join: None,
            clauses: vec![Clause {
                field: "status".into(),
                op,
                values: values.iter().map(|v| Value::from(*v)).collect(),
            }],
        })
    };
    let not = basic(&reaching(clause(Op::IsNot, &["Terminated"])));
    assert_eq!(not, ids(["ann", "ben", "di", "ed", "fi", "gus"]));
    assert_eq!(basic(&reaching(clause(Op::IsEmpty, &[]))), ids(["gus"]));
}

#[test]
fn a_h6_conditions_never_match_service_users() {
    let mut model = world("h");
    let group = Group {
        listed: Vec::new(),
        condition: Some(Condition::default()),
        ..la_group(&model)
    };
    change(&mut model, vec![Edit::put(group)]);
    let members = set(&engine(&model).members(&"LA".into()));
    assert_eq!(members, ids(["ann", "ben", "cy", "di", "ed", "fi", "gus"]));
    assert_eq!(basic(&model), ids([]));
}
