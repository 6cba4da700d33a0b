//! Modules and permissions made in the window, from a blank model.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use common::hands::*;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{About, Key};
use sightline::session::{Action, Workspace};

#[test]
fn modules_and_permissions_come_from_nothing_and_go_back_to_it() {
    let mut window = common::window::blank();
    let before = model(&window).clone();
    window.state_mut().push(Action::Go(Workspace::Access));
    window.run();
    click(&mut window, "Modules");
    click_last(&mut window, "Add a first module");
    type_over(&mut window, "Name", "Onboarding");
    click(&mut window, "Add a permission to it");
    type_over(&mut window, "Name", "Add candidate");
    choose(&mut window, "About", "a person");
    choose(&mut window, "Levels", "none < view < edit");
    click(&mut window, "Add a part of it");
    let made = model(&window);
    assert_eq!(made.modules().at(0).unwrap().name, "Onboarding");
    let names: Vec<_> = made.permissions().iter().map(|p| &p.name).collect();
    assert_eq!(names, ["Add candidate", "New permission"]);
    assert_eq!(made.permissions().at(1).unwrap().about, About::Person);
    let part = made.permissions().at(1).unwrap().id.clone();
    let selected = window.state().session().selected();
    assert_eq!(selected, Some(&Key::Permission(part)));
    click(&mut window, "Roles");
    click_last(&mut window, "Add role");
    window.get_by_label("New role, Add candidate: none");
    for _ in 0..window
        .state()
        .session()
        .document()
        .unwrap()
        .history()
        .n_undo()
    {
        undo(&mut window);
    }
    assert_eq!(model(&window), &before);
}
