//! The history from the window: every step by its name, walking by click and by key, comparing
//! with a point of it, and what is selected after undo and redo.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::window::{blank, copy_of, on, window};
use egui::{Key as Press, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{Change, Edit, Group, Key, Model, Principal};
use sightline::session::{Action, Command, Workspace};
use sightline::ui::SightlineApp;

type Window<'a> = Harness<'a, SightlineApp>;

fn model(window: &Window<'_>) -> Model {
    window.state().session().document().unwrap().model().clone()
}

fn act(window: &mut Window<'_>, action: Action) {
    window.state_mut().push(action);
    window.run();
}

fn add(window: &mut Window<'_>, id: &str) {
    let person = Principal::new(id, id);
    let change = Change::new(format!("add {id}"), vec![Edit::put(person)]);
    act(window, Action::Apply(change));
}

/// Three steps in a blank model, with the history open.
fn three_steps<'a>() -> (Window<'a>, Vec<Model>) {
    let mut window = blank();
    let mut models = vec![model(&window)];
    for id in ["ann", "bob", "cay"] {
        add(&mut window, id);
        models.push(model(&window));
    }
    window.key_press_modifiers(Modifiers::COMMAND, Press::H);
    window.run();
    (window, models)
}

#[test]
fn a_click_walks_to_any_step_and_on_again() {
    let (mut window, models) = three_steps();
    window.get_by_label("3 steps");
    window.get_by_label("Add ann").click();
    window.run();
    assert_eq!(model(&window), models[1]);
    window.get_by_label("1 step, 2 taken back");
    window.get_by_label("New model").click();
    window.run();
    assert_eq!(model(&window), models[0]);
    window.get_by_label("Add cay, taken back").click();
    window.run();
    assert_eq!(model(&window), models[3]);
}

#[test]
fn arrow_keys_walk_and_the_keyboard_goes_along() {
    let (mut window, models) = three_steps();
    let mut press = |key, at: usize| {
        window.key_press(key);
        window.run();
        assert_eq!(model(&window), models[at]);
    };
    press(Press::ArrowUp, 2);
    press(Press::ArrowUp, 1);
    press(Press::ArrowDown, 2);
    press(Press::Home, 0);
    press(Press::ArrowUp, 0);
    press(Press::End, 3);
}

#[test]
fn what_was_opened_and_what_was_saved_is_marked() {
    let folder = tempfile::tempdir().unwrap();
    let file = copy_of("leena", folder.path());
    let mut window = window([1600.0, 1000.0], Some(file), []);
    window.run();
    act(&mut window, Action::Command(Command::History));
    window.get_by_label("Opened leena.ron, in the file");
    add(&mut window, "ann");
    act(&mut window, Action::Command(Command::Save));
    window.get_by_label("Add ann, in the file");
    window.get_by_label("Opened leena.ron");
    add(&mut window, "bob");
    act(&mut window, Action::Command(Command::Save));
    window.get_by_label("Add ann, saved");
    window.get_by_label("Add bob, in the file");
}

#[test]
fn a_point_is_compared_with_the_model_now() {
    let mut window = on("leena");
    let employees = ["employee-1", "employee-2"];
    for id in employees {
        let change = Change::new(
            format!("remove {id}"),
            sightline::session::edits::removal::remove(
                &model(&window),
                &[Key::Principal(id.into())],
            )
            .edits,
        );
        act(&mut window, Action::Apply(change));
    }
    act(&mut window, Action::Command(Command::History));
    window
        .get_by_label("Compare with this point: Remove employee-1")
        .click();
    window.run_steps(10);
    assert_eq!(window.state().session().workspace(), Workspace::Compare);
    window.get_by_value("Before: remove employee-2");
    window.get_by_label("1 step");
    // A point ahead, too.
    act(&mut window, Action::Command(Command::Undo));
    window
        .get_by_label("Compare with this point: Remove employee-2")
        .click();
    window.run_steps(10);
    window.get_by_label("What was taken back");
    window.get_by_value("Taken back, after: remove employee-2");
}

#[test]
fn undo_selects_what_was_selected_before_the_step_and_redo_what_was_after() {
    let mut window = blank();
    for id in ["ann", "bob"] {
        add(&mut window, id);
    }
    let person = |id: &str| Some(Key::Principal(id.into()));
    let selected = |window: &Window<'_>| window.state().session().selected().cloned();
    act(&mut window, Action::Select(person("bob")));
    let group = Group {
        id: "g".into(),
        name: "G".to_owned(),
        description: "What it is".to_owned(),
        listed: Vec::new(),
        condition: None,
        groups: Vec::new(),
    };
    let change = Change::new("add G", vec![Edit::put(group)]);
    let key = Key::Group("g".into());
    act(&mut window, Action::ApplyAndSelect(change, key.clone()));
    act(&mut window, Action::Select(person("ann")));
    act(&mut window, Action::Command(Command::Undo));
    assert_eq!(selected(&window), person("bob"));
    act(&mut window, Action::Command(Command::Redo));
    assert_eq!(selected(&window), Some(key));
    // Back leads to where one was.
    act(&mut window, Action::Command(Command::Back));
    assert_eq!(selected(&window), person("bob"));
}

#[test]
fn removed_people_are_selected_again_when_they_come_back() {
    let mut window = blank();
    for id in ["ann", "bob", "cay"] {
        add(&mut window, id);
    }
    let keys = ["ann", "cay"].map(|id| Key::Principal(id.into()));
    act(&mut window, Action::SelectAll(keys.to_vec()));
    act(&mut window, Action::Command(Command::Remove));
    assert!(window.state().session().selection().is_empty());
    act(&mut window, Action::Command(Command::Undo));
    let selected: Vec<Key> = window
        .state()
        .session()
        .selection()
        .keys()
        .cloned()
        .collect();
    assert_eq!(selected, keys);
}

#[test]
fn what_stands_in_a_field_is_saved_with_the_rest() {
    let folder = tempfile::tempdir().unwrap();
    let file = copy_of("leena", folder.path());
    let mut window = window([1600.0, 1000.0], Some(file.clone()), []);
    window.run();
    let noor = Key::Principal("noor".into());
    act(&mut window, Action::Reveal(Workspace::Organisation, noor));
    let field = window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Name");
    field.focus();
    window.run();
    window
        .get_by_role_and_label(egui::accesskit::Role::TextInput, "Name")
        .type_text(" the First");
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Press::S);
    window.run();
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains("the First"));
    let document = window.state().session().document().unwrap();
    assert!(!document.is_unsaved());
    assert_eq!(document.history().n_undo(), 1, "typing is one step");
}
