//! What comes in and goes out, measured on a company of a hundred thousand people, generated here:
//! time from the bytes of a file to an applied change, and the most memory beside the file's size.
//!
//! Each row runs in a process of its own, so that its peak of memory is its own. A row is an entry
//! of [`ROWS`]: a name, the files it needs, and what is done with them.
//!
//! `cargo bench --bench exchange` for all, `cargo bench --bench exchange -- csv` for rows whose name
//! holds a word; `-- csv 5000` for another number of people.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark may stop"
)]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sightline::io::table::{Asked, read_file};
use sightline::io::{json, native};
use sightline::model::Model;
use sightline::session::edits::blank;
use sightline::session::intake::{Choices, guess, plan};

/// One row of the report.
struct Row {
    name: &'static str,
    /// What it aims at.
    aim: &'static str,
    /// Makes what is measured and returns the file it is about.
    prepare: fn(&Path, usize) -> PathBuf,
    /// What is measured: with the file, and how many people there are.
    run: fn(&Path, usize),
}

/// The rows, in the order of the report. Add one for each format that comes in or goes out.
const ROWS: &[Row] = &[
    Row {
        name: "people from CSV",
        aim: "3 s",
        prepare: csv_file,
        run: import,
    },
    Row {
        name: "people from XLSX",
        aim: "10 s",
        prepare: xlsx_file,
        run: import,
    },
    Row {
        name: "model from JSON",
        aim: "",
        prepare: json_file,
        run: |file, n| {
            let loaded = json::parse(std::fs::read(file).unwrap()).unwrap();
            assert_eq!(loaded.model.principals().len(), n);
        },
    },
    Row {
        name: "model to JSON",
        aim: "",
        prepare: ron_file,
        run: |file, n| {
            let model = native::parse(std::fs::read(file).unwrap()).unwrap().model;
            assert!(json::to_text(&model).len() > n * 100);
        },
    },
];

/// Set in a process that runs one row.
const ROW: &str = "SIGHTLINE_BENCH_ROW";

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let n: usize = words
        .iter()
        .find_map(|word| word.parse().ok())
        .unwrap_or(100_000);
    if let Ok(nth) = std::env::var(ROW) {
        let row = &ROWS[nth.parse::<usize>().unwrap()];
        return measure(row, Path::new(&words[0]), n);
    }
    let folder = tempfile::tempdir().unwrap();
    println!("{n} people\n");
    println!("| | aim | s | of the processor | file, MB | most memory, MB | times the file |");
    println!("|---|---|---|---|---|---|---|");
    let words: Vec<&String> = words
        .iter()
        .filter(|word| word.parse::<usize>().is_err())
        .collect();
    for (nth, row) in ROWS.iter().enumerate() {
        let name = row.name.to_lowercase();
        if !words.is_empty() && !words.iter().any(|word| name.contains(&word.to_lowercase())) {
            continue;
        }
        let file = (row.prepare)(folder.path(), n);
        let output = Command::new(std::env::current_exe().unwrap())
            .args([file.to_str().unwrap(), &n.to_string()])
            .env(ROW, nth.to_string())
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{}: {error}", row.name);
        print!("{text}");
    }
}

/// Runs a row three times and prints the best time; the peak is that of the first run, over what the
/// process had before it.
fn measure(row: &Row, file: &Path, n: usize) {
    let before = peak();
    let (mut best, mut busy) = (Duration::MAX, f64::MAX);
    let mut most = None;
    for _ in 0..3 {
        let (start, used) = (Instant::now(), processor());
        (row.run)(file, n);
        best = best.min(start.elapsed());
        busy = busy.min(processor() - used);
        most = most.or(Some(peak().saturating_sub(before)));
    }
    let bytes = std::fs::metadata(file).unwrap().len() as f64;
    let mb = |bytes: f64| bytes / 1024.0 / 1024.0;
    let most = most.unwrap_or(0) as f64;
    println!(
        "| {} | {} | {:.2} | {busy:.2} | {:.1} | {:.0} | {:.1} |",
        row.name,
        row.aim,
        best.as_secs_f64(),
        mb(bytes),
        mb(most),
        most / bytes
    );
}

/// Seconds of the processor that the process used so far; 0 where the system does not tell. On a
/// busy machine they say more than the clock.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let rest = stat.rsplit(')').next().unwrap_or_default();
    let ticks = rest.split_whitespace().skip(11).take(2);
    // A hundred ticks a second, as Linux counts them for programs.
    ticks.filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The most memory the process had so far, in bytes; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kb.unwrap_or(0) * 1024
}

/// From the bytes of a file to an applied change.
fn import(file: &Path, n: usize) {
    let source = read_file(file, &Asked::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    let mut model = blank();
    let mapping = guess(&model, &source);
    let plan = plan(&model, &source, &mapping, &Choices::default(), "people");
    assert_eq!(plan.counts(), (n, 0, 0, 0));
    drop(source);
    model.apply(&plan.change.unwrap()).unwrap();
    assert_eq!(model.principals().len(), n);
}

const HEADS: [&str; 12] = [
    "Employee ID",
    "First name",
    "Last name",
    "Email",
    "Job title",
    "Department",
    "Site",
    "Manager ID",
    "Start date",
    "Weekly hours",
    "Salary",
    "Status",
];

/// Someone of a company of seven reports each.
fn cells(at: usize) -> [String; 12] {
    let pick = |list: &[&str], salt: usize| list[(at * 7 + salt) % list.len()].to_owned();
    let first = pick(
        &[
            "Ann", "Bob", "Cay", "Dan", "Eve", "Finn", "Gro", "Hal", "Ida", "Jo",
        ],
        at / 10,
    );
    let last = format!(
        "{}{}",
        pick(&["Lee", "Ray", "Ott", "Fox", "Sun"], at / 3),
        at / 50
    );
    let manager = match at {
        0 => String::new(),
        at => format!("{:06}", (at - 1) / 7),
    };
    [
        format!("{at:06}"),
        first.clone(),
        last.clone(),
        format!("{first}.{last}.{at}@example.org").to_lowercase(),
        format!("Title {}", at % 400),
        pick(
            &["Finance", "People", "Engineering", "Sales", "Operations"],
            at / 9,
        ),
        pick(&["Oslo", "Rome", "Bergen", "Lviv"], at / 5),
        manager,
        format!("{}-{:02}-{:02}", 2000 + at % 26, 1 + at % 12, 1 + at % 28),
        ["40", "37.5", "20"][at % 3].to_owned(),
        format!("{}", 30_000 + at % 70_000),
        if at % 50 == 3 { "On leave" } else { "Active" }.to_owned(),
    ]
}

fn csv_file(folder: &Path, n: usize) -> PathBuf {
    let mut text = HEADS.join(",");
    for at in 0..n {
        text.push_str("\r\n");
        text.push_str(&cells(at).join(","));
    }
    let file = folder.join("people.csv");
    std::fs::write(&file, text).unwrap();
    file
}

fn xlsx_file(folder: &Path, n: usize) -> PathBuf {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (column, head) in HEADS.iter().enumerate() {
        sheet.write(0, column as u16, *head).unwrap();
    }
    for at in 0..n {
        let row = at as u32 + 1;
        for (column, cell) in cells(at).iter().enumerate() {
            let column = column as u16;
            match column {
                8 => {
                    let date = ExcelDateTime::parse_from_str(cell).unwrap();
                    sheet
                        .write_datetime_with_format(row, column, &date, &day)
                        .unwrap();
                }
                9 | 10 => {
                    let number: f64 = cell.parse().unwrap();
                    sheet.write_number(row, column, number).unwrap();
                }
                _ => {
                    sheet.write(row, column, cell).unwrap();
                }
            }
        }
    }
    let file = folder.join("people.xlsx");
    book.save(&file).unwrap();
    file
}

/// The company as a model.
fn company(folder: &Path, n: usize) -> Model {
    let csv = csv_file(folder, n);
    let source = read_file(&csv, &Asked::default(), &mut |_| ControlFlow::Continue(())).unwrap();
    let model = blank();
    let mapping = guess(&model, &source);
    plan(&model, &source, &mapping, &Choices::default(), "people")
        .after
        .unwrap()
}

fn json_file(folder: &Path, n: usize) -> PathBuf {
    let file = folder.join("model.json");
    std::fs::write(&file, json::to_text(&company(folder, n))).unwrap();
    file
}

fn ron_file(folder: &Path, n: usize) -> PathBuf {
    let file = folder.join("model.ron");
    std::fs::write(&file, native::to_text(&company(folder, n))).unwrap();
    file
}
