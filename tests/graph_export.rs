//! Pictures of the graph from the command line: SVG, PNG, DOT, and what is refused.

#![allow(clippy::unwrap_used, clippy::panic)]

#[allow(dead_code)]
#[path = "common/worlds.rs"]
mod worlds;

use std::process::Stdio;

use assert_cmd::Command;
use resvg::usvg::roxmltree::{Document, Node};
use sightline::graph::export::{self, Sheet, Theme};
use sightline::graph::layout::layout;
use sightline::graph::scene::{Lit, Scene, SceneKind, SceneRequest, scene};
use sightline::model::{Change, Edit, Model};
use worlds::{engine, sample};

const SAMPLES: [&str; 6] = ["acme", "datafisher", "hibob", "leapsome", "leena", "sherp"];

fn shown(model: &Model, kind: SceneKind) -> Scene {
    let request = SceneRequest {
        kind,
        ..SceneRequest::default()
    };
    scene(&engine(model), &request)
}

struct Drawn {
    scene: Scene,
    svg: String,
    dot: String,
}

fn draw(model: &Model, kind: SceneKind, theme: Theme) -> Drawn {
    let scene = shown(model, kind);
    let sheet = Sheet {
        model,
        scene: &scene,
        layout: &layout(&export::layout_request(&scene)),
        lit: &Lit::default(),
        theme,
        title: model.name(),
        caption: "a caption",
    };
    let (svg, dot) = (export::svg(&sheet), export::dot(&sheet));
    Drawn { scene, svg, dot }
}

fn words(of: Node<'_, '_>, tag: &str) -> Vec<String> {
    of.descendants()
        .filter(|n| n.has_tag_name(("http://www.w3.org/2000/svg", tag)))
        .filter_map(|n| n.text().map(str::to_owned))
        .collect()
}

fn run(args: &[&str]) -> (String, i32) {
    let output = Command::cargo_bin("sightline")
        .unwrap()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .args(args)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (said.trim_end().to_owned(), output.status.code().unwrap())
}

#[test]
fn modules_are_drawn_as_one_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("modules.svg");
    let path = out.to_str().unwrap();
    let args = [
        "graph",
        "samples/acme/model.ron",
        "--out",
        path,
        "--fold",
        "modules",
    ];
    assert_eq!(run(&args), (String::new(), 0));
    let svg = std::fs::read_to_string(&out).unwrap();
    let model = sample("acme");
    for module in model.modules().iter() {
        assert!(
            svg.contains(&format!("module:{}", module.id)),
            "{}",
            module.name
        );
    }
    assert!(!svg.contains("data-key=\"permission:"));
}

#[test]
fn every_sample_is_drawn_in_both_kinds_and_themes() {
    for name in SAMPLES {
        let model = sample(name);
        for kind in [SceneKind::Access, SceneKind::Permissions] {
            let light = draw(&model, kind, Theme::Light);
            let dark = draw(&model, kind, Theme::Dark);
            assert_ne!(light.svg, dark.svg, "{name}");
            assert_eq!(light.svg, draw(&model, kind, Theme::Light).svg, "{name}");
            let tree = Document::parse(&light.svg).unwrap();
            let titles = words(tree.root(), "title").join("\n");
            let texts = words(tree.root(), "text");
            let cut = texts.iter().find(|text| text.contains('…'));
            assert_eq!(cut, None, "{name}: a report has room for every name");
            for node in &light.scene.nodes {
                assert!(titles.contains(&node.title), "{name}: {}", node.title);
                let start: String = node.title.chars().take(12).collect();
                assert!(
                    texts.iter().any(|text| text.starts_with(start.trim_end())),
                    "{name}: {}",
                    node.title
                );
                let key = format!("\n  \"{}\" [", node.key);
                assert!(light.dot.contains(&key), "{name}: {}", node.key);
            }
            for link in tree
                .descendants()
                .filter(|n| n.has_tag_name(("http://www.w3.org/2000/svg", "use")))
            {
                let to = link
                    .attribute(("http://www.w3.org/1999/xlink", "href"))
                    .unwrap();
                let mut named = tree.descendants().filter_map(|n| n.attribute("id"));
                assert!(named.any(|id| to == format!("#{id}")), "{name}: {to}");
            }
            let n_edges = light.dot.matches("\" -> \"").count();
            assert_eq!(n_edges, light.scene.edges.len(), "{name}");
            for dot in [&light.dot, &dark.dot] {
                assert_read_by_graphviz(dot, light.scene.nodes.len());
            }
        }
    }
}

/// Where Graphviz is installed it must read what is written, and see every node.
fn assert_read_by_graphviz(dot: &str, n_nodes: usize) {
    let there = std::process::Command::new("dot")
        .arg("-V")
        .stderr(Stdio::null())
        .status();
    if there.is_err() {
        return;
    }
    // Without layout, which is what takes time.
    let read = Command::new("dot")
        .arg("-Tcanon")
        .write_stdin(dot)
        .output()
        .unwrap();
    assert!(
        read.status.success(),
        "{}",
        String::from_utf8_lossy(&read.stderr)
    );
    let canon = String::from_utf8(read.stdout).unwrap();
    assert_eq!(canon.matches("shape=").count(), n_nodes, "{canon}");
}

#[test]
fn names_with_signs_that_mean_something_survive() {
    let mut model = sample("leena");
    let mut role = model.roles().at(0).unwrap().clone();
    let odd = "R&D <\"all\"> it's\nC:\\new \\N &amp; ź";
    role.name = odd.to_owned();
    let change = Change::new("rename", vec![Edit::put(role)]);
    model.apply(&change).unwrap();
    let drawn = draw(&model, SceneKind::Access, Theme::Light);
    let tree = Document::parse(&drawn.svg).unwrap();
    let titles = words(tree.root(), "title");
    assert!(titles.iter().any(|title| title.contains(odd)));
    let texts = words(tree.root(), "text");
    assert!(
        texts
            .iter()
            .any(|text| text.starts_with("R&D <\"all\"> it's C:\\new"))
    );
    assert_read_by_graphviz(&drawn.dot, drawn.scene.nodes.len());
    assert!(
        drawn
            .dot
            .contains("R&amp;D <\\\"all\\\"> it's\\nC:\\\\new \\\\N &amp;amp; ź")
    );
}

#[test]
fn a_png_has_as_many_pixels_as_the_scale_says() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let size = |path: &str| {
        let bytes = std::fs::read(path).unwrap();
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        (number(16), number(20))
    };
    let (one, two) = (file("one.png"), file("two.PNG"));
    let ask = [
        "graph",
        "samples/datafisher/model.ron",
        "--kind",
        "permissions",
        "--out",
    ];
    assert_eq!(run(&[&ask[..], &[&one]].concat()), (String::new(), 0));
    assert_eq!(
        run(&[&ask[..], &[&two, "--scale", "0.5", "--theme", "dark"]].concat()),
        (String::new(), 0)
    );
    let (one, two) = (size(&one), size(&two));
    assert!(one.0 > 400 && one.1 > 200, "{one:?}");
    assert_eq!(two, (one.0.div_ceil(2), one.1.div_ceil(2)));
}

#[test]
fn a_picture_around_one_thing_holds_less() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("part.svg");
    let out = out.to_str().unwrap();
    let asked = run(&[
        "graph",
        "samples/leena/model.ron",
        "--out",
        out,
        "--focus",
        "Onboarding Viewer",
        "--depth",
        "1",
    ]);
    assert_eq!(asked, (String::new(), 0));
    let svg = std::fs::read_to_string(out).unwrap();
    let whole = draw(&sample("leena"), SceneKind::Access, Theme::Light).svg;
    assert!(svg.contains("around Onboarding Viewer"));
    assert!(svg.len() < whole.len() / 2);
}

#[test]
fn a_question_is_lit_with_its_answer_and_what_blocks_it() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("why.svg");
    let out = out.to_str().unwrap();
    let ask = |deed: &str, on: &str| {
        let asked = run(&[
            "graph",
            "samples/acme/model.ron",
            "--out",
            out,
            "--as",
            "sofia.almeida",
            "--do",
            deed,
            "--on",
            on,
            "--focus",
            "sofia.almeida",
        ]);
        assert_eq!(asked, (String::new(), 0));
        std::fs::read_to_string(out).unwrap()
    };
    let yes = ask("people.pay@edit", "rui.nogueira");
    assert!(yes.contains("node-lit") && !yes.contains("Nobody changes their own pay"));
    let no = ask("people.pay@edit", "sofia.almeida");
    assert!(no.contains("data-key=\"block:guard:own-pay\"") && no.contains(">blocked</text>"));
}

#[track_caller]
fn refused(args: &[&str], said: &str) {
    let file = "samples/leena/model.ron";
    assert_eq!(
        run(&[&["graph", file][..], args].concat()),
        (said.to_owned(), 2)
    );
}

#[test]
fn what_cannot_be_drawn_is_refused_with_what_would_be_accepted() {
    refused(
        &["--out", "picture.pnq"],
        "`picture.pnq` ends in `.pnq`, which is no picture; did you mean `.png`?",
    );
    refused(
        &["--out", "picture"],
        "`picture` is no picture; expected a name that ends in .svg, .png or .dot",
    );
    refused(
        &["--out", "picture.svg", "--scale", "2"],
        "`--scale` is for PNG; `picture.svg` can be drawn at any size",
    );
    refused(
        &["--out", "x.svg", "--focus", "Onboarding Viewr"],
        "there is no person, group, role, permission or module `Onboarding Viewr`; did you mean `viewer` (Onboarding Viewer), `agent` (Onboarding Agent) or `admin` (Onboarding Admin)?",
    );
    let (said, code) = run(&[
        "graph",
        "samples/leena/model.ron",
        "--out",
        "x.svg",
        "--kind",
        "permissions",
        "--focus",
        "Onboarding Viewer",
    ]);
    assert_eq!(code, 2);
    assert!(
        said.starts_with("Onboarding Viewer is not in this graph"),
        "{said}"
    );
    let (said, code) = run(&[
        "graph",
        "samples/leena/model.ron",
        "--out",
        "no/such/folder/x.svg",
    ]);
    assert_eq!(code, 2);
    assert!(said.contains("could not be saved"), "{said}");
}
