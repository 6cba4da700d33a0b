//! A model as relations between users and objects: what OpenFGA and SpiceDB have in common. Each of
//! them only writes it down in its own language.
//!
//! # How it is said
//!
//! | of the model | there |
//! |---|---|
//! | whoever holds a rule | `role`, `group` or `holders` with its members, or the `user` |
//! | a rule without limits | a relation of the `company` to them; everything leads to the company |
//! | a rule on people or items that are the same from everyone's place | a relation of a `population`, or of a `label`, to them; what is inside leads there |
//! | oneself, reports, teams, fields alike, creator, owner | relations between user and object |
//! | whose subject is … | the same on the person the item leads to |
//! | and, or, except | the same |
//! | a permission at a level | what its rules let in, or the level above, but not what a guard stops |
//! | a person and an item | an object for each pair that someone reaches |
//!
//! A relation holds rules of one form together only where no one could gain or lose by it
//! ([`shape::Shape::can_be_shared`]).
//!
//! Not here: any language; the files.

mod build;
mod checks;
mod facts;
mod graph;
mod lines;
mod names;
mod permissions;
mod rules;
mod shape;
mod text;

pub(super) use checks::{Check, Test};
pub(super) use graph::{Expr, Graph, Made, Object, Relation, Signs, Type};
pub(super) use text::{one_line, quoted};

use super::{Alphabet, Fate, Loss};
use crate::engine::Engine;
use build::Builder;

/// What a target takes.
#[derive(Debug)]
pub(super) struct Dialect {
    /// What it is called.
    pub target: &'static str,
    /// Names of types.
    pub types: Alphabet,
    /// Names of relations.
    pub relations: Alphabet,
    /// Ids of objects.
    pub ids: Alphabet,
    /// So many relations may be followed one after the other to answer a question.
    pub deepest: usize,
}

/// A model as relations.
pub(super) struct Related {
    pub graph: Graph,
    /// Questions with answers.
    pub tests: Vec<Test>,
    /// What does not carry over.
    pub losses: Vec<Loss>,
    /// The list of names as a file.
    pub names: String,
}

/// Says a model in relations.
pub(super) fn related(engine: &Engine, dialect: &'static Dialect) -> Related {
    let mut builder = Builder::new(engine, dialect);
    let asked = builder.permissions();
    let tests = builder.tests(&asked);
    let mut losses = std::mem::take(&mut builder.losses);
    for note in &builder.scheme.settled {
        losses.push(Loss::new(Fate::Frozen, &note.what, &note.why));
    }
    for note in &builder.scheme.unsaid {
        losses.push(Loss::new(Fate::Dropped, &note.what, &note.why));
    }
    losses.push(Loss::new(
        Fate::Renamed,
        "Permissions",
        "each level is a relation of what it is about; names.csv tells which",
    ));
    losses.sort();
    losses.dedup();
    let mut graph = builder.graph;
    graph.keep_used(names::USER);
    Related {
        graph,
        tests,
        losses,
        names: builder.names.file(),
    }
}
