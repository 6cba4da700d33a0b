//! The control that stands in a cell while it is edited: a line of text, or the list of what can
//! be chosen.

use egui::{Stroke, StrokeKind, TextEdit};

use super::cells::{Editing, Leave, Typed};
use crate::model::{Key, Principal};
use crate::session::cells::{CellKind, Column};
use crate::ui::Context;
use crate::ui::access::picker::person_choice;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Cell, Choice, Combo, Opened, put_caret_last};

/// What was asked of the control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// Leave the cell as it was.
    GiveUp,
    /// Take this over and leave.
    Commit(Typed, Leave),
}

fn text_id() -> egui::Id {
    egui::Id::unique("text of the cell")
}

/// Gives it the keyboard before it is drawn: what is typed next is not lost.
pub(super) fn focus(ui: &egui::Ui, editing: &Editing, name: &str) {
    let id = match editing.kind {
        CellKind::Typed(_) => text_id(),
        _ => Combo::search_id(name),
    };
    ui.memory_mut(|memory| memory.request_focus(id));
    put_caret_last(ui, id, &editing.text);
}

/// Draws it in the cell.
pub(super) fn show(
    cell: &mut Cell<'_>,
    cx: &Context<'_>,
    editing: &mut Editing,
    name: &str,
) -> Option<Asked> {
    let t = theme::tokens(cell.ui);
    let edge = if editing.problem.is_some() {
        t.refused
    } else {
        t.accent
    };
    let painter = cell.painter();
    painter.rect_filled(cell.rect, 0.0, t.inset);
    painter.rect_stroke(cell.rect, 0.0, Stroke::new(2.0, edge), StrokeKind::Inside);
    let asked = match &editing.kind {
        CellKind::Typed(hint) => line(cell, editing, hint, name),
        CellKind::OneOf(_) => one_of(cell, editing, name),
        CellKind::Person => person(cell, cx, editing, name),
        CellKind::People => people(cell, cx, editing, name),
        CellKind::Several(_) => several(cell, cx, editing, name),
        CellKind::Fixed => Some(Asked::GiveUp),
    };
    editing.first = false;
    asked
}

fn line(cell: &mut Cell<'_>, editing: &mut Editing, hint: &str, name: &str) -> Option<Asked> {
    let t = theme::tokens(cell.ui);
    let id = text_id();
    let mut child = cell.child();
    let place = child.max_rect().shrink2(egui::vec2(6.0, 4.0));
    let mut child = child.new_child(egui::UiBuilder::new().max_rect(place));
    let before = editing.text.clone();
    let edit = TextEdit::singleline(&mut editing.text)
        .id(id)
        .lock_focus(true)
        .frame(egui::Frame::NONE)
        .margin(egui::Margin::ZERO)
        .font(Type::Small.regular())
        .text_color(t.text)
        .hint_text(Type::Small.rich(hint, Weight::Regular, t.text3))
        .desired_width(place.width());
    let response = egui::Widget::ui(edit, &mut child).accessible_name(name);
    if editing.first {
        response.request_focus();
        put_caret_last(&child, id, &editing.text);
    }
    if editing.text != before {
        editing.problem = None;
    }
    let (escape, tab) = child.input(|input| {
        let escape = input.key_pressed(egui::Key::Escape);
        (escape, input.key_pressed(egui::Key::Tab))
    });
    if escape {
        return Some(Asked::GiveUp);
    }
    if !tab && (editing.first || !response.lost_focus()) {
        return None;
    }
    let typed = Typed::Text(editing.text.clone());
    Some(Asked::Commit(typed, Leave::of_keys(&child)))
}

/// What was typed, on the frame a list opens.
fn first(editing: &Editing) -> Option<&str> {
    editing.first.then_some(editing.text.as_str())
}

fn one_of(cell: &Cell<'_>, editing: &Editing, name: &str) -> Option<Asked> {
    let CellKind::OneOf(words) = &editing.kind else {
        return None;
    };
    let can_be_blank = editing.cell.can_be_blank();
    let mut choices: Vec<Choice<'_>> = Vec::new();
    if can_be_blank {
        choices.push(Choice::new("Not set"));
    }
    choices.extend(words.iter().map(|word| Choice::new(word)));
    let combo = Combo::bare(name, &choices, editing.ticked.first().copied());
    let n_before = usize::from(can_be_blank);
    answer(cell, combo, editing, |nth| {
        let word = nth.checked_sub(n_before).and_then(|nth| words.get(nth));
        Typed::Text(word.cloned().unwrap_or_default())
    })
}

fn answer(
    cell: &Cell<'_>,
    combo: Combo<'_>,
    editing: &Editing,
    typed: impl Fn(usize) -> Typed,
) -> Option<Asked> {
    match combo.open_at(cell.ui, cell.rect, first(editing)) {
        Opened::Waiting => None,
        Opened::Picked(nth) => Some(Asked::Commit(typed(nth), Leave::of_keys(cell.ui))),
        Opened::Done | Opened::GivenUp => Some(Asked::GiveUp),
    }
}

/// Someone who can stand in a column.
fn can_be(column: &Column, key: &Key, person: &Principal) -> bool {
    let is_oneself = matches!(key, Key::Principal(id) if *id == person.id);
    match column {
        Column::Manager(_) | Column::Managers(_) => person.has_record() && !is_oneself,
        Column::Field(_) => person.has_record(),
        _ => true,
    }
}

fn person(cell: &Cell<'_>, cx: &Context<'_>, editing: &Editing, name: &str) -> Option<Asked> {
    let people = cx.model.principals();
    let choice = |nth: usize| match nth.checked_sub(1) {
        None => Some(Choice::new("Nobody")),
        Some(nth) => {
            let person = people.at(nth)?;
            can_be(&editing.cell, &editing.key, person).then(|| person_choice(person))
        }
    };
    let record = cx.model.record(&editing.key)?;
    let who = editing.cell.whom(&record);
    let at = who.and_then(|id| people.position(&id)).map(|nth| nth + 1);
    let combo = Combo::bare(name, &[], at).many(people.len() + 1, &choice);
    answer(cell, combo, editing, |nth| {
        let person = nth.checked_sub(1).and_then(|nth| people.at(nth));
        Typed::Person(person.map(|person| person.id.clone()))
    })
}

fn people(cell: &Cell<'_>, cx: &Context<'_>, editing: &mut Editing, name: &str) -> Option<Asked> {
    let people = cx.model.principals();
    let (column, key) = (editing.cell.clone(), editing.key.clone());
    let choice = |nth: usize| {
        let person = people.at(nth)?;
        can_be(&column, &key, person).then(|| person_choice(person))
    };
    let ticked = editing.ticked.clone();
    let is_ticked = |nth: usize| ticked.contains(&nth);
    let combo = Combo::bare(name, &[], None)
        .many(people.len(), &choice)
        .ticks(&is_ticked);
    let key_at = |nth: usize| {
        let person = people.at(nth)?;
        Some(Key::Principal(person.id.clone()))
    };
    ticks(cell, combo, editing, key_at)
}

fn several(cell: &Cell<'_>, cx: &Context<'_>, editing: &mut Editing, name: &str) -> Option<Asked> {
    let CellKind::Several(keys) = editing.kind.clone() else {
        return None;
    };
    let titles: Vec<String> = keys.iter().map(|key| cx.model.title(key)).collect();
    let choices: Vec<Choice<'_>> = titles.iter().map(|title| Choice::new(title)).collect();
    let ticked = editing.ticked.clone();
    let is_ticked = |nth: usize| ticked.contains(&nth);
    let combo = Combo::bare(name, &choices, None).ticks(&is_ticked);
    ticks(cell, combo, editing, |nth| keys.get(nth).cloned())
}

fn ticks(
    cell: &Cell<'_>,
    combo: Combo<'_>,
    editing: &mut Editing,
    key_at: impl Fn(usize) -> Option<Key>,
) -> Option<Asked> {
    match combo.open_at(cell.ui, cell.rect, first(editing)) {
        Opened::Waiting => None,
        Opened::Picked(nth) => {
            if !editing.ticked.remove(&nth) {
                editing.ticked.insert(nth);
            }
            None
        }
        Opened::Done => {
            let keys = editing.ticked.iter().filter_map(|nth| key_at(*nth));
            let typed = Typed::Several(keys.collect());
            Some(Asked::Commit(typed, Leave::of_keys(cell.ui)))
        }
        Opened::GivenUp => Some(Asked::GiveUp),
    }
}
