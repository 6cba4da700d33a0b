//! The growth tables: one row a size, one table a company.

use sightline_bench::company::Company;
use sightline_bench::measure::child::{self, Figures};
use sightline_bench::measure::table::Table;
use sightline_bench::measure::words;

use super::errands::EDITS;

/// A company at several sizes.
pub struct Growth {
    /// Which company.
    pub company: Company,
    /// What was measured at each size, in the order asked for.
    pub sizes: Vec<(usize, Figures)>,
}

/// Measures a company at these sizes, each in processes of its own.
pub fn measured(company: Company, sizes: &[usize]) -> Growth {
    let folder = std::env::temp_dir().join(format!("sightline-growth-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a place for files");
    let path = folder.join("model.ron");
    let file = path.to_string_lossy();
    let sizes = sizes
        .iter()
        .map(|n| {
            let mut figures = child::run(&["times", company.name(), &n.to_string(), &file]);
            figures.extend(child::run(&["memory", &file]));
            (*n, figures)
        })
        .collect();
    std::fs::remove_dir_all(&folder).ok();
    Growth { company, sizes }
}

/// Prints the table of a company.
pub fn print(growth: &Growth) {
    println!(
        "{}: time and memory of our engine",
        match growth.company {
            Company::Plain => "The plain company, which every engine compared can express",
            Company::Full =>
                "The full company: items, labels, several lines, scopes in four places, pooling, \
                 custom sets, suppressions, guards",
        }
    );
    let mut table = Table::new(&[
        "people",
        "cells",
        "set-up",
        "check with paths",
        "99 in 100 under",
        "what one sees",
        "all one can do",
        "matrix counted",
        "edit: grant",
        "edit: field",
        "edit: manager",
        "difference",
        "… cells",
        "open",
        "bare parse",
        "memory",
        "a person",
    ]);
    for (n, figures) in &growth.sizes {
        let figure = |name: &str| figures.get(name).copied();
        let time = |name: &str| figure(name).map_or_else(|| "–".to_owned(), words::time);
        let bytes = |n: Option<f64>| n.map_or_else(|| "–".to_owned(), words::bytes);
        let mut row = vec![
            words::thousands(*n as u64),
            figure("cells").map_or_else(String::new, words::digits),
            time("set-up"),
            time("check"),
            time("check p99"),
            time("row"),
            time("everything"),
            time("matrix"),
        ];
        row.extend(EDITS.map(time));
        row.extend([
            time("edit manager, difference"),
            figure("edit manager, cells").map_or_else(String::new, words::digits),
            time("open"),
            time("parse"),
            bytes(figure("memory")),
            bytes(figure("memory").map(|memory| memory / *n as f64)),
        ]);
        table.row(row);
    }
    table.print();
    println!();
}
