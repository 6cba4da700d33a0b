//! What each sort of record must be: fields of the right type, levels of the right ladder, limits
//! that can be meant.

use super::{Check, list};
use crate::model::condition::{BUILT_IN_FIELDS, BUILT_IN_ITEM_FIELDS};
use crate::model::facts::Record;
use crate::model::field::Field;
use crate::model::ids::{LevelId, PermissionId};
use crate::model::item::{ACCOUNT_KIND, ROLE_KIND};
use crate::model::permission::About;
use crate::model::role::{Grant, Window};
use crate::model::selector::Reach;
use crate::model::value::FieldValues;

impl Check<'_> {
    pub(super) fn types(&mut self, record: &Record) {
        match record {
            Record::Field(field) => self.field(field, &BUILT_IN_FIELDS),
            Record::Ladder(ladder) => {
                if ladder.levels.len() < 2 {
                    self.at("levels", |c| c.error("a ladder has at least two levels"));
                }
                for (n, level) in ladder.levels.iter().enumerate() {
                    if ladder.levels.iter().take(n).any(|l| l == level) {
                        self.at("levels", |c| {
                            c.index(n, |c| c.error(format!("level `{level}` is there twice")));
                        });
                    }
                }
            }
            Record::Reach(named) => self.at("reach", |c| {
                c.reach(&named.reach);
                if mentions_named(&named.reach) {
                    c.error("a named reach cannot name another");
                }
            }),
            Record::Label(_) | Record::Team(_) | Record::Switch(_) => {}
            Record::Kind(kind) => {
                if kind.id == ACCOUNT_KIND || kind.id == ROLE_KIND {
                    self.at("id", |c| {
                        c.error("`account` and `role` are built in; choose another id");
                    });
                }
                self.at("fields", |c| {
                    for (n, field) in kind.fields.iter().enumerate() {
                        c.index(n, |c| {
                            c.field(field, &BUILT_IN_ITEM_FIELDS);
                            if kind.fields.iter().take(n).any(|f| f.id == field.id) {
                                c.error(format!("field `{}` is there twice", field.id));
                            }
                        });
                    }
                });
            }
            Record::Principal(principal) => self.principal(principal),
            Record::Item(item) => self.item(item),
            Record::Group(group) => {
                if group.name.trim().is_empty() {
                    self.at("name", |c| c.error("a group needs a name"));
                }
                if group.description.trim().is_empty() {
                    self.at("description", |c| {
                        c.error("a group needs a description");
                    });
                }
                if let Some(condition) = &group.condition {
                    self.at("condition", |c| c.condition(condition));
                }
            }
            Record::Module(module) => self.module(module),
            Record::Permission(permission) => self.permission(permission),
            Record::Implication(i) => {
                self.at("level", |c| c.level(&i.permission, &i.level));
                self.at("at", |c| c.level(&i.implies.base(), &i.at));
            }
            Record::Requirement(requirement) => {
                for (n, dependent) in requirement.dependents.iter().enumerate() {
                    if let Some(level) = &dependent.level {
                        self.at("dependents", |c| {
                            c.index(n, |c| {
                                c.at("level", |c| c.level(&dependent.permission, level));
                            });
                        });
                    }
                }
            }
            Record::Role(role) => {
                self.at("scope", |c| c.scope(&role.scope));
                self.at("nested", |c| {
                    for (n, nested) in role.nested.iter().enumerate() {
                        c.index(n, |c| c.at("scope", |c| c.scope(&nested.scope)));
                    }
                });
                self.grants(&role.grants);
            }
            Record::Assignment(assignment) => {
                self.at("scope", |c| c.scope(&assignment.scope));
                self.at("window", |c| c.window(&assignment.window));
            }
            Record::DirectGrant(grant) => {
                self.at("level", |c| c.level(&grant.permission.base(), &grant.level));
                self.at("scope", |c| c.scope(&grant.scope));
                self.at("window", |c| c.window(&grant.window));
            }
            Record::PrincipalScope(scope) => self.at("scope", |c| c.scope(&scope.scope)),
            Record::CustomSet(set) => {
                self.grants(&set.grants);
                for (n, grant) in set.grants.iter().enumerate() {
                    if grant.permission.base().module() != set.module {
                        self.at("grants", |c| {
                            c.index(n, |c| {
                                c.error(format!(
                                    "a custom set of module `{}` cannot grant `{}`",
                                    set.module, grant.permission
                                ));
                            });
                        });
                    }
                }
            }
            Record::Suppression(_) => {}
            Record::Guard(guard) => {
                if let Some(level) = &guard.level {
                    self.at("level", |c| c.level(&guard.permission.base(), level));
                }
                self.at("on", |c| c.scope(&guard.on));
                self.at("except", |c| {
                    for (n, exception) in guard.except.iter().enumerate() {
                        c.index(n, |c| c.at("on", |c| c.scope(&exception.on)));
                    }
                });
            }
            Record::DelegationRule(rule) => {
                if let Some(holding) = &rule.holding {
                    self.at("holding", |c| {
                        c.at("level", |c| c.level(&holding.permission, &holding.level));
                    });
                }
            }
            Record::Expectation(e) => {
                self.at("level", |c| c.level(&e.permission, &e.level));
            }
            Record::DutyRule(rule) => {
                for (n, holding) in rule.permissions.iter().enumerate() {
                    self.at("permissions", |c| {
                        c.index(n, |c| {
                            c.at("level", |c| c.level(&holding.permission, &holding.level));
                        });
                    });
                }
            }
        }
    }

    pub(super) fn field(&mut self, field: &Field, built_in: &[&str]) {
        if built_in.contains(&field.id.as_str()) {
            self.at("id", |c| {
                c.error(format!("`{}` is built in; choose another id", field.id));
            });
        }
    }

    pub(super) fn principal(&mut self, principal: &crate::model::principal::Principal) {
        if !principal.has_record()
            && (!principal.fields.0.is_empty()
                || !principal.managers.is_empty()
                || !principal.teams.is_empty()
                || !principal.leads.is_empty())
        {
            self.error(
                "a service user has no employee record: no fields, managers or teams are expected",
            );
        }
        let model = self.model;
        self.at("fields", |c| {
            c.values(&principal.fields, &|id| {
                model.fields().get(&id.into()).cloned()
            });
        });
        let mut on_single: Vec<&str> = Vec::new();
        for (n, edge) in principal.managers.iter().enumerate() {
            let line = model.settings().line(&edge.0);
            let is_again = on_single.contains(&edge.0.as_str());
            let says = if edge.1 == principal.id {
                Some("someone cannot be their own manager".to_owned())
            } else if model
                .principals()
                .get(&edge.1)
                .is_some_and(|p| !p.has_record())
            {
                Some(format!(
                    "`{}` is a service user and cannot manage anyone",
                    edge.1
                ))
            } else if is_again {
                Some(format!("line `{}` takes one manager only", edge.0))
            } else {
                None
            };
            if let Some(message) = says {
                self.at("managers", |c| c.index(n, |c| c.error(message)));
            }
            if line.is_some_and(|line| line.single) {
                on_single.push(edge.0.as_str());
            }
        }
    }

    pub(super) fn item(&mut self, item: &crate::model::item::Item) {
        let model = self.model;
        if model.principals().contains(&item.id.as_str().into()) {
            self.at("id", |c| {
                c.error(format!(
                    "`{}` is also the id of a person; an item needs one of its own",
                    item.id
                ));
            });
        }
        if let Some(kind) = model.kinds().get(&item.kind) {
            self.at("fields", |c| {
                c.values(&item.fields, &|id| {
                    kind.fields.iter().find(|f| f.id == *id).cloned()
                });
                for (n, (id, _)) in item.fields.0.iter().enumerate() {
                    if !kind.fields.iter().any(|f| f.id == *id) {
                        c.index(n, |c| {
                            c.error(format!(
                                "`{}` has no field `{id}`; it has {}",
                                kind.name,
                                list(kind.fields.iter().map(|f| f.id.as_str()))
                            ));
                        });
                    }
                }
            });
        }
    }

    pub(super) fn values(&mut self, values: &FieldValues, field: &dyn Fn(&str) -> Option<Field>) {
        for (n, (id, value)) in values.0.iter().enumerate() {
            self.index(n, |c| {
                if values.0.iter().take(n).any(|(other, _)| other == id) {
                    c.error(format!("field `{id}` is there twice"));
                }
                if let Some(field) = field(id.as_str())
                    && let Some(objection) = field.kind.objection(value)
                {
                    c.error(format!("field `{id}`: {objection}"));
                }
            });
        }
    }

    pub(super) fn module(&mut self, module: &crate::model::permission::Module) {
        let Some(id) = &module.view_set else { return };
        let model = self.model;
        self.at("view_set", |c| {
            if id.module() != module.id {
                c.error(format!(
                    "the view set of `{}` is a permission of it",
                    module.id
                ));
            }
            if model
                .permissions()
                .get(id)
                .is_some_and(|p| !p.about.has_item())
            {
                c.error(format!(
                    "`{id}` is not about items, so it cannot be a view set"
                ));
            }
        });
    }

    pub(super) fn permission(&mut self, permission: &crate::model::permission::Permission) {
        if let About::Item(kinds) | About::ItemOfPerson(kinds) | About::PersonAndItem(kinds) =
            &permission.about
            && kinds.is_empty()
        {
            self.at("about", |c| {
                c.error("at least one kind of items is expected")
            });
        }
        let model = self.model;
        if permission.about.has_item() {
            for (n, field) in permission.fields.iter().enumerate() {
                let known = model.fields().contains(field)
                    || permission.about.kinds().iter().any(|kind| {
                        model
                            .kinds()
                            .get(kind)
                            .is_some_and(|kind| kind.fields.iter().any(|f| f.id == *field))
                    });
                if !known {
                    self.at("fields", |c| {
                        c.index(n, |c| c.error(format!("there is no field `{field}`")));
                    });
                }
            }
        }
    }

    pub(super) fn grants(&mut self, grants: &[Grant]) {
        self.at("grants", |c| {
            for (n, grant) in grants.iter().enumerate() {
                c.index(n, |c| {
                    c.at("level", |c| c.level(&grant.permission.base(), &grant.level));
                    c.at("on", |c| c.scope(&grant.on));
                });
            }
        });
    }

    pub(super) fn level(&mut self, permission: &PermissionId, level: &LevelId) {
        let model = self.model;
        if let Some(ladder) = model.ladder_of(permission)
            && ladder.rank(level).is_none()
        {
            self.error(format!(
                "`{permission}` has no level `{level}`; expected {}",
                list(ladder.levels.iter().map(LevelId::as_str))
            ));
        }
    }

    pub(super) fn window(&mut self, window: &Window) {
        if let (Some(from), Some(until)) = (window.from, window.until)
            && until < from
        {
            self.error(format!("ends on {until}, before it begins on {from}"));
        }
    }
}

fn mentions_named(reach: &Reach) -> bool {
    match reach {
        Reach::Named(_) => true,
        Reach::Union(list) | Reach::Intersection(list) => list.iter().any(mentions_named),
        Reach::Except(from, minus) => mentions_named(from) || mentions_named(minus),
        _ => false,
    }
}
