//! The access table of every sample, kept as text: a change that alters who can do what to whom
//! shows here, line by line. `SIGHTLINE_BLESS=1 cargo test --test golden` writes them anew.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use sightline::engine::{Engine, access_table};
use sightline::model::Date;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

/// Where two texts first differ, for a reader.
fn difference(kept: &str, found: &str) -> String {
    let (mut old, mut new) = (kept.lines(), found.lines());
    for n in 1.. {
        match (old.next(), new.next()) {
            (None, None) => break,
            (a, b) if a != b => {
                let (a, b) = (a.unwrap_or("(end)"), b.unwrap_or("(end)"));
                return format!("line {n}\n  kept:  {a}\n  found: {b}");
            }
            _ => {}
        }
    }
    "the line ends".to_owned()
}

#[track_caller]
fn check(name: &str, lines: std::ops::Range<usize>) {
    let folder = samples().join(name);
    let model = match sightline::io::load(&folder.join("model.ron")) {
        Ok(loaded) => loaded.model,
        Err(error) => panic!("{error}"),
    };
    let engine = Engine::new(&model, Date::new(2026, 11, 21).unwrap());
    let found = access_table(&engine);
    assert_eq!(found, access_table(&engine), "the same text every time");
    let n_lines = found.lines().count();
    assert!(
        lines.contains(&n_lines),
        "{n_lines} lines are not {lines:?}"
    );
    let path = folder.join("access.txt");
    if std::env::var_os("SIGHTLINE_BLESS").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept.replace("\r\n", "\n") != found {
        panic!(
            "access in {name} is not what was kept; {}\nif it is meant, write it anew with \
             SIGHTLINE_BLESS=1",
            difference(&kept, &found)
        );
    }
}

#[test]
fn access_in_hibob_is_as_kept() {
    check("hibob", 50..3000);
}

#[test]
fn access_in_datafisher_is_as_kept() {
    check("datafisher", 50..3000);
}

#[test]
fn access_in_sherp_is_as_kept() {
    check("sherp", 50..3000);
}

#[test]
fn access_in_leena_is_as_kept() {
    check("leena", 50..3000);
}

#[test]
fn access_in_leapsome_is_as_kept() {
    check("leapsome", 50..3000);
}

#[test]
fn access_in_acme_is_told_by_role_group_and_permission() {
    check("acme", 300..1000);
}
