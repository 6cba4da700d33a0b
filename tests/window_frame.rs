//! The frame of the window: it opens, takes a blank model, shows edits, undoes them, and asks
//! before it loses any.
#![cfg(feature = "gui")]
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use common::window::{blank, window};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

#[test]
fn a_blank_model_takes_a_person_and_gives_it_back() {
    let mut window = blank();
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    window.run();
    assert_eq!(
        window
            .state()
            .session()
            .document()
            .unwrap()
            .model()
            .principals()
            .len(),
        1
    );
    window.get_by_label("Undo: add New person").click();
    window.run();
    assert!(
        window
            .state()
            .session()
            .document()
            .unwrap()
            .model()
            .principals()
            .is_empty()
    );
    assert!(!window.state().session().is_unsaved());
}

#[test]
fn closing_with_changes_asks_first_and_cancel_keeps_them() {
    let mut window = blank();
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::Q);
    window.run();
    window.get_by_label("Cancel").click();
    window.run();
    assert!(window.state().session().question().is_none());
    assert!(window.state().session().is_unsaved());
}

#[test]
fn the_start_page_draws_without_a_model() {
    let mut window = window([1280.0, 800.0], None, []);
    window.run();
    window.get_by_label("Blank model");
}
