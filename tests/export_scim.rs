//! SCIM: a small reader, written from RFC 7643 and RFC 7644, takes the export as a server would.

#![allow(clippy::unwrap_used, clippy::panic)]

mod export;

use std::collections::{BTreeMap, BTreeSet};

use export::{day, engine, hostile, samples};
use serde_json::Value as Json;
use sightline::engine::Engine;
use sightline::io::export::scim::scim;
use sightline::io::export::{Fate, Parcel};
use sightline::model::{
    Change, Condition, Edit, Group, ManagerEdge, Model, Op, Principal, PrincipalId,
};

const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// The attributes of a schema, as the RFC lists them: `tests/files/scim`.
fn schema(name: &str) -> Json {
    let path = export::home().join(format!("tests/files/scim/{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Objections to an object by the attributes it may have.
fn objections(place: &str, object: &Json, attributes: &Json, is_request: bool) -> Vec<String> {
    let mut said = Vec::new();
    let known = attributes.as_array().unwrap();
    let object = object.as_object().unwrap();
    for (name, value) in object {
        if place.is_empty() && (name == "schemas" || name == ENTERPRISE) {
            continue;
        }
        let Some(of) = known.iter().find(|one| one["name"] == name.as_str()) else {
            said.push(format!("{place}.{name} is no attribute"));
            continue;
        };
        if is_request && of["mutability"] == "readOnly" {
            said.push(format!("{place}.{name} is read only"));
        }
        let values = match (of["multi"] == true, value) {
            (true, Json::Array(list)) => list.iter().collect(),
            (false, one) if !one.is_array() => vec![one],
            _ => {
                said.push(format!("{place}.{name} is a list or is none"));
                continue;
            }
        };
        for value in values {
            let is_well = match of["type"].as_str().unwrap() {
                "boolean" => value.is_boolean(),
                "complex" if value.is_object() => {
                    let inner = format!("{place}.{name}");
                    said.extend(objections(&inner, value, &of["sub"], is_request));
                    true
                }
                "complex" => false,
                _ => value.is_string(),
            };
            if !is_well {
                said.push(format!("{place}.{name} is {value}"));
            }
        }
        if let Some(list) = value.as_array() {
            let primary = list.iter().filter(|one| one["primary"] == true);
            if primary.count() > 1 {
                said.push(format!("{place}.{name} has two primary values"));
            }
        }
    }
    for of in known.iter().filter(|of| of["required"] == true) {
        if !object.contains_key(of["name"].as_str().unwrap()) {
            said.push(format!("{place}.{} is missing", of["name"]));
        }
    }
    said
}

fn check(resource: &Json, is_request: bool) {
    let schemas: Vec<&str> = resource["schemas"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| name.as_str().unwrap())
        .collect();
    let mut said = Vec::new();
    let (main, extension) = (
        if schemas[0].ends_with(":Group") {
            "group"
        } else {
            "user"
        },
        resource.get(ENTERPRISE),
    );
    let of = schema(main);
    assert_eq!(of["schema"], schemas[0]);
    said.extend(objections("", resource, &of["attributes"], is_request));
    assert_eq!(extension.is_some(), schemas.contains(&ENTERPRISE));
    if let Some(extension) = extension {
        let of = schema("enterprise");
        said.extend(objections("ent", extension, &of["attributes"], is_request));
    }
    assert_eq!(said, Vec::<String>::new(), "{resource}");
}

fn file<'p>(parcel: &'p Parcel, name: &str) -> &'p [u8] {
    let file = parcel.files.iter().find(|file| file.name == name);
    &file.unwrap_or_else(|| panic!("no {name}")).bytes
}

/// What a server holds after all requests.
#[derive(Default)]
struct Server {
    resources: BTreeMap<String, Json>,
    ids: BTreeMap<String, String>,
    names: BTreeSet<String>,
    n_unresolved: usize,
}

impl Server {
    /// Creates what a request says. Between requests the ids of what was created are put in, as the
    /// export's own instructions have it.
    fn take(&mut self, bytes: &[u8]) {
        let request: Json = serde_json::from_slice(bytes).unwrap();
        assert_eq!(
            request["schemas"][0],
            "urn:ietf:params:scim:api:messages:2.0:BulkRequest"
        );
        let operations = request["Operations"].as_array().unwrap();
        assert!(operations.len() <= 1000);
        assert!(bytes.len() <= 1024 * 1024);
        for operation in operations {
            assert_eq!(operation["method"], "POST");
            check(&operation["data"], true);
            let is_user = operation["path"] == "/Users";
            assert!(is_user || operation["path"] == "/Groups");
            let id = format!("server-{}", self.ids.len() + 1);
            let bulk_id = operation["bulkId"].as_str().unwrap();
            let before = self.ids.insert(format!("bulkId:{bulk_id}"), id.clone());
            assert_eq!(before, None, "{bulk_id} twice");
            let mut data = operation["data"].clone();
            if is_user {
                let name = data["userName"].as_str().unwrap().to_lowercase();
                assert!(self.names.insert(name), "two of {}", data["userName"]);
            }
            self.resolve(&mut data);
            self.resources.insert(id, data);
        }
    }

    fn resolve(&mut self, data: &mut Json) {
        if let Some(manager) = data.get_mut(ENTERPRISE).and_then(|e| e.get_mut("manager")) {
            self.put(&mut manager["value"]);
        }
        if let Some(members) = data.get_mut("members").and_then(Json::as_array_mut) {
            for member in members {
                self.put(&mut member["value"]);
            }
        }
    }

    fn put(&mut self, value: &mut Json) {
        match self.ids.get(value.as_str().unwrap()) {
            Some(id) => *value = Json::String(id.clone()),
            None => self.n_unresolved += 1,
        }
    }

    fn of(parcel: &Parcel) -> Server {
        let mut server = Server::default();
        let n = parcel
            .files
            .iter()
            .filter(|file| file.name.starts_with("bulk-"))
            .count();
        for nth in 1..=n {
            server.take(file(parcel, &format!("bulk-{nth}-of-{n}.json")));
        }
        server
    }

    fn by_external(&self, id: &str) -> &Json {
        let mut all = self.resources.values();
        all.find(|one| one["externalId"] == id).unwrap()
    }

    /// Users in a group, through groups inside it.
    fn members(&self, id: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut todo = vec![self.by_external(id)];
        while let Some(group) = todo.pop() {
            if !seen.insert(group["externalId"].to_string()) {
                continue;
            }
            for member in group["members"].as_array().into_iter().flatten() {
                let one = &self.resources[member["value"].as_str().unwrap()];
                if member["type"] == "User" {
                    found.insert(one["externalId"].as_str().unwrap().to_owned());
                } else {
                    todo.push(one);
                }
            }
        }
        found
    }
}

fn compare(name: &str, engine: &Engine) -> Parcel {
    let parcel = scim(engine);
    let server = Server::of(&parcel);
    let model = engine.model();
    let n = model.principals().len() + model.groups().len() + model.teams().len();
    assert_eq!(server.resources.len(), n, "{name}");
    for group in model.groups().ids() {
        let members = engine.members(group);
        let members: BTreeSet<String> = members.iter().map(ToString::to_string).collect();
        assert_eq!(
            server.members(&format!("group:{group}")),
            members,
            "{name} {group}"
        );
    }
    for team in model.teams().ids() {
        let members = model.principals().iter().filter(|p| p.teams.contains(team));
        let members: BTreeSet<String> = members.map(|p| p.id.to_string()).collect();
        assert_eq!(
            server.members(&format!("team:{team}")),
            members,
            "{name} {team}"
        );
    }
    for person in model.principals().iter() {
        let user = server.by_external(person.id.as_str());
        assert_eq!(user["displayName"], person.name.as_str());
        assert_eq!(user["active"], person.account.word() == "Active");
        let manager = &user[ENTERPRISE]["manager"]["value"];
        let edges: Vec<&str> = person.managers.iter().map(|edge| edge.1.as_str()).collect();
        match manager.as_str() {
            None => assert!(edges.is_empty(), "{name} {}", person.id),
            Some(id) => {
                let manager = server.resources[id]["externalId"].as_str().unwrap();
                assert!(edges.contains(&manager), "{name} {}", person.id);
                let primary = &model.settings().lines[0].id;
                let first = person.managers.iter().find(|edge| edge.0 == *primary);
                assert!(first.is_none_or(|edge| edge.1.as_str() == manager));
                let others: Vec<_> = edges.iter().filter(|id| **id != manager).collect();
                let what = format!("Managers of {} but one", person.name);
                let is_told = parcel.losses.iter().any(|loss| loss.what == what);
                assert_eq!(is_told, !others.is_empty(), "{what}");
            }
        }
        compare_rights(engine, &person.id, user);
    }
    for (list, n) in [
        ("users.json", model.principals().len()),
        ("groups.json", model.groups().len() + model.teams().len()),
    ] {
        let json: Json = serde_json::from_slice(file(&parcel, list)).unwrap();
        assert_eq!(json["totalResults"], n);
        for resource in json["Resources"].as_array().unwrap() {
            check(resource, false);
        }
    }
    parcel
}

fn compare_rights(engine: &Engine, who: &PrincipalId, user: &Json) {
    let values = |name: &str| -> BTreeSet<String> {
        let list = user[name].as_array().into_iter().flatten();
        list.map(|one| one["value"].as_str().unwrap().to_owned())
            .collect()
    };
    let roles: BTreeSet<String> = engine
        .roles_of(who)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(values("roles"), roles);
    let mut held = BTreeSet::new();
    for permission in engine.model().permissions().ids() {
        let ladder = engine.model().ladder_of(permission).unwrap();
        let mut levels = ladder.levels.iter().skip(1).rev();
        let highest = levels.find(|level| engine.n_targets(who, permission, level) > 0);
        held.extend(highest.map(|level| format!("{permission}@{level}")));
    }
    assert_eq!(values("entitlements"), held, "{who}");
}

#[test]
fn a_server_holds_the_same_people_groups_managers_and_rights_as_every_sample() {
    for (name, path) in samples() {
        let engine = engine(&path);
        let parcel = compare(&name, &engine);
        let json: Json = serde_json::from_slice(file(&parcel, "users.json")).unwrap();
        assert!(
            json["Resources"]
                .as_array()
                .is_some_and(|list| !list.is_empty())
        );
    }
}

#[test]
fn hostile_names_and_ids_that_differ_in_case_only_stay_apart() {
    let mut model = hostile();
    let edits = ["Ann", "ann", "ANN"].map(|id| Edit::put(Principal::new(id, id)));
    model.apply(&Change::new("", edits.to_vec())).unwrap();
    let engine = Engine::new(&model, day());
    let parcel = compare("hostile", &engine);
    let renamed = parcel
        .losses
        .iter()
        .filter(|loss| loss.fate == Fate::Renamed);
    assert_eq!(renamed.count(), 2);
}

/// A line of managers that leads back to itself, groups inside each other, and more people than one
/// request takes.
#[test]
fn what_leads_back_to_itself_is_named_and_large_companies_take_several_requests() {
    let mut edits = Vec::new();
    for n in 0..2_500_usize {
        let mut person = Principal::new(format!("p{n}").as_str(), format!("Person {n}"));
        // The first has no primary manager; the other line leads back.
        let (line, manager) = match n {
            0 => ("additional", "p2".to_owned()),
            1 => ("primary", "p0".to_owned()),
            n => ("primary", format!("p{}", n / 2)),
        };
        person
            .managers
            .push(ManagerEdge(line.into(), manager.as_str().into()));
        edits.push(Edit::put(person));
    }
    for (id, inner) in [("a", "b"), ("b", "a")] {
        edits.push(Edit::put(Group {
            id: id.into(),
            name: id.to_owned(),
            description: id.to_owned(),
            listed: Vec::new(),
            condition: Some(Condition::one("name", Op::StartsWith, &["Person 1"])),
            groups: vec![inner.into()],
        }));
    }
    let mut model = Model::default();
    model.apply(&Change::new("", edits)).unwrap();
    let engine = Engine::new(&model, day());
    let parcel = scim(&engine);
    let server = Server::of(&parcel);
    assert_eq!(server.resources.len(), 2_502);
    assert!(
        parcel
            .files
            .iter()
            .any(|file| file.name == "bulk-3-of-3.json")
    );
    let circular = parcel
        .losses
        .iter()
        .filter(|loss| loss.why.contains("lead back"));
    let circular: Vec<&str> = circular.map(|loss| loss.what.as_str()).collect();
    assert_eq!(circular.len(), server.n_unresolved);
    assert!(circular.contains(&"b and a"), "{circular:?}");
    assert!(circular.iter().any(|what| what.contains("Person")));
    assert!(
        parcel
            .losses
            .iter()
            .any(|loss| loss.what == "Bulk request, in 3 files")
    );
}
