//! What the page shows, as plain data: who gains and who loses by a scenario, why a line of it is
//! so, what the checks say otherwise, and a time line in words.

use std::sync::Arc;

use crate::engine::gate::{Verdict, try_knowing};
use crate::engine::{Engine, ItemRef, Question, Target, capital};
use crate::model::{Change, Date, Key, Model};
use crate::session::{Changes, Checks, Note, Shift, Shifts, TimeLine, Turn, notes};
use crate::ui::shifts::{Group, groups};
use crate::ui::widgets::Tone;

/// As many groups of people are listed.
const MOST_GROUPS: usize = 60;
/// As many lines of one group are listed.
const MOST_LINES: usize = 40;
/// As many of what the checks say are listed.
const MOST_NOTES: usize = 24;

/// Who gains and who loses between two models.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gains {
    /// How many rights are gained.
    pub n_gains: usize,
    /// How many are lost.
    pub n_losses: usize,
    /// How many people gain or lose something.
    pub n_people: usize,
    /// By those who gain and lose the same, each with all its lines.
    pub groups: Vec<Group>,
    /// How many groups are not listed.
    pub n_more: usize,
    /// The shifts behind the lines of each group.
    lines: Vec<Vec<Shift>>,
    /// Only the first few are listed, and the numbers count every single record.
    pub is_cut: bool,
    /// Why the change of it would not be accepted, if it would not.
    pub refusal: Option<String>,
}

impl Gains {
    /// Compares two models.
    pub fn new(old: &Engine, new: &Engine) -> Gains {
        Gains::of(Changes::between(old, new), new.model())
    }

    /// The same; what gains and loses more than so many cells is not listed by name but for the
    /// first few, for it would take more room than there is.
    pub fn within(old: &Engine, new: &Engine, most: u64) -> Gains {
        Gains::of(Changes::within(old, new, most), new.model())
    }

    fn of(changes: Changes, model: &Model) -> Gains {
        let gains = Gains {
            n_people: changes.n_people,
            n_gains: changes.n_gains,
            n_losses: changes.n_losses,
            is_cut: changes.is_cut,
            ..Gains::default()
        };
        let gains = gains.listing(model, &changes.shifts);
        match changes.is_cut {
            true => Gains {
                n_more: changes.n_unlisted(),
                ..gains
            },
            false => gains,
        }
    }

    fn listing(self, model: &Model, shifts: &Shifts) -> Gains {
        let mut all = groups(model, shifts);
        let n_more = all.len().saturating_sub(MOST_GROUPS);
        all.truncate(MOST_GROUPS);
        let lines = all.iter().map(|group| {
            let of_first = shifts.lines.iter();
            let of_first = of_first.filter(|shift| Some(&shift.who) == group.who.as_ref());
            of_first.take(MOST_LINES).cloned().collect()
        });
        Gains {
            lines: lines.collect(),
            groups: all,
            n_more,
            ..self
        }
    }

    /// With what the gate says of the change.
    pub fn tried(self, now: &Engine, change: &Change, today: Date) -> Gains {
        let verdict = try_knowing(Some(now), now.model(), change, None, today);
        let refusal = match verdict {
            Verdict::Refused { message, .. } => Some(message),
            Verdict::Accepted { .. } => None,
        };
        Gains { refusal, ..self }
    }

    /// How many lines of a group are listed.
    pub fn n_listed(&self, group: usize) -> usize {
        self.lines.get(group).map_or(0, Vec::len)
    }

    /// The question a line answers: of the first of those it speaks of.
    pub fn question(&self, group: usize, line: usize) -> Option<Question> {
        let shift = self.lines.get(group)?.get(line)?;
        let target = match (shift.items.first(), shift.people.first()) {
            (Some(item), _) => (Some(item.clone()), None),
            (None, person) => (None, person.cloned()),
        };
        Some(Question {
            actor: shift.who.clone(),
            permission: shift.permission.clone(),
            level: shift.level.clone(),
            target: Target {
                item: target.0,
                person: target.1,
            },
        })
    }
}

/// Why something is so in both models: "Now: …", "Then: …".
pub fn why(old: &Engine, new: &Engine, question: &Question) -> [(bool, String); 2] {
    [old, new].map(|engine| {
        let target = whole(engine.model(), &question.target);
        let answer = engine.decide(
            &question.actor,
            &question.permission,
            &question.level,
            &target,
        );
        (answer.allowed, answer.sentence(engine))
    })
}

/// An item brings along whom it is about.
fn whole(model: &Model, target: &Target) -> Target {
    match (&target.item, &target.person) {
        (Some(ItemRef::Item(id)), _) => Target::of_item(model, id),
        (Some(ItemRef::Account(id)), _) | (None, Some(id)) => Target::of_person(model, id),
        (Some(ItemRef::Role(id)), _) => Target::of_role(id),
        (None, None) => Target::NONE,
    }
}

/// What the checks say otherwise, the worse first; `known` are those of the old model.
pub fn checked(old: &Engine, known: Option<Arc<Checks>>, new: &Engine) -> Vec<Note> {
    let before = known.unwrap_or_else(|| Arc::new(Checks::of(old)));
    let after = Checks::of(new);
    notes((old.model(), &before), (new.model(), &after))
}

/// The same as lines of a card, and how many more there are.
pub fn told(notes: &[Note]) -> (Vec<(Tone, &str, &Key)>, usize) {
    let lines = notes.iter().take(MOST_NOTES).map(|note| {
        let tone = match note.good {
            true => Tone::Allowed,
            false => Tone::Warning,
        };
        (tone, note.text.as_str(), &note.key)
    });
    (lines.collect(), notes.len().saturating_sub(MOST_NOTES))
}

/// "3 rights gained, 1 lost", or that nothing changes.
pub fn amount(shifts: &Shifts) -> String {
    let right = |n: usize| if n == 1 { "right" } else { "rights" };
    match (shifts.n_gains(), shifts.n_losses()) {
        (0, 0) => "nothing changes: it is given otherwise too".to_owned(),
        (n, 0) => format!("{n} {} gained", right(n)),
        (0, n) => format!("{n} {} lost", right(n)),
        (n, m) => format!("{n} {} gained, {m} lost", right(n)),
    }
}

/// A turn of a time line in words: the day, and how much changes on it.
pub fn turn(turn: &Turn) -> String {
    format!("{}: {}", turn.day, amount(&turn.shifts))
}

/// What begins and ends on the day.
pub fn causes(turn: &Turn) -> String {
    match turn.causes.is_empty() {
        true => "What others hold begins or ends".to_owned(),
        false => capital(&turn.causes.join("; ")),
    }
}

/// What is gained and lost on the day, line by line.
pub fn shift_lines(model: &Model, turn: &Turn) -> Vec<(bool, String)> {
    let lines = turn.shifts.lines.iter();
    lines
        .map(|shift| (shift.gain, shift.words(model)))
        .collect()
}

/// The first and last day shown, and where each day stands between them: from 0 to 1.
pub fn axis(line: &TimeLine, also: &[Date]) -> Option<(Date, Date)> {
    let days = line.turns.iter().map(|turn| turn.day);
    let days: Vec<Date> = days.chain(also.iter().copied()).collect();
    Some((*days.iter().min()?, *days.iter().max()?))
}

/// Where a day stands between two, from 0 to 1.
pub fn place(day: Date, from: Date, to: Date) -> f32 {
    let all = from.days_until(to);
    if all <= 0 {
        return 0.5;
    }
    from.days_until(day) as f32 / all as f32
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
