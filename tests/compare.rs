//! Comparing two models row by row gives what comparing every cell gives.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use sightline::engine::{Cell, Comparison, Engine, compare};
use sightline::io::native::parse;
use sightline::model::{Account, Change, Date, Edit, Key, Model};

fn engine(model: &Model) -> Engine {
    Engine::new(model, Date::new(2026, 11, 21).unwrap())
}

fn cells(engine: &Engine) -> BTreeSet<Cell> {
    let ids = engine.model().principals().ids();
    ids.flat_map(|who| engine.cells_of(who)).collect()
}

fn edits(model: &Model) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for person in model.principals().iter().take(3) {
        let mut person = person.clone();
        person.account = Account::Blocked;
        edits.push(Edit::put(person));
    }
    for assignment in model.assignments().ids().take(4) {
        edits.push(Edit::Remove(Key::Assignment(assignment.clone())));
    }
    for person in model.principals().iter().skip(1).take(2) {
        let mut other = person.clone();
        other.id = format!("{}-2", person.id).as_str().into();
        // A new one in front numbers everyone anew.
        edits.push(Edit::Put {
            record: other.into(),
            at: Some(0),
        });
    }
    edits
}

#[test]
fn row_by_row_is_cell_by_cell() {
    let mut n_compared = 0;
    for text in [
        include_str!("../samples/leena/model.ron"),
        include_str!("../samples/hibob/model.ron"),
    ] {
        let before = parse(text).unwrap().model;
        let old = engine(&before);
        let old_cells = cells(&old);
        for edit in edits(&before) {
            let mut after = before.clone();
            if after.apply(&Change::new("edit", vec![edit])).is_err() {
                continue;
            }
            n_compared += 1;
            let new = engine(&after);
            let new_cells = cells(&new);
            let difference = compare(&old, &new);
            let gains: Vec<Cell> = new_cells.difference(&old_cells).cloned().collect();
            let losses: Vec<Cell> = old_cells.difference(&new_cells).cloned().collect();
            assert_eq!(difference.gains, gains);
            assert_eq!(difference.losses, losses);
        }
    }
    assert!(n_compared > 8, "{n_compared} changes could be compared");
}

#[test]
fn everyone_of_either_model_is_compared() {
    let text = include_str!("../samples/leena/model.ron");
    let before = parse(text).unwrap().model;
    let (old, new) = (engine(&before), engine(&Model::default()));
    let comparison = Comparison::new(&old, &new);
    assert_eq!(comparison.everyone().len(), before.principals().len());
    assert_eq!(compare(&old, &new).losses.len(), cells(&old).len());
    assert!(compare(&old, &new).gains.is_empty());
}

/// Whoever a content is about: a report on it and on someone stays the same target.
#[test]
fn a_pair_stays_the_same_target_when_its_item_is_about_someone_else() {
    let before = parse(include_str!("../samples/datafisher/model.ron"))
        .unwrap()
        .model;
    let mut after = before.clone();
    let person = before.principals().iter().find(|p| p.has_record()).unwrap();
    for item in before.items().iter().filter(|item| item.kind == "content") {
        let mut item = item.clone();
        item.subject = Some(person.id.clone());
        let change = Change::new("about someone", vec![Edit::put(item)]);
        after.apply(&change).unwrap();
    }
    let (old, new) = (engine(&before), engine(&after));
    let reports = |cells: BTreeSet<Cell>| -> BTreeSet<Cell> {
        let mut cells = cells;
        cells.retain(|cell| cell.permission == "lms.report");
        cells
    };
    assert!(!reports(cells(&old)).is_empty());
    assert_eq!(reports(cells(&old)), reports(cells(&new)));
    let difference = compare(&old, &new);
    let all = [difference.gains, difference.losses].concat();
    assert_eq!(reports(all.into_iter().collect()), BTreeSet::new());
}
