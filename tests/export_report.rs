//! The hand-over report: complete, self-contained, safe, and without names where they are masked.

#![allow(clippy::unwrap_used, clippy::panic)]

mod export;

use std::collections::BTreeSet;

use export::{HOSTILE, day, engine, file_of, hostile, load, run, samples};
use sightline::engine::Engine;
use sightline::engine::checks::{findings, run_duties, run_expectations};
use sightline::graph::export::{TAKEN_OVER, level_symbol, reach_symbol, symbols};
use sightline::io::export::Mask;
use sightline::io::export::report::{Picture, ReportInput, Signs, report};
use sightline::model::{
    Change, Clause, Edit, Expectation, FieldType, Key, Model, On, Op, Principal, Value, Who,
};

fn signs(model: &Model) -> Option<Signs> {
    Some(Signs {
        symbols: symbols(model),
        level: level_symbol,
        reach: reach_symbol,
        taken_over: TAKEN_OVER,
    })
}

fn html(engine: &Engine, mask_names: bool) -> String {
    let input = ReportInput {
        pictures: Vec::new(),
        signs: signs(engine.model()),
        mask_names,
    };
    let made = report(engine, &input, "report.html").unwrap();
    String::from_utf8(made.files[0].bytes.clone()).unwrap()
}

/// The report as the command makes it, pictures and all.
fn by_command(model: &std::path::Path, options: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("report.html");
    let mut args = vec![
        "export",
        model.to_str().unwrap(),
        "--to",
        "html",
        "--on-date",
        "2026-11-21",
        "--out",
        out.to_str().unwrap(),
    ];
    args.extend(options);
    let (_, said, code) = run(&args);
    assert_eq!((said.as_str(), code), ("", 0));
    std::fs::read_to_string(out).unwrap()
}

/// What a reader sees: entities, and pictures inside addresses, made plain.
fn plain(html: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = html.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let code = more.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = code.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (first, byte) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            _ => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    for _ in 0..2 {
        for (entity, sign) in [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#x27;", "'"),
            ("&apos;", "'"),
            ("&#x2f;", "/"),
            ("&amp;", "&"),
        ] {
            text = text.replace(entity, sign);
        }
    }
    text
}

#[test]
fn everything_that_was_checked_and_everyone_stands_in_it() {
    for (name, path) in samples() {
        let engine = engine(&path);
        let model = engine.model();
        let text = plain(&html(&engine, false));
        let has = |what: &str| assert!(text.contains(what), "{name}: `{what}` is missing");
        has(model.name());
        has(&day().to_string());
        for result in run_expectations(&engine) {
            has(&result.sentence);
            assert!(result.holds || text.contains(">broken<"), "{name}");
        }
        for finding in findings(&engine) {
            has(&finding.title);
            has(&finding.detail);
        }
        for conflict in run_duties(&engine) {
            has(&model.title(&Key::DutyRule(conflict.rule)));
        }
        for person in model.principals().iter() {
            has(&person.name);
        }
        for key in model.keys() {
            let is_told = matches!(
                key,
                Key::Group(_)
                    | Key::Role(_)
                    | Key::Module(_)
                    | Key::Switch(_)
                    | Key::Guard(_)
                    | Key::Suppression(_)
                    | Key::DelegationRule(_)
                    | Key::DutyRule(_)
            );
            if is_told {
                has(&model.title(&key));
            }
        }
        let permissions = model.permissions().iter();
        let given = permissions.filter(|p| {
            let ladder = model.ladder_of(&p.id).unwrap();
            let mut people = model.principals().ids();
            people.any(|who| engine.n_targets(who, &p.id, &ladder.levels[1]) > 0)
        });
        for permission in given {
            has(&permission.name);
        }
    }
}

/// Numbers of targets in access by person are the engine's.
#[test]
fn access_by_person_has_the_numbers_of_the_engine() {
    let (_, path) = samples()
        .into_iter()
        .find(|(name, _)| name.starts_with("leena"))
        .unwrap();
    let engine = engine(&path);
    let text = html(&engine, false);
    let (_, people) = text.split_once("<section id=\"people\">").unwrap();
    let parts: Vec<&str> = people.split("<details ").skip(1).collect();
    let model = engine.model();
    assert_eq!(parts.len(), model.principals().len());
    let mut n_rows = 0;
    for (part, who) in parts.iter().zip(model.principals().iter()) {
        let mut wanted = Vec::new();
        for permission in model.permissions().iter() {
            let ladder = model.ladder_of(&permission.id).unwrap();
            let mut before = 0;
            for level in ladder.levels.iter().skip(1).rev() {
                let n = engine.n_targets(&who.id, &permission.id, level);
                if n > before {
                    let has_target = permission.about.has_person() || permission.about.has_item();
                    let n_told = if has_target {
                        n.to_string()
                    } else {
                        String::new()
                    };
                    wanted.push((permission.name.clone(), level.to_string(), n_told));
                    before = n;
                }
            }
        }
        let rows = part.split("<tr><td dir=\"auto\">").skip(1);
        let found: Vec<(String, String, String)> = rows
            .map(|row| {
                let until = |text: &str, end: &str| text.split(end).next().unwrap().to_owned();
                let after = |begin: &str| row.split_once(begin).unwrap().1;
                (
                    plain(&until(row, "<")),
                    until(after("<b>"), "<"),
                    until(after("<td class=\"number\">"), "<"),
                )
            })
            .collect();
        assert_eq!(found, wanted, "{}", who.name);
        n_rows += found.len();
    }
    assert!(n_rows > 100);
}

#[test]
fn it_loads_nothing_from_anywhere() {
    for (name, path) in samples() {
        let text = by_command(&path, &[]);
        let text = text
            .replace("http-equiv", "")
            .replace("http://www.w3.org/", "");
        let text = text.replace("http%3A//www.w3.org/", "");
        for word in [
            "http:", "https:", "//cdn", "@import", "url(", "<link", "<iframe", "fetch(",
        ] {
            assert!(!text.contains(word), "{name}: {word}");
        }
        assert!(text.contains("default-src 'none'"));
        for source in text.split("src=\"").skip(1) {
            assert!(source.starts_with("data:image/svg+xml,"), "{name}");
        }
    }
}

/// Tags a page may have; whatever else begins one came from a name.
const TAGS: [&str; 54] = [
    "!doctype",
    "a",
    "article",
    "b",
    "bdi",
    "body",
    "br",
    "button",
    "caption",
    "circle",
    "dd",
    "defs",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "img",
    "input",
    "li",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "rect",
    "script",
    "section",
    "span",
    "strong",
    "style",
    "summary",
    "svg",
    "symbol",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

fn tags(html: &str) -> BTreeSet<String> {
    let begins = html.split('<').skip(1);
    begins
        .map(|text| {
            let text = text.strip_prefix('/').unwrap_or(text);
            let end = text
                .find(|c: char| !(c.is_alphanumeric() || c == '!'))
                .unwrap_or(text.len());
            text[..end].to_lowercase()
        })
        .filter(|tag| !tag.is_empty() && tag != "use")
        .collect()
}

#[test]
fn hostile_names_stay_text() {
    let home = tempfile::tempdir().unwrap();
    let path = file_of(&hostile(), home.path());
    let text = by_command(&path, &[]);
    let (before, script) = text.rsplit_once("<script>").unwrap();
    assert!(!before.contains("<script"), "a name became a script");
    assert!(!script.contains("alert("));
    let known: BTreeSet<String> = TAGS.iter().map(|tag| (*tag).to_owned()).collect();
    let strange: Vec<String> = tags(before).difference(&known).cloned().collect();
    assert_eq!(strange, Vec::<String>::new());
    assert!(!text.contains("49{%"), "a name was taken for a template");
    let seen = plain(&text);
    for name in HOSTILE {
        let wanted = name.replace('\r', " ");
        assert!(seen.contains(wanted.trim()), "{name:?} is missing");
    }
    assert!(seen.contains(&"x".repeat(10_000)));
    assert!(seen.contains("{{ 7*7 }}{% raw %}"));
    // An attribute cannot be left by a quote.
    assert!(!before.contains("=\"\"quoted"));
    // What turns the direction of text ends where the text of the name does.
    let (_, page) = text.split_once("<main>").unwrap();
    let turned: Vec<&str> = page.split('\u{202e}').skip(1).collect();
    assert!(turned.len() > 3);
    for part in turned {
        let end = part.find(['<', '"']).unwrap();
        assert!(part[..end].contains('\u{202c}'), "{}", &part[..end]);
    }
}

/// Every name, email and id, as they stand in a model.
fn secrets(model: &Model) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let emails = model.fields().iter().filter(|f| f.kind == FieldType::Email);
    let emails: Vec<_> = emails.map(|field| field.id.clone()).collect();
    for person in model.principals().iter() {
        found.insert(person.name.clone());
        for email in &emails {
            if let Some(Value::Text(text)) = person.fields.get(email) {
                found.insert(text.clone());
            }
        }
        if person.id.as_str().contains(['.', '-', '_', '@']) {
            found.insert(person.id.to_string());
        }
    }
    found.extend(model.items().iter().map(|item| item.name.clone()));
    found
}

fn leaks<'s>(text: &str, secrets: &'s BTreeSet<String>) -> Vec<&'s String> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let found = secrets.iter().filter(|secret| {
        text.match_indices(secret.as_str()).any(|(at, _)| {
            !is_word(text[..at].chars().next_back())
                && !is_word(text[at + secret.len()..].chars().next())
        })
    });
    found.collect()
}

#[test]
fn a_masked_report_bears_no_name_anywhere() {
    for (name, path) in samples() {
        let model = load(&path);
        let secrets = secrets(&model);
        let open = plain(&by_command(&path, &[]));
        assert!(
            !leaks(&open, &secrets).is_empty(),
            "{name}: the search finds names"
        );
        let masked = plain(&by_command(&path, &["--mask-names"]));
        // Stand-ins of a kind, and words of the page itself, may be called like a record.
        let stand_ins: BTreeSet<String> = Mask::new(&model).all().map(str::to_owned).collect();
        let left: Vec<&String> = leaks(&masked, &secrets)
            .into_iter()
            .filter(|one| !stand_ins.contains(*one))
            .collect();
        assert_eq!(left, Vec::<&String>::new(), "{name}");
        assert!(masked.contains("Person 1"), "{name}");
    }
}

/// Names in conditions, sentences, notes, names of groups and roles, and two who are called alike.
#[test]
fn names_are_masked_inside_everything_the_scheme_says() {
    let mut model = hostile();
    let mut ann = Principal::new("ann.lee", "Ann Zabriskie-Lee");
    ann.fields
        .set(&"email".into(), Some(Value::from("ann.lee@firm.example")));
    let twin = Principal::new("other", "Ann Zabriskie-Lee");
    let group = model.groups().at(0).unwrap().clone();
    let group = sightline::model::Group {
        name: "Friends of Ann Zabriskie-Lee".to_owned(),
        description: "Ask zabriskie? No: ask Zabriskie, or ANN.LEE@firm.example".to_owned(),
        condition: Some(sightline::model::Condition {
            join: None,
            clauses: vec![Clause {
                field: "id".into(),
                op: Op::Is,
                values: vec![Value::from("ann.lee")],
            }],
        }),
        ..group
    };
    let sentence = Expectation {
        id: "e".into(),
        name: "Ann Zabriskie-Lee’s own data stays hers".to_owned(),
        rules: Vec::new(),
        who: Who::Listed(vec!["ann.lee".into()]),
        verdict: sightline::model::Verdict::Cannot,
        permission: "m.see".into(),
        level: "yes".into(),
        on: On::Nothing,
        date: None,
    };
    let edits = vec![
        Edit::put(sightline::model::Field {
            id: "email".into(),
            name: "Email".to_owned(),
            kind: FieldType::Email,
        }),
        Edit::put(ann),
        Edit::put(twin),
        Edit::put(group),
        Edit::put(sentence),
        Edit::Notes("Written for Ann Zabriskie-Lee (ann.lee)".to_owned()),
    ];
    model.apply(&Change::new("", edits)).unwrap();
    let home = tempfile::tempdir().unwrap();
    let path = file_of(&model, home.path());
    let text = plain(&by_command(&path, &["--mask-names"]));
    for secret in [
        "Zabriskie-Lee",
        "Zabriskie,",
        "ann.lee",
        "ANN.LEE",
        "firm.example",
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
    let number = |at: usize| format!("Person {}", at + 1);
    let people = model.principals();
    let (ann, twin) = (
        number(people.position(&"ann.lee".into()).unwrap()),
        number(people.position(&"other".into()).unwrap()),
    );
    assert!(text.contains(&format!("Friends of {ann}")));
    assert!(text.contains(&format!("{ann}’s own data stays hers")));
    // Those who are called alike are still two.
    assert!(
        text.contains(&format!("<bdi>{ann}</bdi>")) && text.contains(&format!("<bdi>{twin}</bdi>"))
    );
}

#[test]
fn pictures_are_in_it_and_cannot_act() {
    let (_, path) = samples()
        .into_iter()
        .find(|(name, _)| name.starts_with("leena"))
        .unwrap();
    let engine = engine(&path);
    let input = ReportInput {
        pictures: vec![Picture {
            title: "A \"picture\" <b>".to_owned(),
            svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"5\">\
                  <script>alert(1)</script><text>Zoë 100 % # \\ `</text></svg>"
                .to_owned(),
        }],
        signs: None,
        mask_names: false,
    };
    let made = report(&engine, &input, "report.html").unwrap();
    let text = String::from_utf8(made.files[0].bytes.clone()).unwrap();
    assert_eq!(text.matches("<script>").count(), 1);
    let (_, address) = text.split_once("src=\"").unwrap();
    let (address, _) = address.split_once('"').unwrap();
    assert!(!address.contains(['<', '>', '#', '\\', '`']) && address.is_ascii());
    assert!(plain(address).contains("Zoë 100 % # \\ `"));
    assert!(text.contains("A &quot;picture&quot; &lt;b&gt;"));
}

#[test]
fn options_of_other_formats_are_refused() {
    for (option, value, format, said) in [
        ("--mask-names", None, "csv", "`--mask-names` is for html"),
        ("--targets", None, "html", "`--targets` is for csv and xlsx"),
        (
            "--wording",
            Some("hibob"),
            "html",
            "`--wording` is for setup",
        ),
    ] {
        let mut args = vec![
            "export",
            "samples/cases/s.ron",
            "--to",
            format,
            "--out",
            "/nowhere",
        ];
        args.push(option);
        args.extend(value);
        let (_, found, code) = run(&args);
        assert_eq!((found.trim(), code), (said, 2));
    }
}
