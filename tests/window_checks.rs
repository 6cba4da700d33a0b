//! Checks and Compare in the real window: what holds and what not, repairs, why, who gains and
//! who loses.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::path::PathBuf;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{Account, Change, Edit, Expectation, Key, LevelId, On, Reach, Verdict, Who};
use sightline::session::{Action, Command, ThemeChoice, Workspace};
use sightline::ui::SightlineApp;

type Window = Harness<'static, SightlineApp>;

fn acme() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/acme/model.ron")
}

fn open(size: [f32; 2], workspace: Workspace) -> (Window, common::Screen) {
    let screen = common::Screen::default();
    let launch = common::window::launch(Some(acme()), []);
    let mut window = Harness::builder()
        .with_max_steps(40)
        .with_size(size)
        .renderer(screen.clone())
        .build_eframe(|cc| SightlineApp::new(cc, launch));
    act(&mut window, Action::Go(workspace));
    (window, screen)
}

fn act(window: &mut Window, action: Action) {
    window.state_mut().push(action);
    settle(window);
}

/// Draws until the checks have come in from their thread.
fn settle(window: &mut Window) {
    wait_for(window, |window| {
        !window.state().session().analysis().is_checking()
    });
    window.run_steps(2);
}

fn wait_for(window: &mut Window, is_there: impl Fn(&Window) -> bool) {
    for _ in 0..3_000 {
        window.run_steps(3);
        if is_there(window) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("it did not come");
}

/// Draws until the comparison has come in.
fn compared(window: &mut Window) {
    wait_for(window, |window| {
        window.query_by_label("What was done").is_some()
    });
}

fn model(window: &Window) -> &sightline::model::Model {
    window.state().session().document().unwrap().model()
}

/// Chooses a view or a column.
fn view(window: &mut Window, name: &str) {
    window
        .get_by_role_and_label(egui::Role::RadioButton, name)
        .click();
    window.run_steps(4);
}

/// No one may see their own profile: broken by all.
fn wish() -> Change {
    let expectation = Expectation {
        id: "wished".into(),
        name: "No one can view their own profile".to_owned(),
        rules: vec!["R1".to_owned(), "R2".to_owned()],
        who: Who::Anyone,
        verdict: Verdict::Cannot,
        permission: "people.profile".into(),
        level: LevelId::from("view"),
        on: On::People(Reach::Oneself),
        date: None,
    };
    Change::new(
        "expect no one to see a profile",
        vec![Edit::put(expectation)],
    )
}

/// Ends the account of someone who leads others.
fn end_one(window: &Window) -> (Change, String) {
    let model = model(window);
    let leader = model
        .principals()
        .iter()
        .find_map(|p| p.managers.first())
        .unwrap();
    let mut person = model.principals().get(&leader.1).unwrap().clone();
    person.account = Account::Ended;
    let name = person.name.clone();
    let change = Change::new(
        format!("end the account of {name}"),
        vec![Edit::put(person)],
    );
    (change, name)
}

#[test]
fn a_broken_expectation_says_who_breaks_it_and_why_leads_to_simulate() {
    let (mut window, _) = open([1600.0, 1000.0], Workspace::Checks);
    act(&mut window, Action::Apply(wish()));
    window.get_by_label("No one can view their own profile, broken");
    window
        .get_by_label("Why: No one can view their own profile")
        .click();
    window.run_steps(4);
    let session = window.state().session();
    assert_eq!(session.workspace(), Workspace::Simulate);
    assert!(matches!(session.selected(), Some(Key::Principal(_))));
    assert!(window.query_by_label_contains("Why: Profile").is_some());
}

#[test]
fn removing_an_expectation_is_named_and_comes_back() {
    let (mut window, _) = open([1600.0, 1000.0], Workspace::Checks);
    act(&mut window, Action::Apply(wish()));
    window
        .get_by_label("No one can view their own profile, broken")
        .click();
    window.run_steps(4);
    window.get_by_label("Remove this expectation").click();
    window.run_steps(4);
    assert!(!model(&window).expectations().contains(&"wished".into()));
    let history = window.state().session().document().unwrap().history();
    let label = "remove the expectation “No one can view their own profile”";
    assert_eq!(history.undo_label(), Some(label));
    act(&mut window, Action::Command(Command::Undo));
    assert!(model(&window).expectations().contains(&"wished".into()));
}

#[test]
fn a_finding_selects_its_record_and_its_repair_mends_it() {
    let (mut window, _) = open([1600.0, 1000.0], Workspace::Checks);
    let checks = window.state().session().analysis().checks();
    let n = checks.findings.len();
    let finding = checks
        .findings
        .iter()
        .find(|f| f.repair.is_some())
        .unwrap()
        .clone();
    let kind = match finding.severity {
        sightline::engine::checks::FindingSeverity::Error => "Problem",
        sightline::engine::checks::FindingSeverity::Warning => "Warning",
        sightline::engine::checks::FindingSeverity::Note => "Note",
    };
    window
        .get_by_label(&format!("{kind}: {}", finding.title))
        .click();
    window.run_steps(4);
    assert_eq!(window.state().session().selected(), Some(&finding.key));
    let words = finding.repair.as_ref().unwrap().label.clone();
    let words = words[..1].to_uppercase() + &words[1..words.len().min(12)];
    window
        .get_all_by_label_contains(&words)
        .last()
        .unwrap()
        .click();
    window.run_steps(4);
    settle(&mut window);
    let session = window.state().session();
    assert!(session.refusal().is_none(), "{:?}", session.refusal());
    assert!(session.analysis().checks().findings.len() < n);
}

#[test]
fn coverage_lists_what_no_expectation_touches() {
    let (mut window, _) = open([1600.0, 1000.0], Workspace::Checks);
    view(&mut window, "Coverage");
    window.get_by_label("Permissions no expectation touches");
    view(&mut window, "Duty rules");
    window.get_by_label("Who is concerned");
}

#[test]
fn a_small_window_shows_one_column_with_a_switch() {
    let (mut window, _) = open([1280.0, 800.0], Workspace::Checks);
    assert!(window.query_by_label_contains("Gravest first").is_none());
    view(&mut window, "Findings");
    assert!(window.query_by_label_contains("Gravest first").is_some());
    assert!(window.query_by_label_contains("Broken first").is_none());
}

#[test]
fn a_blank_model_says_how_to_begin() {
    let mut window = common::window::blank();
    act(&mut window, Action::Go(Workspace::Checks));
    window.get_by_label("Open Simulate");
    act(&mut window, Action::Go(Workspace::Compare));
    window.get_by_label("Nothing differs");
}

#[test]
fn compare_names_who_loses_and_why_is_one_click_away() {
    let (mut window, _) = open([1600.0, 1000.0], Workspace::Compare);
    wait_for(&mut window, |window| {
        window.query_by_label("Nothing differs").is_some()
    });
    let (change, name) = end_one(&window);
    act(&mut window, Action::Apply(change));
    compared(&mut window);
    window
        .get_all_by_label_contains(&format!("{name}: 0 gained"))
        .next()
        .unwrap();
    let lost = format!("Lost: {name} can no longer");
    if window.query_all_by_label_contains(&lost).next().is_none() {
        window
            .get_by_label_contains(&format!("{name}: 0 gained"))
            .click();
        window.run_steps(4);
    }
    view(&mut window, "By permission");
    view(&mut window, "By person");
    window
        .get_all_by_label_contains(&lost)
        .next()
        .unwrap()
        .click();
    window.run_steps(4);
    assert_eq!(window.state().session().workspace(), Workspace::Simulate);
}

#[test]
fn both_draw_in_light_and_dark_and_small() {
    for (size, room, theme, word) in [
        ([1600.0, 1000.0], "wide", ThemeChoice::Light, "light"),
        ([1280.0, 800.0], "small", ThemeChoice::Dark, "dark"),
    ] {
        let (mut window, screen) = open(size, Workspace::Checks);
        act(&mut window, Action::Theme(theme));
        common::save(
            &screen.picture(&window),
            &format!("checks-clean-{room}-{word}"),
        );
        act(&mut window, Action::Apply(wish()));
        act(
            &mut window,
            Action::Select(Some(Key::Expectation("wished".into()))),
        );
        common::save(&screen.picture(&window), &format!("checks-{room}-{word}"));
        if room == "small" {
            view(&mut window, "Findings");
            common::save(&screen.picture(&window), &format!("findings-{room}-{word}"));
        }
        view(&mut window, "Coverage");
        common::save(&screen.picture(&window), &format!("coverage-{room}-{word}"));
        view(&mut window, "Duty rules");
        common::save(&screen.picture(&window), &format!("duties-{room}-{word}"));
        let (change, _) = end_one(&window);
        act(&mut window, Action::Apply(change));
        act(&mut window, Action::Go(Workspace::Compare));
        if room == "wide" {
            compared(&mut window);
        } else {
            wait_for(&mut window, |window| {
                window.query_by_label("Who gains, who loses").is_some()
            });
        }
        common::save(&screen.picture(&window), &format!("compare-{room}-{word}"));
        window.get_by_label("By permission").click();
        window.run_steps(4);
        common::save(
            &screen.picture(&window),
            &format!("compare-permission-{room}-{word}"),
        );
    }
}
