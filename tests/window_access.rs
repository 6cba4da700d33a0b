//! The Access workspace in the real window: permissions given in the grid by name, refusals at the
//! cell, undo.
#![cfg(feature = "gui")]

mod common;

use std::path::PathBuf;

use common::Screen;
use common::window::launch;
use egui::{Key as Press, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{Grant, GroupId, Key, Model, Reach, Scope};
use sightline::session::{Action, ThemeChoice, Workspace};
use sightline::ui::SightlineApp;

type Window = Harness<'static, SightlineApp>;

fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("samples/{name}/model.ron"))
}

fn window(name: &str, size: [f32; 2], dark: bool) -> (Window, Screen) {
    let screen = Screen::default();
    let mut window = Harness::builder()
        .with_max_steps(40)
        .with_size(size)
        .renderer(screen.clone())
        .build_eframe(|cc| SightlineApp::new(cc, launch(Some(sample(name)), [])));
    let theme = if dark {
        ThemeChoice::Dark
    } else {
        ThemeChoice::Light
    };
    window.state_mut().push(Action::Theme(theme));
    window.state_mut().push(Action::Go(Workspace::Access));
    window.run();
    (window, screen)
}

fn model(window: &Window) -> Model {
    let document = window.state().session().document();
    document.unwrap().model().clone()
}

fn select(window: &mut Window, key: Key) {
    window.state_mut().push(Action::Select(Some(key)));
    window.run();
}

fn save(window: &Window, screen: &Screen, name: &str) {
    common::save(&screen.picture(window), &format!("access-{name}"));
}

/// Pictures to look at, in both themes and sizes.
#[test]
fn pictures_of_every_view() {
    for (dark, size) in [(false, [1600.0, 1000.0]), (true, [1280.0, 800.0])] {
        let theme = if dark { "dark" } else { "light" };
        let (mut acme, screen) = window("acme", size, dark);
        save(&acme, &screen, &format!("roles-{theme}"));
        for view in ["Groups", "Custom sets", "Modules", "Rules"] {
            acme.get_by_label(view).click();
            acme.run();
            save(&acme, &screen, &format!("{}-{theme}", view.to_lowercase()));
        }
        let group = model(&acme).groups().at(9).unwrap().id.clone();
        select(&mut acme, Key::Group(group));
        save(&acme, &screen, &format!("group-{theme}"));
        select(&mut acme, Key::Role("hr-business-partner".into()));
        save(&acme, &screen, &format!("role-{theme}"));
        select(&mut acme, Key::Permission("people.pay.salary".into()));
        save(&acme, &screen, &format!("permission-{theme}"));
        let someone = model(&acme).principals().at(12).unwrap().id.clone();
        select(&mut acme, Key::Principal(someone));
        save(&acme, &screen, &format!("person-{theme}"));
    }
}

/// Clicks the cell of the grid whose name begins so.
fn click(window: &mut Window, cell: &str) {
    window.get_by_label(cell).click();
    window.run();
}

fn press(window: &mut Window, key: Press) {
    window.key_press(key);
    window.run();
}

fn grants(window: &Window, role: &str, permission: &str) -> Vec<(String, Scope)> {
    let model = model(window);
    let role = model.roles().get(&role.into()).unwrap();
    let of = |grant: &&Grant| grant.permission.as_str() == permission;
    let list = role.grants.iter().filter(of);
    list.map(|grant| (grant.level.to_string(), grant.on.clone()))
        .collect()
}

#[test]
fn a_key_gives_a_role_a_permission_and_undo_takes_it_back() {
    let (mut window, _) = window("leena", [1600.0, 1000.0], false);
    let before = model(&window);
    click(&mut window, "Onboarding Viewer, Add candidate: none");
    press(&mut window, Press::Num1);
    assert_eq!(
        grants(&window, "viewer", "onb.add"),
        [("yes".to_owned(), Scope::UNSET)]
    );
    window.get_by_label("Onboarding Viewer, Add candidate: yes");
    window
        .get_by_label("Undo: give Onboarding Viewer Add candidate")
        .click();
    window.run();
    assert_eq!(model(&window), before);
    // Arrow keys move, Delete sets none.
    click(&mut window, "Onboarding Agent, Add candidate: yes");
    press(&mut window, Press::Delete);
    assert!(grants(&window, "agent", "onb.add").is_empty());
    assert_eq!(model(&window).roles().len(), before.roles().len());
}

#[test]
fn the_menu_at_a_cell_sets_level_and_reach() {
    let (mut window, screen) = window("acme", [1600.0, 1000.0], false);
    let cell = "HR Business Partner, Bank details: none";
    click(&mut window, cell);
    press(&mut window, Press::Enter);
    save(&window, &screen, "menu-light");
    // The menu and the inspector have the same editor.
    window.get_all_by_label("view").last().unwrap().click();
    window.run();
    let bank = || "people.bank";
    assert_eq!(grants(&window, "hr-business-partner", bank())[0].0, "view");
    window
        .get_all_by_role_and_label(Role::ComboBox, "Reach")
        .last()
        .unwrap()
        .click();
    window.run();
    window.get_by_label("All reports").click();
    window.run();
    save(&window, &screen, "cell-light");
    assert_eq!(
        grants(&window, "hr-business-partner", bank()),
        [("view".to_owned(), Scope::people(Reach::all_reports()))]
    );
}

#[test]
fn a_locked_role_says_why_and_offers_a_copy() {
    let (mut window, screen) = window("acme", [1600.0, 1000.0], true);
    let before = model(&window);
    click(&mut window, "Employee, Prepare a pay run: none, locked");
    press(&mut window, Press::Num1);
    save(&window, &screen, "locked-dark");
    assert_eq!(model(&window), before);
    window.get_all_by_label("Copy role").last().unwrap().click();
    window.run();
    let copy = model(&window);
    let copy = copy.roles().get(&"copy-of-employee".into()).unwrap();
    assert!(!copy.locked && copy.derived.is_none());
    assert_eq!(
        copy.grants,
        before.roles().get(&"employee".into()).unwrap().grants
    );
}

#[test]
fn a_refusal_stands_at_the_cell_with_everything_in_its_way() {
    let (mut window, screen) = window("sherp", [1600.0, 1000.0], false);
    let before = model(&window);
    click(&mut window, "Delivery manager, See personal info: none");
    press(&mut window, Press::Num1);
    assert_eq!(model(&window), before);
    let refusal = window.state().session().refusal().unwrap();
    assert_eq!(refusal.highlight.len(), 2);
    save(&window, &screen, "refused-light");
    window.get_by_label("Do this").click();
    window.run();
    assert_eq!(
        grants(&window, "delivery-manager", "hrm.see_personal").len(),
        1
    );
    assert_eq!(
        grants(&window, "delivery-manager", "hrm.see_profile").len(),
        1
    );
    assert!(window.state().session().refusal().is_none());
}

#[test]
fn a_group_without_a_description_is_refused_at_its_field() {
    let (mut window, screen) = window("leena", [1600.0, 1000.0], false);
    window.get_by_label("Groups").click();
    window.run();
    let before = model(&window);
    window.get_by_label("Add group").click();
    window.run();
    window
        .get_by_role_and_label(Role::TextInput, "Name")
        .type_text("Payroll machines");
    window.run();
    window.get_by_label("Make group").click();
    window.run();
    window.get_by_label("A group needs a description. What is Payroll machines for?");
    assert_eq!(model(&window), before);
    let field = window.get_by_role_and_label(Role::TextInput, "Description");
    field.click();
    window.run();
    window
        .get_by_role_and_label(Role::TextInput, "Description")
        .type_text("They write salaries");
    window.run();
    window.get_by_label("Make group").click();
    window.run();
    let group: GroupId = "payroll-machines".into();
    assert!(model(&window).groups().contains(&group));
    save(&window, &screen, "group-new-light");
    // A service user comes in by name only.
    window.get_by_label("Add someone by name").click();
    window.run();
    window.get_by_label("Noor Haddad, noor").click();
    window.run();
    let listed = model(&window).groups().get(&group).unwrap().listed.clone();
    assert_eq!(listed, ["noor"]);
}

/// What a frame costs: the model and its answers stand still, the grid is drawn anew.
#[test]
fn a_frame_of_the_grid_is_drawn_from_what_is_kept() {
    let (mut window, _) = window("acme", [1600.0, 1000.0], false);
    const FRAMES: u32 = 40;
    let start = std::time::Instant::now();
    for _ in 0..FRAMES {
        window.step();
    }
    let each = start.elapsed() / FRAMES;
    println!("a frame of the grid takes {each:?} in this build");
    assert!(each.as_millis() < 250, "{each:?}");
}

#[test]
fn a_custom_set_says_what_is_lost_before_it_is_made() {
    let (mut window, screen) = window("leena", [1280.0, 800.0], false);
    let before = model(&window);
    window.get_by_label("Custom sets").click();
    window.run();
    window.get_by_label("Add custom set").click();
    window.run();
    window
        .get_by_role_and_label(Role::ComboBox, "For whom")
        .click();
    window.run();
    let search = window.get_by_role_and_label(Role::TextInput, "Search For whom");
    search.type_text("Sana");
    window.run();
    window.get_by_label("Sana Mirza, sana").click();
    window.run();
    window
        .get_by_role_and_label(Role::ComboBox, "Module")
        .click();
    window.run();
    window
        .get_by_role_and_label(Role::ListBoxOption, "Onboarding")
        .click();
    window.run();
    window
        .get_by_role_and_label(Role::ComboBox, "Start")
        .click();
    window.run();
    window.get_by_label("Start empty").click();
    window.run();
    save(&window, &screen, "new-set-light");
    assert_eq!(model(&window), before);
    window.get_by_label("Make the set").click();
    window.run();
    let sets = |model: &Model| model.custom_sets().len();
    assert_eq!(sets(&model(&window)), sets(&before) + 1);
}
