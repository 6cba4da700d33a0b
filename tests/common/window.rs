//! The real window without a display.

use std::path::PathBuf;

use egui_kittest::Harness;
use sightline::model::Date;
use sightline::session::{Action, TEMPLATES};
use sightline::ui::dialogs::{Answer, ScriptedDialogs};
use sightline::ui::{Launch, SightlineApp};

/// The window with a file, and the answers its dialogs give in turn.
pub fn window(
    size: [f32; 2],
    file: Option<PathBuf>,
    answers: impl IntoIterator<Item = Answer>,
) -> Harness<'static, SightlineApp> {
    let launch = launch(file, answers);
    Harness::builder()
        .with_size(size)
        .build_eframe(|cc| SightlineApp::new(cc, launch))
}

/// How the tests start it: always on the same day, keeping nothing.
pub fn launch(file: Option<PathBuf>, answers: impl IntoIterator<Item = Answer>) -> Launch {
    Launch {
        file,
        day: Date::new(2026, 11, 21).unwrap(),
        folder: None,
        dialogs: Box::new(ScriptedDialogs::new(answers)),
    }
}

/// The window with a blank model.
pub fn blank() -> Harness<'static, SightlineApp> {
    let mut window = window([1600.0, 1000.0], None, []);
    window
        .state_mut()
        .push(Action::NewFrom(TEMPLATES.len() - 1));
    window.run();
    window
}
