//! Nothing is lost: what was not saved comes back after a crash, and a file that others changed or
//! removed is noticed before it is saved over.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};
use std::time::Duration;

use common::window::{copy_of, launch, window};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{Change, Edit, Key, Model, Principal};
use sightline::session::{Action, Command, OnDisk, Patience, TEMPLATES, Workspace};
use sightline::ui::dialogs::Answer;
use sightline::ui::{Launch, SightlineApp};

type Window<'a> = Harness<'a, SightlineApp>;

/// A window that keeps its own things in a folder, and what is not saved at once.
fn start<'a>(folder: &Path, file: Option<PathBuf>, answers: Vec<Answer>) -> Window<'a> {
    let launch = Launch {
        folder: Some(folder.to_owned()),
        patience: Patience::default().keeping_after(Duration::ZERO),
        ..launch(file, answers)
    };
    let mut window = Harness::builder()
        .with_max_steps(40)
        .with_size([1600.0, 1000.0])
        .build_eframe(|cc| SightlineApp::new(cc, launch));
    window.run_steps(3);
    window
}

fn model(window: &Window<'_>) -> Model {
    window.state().session().document().unwrap().model().clone()
}

fn act(window: &mut Window<'_>, action: Action) {
    window.state_mut().push(action);
    window.run_steps(4);
}

fn add(window: &mut Window<'_>, id: &str) {
    let person = Principal::new(id, id);
    let change = Change::new(format!("add {id}"), vec![Edit::put(person)]);
    act(window, Action::Apply(change));
}

/// The recovery files there are.
fn kept(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder.join("recovery")) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().unwrap() == "ron")
        .collect()
}

/// Draws until something has come in from a thread.
fn wait(window: &mut Window<'_>, mut is_there: impl FnMut(&Window<'_>) -> bool) {
    for _ in 0..500 {
        if is_there(window) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
        window.run_steps(1);
    }
    panic!("it never came");
}

fn wait_kept(window: &mut Window<'_>, folder: &Path, text: &str) {
    wait(window, |_| {
        let kept = kept(folder);
        let texts = kept
            .iter()
            .filter_map(|path| std::fs::read_to_string(path).ok());
        texts.into_iter().any(|kept| kept.contains(text))
    });
}

/// Ends the program as a crash does: nothing is tidied up.
fn crash(window: Window<'_>) {
    drop(window);
    // A thread that was writing ends with a program, not with a window.
    std::thread::sleep(Duration::from_millis(200));
}

struct Place {
    folder: tempfile::TempDir,
    file: PathBuf,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let file = copy_of("leena", folder.path());
        Place { folder, file }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

/// Crashes with two changes that were not saved: a person more, and one less. The model then.
fn crashed() -> (Place, Model) {
    let place = Place::new();
    let mut window = start(&place.data(), Some(place.file.clone()), vec![]);
    add(&mut window, "ann");
    let removal = sightline::session::edits::removal::remove(
        &model(&window),
        &[Key::Principal("employee-a".into())],
    );
    act(&mut window, Action::Apply(removal));
    let lost = model(&window);
    wait(&mut window, |_| {
        let texts = kept(&place.data()).into_iter().map(std::fs::read_to_string);
        texts.flatten().any(|text| text.contains("n_steps:2"))
    });
    crash(window);
    (place, lost)
}

#[test]
fn after_a_crash_what_was_not_saved_is_offered_and_comes_back() {
    let (place, lost) = crashed();
    let on_disk = std::fs::read_to_string(&place.file).unwrap();
    let mut window = start(&place.data(), None, vec![]);
    window
        .get_all_by_label("Recover what was not saved?")
        .next()
        .unwrap();
    wait(&mut window, |window| {
        window.query_by_label_contains("loses access").is_some()
    });
    window.get_by_label("Leena onboarding");
    window.get_by_label_contains("2 unsaved changes, kept today at ");
    window.get_by_label(&place.file.display().to_string());
    window.get_by_label_contains("records differ from the file on the disk");
    window.get_by_label("Recover").click();
    window.run_steps(4);
    assert_eq!(model(&window), lost);
    let session = window.state().session();
    assert!(session.is_unsaved());
    assert!(session.left_behind().is_empty());
    assert_eq!(std::fs::read_to_string(&place.file).unwrap(), on_disk);
    assert_eq!(kept(&place.data()).len(), 1, "it is kept until it is saved");
    // Undo leads to what the file holds.
    act(&mut window, Action::Command(Command::Undo));
    assert_eq!(
        model(&window),
        sightline::io::load(&place.file).unwrap().model
    );
    act(&mut window, Action::Command(Command::Redo));
    act(&mut window, Action::Command(Command::Save));
    wait(&mut window, |_| kept(&place.data()).is_empty());
    assert_eq!(sightline::io::load(&place.file).unwrap().model, lost);
}

#[test]
fn choosing_later_loses_nothing_and_another_window_is_not_disturbed() {
    let (place, lost) = crashed();
    let mut first = start(&place.data(), None, vec![]);
    let mut second = start(&place.data(), None, vec![]);
    assert!(
        second.state().session().left_behind().is_empty(),
        "offered once"
    );
    wait(&mut first, |window| {
        window.query_by_label("Recover").is_some()
    });
    first.get_by_label("Later").click();
    first.run_steps(3);
    assert!(first.query_by_label("Recover").is_none());
    add_new_model(&mut second);
    wait_kept(&mut second, &place.data(), "zoe");
    first.get_by_label("1 model to recover").click();
    first.run_steps(3);
    first.get_by_label("Recover");
    first.get_by_label("Later").click();
    first.run_steps(3);
    crash(first);
    let mut third = start(&place.data(), None, vec![]);
    wait(&mut third, |window| {
        window.query_by_label("Recover").is_some()
    });
    third.get_by_label("Recover").click();
    third.run_steps(4);
    assert_eq!(model(&third), lost);
    assert_eq!(
        kept(&place.data()).len(),
        2,
        "the second window keeps its own"
    );
}

fn add_new_model(window: &mut Window<'_>) {
    act(window, Action::NewFrom(TEMPLATES.len() - 1));
    add(window, "zoe");
}

#[test]
fn a_model_no_file_holds_comes_back_too() {
    let place = Place::new();
    let mut window = start(&place.data(), None, vec![]);
    add_new_model(&mut window);
    let lost = model(&window);
    wait_kept(&mut window, &place.data(), "zoe");
    crash(window);
    let mut window = start(&place.data(), None, vec![]);
    wait(&mut window, |window| {
        window.query_by_label("Recover").is_some()
    });
    window.get_by_label("It was never saved to a file");
    window.get_by_label("Recover").click();
    window.run_steps(4);
    assert_eq!(model(&window), lost);
    assert!(window.state().session().is_unsaved());
}

#[test]
fn compare_opens_it_against_the_file() {
    let (place, lost) = crashed();
    let mut window = start(&place.data(), None, vec![]);
    wait(&mut window, |window| {
        window.query_by_label("Recover").is_some()
    });
    let buttons = window.get_all_by_role_and_label(egui::accesskit::Role::Button, "Compare");
    buttons.last().unwrap().click();
    window.run_steps(10);
    assert_eq!(model(&window), lost);
    assert_eq!(window.state().session().workspace(), Workspace::Compare);
    window.get_by_value("The last save");
    window.get_by_label("Recover what was not saved");
}

#[test]
fn discarding_asks_once_more_and_then_it_is_gone() {
    let (place, _) = crashed();
    let mut window = start(&place.data(), None, vec![]);
    wait(&mut window, |window| {
        window.query_by_label("Discard").is_some()
    });
    window.get_by_label("Discard").click();
    window.run_steps(3);
    window.get_by_label("Keep them").click();
    window.run_steps(3);
    assert_eq!(kept(&place.data()).len(), 1);
    window.get_by_label("Discard").click();
    window.run_steps(3);
    window.get_by_label("Discard for good").click();
    window.run_steps(3);
    assert!(kept(&place.data()).is_empty());
    assert!(!window.state().session().is_offering());
}

#[test]
fn a_damaged_recovery_file_says_so_and_is_kept_aside() {
    let (place, _) = crashed();
    let path = kept(&place.data()).remove(0);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, &text[..text.len() / 2]).unwrap();
    let mut window = start(&place.data(), None, vec![]);
    wait(&mut window, |window| {
        window
            .query_by_label("A recovery file is damaged")
            .is_some()
    });
    window.get_by_label("What was kept cannot be read: it is not whole, or was changed");
    let aside = path.with_extension("damaged");
    window.get_by_label(&format!("It was put aside as {}", aside.display()));
    assert_eq!(
        std::fs::read_to_string(aside).unwrap(),
        text[..text.len() / 2]
    );
    window.get_by_label("Later").click();
    window.run_steps(3);
    assert!(window.state().session().left_behind().is_empty());
}

#[test]
fn closing_without_saving_keeps_nothing() {
    let place = Place::new();
    let mut window = start(&place.data(), Some(place.file.clone()), vec![]);
    add(&mut window, "zoe");
    wait_kept(&mut window, &place.data(), "zoe");
    act(&mut window, Action::Command(Command::CloseModel));
    window.get_by_label("Discard").click();
    window.run_steps(4);
    wait(&mut window, |_| kept(&place.data()).is_empty());
    add_new_model(&mut window);
    wait_kept(&mut window, &place.data(), "zoe");
    act(&mut window, Action::Command(Command::Quit));
    window.get_by_label("Discard").click();
    window.run_steps(4);
    eframe::App::on_exit(window.state_mut(), None);
    assert!(kept(&place.data()).is_empty());
}

/// Leena, open in a window, and changed by someone else: a person more.
fn changed_by_others(place: &Place) -> (Window<'static>, Model) {
    let mut window = window([1600.0, 1000.0], Some(place.file.clone()), []);
    window.run_steps(3);
    let mut theirs = model(&window);
    let tess = Principal::new("tess", "Tess Other");
    theirs
        .apply(&Change::new("", vec![Edit::put(tess)]))
        .unwrap();
    sightline::io::save(&place.file, &theirs).unwrap();
    (window, theirs)
}

/// The window goes to the back and comes to the front again.
fn come_back(window: &mut Window<'_>) {
    window.input_mut().focused = false;
    window.run_steps(2);
    window.input_mut().focused = true;
    window.run_steps(3);
}

fn on_disk(window: &Window<'_>) -> OnDisk {
    window.state().session().document().unwrap().on_disk()
}

#[test]
fn a_file_changed_by_others_is_noticed_when_the_window_comes_to_the_front() {
    let place = Place::new();
    let (mut window, theirs) = changed_by_others(&place);
    come_back(&mut window);
    window
        .get_all_by_label("The file has changed")
        .next()
        .unwrap();
    window.get_by_label("Reload").click();
    window.run_steps(3);
    assert_eq!(model(&window), theirs);
    assert!(!window.state().session().is_unsaved());
    // What was here before is a step away.
    let label = "reload leena.ron as others left it";
    let document = window.state().session().document().unwrap();
    assert_eq!(document.history().undo_label(), Some(label));
    act(&mut window, Action::Command(Command::Undo));
    assert!(!model(&window).principals().contains(&"tess".into()));
    assert!(window.state().session().is_unsaved());
}

#[test]
fn nothing_is_asked_where_the_file_was_only_touched() {
    let place = Place::new();
    let mut window = window([1600.0, 1000.0], Some(place.file.clone()), []);
    window.run_steps(3);
    let bytes = std::fs::read(&place.file).unwrap();
    std::thread::sleep(Duration::from_millis(20));
    std::fs::write(&place.file, bytes).unwrap();
    come_back(&mut window);
    assert!(window.state().session().question().is_none());
    assert_eq!(on_disk(&window), OnDisk::AsKnown);
}

#[test]
fn before_saving_it_is_asked_and_keep_mine_saves_over_it() {
    let place = Place::new();
    let (mut window, theirs) = changed_by_others(&place);
    add(&mut window, "ann");
    let mine = model(&window);
    act(&mut window, Action::Command(Command::Save));
    let read = |place: &Place| sightline::io::load(&place.file).unwrap().model;
    assert_eq!(read(&place), theirs, "nothing is written before the answer");
    window.get_by_label_contains("You have 1 unsaved change here.");
    window.get_by_label("Later").click();
    window.run_steps(3);
    assert_eq!(read(&place), theirs);
    // It stays in sight until it is settled.
    window.get_by_label("Keep mine").click();
    window.run_steps(3);
    assert!(window.state().session().is_unsaved());
    act(&mut window, Action::Command(Command::Save));
    assert_eq!(read(&place), mine);
    assert!(!window.state().session().is_unsaved());
    assert!(window.query_by_label("Keep mine").is_none());
}

#[test]
fn keep_mine_in_the_question_before_closing_saves_and_closes() {
    let place = Place::new();
    let (mut window, _) = changed_by_others(&place);
    add(&mut window, "ann");
    let mine = model(&window);
    act(&mut window, Action::Command(Command::CloseModel));
    window.get_by_label("Save").click();
    window.run_steps(3);
    window.get_by_label("Keep mine").click();
    window.run_steps(3);
    assert!(window.state().session().document().is_none());
    assert_eq!(sightline::io::load(&place.file).unwrap().model, mine);
}

#[test]
fn what_others_wrote_can_be_compared_first() {
    let place = Place::new();
    let (mut window, theirs) = changed_by_others(&place);
    come_back(&mut window);
    let buttons = window.get_all_by_role_and_label(egui::accesskit::Role::Button, "Compare");
    buttons.last().unwrap().click();
    window.run_steps(10);
    let document = window.state().session().document().unwrap();
    assert_eq!(document.saved_model(), Some(&theirs));
    assert_eq!(window.state().session().workspace(), Workspace::Compare);
    window.get_by_value("The file on the disk");
    window.get_by_label("Reload").click();
    window.run_steps(3);
    assert_eq!(model(&window), theirs);
}

#[test]
fn a_file_that_was_removed_is_written_again_or_elsewhere() {
    let place = Place::new();
    let other = place.folder.path().join("other.ron");
    let answers = [Answer::Path(other.clone())];
    let mut window = window([1600.0, 1000.0], Some(place.file.clone()), answers);
    window.run_steps(3);
    std::fs::remove_file(&place.file).unwrap();
    come_back(&mut window);
    window.get_all_by_label("The file is gone").next().unwrap();
    window.get_by_label("Later").click();
    window.run_steps(3);
    assert!(window.state().session().is_unsaved(), "no file holds it");
    window.get_by_label("Save it there again").click();
    window.run_steps(3);
    let mine = model(&window);
    assert_eq!(sightline::io::load(&place.file).unwrap().model, mine);
    assert!(!window.state().session().is_unsaved());
    std::fs::remove_file(&place.file).unwrap();
    act(&mut window, Action::Command(Command::Save));
    window.get_by_label("Save as…").click();
    window.run_steps(5);
    assert_eq!(sightline::io::load(&other).unwrap().model, mine);
    assert_eq!(on_disk(&window), OnDisk::AsKnown);
}

#[test]
fn a_file_others_broke_is_not_taken_over() {
    let place = Place::new();
    let mut window = window([1600.0, 1000.0], Some(place.file.clone()), []);
    window.run_steps(3);
    let mine = model(&window);
    std::fs::write(&place.file, "(version: 1, name: ").unwrap();
    come_back(&mut window);
    window.get_by_label("Reload").click();
    window.run_steps(3);
    window
        .get_all_by_label("leena.ron could not be opened")
        .next()
        .unwrap();
    window.get_by_label("Close").click();
    window.run_steps(3);
    assert_eq!(model(&window), mine);
    window.get_by_label("Keep mine");
}
