//! Effective permissions of someone: every permission with its highest level, how many it reaches
//! and each path it comes by. To read only (D21): it follows from what is held.

use egui::Ui;

use crate::engine::{AccessPath, Effective, Place, Words};
use crate::model::{Key, Model, PrincipalId};
use crate::session::Actions;
use crate::ui::Context;
use crate::ui::widgets::{Section, link};

use super::parts;

/// Paths told of one permission.
const MOST_PATHS: usize = 4;

/// One permission someone has.
#[derive(Debug, PartialEq)]
struct Line {
    permission: Key,
    /// "view Salary on 3 people".
    deed: String,
    /// Each path, from where it begins to what limits it.
    paths: Vec<String>,
}

/// Draws the section.
pub fn show(ui: &mut Ui, cx: &Context<'_>, id: &PrincipalId, actions: &mut Actions) {
    let key = Key::Principal(id.clone());
    Section::new("Effective permissions")
        .count("to read only")
        .folded()
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let id = id.clone();
            let lines = parts::kept(ui, cx, "effective permissions", &key, move |engine| {
                lines(engine.model(), &engine.effective(&id))
            });
            let Some(lines) = lines else {
                parts::working(ui);
                return;
            };
            if lines.is_empty() {
                parts::quiet(ui, "Nothing: no role or grant held gives anything");
            } else {
                let text = "What comes of the roles, groups, grants and limits above. \
                            To change it, change those";
                parts::quiet(ui, text);
            }
            for (nth, line) in lines.iter().enumerate() {
                ui.push_id(nth, |ui| line.show(ui, actions));
            }
        });
}

impl Line {
    fn show(&self, ui: &mut Ui, actions: &mut Actions) {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.add_space(2.0);
        if link(ui, &self.deed).clicked() {
            actions.select(self.permission.clone());
        }
        for path in self.paths.iter().take(MOST_PATHS) {
            parts::quiet(ui, path);
        }
        let n_more = self.paths.len().saturating_sub(MOST_PATHS);
        if n_more > 0 {
            parts::quiet(
                ui,
                format!("and {n_more} more ways; Simulate tells them all"),
            );
        }
    }
}

/// One line a permission and level, but no lower level that reaches no more than the next.
fn lines(model: &Model, all: &[Effective]) -> Vec<Line> {
    let words = Words::new(model);
    let mut list: Vec<Line> = Vec::new();
    for (nth, one) in all.iter().enumerate() {
        let higher = all.get(nth + 1);
        if higher.is_some_and(|higher| {
            higher.permission == one.permission
                && higher.people.len() == one.people.len()
                && higher.items.len() == one.items.len()
        }) {
            continue;
        }
        let on = match (one.people.len(), one.items.len()) {
            (0, 0) => String::new(),
            (1, 0) => " on 1 person".to_owned(),
            (n, 0) => format!(" on {n} people"),
            (_, 1) => " on 1 item".to_owned(),
            (_, n) => format!(" on {n} items"),
        };
        let mut paths: Vec<String> = Vec::new();
        for path in &one.paths {
            let text = path_words(model, path);
            if !paths.contains(&text) {
                paths.push(text);
            }
        }
        list.push(Line {
            permission: Key::Permission(one.permission.clone()),
            deed: format!("{}{on}", words.deed(&one.permission, one.level.as_str())),
            paths,
        });
    }
    list
}

/// "From the role HR, within Finland by the assignment, because of Add candidate".
fn path_words(model: &Model, path: &AccessPath) -> String {
    let words = Words::new(model);
    let mut text = format!("From {}", words.source(path));
    for (place, limit) in &path.limits {
        match place {
            Place::Grant | Place::Direct(_) => text.push_str(&format!(", reaching {limit}")),
            Place::Assignment(_) => text.push_str(&format!(", within {limit} by the assignment")),
            place => text.push_str(&format!(", within {limit} by {}", words.place(place))),
        }
    }
    if let Some(implied) = path
        .implied_by
        .last()
        .and_then(|id| model.implications().get(id))
    {
        let by = words.permission(&implied.permission);
        text.push_str(&format!(", because of {by}"));
    }
    if path.by_pooling {
        text.push_str(", as this module pools its sources");
    }
    text
}
