//! The access graph: people → groups → roles and custom sets → permissions at a level → what they
//! reach. People who hold the same through the same doors stand together in a bundle.

use std::collections::{BTreeMap, BTreeSet};

use super::reach::{reach, within};
use super::{
    Builder, EdgeKind, Mark, Node, NodeKind, SceneRequest, in_modules, permission_key, plural,
};
use crate::engine::{Engine, Words};
use crate::model::{
    Grant, Key, LevelId, PermissionRef, Principal, PrincipalId, PrincipalSort, RoleId, Scope,
    Subject,
};

pub(super) fn build(engine: &Engine, request: &SceneRequest) -> Builder {
    let mut builder = Builder::default();
    let mut doors: BTreeMap<PrincipalId, BTreeSet<(usize, EdgeKind)>> = BTreeMap::new();
    groups(engine, &mut builder, &mut doors);
    roles(engine, request, &mut builder, &mut doors);
    given(engine, request, &mut builder, &mut doors);
    people(engine, request, &mut builder, doors);
    scopes(engine, &mut builder);
    builder
}

/// What an assignment reaches at most stands on its edge. Not on that of a bundle: there it may
/// differ from one to the next.
fn scopes(engine: &Engine, builder: &mut Builder) {
    let model = engine.model();
    for assignment in model.assignments().iter() {
        if assignment.scope.is_unset() || !assignment.window.contains(engine.day()) {
            continue;
        }
        let from = match &assignment.to {
            Subject::User(id) => builder.nodes.get_index_of(&format!("person:{id}")),
            group => group_at(builder, group),
        };
        let ends = from.zip(role_at(builder, &assignment.role));
        let edge = ends.and_then(|(from, to)| builder.edges.get_mut(&(from, to, EdgeKind::Holds)));
        if let Some(note) = edge {
            let more = format!("at most {}", Words::new(model).scope(&assignment.scope));
            if note.is_empty() {
                *note = more;
            } else {
                note.push_str(&format!("; {more}"));
            }
        }
    }
}

type Doors = BTreeMap<PrincipalId, BTreeSet<(usize, EdgeKind)>>;

fn blank(key: String, kind: NodeKind, record: Key, title: String, column: usize) -> Node {
    Node {
        record: Some(record),
        column: Some(column),
        ..Node::new(key, kind, title)
    }
}

fn groups(engine: &Engine, builder: &mut Builder, doors: &mut Doors) {
    let model = engine.model();
    for group in model.groups().iter() {
        let n_members = engine.members(&group.id).len();
        let mut node = blank(
            format!("group:{}", group.id),
            NodeKind::Group,
            Key::Group(group.id.clone()),
            group.name.clone(),
            1,
        );
        node.subtitle = plural(n_members, "member", "members");
        if group.condition.is_some() {
            node.subtitle.push_str(", by condition");
        }
        if n_members == 0 {
            node.marks.push(Mark::Unheld);
        }
        builder.node(node);
    }
    for group in model.groups().iter() {
        let Some(at) = group_at(builder, &Subject::Group(group.id.clone())) else {
            continue;
        };
        let mut nested: BTreeSet<PrincipalId> = BTreeSet::new();
        for inner in &group.groups {
            if let Some(from) = group_at(builder, &Subject::Group(inner.clone())) {
                builder.edge(from, at, EdgeKind::Contains, "");
                nested.extend(engine.members(inner));
            }
        }
        let matched: BTreeSet<PrincipalId> = group
            .condition
            .as_ref()
            .map(|condition| engine.matching(condition).into_iter().collect())
            .unwrap_or_default();
        for member in engine.members(&group.id) {
            // Who is only in by a nested group is shown there.
            let is_own = group.listed.contains(&member) || matched.contains(&member);
            if is_own || !nested.contains(&member) {
                doors
                    .entry(member)
                    .or_default()
                    .insert((at, EdgeKind::Member));
            }
        }
    }
}

fn group_at(builder: &Builder, subject: &Subject) -> Option<usize> {
    match subject {
        Subject::Group(id) => builder.nodes.get_index_of(&format!("group:{id}")),
        Subject::User(_) => None,
    }
}

fn role_at(builder: &Builder, id: &RoleId) -> Option<usize> {
    builder.nodes.get_index_of(&format!("role:{id}"))
}

fn roles(engine: &Engine, request: &SceneRequest, builder: &mut Builder, doors: &mut Doors) {
    let model = engine.model();
    for role in model.roles().iter() {
        let n_holders = engine.holders(&role.id).len();
        let mut node = blank(
            format!("role:{}", role.id),
            NodeKind::Role,
            Key::Role(role.id.clone()),
            role.name.clone(),
            2,
        );
        node.subtitle = format!("{n_holders} hold it");
        if n_holders == 0 {
            node.marks.push(Mark::Unheld);
        }
        if role.locked {
            node.marks.push(Mark::Locked);
        }
        builder.node(node);
    }
    for role in model.roles().iter() {
        let Some(at) = role_at(builder, &role.id) else {
            continue;
        };
        for nested in &role.nested {
            if let Some(to) = role_at(builder, &nested.role) {
                builder.edge(at, to, EdgeKind::Contains, "");
            }
        }
        if let Some(who) = &role.derived {
            for holder in engine.who(who) {
                doors
                    .entry(holder)
                    .or_default()
                    .insert((at, EdgeKind::Holds));
            }
        }
        grants(engine, request, builder, at, &role.grants, &role.scope);
    }
    for set in model.custom_sets().iter() {
        let module = model.modules().get(&set.module);
        let mut node = blank(
            format!("custom:{}", set.id),
            NodeKind::CustomSet,
            Key::CustomSet(set.id.clone()),
            match &set.of {
                Subject::User(id) => model.title(&Key::Principal(id.clone())),
                Subject::Group(id) => model.title(&Key::Group(id.clone())),
            },
            2,
        );
        node.subtitle = module.map_or_else(String::new, |m| format!("Custom set in {}", m.name));
        let at = builder.node(node);
        give(builder, doors, &set.of, at, EdgeKind::Holds);
        grants(engine, request, builder, at, &set.grants, &Scope::UNSET);
    }
}

fn give(builder: &mut Builder, doors: &mut Doors, to: &Subject, at: usize, kind: EdgeKind) {
    match (to, group_at(builder, to)) {
        (Subject::User(id), _) => {
            doors.entry(id.clone()).or_default().insert((at, kind));
        }
        (Subject::Group(_), Some(group)) => builder.edge(group, at, kind, ""),
        (Subject::Group(_), None) => {}
    }
}

fn given(engine: &Engine, request: &SceneRequest, builder: &mut Builder, doors: &mut Doors) {
    let model = engine.model();
    for assignment in model.assignments().iter() {
        if let Some(at) = role_at(builder, &assignment.role)
            && assignment.window.contains(engine.day())
        {
            give(builder, doors, &assignment.to, at, EdgeKind::Holds);
        }
    }
    for direct in model.direct_grants().iter() {
        if !direct.window.contains(engine.day()) {
            continue;
        }
        let level = &direct.level;
        if let Some(at) = granted(engine, request, builder, &direct.permission, level) {
            give(builder, doors, &direct.to, at, EdgeKind::Direct);
            reach(engine, builder, at, &direct.permission, &direct.scope);
        }
    }
}

fn grants(
    engine: &Engine,
    request: &SceneRequest,
    builder: &mut Builder,
    from: usize,
    grants: &[Grant],
    scope: &Scope,
) {
    for grant in grants {
        let Some(at) = granted(engine, request, builder, &grant.permission, &grant.level) else {
            continue;
        };
        builder.edge(from, at, EdgeKind::Grants, "");
        let on = within(grant, scope);
        reach(engine, builder, at, &grant.permission, &on);
    }
}

pub(super) fn granted(
    engine: &Engine,
    request: &SceneRequest,
    builder: &mut Builder,
    named: &PermissionRef,
    level: &LevelId,
) -> Option<usize> {
    let model = engine.model();
    let base = named.base();
    let permission = model.permissions().get(&base)?;
    let ladder = model.ladder_of(&base)?;
    let rank = ladder.rank(level).filter(|rank| *rank > 0)?;
    if !in_modules(request, &base) {
        return None;
    }
    let mut node = blank(
        permission_key(named.as_str(), level),
        NodeKind::Permission,
        Key::Permission(base.clone()),
        permission.name.clone(),
        3,
    );
    node.subtitle = if named.is_parts_only() {
        format!("{level}, every part")
    } else {
        level.to_string()
    };
    node.level = Some((level.clone(), rank, ladder.levels.len().saturating_sub(1)));
    if permission.sensitive {
        node.marks.push(Mark::Sensitive);
    }
    Some(builder.node(node))
}

/// People with the same doors into the graph stand together, unless they are asked for by name.
fn people(engine: &Engine, request: &SceneRequest, builder: &mut Builder, doors: Doors) {
    let model = engine.model();
    let mut bundles: BTreeMap<BTreeSet<(usize, EdgeKind)>, Vec<&Principal>> = BTreeMap::new();
    for person in model.principals().iter() {
        let Some(own) = doors.get(&person.id) else {
            continue;
        };
        if request.singles.contains(&person.id) || person.sort == PrincipalSort::ServiceUser {
            single(builder, person, own);
        } else {
            bundles.entry(own.clone()).or_default().push(person);
        }
    }
    if bundles.len() > MOST_BUNDLES {
        by_door(engine, builder, request, bundles);
        return;
    }
    for (own, members) in bundles {
        let key = bundle_key(builder, &own);
        if members.len() < 3 || request.open.contains(&key) {
            for person in members {
                single(builder, person, &own);
            }
            continue;
        }
        let first = members.first().map(|p| p.name.clone()).unwrap_or_default();
        let title = format!("{first} and {} more", members.len() - 1);
        let at = builder.node(Node {
            subtitle: format!("+{} people", members.len()),
            column: Some(0),
            members: members.iter().map(|p| p.id.clone()).collect(),
            ..Node::new(key, NodeKind::Bundle, title)
        });
        for (to, kind) in own {
            builder.edge(at, to, kind, "");
        }
    }
}

/// With more bundles than this each door gets one bundle instead: a picture of a hundred small
/// bundles tells no more than a list.
const MOST_BUNDLES: usize = 40;

type Bundles<'m> = BTreeMap<BTreeSet<(usize, EdgeKind)>, Vec<&'m Principal>>;

fn by_door(engine: &Engine, builder: &mut Builder, request: &SceneRequest, bundles: Bundles<'_>) {
    let mut doors: BTreeMap<(usize, EdgeKind), Vec<&Principal>> = BTreeMap::new();
    for (own, members) in bundles {
        for door in own {
            doors.entry(door).or_default().extend(&members);
        }
    }
    let order = engine.model().principals();
    for ((to, kind), mut members) in doors {
        members.sort_by_key(|person| order.position(&person.id));
        let Some((door, through)) = builder.nodes.get_index(to) else {
            continue;
        };
        let key = format!("bundle:{}:{door}", kind.word());
        let title = through.title.clone();
        if members.len() < 3 || request.open.contains(&key) {
            for person in members {
                single(builder, person, &BTreeSet::from([(to, kind)]));
            }
            continue;
        }
        let what = match kind {
            EdgeKind::Member => "members of",
            EdgeKind::Direct => "directly given",
            _ => "hold",
        };
        let at = builder.node(Node {
            subtitle: format!("{what} {title}"),
            column: Some(0),
            members: members.iter().map(|p| p.id.clone()).collect(),
            ..Node::new(key, NodeKind::Bundle, format!("{} people", members.len()))
        });
        builder.edge(at, to, kind, "");
    }
}

pub(super) fn single(
    builder: &mut Builder,
    person: &Principal,
    doors: &BTreeSet<(usize, EdgeKind)>,
) {
    let (kind, subtitle) = match person.sort {
        PrincipalSort::Person => (NodeKind::Person, "Person"),
        PrincipalSort::ServiceUser => (NodeKind::ServiceUser, "Service user"),
        PrincipalSort::External => (NodeKind::External, "External user"),
    };
    let mut node = blank(
        format!("person:{}", person.id),
        kind,
        Key::Principal(person.id.clone()),
        person.name.clone(),
        0,
    );
    node.subtitle = subtitle.to_owned();
    let at = builder.node(node);
    for (to, kind) in doors {
        builder.edge(at, *to, *kind, "");
    }
}

/// The doors by name: the same bundle keeps its key when something else changes.
fn bundle_key(builder: &Builder, doors: &BTreeSet<(usize, EdgeKind)>) -> String {
    let names: Vec<String> = doors
        .iter()
        .filter_map(|(at, kind)| {
            let (key, _) = builder.nodes.get_index(*at)?;
            Some(format!("{}:{key}", kind.word()))
        })
        .collect();
    format!("bundle:{}", names.join("+"))
}
