//! The model's own fields by accessible label: renamed, moved, of another type, with other words to
//! choose from, and what is lost by it said by name before.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::window::{blank, model_of as model, undo};
use egui::accesskit::Role;
use egui::{Key as Press, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{
    Change, Condition, Edit, Field, FieldType, Group, Number, Op, Principal, Value,
};
use sightline::session::Action;
use sightline::ui::SightlineApp;

type Window<'a> = Harness<'a, SightlineApp>;

/// Two people with a grade and a site, a group by the site, and the dialog open.
fn company<'a>() -> Window<'a> {
    let mut window = blank();
    let sites = vec!["Oslo".to_owned(), "Rome".to_owned()];
    let field = |id: &str, name: &str, kind| {
        Edit::put(Field {
            id: id.into(),
            name: name.to_owned(),
            kind,
        })
    };
    let person = |id: &str, name: &str, grade: &str, site: &str| {
        let mut person = Principal::new(id, name);
        person.fields.set(&"grade".into(), Some(Value::from(grade)));
        person.fields.set(&"site".into(), Some(Value::from(site)));
        Edit::put(person)
    };
    let start = vec![
        field("grade", "Grade", FieldType::Text),
        field("site", "Site", FieldType::Choice(sites)),
        person("ann", "Ann Lee", "4", "Oslo"),
        person("bob", "Bob Ray", "senior", "Rome"),
        Edit::put(Group {
            id: "north".into(),
            name: "North".to_owned(),
            description: "Who sits in Oslo".to_owned(),
            listed: Vec::new(),
            condition: Some(Condition::one("site", Op::Is, &["Oslo"])),
            groups: Vec::new(),
        }),
    ];
    let start = Change::new("start", start);
    window.state_mut().push(Action::Apply(start));
    window.run();
    window.get_by_label("People").click();
    window.run();
    window.get_by_label("Fields…").click();
    window.run();
    window
}

fn write(window: &mut Window<'_>, label: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, label).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Press::A);
    window
        .get_by_role_and_label(Role::TextInput, label)
        .type_text(text);
    window.run();
    window.key_press(Press::Enter);
    window.run();
}

#[test]
fn a_field_is_renamed_and_moved_and_a_name_that_is_taken_is_refused() {
    let mut window = company();
    let before = model(&window).clone();
    write(&mut window, "Name of Grade", "site");
    window.get_by_label("There is a field Site already");
    assert_eq!(model(&window), &before);
    write(&mut window, "Name of Grade", "Level");
    assert_eq!(model(&window).fields().at(0).unwrap().name, "Level");
    window.get_by_label("Move down Level").click();
    window.run();
    assert_eq!(model(&window).fields().at(1).unwrap().name, "Level");
    undo(&mut window);
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn another_type_names_whom_it_does_not_fit_before_it_is_done() {
    let mut window = company();
    let before = model(&window).clone();
    window.get_by_label("Type of Grade").click();
    window.run();
    window
        .get_by_role_and_label(Role::ListBoxOption, "Number")
        .click();
    window.run();
    window.get_by_label("What it says stays for 1 person");
    window.get_by_label("Does not fit and is cleared for 1 person:");
    window.get_by_label("Bob Ray: senior");
    window.get_by_label("Nobody’s access changes");
    assert_eq!(model(&window), &before);
    window.get_by_label("Change the type").click();
    window.run();
    let grade = |id: &str| {
        let person = model(&window).principals().get(&id.into()).unwrap();
        person.fields.get(&"grade".into()).cloned()
    };
    assert_eq!(grade("ann"), Some(Value::Number(Number(4.0))));
    assert_eq!(grade("bob"), None);
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn a_choice_that_is_written_otherwise_takes_people_and_conditions_along() {
    let mut window = company();
    let before = model(&window).clone();
    window.get_by_label("Choices of Site").click();
    window.run();
    write(&mut window, "Choice 1", "Bergen");
    window.get_by_label("What it says stays for 2 people");
    window.get_by_label("Nobody’s access changes");
    window.get_by_label("Change the choices").click();
    window.run();
    let ann = model(&window).principals().get(&"ann".into()).unwrap();
    assert_eq!(ann.fields.get(&"site".into()), Some(&Value::from("Bergen")));
    let group = model(&window).groups().at(0).unwrap();
    let clause = &group.condition.as_ref().unwrap().clauses[0];
    assert_eq!(clause.values, [Value::from("Bergen")]);
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn a_choice_in_use_that_goes_names_who_loses_it() {
    let mut window = company();
    window.get_by_label("Choices of Site").click();
    window.run();
    window.get_by_label("Remove Rome").click();
    window.run();
    window.get_by_label("Bob Ray: Rome");
    window.get_by_label("Cancel").click();
    window.run();
    window.get_by_label("Choices of Site");
}

#[test]
fn a_choice_a_condition_asks_for_stays_and_says_which() {
    let mut window = company();
    let before = model(&window).clone();
    window.get_by_label("Choices of Site").click();
    window.run();
    window.get_by_label("Remove Oslo").click();
    window.run();
    window.get_by_label("1 condition could never hold again:");
    window.get_by_label("Site is Oslo · group North");
    window.get_by_label("Change the choices").click();
    window.run();
    assert_eq!(model(&window), &before);
}
