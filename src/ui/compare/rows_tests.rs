use super::*;
use crate::model::{Account, Change, Date, Edit, Principal};

fn engine(model: &Model) -> Engine {
    Engine::new(model, Date::new(2026, 11, 21).unwrap())
}

fn acme() -> Model {
    let text = include_str!("../../../samples/acme/model.ron");
    crate::io::native::parse(text).unwrap().model
}

fn go() -> AtomicBool {
    AtomicBool::new(false)
}

/// The model with one account ended.
fn without_one(model: &Model) -> (Model, Principal) {
    let mut person = model
        .principals()
        .iter()
        .find(|p| !p.managers.is_empty())
        .unwrap()
        .clone();
    person.account = Account::Ended;
    let mut after = model.clone();
    let change = Change::new("end", vec![Edit::put(person.clone())]);
    after.apply(&change).unwrap();
    (after, person)
}

#[test]
fn nothing_differs_from_itself() {
    let model = crate::io::native::parse(include_str!("../../../samples/leena/model.ron"))
        .unwrap()
        .model;
    let engine = engine(&model);
    let outcome = outcome(&engine, &engine, &go()).unwrap();
    assert!(outcome.lines.is_empty());
    assert!(outcome.notes.is_empty());
    assert_eq!(outcome.n_same, model.principals().len());
}

#[test]
fn an_ended_account_loses_and_the_way_back_gains() {
    let before = acme();
    let (after, person) = without_one(&before);
    let (old, new) = (engine(&before), engine(&after));
    let lost = outcome(&old, &new, &go()).unwrap();
    let own: Vec<&Line> = lost
        .lines
        .iter()
        .filter(|line| line.who == person.id)
        .collect();
    assert!(!own.is_empty());
    assert!(
        own.iter()
            .all(|line| !line.gain && line.text.starts_with("can no longer "))
    );
    assert_eq!(lost.n_lose + lost.n_same, before.principals().len());
    let back = outcome(&new, &old, &go()).unwrap();
    let own: Vec<&Line> = back
        .lines
        .iter()
        .filter(|line| line.who == person.id)
        .collect();
    assert!(
        own.iter()
            .all(|line| line.gain && line.text.starts_with("can "))
    );
    assert!(own.iter().all(|line| line.question.is_some()));
}

#[test]
fn lines_stand_together_by_person_or_permission() {
    let before = acme();
    let (after, _) = without_one(&before);
    let outcome = outcome(&engine(&before), &engine(&after), &go()).unwrap();
    for by in [GroupBy::Person, GroupBy::Permission] {
        let groups = groups(&after, &before, &outcome.lines, by);
        let n: usize = groups.iter().map(|group| group.lines.len()).sum();
        assert_eq!(n, outcome.lines.len());
        assert_eq!(
            groups.iter().map(|g| g.n_losses + g.n_gains).sum::<usize>(),
            n
        );
    }
}

#[test]
fn who_left_the_model_cannot_be_asked_about() {
    let before = crate::io::native::parse(include_str!("../../../samples/leena/model.ron"))
        .unwrap()
        .model;
    let outcome = outcome(&engine(&before), &engine(&Model::default()), &go()).unwrap();
    assert!(!outcome.lines.is_empty());
    assert!(
        outcome
            .lines
            .iter()
            .all(|line| line.question.is_none() && !line.gain)
    );
}

#[test]
fn it_can_be_stopped() {
    let engine = engine(&acme());
    assert!(outcome(&engine, &engine, &AtomicBool::new(true)).is_none());
}
