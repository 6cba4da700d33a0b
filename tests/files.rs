//! Models as files: what is written is read again, and what is wrong is said with its place.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::time::{Duration, Instant};

use sightline::io::{self, native};
use sightline::model::{Change, Edit, Model, Principal, Reach, Role, Scope};

const EVERY_SECTION: &str = include_str!("files/every-section.ron");
const SMALL: &str = include_str!("files/small.ron");

#[track_caller]
fn read(text: &str) -> Model {
    match native::parse(text) {
        Ok(loaded) => loaded.model,
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn refusal(bytes: impl AsRef<[u8]>) -> String {
    match native::parse(bytes) {
        Ok(_) => panic!("this should not be read"),
        Err(error) => error.to_string(),
    }
}

/// What is said of the small model after one slip in it.
#[track_caller]
fn slip(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "`{from}` is not in the small model");
    refusal(SMALL.replacen(from, to, 1))
}

#[test]
fn what_is_written_is_read_again_and_written_the_same() {
    let model = read(EVERY_SECTION);
    let text = native::to_text(&model);
    assert_eq!(read(&text), model);
    assert_eq!(native::to_text(&read(&text)), text);
    assert_eq!(native::checked_text(&model), Ok(text));
}

#[test]
fn a_file_in_its_own_layout_keeps_every_byte() {
    assert_eq!(native::to_text(&read(EVERY_SECTION)), EVERY_SECTION);
}

#[test]
fn every_sample_is_read_and_keeps_every_byte() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    let mut n_samples = 0;
    for folder in fs::read_dir(samples).unwrap().map(|f| f.unwrap().path()) {
        let Ok(files) = fs::read_dir(&folder) else {
            continue;
        };
        for path in files.map(|file| file.unwrap().path()) {
            if path.extension().is_none_or(|end| end != "ron") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            assert!(native::to_text(&read(&text)) == text, "{}", path.display());
            n_samples += 1;
        }
    }
    assert!(n_samples > 5);
}

#[test]
fn a_byte_order_mark_windows_line_ends_and_another_layout_are_read_alike() {
    let model = read(EVERY_SECTION);
    let crlf = EVERY_SECTION.replace('\n', "\r\n");
    assert_eq!(read(&format!("\u{FEFF}{crlf}")), model);
    assert_eq!(native::to_text(&read(&crlf)), EVERY_SECTION);
    let no_header = EVERY_SECTION.replacen("#![enable(implicit_some)]\n", "", 1);
    assert_eq!(read(&no_header), model);
    let one_line = EVERY_SECTION.lines().skip(1).collect::<String>();
    assert_eq!(native::to_text(&read(&one_line)), EVERY_SECTION);
}

#[test]
fn comments_are_told_of_because_saving_loses_them() {
    let had = |text: &str| native::parse(text).unwrap().had_comments;
    assert!(had("// ours\n(version: 1, name: \"x\")"));
    assert!(had("(version: 1, /* ours */ name: \"x\")"));
    assert!(!had("(version: 1, name: \"http://x /* y */\")"));
}

#[test]
fn cycles_that_terminate_are_warned_of_and_read() {
    let text = SMALL.replacen(
        "(id: \"clerk\", name: \"Clerk\",",
        "(id: \"clerk\", name: \"Clerk\", nested: [(role: \"clerk\")],",
        1,
    );
    let loaded = native::parse(text).unwrap();
    assert_eq!(loaded.warnings.len(), 1);
    assert!(loaded.warnings[0].message.contains("contains itself"));
}

#[test]
fn values_that_do_not_fit_are_named_with_their_place() {
    for (from, to, said) in [
        (
            "name: \"Boss\"",
            "nme: \"Boss\"",
            "line 27, column 13: roles[0].nme: there is no field `nme` here; did you mean `name`?",
        ),
        (
            "            name: \"Boss\",\n",
            "",
            "line 25, column 9: roles[0]: `name` is missing",
        ),
        (
            "name: \"Boss\",",
            "name: \"Boss\", name: \"B\",",
            "line 27, column 27: roles[0].name: `name` is there twice",
        ),
        (
            "name: \"Boss\"",
            "name: 3",
            "line 27, column 19: roles[0].name: expected a text in quotes, found `3`",
        ),
        (
            "name: \"Boss\"",
            "name: [\"x\"]",
            "line 27, column 19: roles[0].name: expected a text in quotes, found a list",
        ),
        (
            "(permission: \"hr.pay\", level: \"view\")",
            "\"hr.pay\"",
            "line 32, column 47: roles[1].grants[0]: expected `(…)`, found `\"hr.pay\"`",
        ),
        (
            "Group(\"all\")",
            "Grup(\"all\")",
            "line 29, column 101: roles[0].grants[0].on.people[1][1]: there is no `Grup` here; did you mean `Group`?",
        ),
        (
            "Group(\"all\")",
            "Group",
            "line 29, column 101: roles[0].grants[0].on.people[1][1]: expected `(…)` after `Group`",
        ),
        (
            "Group(\"all\")",
            "Group(3)",
            "line 29, column 107: roles[0].grants[0].on.people[1][1]: expected a text in quotes, found `3`",
        ),
        (
            "Group(\"all\")",
            "Reports(depth: 1)",
            "line 29, column 101: roles[0].grants[0].on.people[1][1]: a second pair of brackets is expected: `Reports((…))`",
        ),
        (
            "Everyone,",
            "\"Everyone\",",
            "line 29, column 75: roles[0].grants[0].on.people[0]: found `\"Everyone\"`; did you mean `Everyone`, without quotes?",
        ),
        (
            "to: User(\"ann\")",
            "to: \"ann\"",
            "line 35, column 24: assignments[0].to: found `\"ann\"`; expected `User`, `Group`",
        ),
        (
            "op: Is,",
            "op: Iss,",
            "line 16, column 101: groups[0].condition.clauses[0].op: there is no `Iss` here; did you mean `Is`?",
        ),
        (
            "(\"primary\", \"ann\")",
            "(\"primary\")",
            "line 13, column 45: principals[1].managers[0]: expected 2 values, found 1",
        ),
        (
            "(\"site\", \"Oslo\")",
            "(\"site\", (3))",
            "line 12, column 53: principals[0].fields[0][1][0]: expected a text in quotes, found `3`",
        ),
        (
            "role: \"boss\")",
            "role: \"boss\", window: (from: \"2026-13-01\"))",
            "line 35, column 66: assignments[0].window.from: `2026-13-01` is not a day written like 2026-11-21",
        ),
        (
            "role: \"boss\")",
            "role: \"boss\", scope: (people: Reports((depth: -1))))",
            "line 35, column 83: assignments[0].scope.people.depth: the number is too large or below zero",
        ),
        (
            "name: \"Small\"",
            "name: Small",
            "line 4, column 11: name: expected a text in quotes, found `Small`",
        ),
        (
            "name: \"Small\",",
            "name: \"é\", settings: (merge: Poled),",
            "line 4, column 34: settings.merge: there is no `Poled` here; did you mean `Pooled`?",
        ),
        (
            "name: \"Small\",",
            "",
            "line 3, column 5: `name` is missing: a model has a name",
        ),
    ] {
        assert_eq!(slip(from, to), said);
    }
}

#[test]
fn names_of_what_is_not_there_are_named_with_their_place() {
    for (from, to, said) in [
        (
            "role: \"boss\"",
            "role: \"bos\"",
            "line 35, column 43: assignments[0].role: there is no role `bos`; did you mean `boss`?",
        ),
        (
            "Group(\"all\")",
            "Group(\"al\")",
            "line 29, column 107: roles[0].grants[0].on.people[1]: there is no group `al`; did you mean `all`?",
        ),
        (
            "(\"site\", \"Oslo\")",
            "(\"sit\", \"x\")",
            "line 12, column 44: principals[0].fields[0]: there is no field `sit`; did you mean `site`?",
        ),
        (
            "(\"site\", \"Oslo\")",
            "(\"site\", 3)",
            "line 12, column 44: principals[0].fields[0]: field `site`: expected a text, found `3`",
        ),
        (
            "level: \"view\"",
            "level: \"veiw\"",
            "line 32, column 77: roles[1].grants[0].level: `hr.pay` has no level `veiw`; expected `none`, `view`, `edit`",
        ),
        (
            "id: \"clerk\"",
            "id: \"boss\"",
            "line 32, column 14: roles[1].id: there is another role `boss` on line 25; an id is given once",
        ),
        (
            "name: \"Small\",",
            "name: \"Small\", settings: (everyone_omits: (clauses: [(field: \"stus\", op: Is, values: [\"x\"])])),",
            "line 4, column 66: settings.everyone_omits.clauses[0].field: there is no field `stus`",
        ),
        (
            "(\"primary\", \"ann\")",
            "(\"primry\", \"an\")",
            "line 13, column 46: principals[1].managers[0]: there is no manager line `primry`; the model has `primary`, `additional`\nline 13, column 56: principals[1].managers[0]: there is no person or account `an`; did you mean `ann`?",
        ),
    ] {
        assert_eq!(slip(from, to), said);
    }
}

#[test]
fn sections_and_brackets_that_do_not_fit_are_named_with_their_place() {
    for (from, to, said) in [
        (
            "roles: [",
            "rols: [",
            "line 24, column 5: there is no section `rols`; did you mean `roles`?",
        ),
        (
            "roles: [",
            "roles: 3, stuff: [",
            "line 24, column 12: roles: expected a list `[…]`, found `3`",
        ),
        (
            "    modules: [",
            "    ladders: [],\n    modules: [",
            "line 18, column 5: there is a section `ladders` on line 8 already",
        ),
        (
            "    ],\n    permissions: [\n",
            "    permissions: [\n",
            "line 20, column 5: expected `]` before `permissions`: the list opened on line 18 is not closed",
        ),
        (
            "\"HR\"),\n",
            "\"HR\",\n",
            "line 20, column 5: expected `)` to close the `(` of line 19, found `]`",
        ),
        (
            "\"Oslo\")]),",
            "\"Oslo\")]",
            "line 13, column 9: expected `,` or `)`, found `(…`",
        ),
        (
            "name: \"Ann\"",
            "name: \"Ann",
            "line 12, column 44: expected `,` or `)`, found `site`",
        ),
        (
            "(id: \"ann\"",
            "/* (id: \"ann\"",
            "line 12, column 9: the comment that begins here has no closing `*/`",
        ),
        (
            "name: \"Small\"",
            "name: \"Sma\\qll\"",
            "line 4, column 17: name: this escape is not known; a backslash in a text is written `\\\\`",
        ),
        (
            "\"boss\"),\n    ],\n)",
            "\"boss\"),\n    ],\n) more",
            "line 37, column 3: nothing is expected after the closing `)`",
        ),
        (
            "\"boss\"),\n    ],\n)",
            "\"boss\"),\n",
            "line 35, column 51: the file ends before the `[` of line 34 is closed; it seems to be cut off",
        ),
        (
            "implicit_some",
            "implicit_sme",
            "line 1, column 11: this header is not known; expected `#![enable(implicit_some)]`",
        ),
    ] {
        assert!(slip(from, to).starts_with(said), "{}", slip(from, to));
    }
}

#[test]
fn everything_wrong_is_said_at_once_and_nothing_that_only_follows_from_it() {
    // `boss` cannot be read, so what names it does not dangle; `clerc` does.
    let text = SMALL
        .replacen("name: \"Boss\"", "nme: \"Boss\"", 1)
        .replacen("ladder: \"nve\"", "ladder: \"nv\"", 1)
        .replacen("id: \"ben\",", "id: \"ann\",", 1)
        .replacen(
            "role: \"boss\"),",
            "role: \"boss\"),\n        (id: \"a2\", to: User(\"ann\"), role: \"clerc\"),",
            1,
        );
    assert_eq!(
        refusal(text),
        "line 13, column 14: principals[1].id: there is another person or account `ann` on line 12; an id is given once\n\
         line 22, column 45: permissions[0].ladder: there is no ladder `nv`; did you mean `nve`?\n\
         line 27, column 13: roles[0].nme: there is no field `nme` here; did you mean `name`?\n\
         line 36, column 43: assignments[1].role: there is no role `clerc`; did you mean `clerk`?"
    );
}

#[test]
fn the_version_is_read_first() {
    assert_eq!(
        slip("version: 1", "version: 2, what_is_this: 7"),
        "line 3, column 14: the file has version 2, and this program reads up to version 1; open it with a newer Sightline (the file was left as it is)"
    );
    assert!(native::parse("(version: 2)").unwrap_err().is_newer);
    assert!(!native::parse("(version: 0)").unwrap_err().is_newer);
    assert_eq!(
        slip("version: 1,", ""),
        "line 4, column 5: the version is missing: a model begins with `( version: 1,`"
    );
    for (text, said) in [
        (
            "",
            "line 1, column 1: the file holds no model: a model begins with `( version: 1,`",
        ),
        (
            "// nothing",
            "line 1, column 11: the file holds no model: a model begins with `( version: 1,`",
        ),
        (
            "[1, 2]",
            "line 1, column 1: this is not a model: a model begins with `( version: 1,`",
        ),
        (
            "(version: 0)",
            "line 1, column 11: there is no version `0`; expected `1`",
        ),
        (
            "(version: \"1\")",
            "line 1, column 11: `\"1\"` is not a version; expected `1`",
        ),
        (
            "(version: 1, \"x\")",
            "line 1, column 14: expected the name of a section, found `\"x\"`",
        ),
    ] {
        assert_eq!(refusal(text), said);
    }
}

#[test]
fn what_is_not_a_text_is_refused_in_words() {
    let utf16: Vec<u8> = SMALL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        refusal([&[0xFF, 0xFE], utf16.as_slice()].concat()),
        "the file is UTF-16 text; save it as UTF-8 and open it again"
    );
    assert_eq!(
        refusal(&utf16),
        "the file is not a text; a model is a text in UTF-8"
    );
    assert_eq!(
        refusal(b"(version: 1,\n name: \"\xC3\xA9\xE9\")"),
        "line 2, column 10: the text is not UTF-8 from here on; save it as UTF-8 and open it again"
    );
}

#[test]
fn a_file_cut_off_anywhere_is_refused_without_a_fall() {
    let n = EVERY_SECTION.trim_end().len();
    for at in (0..n)
        .filter(|at| EVERY_SECTION.is_char_boundary(*at))
        .step_by(97)
    {
        assert!(!refusal(&EVERY_SECTION[..at]).is_empty());
    }
}

#[test]
fn a_character_left_out_or_doubled_anywhere_never_makes_it_fall() {
    let chars: Vec<char> = EVERY_SECTION.chars().collect();
    for at in (0..chars.len()).step_by(97) {
        let (before, after) = chars.split_at(at);
        let left_out: String = before.iter().chain(&after[1..]).collect();
        let doubled: String = before.iter().chain(&after[..1]).chain(after).collect();
        for text in [left_out, doubled] {
            if let Err(error) = native::parse(text) {
                assert!(!error.problems.is_empty());
            }
        }
    }
}

fn nested(depth: usize) -> Model {
    let reach = (0..depth).fold(Reach::Oneself, |inner, _| Reach::Union(vec![inner]));
    let mut role = Role::new("deep", "Deep");
    role.scope = Scope::people(reach);
    let mut model = Model::default();
    let change = Change::new("add a role", vec![Edit::put(role)]);
    model.apply(&change).unwrap();
    model
}

#[test]
fn deep_nesting_is_refused_and_what_is_written_can_be_read() {
    let depths: Vec<usize> = (0..150)
        .filter(|depth| native::checked_text(&nested(*depth)).is_ok())
        .collect();
    assert!(depths.len() > 30);
    for depth in depths {
        read(&native::to_text(&nested(depth)));
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep.ron");
    let error = io::save(&path, &nested(2000)).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("nested more deeply than a file can hold")
    );
    assert!(!path.exists());
    for open in ["(", "[", "{", "Some(", "Union([", "a:("] {
        let deep = format!(
            "(version: 1, name: \"x\", roles: [(scope: {}",
            open.repeat(100_000)
        );
        assert!(!refusal(&deep).is_empty());
    }
}

#[test]
fn noise_is_refused_in_time_and_errors_are_capped() {
    let begin = Instant::now();
    let head = "(version: 1, name: \"x\", roles: [";
    let ids = "(id: \"r\", nme: \"R\"),\n".repeat(100_000);
    let error = native::parse(format!("{head}{ids}])")).unwrap_err();
    assert_eq!(error.problems.len(), 50);
    assert_eq!(error.n_more, 950);
    assert!(error.to_string().ends_with("\nand at least 950 more"));
    let one_line = format!("{head}{}", "1,\"é".repeat(1_000_000));
    assert!(!refusal(one_line).is_empty());
    let dangling: String = (0..5000)
        .map(|n| format!("(id: \"p{n}\", name: \"P\", managers: [(\"primary\", \"q{n}\")]),"))
        .collect();
    let error = native::parse(format!(
        "(version: 1, name: \"x\", principals: [{dangling}])"
    ));
    assert_eq!(error.unwrap_err().n_more, 950);
    let big = vec![b'x'; usize::try_from(native::MAX_BYTES).unwrap() + 1];
    assert_eq!(
        refusal(big),
        "the file is 256 MB; a model has at most 256 MB"
    );
    // Generous: an unoptimised build on a busy machine.
    assert!(
        begin.elapsed() < Duration::from_secs(60),
        "{:?}",
        begin.elapsed()
    );
}

#[test]
fn saving_replaces_the_whole_file_and_only_its_content() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.ron");
    let model = read(SMALL);
    io::save(&path, &model).unwrap();
    let before = fs::read(&path).unwrap();
    let loaded = io::load(&path).unwrap();
    assert_eq!(loaded.model, model);
    io::save(&path, &loaded.model).unwrap();
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn saving_keeps_the_mode_and_follows_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (
        folder.path().join("real.ron"),
        folder.path().join("link.ron"),
    );
    symlink("real.ron", &link).unwrap();
    let model = read(SMALL);
    io::save(&link, &model).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o664)).unwrap();
    let mut changed = model.clone();
    changed
        .apply(&Change::new(
            "add cy",
            vec![Edit::put(Principal::new("cy", "Cy"))],
        ))
        .unwrap();
    io::save(&link, &changed).unwrap();
    assert!(link.is_symlink());
    assert_eq!(io::load(&real).unwrap().model, changed);
    assert_eq!(
        fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o664
    );
}

#[test]
fn a_file_that_is_not_there_or_is_a_folder_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("none.ron");
    let said = io::load(&missing).unwrap_err().to_string();
    assert!(said.ends_with("could not be read: there is no such file or folder"));
    let said = io::load(folder.path()).unwrap_err().to_string();
    assert!(said.ends_with("is a folder; expected a file"));
    let nowhere = folder.path().join("no/such/folder.ron");
    assert!(io::save(&nowhere, &read(SMALL)).is_err());
}
