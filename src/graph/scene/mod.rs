//! What a graph shows: nodes and edges made from a model and a filter. No places, no drawing.
//!
//! Two graphs: access (people → groups → roles → permissions → what they reach) and permissions
//! (implies, needs, part of, view set). A scene is a pure function of the engine and its request.

mod access;
mod focus;
mod light;
mod permissions;
mod places;

use std::collections::BTreeSet;

use petgraph::graph::{DiGraph, NodeIndex};

pub use light::Lit;
pub use places::NODE;

use crate::engine::Engine;
use crate::look::icons::{self, Icon};
use crate::look::{KindShape, Palette};
use crate::model::{Key, LevelId, ModuleId, PermissionId, PrincipalId};

/// Which graph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SceneKind {
    /// Who reaches what.
    #[default]
    Access,
    /// What permissions imply and need.
    Permissions,
}

/// What to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SceneRequest {
    /// Which graph.
    pub kind: SceneKind,
    /// Only these modules; empty = all.
    pub modules: BTreeSet<ModuleId>,
    /// Only what lies within `depth` steps of this record.
    pub focus: Option<Key>,
    /// How many steps around the focus; 0 = everything before and after it.
    pub depth: usize,
    /// People who get a node of their own and are not bundled.
    pub singles: BTreeSet<PrincipalId>,
    /// Bundles that are open, by node key.
    pub open: BTreeSet<String>,
}

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// One person.
    Person,
    /// One service user.
    ServiceUser,
    /// One external user.
    External,
    /// Several people who hold the same.
    Bundle,
    /// A group.
    Group,
    /// A role.
    Role,
    /// A custom set.
    CustomSet,
    /// A permission, at a level where it is granted.
    Permission,
    /// What a grant reaches.
    Reach,
    /// A module.
    Module,
}

impl NodeKind {
    /// Its shape and icon.
    pub fn shape(self) -> KindShape {
        match self {
            NodeKind::Person => KindShape::Person,
            NodeKind::ServiceUser => KindShape::ServiceUser,
            NodeKind::External => KindShape::External,
            NodeKind::Bundle => KindShape::Bundle,
            NodeKind::Group => KindShape::Group,
            NodeKind::Role | NodeKind::CustomSet => KindShape::Role,
            NodeKind::Permission => KindShape::Permission,
            NodeKind::Reach => KindShape::Data,
            NodeKind::Module => KindShape::Module,
        }
    }
}

/// Something worth a mark on a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// Held by no one, or without members.
    Unheld,
    /// Part of a circle.
    Cycle,
    /// Sensitive data.
    Sensitive,
    /// A predefined role.
    Locked,
}

impl Mark {
    /// The mark in words.
    pub fn words(self) -> &'static str {
        match self {
            Mark::Unheld => "Held by no one",
            Mark::Cycle => "Part of a circle",
            Mark::Sensitive => "Sensitive",
            Mark::Locked => "Predefined, cannot be changed",
        }
    }

    /// Its icon.
    pub fn icon(self) -> Icon {
        match self {
            Mark::Unheld => icons::PERSON_OFF,
            Mark::Cycle => icons::SYNC_PROBLEM,
            Mark::Locked => icons::LOCK,
            Mark::Sensitive => icons::SHIELD_LOCK,
        }
    }

    /// The colour of its icon, and of the ground below.
    pub fn colours<C: Copy>(self, t: &Palette<C>) -> (C, C) {
        match self {
            Mark::Unheld => (t.warning, t.warning_bg),
            Mark::Cycle => (t.refused, t.refused_bg),
            Mark::Locked | Mark::Sensitive => (t.text2, t.inset),
        }
    }
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

/// What an edge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// Is a member of.
    Member,
    /// Holds (a role, a custom set).
    Holds,
    /// Contains (a group a group, a role a role).
    Contains,
    /// Grants.
    Grants,
    /// Reaches.
    Reaches,
    /// Granted without a role.
    Direct,
    /// Implies.
    Implies,
    /// Needs (main → dependent).
    Needs,
    /// Is a part of.
    PartOf,
    /// Decides which items are seen.
    ViewSet,
}

impl EdgeKind {
    /// The edge in a word.
    pub fn word(self) -> &'static str {
        match self {
            EdgeKind::Member => "member",
            EdgeKind::Holds => "holds",
            EdgeKind::Contains => "contains",
            EdgeKind::Grants => "grants",
            EdgeKind::Reaches => "reaches",
            EdgeKind::Direct => "direct",
            EdgeKind::Implies => "implies",
            EdgeKind::Needs => "needs",
            EdgeKind::PartOf => "has part",
            EdgeKind::ViewSet => "view set of",
        }
    }

    /// The graph it belongs to.
    pub fn graph(self) -> SceneKind {
        match self {
            EdgeKind::Member
            | EdgeKind::Holds
            | EdgeKind::Contains
            | EdgeKind::Grants
            | EdgeKind::Reaches
            | EdgeKind::Direct => SceneKind::Access,
            EdgeKind::Implies | EdgeKind::Needs | EdgeKind::PartOf | EdgeKind::ViewSet => {
                SceneKind::Permissions
            }
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

/// Nodes and edges, and the same as a petgraph.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The edges.
    pub edges: Vec<Edge>,
    /// Node and edge weights are indices into the lists.
    pub graph: DiGraph<usize, usize>,
}

/// Heads of the columns of the access graph.
pub const COLUMNS: [&str; 5] = ["People", "Groups", "Roles", "Permissions", "Reaches"];

/// Makes a scene.
pub fn scene(engine: &Engine, request: &SceneRequest) -> Scene {
    let builder = match request.kind {
        SceneKind::Access => access::build(engine, request),
        SceneKind::Permissions => permissions::build(engine, request),
    };
    let scene = builder.finish();
    match &request.focus {
        Some(focus) => focus::around(&scene, focus, request.depth),
        None => scene,
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
        // Kosaraju: the other one recurses, and a long chain would end the program.
        for part in petgraph::algo::kosaraju_scc(&graph) {
            let is_cycle = part.len() > 1 || part.iter().any(|n| graph.find_edge(*n, *n).is_some());
            if is_cycle {
                for n in part {
                    if let Some(node) = nodes.get_mut(n.index()) {
                        node.marks.push(Mark::Cycle);
                    }
                }
            }
        }
        Scene {
            nodes,
            edges,
            graph,
        }
    }

    /// Index of the node with a key.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.key == key)
    }
}

/// Key of the node of a permission at a level.
pub fn permission_key(permission: &str, level: &LevelId) -> String {
    format!("permission:{permission}@{level}")
}

fn in_modules(request: &SceneRequest, permission: &PermissionId) -> bool {
    request.modules.is_empty() || request.modules.contains(&permission.module())
}

fn plural(n: usize, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {many}")
    }
}
