//! Giving people another manager, by accessible label: dragging in the chart, the menu, the keys.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::window::blank;
use egui::{Key as Press, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{Change, Edit, Key, ManagerEdge, Model, Principal, PrincipalId};
use sightline::session::{Action, Command};
use sightline::ui::SightlineApp;

type Window<'a> = Harness<'a, SightlineApp>;

fn model<'a>(window: &'a Window<'_>) -> &'a Model {
    window.state().session().document().unwrap().model()
}

/// Ann above Bob and Dan, Bob above Cay.
fn company<'a>() -> Window<'a> {
    let mut window = blank();
    let person = |id: &str, name: &str, up: Option<&str>| {
        let mut person = Principal::new(id, name);
        let edge = up.map(|up| ManagerEdge("primary".into(), up.into()));
        person.managers = edge.into_iter().collect();
        Edit::put(person)
    };
    let start = vec![
        person("ann", "Ann Lee", None),
        person("bob", "Bob Ray", Some("ann")),
        person("cay", "Cay Ott", Some("bob")),
        person("dan", "Dan Fox", Some("ann")),
    ];
    let start = Change::new("start", start);
    window.state_mut().push(Action::Apply(start));
    window.run();
    window
}

fn above(window: &Window<'_>, id: &str) -> Option<PrincipalId> {
    let people = model(window).principals();
    let person = people.get(&id.into()).unwrap();
    person.managers.first().map(|edge| edge.1.clone())
}

fn drag(window: &mut Window<'_>, from: &str, to: &str) {
    let from = window.get_by_label(from).rect().center();
    let to = window.get_by_label(to).rect().left_center() + egui::vec2(20.0, 0.0);
    window.drag_at(from);
    window.run_steps(1);
    window.hover_at(from + egui::vec2(20.0, 10.0));
    window.run_steps(1);
    window.hover_at(to);
    window.run_steps(30);
}

fn drop(window: &mut Window<'_>, to: &str) {
    let to = window.get_by_label(to).rect().left_center() + egui::vec2(20.0, 0.0);
    window.drop_at(to);
    window.run();
}

#[test]
fn a_drag_tells_what_moves_and_what_comes_of_it_before_the_drop() {
    let mut window = company();
    drag(&mut window, "Bob Ray, 1 below", "Dan Fox");
    window.get_by_label("Bob Ray with 1 below");
    window.get_by_label("Under Dan Fox");
    window.get_by_label("Nobody’s access changes");
    assert_eq!(above(&window, "bob"), Some("ann".into()));
    drop(&mut window, "Dan Fox");
    window.get_by_label("Move").click();
    window.run();
    assert_eq!(above(&window, "bob"), Some("dan".into()));
    assert_eq!(above(&window, "cay"), Some("bob".into()));
    window.key_press_modifiers(Modifiers::COMMAND, Press::Z);
    window.run();
    assert_eq!(above(&window, "bob"), Some("ann".into()));
}

#[test]
fn a_move_is_kept_as_a_scenario_instead_of_being_made() {
    let mut window = company();
    let before = model(&window).clone();
    drag(&mut window, "Bob Ray, 1 below", "Dan Fox");
    drop(&mut window, "Dan Fox");
    window.get_by_label("Keep as scenario").click();
    window.run();
    assert_eq!(model(&window), &before);
    let open = window.state().session().scenarios().open();
    assert_eq!(open.unwrap().title(), "Move Bob Ray under Dan Fox");
}

#[test]
fn a_circle_is_told_while_dragging_and_the_drop_is_refused() {
    let mut window = company();
    let before = model(&window).clone();
    drag(&mut window, "Bob Ray, 1 below", "Cay Ott");
    window.get_by_label_contains("Cay Ott is below Bob Ray");
    drop(&mut window, "Cay Ott");
    assert_eq!(model(&window), &before);
    let refusal = window.state().session().refusal().unwrap();
    assert!(
        refusal.reason.contains("Bob Ray → Cay Ott"),
        "{}",
        refusal.reason
    );
    window.get_by_label_contains("go round in a circle");
}

#[test]
fn escape_lets_a_dragged_person_stay() {
    let mut window = company();
    let before = model(&window).clone();
    drag(&mut window, "Bob Ray, 1 below", "Dan Fox");
    window.key_press(Press::Escape);
    window.run_steps(2);
    drop(&mut window, "Dan Fox");
    assert!(window.query_by_label("Move").is_none());
    assert_eq!(model(&window), &before);
}

#[test]
fn several_are_moved_with_the_keyboard_alone_in_one_step() {
    let mut window = company();
    let before = model(&window).clone();
    let keys = ["cay", "bob"].map(|id| Key::Principal(id.into()));
    window.state_mut().push(Action::SelectAll(keys.to_vec()));
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Press::M);
    window.run();
    window
        .get_all_by_label("Move Cay Ott and Bob Ray under…")
        .next()
        .unwrap();
    window.get_by_label("New manager").type_text("fox");
    window.run();
    window.key_press(Press::Enter);
    window.run();
    window.get_by_label("Nobody’s access changes");
    window.key_press(Press::Enter);
    window.run();
    assert_eq!(above(&window, "bob"), Some("dan".into()));
    assert_eq!(above(&window, "cay"), Some("dan".into()));
    window.state_mut().push(Action::Command(Command::Undo));
    window.run();
    assert_eq!(model(&window), &before);
}

#[test]
fn the_menu_of_a_card_asks_for_the_new_manager_and_refuses_a_circle() {
    let mut window = company();
    let before = model(&window).clone();
    window.get_by_label("Bob Ray, 1 below").click_secondary();
    window.run();
    window.get_by_label("Move under…").click();
    window.run();
    window.get_by_label("1 person below moves along");
    window.get_by_label("Cay Ott, cay").click();
    window.run();
    window.get_by_label_contains("Cay Ott is below Bob Ray");
    window.get_by_label("Move").click();
    window.run();
    assert_eq!(model(&window), &before);
    window.get_by_label("Move to the top").click();
    window.run();
    assert_eq!(above(&window, "bob"), None);
}
