//! Plain questions in the search box: type, complete, read the answer, go through its doors, keep it.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::window::{click, on, press, type_text, undo};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::model::{Expectation, Verdict};
use sightline::session::Workspace;
use sightline::ui::SightlineApp;

type Window = Harness<'static, SightlineApp>;

fn ask(window: &mut Window, text: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run();
    type_text(window, text);
}

fn typed(window: &Window) -> String {
    let field = window.get_by_role_and_label(egui::Role::TextInput, "Find or run");
    field.value().unwrap_or_default()
}

/// What the search box lists.
fn lines(window: &Window) -> Vec<String> {
    let lines = window.query_all_by_role(egui::Role::ListBoxOption);
    lines
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

fn has_text(window: &Window, part: &str) -> bool {
    let mut found = window.query_all_by(|node| {
        let says = |text: Option<String>| text.is_some_and(|text| text.contains(part));
        says(node.label()) || says(node.value())
    });
    found.next().is_some()
}

fn expectations(window: &Window) -> Vec<Expectation> {
    let document = window.state().session().document().unwrap();
    document.model().expectations().iter().cloned().collect()
}

#[test]
fn a_question_is_completed_with_tab_and_answered_where_it_is_typed() {
    let mut window = on("acme");
    ask(&mut window, "who can edit sal");
    assert_eq!(
        lines(&window),
        ["who can edit Salary, permission · people.pay.salary"]
    );
    press(&mut window, Key::Tab, 1);
    assert_eq!(typed(&window), "who can edit Salary ");
    type_text(&mut window, "of people in ber");
    press(&mut window, Key::Tab, 1);
    assert_eq!(typed(&window), "who can edit Salary of people in Berlin ");
    let lines = lines(&window);
    assert_eq!(
        lines[..3],
        [
            "Sofia Almeida and Beatriz Carvalho can edit Salary of people whose Site is Berlin",
            "Sofia Almeida, 40 people · the role Compensation and benefits",
            "Beatriz Carvalho, 40 people · the role Compensation and benefits",
        ]
    );
}

#[test]
fn enter_opens_the_whole_answer_in_simulate() {
    let mut window = on("acme");
    ask(&mut window, "who can see salary of people in Berlin");
    assert!(
        lines(&window)
            .iter()
            .any(|line| line.starts_with("Show all "))
    );
    press(&mut window, Key::Enter, 1);
    window.run();
    let session = window.state().session();
    assert_eq!(session.workspace(), Workspace::Simulate);
    assert!(session.seeing_as().is_none(), "an answer lends no eyes");
    assert!(has_text(&window, "of people whose Site is Berlin"));
    assert!(has_text(&window, "Who sees it only masked does not count"));
    // A row is a door: the panel beside the list says why.
    window
        .query_all_by(|node| {
            let label = node.label().unwrap_or_default();
            label.starts_with("Sofia Almeida, ")
        })
        .next()
        .unwrap()
        .click();
    window.run();
    assert!(has_text(&window, "Sofia Almeida can view Salary of "));
}

#[test]
fn who_can_see_salary_and_why() {
    let mut window = on("acme");
    ask(&mut window, "who can see salary of Jakob Ebert");
    press(&mut window, Key::Enter, 1);
    window.run();
    assert!(has_text(&window, " can, for "));
    window.get_by_label("Carla Neumann").click();
    window.run();
    assert!(has_text(
        &window,
        "Carla Neumann can view Salary of Jakob Ebert because of"
    ));
}

#[test]
fn why_not_opens_the_panel_that_says_what_is_missing() {
    let mut window = on("leena");
    ask(&mut window, "why can't Employee 1 download report");
    let lines = lines(&window);
    assert!(lines[0].starts_with("Employee 1 cannot "), "{lines:?}");
    press(&mut window, Key::Enter, 1);
    window.run();
    assert_eq!(window.state().session().workspace(), Workspace::Simulate);
    assert!(has_text(&window, "What is missing"));
}

#[test]
fn an_answer_is_kept_as_an_expectation_and_taken_back() {
    let mut window = on("acme");
    let before = expectations(&window);
    ask(&mut window, "can Carla Neumann see salary of Tim Engel");
    let keep = lines(&window)
        .into_iter()
        .find(|line| line.starts_with("Keep as an expectation"))
        .unwrap();
    assert_eq!(
        keep,
        "Keep as an expectation, Carla Neumann can view Salary of Tim Engel"
    );
    click(&mut window, &keep);
    let after = expectations(&window);
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(after.last().unwrap().verdict, Verdict::Can);
    assert!(has_text(
        &window,
        "Expect that Carla Neumann can view Salary of Tim Engel"
    ));
    undo(&mut window);
    assert_eq!(expectations(&window), before);
}

#[test]
fn what_is_not_understood_is_said_and_mended() {
    let mut window = on("acme");
    ask(&mut window, "who can see salry of Tim Engel");
    let said = lines(&window);
    assert!(said[0].starts_with("It stops at “salry”"), "{said:?}");
    click(
        &mut window,
        "who can see Salary of Tim Engel, did you mean this",
    );
    assert_eq!(typed(&window), "who can see Salary of Tim Engel");
    assert!(
        lines(&window)[0]
            .ends_with("can view Salary of Tim Engel, Who sees it only masked does not count")
    );
}

#[test]
fn a_question_mark_lists_what_can_be_asked_and_what_was() {
    let mut window = on("leena");
    ask(&mut window, "who has direct grants");
    press(&mut window, Key::Enter, 1);
    window.run();
    ask(&mut window, "?");
    let lines = lines(&window);
    assert_eq!(lines[0], "who has direct grants, Asked before");
    assert!(lines.len() > 10);
    press(&mut window, Key::Tab, 1);
    assert_eq!(typed(&window), "who has direct grants");
}

#[test]
fn the_list_of_answers_follows_the_model() {
    let mut window = on("acme");
    ask(&mut window, "who has direct grants");
    press(&mut window, Key::Enter, 1);
    window.run();
    assert!(has_text(
        &window,
        "9 direct grants: 7 to people, 2 to groups"
    ));
    let gone = sightline::model::Key::DirectGrant("planner-esd".into());
    let change =
        sightline::model::Change::new("revoke a grant", vec![sightline::model::Edit::Remove(gone)]);
    window
        .state_mut()
        .push(sightline::session::Action::Apply(change));
    window.run();
    window.run();
    assert!(has_text(
        &window,
        "8 direct grants: 6 to people, 2 to groups"
    ));
    undo(&mut window);
    window.run();
    assert!(has_text(
        &window,
        "9 direct grants: 7 to people, 2 to groups"
    ));
}

#[test]
fn without_a_question_the_list_shows_what_can_be_asked() {
    let mut window = on("acme");
    window.get_by_label("Simulate").click();
    window.run();
    click(&mut window, "Answers");
    assert!(has_text(&window, "What can be asked"));
    click(&mut window, "who has direct grants");
    window.run();
    assert!(has_text(
        &window,
        "9 direct grants: 7 to people, 2 to groups"
    ));
}

#[test]
fn names_are_found_as_before() {
    let mut window = on("acme");
    ask(&mut window, "carla neumann");
    assert!(lines(&window)[0].starts_with("Carla Neumann, Person"));
    press(&mut window, Key::Enter, 1);
    let selected = window.state().session().selected().cloned();
    assert_eq!(
        selected,
        Some(sightline::model::Key::Principal("carla.neumann".into()))
    );
}

#[test]
fn of_a_large_model_names_and_answers_come_from_a_thread() {
    use common::window::{launch, sample};
    use sightline::session::Patience;
    use sightline::ui::Launch;
    let launch = Launch {
        patience: Patience::none(),
        ..launch(Some(sample("leena")), [])
    };
    let mut window: Window = Harness::builder()
        .with_max_steps(40)
        .with_size([1280.0, 800.0])
        .build_eframe(|cc| SightlineApp::new(cc, launch));
    let until = |window: &mut Window, what: &str, done: &dyn Fn(&Window) -> bool| {
        let start = std::time::Instant::now();
        while !done(window) {
            let waited = start.elapsed();
            assert!(
                waited < std::time::Duration::from_secs(120),
                "never: {what}"
            );
            std::thread::sleep(std::time::Duration::from_millis(2));
            window.run_steps(1);
        }
        window.run_steps(2);
    };
    until(&mut window, "it opens", &|window| {
        window.state().session().analysis().is_current()
    });
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run_steps(3);
    window.event(egui::Event::Text(
        "which candidates can Employee 1 see".to_owned(),
    ));
    window.run_steps(2);
    let said = "Employee 1 can see 7 candidates";
    until(&mut window, "it is answered", &|window| {
        lines(window).first().is_some_and(|line| line == said)
    });
    // Enter opens the page; the list of all is one line further.
    let list = lines(&window)
        .into_iter()
        .find(|line| line.starts_with("Show as a list"));
    window.get_by_label(&list.unwrap()).click();
    until(&mut window, "it is listed", &|window| {
        has_text(window, "Copy rows")
    });
    assert!(has_text(&window, said));
}

#[test]
fn two_letters_are_enough_to_be_shown_how_to_ask() {
    let mut window = on("leena");
    ask(&mut window, "wh");
    let lines = lines(&window);
    assert!(
        lines.contains(&"what can, asks a plain question".to_owned()),
        "{lines:?}"
    );
    assert!(
        lines.contains(&"who can, asks a plain question".to_owned()),
        "{lines:?}"
    );
}
