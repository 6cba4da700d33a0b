//! The dialog before something goes that other records name: what names it, what goes with it,
//! what keeps it, and what access changes.

use egui::{ScrollArea, Ui};

use super::preview::{self, Preview};
use crate::model::{Change, Key};
use crate::session::edits::{kinds, removal};
use crate::session::{Action, Actions};
use crate::ui::Context;
use crate::ui::checks::words::thousands;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Look, dialog, divider, label};

/// What the dialog keeps.
#[derive(Debug, Default)]
pub struct State {
    keys: Vec<Key>,
    draft: Option<Draft>,
    preview: Preview,
}

/// What is about to go.
#[derive(Debug)]
struct Draft {
    of: (u64, u64),
    users: Vec<Key>,
    change: Change,
    /// Why it would be refused.
    problem: Option<String>,
}

impl State {
    /// Asks about these.
    pub fn start(&mut self, keys: Vec<Key>) {
        self.keys = keys;
        self.draft = None;
    }
}

impl Draft {
    fn of(cx: &Context<'_>, keys: &[Key]) -> Draft {
        let change = match keys {
            [Key::Kind(id)] => kinds::remove(cx.model, id),
            keys => removal::remove(cx.model, keys),
        };
        let mut users: Vec<Key> = Vec::new();
        for user in keys.iter().flat_map(|key| cx.model.uses_of(key)) {
            if !keys.contains(&user) && !users.contains(&user) {
                users.push(user);
            }
        }
        let problem = cx.model.clone().apply(&change).err();
        Draft {
            of: cx.stamp(),
            users,
            problem: problem.map(|broken| broken.to_string()),
            change,
        }
    }
}

/// Draws the dialog while something is asked about.
pub fn show(ui: &Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    state.keys.retain(|key| cx.model.contains(key));
    if state.keys.is_empty() {
        return;
    }
    let State {
        keys,
        draft,
        preview,
    } = state;
    if draft.as_ref().is_some_and(|draft| draft.of != cx.stamp()) {
        *draft = None;
    }
    let open = draft.get_or_insert_with(|| Draft::of(cx, keys));
    let title = match keys.as_slice() {
        [one] => format!("Remove {}", cx.model.title(one)),
        keys => format!("Remove {}", thousands(keys.len())),
    };
    let (close, escaped) = dialog(ui.ctx(), &title, 480.0, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        content(ui, cx, open, preview, actions)
    });
    if close || escaped {
        keys.clear();
    }
}

fn content(
    ui: &mut Ui,
    cx: &Context<'_>,
    open: &Draft,
    preview: &mut Preview,
    actions: &mut Actions,
) -> bool {
    let t = theme::tokens(ui);
    let words = match open.users.len() {
        0 => "Nothing else names it".to_owned(),
        1 => "1 other record names it:".to_owned(),
        n => format!("{} other records name it:", thousands(n)),
    };
    label(ui, words, Type::Small, Weight::Semibold, t.text);
    ScrollArea::vertical()
        .max_height(18.0 * 8.0)
        .auto_shrink([false, true])
        .show_rows(ui, 18.0, open.users.len(), |ui, range| {
            for key in open.users.get(range).unwrap_or_default() {
                let words = format!("{} · {}", cx.model.title(key), key.word());
                label(ui, words, Type::Small, Weight::Regular, t.text2);
            }
        });
    let words = preview::sentence(&open.change.label);
    label(ui, words, Type::Small, Weight::Regular, t.text2);
    divider(ui);
    match &open.problem {
        Some(problem) => {
            let words = format!("It cannot go: {problem}. Change that first");
            label(ui, words, Type::Small, Weight::Regular, t.refused);
        }
        None => {
            let outcome = preview.get(ui, cx, &open.change);
            preview::short(ui, outcome.as_deref(), 6);
        }
    }
    let mut done = false;
    ui.horizontal(|ui| {
        let why = open.problem.is_some().then_some("It is needed");
        let button = Button::new("Remove").look(Look::Destructive).blocked(why);
        if ui.add(button).clicked() && why.is_none() {
            actions.push(Action::Apply(open.change.clone()));
            done = true;
        }
        done |= ui.add(Button::plain("Cancel")).clicked();
    });
    done
}
