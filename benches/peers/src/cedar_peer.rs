//! cedar-policy at its best: a strict schema, policies validated against it and sliced by
//! permission and level so that a question meets only those that matter, entities with the
//! manager tree as their hierarchy.
//!
//! A person acts as a `Person` and is acted on as a `Record`: reports stand below their manager in
//! the hierarchy of records, and would inherit their groups if both were one entity.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid,
    PartialEntities, PartialEntityUid, PartialRequest, PolicySet, Request, ResourceQueryRequest,
    RestrictedExpression, Schema, ValidationMode, Validator,
};
use sightline_bench::company::N_PERMISSIONS;
use sightline_bench::company::questions::Question;

use crate::facts::{Facts, Rule};

/// The slice of a question, and its request.
pub type Asked = (usize, Request);

/// The plain company in cedar.
pub struct Cedar {
    schema: Schema,
    authorizer: Authorizer,
    entities: Entities,
    /// Policies by permission and level.
    slices: Vec<PolicySet>,
    actions: Vec<EntityUid>,
    people: Vec<EntityUid>,
    records: Vec<EntityUid>,
}

/// What a partial evaluation starts from, made once and not for every question.
pub struct Ready {
    entities: PartialEntities,
}

impl Cedar {
    /// Translates a company.
    pub fn new(facts: &Facts) -> Cedar {
        let (schema, _) = Schema::from_cedarschema_str(&schema_text()).expect("a schema");
        let ids = |kind: &str, n: usize| -> Vec<EntityUid> {
            (0..n).map(|at| uid(kind, &format!("p{at}"))).collect()
        };
        let (people, records) = (
            ids("Person", facts.people.len()),
            ids("Record", facts.people.len()),
        );
        let entities = entities(facts, &people, &records, &schema);
        let validator = Validator::new(schema.clone());
        let mut slices = Vec::new();
        let mut actions = Vec::new();
        for permission in 0..N_PERMISSIONS {
            for level in ["view", "edit"] {
                let text = policies(facts, permission, level);
                let slice: PolicySet = text.parse().expect("policies");
                let found = validator.validate(&slice, ValidationMode::Strict);
                assert!(found.validation_passed(), "{found}");
                slices.push(slice);
                actions.push(uid("Action", &action(permission, level)));
            }
        }
        Cedar {
            schema,
            authorizer: Authorizer::new(),
            entities,
            slices,
            actions,
            people,
            records,
        }
    }

    /// A question as it is asked; made before any time is taken.
    pub fn request(&self, q: &Question) -> Asked {
        let slice = slice(q);
        let request = Request::new(
            self.people[q.actor].clone(),
            self.actions[slice].clone(),
            self.records[q.target].clone(),
            Context::empty(),
            None,
        );
        (slice, request.expect("a request"))
    }

    /// Is it allowed, and how many policies decide it?
    pub fn check(&self, (slice, request): &Asked) -> (bool, usize) {
        let response = self
            .authorizer
            .is_authorized(request, &self.slices[*slice], &self.entities);
        let n_deciding = response.diagnostics().reason().count();
        (response.decision() == Decision::Allow, n_deciding)
    }

    /// What someone sees with one permission at one level, person by person.
    pub fn sees_one_by_one(&self, q: &Question) -> Vec<usize> {
        (0..self.people.len())
            .filter(|target| {
                let one = Question {
                    target: *target,
                    ..q.clone()
                };
                self.check(&self.request(&one)).0
            })
            .collect()
    }

    /// Makes ready for partial evaluation.
    pub fn ready(&self) -> Ready {
        let entities = PartialEntities::from_concrete(self.entities.clone(), &self.schema);
        Ready {
            entities: entities.expect("entities that hold the schema"),
        }
    }

    /// The same by partial evaluation: policies are evaluated once without the target, and what is
    /// left of them for each. The library's own `query_resource` makes everything ready anew for
    /// each question; this does not.
    pub fn sees_by_parts(&self, ready: &Ready, q: &Question) -> Vec<usize> {
        let slice = slice(q);
        let query = ResourceQueryRequest::new(
            self.people[q.actor].clone(),
            self.actions[slice].clone(),
            type_name("Record"),
            Context::empty(),
            &self.schema,
        )
        .expect("a query");
        let partial = PartialRequest::new(
            PartialEntityUid::from_concrete(self.people[q.actor].clone()),
            self.actions[slice].clone(),
            PartialEntityUid::new(type_name("Record"), None),
            Some(Context::empty()),
            &self.schema,
        )
        .expect("a query");
        let response = self.slices[slice]
            .tpe(&partial, &ready.entities, &self.schema)
            .expect("an answer");
        match response.decision() {
            Some(Decision::Allow) => (0..self.records.len()).collect(),
            Some(Decision::Deny) => Vec::new(),
            None => {
                let left = response.policy_set();
                let is_seen = |target: &usize| {
                    let id = self.records[*target].id().clone();
                    let request = query.to_request(id, None).expect("a request");
                    let answer = self
                        .authorizer
                        .is_authorized(&request, &left, &self.entities);
                    answer.decision() == Decision::Allow
                };
                (0..self.records.len()).filter(is_seen).collect()
            }
        }
    }
}

fn slice(q: &Question) -> usize {
    q.permission * 2 + usize::from(q.level == "edit")
}

fn action(permission: usize, level: &str) -> String {
    format!("p{permission}.{level}")
}

fn type_name(kind: &str) -> EntityTypeName {
    kind.parse().expect("a type")
}

fn uid(kind: &str, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(type_name(kind), EntityId::new(id))
}

fn schema_text() -> String {
    let mut text = "
        entity Role;
        entity Group in [Role];
        entity Person in [Group] { record: Record, country: String, department: String };
        entity Record in [Record] {
            person: Person, manager?: Person, country: String, department: String
        };
    "
    .to_owned();
    for permission in 0..N_PERMISSIONS {
        for level in ["view", "edit"] {
            let action = action(permission, level);
            writeln!(
                text,
                "action \"{action}\" appliesTo {{ principal: [Person], resource: [Record] }};"
            )
            .ok();
        }
    }
    text
}

fn entities(
    facts: &Facts,
    people: &[EntityUid],
    records: &[EntityUid],
    schema: &Schema,
) -> Entities {
    let group = |g: usize| uid("Group", &format!("g{g}"));
    let role = |r: usize| uid("Role", &format!("r{r}"));
    let mut list: Vec<Entity> = Vec::new();
    for r in 0..facts.n_roles {
        list.push(Entity::with_uid(role(r)));
    }
    for (g, r) in facts.role_of.iter().enumerate() {
        list.push(Entity::new_no_attrs(group(g), [role(*r)].into()));
    }
    for (at, person) in facts.people.iter().enumerate() {
        let text = |value: &str| RestrictedExpression::new_string(value.to_owned());
        let entity = |uid: &EntityUid| RestrictedExpression::new_entity_uid(uid.clone());
        let both = HashMap::from([
            ("country".to_owned(), text(&person.country)),
            ("department".to_owned(), text(&person.department)),
        ]);
        let mut attributes = both.clone();
        attributes.insert("record".to_owned(), entity(&records[at]));
        let groups = person.groups.iter().map(|g| group(*g)).collect();
        list.push(Entity::new(people[at].clone(), attributes, groups).expect("a person"));
        let mut attributes = both;
        attributes.insert("person".to_owned(), entity(&people[at]));
        let mut above = HashSet::new();
        if let Some(manager) = person.manager {
            attributes.insert("manager".to_owned(), entity(&people[manager]));
            above.insert(records[manager].clone());
        }
        list.push(Entity::new(records[at].clone(), attributes, above).expect("a record"));
    }
    Entities::from_entities(list, Some(schema)).expect("entities that hold the schema")
}

/// The policies that decide one permission at one level.
fn policies(facts: &Facts, permission: usize, level: &str) -> String {
    let mut text = String::new();
    let action = action(permission, level);
    for grant in &facts.grants {
        if grant.permission != permission || (level == "edit" && !grant.is_edit) {
            continue;
        }
        let when = condition(&grant.rule)
            .map(|condition| format!(" when {{ {condition} }}"))
            .unwrap_or_default();
        writeln!(
            text,
            "permit(principal in Role::\"r{}\", action == Action::\"{action}\", resource){when};",
            grant.role
        )
        .ok();
    }
    if permission == facts.guarded {
        writeln!(
            text,
            "forbid(principal, action == Action::\"{action}\", resource) \
             unless {{ resource == principal.record }};"
        )
        .ok();
    }
    text
}

fn condition(rule: &Rule) -> Option<String> {
    let text = match rule {
        Rule::Oneself => "resource == principal.record".to_owned(),
        Rule::DirectReports => "resource has manager && resource.manager == principal".to_owned(),
        Rule::AllReports => {
            "resource in principal.record && resource != principal.record".to_owned()
        }
        Rule::SameCountry => "resource.country == principal.country".to_owned(),
        Rule::SameDepartment => "resource.department == principal.department".to_owned(),
        Rule::Country(country) => format!("resource.country == \"{country}\""),
        Rule::Group(group) => format!("resource.person in Group::\"g{group}\""),
        Rule::Everyone => return None,
    };
    Some(text)
}
