//! The simulator and the graph through the real window: see as someone, click, read why.
#![cfg(feature = "gui")]

mod common;

use std::path::Path;

use common::window::window;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::ui::SightlineApp;

fn onboarding() -> Harness<'static, SightlineApp> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/leena/model.ron");
    let mut window = window([1600.0, 1000.0], Some(file), []);
    window.run();
    window
}

fn has_text(window: &Harness<'static, SightlineApp>, part: &str) -> bool {
    window
        .query_all_by(|node| {
            let label = node.label();
            let value = node.value();
            label.is_some_and(|l| l.contains(part)) || value.is_some_and(|v| v.contains(part))
        })
        .next()
        .is_some()
}

#[test]
fn employee_1_finds_the_candidates_both_groups_show_and_reads_why() {
    let mut window = onboarding();
    window.get_by_label("Simulate").click();
    window.run();
    assert!(has_text(&window, "Candidate Y"));
    assert!(has_text(&window, "Candidate Z"));
    assert!(!has_text(&window, "Candidate V"));
    window.get_by_label("Job details: edit").click();
    window.run();
    assert!(has_text(
        &window,
        "Employee 1 can edit Job details of Candidate Y because of"
    ));
    assert!(has_text(&window, "Gained only through pooling"));
}

#[test]
fn the_paths_of_an_answer_are_shown_on_the_graph() {
    let mut window = onboarding();
    window.get_by_label("Simulate").click();
    window.run();
    window.get_by_label("Job details: edit").click();
    window.run();
    window.get_by_label("Show on the graph").click();
    window.run();
    let workspace = window.state().session().workspace();
    assert_eq!(workspace, sightline::session::Workspace::Graph);
    window.run();
    let said = "Employee 1 can edit Job details of Candidate Y";
    assert!(has_text(&window, said));
}

#[test]
fn what_is_absent_says_why_not() {
    let mut window = onboarding();
    window.get_by_label("Simulate").click();
    window.run();
    window.get_by_label("Download report, cannot").click();
    window.run();
    assert!(has_text(&window, "Employee 1 cannot "));
    assert!(has_text(&window, "What is missing"));
}

#[test]
fn an_answer_becomes_an_expectation_and_is_undone() {
    let mut window = onboarding();
    let count = |window: &Harness<'static, SightlineApp>| {
        let document = window.state().session().document().unwrap();
        document.model().expectations().len()
    };
    let before = count(&window);
    window.get_by_label("Simulate").click();
    window.run();
    window.get_by_label("Onboarding status: edit").click();
    window.run();
    window.get_by_label("Make this an expectation").click();
    window.run();
    assert_eq!(count(&window), before + 1);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.run();
    assert_eq!(count(&window), before);
}

#[test]
fn who_can_names_everyone_who_can() {
    let mut window = onboarding();
    window.get_by_label("Simulate").click();
    window.run();
    window.get_by_label("Who can").click();
    window.run();
    assert!(has_text(&window, " can, for "));
}

#[test]
fn the_graph_shows_people_groups_roles_and_permissions_and_selects_them() {
    let mut window = onboarding();
    window.get_by_label("Graph").click();
    window.run();
    assert!(has_text(&window, "Group Group D, 1 member"));
    assert!(has_text(&window, "Role Onboarding Agent"));
    window
        .query_all_by(|node| {
            node.label()
                .is_some_and(|l| l.starts_with("Role Onboarding Agent"))
        })
        .next()
        .unwrap()
        .click();
    window.run();
    let selected = window.state().session().selected().cloned();
    assert_eq!(selected, Some(sightline::model::Key::Role("agent".into())));
    window.get_by_label("Permissions").click();
    window.run();
    assert!(has_text(&window, "Permission Add candidate"));
}
