use super::*;
use crate::engine::checks::{findings, run_duties, run_expectations};
use crate::model::{LevelId, Model, On, Reach, Verdict, Who, problems};

fn acme() -> Model {
    let text = include_str!("../../../samples/acme/model.ron");
    crate::io::native::parse(text).unwrap().model
}

fn page_of(model: &Model) -> Page {
    let day = Date::new(2026, 11, 21).unwrap();
    let engine = Engine::new(model, day);
    let expectations = run_expectations(&engine);
    let checks = Checks {
        n_hold: 0,
        n_expectations: expectations.len(),
        expectations,
        duties: run_duties(&engine),
        findings: findings(&engine),
    };
    let wanted = Wanted { stamp: (1, 1), day };
    page(&engine, &checks, &problems(model), wanted)
}

/// A model with one expectation that no one meets.
fn with_broken() -> Model {
    let mut model = acme();
    let change = Change::new(
        "expect",
        vec![Edit::put(Expectation {
            id: "wished".into(),
            name: "No person can view the profile of anyone".to_owned(),
            rules: vec!["R1".to_owned(), "R2".to_owned()],
            who: Who::Sort(PrincipalSort::Person),
            verdict: Verdict::Cannot,
            permission: "people.profile".into(),
            level: LevelId::from("view"),
            on: On::People(Reach::Everyone),
            date: None,
        })],
    );
    model.apply(&change).unwrap();
    model
}

#[test]
fn broken_ones_stand_first_with_names_and_a_question() {
    let page = page_of(&with_broken());
    let row = &page.expectations[0];
    assert_eq!(row.key, Key::Expectation("wished".into()));
    assert!(!row.holds);
    assert_eq!(row.note, "R1, R2");
    assert!(row.right.ends_with("break it"), "{}", row.right);
    let below = row.below.as_deref().unwrap();
    assert!(below.contains("So can "), "{below}");
    assert_eq!(row.why().unwrap().permission, "people.profile");
    assert!(row.n_more > 0);
    assert!(
        row.names
            .contains(&Key::Permission("people.profile".into()))
    );
    assert!(
        page.expectations
            .iter()
            .skip(1)
            .all(|row| row.holds || row.below.is_some())
    );
}

#[test]
fn those_that_hold_say_of_how_many() {
    let page = page_of(&acme());
    let row = page
        .expectations
        .iter()
        .find(|row| row.key == Key::Expectation("own-bank".into()))
        .unwrap();
    assert!(row.holds);
    assert!(row.right.ends_with(" people"), "{}", row.right);
    let strong: Vec<&str> = row
        .words
        .iter()
        .filter(|p| p.strong)
        .map(|p| p.text.as_str())
        .collect();
    assert_eq!(strong, ["Everyone", "edit", "bank details"]);
}

#[test]
fn removing_one_is_named_and_can_be_undone() {
    let mut model = with_broken();
    let before = model.clone();
    let page = page_of(&model);
    let change = removal(&page.expectations[0]);
    assert_eq!(
        change.label,
        "remove the expectation “No person can view the profile of anyone”"
    );
    let undo = model.apply(&change).unwrap();
    assert!(!model.expectations().contains(&"wished".into()));
    model.apply(&undo).unwrap();
    assert_eq!(model, before);
}

#[test]
fn coverage_counts_what_no_expectation_names() {
    let page = page_of(&acme());
    let coverage = &page.coverage;
    let model = acme();
    assert_eq!(coverage.permissions.n_all, model.permissions().len());
    assert!(coverage.permissions.n_touched() > 0);
    assert!(coverage.sensitive.n_all < coverage.permissions.n_all);
    let key = Key::Permission("people.bank".into());
    assert!(!coverage.permissions.untouched.contains(&key));
    let blank = page_of(&Model::default());
    assert_eq!(blank.coverage, Coverage::default());
}

#[test]
fn findings_are_gravest_first() {
    let page = page_of(&acme());
    let weights: Vec<Weight> = page.findings.iter().map(|row| row.weight).collect();
    assert!(weights.is_sorted());
    assert!(!weights.is_empty());
}
