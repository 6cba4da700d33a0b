//! Who can see something, and why, in two clicks; the readings that decide; through the real window.
#![cfg(feature = "gui")]

mod common;

use common::window::{click, model_of, on, undo};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::Merge;
use sightline::session::Action;
use sightline::ui::SightlineApp;
use sightline::ui::dialogs::Answer;

type Window = Harness<'static, SightlineApp>;

fn has_text(window: &Window, part: &str) -> bool {
    window
        .query_all_by(|node| {
            let label = node.label();
            let value = node.value();
            label.is_some_and(|l| l.contains(part)) || value.is_some_and(|v| v.contains(part))
        })
        .next()
        .is_some()
}

fn click_starting(window: &mut Window, start: &str) {
    let found = window
        .query_all_by(|node| node.label().is_some_and(|l| l.starts_with(start)))
        .next();
    found.unwrap_or_else(|| panic!("{start}?")).click();
    // Offers may still be looked for after it.
    window.run_steps(10);
}

/// Chooses what may lie outside of the view, as a screen reader does.
fn choose(window: &mut Window, label: &str) {
    window.get_by_label(label).click_accesskit();
    window.run();
}

/// Waits for what is worked out beside the window.
fn until(window: &mut Window, part: &str) {
    for _ in 0..400 {
        window.run_steps(2);
        if has_text(window, part) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    panic!("{part}?");
}

fn see_as(window: &mut Window, who: &str) {
    window.state_mut().push(Action::SeeAs(Some(who.into())));
    window.run();
    click(window, "Simulate");
    window.run();
}

#[test]
fn who_can_see_salary_and_why() {
    let mut window = on("acme");
    see_as(&mut window, "uwe.lorenz");
    // Their own record, as anyone finds it.
    window.get_by_label("Filter the list").click();
    window.run();
    common::window::type_text(&mut window, "Uwe Lorenz");
    click_starting(&mut window, "Uwe Lorenz");
    // The first click.
    click(&mut window, "Who can see this: Salary");
    assert!(has_text(&window, " can, for "));
    assert!(has_text(&window, "View Salary because of"));
    assert!(has_text(&window, "it masked"));
    // The second click.
    click_starting(&mut window, "Lena Hoffmann");
    assert!(has_text(&window, "Lena Hoffmann can "));
    assert!(has_text(&window, "Salary of Uwe Lorenz because of"));
}

/// From the record of an employee, with nothing chosen before.
#[test]
fn who_can_see_salary_lights_its_paths_on_the_graph_in_two_clicks() {
    let mut window = on("acme");
    see_as(&mut window, "uwe.lorenz");
    window.get_by_label("Filter the list").click();
    window.run();
    common::window::type_text(&mut window, "Uwe Lorenz");
    click_starting(&mut window, "Uwe Lorenz");
    click(&mut window, "Who can see this: Salary");
    window.get_by_label("Show on the graph").click();
    until(&mut window, "Graph of ");
    let model = common::window::model_of(&window);
    let uwe = sightline::engine::Target::of_person(model, &"uwe.lorenz".into());
    let salary = "people.pay.salary".into();
    let lowest = model.ladder_of(&salary).unwrap().levels[1].clone();
    let n = common::engine(model)
        .who_can(&salary, &lowest, Some(&uwe))
        .len();
    until(&mut window, &format!("{n} can"));
    until(&mut window, "Lena Hoffmann");
}

#[test]
fn the_list_is_saved_as_a_file_and_copied_as_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("who.csv");
    let file = Some(common::window::sample("acme"));
    let answers = [Answer::Path(path.clone())];
    let mut window = common::window::window([1600.0, 1000.0], file, answers);
    window.run();
    see_as(&mut window, "uwe.lorenz");
    click_starting(&mut window, "Who can see this: Salary");
    click(&mut window, "Export");
    until(&mut window, "Saved ");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("\u{feff}Who,Id,Permission,Level,On,How many,Because of"));
    assert!(text.contains(",Salary,edit,"), "{text}");
    click(&mut window, "Copy");
    assert!(has_text(&window, "Copied "));
}

#[test]
fn the_why_panel_leads_to_everyone_who_can() {
    let mut window = on("leena");
    click(&mut window, "Simulate");
    click(&mut window, "Onboarding status: edit");
    click_starting(&mut window, "Who can ");
    assert!(has_text(&window, " can, for "));
}

#[test]
fn what_only_pooling_gives_is_marked_and_turned_by_name() {
    let mut window = on("leena");
    click(&mut window, "Simulate");
    assert!(has_text(&window, "some rights only by pooling"));
    assert!(has_text(
        &window,
        "Job details: gained only through pooling"
    ));
    click(&mut window, "Job details: edit");
    assert!(has_text(&window, "only by pooling"));
    assert!(has_text(&window, "If paired: the answer would be no"));
    choose(&mut window, "Who changes if paired?");
    assert!(has_text(&window, "Employee 1"));
    let merge = |window: &Window| {
        let module = model_of(window).modules().get(&"onb".into()).cloned();
        module.and_then(|module| module.merge)
    };
    let before = merge(&window);
    choose(&mut window, "Set it so");
    assert_ne!(merge(&window), Some(Merge::Pooled));
    assert!(has_text(&window, "Employee 1 cannot "));
    undo(&mut window);
    assert_eq!(merge(&window), before);
    until(&mut window, "If paired: the answer would be no");
}

#[test]
fn two_stand_side_by_side_with_the_reason_of_each_difference() {
    let mut window = on("acme");
    see_as(&mut window, "lena.hoffmann");
    click(&mut window, "Side by side");
    assert!(has_text(&window, "Nobody to set beside yet"));
    click(&mut window, "Second side");
    common::window::type_text(&mut window, "Uwe Lorenz");
    window.key_press(egui::Key::Enter);
    window.run();
    assert!(has_text(&window, " differ"));
    // Many differ: the permissions are folded.
    click_starting(&mut window, "Salary: ");
    assert!(has_text(&window, "Lena Hoffmann: because of "));
    click_starting(&mut window, "Lena Hoffmann: because of ");
    assert!(has_text(&window, "Lena Hoffmann can "));
    click_starting(&mut window, "Uwe Lorenz: ");
    assert!(has_text(&window, "Uwe Lorenz can"));
    click(&mut window, "Swap the two sides");
    assert!(has_text(&window, "Lena Hoffmann: because of "));
}

#[test]
fn one_stands_beside_themselves_as_they_were_before_an_edit() {
    let mut window = on("leena");
    click(&mut window, "Simulate");
    click(&mut window, "Job details: edit");
    choose(&mut window, "Who changes if paired?");
    choose(&mut window, "Set it so");
    click(&mut window, "Side by side");
    click(&mut window, "Second side");
    common::window::type_text(&mut window, "last save");
    window.key_press(egui::Key::Enter);
    window.run();
    assert!(has_text(&window, "Before: because of "));
    assert!(has_text(&window, "Now: "));
    // Either side answers why: the earlier one of its own model, at which nothing can be changed.
    click_starting(&mut window, "Before: because of ");
    assert!(has_text(
        &window,
        "As it was in the earlier state of the model"
    ));
    assert!(has_text(&window, " can "));
    assert!(!has_text(&window, "What would grant it"));
    click_starting(&mut window, "Now: ");
    assert!(!has_text(
        &window,
        "As it was in the earlier state of the model"
    ));
    assert!(has_text(&window, " cannot "));
}
