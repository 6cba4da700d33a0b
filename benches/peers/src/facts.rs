//! The plain company in numbers, read from its model: what a translation to another engine needs.

use sightline::model::{Model, Op, Reach, Subject};
use sightline_bench::company::N_PERMISSIONS;

/// Whose data a grant reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    Oneself,
    DirectReports,
    AllReports,
    SameCountry,
    SameDepartment,
    Country(String),
    /// Number of the group.
    Group(usize),
    Everyone,
}

/// One grant of a role.
#[derive(Clone, Debug)]
pub struct Granted {
    /// Number of the role.
    pub role: usize,
    /// Number of the permission.
    pub permission: usize,
    /// `edit` and not only `view`.
    pub is_edit: bool,
    pub rule: Rule,
}

/// One person.
#[derive(Clone, Debug, Default)]
pub struct Person {
    pub country: String,
    pub department: String,
    /// Number of the manager.
    pub manager: Option<usize>,
    /// Numbers of the groups they are a member of.
    pub groups: Vec<usize>,
}

/// The plain company.
#[derive(Clone, Debug)]
pub struct Facts {
    pub people: Vec<Person>,
    /// Role of each group.
    pub role_of: Vec<usize>,
    pub n_roles: usize,
    pub grants: Vec<Granted>,
    /// The permission the guard leaves to oneself.
    pub guarded: usize,
}

impl Facts {
    /// Reads a plain company.
    pub fn of(model: &Model) -> Facts {
        let mut people: Vec<Person> = model
            .principals()
            .iter()
            .map(|person| {
                let field = |id: &str| {
                    let value = person.fields.get(&id.into());
                    value.map(ToString::to_string).unwrap_or_default()
                };
                let manager = person.managers.first();
                Person {
                    country: field("country"),
                    department: field("department"),
                    manager: manager.map(|edge| number(edge.1.as_str(), "p")),
                    groups: Vec::new(),
                }
            })
            .collect();
        for (g, group) in model.groups().iter().enumerate() {
            let clause = &group.condition.as_ref().expect("a condition").clauses[0];
            assert_eq!(clause.op, Op::Is);
            let value = clause.values[0].to_string();
            for person in &mut people {
                let own = match clause.field.as_str() {
                    "country" => &person.country,
                    _ => &person.department,
                };
                if *own == value {
                    person.groups.push(g);
                }
            }
        }
        Facts {
            people,
            role_of: roles_of_groups(model),
            n_roles: model.roles().len(),
            grants: grants(model),
            guarded: N_PERMISSIONS - 1,
        }
    }

    /// True if a rule reaches a target from someone's place.
    pub fn reaches(&self, rule: &Rule, actor: usize, target: usize) -> bool {
        let (me, them) = (&self.people[actor], &self.people[target]);
        match rule {
            Rule::Oneself => actor == target,
            Rule::DirectReports => them.manager == Some(actor),
            Rule::AllReports => {
                let up = |at: &usize| self.people[*at].manager;
                std::iter::successors(them.manager, up).any(|above| above == actor)
            }
            Rule::SameCountry => me.country == them.country,
            Rule::SameDepartment => me.department == them.department,
            Rule::Country(country) => them.country == *country,
            Rule::Group(group) => them.groups.contains(group),
            Rule::Everyone => true,
        }
    }
}

fn number(id: &str, letters: &str) -> usize {
    let digits = id.strip_prefix(letters).expect("a generated id");
    digits.parse().expect("a number")
}

fn roles_of_groups(model: &Model) -> Vec<usize> {
    let mut roles = vec![0; model.groups().len()];
    for assignment in model.assignments().iter() {
        let Subject::Group(group) = &assignment.to else {
            panic!("the plain company gives roles to groups only");
        };
        roles[number(group.as_str(), "g")] = number(assignment.role.as_str(), "r");
    }
    roles
}

fn grants(model: &Model) -> Vec<Granted> {
    let mut list = Vec::new();
    for (r, role) in model.roles().iter().enumerate() {
        for grant in &role.grants {
            list.push(Granted {
                role: r,
                permission: number(grant.permission.as_str(), "hr.p"),
                is_edit: grant.level == "edit",
                rule: rule(grant.on.people.as_ref().expect("a reach")),
            });
        }
    }
    list
}

fn rule(reach: &Reach) -> Rule {
    match reach {
        Reach::Oneself => Rule::Oneself,
        Reach::Reports(reports) if reports.depth == Some(1) => Rule::DirectReports,
        Reach::Reports(_) => Rule::AllReports,
        Reach::SameField(field) if *field == "country" => Rule::SameCountry,
        Reach::SameField(_) => Rule::SameDepartment,
        Reach::Where(condition) => Rule::Country(condition.clauses[0].values[0].to_string()),
        Reach::Group(group) => Rule::Group(number(group.as_str(), "g")),
        Reach::Everyone => Rule::Everyone,
        other => panic!("not in the plain company: {other:?}"),
    }
}
