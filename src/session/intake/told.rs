//! The rows of a plan in words.

use super::draft::{Draft, called};
use super::goes::Goes;
use super::mapping::Mapping;
use crate::model::{Key, Model, PrincipalSort, Record};
use crate::session::cells::{Column, Names, Of};

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedRow {
    /// Its number in the file.
    pub nth: usize,
    /// Whom it is about.
    pub who: String,
    /// What becomes of it.
    pub plan: RowPlan,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum RowPlan {
    /// Someone new.
    New,
    /// Someone who is there changes so.
    Changed(Vec<CellChange>),
    /// Everything is so already.
    Same,
    /// Left out, and why.
    Refused(String),
}

/// One cell that changes.
#[derive(Debug, Clone, PartialEq)]
pub struct CellChange {
    /// Title of its column.
    pub column: String,
    /// What it says now.
    pub from: String,
    /// What it would say.
    pub to: String,
}

/// Tells rows.
pub struct Teller<'a> {
    model: &'a Model,
    after: &'a Model,
    old_names: Names,
    names: &'a Names,
    columns: Vec<(Column, String)>,
    says_leads: bool,
    says_sort: bool,
    id_at: Option<usize>,
}

impl<'a> Teller<'a> {
    /// Ready to tell the rows of a plan. `after` is the model as it will be.
    pub fn new(model: &'a Model, after: &'a Model, names: &'a Names, mapping: &Mapping) -> Self {
        let mut columns: Vec<(Column, String)> = Vec::new();
        for column in mapping
            .columns
            .iter()
            .flat_map(|column| column.goes.fills())
        {
            if !columns.iter().any(|(known, _)| *known == column) {
                let title = column.title(after, &Of::People);
                columns.push((column, title));
            }
        }
        // Of several managers in one cell the others are on another line.
        let lines = &model.settings().lines;
        if columns
            .iter()
            .any(|(column, _)| matches!(column, Column::Manager(_)))
            && let Some(more) = lines.iter().find(|line| !line.single)
        {
            let column = Column::Managers(more.id.clone());
            if !columns.iter().any(|(known, _)| *known == column) {
                columns.push((column, more.name.clone()));
            }
        }
        let has = |goes: &Goes| mapping.columns.iter().any(|column| column.goes == *goes);
        Teller {
            model,
            after,
            old_names: match model.principals().is_empty() {
                true => Names::default(),
                false => Names::of(model),
            },
            names,
            columns,
            says_leads: has(&Goes::Leads),
            says_sort: has(&Goes::Sort),
            id_at: mapping.places(|goes| *goes == Goes::Id).first().copied(),
        }
    }

    /// A row in words.
    pub fn tell(&self, draft: Draft<'_>) -> PlannedRow {
        let who = called(self.model, &draft, self.id_at);
        let plan = match (draft.is, draft.record) {
            (Err(why), _) => RowPlan::Refused(why),
            (Ok((id, _)), Some(record)) => match self.model.record(&Key::Principal(id)) {
                None => RowPlan::New,
                Some(old) if old == record => RowPlan::Same,
                Some(old) => RowPlan::Changed(self.changes(&old, &record)),
            },
            (Ok(_), None) => RowPlan::Same,
        };
        PlannedRow {
            nth: draft.row.nth(),
            who,
            plan,
        }
    }

    fn changes(&self, old: &Record, new: &Record) -> Vec<CellChange> {
        let told = self.columns.iter().map(|(column, title)| CellChange {
            column: title.clone(),
            from: column.text(self.model, Some(&self.old_names), old),
            to: column.text(self.after, Some(self.names), new),
        });
        let mut cells: Vec<CellChange> = told.filter(|cell| cell.from != cell.to).collect();
        let (Record::Principal(old), Record::Principal(new)) = (old, new) else {
            return cells;
        };
        let mut say = |column: &str, from: String, to: String| {
            if from != to {
                cells.push(CellChange {
                    column: column.to_owned(),
                    from,
                    to,
                });
            }
        };
        if self.says_leads {
            let teams = |model: &Model, list: &[crate::model::TeamId]| {
                let names = list.iter().map(|id| model.title(&Key::Team(id.clone())));
                names.collect::<Vec<_>>().join(", ")
            };
            say(
                "Leads",
                teams(self.model, &old.leads),
                teams(self.after, &new.leads),
            );
        }
        if self.says_sort {
            say(
                "Sort",
                sort_word(old.sort).to_owned(),
                sort_word(new.sort).to_owned(),
            );
        }
        cells
    }
}

fn sort_word(sort: PrincipalSort) -> &'static str {
    match sort {
        PrincipalSort::Person => "employee",
        PrincipalSort::External => "external",
        PrincipalSort::ServiceUser => "service user",
    }
}
