//! The page about users and permissions, as plain data: on whom one may act, and which acts the
//! delegation rules allow there.

use crate::engine::delegate::{ActRuling, ActSubject, rulings};
use crate::engine::{Engine, Words, capital};
use crate::model::{Act, Key, Model, PrincipalId, PrincipalSort, RoleId, Subject};

/// Which list stands in the middle.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ListOf {
    /// People and accounts, with someone new before them.
    #[default]
    Users,
    /// Groups.
    Groups,
    /// Roles.
    Roles,
    /// Teams.
    Teams,
    /// Modules.
    Modules,
    /// Switches.
    Switches,
}

impl ListOf {
    /// All lists, in the order in which they are offered.
    pub const ALL: [ListOf; 6] = [
        ListOf::Users,
        ListOf::Groups,
        ListOf::Roles,
        ListOf::Teams,
        ListOf::Modules,
        ListOf::Switches,
    ];

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            ListOf::Users => "Users",
            ListOf::Groups => "Groups",
            ListOf::Roles => "Roles",
            ListOf::Teams => "Teams",
            ListOf::Modules => "Modules",
            ListOf::Switches => "Switches",
        }
    }

    /// How long it is.
    pub fn len(self, model: &Model) -> usize {
        match self {
            ListOf::Users => model.principals().len() + 1,
            ListOf::Groups => model.groups().len(),
            ListOf::Roles => model.roles().len(),
            ListOf::Teams => model.teams().len(),
            ListOf::Modules => model.modules().len(),
            ListOf::Switches => model.switches().len(),
        }
    }

    /// Where something stands in it.
    pub fn position(self, model: &Model, subject: &ActSubject) -> Option<usize> {
        match (self, subject) {
            (ListOf::Users, ActSubject::NewUser) => Some(0),
            (ListOf::Users, ActSubject::User(id)) => Some(model.principals().position(id)? + 1),
            (ListOf::Groups, ActSubject::Group(id)) => model.groups().position(id),
            (ListOf::Roles, ActSubject::Role(id)) => model.roles().position(id),
            (ListOf::Teams, ActSubject::Team(id)) => model.teams().position(id),
            (ListOf::Modules, ActSubject::Module(id)) => model.modules().position(id),
            (ListOf::Switches, ActSubject::Switch(id)) => model.switches().position(id),
            _ => None,
        }
    }

    /// What stands in a row of it.
    pub fn at(self, model: &Model, nth: usize) -> Option<ActSubject> {
        Some(match self {
            ListOf::Users => match nth.checked_sub(1) {
                None => ActSubject::NewUser,
                Some(nth) => ActSubject::User(model.principals().at(nth)?.id.clone()),
            },
            ListOf::Groups => ActSubject::Group(model.groups().at(nth)?.id.clone()),
            ListOf::Roles => ActSubject::Role(model.roles().at(nth)?.id.clone()),
            ListOf::Teams => ActSubject::Team(model.teams().at(nth)?.id.clone()),
            ListOf::Modules => ActSubject::Module(model.modules().at(nth)?.id.clone()),
            ListOf::Switches => ActSubject::Switch(model.switches().at(nth)?.id.clone()),
        })
    }
}

/// The name of what is acted on.
pub fn title(model: &Model, subject: &ActSubject) -> String {
    match subject {
        ActSubject::NewUser => "Someone new".to_owned(),
        ActSubject::Nothing => "The model".to_owned(),
        ActSubject::User(id) => Words::new(model).person(id),
        _ => key_of(subject)
            .map(|key| model.title(&key))
            .unwrap_or_default(),
    }
}

/// The record that is acted on.
pub fn key_of(subject: &ActSubject) -> Option<Key> {
    Some(match subject {
        ActSubject::User(id) => Key::Principal(id.clone()),
        ActSubject::Group(id) => Key::Group(id.clone()),
        ActSubject::Role(id) => Key::Role(id.clone()),
        ActSubject::Team(id) => Key::Team(id.clone()),
        ActSubject::Module(id) => Key::Module(id.clone()),
        ActSubject::Switch(id) => Key::Switch(id.clone()),
        ActSubject::NewUser | ActSubject::Nothing => return None,
    })
}

/// What it is, in a word or two.
pub fn sort(model: &Model, subject: &ActSubject) -> &'static str {
    match subject {
        ActSubject::NewUser => "not in the model yet",
        ActSubject::User(id) => match model.principals().get(id).map(|person| person.sort) {
            Some(PrincipalSort::ServiceUser) => "service user",
            Some(PrincipalSort::External) => "external user",
            _ => "person",
        },
        ActSubject::Group(_) => "group",
        ActSubject::Role(_) => "role",
        ActSubject::Team(_) => "team",
        ActSubject::Module(_) => "module",
        ActSubject::Switch(_) => "switch",
        ActSubject::Nothing => "",
    }
}

/// One line below the name: what it is, and the roles it was given.
pub fn subtitle(model: &Model, subject: &ActSubject) -> String {
    let is_given = |to: &Subject| match (to, subject) {
        (Subject::User(to), ActSubject::User(id)) => to == id,
        (Subject::Group(to), ActSubject::Group(id)) => to == id,
        _ => false,
    };
    let given = model.assignments().iter().filter(|a| is_given(&a.to));
    let mut roles: Vec<String> = given
        .map(|a| model.title(&Key::Role(a.role.clone())))
        .collect();
    roles.dedup();
    let sort = sort(model, subject);
    if roles.is_empty() {
        sort.to_owned()
    } else {
        format!("{sort} · {}", roles.join(", "))
    }
}

/// Acts of one kind on a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its title.
    pub title: &'static str,
    /// Its acts.
    pub lines: Vec<ActLine>,
}

/// One act, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ActLine {
    /// The act in words, "Set permissions", or the role that is given.
    pub name: String,
    /// What the rules say.
    pub of: ActRuling,
}

/// The acts on a subject, as parts.
pub fn parts(engine: &Engine, by: &PrincipalId, subject: &ActSubject) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for of in rulings(engine, by, subject) {
        let title = part_of(of.act, of.role.as_ref());
        let name = match (&of.role, of.act) {
            (Some(role), Act::EditScope | Act::GiveRole | Act::TakeRole | Act::AddUser) => {
                engine.model().title(&Key::Role(role.clone()))
            }
            (None, Act::AddUser) => "Without a role".to_owned(),
            (_, act) => capital(act.words()),
        };
        let line = ActLine { name, of };
        match parts.iter_mut().find(|part| part.title == title) {
            Some(part) => part.lines.push(line),
            None => parts.push(Part {
                title,
                lines: vec![line],
            }),
        }
    }
    parts
}

fn part_of(act: Act, role: Option<&RoleId>) -> &'static str {
    match (act, role) {
        (Act::GiveRole, _) => "Give a role",
        (Act::TakeRole, _) => "Take a role away",
        (Act::EditScope, Some(_)) => "Set the scope of a role held",
        (Act::AddUser, _) => "Add someone",
        _ => "Administer",
    }
}

/// An act on someone in words: "give Ann the role HR Partner".
pub fn deed(model: &Model, act: Act, role: Option<&RoleId>, subject: &ActSubject) -> String {
    let on = title(model, subject);
    let role = role.map(|role| model.title(&Key::Role(role.clone())));
    match (act, role, subject) {
        (Act::GiveRole, Some(role), _) => format!("give {on} the role {role}"),
        (Act::GiveRole, None, _) => format!("give {on} a role"),
        (Act::TakeRole, None, _) => format!("take a role from {on}"),
        (Act::TakeRole, Some(role), _) => format!("take the role {role} from {on}"),
        (Act::EditScope, Some(role), _) => format!("set the scope of {role} held by {on}"),
        (Act::EditScope, None, _) => format!("set the scope of {on}"),
        (Act::AddUser, Some(role), _) => format!("add someone with the role {role}"),
        (Act::AddUser, None, _) => "add someone without a role".to_owned(),
        (Act::SetPermissions, ..) => format!("set the permissions of {on}"),
        (Act::GrantDirectly, ..) => format!("grant {on} a permission directly"),
        (Act::SeeAdmin, ..) => format!("see the roles and scopes of {on}"),
        (Act::EditUser, ..) => format!("edit the details of {on}"),
        (Act::RemoveUser, ..) => format!("remove or block {on}"),
        (Act::SetManager, ..) => format!("set the manager of {on}"),
        (Act::EditTeams, _, ActSubject::User(_)) => format!("change the teams of {on}"),
        (Act::SetTeamLead, _, ActSubject::User(_)) => format!("make {on} lead a team"),
        (Act::FlipSwitch, ..) => format!("flip “{on}”"),
        (
            Act::EditRoles | Act::EditGroups | Act::EditTeams | Act::SetModule | Act::SetTeamLead,
            ..,
        ) => {
            format!("change {on}")
        }
    }
}
