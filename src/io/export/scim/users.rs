//! A principal as a SCIM user: what of a record has a place there, and what goes where.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json, json};

use super::{Naming, Resource};
use crate::engine::{Engine, Words};
use crate::io::export::belonging::Belonging;
use crate::model::{
    Account, Field, FieldId, FieldType, Principal, PrincipalId, PrincipalSort, Value,
};

const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// Where a field of the model goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Email,
    Phone,
    Core(&'static str),
    Enterprise(&'static str),
}

/// Names under which a field is known, letters only, and its place.
const PLACES: [(&str, Place); 23] = [
    ("title", Place::Core("title")),
    ("jobtitle", Place::Core("title")),
    ("position", Place::Core("title")),
    ("locale", Place::Core("locale")),
    ("timezone", Place::Core("timezone")),
    ("language", Place::Core("preferredLanguage")),
    ("preferredlanguage", Place::Core("preferredLanguage")),
    ("nickname", Place::Core("nickName")),
    ("department", Place::Enterprise("department")),
    ("division", Place::Enterprise("division")),
    ("organization", Place::Enterprise("organization")),
    ("organisation", Place::Enterprise("organization")),
    ("company", Place::Enterprise("organization")),
    ("costcentre", Place::Enterprise("costCenter")),
    ("costcenter", Place::Enterprise("costCenter")),
    ("employeenumber", Place::Enterprise("employeeNumber")),
    ("employeeid", Place::Enterprise("employeeNumber")),
    ("employeeno", Place::Enterprise("employeeNumber")),
    ("personnelnumber", Place::Enterprise("employeeNumber")),
    ("phone", Place::Phone),
    ("workphone", Place::Phone),
    ("mobile", Place::Phone),
    ("telephone", Place::Phone),
];

/// Everyone as a user.
pub(super) struct Users<'e> {
    engine: &'e Engine,
    belonging: Belonging,
    places: Vec<(&'e Field, Place)>,
    names: BTreeMap<PrincipalId, String>,
    /// Those who have a name that others have too, apart from upper and lower case.
    pub renamed: Vec<PrincipalId>,
}

impl<'e> Users<'e> {
    pub fn new(engine: &'e Engine) -> Users<'e> {
        let mut taken: BTreeSet<Place> = BTreeSet::new();
        let fields = engine.model().fields().iter();
        let places: Vec<(&Field, Place)> = fields
            .filter_map(|field| {
                let place = place_of(field)?;
                // One field a place; emails and phones may be several.
                let is_list = matches!(place, Place::Email | Place::Phone);
                (is_list || taken.insert(place)).then_some((field, place))
            })
            .collect();
        let mut users = Users {
            engine,
            belonging: Belonging::new(engine),
            places,
            names: BTreeMap::new(),
            renamed: Vec::new(),
        };
        users.give_names();
        users
    }

    /// The fields that have no place.
    pub fn left_out(&self) -> Vec<&'e Field> {
        let fields = self.engine.model().fields().iter();
        let is_placed = |field: &&Field| self.places.iter().any(|(one, _)| one.id == field.id);
        fields.filter(|field| !is_placed(field)).collect()
    }

    /// User names are unique there, upper and lower case being the same: the first email, or else
    /// the id, numbered where it is taken.
    fn give_names(&mut self) {
        let people = self.engine.model().principals();
        let mut uses: BTreeMap<String, usize> = BTreeMap::new();
        for person in people.iter() {
            *uses.entry(person.id.as_str().to_lowercase()).or_default() += 1;
            if let Some(email) = self.email(person) {
                *uses.entry(email.to_lowercase()).or_default() += 1;
            }
        }
        let is_free = |name: &str| uses.get(&name.to_lowercase()) == Some(&1);
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for person in people.iter() {
            let email = self.email(person).filter(|email| is_free(email));
            let wanted = email.unwrap_or(person.id.as_str()).to_owned();
            let mut name = wanted.clone();
            let mut nth = 1;
            while !taken.insert(name.to_lowercase())
                || (nth > 1 && uses.contains_key(&name.to_lowercase()))
            {
                nth += 1;
                name = format!("{wanted}-{nth}");
            }
            if nth > 1 {
                self.renamed.push(person.id.clone());
            }
            self.names.insert(person.id.clone(), name);
        }
    }

    fn email(&self, person: &'e Principal) -> Option<&'e str> {
        let mut emails = self
            .places
            .iter()
            .filter(|(_, place)| *place == Place::Email);
        emails.find_map(|(field, _)| text(person, &field.id))
    }

    /// The name by which a user logs in.
    pub fn name(&self, id: &PrincipalId) -> &str {
        self.names.get(id).map_or("", String::as_str)
    }

    /// One user.
    pub fn resource(&self, id: &PrincipalId, naming: Naming) -> Json {
        let model = self.engine.model();
        let Some(person) = model.principals().get(id) else {
            return Json::Null;
        };
        let extension = self.extension(person, naming);
        let mut user = Map::new();
        let mut put = |name: &str, value: Json| user.insert(name.to_owned(), value);
        put(
            "schemas",
            match extension.is_empty() {
                true => json!([USER]),
                false => json!([USER, ENTERPRISE]),
            },
        );
        if naming == Naming::Id {
            put("id", json!(Resource::User(id.clone()).id()));
        }
        put("externalId", json!(id.as_str()));
        put("userName", json!(self.name(id)));
        put("name", json!({ "formatted": person.name }));
        put("displayName", json!(person.name));
        put(
            "userType",
            json!(match person.sort {
                PrincipalSort::Person => "Employee",
                PrincipalSort::ServiceUser => "Service user",
                PrincipalSort::External => "External user",
            }),
        );
        put("active", json!(person.account == Account::Active));
        for (field, place) in &self.places {
            if let (Place::Core(name), Some(text)) = (place, text(person, &field.id)) {
                put(name, json!(text));
            }
        }
        for (name, place) in [("emails", Place::Email), ("phoneNumbers", Place::Phone)] {
            let values = self.values(person, place);
            if !values.is_empty() {
                put(name, values.into());
            }
        }
        let roles = self.roles(id);
        if !roles.is_empty() {
            put("roles", roles.into());
        }
        let entitlements = entitlements(self.engine, id);
        if !entitlements.is_empty() {
            put("entitlements", entitlements.into());
        }
        if !extension.is_empty() {
            put(ENTERPRISE, extension.into());
        }
        user.into()
    }

    fn values(&self, person: &Principal, wanted: Place) -> Vec<Json> {
        let fields = self.places.iter().filter(|(_, place)| *place == wanted);
        let texts = fields.filter_map(|(field, _)| text(person, &field.id));
        let mut values: Vec<Json> = Vec::new();
        let mut known: Vec<&str> = Vec::new();
        for text in texts {
            if known.contains(&text) {
                continue;
            }
            known.push(text);
            let is_first = values.is_empty();
            values.push(json!({
                "value": text,
                "type": if is_first { "work" } else { "other" },
                "primary": is_first,
            }));
        }
        values
    }

    fn extension(&self, person: &Principal, naming: Naming) -> Map<String, Json> {
        let mut extension = Map::new();
        for (field, place) in &self.places {
            if let (Place::Enterprise(name), Some(text)) = (place, text(person, &field.id)) {
                extension.insert((*name).to_owned(), json!(text));
            }
        }
        if let Some(manager) = manager(self.engine, person) {
            let reference = Resource::User(manager.clone()).reference(naming);
            extension.insert("manager".to_owned(), reference.into());
        }
        extension
    }

    /// The roles held, as opaque values.
    fn roles(&self, id: &PrincipalId) -> Vec<Json> {
        let model = self.engine.model();
        let held = self.belonging.roles_of(id);
        let records = held.iter().filter_map(|role| model.roles().get(role));
        records
            .map(|role| {
                json!({
                    "value": role.id.as_str(),
                    "display": role.name,
                    "type": if role.derived.is_some() { "derived" } else { "assigned" },
                })
            })
            .collect()
    }
}

/// What someone can do, each permission at its highest level, as opaque values.
fn entitlements(engine: &Engine, id: &PrincipalId) -> Vec<Json> {
    let words = Words::new(engine.model());
    let mut highest: BTreeMap<usize, (String, String)> = BTreeMap::new();
    for held in engine.held(id) {
        let at = engine.model().permissions().position(&held.permission);
        let name = words.permission(&held.permission);
        let value = format!("{}@{}", held.permission, held.level);
        // Levels come lowest first.
        highest.insert(
            at.unwrap_or(usize::MAX),
            (value, format!("{name}: {}", held.level)),
        );
    }
    highest
        .into_values()
        .map(|(value, display)| {
            json!({
                "value": value,
                "display": display,
                "type": "permission",
            })
        })
        .collect()
}

/// The one manager SCIM has room for: the first of the first line, or else of the next.
pub(super) fn manager<'p>(engine: &Engine, person: &'p Principal) -> Option<&'p PrincipalId> {
    let lines = engine.model().settings().lines.iter();
    let mut of_lines = lines.filter_map(|line| {
        let mut edges = person.managers.iter().filter(|edge| edge.0 == line.id);
        edges.find(|edge| engine.model().principals().contains(&edge.1))
    });
    of_lines.next().map(|edge| &edge.1)
}

fn text<'p>(person: &'p Principal, field: &FieldId) -> Option<&'p str> {
    match person.fields.get(field) {
        Some(Value::Text(text)) if !text.trim().is_empty() => Some(text),
        _ => None,
    }
}

fn place_of(field: &Field) -> Option<Place> {
    match field.kind {
        FieldType::Email => return Some(Place::Email),
        FieldType::Text | FieldType::Choice(_) => {}
        _ => return None,
    }
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let known = |text: String| PLACES.iter().find(|(name, _)| *name == text);
    let found = known(letters(field.id.as_str())).or_else(|| known(letters(&field.name)));
    found.map(|(_, place)| *place)
}
