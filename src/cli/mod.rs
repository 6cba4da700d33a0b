//! COMMAND LINE. The same answers as the window, without one: for scripts and for checks in a
//! pipeline. Reads models, asks the engine, prints. Never writes a model.
//!
//! Exit codes: 0 answered (or all holds), 1 the answer is "not" (a check failed, access differs, a
//! change is refused), 2 the question or the file could not be read, 3 no display for the window.

mod args;
mod ask;
mod check;
mod diff;
mod names;
mod tried;

use std::path::{Path, PathBuf};

use crate::engine::Engine;
use crate::io;
use crate::model::Date;

pub use args::{Arguments, Command};

/// What a command says and how it ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// For standard output.
    pub text: String,
    /// For standard error.
    pub complaint: String,
    /// Exit code.
    pub code: u8,
}

impl Output {
    fn said(text: impl Into<String>, code: u8) -> Output {
        Output {
            text: text.into(),
            complaint: String::new(),
            code,
        }
    }

    /// The question could not be answered.
    fn bad(complaint: impl Into<String>) -> Output {
        Output {
            text: String::new(),
            complaint: complaint.into(),
            code: 2,
        }
    }

    fn json(value: &serde_json::Value, code: u8) -> Output {
        Output::said(format!("{value}\n"), code)
    }
}

/// Runs a command. `today` is the day asked about where the command names none.
pub fn run(command: &Command, today: Date) -> Output {
    let result = match command {
        Command::Check(args) => check::run(args, today),
        Command::Can(args) => ask::can(args, today),
        Command::See(args) => ask::see(args, today),
        Command::Who(args) => ask::who(args, today),
        Command::Diff(args) => diff::run(args, today),
        Command::Try(args) => tried::attempt(args, today),
        Command::May(args) => tried::may(args, today),
    };
    result.unwrap_or_else(Output::bad)
}

/// What a person without a display can do, in one message.
pub fn without_display(why: &str, file: Option<&Path>) -> String {
    let file = file.map_or_else(
        || PathBuf::from("samples/leena/model.ron"),
        Path::to_path_buf,
    );
    let file = file.display();
    format!(
        "The window cannot open: {why}.\n\
         These commands need no display: check, can, see, who, diff, try, may. For example:\n\
         \n    sightline see {file} --as \"Employee 1\"\n    sightline check {file}\n\
         \nSee sightline --help for all of them.\n"
    )
}

/// Opens a model; the complaint lists everything that is wrong with the file.
fn open(path: &Path) -> Result<crate::model::Model, String> {
    match io::load(path) {
        Ok(loaded) => Ok(loaded.model),
        Err(error) => Err(format!("{}: {error}\n", path.display())),
    }
}

fn engine(path: &Path, day: Option<Date>, today: Date) -> Result<Engine, String> {
    Ok(Engine::new(&open(path)?, day.unwrap_or(today)))
}
