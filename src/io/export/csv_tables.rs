//! Tables as comma-separated values, a file each.

use super::parcel::{Parcel, ParcelFile};
use super::tables::{Cell, Tables};
use crate::io::csv;

/// Each table as a file of its name.
pub fn csv(tables: &Tables) -> Parcel {
    let files = tables.list.iter().map(|table| {
        let mut text = csv::MARK.to_owned();
        csv::row(&mut text, table.columns.iter().map(|column| &column.head));
        for row in &table.rows {
            csv::row(&mut text, row.iter().map(words));
        }
        ParcelFile::new(format!("{}.csv", table.name), text)
    });
    Parcel {
        files: files.collect(),
        losses: tables.losses.clone(),
    }
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(day) => day.to_string(),
        Cell::Flag(true) => "yes".to_owned(),
        Cell::Flag(false) => "no".to_owned(),
    }
}
