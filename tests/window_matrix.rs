//! The matrix of the simulator through the real window: choose, walk to a cell, read it, ask why.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::hands::{Window, choose, click};
use common::window::{launch, on, press, sample, window};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::session::{Action, Patience, Workspace};
use sightline::ui::dialogs::Answer;
use sightline::ui::{Launch, SightlineApp};

fn texts(window: &Window) -> Vec<String> {
    let nodes = window.query_all_by(|_| true);
    let all = nodes.flat_map(|node| {
        let node = node.accesskit_node();
        [node.label(), node.value()]
    });
    all.flatten().collect()
}

fn has_text(window: &Window, part: &str) -> bool {
    texts(window).iter().any(|text| text.contains(part))
}

/// What the matrix says of itself.
fn said(window: &Window) -> String {
    let all = texts(window);
    let own = all.iter().find(|text| text.starts_with("Matrix: "));
    own.expect("the matrix").clone()
}

/// The keyboard goes to the matrix.
fn focus(window: &mut Window) {
    let own = said(window);
    window.get_by_label(&own).focus();
    window.run();
}

fn matrix_of(name: &str) -> Window {
    let mut window = on(name);
    window.state_mut().push(Action::Go(Workspace::Simulate));
    window.run();
    click(&mut window, "Matrix");
    window
}

#[test]
fn a_cell_is_walked_to_read_and_asked_about() {
    let mut window = matrix_of("acme");
    choose(&mut window, "Permission", "Salary, people.pay.salary");
    focus(&mut window);
    press(&mut window, Key::Home, 1);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    window.run();
    let first = said(&window);
    assert!(first.contains("Salary of themselves"), "{first}");
    press(&mut window, Key::ArrowDown, 1);
    press(&mut window, Key::ArrowRight, 2);
    let words = said(&window);
    assert!(
        words.contains("Salary") && words.contains(" of "),
        "{words}"
    );
    assert_ne!(words, first);
    press(&mut window, Key::Enter, 1);
    assert!(has_text(&window, "Why: Salary of "));
    let sentence = words.trim_start_matches("Matrix: ");
    assert!(has_text(&window, sentence), "{sentence}");
}

/// Draws until something has come about. The deadline is for a thread that never ends.
fn until(window: &mut Window, what: &str, done: impl Fn(&Window) -> bool) {
    let start = std::time::Instant::now();
    while !done(window) {
        let is_late = start.elapsed() > std::time::Duration::from_secs(120);
        assert!(!is_late, "never: {what}");
        std::thread::sleep(std::time::Duration::from_millis(2));
        window.run_steps(1);
    }
    window.run_steps(2);
}

#[test]
fn a_large_model_is_worked_out_in_a_thread_and_says_the_same() {
    let launch = Launch {
        patience: Patience::none(),
        ..launch(Some(sample("leena")), [])
    };
    let mut window: Window = Harness::builder()
        .with_size([1280.0, 800.0])
        .build_eframe(|cc| SightlineApp::new(cc, launch));
    until(&mut window, "it opens", |window| {
        window.state().session().document().is_some()
    });
    window.state_mut().push(Action::Go(Workspace::Simulate));
    window.run_steps(4);
    window.get_by_label("Matrix").click();
    window.run_steps(4);
    window.get_by_label("All permissions").click();
    let of = |window: &Window| {
        let all = texts(window);
        all.into_iter().find(|text| text.contains("rows by"))
    };
    let mut small = matrix_of("leena");
    click(&mut small, "All permissions");
    let small = of(&small);
    assert!(small.is_some());
    // The matrix before stays until the new one is there.
    until(&mut window, "the same matrix", |window| of(window) == small);
}

#[test]
fn further_away_a_click_comes_nearer_and_near_by_it_asks_why() {
    let mut window = matrix_of("acme");
    choose(&mut window, "Permission", "Profile, people.profile");
    let own = said(&window);
    let middle = window.get_by_label(&own).rect().center();
    window.hover_at(middle);
    window.run();
    assert!(said(&window).contains(" cells"), "{}", said(&window));
    for _ in 0..4 {
        window.drag_at(middle);
        window.drop_at(middle);
        window.run();
    }
    assert!(has_text(&window, "Why: Profile of "));
    let words = said(&window);
    assert!(
        words.contains(" can ") || words.contains(" cannot "),
        "{words}"
    );
}

#[test]
fn buttons_and_keys_zoom_in_and_out() {
    let mut window = matrix_of("acme");
    let heads = |window: &Window| -> usize {
        let heads = window.query_all_by_role(egui::accesskit::Role::RowHeader);
        heads.count()
    };
    let far = heads(&window);
    for _ in 0..12 {
        click(&mut window, "Zoom in");
    }
    focus(&mut window);
    press(&mut window, Key::ArrowDown, 1);
    let near = heads(&window);
    assert!(near > 5 && near < 60, "{near} of {far}");
    press(&mut window, Key::Num0, 1);
    assert_eq!(heads(&window), far);
    press(&mut window, Key::Plus, 12);
    assert_eq!(heads(&window), near);
    click(&mut window, "Show everything");
    assert_eq!(heads(&window), far);
}

#[test]
fn principals_by_permissions_say_of_how_many() {
    let mut window = matrix_of("leena");
    click(&mut window, "All permissions");
    focus(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    window.run();
    let mut met = Vec::new();
    for _ in 0..6 {
        met.push(said(&window));
        press(&mut window, Key::ArrowRight, 1);
    }
    assert!(met.iter().any(|text| text.contains(" items")), "{met:#?}");
    press(&mut window, Key::Enter, 1);
    assert!(has_text(&window, "Why: "));
}

#[test]
fn a_cell_of_a_role_leads_to_where_it_is_edited() {
    let mut window = matrix_of("acme");
    click(&mut window, "Roles");
    focus(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    window.run();
    let words = said(&window);
    assert!(
        words.contains(" gives ") || words.contains(" does not give "),
        "{words}"
    );
    press(&mut window, Key::Enter, 1);
    assert_eq!(window.state().session().workspace(), Workspace::Access);
}

#[test]
fn the_cursor_stays_on_its_cell_in_another_order_and_after_an_edit() {
    let mut window = matrix_of("acme");
    choose(&mut window, "Permission", "Salary, people.pay.salary");
    focus(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    window.run();
    press(&mut window, Key::ArrowDown, 3);
    let words = said(&window);
    choose(&mut window, "Order of rows", "Similarity");
    choose(&mut window, "Order of columns", "Name");
    assert_eq!(said(&window), words);
    assert!(has_text(&window, " alike"));
}

#[test]
fn least_level_and_rows_narrow_what_is_shown() {
    let mut window = matrix_of("acme");
    choose(&mut window, "Permission", "Salary, people.pay.salary");
    let all = texts(&window);
    let total = all.iter().find(|text| text.contains("rows by")).unwrap();
    assert!(total.contains("view "), "{total}");
    choose(&mut window, "Least level", "Only edit");
    let all = texts(&window);
    let total = all.iter().find(|text| text.contains("rows by")).unwrap();
    assert!(
        total.contains("edit ") && !total.contains("view "),
        "{total}"
    );
    choose(&mut window, "Whose rows", "Service users");
    let all = texts(&window);
    assert!(
        all.iter()
            .any(|text| text.contains(" by ") && text.contains("row"))
    );
}

#[test]
fn what_is_in_sight_is_saved_for_spreadsheets() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("salary.csv");
    let answers = [Answer::Path(file.clone())];
    let mut window = window([1600.0, 1000.0], Some(sample("leena")), answers);
    window.run();
    window.state_mut().push(Action::Go(Workspace::Simulate));
    window.run();
    click(&mut window, "Matrix");
    click(&mut window, "All permissions");
    click(&mut window, "Save what is in sight as CSV");
    for _ in 0..500 {
        if has_text(&window, "Saved salary.csv") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
        window.run_steps(1);
    }
    let text = std::fs::read_to_string(&file).unwrap();
    let n_people = common::window::model_of(&window).principals().len();
    assert_eq!(text.lines().count(), n_people + 1);
    assert!(text.lines().any(|line| line.starts_with("Employee 1,")));
}
