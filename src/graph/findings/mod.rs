//! FINDINGS ON THE GRAPH: circles, what is given twice, what nobody holds, and what all access runs
//! through. Pure. What the engine's checks know already is taken from there; what is new here comes
//! from the graph, by way of petgraph, and every repair is proved by the engine: nobody's access
//! changes.

mod gives;
mod proof;
mod redundant;
mod single;
mod watch;
mod wider;

use std::collections::BTreeSet;

use crate::engine::Engine;
use crate::engine::checks::{self, Finding};
use crate::model::{Change, Key, Model};

pub use watch::Watch;

use super::scene::{EdgeKind, Lit, Mark, Scene, SceneKind, SceneRequest, scene};

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Things that lead back to themselves.
    Cycle,
    /// Given by another path already.
    Redundant,
    /// A role no one holds, or a group without members.
    Unheld,
    /// A permission no one has.
    Unused,
    /// All access to something runs through one role, group or person.
    Single,
}

impl Sort {
    /// The sort in a few words, for a list of them.
    pub fn words(self) -> &'static str {
        match self {
            Sort::Cycle => "Circles",
            Sort::Redundant => "Given twice",
            Sort::Unheld => "Held by no one",
            Sort::Unused => "Permissions no one has",
            Sort::Single => "Single holders",
        }
    }

    /// The mark on nodes it is about.
    pub fn mark(self) -> Mark {
        match self {
            Sort::Cycle => Mark::Cycle,
            Sort::Redundant => Mark::Redundant,
            Sort::Unheld | Sort::Unused => Mark::Unheld,
            Sort::Single => Mark::Single,
        }
    }
}

/// An edge, by the keys of its nodes in a scene that shows everything.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeKey {
    /// Key of the node it leaves.
    pub from: String,
    /// Key of the node it enters.
    pub to: String,
    /// What it says.
    pub kind: EdgeKind,
}

/// Something on the graph worth a look.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphFinding {
    /// What it is about.
    pub sort: Sort,
    /// What it is, in one sentence.
    pub sentence: String,
    /// Why, or what would be right.
    pub detail: String,
    /// The records whose nodes it marks.
    pub records: Vec<Key>,
    /// The edges it marks.
    pub edges: Vec<EdgeKey>,
    /// The change that removes it; that nobody's access changes by it is proved.
    pub repair: Option<Change>,
}

/// Every finding on the graph, sort by sort, in the order of the model.
pub fn findings(engine: &Engine) -> Vec<GraphFinding> {
    findings_watched(engine, &Watch::default())
}

/// The same, telling how far it is. What is not proved when it is stopped is left out.
pub fn findings_watched(engine: &Engine, watch: &Watch) -> Vec<GraphFinding> {
    watch.reset();
    let mut list = cycles(engine);
    let known = checks::findings(engine);
    list.extend(redundant::find(engine, &known, watch));
    list.extend(known.into_iter().filter_map(unheld));
    list.extend(unused(engine));
    list.extend(single::find(engine));
    list.sort_by_key(|finding| finding.sort);
    list
}

fn cycles(engine: &Engine) -> Vec<GraphFinding> {
    let mut list = Vec::new();
    for kind in [SceneKind::Access, SceneKind::Permissions] {
        let whole = scene(
            engine,
            &SceneRequest {
                kind,
                ..SceneRequest::default()
            },
        );
        for cycle in &whole.cycles {
            let nodes = cycle.iter().filter_map(|at| whole.nodes.get(*at));
            let records: Vec<Key> = nodes.filter_map(|node| node.record.clone()).collect();
            let names: Vec<String> = records
                .iter()
                .map(|key| engine.model().title(key))
                .collect();
            let on = |at: &usize| cycle.contains(at);
            let edges = whole
                .edges
                .iter()
                .filter(|edge| edge.kind.can_cycle() && on(&edge.from) && on(&edge.to));
            list.push(GraphFinding {
                sort: Sort::Cycle,
                sentence: format!("{} lead back to themselves", listed(&names)),
                detail: "Whoever has one has them all; one edge fewer says the same".to_owned(),
                edges: edges
                    .filter_map(|edge| edge_key(&whole, edge.from, edge.to, edge.kind))
                    .collect(),
                records,
                repair: None,
            });
        }
    }
    list
}

fn edge_key(scene: &Scene, from: usize, to: usize, kind: EdgeKind) -> Option<EdgeKey> {
    Some(EdgeKey {
        from: scene.nodes.get(from)?.key.clone(),
        to: scene.nodes.get(to)?.key.clone(),
        kind,
    })
}

/// What the checks know of roles no one holds and groups without members.
fn unheld(finding: Finding) -> Option<GraphFinding> {
    matches!(finding.code, "role-unheld" | "group-empty").then(|| GraphFinding {
        sort: Sort::Unheld,
        sentence: finding.title,
        detail: finding.detail,
        records: vec![finding.key],
        edges: Vec::new(),
        repair: finding.repair,
    })
}

fn unused(engine: &Engine) -> Vec<GraphFinding> {
    let model = engine.model();
    let lone = model
        .permissions()
        .iter()
        .filter(|permission| !is_had(engine, &permission.id));
    lone.map(|permission| GraphFinding {
        sort: Sort::Unused,
        sentence: format!("No one has {}", permission.name),
        detail: "No role that someone holds gives it, or what it reaches is empty".to_owned(),
        records: vec![Key::Permission(permission.id.clone())],
        edges: Vec::new(),
        repair: None,
    })
    .collect()
}

fn is_had(engine: &Engine, permission: &crate::model::PermissionId) -> bool {
    let ladder = engine.model().ladder_of(permission);
    let lowest = ladder.and_then(|ladder| ladder.level(1));
    lowest.is_some_and(|level| !engine.who_can(permission, level, None).is_empty())
}

/// A few names, joined for reading.
fn listed(names: &[String]) -> String {
    const MOST: usize = 4;
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [few @ .., last] if names.len() <= MOST => format!("{} and {last}", few.join(", ")),
        _ => {
            let first: Vec<String> = names.iter().take(MOST - 1).cloned().collect();
            format!("{} and {} more", first.join(", "), names.len() + 1 - MOST)
        }
    }
}

impl Scene {
    /// The nodes and edges of this scene that a finding is about.
    pub fn found(&self, finding: &GraphFinding) -> Lit {
        let is_meant = |key: &Option<Key>| {
            key.as_ref()
                .is_some_and(|key| finding.records.contains(key))
        };
        let mut nodes: BTreeSet<usize> = BTreeSet::new();
        nodes.extend((0..self.nodes.len()).filter(|at| {
            self.nodes
                .get(*at)
                .is_some_and(|node| is_meant(&node.record))
        }));
        let mut edges: BTreeSet<usize> = BTreeSet::new();
        for key in &finding.edges {
            let (from, to) = (self.stands(&key.from), self.stands(&key.to));
            let found = self.edges.iter().position(|edge| {
                edge.kind == key.kind && from.contains(&edge.from) && to.contains(&edge.to)
            });
            edges.extend(found);
        }
        Lit {
            nodes: nodes.into_iter().collect(),
            edges: edges.into_iter().collect(),
            paths: Vec::new(),
        }
    }

    /// The node with a key, or the bundles of a person.
    fn stands(&self, key: &str) -> Vec<usize> {
        if let Some(at) = self.position(key) {
            return vec![at];
        }
        let Some(person) = key.strip_prefix("person:") else {
            return Vec::new();
        };
        let nodes = self.nodes.iter().enumerate();
        nodes
            .filter(|(_, node)| node.members.iter().any(|id| id.as_str() == person))
            .map(|(at, _)| at)
            .collect()
    }

    /// Puts the marks of findings on the nodes they are about.
    pub fn mark(&mut self, findings: &[GraphFinding]) {
        for finding in findings {
            let mark = finding.sort.mark();
            for at in self.found(finding).nodes {
                if let Some(node) = self.nodes.get_mut(at)
                    && !node.marks.contains(&mark)
                {
                    node.marks.push(mark);
                }
            }
        }
    }
}

fn applied(model: &Model, change: &Change) -> Option<Model> {
    let mut after = model.clone();
    after.apply(change).ok()?;
    Some(after)
}
