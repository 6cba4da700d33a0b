//! What a graph shows: nodes and edges made from a model and a filter. No places, no drawing.
//!
//! Two graphs: access (people → groups → roles → permissions → what they reach) and permissions
//! (implies, needs, part of, view set). A scene is a pure function of the engine and its request.

mod access;
mod blocks;
mod combine;
mod filter;
mod focus;
mod fold;
mod kinds;
mod light;
mod permissions;
mod places;
mod reach;

use std::collections::BTreeSet;

use petgraph::graph::{DiGraph, NodeIndex};

pub use kinds::{EdgeKind, Mark, NodeKind};
pub use light::{Lit, LitPath};
pub use places::NODE;

use crate::engine::{AccessPath, Answer, Engine, Question};
use crate::model::{Key, LevelId, ModuleId, PermissionId, PrincipalId};

/// Which graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SceneKind {
    /// Who reaches what.
    #[default]
    Access,
    /// What permissions imply and need.
    Permissions,
    /// Who reaches what, and what the permissions given imply, need and are part of.
    Combined,
}

/// What to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SceneRequest {
    /// Which graph.
    pub kind: SceneKind,
    /// Only these modules; empty = all.
    pub modules: BTreeSet<ModuleId>,
    /// Only what lies within `depth` steps of these records; empty = everything.
    pub focus: Vec<Key>,
    /// How many steps around the focus; 0 = everything before and after it.
    pub depth: usize,
    /// People who get a node of their own and are not bundled.
    pub singles: BTreeSet<PrincipalId>,
    /// Bundles that are open, by node key.
    pub open: BTreeSet<String>,
    /// Only these people, and what they come to; empty = everyone.
    pub people: BTreeSet<PrincipalId>,
    /// Kinds of nodes that are left out.
    pub without_nodes: BTreeSet<NodeKind>,
    /// Kinds of edges that are left out.
    pub without_edges: BTreeSet<EdgeKind>,
    /// Modules, roles and groups that are drawn as one with what is in them.
    pub folded: BTreeSet<Key>,
    /// What blocks this question is drawn, too.
    pub question: Option<Question>,
}

/// One node.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Stable from one scene to the next.
    pub key: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// The record behind it.
    pub record: Option<Key>,
    /// Its name.
    pub title: String,
    /// One line below the name.
    pub subtitle: String,
    /// For permissions in the access graph: the level, its rank, the top rank.
    pub level: Option<(LevelId, usize, usize)>,
    /// For what is reached: the selector in the model, if one grant stands for it.
    pub reach: Option<crate::model::Scope>,
    /// The column it stands in, for the access graph.
    pub column: Option<usize>,
    /// Marks on it.
    pub marks: Vec<Mark>,
    /// The people in a bundle.
    pub members: Vec<PrincipalId>,
}

impl Node {
    /// A node with nothing but a name.
    fn new(key: impl Into<String>, kind: NodeKind, title: impl Into<String>) -> Node {
        Node {
            key: key.into(),
            kind,
            record: None,
            title: title.into(),
            subtitle: String::new(),
            level: None,
            reach: None,
            column: None,
            marks: Vec::new(),
            members: Vec::new(),
        }
    }
}

/// One edge, by node index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it enters.
    pub to: usize,
    /// What it says.
    pub kind: EdgeKind,
    /// More words where the kind alone does not tell: levels of an implication.
    pub note: String,
}

impl Edge {
    /// The levels of an implication, unless they are plain yes and yes; else nothing.
    pub fn levels(&self) -> String {
        match self.note.as_str() {
            note if self.kind == EdgeKind::Implies && note != "yes ⇒ yes" => {
                note.replace('⇒', "→")
            }
            _ => String::new(),
        }
    }
}

/// Nodes and edges, and the same as a petgraph.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The edges.
    pub edges: Vec<Edge>,
    /// Node and edge weights are indices into the lists.
    pub graph: DiGraph<usize, usize>,
    /// The circles: nodes that lead back to themselves, by index.
    pub cycles: Vec<Vec<usize>>,
}

/// Heads of the columns of the access graph.
pub const COLUMNS: [&str; 5] = ["People", "Groups", "Roles", "Permissions", "Reaches"];

/// Makes a scene.
pub fn scene(engine: &Engine, request: &SceneRequest) -> Scene {
    let mut builder = match request.kind {
        SceneKind::Access | SceneKind::Combined => access::build(engine, request),
        SceneKind::Permissions => permissions::build(engine, request),
    };
    if request.kind == SceneKind::Combined {
        combine::add(engine, &mut builder, request);
    }
    if let (Some(question), true) = (&request.question, request.kind != SceneKind::Permissions) {
        blocks::add(engine, &mut builder, question);
    }
    fold::fold(engine, &mut builder, &request.folded);
    let mut scene = builder.finish();
    if !request.people.is_empty() && request.kind != SceneKind::Permissions {
        scene = filter::people(&scene, &request.people);
    }
    if !request.without_nodes.is_empty() || !request.without_edges.is_empty() {
        scene = filter::kinds(&scene, &request.without_nodes, &request.without_edges);
    }
    if request.focus.is_empty() {
        scene
    } else {
        focus::around(&scene, &request.focus, request.depth)
    }
}

/// Collects nodes by key and edges once each.
#[derive(Default)]
struct Builder {
    nodes: indexmap::IndexMap<String, Node>,
    edges: indexmap::IndexMap<(usize, usize, EdgeKind), String>,
}

impl Builder {
    fn node(&mut self, node: Node) -> usize {
        let entry = self.nodes.entry(node.key.clone());
        let at = entry.index();
        entry.or_insert(node);
        at
    }

    fn edge(&mut self, from: usize, to: usize, kind: EdgeKind, note: impl Into<String>) {
        self.edges.entry((from, to, kind)).or_insert(note.into());
    }

    fn finish(self) -> Scene {
        let nodes: Vec<Node> = self.nodes.into_values().collect();
        let edges = self
            .edges
            .into_iter()
            .map(|((from, to, kind), note)| Edge {
                from,
                to,
                kind,
                note,
            })
            .collect();
        Scene::new(nodes, edges)
    }
}

impl Scene {
    fn new(mut nodes: Vec<Node>, edges: Vec<Edge>) -> Scene {
        let mut graph = DiGraph::with_capacity(nodes.len(), edges.len());
        for n in 0..nodes.len() {
            graph.add_node(n);
        }
        for (n, edge) in edges.iter().enumerate() {
            graph.add_edge(NodeIndex::new(edge.from), NodeIndex::new(edge.to), n);
        }
        let cycles = cycles(&graph, &edges);
        for n in cycles.iter().flatten() {
            if let Some(node) = nodes.get_mut(*n) {
                node.marks.push(Mark::Cycle);
            }
        }
        Scene {
            nodes,
            edges,
            graph,
            cycles,
        }
    }

    /// True if an edge lies on a circle.
    pub fn is_in_cycle(&self, edge: &Edge) -> bool {
        let on = |cycle: &Vec<usize>| cycle.contains(&edge.from) && cycle.contains(&edge.to);
        edge.kind.can_cycle() && self.cycles.iter().any(on)
    }

    /// Index of the node with a key.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.key == key)
    }
}

/// What leads back to itself. That a part implies what it is part of is no circle: only edges that
/// can make one count.
fn cycles(graph: &DiGraph<usize, usize>, edges: &[Edge]) -> Vec<Vec<usize>> {
    let counts = graph.filter_map(
        |_, n| Some(*n),
        |_, n| {
            edges
                .get(*n)
                .is_some_and(|e| e.kind.can_cycle())
                .then_some(*n)
        },
    );
    // Kosaraju: the other one recurses, and a long chain would end the program.
    let mut cycles: Vec<Vec<usize>> = petgraph::algo::kosaraju_scc(&counts)
        .into_iter()
        .filter(|part| part.len() > 1 || part.iter().any(|n| counts.find_edge(*n, *n).is_some()))
        .map(|part| part.into_iter().map(NodeIndex::index).collect())
        .collect();
    cycles.iter_mut().for_each(|cycle| cycle.sort_unstable());
    cycles.sort_unstable();
    cycles
}

/// Key of the node of a permission at a level.
pub fn permission_key(permission: &str, level: &LevelId) -> String {
    format!("permission:{permission}@{level}")
}

/// Key of the node of the permission at the end of a path.
fn granted_key(path: &AccessPath) -> String {
    permission_key(path.granted.as_str(), &path.granted_level)
}

/// The answer to a question.
fn asked(engine: &Engine, question: &Question) -> Answer {
    engine.decide(
        &question.actor,
        &question.permission,
        &question.level,
        &question.target,
    )
}

fn in_modules(request: &SceneRequest, permission: &PermissionId) -> bool {
    request.modules.is_empty() || request.modules.contains(&permission.module())
}

pub(super) fn plural(n: usize, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {many}")
    }
}
