//! Cells of tables set: one column for many records, or a block of cells, in one step.

use super::moves::some_of;
use crate::model::{Change, Edit, Key, Model, Record};
use crate::session::cells::{CellValue, Column, Names, Of, settle};

/// Sets a column for every record named; `words` is the value as it was said. None if it is so
/// already.
pub fn set(
    model: &Model,
    keys: &[Key],
    column: &Column,
    value: &CellValue,
    words: &str,
) -> Option<Change> {
    let (names, title, edits) = each(model, keys, column, |_| value.clone())?;
    let label = match (column, value) {
        (Column::Name, CellValue::Name(name)) => format!("rename {names} to {name}"),
        (_, CellValue::Person(Some(id))) => {
            let to = model.title(&Key::Principal(id.clone()));
            format!("set {title} of {names} to {to}")
        }
        _ if words.trim().is_empty() => format!("clear {title} of {names}"),
        _ => format!("set {title} of {names} to {}", words.trim()),
    };
    Some(Change::new(label, edits))
}

/// Adds some to what a column of several names in every record, or takes them out of it. None if
/// it is so already.
pub fn join(
    model: &Model,
    keys: &[Key],
    column: &Column,
    some: &[Key],
    out: bool,
) -> Option<Change> {
    let (names, title, edits) = each(model, keys, column, |record| {
        let mut all = column.ticked(record);
        if out {
            all.retain(|key| !some.contains(key));
        } else {
            let new = some.iter().filter(|key| !all.contains(key));
            let new: Vec<Key> = new.cloned().collect();
            all.extend(new);
        }
        column.several(&all)
    })?;
    let titles: Vec<String> = some.iter().map(|key| model.title(key)).collect();
    let words = some_of(&titles)?;
    let label = match out {
        true => format!("take {words} out of {title} of {names}"),
        false => format!("add {words} to {title} of {names}"),
    };
    Some(Change::new(label, edits))
}

/// Whose records change, the column's title, and the records with their new values.
fn each(
    model: &Model,
    keys: &[Key],
    column: &Column,
    value: impl Fn(&Record) -> CellValue,
) -> Option<(String, String, Vec<Edit>)> {
    let mut names = Vec::new();
    let mut edits = Vec::new();
    let mut of = None;
    for old in keys.iter().filter_map(|key| model.record(key)) {
        if column.objection(&old).is_some() {
            continue;
        }
        let mut new = old.clone();
        column.set(&mut new, value(&old));
        if new != old {
            names.push(old.title());
            of = of.or_else(|| Of::record(&old));
            edits.push(put(new));
        }
    }
    Some((some_of(&names)?, column.title(model, &of?), edits))
}

fn put(record: Record) -> Edit {
    Edit::Put { record, at: None }
}

/// What a block of texts does to a block of cells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Block {
    /// Everything that is not refused, in one step. None if nothing would change.
    pub change: Option<Change>,
    /// How many cells change.
    pub n_changed: usize,
    /// Cells that are left out, and why.
    pub refused: Vec<RefusedCell>,
    /// Rows and columns of the text for which the table has no cells.
    pub outside: (usize, usize),
    /// Why not even the rest is accepted.
    pub problem: Option<String>,
}

/// A cell that is left out.
#[derive(Debug, Clone, PartialEq)]
pub struct RefusedCell {
    /// The record.
    pub key: Key,
    /// Title of the column.
    pub column: String,
    /// Why, and what would be accepted.
    pub why: String,
}

/// One record on its way.
struct Part {
    key: Key,
    old: Record,
    new: Record,
    /// What was set in it: the columns' titles.
    set: Vec<String>,
    refused: Option<String>,
}

/// Puts texts into cells, row by row. One text alone goes into every cell.
pub fn paste(
    model: &Model,
    of: &Of,
    keys: &[Key],
    columns: &[Column],
    block: &[Vec<String>],
) -> Block {
    let names = Names::of(model);
    let one = match block {
        [row] if row.len() == 1 => row.first(),
        _ => None,
    };
    let mut refused = Vec::new();
    let mut parts = Vec::new();
    for (nth, key) in keys.iter().enumerate() {
        let Some(old) = model.record(key) else {
            continue;
        };
        let mut part = Part {
            key: key.clone(),
            new: old.clone(),
            old,
            set: Vec::new(),
            refused: None,
        };
        for (at, column) in columns.iter().enumerate() {
            let text = one.or_else(|| block.get(nth)?.get(at));
            let Some(text) = text else { continue };
            let title = column.title(model, of);
            if column.text(model, Some(&names), &part.old) == text.trim() {
                continue;
            }
            let is_blocked = column.objection(&part.old).map(str::to_owned);
            let value = match is_blocked {
                Some(why) => Err(why),
                None => column.read(model, of, &names, text),
            };
            match value {
                Ok(value) => {
                    column.set(&mut part.new, value);
                    part.set.push(title);
                }
                Err(why) => refused.push(RefusedCell {
                    key: key.clone(),
                    column: title,
                    why,
                }),
            }
        }
        if part.new != part.old {
            parts.push(part);
        }
    }
    let label = |parts: &[Part]| block_change(parts);
    let settled = settle(model, &mut parts, label, |parts, key, why| {
        let part = parts
            .iter_mut()
            .find(|part| part.key == *key && part.refused.is_none());
        if let Some(part) = part {
            part.refused = Some(why.to_owned());
            return true;
        }
        false
    });
    let n_changed = parts.iter().filter(|part| part.refused.is_none());
    let n_changed = n_changed.map(|part| part.set.len()).sum();
    refused.extend(parts.iter().filter_map(|part| {
        Some(RefusedCell {
            key: part.key.clone(),
            column: part.set.join(", "),
            why: part.refused.clone()?,
        })
    }));
    let widest = block.iter().map(Vec::len).max().unwrap_or(0);
    Block {
        n_changed: if settled.change.is_some() {
            n_changed
        } else {
            0
        },
        change: settled.change,
        refused,
        outside: match one {
            Some(_) => (0, 0),
            None => (
                block.len().saturating_sub(keys.len()),
                widest.saturating_sub(columns.len()),
            ),
        },
        problem: settled.problem,
    }
}

fn block_change(parts: &[Part]) -> Option<Change> {
    let taken: Vec<&Part> = parts.iter().filter(|part| part.refused.is_none()).collect();
    let names: Vec<String> = taken.iter().map(|part| part.old.title()).collect();
    let names = some_of(&names)?;
    let mut titles: Vec<String> = Vec::new();
    for title in taken.iter().flat_map(|part| &part.set) {
        if !titles.contains(title) {
            titles.push(title.clone());
        }
    }
    let titles = some_of(&titles).unwrap_or_default();
    let edits = taken.iter().map(|part| put(part.new.clone()));
    Some(Change::new(
        format!("set {titles} of {names}"),
        edits.collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, FieldType, Principal};

    fn model() -> Model {
        let mut model = Model::default();
        let field = |id: &str, name: &str, kind| {
            Edit::put(Field {
                id: id.into(),
                name: name.to_owned(),
                kind,
            })
        };
        let start = vec![
            field("site", "Site", FieldType::Text),
            field("grade", "Grade", FieldType::Number),
            Edit::put(Principal::new("ann", "Ann Lee")),
            Edit::put(Principal::new("bob", "Bob Ray")),
        ];
        model.apply(&Change::new("start", start)).unwrap();
        model
    }

    fn texts(rows: &[&[&str]]) -> Vec<Vec<String>> {
        let rows = rows.iter();
        rows.map(|row| row.iter().map(|one| (*one).to_owned()).collect())
            .collect()
    }

    #[test]
    fn a_block_is_one_change_and_what_does_not_fit_is_named() {
        let mut model = model();
        let before = model.clone();
        let keys = ["ann", "bob"].map(|id| Key::Principal(id.into()));
        let columns = [
            Column::Manager("primary".into()),
            Column::Field("site".into()),
            Column::Field("grade".into()),
        ];
        let block = texts(&[
            &["Bob Ray", "Oslo", "4"],
            &["Zed", "Rome", "many"],
            &["", "", "1"],
        ]);
        let pasted = paste(&model, &Of::People, &keys, &columns, &block);
        assert_eq!(pasted.n_changed, 4);
        assert_eq!(pasted.outside, (1, 0));
        let whys: Vec<&str> = pasted.refused.iter().map(|one| one.why.as_str()).collect();
        assert_eq!(whys, ["Nobody is called “Zed”", "“many” is not a number"]);
        let change = pasted.change.unwrap();
        assert_eq!(
            change.label,
            "set Primary manager, Site and 1 more of Ann Lee and Bob Ray"
        );
        let undo = model.apply(&change).unwrap();
        model.apply(&undo).unwrap();
        assert_eq!(model, before);
    }

    #[test]
    fn one_text_goes_into_every_cell_and_a_circle_is_left_out() {
        let model = model();
        let keys = ["ann", "bob"].map(|id| Key::Principal(id.into()));
        let columns = [Column::Manager("primary".into())];
        let pasted = paste(
            &model,
            &Of::People,
            &keys,
            &columns,
            &texts(&[&["Ann Lee"]]),
        );
        assert_eq!((pasted.n_changed, pasted.refused.len()), (1, 1));
        assert_eq!(pasted.refused[0].key, keys[0]);
    }
}
