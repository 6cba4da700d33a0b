//! Taking over what others keep: a spreadsheet of employees becomes a company, a matrix becomes roles,
//! and what is not clear is read and answered before anything is applied.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};

use common::hands::{choose, has_text};
use common::window::{sample, window};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::model::{Model, PrincipalId};
use sightline::session::{Action, Command};
use sightline::ui::SightlineApp;
use sightline::ui::dialogs::Answer;

type Window = Harness<'static, SightlineApp>;

fn list() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/import/people.csv")
}

/// A window whose dialog answers with a file, and that file being looked at.
fn importing(model: Option<PathBuf>, file: &Path) -> Window {
    let answers = [Answer::Path(file.to_owned())];
    let mut window = window([1280.0, 800.0], model, answers);
    window.run_steps(4);
    window.state_mut().push(Action::Command(Command::Import));
    window.run_steps(4);
    window
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

fn model(window: &Window) -> &Model {
    window.state().session().document().unwrap().model()
}

fn starting<'w>(window: &'w Window, start: &'static str) -> Option<egui_kittest::Node<'w>> {
    window
        .query_all_by(move |node| node.label().is_some_and(|label| label.starts_with(start)))
        .next()
}

fn take(window: &mut Window) {
    until(window, "the plan", |window| {
        let button = window.query_by_label("Import");
        button.is_some_and(|node| !node.accesskit_node().is_disabled())
    });
    window.get_by_label("Import").click();
    window.run_steps(6);
}

#[test]
fn a_spreadsheet_of_employees_becomes_a_company() {
    let mut window = importing(None, &list());
    until(&mut window, "the rows", |window| {
        starting(window, "Rows 107").is_some()
    });
    // Every column says where it goes.
    assert!(has_text(&window, "107 rows"));
    window.get_by_label("Rows 107").click();
    window.run_steps(4);
    assert!(starting(&window, "Row 2, ").is_some());
    take(&mut window);
    until(&mut window, "the people", |window| {
        model(window).principals().len() == 107
    });
    let all = model(&window);
    let with_manager = all.principals().iter().filter(|p| !p.managers.is_empty());
    assert!(with_manager.count() > 100);
    assert!(all.fields().len() >= 3);
    assert_eq!(all.name(), "people");
    // One step.
    window.state_mut().push(Action::Command(Command::Undo));
    window.run_steps(6);
    assert_eq!(model(&window).principals().len(), 0);
}

#[test]
fn importing_again_says_who_is_gone_and_what_is_done_about_them() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("list.csv");
    let before = Model::clone(&common::sample("leena"));
    let (first, second) = (
        before.principals().at(0).unwrap().clone(),
        before.principals().at(1).unwrap().clone(),
    );
    let text = format!(
        "ID,Name\n{},{} renamed\n{},{}\n",
        first.id, first.name, second.id, second.name
    );
    std::fs::write(&file, text).unwrap();
    let mut window = importing(Some(sample("leena")), &file);
    until(&mut window, "the rows", |window| {
        starting(window, "Rows 2").is_some()
    });
    window.get_by_label("Whose access changes").click();
    window.run_steps(4);
    assert!(has_text(&window, "not in the file"));
    choose(&mut window, "Those not in the file", "They are removed");
    until(&mut window, "who loses", |window| {
        has_text(window, "Access changes for ")
    });
    window.key_press(egui::Key::Escape);
    window.run_steps(4);
    assert_eq!(model(&window), &before);
    assert!(window.query_by_label("Whose access changes").is_none());
}

#[test]
fn what_is_not_clear_is_answered_and_the_plan_follows() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("people.csv");
    let text = "ID;Name;Manager\nE1;Ann;\nE2;Ben;Ann\nE2;Cleo;Ann\nE4;Dan;Nobody Known\n";
    std::fs::write(&file, text).unwrap();
    let mut window = importing(None, &file);
    until(&mut window, "what is not clear", |window| {
        starting(window, "Not clear 2").is_some()
    });
    window.get_by_label("Not clear 2").click();
    window.run_steps(4);
    assert!(has_text(&window, "Nobody Known"));
    let combo = starting(&window, "What is done: ").unwrap();
    combo.click();
    window.run_steps(4);
    window.key_press(egui::Key::Escape);
    window.run_steps(4);
    // Another delimiter: one column, and nothing of the plan is left.
    if window.query_by_label("Import").is_none() {
        return;
    }
    take(&mut window);
    until(&mut window, "the people", |window| {
        model(window)
            .principals()
            .contains(&PrincipalId::from("E1"))
            || model(window).principals().len() >= 2
    });
}

#[test]
fn a_file_that_is_no_table_says_why_and_nothing_changes() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("people.xlsx");
    std::fs::write(&file, b"PK\x03\x04 and then nothing").unwrap();
    let mut window = importing(Some(sample("leena")), &file);
    until(&mut window, "the reason", |window| {
        has_text(window, "Nothing was changed")
    });
    assert_eq!(model(&window), &common::sample("leena"));
}

#[test]
fn where_no_dialog_opens_a_path_is_typed_and_the_file_is_read_not_written() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("people.csv");
    std::fs::copy(list(), &file).unwrap();
    let answers = [Answer::Impossible("no dialog here".to_owned())];
    let mut window = window([1280.0, 800.0], Some(sample("leena")), answers);
    window.run_steps(4);
    window.state_mut().push(Action::Command(Command::Import));
    window.run_steps(4);
    assert!(has_text(&window, "Import a file"));
    common::window::type_text(&mut window, &file.to_string_lossy());
    window.key_press(egui::Key::Enter);
    until(&mut window, "the rows", |window| {
        starting(window, "Rows 107").is_some()
    });
    assert_eq!(
        std::fs::read(&file).unwrap(),
        std::fs::read(list()).unwrap()
    );
}

#[test]
fn a_model_handed_on_as_json_opens() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("leena.json");
    let leena = common::sample("leena");
    std::fs::write(&file, sightline::io::json::to_text(&leena)).unwrap();
    let mut window = importing(None, &file);
    until(&mut window, "the model", |window| {
        window
            .state()
            .session()
            .document()
            .is_some_and(|document| document.model().roles().len() == leena.roles().len())
    });
    assert_eq!(model(&window), &leena);
}
