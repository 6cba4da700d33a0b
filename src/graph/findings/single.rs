//! Single holders: a role, group or person through which all access to a permission runs. They are
//! the dominators of the permission in the graph of who comes to what.

use std::collections::BTreeMap;

use petgraph::algo::dominators::simple_fast;
use petgraph::graph::{DiGraph, NodeIndex};

use super::{GraphFinding, Sort, is_had, listed};
use crate::engine::Engine;
use crate::model::{
    Account, Grant, ImplicationKind, Key, Model, PermissionId, PermissionRef, Subject,
};

pub(super) fn find(engine: &Engine) -> Vec<GraphFinding> {
    let model = engine.model();
    let ways = Ways::new(engine);
    let found = simple_fast(&ways.graph, ways.root);
    let mut through: BTreeMap<Key, Vec<PermissionId>> = BTreeMap::new();
    for permission in model.permissions().iter() {
        let key = Key::Permission(permission.id.clone());
        let Some(at) = ways.places.get(&key) else {
            continue;
        };
        // The one nearest to people: what lies behind it runs through it, too.
        let dominators = found.strict_dominators(*at).into_iter().flatten();
        let first = dominators.filter(|at| *at != ways.root).last();
        let holder = first
            .and_then(|at| ways.graph.node_weight(at))
            .and_then(Option::clone);
        let Some(holder) = holder.filter(|key| is_holder(model, key)) else {
            continue;
        };
        if is_had(engine, &permission.id) {
            through
                .entry(holder)
                .or_default()
                .push(permission.id.clone());
        }
    }
    through
        .into_iter()
        .map(|(holder, permissions)| told(model, holder, &permissions))
        .collect()
}

/// What everyone holds by rule is no single holder.
fn is_holder(model: &Model, key: &Key) -> bool {
    match key {
        Key::Role(id) => model
            .roles()
            .get(id)
            .is_some_and(|role| role.derived.is_none()),
        Key::Group(_) | Key::Principal(_) | Key::CustomSet(_) => true,
        _ => false,
    }
}

fn told(model: &Model, holder: Key, permissions: &[PermissionId]) -> GraphFinding {
    let title = |id: &PermissionId| model.title(&Key::Permission(id.clone()));
    let names: Vec<String> = permissions.iter().map(title).collect();
    let (name, what) = (model.title(&holder), listed(&names));
    let (sentence, detail) = match &holder {
        Key::Principal(_) => (
            format!("Only {name} has {what}"),
            "When this account ends no one has it",
        ),
        Key::Group(_) => (
            format!("All access to {what} runs through the group {name}"),
            "Whoever leaves the group loses it",
        ),
        _ => (
            format!("All access to {what} runs through {name}"),
            "Whoever may give this decides who has it",
        ),
    };
    let mut records = vec![holder];
    records.extend(permissions.iter().map(|id| Key::Permission(id.clone())));
    GraphFinding {
        sort: Sort::Single,
        sentence,
        detail: detail.to_owned(),
        records,
        edges: Vec::new(),
        repair: None,
    }
}

/// Who comes to what: from one root to people, groups, roles, sets and permissions. It holds every
/// way there is and some that rules close, so what all of them pass, all real ones pass.
struct Ways {
    graph: DiGraph<Option<Key>, ()>,
    root: NodeIndex,
    places: BTreeMap<Key, NodeIndex>,
}

impl Ways {
    fn new(engine: &Engine) -> Ways {
        let model = engine.model();
        let mut graph = DiGraph::new();
        let root = graph.add_node(None);
        let mut ways = Ways {
            graph,
            root,
            places: BTreeMap::new(),
        };
        for person in model
            .principals()
            .iter()
            .filter(|p| p.account == Account::Active)
        {
            let at = ways.at(Key::Principal(person.id.clone()));
            ways.graph.add_edge(root, at, ());
        }
        for group in model.groups().iter() {
            for member in engine.members(&group.id) {
                ways.lead(Key::Principal(member), Key::Group(group.id.clone()));
            }
        }
        for role in model.roles().iter() {
            let key = Key::Role(role.id.clone());
            for inner in &role.nested {
                ways.lead(key.clone(), Key::Role(inner.role.clone()));
            }
            if let Some(who) = &role.derived {
                for holder in engine.who(who) {
                    ways.lead(Key::Principal(holder), key.clone());
                }
            }
            ways.grants(model, &key, &role.grants);
        }
        for set in model.custom_sets().iter() {
            let key = Key::CustomSet(set.id.clone());
            ways.lead(subject(&set.of), key.clone());
            ways.grants(model, &key, &set.grants);
        }
        for one in model
            .assignments()
            .iter()
            .filter(|a| a.window.contains(engine.day()))
        {
            ways.lead(subject(&one.to), Key::Role(one.role.clone()));
        }
        for one in model
            .direct_grants()
            .iter()
            .filter(|d| d.window.contains(engine.day()))
        {
            ways.named(model, &subject(&one.to), &one.permission);
        }
        for one in model.implications().iter() {
            if one.kind != Some(ImplicationKind::Preset) {
                let from = Key::Permission(one.permission.clone());
                ways.named(model, &from, &one.implies);
            }
        }
        ways
    }

    fn at(&mut self, key: Key) -> NodeIndex {
        if let Some(at) = self.places.get(&key) {
            return *at;
        }
        let at = self.graph.add_node(Some(key.clone()));
        self.places.insert(key, at);
        at
    }

    fn lead(&mut self, from: Key, to: Key) {
        let (from, to) = (self.at(from), self.at(to));
        self.graph.add_edge(from, to, ());
    }

    fn grants(&mut self, model: &Model, from: &Key, grants: &[Grant]) {
        for grant in grants {
            self.named(model, from, &grant.permission);
        }
    }

    fn named(&mut self, model: &Model, from: &Key, named: &PermissionRef) {
        for permission in model.permissions().iter() {
            if model.covers(named, &permission.id) {
                self.lead(from.clone(), Key::Permission(permission.id.clone()));
            }
        }
    }
}

fn subject(of: &Subject) -> Key {
    match of {
        Subject::User(id) => Key::Principal(id.clone()),
        Subject::Group(id) => Key::Group(id.clone()),
    }
}
