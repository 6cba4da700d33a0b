//! Files from the window: open, save, save as, what is wrong with a file, and never losing edits
//! without a question.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::window::{copy_of, on, window};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::session::{Action, Command, Question};
use sightline::ui::SightlineApp;
use sightline::ui::dialogs::Answer;

const SIZE: [f32; 2] = [1400.0, 900.0];

fn title(window: &Harness<'_, SightlineApp>) -> String {
    window.state().session().document().unwrap().title()
}

fn edit(window: &mut Harness<'_, SightlineApp>) {
    window.state_mut().push(Action::Command(Command::AddPerson));
    window.run();
    assert!(window.state().session().is_unsaved());
}

#[test]
fn a_file_argument_opens_and_its_name_stands_in_the_bar() {
    let window = on("leena");
    let names = window.query_all_by_label("Leena onboarding");
    let mut in_bar = names.filter(|name| name.rect().bottom() < 48.0);
    assert!(in_bar.next().is_some());
    assert!(!window.state().session().is_unsaved());
}

#[test]
fn a_bad_file_says_where_it_is_wrong_and_what_was_open_stays() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.ron");
    std::fs::write(&bad, "(version: 1, name: 3, roles: [)").unwrap();
    let mut window = on("leena");
    window.state_mut().push(Action::Open(bad));
    window.run();
    let title_of_box = "bad.ron could not be opened";
    window.get_all_by_label(title_of_box).next().unwrap();
    let Some(Question::Trouble { lines, .. }) = window.state().session().question() else {
        panic!("the trouble is told");
    };
    assert!(lines[0].contains("line 1"), "{lines:?}");
    window.get_by_label("Close").click();
    window.run();
    assert_eq!(title(&window), "Leena onboarding");
}

#[test]
fn save_as_adds_the_extension_and_asks_before_it_replaces() {
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("there.ron");
    std::fs::write(&there, "old").unwrap();
    let chosen = Answer::Path(folder.path().join("there"));
    let file = copy_of("leena", folder.path());
    let mut window = window(SIZE, Some(file), [chosen]);
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    window.run();
    window.run();
    assert_eq!(std::fs::read_to_string(&there).unwrap(), "old");
    window.get_by_label("Replace").click();
    window.run();
    assert!(
        std::fs::read_to_string(&there)
            .unwrap()
            .contains("Leena onboarding")
    );
    let session = window.state().session();
    assert_eq!(
        session.document().unwrap().origin().path.as_ref(),
        Some(&there)
    );
    assert!(!session.is_unsaved());
}

#[test]
fn save_writes_and_a_second_window_finds_the_same_model() {
    let folder = tempfile::tempdir().unwrap();
    let file = copy_of("leena", folder.path());
    let mut first = window(SIZE, Some(file.clone()), []);
    first.run();
    edit(&mut first);
    first.key_press_modifiers(Modifiers::COMMAND, Key::S);
    first.run();
    assert!(!first.state().session().is_unsaved());
    let mut second = window(SIZE, Some(file), []);
    second.run();
    let model = |window: &Harness<'_, SightlineApp>| {
        window.state().session().document().unwrap().model().clone()
    };
    assert_eq!(model(&first), model(&second));
}

#[test]
fn opening_another_file_asks_first_and_discard_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let other = copy_of("sherp", folder.path());
    let mut window = on("leena");
    edit(&mut window);
    window.state_mut().push(Action::Open(other));
    window.run();
    assert_eq!(title(&window), "Leena onboarding");
    window.get_by_label("Discard").click();
    window.run();
    assert_eq!(title(&window), "Sherp permissions management");
}

#[test]
fn save_in_the_question_saves_and_then_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = copy_of("leena", folder.path());
    let mut window = window(SIZE, Some(file.clone()), []);
    window.run();
    edit(&mut window);
    window
        .state_mut()
        .push(Action::Command(Command::CloseModel));
    window.run();
    window.get_by_label("Save").click();
    window.run();
    assert!(window.state().session().document().is_none());
    assert!(
        std::fs::read_to_string(file)
            .unwrap()
            .contains("New person")
    );
}

#[test]
fn without_dialogs_a_path_is_typed_and_the_reason_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = copy_of("hibob", folder.path());
    let why = Answer::Impossible("No dialog here".to_owned());
    let mut window = window(SIZE, None, [why]);
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::O);
    window.run();
    window.run();
    window.get_by_label_contains("No dialog here");
    let field = window.get_by_label("Path of the file");
    field.focus();
    field.type_text(&file.display().to_string());
    window.run();
    window.get_by_label("Open").click();
    window.run();
    assert_eq!(title(&window), "HiBob permission groups");
}

#[test]
fn a_template_opens_as_a_copy_no_file_holds() {
    let mut window = window(SIZE, None, []);
    window.run();
    window.get_by_label("Profile with needs").click();
    window.run();
    window.get_by_label("Make model").click();
    window.run();
    assert_eq!(title(&window), "Sherp permissions management");
    let session = window.state().session();
    assert!(session.document().unwrap().origin().path.is_none());
}

#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|e| e.to_string())
    }
}

fn drop_on(window: &mut Harness<'_, SightlineApp>, path: std::path::PathBuf) {
    let files = &mut window.input_mut().dropped_files;
    files.push(std::sync::Arc::new(Dropped(path)));
    window.run();
}

#[test]
fn a_file_dropped_on_the_window_opens_but_never_over_unsaved_edits() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = window(SIZE, Some(copy_of("leena", folder.path())), []);
    window.run();
    drop_on(&mut window, copy_of("sherp", folder.path()));
    assert!(title(&window).contains("Sherp"), "{}", title(&window));
    edit(&mut window);
    let before = title(&window);
    drop_on(&mut window, copy_of("leena", folder.path()));
    assert_eq!(title(&window), before);
    let asked = window.state().session().question();
    assert!(matches!(asked, Some(Question::Unsaved { .. })), "{asked:?}");
}
