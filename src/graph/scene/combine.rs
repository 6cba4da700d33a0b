//! Adds to the access graph what the permissions in it imply, need and are part of.

use super::{Builder, EdgeKind, SceneRequest, access};
use crate::engine::Engine;
use crate::model::{Key, LevelId, PermissionId};

/// A permission in the picture, at a level.
struct Given {
    at: usize,
    permission: PermissionId,
    rank: usize,
}

pub(super) fn add(engine: &Engine, builder: &mut Builder, request: &SceneRequest) {
    let mut done = 0;
    // What is implied implies further.
    while done < builder.nodes.len() {
        let new = given(builder, done);
        done = builder.nodes.len();
        for one in &new {
            implied(engine, builder, request, one);
        }
    }
    let all = given(builder, 0);
    for one in &all {
        beside(engine, builder, one, &all);
    }
}

fn given(builder: &Builder, from: usize) -> Vec<Given> {
    let nodes = builder.nodes.values().enumerate().skip(from);
    nodes
        .filter_map(|(at, node)| match (&node.record, &node.level) {
            (Some(Key::Permission(permission)), Some((_, rank, _))) => Some(Given {
                at,
                permission: permission.clone(),
                rank: *rank,
            }),
            _ => None,
        })
        .collect()
}

fn implied(engine: &Engine, builder: &mut Builder, request: &SceneRequest, from: &Given) {
    let model = engine.model();
    let rank = |permission: &PermissionId, level: &LevelId| {
        model
            .ladder_of(permission)
            .and_then(|ladder| ladder.rank(level))
    };
    for implication in model.implications().iter() {
        let is_met = implication.permission == from.permission
            && rank(&from.permission, &implication.level).is_some_and(|least| least <= from.rank);
        if !is_met {
            continue;
        }
        let to = access::granted(
            engine,
            request,
            builder,
            &implication.implies,
            &implication.at,
        );
        if let Some(to) = to.filter(|to| *to != from.at) {
            let note = format!("{} ⇒ {}", implication.level, implication.at);
            builder.edge(from.at, to, EdgeKind::Implies, note);
        }
    }
}

/// Needs and parts, among what is there already.
fn beside(engine: &Engine, builder: &mut Builder, one: &Given, all: &[Given]) {
    let model = engine.model();
    for other in all.iter().filter(|other| other.at != one.at) {
        let is_part = other.permission.parent().as_ref() == Some(&one.permission);
        if is_part && other.rank == one.rank {
            builder.edge(one.at, other.at, EdgeKind::PartOf, "");
        }
        let mut mains = model
            .requirements()
            .iter()
            .filter(|r| r.main == one.permission);
        let is_needed = mains.any(|main| {
            let mut dependents = main.dependents.iter();
            dependents.any(|dependent| dependent.permission == other.permission)
        });
        if is_needed {
            builder.edge(one.at, other.at, EdgeKind::Needs, "");
        }
    }
}
