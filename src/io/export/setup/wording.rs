//! The systems a set-up sheet can be worded for, and which of them a model looks like.

use crate::model::{ItemSelector, Model, Scope, Subject};

/// In whose words a set-up sheet is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wording {
    /// Of no system in particular.
    Neutral,
    /// HiBob: permission groups.
    Hibob,
    /// Datafisher: admins, roles, labels, user groups.
    Datafisher,
    /// Sherp: roles with levels of access.
    Sherp,
    /// Leena AI: onboarding permissions by user and group.
    Leena,
    /// Leapsome: platform roles, modules, HRBP rights.
    Leapsome,
}

impl Wording {
    /// All, the neutral one first.
    pub const ALL: [Wording; 6] = [
        Wording::Neutral,
        Wording::Hibob,
        Wording::Datafisher,
        Wording::Sherp,
        Wording::Leena,
        Wording::Leapsome,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Wording::Neutral => "neutral",
            Wording::Hibob => "hibob",
            Wording::Datafisher => "datafisher",
            Wording::Sherp => "sherp",
            Wording::Leena => "leena",
            Wording::Leapsome => "leapsome",
        }
    }

    /// The system, as in a sentence.
    pub fn system(self) -> &'static str {
        match self {
            Wording::Neutral => "the HR system",
            Wording::Hibob => "HiBob",
            Wording::Datafisher => "Datafisher",
            Wording::Sherp => "Sherp",
            Wording::Leena => "Leena AI",
            Wording::Leapsome => "Leapsome",
        }
    }

    /// The wording of a name, as typed.
    pub fn named(name: &str) -> Option<Wording> {
        Wording::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The system a model looks like, by what only that one has; the neutral wording if it has what
    /// only several have.
    pub fn guess(model: &Model) -> Wording {
        let mut likely = Vec::new();
        if !model.custom_sets().is_empty() {
            likely.push(Wording::Leena);
        }
        if !model.principal_scopes().is_empty() || has_labels_in_scopes(model) {
            likely.push(Wording::Datafisher);
        }
        if !model.requirements().is_empty() {
            likely.push(Wording::Sherp);
        }
        if !model.guards().is_empty() || !model.suppressions().is_empty() {
            likely.push(Wording::Leapsome);
        }
        match likely.as_slice() {
            [only] => *only,
            [] if are_permission_groups(model) => Wording::Hibob,
            _ => Wording::Neutral,
        }
    }
}

fn has_labels_in_scopes(model: &Model) -> bool {
    let of = |scope: &Scope| matches!(scope.items, Some(ItemSelector::Labelled(_)));
    model.roles().iter().any(|role| of(&role.scope))
        || model.assignments().iter().any(|a| of(&a.scope))
}

/// Roles given to groups only, about people only.
fn are_permission_groups(model: &Model) -> bool {
    let mut given = model.assignments().iter().peekable();
    given.peek().is_some()
        && given.all(|a| matches!(a.to, Subject::Group(_)) && a.scope.is_unset())
        && model.permissions().iter().all(|p| !p.about.has_item())
}
