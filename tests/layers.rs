//! Holds the direction of the layers: a module names only modules to its left.
//! `model <- look <- engine <- graph <- session <- ui <- cli`; `io` knows model and engine.

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer with the layers it may name.
const MAY_NAME: [(&str, &[&str]); 8] = [
    ("model", &["model"]),
    ("look", &["model", "look"]),
    ("engine", &["model", "engine"]),
    ("io", &["model", "engine", "io"]),
    ("graph", &["model", "look", "engine", "graph"]),
    ("session", &["model", "engine", "io", "graph", "session"]),
    ("cli", &["model", "engine", "io", "graph", "session", "cli"]),
    (
        "ui",
        &["model", "look", "engine", "io", "graph", "session", "ui"],
    ),
];

/// Crates and modules a layer must do without.
const WITHOUT: [(&str, &[&str]); 6] = [
    (
        "look",
        &["egui", "eframe", "std::fs", "std::env", "std::time"],
    ),
    (
        "model",
        &[
            "egui",
            "eframe",
            "std::fs",
            "std::env",
            "std::time",
            "std::thread",
        ],
    ),
    (
        "engine",
        &[
            "egui",
            "eframe",
            "std::fs",
            "std::env",
            "std::time",
            "std::thread",
        ],
    ),
    (
        "graph",
        &["egui", "eframe", "std::fs", "std::env", "std::time"],
    ),
    ("session", &["egui", "eframe", "std::fs"]),
    ("cli", &["egui", "eframe"]),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut list = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            list.push(path);
        }
    }
    list.sort();
    list
}

fn layers() -> impl Iterator<Item = (&'static str, PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    MAY_NAME.into_iter().flat_map(move |(layer, _)| {
        rust_files(&src.join(layer)).into_iter().map(move |file| {
            let text = fs::read_to_string(&file).unwrap();
            (layer, file, text)
        })
    })
}

#[test]
fn every_layer_names_only_layers_to_its_left() {
    let mut broken = Vec::new();
    let mut n_uses = 0;
    for (layer, file, text) in layers() {
        let (_, allowed) = MAY_NAME.iter().find(|(name, _)| *name == layer).unwrap();
        for (n, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for rest in code.split("crate::").skip(1) {
                let named: String = rest
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                n_uses += 1;
                let is_layer = MAY_NAME.iter().any(|(name, _)| *name == named);
                if is_layer && !allowed.contains(&named.as_str()) {
                    broken.push(format!("{}:{}: {}", file.display(), n + 1, line.trim()));
                }
            }
        }
    }
    assert!(
        n_uses > 50,
        "the check reads the source: {n_uses} uses found"
    );
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn lower_layers_draw_nothing_and_read_no_file_or_clock() {
    let mut broken = Vec::new();
    for (layer, file, text) in layers() {
        let Some((_, without)) = WITHOUT.iter().find(|(name, _)| *name == layer) else {
            continue;
        };
        for (n, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            for word in *without {
                let is_named =
                    code.contains(&format!("{word}::")) || code.contains(&format!("use {word}"));
                if is_named {
                    broken.push(format!("{}:{}: {}", file.display(), n + 1, line.trim()));
                }
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}
