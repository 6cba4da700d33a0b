//! The people table by accessible label: several at once, pasted and copied rows, the model's own
//! fields.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::window::{blank, on};
use egui::accesskit::Role;
use egui::{Event, Key as Press, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{
    Account, Change, Edit, Field, FieldType, Key, Model, Principal, Team, Value,
};
use sightline::session::{Action, Command};
use sightline::ui::SightlineApp;

type Window<'a> = Harness<'a, SightlineApp>;

fn model<'a>(window: &'a Window<'_>) -> &'a Model {
    window.state().session().document().unwrap().model()
}

fn person<'a>(window: &'a Window<'_>, id: &str) -> &'a Principal {
    model(window).principals().get(&id.into()).unwrap()
}

/// Four people and a field, in the table.
fn company<'a>() -> Window<'a> {
    let mut window = blank();
    let site = Field {
        id: "site".into(),
        name: "Site".to_owned(),
        kind: FieldType::Choice(vec!["Oslo".to_owned(), "Rome".to_owned()]),
    };
    let mut ann = Principal::new("ann", "Ann Lee");
    ann.fields.set(&"site".into(), Some(Value::from("Oslo")));
    let start = vec![
        Edit::put(site),
        Edit::put(ann),
        Edit::put(Principal::new("bob", "Bob Ray")),
        Edit::put(Principal::new("cay", "Cay Ott")),
        Edit::put(Principal::new("dan", "Dan Fox")),
    ];
    let start = Change::new("start", start);
    window.state_mut().push(Action::Apply(start));
    window.run();
    window.get_by_label("People").click();
    window.run();
    window
}

fn row<'a>(window: &'a Window<'_>, name: &'a str) -> egui_kittest::Node<'a> {
    window.get_by_role_and_label(Role::Row, name)
}

fn selected(window: &Window<'_>) -> Vec<String> {
    let keys = window.state().session().selection().keys();
    let mut ids: Vec<String> = keys.map(|key| key.id().to_string()).collect();
    ids.sort();
    ids
}

fn copied(window: &Window<'_>) -> Option<String> {
    let mut commands = window.output().platform_output.commands.iter();
    commands.find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

fn undo(window: &mut Window<'_>) {
    window.state_mut().push(Action::Command(Command::Undo));
    window.run();
}

#[test]
fn rows_are_selected_by_click_range_and_one_by_one() {
    let mut window = company();
    row(&window, "Bob Ray").click();
    window.run();
    row(&window, "Dan Fox").click_modifiers(Modifiers::SHIFT);
    window.run();
    assert_eq!(selected(&window), ["bob", "cay", "dan"]);
    // The range begins where it began.
    row(&window, "Ann Lee").click_modifiers(Modifiers::SHIFT);
    window.run();
    assert_eq!(selected(&window), ["ann", "bob"]);
    row(&window, "Dan Fox").click_modifiers(Modifiers::COMMAND);
    window.run();
    assert_eq!(selected(&window), ["ann", "bob", "dan"]);
    window.key_press_modifiers(Modifiers::COMMAND, Press::A);
    window.run();
    assert_eq!(selected(&window), ["ann", "bob", "cay", "dan"]);
    window.get_by_label("4 selected");
}

#[test]
fn one_column_is_set_for_everyone_selected_in_one_step() {
    let mut window = company();
    let before = model(&window).clone();
    window.key_press_modifiers(Modifiers::COMMAND, Press::A);
    window.run();
    window.get_by_label("Column to set").click();
    window.run();
    window
        .get_by_role_and_label(Role::ListBoxOption, "Site")
        .click();
    window.run();
    window.get_by_label("Value for everyone selected").click();
    window.run();
    window
        .get_by_role_and_label(Role::ListBoxOption, "Rome")
        .click();
    window.run();
    window.get_by_label("Set for 4").click();
    window.run();
    for id in ["ann", "bob", "cay", "dan"] {
        let site = person(&window, id).fields.get(&"site".into()).cloned();
        assert_eq!(site, Some(Value::from("Rome")));
    }
    // Clearing is asked for, then done.
    window.get_by_label("Clear…").click();
    window.run();
    window.get_by_label("Nobody’s access changes");
    window.get_by_label("Clear for 4").click();
    window.run();
    assert!(person(&window, "dan").fields.0.is_empty());
    undo(&mut window);
    assert!(!person(&window, "dan").fields.0.is_empty());
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

/// Picks in the list that stands below a field.
fn pick(window: &mut Window<'_>, field: &str, option: &str) {
    window.get_by_label(field).click();
    window.run();
    window
        .get_by_role_and_label(Role::ListBoxOption, option)
        .click();
    window.run();
}

#[test]
fn teams_are_added_and_taken_out_for_everyone_without_touching_their_others() {
    let mut window = company();
    let add = |id: &str, name: &str| {
        Edit::put(Team {
            id: id.into(),
            name: name.to_owned(),
        })
    };
    let mut ann = person(&window, "ann").clone();
    ann.teams.push("sea".into());
    let edits = vec![add("sea", "Sea"), add("sky", "Sky"), Edit::put(ann)];
    window
        .state_mut()
        .push(Action::Apply(Change::new("add teams", edits)));
    let keys = ["ann", "bob"].map(|id| Key::Principal(id.into()));
    window.state_mut().push(Action::SelectAll(keys.to_vec()));
    window.run();
    pick(&mut window, "Column to set", "Teams");
    // The list stays open for more, until Tab or Esc.
    pick(&mut window, "Value for everyone selected", "Sky");
    window.key_press(Press::Tab);
    window.run();
    window.get_by_label("Add for 2").click();
    window.run();
    let teams = |window: &Window<'_>, id: &str| -> Vec<String> {
        let teams = &person(window, id).teams;
        teams.iter().map(|team| team.to_string()).collect()
    };
    assert_eq!(teams(&window, "ann"), ["sea", "sky"]);
    assert_eq!(teams(&window, "bob"), ["sky"]);
    pick(&mut window, "What to do", "Take out");
    pick(&mut window, "Value for everyone selected", "Sea");
    window.key_press(Press::Tab);
    window.run();
    window.get_by_label("Take out for 2").click();
    window.run();
    assert_eq!(teams(&window, "ann"), ["sky"]);
    assert_eq!(teams(&window, "bob"), ["sky"]);
    undo(&mut window);
    undo(&mut window);
    assert_eq!(teams(&window, "ann"), ["sea"]);
    assert!(teams(&window, "bob").is_empty());
}

#[test]
fn a_manager_for_everyone_that_makes_a_circle_is_refused_and_said() {
    let mut window = company();
    let keys = ["ann", "bob"].map(|id| Key::Principal(id.into()));
    window.state_mut().push(Action::SelectAll(keys.to_vec()));
    window.run();
    let before = model(&window).clone();
    window.get_by_label("Value for everyone selected").click();
    window.run();
    window
        .get_by_role_and_label(Role::ListBoxOption, "Ann Lee, ann")
        .click();
    window.run();
    // It is said before anything is done.
    window.get_by_label_contains("Not accepted: ");
    window.get_by_label("Set for 2").click();
    window.run();
    assert_eq!(model(&window), &before);
}

#[test]
fn pasted_rows_are_shown_before_they_are_taken_over_in_one_step() {
    let mut window = company();
    let before = model(&window).clone();
    let text = "Name\tSite\tAccount\tShoe\nEve Sun\tRome\t\t40\nann lee\tRome\tBlocked\t41\n\
        Bob Ray\tParis\t\t42\nDan Fox\t\t\t43\n";
    window.event(Event::Paste(text.to_owned()));
    window.run();
    window.get_by_label("1 new, 1 changed, 1 as before, 1 refused");
    window.get_by_label("Row 2, Eve Sun: New");
    window.get_by_label("Row 3, Ann Lee: Site: Oslo → Rome, Account: Active → Blocked");
    window.get_by_label("Row 4, Bob Ray: Site: “Paris” is not one of Oslo, Rome");
    window.get_by_label("Row 5, Dan Fox: As before");
    window.get_by_label_contains("nothing says where it goes: Shoe");
    window.get_by_label("Nobody’s access changes");
    assert_eq!(model(&window), &before);
    window.get_by_label("Take over 2 rows").click();
    window.run();
    assert_eq!(person(&window, "eve-sun").name, "Eve Sun");
    assert_eq!(person(&window, "ann").account, Account::Blocked);
    assert!(person(&window, "bob").fields.get(&"site".into()).is_none());
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn a_paste_that_is_cancelled_changes_nothing() {
    let mut window = company();
    let before = model(&window).clone();
    window.get_by_label("Paste rows…").click();
    window.run();
    window.get_by_label_contains("press Ctrl+V here");
    window.event(Event::Paste("Name\nEve Sun\n".to_owned()));
    window.run();
    window.get_by_label("1 new");
    window.get_by_label("Cancel").click();
    window.run();
    assert_eq!(model(&window), &before);
    assert!(window.query_by_label("1 new").is_none());
}

#[test]
fn selected_rows_are_copied_and_paste_back_as_they_were() {
    let mut window = on("leena");
    window.get_by_label("People").click();
    window.run();
    row(&window, "Employee 1").click();
    window.run();
    row(&window, "Employee 2").click_modifiers(Modifiers::SHIFT);
    window.run();
    window.event(Event::Copy);
    window.step();
    let text = copied(&window).unwrap();
    assert!(text.starts_with("ID\tName\t"), "{text}");
    assert!(text.contains("\nemployee-1\tEmployee 1\t"), "{text}");
    window.run();
    window.event(Event::Paste(text));
    window.run();
    window.get_by_label_contains("as before");
    assert!(window.query_by_label_contains("changed,").is_none());
}

#[test]
fn a_field_is_added_and_a_field_in_use_says_who_loses_what_before_it_goes() {
    let mut window = company();
    let before = model(&window).clone();
    window.get_by_label("Fields…").click();
    window.run();
    window.get_by_label("Add field").click();
    window.run();
    window.get_by_label("A field needs a name");
    window.get_by_label("New field").focus();
    window.run();
    window.get_by_label("New field").type_text("Cost center");
    window.run();
    window.get_by_label("Add field").click();
    window.run();
    assert_eq!(model(&window).fields().at(1).unwrap().name, "Cost center");
    undo(&mut window);
    assert_eq!(model(&window), &before);
    window.get_by_label("Remove Site").click();
    window.run();
    window.get_by_label("1 person loses what Site says");
    window.get_by_label("Ann Lee: Oslo");
    window.get_by_label("Nobody’s access changes");
    assert_eq!(model(&window), &before);
    window.get_by_label("Remove the field").click();
    window.run();
    assert!(model(&window).fields().is_empty());
    assert!(person(&window, "ann").fields.0.is_empty());
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn a_field_that_decides_who_is_in_a_group_cannot_go_and_says_for_whom() {
    let mut window = on("acme");
    window.get_by_label("People").click();
    window.run();
    window.get_by_label("Fields…").click();
    window.run();
    let before = model(&window).clone();
    window.get_by_label("Remove Job title").click();
    window.run();
    window.get_by_label("306 people lose what Job title says");
    window.get_by_label_contains("It cannot go while it decides something: group HR business");
    window.get_by_label("Remove the field").click();
    window.run();
    assert_eq!(model(&window), &before);
}

#[test]
fn a_pasted_column_is_sent_where_it_belongs_before_it_is_taken_over() {
    let mut window = company();
    let text = "Name\tTown\nEve Sun\tRome\n";
    window.event(Event::Paste(text.to_owned()));
    window.run();
    window.get_by_label_contains("nothing says where it goes: Town");
    window.get_by_label("Town goes into").click();
    window.run();
    window
        .get_by_role_and_label(Role::ListBoxOption, "Site")
        .click();
    window.run();
    assert!(window.query_by_label_contains("nothing says").is_none());
    window.get_by_label("Take over 1 row").click();
    window.run();
    let site = person(&window, "eve-sun").fields.get(&"site".into());
    assert_eq!(site, Some(&Value::from("Rome")));
}
