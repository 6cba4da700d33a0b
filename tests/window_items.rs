//! Items and their kinds by accessible label: a kind is made, gets fields, its items are typed
//! into a table of their own, and what is about a kind keeps it.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::window::{blank, click, model_of as model, on, press, type_text};
use egui::Key as Press;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{Change, Edit, Item, Key, Number, Principal, Value};
use sightline::session::{Action, Command};
use sightline::ui::SightlineApp;

type Window<'a> = Harness<'a, SightlineApp>;

fn item(window: &Window<'_>, nth: usize) -> Item {
    model(window).items().at(nth).unwrap().clone()
}

/// A model with one person and the kind Course, made in the window.
fn courses<'a>() -> Window<'a> {
    let mut window = blank();
    let ann = Change::new("start", vec![Edit::put(Principal::new("ann", "Ann Lee"))]);
    window.state_mut().push(Action::Apply(ann));
    window.run();
    click(&mut window, "Items");
    click(&mut window, "Add the first kind");
    type_text(&mut window, "Course");
    press(&mut window, Press::Enter, 1);
    assert_eq!(model(&window).kinds().at(0).unwrap().name, "Course");
    window
}

#[test]
fn a_kind_gets_a_field_and_its_items_are_typed_into_a_table() {
    let mut window = courses();
    click(&mut window, "Fields…");
    window.get_by_label("New field").focus();
    window.run();
    type_text(&mut window, "Hours");
    window.get_by_role_and_label(Role::ComboBox, "Type").click();
    window.run();
    window
        .get_by_role_and_label(Role::ListBoxOption, "Number")
        .click();
    window.run();
    click(&mut window, "Add field");
    click(&mut window, "Close");
    assert_eq!(
        model(&window).kinds().at(0).unwrap().fields[0].name,
        "Hours"
    );
    let before = model(&window).clone();
    click(&mut window, "Add the first course");
    window.get_by_role_and_label(Role::Table, "Items").focus();
    window.run();
    type_text(&mut window, "Fire safety");
    press(&mut window, Press::Tab, 1);
    type_text(&mut window, "many");
    press(&mut window, Press::Enter, 1);
    window.get_by_label("“many” is not a number");
    press(&mut window, Press::Escape, 1);
    type_text(&mut window, "8");
    press(&mut window, Press::Tab, 1);
    // About, then owner.
    press(&mut window, Press::Tab, 1);
    type_text(&mut window, "ann");
    press(&mut window, Press::Enter, 1);
    let course = item(&window, 0);
    assert_eq!(course.name, "Fire safety");
    assert_eq!(course.owner, Some("ann".into()));
    let hours = course.fields.get(&"hours".into());
    assert_eq!(hours, Some(&Value::Number(Number(8.0))));
    for _ in 0..4 {
        window.state_mut().push(Action::Command(Command::Undo));
        window.run();
    }
    assert_eq!(model(&window), &before);
}

#[test]
fn a_kind_is_renamed_and_a_name_that_is_taken_is_refused() {
    let mut window = courses();
    click(&mut window, "Kinds of items…");
    click(&mut window, "Add a kind…");
    type_text(&mut window, "course");
    click(&mut window, "Add kind");
    window.get_by_label("There is a kind Course already");
    assert_eq!(model(&window).kinds().len(), 1);
    click(&mut window, "Cancel");
    click(&mut window, "Kinds of items…");
    click(&mut window, "Rename the kind Course…");
    type_text(&mut window, " work");
    press(&mut window, Press::Enter, 1);
    assert_eq!(model(&window).kinds().at(0).unwrap().name, "Course work");
}

#[test]
fn a_kind_with_items_says_what_goes_with_it() {
    let mut window = courses();
    click(&mut window, "Add the first course");
    let before = model(&window).clone();
    click(&mut window, "Kinds of items…");
    click(&mut window, "Remove the kind Course…");
    window.get_by_label("1 other record names it:");
    window.get_by_label("New course · item");
    window.get_by_label("Remove the kind Course with its 1 item");
    assert_eq!(model(&window), &before);
    window.get_by_role_and_label(Role::Button, "Remove").click();
    window.run();
    assert!(model(&window).kinds().is_empty() && model(&window).items().is_empty());
    window.state_mut().push(Action::Command(Command::Undo));
    window.run();
    assert_eq!(model(&window), &before);
}

#[test]
fn a_kind_that_permissions_are_about_cannot_go_and_says_which() {
    let mut window = on("leena");
    let kind = model(&window).kinds().at(0).unwrap().clone();
    let before = model(&window).clone();
    let key = Key::Kind(kind.id);
    window.state_mut().push(Action::Select(Some(key)));
    window.run();
    window.state_mut().push(Action::Command(Command::Remove));
    window.run();
    window.get_by_label_contains("It cannot go: ");
    window.get_by_role_and_label(Role::Button, "Remove").click();
    window.run();
    assert_eq!(model(&window), &before);
}
