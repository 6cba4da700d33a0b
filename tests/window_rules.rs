//! Rules in the real window: each sort is added, edited and removed as a sentence, each one named
//! step; a refusal stands at the rule.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use common::hands::*;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::model::{Effect, Key, Model, SuppressionMode, Who};
use sightline::session::{Action, Workspace};

fn rules(name: &str) -> Window {
    let mut window = common::window::on(name);
    window.state_mut().push(Action::Go(Workspace::Access));
    window.run();
    click(&mut window, "Rules");
    window
}

/// Pictures to look at: a rule that is open, a draft, the card of a word.
#[test]
fn pictures_of_rules() {
    for (dark, size) in [(false, [1600.0, 1000.0]), (true, [1280.0, 800.0])] {
        let file = Some(common::window::sample("leapsome"));
        let (mut window, screen) = common::window::on_screen(size, dark, file);
        window.state_mut().push(Action::Go(Workspace::Access));
        window.run();
        click(&mut window, "Rules");
        let guard = model(&window).guards().at(0).unwrap().id.clone();
        select(&mut window, Key::Guard(guard));
        click(&mut window, "Add a suppression");
        let theme = if dark { "dark" } else { "light" };
        common::save(&screen.picture(&window), &format!("rules-open-{theme}"));
        combo(&mut window, "Whom it stops");
        common::save(&screen.picture(&window), &format!("rules-card-{theme}"));
    }
}

/// Undo leads back, redo leads on again.
fn is_one_step(window: &mut Window, before: &Model, label: &str) {
    let after = model(window).clone();
    let said = window.state().session().document().unwrap();
    assert_eq!(said.history().undo_label(), Some(label));
    undo(window);
    assert_eq!(model(window), before);
    redo(window);
    assert_eq!(model(window), &after);
}

#[test]
fn a_guard_is_written_word_by_word_and_changes_nothing_until_it_is_added() {
    let mut window = rules("leapsome");
    let before = model(&window).clone();
    click(&mut window, "Add a guard");
    click(&mut window, "Add this guard");
    window.get_by_label("Choose the permission it stops");
    let permission = before.permissions().at(3).unwrap().clone();
    let module = before.title(&Key::Module(permission.id.module()));
    choose(
        &mut window,
        "Permission stopped",
        &format!("{}, {module}", permission.name),
    );
    click(&mut window, "Add this guard");
    window.get_by_label("Give it a name: it is the reason people read");
    type_into(&mut window, "Name of the guard", "Nobody looks here");
    assert_eq!(model(&window), &before, "a draft changes nothing");
    click(&mut window, "Add this guard");
    let key = Key::Guard("nobody-looks-here".into());
    assert!(model(&window).contains(&key));
    assert_eq!(window.state().session().selected(), Some(&key));
    is_one_step(&mut window, &before, "add the guard Nobody looks here");
    // It is changed in place: whom it stops.
    let before = model(&window).clone();
    select(&mut window, key.clone());
    combo(&mut window, "Whom it stops");
    choose(&mut window, "Who", "Service users");
    assert_eq!(model(&window), &before, "until it is done");
    click(&mut window, "Done");
    let guard = |m: &Model| m.guards().get(&"nobody-looks-here".into()).unwrap().clone();
    let who = guard(model(&window)).who;
    assert_eq!(who, Who::Sort(sightline::model::PrincipalSort::ServiceUser));
    let label = "change the guard Nobody looks here (whom it stops)";
    is_one_step(&mut window, &before, label);
    // And removed.
    let before = model(&window).clone();
    select(&mut window, key.clone());
    click(&mut window, "Remove this guard");
    assert!(!model(&window).contains(&key));
    is_one_step(&mut window, &before, "remove Nobody looks here");
}

#[test]
fn a_suppression_names_roles_permission_and_how_far_it_goes() {
    let mut window = rules("leapsome");
    let before = model(&window).clone();
    let (role, permission) = (
        before.roles().at(0).unwrap().clone(),
        before.permissions().at(1).unwrap().clone(),
    );
    click(&mut window, "Add a suppression");
    combo(&mut window, "Roles");
    choose(&mut window, "Add a role", &role.name);
    click(&mut window, "Done");
    let module = before.title(&Key::Module(permission.id.module()));
    let wanted = format!("{}, {module}", permission.name);
    choose(&mut window, "Permission taken away", &wanted);
    let far = "whoever holds them does not have it at all";
    choose(&mut window, "How far it goes", far);
    type_into(&mut window, "Name of the suppression", "Quiet");
    click(&mut window, "Add this suppression");
    let made = model(&window).suppressions().get(&"quiet".into()).unwrap();
    assert_eq!(made.roles, [role.id]);
    assert_eq!(made.permission.base(), permission.id);
    assert_eq!(made.mode, Some(SuppressionMode::Person));
    is_one_step(&mut window, &before, "add the suppression Quiet");
}

#[test]
fn an_implication_and_a_switch_are_added_and_edited() {
    let mut window = rules("leena");
    let before = model(&window).clone();
    let name = |nth: usize| before.permissions().at(nth).unwrap().name.clone();
    click(&mut window, "Add an implication");
    choose(
        &mut window,
        "Permission that brings",
        &format!("{}, Onboarding", name(0)),
    );
    choose(
        &mut window,
        "Permission brought",
        &format!("{}, Onboarding", name(5)),
    );
    choose(&mut window, "How firmly", "ticked first, can be unticked");
    click(&mut window, "Add this implication");
    assert_eq!(
        model(&window).implications().len(),
        before.implications().len() + 1
    );
    let label = format!("let {} bring {}", name(0), name(5));
    is_one_step(&mut window, &before, &label);
    let before = model(&window).clone();
    click(&mut window, "Add a switch");
    type_into(&mut window, "Name of the switch", "Pilot");
    click(&mut window, "Add this switch");
    is_one_step(&mut window, &before, "add the switch Pilot");
    let before = model(&window).clone();
    select(&mut window, Key::Switch("pilot".into()));
    choose(&mut window, "Position", "on");
    assert!(model(&window).switches().get(&"pilot".into()).unwrap().on);
    let label = "change the switch Pilot (its position)";
    is_one_step(&mut window, &before, label);
}

#[test]
fn a_requirement_names_main_and_dependents_and_says_which_roles_do_not_fit_yet() {
    let mut window = rules("sherp");
    let before = model(&window).clone();
    let at = before
        .requirements()
        .position(&"hrm-edit_hrm".into())
        .unwrap();
    let of = before.requirements().at(at).unwrap().clone();
    select(&mut window, Key::Requirement(of.id.clone()));
    let n = of.dependents.len();
    let title = before.title(&Key::Permission(of.dependents[0].permission.clone()));
    click(&mut window, &format!("{title} is not needed"));
    let now = model(&window).requirements().at(at).unwrap().clone();
    assert_eq!(now.dependents.len(), n - 1);
    let label = format!(
        "change what {} needs (what it needs)",
        before.title(&Key::Permission(of.main.clone()))
    );
    is_one_step(&mut window, &before, &label);
    // The other way round it fits no role that gives the dependent widely.
    let module = before.title(&Key::Module(of.main.module()));
    click(&mut window, "Add a requirement");
    let mains = |window: &Window| {
        let mut all = window.get_all_by_role_and_label(Role::ComboBox, "Main permission");
        all.next().unwrap().click();
    };
    mains(&window);
    window.run();
    pick(
        &mut window,
        "Main permission",
        &format!("{title}, {module}"),
    );
    let main = before.title(&Key::Permission(of.main.clone()));
    choose(
        &mut window,
        "Permission needed",
        &format!("{main}, {module}"),
    );
    let unfit = |window: &Window| -> Vec<String> {
        let texts = window.query_all_by_label_contains("does not fit it yet");
        let texts = texts.map(|node| node.accesskit_node());
        texts.filter_map(|n| n.label().or(n.value())).collect()
    };
    assert!(!unfit(&window).is_empty());
    click(&mut window, "Cancel");
    assert_eq!(unfit(&window), Vec::<String>::new());
}

#[test]
fn a_delegation_rule_reads_as_who_may_do_what_to_whom() {
    let mut window = rules("datafisher");
    let before = model(&window).clone();
    click(&mut window, "Add a delegation rule");
    choose(&mut window, "May or may not", "may not");
    combo(&mut window, "Which acts");
    click(&mut window, "give a role");
    click(&mut window, "take a role away");
    click(&mut window, "Done");
    combo(&mut window, "With which role");
    choose(&mut window, "With which role", "Holders of these roles");
    click_last(&mut window, "Cancel");
    type_into(
        &mut window,
        "Name of the delegation rule",
        "No roles by hand",
    );
    click(&mut window, "Add this delegation rule");
    let made = model(&window).delegation().get(&"no-roles-by-hand".into());
    let made = made.unwrap();
    assert_eq!(made.effect, Effect::Deny);
    assert_eq!(made.acts.len(), 2);
    assert_eq!(made.roles, None);
    is_one_step(
        &mut window,
        &before,
        "add the delegation rule No roles by hand",
    );
}

/// What a rule cannot do without is not taken from it: the reason stands at the rule.
#[test]
fn a_rule_keeps_what_it_needs_and_says_so() {
    let mut window = rules("leapsome");
    let before = model(&window).clone();
    let of = before.suppressions().at(0).unwrap().clone();
    select(&mut window, Key::Suppression(of.id.clone()));
    combo(&mut window, "Roles");
    for role in &of.roles {
        let name = before.title(&Key::Role(role.clone()));
        click_last(&mut window, &format!("Remove {name}"));
    }
    click(&mut window, "Done");
    assert_eq!(model(&window), &before);
    window.get_by_label("Not accepted: choose the roles it is about. Nothing has changed");
    type_over(&mut window, "Name of the suppression", "");
    assert_eq!(model(&window), &before);
    assert!(has_text(&window, "give it a name"));
}
