//! Cedar: policies, their schema, the entities of today, and tests with the answers of the engine.
//!
//! - A principal is a `User`; a person who is looked at is a `Person`. They are two entities, for a
//!   report stands below the manager and would inherit the manager's roles.
//! - People stand below their managers and below nothing else: teams and populations of people are
//!   sets they hold, or reports would inherit those of their manager.
//! - One policy is one rule of the scheme; a guard is a `forbid`. A level is an action of its own,
//!   `permission@level`, and a policy lists every level it gives, so that nothing hangs on a
//!   hierarchy of actions.
//! - Where a permission is about a person and an item that are chosen independently, the item is the
//!   resource and the person stands in the context.
//! - Ids are those of the model. Texts in attributes are trimmed and in lower case, as conditions
//!   compare them.

mod clauses;
mod entities;
mod expr;
mod facts;
mod lines;
mod names;
mod policies;
mod says;
mod schema;
mod tests;

use crate::engine::Engine;
use crate::engine::scheme::{HolderSet, Origin, Scheme};
use crate::io::export::policy::{holder_id, scheme_losses};
use crate::io::export::{Fate, Loss, Parcel, ParcelFile};
use crate::model::{About, LevelId, Permission, PermissionId};
use says::Says;

/// The access of the model, for Cedar.
pub fn cedar(engine: &Engine) -> Parcel {
    let scheme = engine.scheme();
    let mut says = Says::new(engine);
    let policies = policies::text(&mut says, &scheme);
    let schema = schema::text(&mut says);
    let entities = entities::all(&mut says, &scheme);
    let tests = tests::text(&mut says, &entities);
    let files = vec![
        ParcelFile::new("policies.cedar", policies),
        ParcelFile::new("schema.cedarschema", schema),
        ParcelFile::new("entities.json", entities::text(&entities)),
        ParcelFile::new("tests.json", tests),
    ];
    Parcel {
        files,
        losses: losses(&says, &scheme),
    }
}

fn losses(says: &Says<'_>, scheme: &Scheme) -> Vec<Loss> {
    let mut losses = says.losses.clone();
    losses.extend(scheme_losses(says.engine, scheme));
    losses.extend(says.names.renamed().map(|(kind, name)| {
        let why = format!("its entity type is {name}");
        Loss::new(Fate::Renamed, format!("Kind of items {kind}"), why)
    }));
    for above in says.lines.above.iter().filter(|above| !above.is_direct()) {
        let why = "a second hierarchy, or one that goes round in a circle: everyone above each \
                   person is written out as of today";
        losses.push(Loss::new(
            Fate::Frozen,
            format!("Attribute {}", above.name),
            why,
        ));
    }
    losses
}

/// The type and id of the entity that stands for a set of holders; none for everyone.
fn holder(sets: &[HolderSet], at: usize) -> Option<(&'static str, String)> {
    let kind = match sets.get(at)?.origin {
        Origin::Everyone => return None,
        Origin::Role(_) => "Role",
        Origin::Group(_) => "Group",
        Origin::Principal(_) => "User",
        Origin::Several => "Holders",
    };
    Some((kind, holder_id(sets, at)))
}

/// What a permission is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Onto {
    /// Nothing: the one `System`.
    System,
    /// A person.
    Person,
    /// An item, whoever it is about.
    Item,
    /// An item and the person it is about.
    ItemOfPerson,
    /// An item, and a person in the context.
    Pair,
}

impl Onto {
    fn of(permission: &Permission) -> Onto {
        match (&permission.about, permission.about.has_item()) {
            (About::Nothing, _) | (About::Item(_), false) => Onto::System,
            (_, false) => Onto::Person,
            (About::Item(_), true) => Onto::Item,
            (About::PersonAndItem(_), true) => Onto::Pair,
            (_, true) => Onto::ItemOfPerson,
        }
    }
}

/// The id of the action of a permission at a level.
fn action(permission: &PermissionId, level: &LevelId) -> String {
    format!("{permission}@{level}")
}
