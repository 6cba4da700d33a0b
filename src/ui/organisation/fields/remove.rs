//! Removing a field: who loses what, what keeps it, what access changes.

use egui::{ScrollArea, Ui};

use super::{Page, State};
use crate::model::{Broken, Change, FieldId, Key};
use crate::session::cells::Of;
use crate::session::edits::fields as edits;
use crate::session::{Action, Actions};
use crate::ui::Context;
use crate::ui::checks::words::thousands;
use crate::ui::organisation::preview;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Look, divider, label};

/// A field about to be removed, and who loses what.
#[derive(Debug)]
pub(super) struct Removing {
    name: String,
    holders: Vec<(Key, String)>,
    users: Vec<Key>,
    change: Change,
    /// Why it would be refused.
    problem: Option<String>,
}

impl Removing {
    pub(super) fn of(cx: &Context<'_>, of: &Of, id: &FieldId) -> Option<Removing> {
        let change = edits::remove(cx.model, of, id)?;
        let problem = cx.model.clone().apply(&change).err();
        let problem = problem.map(|broken| needed(cx, &broken));
        Some(Removing {
            name: of.field(cx.model, id)?.name.clone(),
            holders: edits::holders(cx.model, of, id),
            users: edits::users(cx.model, of, id),
            problem,
            change,
        })
    }
}

/// Who would no longer be decided without the field, by name.
fn needed(cx: &Context<'_>, broken: &Broken) -> String {
    let Broken::Problems(problems) = broken else {
        return broken.to_string();
    };
    let mut keys: Vec<&Key> = problems.iter().filter_map(|one| one.key.as_ref()).collect();
    keys.dedup();
    let names: Vec<String> = keys.iter().take(6).map(|key| titled(cx, key)).collect();
    if names.is_empty() {
        return broken.to_string();
    }
    let more = match keys.len().saturating_sub(names.len()) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let names = names.join(", ");
    format!("It cannot go while it decides something: {names}{more}. Change that first")
}

fn titled(cx: &Context<'_>, key: &Key) -> String {
    format!("{} {}", key.word(), cx.model.title(key))
}

/// Who loses what; true if the dialog is done.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    of: &Of,
    state: &mut State,
    actions: &mut Actions,
) -> bool {
    let State { page, preview, .. } = state;
    let Page::Removing(open) = page else {
        return false;
    };
    let t = theme::tokens(ui);
    let (one, many) = of.words(cx.model);
    let words = match open.holders.len() {
        0 => format!("{} says nothing of anyone", open.name),
        1 => format!("1 {one} loses what {} says", open.name),
        n => format!("{} {many} lose what {} says", thousands(n), open.name),
    };
    label(ui, words, Type::Small, Weight::Semibold, t.text);
    lost(ui, cx, &open.holders);
    if !open.users.is_empty() {
        let names: Vec<String> = open
            .users
            .iter()
            .take(6)
            .map(|key| titled(cx, key))
            .collect();
        let words = format!("Used by {}", names.join(", "));
        label(ui, words, Type::Small, Weight::Regular, t.text2);
    }
    divider(ui);
    if let Some(problem) = &open.problem {
        label(ui, problem, Type::Small, Weight::Regular, t.refused);
    } else {
        let outcome = preview.get(ui, cx, &open.change);
        preview::short(ui, outcome.as_deref(), 5);
    }
    let (mut done, mut back) = (false, false);
    ui.horizontal(|ui| {
        let why = open.problem.is_some().then_some("It is needed");
        let button = Button::new("Remove the field")
            .look(Look::Destructive)
            .blocked(why);
        if ui.add(button).clicked() && why.is_none() {
            actions.push(Action::Apply(open.change.clone()));
            done = true;
        }
        back = ui.add(Button::plain("Cancel")).clicked();
    });
    if back || done {
        *page = Page::List;
    }
    false
}

/// Who loses what, line by line.
pub(super) fn lost(ui: &mut Ui, cx: &Context<'_>, list: &[(Key, String)]) {
    let t = theme::tokens(ui);
    ScrollArea::vertical()
        .max_height(18.0 * 8.0)
        .auto_shrink([false, true])
        .show_rows(ui, 18.0, list.len(), |ui, range| {
            for (key, value) in list.get(range).unwrap_or_default() {
                let words = format!("{}: {value}", cx.model.title(key));
                label(ui, words, Type::Small, Weight::Regular, t.text2);
            }
        });
}
