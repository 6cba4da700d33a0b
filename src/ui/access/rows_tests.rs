//! The grid as data, on the samples.

use std::collections::BTreeSet;

use super::*;
use crate::model::Date;

fn engine(text: &str) -> Engine {
    let model = crate::io::native::parse(text).unwrap().model;
    Engine::new(&model, Date::new(2026, 11, 21).unwrap())
}

fn acme() -> Engine {
    engine(include_str!("../../../samples/acme/model.ron"))
}

fn at<'g>(grid: &'g Grid, role: &str, permission: &str) -> &'g Cell {
    let column = grid
        .columns
        .iter()
        .position(|column| column.bearer == Bearer::Role(role.into()))
        .unwrap();
    let row = grid.row_of(&permission.into()).unwrap();
    grid.cell(column, row).unwrap()
}

#[test]
fn a_cell_says_where_it_comes_from() {
    let engine = acme();
    let grid = Grid::new(&engine, None, Across::Roles);
    let own = at(&grid, "employee", "people.profile");
    assert_eq!((own.state, own.level.as_str()), (CellState::Own, "view"));
    assert_eq!(own.words(), "view, everyone");
    let part = at(&grid, "employee", "people.profile.contact");
    assert_eq!(part.state, CellState::Inherited);
    assert_eq!(part.because, "from Profile");
    assert_eq!(part.n_own, 0);
    let none = at(&grid, "employee", "payroll.run");
    assert_eq!(
        (none.sign, none.words()),
        (LevelSign::None, "none".to_owned())
    );
}

#[test]
fn the_number_is_the_most_people_one_holder_reaches() {
    let engine = acme();
    let grid = Grid::new(&engine, None, Across::Roles);
    assert_eq!(at(&grid, "employee", "people.private").number, "1");
    let manager = at(&grid, "manager", "people.lifecycle");
    assert!(manager.number.starts_with("≤ "), "{}", manager.number);
}

#[test]
fn folding_hides_what_stands_below_and_the_filter_keeps_the_way_up() {
    let engine = acme();
    let grid = Grid::new(&engine, None, Across::Roles);
    let all = grid.visible(&BTreeSet::new(), "");
    assert_eq!(all.len(), grid.rows.len());
    let folded = BTreeSet::from([RowOf::Module("people".into())]);
    let less = grid.visible(&folded, "");
    assert!(less.len() + 15 < all.len());
    let found: Vec<&str> = grid
        .visible(&folded, "salary")
        .into_iter()
        .map(|row| grid.rows[row].name.as_str())
        .collect();
    assert_eq!(found, ["People", "Compensation", "Salary"]);
    let first = grid.find("salary").unwrap();
    assert_eq!(grid.rows[first].name, "Salary");
}

#[test]
fn thousands_are_set_apart() {
    assert_eq!(thousands(1234567), "1\u{2009}234\u{2009}567");
    assert_eq!(thousands(299), "299");
}
