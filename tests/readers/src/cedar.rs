//! cedar-policy reads the Cedar export.

use std::collections::HashMap;

use cedar_policy::{
    ActionConstraint, Authorizer, Context, Decision, Entities, EntityId, EntityTypeName, EntityUid,
    PolicySet, Request, RestrictedExpression, Schema, ValidationMode, Validator,
};
use serde_json::Value;
use sightline::engine::ItemRef;
use sightline::io::export::Parcel;

use crate::{Onto, Question, file};

/// The Cedar export, read.
pub struct Cedar {
    schema: Schema,
    entities: Entities,
    /// Policies by action: a question meets only those that name its action.
    slices: HashMap<EntityUid, PolicySet>,
    item_types: HashMap<String, String>,
    none: PolicySet,
}

fn uid(kind: &str, id: &str) -> EntityUid {
    let kind: EntityTypeName = kind.parse().expect("a type");
    EntityUid::from_type_name_and_id(kind, EntityId::new(id))
}

impl Cedar {
    /// Reads the export: what the strict validator refuses is an error.
    pub fn read(parcel: &Parcel) -> Result<Cedar, String> {
        let text = file(parcel, "schema.cedarschema");
        let (schema, _) =
            Schema::from_cedarschema_str(text).map_err(|e| format!("{e:?}\n{text}"))?;
        let text = file(parcel, "policies.cedar");
        let policies: PolicySet = text.parse().map_err(|e| format!("{e:?}\n{text}"))?;
        let found = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
        if !found.validation_passed() {
            let text = found.validation_errors().map(|e| format!("{e}\n"));
            return Err(text.collect::<String>() + file(parcel, "policies.cedar"));
        }
        let text = file(parcel, "entities.json");
        let entities =
            Entities::from_json_str(text, Some(&schema)).map_err(|e| format!("{e:?}\n{text}"))?;
        let mut item_types = HashMap::new();
        let list: Vec<Value> = serde_json::from_str(text).map_err(|e| e.to_string())?;
        for entity in &list {
            let kind = entity["uid"]["type"].as_str().expect("a type");
            let ours = [
                "User",
                "Person",
                "Role",
                "Group",
                "Holders",
                "Team",
                "Label",
                "Population",
                "System",
                "Account",
                "RoleRecord",
            ];
            if !ours.contains(&kind) {
                let id = entity["uid"]["id"].as_str().expect("an id").to_owned();
                item_types.insert(id, kind.to_owned());
            }
        }
        Ok(Cedar {
            schema,
            entities,
            slices: slices(&policies),
            item_types,
            none: PolicySet::new(),
        })
    }

    /// The answer of cedar-policy.
    pub fn allows(&self, q: &Question<'_>) -> bool {
        let (permission, level) = q.deed();
        let action = uid("Action", &format!("{permission}@{level}"));
        let person = || {
            uid(
                "Person",
                q.target.person.as_ref().expect("a person").as_str(),
            )
        };
        let item = || match q.target.item.as_ref().expect("an item") {
            ItemRef::Item(id) => uid(&self.item_types[id.as_str()], id.as_str()),
            ItemRef::Account(id) => uid("Account", id.as_str()),
            ItemRef::Role(id) => uid("RoleRecord", id.as_str()),
        };
        let mut context = Context::empty();
        let resource = match q.onto() {
            Onto::Nothing => uid("System", "system"),
            Onto::Person => person(),
            Onto::Item => item(),
            Onto::Pair => {
                let person = RestrictedExpression::new_entity_uid(person());
                let pairs = [("person".to_owned(), person)];
                context = Context::from_pairs(pairs).expect("a context");
                item()
            }
        };
        let who = uid("User", q.who.as_str());
        let request = Request::new(who, action.clone(), resource, context, Some(&self.schema));
        let request = request.unwrap_or_else(|e| panic!("{q:?}: {e}"));
        let policies = self.slices.get(&action).unwrap_or(&self.none);
        let response = Authorizer::new().is_authorized(&request, policies, &self.entities);
        let errors: Vec<String> = response
            .diagnostics()
            .errors()
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{q:?}: {errors:?}");
        response.decision() == Decision::Allow
    }
}

fn slices(policies: &PolicySet) -> HashMap<EntityUid, PolicySet> {
    let mut slices: HashMap<EntityUid, PolicySet> = HashMap::new();
    for policy in policies.policies() {
        let actions = match policy.action_constraint() {
            ActionConstraint::Any => panic!("{policy} names no action"),
            ActionConstraint::Eq(action) => vec![action],
            ActionConstraint::In(actions) => actions,
        };
        for action in actions {
            let slice = slices.entry(action).or_default();
            slice.add(policy.clone()).expect("a policy once");
        }
    }
    slices
}

/// Runs the tests that lie beside the policies, each with its own entities and all policies.
pub fn own_tests(parcel: &Parcel) -> Result<usize, String> {
    let policies: PolicySet = file(parcel, "policies.cedar").parse().expect("policies");
    let tests: Vec<Value> = serde_json::from_str(file(parcel, "tests.json")).expect("tests");
    for test in &tests {
        let entities = Entities::from_json_value(test["entities"].clone(), None)
            .map_err(|e| format!("{}: {e:?}", test["name"]))?;
        let request = &test["request"];
        let uid = |name: &str| -> EntityUid {
            let text = request[name].as_str().expect("a text");
            text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
        };
        let context = Context::from_json_value(request["context"].clone(), None);
        let asked = Request::new(
            uid("principal"),
            uid("action"),
            uid("resource"),
            context.expect("a context"),
            None,
        );
        let response =
            Authorizer::new().is_authorized(&asked.expect("a request"), &policies, &entities);
        let is_allowed = response.decision() == Decision::Allow;
        let errors = response.diagnostics().errors().count();
        if is_allowed != (test["decision"] == "allow") || errors > 0 {
            return Err(format!("{} failed with {errors} errors", test["name"]));
        }
    }
    Ok(tests.len())
}
