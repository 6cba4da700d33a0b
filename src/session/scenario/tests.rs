use super::*;
use crate::model::{
    Account, Assignment, Field, FieldType, Group, ManagerEdge, Principal, Role, Scope, Subject,
    Value, Window,
};

fn person(id: &str, name: &str, up: Option<&str>) -> Principal {
    let mut person = Principal::new(id, name);
    let edge = up.map(|up| ManagerEdge("primary".into(), up.into()));
    person.managers = edge.into_iter().collect();
    person
}

/// Ann above Bob, Bob above Cay; Dan stands alone and holds a role within a limit.
fn company() -> Model {
    let mut model = Model::default();
    let group = Group {
        id: "hr".into(),
        name: "HR".to_owned(),
        description: "People team".to_owned(),
        listed: vec!["dan".into()],
        condition: None,
        groups: Vec::new(),
    };
    let field = Field {
        id: "site".into(),
        name: "Site".to_owned(),
        kind: FieldType::Choice(vec!["Berlin".to_owned(), "Jena".to_owned()]),
    };
    let start = vec![
        Edit::put(field),
        Edit::put(person("ann", "Ann Lee", None)),
        Edit::put(person("bob", "Bob Ray", Some("ann"))),
        Edit::put(person("cay", "Cay Ott", Some("bob"))),
        Edit::put(person("dan", "Dan Fox", None)),
        Edit::put(group),
        Edit::put(Role::new("clerk", "Clerk")),
        Edit::put(Role::new("lead", "Lead")),
        Edit::put(Assignment {
            id: "dan-clerk".into(),
            to: Subject::User("dan".into()),
            role: "clerk".into(),
            scope: Scope::people(crate::model::Reach::Oneself),
            window: Window::default(),
        }),
    ];
    model.apply(&Change::new("start", start)).unwrap();
    model
}

fn move_under(who: &str, under: &str) -> Deed {
    Deed::Move {
        who: who.into(),
        line: "primary".into(),
        under: Some(under.into()),
    }
}

fn site(who: &str, value: &str) -> Deed {
    Deed::SetField {
        who: who.into(),
        field: "site".into(),
        value: Some(Value::from(value)),
    }
}

fn scenario(model: &Model, deeds: impl IntoIterator<Item = Deed>) -> Scenario {
    let mut scenario = Scenario::new(1);
    for deed in deeds {
        let before = scenario.plan(model).model;
        scenario.add(&before, deed);
    }
    scenario
}

/// The steps as text: what each does, and why it cannot be done.
fn said(scenario: &Scenario, model: &Model) -> Vec<String> {
    let plan = scenario.plan(model);
    let steps = plan.steps.iter().map(|step| match &step.fit {
        Fit::Fits => step.label.clone(),
        Fit::AlreadySo => format!("{}: it is so already", step.label),
        Fit::Not(why) => format!("{}: not, {why}", step.label),
    });
    steps.collect()
}

#[test]
fn steps_on_one_person_do_not_take_each_other_back() {
    let model = company();
    let one = scenario(&model, [move_under("cay", "ann"), site("cay", "Jena")]);
    let after = one.plan(&model).model;
    let cay = after.principals().get(&"cay".into()).unwrap();
    assert_eq!(cay.managers[0].1, "ann");
    assert_eq!(cay.fields.get(&"site".into()), Some(&Value::from("Jena")));
    assert_eq!(model, company(), "the model is not touched");
    let wanted = ["move Cay Ott under Ann Lee", "set Site of Cay Ott to Jena"];
    assert_eq!(said(&one, &model), wanted);
}

#[test]
fn what_was_edited_since_is_kept() {
    let mut model = company();
    let one = scenario(&model, [move_under("cay", "ann")]);
    let mut cay = model.principals().get(&"cay".into()).unwrap().clone();
    cay.account = Account::Blocked;
    let edit = Change::new("block", vec![Edit::put(cay)]);
    model.apply(&edit).unwrap();
    let after = one.plan(&model).model;
    let cay = after.principals().get(&"cay".into()).unwrap();
    assert_eq!(cay.account, Account::Blocked);
    assert_eq!(cay.managers[0].1, "ann");
}

#[test]
fn a_step_that_fits_no_longer_says_so_by_name_and_the_others_stay() {
    let mut model = company();
    let one = scenario(&model, [move_under("cay", "dan"), site("bob", "Jena")]);
    let gone = crate::session::edits::removal::remove(&model, &[Key::Principal("dan".into())]);
    model.apply(&gone).unwrap();
    let wanted = [
        "move Cay Ott under Dan Fox: not, Dan Fox is not in the model any more",
        "set Site of Bob Ray to Jena",
    ];
    assert_eq!(said(&one, &model), wanted);
    assert_eq!(one.plan(&model).n_unfit(), 1);
}

#[test]
fn a_step_on_someone_hired_before_goes_with_the_hire() {
    let model = company();
    let new = NewHire {
        id: "eve".to_owned(),
        name: "Eve Kaya".to_owned(),
        manager: Some(("primary".into(), "bob".into())),
        groups: vec!["hr".into()],
        roles: vec!["clerk".into()],
        ..NewHire::default()
    };
    let hire = Deed::Hire(Box::new(new));
    let mut one = scenario(&model, [hire, move_under("eve", "ann")]);
    let plan = one.plan(&model);
    assert!(
        plan.model
            .groups()
            .get(&"hr".into())
            .unwrap()
            .listed
            .contains(&"eve".into())
    );
    assert_eq!(plan.model.assignments().len(), 2);
    assert_eq!(plan.n_unfit(), 0);
    one.steps.remove(0);
    let wanted = ["move Eve Kaya under Ann Lee: not, Eve Kaya is not in the model any more"];
    assert_eq!(said(&one, &model), wanted);
}

#[test]
fn what_the_model_refuses_is_left_out_and_said() {
    let model = company();
    let one = scenario(&model, [move_under("cay", "ann"), site("cay", "Atlantis")]);
    let said = said(&one, &model);
    assert_eq!(said[0], "move Cay Ott under Ann Lee");
    assert!(
        said[1].starts_with("set Site of Cay Ott to Atlantis: not, "),
        "{said:?}"
    );
    let after = one.plan(&model).model;
    let cay = after.principals().get(&"cay".into()).unwrap();
    assert_eq!(cay.managers[0].1, "ann");
}

#[test]
fn a_circle_and_what_is_so_already_are_told() {
    let model = company();
    let one = scenario(&model, [move_under("ann", "cay"), move_under("bob", "ann")]);
    let said = said(&one, &model);
    assert!(
        said[0].contains("They would go round in a circle"),
        "{said:?}"
    );
    assert!(said[1].ends_with("it is so already"), "{said:?}");
}

#[test]
fn two_people_change_places_over_a_circle_in_between() {
    let model = company();
    let top = Deed::Move {
        who: "bob".into(),
        line: "primary".into(),
        under: None,
    };
    let deeds = [top, move_under("ann", "bob")];
    let plan = scenario(&model, deeds).plan(&model);
    assert_eq!(plan.n_unfit(), 0);
    let ann = plan.model.principals().get(&"ann".into()).unwrap();
    assert_eq!(ann.managers[0].1, "bob");
}

#[test]
fn another_role_instead_keeps_its_limit_and_who_leaves_keeps_nothing() {
    let model = company();
    let replace = Deed::Replace {
        who: "dan".into(),
        old: "clerk".into(),
        new: "lead".into(),
    };
    let plan = scenario(&model, [replace]).plan(&model);
    let given: Vec<_> = plan.model.assignments().iter().collect();
    assert_eq!(given.len(), 1);
    assert_eq!(given[0].role, "lead");
    assert_eq!(given[0].scope, Scope::people(crate::model::Reach::Oneself));

    let leave = |who: &str, heir: Option<&str>| Deed::Leave {
        who: who.into(),
        reports_to: heir.map(Into::into),
    };
    let deeds = [leave("dan", None), leave("bob", Some("cay"))];
    let one = scenario(&model, deeds);
    let wanted = [
        "let Dan Fox leave",
        "let Bob Ray leave; their reports come to Cay Ott",
    ];
    assert_eq!(said(&one, &model), wanted);
    let after = one.plan(&model).model;
    assert!(after.assignments().is_empty());
    assert!(after.groups().get(&"hr".into()).unwrap().listed.is_empty());
    let account = |id: &str| after.principals().get(&id.into()).unwrap().account;
    assert_eq!(account("dan"), Account::Ended);
    // Whoever takes over comes to where the other stood.
    let cay = after.principals().get(&"cay".into()).unwrap();
    assert_eq!(cay.managers[0].1, "ann");
}

#[test]
fn a_change_made_elsewhere_is_done_only_on_what_it_was_made_from() {
    let mut model = company();
    let change = crate::session::edits::groups::describe(&model, &"hr".into(), "All of HR");
    let made = Made::new(&model, change.unwrap());
    let one = scenario(&model, [Deed::Made(Box::new(made))]);
    assert_eq!(said(&one, &model), ["describe HR"]);
    let renamed = crate::session::edits::groups::rename(&model, &"hr".into(), "People");
    model.apply(&renamed.unwrap()).unwrap();
    let wanted = ["describe HR: not, People was edited since this step was made"];
    assert_eq!(said(&one, &model), wanted);
}
