//! Parts several inspectors share: a scope, chips of who holds something, lines that are doors.

use std::sync::{Arc, Mutex};

use egui::Ui;

use crate::engine::Engine;
use crate::model::{Change, Key, Model, PrincipalId, Subject};
use crate::session::edits::ladders;
use crate::session::{Action, Actions, Background};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Chip, Run, label, link, runs, waiting};
use crate::ui::{Context, drag};

/// Pushes a change, if there is one.
pub fn apply(change: Option<Change>, actions: &mut Actions) {
    if let Some(change) = change {
        actions.apply(change);
    }
}

/// Pushes what was wished for, or remembers why a record stays as it is.
pub fn wish(
    ui: &Ui,
    cx: &Context<'_>,
    key: &Key,
    outcome: Option<ladders::Outcome>,
    actions: &mut Actions,
) {
    let Some(outcome) = outcome else { return };
    let id = egui::Id::unique(("stays as it is", key));
    match outcome {
        Ok(change) => {
            ui.data_mut(|data| data.remove::<(u64, ladders::Stays)>(id));
            apply(change, actions);
        }
        Err(stays) => {
            ui.data_mut(|data| data.insert_temp(id, (cx.stamp().1, stays)));
        }
    }
}

/// Why a record stays as it is, with a door to everyone who is in the way.
pub fn stays(ui: &mut Ui, cx: &Context<'_>, key: &Key, actions: &mut Actions) {
    const FEW: usize = 8;
    let id = egui::Id::unique(("stays as it is", key));
    let known: Option<(u64, ladders::Stays)> = ui.data(|data| data.get_temp(id));
    let Some((_, stays)) = known.filter(|known| known.0 == cx.stamp().1) else {
        return;
    };
    let t = theme::tokens(ui);
    ui.horizontal_wrapped(|ui| {
        crate::ui::icons::icon(ui, crate::ui::icons::BLOCK, 16.0, t.refused);
        let words = format!("{}. Nothing has changed", stays.why);
        label(ui, words, Type::Small, Weight::Medium, t.refused);
    });
    for one in stays.who.iter().take(FEW) {
        door(ui, cx, one, one.word(), actions);
    }
    if stays.who.len() > FEW {
        quiet(ui, format!("and {} more", stays.who.len() - FEW));
    }
}

/// A name with the days it counts, if any are set.
pub fn with_days(name: String, days: &str) -> String {
    match days {
        "" => name,
        days => format!("{name}, {days}"),
    }
}

/// A quiet line of text.
pub fn quiet(ui: &mut Ui, text: impl Into<String>) {
    let t = theme::tokens(ui);
    label(ui, text, Type::Small, Weight::Regular, t.text3);
}

/// A sentence: strong words, then plain ones.
pub fn line(ui: &mut Ui, strong: &str, plain: &str) {
    let t = theme::tokens(ui);
    let words = [Run::strong(strong), Run::plain(plain)];
    runs(ui, &words, Type::Small, t.text2, t.text);
}

/// A name that leads to its record, with words after it.
pub fn door(ui: &mut Ui, cx: &Context<'_>, key: &Key, words: &str, actions: &mut Actions) {
    ui.push_id(key, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            if link(ui, &cx.model.title(key)).clicked() {
                actions.push(Action::Select(Some(key.clone())));
            }
            if !words.is_empty() {
                quiet(ui, words);
            }
        });
    });
}

/// The record of a user or a group.
pub fn key_of(subject: &Subject) -> Key {
    match subject {
        Subject::User(id) => Key::Principal(id.clone()),
        Subject::Group(id) => Key::Group(id.clone()),
    }
}

/// The user or group a key names.
pub fn subject_of(key: &Key) -> Option<Subject> {
    match key {
        Key::Principal(id) => Some(Subject::User(id.clone())),
        Key::Group(id) => Some(Subject::Group(id.clone())),
        _ => None,
    }
}

/// People by name, the first few, each a door.
pub fn names(ui: &mut Ui, cx: &Context<'_>, ids: &[PrincipalId], actions: &mut Actions) {
    const FEW: usize = 18;
    let all_id = ui.scope_id().with("all names");
    let mut all: bool = ui.data(|data| data.get_temp(all_id)).unwrap_or(false);
    let n = if all { ids.len().min(600) } else { FEW };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        for id in ids.iter().take(n) {
            let key = Key::Principal(id.clone());
            let name = cx.model.title(&key);
            // No scope of its own: only what is placed directly is wrapped.
            let chip = Chip::new(&name).show(ui).response;
            drag::source(ui, chip.rect, &key);
            if chip.clicked() {
                actions.push(Action::Select(Some(key)));
            }
        }
    });
    if ids.len() > n {
        let text = format!("and {} more", ids.len() - n);
        if !all && link(ui, &text).clicked() {
            all = true;
        }
    }
    ui.data_mut(|data| data.insert_temp(all_id, all));
}

/// What follows from the answers about a record: worked out once and kept while it is looked at.
/// None while it is being worked out, so that nothing of an earlier model stands there.
pub fn kept<T: Send + Sync + 'static>(
    ui: &Ui,
    cx: &Context<'_>,
    name: &str,
    key: &Key,
    make: impl FnOnce(&Engine) -> T + Send + 'static,
) -> Option<Arc<T>> {
    if !cx.is_current() {
        return None;
    }
    let engine = cx.engine.clone();
    keep(ui, cx, name, (cx.answers(), key.clone()), move || {
        make(&engine)
    })
}

/// What follows from the facts alone about a record.
pub fn kept_facts<T: Send + Sync + 'static>(
    ui: &Ui,
    cx: &Context<'_>,
    name: &str,
    key: &Key,
    make: impl FnOnce(&Model) -> T + Send + 'static,
) -> Option<Arc<T>> {
    let model = cx.model.clone();
    keep(ui, cx, name, (cx.stamp(), key.clone()), move || {
        make(&model)
    })
}

fn keep<T: Send + Sync + 'static>(
    ui: &Ui,
    cx: &Context<'_>,
    name: &str,
    of: ((u64, u64), Key),
    make: impl FnOnce() -> T + Send + 'static,
) -> Option<Arc<T>> {
    type Slot<T> = Arc<Mutex<Background<((u64, u64), Key), T>>>;
    let id = egui::Id::unique(("kept", name));
    let slot: Slot<T> = ui.data_mut(|data| data.get_temp_mut_or_default::<Slot<T>>(id).clone());
    // Only this thread locks it, and only here.
    let mut slot = slot.lock().ok()?;
    let wake = ui.ctx().clone();
    slot.get(of, cx.at_once(), make, move || wake.request_repaint())
}

/// A section whose content is worked out, in a thread for large models.
pub fn working(ui: &mut Ui) {
    waiting(ui, "Working out…");
}
