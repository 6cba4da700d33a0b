//! Dragging in the Access workspace: a role to a person, a person into a group, a permission to a
//! role; each as one named step, and nothing for what is there already.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use common::hands::*;
use egui::vec2;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{Key, Subject};
use sightline::session::{Action, Workspace};

fn access(name: &str) -> Window {
    let mut window = common::window::on(name);
    window.state_mut().push(Action::Go(Workspace::Access));
    window.run();
    window
}

#[test]
fn a_role_is_dragged_to_a_person_and_to_a_group() {
    let mut window = access("leena");
    let before = model(&window).clone();
    let who = before
        .principals()
        .iter()
        .find(|p| {
            let to = Subject::User(p.id.clone());
            !before
                .assignments()
                .iter()
                .any(|a| a.to == to && a.role == "viewer")
        })
        .unwrap()
        .clone();
    select(&mut window, Key::Principal(who.id.clone()));
    let from = middle(&window, "Onboarding Viewer, ");
    // Any place of the inspector will do.
    let onto = egui::pos2(1450.0, 600.0);
    let head = window.query_all_by(|n| {
        n.label()
            .is_some_and(|l| l.starts_with("Onboarding Viewer, ") && !l.contains(':'))
    });
    let from = head.last().map_or(from, |head| head.rect().center());
    drag(&mut window, from, onto);
    let to = Subject::User(who.id.clone());
    let given = |m: &sightline::model::Model| {
        m.assignments()
            .iter()
            .any(|a| a.to == to && a.role == "viewer")
    };
    assert!(given(model(&window)));
    assert!(undo_label(&window).unwrap().contains(&who.name));
    // Once is enough.
    let after = model(&window).clone();
    select(&mut window, Key::Principal(who.id.clone()));
    drag(&mut window, from, onto);
    assert_eq!(model(&window), &after);
    undo(&mut window);
    assert_eq!(model(&window), &before);
    assert_eq!(
        window.state().session().selected(),
        Some(&Key::Principal(who.id))
    );
}

#[test]
fn a_person_is_dragged_into_a_group() {
    let mut window = access("acme");
    let before = model(&window).clone();
    click(&mut window, "Groups");
    let group = before.groups().at(0).unwrap().clone();
    let who = before
        .principals()
        .iter()
        .find(|p| !group.listed.contains(&p.id))
        .unwrap()
        .clone();
    select(&mut window, Key::Principal(who.id.clone()));
    // The title of the inspector is the person.
    let from = egui::pos2(1400.0, 66.0);
    let onto = middle(&window, &format!("{}, ", group.name));
    drag(&mut window, from, onto + vec2(-200.0, 0.0));
    let now = model(&window).groups().get(&group.id).unwrap().clone();
    assert!(now.listed.contains(&who.id));
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn a_permission_is_dragged_to_a_role() {
    let mut window = access("leena");
    let before = model(&window).clone();
    let row = window.query_all_by(|n| {
        n.role() == egui::accesskit::Role::TreeItem
            && n.label().is_some_and(|l| l.starts_with("Add candidate"))
    });
    let from = row.last().unwrap().rect().center();
    let onto = middle(&window, "Onboarding Viewer, Add candidate: none");
    drag(&mut window, from, onto);
    let viewer = model(&window).roles().get(&"viewer".into()).unwrap();
    let has = viewer
        .grants
        .iter()
        .any(|g| g.permission.as_str() == "onb.add");
    assert!(has);
    assert_eq!(
        undo_label(&window).as_deref(),
        Some("give Onboarding Viewer Add candidate")
    );
    undo(&mut window);
    assert_eq!(model(&window), &before);
}
