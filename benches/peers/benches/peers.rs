//! Our engine beside cedar-policy and casbin on the plain generated company: one run, one table of
//! ratios. Before any time is taken the answers of all three are compared.
//!
//! `cargo bench --manifest-path benches/peers/Cargo.toml` for 1,000, 10,000 and 100,000 people;
//! `… -- 1000` for one size; `… -- --really` asks cedar for the whole matrix of the smallest size
//! instead of working its time out from samples, which takes minutes.

#[path = "peers/agree.rs"]
mod agree;
#[path = "peers/errands.rs"]
mod errands;
#[path = "peers/report.rs"]
mod report;

use sightline_bench::measure::{self, child};

fn main() {
    if let Some(errand) = child::errand() {
        return errands::run(&errand);
    }
    let sizes = measure::sizes(&[1_000, 10_000, 100_000]);
    let really = if measure::asked_for("--really") {
        sizes.iter().min()
    } else {
        None
    };
    let path = std::env::temp_dir().join(format!("sightline-peers-{}.ron", std::process::id()));
    let file = path.to_string_lossy();
    let measured: Vec<(usize, child::Figures)> = sizes
        .iter()
        .map(|n| {
            let text = n.to_string();
            let how = if really == Some(n) {
                "really"
            } else {
                "samples"
            };
            let mut figures = child::run(&["beside", &text, how]);
            child::run(&["file", &text, &file]);
            for engine in ["ours", "cedar", "casbin"] {
                figures.extend(child::run(&["memory", engine, &file]));
            }
            std::fs::remove_file(&path).ok();
            (*n, figures)
        })
        .collect();
    report::print(&measured);
}
