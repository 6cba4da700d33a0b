//! What another path gives as well: grants, roles inside roles, groups inside groups, assignments.
//! The transitive reduction of what gives what names those that might go; the engine proves which
//! of them change nothing. That nobody's access changes today is not enough: the other path must
//! be limited by nothing that this one is not limited by, or it may fall short tomorrow.

use super::gives::{Gives, Thing, covered};
use super::proof::changes_nothing;
use super::wider;
use super::{EdgeKey, GraphFinding, Sort, Watch};
use crate::engine::checks::Finding;
use crate::engine::{Engine, Words};
use crate::graph::scene::{EdgeKind, permission_key};
use crate::model::{
    Assignment, Change, DirectGrant, Edit, Grant, Key, Model, NestedRole, Role, RoleId, Subject,
    Window,
};

/// As many candidates as are proved: a proof asks for everyone's access.
const MOST_PROOFS: usize = 400;
/// In a larger model no proof is tried: each would take too long to wait for.
const MOST_PEOPLE: usize = 20_000;

pub(super) fn find(engine: &Engine, known: &[Finding], watch: &Watch) -> Vec<GraphFinding> {
    let model = engine.model();
    let mut list = directly(engine, known);
    if model.principals().len() > MOST_PEOPLE {
        return list;
    }
    let Some(gives) = Gives::new(engine) else {
        return list;
    };
    let mut candidates = Vec::new();
    for group in model.groups().iter() {
        for inner in &group.groups {
            let ends = (
                Thing::Group(inner.as_str()),
                Thing::Group(group.id.as_str()),
            );
            if gives.is_given_otherwise(&ends.0, &ends.1) {
                let mut after = group.clone();
                after.groups.retain(|id| id != inner);
                let label = format!("take a group out of {}", group.name);
                candidates.push(Candidate {
                    change: Change::new(label, vec![Edit::put(after)]),
                    said: format!(
                        "{} is inside {} twice",
                        model.title(&Key::Group(inner.clone())),
                        group.name
                    ),
                    records: vec![Key::Group(group.id.clone())],
                    edge: edge(
                        format!("group:{inner}"),
                        format!("group:{}", group.id),
                        EdgeKind::Contains,
                    ),
                });
            }
        }
    }
    for role in model.roles().iter().filter(|role| !role.locked) {
        candidates.extend(gives.nestings(model, role));
        candidates.extend(gives.grants(model, role));
    }
    let assignments = model.assignments().iter();
    candidates.extend(assignments.filter_map(|one| gives.assignment(engine, one)));
    candidates.truncate(MOST_PROOFS);
    watch.begin(candidates.len());
    for one in candidates {
        if watch.is_stopped() {
            break;
        }
        list.extend(one.proved(engine));
        watch.step();
    }
    list
}

/// What the checks know of direct grants that change nothing. Only where a role gives the same for
/// good and as widely: what gives nothing now is missed by no one, which proves nothing.
fn directly(engine: &Engine, known: &[Finding]) -> Vec<GraphFinding> {
    let model = engine.model();
    let told = known.iter().filter(|finding| finding.code == "prefer-role");
    told.filter_map(|finding| {
        let Key::DirectGrant(id) = &finding.key else {
            return None;
        };
        let direct = model.direct_grants().get(id)?;
        let counts = direct.switch.is_none() && direct.window.contains(engine.day());
        if !counts || !is_given_by_role(engine, direct) {
            return None;
        }
        let to = permission_key(direct.permission.as_str(), &direct.level);
        Some(GraphFinding {
            sort: Sort::Redundant,
            sentence: finding.title.clone(),
            detail: finding.detail.clone(),
            records: vec![Key::Permission(direct.permission.base())],
            edges: vec![edge(subject_key(&direct.to), to, EdgeKind::Direct)],
            repair: Some(finding.repair.clone()?),
        })
    })
    .collect()
}

fn is_given_by_role(engine: &Engine, direct: &DirectGrant) -> bool {
    let model = engine.model();
    let grant = Grant {
        permission: direct.permission.clone(),
        level: direct.level.clone(),
        on: direct.scope.clone(),
        switch: None,
    };
    let mut to = vec![direct.to.clone()];
    if let Subject::User(id) = &direct.to {
        to.extend(engine.groups_of(id).into_iter().map(Subject::Group));
    }
    let lasting = model.assignments().iter().filter(|one| {
        to.contains(&one.to)
            && one.window == Window::default()
            && wider::scope(&one.scope, &grant.on)
    });
    let held: Vec<&Role> = lasting
        .filter_map(|one| model.roles().get(&one.role))
        .filter(|role| wider::scope(&role.scope, &grant.on))
        .flat_map(|role| {
            let inside = wider::inside(model, role, &grant.on);
            inside.into_iter().chain([role])
        })
        .collect();
    let all = covered(model, &grant);
    !all.is_empty()
        && all.into_iter().all(|(permission, rank)| {
            let mut grants = held.iter().flat_map(|role| &role.grants);
            grants.any(|other| {
                wider::grant(other, &grant)
                    && covered(model, other)
                        .iter()
                        .any(|(named, has)| *named == permission && *has >= rank)
            })
        })
}

fn edge(from: String, to: String, kind: EdgeKind) -> EdgeKey {
    EdgeKey { from, to, kind }
}

fn subject_key(subject: &Subject) -> String {
    match subject {
        Subject::User(id) => format!("person:{id}"),
        Subject::Group(id) => format!("group:{id}"),
    }
}

struct Candidate {
    change: Change,
    said: String,
    records: Vec<Key>,
    edge: EdgeKey,
}

impl Candidate {
    fn proved(self, engine: &Engine) -> Option<GraphFinding> {
        changes_nothing(engine, &self.change).then(|| GraphFinding {
            sort: Sort::Redundant,
            sentence: self.said,
            detail: "Another path gives it as well; without this one nobody's access changes"
                .to_owned(),
            records: self.records,
            edges: vec![self.edge],
            repair: Some(self.change),
        })
    }
}

impl<'m> Gives<'m> {
    fn nestings(&self, model: &Model, role: &'m Role) -> Vec<Candidate> {
        let from = Thing::Role(role.id.as_str());
        let inner = role.nested.iter().enumerate();
        inner
            .filter(|(nth, inner)| {
                self.is_given_otherwise(&from, &Thing::Role(inner.role.as_str()))
                    && others(role, *nth).any(|other| wider::nesting(model, other, inner))
            })
            .map(|(nth, inner)| {
                let mut after = role.clone();
                after.nested.remove(nth);
                let name = model.title(&Key::Role(inner.role.clone()));
                Candidate {
                    change: Change::new(
                        format!("take {name} out of {}", role.name),
                        vec![Edit::put(after)],
                    ),
                    said: format!("{name} is inside {} twice", role.name),
                    records: vec![Key::Role(inner.role.clone())],
                    edge: edge(
                        format!("role:{}", role.id),
                        format!("role:{}", inner.role),
                        EdgeKind::Contains,
                    ),
                }
            })
            .collect()
    }

    fn grants(&self, model: &Model, role: &'m Role) -> Vec<Candidate> {
        let words = Words::new(model);
        let grants = role.grants.iter().enumerate();
        grants
            .filter(|(nth, grant)| grant.switch.is_none() && self.is_doubled(model, role, *nth))
            .map(|(nth, grant)| {
                let mut after = role.clone();
                after.grants.remove(nth);
                let name = words.permission(&grant.permission.base());
                Candidate {
                    change: Change::new(
                        format!("take {name} out of {}", role.name),
                        vec![Edit::put(after)],
                    ),
                    said: format!(
                        "{} gives {name} at {}, and gives it by another path as well",
                        role.name, grant.level
                    ),
                    records: vec![Key::Permission(grant.permission.base())],
                    edge: edge(
                        format!("role:{}", role.id),
                        permission_key(grant.permission.as_str(), &grant.level),
                        EdgeKind::Grants,
                    ),
                }
            })
            .collect()
    }

    /// True if all that a grant gives comes by another way, at no lower level and no narrower.
    fn is_doubled(&self, model: &Model, role: &'m Role, nth: usize) -> bool {
        let Some(grant) = role.grants.get(nth) else {
            return false;
        };
        let all = covered(model, grant);
        !all.is_empty()
            && all.into_iter().all(|(permission, rank)| {
                let mut beside = role.grants.iter().enumerate().filter(|(n, _)| *n != nth);
                let gives = |other: &Grant| {
                    wider::grant(other, grant)
                        && covered(model, other)
                            .iter()
                            .any(|(named, has)| *named == permission && *has >= rank)
                };
                if beside.any(|(_, other)| gives(other)) {
                    return true;
                }
                let from = Thing::Role(role.id.as_str());
                let to = Thing::Permission(permission.clone(), rank);
                self.is_given_otherwise(&from, &to)
                    && wider::inside(model, role, &grant.on)
                        .iter()
                        .any(|inner| inner.grants.iter().any(gives))
            })
    }

    /// An assignment whose role comes by another one, too.
    fn assignment(&self, engine: &'m Engine, one: &'m Assignment) -> Option<Candidate> {
        let model = engine.model();
        let holds = |other: &Assignment, to: &Subject| {
            other.id != one.id
                && other.to == *to
                && other.window == Window::default()
                && wider::scope(&other.scope, &one.scope)
        };
        // What is over or not yet begun gives nothing now: that it is missed by no one proves nothing.
        if !one.window.contains(engine.day()) {
            return None;
        }
        let gives = |given: &'m RoleId| {
            *given == one.role
                || model.roles().get(given).is_some_and(|outer| {
                    let inside = wider::inside(model, outer, &one.scope);
                    wider::scope(&outer.scope, &one.scope)
                        && inside.iter().any(|inner| inner.id == one.role)
                })
        };
        let by_other = |to: &Subject| {
            let mut others = model.assignments().iter().filter(|other| holds(other, to));
            others.any(|other| gives(&other.role))
        };
        let is_given = by_other(&one.to)
            || match &one.to {
                Subject::Group(id) => {
                    let mut outer = model.groups().iter().filter(|group| {
                        self.leads(&Thing::Group(id.as_str()), &Thing::Group(group.id.as_str()))
                    });
                    outer.any(|group| by_other(&Subject::Group(group.id.clone())))
                }
                Subject::User(id) => {
                    let mut groups = engine.groups_of(id).into_iter();
                    groups.any(|group| by_other(&Subject::Group(group)))
                }
            };
        if !is_given {
            return None;
        }
        let words = Words::new(model);
        let (name, to) = (
            model.title(&Key::Role(one.role.clone())),
            words.subject(&one.to),
        );
        Some(Candidate {
            change: Change::new(
                format!("take {name} from {to}"),
                vec![Edit::Remove(Key::Assignment(one.id.clone()))],
            ),
            said: format!("{to} is given {name} twice"),
            records: vec![Key::Role(one.role.clone())],
            edge: edge(
                subject_key(&one.to),
                format!("role:{}", one.role),
                EdgeKind::Holds,
            ),
        })
    }
}

/// What else is inside a role.
fn others(role: &Role, nth: usize) -> impl Iterator<Item = &NestedRole> {
    let nested = role.nested.iter().enumerate();
    nested
        .filter(move |(n, _)| *n != nth)
        .map(|(_, other)| other)
}
