//! The lists of the form: one record, a team or none, someone or nobody, a day.

use egui::Ui;

use crate::model::{Date, Key, Model, Principal, PrincipalId, TeamId};
use crate::ui::access::picker::person_choice;
use crate::ui::widgets::{Choice, Combo, TextField};

/// One of two sentences.
pub(super) fn word_of(is_so: bool, so: &str, otherwise: &str) -> String {
    if is_so { so } else { otherwise }.to_owned()
}

/// One of these records.
pub(super) fn pick<T: Clone + PartialEq>(
    ui: &mut Ui,
    model: &Model,
    name: &str,
    all: &[T],
    key: impl Fn(T) -> Key,
    chosen: &mut Option<T>,
) {
    let titles: Vec<String> = all.iter().map(|id| model.title(&key(id.clone()))).collect();
    let choices: Vec<Choice<'_>> = titles.iter().map(|title| Choice::new(title)).collect();
    let at = all.iter().position(|id| Some(id) == chosen.as_ref());
    let picked = Combo::new(name, &choices, at)
        .placeholder("Choose")
        .show(ui);
    if let Some(id) = picked.and_then(|at| all.get(at)) {
        *chosen = Some(id.clone());
    }
}

/// A team, or none of them.
pub(super) fn pick_or_none(
    ui: &mut Ui,
    model: &Model,
    (name, none): (&str, &str),
    all: &[TeamId],
    chosen: &mut Option<TeamId>,
) {
    let titles: Vec<String> = all
        .iter()
        .map(|id| model.title(&Key::Team(id.clone())))
        .collect();
    let mut choices = vec![Choice::new(none)];
    choices.extend(titles.iter().map(|title| Choice::new(title)));
    let at = all.iter().position(|id| Some(id) == chosen.as_ref());
    let picked = Combo::new(name, &choices, Some(at.map_or(0, |at| at + 1))).show(ui);
    if let Some(at) = picked {
        *chosen = at.checked_sub(1).and_then(|at| all.get(at)).cloned();
    }
}

/// Someone, or with `nobody` nobody. Returns what was picked.
pub(super) fn someone(
    ui: &mut Ui,
    model: &Model,
    name: &str,
    chosen: Option<&Option<PrincipalId>>,
    nobody: Option<&str>,
    can_be: &dyn Fn(&Principal) -> bool,
) -> Option<Option<PrincipalId>> {
    let people = model.principals();
    let n_before = usize::from(nobody.is_some());
    let choice = |nth: usize| match nth.checked_sub(n_before) {
        None => nobody.map(Choice::new),
        Some(nth) => people.at(nth).filter(|p| can_be(p)).map(person_choice),
    };
    let at = match chosen {
        None => None,
        Some(None) => nobody.map(|_| 0),
        Some(Some(id)) => people.position(id).map(|at| at + n_before),
    };
    let picked = Combo::new(name, &[], at)
        .many(people.len() + n_before, &choice)
        .placeholder("Choose")
        .show(ui)?;
    let person = picked.checked_sub(n_before).and_then(|at| people.at(at));
    Some(person.map(|person| person.id.clone()))
}

/// A day, or any.
pub(super) fn day(ui: &mut Ui, name: &str, text: &mut String) {
    let bad = !text.trim().is_empty() && text.trim().parse::<Date>().is_err();
    let typed = text.clone();
    let field = TextField::new(name, &typed)
        .placeholder("Any day, or like 2026-11-21")
        .problem(bad.then_some("A day looks like 2026-11-21"))
        .show(ui);
    if let Some(new) = field.draft.or(field.done) {
        *text = new;
    }
}
