//! Layered layout beside Graphviz `dot` on the same graphs, in one run: the samples, and generated
//! graphs of 200, 2,000 and 5,000 nodes. Time, crossings of the edges as drawn, and crossings of
//! straight lines between the nodes. `dot` is timed twice: placing nodes only, and with its edges
//! drawn as curves; ours always draws them. Of its times that of an empty graph is not counted: it
//! is its start. It is left out when it is not installed.
//!
//! A row of several graphs shows their sums, and the greatest time of ours.
//!
//! `cargo bench --bench layout` for all, `cargo bench --bench layout -- 2000` for generated graphs
//! of one size, `-- samples` for the samples.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark may stop"
)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use emath::{Pos2, pos2, vec2};
use sightline::engine::Engine;
use sightline::graph::layout::{
    EdgeSpec, Effort, LayoutRequest, NodeSpec, drawn_crossings, layout, straight_crossings, verify,
};
use sightline::graph::scene::{NODE, SceneKind, SceneRequest, scene};
use sightline::model::Date;

const SAMPLES: [&str; 6] = ["datafisher", "hibob", "leapsome", "leena", "sherp", "acme"];

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let sizes: Vec<usize> = words.iter().filter_map(|a| a.parse().ok()).collect();
    let is_all = words.is_empty();
    let start = start_of_dot();
    match start {
        Some(start) => println!(
            "An empty graph takes dot {}; that is not counted.\n",
            ms(start)
        ),
        None => println!("Graphviz dot is not installed.\n"),
    }
    println!(
        "| graphs | nodes | edges | ms | fast | dot places | takes | dot draws | takes | crossings | of dot's | fast | straight | of dot's |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    if is_all || words.iter().any(|word| word == "samples") {
        for name in SAMPLES {
            for (kind, word) in [
                (SceneKind::Access, "access"),
                (SceneKind::Permissions, "permissions"),
            ] {
                row(&format!("{name}, {word}"), &[sample(name, kind)], start);
            }
        }
    }
    for n in if is_all {
        vec![200, 2_000, 5_000]
    } else {
        sizes
    } {
        let n_seeds = if n <= 500 { 12 } else { 1 };
        for (name, make) in [
            (
                "permissions",
                permissions as fn(usize, u64) -> LayoutRequest,
            ),
            ("access", access),
        ] {
            let graphs: Vec<LayoutRequest> = (1..=n_seeds).map(|seed| make(n, seed)).collect();
            let name = match n_seeds {
                1 => name.to_owned(),
                n => format!("{name}, {n} graphs"),
            };
            row(&name, &graphs, start);
        }
    }
}

/// The graph of a sample as the window asks for it.
fn sample(name: &str, kind: SceneKind) -> LayoutRequest {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("samples")
        .join(name)
        .join("model.ron");
    let model = sightline::io::load(&file).expect("a sample").model;
    let day: Date = "2026-11-21".parse().expect("a day");
    let request = SceneRequest {
        kind,
        ..SceneRequest::default()
    };
    scene(&Engine::new(&model, day), &request).layout_request(|_| NODE)
}

/// What one program made of some graphs.
#[derive(Clone, Copy, Default)]
struct Outcome {
    time: Duration,
    most: Duration,
    drawn: u64,
    straight: u64,
}

impl std::iter::Sum for Outcome {
    fn sum<I: Iterator<Item = Outcome>>(all: I) -> Outcome {
        all.fold(Outcome::default(), |sum, one| Outcome {
            time: sum.time + one.time,
            most: sum.most.max(one.time),
            drawn: sum.drawn + one.drawn,
            straight: sum.straight + one.straight,
        })
    }
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

fn row(name: &str, graphs: &[LayoutRequest], start: Option<Duration>) {
    let total = |f: &dyn Fn(&LayoutRequest) -> Outcome| -> Outcome { graphs.iter().map(f).sum() };
    let careful = total(&|request| ours(request, Effort::Careful));
    let fast = total(&|request| ours(request, Effort::Fast));
    let dots = start.and_then(|start| {
        let with = |splines: &str| -> Option<Outcome> {
            let each = graphs.iter().map(|request| {
                let mut dot = dot(request, splines)?;
                dot.time = dot.time.saturating_sub(start);
                Some(dot)
            });
            each.sum()
        };
        Some((with("none")?, with("true")?))
    });
    let n = graphs.len() as f64;
    let number = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1e3 / n);
    let share = |ours: u64, theirs: u64| match (ours, theirs) {
        (0, 0) => "1.00".to_owned(),
        _ => format!("{:.2}", ours as f64 / theirs.max(1) as f64),
    };
    let takes = |dot: Duration| format!("{:.1} ×", dot.as_secs_f64() / careful.time.as_secs_f64());
    let of_dot: [String; 7] = match &dots {
        Some((places, draws)) => [
            number(places.time),
            takes(places.time),
            number(draws.time),
            takes(draws.time),
            share(careful.drawn, draws.drawn),
            share(fast.drawn, draws.drawn),
            share(careful.straight, draws.straight),
        ],
        None => Default::default(),
    };
    let [
        places,
        n_places,
        draws,
        n_draws,
        drawn,
        drawn_fast,
        straight,
    ] = of_dot;
    let time = if graphs.len() > 1 {
        format!(
            "{} (≤ {:.1})",
            number(careful.time),
            careful.most.as_secs_f64() * 1e3
        )
    } else {
        number(careful.time)
    };
    let edges: usize = graphs.iter().map(|request| request.edges.len()).sum();
    println!(
        "| {name} | {} | {} | {time} | {} | {places} | {n_places} | {draws} | {n_draws} | {} | {drawn} | {drawn_fast} | {} | {straight} |",
        graphs
            .iter()
            .map(|request| request.nodes.len())
            .sum::<usize>()
            / graphs.len(),
        edges / graphs.len(),
        number(fast.time),
        careful.drawn,
        careful.straight,
    );
}

/// What `dot` takes for nothing: the least of five.
fn start_of_dot() -> Option<Duration> {
    let empty = LayoutRequest::default();
    let times: Option<Vec<Duration>> = (0..5)
        .map(|_| dot(&empty, "true").map(|d| d.time))
        .collect();
    times?.into_iter().min()
}

fn ours(request: &LayoutRequest, effort: Effort) -> Outcome {
    let request = LayoutRequest {
        effort,
        ..request.clone()
    };
    let mut time = Duration::MAX;
    let mut result = layout(&request);
    for _ in 0..if request.nodes.len() <= 500 { 5 } else { 1 } {
        let start = Instant::now();
        result = layout(&request);
        time = time.min(start.elapsed());
    }
    let faults = verify(&request, &result);
    assert!(faults.is_empty(), "{:?}", &faults[..faults.len().min(5)]);
    let centres: Vec<Pos2> = result.nodes.iter().map(|r| r.center()).collect();
    let paths: Vec<Vec<Pos2>> = result.edges.into_iter().map(|e| e.points).collect();
    Outcome {
        time,
        most: time,
        drawn: drawn_crossings(&paths, &request.edges),
        straight: straight_crossings(&centres, &request.edges),
    }
}

/// What `dot` makes of it, with edges drawn as `splines` says.
fn dot(request: &LayoutRequest, splines: &str) -> Option<Outcome> {
    let text = dot_text(request);
    let start = Instant::now();
    let mut child = Command::new("dot")
        .args(["-Tplain", &format!("-Gsplines={splines}")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    let time = start.elapsed();
    let mut centres = vec![Pos2::ZERO; request.nodes.len()];
    let (mut paths, mut edges) = (Vec::new(), Vec::new());
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let words: Vec<&str> = line.split(' ').collect();
        // In points, as ours are.
        let number = |w: &&str| w.parse::<f32>().map(|x| x * 72.0).unwrap_or(0.0);
        if let ["node", name, x, y, ..] = words.as_slice() {
            centres[name.parse::<usize>().ok()?] = pos2(number(x), number(y));
        } else if let ["edge", from, to, n, rest @ ..] = words.as_slice() {
            let n: usize = n.parse().ok()?;
            edges.push(EdgeSpec {
                from: from.parse().ok()?,
                to: to.parse().ok()?,
            });
            paths.push(
                rest[..2 * n]
                    .chunks(2)
                    .map(|p| pos2(number(&p[0]), number(&p[1])))
                    .collect(),
            );
        }
    }
    Some(Outcome {
        time,
        most: time,
        drawn: drawn_crossings(&paths, &edges),
        straight: straight_crossings(&centres, &request.edges),
    })
}

/// The graph for `dot`, with the same sizes and gaps.
fn dot_text(request: &LayoutRequest) -> String {
    let mut text = String::from(
        "digraph { rankdir=LR; nodesep=0.33; ranksep=0.9; node [shape=box fixedsize=true width=2.44 height=0.56 label=\"\"];\n",
    );
    for i in 0..request.nodes.len() {
        text += &format!("{i};\n");
    }
    let layers = request.nodes.iter().filter_map(|n| n.layer).max();
    for layer in 0..layers.map_or(0, |l| l + 1) {
        let same = request
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, n)| n.layer == Some(layer));
        let same: Vec<String> = same.map(|(i, _)| i.to_string()).collect();
        text += &format!("{{ rank=same; {}; }}\n", same.join("; "));
    }
    for edge in &request.edges {
        text += &format!("{} -> {};\n", edge.from, edge.to);
    }
    text + "}\n"
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }
}

fn node(key: String, layer: Option<usize>) -> NodeSpec {
    NodeSpec {
        key,
        size: vec2(176.0, 40.0),
        layer,
        ..NodeSpec::default()
    }
}

/// Modules of some 20 permissions: a tree of parts, implied and needed ones
/// within the module, some needs across all modules.
fn permissions(n: usize, seed: u64) -> LayoutRequest {
    let mut dice = Dice(seed * 7_919);
    let module = 20;
    let nodes = (0..n).map(|i| node(format!("p{i}"), None)).collect();
    let mut edges = Vec::new();
    for i in 0..n {
        let start = i / module * module;
        if i > start {
            edges.push(EdgeSpec {
                from: start + dice.below(i - start),
                to: i,
            });
        }
        if dice.below(10) < 5 && i + 1 < n {
            let end = (start + module).min(n);
            edges.push(EdgeSpec {
                from: i,
                to: start + dice.below(end - start),
            });
        }
        if dice.below(10) < 3 && i > 0 {
            edges.push(EdgeSpec {
                from: dice.below(i),
                to: i,
            });
        }
    }
    edges.retain(|e| e.from != e.to);
    LayoutRequest {
        nodes,
        edges,
        ..LayoutRequest::default()
    }
}

/// People, groups, roles, permissions and what they reach in fixed columns.
fn access(n: usize, seed: u64) -> LayoutRequest {
    let mut dice = Dice(seed * 104_729);
    let shares = [
        n * 35 / 100,
        n * 15 / 100,
        n * 12 / 100,
        n * 30 / 100,
        n * 8 / 100,
    ];
    let mut starts = Vec::new();
    let mut nodes = Vec::new();
    for (layer, share) in shares.iter().enumerate() {
        starts.push(nodes.len());
        nodes.extend((0..*share).map(|i| node(format!("{layer}:{i}"), Some(layer))));
    }
    let mut edges = Vec::new();
    for layer in 0..4 {
        for i in 0..shares[layer] {
            let degree = [1, 2, 4, 1][layer];
            for _ in 0..1 + dice.below(degree) {
                // Mostly near in the list: departments and modules hang together.
                let middle = i * shares[layer + 1] / shares[layer].max(1);
                let spread = 2 + shares[layer + 1] / 20;
                let to = (middle + dice.below(spread)).min(shares[layer + 1] - 1);
                edges.push(EdgeSpec {
                    from: starts[layer] + i,
                    to: starts[layer + 1] + to,
                });
            }
        }
    }
    LayoutRequest {
        nodes,
        edges,
        ..LayoutRequest::default()
    }
}
