//! The days something given counts: shown, told apart when over or not yet begun, and edited.

use egui::Ui;

use crate::model::{Date, Window};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{self, Tokens, Type, Weight};
use crate::ui::widgets::{Section, TextField, label};

/// Where a day stands to a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// It counts, and no days are set.
    Always,
    /// It counts now.
    Now,
    /// It begins later.
    Later,
    /// It is over.
    Over,
}

impl When {
    /// Where a day stands to a window.
    pub fn of(window: &Window, day: Date) -> When {
        match (window.from, window.until) {
            (None, None) => When::Always,
            (Some(from), _) if day < from => When::Later,
            (_, Some(until)) if until < day => When::Over,
            _ => When::Now,
        }
    }

    /// True on a day it counts.
    pub fn counts(self) -> bool {
        matches!(self, When::Always | When::Now)
    }

    fn icon(self) -> Icon {
        match self {
            When::Always | When::Now => icons::EVENT,
            When::Later => icons::SCHEDULE,
            When::Over => icons::HISTORY,
        }
    }

    fn ink(self, t: &Tokens) -> egui::Color32 {
        match self {
            When::Always | When::Now => t.text2,
            When::Later => t.info,
            When::Over => t.warning,
        }
    }
}

/// "until 2026-12-31", "over since 2026-01-31"; empty where no days are set.
pub fn words(window: &Window, day: Date) -> String {
    match (When::of(window, day), window.from, window.until) {
        (When::Over, _, Some(until)) => format!("over since {until}"),
        (When::Later, Some(from), None) => format!("from {from}, not yet"),
        (When::Later, Some(from), Some(until)) => format!("{from} to {until}, not yet"),
        (_, Some(from), Some(until)) => format!("{from} to {until}"),
        (_, Some(from), None) => format!("since {from}"),
        (_, None, Some(until)) => format!("until {until}"),
        _ => String::new(),
    }
}

/// The section in which the days are set. Returns the new days when they change.
pub fn edit(ui: &mut Ui, window: &Window, day: Date) -> Option<Window> {
    let mut new = None;
    let said = words(window, day);
    let count = if said.is_empty() { "any day" } else { &said };
    Section::new("Days it counts").count(count).show(ui, |ui| {
        let (from, until) = (window.from, window.until);
        if let Some(from) = field(ui, "From", from, |typed| {
            let (until, typed) = (until?, typed?);
            if typed <= until {
                return None;
            }
            Some(format!(
                "It ends on {until}: it cannot begin on {typed}. Nothing has changed"
            ))
        }) {
            new = Some(Window { from, until });
        }
        if let Some(until) = field(ui, "Until", until, |typed| {
            let (from, typed) = (from?, typed?);
            if from <= typed {
                return None;
            }
            Some(format!(
                "It begins on {from}: it cannot end on {typed}. Nothing has changed"
            ))
        }) {
            new = Some(Window { from, until });
        }
        let when = When::of(window, day);
        let text = match when {
            When::Always => "It counts on any day",
            When::Now => "It counts today; the first and the last day count too",
            When::Later => "It does not count yet",
            When::Over => "It does not count any more",
        };
        let t = theme::tokens(ui);
        ui.horizontal(|ui| {
            icons::icon(ui, when.icon(), 16.0, when.ink(t));
            label(ui, text, Type::Small, Weight::Regular, when.ink(t));
        });
    });
    new
}

/// One day. Returns it when it changes and may stand there; `refuses` says why it may not.
fn field(
    ui: &mut Ui,
    name: &str,
    day: Option<Date>,
    refuses: impl Fn(Option<Date>) -> Option<String>,
) -> Option<Option<Date>> {
    let shown = day.map_or_else(String::new, |day| day.to_string());
    let id = ui.scope_id().with(("day refused", name));
    let refused: Option<String> = ui.data(|data| data.get_temp(id));
    let field = TextField::new(name, &shown)
        .placeholder("Any day, or like 2026-11-21")
        .problem(refused.as_deref())
        .show(ui);
    let typed = field.done?;
    let parsed = match typed.trim() {
        "" => Ok(None),
        typed => typed.parse::<Date>().map(Some),
    };
    let refusal = match &parsed {
        Err(_) => Some(format!(
            "“{}” is no day. A day looks like 2026-11-21",
            typed.trim()
        )),
        Ok(parsed) => refuses(*parsed),
    };
    ui.data_mut(|data| match &refusal {
        Some(text) => {
            data.insert_temp(id, text.clone());
        }
        None => data.remove::<String>(id),
    });
    parsed.ok().filter(|_| refusal.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_apart() {
        let day = |d| Date::new(2026, 11, d).unwrap();
        let window = |from: Option<i8>, until: Option<i8>| Window {
            from: from.map(day),
            until: until.map(day),
        };
        let today = day(21);
        let of = |window: Window| (When::of(&window, today), words(&window, today));
        assert_eq!(of(window(None, None)), (When::Always, String::new()));
        assert_eq!(of(window(None, Some(21))).0, When::Now);
        assert_eq!(of(window(Some(21), None)).1, "since 2026-11-21");
        let over = (When::Over, "over since 2026-11-20".to_owned());
        assert_eq!(of(window(Some(1), Some(20))), over);
        assert_eq!(of(window(Some(22), None)).1, "from 2026-11-22, not yet");
    }
}
