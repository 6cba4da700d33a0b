//! The command line as a script meets it: output, keys, exit codes.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

const S: &str = "samples/cases/s.ron";
const D: &str = "samples/cases/d.ron";
const SMALL: &str = "tests/files/small.ron";

fn run(args: &[&str]) -> (String, String, i32) {
    let output = Command::cargo_bin("sightline")
        .unwrap()
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .args(args)
        .output()
        .unwrap();
    (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
        output.status.code().unwrap(),
    )
}

/// The JSON of an answer, which is all of the standard output.
#[track_caller]
fn json(args: &[&str], keys: &[&str], code: i32) -> Value {
    let (out, said, exit) = run(&[args, &["--json"]].concat());
    assert_eq!((exit, said.as_str()), (code, ""), "{out}");
    let value: Value = serde_json::from_str(&out).unwrap();
    let found: Vec<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(found, keys);
    value
}

#[track_caller]
fn refused(args: &[&str], said: &str) {
    let (out, err, exit) = run(args);
    assert_eq!((out.as_str(), err.trim_end(), exit), ("", said, 2));
}

/// A changed copy of a file of the tests.
fn changed(folder: &Path, file: &str, from: &str, to: &str) -> String {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    assert!(text.contains(from));
    let path = folder.join("changed.ron");
    std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn can_answers_with_the_path_or_the_nearest_miss() {
    let keys = ["allowed", "reason", "paths", "near_misses"];
    let ask = |on| {
        json(
            &["can", S, "--as", "mia", "--do", "timeoff", "--on", on],
            &keys,
            0,
        )
    };
    let yes = ask("mia");
    assert_eq!(yes["allowed"], true);
    assert_eq!(yes["paths"].as_array().unwrap().len(), 1);
    let no = ask("Tom");
    assert_eq!(no["allowed"], false);
    assert!(no["paths"].as_array().unwrap().is_empty());
    assert_eq!(
        no["near_misses"][0],
        "by the role Member: the person is outside own"
    );
    let (text, _, code) = run(&[
        "can",
        S,
        "--as",
        "Mia",
        "--do",
        "hrm.timeoff@yes",
        "--on",
        "mia",
    ]);
    assert!(text.starts_with("allow\nMia can see time off balance"));
    assert_eq!(code, 0);
}

#[test]
fn can_takes_a_person_and_an_item_together() {
    let keys = ["allowed", "reason", "paths", "near_misses"];
    let args = [
        "can",
        D,
        "--as",
        "csa",
        "--do",
        "lms.report",
        "--on",
        "fi1",
        "--on",
        "c1",
    ];
    assert_eq!(json(&args, &keys, 0)["allowed"], true);
    refused(
        &[
            "can",
            D,
            "--as",
            "csa",
            "--do",
            "lms.report",
            "--on",
            "fi1",
            "--on",
            "fi2",
        ],
        "`--on` takes a person, an item, or one of each",
    );
}

#[test]
fn can_answers_for_a_day() {
    let folder = tempfile::tempdir().unwrap();
    let file = changed(
        folder.path(),
        SMALL,
        "role: \"boss\"",
        "role: \"boss\", window: (until: \"2026-06-30\")",
    );
    let ask = |day: &str| {
        let args = [
            "can",
            &file,
            "--as",
            "ann",
            "--do",
            "pay",
            "--on",
            "ben",
            "--on-date",
            day,
        ];
        run(&args).0
    };
    // `ben` is not in the group that is left out.
    assert!(ask("2026-06-30").starts_with("allow"));
    assert!(ask("2026-07-01").starts_with("deny"));
    let (_, said, code) = run(&["see", S, "--as", "mia", "--on-date", "1.7.2026"]);
    assert!(said.contains("`1.7.2026` is not a day written like 2026-11-21"));
    assert_eq!(code, 2);
}

#[test]
fn see_lists_rows_and_targets() {
    let keys = ["who", "permissions"];
    let all = json(&["see", S, "--as", "mia"], &keys, 0);
    assert_eq!(all["who"], "mia");
    assert_eq!(all["permissions"].as_array().unwrap().len(), 3);
    let one = json(
        &["see", S, "--as", "mia", "--do", "see_profile@yes"],
        &keys,
        0,
    );
    let row = one["permissions"][0].as_object().unwrap();
    let found: Vec<&str> = row.keys().map(String::as_str).collect();
    assert_eq!(found, ["permission", "level", "people", "items", "paths"]);
    assert_eq!(row["people"], serde_json::json!(["mia", "tom", "una"]));
    let (text, _, _) = run(&["see", S, "--as", "mia", "--do", "see_profile"]);
    assert!(text.contains("3 people: Mia, Tom, Una"));
    let (text, _, _) = run(&["see", S, "--as", "vic"]);
    assert_eq!(text, "Vic can do nothing\n");
}

#[test]
fn who_lists_everyone_who_can() {
    let ask = |on| {
        json(
            &["who", S, "--do", "see_profile", "--on", on],
            &["principals"],
            0,
        )
    };
    assert_eq!(ask("una")["principals"], serde_json::json!(["mia"]));
    assert_eq!(ask("vic")["principals"], serde_json::json!([]));
    let anyone = json(&["who", S, "--do", "see_profile"], &["principals"], 0);
    assert_eq!(anyone["principals"], serde_json::json!(["mia"]));
}

#[test]
fn diff_names_gains_and_losses() {
    let keys = ["gains", "losses"];
    json(&["diff", S, S], &keys, 0);
    let folder = tempfile::tempdir().unwrap();
    let file = changed(
        folder.path(),
        S,
        "permission: \"hrm.timeoff\", level: \"yes\", on: (people: Named(\"own\"))",
        "permission: \"hrm.timeoff\", level: \"yes\", on: (people: Listed([\"vic\"]))",
    );
    let difference = json(&["diff", S, &file], &keys, 1);
    let cell = |target: &str| serde_json::json!([{"who": "mia", "permission": "hrm.timeoff", "level": "yes", "target": target}]);
    assert_eq!(difference["gains"], cell("vic"));
    assert_eq!(difference["losses"], cell("mia"));
    let (text, _, _) = run(&["diff", S, &file]);
    assert_eq!(
        text,
        "Gains\n  Mia: see time off balance of Vic\nLoses\n  Mia: see time off balance of Mia\n"
    );
}

#[test]
fn try_refuses_with_the_permissions_in_the_way_and_writes_nothing() {
    let keys = ["accepted", "reason", "highlight"];
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(S);
    let before = std::fs::read(&path).unwrap();
    let no = json(&["try", S, "--set", "member", "edit_hrm=all"], &keys, 1);
    assert_eq!(no["accepted"], false);
    assert_eq!(no["highlight"], serde_json::json!(["hrm.see_profile"]));
    let yes = [
        "try",
        S,
        "--set",
        "member",
        "edit_hrm=all",
        "see_profile=all",
    ];
    assert_eq!(json(&yes, &keys, 0)["accepted"], true);
    let yes = [
        "try",
        S,
        "--set",
        "member",
        "edit_hrm=yes@sub",
        "--set",
        "member",
        "timeoff=none",
    ];
    assert_eq!(json(&yes, &keys, 0)["highlight"], serde_json::json!([]));
    let no = [
        "try",
        S,
        "--set",
        "Member",
        "see_profile=own",
        "edit_hrm=sub",
    ];
    assert_eq!(
        json(&no, &keys, 1)["highlight"],
        serde_json::json!(["hrm.see_profile"])
    );
    assert_eq!(std::fs::read(&path).unwrap(), before);
    refused(
        &["try", S, "--set", "member", "edit_hrm=al"],
        "`hrm.edit_hrm` cannot be set to `al`; did you mean `all`?",
    );
    refused(
        &["try", S, "--set", "edit_hrm=all"],
        "`edit_hrm=all` comes before a role; expected `--set ROLE PERMISSION=VALUE`",
    );
    refused(
        &["try", S, "--set", "member"],
        "nothing is set; expected `--set ROLE PERMISSION=VALUE`",
    );
}

#[test]
fn may_names_the_rule() {
    let ask = |role: &str| {
        let args = [
            "may", D, "--as", "csa", "--act", "add_user", "--role", role, "--on", "new",
        ];
        json(&args, &["allowed", "rule"], 0)
    };
    assert_eq!(ask("local")["allowed"], true);
    let no = ask("csa");
    assert_eq!(no["allowed"], false);
    assert_eq!(
        no["rule"],
        "Nobody makes anyone a company super administrator"
    );
    refused(
        &["may", D, "--as", "csa", "--act", "give-rol", "--on", "aino"],
        "there is no act `give-rol`; did you mean `give_role` (give a role)?",
    );
}

#[test]
fn check_tells_whether_everything_holds() {
    let keys = ["problems", "expectations", "duties"];
    let leena = "samples/leena/model.ron";
    let report = json(&["check", leena], &keys, 0);
    assert!(
        report["expectations"]
            .as_array()
            .unwrap()
            .iter()
            .all(|e| e["holds"] == true)
    );
    let folder = tempfile::tempdir().unwrap();
    let expectation = "    expectations: [(id: \"e\", name: \"Ben sees pay\", who: Listed([\"ben\"]), verdict: Can, permission: \"hr.pay\", level: \"view\", on: People(Oneself))],\n)\n";
    let file = changed(
        folder.path(),
        SMALL,
        "\"boss\"),\n    ],\n)\n",
        &format!("\"boss\"),\n    ],\n{expectation}"),
    );
    let report = json(&["check", &file], &keys, 1);
    assert_eq!(report["expectations"][0]["holds"], false);
    let (text, _, _) = run(&["check", &file]);
    assert!(
        text.contains("fails  Ben sees pay\n         Ben cannot on Ben\n"),
        "{text}"
    );
    let file = changed(folder.path(), SMALL, "role: \"boss\"", "role: \"bos\"");
    let report = json(&["check", &file], &keys, 2);
    assert_eq!(report["problems"][0]["path"], "assignments[0].role");
    assert_eq!(report["problems"][0]["line"], 35);
}

#[test]
fn names_that_are_not_there_get_the_nearest_ones() {
    refused(
        &["can", S, "--as", "mai", "--do", "timeoff"],
        "there is no person or account `mai`; did you mean `mia` (Mia)?",
    );
    refused(
        &["who", S, "--do", "timof"],
        "there is no permission `timof`; did you mean `hrm.timeoff` (See time off balance)?",
    );
    refused(
        &["who", S, "--do", "timeoff@view"],
        "`hrm.timeoff` has no level `view`; it has `no`, `yes`",
    );
    refused(
        &["who", S, "--do", "timeoff@no"],
        "`no` is the bottom level of `hrm.timeoff` and means nothing is allowed; ask for a higher one",
    );
    refused(
        &["who", S, "--do", "timeoff", "--on", "vik"],
        "there is no person or item `vik`; did you mean `vic` (Vic)?",
    );
    refused(
        &["try", S, "--set", "membr", "timeoff=all"],
        "there is no role `membr`; did you mean `member` (Member)?",
    );
}

#[test]
fn a_file_that_cannot_be_read_is_said_so() {
    refused(
        &["see", "none.ron", "--as", "mia"],
        "`none.ron` could not be read: there is no such file or folder",
    );
    let folder = tempfile::tempdir().unwrap();
    let file = changed(folder.path(), SMALL, "role: \"boss\"", "role: \"bos\"");
    refused(
        &["diff", S, &file],
        &format!(
            "`{file}` cannot be read:\nline 35, column 43: assignments[0].role: there is no role `bos`; did you mean `boss`?"
        ),
    );
}

#[cfg(all(feature = "gui", unix, not(target_os = "macos")))]
#[test]
fn without_a_display_it_says_what_works_without_one() {
    let (out, said, code) = run(&[S]);
    assert_eq!((out.as_str(), code), ("", 3));
    assert!(said.starts_with("No window can be opened here: there is no display"));
    assert!(said.contains("check, can, see, who, ask, diff, try, may"));
    let example = said.lines().find(|line| line.contains("samples/")).unwrap();
    let words: Vec<&str> = example.split_whitespace().skip(1).collect();
    assert_eq!(run(&words).2, 0);
    refused(
        &["chek"],
        "there is no file or command `chek`; did you mean `check`?",
    );
    refused(&["none.ron"], "there is no file `none.ron`");
}

#[test]
fn every_example_in_the_help_runs() {
    for command in ["check", "can", "see", "who", "diff", "try", "may"] {
        let (help, _, code) = run(&[command, "--help"]);
        assert_eq!(code, 0);
        let examples: Vec<&str> = help
            .lines()
            .filter_map(|line| line.trim().strip_prefix("sightline "))
            .filter(|line| line.starts_with(command))
            .collect();
        assert!(!examples.is_empty(), "{command}");
        for example in examples {
            let words: Vec<&str> = example.split_whitespace().collect();
            let (_, said, code) = run(&words);
            assert!(code < 2, "{example}: {said}");
        }
    }
}

const ACME: &str = "samples/acme/model.ron";

#[test]
fn ask_answers_a_plain_question_with_its_rows() {
    let question = "who can edit salary of people in Berlin";
    let (out, said, exit) = run(&["ask", ACME, question, "--on-date", "2026-11-21"]);
    assert_eq!((said.as_str(), exit), ("", 0));
    assert_eq!(
        out,
        "Sofia Almeida and Beatriz Carvalho can edit Salary of people whose Site is Berlin\n  \
         Sofia Almeida: 40 people · the role Compensation and benefits\n  \
         Beatriz Carvalho: 40 people · the role Compensation and benefits\n"
    );
    let keys = ["question", "answer", "verdict", "notes", "rows"];
    let value = json(
        &["ask", ACME, "can Tim Engel see Carla Neumann's salary"],
        &keys,
        0,
    );
    assert_eq!(value["verdict"], false);
    assert_eq!(value["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn ask_says_what_would_be_understood() {
    let (out, said, exit) = run(&["ask", ACME, "who can see salry of Tim Engel"]);
    assert_eq!((out.as_str(), exit), ("", 2));
    assert!(
        said.starts_with("It stops at “salry”; expected a permission or a field"),
        "{said}"
    );
    assert!(
        said.contains("Did you mean Salary?\nFor example:\n  what can "),
        "{said}"
    );
    let (out, said, exit) = run(&["ask", ACME]);
    assert_eq!((said.as_str(), exit), ("", 0));
    assert!(
        out.contains("who has direct grants\n    Everyone who was granted something"),
        "{out}"
    );
}
