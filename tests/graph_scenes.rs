//! What a graph shows: paths that light completely, what blocks them, filters, folds, several in
//! focus, and the combined view.

#![allow(clippy::unwrap_used, clippy::panic)]

#[allow(dead_code)]
#[path = "common/worlds.rs"]
mod worlds;

use std::collections::BTreeSet;

use sightline::engine::{Question, Target};
use sightline::graph::scene::{EdgeKind, Lit, NodeKind, Scene, SceneKind, SceneRequest, scene};
use sightline::model::{
    About, Assignment, Change, Edit, Group, Key, Model, NestedRole, PrincipalId, Role, Scope,
    Subject, Window,
};
use worlds::{engine, sample};

const SAMPLES: [&str; 6] = ["acme", "datafisher", "hibob", "leapsome", "leena", "sherp"];

fn put(model: &mut Model, edit: Edit) {
    model.apply(&Change::new("plant", vec![edit])).unwrap();
}

fn asked(question: &Question) -> SceneRequest {
    SceneRequest {
        question: Some(question.clone()),
        singles: BTreeSet::from([question.actor.clone()]),
        ..SceneRequest::default()
    }
}

fn ask(model: &Model, actor: &str, permission: &str, target: &str) -> Question {
    let level = model
        .ladder_of(&permission.into())
        .unwrap()
        .level(1)
        .unwrap()
        .clone();
    Question {
        actor: actor.into(),
        permission: permission.into(),
        level,
        target: Target::of_person(model, &target.into()),
    }
}

/// Paths are whole: from the one who acts, edge by edge, to what is reached or what blocks.
#[track_caller]
fn hold_together(shown: &Scene, lit: &Lit, question: &Question) {
    for path in &lit.paths {
        let keys: Vec<&str> = path
            .nodes
            .iter()
            .map(|n| shown.nodes[*n].key.as_str())
            .collect();
        let said = format!("{question:?}\n{keys:?}\n{path:#?}");
        assert!(!path.sentence.is_empty(), "{said}");
        assert_eq!(path.nodes.len(), path.edges.len() + 1, "{said}");
        for (pair, edge) in path.nodes.windows(2).zip(&path.edges) {
            let edge = &shown.edges[*edge];
            assert_eq!((edge.from, edge.to), (pair[0], pair[1]), "{said}");
        }
        let first = &shown.nodes[path.nodes[0]];
        let is_actor = first.key == format!("person:{}", question.actor)
            || first.members.contains(&question.actor);
        assert!(is_actor, "{said}");
        let last = &shown.nodes[*path.nodes.last().unwrap()];
        match &path.block {
            None => assert!(
                matches!(last.kind, NodeKind::Reach | NodeKind::Permission),
                "{said}"
            ),
            Some(_) => assert_eq!(last.kind, NodeKind::Guard, "{said}"),
        }
        assert!(path.nodes.iter().all(|n| lit.nodes.contains(n)), "{said}");
        assert!(path.edges.iter().all(|e| lit.edges.contains(e)), "{said}");
    }
}

#[test]
fn every_path_of_every_sample_lights_from_end_to_end() {
    let (mut n_paths, mut n_blocked) = (0, 0);
    for name in SAMPLES {
        let model = sample(name);
        let now = engine(&model);
        let people: Vec<PrincipalId> = model.principals().ids().cloned().collect();
        let mut nth = 0_usize;
        for (p, permission) in model.permissions().iter().enumerate() {
            let level = model
                .ladder_of(&permission.id)
                .unwrap()
                .level(1)
                .unwrap()
                .clone();
            for step in 0..3 {
                nth += 1;
                let at = |n: usize| &people[n % people.len()];
                let question = Question {
                    actor: at(p * 7 + step * 5).clone(),
                    permission: permission.id.clone(),
                    level: level.clone(),
                    target: Target::of_person(&model, at(nth * 3 + step)),
                };
                let mut request = asked(&question);
                if step == 2 {
                    // Bundled, as long as nobody asks.
                    request.singles.clear();
                    request.question = None;
                }
                let shown = scene(&now, &request);
                let lit = shown.light(&now, &question);
                let answer = now.decide(
                    &question.actor,
                    &question.permission,
                    &question.level,
                    &question.target,
                );
                if step == 2 && !answer.allowed {
                    continue;
                }
                let granting = lit.paths.iter().filter(|path| path.block.is_none()).count();
                let wanted = if answer.allowed {
                    answer.paths.len()
                } else {
                    0
                };
                assert_eq!(granting, wanted, "{question:?}");
                let mut lit = lit;
                if step == 2 {
                    lit.paths.retain(|path| path.block.is_none());
                }
                hold_together(&shown, &lit, &question);
                n_paths += granting;
                n_blocked += lit.paths.len() - granting;
            }
        }
    }
    assert!(n_paths > 80 && n_blocked > 50, "{n_paths} {n_blocked}");
}

/// `employee-1` in a group in a group in a group that holds a role in a role in a role.
fn deep() -> (Model, Question) {
    let mut model = sample("leena");
    let grant = model
        .roles()
        .iter()
        .flat_map(|role| role.grants.iter())
        .find(|grant| {
            let permission = model.permissions().get(&grant.permission.base()).unwrap();
            permission.about == About::Nothing && grant.switch.is_none()
        })
        .unwrap()
        .clone();
    let group = |id: &str, groups: Vec<&str>, listed: Vec<PrincipalId>| Group {
        id: id.into(),
        name: id.to_owned(),
        description: "nested".to_owned(),
        listed,
        condition: None,
        groups: groups.into_iter().map(Into::into).collect(),
    };
    put(
        &mut model,
        Edit::put(group("g1", vec![], vec!["employee-1".into()])),
    );
    put(&mut model, Edit::put(group("g2", vec!["g1"], vec![])));
    put(&mut model, Edit::put(group("g2b", vec!["g1"], vec![])));
    put(
        &mut model,
        Edit::put(group("g3", vec!["g2", "g2b"], vec![])),
    );
    let mut inner: Option<&str> = None;
    for id in ["r3", "r2", "r1"] {
        let mut role = Role::new(id, id);
        match inner {
            Some(inner) => role.nested.push(NestedRole {
                role: inner.into(),
                scope: Scope::UNSET,
            }),
            None => role.grants.push(grant.clone()),
        }
        put(&mut model, Edit::put(role));
        inner = Some(id);
    }
    put(
        &mut model,
        Edit::put(Assignment {
            id: "deep".into(),
            to: Subject::Group("g3".into()),
            role: "r1".into(),
            scope: Scope::UNSET,
            window: Window::default(),
        }),
    );
    let question = Question {
        actor: "employee-1".into(),
        permission: grant.permission.base(),
        level: grant.level.clone(),
        target: Target::NONE,
    };
    (model, question)
}

#[test]
fn a_path_through_nested_groups_and_roles_lights_completely() {
    let (model, question) = deep();
    let now = engine(&model);
    let shown = scene(&now, &asked(&question));
    let lit = shown.light(&now, &question);
    hold_together(&shown, &lit, &question);
    let keys = |path: &[usize]| -> Vec<String> {
        path.iter().map(|n| shown.nodes[*n].key.clone()).collect()
    };
    let path = lit.paths.iter().find(|path| {
        let keys = keys(&path.nodes);
        keys.contains(&"role:r3".to_owned())
    });
    let keys_of_path = keys(&path.unwrap().nodes);
    assert_eq!(keys_of_path[..2], ["person:employee-1", "group:g1"]);
    assert_eq!(
        keys_of_path[3..7],
        ["group:g3", "role:r1", "role:r2", "role:r3"]
    );
    assert_eq!(
        path.unwrap().sentence,
        "the group g3, which holds r1, which contains r3"
    );
    // Both ways into the group are lit.
    for group in ["group:g2", "group:g2b"] {
        assert!(keys(&lit.nodes).contains(&group.to_owned()));
    }
}

#[test]
fn an_ended_window_a_guard_and_a_suppression_are_drawn_as_blocks() {
    let (mut model, question) = deep();
    let mut ended = model.assignments().get(&"deep".into()).unwrap().clone();
    ended.window.until = Some("2026-01-31".parse().unwrap());
    put(&mut model, Edit::put(ended));
    let now = engine(&model);
    let shown = scene(&now, &asked(&question));
    let lit = shown.light(&now, &question);
    hold_together(&shown, &lit, &question);
    let blocked = lit.paths.iter().find(|path| {
        path.block
            .as_ref()
            .is_some_and(|said| said.contains("it ended on 2026-01-31"))
    });
    let octagon = &shown.nodes[*blocked.unwrap().nodes.last().unwrap()];
    assert_eq!(octagon.record, Some(Key::Assignment("deep".into())));
    assert_eq!(octagon.subtitle, "Not on this day");

    let acme = sample("acme");
    let now = engine(&acme);
    let mut seen = BTreeSet::new();
    for person in acme.principals().iter() {
        for permission in ["people.pay", "reviews.result"] {
            let question = ask(&acme, person.id.as_str(), permission, person.id.as_str());
            let top = acme
                .ladder_of(&question.permission)
                .unwrap()
                .levels
                .last()
                .unwrap()
                .clone();
            let question = Question {
                level: top,
                ..question
            };
            let shown = scene(&now, &asked(&question));
            hold_together(&shown, &shown.light(&now, &question), &question);
            let octagons = shown.nodes.iter().filter(|n| n.kind == NodeKind::Guard);
            seen.extend(octagons.map(|n| n.subtitle.clone()));
        }
    }
    assert!(seen.contains("Guard"), "{seen:?}");
}

#[test]
fn kinds_left_out_leave_the_way_past_them() {
    let now_model = sample("leena");
    let now = engine(&now_model);
    let whole = scene(&now, &SceneRequest::default());
    let request = SceneRequest {
        without_nodes: BTreeSet::from([NodeKind::Group]),
        without_edges: BTreeSet::from([EdgeKind::Reaches]),
        ..SceneRequest::default()
    };
    let part = scene(&now, &request);
    assert!(part.nodes.iter().all(|n| n.kind != NodeKind::Group));
    assert!(part.edges.iter().all(|e| e.kind != EdgeKind::Reaches));
    let by_group = whole.edges.iter().find(|e| {
        e.kind == EdgeKind::Member
            && whole
                .edges
                .iter()
                .any(|next| next.from == e.to && next.kind == EdgeKind::Holds)
    });
    let member = &whole.nodes[by_group.unwrap().from].key;
    let from = part.position(member).unwrap();
    assert!(
        part.edges
            .iter()
            .any(|e| e.from == from && e.kind == EdgeKind::Holds)
    );
}

#[test]
fn only_some_people_and_what_they_come_to() {
    let model = sample("leena");
    let now = engine(&model);
    let request = SceneRequest {
        people: BTreeSet::from(["employee-1".into(), "employee-2".into()]),
        ..SceneRequest::default()
    };
    let part = scene(&now, &request);
    let people: Vec<&PrincipalId> = part.nodes.iter().flat_map(|n| &n.members).collect();
    let singles = part
        .nodes
        .iter()
        .filter(|n| n.key.starts_with("person:"))
        .count();
    assert!(
        people.len() + singles >= 2
            && part.nodes.len() < scene(&now, &SceneRequest::default()).nodes.len()
    );
    assert!(
        people
            .iter()
            .all(|id| ["employee-1", "employee-2"].contains(&id.as_str()))
    );
}

#[test]
fn a_module_a_role_family_and_a_group_fold_into_one_node() {
    let (model, _) = deep();
    let now = engine(&model);
    let whole = scene(&now, &SceneRequest::default());
    let module = model.modules().at(0).unwrap().id.clone();
    for (key, gone) in [
        (Key::Module(module), None),
        (Key::Role("r1".into()), Some(["role:r2", "role:r3"])),
        (Key::Group("g3".into()), Some(["group:g1", "group:g2"])),
    ] {
        let request = SceneRequest {
            folded: BTreeSet::from([key.clone()]),
            ..SceneRequest::default()
        };
        let part = scene(&now, &request);
        assert!(part.nodes.len() < whole.nodes.len(), "{key:?}");
        let one = part
            .nodes
            .iter()
            .position(|n| n.record.as_ref() == Some(&key))
            .unwrap();
        assert!(
            part.edges.iter().any(|e| e.from == one || e.to == one),
            "{key:?}"
        );
        for key in gone.into_iter().flatten() {
            assert_eq!(part.position(key), None);
        }
    }
}

#[test]
fn several_in_focus_and_the_combined_view() {
    let model = sample("acme");
    let now = engine(&model);
    let with = |kind, focus: &[Key]| {
        let request = SceneRequest {
            kind,
            focus: focus.to_vec(),
            depth: 1,
            ..SceneRequest::default()
        };
        scene(&now, &request)
    };
    let roles: Vec<Key> = model
        .roles()
        .ids()
        .take(2)
        .map(|id| Key::Role(id.clone()))
        .collect();
    let (one, both) = (
        with(SceneKind::Access, &roles[..1]),
        with(SceneKind::Access, &roles),
    );
    assert!(both.nodes.len() > one.nodes.len());
    let combined = scene(
        &now,
        &SceneRequest {
            kind: SceneKind::Combined,
            ..SceneRequest::default()
        },
    );
    let kinds: BTreeSet<EdgeKind> = combined.edges.iter().map(|e| e.kind).collect();
    assert!(
        kinds.contains(&EdgeKind::Grants) && kinds.contains(&EdgeKind::Implies),
        "{kinds:?}"
    );
    assert!(combined.nodes.iter().all(|n| n.column.is_some()));
}
