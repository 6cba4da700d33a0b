//! The gallery runs in both themes without a missing glyph or an unnamed control,
//! and its parts answer to the pointer and the keyboard.
#![cfg(feature = "gui")]

mod common;

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sightline::ui::gallery::{Gallery, Page};
use sightline::ui::theme;

fn gallery(page: Page, dark: bool) -> (Harness<'static, Gallery>, common::Screen) {
    let (builder, screen) = common::builder([1600.0, 1000.0], dark);
    let draw = |ui: &mut egui::Ui, gallery: &mut Gallery| {
        let frame = egui::Frame::new().fill(theme::tokens(ui).canvas);
        egui::CentralPanel::default()
            .frame(frame)
            .show(ui, |ui| gallery.ui(ui));
    };
    let mut harness = builder.build_ui_state(draw, Gallery::at(page));
    harness.run_steps(4);
    (harness, screen)
}

#[test]
fn every_page_draws_in_both_themes() {
    for (page, name) in Page::ALL {
        for dark in [false, true] {
            let (harness, screen) = gallery(page, dark);
            let picture = screen.picture(&harness);
            let suffix = if dark { "dark" } else { "light" };
            common::save(
                &picture,
                &format!("gallery-{}-{suffix}", name.to_lowercase()),
            );
            let first = picture.at(0, 0);
            let (width, height) = (picture.width, picture.height);
            let differs = (0..height).any(|y| (0..width).any(|x| picture.at(x, y) != first));
            assert!(differs, "{name} {suffix} is empty");
        }
    }
}

#[test]
fn the_same_page_gives_the_same_picture() {
    let (one, screen_one) = gallery(Page::Answers, false);
    let (two, screen_two) = gallery(Page::Answers, false);
    assert!(screen_one.picture(&one) == screen_two.picture(&two));
}

#[test]
fn a_field_keeps_its_draft_until_enter() {
    let (mut harness, _) = gallery(Page::Controls, false);
    harness.get_by_label("Cost centre").focus();
    harness.run_steps(2);
    harness.get_by_label("Cost centre").type_text("4711");
    harness.run_steps(2);
    assert_eq!(harness.state().fields[2], "");
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert_eq!(harness.state().fields[2], "4711");

    harness.get_by_label("Cost centre").focus();
    harness.run_steps(2);
    harness.get_by_label("Cost centre").type_text("99");
    harness.run_steps(2);
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    assert_eq!(harness.state().fields[2], "4711");
}

#[test]
fn a_list_is_searched_and_picked_by_keyboard() {
    let (mut harness, screen) = gallery(Page::Controls, true);
    harness.get_by_label("Manager").click();
    harness.run_steps(3);
    common::save(&screen.picture(&harness), "gallery-combo-dark");
    harness.get_by_label("Search Manager").type_text("business");
    harness.run_steps(2);
    harness.key_press(Key::ArrowDown);
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    assert_eq!(harness.state().manager, Some(10));
    assert!(harness.query_by_label("Search Manager").is_none());
}

#[test]
fn a_table_is_one_stop_and_walks_by_arrows() {
    let (mut harness, _) = gallery(Page::Controls, false);
    harness
        .get_by_role_and_label(egui::Role::Table, "People")
        .focus();
    harness.run_steps(2);
    for _ in 0..40 {
        harness.key_press(Key::ArrowDown);
        harness.run_steps(1);
    }
    harness.run_steps(2);
    assert_eq!(harness.state().row, Some(42));
    harness.key_press(Key::Home);
    harness.run_steps(3);
    assert_eq!(harness.state().row, Some(0));
    harness.get_by_label("Site").click();
    harness.run_steps(2);
    assert_eq!(harness.state().sort.0, 2);
}

#[test]
fn a_blocked_button_does_nothing_but_says_why() {
    let (mut harness, _) = gallery(Page::Controls, false);
    harness.get_by_label("End employment").focus();
    harness.run_steps(3);
    assert!(
        harness
            .query_by_label("No role held gives End employment")
            .is_some()
    );
}

#[test]
fn a_question_is_answered_by_enter_and_left_by_escape() {
    for (key, dark) in [(Key::Enter, true), (Key::Escape, false)] {
        let (mut harness, screen) = gallery(Page::Answers, dark);
        harness.state_mut().asks = true;
        harness.run_steps(4);
        common::save(
            &screen.picture(&harness),
            &format!("gallery-question-{}", if dark { "dark" } else { "light" }),
        );
        harness.key_press(key);
        harness.run_steps(3);
        assert!(!harness.state().asks, "{key:?}");
    }
}

#[test]
fn a_repair_is_chosen_by_its_number() {
    let (mut harness, _) = gallery(Page::Answers, false);
    harness.key_press(Key::Num2);
    harness.run_steps(2);
    let chosen = harness.get_by(|node| {
        node.label()
            .is_some_and(|label| label.starts_with("Narrow Salary"))
    });
    assert_eq!(
        chosen.accesskit_node().toggled(),
        Some(egui::accesskit::Toggled::True)
    );
}
