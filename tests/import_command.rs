//! `sightline import`: what it prints, how it exits, what it writes and what it leaves alone.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value as Json;
use sightline::io;
use sightline::model::{FieldType, Model};
use tempfile::TempDir;

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run(args: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_sightline"))
        .arg("import")
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn model(path: &Path) -> Model {
    io::load(path).unwrap().model
}

fn folder() -> (TempDir, impl Fn(&str, &str) -> String) {
    let folder = tempfile::tempdir().unwrap();
    let base: PathBuf = folder.path().to_owned();
    let write = move |name: &str, text: &str| {
        let path = base.join(name);
        if !text.is_empty() {
            fs::write(&path, text).unwrap();
        }
        path.to_string_lossy().into_owned()
    };
    (folder, write)
}

#[test]
fn the_sample_becomes_a_company() {
    let (_folder, path) = folder();
    let out = path("company.ron", "");
    let done = run(&["samples/import/people.xlsx", "--out", &out]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    for words in [
        "people.xlsx: sheet Employees, row 1 names the columns, 107 rows",
        "  Personnel no. → ID (by its name)",
        "  Annual salary → new field Annual salary (number) (the model has no such field)",
        "107 new, 0 changed, 0 as before, 0 refused",
        &format!("Saved as {out}"),
    ] {
        assert!(done.out.contains(words), "{words}\n{}", done.out);
    }
    let model = model(Path::new(&out));
    assert_eq!((model.name(), model.principals().len()), ("people", 107));
    // The next month: the same file into the model it made.
    let again = run(&["samples/import/people.csv", "--into", &out, "--out", &out]);
    assert_eq!(again.code, 0);
    assert!(
        again
            .out
            .contains("0 new, 0 changed, 107 as before, 0 refused"),
        "{}",
        again.out
    );
}

#[test]
fn rows_that_cannot_be_taken_are_listed_with_number_and_reason() {
    let (_folder, path) = folder();
    let list = path(
        "list.csv",
        "ID,Name,Manager\n1,Ann Lee,\n1,Ann Leigh,\n,,1\n2,Bob Ray,Nobody\n",
    );
    let out = path("out.ron", "");
    let done = run(&[&list, "--out", &out]);
    assert_eq!(done.code, 1);
    assert!(done.out.contains("Not taken\n  Row 3, Ann Leigh: Row 2 is about the same person\n  Row 4: It says neither a name nor an ID"), "{}", done.out);
    assert!(done.out.contains("Row 5: Manager: Nobody is called “Nobody”. Done: Leave it empty; or: Leave those rows out"), "{}", done.out);
    assert_eq!(model(Path::new(&out)).principals().len(), 2);
    let json = run(&[&list, "--out", &out, "--json"]);
    assert_eq!(json.code, 1);
    let json: Json = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["new"], 2);
    assert_eq!(json["refused"][0]["row"], 3);
    assert_eq!(json["refused"][0]["why"], "Row 2 is about the same person");
    assert_eq!(json["reading"]["delimiter"], ",");
    assert_eq!(json["columns"][2]["goes"], "Primary manager");
    assert_eq!(json["unclear"][1]["done"], "Leave it empty");
    assert_eq!(json["out"], out.as_str());
}

#[test]
fn guesses_can_be_overruled() {
    let (_folder, path) = folder();
    let list = path("list.csv", "");
    fs::write(
        &list,
        b"Liste 2026\nNr;Wer;Wo;Stufe\n7;J\xFCrgen;K\xF6ln;3\n",
    )
    .unwrap();
    let out = path("out.ron", "");
    let done = run(&[
        &list,
        "--out",
        &out,
        "--encoding",
        "windows-1252",
        "--delimiter",
        "semicolon",
        "--head-row",
        "2",
        "--map",
        "Nr=id",
        "--map",
        "Wer=name",
        "--map",
        "Wo=Town:text",
        "--map",
        "Stufe=-",
    ]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    let model = model(Path::new(&out));
    let one = model.principals().get(&"7".into()).unwrap();
    assert_eq!(one.name, "Jürgen");
    assert_eq!(one.fields.named("town").unwrap().to_string(), "Köln");
    assert_eq!(model.fields().len(), 1);
    assert_eq!(model.fields().at(0).unwrap().kind, FieldType::Text);
    for (args, words) in [
        (
            ["--map", "Wen=name"],
            "there is no column “Wen”; did you mean “Wer”?",
        ),
        (["--map", "Wer"], "expected `Column=field`"),
        (
            ["--map", "Wer=nothing known"],
            "is nothing a column can go into",
        ),
        (["--delimiter", "xx"], "`xx` parts no cells"),
        (["--encoding", "morse"], "`morse` is no encoding"),
        (["--head-row", "99"], "row 99 names no columns"),
    ] {
        let mut all = vec![list.as_str(), "--out", &out];
        all.extend(args);
        let done = run(&all);
        assert_eq!(done.code, 2, "{args:?}");
        assert!(done.err.contains(words), "{words}: {}", done.err);
    }
}

#[test]
fn nothing_is_written_where_it_must_not_be() {
    let (_folder, path) = folder();
    let list = path("list.csv", "ID,Name\n1,Ann Lee\n");
    let before = fs::read(&list).unwrap();
    let done = run(&[&list, "--out", &list]);
    assert_eq!(done.code, 2);
    assert!(
        done.err.contains("is the file that is imported"),
        "{}",
        done.err
    );
    assert_eq!(fs::read(&list).unwrap(), before);
    let out = path("out.ron", "");
    let dry = run(&[&list, "--out", &out, "--dry-run"]);
    assert_eq!((dry.code, Path::new(&out).exists()), (0, false));
    assert!(dry.out.contains("1 new") && dry.out.contains("Nothing was saved"));
    assert_eq!(run(&[&list]).code, 2);
    for (name, text, words) in [
        ("none.csv", "", "there is no such file"),
        ("empty.csv", "\n", "the file is empty"),
        ("page.xls", "<html></html>", "a web page"),
    ] {
        let file = path(name, text);
        let done = run(&[&file, "--out", &out]);
        assert_eq!((done.code, Path::new(&out).exists()), (2, false), "{name}");
        assert!(done.err.contains(words), "{words}: {}", done.err);
    }
}

#[test]
fn leavers_and_changes_of_access_are_told_by_name() {
    let (_folder, path) = folder();
    let into = "samples/sherp/model.ron";
    let before = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(into)).unwrap();
    let list = path(
        "list.csv",
        "Email,Name,Manager\nkaarel.saar@birchlane.example,Kaarel Saar,Liis Tamm\nnew.one@birchlane.example,New One,Liis Tamm\n",
    );
    let out = path("out.ron", "");
    let done = run(&[&list, "--into", into, "--out", &out]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    for words in [
        "1 new, 1 changed, 0 as before, 0 refused",
        "  Row 2, Kaarel Saar: Manager: Andrés Molina → Liis Tamm",
        "Not in the file, kept: Oksana Melnyk, Bartosz Wrona",
        "Access changes for ",
        "  Andrés Molina loses: ",
    ] {
        assert!(done.out.contains(words), "{words}\n{}", done.out);
    }
    let after = model(Path::new(&out));
    assert_eq!(
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(into)).unwrap(),
        before
    );
    let n = after.principals().len();
    let ended = run(&[&list, "--into", into, "--out", &out, "--leavers", "end"]);
    assert!(
        ended.out.contains("Not in the file, their accounts end"),
        "{}",
        ended.out
    );
    assert_eq!(model(Path::new(&out)).principals().len(), n);
    let removed = run(&[&list, "--into", into, "--out", &out, "--leavers", "remove"]);
    // What cannot do without them is said, and nothing is half done.
    assert!(
        removed.code == 0 || removed.out.contains("Nothing can be taken"),
        "{}",
        removed.out
    );
}

#[test]
fn a_matrix_and_a_model_are_told_apart_from_people() {
    let (_folder, path) = folder();
    let out = path("out.ron", "");
    let done = run(&["tests/files/import/matrix.csv", "--out", &out]);
    assert_eq!(done.code, 1);
    for words in [
        "  Line manager → role",
        "Core HR, new\n  Row 3: See profile (yes-no), new",
        "HR partner, new: 7 grants",
        "  Row 11, Export payroll, HR partner: “ask Finance”: “ask Finance” is no level and no reach",
    ] {
        assert!(done.out.contains(words), "{words}\n{}", done.out);
    }
    let matrix = model(Path::new(&out));
    assert_eq!((matrix.roles().len(), matrix.permissions().len()), (4, 8));
    let json = path("model.json", &io::json::to_text(&matrix));
    let back = path("back.ron", "");
    let done = run(&[&json, "--out", &back]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    assert_eq!(model(Path::new(&back)), matrix);
    let done = run(&[&json, "--out", &back, "--into", &out]);
    assert_eq!(done.code, 2);
    let broken = path(
        "broken.json",
        &io::json::to_text(&matrix).replace("\"roles\"", "\"rolls\""),
    );
    let done = run(&[&broken, "--out", &back]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("did you mean `roles`?"), "{}", done.err);
    let people = run(&[
        "samples/import/people.csv",
        "--out",
        &back,
        "--kind",
        "matrix",
    ]);
    assert_eq!(people.code, 2);
    assert!(people.err.contains("is no matrix"), "{}", people.err);
}

#[test]
fn hostile_names_stay_text() {
    let (_folder, path) = folder();
    let long = "x".repeat(10_000);
    let list = path(
        "list.csv",
        &format!(
            "ID,Name,Name,,Note\n1,=cmd|' /C calc'!A0,b,c,d\n2,\"<script>alert(1)</script>\",,,\n3,\u{202e}evil,,,\n4,👩‍💻 🎉,,,\n5,{long},,,\n6,\"O\"\"Neil, Pat\",,,\n7\n"
        ),
    );
    let out = path("out.ron", "");
    let done = run(&[&list, "--out", &out]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(
        done.out
            .contains("Row 8, 7: Nobody has the ID “7”, and someone new needs a name"),
        "{}",
        done.out
    );
    let model = model(Path::new(&out));
    let name = |id: &str| model.principals().get(&id.into()).unwrap().name.clone();
    assert_eq!(name("1"), "=cmd|' /C calc'!A0");
    assert_eq!(name("2"), "<script>alert(1)</script>");
    assert_eq!(name("3"), "\u{202e}evil");
    assert_eq!(name("4"), "👩‍💻 🎉");
    assert_eq!(name("5").len(), 10_000);
    assert_eq!(name("6"), "O\"Neil, Pat");
}
