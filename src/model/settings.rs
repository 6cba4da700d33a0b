//! Readings in which products differ. The engine has no default of its own: it reads these.

use serde::{Deserialize, Serialize};

use super::condition::{Condition, Join};
use super::ids::LineId;
use super::permission::{Merge, is_true, yes};
use super::rules::{ImplicationKind, SuppressionMode};
use super::value::is_default;

/// A kind of manager line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Stable id.
    pub id: LineId,
    /// What people call it.
    pub name: String,
    /// At most one manager per person.
    #[serde(default, skip_serializing_if = "is_default")]
    pub single: bool,
    /// Counts beyond direct reports (A-P6).
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub cascades: bool,
}

/// The settings of a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Manager lines; the first is the one the org chart follows.
    pub lines: Vec<Line>,
    /// Whom *everyone* leaves out; unset = nobody (A-H1).
    pub everyone_omits: Option<Condition>,
    /// *Everyone* leaves out external users too.
    pub everyone_omits_externals: bool,
    /// All and direct reports include oneself.
    pub reports_include_oneself: bool,
    /// How sources merge in a module that does not say.
    pub merge: Merge,
    /// How clauses are joined in a condition that does not say.
    pub join: Join,
    /// How far a suppression goes that does not say.
    pub suppression: SuppressionMode,
    /// Hard or preset, for an implication that does not say.
    pub implication: ImplicationKind,
    /// A new grant must lie within the editor's own level and scope (A-D9).
    pub no_grant_beyond_own: bool,
    /// After a role is given the user may need to log in again (P28).
    pub new_login_for_new_rights: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            lines: vec![
                Line {
                    id: "primary".into(),
                    name: "Primary manager".to_owned(),
                    single: true,
                    cascades: true,
                },
                Line {
                    id: "additional".into(),
                    name: "Additional manager".to_owned(),
                    single: false,
                    cascades: false,
                },
            ],
            everyone_omits: None,
            everyone_omits_externals: false,
            reports_include_oneself: false,
            merge: Merge::Paired,
            join: Join::All,
            suppression: SuppressionMode::Source,
            implication: ImplicationKind::Hard,
            no_grant_beyond_own: false,
            new_login_for_new_rights: false,
        }
    }
}

impl Settings {
    /// A manager line by id.
    pub fn line(&self, id: &LineId) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == *id)
    }
}
