//! Typed text ids. An id is a slug that never changes once given; names may.
//!
//! Not here: the records the ids name.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }
        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }
        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }
    )*};
}

ids! {
    /// A field of people or of one kind of items.
    FieldId;
    /// A kind of manager line: primary, additional, or a model's own.
    LineId;
    /// A person, service user or external user.
    PrincipalId;
    /// A kind of items.
    KindId;
    /// One item.
    ItemId;
    /// A label of the label tree.
    LabelId;
    /// A team.
    TeamId;
    /// A group.
    GroupId;
    /// A ladder of levels.
    LadderId;
    /// One level of a ladder.
    LevelId;
    /// A named reach (Sherp's own, sub, all).
    ReachId;
    /// A module of the HR system; the first part of its permissions' paths.
    ModuleId;
    /// A permission: a path such as `onb.section.personal`.
    PermissionId;
    /// A role.
    RoleId;
    /// An assignment of a role.
    AssignmentId;
    /// A direct grant.
    DirectGrantId;
    /// A custom set.
    CustomSetId;
    /// A switch.
    SwitchId;
    /// A suppression.
    SuppressionId;
    /// A guard.
    GuardId;
    /// An implication.
    ImplicationId;
    /// A requirement (main and dependents).
    RequirementId;
    /// A delegation rule.
    DelegationRuleId;
    /// An expectation.
    ExpectationId;
    /// A duty rule.
    DutyRuleId;
}

/// True if `text` may serve as an id: 1 to 128 characters, no white space, no control
/// characters, no quotes, brackets or backslash (they would need escaping in a file or a shell).
pub fn is_valid_id(text: &str) -> bool {
    let n_chars = text.chars().count();
    (1..=128).contains(&n_chars)
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "\"'`\\(){}[]<>".contains(c))
}

/// An id made from a name: lower case, runs of anything but letters and digits become one `-`.
/// `taken` says which ids are in use; a number is appended until one is free.
pub fn slug(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut base = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            base.push(c);
        } else if !base.ends_with('-') && !base.is_empty() {
            base.push('-');
        }
        if base.chars().count() >= 64 {
            break;
        }
    }
    let base = base.trim_end_matches('-');
    let base = if base.is_empty() { "new" } else { base };
    if !taken(base) {
        return base.to_owned();
    }
    (2..)
        .map(|n| format!("{base}-{n}"))
        .find(|id| !taken(id))
        .unwrap_or_default()
}

impl PermissionId {
    /// The module a permission belongs to: the first part of its path.
    pub fn module(&self) -> ModuleId {
        self.as_str().split('.').next().unwrap_or_default().into()
    }

    /// The permission one step up the path, whether or not it is declared.
    pub fn parent(&self) -> Option<PermissionId> {
        self.as_str().rsplit_once('.').map(|(up, _)| up.into())
    }

    /// True if `self` lies below `base` in the path tree.
    pub fn is_below(&self, base: &PermissionId) -> bool {
        self.as_str()
            .strip_prefix(base.as_str())
            .is_some_and(|rest| rest.starts_with('.'))
    }
}

/// What a grant names: a permission and all its parts (`onb.section`), or only its parts
/// (`onb.section.*`). Either way only parts that share the ladder of the base are covered.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PermissionRef(Arc<str>);

impl PermissionRef {
    /// The reference as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The permission named, without `.*`.
    pub fn base(&self) -> PermissionId {
        self.0.strip_suffix(".*").unwrap_or(&self.0).into()
    }

    /// True if only the parts below the base are meant.
    pub fn is_parts_only(&self) -> bool {
        self.0.ends_with(".*")
    }
}

impl From<&str> for PermissionRef {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}
impl From<&PermissionId> for PermissionRef {
    fn from(id: &PermissionId) -> Self {
        Self(id.as_str().into())
    }
}
impl fmt::Display for PermissionRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for PermissionRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slug_keeps_letters_and_avoids_what_is_taken() {
        assert_eq!(slug("  HR — Finland! ", |_| false), "hr-finland");
        assert_eq!(slug("HR", |id| id == "hr"), "hr-2");
        assert_eq!(slug("—", |_| false), "new");
    }

    #[test]
    fn below_means_a_longer_path_and_not_a_longer_word() {
        let base = PermissionId::from("onb.form");
        assert!(PermissionId::from("onb.form.tax").is_below(&base));
        assert!(!PermissionId::from("onb.forms").is_below(&base));
        assert!(!PermissionId::from("onb.form").is_below(&base));
    }
}
