//! FACTS. The values of a model, one subject a file, and the changes that edit them.
//!
//! No file, clock, randomness or drawing here, and nothing derived: what follows from the facts
//! is the engine's.
//!
//! Architecture invariant: a [`Model`] changes only by [`Model::apply`], whole or not at all.

mod between;
mod change;
mod condition;
mod delegation;
mod expectation;
mod facts;
mod field;
mod group;
mod ids;
mod item;
mod near;
mod permission;
mod principal;
mod refs;
mod role;
mod rules;
mod selector;
mod settings;
mod table;
mod validate;
mod value;
mod who;

pub use change::{Broken, Change, Edit};
pub use condition::{BUILT_IN_FIELDS, BUILT_IN_ITEM_FIELDS, Clause, Condition, Join, Op};
pub use delegation::{Act, DelegationRule, Effect, Holding};
pub use expectation::{DutyException, DutyRule, Expectation, On, Verdict};
pub use facts::{Key, Model, Parts, Record};
pub use field::{Field, FieldType};
pub use group::Group;
pub use ids::*;
pub use item::{ACCOUNT_KIND, Item, Kind, Label, ROLE_KIND, Team};
pub use near::nearest;
pub use permission::{About, Ladder, Merge, Module, NamedReach, Permission};
pub use principal::{Account, ManagerEdge, Principal, PrincipalSort};
pub use refs::{Named, Path, Refs, Step};
pub use role::{
    Assignment, CustomSet, DirectGrant, Grant, NestedRole, PrincipalScope, Role, Subject, Window,
};
pub use rules::{
    Dependent, Guard, GuardException, Implication, ImplicationKind, Requirement, Suppression,
    SuppressionMode, Switch,
};
pub use selector::{ItemSelector, Reach, Reports, Scope};
pub use settings::{Line, Settings};
pub use table::{Entity, Table};
pub use validate::{Problem, Severity, problems};
pub use value::{Date, FieldValues, Number, Value, norm};
pub use who::Who;
