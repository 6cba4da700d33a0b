//! What people and items are to each other: oneself, teams, fields alike, creators, owners, labels.
//! Each is written down when the first rule asks for it.

use super::build::{Builder, Thing};
use super::graph::{Expr, Object, Subject};
use super::names::{LABEL, PERSON, TEAM, USER, VALUE, relation};
use super::shape::Own;
use crate::engine::ItemRef;
use crate::model::{FieldId, LabelId, Principal, PrincipalId, TeamId};

impl Builder<'_> {
    /// How someone who acts is related to objects of a type.
    pub(super) fn own(&mut self, own: &Own, of: &str) -> Expr {
        match own {
            Own::Oneself => {
                self.myself();
                Expr::same(relation::SELF)
            }
            Own::Reports { lines, depth } => self.reports(lines, *depth),
            Own::MyTeams => self.teams(relation::MEMBER),
            Own::LedTeams => self.teams(relation::LEAD),
            Own::SameField(field) => {
                let name = self.values(of, field, field);
                Expr::there(&name, relation::HELD_BY)
            }
            Own::FieldIsMine { field, mine } => {
                let name = self.values(of, field, mine);
                Expr::there(&name, relation::HELD_BY)
            }
            Own::Creator => {
                self.makers(of, relation::CREATOR);
                Expr::same(relation::CREATOR)
            }
            Own::Owner => {
                self.makers(of, relation::OWNER);
                Expr::same(relation::OWNER)
            }
        }
    }

    fn makers(&mut self, of: &str, name: &str) {
        if !self.is_new(&format!("{name} of {of}")) {
            return;
        }
        self.graph.direct(of, name, &[USER], "");
        for (object, thing) in self.all(of) {
            let Thing::Item(ItemRef::Item(id)) = thing else {
                continue;
            };
            let item = self.model.items().get(&id);
            let who = item.and_then(|item| match name {
                relation::OWNER => item.owner.clone(),
                _ => item.creator.clone(),
            });
            if let Some(who) = who.filter(|who| self.model.principals().contains(who)) {
                let user = self.user(&who);
                self.graph.put(&object, name, Subject::one(user));
            }
        }
    }

    fn teams(&mut self, by: &str) -> Expr {
        if self.is_new("teams") {
            self.people();
            self.graph.direct(PERSON, relation::TEAM, &[TEAM], "");
            self.each_team(
                |p| &p.teams,
                |builder, team, id| {
                    if builder
                        .model
                        .principals()
                        .get(id)
                        .is_some_and(|p| p.has_record())
                    {
                        let person = builder.person(id);
                        builder
                            .graph
                            .put(&person, relation::TEAM, Subject::one(team));
                    }
                },
            );
        }
        if self.is_new(&format!("teams by {by}")) {
            self.graph.direct(TEAM, by, &[USER], "");
            let is_lead = by == relation::LEAD;
            self.each_team(
                |p| if is_lead { &p.leads } else { &p.teams },
                |builder, team, id| {
                    let user = builder.user(id);
                    builder.graph.put(&team, by, Subject::one(user));
                },
            );
        }
        Expr::there(relation::TEAM, by)
    }

    fn each_team(
        &mut self,
        teams: impl Fn(&Principal) -> &Vec<TeamId>,
        mut each: impl FnMut(&mut Self, Object, &PrincipalId),
    ) {
        let model = self.model;
        for principal in model.principals().iter() {
            for team in teams(principal) {
                if model.teams().contains(team) {
                    let id = self.names.id(TEAM, team.as_str(), team.as_str());
                    each(self, (TEAM.to_owned(), id), &principal.id);
                }
            }
        }
    }

    /// Lets objects lead to the values of a field, and those to everyone whose own field holds them.
    fn values(&mut self, of: &str, field: &FieldId, mine: &FieldId) -> String {
        let wanted = match field == mine {
            true => format!("{field}_value"),
            false => format!("{field}_as_{mine}"),
        };
        let name = self
            .names
            .relation(&format!("value {field} {mine}"), &wanted);
        let mut held: Vec<String> = Vec::new();
        let is_new = self.is_new(&format!("held {mine}"));
        self.graph.direct(VALUE, relation::HELD_BY, &[USER], "");
        for person in self.engine.people() {
            for key in self.engine.person_keys(&person, mine) {
                if is_new {
                    let value = self.value(mine, &key);
                    let user = self.user(&person);
                    self.graph
                        .put(&value, relation::HELD_BY, Subject::one(user));
                }
                held.push(key);
            }
        }
        held.sort_unstable();
        if self.is_new(&format!("values {of} {field} {mine}")) {
            self.graph.direct(of, &name, &[VALUE], "");
            if of == PERSON {
                self.people();
            }
            for (object, thing) in self.all(of) {
                let keys = match &thing {
                    Thing::Person(person) => self.engine.person_keys(person, field),
                    Thing::Item(item) => self.engine.item_keys(item, field),
                    Thing::Pair(..) => Vec::new(),
                };
                for key in keys {
                    if held.binary_search(&key).is_ok() {
                        let value = self.value(mine, &key);
                        self.graph.put(&object, &name, Subject::one(value));
                    }
                }
            }
        }
        name
    }

    fn value(&mut self, mine: &FieldId, key: &str) -> Object {
        let wanted = format!("{mine}_{key}");
        let id = self.names.id(VALUE, &format!("{mine}\n{key}"), &wanted);
        (VALUE.to_owned(), id)
    }

    /// Lets objects lead to their labels, and labels to those above them.
    pub(super) fn labels(&mut self, of: &str) {
        if self.is_new("labels") {
            self.graph.direct(LABEL, relation::PARENT, &[LABEL], "");
            for label in self.model.labels().iter() {
                let at = self.label(&label.id);
                if let Some(parent) = &label.parent
                    && self.model.labels().contains(parent)
                {
                    let parent = Subject::one(self.label(parent));
                    self.graph.put(&at, relation::PARENT, parent);
                }
            }
        }
        if !self.is_new(&format!("labels of {of}")) {
            return;
        }
        self.graph.direct(of, relation::LABEL, &[LABEL], "");
        for (object, thing) in self.all(of) {
            let Thing::Item(item) = thing else {
                continue;
            };
            for label in self.labels_on(&item) {
                let label = Subject::one(self.label(&label));
                self.graph.put(&object, relation::LABEL, label);
            }
        }
    }

    fn labels_on(&self, item: &ItemRef) -> Vec<LabelId> {
        let list = match item {
            ItemRef::Item(id) => self.model.items().get(id).map(|item| &item.labels),
            ItemRef::Account(id) => self.model.principals().get(id).map(|p| &p.labels),
            ItemRef::Role(id) => self.model.roles().get(id).map(|role| &role.labels),
        };
        let list = list.into_iter().flatten();
        list.filter(|id| self.model.labels().contains(*id))
            .cloned()
            .collect()
    }

    pub(super) fn label(&mut self, id: &LabelId) -> Object {
        let name = self.names.id(LABEL, id.as_str(), id.as_str());
        (LABEL.to_owned(), name)
    }

    /// True if the target follows labels as far up as they go.
    pub(super) fn follows_labels(&self) -> bool {
        let labels = self.model.labels();
        let most = self.longest_followed();
        labels.iter().all(|label| {
            let mut up = label.parent.as_ref();
            let mut n_steps = 0;
            while let Some(id) = up.filter(|_| n_steps <= most) {
                n_steps += 1;
                up = labels.get(id).and_then(|label| label.parent.as_ref());
            }
            n_steps <= most
        })
    }
}
