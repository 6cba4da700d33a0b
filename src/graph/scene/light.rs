//! Which nodes and edges of the access graph a path lights up.

use super::{NodeKind, Scene, permission_key};
use crate::engine::{AccessPath, Source};
use crate::model::{PrincipalId, Subject};

/// Nodes and edges of lit paths, by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lit {
    /// Lit nodes.
    pub nodes: Vec<usize>,
    /// Lit edges.
    pub edges: Vec<usize>,
}

impl Scene {
    /// Lights the way of some paths of `actor` through the access graph.
    pub fn light(&self, actor: &PrincipalId, paths: &[AccessPath]) -> Lit {
        let mut lit = Lit::default();
        for path in paths {
            self.light_one(actor, path, &mut lit);
        }
        lit.nodes.sort_unstable();
        lit.nodes.dedup();
        lit.edges.sort_unstable();
        lit.edges.dedup();
        lit
    }

    fn light_one(&self, actor: &PrincipalId, path: &AccessPath, lit: &mut Lit) {
        let mut way: Vec<usize> = Vec::new();
        let start = self.position(&format!("person:{actor}")).or_else(|| {
            self.nodes
                .iter()
                .position(|node| node.members.contains(actor))
        });
        way.extend(start);
        if let Some(Subject::Group(group)) = &path.to {
            way.extend(self.position(&format!("group:{group}")));
        }
        if let Source::Custom(id) = &path.source {
            way.extend(self.position(&format!("custom:{id}")));
        }
        for role in &path.roles {
            way.extend(self.position(&format!("role:{role}")));
        }
        way.extend(self.position(&permission_key(path.granted.as_str(), &path.granted_level)));
        lit.nodes.extend(&way);
        for pair in way.windows(2) {
            if let [from, to] = pair {
                let edge = self
                    .edges
                    .iter()
                    .position(|edge| edge.from == *from && edge.to == *to);
                lit.edges.extend(edge);
                // A member of a nested group comes through that group.
                if edge.is_none() {
                    self.light_between(*from, *to, lit);
                }
            }
        }
        if let Some(last) = way.last() {
            self.light_reach(*last, path, lit);
        }
    }

    /// The way through nested groups: one group between is enough for a picture.
    fn light_between(&self, from: usize, to: usize, lit: &mut Lit) {
        for (first, edge) in self
            .edges
            .iter()
            .enumerate()
            .filter(|(_, e)| e.from == from)
        {
            let second = self
                .edges
                .iter()
                .position(|next| next.from == edge.to && next.to == to);
            if let Some(second) = second {
                lit.edges.extend([first, second]);
                lit.nodes.push(edge.to);
                return;
            }
        }
    }

    fn light_reach(&self, permission: usize, path: &AccessPath, lit: &mut Lit) {
        for (n, edge) in self
            .edges
            .iter()
            .enumerate()
            .filter(|(_, e)| e.from == permission)
        {
            let Some(node) = self
                .nodes
                .get(edge.to)
                .filter(|n| n.kind == NodeKind::Reach)
            else {
                continue;
            };
            let is_meant = path
                .limits
                .iter()
                .any(|(_, limit)| node.key.ends_with(limit.as_str()))
                || (path.limits.is_empty() && node.key == "reach:no limit");
            if is_meant {
                lit.edges.push(n);
                lit.nodes.push(edge.to);
            }
        }
    }
}
