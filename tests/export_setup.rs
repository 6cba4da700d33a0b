//! The set-up sheet: whatever the model says is a step or is named as what cannot be keyed in.

#![allow(clippy::unwrap_used, clippy::panic)]

mod export;

use export::{HOSTILE, day, engine, hostile, run, samples};
use sightline::engine::{Engine, Words};
use sightline::io::export::setup::{Wording, setup};
use sightline::model::{Grant, Key, Model, PermissionRef, Scope, Subject};

/// The sheet as plain text, without what escapes signs.
fn markdown(engine: &Engine, wording: Wording) -> String {
    let made = setup(engine, wording).unwrap();
    let file = made
        .files
        .iter()
        .find(|file| file.name == "setup.md")
        .unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.extend(letters.next()),
            letter => plain.push(letter),
        }
    }
    plain
}

/// True if one line of the text has all of the words.
fn has_line(text: &str, words: &[&str]) -> bool {
    let flat = |text: &str| text.replace(['\n', '\r'], " ");
    text.lines()
        .any(|line| words.iter().all(|word| line.contains(&flat(word))))
}

struct Walk<'a> {
    name: String,
    wording: Wording,
    text: String,
    words: Words<'a>,
    model: &'a Model,
}

impl Walk<'_> {
    #[track_caller]
    fn has(&self, words: &[&str]) {
        assert!(
            has_line(&self.text, words),
            "{}: {words:?} is missing",
            self.name
        );
    }

    #[track_caller]
    fn grant(&self, permission: &PermissionRef, level: &str, on: &Scope, more: &[&str]) {
        let name = self.words.permission(&permission.base());
        let mut words = vec![name.as_str()];
        if level != "yes" {
            words.push(level);
        }
        words.extend(more);
        let said = [
            on.people.as_ref().map(|r| self.words.reach(r)),
            on.items.as_ref().map(|i| self.words.items(i)),
        ];
        let said = said.iter().flatten().map(String::as_str);
        if self.wording == Wording::Hibob {
            // Its people stand above the permissions, as access rights of the group.
            said.for_each(|said| self.has(&[said]));
        } else {
            words.extend(said);
        }
        self.has(&words);
    }

    fn grants(&self, grants: &[Grant]) {
        for grant in grants {
            let switch = grant.switch.as_ref();
            let switch = switch.map(|id| self.model.title(&Key::Switch(id.clone())));
            let more: Vec<&str> = switch.iter().map(String::as_str).collect();
            self.grant(&grant.permission, grant.level.as_str(), &grant.on, &more);
        }
    }

    fn subject(&self, subject: &Subject) -> String {
        match subject {
            Subject::User(id) => self.model.title(&Key::Principal(id.clone())),
            Subject::Group(id) => self.model.title(&Key::Group(id.clone())),
        }
    }

    fn everything(&self) {
        let model = self.model;
        for group in model.groups().iter() {
            self.has(&[&group.name]);
            self.has(&[&group.description]);
            for id in &group.listed {
                self.has(&[&self.words.person(id)]);
            }
            if let Some(condition) = &group.condition {
                self.has(&[&self.words.condition(condition)]);
            }
            for inner in &group.groups {
                self.has(&[&model.title(&Key::Group(inner.clone())), ""]);
            }
        }
        for role in model.roles().iter() {
            self.has(&["ole", &role.name]);
            self.grants(&role.grants);
            self.scope(&role.scope);
            for nested in &role.nested {
                self.has(&[&model.title(&Key::Role(nested.role.clone()))]);
                self.scope(&nested.scope);
            }
            if let Some(who) = &role.derived {
                self.has(&[&self.words.derived(who)]);
            }
        }
        for one in model.assignments().iter() {
            let role = model.title(&Key::Role(one.role.clone()));
            self.has(&[&self.subject(&one.to), &role]);
            self.scope(&one.scope);
            for day in [one.window.from, one.window.until].into_iter().flatten() {
                self.has(&[&day.to_string()]);
            }
        }
        for one in model.direct_grants().iter() {
            self.has(&[&self.subject(&one.to), "without a role"]);
            self.grant(&one.permission, one.level.as_str(), &one.scope, &[]);
            for day in [one.window.from, one.window.until].into_iter().flatten() {
                self.has(&[&day.to_string()]);
            }
        }
        for one in model.principal_scopes().iter() {
            self.has(&[&self.words.person(&one.principal)]);
            self.scope(&one.scope);
        }
        for set in model.custom_sets().iter() {
            let module = model.title(&Key::Module(set.module.clone()));
            self.has(&[&self.subject(&set.of), &module]);
            self.grants(&set.grants);
        }
        self.rules();
    }

    fn scope(&self, scope: &Scope) {
        if let Some(people) = &scope.people {
            self.has(&[&self.words.reach(people)]);
        }
        if let Some(items) = &scope.items {
            self.has(&[&self.words.items(items)]);
        }
    }

    fn rules(&self) {
        for key in self.model.keys() {
            if let Some(sentence) = self.words.rule(&key) {
                self.has(&[&sentence]);
                if !matches!(key, Key::Implication(_) | Key::Requirement(_)) {
                    self.has(&[&self.model.title(&key)]);
                }
            }
        }
        for module in self
            .model
            .modules()
            .iter()
            .filter(|m| !m.on || m.users.is_some())
        {
            self.has(&[&module.name]);
        }
        for named in self.model.reaches().iter() {
            self.has(&[&named.name, &self.words.reach(&named.reach)]);
        }
    }
}

#[test]
fn every_record_of_every_sample_is_a_step_or_is_named_in_every_wording() {
    for (name, path) in samples() {
        let engine = engine(&path);
        for wording in Wording::ALL {
            let walk = Walk {
                name: format!("{name} in {}", wording.name()),
                wording,
                text: markdown(&engine, wording),
                words: Words::in_full(engine.model()),
                model: engine.model(),
            };
            walk.everything();
        }
    }
}

#[test]
fn page_and_markdown_say_the_same_in_the_same_order_numbered_from_one() {
    for (name, path) in samples() {
        let engine = engine(&path);
        let made = setup(&engine, Wording::guess(engine.model())).unwrap();
        let text = |at: usize| String::from_utf8(made.files[at].bytes.clone()).unwrap();
        let (page, markdown) = (text(0), text(1));
        let numbers: Vec<usize> = markdown
            .lines()
            .filter_map(|line| line.strip_prefix("- [ ] **"))
            .map(|line| line.split("**").next().unwrap().parse().unwrap())
            .collect();
        assert!(numbers.len() > 3, "{name}");
        assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>(), "{name}");
        let on_page: Vec<usize> = page
            .split("<span class=\"nth\">")
            .skip(1)
            .map(|part| part.split('<').next().unwrap().parse().unwrap())
            .collect();
        assert_eq!(on_page, numbers, "{name}");
        assert_eq!(
            page.matches("<input type=\"checkbox\">").count(),
            numbers.len()
        );
        assert!(!page.contains("http:") && !page.contains("https:") && !page.contains("<script"));
    }
}

#[test]
fn each_sample_is_worded_for_the_system_it_models() {
    for (name, wanted) in [
        ("hibob", Wording::Hibob),
        ("datafisher", Wording::Datafisher),
        ("sherp", Wording::Sherp),
        ("leena", Wording::Leena),
        ("leapsome", Wording::Leapsome),
        ("acme", Wording::Neutral),
    ] {
        let path = export::home().join(format!("samples/{name}/model.ron"));
        let engine = engine(&path);
        assert_eq!(Wording::guess(engine.model()), wanted, "{name}");
    }
}

/// Sherp refuses a main permission whose dependents are lower: they are set first.
#[test]
fn what_is_needed_is_set_before_what_needs_it() {
    let engine = engine(&export::home().join("samples/sherp/model.ron"));
    let text = markdown(&engine, Wording::Sherp);
    let model = engine.model();
    let words = Words::new(model);
    let mut n_pairs = 0;
    for role in model.roles().iter() {
        let (_, step) = text
            .split_once(&format!("Create the role “{}”", role.name))
            .unwrap();
        let step = step.split("- [ ]").next().unwrap();
        let at = |id| step.find(&format!("“{}”", words.permission(id)));
        for requirement in model.requirements().iter() {
            let Some(main) = at(&requirement.main) else {
                continue;
            };
            for dependent in &requirement.dependents {
                if let Some(first) = at(&dependent.permission) {
                    assert!(first < main, "{}: {}", role.name, requirement.id);
                    n_pairs += 1;
                }
            }
        }
    }
    assert!(n_pairs > 5, "{n_pairs}");
}

#[test]
fn what_has_no_place_is_in_the_losses_too_and_nothing_else_is() {
    for (name, path) in samples() {
        let engine = engine(&path);
        for wording in Wording::ALL {
            let made = setup(&engine, wording).unwrap();
            let text = markdown(&engine, wording);
            let (_, cannot) = text.split_once("## Cannot be keyed in").unwrap();
            let n_named = cannot
                .lines()
                .filter(|line| line.starts_with("- **"))
                .count();
            // Besides them, the losses speak of the day and of records.
            assert_eq!(made.losses.len(), n_named + 2, "{name} {}", wording.name());
            assert!(
                wording != Wording::Neutral || n_named == 0,
                "{name}: {cannot}"
            );
        }
    }
}

#[test]
fn hostile_names_stay_text_on_the_page_and_in_markdown() {
    let engine = Engine::new(&hostile(), day());
    for wording in Wording::ALL {
        let made = setup(&engine, wording).unwrap();
        let page = String::from_utf8(made.files[0].bytes.clone()).unwrap();
        assert!(
            !page.contains("<script") && !page.contains("</svg>") && !page.contains("<i>module")
        );
        let text = String::from_utf8(made.files[1].bytes.clone()).unwrap();
        assert!(!text.contains("<script") && !text.contains("<b>"));
        let seen = markdown(&engine, wording);
        for name in HOSTILE {
            let wanted = name.replace(['\n', '\r'], " ");
            assert!(seen.contains(wanted.trim()), "{} {name:?}", wording.name());
        }
    }
}

#[test]
fn a_wording_is_chosen_by_name() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("sheet");
    let out = out.to_str().unwrap();
    let args = [
        "export",
        "samples/acme/model.ron",
        "--to",
        "setup",
        "--out",
        out,
        "--wording",
    ];
    let (_, said, code) = run(&[&args[..], &["leena"]].concat());
    assert_eq!((said.as_str(), code), ("", 0));
    let text = std::fs::read_to_string(home.path().join("sheet/setup.md")).unwrap();
    assert!(text.starts_with("# Nordlicht Group: set-up in Leena AI"));
    let (_, said, code) = run(&[&args[..], &["hibbob"]].concat());
    assert_eq!(code, 2);
    assert!(said.contains("did you mean `hibob`?"), "{said}");
}
