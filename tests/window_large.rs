//! What a large model asks of the window: it is opened, answered for and saved in threads, and
//! nothing of an earlier model passes for the one that is open. Here small models are treated as
//! large ones are; a pipe that nobody has written to yet holds the thread where it is.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use common::window::{copy_of, launch, sample};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{Change, Edit};
use sightline::session::{Action, Command, Patience, Question, Workspace};
use sightline::ui::{Launch, SightlineApp};

/// The window that leaves everything to threads.
fn window(file: Option<PathBuf>) -> Harness<'static, SightlineApp> {
    let launch = Launch {
        patience: Patience::none(),
        ..launch(file, [])
    };
    Harness::builder()
        .with_max_steps(40)
        .with_size([1600.0, 1000.0])
        .build_eframe(|cc| SightlineApp::new(cc, launch))
}

/// Draws until something has come about. The deadline is for a thread that never ends.
fn until(
    window: &mut Harness<'static, SightlineApp>,
    what: &str,
    done: impl Fn(&Harness<'static, SightlineApp>) -> bool,
) {
    let start = Instant::now();
    while !done(window) {
        assert!(start.elapsed() < Duration::from_secs(120), "never: {what}");
        std::thread::sleep(Duration::from_millis(2));
        window.run_steps(1);
    }
    window.run_steps(2);
}

fn title(window: &Harness<'_, SightlineApp>) -> Option<String> {
    window.state().session().document().map(|one| one.title())
}

fn opened(file: PathBuf, name: &str) -> Harness<'static, SightlineApp> {
    let mut window = window(Some(file));
    until(&mut window, "it opens", |w| {
        title(w).as_deref() == Some(name)
    });
    window
}

fn is_idle(window: &Harness<'_, SightlineApp>) -> bool {
    let analysis = window.state().session().analysis();
    analysis.is_current() && !analysis.is_checking()
}

/// Someone moves to another name: an edit of one record.
fn edit(window: &mut Harness<'static, SightlineApp>) {
    let document = window.state().session().document().unwrap();
    let mut person = document.model().principals().at(0).unwrap().clone();
    person.name.push_str(" the first");
    let change = Change::new("rename someone", vec![Edit::put(person)]);
    window.state_mut().push(Action::Apply(change));
    window.run_steps(1);
}

#[test]
fn what_was_just_opened_is_answered_for_at_once() {
    let mut window = window(Some(sample("leena")));
    until(&mut window, "it opens", |w| title(w).is_some());
    assert!(window.state().session().analysis().is_current());
    window
        .state_mut()
        .push(Action::SeeAs(Some("employee-1".into())));
    window.state_mut().push(Action::Go(Workspace::Simulate));
    until(&mut window, "the page stands there", |w| {
        w.query_by_label("The HR system as Employee 1 sees it")
            .is_some()
    });
}

#[test]
fn a_file_that_cannot_be_opened_leaves_what_was_open() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.ron");
    std::fs::write(&bad, "(version: 1, name: 3, roles: [)").unwrap();
    let mut window = opened(sample("leena"), "Leena onboarding");
    window.state_mut().push(Action::Open(bad));
    until(&mut window, "it is told", |w| {
        w.state().session().question().is_some()
    });
    let Some(Question::Trouble { lines, .. }) = window.state().session().question() else {
        panic!("the trouble is told");
    };
    assert!(
        lines.iter().any(|line| line.contains("line 1")),
        "{lines:?}"
    );
    assert_eq!(title(&window).as_deref(), Some("Leena onboarding"));
}

#[test]
fn answers_of_the_model_before_an_edit_are_marked() {
    let mut window = opened(sample("leena"), "Leena onboarding");
    until(&mut window, "all is checked", is_idle);
    assert!(window.query_by_label("Recalculating…").is_none());
    edit(&mut window);
    assert!(window.state().session().analysis().engine().is_some());
    // The thread begins in the frame after the edit, and that frame says so.
    window.run_steps(1);
    window.get_by_label("Recalculating…");
    until(&mut window, "all is checked again", is_idle);
    assert!(window.query_by_label("Recalculating…").is_none());
    let session = window.state().session();
    let engine = session.analysis().engine().unwrap();
    assert_eq!(engine.model(), session.document().unwrap().model());
}

#[test]
fn no_why_is_told_of_the_model_before_an_edit() {
    let mut window = opened(sample("leena"), "Leena onboarding");
    window
        .state_mut()
        .push(Action::SeeAs(Some("employee-1".into())));
    window.state_mut().push(Action::Go(Workspace::Simulate));
    window.run_steps(3);
    let model = window.state().session().document().unwrap().model().clone();
    let permission = model.permissions().at(0).unwrap();
    let level = model.ladder_of(&permission.id).unwrap().levels[1].clone();
    window
        .state_mut()
        .push(Action::Ask(sightline::engine::Question {
            actor: "employee-1".into(),
            permission: permission.id.clone(),
            level,
            target: sightline::engine::Target::NONE,
        }));
    window.run_steps(3);
    assert!(window.query_by_label("Working out…").is_none());
    edit(&mut window);
    window.run_steps(1);
    window.get_by_label("Working out…");
    until(&mut window, "all is checked again", is_idle);
    assert!(window.query_by_label("Working out…").is_none());
}

#[test]
fn a_large_file_is_saved_from_a_snapshot_while_one_edits_on() {
    let folder = tempfile::tempdir().unwrap();
    let file = copy_of("leena", folder.path());
    let mut window = opened(file.clone(), "Leena onboarding");
    edit(&mut window);
    let before = window.state().session().document().unwrap().model().clone();
    window.state_mut().push(Action::Command(Command::Save));
    window.run_steps(1);
    assert!(window.state().session().saving().is_some());
    // What is written does not hold this edit, so the mark of unsaved edits stays.
    edit(&mut window);
    until(&mut window, "it is written", |w| {
        w.state().session().saving().is_none()
    });
    assert!(window.state().session().is_unsaved());
    let written = sightline::io::load(&file).unwrap().model;
    assert_eq!(written, before);
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run_steps(2);
    until(&mut window, "it is written again", |w| {
        !w.state().session().is_unsaved()
    });
}

/// A pipe: whoever opens it waits until somebody writes.
#[cfg(unix)]
fn pipe(folder: &Path) -> PathBuf {
    let path = folder.join("slow.ron");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    path
}

#[cfg(unix)]
#[test]
fn opening_shows_how_far_it_is_and_what_is_open_stays_usable() {
    let folder = tempfile::tempdir().unwrap();
    let slow = pipe(folder.path());
    let mut window = opened(sample("leena"), "Leena onboarding");
    window.state_mut().push(Action::Open(slow.clone()));
    window.run_steps(3);
    let words = "Opening slow.ron: reading";
    window.get_all_by_label(words).next().unwrap();
    assert_eq!(title(&window).as_deref(), Some("Leena onboarding"));
    window.state_mut().push(Action::Go(Workspace::Access));
    window.run_steps(2);
    assert_eq!(window.state().session().workspace(), Workspace::Access);
    std::fs::write(&slow, std::fs::read(sample("sherp")).unwrap()).unwrap();
    until(&mut window, "the other opens", |w| {
        title(w).as_deref() == Some("Sherp permissions management")
    });
    assert!(window.query_by_label(words).is_none());
}

#[cfg(unix)]
#[test]
fn opening_can_be_cancelled() {
    let folder = tempfile::tempdir().unwrap();
    let slow = pipe(folder.path());
    let mut window = opened(sample("leena"), "Leena onboarding");
    window.state_mut().push(Action::Open(slow.clone()));
    window.run_steps(3);
    window.get_by_label("Cancel").click();
    window.run_steps(3);
    assert!(window.state().session().opening().is_none());
    assert_eq!(title(&window).as_deref(), Some("Leena onboarding"));
    // What comes in afterwards is not wanted any more.
    std::fs::write(&slow, std::fs::read(sample("sherp")).unwrap()).unwrap();
    window.run_steps(5);
    assert_eq!(title(&window).as_deref(), Some("Leena onboarding"));
}

#[cfg(unix)]
#[test]
fn what_was_edited_while_a_file_was_read_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let slow = pipe(folder.path());
    let mut window = opened(sample("leena"), "Leena onboarding");
    window.state_mut().push(Action::Open(slow.clone()));
    window.run_steps(2);
    edit(&mut window);
    std::fs::write(&slow, std::fs::read(sample("sherp")).unwrap()).unwrap();
    until(&mut window, "it is asked", |w| {
        w.state().session().question().is_some()
    });
    assert_eq!(title(&window).as_deref(), Some("Leena onboarding"));
    window.get_by_label("Discard").click();
    until(&mut window, "the other is shown", |w| {
        title(w).as_deref() == Some("Sherp permissions management")
    });
}
