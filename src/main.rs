//! Sightline: a window, or one of the commands that need none. Thin: everything is in the library.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use sightline::cli::{self, Arguments};
use sightline::model::Date;

fn main() -> ExitCode {
    env_logger::init();
    let arguments = Arguments::parse();
    match &arguments.command {
        Some(command) => {
            let today = Date::from_civil(jiff::Zoned::now().date());
            let output = cli::run(command, today);
            // A reader that has gone away (`| head`) is no failure of ours.
            let _ = std::io::stdout().write_all(output.text.as_bytes());
            let _ = std::io::stderr().write_all(output.complaint.as_bytes());
            ExitCode::from(output.code)
        }
        None => window(arguments.file),
    }
}

/// No display, or nothing to draw with.
const NO_DISPLAY: u8 = 3;

fn no_window(why: &str, file: Option<&PathBuf>) -> ExitCode {
    let message = cli::without_display(why, file.map(PathBuf::as_path));
    let _ = std::io::stderr().write_all(message.as_bytes());
    ExitCode::from(NO_DISPLAY)
}

#[cfg(feature = "gui")]
fn window(file: Option<PathBuf>) -> ExitCode {
    use sightline::ui::{Launch, run};

    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY") {
        return no_window("there is no display", file.as_ref());
    }
    let launch = Launch::new(file.clone());
    // The window library panics where a library of the display is missing; that is said in words.
    let last_words = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let heard = last_words.clone();
    std::panic::set_hook(Box::new(move |panic| {
        if let Ok(mut words) = heard.lock() {
            *words = panic.to_string();
        }
    }));
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(launch))) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => no_window(&error.to_string(), file.as_ref()),
        Err(_) => {
            let words = last_words.lock().map(|w| w.clone()).unwrap_or_default();
            if words.contains("Library") || words.contains("library") {
                no_window(
                    "a library of the display is missing; on Debian and Ubuntu install libxkbcommon-x11-0, libxcursor1 and libxi6",
                    file.as_ref(),
                )
            } else {
                let message = format!("Sightline stopped where it should not have: {words}\n");
                let _ = std::io::stderr().write_all(message.as_bytes());
                ExitCode::FAILURE
            }
        }
    }
}

#[cfg(not(feature = "gui"))]
fn window(file: Option<PathBuf>) -> ExitCode {
    no_window("this build has no window", file.as_ref())
}
