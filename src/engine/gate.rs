//! TRY: whether a change may be saved. Refused whole, with a reason and what to highlight, or
//! accepted with the change that undoes it. A refused change leaves the model as it was (law 13).

mod holder;
mod notice;
mod permitted;
mod repairs;
mod requirements;

use crate::model::{
    Account, Broken, Change, CustomSet, Date, Edit, Key, Model, PermissionId, PrincipalId, Record,
    Requirement, Role, RoleId, Step,
};

use super::Engine;
use super::words::Words;

pub use notice::notice;
pub use repairs::{Repair, offences, repairs};
pub use requirements::Offence;

/// Why a change was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RefusalCode {
    /// No delegation rule lets the editor do it.
    NotPermitted,
    /// The permissions of a predefined role cannot be changed (L2, L24).
    Locked,
    /// A main permission would reach further than a dependent (S12).
    Requirement,
    /// A required field is empty (H4).
    MissingField,
    /// A role that needs a holder would have none (A-P11).
    LastHolder,
    /// The model would not hold together.
    Broken,
}

/// What to highlight after a refusal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Highlight {
    /// A permission.
    Permission(PermissionId),
    /// A field of a record.
    Field(Key, String),
    /// A record.
    Record(Key),
}

/// The outcome of trying a change.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// It may be saved.
    Accepted {
        /// The model after it.
        model: Box<Model>,
        /// The change that undoes it.
        undo: Change,
    },
    /// It may not; nothing has changed.
    Refused {
        /// What sort of refusal.
        code: RefusalCode,
        /// What is wrong and what would be accepted.
        message: String,
        /// Everything that is in the way.
        highlight: Vec<Highlight>,
    },
}

impl Verdict {
    /// True if it may be saved.
    pub fn is_accepted(&self) -> bool {
        matches!(self, Verdict::Accepted { .. })
    }
}

/// Every role on which a main permission reaches further than a dependent, with the sentence.
pub fn violations(model: &Model) -> Vec<(RoleId, String)> {
    requirements::violations(model)
}

/// Every role that does not fit one requirement, which need not be in the model yet.
pub fn violations_of(model: &Model, requirement: &Requirement) -> Vec<(RoleId, String)> {
    requirements::violations_of(model, requirement)
}

/// Tries a change. `editor` is the one whose rights count; none = whoever holds the model.
pub fn try_change(
    model: &Model,
    change: &Change,
    editor: Option<&PrincipalId>,
    day: Date,
) -> Verdict {
    try_knowing(None, model, change, editor, day)
}

/// The same with an engine at hand, of this model or an earlier state of it: what it knows is not
/// worked out again.
pub fn try_knowing(
    known: Option<&Engine>,
    model: &Model,
    change: &Change,
    editor: Option<&PrincipalId>,
    day: Date,
) -> Verdict {
    let refuse = |code, message, highlight| Verdict::Refused {
        code,
        message,
        highlight,
    };
    if let Some(editor) = editor
        && let Some((message, key)) = permitted::refusal(model, change, editor, day)
    {
        let highlight = key.into_iter().map(Highlight::Record).collect();
        return refuse(RefusalCode::NotPermitted, message, highlight);
    }
    if let Some((message, key)) = change.edits.iter().find_map(|edit| locked(model, edit)) {
        return refuse(RefusalCode::Locked, message, vec![Highlight::Record(key)]);
    }
    let mut after = model.clone();
    let undo = match after.apply(change) {
        Ok(undo) => undo,
        Err(broken) => {
            let (code, highlight) = highlights(&broken);
            return refuse(code, broken.to_string(), highlight);
        }
    };
    if let Some((message, bad)) = requirements::refusal(model, &after, change) {
        let highlight = bad.into_iter().map(Highlight::Permission).collect();
        return refuse(RefusalCode::Requirement, message, highlight);
    }
    if let Some((message, key)) = last_holder(known, model, &after, change, day) {
        return refuse(
            RefusalCode::LastHolder,
            message,
            vec![Highlight::Record(key)],
        );
    }
    if let Some(editor) = editor
        && let Some(message) = permitted::beyond_own(model, &after, editor, day)
    {
        return refuse(RefusalCode::NotPermitted, message, Vec::new());
    }
    Verdict::Accepted {
        model: Box::new(after),
        undo,
    }
}

fn highlights(broken: &Broken) -> (RefusalCode, Vec<Highlight>) {
    let Broken::Problems(problems) = broken else {
        return (RefusalCode::Broken, Vec::new());
    };
    let mut is_empty_field = true;
    let mut list = Vec::new();
    for problem in problems {
        let Some(key) = &problem.key else {
            is_empty_field = false;
            continue;
        };
        match (key, problem.path.0.last()) {
            (Key::Group(_), Some(Step::Field(field @ ("name" | "description")))) => {
                list.push(Highlight::Field(key.clone(), (*field).to_owned()));
            }
            (_, Some(Step::Field(field))) => {
                is_empty_field = false;
                list.push(Highlight::Field(key.clone(), (*field).to_owned()));
            }
            _ => {
                is_empty_field = false;
                list.push(Highlight::Record(key.clone()));
            }
        }
    }
    let code = if is_empty_field {
        RefusalCode::MissingField
    } else {
        RefusalCode::Broken
    };
    (code, list)
}

/// Predefined roles keep their permissions, and so do those who hold one (L24).
fn locked(model: &Model, edit: &Edit) -> Option<(String, Key)> {
    let message =
        |name: &str| format!("permissions of {name} cannot be changed: the role is predefined");
    match edit {
        Edit::Put {
            record: Record::Role(new),
            ..
        } => {
            let old = model.roles().get(&new.id).filter(|old| old.locked)?;
            let gives = |r: &Role| (r.grants.clone(), r.nested.clone(), r.scope.clone());
            (gives(old) != gives(new)).then(|| (message(&old.name), Key::Role(old.id.clone())))
        }
        Edit::Remove(key @ Key::Role(id)) => {
            let old = model.roles().get(id).filter(|old| old.locked)?;
            Some((
                format!("{} is predefined and cannot be removed", old.name),
                key.clone(),
            ))
        }
        Edit::Put {
            record: Record::CustomSet(set),
            ..
        } => {
            let role = locked_role_of(model, set)?;
            let words = Words::new(model);
            let of = words.subject(&set.of);
            let text = format!(
                "permissions of {of} cannot be changed: they hold {}, which is predefined",
                role.name
            );
            Some((text, Key::Role(role.id.clone())))
        }
        _ => None,
    }
}

fn locked_role_of<'m>(model: &'m Model, set: &CustomSet) -> Option<&'m Role> {
    model
        .assignments()
        .iter()
        .filter(|assignment| assignment.to == set.of)
        .filter_map(|assignment| model.roles().get(&assignment.role))
        .find(|role| {
            role.locked
                && role
                    .grants
                    .iter()
                    .any(|grant| grant.permission.base().module() == set.module)
        })
}

/// True if an edit can take a role from someone who holds it.
fn may_take_a_role(before: &Model, edit: &Edit) -> bool {
    match edit {
        Edit::Put { record, .. } => match record {
            Record::Principal(new) => before.principals().contains(&new.id),
            Record::Assignment(new) => before.assignments().contains(&new.id),
            Record::Role(new) => before.roles().get(&new.id).is_some_and(|old| {
                let held = |role: &Role| (role.derived.clone(), role.nested.clone());
                held(old) != held(new)
            }),
            Record::Group(_) => true,
            _ => false,
        },
        Edit::Remove(key) => matches!(
            key,
            Key::Principal(_)
                | Key::Assignment(_)
                | Key::Group(_)
                | Key::Role(_)
                | Key::Field(_)
                | Key::Item(_)
                | Key::Team(_)
        ),
        Edit::Settings(_) => true,
        Edit::Name(_) | Edit::Notes(_) | Edit::Move { .. } => false,
    }
}

/// A role that needs a holder keeps one who can log in.
fn last_holder(
    known: Option<&Engine>,
    before: &Model,
    after: &Model,
    change: &Change,
    day: Date,
) -> Option<(String, Key)> {
    let mut needs: Vec<&Role> = after.roles().iter().filter(|r| r.needs_holder).collect();
    let may_matter = change
        .edits
        .iter()
        .any(|edit| may_take_a_role(before, edit));
    // Most roles are given to someone by name, which needs no engine to see.
    needs.retain(|role| !holder::is_given(after, &role.id, day));
    if needs.is_empty() || !may_matter {
        return None;
    }
    let old = match known {
        Some(known) => known.again(before, day),
        None => Engine::new(before, day),
    };
    let new = old.again(after, day);
    let has_holder = |engine: &Engine, role: &Role| {
        engine.holders(&role.id).iter().any(|id| {
            let holder = engine.model().principals().get(id);
            holder.is_some_and(|p| p.account == Account::Active)
        })
    };
    needs
        .into_iter()
        .find(|role| has_holder(&old, role) && !has_holder(&new, role))
        .map(|role| {
            let text = format!(
                "no one would hold {} any more; give it to someone else first",
                role.name
            );
            (text, Key::Role(role.id.clone()))
        })
}
