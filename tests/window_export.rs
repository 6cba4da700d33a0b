//! Handing a model on from the window: what is offered, what does not carry over is read before
//! anything is written, and the file or folder lies where it was wanted.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::hands::{click, has_text};
use common::window::{sample, window};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::session::{Action, Command};
use sightline::ui::SightlineApp;
use sightline::ui::dialogs::Answer;

type Window = Harness<'static, SightlineApp>;

/// A window on a sample whose dialogs answer with these paths, the export dialog open.
fn exporting(name: &str, paths: &[&Path]) -> Window {
    let answers = paths.iter().map(|path| Answer::Path(path.to_path_buf()));
    let answers: Vec<Answer> = answers.collect();
    let mut window = window([1280.0, 800.0], Some(sample(name)), answers);
    window.run_steps(4);
    open(&mut window);
    window
}

fn open(window: &mut Window) {
    window.state_mut().push(Action::Command(Command::Export));
    window.run_steps(4);
}

fn until(window: &mut Window, what: &str, mut is_so: impl FnMut(&Window) -> bool) {
    for _ in 0..1000 {
        window.run_steps(2);
        if is_so(window) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("{what} never came");
}

fn choose(window: &mut Window, title: &str) {
    // The list comes before the page about what was chosen in it.
    let found = window.query_all_by_label(title).next();
    found.unwrap_or_else(|| panic!("{title}?")).click();
    window.run_steps(3);
}

fn write(window: &mut Window, title: &str) {
    let button = format!("Export {title}…");
    until(window, &button, |window| {
        let found = window.query_by_label(&button);
        found.is_some_and(|node| !node.accesskit_node().is_disabled())
    });
    window.get_by_label(&button).click();
    window.run_steps(4);
}

#[test]
fn a_model_leaves_as_json_and_comes_back_the_same() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("handed-on.json");
    let mut window = exporting("leena", &[&path]);
    choose(&mut window, "JSON");
    until(&mut window, "the report", |window| {
        has_text(window, "Everything carries over")
    });
    write(&mut window, "JSON");
    until(&mut window, "the file", |_| path.exists());
    let text = std::fs::read_to_string(&path).unwrap();
    let back = sightline::io::json::from_text(&text).unwrap();
    let model = window.state().session().document().unwrap().model();
    assert_eq!(&back.model, model);
    let report = home.path().join("handed-on.json.losses.md");
    until(&mut window, "the report", |_| report.exists());
    until(&mut window, "the word that it is done", |window| {
        has_text(window, "Saved handed-on.json")
    });
}

#[test]
fn what_does_not_carry_over_is_read_before_a_folder_is_written() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("directory");
    let mut window = exporting("acme", &[&path, &path]);
    choose(&mut window, "SCIM 2.0");
    until(&mut window, "what is dropped", |window| {
        has_text(window, "Dropped: not in the export")
    });
    assert!(has_text(&window, "What is written"));
    assert!(!path.exists());
    write(&mut window, "SCIM 2.0");
    let report = path.join("LOSSES.md");
    until(&mut window, "the folder", |_| report.exists());
    let told = std::fs::read_to_string(&report).unwrap();
    assert!(told.contains("Dropped"), "{told}");
    // Again into the same folder: it is asked first.
    std::fs::remove_file(&report).unwrap();
    std::fs::write(path.join("own notes.txt"), "mine").unwrap();
    open(&mut window);
    choose(&mut window, "SCIM 2.0");
    write(&mut window, "SCIM 2.0");
    until(&mut window, "the question", |window| {
        has_text(window, "Files in it with the same names are replaced")
    });
    click(&mut window, "Replace");
    until(&mut window, "the folder again", |_| report.exists());
    assert!(path.join("own notes.txt").exists());
}

#[test]
fn escape_leaves_and_nothing_is_written() {
    let mut window = exporting("leena", &[]);
    assert!(window.query_by_label("CSV tables").is_some());
    window.key_press(egui::Key::Escape);
    window.run_steps(4);
    assert!(window.query_by_label("CSV tables").is_none());
}

#[test]
fn without_a_model_there_is_nothing_to_export() {
    let mut window = common::window::blank();
    window
        .state_mut()
        .push(Action::Command(Command::CloseModel));
    window.run_steps(3);
    let session = window.state().session();
    if session.document().is_none() {
        assert!(Command::Export.blocked(session).is_some());
    }
}
