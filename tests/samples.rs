//! Every sample opens, is written as the program writes it, and keeps what it promises:
//! all its expectations hold and every duty conflict in it is excepted with a reason.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::path::PathBuf;

use sightline::engine::Engine;
use sightline::engine::checks::{findings, run_duties, run_expectations};
use sightline::engine::delegate::{self, ActSubject};
use sightline::io::native;
use sightline::model::{Act, Date, Model, RoleId};

/// The models of the five source systems; each rule in them has a number.
const SYSTEMS: [&str; 5] = ["datafisher", "hibob", "leapsome", "leena", "sherp"];

fn file_of(name: &str) -> String {
    format!("{name}/model.ron")
}

fn day() -> Date {
    Date::new(2026, 11, 21).unwrap()
}

fn samples() -> Vec<(PathBuf, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        for inner in std::fs::read_dir(&path).unwrap() {
            let file = inner.unwrap().path();
            if file.extension().is_some_and(|e| e == "ron") {
                let text = std::fs::read_to_string(&file).unwrap();
                files.push((file, text));
            }
        }
    }
    files.sort();
    assert!(files.len() >= 4);
    files
}

fn models() -> impl Iterator<Item = (PathBuf, Model)> {
    samples().into_iter().map(|(path, text)| {
        let loaded = native::parse(text).unwrap_or_else(|e| panic!("{}\n{e}", path.display()));
        (path, loaded.model)
    })
}

fn engines() -> impl Iterator<Item = (PathBuf, Engine)> {
    models().map(|(path, model)| (path, Engine::new(&model, day())))
}

#[test]
fn samples_are_the_same_bytes_after_open_and_save() {
    for (path, text) in samples() {
        let model = native::parse(&text).unwrap_or_else(|e| panic!("{}\n{e}", path.display()));
        let again = native::to_text(&model.model);
        let line = again.lines().zip(text.lines()).position(|(a, b)| a != b);
        assert!(again == text, "{} differs at {line:?}", path.display());
    }
}

#[test]
fn all_expectations_of_the_samples_hold() {
    let mut broken = Vec::new();
    for (path, engine) in engines() {
        let results = run_expectations(&engine);
        for result in results.iter().filter(|r| !r.holds) {
            let some = result.breakers.iter().take(3);
            let some: Vec<_> = some.map(|b| (&b.who, b.target.id())).collect();
            broken.push(format!(
                "{} {}: {} {some:?}",
                path.display(),
                result.id,
                result.sentence
            ));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn each_expectation_of_a_system_names_its_rules() {
    let is_system = |path: &PathBuf| SYSTEMS.iter().any(|name| path.ends_with(file_of(name)));
    for (path, model) in models().filter(|(path, _)| is_system(path)) {
        for expectation in model.expectations().iter() {
            let id = &expectation.id;
            let has = !expectation.rules.is_empty() && !expectation.name.is_empty();
            assert!(has, "{} {id} names no rule", path.display());
        }
    }
}

#[test]
fn every_duty_conflict_of_the_samples_is_excepted() {
    for (path, engine) in engines() {
        for conflict in run_duties(&engine) {
            let reason = conflict.excepted.as_deref().unwrap_or_default();
            assert!(!reason.is_empty(), "{} {conflict:?}", path.display());
        }
    }
}

#[test]
fn the_samples_show_what_the_findings_are_for() {
    let of = |name: &str| -> Vec<&'static str> {
        let (_, model) = models()
            .find(|(path, _)| path.ends_with(file_of(name)))
            .unwrap();
        findings(&Engine::new(&model, day()))
            .iter()
            .map(|f| f.code)
            .collect()
    };
    let hibob = of("hibob");
    for code in ["shared-group", "value-missing", "everyone-omits"] {
        assert!(hibob.contains(&code), "{hibob:?}");
    }
    let sherp = of("sherp");
    assert!(!sherp.contains(&"requirement-broken"), "{sherp:?}");
}

fn may(sample: &str, by: &str, act: Act, subject: ActSubject, role: Option<&str>) -> bool {
    let (_, model) = models()
        .find(|(path, _)| path.ends_with(file_of(sample)))
        .unwrap();
    let role = role.map(RoleId::from);
    let engine = Engine::new(&model, day());
    delegate::may(&engine, &by.into(), act, &subject, role.as_ref()).allowed
}

#[test]
fn s1_community_administrators_assign_roles_to_users_and_user_groups() {
    let user = || ActSubject::User("emeka.obi".into());
    let group = || ActSubject::Group("leads".into());
    let gives = |by, subject, role| may("sherp", by, Act::GiveRole, subject, Some(role));
    assert!(gives("lev.antonov", user(), "recruiter"));
    assert!(gives("lev.antonov", group(), "recruiter"));
    assert!(gives("lev.antonov", user(), "community-admin"));
    assert!(!gives("oksana.melnyk", user(), "recruiter"));
    assert!(!gives("iryna.kovalenko", user(), "community-admin"));
}

#[test]
fn h1_admins_edit_permission_groups_but_not_automatic_membership() {
    let edits = |by, group: &str| {
        let group = ActSubject::Group(group.into());
        may("hibob", by, Act::EditGroups, group, None)
    };
    assert!(edits("lucas.almeida", "learn-amp"));
    assert!(edits("lucas.almeida", "admins"));
    assert!(!edits("lucas.almeida", "managers"));
    assert!(!edits("tomasz.zielinski", "learn-amp"));
    let sets = |by| {
        let role = ActSubject::Role("managers".into());
        may("hibob", by, Act::SetPermissions, role, None)
    };
    assert!(sets("priya.raman")); // what a default group may do can be edited
    assert!(!sets("chloe.martin"));
}
