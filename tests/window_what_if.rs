//! What if, through the real window by accessible label: think out, read, drop, apply, undo; other
//! days; when access begins and ends.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::hands::{Window, choose, click, click_last, has_text, model, select, type_over, undo};
use common::window::{launch, on, sample};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{Account, Date, Key, Model};
use sightline::session::scenario::Deed;
use sightline::session::{Action, Command, Patience, ScenarioAsk};
use sightline::ui::{Launch, SightlineApp};

/// Waits for what comes from threads.
fn wait_for(window: &mut Window, part: &str) {
    for _ in 0..500 {
        window.run_steps(2);
        if has_text(window, part) {
            window.run_steps(2);
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("there is no “{part}”");
}

/// The view What if of a sample, as its command opens it.
fn what_if(name: &str, who: Option<&str>) -> Window {
    let mut window = on(name);
    if let Some(who) = who {
        select(&mut window, Key::Principal(who.into()));
    }
    let command = Command::WhatIf;
    window.state_mut().push(Action::Command(command));
    window.run();
    window
}

fn manager(model: &Model, who: &str) -> String {
    let person = model.principals().get(&who.into()).unwrap();
    person.managers[0].1.to_string()
}

fn move_under(window: &mut Window, manager: &str) {
    let manager = full(window, manager);
    choose(window, "New manager", &manager);
    click(window, "Add to the scenario");
}

/// Opens a group of the card, where many lines are folded.
fn unfold(window: &mut Window, start: &str) {
    let found = window.query_all_by(|node| {
        node.label().is_some_and(|label| label.starts_with(start))
            && node.role() == Role::DisclosureTriangle
    });
    found.last().unwrap().click();
    window.run();
}

#[test]
fn a_colleague_is_moved_as_a_what_if_read_and_dropped() {
    let mut window = what_if("acme", Some("katarzyna.lis"));
    let before = model(&window).clone();
    move_under(&mut window, "Marek Nowak");
    assert!(has_text(&window, "1. Move Katarzyna Lis under Marek Nowak"));
    wait_for(&mut window, "22 gained, 28 lost, 3 people");
    wait_for(&mut window, "No duty, expectation or finding comes or goes");
    unfold(&mut window, "Marek Nowak, ");
    assert!(has_text(&window, "Gained: can "));
    unfold(&mut window, "Tomasz Zieliński, ");
    assert!(has_text(&window, "Lost: no longer can "));
    assert_eq!(model(&window), &before);
    click(&mut window, "Drop");
    assert!(has_text(&window, "Nothing is thought out yet"));
    assert_eq!(model(&window), &before);
    click(&mut window, "Bring it back");
    assert!(has_text(&window, "1. Move Katarzyna Lis under Marek Nowak"));
}

#[test]
fn a_line_of_the_card_says_why_now_and_in_the_scenario() {
    let mut window = what_if("acme", Some("katarzyna.lis"));
    move_under(&mut window, "Marek Nowak");
    wait_for(&mut window, "22 gained, 28 lost, 3 people");
    unfold(&mut window, "Marek Nowak, ");
    let lines = window.query_all_by(|node| {
        node.label()
            .is_some_and(|label| label.starts_with("Gained: can "))
    });
    lines.into_iter().next().unwrap().click();
    window.run();
    assert!(has_text(&window, "Now: Marek Nowak cannot "));
    assert!(has_text(&window, "In this scenario: Marek Nowak can "));
    let title = "As it would be in the scenario: Move Katarzyna Lis under Marek Nowak";
    assert!(has_text(&window, title));
}

#[test]
fn several_steps_are_kept_applied_as_one_and_undone_as_one() {
    let mut window = what_if("acme", Some("katarzyna.lis"));
    let before = model(&window).clone();
    move_under(&mut window, "Marek Nowak");
    choose(&mut window, "What if", "Change a field, such as the site");
    choose(&mut window, "Field", "Site");
    choose(&mut window, "Site", "Berlin");
    click(&mut window, "Add to the scenario");
    assert!(has_text(&window, "2. Set Site of Katarzyna Lis to Berlin"));
    click(&mut window, "Move step 2 up");
    assert!(has_text(&window, "1. Set Site of Katarzyna Lis to Berlin"));
    click(&mut window, "Keep as…");
    type_over(&mut window, "Name of the scenario", "Back to Berlin");
    wait_for(&mut window, " lost, ");
    click(&mut window, "Apply");
    assert_eq!(manager(model(&window), "katarzyna.lis"), "marek.nowak");
    let history = window.state().session().document().unwrap().history();
    assert_eq!(history.n_undo(), 1);
    let label = "apply the scenario “Back to Berlin”";
    assert_eq!(history.undo_label(), Some(label));
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn a_refused_scenario_says_why_before_and_after_it_is_applied() {
    let mut window = what_if("acme", Some("hannah.lehmann"));
    let before = model(&window).clone();
    for who in ["Helene Brandt", "Annika Kessler"] {
        choose(&mut window, "What if", "Block, end or activate the account");
        let someone = full(&window, who);
        choose(&mut window, "Who", &someone);
        choose(&mut window, "Account", "Blocked");
        click(&mut window, "Add to the scenario");
    }
    wait_for(&mut window, "Would not be accepted: No one would hold ");
    click(&mut window, "Apply");
    assert!(has_text(&window, "no one would hold "));
    assert_eq!(model(&window), &before);
    assert!(has_text(&window, "2. Block Annika Kessler"));
}

/// What a list of people calls someone.
fn full(window: &Window, name: &str) -> String {
    let people = model(window).principals();
    let person = people.iter().find(|person| person.name == name).unwrap();
    format!("{name}, {}", person.id)
}

#[test]
fn a_step_that_fits_no_longer_is_said_and_keeps_the_scenario_from_being_applied() {
    let mut window = what_if("acme", Some("katarzyna.lis"));
    move_under(&mut window, "Marek Nowak");
    let gone = [Key::Principal("marek.nowak".into())];
    let change = sightline::session::edits::removal::remove(model(&window), &gone);
    let before = model(&window).principals().len();
    window.state_mut().push(Action::Apply(change));
    window.run();
    if model(&window).principals().len() == before {
        panic!("{:?}", window.state().session().refusal());
    }
    wait_for(
        &mut window,
        "Cannot be done: Marek Nowak is not in the model any more",
    );
    click(&mut window, "Apply");
    assert_eq!(manager(model(&window), "katarzyna.lis"), "tomasz.zielinski");
    click(&mut window, "Remove step 1");
    assert!(has_text(&window, "Nothing is thought out yet"));
}

#[test]
fn someone_not_yet_hired_is_seen_as_in_the_scenario() {
    let mut window = what_if("acme", None);
    choose(&mut window, "What if", "Hire someone");
    type_over(&mut window, "Name", "Nova Berg");
    choose(&mut window, "Manager", "Marek Nowak, marek.nowak");
    choose(&mut window, "Set a field", "Site");
    choose(&mut window, "Site", "Berlin");
    click(&mut window, "Add to the scenario");
    assert!(has_text(&window, "1. Hire Nova Berg"));
    wait_for(&mut window, " gained, ");
    click(&mut window, "See as in this scenario");
    window.run();
    choose(&mut window, "See as", "Nova Berg, nova-berg");
    wait_for(&mut window, "The HR system as Nova Berg sees it");
    assert!(has_text(&window, "In the scenario: Hire Nova Berg"));
    click(&mut window, "In the scenario: Hire Nova Berg");
    assert!(!has_text(&window, "The HR system as Nova Berg sees it"));
}

#[test]
fn two_scenarios_are_compared_by_name() {
    let mut window = what_if("acme", Some("katarzyna.lis"));
    move_under(&mut window, "Marek Nowak");
    click(&mut window, "New scenario");
    move_under(&mut window, "Anke de Boer");
    wait_for(&mut window, " gained, ");
    choose(
        &mut window,
        "Compare with",
        "Move Katarzyna Lis under Marek Nowak",
    );
    wait_for(&mut window, "against: Move Katarzyna Lis under Marek Nowak");
    wait_for(&mut window, "Anke de Boer, 2");
    wait_for(&mut window, "Marek Nowak, 2");
    assert!(!has_text(&window, "Tomasz Zieliński, 2"));
}

#[test]
fn a_time_line_shows_when_access_begins_and_another_day_is_set_from_it() {
    let mut window = what_if("acme", None);
    window
        .state_mut()
        .push(Action::SeeAs(Some("jan.bakker".into())));
    window.run();
    wait_for(&mut window, "Time line of Jan Bakker, 2 days");
    assert!(has_text(&window, "The role HR Business Partner begins"));
    assert!(has_text(&window, "Mark of 2027-03-01: "));
    click(&mut window, "As of 2026-12-01");
    assert!(has_text(&window, "As of 2026-12-01, not today"));
    wait_for(&mut window, "this day is answered for");
    let day = window.state().session().day();
    assert_eq!(day, Date::new(2026, 12, 1).unwrap());
    click(&mut window, "As of 2026-12-01, not today");
    assert!(has_text(&window, "As of today"));
}

#[test]
fn a_large_model_is_thought_out_in_threads() {
    let launch = Launch {
        patience: Patience::none(),
        ..launch(Some(sample("leena")), [])
    };
    let mut window: Window = egui_kittest::Harness::builder()
        .with_size([1600.0, 1000.0])
        .build_eframe(|cc| SightlineApp::new(cc, launch));
    wait_for(&mut window, "Employee 1");
    let act = |window: &mut Window, action: Action| {
        window.state_mut().push(action);
        window.run_steps(3);
    };
    act(&mut window, Action::Command(Command::WhatIf));
    let blocked = Deed::Account {
        who: model(&window).principals().ids().next().unwrap().clone(),
        account: Account::Blocked,
    };
    act(&mut window, Action::Scenario(ScenarioAsk::Add(blocked)));
    wait_for(&mut window, " lost, 1 person");
    let later = Date::new(2027, 1, 15);
    act(&mut window, Action::AsOf(later));
    wait_for(&mut window, "As of 2027-01-15, not today");
    wait_for(&mut window, " lost, 1 person");
    let n = model(&window).principals().len();
    act(&mut window, Action::Command(Command::AddPerson));
    act(&mut window, Action::Command(Command::WhatIf));
    assert_eq!(model(&window).principals().len(), n + 1);
    wait_for(&mut window, " lost, 1 person");
}

#[test]
fn another_day_is_typed_and_what_is_no_day_is_refused() {
    let mut window = what_if("acme", None);
    click(&mut window, "As of today");
    type_over(&mut window, "Day to answer for", "next year");
    assert!(has_text(&window, "“next year” is no day"));
    type_over(&mut window, "Day to answer for", "2027-01-15");
    assert!(has_text(&window, "As of 2027-01-15, not today"));
    click_last(&mut window, "Remove As of 2027-01-15");
    assert!(has_text(&window, "As of today"));
}

#[test]
fn the_page_has_one_column_in_a_narrow_window_and_every_sort_of_step_has_its_form() {
    let mut window = what_if("acme", Some("katarzyna.lis"));
    window.set_size(egui::vec2(960.0, 640.0));
    window.run();
    for kind in [
        "Change a field, such as the site",
        "Join or leave a team",
        "Lead a team, or no longer",
        "Give a role",
        "Promote: another role instead",
        "Take a role away",
        "Put into a group, or take out",
        "Hire someone",
        "Block, end or activate the account",
        "Leave the company",
        "Flip a switch",
        "Switch a module on or off",
        "Move under another manager",
    ] {
        choose(&mut window, "What if", kind);
    }
    assert!(has_text(&window, "Add to the scenario"));
}
