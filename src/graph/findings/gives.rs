//! What gives what: groups in groups, roles of groups, roles in roles, permissions of roles. Its
//! transitive reduction tells what another way gives, too.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::toposort;
use petgraph::algo::tred::{dag_to_toposorted_adjacency_list, dag_transitive_reduction_closure};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::IntoNeighbors;

use crate::engine::Engine;
use crate::model::{Grant, LevelId, Model, PermissionId, Subject, Window};

/// What can give and be given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing<'m> {
    Group(&'m str),
    Role(&'m str),
    Permission(PermissionId, usize),
}

/// What gives what, and what of it another way gives too.
pub(super) struct Gives<'m> {
    places: BTreeMap<Thing<'m>, NodeIndex>,
    /// Edges of the transitive reduction: those no other way replaces.
    needed: BTreeSet<(NodeIndex, NodeIndex)>,
    edges: BTreeSet<(NodeIndex, NodeIndex)>,
    closure: BTreeSet<(NodeIndex, NodeIndex)>,
}

impl<'m> Gives<'m> {
    /// None where things lead back to themselves.
    pub(super) fn new(engine: &'m Engine) -> Option<Gives<'m>> {
        let model = engine.model();
        let mut graph: DiGraph<(), ()> = DiGraph::new();
        let mut places: BTreeMap<Thing<'m>, NodeIndex> = BTreeMap::new();
        let mut edges: BTreeSet<(NodeIndex, NodeIndex)> = BTreeSet::new();
        {
            let mut at =
                |thing: Thing<'m>| *places.entry(thing).or_insert_with(|| graph.add_node(()));
            for group in model.groups().iter() {
                let to = at(Thing::Group(group.id.as_str()));
                edges.extend(
                    group
                        .groups
                        .iter()
                        .map(|inner| (at(Thing::Group(inner.as_str())), to)),
                );
            }
            for role in model.roles().iter() {
                let from = at(Thing::Role(role.id.as_str()));
                let nested = role.nested.iter();
                edges.extend(nested.map(|inner| (from, at(Thing::Role(inner.role.as_str())))));
                for grant in role.grants.iter().filter(|grant| grant.switch.is_none()) {
                    for (permission, rank) in covered(model, grant) {
                        edges.insert((from, at(Thing::Permission(permission, rank))));
                    }
                }
            }
            // What may end or may not have begun gives nothing one can count on.
            let lasting = model
                .assignments()
                .iter()
                .filter(|a| a.window == Window::default());
            for assignment in lasting {
                if let Subject::Group(group) = &assignment.to {
                    let from = at(Thing::Group(group.as_str()));
                    edges.insert((from, at(Thing::Role(assignment.role.as_str()))));
                }
            }
        }
        let ladders: Vec<(PermissionId, usize)> = places
            .keys()
            .filter_map(|thing| match thing {
                Thing::Permission(permission, rank) => Some((permission.clone(), *rank)),
                _ => None,
            })
            .collect();
        // A higher level gives the lower ones.
        for pair in ladders.windows(2) {
            if let [(a, low), (b, high)] = pair
                && a == b
            {
                let place = |rank: usize| places.get(&Thing::Permission(a.clone(), rank)).copied();
                edges.extend(place(*high).zip(place(*low)));
            }
        }
        graph.extend_with_edges(edges.iter());
        let order = toposort(&graph, None).ok()?;
        let (list, revmap) = dag_to_toposorted_adjacency_list::<_, u32>(&graph, &order);
        let (reduction, closure) = dag_transitive_reduction_closure(&list);
        let mut back = BTreeMap::new();
        for node in graph.node_indices() {
            back.extend(revmap.get(node.index()).map(|sorted| (*sorted, node)));
        }
        let pairs = |of: &petgraph::adj::UnweightedList<u32>| -> BTreeSet<(NodeIndex, NodeIndex)> {
            let mut pairs = BTreeSet::new();
            for from in of.node_indices() {
                for to in of.neighbors(from) {
                    pairs.extend(back.get(&from).copied().zip(back.get(&to).copied()));
                }
            }
            pairs
        };
        Some(Gives {
            needed: pairs(&reduction),
            closure: pairs(&closure),
            places,
            edges,
        })
    }

    fn ends(&self, from: &Thing<'m>, to: &Thing<'m>) -> Option<(NodeIndex, NodeIndex)> {
        Some((*self.places.get(from)?, *self.places.get(to)?))
    }

    /// True if an edge is there and another way leads the same way.
    pub(super) fn is_given_otherwise(&self, from: &Thing<'m>, to: &Thing<'m>) -> bool {
        self.ends(from, to)
            .is_some_and(|ends| self.edges.contains(&ends) && !self.needed.contains(&ends))
    }

    pub(super) fn leads(&self, from: &Thing<'m>, to: &Thing<'m>) -> bool {
        self.ends(from, to)
            .is_some_and(|ends| self.closure.contains(&ends))
    }
}

/// Permissions a grant names, with the rank it gives: itself, and its parts.
pub(super) fn covered(model: &Model, grant: &Grant) -> Vec<(PermissionId, usize)> {
    let rank = |permission: &PermissionId, level: &LevelId| {
        model
            .ladder_of(permission)
            .and_then(|ladder| ladder.rank(level))
    };
    let named = model
        .permissions()
        .iter()
        .filter(|p| model.covers(&grant.permission, &p.id));
    named
        .filter_map(|p| Some((p.id.clone(), rank(&p.id, &grant.level)?)))
        .collect()
}
