//! The graph by accessible label: edges are drawn, chosen and taken away through the same gate as
//! everywhere, nodes are found by name, and what is shown is saved as a picture.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::hands::*;
use common::window::{copy_of, window as with};
use egui::Key as Press;
use egui_kittest::kittest::Queryable as _;
use sightline::engine::{Engine, Target, compare};
use sightline::model::{Change, Date, Edit, Key, Subject};
use sightline::session::{Action, Workspace};
use sightline::ui::dialogs::Answer;

#[test]
fn an_edge_drawn_from_a_group_to_a_role_gives_it_and_is_taken_away_again() {
    let mut window = graph("leena");
    let before = model(&window).clone();
    let (group, role) = before
        .groups()
        .iter()
        .flat_map(|group| before.roles().iter().map(move |role| (group, role)))
        .find(|(group, role)| {
            let to = Subject::Group(group.id.clone());
            let has = |a: &sightline::model::Assignment| a.to == to && a.role == role.id;
            !before.assignments().iter().any(has) && role.derived.is_none()
        })
        .unwrap();
    let from = Key::Group(group.id.clone());
    window.state_mut().push(Action::Select(Some(from)));
    window.run();
    let handle = format!("Draw an edge from {}", group.name);
    let at = window.get_by_label(&handle).rect().center();
    let to = middle(&window, &format!("Role {}, ", role.name));
    drag(&mut window, at, to);
    let given = format!("give {} to {}", role.name, group.name);
    let label = undo_label(&window).unwrap_or_default();
    assert!(
        label.contains(&role.name) && label.contains(&group.name),
        "{label} should say {given}"
    );
    // The edge is a control of its own; it says what it is and can go.
    let edge = format!("{} holds {}", group.name, role.name);
    window.get_by_label(&edge).click_accesskit();
    window.run();
    window.get_by_label("Take away").click();
    window.run();
    let n = model(&window).assignments().len();
    assert_eq!(n, before.assignments().len());
    assert!(window.query_by_label(&edge).is_none());
    undo(&mut window);
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn the_keyboard_draws_an_edge_and_what_has_no_meaning_is_said() {
    let mut window = graph("leena");
    let before = model(&window).clone();
    let role = before.roles().at(0).unwrap().clone();
    let group = before.groups().at(0).unwrap().clone();
    window
        .state_mut()
        .push(Action::Select(Some(Key::Role(role.id.clone()))));
    window.run();
    window.key_press(Press::E);
    window.run();
    let at = middle(&window, &format!("Group {}, ", group.name));
    window.hover_at(at);
    window.run_steps(2);
    window.drag_at(at);
    window.run_steps(1);
    window.drop_at(at);
    window.run();
    let said = format!("Nothing can be drawn from {} to {}", role.name, group.name);
    assert!(window.query_all_by_label_contains(&said).next().is_some());
    assert_eq!(model(&window), &before);
}

#[test]
fn an_edge_that_follows_from_a_condition_says_so_and_stays() {
    let mut window = graph("hibob");
    let before = model(&window).clone();
    let engine = Engine::new(&before, Date::new(2026, 11, 21).unwrap());
    let (group, person) = before
        .groups()
        .iter()
        .filter(|group| group.condition.is_some() && group.listed.is_empty())
        .find_map(|group| Some((group, engine.members(&group.id).first()?.clone())))
        .unwrap();
    let name = before.title(&Key::Principal(person.clone()));
    window
        .state_mut()
        .push(Action::Select(Some(Key::Principal(person))));
    window.run();
    let edge = format!("{name} is a member of {}", group.name);
    window.get_by_label(&edge).click_accesskit();
    window.run();
    window.get_by_label_contains(&format!("The condition of {} matches {name}", group.name));
    assert!(window.query_by_label("Take away").is_none());
    window.key_press(Press::Delete);
    window.run();
    assert_eq!(model(&window), &before);
}

#[test]
fn a_node_is_found_by_name_and_enter_goes_on_to_the_next() {
    let mut window = graph("leena");
    window.get_by_label("Find in the graph").focus();
    window.run();
    common::window::type_text(&mut window, "group");
    window.run();
    window.get_by_label_contains("1 of ");
    window.key_press(Press::Enter);
    window.run();
    window.get_by_label_contains("2 of ");
}

#[test]
fn someone_in_a_bundle_is_found_by_name_and_stands_alone_then() {
    let mut window = graph("acme");
    let person = model(&window).principals().at(40).unwrap().clone();
    window.get_by_label("Find in the graph").focus();
    window.run();
    common::window::type_text(&mut window, &person.name);
    wait_for(&mut window, &format!("Person {}, ", person.name));
    let selected = window.state().session().selected().cloned();
    assert_eq!(selected, Some(Key::Principal(person.id)));
}

#[test]
fn what_is_shown_is_saved_as_a_picture() {
    let folder = tempfile::tempdir().unwrap();
    let file = copy_of("leena", folder.path());
    let out = folder.path().join("picture.svg");
    let answers = [Answer::Path(out.clone())];
    let mut window = with([1600.0, 1000.0], Some(file), answers);
    window.state_mut().push(Action::Go(Workspace::Graph));
    window.run();
    window.get_by_label("Save the graph as a picture").click();
    window.run();
    window.get_by_label("SVG, sharp at any size…").click();
    for _ in 0..200 {
        window.run_steps(1);
        if out.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    window.run_steps(3);
    let text = std::fs::read_to_string(&out).unwrap();
    for group in model(&window).groups().iter() {
        assert!(text.contains(&group.name), "{} is missing", group.name);
    }
    window
        .get_all_by_label_contains("Saved picture.svg")
        .next()
        .unwrap();
}

#[test]
fn who_can_see_one_employees_salary_is_lit_in_two_clicks() {
    let mut window = graph("acme");
    let before = model(&window).clone();
    let engine = Engine::new(&before, Date::new(2026, 11, 21).unwrap());
    let person = before.principals().at(20).unwrap().clone();
    let salary = before
        .permissions()
        .iter()
        .find(|p| p.name == "Compensation")
        .unwrap();
    for key in [
        Key::Permission(salary.id.clone()),
        Key::Principal(person.id.clone()),
    ] {
        window.state_mut().push(Action::Select(Some(key)));
        window.run_steps(30);
    }
    window
        .state_mut()
        .push(Action::Select(Some(Key::Permission(salary.id.clone()))));
    window.run_steps(30);
    let name = format!("Permission {}", salary.name);
    window
        .query_all_by(move |n| n.label().is_some_and(|l| l.starts_with(&name)))
        .next()
        .unwrap()
        .click_secondary();
    window.run_steps(4);
    window.get_by_label("Light everyone who may do it").click();
    window.run_steps(4);
    let level = &before.ladder_of(&salary.id).unwrap().levels[1];
    let target = Target::of_person(&before, &person.id);
    let who = engine.who_can(&salary.id, level, Some(&target));
    assert!(who.len() > 1, "several can: {who:?}");
    wait_for(&mut window, &format!("{} can", who.len()));
    // Each is a door to their own paths, with the sentence of each.
    let first = before.title(&Key::Principal(who[0].clone()));
    window.get_all_by_label(&first).last().unwrap().click();
    window.run_steps(4);
    let answer = engine.decide(&who[0], &salary.id, level, &target);
    wait_for(&mut window, &answer.sentence(&engine));
}

#[test]
fn a_grant_that_is_given_twice_is_found_and_removed_on_the_graph() {
    let mut window = graph("leena");
    let clean = model(&window).clone();
    let (outer, assignment) = common::given_twice(&clean).unwrap();
    let edits = vec![Edit::put(outer), Edit::put(assignment)];
    window
        .state_mut()
        .push(Action::Apply(Change::new("plant", edits)));
    window.run_steps(4);
    let planted = model(&window).clone();
    window.get_by_label("Worth a look").click();
    wait_for(&mut window, "Planted gives ");
    window
        .get_by(|n| n.label().is_some_and(|l| l.starts_with("Planted gives ")))
        .click();
    window.run_steps(4);
    window
        .get_by_label("Remove it: nobody’s access changes")
        .click();
    window.run_steps(4);
    let after = model(&window).clone();
    assert!(
        after
            .roles()
            .get(&"planted".into())
            .unwrap()
            .grants
            .is_empty()
    );
    let day = Date::new(2026, 11, 21).unwrap();
    let difference = compare(&Engine::new(&planted, day), &Engine::new(&after, day));
    assert!(difference.is_empty(), "{difference:?}");
    undo(&mut window);
    assert_eq!(model(&window), &planted);
}

#[test]
fn filters_leave_out_kinds_and_draw_modules_as_one() {
    let mut window = graph("leena");
    let (module, names) = {
        let model = model(&window);
        let module = model.modules().at(0).unwrap();
        let of_it = model.permissions().iter();
        let of_it = of_it.filter(|p| p.id.module() == module.id);
        let names: Vec<String> = of_it.map(|p| format!("Permission {}, ", p.name)).collect();
        (module.name.clone(), names)
    };
    let shown = |window: &Window| {
        let is_one = |label: &str| names.iter().any(|name| label.starts_with(name));
        let all = window.query_all_by(|n| n.label().is_some_and(|label| is_one(&label)));
        all.count()
    };
    assert!(shown(&window) > 1);
    window.get_by_label("Filters").click();
    window.run_steps(4);
    window.get_by_label(&module).click_accesskit();
    window.run_steps(6);
    window.key_press(Press::Escape);
    window.run_steps(6);
    assert_eq!(shown(&window), 0, "{module} stands for them");
    wait_for(&mut window, &format!("Module {module}"));
}
