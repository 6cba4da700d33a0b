//! What must hold: expectations, and duty rules (segregation of duties).

use serde::{Deserialize, Serialize};

use super::delegation::Holding;
use super::ids::{DutyRuleId, ExpectationId, LevelId, PermissionId};
use super::selector::{ItemSelector, Reach};
use super::value::{Date, is_default};
use super::who::Who;

/// What an expectation says of those it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// Each of them can, on every target.
    Can,
    /// None of them can, on any target.
    Cannot,
    /// Each of them can on every target, and no one else can on any.
    OnlyTheyCan,
}

/// On what: read from the place of each one who acts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum On {
    /// No target (Add candidate).
    #[default]
    Nothing,
    /// People.
    People(Reach),
    /// Items, each with its subject.
    Items(ItemSelector),
    /// Every pair of a person and an item (a report on a course).
    Pairs(Reach, ItemSelector),
}

/// A sentence that must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// Stable id.
    pub id: ExpectationId,
    /// The sentence in the user's words; empty = made from the parts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// The rules of the source it states, by number.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rules: Vec<String>,
    /// Who.
    pub who: Who,
    /// Can or cannot.
    pub verdict: Verdict,
    /// What.
    pub permission: PermissionId,
    /// At which level.
    pub level: LevelId,
    /// On what.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: On,
    /// As of this day; unset = today.
    #[serde(default, skip_serializing_if = "is_default")]
    pub date: Option<Date>,
}

/// A set of permissions of which one principal may hold at most one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyRule {
    /// Stable id.
    pub id: DutyRuleId,
    /// The rule in a sentence.
    pub name: String,
    /// The permissions, each from a level up.
    pub permissions: Vec<Holding>,
    /// Only a conflict if both are held on the same target.
    #[serde(default, skip_serializing_if = "is_default")]
    pub same_target: bool,
    /// Who is excepted, and why.
    #[serde(default, skip_serializing_if = "is_default")]
    pub exceptions: Vec<DutyException>,
}

/// An exception to a duty rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyException {
    /// Who.
    pub who: Who,
    /// Why.
    pub reason: String,
}
