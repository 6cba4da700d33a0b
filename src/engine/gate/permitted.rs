//! Whether the delegation rules let an editor make a change: every edit read as an administrative
//! act, each asked of MAY.

use crate::engine::Engine;
use crate::engine::compare::compare;
use crate::engine::delegate::{ActSubject, may};
use crate::engine::words::Words;
use crate::model::{
    Act, Change, Date, Edit, Key, Model, Principal, PrincipalId, Record, RoleId, Subject,
};

/// The first act the editor may not do, with the rule that says so.
pub(super) fn refusal(
    model: &Model,
    change: &Change,
    editor: &PrincipalId,
    day: Date,
) -> Option<(String, Option<Key>)> {
    let added = Added::by(model, change);
    let engine = Engine::new(added.model.as_ref().unwrap_or(model), day);
    for edit in &change.edits {
        let deeds = added.deeds(edit).unwrap_or_else(|| acts(model, edit));
        for (act, subject, role) in deeds {
            let ruling = may(&engine, editor, act, &subject, role.as_ref());
            if !ruling.allowed {
                let who = Words::new(model).person(editor);
                let text = format!("{who} may not {}: {}", act.words(), ruling.rule);
                return Some((text, key_of(edit)));
            }
        }
    }
    None
}

/// Those a change adds. Adding someone is one act, done with the roles given in the same change
/// (D22, L6), and their labels say who may (D5); so it is asked of a model that has them already.
struct Added<'c> {
    people: Vec<&'c PrincipalId>,
    roles: Vec<(&'c PrincipalId, &'c RoleId)>,
    model: Option<Model>,
}

impl<'c> Added<'c> {
    fn by(model: &Model, change: &'c Change) -> Self {
        let mut people = Vec::new();
        let mut edits = Vec::new();
        for edit in &change.edits {
            if let Edit::Put {
                record: Record::Principal(new),
                ..
            } = edit
                && !model.principals().contains(&new.id)
            {
                people.push(&new.id);
                edits.push(edit.clone());
            }
        }
        let roles = change
            .edits
            .iter()
            .filter_map(|edit| match edit {
                Edit::Put {
                    record: Record::Assignment(a),
                    ..
                } => match &a.to {
                    Subject::User(id) if people.contains(&id) => Some((id, &a.role)),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        let mut with_them = model.clone();
        let is_whole = !edits.is_empty()
            && with_them
                .apply(&Change::new(change.label.clone(), edits))
                .is_ok();
        Added {
            people,
            roles,
            model: is_whole.then_some(with_them),
        }
    }

    /// The acts of an edit that is part of adding someone; none for any other edit.
    fn deeds(&self, edit: &Edit) -> Option<Vec<Deed>> {
        let Edit::Put { record, .. } = edit else {
            return None;
        };
        match record {
            Record::Principal(new) if self.people.contains(&&new.id) => {
                let subject = match &self.model {
                    Some(_) => ActSubject::User(new.id.clone()),
                    None => ActSubject::NewUser,
                };
                let mut roles: Vec<Option<RoleId>> = self
                    .roles
                    .iter()
                    .filter(|(id, _)| **id == new.id)
                    .map(|(_, role)| Some((*role).clone()))
                    .collect();
                if roles.is_empty() {
                    roles.push(None);
                }
                let deed = |role| (Act::AddUser, subject.clone(), role);
                Some(roles.into_iter().map(deed).collect())
            }
            Record::Assignment(a) => match &a.to {
                Subject::User(id) if self.people.contains(&id) => Some(Vec::new()),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Where the model asks for it: a new grant must lie within the editor's own level and scope (A-D9).
pub(super) fn beyond_own(
    before: &Model,
    after: &Model,
    editor: &PrincipalId,
    day: Date,
) -> Option<String> {
    if !after.settings().no_grant_beyond_own {
        return None;
    }
    let old = Engine::new(before, day);
    let new = old.again(after, day);
    let beyond = compare(&old, &new)
        .gains
        .into_iter()
        .find(|cell| !old.allows(editor, &cell.permission, &cell.level, &cell.target))?;
    let words = Words::new(after);
    Some(format!(
        "{} would get more than {} has: {}",
        words.person(&beyond.who),
        words.person(editor),
        words.deed(&beyond.permission, beyond.level.as_str())
    ))
}

fn key_of(edit: &Edit) -> Option<Key> {
    match edit {
        Edit::Put { record, .. } => Some(record.key()),
        Edit::Remove(key) | Edit::Move { key, .. } => Some(key.clone()),
        _ => None,
    }
}

fn subject_of(subject: &Subject) -> ActSubject {
    match subject {
        Subject::User(id) => ActSubject::User(id.clone()),
        Subject::Group(id) => ActSubject::Group(id.clone()),
    }
}

type Deed = (Act, ActSubject, Option<RoleId>);

fn acts(model: &Model, edit: &Edit) -> Vec<Deed> {
    match edit {
        Edit::Put { record, .. } => acts_of_put(model, record),
        Edit::Remove(key) => acts_of_removal(model, key),
        Edit::Settings(_) => vec![(Act::EditRoles, ActSubject::Nothing, None)],
        Edit::Move { .. } | Edit::Name(_) | Edit::Notes(_) => Vec::new(),
    }
}

fn acts_of_put(model: &Model, record: &Record) -> Vec<Deed> {
    match record {
        Record::Principal(new) => acts_on_person(model, new),
        Record::Assignment(a) => match model.assignments().get(&a.id) {
            Some(old) if old.role == a.role && old.to == a.to => {
                vec![(Act::EditScope, subject_of(&a.to), Some(a.role.clone()))]
            }
            _ => vec![(Act::GiveRole, subject_of(&a.to), Some(a.role.clone()))],
        },
        Record::DirectGrant(d) => vec![(Act::GrantDirectly, subject_of(&d.to), None)],
        Record::PrincipalScope(s) => {
            vec![(Act::EditScope, ActSubject::User(s.principal.clone()), None)]
        }
        Record::CustomSet(s) => vec![(Act::SetPermissions, subject_of(&s.of), None)],
        Record::Role(role) => {
            let act = if model.roles().contains(&role.id) {
                Act::SetPermissions
            } else {
                Act::EditRoles
            };
            vec![(
                act,
                ActSubject::Role(role.id.clone()),
                Some(role.id.clone()),
            )]
        }
        Record::Group(g) => vec![(Act::EditGroups, ActSubject::Group(g.id.clone()), None)],
        Record::Team(t) => vec![(Act::EditTeams, ActSubject::Team(t.id.clone()), None)],
        Record::Module(m) => vec![(Act::SetModule, ActSubject::Module(m.id.clone()), None)],
        Record::Switch(s) => vec![(Act::FlipSwitch, ActSubject::Switch(s.id.clone()), None)],
        Record::Permission(_)
        | Record::Implication(_)
        | Record::Requirement(_)
        | Record::Suppression(_)
        | Record::Guard(_)
        | Record::DelegationRule(_)
        | Record::Reach(_)
        | Record::Ladder(_) => vec![(Act::EditRoles, ActSubject::Nothing, None)],
        // Data of the HR system and notes of the modeller are not administered here.
        Record::Field(_)
        | Record::Label(_)
        | Record::Kind(_)
        | Record::Item(_)
        | Record::Expectation(_)
        | Record::DutyRule(_) => Vec::new(),
    }
}

fn acts_on_person(model: &Model, new: &Principal) -> Vec<Deed> {
    let Some(old) = model.principals().get(&new.id) else {
        return vec![(Act::AddUser, ActSubject::NewUser, None)];
    };
    let on = || ActSubject::User(new.id.clone());
    let mut list = Vec::new();
    if old.managers != new.managers {
        list.push((Act::SetManager, on(), None));
    }
    if old.teams != new.teams {
        list.push((Act::EditTeams, on(), None));
    }
    if old.leads != new.leads {
        list.push((Act::SetTeamLead, on(), None));
    }
    let rest = |p: &Principal| {
        let mut p = p.clone();
        p.managers.clear();
        p.teams.clear();
        p.leads.clear();
        p
    };
    if old.account != new.account {
        list.push((Act::RemoveUser, on(), None));
    } else if rest(old) != rest(new) {
        list.push((Act::EditUser, on(), None));
    }
    list
}

fn acts_of_removal(model: &Model, key: &Key) -> Vec<Deed> {
    match key {
        Key::Principal(id) => vec![(Act::RemoveUser, ActSubject::User(id.clone()), None)],
        Key::Assignment(id) => match model.assignments().get(id) {
            Some(a) => vec![(Act::TakeRole, subject_of(&a.to), Some(a.role.clone()))],
            None => Vec::new(),
        },
        Key::Role(id) => vec![(
            Act::EditRoles,
            ActSubject::Role(id.clone()),
            Some(id.clone()),
        )],
        key => match model.record(key) {
            Some(record) => acts_of_put(model, &record),
            None => Vec::new(),
        },
    }
}
