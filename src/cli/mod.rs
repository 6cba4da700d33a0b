//! COMMAND LINE. The questions the window answers, answered as text or JSON without a display.
//!
//! Not here: any answer itself; those are the engine's. Only `import` writes a model, and only where it
//! is told to.

mod args;
mod ask;
mod check;
mod diff;
mod export;
mod graph;
mod import;
mod names;
mod plain;
mod try_set;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use serde_json::Value as Json;

use crate::engine::Engine;
use crate::io;
use crate::model::{Date, Model, nearest};

pub use args::{Cli, Command};

/// The question cannot be answered: a file cannot be read, or a name is not there.
const BAD_QUESTION: u8 = 2;

/// An answer: what to print and how to exit.
struct Reply {
    text: String,
    json: Json,
    code: u8,
}

impl Reply {
    fn new(text: String, json: Json) -> Reply {
        Reply {
            text,
            json,
            code: 0,
        }
    }
}

/// Answers one question on the standard output.
pub fn run(command: &Command) -> ExitCode {
    let common = command.common();
    let day = common
        .on_date
        .unwrap_or_else(|| Date::from_civil(jiff::Zoned::now().date()));
    let reply = match command {
        Command::Check(args) => check::check(args, day),
        Command::Can(args) => ask::can(args, day),
        Command::See(args) => ask::see(args, day),
        Command::Who(args) => ask::who(args, day),
        Command::Ask(args) => plain::ask(args, day),
        Command::Diff(args) => diff::diff(args, day),
        Command::Try(args) => try_set::try_set(args, day),
        Command::May(args) => ask::may(args, day),
        Command::Graph(args) => graph::graph(args, day),
        Command::Export(args) => export::export(args, day),
        Command::Import(args) => import::import(args, day),
    };
    match reply {
        Ok(reply) => {
            let text = if common.json {
                reply.json.to_string()
            } else {
                reply.text
            };
            // Whoever closed the pipe has read enough.
            let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
            ExitCode::from(reply.code)
        }
        Err(said) => {
            say(&said);
            ExitCode::from(BAD_QUESTION)
        }
    }
}

/// Prints a message that is no answer.
pub fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// What is wrong with a file one wants to open in the window, if it is surely not one.
pub fn objection_to(file: &Path) -> Option<String> {
    if file.exists() {
        return None;
    }
    let written = file.to_string_lossy();
    let is_word = !written.contains(['.', '/', '\\']);
    Some(match nearest(&written, Command::NAMES) {
        Some(near) if is_word => {
            format!("there is no file or command `{written}`; did you mean `{near}`?")
        }
        _ => format!("there is no file `{written}`"),
    })
}

/// What is said where no window can be opened.
pub fn no_display(why: &str) -> String {
    format!(
        "No window can be opened here: {why}.\n\
         These commands work without a display: {}.\n\
         For example:\n  \
         sightline see samples/leena/model.ron --as employee-1\n\
         All of them: sightline --help",
        Command::NAMES.join(", ")
    )
}

fn load(path: &Path) -> Result<Model, String> {
    match io::load(path) {
        Ok(loaded) => Ok(loaded.model),
        Err(error) => Err(match error.problems.as_slice() {
            // A problem with the file as a whole names it already.
            [only] if only.place.is_none() && only.message.starts_with('`') => only.message.clone(),
            _ => format!("`{}` cannot be read:\n{error}", path.display()),
        }),
    }
}

fn engine(path: &Path, day: Date) -> Result<Engine, String> {
    Ok(Engine::new(&load(path)?, day))
}

/// Names joined for reading: the first few, and how many more there are.
fn some_of(names: &[String], most: usize) -> String {
    let mut text = names
        .iter()
        .take(most)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > most {
        text.push_str(&format!(" and {} more", names.len() - most));
    }
    text
}

/// "1 person", "2 people".
fn count(n: usize, one: &str, several: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { several })
}
