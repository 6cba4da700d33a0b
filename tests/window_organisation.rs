//! The organisation by accessible label: look, add, edit, move, remove, undo; and the palette.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::window::{blank, on};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{self, Model};
use sightline::session::{Action, Command};
use sightline::ui::SightlineApp;

fn model<'a>(window: &'a Harness<'_, SightlineApp>) -> &'a Model {
    window.state().session().document().unwrap().model()
}

fn select(window: &mut Harness<'_, SightlineApp>, id: &str) {
    let key = model::Key::Principal(id.into());
    window.state_mut().push(Action::Select(Some(key)));
    window.run();
}

#[test]
fn a_person_is_added_named_and_taken_back_in_two_steps() {
    let mut window = blank();
    window.get_by_label("Add person").click();
    window.run();
    let field = window.get_by_label("Name");
    field.focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.get_by_label("Name").type_text("Ann Lee");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(model(&window).principals().at(0).unwrap().name, "Ann Lee");
    window.state_mut().push(Action::Command(Command::Undo));
    window.state_mut().push(Action::Command(Command::Undo));
    window.run();
    assert!(model(&window).principals().is_empty());
}

#[test]
fn a_row_that_is_clicked_is_selected_across_the_window() {
    let mut window = on("leena");
    window.get_by_label("People").click();
    window.run();
    window.get_by_label("Employee 1").click();
    window.run();
    let key = model::Key::Principal("employee-1".into());
    assert_eq!(window.state().session().selected(), Some(&key));
    window.get_by_label("See as");
}

#[test]
fn the_manager_is_changed_from_a_list_and_a_circle_is_refused_by_name() {
    let mut window = on("leena");
    let line = model(&window).settings().lines[0].clone();
    let boss = model(&window)
        .principals()
        .get(&"employee-1".into())
        .unwrap()
        .managers[0]
        .1
        .clone();
    let change = sightline::session::edits::people::set_manager(
        model(&window),
        &boss,
        &line.id,
        Some(&"employee-1".into()),
    );
    let before = model(&window).clone();
    window.state_mut().push(Action::Apply(change.unwrap()));
    window.run();
    assert_eq!(model(&window), &before);
    // Whoever goes round is called by name.
    let name = model(&window).principals().get(&boss).unwrap().name.clone();
    let said = window.state().session().refusal().unwrap().reason.clone();
    assert!(
        said.contains(&name) && said.contains("Employee 1"),
        "{said}"
    );
    assert!(!said.contains("employee-1"), "{said}");
    window.get_by_label_contains("go round in a circle");
    select(&mut window, "employee-1");
    window
        .get_by_role_and_label(egui::accesskit::Role::ComboBox, "Primary")
        .click();
    window.run();
    window.get_by_label("Nobody").click();
    window.run();
    let person = model(&window)
        .principals()
        .get(&"employee-1".into())
        .unwrap()
        .clone();
    assert!(!person.managers.iter().any(|edge| edge.0 == line.id));
    assert!(window.state().session().refusal().is_none());
}

#[test]
fn removing_a_person_takes_what_names_them_and_undo_brings_it_back() {
    let mut window = on("leena");
    let before = model(&window).clone();
    select(&mut window, "employee-1");
    window.key_press(Key::Delete);
    window.run();
    assert!(!model(&window).principals().contains(&"employee-1".into()));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(model(&window), &before);
}

#[test]
fn the_palette_finds_a_person_and_enter_selects_them() {
    let mut window = on("leena");
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run();
    window.get_by_label("Find or run").type_text("employee 2");
    window.run();
    window.key_press(Key::Enter);
    window.run();
    let key = model::Key::Principal("employee-2".into());
    assert_eq!(window.state().session().selected(), Some(&key));
    assert!(!window.state().session().is_palette_open());
}

#[test]
fn undo_inside_a_text_field_is_the_fields_own() {
    let mut window = blank();
    window.get_by_label("Add person").click();
    window.run();
    window.get_by_label("Name").focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(model(&window).principals().len(), 1);
}

#[test]
fn compare_names_who_loses_since_the_last_save() {
    let mut window = on("leena");
    let assignment = model(&window).assignments().at(0).unwrap().id.clone();
    let edit = model::Edit::Remove(model::Key::Assignment(assignment));
    let change = model::Change::new("take a role away", vec![edit]);
    window.state_mut().push(Action::Apply(change));
    window.state_mut().push(Action::Command(Command::Go(
        sightline::session::Workspace::Compare,
    )));
    window.run();
    window.get_by_label("Compare with");
    window.get_all_by_label_contains("Lost: ").next().unwrap();
}
