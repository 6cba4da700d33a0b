//! The main job from file to answer and back, as a newcomer does it, by accessible label.
#![cfg(feature = "gui")]

mod common;

use std::fs;
use std::path::Path;

use common::window::window;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::ui::SightlineApp;
use sightline::ui::dialogs::Answer;

type Window = Harness<'static, SightlineApp>;

fn starting_with<'w>(window: &'w Window, start: &'w str) -> Option<egui_kittest::Node<'w>> {
    window
        .query_all_by(move |node| node.label().is_some_and(|label| label.starts_with(start)))
        .next()
}

fn has_text(window: &Window, part: &str) -> bool {
    window
        .query_all_by(|node| {
            node.label().is_some_and(|l| l.contains(part))
                || node.value().is_some_and(|v| v.contains(part))
        })
        .next()
        .is_some()
}

fn go(window: &mut Window, workspace: &str) {
    window.get_by_label(workspace).click();
    window.run();
}

#[test]
fn main_job_end_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("onboarding.ron");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/leena/model.ron");
    fs::copy(sample, &file).unwrap();

    // Open the onboarding system through the file dialog.
    let mut window = window([1600.0, 1000.0], None, [Answer::Path(file.clone())]);
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::O);
    window.run();
    window.run();
    assert!(has_text(&window, "Leena onboarding"));

    // See as Employee 1: which candidates, and why.
    go(&mut window, "Simulate");
    assert!(has_text(&window, "The HR system as Employee 1 sees it"));
    assert!(has_text(&window, "Candidate Z"));
    window.get_by_label("Onboarding status: edit").click();
    window.run();
    assert!(has_text(
        &window,
        "Employee 1 can edit Onboarding status of Candidate Y"
    ));
    assert!(has_text(&window, "Member of Group A"));

    // They cannot download the report, and read why not.
    window.get_by_label("Download report, cannot").click();
    window.run();
    assert!(has_text(&window, "What is missing"));

    // Give Group A another permission: Download report.
    go(&mut window, "Access");
    window.get_by_label("Custom sets").click();
    window.run();
    let cell = starting_with(&window, "Group A, Download report: ").expect("the cell");
    cell.click();
    window.run();
    window.key_press(Key::Num1);
    window.run();
    assert!(starting_with(&window, "Group A, Download report: yes").is_some());
    assert!(window.state().session().is_unsaved());

    // The simulation changes.
    go(&mut window, "Simulate");
    assert!(has_text(&window, "Download report, can"));
    assert!(!has_text(&window, "Download report, cannot"));

    // Undo takes it back, redo brings it again.
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert!(has_text(&window, "Download report, cannot"));
    assert!(!window.state().session().is_unsaved());
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    window.run();
    assert!(!has_text(&window, "Download report, cannot"));

    // Save, and find the same model on reopening.
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    assert!(!window.state().session().is_unsaved());
    let kept = window.state().session().document().unwrap().model().clone();
    drop(window);
    let mut window = common::window::window([1600.0, 1000.0], Some(file), []);
    window.run();
    assert_eq!(window.state().session().document().unwrap().model(), &kept);
    go(&mut window, "Simulate");
    assert!(has_text(&window, "Download report, can"));
    assert!(!has_text(&window, "Download report, cannot"));
}
