//! The access of a model on its day, composed and said structurally: who holds which right, within
//! which limits, and what stops them. It is what exports to policy engines are made of: gates,
//! custom sets, switches, suppressions, implications, scopes on the way and view sets are worked
//! out; whom a limit means is still said in selectors, read from the place of the one who acts.
//!
//! A scheme answers what its engine answers: someone may do a permission at a level to a target if
//! a rule of that permission at that level or a higher one holds them and lets the target in, and
//! no guard stops it. Only axes that count for a permission are limited; a limit lets nothing in
//! that has no such coordinate.
//!
//! Not here: how a target says it.

mod build;
mod frozen;
mod guards;
mod holders;
mod normal;
mod plain;
mod settled;

pub use frozen::{ItemsFrom, PeopleFrom};
pub use plain::{PlainItems, PlainReach};

use super::Engine;
use super::answer::Denial;
use super::compose::{Drop, Source};
use super::words::Words;
use crate::model::{
    Account, GroupId, GuardId, LevelId, Model, ModuleId, PermissionId, PrincipalId, RoleId,
};

/// The access of a model on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Who holds rules or is stopped by guards; no two with the same origin and the same members.
    pub holders: Vec<HolderSet>,
    /// What they may do, in the order of the catalogue.
    pub rules: Vec<Rule>,
    /// What is forbidden whatever a rule allows, in the order of the model.
    pub guards: Vec<SchemeGuard>,
    /// What was worked out as of the day: later changes do not follow.
    pub settled: Vec<Note>,
    /// Parts of the model that say nothing about today's access and are not in the scheme.
    pub unsaid: Vec<Note>,
}

/// Principals who hold a rule today, never nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderSet {
    /// What they have in common.
    pub origin: Origin,
    /// Who, in the order of the model.
    pub principals: Vec<PrincipalId>,
    /// Who belongs to the origin and not to the set. Empty = the set is exactly the origin.
    pub left_out: Vec<LeftOut>,
}

/// What the members of a set have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// Every principal.
    Everyone,
    /// Holders of a role.
    Role(RoleId),
    /// Members of a group.
    Group(GroupId),
    /// One principal.
    Principal(PrincipalId),
    /// Several principals, for no reason that has a name.
    Several,
}

/// Someone who belongs to an origin and does not hold what it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Who.
    pub who: PrincipalId,
    /// Why.
    pub why: Why,
}

/// Why someone does not hold what their role or group gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The account cannot be used.
    Account(Account),
    /// The module is not available to them.
    NotForUser(ModuleId),
    /// Replaced, suppressed, switched off or outside its days.
    Dropped(Drop),
    /// They hold it within other limits, by a rule of its own.
    OtherLimits,
}

/// A right that some hold within limits.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// The permission.
    pub permission: PermissionId,
    /// The level it gives; it gives those below as well.
    pub level: LevelId,
    /// Place of the level on the permission's ladder; at least 1.
    pub rank: usize,
    /// Who: place in [`Scheme::holders`].
    pub holders: usize,
    /// On which people; unset = no limit.
    pub people: Option<PlainReach>,
    /// On which items; unset = no limit beyond the kinds the permission is about.
    pub items: Option<PlainItems>,
    /// The role that contains the grant; none for direct grants and custom sets.
    pub role: Option<RoleId>,
    /// The assignments, derived roles, custom sets and direct grants it comes from.
    pub sources: Vec<Source>,
    /// The rule in words: "HR partner: edit Salary, on all reports".
    pub note: String,
}

/// A final no.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemeGuard {
    /// The guard of the model. One whose permissions count different axes is several here.
    pub id: GuardId,
    /// Its name: the reason given.
    pub name: String,
    /// The permissions it covers; all count the same axes and share a ladder.
    pub permissions: Vec<PermissionId>,
    /// The lowest level it forbids.
    pub level: LevelId,
    /// Place of that level on the ladder; at least 1.
    pub rank: usize,
    /// Whom it stops: place in [`Scheme::holders`].
    pub who: usize,
    /// On which targets.
    pub on: Limits,
    /// Whom it does not stop, and on which targets.
    pub except: Vec<(usize, Limits)>,
}

/// Limits on the axes that count. Unset = no limit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// On which people.
    pub people: Option<PlainReach>,
    /// On which items.
    pub items: Option<PlainItems>,
}

/// Something about the model worth telling beside an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What, by name: "Role Manager".
    pub what: String,
    /// What became of it.
    pub why: String,
}

/// At most so many are named with their reasons.
const MOST_TOLD: usize = 6;

impl HolderSet {
    /// True if it holds exactly those its origin means.
    pub fn is_exact(&self) -> bool {
        self.left_out.is_empty()
    }

    /// Who is left out and why: "Ann Lee (the account is blocked), Bo Ek (has other limits)".
    pub fn left_out_in_words(&self, model: &Model) -> String {
        let words = Words::new(model);
        let one = |out: &LeftOut| {
            let why = match &out.why {
                Why::Account(account) => words.denial(&Denial::Account(*account)),
                Why::NotForUser(module) => words.denial(&Denial::NotForUser(module.clone())),
                Why::Dropped(Drop::Window(..)) => "outside its days".to_owned(),
                Why::Dropped(Drop::Replaced(_)) => "replaced by a custom set".to_owned(),
                Why::Dropped(Drop::SwitchOff(_)) => "its switch is off".to_owned(),
                Why::Dropped(Drop::Suppressed(_)) => "suppressed".to_owned(),
                Why::OtherLimits => "has it within other limits, or another way".to_owned(),
            };
            format!("{} ({why})", words.person(&out.who))
        };
        let first: Vec<String> = self.left_out.iter().take(MOST_TOLD).map(one).collect();
        match self.left_out.len().saturating_sub(MOST_TOLD) {
            0 => first.join(", "),
            more => format!("{} and {more} more", first.join(", ")),
        }
    }

    /// What people call it: "HR partner", "HR partner except Ann Lee", "Ann Lee", "12 principals".
    pub fn title(&self, model: &Model) -> String {
        let name = |id: &PrincipalId| {
            let principal = model.principals().get(id);
            principal.map_or_else(|| id.to_string(), |p| p.name.clone())
        };
        let whole = match &self.origin {
            Origin::Everyone => "Everyone".to_owned(),
            Origin::Role(id) => match model.roles().get(id) {
                Some(role) => role.name.clone(),
                None => id.to_string(),
            },
            Origin::Group(id) => match model.groups().get(id) {
                Some(group) => group.name.clone(),
                None => id.to_string(),
            },
            Origin::Principal(id) => name(id),
            Origin::Several => format!("{} principals", self.principals.len()),
        };
        match self.left_out.as_slice() {
            [] => whole,
            [one] => format!("{whole} except {}", name(&one.who)),
            more => format!("{whole} except {}", more.len()),
        }
    }
}

impl Engine {
    /// The access of the model on its day, composed.
    pub fn scheme(&self) -> Scheme {
        let mut sets = holders::Sets::new(self);
        let rules = self.scheme_rules(&mut sets);
        let guards = self.scheme_guards(&mut sets);
        Scheme {
            holders: sets.list,
            rules,
            guards,
            settled: self.settled(),
            unsaid: self.unsaid(),
        }
    }
}
