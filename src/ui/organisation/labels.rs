//! Labels: a tree at the left, what carries the chosen one at the right. A label is dragged below
//! another, or moved from a menu.

use std::sync::Arc;

use egui::{Rect, Ui};

use super::drag::{Drag, Drop};
use super::lines::{self, Asked, Line};
use super::preview::{self, Preview};
use super::split;
use super::table;
use crate::model::{Key, LabelId, Model};
use crate::session::cells::Of;
use crate::session::edits::places;
use crate::session::{Action, Actions, Background};
use crate::ui::checks::words::thousands;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Choice, Combo, EmptyPlace, Popover, dialog, label};
use crate::ui::{Context, icons, wake};

/// What the labels keep.
#[derive(Debug, Default)]
pub struct State {
    shown: Option<LabelId>,
    lists: Background<((u64, u64), LabelId), Vec<Line>>,
    drag: Drag,
    /// A circle that was refused, and where.
    refused: Option<(String, Rect)>,
    /// A label whose new place is still to be chosen.
    moving: Option<(LabelId, Option<Option<LabelId>>)>,
    preview: Preview,
}

impl State {
    /// Asks below which label this one is to be.
    pub fn move_under(&mut self, label: LabelId) {
        self.moving = Some((label, None));
    }

    fn label(&mut self, cx: &Context<'_>) -> Option<LabelId> {
        let labels = cx.model.labels();
        if let Some(Key::Label(id)) = cx.selected() {
            self.shown = Some(id.clone());
        }
        self.shown = self.shown.take().filter(|id| labels.contains(id));
        let first = || labels.at(0).map(|label| label.id.clone());
        self.shown = self.shown.take().or_else(first);
        self.shown.clone()
    }
}

/// Draws the tree and the page.
pub fn show(
    ui: &mut Ui,
    cx: &Context<'_>,
    filter: &str,
    state: &mut State,
    table: &mut table::State,
    actions: &mut Actions,
) {
    let Some(shown) = state.label(cx) else {
        table::show(ui, cx, &Of::Labels, filter, table, actions);
        return;
    };
    table.light(Some(Key::Label(shown.clone())));
    let (mut left, mut right) = split::split(ui);
    table::show(&mut left, cx, &Of::Labels, filter, table, actions);
    let asked = page(&mut right, cx, state, &shown, actions);
    match asked {
        Some(Asked::Select(key, held)) if held.command => actions.push(Action::Toggle(key)),
        Some(Asked::Select(key, _) | Asked::Menu(key, _)) => actions.select(key),
        Some(Asked::TakeOut(key)) => {
            actions.extend(places::set_label(cx.model, &key, &shown, false));
        }
        Some(Asked::Grab(_) | Asked::Lead(..)) | None => {}
    }
    carry(ui, cx, state, table);
    state.drag.show(ui, cx, "Move", actions);
    refusal(ui, state);
}

fn page(
    ui: &mut Ui,
    cx: &Context<'_>,
    state: &mut State,
    shown: &LabelId,
    actions: &mut Actions,
) -> Option<Asked> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let (model, asked) = (cx.model.clone(), shown.clone());
    let make = move || carriers(&model, &asked);
    let key = (cx.stamp(), shown.clone());
    state.lists.get(key, cx.at_once(), make, wake(ui.ctx()));
    let is_of = state
        .lists
        .last_key()
        .is_some_and(|known| known.1 == *shown);
    let list: Option<Arc<Vec<Line>>> = state.lists.last().filter(|_| is_of);
    let count = list.as_ref().map_or(String::from("…"), |l| match l.len() {
        0 => "nothing carries it".to_owned(),
        1 => "1 carries it".to_owned(),
        n => format!("{} carry it", thousands(n)),
    });
    let title = cx.model.title(&Key::Label(shown.clone()));
    split::head(ui, &title, &count, |ui| {
        if let Some(key) = add(ui, cx, shown) {
            actions.extend(places::set_label(cx.model, &key, shown, true));
        }
    });
    let list = list?;
    if list.is_empty() {
        EmptyPlace {
            icon: icons::SELL,
            title: "Nothing carries this label yet",
            why: "Items, accounts and roles can. A right on it reaches what is below it as well",
            button: None,
        }
        .show(ui);
        return None;
    }
    lines::show(ui, cx, &list, &format!("Take {title} off {{}}"))
}

/// Items, accounts and roles with a label.
fn carriers(model: &Model, label: &LabelId) -> Vec<Line> {
    let line = |key: Key, detail: String| Line {
        key,
        detail,
        lead: None,
    };
    let items = model
        .items()
        .iter()
        .filter(|item| item.labels.contains(label));
    let items = items.map(|item| {
        let kind = model.title(&Key::Kind(item.kind.clone()));
        line(Key::Item(item.id.clone()), kind)
    });
    let people = model
        .principals()
        .iter()
        .filter(|p| p.labels.contains(label));
    let people = people.map(|p| line(Key::Principal(p.id.clone()), "account".to_owned()));
    let roles = model
        .roles()
        .iter()
        .filter(|role| role.labels.contains(label));
    let roles = roles.map(|role| line(Key::Role(role.id.clone()), "role".to_owned()));
    items.chain(people).chain(roles).collect()
}

/// What can carry it as well.
fn add(ui: &mut Ui, cx: &Context<'_>, label: &LabelId) -> Option<Key> {
    let (items, people, roles) = (cx.model.items(), cx.model.principals(), cx.model.roles());
    let (n_items, n_people) = (items.len(), people.len());
    let choice = |nth: usize| {
        if let Some(item) = items.at(nth) {
            let choice = Choice::new(&item.name).detail("item");
            return (!item.labels.contains(label)).then_some(choice);
        }
        if let Some(person) = nth.checked_sub(n_items).and_then(|nth| people.at(nth)) {
            let choice = Choice::new(&person.name).detail("account");
            return (!person.labels.contains(label)).then_some(choice);
        }
        let role = roles.at(nth.checked_sub(n_items + n_people)?)?;
        let choice = Choice::new(&role.name).detail("role");
        (!role.labels.contains(label)).then_some(choice)
    };
    let picked = Combo::bare("Label something", &[], None)
        .many(n_items + n_people + roles.len(), &choice)
        .placeholder("Label something")
        .width(170.0)
        .tall()
        .show(ui)?;
    if let Some(item) = items.at(picked) {
        return Some(Key::Item(item.id.clone()));
    }
    if let Some(person) = picked.checked_sub(n_items).and_then(|nth| people.at(nth)) {
        return Some(Key::Principal(person.id.clone()));
    }
    let role = roles.at(picked.checked_sub(n_items + n_people)?)?;
    Some(Key::Role(role.id.clone()))
}

/// What putting a label below another does.
fn drop_of(cx: &Context<'_>, id: &LabelId, parent: Option<&LabelId>) -> Drop {
    if let Some(why) = parent.and_then(|up| places::label_circle(cx.model, id, up)) {
        return Drop::Refused(why);
    }
    match places::set_parent(cx.model, id, parent.cloned()) {
        Some(change) => Drop::Change(change),
        None => Drop::Nothing("It is there already".to_owned()),
    }
}

/// A label on the way below another.
fn carry(ui: &Ui, cx: &Context<'_>, state: &mut State, table: &mut table::State) {
    if let Some(key) = table.take_grabbed() {
        state.drag.grab(vec![key]);
        state.refused = None;
    }
    let Some(Key::Label(id)) = state.drag.what.first().cloned() else {
        table.mark(None);
        return;
    };
    let title = cx.model.title(&Key::Label(id.clone()));
    let target = table.pointed().cloned();
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let is_below = table.is_empty_place(pointer);
    let drop = match target.as_ref().map(|(key, _)| key) {
        Some(Key::Label(up)) if *up != id => drop_of(cx, &id, Some(up)),
        None if is_below => drop_of(cx, &id, None),
        _ => Drop::Nothing("Let go over the label above it, or below all for the top".to_owned()),
    };
    let may = !matches!(drop, Drop::Refused(_));
    table.mark(target.as_ref().map(|(key, _)| (key.clone(), may)));
    let at = pointer.map(|at| Rect::from_center_size(at, egui::vec2(2.0, 2.0)));
    let place = target.map(|(_, rect)| rect).or(at);
    if let Some(why) = state.drag.carry(ui, &title, drop, place) {
        state.refused = place.map(|place| (why, place));
    }
}

fn refusal(ui: &Ui, state: &mut State) {
    let Some((why, place)) = &state.refused else {
        return;
    };
    let (_, close) = Popover::new("Not accepted", *place)
        .width(320.0)
        .refused()
        .show(ui.ctx(), |ui| preview::impossible(ui, why));
    if close {
        state.refused = None;
    }
}

/// The dialog that moves a label without dragging.
pub fn moving(ui: &Ui, cx: &Context<'_>, state: &mut State, actions: &mut Actions) {
    let State {
        moving, preview, ..
    } = state;
    let Some((id, to)) = moving else { return };
    let title = format!("Move {} under…", cx.model.title(&Key::Label(id.clone())));
    let (close, escaped) = dialog(ui.ctx(), &title, 420.0, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        content(ui, cx, id, to, preview, actions)
    });
    if close || escaped || !cx.model.labels().contains(id) {
        *moving = None;
    }
}

fn content(
    ui: &mut Ui,
    cx: &Context<'_>,
    id: &LabelId,
    to: &mut Option<Option<LabelId>>,
    preview: &mut Preview,
    actions: &mut Actions,
) -> bool {
    let t = theme::tokens(ui);
    let labels = cx.model.labels();
    let mut choices = vec![Choice::new("At the top")];
    choices.extend(labels.iter().map(|label| Choice::new(&label.name)));
    let at = to.as_ref().map(|up| match up {
        Some(up) => labels.position(up).map_or(0, |nth| nth + 1),
        None => 0,
    });
    let picked = Combo::new("Below", &choices, at)
        .placeholder("Choose a label")
        .show(ui);
    if let Some(nth) = picked {
        let up = nth.checked_sub(1).and_then(|nth| labels.at(nth));
        *to = Some(up.map(|label| label.id.clone()));
    }
    let drop = match to {
        Some(up) => drop_of(cx, id, up.as_ref()),
        None => Drop::Nothing("Choose where it is to be".to_owned()),
    };
    match &drop {
        Drop::Change(change) => {
            let outcome = preview.get(ui, cx, change);
            preview::short(ui, outcome.as_deref(), 5);
        }
        Drop::Refused(why) => preview::impossible(ui, why),
        Drop::Nothing(words) => {
            label(ui, words, Type::Small, Weight::Regular, t.text3);
        }
    }
    let mut done = false;
    ui.horizontal(|ui| {
        let why = match &drop {
            Drop::Change(_) => None,
            Drop::Refused(why) | Drop::Nothing(why) => Some(why.as_str()),
        };
        let clicked = ui.add(Button::primary("Move").blocked(why)).clicked();
        if let (Drop::Change(change), true) = (&drop, clicked) {
            actions.apply(change.clone());
            done = true;
        }
        done |= ui.add(Button::plain("Cancel")).clicked();
    });
    done
}
