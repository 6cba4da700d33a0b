//! Bulk requests: which resource is made before which, and how many requests it takes.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Value as Json, json};

use super::{Naming, Resource, users};
use crate::engine::Engine;
use crate::model::{GroupId, PrincipalId};

const BULK: &str = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

/// Servers take so many operations in one request.
pub const MOST_OPERATIONS: usize = 1000;
/// Servers take requests up to so many bytes.
pub const MOST_BYTES: usize = 1024 * 1024;

/// The requests that create everything.
pub(super) struct Requests {
    pub list: Vec<String>,
    /// References to what an earlier request creates.
    pub n_across: usize,
    /// References that come before what they name, for it leads back to them.
    pub circular: Vec<(Resource, Resource)>,
    /// Resources that fill more than a request alone.
    pub too_large: Vec<Resource>,
}

/// Every resource, after those it refers to; where they lead back to themselves, in the order of
/// the model.
pub(super) fn order(engine: &Engine) -> Vec<Resource> {
    let model = engine.model();
    let mut order: Vec<Resource> = Vec::new();
    let mut placed: BTreeSet<PrincipalId> = BTreeSet::new();
    for person in model.principals().ids() {
        // Up the line to whoever is there already, then down again.
        let mut line: Vec<PrincipalId> = Vec::new();
        let mut next = Some(person.clone());
        while let Some(id) = next.filter(|id| placed.insert(id.clone())) {
            let record = model.principals().get(&id);
            next = record.and_then(|record| users::manager(engine, record).cloned());
            line.push(id);
        }
        order.extend(line.into_iter().rev().map(Resource::User));
    }
    order.extend(model.teams().ids().cloned().map(Resource::Team));
    let mut placed: BTreeSet<GroupId> = BTreeSet::new();
    for group in model.groups().ids() {
        add_group(engine, group, &mut placed, &mut order);
    }
    order
}

fn add_group(
    engine: &Engine,
    first: &GroupId,
    placed: &mut BTreeSet<GroupId>,
    order: &mut Vec<Resource>,
) {
    // Groups may be nested deeper than a stack is: what is still to do is a list.
    let mut todo: Vec<(GroupId, bool)> = vec![(first.clone(), false)];
    while let Some((id, is_done)) = todo.pop() {
        if is_done {
            order.push(Resource::Group(id));
            continue;
        }
        let Some(record) = engine.model().groups().get(&id) else {
            continue;
        };
        if !placed.insert(id.clone()) {
            continue;
        }
        todo.push((id, true));
        todo.extend(
            record
                .groups
                .iter()
                .rev()
                .map(|inner| (inner.clone(), false)),
        );
    }
}

/// The requests, none larger than servers take.
pub(super) fn requests(order: &[Resource], make: impl Fn(&Resource) -> Json) -> Requests {
    let mut requests = Requests {
        list: Vec::new(),
        n_across: 0,
        circular: Vec::new(),
        too_large: Vec::new(),
    };
    let mut operations: Vec<String> = Vec::new();
    let mut n_bytes = ENVELOPE;
    let mut here: BTreeSet<String> = BTreeSet::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for resource in order {
        let data = make(resource);
        let referred = references(&data);
        let operation = json!({
            "method": "POST",
            "path": resource.endpoint(),
            "bulkId": resource.bulk_id(),
            "data": data,
        })
        .to_string();
        let size = operation.len() + BETWEEN;
        if ENVELOPE + size > MOST_BYTES {
            requests.too_large.push(resource.clone());
        }
        let is_full = operations.len() >= MOST_OPERATIONS || n_bytes + size > MOST_BYTES;
        if is_full && !operations.is_empty() {
            requests
                .list
                .push(request(&std::mem::take(&mut operations)));
            n_bytes = ENVELOPE;
            here.clear();
        }
        known.insert(resource.value(Naming::Bulk));
        here.insert(resource.value(Naming::Bulk));
        for reference in referred {
            if !known.contains(&reference) {
                let named = order
                    .iter()
                    .find(|one| one.value(Naming::Bulk) == reference);
                let pair = named.map(|named| (resource.clone(), named.clone()));
                requests.circular.extend(pair);
            } else if !here.contains(&reference) {
                requests.n_across += 1;
            }
        }
        n_bytes += size;
        operations.push(operation);
    }
    if !operations.is_empty() {
        requests.list.push(request(&operations));
    }
    requests
}

/// What stands around the operations of a request, and more.
const ENVELOPE: usize = 160;
/// What stands between two operations.
const BETWEEN: usize = 2;

/// One operation a line.
fn request(operations: &[String]) -> String {
    format!(
        "{{\"schemas\":[\"{BULK}\"],\"failOnErrors\":1,\"Operations\":[\n{}\n]}}\n",
        operations.join(",\n")
    )
}

/// Every `bulkId:…` in a resource.
fn references(data: &Json) -> Vec<String> {
    let mut found = Vec::new();
    let mut todo = vec![data];
    while let Some(json) = todo.pop() {
        match json {
            Json::Object(map) => {
                for (name, value) in map {
                    match value.as_str() {
                        Some(text) if name == "value" && text.starts_with("bulkId:") => {
                            found.push(text.to_owned());
                        }
                        Some(_) => {}
                        None => todo.push(value),
                    }
                }
            }
            Json::Array(list) => todo.extend(list),
            _ => {}
        }
    }
    found
}

/// How the files are used.
pub(super) fn read_me(requests: &Requests) -> String {
    let mut text = String::from(
        "# SCIM 2.0\n\n\
         - `users.json` and `groups.json` are list responses with ids of this export, for reading.\n\
         - `bulk-….json` are requests to `/Bulk` of a SCIM server, which create the same users and \
         groups there. Send them in the order of their numbers.\n",
    );
    let n = requests.list.len();
    let _ = writeln!(
        text,
        "- Each has at most {MOST_OPERATIONS} operations and {MOST_BYTES} bytes, as much as most \
         servers take (`maxOperations` and `maxPayloadSize` in their `/ServiceProviderConfig`)."
    );
    if n > 1 && requests.n_across > 0 {
        let _ = writeln!(
            text,
            "- {} references lead to what an earlier request creates. A `bulkId` lives as long as \
             its request: before a request is sent, replace each `bulkId:…` of an earlier one by the \
             id at the end of the `location` the server answered for it.",
            requests.n_across
        );
    }
    text
}
