//! The way from one person to one permission: every path that grants it in order, with its
//! sentence, and what stands in the way of those that would.

use std::collections::BTreeSet;

use petgraph::Direction;
use petgraph::graph::NodeIndex;

use super::blocks::{Block, Stop, blocks};
use super::{EdgeKind, NodeKind, Scene, granted_key, reach};
use crate::engine::{AccessPath, Engine, Question, Source, Words};
use crate::model::{PrincipalId, Subject};

/// Nodes and edges of lit paths, by index, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lit {
    /// Lit nodes.
    pub nodes: Vec<usize>,
    /// Lit edges.
    pub edges: Vec<usize>,
    /// The paths one by one: first those that grant it, then those that are blocked.
    pub paths: Vec<LitPath>,
}

/// One path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LitPath {
    /// Where it comes from, in one sentence part: "the group HR, which holds HR Partner".
    pub sentence: String,
    /// The same step by step.
    pub steps: Vec<String>,
    /// Its nodes, from the one who acts to what is reached or to what blocks it.
    pub nodes: Vec<usize>,
    /// Its edges, in the same order.
    pub edges: Vec<usize>,
    /// What blocks it, in one sentence; none if it grants what was asked.
    pub block: Option<String>,
}

impl Scene {
    /// Lights every path that answers a question. What blocks a path is a node of its own where the
    /// scene was made for this question.
    pub fn light(&self, engine: &Engine, question: &Question) -> Lit {
        let asked = super::asked(engine, question);
        let words = Words::new(engine.model());
        let mut lit = Lit::default();
        if asked.allowed {
            for path in &asked.paths {
                let mut way = Way::new(self, engine, &question.actor, path);
                way.reach(path);
                lit.add(way, words.source(path), words.steps(path), None);
            }
        }
        for block in blocks(engine, &asked) {
            let way = Way::blocked(self, engine, &question.actor, &block);
            let said = block.path.as_ref().map(|path| words.source(path));
            let steps = block.path.as_ref().map(|path| words.steps(path));
            let said = said.unwrap_or_else(|| words.person(&question.actor));
            lit.add(way, said, steps.unwrap_or_default(), Some(block.sentence));
        }
        lit.nodes.sort_unstable();
        lit.nodes.dedup();
        lit.edges.sort_unstable();
        lit.edges.dedup();
        lit
    }

    /// The nodes of someone: their own, then the bundles they are in. With many bundles it may be
    /// several, one for each thing they come by.
    fn starts(&self, actor: &PrincipalId) -> Vec<usize> {
        let own = self.position(&format!("person:{actor}"));
        let nodes = self.nodes.iter().enumerate();
        let bundles = nodes.filter(|(_, node)| node.members.contains(actor));
        own.into_iter().chain(bundles.map(|(at, _)| at)).collect()
    }

    /// Nodes that lead somewhere (or are led to) along edges of some kinds, those nodes included.
    fn along(&self, from: &[usize], direction: Direction, kinds: &[EdgeKind]) -> BTreeSet<usize> {
        let mut seen: BTreeSet<usize> = from.iter().copied().collect();
        let mut front = from.to_vec();
        while let Some(at) = front.pop() {
            for edge in self.graph.edges_directed(NodeIndex::new(at), direction) {
                let Some(edge) = self.edges.get(*edge.weight()) else {
                    continue;
                };
                let next = match direction {
                    Direction::Outgoing => edge.to,
                    Direction::Incoming => edge.from,
                };
                if kinds.contains(&edge.kind) && seen.insert(next) {
                    front.push(next);
                }
            }
        }
        seen
    }

    /// The first edge between two nodes.
    fn edge_between(&self, from: usize, to: usize) -> Option<usize> {
        let (from, to) = (NodeIndex::new(from), NodeIndex::new(to));
        self.graph
            .edges_connecting(from, to)
            .map(|edge| *edge.weight())
            .min()
    }
}

impl Lit {
    fn add(&mut self, way: Way<'_>, sentence: String, steps: Vec<String>, block: Option<String>) {
        self.nodes.extend(&way.nodes);
        self.nodes.extend(&way.beside.0);
        self.edges.extend(&way.edges);
        self.edges.extend(&way.beside.1);
        self.paths.push(LitPath {
            sentence,
            steps,
            nodes: way.nodes,
            edges: way.edges,
            block,
        });
    }
}

/// How people come into groups.
const INTO: [EdgeKind; 2] = [EdgeKind::Member, EdgeKind::Contains];

/// A path on its way through a scene.
struct Way<'s> {
    scene: &'s Scene,
    engine: &'s Engine,
    nodes: Vec<usize>,
    edges: Vec<usize>,
    /// What leads the same way beside it: other groups one is in.
    beside: (Vec<usize>, Vec<usize>),
}

impl<'s> Way<'s> {
    /// From the one who acts to the permission.
    fn new(scene: &'s Scene, engine: &'s Engine, actor: &PrincipalId, path: &AccessPath) -> Self {
        let granted = granted_key(path);
        Way::through(scene, engine, actor, path, &[granted])
    }

    /// Through the group and the roles of a path, and on to some nodes.
    fn through(
        scene: &'s Scene,
        engine: &'s Engine,
        actor: &PrincipalId,
        path: &AccessPath,
        last: &[String],
    ) -> Self {
        let mut way = Way {
            scene,
            engine,
            nodes: Vec::new(),
            edges: Vec::new(),
            beside: (Vec::new(), Vec::new()),
        };
        let mut keys: Vec<String> = Vec::new();
        if let Some(Subject::Group(group)) = &path.to {
            keys.push(format!("group:{group}"));
        }
        if let Source::Custom(id) = &path.source {
            keys.push(format!("custom:{id}"));
        }
        keys.extend(path.roles.iter().map(|role| format!("role:{role}")));
        keys.extend_from_slice(last);
        let stops: Vec<usize> = keys.iter().filter_map(|key| scene.position(key)).collect();
        way.start(actor, stops.first().copied());
        stops.into_iter().for_each(|at| way.go(at));
        way
    }

    /// Up to what blocks it. Only as far as it comes.
    fn blocked(scene: &'s Scene, engine: &'s Engine, actor: &PrincipalId, block: &Block) -> Self {
        let Some(path) = &block.path else {
            let mut way = Way {
                scene,
                engine,
                nodes: scene.starts(actor),
                edges: Vec::new(),
                beside: (Vec::new(), Vec::new()),
            };
            way.nodes.truncate(1);
            scene
                .position(&block.key)
                .into_iter()
                .for_each(|at| way.go(at));
            return way;
        };
        let mut short = path.clone();
        let mut last = Vec::new();
        match block.stop {
            Stop::Holding => {
                short.roles.clear();
                if matches!(short.source, Source::Custom(_)) {
                    short.source = Source::Direct("".into());
                }
            }
            Stop::Granting => {}
            Stop::Reaching => {
                last.push(granted_key(path));
            }
        }
        last.push(block.key.clone());
        Way::through(scene, engine, actor, &short, &last)
    }

    fn start(&mut self, actor: &PrincipalId, next: Option<usize>) {
        let starts = self.scene.starts(actor);
        let leads = |from: &&usize| {
            next.is_some_and(|to| {
                self.scene.edge_between(**from, to).is_some()
                    || self.between(**from, to).contains(&to)
            })
        };
        let start = starts.iter().find(leads).or(starts.first()).copied();
        self.nodes.extend(start);
    }

    /// The nodes between two along which one is in groups, both included; empty if there is no way.
    fn between(&self, from: usize, to: usize) -> BTreeSet<usize> {
        let onward = self.scene.along(&[from], Direction::Outgoing, &INTO);
        if !onward.contains(&to) {
            return BTreeSet::new();
        }
        let back = self.scene.along(&[to], Direction::Incoming, &INTO);
        onward.intersection(&back).copied().collect()
    }

    /// One node further; through nested groups where no edge leads there.
    fn go(&mut self, to: usize) {
        let Some(from) = self.nodes.last().copied() else {
            self.nodes.push(to);
            return;
        };
        if from == to {
            return;
        }
        if let Some(edge) = self.scene.edge_between(from, to) {
            self.nodes.push(to);
            self.edges.push(edge);
        }
        let between = self.between(from, to);
        let edges = self.scene.edges.iter().enumerate().filter(|(_, edge)| {
            between.contains(&edge.from) && between.contains(&edge.to) && INTO.contains(&edge.kind)
        });
        self.beside.1.extend(edges.map(|(at, _)| at));
        self.beside.0.extend(&between);
        if self.nodes.last() == Some(&to) {
            return;
        }
        for pair in self.shortest(from, to, &between).windows(2) {
            if let [a, b] = pair {
                self.edges.extend(self.scene.edge_between(*a, *b));
                self.nodes.push(*b);
            }
        }
        if self.nodes.last() != Some(&to) {
            self.nodes.push(to);
        }
    }

    fn shortest(&self, from: usize, to: usize, within: &BTreeSet<usize>) -> Vec<usize> {
        let graph = petgraph::visit::NodeFiltered::from_fn(&self.scene.graph, |n: NodeIndex| {
            within.contains(&n.index())
        });
        let found = petgraph::algo::astar(
            &graph,
            NodeIndex::new(from),
            |n| n.index() == to,
            |_| 1_usize,
            |_| 0,
        );
        found.map_or(Vec::new(), |(_, way)| {
            way.into_iter().map(NodeIndex::index).collect()
        })
    }

    /// On to what the grant reaches.
    fn reach(&mut self, path: &AccessPath) {
        let Some(scope) = reach::scope_of(self.engine.model(), path) else {
            return;
        };
        let reached = reach::reached(self.engine, &path.granted, &scope);
        let at = reached.and_then(|(key, _)| self.scene.position(&key));
        let at = at.filter(|at| {
            let node = self.scene.nodes.get(*at);
            node.is_some_and(|node| node.kind == NodeKind::Reach)
        });
        at.into_iter().for_each(|at| self.go(at));
    }
}
