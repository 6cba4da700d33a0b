//! What stands in the way of a question: guards, suppressions, switches, limits that leave nothing
//! or let the target not in, windows that are over. Each is a node of its own on the path it blocks.

use std::collections::BTreeSet;

use super::{Builder, EdgeKind, Node, NodeKind, access, granted_key};
use crate::engine::{AccessPath, Answer, Denial, Drop, Engine, Failure, Question, Source, Words};
use crate::model::{GuardId, Key, Subject, SuppressionId, SwitchId};

/// How far a path comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stop {
    /// The role or set is not held.
    Holding,
    /// The role does not grant it.
    Granting,
    /// What is granted does not reach the target.
    Reaching,
}

/// One path and what blocks it.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// The path; none where no path is asked for.
    pub path: Option<AccessPath>,
    /// Key of the node.
    pub key: String,
    /// The record that blocks, if it is one.
    pub record: Option<Key>,
    /// What blocks, in few words.
    pub title: String,
    /// The same as a sentence.
    pub sentence: String,
    /// How far the path comes.
    pub stop: Stop,
}

/// What blocks a question, path by path.
pub(super) fn blocks(engine: &Engine, asked: &Answer) -> Vec<Block> {
    let question = &asked.question;
    let words = Words::new(engine.model());
    let mut list = Vec::new();
    match &asked.denial {
        Some(Denial::Guard(id)) => {
            list.extend(asked.paths.iter().map(|path| guarded(engine, id, path)));
        }
        Some(Denial::NoPath(_)) | Some(Denial::Unknown(_)) | None => {}
        Some(denial) => list.push(Block {
            path: None,
            key: "block:account".to_owned(),
            record: match denial {
                Denial::ModuleOff(id) | Denial::NotForUser(id) => Some(Key::Module(id.clone())),
                _ => None,
            },
            title: words.denial(denial),
            sentence: words.denial(denial),
            stop: Stop::Holding,
        }),
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let near = asked.near.iter().cloned().chain(engine.held_back(question));
    for miss in near {
        let Some(path) = miss.path.as_ref().filter(|path| seen.insert(path.key())) else {
            continue;
        };
        let first = miss
            .failures
            .iter()
            .filter_map(|failure| Some((stop(failure)?, failure)))
            .min_by_key(|(stop, _)| *stop);
        if let Some((stop, failure)) = first {
            let (key, record) = name(path, failure);
            list.push(Block {
                path: Some(path.clone()),
                key: format!("block:{key}"),
                record,
                title: crate::engine::capital(&failure.text(engine)),
                sentence: crate::engine::capital(&miss.text(engine)),
                stop,
            });
        }
    }
    list
}

fn guarded(engine: &Engine, id: &GuardId, path: &AccessPath) -> Block {
    let guard = engine.model().guards().get(id);
    let name = guard.map_or_else(|| id.to_string(), |guard| guard.name.clone());
    Block {
        path: Some(path.clone()),
        key: format!("block:guard:{id}"),
        record: Some(Key::Guard(id.clone())),
        sentence: format!("The guard “{name}” stops it"),
        title: name,
        stop: Stop::Reaching,
    }
}

fn stop(failure: &Failure) -> Option<Stop> {
    match failure {
        Failure::Dropped(Drop::Window(..) | Drop::Replaced(_)) => Some(Stop::Holding),
        Failure::Dropped(Drop::SwitchOff(_) | Drop::Suppressed(_)) => Some(Stop::Granting),
        Failure::PersonOutside { .. }
        | Failure::ItemOutside { .. }
        | Failure::NotSeen
        | Failure::EmptyScope(..)
        | Failure::NoTarget => Some(Stop::Reaching),
        Failure::Level { .. } | Failure::NothingGives { .. } => None,
    }
}

/// What is one node on several paths has one key.
fn name(path: &AccessPath, failure: &Failure) -> (String, Option<Key>) {
    let switch = |id: &SwitchId| (format!("switch:{id}"), Some(Key::Switch(id.clone())));
    let suppression = |id: &SuppressionId| {
        (
            format!("suppression:{id}"),
            Some(Key::Suppression(id.clone())),
        )
    };
    match failure {
        Failure::Dropped(Drop::SwitchOff(id)) => switch(id),
        Failure::Dropped(Drop::Suppressed(id)) => suppression(id),
        Failure::Dropped(Drop::Replaced(id)) => (
            format!("replaced:{id}:{}", path.key()),
            Some(Key::CustomSet(id.clone())),
        ),
        Failure::Dropped(Drop::Window(..)) => {
            let record = match &path.source {
                Source::Assignment(id) => Some(Key::Assignment(id.clone())),
                Source::Direct(id) => Some(Key::DirectGrant(id.clone())),
                Source::Derived(_) | Source::Custom(_) => None,
            };
            (format!("window:{}", path.key()), record)
        }
        Failure::PersonOutside { limit, .. } => (format!("outside:{limit}"), None),
        Failure::ItemOutside { limit, .. } => (format!("outside-items:{limit}"), None),
        Failure::EmptyScope(a, b) => (format!("empty:{a:?}:{b:?}"), None),
        Failure::NotSeen => ("unseen".to_owned(), None),
        _ => ("limit".to_owned(), None),
    }
}

/// Puts what blocks a question into the access graph.
pub(super) fn add(engine: &Engine, builder: &mut Builder, question: &Question) {
    let is_there = actor(builder, question).is_some();
    if let Some(person) = engine.model().principals().get(&question.actor)
        && !is_there
    {
        // Someone who comes to nothing at all.
        access::single(builder, person, &BTreeSet::new());
    }
    let asked = super::asked(engine, question);
    for block in blocks(engine, &asked) {
        let from = before(builder, question, &block);
        let column = from.and_then(|at| builder.nodes.get_index(at)?.1.column);
        let node = Node {
            column: Some(match block.stop {
                Stop::Holding => column.map_or(1, |c| c + 1).min(2),
                Stop::Granting => 3,
                Stop::Reaching => 4,
            }),
            record: block.record.clone(),
            subtitle: match block.key.split(':').nth(1) {
                Some("guard") => "Guard",
                Some("suppression") => "Suppression",
                Some("switch") => "Switch",
                Some("window") => "Not on this day",
                Some("replaced") => "Replaced",
                Some("empty") => "Empty scope",
                Some("account") => "Gate",
                _ => "Limit",
            }
            .to_owned(),
            ..Node::new(block.key.clone(), NodeKind::Guard, block.title.clone())
        };
        let at = builder.node(node);
        if let Some(from) = from {
            builder.edge(from, at, EdgeKind::Blocked, "");
        }
        if let Some(to) = behind(builder, &block) {
            builder.edge(at, to, EdgeKind::Blocked, "");
        }
    }
}

fn find(builder: &Builder, key: &str) -> Option<usize> {
    builder.nodes.get_index_of(key)
}

/// The node of the one who acts: their own, or the first bundle they are in.
fn actor(builder: &Builder, question: &Question) -> Option<usize> {
    let of = &question.actor;
    find(builder, &format!("person:{of}")).or_else(|| {
        builder
            .nodes
            .values()
            .position(|node| node.members.contains(of))
    })
}

/// The last node a path comes to.
fn before(builder: &Builder, question: &Question, block: &Block) -> Option<usize> {
    let actor = || actor(builder, question);
    let Some(path) = &block.path else {
        return actor();
    };
    let group = match &path.to {
        Some(Subject::Group(id)) => find(builder, &format!("group:{id}")),
        _ => None,
    };
    let held = || {
        let custom = match &path.source {
            Source::Custom(id) => find(builder, &format!("custom:{id}")),
            _ => None,
        };
        let role = path.roles.last();
        custom.or_else(|| find(builder, &format!("role:{}", role?)))
    };
    match block.stop {
        Stop::Holding => group.or_else(actor),
        Stop::Granting => held().or(group).or_else(actor),
        Stop::Reaching => find(builder, &granted_key(path)),
    }
}

/// What it would come to next.
fn behind(builder: &Builder, block: &Block) -> Option<usize> {
    let path = block.path.as_ref()?;
    let granted = || find(builder, &granted_key(path));
    match block.stop {
        Stop::Holding => match path.roles.first() {
            Some(role) => find(builder, &format!("role:{role}")),
            None => granted(),
        },
        Stop::Granting => granted(),
        Stop::Reaching => None,
    }
}
