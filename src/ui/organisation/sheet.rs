//! The tables of the organisation as plain data: columns, rows, and their order under a filter
//! and a sort. Nothing is drawn here.

use std::cmp::Ordering;
use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxHashMap, FxHasher};

use crate::engine::Engine;
use crate::model::{FieldType, Key, LabelId, Model, PrincipalSort, Record, TeamId, norm};
use crate::session::cells::{CellKind, Column, Of};

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetColumn {
    /// Its head.
    pub title: String,
    /// Width in points.
    pub width: f32,
    /// Numbers stand at the right.
    pub is_number: bool,
    /// What its cells edit; nothing where they are counted.
    pub cell: Option<Column>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    /// The record.
    pub key: Key,
    /// One text a column.
    pub cells: Vec<String>,
    /// How far its name stands in, in steps of the tree.
    pub depth: usize,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// The columns; the first is the name.
    pub columns: Vec<SheetColumn>,
    /// The rows in the order of the model.
    pub rows: Vec<SheetRow>,
}

impl Sheet {
    fn with(columns: &[(&str, f32, bool)]) -> Sheet {
        let columns = columns.iter().map(|(title, width, is_number)| SheetColumn {
            title: (*title).to_owned(),
            width: *width,
            is_number: *is_number,
            cell: None,
        });
        Sheet {
            columns: columns.collect(),
            rows: Vec::new(),
        }
    }

    fn push(&mut self, key: Key, depth: usize, cells: Vec<String>) {
        self.rows.push(SheetRow { key, cells, depth });
    }

    /// The same as long as the same rows stand in the same order, whatever their cells say.
    pub fn rows_hash(&self) -> u64 {
        let mut hasher = FxHasher::default();
        for row in &self.rows {
            row.key.hash(&mut hasher);
        }
        hasher.finish()
    }

    /// The rows that hold every word, sorted by a column; `down` turns the order round. Rows with
    /// nothing in the column come last either way.
    pub fn order(&self, filter: &str, sort: Option<(usize, bool)>) -> Vec<usize> {
        let words: Vec<String> = norm(filter).split_whitespace().map(str::to_owned).collect();
        let holds = |row: &SheetRow| {
            let cells = row.cells.join("\n").to_lowercase();
            words
                .iter()
                .all(|word| cells.contains(word) || row.key.id().contains(word))
        };
        let mut order: Vec<usize> = (0..self.rows.len())
            .filter(|nth| words.is_empty() || self.rows.get(*nth).is_some_and(holds))
            .collect();
        if let Some((column, down)) = sort {
            let cell = |nth: &usize| {
                let row = self.rows.get(*nth);
                row.and_then(|row| row.cells.get(column))
                    .map_or("", String::as_str)
            };
            order.sort_by(|a, b| compare(cell(a), cell(b), down));
        }
        order
    }
}

fn compare(a: &str, b: &str, down: bool) -> Ordering {
    match (a.is_empty(), b.is_empty()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    let plain = match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a.total_cmp(&b),
        _ => norm(a).cmp(&norm(b)),
    };
    if down { plain.reverse() } else { plain }
}

/// The table of some records. Those who report are counted by the engine.
pub fn sheet(model: &Model, engine: &Engine, of: &Of) -> Sheet {
    match of {
        Of::Teams => return teams(model),
        Of::Labels => return labels(model),
        Of::People | Of::Items(_) => {}
    }
    let cells = of.columns(model).into_iter();
    let cells: Vec<Column> = cells.filter(|cell| *cell != Column::Id).collect();
    let columns = cells.iter().map(|cell| column(model, of, cell));
    let mut sheet = Sheet {
        columns: columns.collect(),
        rows: Vec::new(),
    };
    let is_people = *of == Of::People;
    if is_people {
        sheet.columns.push(counted("Reports", 80.0));
    }
    for record in of.keys(model).iter().filter_map(|key| model.record(key)) {
        let mut texts: Vec<String> = cells
            .iter()
            .map(|cell| shown(model, cell, &record))
            .collect();
        if let (true, Record::Principal(person)) = (is_people, &record) {
            let n = engine.reports(&person.id, None).len();
            texts.push(if n == 0 { String::new() } else { n.to_string() });
        }
        sheet.push(record.key(), 0, texts);
    }
    sheet
}

/// What stands in a cell. An account says what sort it is as well.
pub fn shown(model: &Model, column: &Column, record: &Record) -> String {
    let text = column.text(model, None, record);
    match (column, record) {
        (Column::Account, Record::Principal(person)) => match person.sort {
            PrincipalSort::Person => text,
            PrincipalSort::ServiceUser => format!("{text}, service user"),
            PrincipalSort::External => format!("{text}, external"),
        },
        _ => text,
    }
}

fn column(model: &Model, of: &Of, cell: &Column) -> SheetColumn {
    let field = match cell {
        Column::Field(id) => of.field(model, id).map(|field| &field.kind),
        _ => None,
    };
    let width = match (cell, field) {
        (Column::Name, _) => 190.0,
        (_, Some(FieldType::Email)) => 200.0,
        (_, Some(FieldType::Flag | FieldType::Number | FieldType::Date)) => 100.0,
        (Column::Account, _) => 120.0,
        _ => match cell.kind(model, of) {
            CellKind::Person | CellKind::People | CellKind::Several(_) => 160.0,
            _ => 140.0,
        },
    };
    SheetColumn {
        title: cell.title(model, of),
        width,
        is_number: field == Some(&FieldType::Number),
        cell: Some(cell.clone()),
    }
}

fn counted(title: &str, width: f32) -> SheetColumn {
    SheetColumn {
        title: title.to_owned(),
        width,
        is_number: true,
        cell: None,
    }
}

/// A sheet whose first column is a name to be edited.
fn named(columns: &[(&str, f32, bool)]) -> Sheet {
    let mut sheet = Sheet::with(columns);
    if let Some(first) = sheet.columns.first_mut() {
        first.cell = Some(Column::Name);
    }
    sheet
}

/// Teams with their leads and members.
fn teams(model: &Model) -> Sheet {
    let mut sheet = named(&[
        ("Name", 200.0, false),
        ("Leads", 160.0, false),
        ("Members", 80.0, true),
    ]);
    let mut leads: FxHashMap<&TeamId, Vec<&str>> = FxHashMap::default();
    let mut members: FxHashMap<&TeamId, usize> = FxHashMap::default();
    for person in model.principals().iter() {
        for team in &person.leads {
            leads.entry(team).or_default().push(&person.name);
        }
        for team in &person.teams {
            *members.entry(team).or_default() += 1;
        }
    }
    for team in model.teams().iter() {
        let leads = leads.get(&team.id).map_or(&[][..], Vec::as_slice);
        let n = members.get(&team.id).copied().unwrap_or(0);
        let cells = vec![team.name.clone(), leads.join(", "), n.to_string()];
        sheet.push(Key::Team(team.id.clone()), 0, cells);
    }
    sheet
}

/// Labels as a tree, with what carries them.
fn labels(model: &Model) -> Sheet {
    let mut sheet = named(&[
        ("Name", 220.0, false),
        ("Items", 70.0, true),
        ("Accounts", 80.0, true),
        ("Roles", 70.0, true),
    ]);
    let mut counts: FxHashMap<&LabelId, [usize; 3]> = FxHashMap::default();
    let items = model.items().iter().map(|item| (&item.labels, 0));
    let people = model.principals().iter().map(|person| (&person.labels, 1));
    let roles = model.roles().iter().map(|role| (&role.labels, 2));
    for (labels, which) in items.chain(people).chain(roles) {
        for label in labels {
            if let Some(n) = counts.entry(label).or_default().get_mut(which) {
                *n += 1;
            }
        }
    }
    let mut below: FxHashMap<Option<&LabelId>, Vec<&crate::model::Label>> = FxHashMap::default();
    for label in model.labels().iter().rev() {
        below.entry(label.parent.as_ref()).or_default().push(label);
    }
    let mut todo: Vec<_> = below.remove(&None).unwrap_or_default();
    let mut depths: FxHashMap<&LabelId, usize> = FxHashMap::default();
    while let Some(label) = todo.pop() {
        let depth = label.parent.as_ref().and_then(|up| depths.get(up));
        let depth = depth.map_or(0, |up| up + 1);
        depths.insert(&label.id, depth);
        let counts = counts.get(&label.id).copied().unwrap_or_default();
        let mut cells = vec![label.name.clone()];
        cells.extend(counts.map(|n| n.to_string()));
        sheet.push(Key::Label(label.id.clone()), depth, cells);
        // Taken out, so that a circle ends.
        todo.extend(below.remove(&Some(&label.id)).unwrap_or_default());
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(names: &[&str]) -> Sheet {
        let mut sheet = Sheet::with(&[("Name", 100.0, false), ("Number", 50.0, true)]);
        for (nth, name) in names.iter().enumerate() {
            let cells = vec![
                (*name).to_owned(),
                if nth == 1 {
                    String::new()
                } else {
                    (nth * 7).to_string()
                },
            ];
            sheet.push(Key::Team((*name).into()), 0, cells);
        }
        sheet
    }

    #[test]
    fn numbers_sort_as_numbers_and_blanks_come_last_either_way() {
        let sheet = sheet(&["Ann", "bob", "Cay", "dan"]);
        assert_eq!(sheet.order("", Some((1, false))), [0, 2, 3, 1]);
        assert_eq!(sheet.order("", Some((1, true))), [3, 2, 0, 1]);
        assert_eq!(sheet.order("", Some((0, true))), [3, 2, 1, 0]);
    }

    #[test]
    fn every_word_of_the_filter_must_be_found() {
        let sheet = sheet(&["Ann Lee", "Bob Lee", "Ann Ray"]);
        assert_eq!(sheet.order(" lee ann", None), [0]);
        assert!(sheet.order("zed", None).is_empty());
    }
}
