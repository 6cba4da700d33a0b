//! Findings on the graph: circles, what is given twice, what nobody holds, single holders.

#![allow(clippy::unwrap_used, clippy::panic)]

#[allow(dead_code)]
#[path = "common/worlds.rs"]
mod worlds;

use sightline::engine::compare;
use sightline::graph::findings::{GraphFinding, Sort, Watch, findings, findings_watched};
use sightline::graph::scene::{Mark, SceneKind, SceneRequest, scene};
use sightline::model::{Change, Edit, Grant, Group, Key, Model, Role, Scope, Subject};
use worlds::{engine, given_twice, sample};

const SAMPLES: [&str; 6] = ["acme", "datafisher", "hibob", "leapsome", "leena", "sherp"];

fn put(model: &mut Model, edit: Edit) {
    model.apply(&Change::new("plant", vec![edit])).unwrap();
}

/// Findings that are there after a change and were not before.
fn new_in(before: &Model, after: &Model) -> Vec<GraphFinding> {
    let known: Vec<String> = findings(&engine(before))
        .into_iter()
        .map(|f| f.sentence)
        .collect();
    let mut list = findings(&engine(after));
    list.retain(|finding| !known.contains(&finding.sentence));
    list
}

/// Takes the repair of a finding and proves, cell by cell, that nobody's access changes.
#[track_caller]
fn repaired(model: &Model, finding: &GraphFinding) -> Model {
    let mut after = model.clone();
    after.apply(finding.repair.as_ref().unwrap()).unwrap();
    assert_ne!(*model, after);
    let difference = compare(&engine(model), &engine(&after));
    assert!(
        difference.is_empty(),
        "{}: {difference:?}",
        finding.sentence
    );
    after
}

#[test]
fn a_planted_redundant_grant_is_found_marked_and_removed() {
    let mut n_tried = 0;
    for name in SAMPLES {
        let clean = sample(name);
        let Some((outer, assignment)) = given_twice(&clean) else {
            continue;
        };
        n_tried += 1;
        let mut given = clean.clone();
        let mut plain = outer.clone();
        plain.grants.clear();
        put(&mut given, Edit::put(plain));
        put(&mut given, Edit::put(assignment));
        let mut planted = given.clone();
        put(&mut planted, Edit::put(outer));

        let mut found = new_in(&given, &planted);
        found.retain(|finding| finding.sort == Sort::Redundant);
        let [finding] = found.as_slice() else {
            panic!("{name}: {found:?}");
        };
        assert_eq!(finding.sort, Sort::Redundant, "{name}");
        assert!(
            finding.sentence.starts_with("Planted gives "),
            "{}",
            finding.sentence
        );
        assert_eq!(repaired(&planted, finding), given, "{name}");

        let mut shown = scene(&engine(&planted), &SceneRequest::default());
        let marked = shown.found(finding);
        assert_eq!(marked.edges.len(), 1, "{name}");
        let edge = &shown.edges[marked.edges[0]];
        assert_eq!(shown.nodes[edge.from].key, "role:planted", "{name}");
        shown.mark(&found);
        assert!(
            marked
                .nodes
                .iter()
                .all(|n| shown.nodes[*n].marks.contains(&Mark::Redundant))
        );
    }
    assert!(n_tried > 2, "{n_tried}");
}

#[test]
fn a_grant_that_reaches_further_than_the_other_path_is_not_redundant() {
    let mut n_tried = 0;
    for name in SAMPLES {
        let clean = sample(name);
        let now = engine(&clean);
        let held = |role: &&Role| !role.locked && !now.holders(&role.id).is_empty();
        for role in clean.roles().iter().filter(held).take(6) {
            let Some(narrow) = role.grants.iter().find(|grant| !grant.on.is_unset()) else {
                continue;
            };
            let wider = Grant {
                on: Scope::UNSET,
                ..narrow.clone()
            };
            let mut after = clean.clone();
            let mut changed = role.clone();
            changed.grants.push(wider.clone());
            put(&mut after, Edit::put(changed));
            if compare(&now, &engine(&after)).is_empty() {
                continue;
            }
            n_tried += 1;
            // The narrower one may go: the wider one covers it. Never the wider one.
            let found = findings(&engine(&after));
            for finding in found.iter().filter(|f| f.sort == Sort::Redundant) {
                let fixed = repaired(&after, finding);
                let role = fixed.roles().get(&role.id).unwrap();
                assert!(role.grants.contains(&wider), "{name}: {}", finding.sentence);
            }
        }
    }
    assert!(n_tried > 0);
}

#[test]
fn a_planted_double_nesting_of_groups_is_found() {
    let mut clean = sample("leena");
    let (first, second) = (
        clean.groups().at(0).unwrap().id.clone(),
        clean.groups().at(1).unwrap().id.clone(),
    );
    let outer = |id: &str, groups: Vec<_>| Group {
        id: id.into(),
        name: id.to_owned(),
        description: "planted".to_owned(),
        listed: Vec::new(),
        condition: None,
        groups,
    };
    put(&mut clean, Edit::put(outer("inner", vec![first.clone()])));
    put(
        &mut clean,
        Edit::put(outer("outer", vec!["inner".into(), second.clone()])),
    );
    let mut planted = clean.clone();
    put(
        &mut planted,
        Edit::put(outer("outer", vec!["inner".into(), second, first])),
    );
    let found = new_in(&clean, &planted);
    let [finding] = found.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(finding.sort, Sort::Redundant);
    assert_eq!(repaired(&planted, finding), clean);
}

#[test]
fn a_role_given_to_someone_and_to_their_group_is_found() {
    let mut n_tried = 0;
    for name in SAMPLES {
        let clean = sample(name);
        let now = engine(&clean);
        for own in clean.assignments().iter().take(12) {
            let Subject::Group(group) = &own.to else {
                continue;
            };
            let Some(member) = now.members(group).first().cloned() else {
                continue;
            };
            let mut planted = clean.clone();
            let mut twice = own.clone();
            twice.id = "planted".into();
            twice.to = Subject::User(member);
            put(&mut planted, Edit::put(twice));
            if !compare(&now, &engine(&planted)).is_empty() {
                continue;
            }
            n_tried += 1;
            let found = new_in(&clean, &planted);
            let finding = found.iter().find(|f| f.sentence.contains("is given"));
            let finding = finding.unwrap_or_else(|| panic!("{name} {own:?}: {found:?}"));
            assert_eq!(repaired(&planted, finding), clean);
        }
    }
    assert!(n_tried > 0);
}

#[test]
fn what_gives_nothing_yet_is_not_redundant() {
    // A cover that begins next month, of a role its holder has for other people already.
    let now = engine(&sample("acme"));
    let all = findings(&now);
    assert!(
        all.iter()
            .all(|finding| !finding.sentence.contains("Jan Bakker")),
        "{all:?}"
    );
}

#[test]
fn every_repair_in_every_sample_changes_nobodys_access() {
    for name in SAMPLES {
        let model = sample(name);
        for finding in findings(&engine(&model)) {
            if finding.repair.is_some() {
                repaired(&model, &finding);
            }
        }
    }
}

#[test]
fn what_all_access_runs_through_is_named() {
    let clean = sample("hibob");
    let now = engine(&clean);
    let list = findings(&now);
    let single: Vec<&GraphFinding> = list.iter().filter(|f| f.sort == Sort::Single).collect();
    assert!(!single.is_empty());
    for finding in single {
        // Without the role no one has what it says.
        let Some(Key::Role(role)) = finding.records.first() else {
            continue;
        };
        let mut without = clean.clone();
        let mut empty = clean.roles().get(role).unwrap().clone();
        empty.grants.clear();
        empty.nested.clear();
        put(&mut without, Edit::put(empty));
        let without = engine(&without);
        for key in &finding.records {
            if let Key::Permission(permission) = key {
                let level = clean
                    .ladder_of(permission)
                    .unwrap()
                    .level(1)
                    .unwrap()
                    .clone();
                assert!(
                    !now.who_can(permission, &level, None).is_empty(),
                    "{permission}"
                );
                assert!(
                    without.who_can(permission, &level, None).is_empty(),
                    "{permission}"
                );
            }
        }
    }
}

#[test]
fn a_role_no_one_holds_is_found_and_marked_in_both_graphs() {
    let clean = sample("leena");
    let mut planted = clean.clone();
    put(&mut planted, Edit::put(Role::new("planted", "Planted")));
    let found = new_in(&clean, &planted);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].sort, found[0].sentence.as_str()),
        (Sort::Unheld, "No one holds Planted")
    );
    let now = engine(&planted);
    let unused: Vec<GraphFinding> = findings(&now)
        .into_iter()
        .filter(|f| f.sort == Sort::Unused)
        .collect();
    let request = SceneRequest {
        kind: SceneKind::Permissions,
        ..SceneRequest::default()
    };
    let mut shown = scene(&now, &request);
    shown.mark(&unused);
    let n = shown
        .nodes
        .iter()
        .filter(|n| n.marks.contains(&Mark::Unheld))
        .count();
    assert_eq!(n, unused.len());
}

#[test]
fn how_far_the_proofs_are_is_told() {
    let mut model = sample("acme");
    let (outer, assignment) = given_twice(&model).unwrap();
    put(&mut model, Edit::put(outer));
    put(&mut model, Edit::put(assignment));
    let watch = Watch::default();
    assert_eq!(watch.progress(), None);
    let list = findings_watched(&engine(&model), &watch);
    assert_eq!(list, findings(&engine(&model)));
    let (done, all) = watch.progress().unwrap();
    assert_eq!(done, all);
    assert!(!watch.is_stopped());
}
