//! The model's own fields of people: adding one, and removing one together with what it holds.

use super::moves::some_of;
use super::removal;
use crate::model::{Change, Edit, Field, FieldId, FieldType, Key, Model, PrincipalId, slug};

/// Adds a field. None without a name, or where a field bears it already.
pub fn add(model: &Model, name: &str, kind: FieldType) -> Option<(Change, FieldId)> {
    let name = name.trim();
    if name.is_empty() || bearer(model, name).is_some() {
        return None;
    }
    let id: FieldId = slug(name, |id| model.fields().contains(&id.into())).into();
    let field = Field {
        id: id.clone(),
        name: name.to_owned(),
        kind,
    };
    Some((
        Change::new(format!("add the field {name}"), vec![Edit::put(field)]),
        id,
    ))
}

/// The field that bears a name already.
pub fn bearer<'m>(model: &'m Model, name: &str) -> Option<&'m Field> {
    let name = crate::model::norm(name);
    model
        .fields()
        .iter()
        .find(|field| crate::model::norm(&field.name) == name)
}

/// Everyone for whom a field says something, and what.
pub fn holders(model: &Model, id: &FieldId) -> Vec<(PrincipalId, String)> {
    let people = model.principals().iter();
    let with = people.filter_map(|person| {
        let value = person.fields.get(id)?;
        Some((person.id.clone(), value.to_string()))
    });
    with.collect()
}

/// Records other than people that name a field.
pub fn users(model: &Model, id: &FieldId) -> Vec<Key> {
    let mut users = model.uses_of(&Key::Field(id.clone()));
    users.retain(|key| !matches!(key, Key::Principal(_)));
    users
}

/// Removes a field and what it holds. What is decided by it (a condition of a group) keeps it:
/// the change is then refused, and says so.
pub fn remove(model: &Model, id: &FieldId) -> Option<Change> {
    let name = model.fields().get(id)?.name.clone();
    let mut edits = Vec::new();
    let mut names = Vec::new();
    for old in model.principals().iter() {
        if old.fields.get(id).is_some() {
            let mut person = old.clone();
            person.fields.set(id, None);
            names.push(old.name.clone());
            edits.push(Edit::put(person));
        }
    }
    let mut bare = model.clone();
    bare.apply(&Change::new("clear", edits.clone())).ok()?;
    edits.extend(removal::remove(&bare, &[Key::Field(id.clone())]).edits);
    let label = match some_of(&names) {
        Some(names) => format!("remove the field {name}, with what it says of {names}"),
        None => format!("remove the field {name}"),
    };
    Some(Change::new(label, edits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Principal, Value};

    #[test]
    fn a_field_goes_with_what_it_says_and_comes_back_whole() {
        let mut model = Model::default();
        let (change, id) = add(&model, " Cost center ", FieldType::Text).unwrap();
        model.apply(&change).unwrap();
        assert!(add(&model, "cost CENTER", FieldType::Text).is_none());
        let mut ann = Principal::new("ann", "Ann");
        ann.fields.set(&id, Some(Value::from("4711")));
        let put = Change::new("add", vec![Edit::put(ann)]);
        model.apply(&put).unwrap();
        let before = model.clone();
        assert_eq!(holders(&model, &id), [("ann".into(), "4711".to_owned())]);
        let change = remove(&model, &id).unwrap();
        let label = "remove the field Cost center, with what it says of Ann";
        assert_eq!(change.label, label);
        let undo = model.apply(&change).unwrap();
        assert!(model.fields().is_empty());
        model.apply(&undo).unwrap();
        assert_eq!(model, before);
    }
}
