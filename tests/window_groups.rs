//! Groups in the real window: who is in and why, who is out and by which clause, near misses, whom
//! "everyone" omits, and members kept apart from the people a group is used about (H2, H8, H11).
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use common::hands::*;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::model::{Condition, Key, Model, Op, Reach, Scope};
use sightline::session::{Action, Workspace};

fn texts(window: &Window, part: &str) -> Vec<String> {
    let nodes = window.query_all_by_label_contains(part);
    let nodes = nodes.map(|node| node.accesskit_node());
    nodes.filter_map(|n| n.label().or(n.value())).collect()
}

fn by_condition(model: &Model) -> Option<Key> {
    let groups = model.groups().iter();
    let mut with = groups.filter(|g| g.condition.as_ref().is_some_and(|c| !c.clauses.is_empty()));
    with.next().map(|group| Key::Group(group.id.clone()))
}

#[test]
fn h11_a_group_says_who_is_out_and_which_clause_keeps_them_out() {
    let mut window = common::window::on("acme");
    window.set_size(egui::vec2(1600.0, 3000.0));
    window.state_mut().push(Action::Go(Workspace::Access));
    window.run();
    let key = by_condition(model(&window)).unwrap();
    select(&mut window, key);
    assert!(has_text(&window, "They may do what the group is given"));
    let out = texts(&window, "keeps out");
    assert!(!out.is_empty());
    assert!(out.iter().any(|one| one.contains("by it alone")), "{out:?}");
    // Whom everyone omits, by name.
    if model(&window).settings().everyone_omits.is_some() {
        assert!(!texts(&window, "Left out by “everyone”").is_empty());
    }
}

#[test]
fn h8_a_group_that_says_about_whom_is_told_apart_from_its_members() {
    let mut window = common::window::on("datafisher");
    window.set_size(egui::vec2(1600.0, 3000.0));
    window.run();
    let m = model(&window).clone();
    let group = m.groups().at(0).unwrap().id.clone();
    let role = m
        .roles()
        .iter()
        .find(|role| !role.locked)
        .unwrap()
        .id
        .clone();
    let scope = Scope::people(Reach::Group(group.clone()));
    let change = sightline::session::edits::roles::set_scope(&m, &role, scope, "a group");
    if let Some(change) = change {
        window.state_mut().push(Action::Apply(change));
        window.run();
    }
    select(&mut window, Key::Group(group));
    assert!(!texts(&window, "About whom it is used").is_empty());
    assert!(has_text(
        &window,
        "people whose data is reached, not those who may"
    ));
}

/// A clause that wants a value waits for it: the group stays as it was, nothing is refused.
#[test]
fn a_clause_waits_for_its_value() {
    let mut window = common::window::on("acme");
    window.set_size(egui::vec2(1600.0, 2400.0));
    window.run();
    let m = model(&window).clone();
    let group = m.groups().at(0).unwrap().id.clone();
    let one = Condition::one("status", Op::Is, &["employed"]);
    let change = sightline::session::edits::groups::set_condition(&m, &group, Some(one));
    window.state_mut().push(Action::Apply(change.unwrap()));
    window.run();
    select(&mut window, Key::Group(group.clone()));
    let before = model(&window).clone();
    choose(&mut window, "Field of clause 1", "Manager");
    window.get_by_label("A clause wants a value before it counts");
    assert_eq!(model(&window), &before);
    assert!(window.state().session().refusal().is_none());
    // Everyone can be the value: searched, not listed whole.
    let someone = m.principals().at(7).unwrap();
    let wanted = format!("{}, {}", someone.name, someone.id);
    choose(&mut window, "Add a value to clause 1", &wanted);
    let now = model(&window).groups().get(&group).unwrap().clone();
    let clause = now.condition.unwrap().clauses[0].clone();
    assert_eq!(clause.field, "manager");
    assert_eq!(clause.values.len(), 1);
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

/// What everyone leaves out stands at the limit, by name.
#[test]
fn h11_everyone_says_whom_it_leaves_out_where_it_is_chosen() {
    let mut window = common::window::on("hibob");
    window.set_size(egui::vec2(1600.0, 2400.0));
    window.run();
    assert!(model(&window).settings().everyone_omits.is_some());
    let role = model(&window)
        .roles()
        .iter()
        .find(|role| !role.locked)
        .unwrap()
        .clone();
    let change = sightline::session::edits::roles::set_scope(
        model(&window),
        &role.id,
        Scope::people(Reach::Everyone),
        "everyone",
    );
    if let Some(change) = change {
        window.state_mut().push(Action::Apply(change));
    }
    select(&mut window, Key::Role(role.id));
    let left_out = texts(&window, "Leaves out ");
    assert!(!left_out.is_empty());
    assert!(left_out[0].contains(": "), "{left_out:?}");
}
