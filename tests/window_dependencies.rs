//! Dependencies between permissions in the real window (S12, A-S1, A-S5): refused whole, all in the
//! way marked, mended by choice with who gains and who loses; several edits judged as one.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used)]

mod common;

use common::hands::*;
use egui::Key as Press;
use egui::Modifiers;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::session::{Action, Workspace};

fn grid(name: &str) -> Window {
    let mut window = common::window::on(name);
    window.state_mut().push(Action::Go(Workspace::Access));
    window.run();
    window
}

fn press(window: &mut Window, key: Press) {
    window.key_press(key);
    window.run();
}

fn levels(window: &Window, role: &str, permission: &str) -> Vec<String> {
    let role = model(window).roles().get(&role.into()).unwrap();
    let here = role.grants.iter();
    let here = here.filter(|grant| grant.permission.as_str() == permission);
    here.map(|grant| format!("{} {:?}", grant.level, grant.on.people))
        .collect()
}

fn texts(window: &Window, part: &str) -> Vec<String> {
    let nodes = window.query_all_by_label_contains(part);
    let nodes = nodes.map(|node| node.accesskit_node());
    nodes.filter_map(|n| n.label().or(n.value())).collect()
}

const MAIN: &str = "Delivery manager, See personal info: none";

#[test]
fn s12_raising_a_main_marks_every_dependent_and_changes_nothing() {
    let mut window = grid("sherp");
    let before = model(&window).clone();
    click(&mut window, MAIN);
    press(&mut window, Press::Num1);
    assert_eq!(model(&window), &before);
    // Named in the card, marked in the grid.
    assert_eq!(texts(&window, ", in the way").len(), 2);
    assert_eq!(texts(&window, ", not accepted").len(), 1);
    assert!(has_text(&window, "See associate profile is at none"));
    // Each way out says who gains and who loses.
    let ways = texts(&window, "lose");
    assert!(
        ways.iter().any(|way| way.contains("nobody loses")),
        "{ways:?}"
    );
    assert!(has_text(
        &window,
        "Leave it as it was, nobody gains; nobody loses"
    ));
    press(&mut window, Press::Num2);
    press(&mut window, Press::Enter);
    assert_eq!(model(&window), &before);
    assert!(window.state().session().refusal().is_none());
    assert!(texts(&window, ", in the way").is_empty());
}

#[test]
fn s12_the_repair_raises_what_is_needed_in_one_step() {
    let mut window = grid("sherp");
    let before = model(&window).clone();
    click(&mut window, MAIN);
    press(&mut window, Press::Num1);
    let raise = texts(&window, "Raise ");
    assert_eq!(raise.len(), 1, "{raise:?}");
    assert!(raise[0].contains("gain"), "{raise:?}");
    click(&mut window, "Do this");
    assert!(window.state().session().refusal().is_none());
    for id in ["hrm.see_personal", "hrm.see_profile", "hrm.see_general"] {
        assert_eq!(levels(&window, "delivery-manager", id).len(), 1, "{id}");
    }
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

/// The mirror of S12: a dependent does not go below the main that needs it.
#[test]
fn a_s1_lowering_a_dependent_marks_every_main_that_holds_it_up() {
    let mut window = grid("sherp");
    let role = model(&window)
        .roles()
        .iter()
        .find(|role| {
            let mains = ["hrm.see_personal", "hrm.edit_hrm", "hrm.see_documents"];
            let has = |id: &str| role.grants.iter().any(|g| g.permission.as_str() == id);
            !role.locked && mains.iter().any(|id| has(id)) && has("hrm.see_profile")
        })
        .unwrap()
        .clone();
    let before = model(&window).clone();
    let cell = format!("{}, See associate profile: ", role.name);
    let found = texts(&window, &cell);
    click(&mut window, &found[0]);
    press(&mut window, Press::Delete);
    assert_eq!(model(&window), &before);
    let marked = texts(&window, ", in the way");
    assert!(!marked.is_empty());
    assert!(
        marked.iter().all(|one| !one.contains("See general")),
        "{marked:?}"
    );
    let lower = texts(&window, "Lower ");
    assert_eq!(lower.len(), 1, "{lower:?}");
    assert!(lower[0].contains("lose"), "{lower:?}");
    window.get_by_label(lower[0].as_str()).click();
    window.run();
    click(&mut window, "Do this");
    assert!(levels(&window, role.id.as_str(), "hrm.see_profile").is_empty());
    assert!(levels(&window, role.id.as_str(), "hrm.see_personal").is_empty());
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn a_s5_collected_edits_are_marked_and_judged_as_one() {
    let mut window = grid("sherp");
    let before = model(&window).clone();
    click(&mut window, "Collect edits");
    // The main first, which alone would be refused.
    click(&mut window, MAIN);
    press(&mut window, Press::Num1);
    assert!(window.state().session().refusal().is_none());
    assert_eq!(texts(&window, ", waits").len(), 1);
    click(&mut window, "Delivery manager, See associate profile: none");
    press(&mut window, Press::Num1);
    click(
        &mut window,
        "Delivery manager, See general info and position: none",
    );
    press(&mut window, Press::Num1);
    assert_eq!(texts(&window, ", waits").len(), 3);
    assert_eq!(model(&window), &before, "nothing counts yet");
    window.get_by_label("3 cells wait. Nothing has changed yet");
    // Who gains and who loses stands there before it is done.
    window.get_by_label("Nobody’s access changes");
    click(&mut window, "Apply together");
    assert!(window.state().session().refusal().is_none());
    assert_eq!(
        levels(&window, "delivery-manager", "hrm.see_personal").len(),
        1
    );
    assert!(texts(&window, ", waits").is_empty());
    let label = "set 3 cells of Delivery manager together";
    let history = window.state().session().document().unwrap().history();
    assert_eq!(history.undo_label(), Some(label));
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn a_s5_collected_edits_that_do_not_fit_are_refused_whole_and_can_be_dropped() {
    let mut window = grid("sherp");
    let before = model(&window).clone();
    click(&mut window, "Collect edits");
    click(&mut window, MAIN);
    press(&mut window, Press::Num1);
    click(&mut window, "Delivery manager, See associate profile: none");
    press(&mut window, Press::Num1);
    window.get_by_label_contains("This would not be accepted. In the way: ");
    click(&mut window, "Apply together");
    assert_eq!(model(&window), &before);
    assert!(window.state().session().refusal().is_some());
    assert_eq!(texts(&window, ", in the way").len(), 1);
    press(&mut window, Press::Escape);
    assert_eq!(
        texts(&window, ", waits").len(),
        2,
        "what was collected stays"
    );
    click(&mut window, "Drop them");
    assert!(texts(&window, ", waits").is_empty());
    assert_eq!(model(&window), &before);
}

#[test]
fn collected_edits_say_what_they_bring_along() {
    let mut window = grid("leena");
    let before = model(&window).clone();
    click(&mut window, "Collect edits");
    click(&mut window, "Onboarding Viewer, Add candidate: none");
    press(&mut window, Press::Num1);
    let brought = texts(&window, "Onboarding Viewer also gets ");
    assert!(!brought.is_empty());
    assert!(
        brought[0].ends_with("because of Add candidate"),
        "{brought:?}"
    );
    assert_eq!(model(&window), &before);
}

/// However fast one types: a key is meant for what the keys before it made.
#[test]
fn keys_pressed_within_one_frame_all_count() {
    let mut window = grid("leena");
    let n = |window: &Window| {
        let role = model(window).roles().get(&"viewer".into()).unwrap();
        role.grants.len()
    };
    let before = n(&window);
    click(&mut window, "Onboarding Viewer, Add candidate: none");
    for key in [
        Press::Num1,
        Press::ArrowDown,
        Press::Num1,
        Press::ArrowDown,
        Press::Num1,
    ] {
        window.key_press(key);
    }
    window.run();
    assert_eq!(n(&window), before + 3);
}

/// Choosing another role elsewhere does not stretch what was selected over to it.
#[test]
fn a_selection_of_cells_ends_where_another_role_is_chosen() {
    let mut window = grid("leena");
    let viewer = |window: &Window| {
        let role = model(window).roles().get(&"viewer".into()).unwrap();
        role.grants.clone()
    };
    let before = viewer(&window);
    click(&mut window, "Onboarding Viewer, Add candidate: none");
    for _ in 0..2 {
        window.key_press_modifiers(Modifiers::SHIFT, Press::ArrowDown);
        window.run();
    }
    select(&mut window, sightline::model::Key::Role("agent".into()));
    press(&mut window, Press::Num1);
    assert_eq!(viewer(&window), before);
}

#[test]
fn several_cells_are_set_at_once_copied_and_pasted() {
    let mut window = grid("leena");
    let before = model(&window).clone();
    click(&mut window, "Onboarding Viewer, Add candidate: none");
    for _ in 0..2 {
        window.key_press_modifiers(Modifiers::SHIFT, Press::ArrowDown);
        window.run();
    }
    press(&mut window, Press::Num1);
    let viewer = |window: &Window| {
        let role = model(window).roles().get(&"viewer".into()).unwrap();
        role.grants.clone()
    };
    let n = viewer(&window).len() - before.roles().get(&"viewer".into()).unwrap().grants.len();
    assert_eq!(n, 3);
    let label = "set 3 cells of Onboarding Viewer";
    let history = window.state().session().document().unwrap().history();
    assert_eq!(history.undo_label(), Some(label));
    undo(&mut window);
    assert_eq!(model(&window), &before);
    // A whole column to another role.
    let head = texts(&window, "Onboarding Agent, ");
    let head = head
        .iter()
        .find(|one| one.contains("people") || one.contains("person"))
        .unwrap();
    click(&mut window, head);
    window.event(egui::Event::Copy);
    window.run();
    let first = before.permissions().at(0).unwrap().name.clone();
    let first = texts(&window, &format!("Onboarding Viewer, {first}: "));
    click(&mut window, &first[0]);
    let agent = before.roles().get(&"agent".into()).unwrap().grants.clone();
    let ids = before.permissions().ids();
    let text: Vec<&str> = ids
        .map(|id| {
            let mut held = agent
                .iter()
                .filter(|g| g.permission.as_str() == id.as_str());
            held.next().map_or("none", |grant| grant.level.as_str())
        })
        .collect();
    window.event(egui::Event::Paste(text.join("\n")));
    window.run();
    let same = |id: &str| {
        let of = |grants: &[sightline::model::Grant]| {
            let here = grants.iter().filter(|g| g.permission.as_str() == id);
            here.cloned().collect::<Vec<_>>()
        };
        assert_eq!(of(&viewer(&window)), of(&agent), "{id}");
    };
    for id in before.permissions().ids() {
        same(id.as_str());
    }
    undo(&mut window);
    assert_eq!(model(&window), &before);
}

#[test]
fn l24_several_cells_with_a_locked_one_are_refused_whole() {
    let mut window = grid("leena");
    let before = model(&window).clone();
    click(&mut window, "Onboarding Admin, Add candidate: yes, locked");
    window.key_press_modifiers(Modifiers::SHIFT, Press::ArrowRight);
    window.run();
    press(&mut window, Press::Delete);
    assert_eq!(model(&window), &before);
    let refusal = window.state().session().refusal().unwrap();
    assert!(refusal.reason.contains("cannot be changed"), "{refusal:?}");
    assert!(has_text(&window, "predefined"));
}

#[test]
fn pictures_of_refusals() {
    for (dark, size) in [(false, [1600.0, 1000.0]), (true, [1280.0, 800.0])] {
        let file = Some(common::window::sample("sherp"));
        let (mut window, screen) = common::window::on_screen(size, dark, file);
        window.state_mut().push(Action::Go(Workspace::Access));
        window.run();
        let theme = if dark { "dark" } else { "light" };
        click(&mut window, MAIN);
        press(&mut window, Press::Num1);
        common::save(
            &screen.picture(&window),
            &format!("dependencies-refused-{theme}"),
        );
        press(&mut window, Press::Escape);
        click(&mut window, "Collect edits");
        click(&mut window, MAIN);
        press(&mut window, Press::Num2);
        window.key_press_modifiers(Modifiers::SHIFT, Press::ArrowDown);
        window.run();
        common::save(
            &screen.picture(&window),
            &format!("dependencies-collected-{theme}"),
        );
    }
}
