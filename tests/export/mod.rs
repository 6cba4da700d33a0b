//! What the tests of exports share: every sample, the command line, and a model of hostile names.
#![allow(dead_code)]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use sightline::engine::Engine;
use sightline::model::{
    Assignment, Change, Clause, Condition, Date, Edit, Grant, Group, Ladder, ManagerEdge, Model,
    Module, Op, Permission, Principal, Reach, Role, Scope, Subject, Value, Window,
};

pub fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn day() -> Date {
    Date::new(2026, 11, 21).unwrap()
}

/// Every sample, with its name.
pub fn samples() -> Vec<(String, PathBuf)> {
    let mut list = Vec::new();
    for entry in std::fs::read_dir(home().join("samples")).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_dir() {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        for file in std::fs::read_dir(&path).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|end| end == "ron") {
                let stem = file.file_stem().unwrap().to_str().unwrap().to_owned();
                list.push((format!("{name}-{stem}"), file));
            }
        }
    }
    list.sort();
    assert!(list.len() >= 11, "{} samples", list.len());
    list
}

pub fn load(path: &Path) -> Model {
    sightline::io::load(path).unwrap().model
}

pub fn engine(path: &Path) -> Engine {
    Engine::new(&load(path), day())
}

/// The program: output, messages, exit code.
pub fn run(args: &[&str]) -> (String, String, i32) {
    let output = Command::cargo_bin("sightline")
        .unwrap()
        .current_dir(home())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .args(args)
        .output()
        .unwrap();
    (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
        output.status.code().unwrap(),
    )
}

/// Names that programs trip over.
pub const HOSTILE: [&str; 14] = [
    "=cmd|' /C calc'!A0",
    "+49 30 1234",
    "-2+3",
    "@SUM(1;2)",
    "\ttabbed",
    "\rreturned",
    "<script>alert(1)</script>",
    "\"quoted\" 'twice' \\ back",
    "{{ 7*7 }}{% raw %}",
    "]]></svg>--><b>",
    "\u{202e}right to left",
    "משה כהן",
    "Zoë 👩‍👩‍👧 🏳️‍🌈",
    "a,b;c\nsecond line",
];

/// A model whose names are all hostile, with one of 10,000 characters.
pub fn hostile() -> Model {
    let mut edits = vec![Edit::Name("<b>&\"' {{ name }} =1+1".to_owned())];
    edits.push(Edit::put(Ladder {
        id: "yes-no".into(),
        levels: vec!["no".into(), "yes".into()],
    }));
    edits.push(Edit::put(Module {
        id: "m".into(),
        name: "<i>module</i>".to_owned(),
        on: true,
        users: None,
        merge: None,
        view_set: None,
        empty_message: None,
    }));
    let mut permission = Permission {
        id: "m.see".into(),
        name: "]]><script>x</script>".to_owned(),
        ladder: "yes-no".into(),
        about: sightline::model::About::Person,
        fields: Vec::new(),
        sensitive: true,
        description: "{{ permission }}".to_owned(),
    };
    edits.push(Edit::put(permission.clone()));
    permission.id = "m.=odd".into();
    permission.name = "=odd".to_owned();
    edits.push(Edit::put(permission));
    let mut names: Vec<String> = HOSTILE.iter().map(|name| (*name).to_owned()).collect();
    names.push("x".repeat(10_000));
    for (n, name) in names.iter().enumerate() {
        // Ids that are the same for whoever takes only letters and digits.
        let id = format!("p{}{}", "-_./~=@+:!?#$%&".chars().nth(n).unwrap(), 1);
        let mut person = Principal::new(id.as_str(), name.as_str());
        if n > 0 {
            person
                .managers
                .push(ManagerEdge("primary".into(), "p-1".into()));
        }
        edits.push(Edit::put(person));
    }
    let clause = Clause {
        field: "name".into(),
        op: Op::Is,
        values: names.iter().map(|name| Value::Text(name.clone())).collect(),
    };
    edits.push(Edit::put(Group {
        id: "g".into(),
        name: "<group> \u{202e}".to_owned(),
        description: "-- & --".to_owned(),
        listed: vec!["p-1".into()],
        condition: Some(Condition {
            join: None,
            clauses: vec![clause],
        }),
        groups: Vec::new(),
    }));
    let mut role = Role::new("=r", "'; DROP TABLE roles; --");
    role.grants.push(Grant {
        permission: "m.see".into(),
        level: "yes".into(),
        on: Scope::people(Reach::all_reports()),
        switch: None,
    });
    edits.push(Edit::put(role));
    edits.push(Edit::put(Assignment {
        id: "=a".into(),
        to: Subject::Group("g".into()),
        role: "=r".into(),
        scope: Scope::UNSET,
        window: Window::default(),
    }));
    let mut model = Model::default();
    model.apply(&Change::new("hostile", edits)).unwrap();
    model
}

/// A model as a file.
pub fn file_of(model: &Model, folder: &Path) -> PathBuf {
    let path = folder.join("model.ron");
    sightline::io::save(&path, model).unwrap();
    path
}
