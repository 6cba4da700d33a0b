//! What a change would give and take, before it is made: worked out beside the window, and told
//! by number and by name.

use std::sync::Arc;

use egui::Ui;

use crate::model::{Change, Key};
use crate::session::edits::moves::some_of;
use crate::session::{Background, Shifts};
use crate::ui::Context;
use crate::ui::checks::words::thousands;
use crate::ui::shifts::{self, Outcome as Choice};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Button, Run, label, runs};
use crate::ui::{icons, wake};

/// More lines than this are told in short: a card of them all would be too long to read.
const MOST_LINES: usize = 300;

/// The change that was asked about last, and what would come of it.
#[derive(Debug, Default)]
pub struct Preview {
    outcome: Background<((u64, u64), u64), Option<Outcome>>,
    of: Option<Change>,
    nth: u64,
}

/// What would come of a change.
#[derive(Debug)]
pub struct Outcome {
    /// Every line.
    pub shifts: Shifts,
    /// In short: who, how much more, how much less.
    brief: Vec<(String, usize, usize)>,
}

impl Preview {
    /// What would come of a change, once it is known: nothing inside where it would be refused.
    pub fn get(
        &mut self,
        ui: &Ui,
        cx: &Context<'_>,
        change: &Change,
    ) -> Option<Arc<Option<Outcome>>> {
        if !cx.is_current() {
            return None;
        }
        if self.of.as_ref() != Some(change) {
            self.of = Some(change.clone());
            self.nth += 1;
        }
        let (now, asked, day) = (cx.engine.clone(), change.clone(), cx.day());
        let make = move || {
            let shifts = Shifts::of_change(&now, &asked, day)?;
            let brief = brief(now.model(), &shifts);
            Some(Outcome { shifts, brief })
        };
        let is_small = shifts::is_small(cx.model);
        let of = (cx.answers(), self.nth);
        self.outcome.get(of, is_small, make, wake(ui.ctx()))
    }
}

/// Principal by principal; those who gain and lose as much together.
fn brief(model: &crate::model::Model, shifts: &Shifts) -> Vec<(String, usize, usize)> {
    let mut each: Vec<(&crate::model::PrincipalId, usize, usize)> = Vec::new();
    for line in &shifts.lines {
        match each.last_mut() {
            Some((who, more, less)) if **who == line.who => {
                *more += usize::from(line.gain);
                *less += usize::from(!line.gain);
            }
            _ => each.push((&line.who, usize::from(line.gain), usize::from(!line.gain))),
        }
    }
    let mut kinds: Vec<((usize, usize), Vec<String>)> = Vec::new();
    for (who, more, less) in each {
        let name = model.title(&Key::Principal(who.clone()));
        match kinds.iter_mut().find(|(kind, _)| *kind == (more, less)) {
            Some((_, names)) => names.push(name),
            None => kinds.push(((more, less), vec![name])),
        }
    }
    let told = kinds
        .into_iter()
        .map(|((more, less), names)| (some_of(&names).unwrap_or_default(), more, less));
    told.collect()
}

/// "3 rights gained, 2 lost, 4 people".
pub fn numbers(shifts: &Shifts) -> String {
    if shifts.is_empty() {
        return "Nobody’s access changes".to_owned();
    }
    let (more, less) = (shifts.n_gains(), shifts.n_losses());
    let people = match shifts.n_people() {
        1 => "1 person".to_owned(),
        n => format!("{} people", thousands(n)),
    };
    let right = |n: usize| if n == 1 { "right" } else { "rights" };
    match (more, less) {
        (_, 0) => format!("{} {} gained, by {people}", thousands(more), right(more)),
        (0, _) => format!("{} {} lost, by {people}", thousands(less), right(less)),
        _ => format!(
            "{} {} gained and {} lost, by {people}",
            thousands(more),
            right(more),
            thousands(less)
        ),
    }
}

/// Numbers, and by name as many lines as there is room for.
pub fn short(ui: &mut Ui, outcome: Option<&Option<Outcome>>, most: usize) {
    let t = theme::tokens(ui);
    let Some(outcome) = outcome else {
        let words = "Working out who gains and who loses";
        label(ui, words, Type::Small, Weight::Regular, t.text3);
        return;
    };
    let Some(outcome) = outcome else {
        let words = "This would not be accepted";
        label(ui, words, Type::Small, Weight::Regular, t.refused);
        return;
    };
    let words = numbers(&outcome.shifts);
    label(ui, words, Type::Small, Weight::Medium, t.text);
    for (who, more, less) in outcome.brief.iter().take(most) {
        let words = match (more, less) {
            (more, 0) => format!(": {more} more"),
            (0, less) => format!(": {less} less"),
            (more, less) => format!(": {more} more, {less} less"),
        };
        let words = [Run::strong(who), Run::plain(&words)];
        runs(ui, &words, Type::Small, t.text2, t.text);
    }
    if outcome.brief.len() > most {
        let words = format!("and {} more", outcome.brief.len() - most);
        label(ui, words, Type::Small, Weight::Regular, t.text3);
    }
}

/// Why something cannot be.
pub fn impossible(ui: &mut Ui, why: &str) {
    let t = theme::tokens(ui);
    ui.horizontal(|ui| {
        icons::icon(ui, icons::BLOCK, 16.0, t.refused);
        let words = "Not possible";
        label(ui, words, Type::Small, Weight::Semibold, t.refused);
    });
    label(ui, why, Type::Small, Weight::Regular, t.text2);
}

/// The card that asks whether a change is meant, with everything by name.
pub fn ask(
    ui: &mut Ui,
    cx: &Context<'_>,
    change: &Change,
    outcome: Option<&Option<Outcome>>,
    verb: &str,
) -> Option<Choice> {
    if let Some(Some(outcome)) = outcome
        && outcome.shifts.lines.len() <= MOST_LINES
    {
        let shifts = Some(outcome.shifts.clone());
        return shifts::card(ui, cx, change, Some(&shifts), verb);
    }
    let t = theme::tokens(ui);
    ui.spacing_mut().item_spacing.y = 6.0;
    let title = sentence(&change.label);
    label(ui, title, Type::Body, Weight::Semibold, t.text);
    short(ui, outcome, 10);
    ui.add_space(4.0);
    let mut choice = None;
    ui.horizontal(|ui| {
        if ui.add(Button::primary(verb)).clicked() {
            choice = Some(Choice::Do);
        }
        if ui.add(Button::new("Keep as scenario")).clicked() {
            choice = Some(Choice::Keep);
        }
        if ui.add(Button::plain("Cancel")).clicked() {
            choice = Some(Choice::Cancel);
        }
    });
    choice
}

/// With its first letter in upper case.
pub fn sentence(label: &str) -> String {
    let mut chars = label.chars();
    let first = chars.next();
    first.map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
