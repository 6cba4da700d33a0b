//! The model's own fields, of people and of kinds of items alike: adding, renaming, another type,
//! another order, the words one chooses from, and removing one together with what it holds.

use super::conditions::{Rewrite, rewrite};
use super::moves::some_of;
use super::removal;
use crate::engine::Words;
use crate::model::{
    Change, Clause, Condition, Edit, Field, FieldId, FieldType, Key, Model, Op, Record, Value,
    norm, slug,
};
use crate::session::cells::{CellValue, Column, Names, Of, read_value};

/// Adds a field. None without a name, or where a field bears it already.
pub fn add(model: &Model, of: &Of, name: &str, kind: FieldType) -> Option<(Change, FieldId)> {
    let name = name.trim();
    if name.is_empty() || bearer(model, of, name).is_some() {
        return None;
    }
    let built_in = match of {
        Of::People => &crate::model::BUILT_IN_FIELDS[..],
        _ => &crate::model::BUILT_IN_ITEM_FIELDS[..],
    };
    let taken = |id: &str| of.field(model, &id.into()).is_some() || built_in.contains(&id);
    let field = Field {
        id: slug(name, taken).into(),
        name: name.to_owned(),
        kind,
    };
    let id = field.id.clone();
    let mut fields = of.fields(model);
    fields.push(field.clone());
    let edits = match of {
        Of::People => vec![Edit::put(field)],
        _ => vec![put_all(model, of, fields)?],
    };
    let label = format!("add the field {name}{}", of_whom(model, of));
    Some((Change::new(label, edits), id))
}

/// " of Candidate", where it is not a field of people.
fn of_whom(model: &Model, of: &Of) -> String {
    match of {
        Of::Items(kind) => format!(" of {}", model.title(&Key::Kind(kind.clone()))),
        _ => String::new(),
    }
}

/// The fields of a kind as a whole.
fn put_all(model: &Model, of: &Of, fields: Vec<Field>) -> Option<Edit> {
    let Of::Items(kind) = of else { return None };
    let mut kind = model.kinds().get(kind)?.clone();
    kind.fields = fields;
    Some(Edit::put(kind))
}

/// One field put in place of the one with its id.
fn put(model: &Model, of: &Of, field: Field) -> Option<Edit> {
    if *of == Of::People {
        return Some(Edit::put(field));
    }
    let mut fields = of.fields(model);
    let slot = fields.iter_mut().find(|one| one.id == field.id)?;
    *slot = field;
    put_all(model, of, fields)
}

/// The field that bears a name already.
pub fn bearer(model: &Model, of: &Of, name: &str) -> Option<Field> {
    let name = norm(name);
    let mut fields = of.fields(model).into_iter();
    fields.find(|field| norm(&field.name) == name)
}

/// Gives a field another name. None if it has it, or it would have none or one that is taken.
pub fn rename(model: &Model, of: &Of, id: &FieldId, name: &str) -> Option<Change> {
    let name = name.trim();
    let mut field = of.field(model, id)?.clone();
    let is_taken = bearer(model, of, name).is_some_and(|other| other.id != *id);
    if name.is_empty() || field.name == name || is_taken {
        return None;
    }
    let label = format!("rename the field {} to {name}", field.name);
    field.name = name.to_owned();
    Some(Change::new(label, vec![put(model, of, field)?]))
}

/// Moves a field to another place among the others.
pub fn move_to(model: &Model, of: &Of, id: &FieldId, to: usize) -> Option<Change> {
    let mut fields = of.fields(model);
    let from = fields.iter().position(|field| field.id == *id)?;
    if from == to || to >= fields.len() {
        return None;
    }
    let field = fields.remove(from);
    let label = format!("move the field {}", field.name);
    fields.insert(to, field);
    let edit = match of {
        Of::People => Edit::Move {
            key: Key::Field(id.clone()),
            to,
        },
        _ => put_all(model, of, fields)?,
    };
    Some(Change::new(label, vec![edit]))
}

/// Everyone, or everything, for which a field says something, and what.
pub fn holders(model: &Model, of: &Of, id: &FieldId) -> Vec<(Key, String)> {
    let column = Column::Field(id.clone());
    let with = of.keys(model).into_iter().filter_map(|key| {
        let record = model.record(&key)?;
        value_of(&record, id)?;
        Some((key, column.text(model, None, &record)))
    });
    with.collect()
}

fn value_of<'r>(record: &'r Record, id: &FieldId) -> Option<&'r Value> {
    match record {
        Record::Principal(person) => person.fields.get(id),
        Record::Item(item) => item.fields.get(id),
        _ => None,
    }
}

/// Records other than people and items that name a field.
pub fn users(model: &Model, of: &Of, id: &FieldId) -> Vec<Key> {
    if *of == Of::People {
        let mut users = model.uses_of(&Key::Field(id.clone()));
        users.retain(|key| !matches!(key, Key::Principal(_)));
        return users;
    }
    // Conditions on items name a field by its id alone, whatever the kind.
    let is_used = std::cell::Cell::new(false);
    let mut users = Vec::new();
    for key in model.keys() {
        let Some(record) = model.record(&key) else {
            continue;
        };
        is_used.set(false);
        let mut look = |clause: &mut Clause| {
            if clause.field == *id {
                is_used.set(true);
            }
        };
        Rewrite {
            of_items: true,
            clause: &mut look,
        }
        .record(&mut record.clone());
        let shows = match &record {
            Record::Permission(row) => row.fields.contains(id),
            _ => false,
        };
        if is_used.get() || shows {
            users.push(key);
        }
    }
    users
}

/// Removes a field and what it holds. What is decided by it (a condition of a group) keeps it:
/// the change is then refused, and says so.
pub fn remove(model: &Model, of: &Of, id: &FieldId) -> Option<Change> {
    let name = of.field(model, id)?.name.clone();
    let column = Column::Field(id.clone());
    let mut edits = Vec::new();
    let mut names = Vec::new();
    for (key, _) in holders(model, of, id) {
        let mut record = model.record(&key)?;
        names.push(record.title());
        column.set(&mut record, CellValue::Field(None));
        edits.push(Edit::Put { record, at: None });
    }
    if *of == Of::People {
        let mut bare = model.clone();
        bare.apply(&Change::new("clear", edits.clone())).ok()?;
        edits.extend(removal::remove(&bare, &[Key::Field(id.clone())]).edits);
    } else {
        let mut fields = of.fields(model);
        fields.retain(|field| field.id != *id);
        edits.push(put_all(model, of, fields)?);
    }
    let label = match some_of(&names) {
        Some(names) => format!("remove the field {name}, with what it says of {names}"),
        None => format!("remove the field {name}"),
    };
    Some(Change::new(label, edits))
}

/// A field with another type, or other words to choose from: what becomes of what it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Retype {
    /// Everything in one step.
    pub change: Change,
    /// For how many what it says stays, written as the new type has it.
    pub n_kept: usize,
    /// For whom it does not fit and is cleared, and what it says now.
    pub lost: Vec<(Key, String)>,
    /// Conditions that could never hold again: where each stands (none: the settings), and the
    /// clause in words. While there are any, it cannot be done.
    pub broken: Vec<(Option<Key>, String)>,
}

/// Gives a field another type. None if it has it.
pub fn retype(model: &Model, of: &Of, id: &FieldId, kind: FieldType) -> Option<Retype> {
    let field = of.field(model, id)?;
    let label = format!("change the type of {}", field.name);
    converted(model, of, id, kind, &[], label)
}

/// Changes the words one chooses from; each with the word it was, if it was one.
pub fn set_options(
    model: &Model,
    of: &Of,
    id: &FieldId,
    options: &[(Option<String>, String)],
) -> Option<Retype> {
    let field = of.field(model, id)?;
    let words = options.iter().map(|(_, now)| now.clone()).collect();
    let renames: Vec<(String, String)> = options
        .iter()
        .filter_map(|(was, now)| Some((was.clone().filter(|was| was != now)?, now.clone())))
        .collect();
    let label = format!("change the choices of {}", field.name);
    converted(model, of, id, FieldType::Choice(words), &renames, label)
}

fn converted(
    model: &Model,
    of: &Of,
    id: &FieldId,
    kind: FieldType,
    renames: &[(String, String)],
    label: String,
) -> Option<Retype> {
    let mut field = of.field(model, id)?.clone();
    if field.kind == kind {
        return None;
    }
    let names = Names::of(model);
    let column = Column::Field(id.clone());
    let renamed = |text: &str| {
        let found = renames.iter().find(|(was, _)| was == text);
        found.map_or_else(|| text.to_owned(), |(_, now)| now.clone())
    };
    let (mut edits, mut lost, mut n_kept) = (Vec::new(), Vec::new(), 0);
    for key in of.keys(model) {
        let Some(mut record) = model.record(&key) else {
            continue;
        };
        let Some(value) = value_of(&record, id) else {
            continue;
        };
        let text = renamed(&column.text(model, Some(&names), &record));
        let new = read_value(&kind, &names, &text).ok();
        if new.as_ref() == Some(value) {
            n_kept += 1;
            continue;
        }
        match &new {
            Some(_) => n_kept += 1,
            None => lost.push((key, column.text(model, None, &record))),
        }
        column.set(&mut record, CellValue::Field(new));
        edits.push(Edit::Put { record, at: None });
    }
    let mut broken = Vec::new();
    let words = Words::new(model);
    let mut follow = |key: Option<&Key>, clause: &mut Clause| {
        if clause.field != *id {
            return;
        }
        let was = clause.clone();
        for value in &mut clause.values {
            match compared_with(&kind, &names, was.op, &renamed(&value.to_string())) {
                Some(new) => *value = new,
                None => {
                    let clauses = vec![was.clone()];
                    let text = words.condition(&Condition {
                        join: None,
                        clauses,
                    });
                    broken.push((key.cloned(), text));
                    return;
                }
            }
        }
    };
    edits.extend(rewrite(model, *of != Of::People, &mut follow));
    field.kind = kind;
    edits.push(put(model, of, field)?);
    Some(Retype {
        change: Change::new(label, edits),
        n_kept,
        lost,
        broken,
    })
}

/// A value a clause compares with, as a type has it; none where the clause could never hold.
fn compared_with(kind: &FieldType, names: &Names, op: Op, text: &str) -> Option<Value> {
    let is_order = matches!(op, Op::Less | Op::AtMost | Op::More | Op::AtLeast);
    match (op, kind) {
        (Op::Contains | Op::StartsWith, _) => Some(Value::from(text)),
        (_, FieldType::Text | FieldType::Email | FieldType::List) => Some(Value::from(text)),
        (_, FieldType::Flag | FieldType::Choice(_) | FieldType::Person) if is_order => None,
        _ => read_value(kind, names, text).ok(),
    }
}

/// What a field says anywhere, each once, in the order it is found.
pub fn values_in_use(model: &Model, of: &Of, id: &FieldId, most: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (_, text) in holders(model, of, id) {
        if !text.trim().is_empty() && !words.contains(&text) {
            words.push(text);
            if words.len() == most {
                break;
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Group, Number, Principal};

    fn model() -> (Model, FieldId) {
        let mut model = Model::default();
        let (change, id) = add(&model, &Of::People, " Cost center ", FieldType::Text).unwrap();
        model.apply(&change).unwrap();
        let mut ann = Principal::new("ann", "Ann");
        ann.fields.set(&id, Some(Value::from("4711")));
        let mut bob = Principal::new("bob", "Bob");
        bob.fields.set(&id, Some(Value::from("none")));
        let put = Change::new("add", vec![Edit::put(ann), Edit::put(bob)]);
        model.apply(&put).unwrap();
        (model, id)
    }

    #[test]
    fn a_field_goes_with_what_it_says_and_comes_back_whole() {
        let (mut model, id) = model();
        assert!(add(&model, &Of::People, "cost CENTER", FieldType::Text).is_none());
        let before = model.clone();
        assert_eq!(holders(&model, &Of::People, &id).len(), 2);
        let change = remove(&model, &Of::People, &id).unwrap();
        let label = "remove the field Cost center, with what it says of Ann and Bob";
        assert_eq!(change.label, label);
        let undo = model.apply(&change).unwrap();
        assert!(model.fields().is_empty());
        model.apply(&undo).unwrap();
        assert_eq!(model, before);
    }

    #[test]
    fn another_type_converts_what_fits_and_names_what_does_not() {
        let (mut model, id) = model();
        let before = model.clone();
        let plan = retype(&model, &Of::People, &id, FieldType::Number).unwrap();
        assert_eq!(plan.n_kept, 1);
        let bob = Key::Principal("bob".into());
        assert_eq!(plan.lost, [(bob, "none".to_owned())]);
        let undo = model.apply(&plan.change).unwrap();
        let ann = model.principals().get(&"ann".into()).unwrap();
        assert_eq!(ann.fields.get(&id), Some(&Value::Number(Number(4711.0))));
        model.apply(&undo).unwrap();
        assert_eq!(model, before);
    }

    #[test]
    fn a_choice_that_is_renamed_is_renamed_in_conditions_as_well() {
        let (mut model, id) = model();
        let kind = FieldType::Choice(vec!["4711".to_owned(), "none".to_owned()]);
        let plan = retype(&model, &Of::People, &id, kind).unwrap();
        model.apply(&plan.change).unwrap();
        let group = Group {
            id: "g".into(),
            name: "G".to_owned(),
            description: "All of it".to_owned(),
            listed: Vec::new(),
            condition: Some(Condition::one(id.as_str(), Op::Is, &["4711"])),
            groups: Vec::new(),
        };
        let put = Change::new("add", vec![Edit::put(group)]);
        model.apply(&put).unwrap();
        let options = [(Some("4711".to_owned()), "Berlin".to_owned())];
        let plan = set_options(&model, &Of::People, &id, &options).unwrap();
        assert_eq!((plan.n_kept, plan.lost.len()), (1, 1));
        model.apply(&plan.change).unwrap();
        let group = model.groups().at(0).unwrap();
        let values = &group.condition.as_ref().unwrap().clauses[0].values;
        assert_eq!(*values, [Value::from("Berlin")]);
        // A choice that is named in a condition is not lost silently.
        let options = [(None, "Paris".to_owned())];
        let plan = set_options(&model, &Of::People, &id, &options).unwrap();
        let group = Some(Key::Group("g".into()));
        let text = "Cost center is Berlin".to_owned();
        assert_eq!(plan.broken, [(group, text)]);
    }

    #[test]
    fn another_type_converts_what_conditions_compare_with_or_names_them() {
        let (mut model, id) = model();
        let group = |values: &[&str]| Group {
            id: "g".into(),
            name: "G".to_owned(),
            description: "All of it".to_owned(),
            listed: Vec::new(),
            condition: Some(Condition::one(id.as_str(), Op::Is, values)),
            groups: Vec::new(),
        };
        let put = Change::new("add", vec![Edit::put(group(&["4711"]))]);
        model.apply(&put).unwrap();
        let plan = retype(&model, &Of::People, &id, FieldType::Number).unwrap();
        assert!(plan.broken.is_empty());
        let mut after = model.clone();
        after.apply(&plan.change).unwrap();
        let condition = after.groups().at(0).unwrap().condition.clone().unwrap();
        assert_eq!(condition.clauses[0].values, [Value::Number(Number(4711.0))]);
        let put = Change::new("add", vec![Edit::put(group(&["4711", "many"]))]);
        model.apply(&put).unwrap();
        let plan = retype(&model, &Of::People, &id, FieldType::Number).unwrap();
        assert_eq!(plan.broken.len(), 1);
        assert_eq!(plan.broken[0].0, Some(Key::Group("g".into())));
    }
}
