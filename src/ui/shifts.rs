//! Who gains and who loses: the card before a change is made, and the lists of Compare.

use egui::Ui;

use crate::model::{Change, Key, Model, PrincipalId};
use crate::session::Shifts;

use super::Context;
use super::theme::{self, Type, Weight};
use super::widgets::{
    CardAction, CardNote, ChangeCard, ChangeGroup, ChangeLine, Look, Tone, label, spinner,
};

/// What was chosen on the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Do it.
    Do,
    /// Keep it as a scenario, for later.
    Keep,
    /// Leave it.
    Cancel,
}

/// Lines of one principal, in words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// Who; the group of the rest has none.
    pub who: Option<PrincipalId>,
    /// The name.
    pub name: String,
    /// Gain or loss, and what.
    pub lines: Vec<(bool, String)>,
}

/// Small enough to be compared while one frame is drawn.
pub fn is_small(model: &Model) -> bool {
    model.principals().len() < 80
}

/// The lines by principal; those with the same lines together.
pub fn groups(model: &Model, shifts: &Shifts) -> Vec<Group> {
    groups_between(model, model, shifts, usize::MAX)
}

/// The same of the first principals, where what is gained is told by the model after and what is lost
/// by the one before: some are in one of them only.
pub fn groups_between(before: &Model, after: &Model, shifts: &Shifts, most: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for shift in &shifts.lines {
        let model = if shift.gain { after } else { before };
        let line = (shift.gain, shift.words(model));
        let n_groups = groups.len();
        match groups.last_mut() {
            Some(group) if group.who.as_ref() == Some(&shift.who) => group.lines.push(line),
            _ if n_groups >= most => break,
            _ => groups.push(Group {
                who: Some(shift.who.clone()),
                name: model.title(&Key::Principal(shift.who.clone())),
                lines: vec![line],
            }),
        }
    }
    together(groups)
}

/// Principals who gain and lose just the same are one group: "Ann, Bob and 7 more".
fn together(groups: Vec<Group>) -> Vec<Group> {
    let mut merged: Vec<(Group, Vec<String>)> = Vec::new();
    for group in groups {
        match merged.iter_mut().find(|(one, _)| one.lines == group.lines) {
            Some((_, names)) => names.push(group.name),
            None => {
                let names = vec![group.name.clone()];
                merged.push((group, names));
            }
        }
    }
    merged
        .into_iter()
        .map(|(mut group, names)| {
            group.name = match names.as_slice() {
                [one] => one.clone(),
                [one, two] => format!("{one} and {two}"),
                [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
                [] => String::new(),
            };
            group
        })
        .collect()
}

/// Draws the card of a change that is not yet made.
pub fn card(
    ui: &mut Ui,
    cx: &Context<'_>,
    change: &Change,
    shifts: Option<&Option<Shifts>>,
    verb: &str,
) -> Option<Outcome> {
    let t = theme::tokens(ui);
    let mut title = change.label.clone();
    if let Some(first) = title.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    let Some(shifts) = shifts else {
        label(ui, &title, Type::Body, Weight::Semibold, t.text);
        let cancelled = spinner(ui, "Working out who gains and who loses");
        return cancelled.then_some(Outcome::Cancel);
    };
    // A change that would be refused has no outcome; doing it says why.
    let none = Shifts::default();
    let shifts = shifts.as_ref().unwrap_or(&none);
    let groups = groups(cx.model, shifts);
    let lines: Vec<Vec<ChangeLine<'_>>> = groups
        .iter()
        .map(|group| {
            group
                .lines
                .iter()
                .map(|(gain, what)| ChangeLine {
                    gain: *gain,
                    who: if *gain { "can" } else { "no longer can" },
                    what,
                })
                .collect()
        })
        .collect();
    let shown: Vec<ChangeGroup<'_>> = groups
        .iter()
        .zip(&lines)
        .map(|(group, lines)| ChangeGroup {
            title: &group.name,
            count: lines.len(),
            lines,
        })
        .collect();
    let rest = match shifts.n_people() {
        1 => "1 person".to_owned(),
        n => format!("{n} people"),
    };
    let note = [CardNote {
        tone: Tone::Info,
        text: "Nobody’s access changes",
    }];
    let card = ChangeCard {
        title: &title,
        gained: (shifts.n_gains(), "gained"),
        lost: (shifts.n_losses(), "lost"),
        rest: &rest,
        groups: &shown,
        notes: if shifts.is_empty() { &note } else { &[] },
        buttons: &[
            (verb, Look::Primary),
            ("Keep as scenario", Look::Secondary),
            ("Cancel", Look::Plain),
        ],
    };
    match card.show(ui) {
        Some(CardAction::Button(0)) => Some(Outcome::Do),
        Some(CardAction::Button(1)) => Some(Outcome::Keep),
        Some(CardAction::Button(_)) => Some(Outcome::Cancel),
        _ => None,
    }
}
