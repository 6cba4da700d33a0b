//! What an edge of the graph means as an edit: what one drawn between two records can be, and how
//! one is taken away.

use super::grants::{self, Bearer, deed};
use super::policies::{self, Rule};
use super::removal::remove;
use super::{drops, groups, roles, rules};
use crate::graph::scene::EdgeKind;
use crate::model::{
    Change, Dependent, Implication, Key, LevelId, Model, PermissionId, PrincipalId, Requirement,
    Subject,
};

/// One thing an edge can mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What it says: "holds HR Partner".
    pub words: String,
    /// What it does.
    pub change: Change,
}

/// Everything an edge from one record to another can mean. None if it can mean nothing, or says
/// only what is so already.
pub fn draw(model: &Model, from: &Key, to: &Key) -> Vec<Link> {
    let title = model.title(to);
    let one = |words: String, change: Option<Change>| -> Vec<Link> {
        let links = change.map(|change| Link { words, change });
        links.into_iter().collect()
    };
    match (from, to) {
        (Key::Principal(_), Key::Group(_)) => one(
            format!("is a member of {title}"),
            drops::drop(model, from, to),
        ),
        (Key::Group(_), Key::Group(_)) => {
            one(format!("is part of {title}"), drops::drop(model, from, to))
        }
        (Key::Principal(_) | Key::Group(_), Key::Role(_)) => {
            one(format!("holds {title}"), drops::drop(model, from, to))
        }
        (Key::Role(outer), Key::Role(inner)) => {
            let known = model.roles().get(outer);
            let is_in = known.is_some_and(|role| role.nested.iter().any(|n| n.role == *inner));
            let change = (outer != inner && !is_in).then(|| roles::nest(model, outer, inner, true));
            one(format!("contains {title}"), change.flatten())
        }
        (Key::Role(_) | Key::CustomSet(_), Key::Permission(id)) => {
            let bearer = Bearer::of_key(from);
            bearer.map_or_else(Vec::new, |bearer| granted(model, &bearer, id))
        }
        (Key::Principal(_) | Key::Group(_), Key::Permission(id)) => {
            let to = subject(from);
            to.map_or_else(Vec::new, |to| given_directly(model, &to, id))
        }
        (Key::Permission(from), Key::Permission(to)) if from != to => {
            let mut links = brought(model, from, to);
            links.extend(needed(model, from, to));
            links
        }
        (Key::Permission(view), Key::Module(module)) if view.module() == *module => one(
            format!("decides what is seen in {title}"),
            rules::set_view_set(model, module, Some(view.clone())),
        ),
        _ => Vec::new(),
    }
}

fn subject(key: &Key) -> Option<Subject> {
    match key {
        Key::Principal(id) => Some(Subject::User(id.clone())),
        Key::Group(id) => Some(Subject::Group(id.clone())),
        _ => None,
    }
}

/// The levels of a permission above the bottom, lowest first.
fn levels<'m>(model: &'m Model, id: &PermissionId) -> &'m [LevelId] {
    let ladder = model.ladder_of(id);
    ladder
        .and_then(|ladder| ladder.levels.get(1..))
        .unwrap_or_default()
}

fn granted(model: &Model, bearer: &Bearer, id: &PermissionId) -> Vec<Link> {
    let links = levels(model, id)
        .iter()
        .zip(1..)
        .filter_map(|(level, rank)| {
            Some(Link {
                words: format!("grants {}", deed(model, id, level)),
                change: grants::set_level(model, bearer, id, rank)?,
            })
        });
    links.collect()
}

fn given_directly(model: &Model, to: &Subject, id: &PermissionId) -> Vec<Link> {
    let Some(permission) = model.permissions().get(id) else {
        return Vec::new();
    };
    let has = |level: &LevelId| {
        let mut direct = model.direct_grants().iter();
        direct.any(|d| d.to == *to && d.permission.as_str() == id.as_str() && d.level == *level)
    };
    let links = levels(model, id).iter().filter(|level| !has(level));
    let links = links.map(|level| Link {
        words: format!("may {}, given directly", deed(model, id, level)),
        change: {
            let scope = grants::narrowest(&permission.about);
            roles::grant_directly(model, to, id, level, scope).0
        },
    });
    links.collect()
}

/// A level brings the same level where there is one, else the lowest there is.
fn brought(model: &Model, from: &PermissionId, to: &PermissionId) -> Vec<Link> {
    let there = levels(model, to);
    let is_there = |level: &LevelId, at: &LevelId| {
        model.implications().iter().any(|one| {
            one.permission == *from
                && one.implies.base() == *to
                && one.level == *level
                && one.at == *at
        })
    };
    let links = levels(model, from).iter().filter_map(|level| {
        let same = there.iter().find(|at| *at == level);
        let at = same.or(there.first())?;
        if is_there(level, at) {
            return None;
        }
        let rule = Rule::Implication(Implication {
            id: "".into(),
            permission: from.clone(),
            level: level.clone(),
            implies: to.into(),
            at: at.clone(),
            kind: None,
        });
        Some(Link {
            words: format!("{level} brings {}", deed(model, to, at)),
            change: policies::add(model, rule).0,
        })
    });
    links.collect()
}

fn needed(model: &Model, main: &PermissionId, dependent: &PermissionId) -> Option<Link> {
    let words = format!("needs {}", model.title(&Key::Permission(dependent.clone())));
    let new = Dependent {
        permission: dependent.clone(),
        level: None,
    };
    let mut of_main = model.requirements().iter().filter(|one| one.main == *main);
    let change = match of_main.next() {
        Some(known) if known.dependents.iter().any(|d| d.permission == *dependent) => return None,
        Some(known) => {
            let mut more = known.clone();
            more.dependents.push(new);
            policies::change(model, Rule::Requirement(more), "what is needed")?
        }
        None => {
            let rule = Rule::Requirement(Requirement {
                id: "".into(),
                main: main.clone(),
                dependents: vec![new],
            });
            policies::add(model, rule).0
        }
    };
    Some(Link { words, change })
}

/// Takes away what an edge stands for, or says what stands behind it instead. `granted` is the
/// permission as it is granted and its level, where the edge ends in one.
pub fn cut(
    model: &Model,
    from: &Key,
    kind: EdgeKind,
    to: &Key,
    granted: Option<(&str, &LevelId)>,
) -> Result<Change, String> {
    let change = match (kind, from, to) {
        (EdgeKind::Member, Key::Principal(who), Key::Group(group)) => {
            return leave(model, who, to, group);
        }
        (EdgeKind::Contains, Key::Group(inner), Key::Group(outer)) => {
            groups::nest(model, outer, inner, false)
        }
        (EdgeKind::Contains, Key::Role(outer), Key::Role(inner)) => {
            roles::nest(model, outer, inner, false)
        }
        (EdgeKind::Holds, _, Key::Role(_) | Key::CustomSet(_)) => return lay_down(model, from, to),
        (EdgeKind::Grants, _, Key::Permission(_)) => {
            let bearer = Bearer::of_key(from);
            bearer
                .zip(granted)
                .and_then(|(bearer, (permission, level))| {
                    grants::take_level(model, &bearer, permission, level)
                })
        }
        (EdgeKind::Direct, _, Key::Permission(_)) => {
            let to = subject(from);
            to.zip(granted).and_then(|(to, (permission, level))| {
                let mut direct = model.direct_grants().iter().filter(|direct| {
                    direct.to == to
                        && direct.permission.as_str() == permission
                        && direct.level == *level
                });
                roles::take_direct(model, &direct.next()?.id)
            })
        }
        (EdgeKind::Implies, Key::Permission(from), Key::Permission(to)) => {
            let mut rules = model.implications().iter();
            let rule = rules.find(|one| one.permission == *from && one.implies.base() == *to);
            rule.map(|rule| remove(model, &[Key::Implication(rule.id.clone())]))
        }
        (EdgeKind::Needs, Key::Permission(main), Key::Permission(dependent)) => {
            need_no_more(model, main, dependent)
        }
        (EdgeKind::ViewSet, _, Key::Module(module)) => rules::set_view_set(model, module, None),
        (EdgeKind::Reaches, ..) => {
            return Err("It is the limit of the grant: change it at the grant".to_owned());
        }
        (EdgeKind::PartOf, ..) => {
            return Err("A part belongs to its permission and goes with it".to_owned());
        }
        _ => None,
    };
    change.ok_or_else(|| "It follows from something else: open the Why of it".to_owned())
}

fn leave(
    model: &Model,
    who: &PrincipalId,
    to: &Key,
    group: &crate::model::GroupId,
) -> Result<Change, String> {
    let listed = model.groups().get(group);
    if listed.is_some_and(|group| group.listed.contains(who)) {
        return groups::list(model, group, who, false).ok_or_else(String::new);
    }
    Err(format!(
        "The condition of {} matches {}: change the condition, or the fields it asks for",
        model.title(to),
        model.title(&Key::Principal(who.clone()))
    ))
}

/// Takes away every assignment of a role to someone, or their own set.
fn lay_down(model: &Model, from: &Key, to: &Key) -> Result<Change, String> {
    let behind = || {
        Err(format!(
            "Nobody gave {} to {}: it follows from who they are",
            model.title(to),
            model.title(from)
        ))
    };
    let (Some(subject), role) = (subject(from), to) else {
        return behind();
    };
    let role = match role {
        Key::Role(role) => role,
        set => return Ok(remove(model, std::slice::from_ref(set))),
    };
    let given = model.assignments().iter();
    let given = given.filter(|one| one.to == subject && one.role == *role);
    let changes: Vec<Change> = given
        .filter_map(|one| roles::unassign(model, &one.id))
        .collect();
    let mut changes = changes.into_iter();
    match changes.next() {
        None => behind(),
        Some(mut first) => {
            first.edits.extend(changes.flat_map(|change| change.edits));
            Ok(first)
        }
    }
}

fn need_no_more(model: &Model, main: &PermissionId, dependent: &PermissionId) -> Option<Change> {
    let is_it = |one: &&Requirement| {
        one.main == *main && one.dependents.iter().any(|d| d.permission == *dependent)
    };
    let known = model.requirements().iter().find(is_it)?;
    let mut less = known.clone();
    less.dependents.retain(|d| d.permission != *dependent);
    if less.dependents.is_empty() {
        return Some(remove(model, &[Key::Requirement(known.id.clone())]));
    }
    policies::change(model, Rule::Requirement(less), "what is needed")
}
