//! Questions and answers: a target, a decision with its reasons.

use super::near::NearMiss;
use super::path::AccessPath;
use super::rows::Spot;
use super::world::{ItemRef, World};
use crate::model::{
    Account, GuardId, ItemId, KindId, LevelId, Model, ModuleId, PermissionId, PrincipalId, RoleId,
};

/// What is acted on: a person, an item, both, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// The person.
    pub person: Option<PrincipalId>,
    /// The item.
    pub item: Option<ItemRef>,
}

impl Target {
    /// No target.
    pub const NONE: Target = Target {
        person: None,
        item: None,
    };

    /// A principal: as a person if they have a record, and as an account.
    pub fn of_person(model: &Model, id: &PrincipalId) -> Target {
        let has_record = model.principals().get(id).is_some_and(|p| p.has_record());
        Target {
            person: has_record.then(|| id.clone()),
            item: Some(ItemRef::Account(id.clone())),
        }
    }

    /// An item, with its subject if that is someone with a record.
    pub fn of_item(model: &Model, id: &ItemId) -> Target {
        let subject = model.items().get(id).and_then(|item| item.subject.clone());
        let has_record =
            |id: &PrincipalId| model.principals().get(id).is_some_and(|p| p.has_record());
        Target {
            person: subject.filter(has_record),
            item: Some(ItemRef::Item(id.clone())),
        }
    }

    /// A role as a labelled record.
    pub fn of_role(id: &RoleId) -> Target {
        Target {
            person: None,
            item: Some(ItemRef::Role(id.clone())),
        }
    }

    /// A person and an item, chosen independently.
    pub fn pair(person: PrincipalId, item: ItemRef) -> Target {
        Target {
            person: Some(person),
            item: Some(item),
        }
    }

    /// The target as people call it.
    pub fn title(&self, model: &Model) -> String {
        let person = |id: &PrincipalId| model.principals().get(id).map(|p| p.name.clone());
        let item = match &self.item {
            Some(ItemRef::Item(id)) => model.items().get(id).map(|i| i.name.clone()),
            Some(ItemRef::Role(id)) => model.roles().get(id).map(|r| r.name.clone()),
            Some(ItemRef::Account(id)) if Some(id) != self.person.as_ref() => person(id),
            _ => None,
        };
        let is_own_subject = matches!(&self.item, Some(ItemRef::Item(id))
            if model.items().get(id).is_some_and(|i| i.subject == self.person));
        let who = self.person.as_ref().and_then(person);
        match (item, who) {
            (Some(item), Some(who)) if !is_own_subject => format!("{item} and {who}"),
            (Some(item), _) => item,
            (None, Some(who)) => who,
            (None, None) => String::new(),
        }
    }

    /// The id that names it on a command line.
    pub fn id(&self) -> String {
        match (&self.item, &self.person) {
            (Some(ItemRef::Item(item)), _) => item.to_string(),
            (_, Some(person)) => person.to_string(),
            (Some(item), None) => item.id().to_owned(),
            (None, None) => String::new(),
        }
    }

    pub(super) fn spot(&self, world: &World) -> Spot {
        let person = self.person.as_ref().and_then(|id| world.person(id));
        let item = match (&self.item, &self.person, person) {
            // The account of the person, as nearly every target has it: not looked up twice.
            (Some(ItemRef::Account(account)), Some(id), Some(at)) if account == id => {
                Some(world.account(at))
            }
            (Some(item), ..) => world.item(item),
            (None, ..) => None,
        };
        Spot {
            person: person.filter(|at| world.people.contains(*at)),
            item,
        }
    }
}

/// Why an answer is no.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Denial {
    /// The question names someone, something or a level that is not there.
    Unknown(String),
    /// The account cannot be used.
    Account(Account),
    /// The module is off.
    ModuleOff(ModuleId),
    /// The module is not available to this user.
    NotForUser(ModuleId),
    /// The permission is about other kinds of items.
    WrongKind(Vec<KindId>),
    /// A guard stops it, whatever allows it.
    Guard(GuardId),
    /// No path allows it.
    NoPath(PermissionId),
}

/// A question: may someone do something at a level on a target?
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// Who.
    pub actor: PrincipalId,
    /// What.
    pub permission: PermissionId,
    /// At which level.
    pub level: LevelId,
    /// On what.
    pub target: Target,
}

/// A decision with its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// Allowed or not.
    pub allowed: bool,
    /// Why not; none when allowed.
    pub denial: Option<Denial>,
    /// The paths that allow it; when a guard denies, those it overruled.
    pub paths: Vec<AccessPath>,
    /// When no path allows it: what comes nearest, and what it lacks.
    pub near: Vec<NearMiss>,
}
