//! What SCIM has no place for, by name.

use super::Resource;
use super::bulk::Requests;
use super::users::{Users, manager};
use crate::engine::{Engine, capital};
use crate::io::export::loss::{Fate, Loss};
use crate::io::export::tables::rule_keys;
use crate::model::{Key, Model, Window};

pub(super) fn losses(engine: &Engine, users: &Users<'_>, requests: &Requests) -> Vec<Loss> {
    let mut list = Vec::new();
    people(engine, users, &mut list);
    groups(engine, &mut list);
    rights(engine, &mut list);
    records(engine.model(), &mut list);
    order(engine, requests, &mut list);
    list
}

fn people(engine: &Engine, users: &Users<'_>, list: &mut Vec<Loss>) {
    let model = engine.model();
    for person in model.principals().iter() {
        let kept = manager(engine, person);
        let others = person.managers.iter().filter(|edge| Some(&edge.1) != kept);
        let others: Vec<String> = others
            .map(|edge| model.title(&Key::Principal(edge.1.clone())))
            .collect();
        if !others.is_empty() {
            list.push(Loss::new(
                Fate::Dropped,
                format!("Managers of {} but one", person.name),
                format!("SCIM has one manager; left out: {}", others.join(", ")),
            ));
        }
        if person.account != crate::model::Account::Active {
            list.push(Loss::new(
                Fate::Narrowed,
                format!("Account of {}", person.name),
                format!(
                    "SCIM says not active; why ({}) is not said",
                    person.account.word()
                ),
            ));
        }
    }
    for id in &users.renamed {
        list.push(Loss::new(
            Fate::Renamed,
            model.title(&Key::Principal(id.clone())),
            format!(
                "logs in as {}, for upper and lower case are the same there",
                users.name(id)
            ),
        ));
    }
    for field in users.left_out() {
        list.push(Loss::new(
            Fate::Dropped,
            format!("Field {}", field.name),
            "SCIM has no attribute for it",
        ));
    }
    let labelled = model.principals().iter().filter(|p| !p.labels.is_empty());
    for person in labelled {
        list.push(Loss::new(
            Fate::Dropped,
            format!("Labels of {}", person.name),
            "SCIM has no labels",
        ));
    }
}

fn groups(engine: &Engine, list: &mut Vec<Loss>) {
    let model = engine.model();
    for group in model.groups().iter() {
        if let Some(condition) = &group.condition {
            let n = engine.matching(condition).len();
            list.push(Loss::new(
                Fate::Frozen,
                format!("Group {}", group.name),
                format!("its condition becomes the {n} members of {}", engine.day()),
            ));
        }
        if !group.description.is_empty() {
            list.push(Loss::new(
                Fate::Dropped,
                format!("Description of the group {}", group.name),
                "SCIM groups have a name only",
            ));
        }
    }
    for team in model.teams().iter() {
        let leads = model
            .principals()
            .iter()
            .filter(|p| p.leads.contains(&team.id));
        let leads: Vec<&str> = leads.map(|person| person.name.as_str()).collect();
        if !leads.is_empty() {
            list.push(Loss::new(
                Fate::Dropped,
                format!("Leads of the team {}", team.name),
                format!(
                    "a team becomes a group, and a group has no leads: {}",
                    leads.join(", ")
                ),
            ));
        }
    }
}

/// What is held says no more than its name.
fn rights(engine: &Engine, list: &mut Vec<Loss>) {
    let model = engine.model();
    for role in model.roles().iter() {
        list.push(Loss::new(
            Fate::Frozen,
            format!("Role {}", role.name),
            format!(
                "its {} holders of {} bear its id; what it grants is not said",
                engine.holders(&role.id).len(),
                engine.day()
            ),
        ));
    }
    for permission in model.permissions().iter() {
        let is_about_nothing = !permission.about.has_person() && !permission.about.has_item();
        list.push(Loss::new(
            Fate::Frozen,
            format!("Permission {}", permission.name),
            match is_about_nothing {
                true => "whoever has it today bears it as an entitlement".to_owned(),
                false => "whoever has it today bears it as an entitlement with its highest level; \
                          on whom or what is not said"
                    .to_owned(),
            },
        ));
    }
}

/// Records that leave nothing behind.
fn records(model: &Model, list: &mut Vec<Loss>) {
    let mut drop = |key: Key, why: &str| {
        let what = format!("{} {}", capital(key.word()), model.title(&key));
        list.push(Loss::new(Fate::Dropped, what, why));
    };
    for key in rule_keys(model) {
        drop(key, "SCIM knows no rules");
    }
    for module in model
        .modules()
        .iter()
        .filter(|m| m.users.is_some() || !m.on)
    {
        drop(
            Key::Module(module.id.clone()),
            "SCIM has no modules; what it shuts out is not among the entitlements",
        );
    }
    for assignment in model.assignments().iter() {
        if assignment.window != Window::default() || !assignment.scope.is_unset() {
            drop(
                Key::Assignment(assignment.id.clone()),
                "its scope and its time are not said",
            );
        }
    }
    for id in model.direct_grants().ids() {
        drop(
            Key::DirectGrant(id.clone()),
            "it shows among the entitlements, without its scope and time",
        );
    }
    for id in model.custom_sets().ids() {
        drop(
            Key::CustomSet(id.clone()),
            "it shows among the entitlements, not as a set",
        );
    }
    for id in model.principal_scopes().ids() {
        drop(Key::PrincipalScope(id.clone()), "SCIM has no scopes");
    }
    for id in model.items().ids() {
        drop(
            Key::Item(id.clone()),
            "SCIM has no records but users and groups",
        );
    }
    for id in model.expectations().ids() {
        drop(Key::Expectation(id.clone()), "SCIM has no tests");
    }
    for id in model.duties().ids() {
        drop(Key::DutyRule(id.clone()), "SCIM knows no rules");
    }
}

fn order(engine: &Engine, requests: &Requests, list: &mut Vec<Loss>) {
    let model = engine.model();
    let title = |resource: &Resource| match resource {
        Resource::User(id) => model.title(&Key::Principal(id.clone())),
        Resource::Group(id) => model.title(&Key::Group(id.clone())),
        Resource::Team(id) => model.title(&Key::Team(id.clone())),
    };
    for (from, to) in &requests.circular {
        list.push(Loss::new(
            Fate::Narrowed,
            format!("{} and {}", title(from), title(to)),
            "they lead back to each other; a server has to resolve circular references \
             (RFC 7644, 3.7.1), and some do not",
        ));
    }
    for resource in &requests.too_large {
        list.push(Loss::new(
            Fate::Narrowed,
            title(resource),
            format!(
                "it fills more than {} bytes, and many servers refuse such a request; add its \
                 members in parts",
                super::bulk::MOST_BYTES
            ),
        ));
    }
    if requests.list.len() > 1 {
        list.push(Loss::new(
            Fate::Narrowed,
            format!("Bulk request, in {} files", requests.list.len()),
            format!(
                "{} references lead from one to an earlier one and need its answer, as README.md says",
                requests.n_across
            ),
        ));
    }
}
