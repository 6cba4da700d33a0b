//! SCIM 2.0 (RFC 7643, RFC 7644): users with the enterprise extension, groups, and the bulk
//! requests that create both.
//!
//! SCIM knows who there is and who is in which group. Roles and entitlements are opaque values
//! there: what they mean, and on whom, stays behind and is named in the losses.

mod bulk;
mod left;
mod users;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use super::parcel::{Parcel, ParcelFile};
use crate::engine::Engine;
use crate::model::{GroupId, PrincipalId, TeamId};

const LIST: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const GROUP: &str = "urn:ietf:params:scim:schemas:core:2.0:Group";

/// How a resource is named by others: by its id in a list, by the `bulkId` of the operation that
/// makes it in a bulk request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Naming {
    Id,
    Bulk,
}

/// One resource that is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Resource {
    User(PrincipalId),
    Group(GroupId),
    Team(TeamId),
}

impl Resource {
    /// Its id in the lists, apart from all others.
    fn id(&self) -> String {
        match self {
            Resource::User(id) => id.to_string(),
            Resource::Group(id) => format!("group:{id}"),
            Resource::Team(id) => format!("team:{id}"),
        }
    }

    fn bulk_id(&self) -> String {
        match self {
            Resource::User(id) => format!("user:{id}"),
            other => other.id(),
        }
    }

    /// The value by which another resource names it.
    fn value(&self, naming: Naming) -> String {
        match naming {
            Naming::Id => self.id(),
            Naming::Bulk => format!("bulkId:{}", self.bulk_id()),
        }
    }

    /// How another resource refers to it. In a bulk request its place is not known yet.
    fn reference(&self, naming: Naming) -> Map<String, Json> {
        let mut reference = Map::new();
        reference.insert("value".to_owned(), json!(self.value(naming)));
        if naming == Naming::Id {
            let place = format!("..{}/{}", self.endpoint(), in_path(&self.id()));
            reference.insert("$ref".to_owned(), json!(place));
        }
        reference
    }

    fn endpoint(&self) -> &'static str {
        match self {
            Resource::User(_) => "/Users",
            Resource::Group(_) | Resource::Team(_) => "/Groups",
        }
    }
}

/// Users, groups and bulk requests of a model.
pub fn scim(engine: &Engine) -> Parcel {
    let users = users::Users::new(engine);
    let teams = team_members(engine);
    let order = bulk::order(engine);
    let make = |resource: &Resource, naming: Naming| match resource {
        Resource::User(id) => users.resource(id, naming),
        Resource::Group(id) => group(engine, id, naming),
        Resource::Team(id) => team(engine, id, &teams, naming),
    };
    let listed = |endpoint: &str| {
        let of = order.iter().filter(|one| one.endpoint() == endpoint);
        let resources: Vec<Json> = of.map(|one| make(one, Naming::Id)).collect();
        let text = json!({
            "schemas": [LIST],
            "totalResults": resources.len(),
            "startIndex": 1,
            "itemsPerPage": resources.len(),
            "Resources": resources,
        });
        pretty(&text)
    };
    let mut files = vec![
        ParcelFile::new("users.json", listed("/Users")),
        ParcelFile::new("groups.json", listed("/Groups")),
    ];
    let requests = bulk::requests(&order, |resource| make(resource, Naming::Bulk));
    let n_requests = requests.list.len();
    for (nth, request) in (1..).zip(&requests.list) {
        let name = format!("bulk-{nth}-of-{n_requests}.json");
        files.push(ParcelFile::new(name, request.as_str()));
    }
    files.push(ParcelFile::new("README.md", bulk::read_me(&requests)));
    Parcel {
        files,
        losses: left::losses(engine, &users, &requests),
    }
}

fn pretty(json: &Json) -> String {
    let mut text = serde_json::to_string_pretty(json).unwrap_or_default();
    text.push('\n');
    text
}

/// An id as part of an address.
fn in_path(id: &str) -> String {
    let mut out = String::new();
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn group(engine: &Engine, id: &GroupId, naming: Naming) -> Json {
    let resource = Resource::Group(id.clone());
    let Some(record) = engine.model().groups().get(id) else {
        return Json::Null;
    };
    let mut people: BTreeSet<PrincipalId> = record.listed.iter().cloned().collect();
    if let Some(condition) = &record.condition {
        people.extend(engine.matching(condition));
    }
    let mut members: Vec<(Resource, &str)> = Vec::new();
    for person in engine.model().principals().ids() {
        if people.contains(person) {
            members.push((Resource::User(person.clone()), "User"));
        }
    }
    let inner = record.groups.iter();
    members.extend(inner.map(|inner| (Resource::Group(inner.clone()), "Group")));
    group_json(&resource, &record.name, &members, naming)
}

fn team(
    engine: &Engine,
    id: &TeamId,
    members: &BTreeMap<TeamId, Vec<PrincipalId>>,
    naming: Naming,
) -> Json {
    let resource = Resource::Team(id.clone());
    let name = engine
        .model()
        .teams()
        .get(id)
        .map(|team| team.name.as_str());
    let members = members.get(id).into_iter().flatten();
    let members: Vec<(Resource, &str)> = members
        .map(|person| (Resource::User(person.clone()), "User"))
        .collect();
    group_json(&resource, name.unwrap_or_default(), &members, naming)
}

fn group_json(
    resource: &Resource,
    name: &str,
    members: &[(Resource, &str)],
    naming: Naming,
) -> Json {
    let mut json = Map::new();
    json.insert("schemas".to_owned(), json!([GROUP]));
    if naming == Naming::Id {
        json.insert("id".to_owned(), json!(resource.id()));
    }
    json.insert("externalId".to_owned(), json!(resource.id()));
    json.insert("displayName".to_owned(), json!(name));
    let members = members.iter().map(|(member, kind)| {
        let mut reference = member.reference(naming);
        reference.insert("type".to_owned(), json!(kind));
        Json::from(reference)
    });
    let members: Vec<Json> = members.collect();
    // None and an empty list are the same (RFC 7643, 2.5).
    if !members.is_empty() {
        json.insert("members".to_owned(), members.into());
    }
    json.into()
}

fn team_members(engine: &Engine) -> BTreeMap<TeamId, Vec<PrincipalId>> {
    let mut members: BTreeMap<TeamId, Vec<PrincipalId>> = BTreeMap::new();
    for person in engine.model().principals().iter() {
        for team in &person.teams {
            members
                .entry(team.clone())
                .or_default()
                .push(person.id.clone());
        }
    }
    members
}
