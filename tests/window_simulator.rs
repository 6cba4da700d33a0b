//! The simulator as someone new would use it on a company of 300 people, from one end to the other,
//! by accessible label: someone's eyes, a new hire's, a role's, a group's; who can see a salary; why a
//! colleague cannot, what would grant it, taken and taken back; two HR partners; a move thought out.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::hands::{Window, choose, click, has_text, model, type_over};
use common::window::on;
use egui_kittest::kittest::Queryable as _;

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

fn simulate(name: &str) -> Window {
    let mut window = on(name);
    click(&mut window, "Simulate");
    window
}

/// Clicks where something goes on being worked out after it.
fn ask(window: &mut Window, label: &str) {
    window.get_by_label(label).click();
    window.run_steps(6);
}

/// Opens someone's record in the list.
fn open(window: &mut Window, name: &str) {
    type_over(window, "Filter the list", name);
    window
        .query_all_by(|node| node.label().is_some_and(|l| l.starts_with(name)))
        .next()
        .unwrap_or_else(|| panic!("{name}?"))
        .click();
    window.run();
}

#[test]
fn why_a_colleague_cannot_see_a_salary_and_a_change_that_lets_them() {
    let mut window = simulate("acme");
    choose(&mut window, "See as", "Jagoda Dudek, jagoda.dudek");
    wait_for(&mut window, "The HR system as Jagoda Dudek sees it");
    open(&mut window, "Ingrid Voss");
    ask(&mut window, "Salary: absent");
    assert!(has_text(&window, "Jagoda Dudek cannot "));
    assert!(has_text(&window, "What is missing"));
    wait_for(&mut window, "Lets in no one else");
    assert!(has_text(&window, "Lets in "));
    assert!(has_text(&window, "What would grant it"));
    let before = model(&window).clone();
    // The least there is comes first.
    let apply = window.get_all_by_label("Apply").next().unwrap();
    apply.click();
    window.run_steps(8);
    wait_for(
        &mut window,
        "Jagoda Dudek can see Salary masked of Ingrid Voss because of",
    );
    assert_eq!(
        model(&window).direct_grants().len(),
        before.direct_grants().len() + 1
    );
    window.state_mut().push(sightline::session::Action::Command(
        sightline::session::Command::Undo,
    ));
    window.run_steps(8);
    assert_eq!(model(&window), &before);
    wait_for(&mut window, "Jagoda Dudek cannot ");
}

#[test]
fn an_offer_is_kept_as_a_scenario_and_the_model_stays() {
    let mut window = simulate("acme");
    choose(&mut window, "See as", "Jagoda Dudek, jagoda.dudek");
    open(&mut window, "Ingrid Voss");
    ask(&mut window, "Salary: absent");
    wait_for(&mut window, "Lets in no one else");
    let before = model(&window).clone();
    let first = window.get_all_by_label("Try as a scenario").next().unwrap();
    first.click();
    window.run_steps(6);
    assert_eq!(model(&window), &before);
    assert_eq!(window.state().session().scenarios().list().len(), 1);
    ask(&mut window, "What if");
    wait_for(&mut window, " gained, ");
}

#[test]
fn a_role_and_a_group_are_seen_through_alone() {
    let mut window = simulate("acme");
    choose(&mut window, "See as", "HR Business Partner, role alone");
    wait_for(
        &mut window,
        "The HR system as Someone with the role HR Business Partner alone sees it",
    );
    assert!(has_text(
        &window,
        "Seeing as Someone with the role HR Business Partner alone"
    ));
    let n_people = model(&window).principals().len();
    assert_eq!(n_people, common::sample("acme").principals().len());
    choose(&mut window, "See as", "Payroll, group alone");
    wait_for(
        &mut window,
        "The HR system as A member of Payroll and nothing else sees it",
    );
    // The model is edited, and the eyes stay.
    choose(&mut window, "See as", "Jagoda Dudek, jagoda.dudek");
    wait_for(&mut window, "The HR system as Jagoda Dudek sees it");
}

#[test]
fn someone_new_is_reached_from_the_list_of_eyes() {
    let mut window = simulate("acme");
    choose(&mut window, "See as", "Someone new…");
    type_over(&mut window, "Name", "Nova Berg");
    choose(&mut window, "Set a field", "Site");
    choose(&mut window, "Site", "Berlin");
    click(&mut window, "Add to the scenario");
    wait_for(&mut window, "1. Hire Nova Berg");
    wait_for(&mut window, " gained, ");
    click(&mut window, "See as in this scenario");
    choose(&mut window, "See as", "Nova Berg, nova-berg");
    wait_for(&mut window, "The HR system as Nova Berg sees it");
    // Nothing is offered there: a change made in a scenario is none of the model.
    open(&mut window, "Ingrid Voss");
    ask(&mut window, "Salary: absent");
    assert!(has_text(&window, "Nova Berg cannot "));
    assert!(!has_text(&window, "What would grant it"));
}

/// The onboarding sample, with someone's eyes.
fn onboarding(who: &str) -> Window {
    let mut window = simulate("leena");
    look_as(&mut window, who);
    window
}

fn look_as(window: &mut Window, who: &str) {
    choose(window, "See as", who);
    wait_for(window, " sees it");
}

/// True if the list of what they find holds a name.
fn finds(window: &Window, name: &str) -> bool {
    window
        .query_all_by(|node| node.label().is_some_and(|l| l.starts_with(name)))
        .next()
        .is_some()
}

/// What stands in the list or the record of one: all of it.
fn all(window: &mut Window, record: &str, lines: &[&str]) {
    if !record.is_empty() {
        let found = window.query_all_by(|node| node.label().is_some_and(|l| l.starts_with(record)));
        let found = found
            .last()
            .unwrap_or_else(|| panic!("{record} is not found"));
        found.click();
        window.run();
    }
    for line in lines {
        let is_there = window.query_all_by_label(line).next().is_some();
        assert!(is_there, "{record}: no “{line}”");
    }
}

#[test]
fn l1_agents_act_on_what_they_added_and_do_not_find_the_other() {
    let mut window = onboarding("Employee A, employee-a");
    assert!(!finds(&window, "Candidate Z"));
    all(&mut window, "Candidate Y", &["Onboarding status: edit"]);
    look_as(&mut window, "Employee B, employee-b");
    assert!(!finds(&window, "Candidate Y"));
    all(&mut window, "Candidate Z", &["Onboarding status: edit"]);
}

#[test]
fn l2_admins_find_and_do_everything() {
    let mut window = onboarding("Noor Haddad, noor");
    assert!(has_text(&window, "24 of 24"));
    all(&mut window, "Candidate Y", &["Push data to SF, can"]);
}

/// The page about users and permissions, with someone's record open.
fn administer(window: &mut Window, whom: &str) {
    let is_open = |window: &Window| window.query_by_label("Filter users").is_some();
    if !is_open(window) {
        let found = window.query_all_by(|node| {
            node.label()
                .is_some_and(|l| l.starts_with("User management"))
        });
        found.last().unwrap().click();
        window.run();
    }
    type_over(window, "Filter users", whom);
    let found = window.query_all_by(|node| node.label().is_some_and(|l| l == whom));
    found.last().unwrap_or_else(|| panic!("{whom}?")).click();
    window.run();
}

#[test]
fn l3_admins_set_the_permissions_of_agents_and_viewers_and_of_no_admin() {
    // An admin: of agents and viewers yes, of another admin no, whoever asks.
    let mut window = onboarding("Noor Haddad, noor");
    administer(&mut window, "Employee A");
    all(&mut window, "", &["Set permissions, can"]);
    click(&mut window, "Set permissions, can");
    assert!(has_text(
        &window,
        "Noor Haddad may set the permissions of Employee A because of the rule"
    ));
    assert!(has_text(
        &window,
        "An Onboarding Admin sets the permissions of agents, viewers and their groups"
    ));
    administer(&mut window, "Noor Haddad");
    click(&mut window, "Set permissions, cannot");
    assert!(has_text(
        &window,
        "Noor Haddad may not set the permissions of Noor Haddad because of the rule"
    ));
    assert!(has_text(
        &window,
        "The permissions of an Onboarding Admin cannot be set"
    ));
    // An agent: of nobody. The page is not in the menu, and says what would let them.
    look_as(&mut window, "Employee A, employee-a");
    assert!(has_text(&window, "Not in the menu"));
    administer(&mut window, "Employee B");
    click(&mut window, "Set permissions, cannot");
    assert!(has_text(&window, "no rule allows it"));
    assert!(has_text(&window, "would allow it; it is for holders of"));
}

#[test]
fn acts_follow_the_rules_when_these_are_changed() {
    use sightline::model::{Change, Edit, Key};
    let mut window = onboarding("Noor Haddad, noor");
    administer(&mut window, "Employee A");
    all(&mut window, "", &["Give a role: Onboarding Agent, can"]);
    let change = Change::new(
        "drop the rule",
        vec![Edit::Remove(Key::DelegationRule("admins-add".into()))],
    );
    window
        .state_mut()
        .push(sightline::session::Action::Apply(change));
    window.run();
    all(&mut window, "", &["Give a role: Onboarding Agent, cannot"]);
}

#[test]
fn l4_a_viewer_opens_onboarding_and_reads_whom_to_ask() {
    let window = onboarding("Petra Novak, petra");
    assert!(has_text(&window, "Menu · 1 modules") || finds(&window, "Onboarding"));
    assert!(has_text(
        &window,
        "Contact an Onboarding Admin for more permission"
    ));
    assert!(!finds(&window, "Candidate Y"));
}

#[test]
fn l5_a_viewer_with_a_set_of_their_own_has_just_that() {
    let mut window = onboarding("User A, user-a");
    assert!(has_text(&window, "2 of 24"));
    assert!(!finds(&window, "Candidate Y"));
    let lines = [
        "Add candidate, can",
        "Onboarding status: edit",
        "Personal details: edit",
    ];
    all(&mut window, "Leila Rahimi", &lines);
}

#[test]
fn l6_an_agent_with_a_set_of_their_own_has_lost_the_rest() {
    let mut window = onboarding("User B, user-b");
    assert!(has_text(&window, "24 of 24"));
    all(
        &mut window,
        "Candidate Y",
        &["Add candidate, cannot", "Onboarding status: edit"],
    );
    let lost = ["Personal details: absent", "Job details: absent"];
    all(&mut window, "Mina Kovač", &lost);
    click(&mut window, "Personal details: absent");
    assert!(has_text(&window, "User B cannot "));
}

#[test]
fn l7_a_viewer_gets_from_a_group_what_it_was_given() {
    let mut window = onboarding("Employee 3, employee-3");
    assert!(has_text(&window, "24 of 24"));
    let lines = [
        "Add candidate, can",
        "Personal details: edit",
        "Onboarding status: edit",
    ];
    all(&mut window, "Candidate Y", &lines);
}

#[test]
fn l8_an_agent_keeps_the_own_default_beside_what_a_group_gives() {
    let mut window = onboarding("Employee 2, employee-2");
    assert!(has_text(&window, "24 of 24"));
    let lines = [
        "Add candidate, can",
        "Download report, can",
        "Onboarding status: edit",
    ];
    all(&mut window, "Candidate Y", &lines);
}

#[test]
fn l9_two_groups_are_pooled_and_what_only_that_gives_is_marked() {
    let mut window = onboarding("Employee 1, employee-1");
    assert!(!finds(&window, "Arjun Pillai"));
    let lines = ["Onboarding status: edit", "Personal details: edit"];
    all(&mut window, "Candidate Y", &lines);
    all(&mut window, "Candidate Z", &lines);
    assert!(has_text(&window, "gained only through pooling"));
}

#[test]
fn l10_a_group_and_a_set_of_their_own_are_united() {
    let mut window = onboarding("Employee 4, employee-4");
    assert!(has_text(&window, "24 of 24"));
    let lines = [
        "Add candidate, can",
        "Onboarding status: edit",
        "Tax form: view",
        "Personal information form: edit",
    ];
    all(&mut window, "Candidate Y", &lines);
}

#[test]
fn l11_edit_of_one_group_stands_above_view_of_another() {
    use sightline::model::{Change, Edit, Grant};
    let mut window = onboarding("Employee 1, employee-1");
    let mut set = model(&window)
        .custom_sets()
        .get(&"group-a-onb".into())
        .unwrap()
        .clone();
    set.grants.push(Grant {
        permission: "onb.section".into(),
        level: "view".into(),
        on: Default::default(),
        switch: None,
    });
    let change = Change::new("let Group A view all sections", vec![Edit::put(set)]);
    window
        .state_mut()
        .push(sightline::session::Action::Apply(change));
    window.run();
    all(&mut window, "Candidate Y", &["Personal details: edit"]);
}

#[test]
fn l12_adding_by_one_group_stands_beside_another_that_does_not() {
    let mut window = onboarding("Employee 1, employee-1");
    all(&mut window, "", &["Add candidate, can"]);
    click(&mut window, "Add candidate, can");
    assert!(has_text(&window, "Employee 1 can add candidate because of"));
    assert!(has_text(&window, "Member of Group B"));
    assert!(!has_text(&window, "Member of Group A"));
}
