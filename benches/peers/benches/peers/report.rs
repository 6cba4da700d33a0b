//! The table of ratios, and what stands around it.

use sightline_bench::measure::child::Figures;
use sightline_bench::measure::machine::machine;
use sightline_bench::measure::table::Table;
use sightline_bench::measure::words;

/// What is asked, and the figures it is found under: ours, cedar's, casbin's.
struct Line {
    title: &'static str,
    ours: &'static str,
    cedar: Option<&'static str>,
    casbin: Option<&'static str>,
    /// How many times the peers' figure the answer takes them.
    times: f64,
    /// The peers' figure was worked out from samples.
    is_worked_out: bool,
    unit: fn(f64) -> String,
}

const fn line(
    title: &'static str,
    ours: &'static str,
    cedar: &'static str,
    casbin: &'static str,
) -> Line {
    Line {
        title,
        ours,
        cedar: Some(cedar),
        casbin: Some(casbin),
        times: 1.0,
        is_worked_out: false,
        unit: words::time,
    }
}

/// Where the others have no way but to ask everything anew.
const fn whole(title: &'static str, ours: &'static str, times: f64) -> Line {
    Line {
        times,
        is_worked_out: true,
        ..line(title, ours, "matrix cedar", "matrix casbin")
    }
}

const LINES: [Line; 13] = [
    line("set-up", "set-up ours", "set-up cedar", "set-up casbin"),
    line(
        "one check with its deciding paths",
        "check ours",
        "check cedar",
        "check casbin",
    ),
    Line {
        casbin: None,
        ..line(
            "… 99 in 100 take no longer than",
            "check ours p99",
            "check cedar p99",
            "",
        )
    },
    line(
        "what one user sees, one permission",
        "seen ours",
        "seen cedar",
        "seen casbin",
    ),
    Line {
        times: 120.0,
        is_worked_out: true,
        ..line(
            "everything one user can do, 120 sets",
            "everything ours",
            "seen cedar",
            "seen casbin",
        )
    },
    whole("full matrix of 60 permissions, counted", "matrix ours", 1.0),
    whole("one edit, all answered again: a grant", "edit grant", 1.0),
    whole("… a field of a person", "edit field", 1.0),
    whole("… a person under another manager", "edit manager", 1.0),
    whole("difference of two models: a grant", "difference grant", 2.0),
    whole("… a field of a person", "difference field", 2.0),
    whole(
        "… a person under another manager",
        "difference manager",
        2.0,
    ),
    Line {
        unit: words::bytes,
        ..line("memory", "memory ours", "memory cedar", "memory casbin")
    },
];

/// Prints everything.
pub fn print(measured: &[(usize, Figures)]) {
    println!("{}", machine());
    println!(
        "sightline {}, cedar-policy {}, casbin {}\n",
        version("sightline"),
        version("cedar-policy"),
        version("casbin")
    );
    for (n, figures) in measured {
        agreement(*n, figures);
    }
    println!();
    ratios(measured);
    println!(
        "\n* worked out from samples, at one level (ours counts both): casbin cell by cell, cedar so or \
         by partial evaluation person by person, whichever is faster; twice that for a difference."
    );
    notes(measured);
    println!();
    opening(measured);
}

fn agreement(n: usize, figures: &Figures) {
    let count = |name: &str| words::thousands(figures.get(name).copied().unwrap_or(0.0) as u64);
    println!(
        "{} people: all three engines gave the same {} answers ({} allowed) and the same {} sets \
         ({} people seen): 0 mismatches",
        words::thousands(n as u64),
        count("agreed"),
        count("agreed allowed"),
        count("agreed sets"),
        count("agreed seen"),
    );
}

fn ratios(measured: &[(usize, Figures)]) {
    let mut table = Table::new(&[
        "",
        "people",
        "ours",
        "cedar-policy",
        "casbin",
        "cedar to ours",
        "casbin to ours",
    ]);
    for line in &LINES {
        for (n, figures) in measured {
            let figure = |name: Option<&str>| figures.get(name?).copied();
            let Some(ours) = figure(Some(line.ours)) else {
                continue;
            };
            let peer = |name: Option<&'static str>| figure(name).map(|value| value * line.times);
            let star = if line.is_worked_out { "*" } else { "" };
            let shown = |value: Option<f64>| {
                value.map_or_else(|| "–".to_owned(), |v| format!("{}{star}", (line.unit)(v)))
            };
            let ratio = |value: Option<f64>| {
                value.map_or_else(|| "–".to_owned(), |v| words::ratio(v / ours))
            };
            let (cedar, casbin) = (peer(line.cedar), peer(line.casbin));
            table.row([
                line.title.to_owned(),
                words::thousands(*n as u64),
                (line.unit)(ours),
                shown(cedar),
                shown(casbin),
                ratio(cedar),
                ratio(casbin),
            ]);
        }
    }
    table.print();
}

fn notes(measured: &[(usize, Figures)]) {
    for (n, figures) in measured {
        let figure = |name: &str| figures.get(name).copied().unwrap_or(0.0);
        let people = words::thousands(*n as u64);
        println!(
            "{people} people: {} granted cells, {} of which a new manager changes; cedar finds what one user sees in {} one by one, {} \
             by partial evaluation, the whole matrix in {} and {}; memory a person: ours {}, cedar {}, \
             casbin {}",
            words::thousands(figure("cells") as u64),
            words::thousands(figure("difference manager cells") as u64),
            words::time(figure("seen cedar one by one")),
            words::time(figure("seen cedar by parts")),
            words::time(figure("matrix cedar one by one")),
            words::time(figure("matrix cedar by parts")),
            words::bytes(figure("memory ours") / *n as f64),
            words::bytes(figure("memory cedar") / *n as f64),
            words::bytes(figure("memory casbin") / *n as f64),
        );
        if let Some(really) = figures.get("matrix cedar really") {
            println!(
                "{people} people: the whole matrix at one level really asked of cedar took {}, {} \
                 cells allowed",
                words::time(*really),
                words::thousands(figure("matrix cedar allowed") as u64)
            );
        }
    }
}

fn opening(measured: &[(usize, Figures)]) {
    let mut table = Table::new(&[
        "people",
        "bare `ron` parse",
        "open and ready to answer",
        "times the parse",
    ]);
    for (n, figures) in measured {
        let (Some(parse), Some(open)) = (figures.get("parse"), figures.get("open")) else {
            continue;
        };
        table.row([
            words::thousands(*n as u64),
            words::time(*parse),
            words::time(*open),
            words::ratio(open / parse),
        ]);
    }
    table.print();
}

/// The version of a crate in this build.
fn version(name: &str) -> &'static str {
    let lock = include_str!("../../Cargo.lock");
    let head = format!("name = \"{name}\"\nversion = \"");
    lock.split_once(&head)
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("?", |(version, _)| version)
}
