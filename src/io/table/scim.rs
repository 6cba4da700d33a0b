//! Users and groups as SCIM 2.0 says them (RFC 7643, 7644): a list response, a bulk request, an
//! array, or one object a line, as a table of users with their groups. Other arrays of objects
//! are read the same way: one row an object, one column a member.

use std::ops::ControlFlow;

use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value};

use super::{Builder, Progress, Table, TableError, Tell};

/// What parts several values in a cell.
pub const SEVERAL: &str = "; ";

type Object = Map<String, Value>;
type Line = IndexMap<String, String>;

/// Members that say nothing of a person.
const LEFT_OUT: [&str; 4] = ["schemas", "meta", "password", "$ref"];

/// The table of a text, and what deserves a look.
pub fn table(text: &str, tell: Tell<'_>) -> Result<(Table, Vec<String>), TableError> {
    let mut found = Found::default();
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    while let Some(value) = values.next() {
        let value = value.map_err(|error| TableError::new(format!("this is not JSON: {error}")))?;
        found.take(value, None)?;
        let progress = Progress {
            n_rows: found.users.len(),
            share: Some(values.byte_offset() as f32 / text.len().max(1) as f32),
        };
        if let ControlFlow::Break(()) = tell(progress) {
            return Err(TableError::Cancelled);
        }
    }
    if found.users.is_empty() {
        return Err(TableError::new(match found.groups.is_empty() {
            true => "the JSON has no users in it: expected a SCIM list or a list of objects",
            false => "the JSON has groups but no users in it; export the users as well",
        }));
    }
    found.table()
}

/// The users and groups of a text.
#[derive(Default)]
struct Found {
    users: Vec<Line>,
    groups: Vec<Object>,
    notes: Vec<String>,
}

impl Found {
    fn take(&mut self, value: Value, bulk_id: Option<String>) -> Result<(), TableError> {
        match value {
            Value::Array(list) => list.into_iter().try_for_each(|one| self.take(one, None)),
            Value::Object(mut object) => {
                for list in ["Resources", "Operations"] {
                    if let Some(list) = object.shift_remove(list) {
                        return self.take(list, None);
                    }
                }
                if object.contains_key("method") {
                    return self.operation(object);
                }
                self.resource(object, bulk_id);
                Ok(())
            }
            other => Err(TableError::new(format!(
                "expected objects `{{…}}` in the list, found `{}`",
                other.to_string().chars().take(40).collect::<String>()
            ))),
        }
    }

    /// One operation of a bulk request.
    fn operation(&mut self, mut operation: Object) -> Result<(), TableError> {
        let text = |name: &str| {
            operation
                .get(name)
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        let (method, bulk_id) = (text("method").unwrap_or_default(), text("bulkId"));
        let adds = ["POST", "PUT"].contains(&method.to_uppercase().as_str());
        match operation.shift_remove("data") {
            Some(data) if adds => self.take(data, bulk_id),
            _ => {
                let path = operation.get("path").and_then(Value::as_str).unwrap_or("?");
                self.notes.push(format!(
                    "{method} {path} was left out: only what is added or replaced as a whole is read"
                ));
                Ok(())
            }
        }
    }

    fn resource(&mut self, mut object: Object, bulk_id: Option<String>) {
        if let Some(id) = bulk_id
            && !object.contains_key("id")
        {
            object.insert("id".to_owned(), Value::String(id));
        }
        let says_group =
            |schema: &Value| schema.as_str().is_some_and(|text| text.ends_with(":Group"));
        let schemas = object.get("schemas").and_then(Value::as_array);
        let is_group = schemas.is_some_and(|list| list.iter().any(says_group))
            || (object.contains_key("members") && !object.contains_key("userName"));
        if is_group {
            self.groups.push(object);
            return;
        }
        let mut line = Line::new();
        flatten(&mut line, "", Value::Object(object));
        self.users.push(line);
    }

    /// Puts the groups' names beside their members, and everyone into one table.
    fn table(mut self) -> Result<(Table, Vec<String>), TableError> {
        self.memberships();
        let mut heads: IndexSet<String> = IndexSet::new();
        for line in &self.users {
            heads.extend(line.keys().cloned());
        }
        let mut builder = Builder::default();
        heads.iter().try_for_each(|head| builder.cell(head))?;
        builder.end_row(1)?;
        for (nth, line) in self.users.iter().enumerate() {
            for head in &heads {
                let cell = line.get(head).map_or("", String::as_str);
                builder.cell(cell.strip_prefix("bulkId:").unwrap_or(cell))?;
            }
            builder.end_row(nth + 2)?;
        }
        Ok((builder.table(), self.notes))
    }

    fn memberships(&mut self) {
        let mut places: IndexMap<String, usize> = IndexMap::new();
        for (at, line) in self.users.iter().enumerate() {
            if let Some(id) = line.get("id") {
                places.insert(id.clone(), at);
            }
        }
        let groups: Vec<(String, String, Vec<String>)> =
            self.groups.iter().filter_map(group).collect();
        let ids: IndexSet<&str> = groups.iter().map(|(id, ..)| id.as_str()).collect();
        for (_, name, members) in &groups {
            for member in members {
                let Some(line) = places.get(member).and_then(|at| self.users.get_mut(*at)) else {
                    let what = match ids.contains(member.as_str()) {
                        true => "is a group, and groups inside groups are not read",
                        false => "is not among the users",
                    };
                    self.notes
                        .push(format!("The member {member} of {name} {what}"));
                    continue;
                };
                let cell = line.entry("groups".to_owned()).or_default();
                if cell.split(SEVERAL).any(|known| known == name) {
                    continue;
                }
                if !cell.is_empty() {
                    cell.push_str(SEVERAL);
                }
                cell.push_str(name);
            }
        }
    }
}

/// The id, the name and the members of a group.
fn group(group: &Object) -> Option<(String, String, Vec<String>)> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.strip_prefix("bulkId:").unwrap_or(text).to_owned()),
        _ => None,
    };
    let id = group.get("id").and_then(text).unwrap_or_default();
    let name = group.get("displayName").and_then(text)?;
    let members = group.get("members").and_then(Value::as_array);
    let members = members.into_iter().flatten();
    let ids = members.filter_map(|member| text(member.get("value").unwrap_or(member)));
    Some((id, name, ids.collect()))
}

/// Members of members become columns of their own: `name.givenName`. A schema's name is left out.
fn flatten(line: &mut Line, start: &str, value: Value) {
    match value {
        Value::Null => {}
        Value::Object(object) => {
            for (name, value) in object {
                if LEFT_OUT.contains(&name.as_str()) {
                    continue;
                }
                let is_schema = name.starts_with("urn:");
                let path = match start {
                    _ if is_schema => String::new(),
                    "" => name,
                    start => format!("{start}.{name}"),
                };
                flatten(line, &path, value);
            }
        }
        Value::Array(list) => several(line, start, list),
        Value::String(text) => put(line, start, text),
        other => put(line, start, other.to_string()),
    }
}

fn put(line: &mut Line, path: &str, text: String) {
    // `manager.value` is what `manager` says where it is no object.
    let path = path.strip_suffix(".value").unwrap_or(path);
    if !path.is_empty() && !text.is_empty() {
        line.entry(path.to_owned()).or_insert(text);
    }
}

/// Of addresses the primary one, or that of the work, or the first; of other lists all.
fn several(line: &mut Line, path: &str, list: Vec<Value>) {
    let is_address = ["emails", "phoneNumbers", "addresses", "ims", "photos"].contains(&path);
    if is_address {
        let rank = |one: &Value| {
            let is_primary = one.get("primary").and_then(Value::as_bool) == Some(true);
            let is_of_work = one.get("type").and_then(Value::as_str) == Some("work");
            (!is_primary, !is_of_work)
        };
        let mut list: Vec<Value> = list;
        list.sort_by_key(rank);
        match list.into_iter().next() {
            Some(Value::Object(mut one)) => match one.shift_remove("value") {
                Some(value) => flatten(line, path, value),
                None => {
                    one.retain(|name, _| !["primary", "type"].contains(&name.as_str()));
                    flatten(line, path, Value::Object(one));
                }
            },
            Some(one) => flatten(line, path, one),
            None => {}
        }
        return;
    }
    let words = list.iter().filter_map(|one| {
        let said = ["display", "displayName", "value", "name"];
        let said = said.iter().find_map(|name| one.get(name)).unwrap_or(one);
        match said {
            Value::String(text) => Some(text.clone()),
            Value::Number(_) | Value::Bool(_) => Some(said.to_string()),
            _ => None,
        }
    });
    put(line, path, words.collect::<Vec<_>>().join(SEVERAL));
}
