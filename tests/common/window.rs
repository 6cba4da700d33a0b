//! The real window without a display.

use std::path::PathBuf;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sightline::model::{Date, Model};
use sightline::session::{Action, Command, Patience, TEMPLATES, ThemeChoice};
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
        .with_max_steps(40)
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
        patience: Patience::default(),
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

/// A sample of the project.
pub fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("samples/{name}/model.ron"))
}

/// A copy of a sample in a folder of its own, to be saved over.
pub fn copy_of(name: &str, folder: &std::path::Path) -> PathBuf {
    let copy = folder.join(format!("{name}.ron"));
    std::fs::copy(sample(name), &copy).unwrap();
    copy
}

/// The window with a sample.
pub fn on(name: &str) -> Harness<'static, SightlineApp> {
    let mut window = window([1600.0, 1000.0], Some(sample(name)), []);
    window.run();
    window
}

/// The window with a sample, and the screen to draw it with.
pub fn on_screen(
    size: [f32; 2],
    dark: bool,
    file: Option<PathBuf>,
) -> (Harness<'static, SightlineApp>, super::Screen) {
    let (builder, screen) = super::builder::<SightlineApp>(size, dark);
    let launch = launch(file, []);
    let mut window = builder.build_eframe(|cc| SightlineApp::new(cc, launch));
    let theme = if dark {
        ThemeChoice::Dark
    } else {
        ThemeChoice::Light
    };
    window.state_mut().push(Action::Theme(theme));
    window.run();
    (window, screen)
}

/// The model that is open.
pub fn model_of<'a>(window: &'a Harness<'_, SightlineApp>) -> &'a Model {
    window.state().session().document().unwrap().model()
}

/// Presses a key so many times.
pub fn press(window: &mut Harness<'_, SightlineApp>, key: egui::Key, times: usize) {
    for _ in 0..times {
        window.key_press(key);
        window.run();
    }
}

/// Types, wherever the keyboard is.
pub fn type_text(window: &mut Harness<'_, SightlineApp>, text: &str) {
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
}

/// Clicks what bears a label.
pub fn click(window: &mut Harness<'_, SightlineApp>, label: &str) {
    window.get_by_label(label).click();
    window.run();
}

/// Takes the last step back.
pub fn undo(window: &mut Harness<'_, SightlineApp>) {
    window.state_mut().push(Action::Command(Command::Undo));
    window.run();
}
