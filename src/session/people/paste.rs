//! What pasted rows would do, planned as rows of a file are, but so that nothing is made up: what
//! is not clear is refused, and nothing is added but people.

use super::tabbed::{parse, table};
use crate::io::table::Source;
use crate::model::{Change, Model};
use crate::session::cells::{Column, Of};
use crate::session::intake::{self, Choices, Goes, Mapped};

pub use crate::session::intake::{CellChange, PlannedRow as PastedRow, RowPlan};

/// The plan of a paste.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paste {
    /// Row by row, in the order of the text.
    pub rows: Vec<PastedRow>,
    /// Heads of columns that are not taken over.
    pub unknown: Vec<String>,
    /// Heads of the columns that are taken over.
    pub known: Vec<String>,
    /// Which column goes where.
    pub mapping: Mapping,
    /// Everything that is not refused, in one step. None if nothing would change.
    pub change: Option<Change>,
    /// Why not even that would be accepted.
    pub problem: Option<String>,
}

/// Which column of a text goes into which of the table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapping {
    /// One a column of the text; those without are left out.
    pub columns: Vec<Option<Column>>,
    /// The first row names the columns; it is nobody.
    pub has_head: bool,
    /// What stands in the first row.
    pub first: Vec<String>,
}

impl Mapping {
    /// Sends a column of the text into one of the table, or leaves it out. Another that went
    /// there is left out.
    pub fn set(&mut self, nth: usize, to: Option<Column>) {
        for column in &mut self.columns {
            if to.is_some() && *column == to {
                *column = None;
            }
        }
        if let Some(column) = self.columns.get_mut(nth) {
            *column = to;
        }
    }

    /// What a column of the text is called: its head, or its number.
    pub fn head(&self, nth: usize) -> String {
        match self
            .first
            .get(nth)
            .filter(|head| self.has_head && !head.is_empty())
        {
            Some(head) => head.clone(),
            None => format!("Column {}", nth + 1),
        }
    }
}

impl Paste {
    /// How many are new, changed, as they were, refused.
    pub fn counts(&self) -> (usize, usize, usize, usize) {
        let count = |is: fn(&RowPlan) -> bool| self.rows.iter().filter(|r| is(&r.plan)).count();
        (
            count(|plan| matches!(plan, RowPlan::New)),
            count(|plan| matches!(plan, RowPlan::Changed(_))),
            count(|plan| matches!(plan, RowPlan::Same)),
            count(|plan| matches!(plan, RowPlan::Refused(_))),
        )
    }
}

/// Plans what a tab-separated text does to the people of a model.
pub fn plan(model: &Model, text: &str, mapping: &Mapping) -> Paste {
    let source = source(text, mapping.has_head);
    let columns = mapping.columns.iter().enumerate();
    let columns = columns.map(|(nth, column)| Mapped {
        head: match column {
            Some(column) => column.title(model, &Of::People),
            None => mapping.head(nth),
        },
        goes: match column {
            Some(column) => Goes::column(model, column),
            None => Goes::Nowhere,
        },
        why: String::new(),
    });
    let said = intake::Mapping {
        columns: columns.collect(),
    };
    let choices = Choices {
        strict: true,
        ..Choices::default()
    };
    let plan = intake::plan(model, &source, &said, &choices, "pasted rows");
    let left_out = mapping.columns.iter().enumerate().filter(|(nth, column)| {
        let has_head = mapping.first.get(*nth).is_some_and(|head| !head.is_empty());
        column.is_none() && mapping.has_head && has_head
    });
    let known = mapping.columns.iter().flatten();
    Paste {
        known: known
            .map(|column| column.title(model, &Of::People))
            .collect(),
        unknown: left_out.map(|(nth, _)| mapping.head(nth)).collect(),
        rows: plan.rows,
        mapping: mapping.clone(),
        change: plan.change,
        problem: plan.problem,
    }
}

/// The rows of a text as a table.
fn source(text: &str, has_head: bool) -> Source {
    let table = table(text, false);
    let first = table.row(0).map(|row| row.nth());
    Source::of_rows(table, first.filter(|_| has_head))
}

/// Which columns a text has, by its first row. A row that names neither names nor ids is no head:
/// its columns are then those of the table.
pub fn guess(model: &Model, text: &str) -> Mapping {
    let rows = parse(text);
    let first: &[String] = rows.first().map_or(&[], |(_, row)| row);
    let all = Of::People.columns(model);
    let mut taken: Vec<&Column> = Vec::new();
    let mut columns = Vec::new();
    for head in first {
        let column = all.iter().find(|column| {
            !head.is_empty()
                && !taken.contains(column)
                && column.is_called(model, &Of::People, head)
        });
        taken.extend(column);
        columns.push(column.cloned());
    }
    let tells_who = |column: &Option<Column>| matches!(column, Some(Column::Name | Column::Id));
    if columns.iter().any(tells_who) {
        return Mapping {
            columns,
            has_head: true,
            first: first.to_vec(),
        };
    }
    // As the table stands, which begins with the name.
    let plain = all.into_iter().filter(|column| *column != Column::Id);
    let widest = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(1);
    let plain = plain.map(Some).chain(std::iter::repeat(None));
    Mapping {
        columns: plain.take(widest).collect(),
        has_head: false,
        first: first.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Edit, Field, FieldType, ManagerEdge, Principal, PrincipalId, Value};
    use crate::session::people::copy;

    fn model() -> Model {
        let mut model = Model::default();
        let field = |id: &str, name: &str, kind| {
            Edit::put(Field {
                id: id.into(),
                name: name.to_owned(),
                kind,
            })
        };
        let mut bob = Principal::new("bob", "Bob Ray");
        bob.managers = vec![ManagerEdge("primary".into(), "ann".into())];
        bob.fields.set(&"site".into(), Some(Value::from("Oslo")));
        let start = vec![
            field("site", "Site", FieldType::Text),
            field("grade", "Grade", FieldType::Number),
            Edit::put(Principal::new("ann", "Ann Lee")),
            Edit::put(bob),
            Edit::put(Principal::new("jo-1", "Jo Tal")),
            Edit::put(Principal::new("jo-2", "Jo Tal")),
        ];
        model.apply(&Change::new("start", start)).unwrap();
        model
    }

    fn plan(model: &Model, text: &str) -> Paste {
        super::plan(model, text, &guess(model, text))
    }

    fn refused(row: &PastedRow) -> &str {
        match &row.plan {
            RowPlan::Refused(why) => why,
            _ => "",
        }
    }

    #[test]
    fn rows_are_new_changed_as_they_were_or_refused_with_the_reason() {
        let mut model = model();
        let text = "Name\tManager\tSite\tGrade\tShoe\n\
            Cay Ott\tDan Fox\tRome\t4\t1\n\
            Dan Fox\tAnn Lee\t\t\t2\n\
            bob ray\tAnn Lee\tBergen\t\t3\n\
            Ann Lee\t\t\t\t4\n\
            Jo Tal\t\tRome\t\t5\n\
            Eve Sun\t\t\tmany\t6\n\
            Cay Ott\t\t\t\t7\n";
        let paste = plan(&model, text);
        assert_eq!(paste.unknown, ["Shoe"]);
        assert_eq!(paste.counts(), (2, 1, 1, 3));
        let site = CellChange {
            column: "Site".to_owned(),
            from: "Oslo".to_owned(),
            to: "Bergen".to_owned(),
        };
        let RowPlan::Changed(cells) = &paste.rows[2].plan else {
            panic!("{:?}", paste.rows[2]);
        };
        assert!(cells.contains(&site), "{cells:?}");
        assert!(refused(&paste.rows[4]).starts_with("2 people are called “Jo Tal”"));
        assert_eq!(refused(&paste.rows[5]), "Grade: “many” is not a number");
        assert_eq!(refused(&paste.rows[6]), "Row 2 is about the same person");
        model.apply(&paste.change.unwrap()).unwrap();
        let cay = model.principals().get(&"cay-ott".into()).unwrap();
        assert_eq!(cay.managers[0].1, "dan-fox");
    }

    #[test]
    fn a_circle_is_refused_in_its_row_and_the_rest_is_kept() {
        let model = model();
        let paste = plan(
            &model,
            "Name\tManager\nAnn Lee\tBob Ray\nCay Ott\tBob Ray\n",
        );
        assert!(refused(&paste.rows[0]).contains("circle"), "{paste:?}");
        assert_eq!(paste.counts(), (1, 0, 0, 1));
        assert_eq!(paste.change.unwrap().edits.len(), 1);
    }

    #[test]
    fn what_was_copied_pastes_back_as_it_was() {
        let model = model();
        let everyone: Vec<PrincipalId> = model.principals().ids().cloned().collect();
        let paste = plan(&model, &copy(&model, &everyone));
        assert!(paste.mapping.has_head && paste.unknown.is_empty());
        assert_eq!(paste.counts(), (0, 0, 4, 0));
        assert_eq!(paste.change, None);
    }

    #[test]
    fn a_column_goes_where_it_is_sent() {
        let model = model();
        let text = "Name\tTown\nCay Ott\tRome\n";
        let mut mapping = guess(&model, text);
        assert_eq!(mapping.columns[1], None);
        mapping.set(1, Some(Column::Field("site".into())));
        let paste = super::plan(&model, text, &mapping);
        assert!(paste.unknown.is_empty());
        let mut after = model.clone();
        after.apply(&paste.change.unwrap()).unwrap();
        let cay = after.principals().get(&"cay-ott".into()).unwrap();
        assert_eq!(cay.fields.get(&"site".into()), Some(&Value::from("Rome")));
        // What went there before is left out.
        mapping.set(0, Some(Column::Field("site".into())));
        assert_eq!(mapping.columns[1], None);
    }

    #[test]
    fn without_a_head_the_columns_are_those_of_the_table() {
        let paste = plan(&model(), "Cay Ott\tAnn Lee\tRome\n");
        assert!(!paste.mapping.has_head);
        assert_eq!(paste.known, ["Name", "Primary manager", "Site"]);
        assert_eq!(paste.counts().0, 1);
    }
}
