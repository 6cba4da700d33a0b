//! Who gains and who loses what between two models, in lines a person can read: one for each
//! principal, permission and level, with everyone and everything it is about.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::{Comparison, Engine, ItemRef, Words};
use crate::model::{Change, Date, Key, LevelId, Model, PermissionId, PrincipalId};

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// Gained; else lost.
    pub gain: bool,
    /// Who.
    pub who: PrincipalId,
    /// What.
    pub permission: PermissionId,
    /// At which level.
    pub level: LevelId,
    /// On whom.
    pub people: Vec<PrincipalId>,
    /// On what.
    pub items: Vec<ItemRef>,
}

/// All lines, by principal in the order of the model.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shifts {
    /// The lines: of each principal first what is gained, then what is lost.
    pub lines: Vec<Shift>,
}

/// What gains and loses more than so many cells is listed by name for the first few only: all of it
/// would take more room and time than there is.
const MOST_CELLS: u64 = 2_000_000;
/// So many principals are listed then.
const FIRST: usize = 60;

/// Who gains and who loses between two models, of any size.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// By name: all, or of the first few.
    pub shifts: Shifts,
    /// Who gains or loses anything.
    pub n_people: usize,
    /// How many lines are gains; where it is cut, how many single records are gained.
    pub n_gains: usize,
    /// The same of losses.
    pub n_losses: usize,
    /// Only the first few are listed.
    pub is_cut: bool,
}

impl Changes {
    /// Compares two models.
    pub fn between(old: &Engine, new: &Engine) -> Changes {
        Changes::within(old, new, MOST_CELLS)
    }

    /// The same; more than so many cells are not all listed.
    pub fn within(old: &Engine, new: &Engine, most: u64) -> Changes {
        let comparison = Comparison::new(old, new);
        let touched: Vec<_> = comparison.touched().collect();
        let sum = |(gains, losses): (u64, u64), (_, more, fewer): &(_, u64, u64)| {
            (gains + more, losses + fewer)
        };
        let (n_gains, n_losses) = touched.iter().fold((0, 0), sum);
        let is_cut = n_gains + n_losses > most;
        let listed = if is_cut { FIRST } else { touched.len() };
        let shifts = Shifts::of(old, new, touched.iter().take(listed).map(|(who, ..)| *who));
        let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let (n_gains, n_losses) = match is_cut {
            true => (number(n_gains), number(n_losses)),
            false => (shifts.n_gains(), shifts.n_losses()),
        };
        Changes {
            shifts,
            n_people: touched.len(),
            n_gains,
            n_losses,
            is_cut,
        }
    }

    /// True if nobody gains or loses anything.
    pub fn is_empty(&self) -> bool {
        self.n_people == 0
    }

    /// How many are not listed by name.
    pub fn n_unlisted(&self) -> usize {
        match self.is_cut {
            true => self.n_people.saturating_sub(FIRST),
            false => 0,
        }
    }
}

type Held = BTreeMap<(PermissionId, LevelId), (BTreeSet<PrincipalId>, BTreeSet<ItemRef>)>;

impl Shifts {
    /// Compares two models by name.
    pub fn between(old: &Engine, new: &Engine) -> Shifts {
        let comparison = Comparison::new(old, new);
        Shifts::of(old, new, comparison.touched().map(|(who, ..)| who))
    }

    /// The same for some alone.
    pub fn of<'w>(
        old: &Engine,
        new: &Engine,
        some: impl IntoIterator<Item = &'w PrincipalId>,
    ) -> Shifts {
        let mut lines = Vec::new();
        for who in some {
            let (before, after) = (held(old, who), held(new, who));
            lines.extend(more(who, &before, &after, true));
            lines.extend(more(who, &after, &before, false));
        }
        Shifts { lines }
    }

    /// What a change would do, without doing it; nothing where it would be refused.
    pub fn of_change(now: &Engine, change: &Change, day: Date) -> Option<Shifts> {
        let mut after = now.model().clone();
        after.apply(change).ok()?;
        Some(Shifts::between(now, &now.again(&after, day)))
    }

    /// True if nobody gains or loses anything.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// How many lines are gains.
    pub fn n_gains(&self) -> usize {
        self.lines.iter().filter(|line| line.gain).count()
    }

    /// How many lines are losses.
    pub fn n_losses(&self) -> usize {
        self.lines.len() - self.n_gains()
    }

    /// How many principals gain or lose something.
    pub fn n_people(&self) -> usize {
        let who: BTreeSet<_> = self.lines.iter().map(|line| &line.who).collect();
        who.len()
    }
}

fn held(engine: &Engine, who: &PrincipalId) -> Held {
    let mut held = Held::new();
    for one in engine.held(who) {
        let slot = held.entry((one.permission, one.level)).or_default();
        slot.0.extend(one.people);
        slot.1.extend(one.items);
    }
    held
}

/// What `b` holds and `a` does not.
fn more(who: &PrincipalId, a: &Held, b: &Held, gain: bool) -> Vec<Shift> {
    let mut lines = Vec::new();
    for ((permission, level), (people, items)) in b {
        let key = (permission.clone(), level.clone());
        let had = a.get(&key);
        let new_people: Vec<_> = people
            .iter()
            .filter(|id| had.is_none_or(|had| !had.0.contains(*id)))
            .cloned()
            .collect();
        let new_items: Vec<_> = items
            .iter()
            .filter(|id| had.is_none_or(|had| !had.1.contains(*id)))
            .cloned()
            .collect();
        if new_people.is_empty() && new_items.is_empty() && had.is_some() {
            continue;
        }
        lines.push(Shift {
            gain,
            who: who.clone(),
            permission: permission.clone(),
            level: level.clone(),
            people: new_people,
            items: new_items,
        });
    }
    lines
}

impl Shift {
    /// The line without its principal: "view Salary of 3 people".
    pub fn words(&self, model: &Model) -> String {
        let deed = Words::new(model).deed(&self.permission, self.level.as_str());
        let on = self.on(model);
        if on.is_empty() {
            deed
        } else {
            format!("{deed} of {on}")
        }
    }

    fn on(&self, model: &Model) -> String {
        let of_items = self.items.iter().filter_map(|item| match item {
            ItemRef::Item(id) => Some(model.title(&Key::Item(id.clone()))),
            ItemRef::Role(id) => Some(model.title(&Key::Role(id.clone()))),
            ItemRef::Account(_) => None,
        });
        let mut names: Vec<String> = of_items.collect();
        let word = if names.is_empty() {
            let people = self.people.iter();
            names.extend(people.map(|id| model.title(&Key::Principal(id.clone()))));
            "people"
        } else {
            "items"
        };
        if names.len() <= 2 {
            names.join(" and ")
        } else {
            format!("{} {word}", names.len())
        }
    }
}
