//! The graph by keyboard alone: arrow keys follow edges, and whoever listens hears where they are.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::hands::*;
use egui::Key as Press;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::model::{Key, Subject};
use sightline::session::Action;

/// What is heard: the name of what has the keyboard.
fn heard(window: &Window) -> String {
    let focused = window.query_all_by(|node| node.is_focused());
    let mut names = focused.filter_map(|node| node.accesskit_node().label());
    names.next_back().unwrap_or_default()
}

fn press(window: &mut Window, key: Press) -> String {
    window.key_press(key);
    window.run();
    heard(window)
}

#[test]
fn arrows_follow_edges_from_a_group_to_its_role_and_back() {
    let mut window = graph("leena");
    let before = model(&window).clone();
    let given = before.assignments().iter();
    let (group, role) = given
        .filter_map(|one| match &one.to {
            Subject::Group(id) => Some((
                before.groups().get(id).unwrap().clone(),
                before.roles().get(&one.role).unwrap().clone(),
            )),
            Subject::User(_) => None,
        })
        .next()
        .unwrap();
    select(&mut window, Key::Group(group.id.clone()));
    // To the edges that leave the group, one by one, until the one to the role.
    let mut said = press(&mut window, Press::ArrowRight);
    assert!(said.contains(", edge 1 of "), "{said}");
    let wanted = format!("{} holds {}", group.name, role.name);
    for _ in 0..20 {
        if said.starts_with(&wanted) {
            break;
        }
        said = press(&mut window, Press::ArrowDown);
    }
    assert!(said.starts_with(&wanted), "{said}");
    // Along it to the role.
    let there = press(&mut window, Press::ArrowRight);
    assert!(
        there.starts_with(&format!("Role {}, ", role.name)),
        "{there}"
    );
    // Back the same way.
    let edge_again = press(&mut window, Press::ArrowLeft);
    assert!(edge_again.starts_with(&wanted), "{edge_again}");
    let group_again = press(&mut window, Press::ArrowLeft);
    assert!(
        group_again.starts_with(&format!("Group {}, ", group.name)),
        "{group_again}"
    );
    // From the role on to the first thing it gives.
    let edge_again = press(&mut window, Press::ArrowRight);
    assert!(edge_again.starts_with(&wanted), "{edge_again}");
    assert_eq!(press(&mut window, Press::ArrowRight), there);
    let edge = press(&mut window, Press::ArrowRight);
    assert!(edge.contains(", edge 1 of "), "{edge}");
    assert_eq!(model(&window), &before);
}

#[test]
fn enter_opens_a_node_an_edge_and_a_bundle() {
    let mut window = graph("acme");
    window.state_mut().push(Action::Select(None));
    window.run();
    // Nothing is selected: the first key comes to the first node one sees.
    press(&mut window, Press::ArrowDown);
    let mut said = press(&mut window, Press::Home);
    assert!(!said.is_empty());
    for _ in 0..200 {
        if said.starts_with("People ") {
            break;
        }
        said = press(&mut window, Press::ArrowDown);
    }
    assert!(said.starts_with("People "), "a bundle: {said}");
    press(&mut window, Press::Enter);
    let opened = window.query_all_by_label_contains("bundle open").count();
    assert!(opened > 0, "{said} is open now");
    // On to an edge: Enter shows it, Delete would take it away.
    let group = model(&window).groups().at(0).unwrap().clone();
    select(&mut window, Key::Group(group.id.clone()));
    let edge = press(&mut window, Press::ArrowLeft);
    assert!(edge.contains(", edge 1 of "), "{edge}");
    press(&mut window, Press::Enter);
    let plain = edge.split(", edge ").next().unwrap().to_owned();
    assert!(has_text(&window, &plain));
    window.get_by_label("Edge");
    // Esc closes it, and the keyboard is still there.
    let said = press(&mut window, Press::Escape);
    assert!(window.query_by_label("Edge").is_none());
    assert_eq!(said, edge);
    // Enter on a node selects it.
    let node = press(&mut window, Press::ArrowLeft);
    press(&mut window, Press::Enter);
    let selected = window.state().session().selected().cloned();
    if let Some(key) = selected {
        assert!(node.contains(&model(&window).title(&key)), "{node}");
    }
}

#[test]
fn every_node_of_acme_is_come_to_and_keys_pressed_fast_are_all_counted() {
    let mut window = graph("acme");
    press(&mut window, Press::ArrowDown);
    let first = press(&mut window, Press::Home);
    for _ in 0..3 {
        window.key_press(Press::ArrowDown);
    }
    window.run();
    let third = heard(&window);
    press(&mut window, Press::Home);
    assert_eq!(heard(&window), first);
    for _ in 0..2 {
        press(&mut window, Press::ArrowDown);
    }
    assert_eq!(press(&mut window, Press::ArrowDown), third);
    // From the last node there is no further.
    let last = press(&mut window, Press::End);
    assert_eq!(press(&mut window, Press::ArrowDown), last);
    assert_ne!(last, first);
}

#[test]
fn an_edge_is_drawn_and_taken_away_without_a_pointer() {
    let mut window = graph("leena");
    let before = model(&window).clone();
    let (group, role) = before
        .groups()
        .iter()
        .flat_map(|group| before.roles().iter().map(move |role| (group, role)))
        .find(|(group, role)| {
            let to = Subject::Group(group.id.clone());
            let has = |a: &sightline::model::Assignment| a.to == to && a.role == role.id;
            !before.assignments().iter().any(has) && role.derived.is_none() && !role.locked
        })
        .unwrap();
    select(&mut window, Key::Group(group.id.clone()));
    press(&mut window, Press::E);
    // Walk to the role.
    let wanted = format!("Role {}, ", role.name);
    let mut said = press(&mut window, Press::Home);
    for _ in 0..300 {
        if said.starts_with(&wanted) {
            break;
        }
        said = press(&mut window, Press::ArrowDown);
    }
    assert!(said.starts_with(&wanted), "{said}");
    press(&mut window, Press::Enter);
    let n = model(&window).assignments().len();
    assert_eq!(n, before.assignments().len() + 1);
    // Its edge, by keys, and away with it.
    let edge = format!("{} holds {}, edge ", group.name, role.name);
    let mut said = press(&mut window, Press::ArrowLeft);
    for _ in 0..50 {
        if said.starts_with(&edge) {
            break;
        }
        said = press(&mut window, Press::ArrowDown);
    }
    assert!(said.starts_with(&edge), "{said}");
    press(&mut window, Press::Enter);
    press(&mut window, Press::Delete);
    assert_eq!(
        model(&window).assignments().len(),
        before.assignments().len()
    );
    undo(&mut window);
    undo(&mut window);
    assert_eq!(model(&window), &before);
}
