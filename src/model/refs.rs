//! Which records a record names, and where in it. One walk serves the check for dangling
//! references, "what uses it", and removal.

use super::condition::Condition;
use super::delegation::{DelegationRule, Holding};
use super::expectation::{DutyRule, Expectation, On};
use super::facts::{Key, Model, Record};
use super::group::Group;
use super::ids::{LineId, PermissionRef, RoleId};
use super::item::{ACCOUNT_KIND, Item, ROLE_KIND};
use super::permission::{About, Module, Permission};
use super::principal::Principal;
use super::role::{Assignment, CustomSet, DirectGrant, Grant, Role, Subject};
use super::rules::{Guard, Implication, Requirement, Suppression};
use super::selector::{ItemSelector, Reach, Scope};
use super::settings::Settings;
use super::who::Who;

/// One step of a path: `roles`, `[3]`, `grants`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A field of a record.
    Field(&'static str),
    /// A place in a list.
    Index(usize),
}

/// A path into a model: `roles[3].grants[0].permission`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path(pub Vec<Step>);

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (n, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if n == 0 => write!(f, "{name}")?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Index(at) => write!(f, "[{at}]")?,
            }
        }
        Ok(())
    }
}

/// Something a record names.
#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    /// A record.
    Key(Key),
    /// A manager line of the settings.
    Line(LineId),
}

/// Walks the references of a record. `visit` is called with the path inside the record and what
/// is named there.
pub struct Refs<'v> {
    path: Path,
    visit: &'v mut dyn FnMut(&Path, Named),
}

impl<'v> Refs<'v> {
    /// A walk that starts at `path`.
    pub fn new(path: Path, visit: &'v mut dyn FnMut(&Path, Named)) -> Self {
        Refs { path, visit }
    }

    fn at(&mut self, field: &'static str, walk: impl FnOnce(&mut Self)) {
        self.path.0.push(Step::Field(field));
        walk(self);
        self.path.0.pop();
    }

    fn each<T>(&mut self, list: &[T], mut walk: impl FnMut(&mut Self, &T)) {
        for (n, one) in list.iter().enumerate() {
            self.path.0.push(Step::Index(n));
            walk(self, one);
            self.path.0.pop();
        }
    }

    fn key(&mut self, key: Key) {
        (self.visit)(&self.path, Named::Key(key));
    }

    fn permission_ref(&mut self, named: &PermissionRef) {
        self.key(Key::Permission(named.base()));
    }

    fn roles(&mut self, roles: &[RoleId]) {
        self.each(roles, |r, id| r.key(Key::Role(id.clone())));
    }

    fn condition(&mut self, condition: &Condition, of_people: bool) {
        // Fields of items belong to their kind; validation checks those.
        if of_people {
            self.at("clauses", |r| {
                r.each(&condition.clauses, |r, clause| {
                    if !super::condition::BUILT_IN_FIELDS.contains(&clause.field.as_str()) {
                        r.at("field", |r| r.key(Key::Field(clause.field.clone())));
                    }
                });
            });
        }
    }

    fn reach(&mut self, reach: &Reach) {
        match reach {
            Reach::Anyone
            | Reach::Everyone
            | Reach::Nobody
            | Reach::Oneself
            | Reach::MyTeams
            | Reach::LedTeams => {}
            Reach::Reports(reports) => {
                if let Some(lines) = &reports.lines {
                    self.at("lines", |r| {
                        r.each(lines, |r, line| {
                            (r.visit)(&r.path, Named::Line(line.clone()))
                        });
                    });
                }
            }
            Reach::Team(id) => self.key(Key::Team(id.clone())),
            Reach::Group(id) => self.key(Key::Group(id.clone())),
            Reach::Where(condition) => self.condition(condition, true),
            Reach::Listed(ids) => self.each(ids, |r, id| r.key(Key::Principal(id.clone()))),
            Reach::SameField(id) => self.key(Key::Field(id.clone())),
            Reach::Named(id) => self.key(Key::Reach(id.clone())),
            Reach::Union(list) | Reach::Intersection(list) => {
                self.each(list, |r, one| r.reach(one))
            }
            Reach::Except(from, minus) => {
                self.reach(from);
                self.reach(minus);
            }
        }
    }

    fn items(&mut self, items: &ItemSelector) {
        match items {
            ItemSelector::Any
            | ItemSelector::Nothing
            | ItemSelector::CreatedByMe
            | ItemSelector::OwnedByMe => {}
            ItemSelector::Kind(id) => self.kind(id),
            ItemSelector::Labelled(ids) => self.each(ids, |r, id| r.key(Key::Label(id.clone()))),
            ItemSelector::Listed(ids) => self.each(ids, |r, id| r.key(Key::Item(id.clone()))),
            ItemSelector::Where(condition) => self.condition(condition, false),
            ItemSelector::FieldIsMine { field: _, mine } => {
                if !super::condition::BUILT_IN_FIELDS.contains(&mine.as_str()) {
                    self.at("mine", |r| r.key(Key::Field(mine.clone())));
                }
            }
            ItemSelector::About(reach) => self.reach(reach),
            ItemSelector::Union(list) | ItemSelector::Intersection(list) => {
                self.each(list, |r, one| r.items(one));
            }
            ItemSelector::Except(from, minus) => {
                self.items(from);
                self.items(minus);
            }
        }
    }

    fn kind(&mut self, id: &super::ids::KindId) {
        if *id != ACCOUNT_KIND && *id != ROLE_KIND {
            self.key(Key::Kind(id.clone()));
        }
    }

    fn scope(&mut self, scope: &Scope) {
        if let Some(people) = &scope.people {
            self.at("people", |r| r.reach(people));
        }
        if let Some(items) = &scope.items {
            self.at("items", |r| r.items(items));
        }
    }

    fn who(&mut self, who: &Who) {
        match who {
            Who::Anyone | Who::Sort(_) => {}
            Who::Listed(ids) => self.each(ids, |r, id| r.key(Key::Principal(id.clone()))),
            Who::Member(id) => self.key(Key::Group(id.clone())),
            Who::Holds(roles) => self.roles(roles),
            Who::Owns(kind) => self.kind(kind),
            Who::Where(condition) => self.condition(condition, true),
            Who::Not(one) => self.who(one),
            Who::AllOf(list) | Who::AnyOf(list) => self.each(list, |r, one| r.who(one)),
        }
    }

    fn subject(&mut self, subject: &Subject) {
        match subject {
            Subject::User(id) => self.key(Key::Principal(id.clone())),
            Subject::Group(id) => self.key(Key::Group(id.clone())),
        }
    }

    fn grants(&mut self, grants: &[Grant]) {
        self.at("grants", |r| {
            r.each(grants, |r, grant| {
                r.at("permission", |r| r.permission_ref(&grant.permission));
                r.at("on", |r| r.scope(&grant.on));
                if let Some(switch) = &grant.switch {
                    r.at("switch", |r| r.key(Key::Switch(switch.clone())));
                }
            });
        });
    }

    fn holding(&mut self, holding: &Holding) {
        self.at("permission", |r| {
            r.key(Key::Permission(holding.permission.clone()));
        });
    }

    /// The references of the settings.
    pub fn settings(&mut self, settings: &Settings) {
        if let Some(condition) = &settings.everyone_omits {
            self.at("everyone_omits", |r| r.condition(condition, true));
        }
    }

    /// The references of a record.
    pub fn record(&mut self, record: &Record) {
        match record {
            Record::Field(_) | Record::Ladder(_) | Record::Team(_) | Record::Kind(_) => {}
            Record::Reach(named) => self.at("reach", |r| r.reach(&named.reach)),
            Record::Label(label) => {
                if let Some(parent) = &label.parent {
                    self.at("parent", |r| r.key(Key::Label(parent.clone())));
                }
            }
            Record::Principal(principal) => self.principal(principal),
            Record::Item(item) => self.item(item),
            Record::Group(group) => self.group(group),
            Record::Module(module) => self.module(module),
            Record::Permission(permission) => self.permission(permission),
            Record::Implication(implication) => self.implication(implication),
            Record::Requirement(requirement) => self.requirement(requirement),
            Record::Switch(switch) => {
                if let Some(roles) = &switch.flipped_by {
                    self.at("flipped_by", |r| r.roles(roles));
                }
            }
            Record::Role(role) => self.role(role),
            Record::Assignment(assignment) => self.assignment(assignment),
            Record::DirectGrant(grant) => self.direct_grant(grant),
            Record::PrincipalScope(scope) => {
                self.at("principal", |r| {
                    r.key(Key::Principal(scope.principal.clone()));
                });
                self.at("scope", |r| r.scope(&scope.scope));
            }
            Record::CustomSet(set) => self.custom_set(set),
            Record::Suppression(suppression) => self.suppression(suppression),
            Record::Guard(guard) => self.guard(guard),
            Record::DelegationRule(rule) => self.delegation(rule),
            Record::Expectation(expectation) => self.expectation(expectation),
            Record::DutyRule(rule) => self.duty(rule),
        }
    }

    fn principal(&mut self, principal: &Principal) {
        self.at("fields", |r| {
            r.each(&principal.fields.0, |r, (id, _)| {
                r.key(Key::Field(id.clone()));
            });
        });
        self.at("managers", |r| {
            r.each(&principal.managers, |r, edge| {
                (r.visit)(&r.path, Named::Line(edge.0.clone()));
                r.key(Key::Principal(edge.1.clone()));
            });
        });
        self.at("teams", |r| {
            r.each(&principal.teams, |r, id| r.key(Key::Team(id.clone())));
        });
        self.at("leads", |r| {
            r.each(&principal.leads, |r, id| r.key(Key::Team(id.clone())));
        });
        self.at("labels", |r| {
            r.each(&principal.labels, |r, id| r.key(Key::Label(id.clone())));
        });
    }

    fn item(&mut self, item: &Item) {
        self.at("kind", |r| r.key(Key::Kind(item.kind.clone())));
        for (field, person) in [
            ("creator", &item.creator),
            ("owner", &item.owner),
            ("subject", &item.subject),
        ] {
            if let Some(id) = person {
                self.at(field, |r| r.key(Key::Principal(id.clone())));
            }
        }
        self.at("labels", |r| {
            r.each(&item.labels, |r, id| r.key(Key::Label(id.clone())));
        });
    }

    fn group(&mut self, group: &Group) {
        self.at("listed", |r| {
            r.each(&group.listed, |r, id| r.key(Key::Principal(id.clone())));
        });
        if let Some(condition) = &group.condition {
            self.at("condition", |r| r.condition(condition, true));
        }
        self.at("groups", |r| {
            r.each(&group.groups, |r, id| r.key(Key::Group(id.clone())));
        });
    }

    fn module(&mut self, module: &Module) {
        if let Some(who) = &module.users {
            self.at("users", |r| r.who(who));
        }
        if let Some(id) = &module.view_set {
            self.at("view_set", |r| r.key(Key::Permission(id.clone())));
        }
    }

    fn permission(&mut self, permission: &Permission) {
        self.at("id", |r| r.key(Key::Module(permission.id.module())));
        self.at("ladder", |r| r.key(Key::Ladder(permission.ladder.clone())));
        self.at("about", |r| {
            r.each(permission.about.kinds(), |r, id| r.kind(id));
        });
        // Fields of items belong to their kind; validation checks those.
        if matches!(permission.about, About::Person | About::Nothing) {
            self.at("fields", |r| {
                r.each(&permission.fields, |r, id| r.key(Key::Field(id.clone())));
            });
        }
    }

    fn implication(&mut self, implication: &Implication) {
        self.at("permission", |r| {
            r.key(Key::Permission(implication.permission.clone()));
        });
        self.at("implies", |r| r.permission_ref(&implication.implies));
    }

    fn requirement(&mut self, requirement: &Requirement) {
        self.at("main", |r| {
            r.key(Key::Permission(requirement.main.clone()));
        });
        self.at("dependents", |r| {
            r.each(&requirement.dependents, |r, dependent| {
                r.at("permission", |r| {
                    r.key(Key::Permission(dependent.permission.clone()));
                });
            });
        });
    }

    fn role(&mut self, role: &Role) {
        if let Some(who) = &role.derived {
            self.at("derived", |r| r.who(who));
        }
        if let Some(roles) = &role.handed_out_by {
            self.at("handed_out_by", |r| r.roles(roles));
        }
        self.at("labels", |r| {
            r.each(&role.labels, |r, id| r.key(Key::Label(id.clone())));
        });
        self.at("scope", |r| r.scope(&role.scope));
        self.at("nested", |r| {
            r.each(&role.nested, |r, nested| {
                r.at("role", |r| r.key(Key::Role(nested.role.clone())));
                r.at("scope", |r| r.scope(&nested.scope));
            });
        });
        self.grants(&role.grants);
    }

    fn assignment(&mut self, assignment: &Assignment) {
        self.at("to", |r| r.subject(&assignment.to));
        self.at("role", |r| r.key(Key::Role(assignment.role.clone())));
        self.at("scope", |r| r.scope(&assignment.scope));
    }

    fn direct_grant(&mut self, grant: &DirectGrant) {
        self.at("to", |r| r.subject(&grant.to));
        self.at("permission", |r| r.permission_ref(&grant.permission));
        self.at("scope", |r| r.scope(&grant.scope));
        if let Some(switch) = &grant.switch {
            self.at("switch", |r| r.key(Key::Switch(switch.clone())));
        }
    }

    fn custom_set(&mut self, set: &CustomSet) {
        self.at("of", |r| r.subject(&set.of));
        self.at("module", |r| r.key(Key::Module(set.module.clone())));
        self.grants(&set.grants);
    }

    fn suppression(&mut self, suppression: &Suppression) {
        self.at("roles", |r| r.roles(&suppression.roles));
        self.at("permission", |r| r.permission_ref(&suppression.permission));
        if let Some(switch) = &suppression.switch {
            self.at("switch", |r| r.key(Key::Switch(switch.clone())));
        }
    }

    fn guard(&mut self, guard: &Guard) {
        self.at("permission", |r| r.permission_ref(&guard.permission));
        self.at("who", |r| r.who(&guard.who));
        self.at("on", |r| r.scope(&guard.on));
        self.at("except", |r| {
            r.each(&guard.except, |r, exception| {
                r.at("who", |r| r.who(&exception.who));
                r.at("on", |r| r.scope(&exception.on));
            });
        });
        if let Some(switch) = &guard.switch {
            self.at("switch", |r| r.key(Key::Switch(switch.clone())));
        }
    }

    fn delegation(&mut self, rule: &DelegationRule) {
        self.at("by", |r| r.who(&rule.by));
        if let Some(holding) = &rule.holding {
            self.at("holding", |r| r.holding(holding));
        }
        if let Some(who) = &rule.subject {
            self.at("subject", |r| r.who(who));
        }
        if let Some(roles) = &rule.roles {
            self.at("roles", |r| r.roles(roles));
        }
    }

    fn expectation(&mut self, expectation: &Expectation) {
        self.at("who", |r| r.who(&expectation.who));
        self.at("permission", |r| {
            r.key(Key::Permission(expectation.permission.clone()));
        });
        self.at("on", |r| match &expectation.on {
            On::Nothing => {}
            On::People(reach) => r.reach(reach),
            On::Items(items) => r.items(items),
            On::Pairs(reach, items) => {
                r.reach(reach);
                r.items(items);
            }
        });
    }

    fn duty(&mut self, rule: &DutyRule) {
        self.at("permissions", |r| {
            r.each(&rule.permissions, |r, holding| r.holding(holding));
        });
        self.at("exceptions", |r| {
            r.each(&rule.exceptions, |r, exception| {
                r.at("who", |r| r.who(&exception.who));
            });
        });
    }
}

impl Model {
    /// The records that name `key`, in the order of the tables.
    pub fn uses_of(&self, key: &Key) -> Vec<Key> {
        let mut users = Vec::new();
        for user in self.keys() {
            let Some(record) = self.record(&user) else {
                continue;
            };
            let mut found = false;
            Refs::new(Path::default(), &mut |_, named| {
                found |= matches!(&named, Named::Key(k) if k == key);
            })
            .record(&record);
            if found && user != *key {
                users.push(user);
            }
        }
        users
    }
}
