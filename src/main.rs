//! The program: a question on the command line, or the window.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use sightline::cli::{self, Cli};

/// No window could be opened.
const NO_WINDOW: u8 = 3;

fn main() -> ExitCode {
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("error")).init();
    let args = Cli::parse();
    match (args.command, args.file) {
        (Some(command), _) => cli::run(&command),
        (None, Some(file)) if let Some(said) = cli::objection_to(&file) => {
            cli::say(&said);
            ExitCode::from(2)
        }
        (None, file) => run_window(file),
    }
}

fn refuse(why: &str) -> ExitCode {
    cli::say(&cli::no_display(why));
    ExitCode::from(NO_WINDOW)
}

#[cfg(not(feature = "gui"))]
fn run_window(_file: Option<PathBuf>) -> ExitCode {
    refuse("this is a build without the window")
}

#[cfg(feature = "gui")]
fn run_window(file: Option<PathBuf>) -> ExitCode {
    if !has_display() {
        return refuse("there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)");
    }
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // A library missing at the start is told of below, in one sentence.
        if !is_missing_library(&said(info.payload())) {
            usual(info);
        }
    }));
    let launch = sightline::ui::Launch::new(file);
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| sightline::ui::run(launch))) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            let said = error.to_string();
            // What comes before is where in which library it was found.
            let end = said.rsplit(": ").next().unwrap_or(&said);
            refuse(end.trim_end_matches('.'))
        }
        Err(panic) => {
            let said = said(&*panic);
            if is_missing_library(&said) {
                refuse(said.trim_end_matches('.'))
            } else {
                // Printed already, where it happened.
                ExitCode::from(101)
            }
        }
    }
}

#[cfg(feature = "gui")]
fn has_display() -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(all(unix, not(target_os = "macos")))
        || is_set("DISPLAY")
        || is_set("WAYLAND_DISPLAY")
        || is_set("WAYLAND_SOCKET")
}

#[cfg(feature = "gui")]
fn said(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}

#[cfg(feature = "gui")]
fn is_missing_library(said: &str) -> bool {
    said.contains("could not be loaded") || said.contains("Could not load")
}
