//! What was asked for in the grid, kept until it is known whether it was accepted: a refusal is
//! shown there, with everything that is in its way and what would mend it.

use std::collections::BTreeMap;

use crate::engine::Engine;
use crate::engine::gate::{self, Repair};
use crate::model::{Change, Date, Grant, Key, Model, PermissionId, PrincipalId};
use crate::session::Shifts;
use crate::session::edits::cells::{self, CellOf};
use crate::ui::glyphs::{LevelSign, ReachSign};
use crate::ui::signs;

use super::short;

/// What was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The cell it was asked at.
    pub at: CellOf,
    /// What was asked for.
    pub change: Change,
    /// How the cells would look.
    pub cells: BTreeMap<CellOf, AskedCell>,
    /// Once it is refused: what is in its way, and what would mend it.
    pub refused: Option<Refused>,
}

/// Why a change of cells does not fit, and the ways to mend it.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// Every cell that is in the way.
    pub offenders: Vec<(Key, PermissionId)>,
    /// What would mend it.
    pub repairs: Vec<Repair>,
    /// The repair that is chosen; after the last one, leaving it as it was.
    pub chosen: usize,
}

/// How a cell would look.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedCell {
    /// Sign of the level.
    pub sign: LevelSign,
    /// Sign and word of the reach.
    pub reach: Option<(ReachSign, String)>,
}

impl AskedCell {
    /// The look of a cell that holds these grants.
    pub fn of(model: &Model, permission: &PermissionId, grants: &[Grant]) -> AskedCell {
        let mut cell = AskedCell {
            sign: LevelSign::None,
            reach: None,
        };
        let Some(ladder) = model.ladder_of(permission) else {
            return cell;
        };
        let best = grants.iter().max_by_key(|grant| ladder.rank(&grant.level));
        if let (Some(grant), Some(record)) = (best, model.permissions().get(permission)) {
            cell.sign = signs::level_on(ladder, &grant.level);
            cell.reach = short::scope(model, &grant.on, &record.about);
        }
        cell
    }
}

impl Asked {
    /// Remembers a change of cells.
    pub fn new(model: &Model, at: CellOf, change: &Change) -> Asked {
        let cells = cells::changed(model, change).into_iter();
        let cells = cells.map(|(cell, grants)| {
            let look = AskedCell::of(model, &cell.1, &grants);
            (cell, look)
        });
        Asked {
            at,
            change: change.clone(),
            cells: cells.collect(),
            refused: None,
        }
    }

    /// It was refused: works out what is in its way and what would mend it. True the first time.
    pub fn settle(&mut self, model: &Model) -> bool {
        if self.refused.is_some() {
            return false;
        }
        let offences = gate::offences(model, &self.change).into_iter();
        let mut offenders: Vec<_> = offences.map(|one| (one.of, one.offender)).collect();
        offenders.sort();
        offenders.dedup();
        self.refused = Some(Refused {
            offenders,
            repairs: gate::repairs(model, &self.change),
            chosen: 0,
        });
        true
    }

    /// True if a cell is in the way of what was asked for.
    pub fn is_offender(&self, key: &Key, permission: &PermissionId) -> bool {
        let is_it = |(of, id): &(Key, PermissionId)| of == key && id == permission;
        self.refused
            .as_ref()
            .is_some_and(|refused| refused.offenders.iter().any(is_it))
    }
}

/// Who gains and who loses by a repair.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Effect {
    /// Those who gain anything.
    pub gain: Vec<PrincipalId>,
    /// Those who lose anything.
    pub lose: Vec<PrincipalId>,
}

impl Effect {
    /// Works it out; none where the change would be refused.
    pub fn of(engine: &Engine, change: &Change, day: Date) -> Option<Effect> {
        let shifts = Shifts::of_change(engine, change, day)?;
        let mut effect = Effect::default();
        for shift in &shifts.lines {
            let list = if shift.gain {
                &mut effect.gain
            } else {
                &mut effect.lose
            };
            if list.last() != Some(&shift.who) {
                list.push(shift.who.clone());
            }
        }
        Some(effect)
    }

    /// "Ann, Bob and 7 more gain", "nobody loses".
    pub fn words(&self, model: &Model) -> (String, String) {
        let say = |list: &[PrincipalId], one: &str, many: &str| {
            let name = |id: &PrincipalId| model.title(&Key::Principal(id.clone()));
            match list {
                [] => format!("nobody {one}"),
                [a] => format!("{} {one}", name(a)),
                [a, b] => format!("{} and {} {many}", name(a), name(b)),
                [a, b, c] => format!("{}, {} and {} {many}", name(a), name(b), name(c)),
                [a, b, rest @ ..] => {
                    format!("{}, {} and {} more {many}", name(a), name(b), rest.len())
                }
            }
        };
        (
            say(&self.gain, "gains", "gain"),
            say(&self.lose, "loses", "lose"),
        )
    }
}
