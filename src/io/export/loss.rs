//! What does not carry over into an export, by name.

use std::fmt::Write;

use crate::engine::Engine;

/// What becomes of something that the target cannot say as the model says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Worked out on the day of the export; later changes of people or items do not follow.
    Frozen,
    /// The target gives more than the model.
    Widened,
    /// The target gives less than the model.
    Narrowed,
    /// Not in the export.
    Dropped,
    /// Carried over under another name, for the target does not accept this one.
    Renamed,
}

impl Fate {
    /// All, gravest first.
    pub const ALL: [Fate; 5] = [
        Fate::Widened,
        Fate::Narrowed,
        Fate::Dropped,
        Fate::Frozen,
        Fate::Renamed,
    ];

    /// The heading of the list of such losses.
    pub fn title(self) -> &'static str {
        match self {
            Fate::Frozen => "Frozen: as of the day of the export, later changes do not follow",
            Fate::Widened => "Widened: the target gives more",
            Fate::Narrowed => "Narrowed: the target gives less",
            Fate::Dropped => "Dropped: not in the export",
            Fate::Renamed => "Renamed: the target does not accept the name",
        }
    }

    /// One word for it.
    pub fn word(self) -> &'static str {
        match self {
            Fate::Frozen => "frozen",
            Fate::Widened => "widened",
            Fate::Narrowed => "narrowed",
            Fate::Dropped => "dropped",
            Fate::Renamed => "renamed",
        }
    }
}

/// One thing that does not carry over as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// What becomes of it.
    pub fate: Fate,
    /// What it is, by name: "Group HR Finland".
    pub what: String,
    /// Why, and what stands in its place: "its condition becomes the 12 members of today".
    pub why: String,
}

impl Loss {
    /// One thing that does not carry over as it is.
    pub fn new(fate: Fate, what: impl Into<String>, why: impl Into<String>) -> Loss {
        Loss {
            fate,
            what: what.into(),
            why: why.into(),
        }
    }
}

/// The report that lies beside an export, as Markdown: what was exported, of which day, and what
/// does not carry over.
pub fn loss_report(engine: &Engine, target: &str, losses: &[Loss]) -> String {
    let mut text = String::new();
    let model = engine.model();
    let _ = writeln!(
        text,
        "# {}: what carries over to {target}\n",
        one_line(model.name())
    );
    let _ = writeln!(
        text,
        "Worked out for {} from a model of {} principals, {} items, {} roles and {} permissions.\n",
        engine.day(),
        model.principals().len(),
        model.items().len(),
        model.roles().len(),
        model.permissions().len()
    );
    if losses.is_empty() {
        text.push_str("Everything carries over.\n");
    } else {
        text.push_str("What is not named here carries over as it is.\n");
    }
    for fate in Fate::ALL {
        let mut of_fate = losses.iter().filter(|loss| loss.fate == fate).peekable();
        if of_fate.peek().is_none() {
            continue;
        }
        let _ = writeln!(text, "\n## {}\n", fate.title());
        for loss in of_fate {
            let _ = writeln!(
                text,
                "- **{}**: {}",
                escaped(&loss.what),
                escaped(&loss.why)
            );
        }
    }
    text
}

fn one_line(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Text that Markdown and the HTML inside Markdown take for text.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
