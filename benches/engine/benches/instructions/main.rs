//! How many instructions each kind of question takes on a fixed company, counted by callgrind:
//! a slowdown shows here where times on a busy machine would hide it.
//!
//! `cargo bench --bench instructions` counts and compares with `instructions.txt`, 5 % more being
//! too much; `… -- --update` writes the file anew. On another compiler or kind of machine than the
//! file names, the difference is shown and nothing fails. Needs `valgrind`; without it nothing is
//! counted.

mod callgrind;
mod kinds;
mod ledger;

use std::process::ExitCode;

use ledger::Ledger;
use sightline_bench::measure::{asked_for, child};

fn main() -> ExitCode {
    if let Some(errand) = child::errand() {
        let kind = errand.first().map_or("", String::as_str);
        kinds::run(kind);
        return ExitCode::SUCCESS;
    }
    if !callgrind::is_there() {
        println!("valgrind is not installed: no instructions counted");
        return ExitCode::SUCCESS;
    }
    let kept = Ledger::read();
    let counted = Ledger::of(
        kinds::KINDS
            .iter()
            .map(|kind| (kind.name.to_owned(), callgrind::count(kind.name))),
    );
    if asked_for("--update") {
        counted.print_beside(&kept);
        counted.write();
        return ExitCode::SUCCESS;
    }
    let n_slower = counted.print_beside(&kept);
    if !counted.is_comparable(&kept) {
        println!(
            "counted with {}, kept for {}: shown only, nothing fails",
            counted.made_with, kept.made_with
        );
        return ExitCode::SUCCESS;
    }
    if n_slower > 0 {
        println!(
            "{n_slower} kinds of questions take over {} % more instructions than \
             benches/engine/instructions.txt says; make them faster, or write it anew with `-- \
             --update` and say why",
            ledger::TOLERANCE
        );
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
