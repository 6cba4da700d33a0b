//! Cells of the tables by accessible label: typed in place, moved by keys, refused where they do
//! not fit, copied and pasted as blocks.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::window::{blank, model_of as model, press, type_text, undo};
use egui::accesskit::Role;
use egui::{Event, Key as Press, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{
    Account, Change, Edit, Field, FieldType, ManagerEdge, Number, Principal, Team, Value,
};
use sightline::session::Action;
use sightline::ui::SightlineApp;

type Window<'a> = Harness<'a, SightlineApp>;

fn person<'a>(window: &'a Window<'_>, id: &str) -> &'a Principal {
    model(window).principals().get(&id.into()).unwrap()
}

fn value(window: &Window<'_>, id: &str, field: &str) -> Option<Value> {
    person(window, id).fields.get(&field.into()).cloned()
}

/// Three people, a team and a field of each type, with the keyboard on the first name.
fn company<'a>() -> Window<'a> {
    let mut window = blank();
    let sites = vec!["Oslo".to_owned(), "Rome".to_owned()];
    let fields = [
        ("city", "City", FieldType::Text),
        ("grade", "Grade", FieldType::Number),
        ("start", "Start", FieldType::Date),
        ("remote", "Remote", FieldType::Flag),
        ("site", "Site", FieldType::Choice(sites)),
        ("mentor", "Mentor", FieldType::Person),
    ];
    let mut start: Vec<Edit> = fields
        .into_iter()
        .map(|(id, name, kind)| {
            Edit::put(Field {
                id: id.into(),
                name: name.to_owned(),
                kind,
            })
        })
        .collect();
    start.push(Edit::put(Team {
        id: "people-team".into(),
        name: "People team".to_owned(),
    }));
    let mut bob = Principal::new("bob", "Bob Ray");
    bob.managers = vec![ManagerEdge("primary".into(), "ann".into())];
    start.push(Edit::put(Principal::new("ann", "Ann Lee")));
    start.push(Edit::put(bob));
    start.push(Edit::put(Principal::new("cay", "Cay Ott")));
    let start = Change::new("start", start);
    window.state_mut().push(Action::Apply(start));
    window.run();
    window.get_by_label("People").click();
    window.run();
    window.get_by_role_and_label(Role::Table, "People").focus();
    window.run();
    press(&mut window, Press::ArrowDown, 1);
    window
}

fn copied(window: &Window<'_>) -> Option<String> {
    let mut commands = window.output().platform_output.commands.iter();
    commands.find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn typing_replaces_a_cell_and_enter_and_tab_take_it_over_and_move_on() {
    let mut window = company();
    let before = model(&window).clone();
    type_text(&mut window, "Ann");
    window.get_by_role_and_label(Role::TextInput, "Name of Ann Lee");
    type_text(&mut window, " Berg");
    press(&mut window, Press::Enter, 1);
    assert_eq!(person(&window, "ann").name, "Ann Berg");
    // The keyboard is one row below now: F2 keeps what the cell says.
    press(&mut window, Press::F2, 1);
    type_text(&mut window, "ner");
    press(&mut window, Press::Tab, 1);
    assert_eq!(person(&window, "bob").name, "Bob Rayner");
    // One cell aside is the manager; Tab, Tab leads to the number.
    press(&mut window, Press::Tab, 2);
    type_text(&mut window, "3,5");
    press(&mut window, Press::Enter, 1);
    assert_eq!(
        value(&window, "bob", "grade"),
        Some(Value::Number(Number(3.5)))
    );
    for label in [
        "set Grade of Bob Rayner to 3,5",
        "rename Bob Ray to Bob Rayner",
    ] {
        let history = window.state().session().document().unwrap().history();
        assert_eq!(history.undo_label(), Some(label));
        undo(&mut window);
    }
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn escape_leaves_a_cell_as_it_was() {
    let mut window = company();
    let before = model(&window).clone();
    type_text(&mut window, "Zed");
    press(&mut window, Press::Escape, 1);
    assert_eq!(model(&window), &before);
    assert!(window.query_by_label("Name of Ann Lee").is_none());
    // The keyboard is back on the table.
    press(&mut window, Press::ArrowDown, 1);
    type_text(&mut window, "Zed");
    press(&mut window, Press::Enter, 1);
    assert_eq!(person(&window, "bob").name, "Zed");
}

#[test]
fn what_does_not_fit_is_refused_at_the_cell_with_what_would_be_accepted() {
    let mut window = company();
    let before = model(&window).clone();
    // Name, manager, city, grade, start.
    for (steps, text, said) in [
        (3, "many", "“many” is not a number"),
        (1, "21.11.2026", "“21.11.2026” is not a day like 2026-11-21"),
    ] {
        press(&mut window, Press::ArrowRight, steps);
        type_text(&mut window, text);
        press(&mut window, Press::Enter, 1);
        window.get_by_label(said);
        assert_eq!(model(&window), &before);
        press(&mut window, Press::Escape, 1);
        assert!(window.query_by_label(said).is_none());
    }
    press(&mut window, Press::Home, 1);
    press(&mut window, Press::F2, 1);
    for _ in 0..7 {
        window.key_press(Press::Backspace);
    }
    window.run();
    press(&mut window, Press::Enter, 1);
    window.get_by_label("Everyone needs a name");
    assert_eq!(model(&window), &before);
}

#[test]
fn lists_people_and_yes_or_no_are_chosen_by_their_first_letters() {
    let mut window = company();
    // Ann reports to Cay.
    press(&mut window, Press::ArrowRight, 1);
    type_text(&mut window, "cay");
    window.get_by_role_and_label(Role::ListBoxOption, "Cay Ott, cay");
    press(&mut window, Press::Enter, 1);
    assert_eq!(person(&window, "ann").managers[0].1, "cay");
    // Bob, one row below, is remote and sits in Rome; his mentor is Ann.
    press(&mut window, Press::ArrowRight, 4);
    for (text, field, wanted) in [
        ("y", "remote", Value::Flag(true)),
        ("ro", "site", Value::from("Rome")),
        ("ann", "mentor", Value::from("ann")),
    ] {
        type_text(&mut window, text);
        press(&mut window, Press::Tab, 1);
        assert_eq!(value(&window, "bob", field), Some(wanted));
    }
    // Teams can be several: Enter ticks, Tab is done.
    press(&mut window, Press::F2, 1);
    press(&mut window, Press::ArrowDown, 1);
    press(&mut window, Press::Enter, 1);
    press(&mut window, Press::Tab, 1);
    assert_eq!(person(&window, "bob").teams, ["people-team"]);
    type_text(&mut window, "bl");
    press(&mut window, Press::Enter, 1);
    assert_eq!(person(&window, "bob").account, Account::Blocked);
}

#[test]
fn a_manager_that_makes_a_circle_is_refused_at_the_cell_by_name() {
    let mut window = company();
    let before = model(&window).clone();
    press(&mut window, Press::ArrowRight, 1);
    type_text(&mut window, "bob");
    press(&mut window, Press::Enter, 1);
    window.get_by_label_contains("circle");
    assert_eq!(model(&window), &before);
    assert!(window.state().session().refusal().is_none());
    press(&mut window, Press::Escape, 1);
    assert!(window.query_by_label_contains("circle").is_none());
}

#[test]
fn a_block_is_copied_with_tabs_and_pasted_as_one_step_with_what_is_refused() {
    let mut window = company();
    // City and grade of Ann and Bob.
    press(&mut window, Press::ArrowRight, 2);
    let before = model(&window).clone();
    let text = "Oslo\t4\nRome\tmany\n";
    window.event(Event::Paste(text.to_owned()));
    window.run();
    window.get_by_label("3 cells set, 1 refused");
    window.get_by_label("Bob Ray, Grade: “many” is not a number");
    window.get_by_label("Nobody’s access changes");
    assert_eq!(model(&window), &before);
    window.get_by_label("Set 3 cells").click();
    window.run();
    assert_eq!(value(&window, "bob", "city"), Some(Value::from("Rome")));
    assert_eq!(
        value(&window, "ann", "grade"),
        Some(Value::Number(Number(4.0)))
    );
    window.get_by_role_and_label(Role::Table, "People").focus();
    window.run();
    window.key_press_modifiers(Modifiers::SHIFT, Press::ArrowRight);
    window.run();
    window.key_press_modifiers(Modifiers::SHIFT, Press::ArrowDown);
    window.run();
    window.event(Event::Copy);
    window.step();
    assert_eq!(copied(&window).unwrap(), "Oslo\t4\nRome\t\n");
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn one_text_fills_a_block_and_delete_clears_it() {
    let mut window = company();
    let before = model(&window).clone();
    press(&mut window, Press::ArrowRight, 2);
    for _ in 0..2 {
        window.key_press_modifiers(Modifiers::SHIFT, Press::ArrowDown);
        window.run();
    }
    window.event(Event::Paste("Bergen".to_owned()));
    window.run();
    press(&mut window, Press::Enter, 1);
    let cities = ["ann", "bob", "cay"].map(|id| value(&window, id, "city"));
    assert!(
        cities
            .iter()
            .all(|city| *city == Some(Value::from("Bergen")))
    );
    window.get_by_role_and_label(Role::Table, "People").focus();
    window.run();
    press(&mut window, Press::Delete, 1);
    window.get_by_label("3 cells set");
    press(&mut window, Press::Enter, 1);
    assert_eq!(model(&window), &before);
}

#[test]
fn a_counted_cell_says_that_it_is_not_typed() {
    let mut window = company();
    press(&mut window, Press::End, 1);
    type_text(&mut window, "7");
    window.get_by_label("It is counted, not typed");
}
