//! What was asked for at a cell, kept until it is known whether it was accepted: a refusal is shown
//! there, with everything that is in its way.

use crate::model::{Change, Edit, Grant, Model, PermissionId, Record};
use crate::session::edits::grants::Bearer;
use crate::ui::glyphs::{LevelSign, ReachSign};
use crate::ui::signs;

use super::short;

/// What was asked for at a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Whose cell.
    pub bearer: Bearer,
    /// Which permission.
    pub permission: PermissionId,
    /// Name of the change.
    pub label: String,
    /// How the cell would look.
    pub cell: AskedCell,
    /// The grants after it.
    grants: Vec<Grant>,
}

/// How a cell would look.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedCell {
    /// Sign of the level.
    pub sign: LevelSign,
    /// Sign and word of the reach.
    pub reach: Option<(ReachSign, String)>,
}

impl Asked {
    /// Remembers a change of a cell.
    pub fn new(
        model: &Model,
        bearer: &Bearer,
        permission: &PermissionId,
        change: &Change,
    ) -> Option<Asked> {
        let grants = change.edits.iter().find_map(|edit| match edit {
            Edit::Put {
                record: Record::Role(role),
                ..
            } => Some(role.grants.clone()),
            Edit::Put {
                record: Record::CustomSet(set),
                ..
            } => Some(set.grants.clone()),
            _ => None,
        })?;
        let mut cell = AskedCell {
            sign: LevelSign::None,
            reach: None,
        };
        let here = |grant: &&Grant| grant.permission.as_str() == permission.as_str();
        if let (Some(grant), Some(ladder), Some(record)) = (
            grants.iter().find(here),
            model.ladder_of(permission),
            model.permissions().get(permission),
        ) {
            cell.sign = signs::level_on(ladder, &grant.level);
            cell.reach = short::scope(model, &grant.on, &record.about);
        }
        Some(Asked {
            bearer: bearer.clone(),
            permission: permission.clone(),
            label: change.label.clone(),
            cell,
            grants,
        })
    }

    /// The same change, with what is in its way raised to the same level and reach. None where it
    /// is not the dependents that are in its way.
    pub fn with_dependents(&self, model: &Model, dependents: &[PermissionId]) -> Option<Change> {
        let needs = |id: &PermissionId| {
            model.requirements().iter().any(|requirement| {
                requirement
                    .dependents
                    .iter()
                    .any(|dependent| dependent.permission == *id)
            })
        };
        if dependents.is_empty() || !dependents.iter().all(needs) {
            return None;
        }
        let main = self
            .grants
            .iter()
            .find(|grant| grant.permission.as_str() == self.permission.as_str())?
            .clone();
        let rank = model.ladder_of(&self.permission)?.rank(&main.level)?;
        let mut grants = self.grants.clone();
        for id in dependents {
            let ladder = model.ladder_of(id)?;
            let shares = model.ladder_of(&self.permission) == Some(ladder);
            let rank = if shares { rank } else { 1 };
            let wanted = needed_rank(model, &self.permission, id).unwrap_or(rank);
            let own = |grant: &Grant| grant.permission.as_str() == id.as_str();
            let has = grants
                .iter()
                .filter(|grant| own(grant))
                .filter_map(|grant| ladder.rank(&grant.level))
                .max()
                .unwrap_or(0);
            let level = ladder.level(wanted.max(has))?.clone();
            // What it reaches already stays; nothing is taken away to make room.
            match grants
                .iter_mut()
                .find(|grant| own(grant) && grant.on == main.on)
            {
                Some(grant) => grant.level = level,
                None => grants.push(Grant {
                    permission: id.into(),
                    level,
                    on: main.on.clone(),
                    switch: None,
                }),
            }
        }
        let n = dependents.len();
        let label = format!("{} and raise {n} it needs", self.label);
        let edit = match &self.bearer {
            Bearer::Role(id) => {
                let mut role = model.roles().get(id)?.clone();
                role.grants = grants;
                Edit::put(role)
            }
            Bearer::Set(id) => {
                let mut set = model.custom_sets().get(id)?.clone();
                set.grants = grants;
                Edit::put(set)
            }
        };
        Some(Change::new(label, vec![edit]))
    }
}

fn needed_rank(model: &Model, main: &PermissionId, id: &PermissionId) -> Option<usize> {
    let requirement = model.requirements().iter().find(|r| r.main == *main)?;
    let dependent = requirement
        .dependents
        .iter()
        .find(|dependent| dependent.permission == *id)?;
    model.ladder_of(id)?.rank(dependent.level.as_ref()?)
}
