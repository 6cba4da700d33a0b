//! What Compare shows, as plain data: who gains and who loses what, by name. One line stands for
//! one person, one permission and one level, on however many others.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::engine::{Cell, Comparison, Difference, Engine, Question, Target, Words};
use crate::model::{Key, LevelId, Model, PermissionId, PrincipalId};
use crate::session::{Checks, Note, notes};
use crate::ui::checks::words::names;

/// By what lines stand together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// By person.
    #[default]
    Person,
    /// By permission.
    Permission,
}

/// One gain or loss.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// A gain, not a loss.
    pub gain: bool,
    /// Who.
    pub who: PrincipalId,
    /// Their name.
    pub name: String,
    /// The permission.
    pub permission: PermissionId,
    /// What they can do now, or no longer: "can edit Salary of Anna Ott".
    pub text: String,
    /// On how many people or items.
    pub n_targets: usize,
    /// The question to ask in Simulate; none where the model now does not hold who or what.
    pub question: Option<Question>,
}

impl Line {
    /// The line as a sentence.
    pub fn sentence(&self) -> String {
        format!("{} {}", self.name, self.text)
    }
}

/// Lines that stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The person or the permission.
    pub key: Key,
    /// Its name.
    pub title: String,
    /// Gains in it.
    pub n_gains: usize,
    /// Losses in it.
    pub n_losses: usize,
    /// Places of its lines in the list of all.
    pub lines: Vec<usize>,
}

/// The whole comparison.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Every gain and loss, by person, then by permission.
    pub lines: Vec<Line>,
    /// People who gain something.
    pub n_gain: usize,
    /// People who lose something.
    pub n_lose: usize,
    /// People for whom nothing differs.
    pub n_same: usize,
    /// Expectations, duty conflicts and findings that came or went.
    pub notes: Vec<Note>,
}

/// Compares two models. None if it was stopped.
pub fn outcome(old: &Engine, new: &Engine, stop: &AtomicBool) -> Option<Outcome> {
    let comparison = Comparison::new(old, new);
    let mut outcome = Outcome::default();
    for who in &comparison.everyone() {
        if stop.load(Ordering::Relaxed) {
            return None;
        }
        let difference = comparison.of(who);
        let before = outcome.lines.len();
        lines_of(old, new, who, &difference, &mut outcome.lines);
        let own = outcome.lines.get(before..).unwrap_or_default();
        outcome.n_gain += usize::from(own.iter().any(|line| line.gain));
        outcome.n_lose += usize::from(own.iter().any(|line| !line.gain));
        outcome.n_same += usize::from(own.is_empty());
    }
    let checks = [old, new].map(Checks::of);
    outcome.notes = notes((old.model(), &checks[0]), (new.model(), &checks[1]));
    Some(outcome)
}

/// Lines put together by person or by permission.
pub fn groups(model: &Model, old: &Model, lines: &[Line], by: GroupBy) -> Vec<Group> {
    let mut groups: BTreeMap<(usize, Key), Group> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let (place, key) = match by {
            GroupBy::Person => (0, Key::Principal(line.who.clone())),
            GroupBy::Permission => {
                let place = model.permissions().position(&line.permission);
                (
                    place.unwrap_or(usize::MAX),
                    Key::Permission(line.permission.clone()),
                )
            }
        };
        let group = groups.entry((place, key.clone())).or_insert_with(|| Group {
            title: title(model, old, &key),
            key,
            n_gains: 0,
            n_losses: 0,
            lines: Vec::new(),
        });
        group.n_gains += usize::from(line.gain);
        group.n_losses += usize::from(!line.gain);
        group.lines.push(at);
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    if by == GroupBy::Person {
        groups.sort_by(|a, b| a.title.cmp(&b.title).then_with(|| a.key.cmp(&b.key)));
    }
    groups
}

fn title(new: &Model, old: &Model, key: &Key) -> String {
    if new.contains(key) {
        new.title(key)
    } else {
        old.title(key)
    }
}

fn lines_of(
    old: &Engine,
    new: &Engine,
    who: &PrincipalId,
    difference: &Difference,
    lines: &mut Vec<Line>,
) {
    let sides = [
        (false, old, &difference.losses),
        (true, new, &difference.gains),
    ];
    let mut own: Vec<(usize, Line)> = Vec::new();
    for (gain, engine, cells) in sides {
        let model = engine.model();
        for ((permission, rank), targets) in by_level(model, cells, gain) {
            let Some(level) = model.ladder_of(&permission).and_then(|l| l.level(rank)) else {
                continue;
            };
            let place = new.model().permissions().position(&permission);
            own.push((
                place.unwrap_or(usize::MAX),
                line(model, new.model(), who, &permission, level, &targets, gain),
            ));
        }
    }
    own.sort_by_key(|(place, line)| (*place, line.gain));
    lines.extend(own.into_iter().map(|(_, line)| line));
}

/// Targets by permission and level: gained at the highest level, lost from the lowest on.
fn by_level(
    model: &Model,
    cells: &[Cell],
    gain: bool,
) -> BTreeMap<(PermissionId, usize), Vec<Target>> {
    let mut ranks: BTreeMap<(&PermissionId, &Target), usize> = BTreeMap::new();
    for cell in cells {
        let ladder = model.ladder_of(&cell.permission);
        let Some(rank) = ladder.and_then(|ladder| ladder.rank(&cell.level)) else {
            continue;
        };
        let best = ranks
            .entry((&cell.permission, &cell.target))
            .or_insert(rank);
        *best = if gain {
            rank.max(*best)
        } else {
            rank.min(*best)
        };
    }
    let mut by: BTreeMap<(PermissionId, usize), Vec<Target>> = BTreeMap::new();
    for ((permission, target), rank) in ranks {
        let key = (permission.clone(), rank);
        by.entry(key).or_default().push(target.clone());
    }
    by
}

fn line(
    model: &Model,
    now: &Model,
    who: &PrincipalId,
    permission: &PermissionId,
    level: &LevelId,
    targets: &[Target],
    gain: bool,
) -> Line {
    let words = Words::new(model);
    let deed = words.deed(permission, level.as_str());
    let titles: Vec<String> = targets
        .iter()
        .take(3)
        .map(|target| match &target.person {
            Some(person) if person == who && !is_item(target) => "themselves".to_owned(),
            _ => target.title(model),
        })
        .chain(targets.iter().skip(3).map(|_| String::new()))
        .collect();
    let of = match names(&titles) {
        of if of.is_empty() => String::new(),
        of => format!(" of {of}"),
    };
    let can = if gain { "can" } else { "can no longer" };
    let target = targets.iter().find(|target| is_there(now, target));
    let is_known = now.principals().contains(who) && now.permissions().contains(permission);
    Line {
        gain,
        who: who.clone(),
        name: words.person(who),
        permission: permission.clone(),
        text: format!("{can} {deed}{of}"),
        n_targets: targets.len(),
        question: target.filter(|_| is_known).map(|target| Question {
            actor: who.clone(),
            permission: permission.clone(),
            level: level.clone(),
            target: target.clone(),
        }),
    }
}

fn is_item(target: &Target) -> bool {
    matches!(
        target.item,
        Some(crate::engine::ItemRef::Item(_) | crate::engine::ItemRef::Role(_))
    )
}

fn is_there(model: &Model, target: &Target) -> bool {
    use crate::engine::ItemRef;
    let person = target
        .person
        .as_ref()
        .is_none_or(|id| model.principals().contains(id));
    person
        && match &target.item {
            None => true,
            Some(ItemRef::Item(id)) => model.items().contains(id),
            Some(ItemRef::Account(id)) => model.principals().contains(id),
            Some(ItemRef::Role(id)) => model.roles().contains(id),
        }
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
