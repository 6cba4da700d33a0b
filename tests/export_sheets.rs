//! Tables that leave the program: what a reader of CSV and of spreadsheets finds in them.

#![allow(clippy::unwrap_used, clippy::panic)]

mod export;

use std::collections::BTreeMap;

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use export::{HOSTILE, engine, hostile, run, samples};
use sightline::engine::Engine;
use sightline::io::export::tables::{Cell, Table, tables};
use sightline::io::export::xlsx::{CUT, LONGEST};
use sightline::io::export::{ExportOptions, FORMATS, Format, ParcelFile, parcel};
use sightline::model::{Change, Date, Edit};

fn files(format: Format, engine: &Engine) -> Vec<ParcelFile> {
    let made = parcel(format, engine, &ExportOptions::default());
    made.unwrap().files
}

fn rows_of(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("marked as UTF-8");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(false)
        .from_reader(text.as_bytes());
    let rows = reader.records();
    rows.map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => sightline::io::csv::harmless(text).into_owned(),
        Cell::Number(n) => sightline::io::csv::harmless(&n.to_string()).into_owned(),
        Cell::Date(day) => day.to_string(),
        Cell::Flag(yes) => if *yes { "yes" } else { "no" }.to_owned(),
    }
}

#[test]
fn a_reader_of_csv_finds_every_cell_of_every_sample() {
    for (name, path) in samples() {
        let engine = engine(&path);
        // Of the large one, all targets take a while.
        let with_targets = !name.starts_with("acme");
        let options = ExportOptions {
            with_targets,
            ..ExportOptions::default()
        };
        let made = tables(&engine, with_targets);
        let files = parcel(Format::Csv, &engine, &options).unwrap().files;
        assert_eq!(files.len(), made.list.len(), "{name}");
        for (file, table) in files.iter().zip(&made.list) {
            let rows = rows_of(&file.bytes);
            assert_eq!(file.name, format!("{}.csv", table.name));
            assert_eq!(rows.len(), table.rows.len() + 1, "{name} {}", file.name);
            for (row, cells) in rows.iter().skip(1).zip(&table.rows) {
                let cells: Vec<String> = cells.iter().map(words).collect();
                assert_eq!(*row, cells, "{name} {}", file.name);
            }
        }
    }
}

#[track_caller]
fn table<'t>(list: &'t [Table], name: &str) -> &'t Table {
    list.iter().find(|table| table.name == name).unwrap()
}

/// The effective table says no more and no less than the engine, asked cell by cell.
#[test]
fn effective_access_is_what_the_engine_answers() {
    for (name, path) in samples()
        .into_iter()
        .filter(|(name, _)| !name.starts_with("acme"))
    {
        let engine = engine(&path);
        let made = tables(&engine, true);
        let effective = table(&made.list, "effective");
        let model = engine.model();
        let mut n_rows = 0;
        let text = |cell: &Cell| match cell {
            Cell::Text(text) => text.clone(),
            _ => String::new(),
        };
        let rows: BTreeMap<[String; 3], &Vec<Cell>> = effective
            .rows
            .iter()
            .map(|row| ([1, 3, 4].map(|n| text(&row[n])), row))
            .collect();
        for who in model.principals().ids() {
            for permission in model.permissions().ids() {
                let ladder = model.ladder_of(permission).unwrap();
                for level in ladder.levels.iter().skip(1) {
                    let n = engine.targets(who, permission, level).len();
                    let key = [who.as_str(), permission.as_str(), level.as_str()];
                    let row = rows.get(&key.map(str::to_owned));
                    assert_eq!(row.is_some(), n > 0, "{name} {who} {permission} {level}");
                    let Some(row) = row else { continue };
                    n_rows += 1;
                    assert_eq!(row[7], Cell::Number(n as f64));
                    assert_ne!(row[9], Cell::Empty, "{name} {who} {permission}: no reason");
                }
            }
        }
        assert_eq!(n_rows, effective.rows.len(), "{name}");
        let targets = table(&made.list, "targets");
        let lowest = |who: &_, permission: &_| {
            let ladder = model.ladder_of(permission).unwrap();
            engine.targets(who, permission, &ladder.levels[1]).len()
        };
        let n: usize = model
            .principals()
            .ids()
            .flat_map(|who| model.permissions().ids().map(move |p| (who, p)))
            .map(|(who, permission)| lowest(who, permission))
            .sum();
        assert_eq!(targets.rows.len(), n, "{name}");
    }
}

#[test]
fn no_cell_of_a_hostile_model_begins_like_a_formula() {
    let engine = Engine::new(&hostile(), export::day());
    let files = files(Format::Csv, &engine);
    for file in &files {
        for row in rows_of(&file.bytes) {
            for cell in row {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{}: {cell:?}",
                    file.name
                );
            }
        }
    }
    let people = files.iter().find(|file| file.name == "people.csv").unwrap();
    let rows = rows_of(&people.bytes);
    for name in HOSTILE {
        let harmless = sightline::io::csv::harmless(name);
        assert!(rows.iter().any(|row| row[1] == harmless), "{name}");
    }
}

/// Reads a spreadsheet back and compares it with the tables, cell by cell.
fn compare_with_sheets(name: &str, bytes: &[u8], list: &[Table]) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let titles: Vec<&str> = list.iter().map(|table| table.title).collect();
    assert_eq!(book.sheet_names(), titles, "{name}");
    for table in list {
        let formulas = book.worksheet_formula(table.title).unwrap();
        assert!(formulas.is_empty(), "{name} {}", table.title);
        let sheet = book.worksheet_range(table.title).unwrap();
        let at = |row: usize, column: usize| {
            sheet
                .get_value((row as u32, column as u32))
                .cloned()
                .unwrap_or(Data::Empty)
        };
        for (column, head) in table.columns.iter().enumerate() {
            assert_eq!(at(0, column), Data::String(head.head.clone()));
        }
        for (row, cells) in table.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let found = at(row + 1, column);
                let is_same = match (cell, &found) {
                    (Cell::Empty, Data::Empty) => true,
                    (Cell::Text(text), Data::String(found)) => text == found,
                    (Cell::Number(number), Data::Float(found)) => number == found,
                    (Cell::Number(number), Data::Int(found)) => *number == *found as f64,
                    (Cell::Flag(flag), Data::String(found)) => {
                        found == if *flag { "yes" } else { "no" }
                    }
                    (Cell::Date(day), Data::DateTime(found)) => {
                        let (year, month, date, ..) = found.to_ymd_hms_milli();
                        *day == Date::new(year as i16, month as i8, date as i8).unwrap()
                    }
                    _ => false,
                };
                let place = format!("{name} {} row {row} column {column}", table.title);
                assert!(is_same, "{place}: {cell:?} became {found:?}");
            }
        }
        assert!(sheet.height() <= table.rows.len() + 1);
    }
}

#[test]
fn a_reader_of_spreadsheets_finds_every_cell_of_every_sample() {
    for (name, path) in samples() {
        let engine = engine(&path);
        let made = tables(&engine, false);
        let files = files(Format::Xlsx, &engine);
        assert_eq!(files.len(), 1);
        compare_with_sheets(&name, &files[0].bytes, &made.list);
    }
}

#[test]
fn text_stays_text_in_a_spreadsheet_whatever_it_begins_with() {
    let engine = Engine::new(&hostile(), export::day());
    let made = tables(&engine, true);
    let options = ExportOptions {
        with_targets: true,
        ..ExportOptions::default()
    };
    let files = parcel(Format::Xlsx, &engine, &options).unwrap().files;
    compare_with_sheets("hostile", &files[0].bytes, &made.list);
}

#[test]
fn a_text_longer_than_a_cell_is_cut_with_a_mark_and_told_of() {
    let long = "ä😀".repeat(20_000);
    let mut model = hostile();
    model
        .apply(&Change::new("long", vec![Edit::Notes(long.clone())]))
        .unwrap();
    let engine = Engine::new(&model, export::day());
    let made = parcel(Format::Xlsx, &engine, &ExportOptions::default()).unwrap();
    let loss = made.losses.iter().find(|loss| loss.what.contains("About"));
    assert!(
        loss.unwrap().why.contains("60000 characters is cut"),
        "{loss:?}"
    );
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(made.files[0].bytes.clone())).unwrap();
    let sheet = book.worksheet_range("About").unwrap();
    let cells = sheet.rows().flatten().filter_map(|cell| match cell {
        Data::String(text) => Some(text.as_str()),
        _ => None,
    });
    let cut = cells.max_by_key(|text| text.len()).unwrap();
    assert!(cut.ends_with(CUT) && long.starts_with(cut.strip_suffix(CUT).unwrap()));
    assert!((LONGEST - 2..=LONGEST).contains(&cut.encode_utf16().count()));
    let csv = parcel(Format::Csv, &engine, &ExportOptions::default()).unwrap();
    assert!(csv.losses.iter().all(|loss| !loss.what.contains("About")));
    assert!(String::from_utf8_lossy(&csv.files[0].bytes).contains(&long));
}

#[test]
fn the_json_of_every_sample_is_the_model() {
    for (name, path) in samples() {
        let engine = engine(&path);
        let files = files(Format::Json, &engine);
        let back = sightline::io::json::parse(&files[0].bytes).unwrap();
        assert!(back.model == *engine.model(), "{name}");
    }
}

#[test]
fn the_command_writes_every_format_with_its_report_and_the_same_bytes_twice() {
    let home = tempfile::tempdir().unwrap();
    for info in &FORMATS {
        let mut before = None;
        for turn in ["a", "b"] {
            let folder = home.path().join(turn);
            std::fs::create_dir_all(&folder).unwrap();
            let out = folder.join(info.default_name);
            let (said, errors, code) = run(&[
                "export",
                "samples/leena/model.ron",
                "--to",
                info.name,
                "--out",
                out.to_str().unwrap(),
                "--on-date",
                "2026-11-21",
                "--json",
            ]);
            assert_eq!((errors.as_str(), code), ("", 0), "{}", info.name);
            let json: serde_json::Value = serde_json::from_str(&said).unwrap();
            let files: Vec<String> = json["files"]
                .as_array()
                .unwrap()
                .iter()
                .map(|file| file.as_str().unwrap().to_owned())
                .collect();
            let report = if info.is_folder {
                out.join("LOSSES.md")
            } else {
                folder.join(format!("{}.losses.md", info.default_name))
            };
            assert_eq!(files.last().unwrap(), report.to_str().unwrap());
            let report = std::fs::read_to_string(report).unwrap();
            assert!(report.contains("what carries over"), "{report}");
            for loss in json["losses"].as_array().unwrap() {
                assert!(loss["what"].as_str().is_some_and(|what| !what.is_empty()));
            }
            let bytes: Vec<Vec<u8>> = files.iter().map(|f| std::fs::read(f).unwrap()).collect();
            if let Some(before) = before.replace(bytes.clone()) {
                assert_eq!(before, bytes, "{}", info.name);
            }
        }
    }
}

#[test]
fn what_cannot_be_exported_is_said() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    let out = out.to_str().unwrap();
    let (_, said, code) = run(&[
        "export",
        "samples/leena/model.ron",
        "--to",
        "cvs",
        "--out",
        out,
    ]);
    assert_eq!(code, 2);
    assert!(said.contains("did you mean `csv`?"), "{said}");
    let (_, said, code) = run(&["export", "no.ron", "--to", "csv", "--out", out]);
    assert_eq!(code, 2);
    assert!(said.contains("no such file"), "{said}");
    std::fs::write(home.path().join("file"), "x").unwrap();
    let file = home.path().join("file");
    let args = ["export", "samples/leena/model.ron", "--to", "csv", "--out"];
    let (_, said, code) = run(&[&args[..], &[file.to_str().unwrap()]].concat());
    assert_eq!(code, 2);
    assert!(said.contains("is a file"), "{said}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "x");
    assert!(!home.path().join("out").exists());
}
