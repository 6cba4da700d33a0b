//! What pasted rows would do: who is new, who changes and how, what is refused and why; and the
//! one change that does all the rest.

use rustc_hash::{FxHashMap, FxHashSet};

use super::tabbed::parse;
use crate::model::{Change, Edit, Key, Model, Principal, PrincipalId, Record, is_valid_id, slug};
use crate::session::cells::{CellValue, Column, Names, Of, settle};

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

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct PastedRow {
    /// Its number in the text.
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

/// A row on its way to a record.
struct Draft {
    nth: usize,
    cells: Vec<String>,
    who: String,
    /// Who it is about, and whether they are new; or why it is refused.
    is: Result<(PrincipalId, bool), String>,
    record: Option<Record>,
}

/// Plans what a tab-separated text does to the people of a model.
pub fn plan(model: &Model, text: &str, mapping: &Mapping) -> Paste {
    let mut rows = parse(text);
    if mapping.has_head && !rows.is_empty() {
        rows.remove(0);
    }
    let columns = mapping.columns.clone();
    let left_out = columns.iter().enumerate().filter(|(nth, column)| {
        let has_head = mapping.first.get(*nth).is_some_and(|head| !head.is_empty());
        column.is_none() && mapping.has_head && has_head
    });
    let unknown = left_out.map(|(nth, _)| mapping.head(nth)).collect();
    let mut names = Names::of(model);
    let mut drafts = identify(model, &columns, rows, &mut names);
    for draft in &mut drafts {
        read(model, &names, &columns, draft);
    }
    let (change, problem) = settle(
        model,
        &mut drafts,
        |drafts| change_of(model, drafts),
        refuse,
    );
    let old_names = Names::of(model);
    let known = columns
        .iter()
        .flatten()
        .map(|column| column.title(model, &Of::People));
    Paste {
        known: known.collect(),
        rows: drafts
            .into_iter()
            .map(|draft| told(model, &old_names, &names, &columns, draft))
            .collect(),
        unknown,
        mapping: mapping.clone(),
        change,
        problem,
    }
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

/// Finds out whom each row is about. The new ones join the names, so that rows can name each
/// other as managers.
fn identify(
    model: &Model,
    columns: &[Option<Column>],
    rows: Vec<(usize, Vec<String>)>,
    names: &mut Names,
) -> Vec<Draft> {
    let place = |wanted: Column| {
        let mut columns = columns.iter();
        columns.position(|column| column.as_ref() == Some(&wanted))
    };
    let (id_at, name_at) = (place(Column::Id), place(Column::Name));
    let mut seen: FxHashMap<PrincipalId, usize> = FxHashMap::default();
    let mut by_name: FxHashMap<String, usize> = FxHashMap::default();
    let mut fresh: FxHashSet<String> = FxHashSet::default();
    let mut added: Vec<(PrincipalId, String)> = Vec::new();
    let mut drafts = Vec::new();
    for (nth, cells) in rows {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", String::as_str);
        let (id, name) = (cell(id_at), cell(name_at));
        let mut is = who(model, names, id, name, &mut fresh);
        if let Ok((_, true)) = &is
            && id.is_empty()
            && let Some(before) = by_name.insert(crate::model::norm(name), nth)
        {
            is = Err(format!("Row {before} is about the same person"));
        }
        if let Ok((id, _)) = &is
            && let Some(before) = seen.insert(id.clone(), nth)
        {
            is = Err(format!("Row {before} is about the same person"));
        }
        if let Ok((id, true)) = &is {
            added.push((id.clone(), name.to_owned()));
        }
        let who = match &is {
            Ok((id, false)) => model.title(&Key::Principal(id.clone())),
            _ if name.is_empty() => id.to_owned(),
            _ => name.to_owned(),
        };
        drafts.push(Draft {
            nth,
            cells,
            who,
            is,
            record: None,
        });
    }
    for (id, name) in &added {
        names.add(id, name);
    }
    drafts
}

/// Whom an id and a name mean, and whether they are new.
fn who(
    model: &Model,
    names: &Names,
    id: &str,
    name: &str,
    fresh: &mut FxHashSet<String>,
) -> Result<(PrincipalId, bool), String> {
    if !id.is_empty() {
        if let Some(known) = names.with_id(id) {
            return Ok((known.clone(), false));
        }
        let bearer = crate::session::edits::admins::bearer_of(model, id);
        return match bearer {
            Some(bearer) => Err(format!("{bearer} bears the ID “{id}” already")),
            None if !is_valid_id(id) => Err(format!(
                "“{id}” cannot be an ID: no spaces, quotes or brackets"
            )),
            None if name.is_empty() => Err(format!(
                "Nobody has the ID “{id}”, and someone new needs a name"
            )),
            None => {
                fresh.insert(id.to_owned());
                Ok((id.into(), true))
            }
        };
    }
    match names.called(name) {
        _ if name.is_empty() => Err("It says neither a name nor an ID".to_owned()),
        [one] => Ok((one.clone(), false)),
        [] => {
            let is_taken = |id: &str| {
                fresh.contains(id)
                    || model.principals().contains(&id.into())
                    || model.items().contains(&id.into())
            };
            let id = slug(name, is_taken);
            fresh.insert(id.clone());
            Ok((id.into(), true))
        }
        several => Err(format!(
            "{} people are called “{name}”. A column with their ID tells them apart",
            several.len()
        )),
    }
}

/// Reads the cells of a row into the record it makes.
fn read(model: &Model, names: &Names, columns: &[Option<Column>], draft: &mut Draft) {
    let Ok((id, is_new)) = &draft.is else { return };
    let mut record = match model.principals().get_shared(id) {
        Some(person) => Record::Principal(person.clone()),
        None => Principal::new(id.clone(), draft.who.clone()).into(),
    };
    let mut told = columns.iter().zip(&draft.cells);
    let by_id = told.any(|(column, text)| *column == Some(Column::Id) && !text.is_empty());
    for (column, text) in columns.iter().zip(&draft.cells) {
        let Some(column) = column else { continue };
        // Found by their id, someone can be without a name in the text; a state is never blank.
        let may_be_blank = matches!(column, Column::Id | Column::Name | Column::Account);
        if text.is_empty() && (may_be_blank || *is_new) {
            continue;
        }
        match column.read(model, &Of::People, names, text) {
            // Found by their name, nobody is renamed by another way of writing it.
            Ok(CellValue::Name(_)) if !is_new && !by_id => {}
            Ok(value) => column.set(&mut record, value),
            Err(why) => {
                draft.is = Err(format!("{}: {why}", column.title(model, &Of::People)));
                return;
            }
        }
    }
    draft.record = Some(record);
}

/// Leaves out the row about someone whom the model refuses.
fn refuse(drafts: &mut [Draft], key: &Key, why: &str) -> bool {
    let Key::Principal(id) = key else {
        return false;
    };
    let draft = drafts
        .iter_mut()
        .find(|draft| draft.record.is_some() && matches!(&draft.is, Ok((of, _)) if of == id));
    let Some(draft) = draft else { return false };
    draft.is = Err(why.to_owned());
    draft.record = None;
    true
}

fn change_of(model: &Model, drafts: &[Draft]) -> Option<Change> {
    let (mut n_new, mut n_changed) = (0, 0);
    let mut edits = Vec::new();
    for record in drafts.iter().filter_map(|draft| draft.record.as_ref()) {
        match model.record(&record.key()) {
            Some(old) if old == *record => continue,
            Some(_) => n_changed += 1,
            None => n_new += 1,
        }
        edits.push(Edit::put(record.clone()));
    }
    let people = |n: usize| {
        if n == 1 {
            "1 person".to_owned()
        } else {
            format!("{n} people")
        }
    };
    let label = match (n_new, n_changed) {
        (0, 0) => return None,
        (new, 0) => format!("add {} from pasted rows", people(new)),
        (0, changed) => format!("change {} by pasted rows", people(changed)),
        (new, changed) => format!(
            "add {} and change {} by pasted rows",
            people(new),
            people(changed)
        ),
    };
    Some(Change::new(label, edits))
}

/// The row in words.
fn told(
    model: &Model,
    old_names: &Names,
    names: &Names,
    columns: &[Option<Column>],
    draft: Draft,
) -> PastedRow {
    let plan = match (draft.is, draft.record) {
        (Err(why), _) => RowPlan::Refused(why),
        (Ok((id, _)), Some(record)) => match model.record(&Key::Principal(id)) {
            None => RowPlan::New,
            Some(old) if old == record => RowPlan::Same,
            Some(old) => {
                let told = columns.iter().flatten().map(|column| CellChange {
                    column: column.title(model, &Of::People),
                    from: column.text(model, Some(old_names), &old),
                    to: column.text(model, Some(names), &record),
                });
                RowPlan::Changed(told.filter(|cell| cell.from != cell.to).collect())
            }
        },
        (Ok(_), None) => RowPlan::Same,
    };
    PastedRow {
        nth: draft.nth,
        who: draft.who,
        plan,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, FieldType, ManagerEdge, Value};
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
