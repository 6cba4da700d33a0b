//! Our engine alone, on both generated companies, from 1,000 to 100,000 people: time and memory,
//! and how they grow.
//!
//! `cargo bench --bench growth` prints the tables; `… -- 1000 10000` takes these sizes only;
//! `… -- --plot` also draws `assets/readme/growth.svg`.

mod errands;
mod plot;
mod tables;

use sightline_bench::company::Company;
use sightline_bench::measure;

/// The sizes of the growth table.
const SIZES: [usize; 5] = [1_000, 3_000, 10_000, 30_000, 100_000];

fn main() {
    if let Some(errand) = measure::child::errand() {
        return errands::run(&errand);
    }
    let sizes = measure::sizes(&SIZES);
    println!("{}\n", measure::machine::machine());
    let plain = tables::measured(Company::Plain, &sizes);
    tables::print(&plain);
    let full = tables::measured(Company::Full, &sizes);
    tables::print(&full);
    if measure::asked_for("--plot") {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        let path = format!("{root}/assets/readme/growth.svg");
        std::fs::write(path, plot::svg(&plain, &full)).expect("the picture can be written");
        println!("drawn: assets/readme/growth.svg");
    }
}
