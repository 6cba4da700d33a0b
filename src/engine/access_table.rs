//! The access table: who can do what to whom and why, as one text that an HR person can read and
//! that shows in a comparison of two versions what a change does.
//!
//! A model of a few people is told person by person, with every name. A larger one is told by
//! role, by group and by permission. Not here: questions and answers; this only puts them down.

mod names;
mod people;
mod permissions;
mod roles;

use crate::model::{Model, PrincipalSort};

use super::Engine;
use names::Names;

/// Up to so many principals each one is told of on their own.
const MOST_TOLD_APART: usize = 80;

/// The access table of a model on the engine's day. Same model, same day, same text.
pub fn access_table(engine: &Engine) -> String {
    let names = Names::new(engine);
    let mut page = Page::default();
    head(&mut page, engine);
    roles::roles(&mut page, engine);
    roles::given(&mut page, engine);
    rules(&mut page, engine.model());
    permissions::permissions(&mut page, engine, &names);
    if engine.model().principals().len() <= MOST_TOLD_APART {
        people::people(&mut page, engine, &names);
    }
    page.text
}

/// Text that grows line by line.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, depth: usize, text: &str) {
        for _ in 0..depth {
            self.text.push_str("  ");
        }
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn section(&mut self, title: &str) {
        self.text.push('\n');
        self.line(0, title);
        self.line(0, &"=".repeat(title.chars().count()));
    }
}

/// A word filled up to a width, so that columns stand below each other.
fn fill(text: &str, width: usize) -> String {
    let n = text.chars().count();
    format!("{text}{}", " ".repeat(width.saturating_sub(n).max(1)))
}

/// "1 person", "3 people".
fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn head(page: &mut Page, engine: &Engine) {
    let model = engine.model();
    page.line(
        0,
        &format!("Access in {} on {}", model.name(), engine.day()),
    );
    let of = |sort| model.principals().iter().filter(|p| p.sort == sort).count();
    page.line(
        0,
        &format!(
            "{}, {}, {}, {}, {}, {}",
            count(of(PrincipalSort::Person), "person", "people"),
            count(
                of(PrincipalSort::External),
                "external user",
                "external users"
            ),
            count(
                of(PrincipalSort::ServiceUser),
                "service user",
                "service users"
            ),
            count(model.items().len(), "item", "items"),
            count(model.roles().len(), "role", "roles"),
            count(model.permissions().len(), "permission", "permissions"),
        ),
    );
}

/// Switches, and what takes access away.
fn rules(page: &mut Page, model: &Model) {
    let words = super::Words::new(model);
    if !model.switches().is_empty() {
        page.section("Switches");
        for switch in model.switches().iter() {
            let position = if switch.on { "on" } else { "off" };
            page.line(1, &format!("{}{}", fill(position, 5), switch.name));
        }
    }
    if !model.guards().is_empty() || !model.suppressions().is_empty() {
        page.section("What is refused whatever else is given");
        for guard in model.guards().iter() {
            let what = words.permission(&guard.permission.base());
            page.line(1, &format!("{} ({what})", guard.name));
        }
        for s in model.suppressions().iter() {
            let is_on = |id| model.switches().get(id).is_some_and(|switch| switch.on);
            let state = match &s.switch {
                Some(id) if !is_on(id) => ", switched off now",
                _ => "",
            };
            let what = words.permission(&s.permission.base());
            page.line(1, &format!("{} ({what}, for some roles{state})", s.name));
        }
    }
}
