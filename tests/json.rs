//! Models as JSON: what is written is read again, and what is wrong is said with its place.

#![allow(clippy::unwrap_used, clippy::panic)]

mod random;

use std::fs;

use sightline::io::{json, native};
use sightline::model::{
    Change, Edit, Field, FieldType, Model, Number, Principal, Reach, Role, Scope, Value,
};

const EVERY_SECTION: &str = include_str!("files/every-section.ron");

fn full() -> Model {
    native::parse(EVERY_SECTION).unwrap().model
}

#[track_caller]
fn refusal(text: &str) -> String {
    match json::from_text(text) {
        Ok(_) => panic!("this should not be read"),
        Err(error) => error.to_string(),
    }
}

/// What is said of the full model after one slip in it.
#[track_caller]
fn slip(from: &str, to: &str) -> String {
    let text = json::to_text(&full());
    assert!(text.contains(from), "`{from}` is not in the model:\n{text}");
    refusal(&text.replacen(from, to, 1))
}

#[track_caller]
fn comes_back(model: &Model) {
    let text = json::to_text(model);
    let back = json::from_text(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(back.model, *model);
    assert_eq!(json::to_text(&back.model), text);
    assert!(json::is_model(&text));
}

#[test]
fn every_sample_comes_back_as_it_was_and_its_file_as_well() {
    comes_back(&full());
    comes_back(&Model::default());
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
    let mut n_samples = 0;
    for folder in fs::read_dir(samples).unwrap().map(|f| f.unwrap().path()) {
        for path in fs::read_dir(&folder)
            .unwrap()
            .map(|file| file.unwrap().path())
        {
            if path.extension().is_none_or(|end| end != "ron") {
                continue;
            }
            let ron = fs::read_to_string(&path).unwrap();
            let model = native::parse(&ron).unwrap().model;
            comes_back(&model);
            let back = json::from_text(&json::to_text(&model)).unwrap().model;
            assert_eq!(native::to_text(&back), ron, "{}", path.display());
            n_samples += 1;
        }
    }
    assert!(n_samples >= 11, "{n_samples} samples");
}

#[test]
fn random_models_with_every_concept_come_back() {
    random::check(200, |sample| {
        comes_back(&sample.model());
        Ok(())
    });
}

#[test]
fn odd_names_and_numbers_come_back() {
    let mut model = Model::default();
    let field = Field {
        id: "pay".into(),
        name: "Pay".to_owned(),
        kind: FieldType::Number,
    };
    let mut edits = vec![Edit::put(field)];
    let names = [
        "\u{202e}rtl",
        "\"}]",
        "=1+1",
        "line\nbreak\t",
        "👩‍💻",
        &"x".repeat(10_000),
    ];
    let numbers = [
        0.1 + 0.2,
        -0.0,
        1e16,
        5e-324,
        f64::MAX,
        123_456_789.123_456_79,
    ];
    for (nth, (name, number)) in names.iter().zip(numbers).enumerate() {
        let mut person = Principal::new(format!("p{nth}"), *name);
        person
            .fields
            .set(&"pay".into(), Some(Value::Number(Number(number))));
        edits.push(Edit::put(person));
    }
    model.apply(&Change::new("start", edits)).unwrap();
    comes_back(&model);
}

#[test]
fn what_a_file_can_hold_the_json_can_hold() {
    let mut reach = Reach::Oneself;
    let mut held = None;
    for _ in 0..200 {
        let mut role = Role::new("deep", "Deep");
        role.scope = Scope::people(reach.clone());
        let mut model = Model::default();
        model
            .apply(&Change::new("start", vec![Edit::put(role)]))
            .unwrap();
        if native::checked_text(&model).is_err() {
            break;
        }
        held = Some(model);
        reach = Reach::Except(Box::new(Reach::Everyone), Box::new(reach));
    }
    comes_back(&held.unwrap());
}

#[test]
fn a_slip_is_told_with_its_line_and_path() {
    let said = slip("\"sort\":\"ServiceUser\"", "\"sort\":\"Servant\"");
    assert!(
        said.contains("principals[")
            && said.contains(
                "there is no choice `Servant` here; expected Person, ServiceUser, External"
            ),
        "{said}"
    );
    let said = slip("\"groups\": [", "\"grops\": [");
    assert!(
        said.contains("there is no section `grops`; did you mean `groups`?"),
        "{said}"
    );
    let said = slip("\"name\": ", "\"nmae\": ");
    assert!(said.contains("`name` is missing"), "{said}");
    let said = slip("\"version\": 1", "\"version\": 2");
    assert!(said.contains("open it with a newer Sightline"), "{said}");
    assert!(refusal("{\"schemas\": []}").starts_with("this JSON is not a model"));
    assert!(refusal("[1, 2").contains("line 1"));
    assert!(refusal("").contains("line 1, column 1"));
    assert!(
        refusal("{\"version\": 1, \"name\": 3}")
            .contains("name: expected a string, found integer `3`")
    );
    let many = refusal(
        "{\"version\": 1,\n\"name\": \"x\",\n\"roles\": [\n{\"id\": 1},\n{\"id\": \"a\", \"nam\": \"A\"}\n]}",
    );
    let lines: Vec<&str> = many.lines().collect();
    assert_eq!(lines.len(), 2, "{many}");
    assert!(lines[0].starts_with("line 4, column "), "{many}");
    assert!(
        lines[0].contains("roles[0].id: expected a string, found integer `1`"),
        "{many}"
    );
    assert!(lines[1].starts_with("line 5, column "), "{many}");
    assert!(
        lines[1].contains("there is no field `nam` here; did you mean `name`?"),
        "{many}"
    );
}

#[test]
fn what_does_not_hold_together_is_told_with_its_place() {
    let text = "{\"version\": 1, \"name\": \"x\",\n\"roles\": [\n{\"id\": \"a\", \"name\": \"A\",\n\"grants\": [{\"permission\": \"pay.see\", \"level\": \"yes\"}]}]}";
    let said = refusal(text);
    assert!(
        said.starts_with(
            "line 4, column 27: roles[0].grants[0].permission: there is no permission `pay.see`"
        ),
        "{said}"
    );
    let twice = "{\"version\": 1, \"name\": \"x\",\n\"teams\": [{\"id\": \"a\", \"name\": \"A\"},\n{\"id\": \"a\", \"name\": \"B\"}]}";
    let said = refusal(twice);
    assert_eq!(
        said,
        "line 3, column 8: teams[1].id: there is another team `a`; an id is given once"
    );
}
