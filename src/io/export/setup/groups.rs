//! Roles that are what a group is given: permission groups, each with one population.

use std::collections::BTreeMap;

use super::plan::{Planning, Step};
use crate::model::{Assignment, Grant, Key, Reach, Role, Scope, Subject};

impl Planning<'_> {
    /// Roles that are what a group is given: a step for each group and each of its populations.
    pub(super) fn permission_groups(&mut self) -> Vec<Step> {
        let roles: Vec<Role> = self.model().roles().iter().cloned().collect();
        let given: Vec<Assignment> = self.model().assignments().iter().cloned().collect();
        let mut taken = Populations::default();
        let mut steps = Vec::new();
        for role in &roles {
            let about = self.about_role(role);
            let of_role: Vec<&Assignment> = given.iter().filter(|a| a.role == role.id).collect();
            if of_role.is_empty() {
                self.without_group(role);
            }
            for assignment in of_role {
                let group = self.group_given(role, assignment);
                for (people, grants) in by_population(role) {
                    let of = Giving {
                        group: &group,
                        role,
                        assignment,
                        people: people.as_ref(),
                    };
                    steps.push(self.permission_group(&of, &grants, &about, &mut taken));
                }
            }
        }
        steps
    }

    /// A role that no group is given: what it would give is named all the same.
    fn without_group(&mut self, role: &Role) {
        let of = format!("Role “{}”", role.name);
        self.cannot(
            of.clone(),
            "it is given to no group, and a permission group without members gives nothing; make \
             one for those who hold it",
        );
        for line in self.grant_lines(&of, &role.grants) {
            self.cannot(format!("{of}: {line}"), "no group holds the role");
        }
    }

    /// The permission group a role is given to; one of its own for a single user.
    fn group_given(&mut self, role: &Role, assignment: &Assignment) -> String {
        if let Some(items) = &assignment.scope.items {
            let what = format!("Role “{}”, as it is given", role.name);
            self.check_scope(&what, &Scope::items(items.clone()));
        }
        match &assignment.to {
            Subject::Group(id) => self.title(Key::Group(id.clone())),
            Subject::User(id) => {
                let who = self.words.person(id);
                let group = format!("{}: {who}", role.name);
                self.cannot(
                    format!("Role “{}” given to {who}", role.name),
                    format!(
                        "permissions come by permission groups only: a group “{group}” with this \
                         one member takes its place"
                    ),
                );
                group
            }
        }
    }

    fn permission_group(
        &mut self,
        giving: &Giving<'_>,
        grants: &[Grant],
        about: &[String],
        taken: &mut Populations,
    ) -> Step {
        let (group, role) = (giving.group, &giving.role.name);
        let scope = &giving.assignment.scope;
        let limits = [
            giving.role.scope.people.as_ref(),
            scope.people.as_ref(),
            giving.people,
        ];
        let limits = limits.into_iter().flatten();
        let limits: Vec<String> = limits.map(|reach| self.words.reach(reach)).collect();
        let access = match limits.is_empty() {
            true => "anyone".to_owned(),
            false => limits.join(" who are also "),
        };
        if limits.len() > 1 {
            self.cannot(
                format!("Permission group “{group}”: {access}"),
                "access rights are one condition: put the parts together in it",
            );
        }
        let mut lines = vec![format!("Access rights: {access}")];
        let others = about.iter().filter(|line| !line.starts_with("Scope of"));
        lines.extend(others.cloned());
        let of = format!("Permission group “{group}”, role “{role}”");
        self.people_are_above = true;
        lines.extend(self.grant_lines(&of, grants));
        self.people_are_above = false;
        lines.extend(self.window(&of, &giving.assignment.window));
        // A permission group has one population; whatever reaches others needs another one.
        let first = taken.0.entry(group.to_owned()).or_insert(access.clone());
        let text = match *first == access {
            true => format!("Permission group “{group}”: what the role “{role}” gives"),
            false => format!(
                "Permission group “{group}: {access}”, another one with the same members: what the \
                 role “{role}” gives on them"
            ),
        };
        Step::new(text, lines)
    }
}

/// The population of each permission group so far.
#[derive(Default)]
struct Populations(BTreeMap<String, String>);

/// A role as a group is given it, on some people.
struct Giving<'a> {
    group: &'a str,
    role: &'a Role,
    assignment: &'a Assignment,
    people: Option<&'a Reach>,
}

/// The grants of a role, those on the same people together.
fn by_population(role: &Role) -> Vec<(Option<Reach>, Vec<Grant>)> {
    let mut populations: Vec<(Option<Reach>, Vec<Grant>)> = Vec::new();
    for grant in &role.grants {
        let people = grant.on.people.clone();
        match populations.iter_mut().find(|(known, _)| *known == people) {
            Some((_, list)) => list.push(grant.clone()),
            None => populations.push((people, vec![grant.clone()])),
        }
    }
    if populations.is_empty() {
        populations.push((None, Vec::new()));
    }
    populations
}
