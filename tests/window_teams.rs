//! Teams and labels by accessible label: members and leads, people dragged from team to team,
//! labels dragged below each other, and what is refused.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::window::{blank, click, model_of as model, undo};
use egui::accesskit::Role;
use egui::{Event, Key as Press};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::model::{Change, Edit, Key, Label, Principal, Team};
use sightline::session::{Action, Command};
use sightline::ui::SightlineApp;

type Window<'a> = Harness<'a, SightlineApp>;

fn person<'a>(window: &'a Window<'_>, id: &str) -> &'a Principal {
    model(window).principals().get(&id.into()).unwrap()
}

fn middle(window: &Window<'_>, role: Role, label: &str) -> egui::Pos2 {
    let node = window.get_by_role_and_label(role, label);
    let bounds = node.accesskit_node().raw_bounds().unwrap();
    let scale = window.ctx.pixels_per_point();
    let x = (bounds.x0 + bounds.x1) / 2.0;
    let y = (bounds.y0 + bounds.y1) / 2.0;
    egui::pos2(x as f32, y as f32) / scale
}

fn drag(window: &mut Window<'_>, from: egui::Pos2, to: egui::Pos2) {
    window.drag_at(from);
    window.run_steps(1);
    window.hover_at(from + egui::vec2(0.0, 14.0));
    window.run_steps(2);
    window.hover_at(to);
    window.run_steps(3);
    window.drop_at(to);
    window.run_steps(3);
}

/// Two teams with three people, and three labels, one below another.
fn company<'a>() -> Window<'a> {
    let mut window = blank();
    let team = |id: &str, name: &str| {
        Edit::put(Team {
            id: id.into(),
            name: name.to_owned(),
        })
    };
    let person = |id: &str, name: &str, team: Option<&str>| {
        let mut person = Principal::new(id, name);
        person.teams = team.map(|team| team.into()).into_iter().collect();
        Edit::put(person)
    };
    let label = |id: &str, name: &str, parent: Option<&str>| {
        Edit::put(Label {
            id: id.into(),
            name: name.to_owned(),
            parent: parent.map(|parent| parent.into()),
        })
    };
    let start = vec![
        team("red", "Red team"),
        team("blue", "Blue team"),
        person("ann", "Ann Lee", Some("red")),
        person("bob", "Bob Ray", Some("red")),
        person("cay", "Cay Ott", None),
        label("world", "World", None),
        label("europe", "Europe", Some("world")),
        label("asia", "Asia", None),
    ];
    let start = Change::new("start", start);
    window.state_mut().push(Action::Apply(start));
    window.run();
    window
}

#[test]
fn members_lead_and_leave_and_those_in_no_team_are_found() {
    let mut window = company();
    let before = model(&window).clone();
    click(&mut window, "Teams");
    click(&mut window, "Let Bob Ray lead");
    assert_eq!(person(&window, "bob").leads, ["red"]);
    window.get_by_label("Bob Ray, lead");
    click(&mut window, "Take Ann Lee out of Red team");
    assert!(person(&window, "ann").teams.is_empty());
    click(&mut window, "In no team…");
    window.get_by_role_and_label(Role::ListItem, "Ann Lee");
    window.get_by_role_and_label(Role::ListItem, "Cay Ott");
    click(&mut window, "Put Cay Ott into a team…");
    window.get_by_role_and_label(Role::ComboBox, "Team").click();
    window.run();
    window
        .get_by_role_and_label(Role::ListBoxOption, "Blue team")
        .click();
    window.run();
    window.get_by_label("Nobody’s access changes");
    click(&mut window, "Add");
    assert_eq!(person(&window, "cay").teams, ["blue"]);
    for _ in 0..3 {
        undo(&mut window);
    }
    assert_eq!(model(&window), &before);
}

#[test]
fn a_person_is_dragged_to_another_team_in_one_named_step() {
    let mut window = company();
    click(&mut window, "Teams");
    let before = model(&window).clone();
    let from = middle(&window, Role::ListItem, "Ann Lee");
    let to = middle(&window, Role::Row, "Blue team");
    drag(&mut window, from, to);
    // The card asks, with who gains and who loses.
    assert_eq!(model(&window), &before);
    window.get_by_role_and_label(Role::Button, "Move").click();
    window.run();
    assert_eq!(person(&window, "ann").teams, ["blue"]);
    let history = window.state().session().document().unwrap().history();
    assert_eq!(
        history.undo_label(),
        Some("move Ann Lee from Red team to Blue team")
    );
}

#[test]
fn a_team_is_added_named_at_once_and_says_who_is_in_it_before_it_goes() {
    let mut window = company();
    click(&mut window, "Teams");
    click(&mut window, "Add team");
    window.get_by_role_and_label(Role::TextInput, "Name of New team");
    window.event(Event::Text(" Green".to_owned()));
    window.run();
    window.key_press(Press::Enter);
    window.run();
    assert_eq!(model(&window).teams().at(2).unwrap().name, "New team Green");
    let before = model(&window).clone();
    let key = Key::Team("red".into());
    window.state_mut().push(Action::Select(Some(key)));
    window.run();
    window.state_mut().push(Action::Command(Command::Remove));
    window.run();
    window.get_by_label("2 other records name it:");
    window.get_by_label("Ann Lee · person or account");
    assert_eq!(model(&window), &before);
    window.get_by_role_and_label(Role::Button, "Remove").click();
    window.run();
    assert!(person(&window, "ann").teams.is_empty());
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn a_label_is_dragged_below_another_and_a_circle_is_refused_by_name() {
    let mut window = company();
    click(&mut window, "Labels");
    let before = model(&window).clone();
    let world = middle(&window, Role::Row, "World");
    let europe = middle(&window, Role::Row, "Europe");
    let asia = middle(&window, Role::Row, "Asia");
    drag(&mut window, world, europe);
    window.get_by_label_contains("They would go round in a circle: World → Europe → World");
    assert_eq!(model(&window), &before);
    window.key_press(Press::Escape);
    window.run_steps(2);
    drag(&mut window, asia, world);
    window.get_by_role_and_label(Role::Button, "Move").click();
    window.run();
    let label = model(&window).labels().get(&"asia".into()).unwrap();
    assert_eq!(label.parent, Some("world".into()));
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn labels_fold_and_are_put_on_things() {
    let mut window = company();
    click(&mut window, "Labels");
    window.get_by_role_and_label(Role::Row, "Europe");
    click(&mut window, "Fold World");
    assert!(
        window
            .query_by_role_and_label(Role::Row, "Europe")
            .is_none()
    );
    click(&mut window, "Unfold World");
    click(&mut window, "Label something");
    window
        .get_by_role_and_label(Role::ListBoxOption, "Cay Ott, account")
        .click();
    window.run();
    assert_eq!(person(&window, "cay").labels, ["world"]);
    click(&mut window, "Take World off Cay Ott");
    assert!(person(&window, "cay").labels.is_empty());
}
