//! Modules and permissions made in the window, from a blank model.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use common::hands::*;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{About, FieldType, Key, Model};
use sightline::session::cells::Of;
use sightline::session::edits::fields;
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

fn levels(model: &Model, id: &str) -> Vec<String> {
    let ladder = model.ladders().get(&id.into()).unwrap();
    ladder.levels.iter().map(ToString::to_string).collect()
}

fn n_undo(window: &Window) -> usize {
    let document = window.state().session().document().unwrap();
    document.history().n_undo()
}

#[test]
fn levels_are_made_edited_and_chosen_and_those_in_use_stay() {
    let mut window = common::window::blank();
    let before = model(&window).clone();
    window.state_mut().push(Action::Go(Workspace::Access));
    window.run();
    click(&mut window, "Modules");
    click(&mut window, "Add levels");
    type_over(&mut window, "Name", "Pay");
    type_over(&mut window, "Level 2", "See");
    type_into(&mut window, "New level", "Approve");
    click(&mut window, "Add level");
    type_into(&mut window, "New level", "Propose");
    window.key_press(egui::Key::Enter);
    window.run();
    assert_eq!(
        levels(model(&window), "pay"),
        ["none", "see", "approve", "propose"]
    );
    click(&mut window, "Lower propose");
    assert_eq!(
        levels(model(&window), "pay"),
        ["none", "see", "propose", "approve"]
    );

    click_last(&mut window, "Add a first module");
    type_over(&mut window, "Name", "Payroll");
    click(&mut window, "Add a permission to it");
    type_over(&mut window, "Name", "Salary");
    choose(&mut window, "Levels", "none < see < propose < approve");
    click_last(&mut window, "Add role");
    type_over(&mut window, "Name", "Payer");
    window.get_by_label("Payer, Salary: none").click();
    window.run();
    window.key_press(egui::Key::Num2);
    window.run();
    window.get_by_label_contains("Payer, Salary: propose");

    let salary = model(&window).permissions().at(0).unwrap();
    assert_eq!(salary.id, "payroll.salary");
    let key = Key::Permission(salary.id.clone());
    select(&mut window, key.clone());
    choose(&mut window, "Levels", "no < yes");
    assert!(has_text(
        &window,
        "Salary is given at a level that yes-no lacks"
    ));
    click(&mut window, "Change these levels");
    let steps = n_undo(&window);
    click(&mut window, "Remove propose");
    assert!(has_text(&window, "“propose” is in use"));
    window.get_by_label("Payer");
    assert_eq!(n_undo(&window), steps);
    click(&mut window, "Remove see");
    type_over(&mut window, "Level 2", "Suggest");
    assert_eq!(
        levels(model(&window), "pay"),
        ["none", "suggest", "approve"]
    );
    let role = model(&window).roles().at(0).unwrap();
    assert_eq!(role.id, "payer");
    assert_eq!(role.grants[0].level, "suggest");

    select(&mut window, key);
    click(&mut window, "Make levels of its own");
    assert_eq!(
        levels(model(&window), "salary"),
        levels(model(&window), "pay")
    );
    for _ in 0..n_undo(&window) {
        undo(&mut window);
    }
    assert_eq!(model(&window), &before);
}

#[test]
fn the_fields_a_permission_shows_are_chosen_and_taken_off() {
    let mut window = common::window::blank();
    let add = |model: &Model, name| fields::add(model, &Of::People, name, FieldType::Text);
    for name in ["Salary", "Grade"] {
        let (change, _) = add(model(&window), name).unwrap();
        window.state_mut().push(Action::Apply(change));
        window.run();
    }
    window.state_mut().push(Action::Go(Workspace::Access));
    window.run();
    click(&mut window, "Modules");
    click_last(&mut window, "Add a first module");
    click(&mut window, "Add a permission to it");
    choose(&mut window, "About", "a person");
    choose(&mut window, "Add a field it shows", "Salary");
    choose(&mut window, "Add a field it shows", "Grade");
    let shown = |window: &Window| model(window).permissions().at(0).unwrap().fields.clone();
    assert_eq!(shown(&window), ["salary", "grade"]);
    click(&mut window, "Remove Salary");
    assert_eq!(shown(&window), ["grade"]);
}

#[test]
fn what_is_made_is_named_at_once_and_its_id_follows() {
    let mut window = common::window::blank();
    window.state_mut().push(Action::Go(Workspace::Access));
    window.run();
    click(&mut window, "Modules");
    click_last(&mut window, "Add a first module");
    // The name has the keyboard, all of it marked.
    let type_name = |window: &mut Window, name: &str| {
        common::window::type_text(window, name);
        window.key_press(egui::Key::Enter);
        window.run();
    };
    type_name(&mut window, "Onboarding");
    click(&mut window, "Add a permission to it");
    type_name(&mut window, "Candidates");
    click(&mut window, "Add a part of it");
    type_name(&mut window, "Documents");
    click(&mut window, "Add beside it");
    type_name(&mut window, "Tasks");
    let ids = |window: &Window| -> Vec<String> {
        let ids = model(window).permissions().ids();
        ids.map(ToString::to_string).collect()
    };
    assert_eq!(
        ids(&window),
        [
            "onboarding.candidates",
            "onboarding.candidates.documents",
            "onboarding.candidates.tasks"
        ]
    );
    type_over(&mut window, "Id", "to-do");
    assert_eq!(ids(&window)[2], "onboarding.candidates.to-do");
    type_over(&mut window, "Name", "To do later");
    assert_eq!(ids(&window)[2], "onboarding.candidates.to-do");
    click_last(&mut window, "Add role");
    type_name(&mut window, "Agent");
    assert_eq!(model(&window).roles().at(0).unwrap().id, "agent");
}
