//! The model as a whole, where nothing is selected: its name, what it still takes, the readings the
//! answers rest on.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use common::hands::*;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{Key, Merge};
use sightline::session::{Action, Workspace};

#[test]
fn a_new_model_is_named_and_says_what_it_takes() {
    let mut window = common::window::blank();
    let before = model(&window).clone();
    type_over(&mut window, "Model name", "Harbor");
    assert_eq!(model(&window).name(), "Harbor");
    click(&mut window, "Add a first module");
    let module = model(&window).modules().at(0).unwrap().id.clone();
    let session = window.state().session();
    assert_eq!(session.selected(), Some(&Key::Module(module)));
    assert_eq!(session.workspace(), Workspace::Access);
    window.state_mut().push(Action::Select(None));
    window.run();
    window.get_by_label("Add permissions to a module");
    click(&mut window, "Add a first person");
    assert_eq!(
        window.state().session().workspace(),
        Workspace::Organisation
    );
    window.state_mut().push(Action::Select(None));
    window.run();
    window.get_by_label("1 person or account");
    for _ in 0..3 {
        undo(&mut window);
    }
    assert_eq!(model(&window), &before);
}

#[test]
fn a_reading_is_chosen_and_the_step_says_which() {
    let mut window = common::window::blank();
    let before = model(&window).clone();
    let pooled = "Pooled: rights reach what any source shows";
    choose(&mut window, "Sources", pooled);
    assert_eq!(model(&window).settings().merge, Merge::Pooled);
    click(&mut window, "Reports include oneself");
    assert!(model(&window).settings().reports_include_oneself);
    let history = window.state().session().document().unwrap().history();
    assert_eq!(
        history.undo_label(),
        Some("turn on “Reports include oneself”")
    );
    undo(&mut window);
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn what_it_takes_stands_only_where_something_is_missing() {
    let window = common::window::blank();
    assert!(has_text(&window, "What it takes"));
    let window = common::window::on("leena");
    assert!(has_text(&window, "Readings the answers rest on"));
    assert!(!has_text(&window, "What it takes"));
}
