//! The tables of the organisation as plain data: columns, rows, and their order under a filter
//! and a sort. Nothing is drawn here.

use std::cmp::Ordering;

use crate::engine::Engine;
use crate::model::{Account, FieldType, Key, Model, PrincipalSort, Value, norm};
use crate::session::people::account_word;

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetColumn {
    /// Its head.
    pub title: String,
    /// Width in points.
    pub width: f32,
    /// Numbers stand at the right.
    pub is_number: bool,
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
        });
        Sheet {
            columns: columns.collect(),
            rows: Vec::new(),
        }
    }

    fn push(&mut self, key: Key, depth: usize, cells: Vec<String>) {
        self.rows.push(SheetRow { key, cells, depth });
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

/// Everyone, with the model's own fields.
pub fn people(model: &Model, engine: &Engine) -> Sheet {
    let mut sheet = Sheet::with(&[("Name", 190.0, false)]);
    let lines = &model.settings().lines;
    for line in lines.iter().take(1) {
        sheet.columns.push(column(&line.name, 160.0, false));
    }
    for field in model.fields().iter() {
        let is_number = field.kind == FieldType::Number;
        let width = match field.kind {
            FieldType::Email => 200.0,
            FieldType::Flag | FieldType::Number | FieldType::Date => 100.0,
            _ => 140.0,
        };
        sheet.columns.push(column(&field.name, width, is_number));
    }
    sheet.columns.push(column("Teams", 150.0, false));
    sheet.columns.push(column("Account", 110.0, false));
    sheet.columns.push(column("Reports", 80.0, true));
    for person in model.principals().iter() {
        let name_of = |id| model.title(&Key::Principal(id));
        let mut cells = vec![person.name.clone()];
        for line in lines.iter().take(1) {
            let edge = person.managers.iter().find(|edge| edge.0 == line.id);
            cells.push(edge.map(|edge| name_of(edge.1.clone())).unwrap_or_default());
        }
        for field in model.fields().iter() {
            cells.push(match (&field.kind, person.fields.get(&field.id)) {
                (FieldType::Person, Some(Value::Text(id))) => name_of(id.as_str().into()),
                (_, Some(value)) => value.to_string(),
                (_, None) => String::new(),
            });
        }
        let teams = person
            .teams
            .iter()
            .map(|id| model.title(&Key::Team(id.clone())));
        cells.push(teams.collect::<Vec<_>>().join(", "));
        cells.push(account_words(person.sort, person.account));
        let n_reports = engine.reports(&person.id, None).len();
        cells.push(if n_reports == 0 {
            String::new()
        } else {
            n_reports.to_string()
        });
        sheet.push(Key::Principal(person.id.clone()), 0, cells);
    }
    sheet
}

fn column(title: &str, width: f32, is_number: bool) -> SheetColumn {
    SheetColumn {
        title: title.to_owned(),
        width,
        is_number,
    }
}

/// What an account is, in words.
pub fn account_words(sort: PrincipalSort, account: Account) -> String {
    let state = account_word(account);
    match sort {
        PrincipalSort::Person => state.to_owned(),
        PrincipalSort::ServiceUser => format!("{state}, service user"),
        PrincipalSort::External => format!("{state}, external"),
    }
}

/// Teams with their leads and members.
pub fn teams(model: &Model) -> Sheet {
    let mut sheet = Sheet::with(&[
        ("Team", 240.0, false),
        ("Leads", 260.0, false),
        ("Members", 90.0, true),
    ]);
    for team in model.teams().iter() {
        let people = model.principals();
        let leads = people.iter().filter(|p| p.leads.contains(&team.id));
        let leads: Vec<_> = leads.map(|p| p.name.clone()).collect();
        let n = people.iter().filter(|p| p.teams.contains(&team.id)).count();
        let cells = vec![team.name.clone(), leads.join(", "), n.to_string()];
        sheet.push(Key::Team(team.id.clone()), 0, cells);
    }
    sheet
}

/// Labels as a tree, with what carries them.
pub fn labels(model: &Model) -> Sheet {
    let mut sheet = Sheet::with(&[
        ("Label", 280.0, false),
        ("Items", 80.0, true),
        ("Accounts", 90.0, true),
        ("Roles", 80.0, true),
    ]);
    let mut todo: Vec<_> = model
        .labels()
        .iter()
        .rev()
        .filter(|label| label.parent.is_none())
        .map(|label| (label, 0))
        .collect();
    let mut seen = Vec::new();
    while let Some((label, depth)) = todo.pop() {
        if seen.contains(&&label.id) {
            continue;
        }
        seen.push(&label.id);
        let id = &label.id;
        let items = model
            .items()
            .iter()
            .filter(|i| i.labels.contains(id))
            .count();
        let accounts = model
            .principals()
            .iter()
            .filter(|p| p.labels.contains(id))
            .count();
        let roles = model
            .roles()
            .iter()
            .filter(|r| r.labels.contains(id))
            .count();
        let mut cells = vec![label.name.clone()];
        cells.extend([items, accounts, roles].map(|n| n.to_string()));
        sheet.push(Key::Label(id.clone()), depth, cells);
        let below = model.labels().iter().rev();
        todo.extend(
            below
                .filter(|one| one.parent.as_ref() == Some(id))
                .map(|one| (one, depth + 1)),
        );
    }
    sheet
}

/// Items of every kind.
pub fn items(model: &Model) -> Sheet {
    let mut sheet = Sheet::with(&[
        ("Item", 220.0, false),
        ("Kind", 110.0, false),
        ("About", 160.0, false),
        ("Owner", 160.0, false),
        ("Made by", 160.0, false),
        ("Labels", 200.0, false),
    ]);
    for item in model.items().iter() {
        let name = |id: &Option<crate::model::PrincipalId>| {
            id.as_ref()
                .map(|id| model.title(&Key::Principal(id.clone())))
                .unwrap_or_default()
        };
        let labels = item
            .labels
            .iter()
            .map(|id| model.title(&Key::Label(id.clone())));
        let cells = vec![
            item.name.clone(),
            model.title(&Key::Kind(item.kind.clone())),
            name(&item.subject),
            name(&item.owner),
            name(&item.creator),
            labels.collect::<Vec<_>>().join(", "),
        ];
        sheet.push(Key::Item(item.id.clone()), 0, cells);
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
