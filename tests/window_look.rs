//! Every place of the window draws in both themes, at the usual and at a small size.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::window::{on_screen, sample};
use egui_kittest::kittest::Queryable as _;
use sightline::model::Key;
use sightline::session::{Action, Command, Workspace};

fn draw(size: [f32; 2], dark: bool) {
    let name = |what: &str| {
        let theme = if dark { "dark" } else { "light" };
        format!("window-{what}-{}-{theme}", size[0])
    };
    let (window, screen) = on_screen(size, dark, None);
    common::save(&screen.picture(&window), &name("start"));
    let (mut window, screen) = on_screen(size, dark, Some(sample("acme")));
    common::save(&screen.picture(&window), &name("chart"));
    let someone = window
        .state()
        .session()
        .document()
        .unwrap()
        .model()
        .principals()
        .at(12)
        .unwrap()
        .id
        .clone();
    let someone = Key::Principal(someone);
    window.state_mut().push(Action::Select(Some(someone)));
    window.run();
    window.run();
    common::save(&screen.picture(&window), &name("chart-selected"));
    for view in ["People", "Teams", "Labels", "Items"] {
        window.get_all_by_label(view).next().unwrap().click();
        window.run();
        common::save(
            &screen.picture(&window),
            &name(&format!("organisation-{}", view.to_lowercase())),
        );
    }
    for workspace in Workspace::ALL {
        window.state_mut().push(Action::Go(workspace));
        window.run_steps(4);
        common::save(
            &screen.picture(&window),
            &name(&format!("at-{}", workspace.word().to_lowercase())),
        );
    }
    // Comparing and checking may still be under way; what waits for them keeps turning.
    window.state_mut().push(Action::Command(Command::Palette));
    window.run_steps(4);
    common::save(&screen.picture(&window), &name("palette"));
    window.state_mut().push(Action::Palette(false));
    window.state_mut().push(Action::Command(Command::AddPerson));
    window.state_mut().push(Action::Command(Command::Quit));
    window.run_steps(4);
    common::save(&screen.picture(&window), &name("unsaved"));
    window.state_mut().push(Action::AnswerCancel);
    window.state_mut().push(Action::Command(Command::Shortcuts));
    window.run_steps(4);
    common::save(&screen.picture(&window), &name("keys"));
}

#[test]
fn everything_draws_in_light() {
    draw([1600.0, 1000.0], false);
}

#[test]
fn everything_draws_small_and_dark() {
    draw([1280.0, 800.0], true);
}

#[test]
fn everything_draws_at_the_least_size() {
    draw([960.0, 640.0], false);
}

/// Zoomed in on a small screen nothing of the bars is cut or lies on something else.
#[test]
fn the_bars_hold_together_at_200_percent() {
    for size in [[640.0, 400.0], [800.0, 500.0], [960.0, 640.0]] {
        let (mut window, screen) = on_screen(size, true, Some(sample("leena")));
        let someone = sightline::model::PrincipalId::from("wanjiru.kamau");
        let people = window.state().session().document().unwrap().model();
        let someone = people
            .principals()
            .ids()
            .find(|id| **id == someone)
            .or_else(|| people.principals().ids().max_by_key(|id| id.as_str().len()))
            .unwrap()
            .clone();
        window.state_mut().push(Action::SeeAs(Some(someone)));
        for workspace in Workspace::ALL {
            window.state_mut().push(Action::Go(workspace));
            window.run_steps(6);
            let name = format!("window-200-{}-{}", workspace.word().to_lowercase(), size[0]);
            common::save(&screen.picture(&window), &name);
            for label in ["Undo", "Redo"] {
                assert!(
                    window.query_by_label(label).is_some(),
                    "{label} at {size:?}"
                );
            }
            let controls: Vec<(String, egui::Rect)> = window
                .query_all_by(|node| {
                    use egui::accesskit::Role;
                    matches!(node.role(), Role::Button | Role::ComboBox | Role::Tab)
                })
                .filter(|node| node.rect().center().y < 84.0 && node.rect().left() > 57.0)
                .map(|node| {
                    let named = egui_kittest::kittest::NodeT::accesskit_node(&node);
                    (named.label().unwrap_or_default(), node.rect())
                })
                .collect();
            assert!(controls.len() > 4, "{controls:?}");
            for (nth, (name, rect)) in controls.iter().enumerate() {
                let at = format!("{name} in {workspace:?} at {size:?}: {rect:?}");
                assert!(rect.right() <= size[0] + 0.5, "{at}");
                for (other, place) in &controls[nth + 1..] {
                    let shared = rect.intersect(*place);
                    let is_inside = rect.contains_rect(*place) || place.contains_rect(*rect);
                    let touch = shared.width() < 1.0 || shared.height() < 1.0;
                    assert!(touch || is_inside, "{at} lies on {other} {place:?}");
                }
            }
        }
    }
}
