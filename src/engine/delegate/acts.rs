//! The administrative acts there are on a subject, each with what the rules say of it: what an
//! administrator finds on the page about users and permissions.

use super::{ActSubject, Ruling, may};
use crate::engine::Engine;
use crate::model::{Act, Effect, PrincipalId, RoleId, Subject};

/// An act on a subject, and what the rules say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActRuling {
    /// The act.
    pub act: Act,
    /// The role that is given or taken.
    pub role: Option<RoleId>,
    /// What the rules say.
    pub ruling: Ruling,
}

/// The acts that can be done on such a subject, as TRY reads edits.
pub fn acts_on(subject: &ActSubject) -> &'static [Act] {
    match subject {
        ActSubject::User(_) => &[
            Act::SeeAdmin,
            Act::EditUser,
            Act::RemoveUser,
            Act::SetManager,
            Act::EditTeams,
            Act::SetTeamLead,
            Act::SetPermissions,
            Act::GrantDirectly,
            Act::EditScope,
            Act::GiveRole,
            Act::TakeRole,
        ],
        ActSubject::NewUser => &[Act::AddUser],
        ActSubject::Group(_) => &[
            Act::EditGroups,
            Act::SetPermissions,
            Act::GrantDirectly,
            Act::EditScope,
            Act::GiveRole,
            Act::TakeRole,
        ],
        ActSubject::Role(_) => &[Act::EditRoles, Act::SetPermissions],
        ActSubject::Team(_) => &[Act::EditTeams],
        ActSubject::Module(_) => &[Act::SetModule],
        ActSubject::Switch(_) => &[Act::FlipSwitch],
        ActSubject::Nothing => &[Act::EditRoles],
    }
}

/// What the rules say of every act on a subject. Giving is asked of each role that can be given,
/// taking, and setting the scope, of each role the subject was given; adding of no role and of each.
pub fn rulings(engine: &Engine, by: &PrincipalId, subject: &ActSubject) -> Vec<ActRuling> {
    let mut list = Vec::new();
    for act in acts_on(subject) {
        for role in roles_of(engine, *act, subject) {
            let ruling = may(engine, by, *act, subject, role.as_ref());
            list.push(ActRuling {
                act: *act,
                role,
                ruling,
            });
        }
    }
    list
}

fn roles_of(engine: &Engine, act: Act, subject: &ActSubject) -> Vec<Option<RoleId>> {
    let model = engine.model();
    let assignable = || {
        let roles = model.roles().iter().filter(|role| role.derived.is_none());
        roles.map(|role| Some(role.id.clone()))
    };
    match act {
        Act::GiveRole => assignable().collect(),
        Act::AddUser => std::iter::once(None).chain(assignable()).collect(),
        Act::TakeRole | Act::EditScope => {
            let is_of = |to: &Subject| match (to, subject) {
                (Subject::User(id), ActSubject::User(of)) => id == of,
                (Subject::Group(id), ActSubject::Group(of)) => id == of,
                _ => false,
            };
            let given = model.assignments().iter().filter(|a| is_of(&a.to));
            let mut roles: Vec<_> = given.map(|a| Some(a.role.clone())).collect();
            roles.sort();
            roles.dedup();
            // The scope of a user as a whole is about no role.
            let whole = (act == Act::EditScope).then_some(None);
            whole.into_iter().chain(roles).collect()
        }
        _ => vec![None],
    }
}

/// True if a rule that allows any act at all is about this one as who acts.
pub fn is_administrator(engine: &Engine, by: &PrincipalId) -> bool {
    let rules = engine.model().delegation().iter();
    rules
        .filter(|rule| rule.effect == Effect::Allow)
        .any(|rule| engine.is_among(by, &rule.by))
}
