//! The steps of each part, from the records of the model.

use super::plan::{Planning, Step};
use super::terms::Part;
use crate::model::{Entity, Group, Key, PrincipalSort, Subject, Table, Window};

pub(super) fn quoted(name: &str) -> String {
    format!("“{name}”")
}

impl Planning<'_> {
    /// The steps of a part; what of them the system has no place for is named on the way.
    pub fn steps(&mut self, part: Part) -> Vec<Step> {
        match part {
            Part::Modules => self.modules(),
            Part::Switches => self.rules(|m| m.switches(), Key::Switch, "Set the switch"),
            Part::Labels => self.labels(),
            Part::Reaches => self.reaches(),
            Part::Accounts => self.accounts(),
            Part::Teams => self.teams(),
            Part::Groups => self.groups(),
            Part::Implications => self.sentences(|m| m.implications(), Key::Implication),
            Part::Requirements => self.sentences(|m| m.requirements(), Key::Requirement),
            Part::Roles if self.can().roles_in_groups => self.permission_groups(),
            Part::Roles => self.roles(),
            Part::Assignments => self.assignments(),
            Part::Limits => self.limits(),
            Part::Direct => self.direct_grants(),
            Part::Sets => self.custom_sets(),
            Part::Suppressions => self.rules(|m| m.suppressions(), Key::Suppression, "Exception"),
            Part::Guards => self.rules(|m| m.guards(), Key::Guard, "Final no"),
            Part::Delegation => self.rules(|m| m.delegation(), Key::DelegationRule, "Rule"),
        }
    }

    pub(super) fn title(&self, key: Key) -> String {
        self.model().title(&key)
    }

    fn rules<T: Entity>(
        &self,
        table: fn(&crate::model::Model) -> &Table<T>,
        key: fn(T::Id) -> Key,
        word: &str,
    ) -> Vec<Step> {
        let rules = table(self.model()).ids().map(|id| {
            let key = key(id.clone());
            let name = quoted(&self.model().title(&key));
            let text = self.words.rule(&key).unwrap_or_default();
            Step::new(format!("{word} {name}"), vec![text])
        });
        rules.collect()
    }

    /// Rules that have no name but what they say.
    fn sentences<T: Entity>(
        &self,
        table: fn(&crate::model::Model) -> &Table<T>,
        key: fn(T::Id) -> Key,
    ) -> Vec<Step> {
        let keys = table(self.model()).ids().map(|id| key(id.clone()));
        let texts = keys.map(|key| self.words.rule(&key).unwrap_or_default());
        texts.map(|text| Step::new(text, Vec::new())).collect()
    }

    fn modules(&self) -> Vec<Step> {
        let is_placed = self.has_place(Part::Modules);
        let modules = self.model().modules().iter();
        // On for everyone is what a system without such a place has anyway.
        let modules = modules.filter(|m| is_placed || !m.on || m.users.is_some());
        let modules = modules.map(|module| {
            let state = if module.on { "on" } else { "off" };
            let mut lines = vec![match &module.users {
                None => "For everyone".to_owned(),
                Some(who) => format!("For {}", self.words.who(who)),
            }];
            if let Some(id) = &module.view_set {
                let name = self.words.permission(id);
                lines.push(format!(
                    "What one sees in it is decided by {}",
                    quoted(&name)
                ));
            }
            if let Some(message) = &module.empty_message {
                lines.push(format!("Whoever finds nothing in it reads: {message}"));
            }
            Step::new(format!("Module {}: {state}", quoted(&module.name)), lines)
        });
        modules.collect()
    }

    fn labels(&self) -> Vec<Step> {
        let labels = self.model().labels().iter().map(|label| {
            let above = label.parent.clone().map(|id| self.title(Key::Label(id)));
            let above = above.map(|name| format!("Below {}", quoted(&name)));
            Step::new(
                format!("Create the label {}", quoted(&label.name)),
                above.into_iter().collect(),
            )
        });
        labels.collect()
    }

    fn reaches(&self) -> Vec<Step> {
        let reaches = self.model().reaches().iter().map(|named| {
            let means = self.words.reach(&named.reach);
            let text = format!("Level of access {}: {means}", quoted(&named.name));
            Step::new(text, Vec::new())
        });
        reaches.collect()
    }

    fn accounts(&self) -> Vec<Step> {
        let people = self.model().principals().iter();
        let others = people.filter(|p| p.sort != PrincipalSort::Person);
        let steps = others.map(|account| {
            let word = account.sort.word().to_lowercase();
            let state = format!("Account: {}", account.account.word().to_lowercase());
            Step::new(
                format!("Create the {word} {}", quoted(&account.name)),
                vec![state],
            )
        });
        steps.collect()
    }

    fn teams(&self) -> Vec<Step> {
        let model = self.model();
        let teams = model.teams().iter().map(|team| {
            let names = |is_in: &dyn Fn(&crate::model::Principal) -> bool| -> String {
                let people = model.principals().iter().filter(|p| is_in(p));
                people
                    .map(|p| p.name.clone())
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let leads = names(&|p| p.leads.contains(&team.id));
            let members = names(&|p| p.teams.contains(&team.id));
            let mut lines = Vec::new();
            if !leads.is_empty() {
                lines.push(format!("Leads: {leads}"));
            }
            if !members.is_empty() {
                lines.push(format!("Members: {members}"));
            }
            Step::new(format!("Team {}", quoted(&team.name)), lines)
        });
        teams.collect()
    }

    fn groups(&mut self) -> Vec<Step> {
        let groups: Vec<Group> = self.model().groups().iter().cloned().collect();
        let make = self.terms.make_group;
        let mut steps = Vec::new();
        for group in &groups {
            let mut lines = vec![format!("Description: {}", group.description)];
            if !group.listed.is_empty() {
                let names = group.listed.iter().map(|id| self.words.person(id));
                let names: Vec<String> = names.collect();
                lines.push(format!("Members by name: {}", names.join(", ")));
            }
            if let Some(condition) = &group.condition {
                let said = self.words.condition(condition);
                if self.can().group_conditions {
                    lines.push(format!("Members by condition: {said}"));
                } else {
                    let found = self.engine.matching(condition);
                    let found: Vec<String> = found.iter().map(|id| self.words.person(id)).collect();
                    let n = found.len();
                    lines.push(format!(
                        "Members by name, in place of the condition {said}: {}",
                        found.join(", ")
                    ));
                    self.cannot(
                        format!("Group {}: its condition, {said}", quoted(&group.name)),
                        format!(
                            "its {n} members of {} are entered by name: keep them up to date",
                            self.engine.day()
                        ),
                    );
                }
            }
            for inner in &group.groups {
                let name = self.title(Key::Group(inner.clone()));
                if self.can().nested_groups {
                    lines.push(format!("Members of the group {}", quoted(&name)));
                } else {
                    lines.push(format!("Add the members of {} here as well", quoted(&name)));
                    self.cannot(
                        format!("Group {} inside {}", quoted(&name), quoted(&group.name)),
                        "groups are not nested: keep the members of both alike",
                    );
                }
            }
            steps.push(Step::new(format!("{make} {}", quoted(&group.name)), lines));
        }
        steps
    }

    fn assignments(&mut self) -> Vec<Step> {
        let list: Vec<_> = self.model().assignments().iter().cloned().collect();
        let mut steps = Vec::new();
        for one in &list {
            let to = self.subject(&one.to);
            let role = self.title(Key::Role(one.role.clone()));
            let text = format!("Give {} to {to}", quoted(&role));
            let mut lines = Vec::new();
            if !one.scope.is_unset() {
                let scope = self.words.scope(&one.scope);
                if self.can().assignment_scopes {
                    lines.push(format!("Within {scope}"));
                    self.check_scope(&format!("{text}, its scope"), &one.scope);
                } else {
                    self.cannot(
                        format!("{text}: within {scope}"),
                        "what is given has no scope of its own",
                    );
                }
            }
            lines.extend(self.window(&text, &one.window));
            steps.push(Step::new(text, lines));
        }
        steps
    }

    /// A user, or a group in the system's word.
    pub fn subject(&self, subject: &Subject) -> String {
        match subject {
            Subject::User(id) => self.words.person(id),
            Subject::Group(id) => {
                let name = self.title(Key::Group(id.clone()));
                format!("the {} {}", self.terms.group, quoted(&name))
            }
        }
    }

    /// When something counts. Where the system keeps no days, they are days to remember.
    pub fn window(&mut self, of: &str, window: &Window) -> Vec<String> {
        let mut lines = Vec::new();
        let can = self.can().windows;
        if let Some(from) = window.from {
            lines.push(format!("From {from}"));
            if !can {
                self.cannot(
                    format!("{of}: from {from}"),
                    format!("it keeps no days: do it on {from}"),
                );
            }
        }
        if let Some(until) = window.until {
            lines.push(format!("Until {until}"));
            if !can {
                self.cannot(
                    format!("{of}: until {until}"),
                    format!("it keeps no days: take it back after {until}"),
                );
            }
        }
        lines
    }

    fn limits(&mut self) -> Vec<Step> {
        let list: Vec<_> = self.model().principal_scopes().iter().cloned().collect();
        let mut steps = Vec::new();
        for one in &list {
            let who = self.words.person(&one.principal);
            let text = format!("Set the scope of {who}");
            if self.has_place(Part::Limits) {
                self.check_scope(&text, &one.scope);
            }
            let scope = self.words.scope(&one.scope);
            steps.push(Step::new(text, vec![format!("Within {scope}")]));
        }
        steps
    }

    fn direct_grants(&mut self) -> Vec<Step> {
        let list: Vec<_> = self.model().direct_grants().iter().cloned().collect();
        let mut steps = Vec::new();
        for one in &list {
            let to = self.subject(&one.to);
            let text = format!("Give to {to}, without a role");
            let name = self.words.permission(&one.permission.base());
            let of = format!("{name} of {to}");
            let mut lines = vec![self.grant_line(
                &of,
                &one.permission,
                &one.level,
                &one.scope,
                one.switch.as_ref(),
            )];
            lines.extend(self.window(&of, &one.window));
            steps.push(Step::new(text, lines));
        }
        steps
    }

    fn custom_sets(&mut self) -> Vec<Step> {
        let list: Vec<_> = self.model().custom_sets().iter().cloned().collect();
        let mut steps = Vec::new();
        for one in &list {
            let of = self.subject(&one.of);
            let module = self.title(Key::Module(one.module.clone()));
            let text = format!("Set the permissions of {of} in {}", quoted(&module));
            let mut lines = self.grant_lines(&text, &one.grants);
            if lines.is_empty() {
                lines.push("None".to_owned());
            }
            steps.push(Step::new(text, lines));
        }
        steps
    }
}
