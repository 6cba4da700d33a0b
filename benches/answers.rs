//! How fast the engine answers: runs the benchmarks of `benches/engine` (our engine alone, growth)
//! and of `benches/peers` (beside cedar-policy and casbin), crates of their own so that what they
//! need stays out of the normal build. Words after `--` go on to both.
//!
//! `cargo bench --bench answers`, or each by itself:
//! `cargo bench --manifest-path benches/peers/Cargo.toml`.

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    // `cargo test --benches` starts this without the word; it has nothing to test
    if !std::env::args().any(|arg| arg == "--bench") {
        return ExitCode::SUCCESS;
    }
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|arg| arg != "--bench")
        .collect();
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    for (folder, bench) in [("peers", "peers"), ("engine", "growth")] {
        let manifest = format!("{}/benches/{folder}/Cargo.toml", env!("CARGO_MANIFEST_DIR"));
        let ran = Command::new(&cargo)
            .args(["bench", "--locked", "--bench", bench, "--manifest-path"])
            .args([&manifest, "--"])
            .args(&words)
            .status();
        match ran {
            Ok(status) if status.success() => {}
            Ok(status) => {
                eprintln!("the benchmark {bench} stopped: {status}");
                return ExitCode::FAILURE;
            }
            Err(why) => {
                eprintln!("`{cargo}` could not be started: {why}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
