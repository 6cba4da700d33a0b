//! Static checks: what would leave a model broken (errors), and what deserves a look though it
//! has a meaning (warnings about cycles that terminate).
//!
//! Not here: findings about a sound model (unused roles, twin roles); those are the engine's.

use super::change::{Change, Edit};
use super::condition::{BUILT_IN_FIELDS, BUILT_IN_ITEM_FIELDS, Condition};
use super::facts::{Key, Model, Record};
use super::field::Field;
use super::ids::{LevelId, PermissionId, is_valid_id};
use super::item::{ACCOUNT_KIND, ROLE_KIND};
use super::permission::About;
use super::refs::{Named, Path, Refs, Step};
use super::role::{Grant, Window};
use super::selector::{ItemSelector, Reach, Scope};
use super::table::Entity;
use super::value::FieldValues;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The model does not hold together; it is not opened, the edit is refused.
    Error,
    /// It has a meaning, though perhaps not the one wanted.
    Warning,
}

/// Something wrong in a model: what, where, and what would be right.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Where: `roles[3].grants[0].permission`.
    pub path: Path,
    /// The record it is in.
    pub key: Option<Key>,
    /// What is wrong and what was expected.
    pub message: String,
}

/// Every problem of a model, in the order of the tables.
pub fn problems(model: &Model) -> Vec<Problem> {
    let mut check = Check::new(model);
    check.settings();
    for key in model.keys() {
        check.record(&key);
    }
    check.label_cycles();
    check.manager_cycles();
    check.nesting_cycles();
    check.custom_sets_once();
    check.problems
}

/// The problems a change brings. Only what it touches is looked at where that is enough.
pub(super) fn problems_of_change(before: &Model, after: &Model, change: &Change) -> Vec<Problem> {
    let is_local = change.edits.iter().all(|edit| match edit {
        Edit::Put { record, .. } => matches!(
            record,
            Record::Principal(_)
                | Record::Item(_)
                | Record::Group(_)
                | Record::Role(_)
                | Record::Assignment(_)
                | Record::DirectGrant(_)
                | Record::PrincipalScope(_)
                | Record::Switch(_)
                | Record::Team(_)
                | Record::Expectation(_)
        ),
        Edit::Move { .. } | Edit::Name(_) | Edit::Notes(_) => true,
        Edit::Remove(key) => matches!(
            key,
            Key::Assignment(_)
                | Key::DirectGrant(_)
                | Key::PrincipalScope(_)
                | Key::CustomSet(_)
                | Key::Implication(_)
                | Key::Requirement(_)
                | Key::Suppression(_)
                | Key::Guard(_)
                | Key::DelegationRule(_)
                | Key::Expectation(_)
                | Key::DutyRule(_)
        ),
        Edit::Settings(_) => false,
    });
    if !is_local {
        return problems(after);
    }
    let mut check = Check::new(after);
    let mut people_moved = false;
    for edit in &change.edits {
        if let Edit::Put { record, .. } = edit {
            let key = record.key();
            if after.contains(&key) {
                check.record(&key);
            }
            if let Record::Principal(new) = record {
                let old = before.principals().get(&new.id);
                people_moved |= old.is_none_or(|old| old.managers != new.managers);
            }
        }
    }
    if people_moved {
        check.manager_cycles();
    }
    check.problems
}

struct Check<'m> {
    model: &'m Model,
    path: Path,
    key: Option<Key>,
    problems: Vec<Problem>,
}

impl<'m> Check<'m> {
    fn new(model: &'m Model) -> Self {
        Check {
            model,
            path: Path::default(),
            key: None,
            problems: Vec::new(),
        }
    }

    fn error(&mut self, message: impl Into<String>) {
        self.problems.push(Problem {
            severity: Severity::Error,
            path: self.path.clone(),
            key: self.key.clone(),
            message: message.into(),
        });
    }

    fn warn(&mut self, message: impl Into<String>) {
        self.problems.push(Problem {
            severity: Severity::Warning,
            path: self.path.clone(),
            key: self.key.clone(),
            message: message.into(),
        });
    }

    fn at(&mut self, field: &'static str, check: impl FnOnce(&mut Self)) {
        self.path.0.push(Step::Field(field));
        check(self);
        self.path.0.pop();
    }

    fn index(&mut self, at: usize, check: impl FnOnce(&mut Self)) {
        self.path.0.push(Step::Index(at));
        check(self);
        self.path.0.pop();
    }

    fn place_at(&mut self, key: &Key) {
        self.path = Path(vec![
            Step::Field(key.section()),
            Step::Index(position(self.model, key)),
        ]);
        self.key = Some(key.clone());
    }

    fn record(&mut self, key: &Key) {
        let Some(record) = self.model.record(key) else {
            return;
        };
        self.place_at(key);
        if !is_valid_id(&key.id()) {
            self.at("id", |c| {
                c.error(format!(
                    "`{}` cannot be an id: expected 1 to 128 characters without spaces, quotes or brackets",
                    key.id()
                ));
            });
        }
        self.references(&record);
        self.types(&record);
        self.path = Path::default();
        self.key = None;
    }

    /// Everything named must be there.
    fn references(&mut self, record: &Record) {
        let model = self.model;
        let mut missing = Vec::new();
        Refs::new(self.path.clone(), &mut |path, named| {
            let lacks = match &named {
                Named::Key(key) => !model.contains(key),
                Named::Line(line) => model.settings().line(line).is_none(),
            };
            if lacks {
                missing.push((path.clone(), named));
            }
        })
        .record(record);
        for (path, named) in missing {
            let message = match named {
                Named::Key(key) => missing_message(model, &key, self.problems.len()),
                Named::Line(line) => format!(
                    "there is no manager line `{line}`; the model has {}",
                    list(model.settings().lines.iter().map(|l| l.id.as_str()))
                ),
            };
            self.problems.push(Problem {
                severity: Severity::Error,
                path,
                key: self.key.clone(),
                message,
            });
        }
    }

    fn settings(&mut self) {
        self.path = Path(vec![Step::Field("settings")]);
        let model = self.model;
        let settings = model.settings();
        if settings.lines.is_empty() {
            self.at("lines", |c| {
                c.error("a model has at least one manager line")
            });
        }
        for (n, line) in settings.lines.iter().enumerate() {
            if settings.lines.iter().take(n).any(|l| l.id == line.id) {
                self.at("lines", |c| {
                    c.index(n, |c| {
                        c.error(format!("manager line `{}` is there twice", line.id));
                    });
                });
            }
        }
        let mut missing = Vec::new();
        Refs::new(self.path.clone(), &mut |path, named| {
            if let Named::Key(key) = named
                && !model.contains(&key)
            {
                missing.push((path.clone(), missing_message(model, &key, 0)));
            }
        })
        .settings(settings);
        for (path, message) in missing {
            self.problems.push(Problem {
                severity: Severity::Error,
                path,
                key: None,
                message,
            });
        }
        if let Some(condition) = &settings.everyone_omits {
            self.at("everyone_omits", |c| c.condition(condition));
        }
        self.path = Path::default();
    }

    fn types(&mut self, record: &Record) {
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

    fn field(&mut self, field: &Field, built_in: &[&str]) {
        if built_in.contains(&field.id.as_str()) {
            self.at("id", |c| {
                c.error(format!("`{}` is built in; choose another id", field.id));
            });
        }
    }

    fn principal(&mut self, principal: &super::principal::Principal) {
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

    fn item(&mut self, item: &super::item::Item) {
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

    fn values(&mut self, values: &FieldValues, field: &dyn Fn(&str) -> Option<Field>) {
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

    fn module(&mut self, module: &super::permission::Module) {
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

    fn permission(&mut self, permission: &super::permission::Permission) {
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

    fn grants(&mut self, grants: &[Grant]) {
        self.at("grants", |c| {
            for (n, grant) in grants.iter().enumerate() {
                c.index(n, |c| {
                    c.at("level", |c| c.level(&grant.permission.base(), &grant.level));
                    c.at("on", |c| c.scope(&grant.on));
                });
            }
        });
    }

    fn level(&mut self, permission: &PermissionId, level: &LevelId) {
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

    fn window(&mut self, window: &Window) {
        if let (Some(from), Some(until)) = (window.from, window.until)
            && until < from
        {
            self.error(format!("ends on {until}, before it begins on {from}"));
        }
    }

    fn scope(&mut self, scope: &Scope) {
        if let Some(people) = &scope.people {
            self.at("people", |c| c.reach(people));
        }
        if let Some(items) = &scope.items {
            self.at("items", |c| c.items(items));
        }
    }

    fn reach(&mut self, reach: &Reach) {
        match reach {
            Reach::Where(condition) => self.condition(condition),
            Reach::Union(list) | Reach::Intersection(list) => {
                for (n, one) in list.iter().enumerate() {
                    self.index(n, |c| c.reach(one));
                }
            }
            Reach::Except(from, minus) => {
                self.reach(from);
                self.reach(minus);
            }
            Reach::Reports(reports) if reports.depth == Some(0) => {
                self.error("a depth of 0 reaches nobody; expected 1 or more, or none for all");
            }
            _ => {}
        }
    }

    fn items(&mut self, items: &ItemSelector) {
        let known = |field: &str| {
            BUILT_IN_ITEM_FIELDS.contains(&field)
                || self
                    .model
                    .kinds()
                    .iter()
                    .any(|kind| kind.fields.iter().any(|f| f.id == *field))
        };
        match items {
            ItemSelector::Where(condition) => {
                let unknown = condition
                    .clauses
                    .iter()
                    .find(|clause| !known(clause.field.as_str()));
                if let Some(clause) = unknown {
                    self.error(format!("no kind of items has a field `{}`", clause.field));
                }
                self.condition(condition);
            }
            ItemSelector::FieldIsMine { field, .. } if !known(field.as_str()) => {
                self.error(format!("no kind of items has a field `{field}`"));
            }
            ItemSelector::About(reach) => self.reach(reach),
            ItemSelector::Union(list) | ItemSelector::Intersection(list) => {
                for (n, one) in list.iter().enumerate() {
                    self.index(n, |c| c.items(one));
                }
            }
            ItemSelector::Except(from, minus) => {
                self.items(from);
                self.items(minus);
            }
            _ => {}
        }
    }

    fn condition(&mut self, condition: &Condition) {
        for (n, clause) in condition.clauses.iter().enumerate() {
            if clause.op.takes_values() == clause.values.is_empty() {
                self.at("clauses", |c| {
                    c.index(n, |c| {
                        c.error(if clause.values.is_empty() {
                            format!(
                                "`{}` {} what? a value is expected",
                                clause.field,
                                clause.op.words()
                            )
                        } else {
                            format!("`{}` takes no value", clause.op.words())
                        });
                    });
                });
            }
        }
    }

    fn label_cycles(&mut self) {
        let model = self.model;
        for label in model.labels().iter() {
            let mut up = label.parent.as_ref();
            let mut n_steps = 0;
            while let Some(id) = up {
                n_steps += 1;
                if *id == label.id || n_steps > model.labels().len() {
                    self.place_at(&Key::Label(label.id.clone()));
                    self.at("parent", |c| {
                        c.error(format!("label `{}` lies below itself", label.id));
                    });
                    break;
                }
                up = model.labels().get(id).and_then(|l| l.parent.as_ref());
            }
        }
        self.path = Path::default();
    }

    /// A line that takes one manager only is a tree; a loop in it cannot be drawn or meant.
    fn manager_cycles(&mut self) {
        let model = self.model;
        for line in model.settings().lines.iter().filter(|line| line.single) {
            let n_people = model.principals().len();
            let managers: Vec<Option<usize>> = model
                .principals()
                .iter()
                .map(|p| {
                    let edge = p.managers.iter().find(|edge| edge.0 == line.id)?;
                    model.principals().position(&edge.1)
                })
                .collect();
            // 0 = not seen, otherwise the number of the walk that saw it first.
            let mut seen = vec![0usize; n_people];
            for start in 0..n_people {
                let mut at = start;
                loop {
                    match seen.get(at) {
                        Some(0) => {}
                        Some(&walk) if walk == start + 1 => {
                            self.manager_cycle_at(at, &managers);
                            break;
                        }
                        _ => break,
                    }
                    if let Some(mark) = seen.get_mut(at) {
                        *mark = start + 1;
                    }
                    match managers.get(at).copied().flatten() {
                        Some(up) if up != at => at = up,
                        _ => break,
                    }
                }
            }
        }
        self.path = Path::default();
    }

    fn manager_cycle_at(&mut self, at: usize, managers: &[Option<usize>]) {
        let name = |n: usize| {
            self.model
                .principals()
                .at(n)
                .map(|p| p.id.to_string())
                .unwrap_or_default()
        };
        let mut names = vec![name(at)];
        let mut up = managers.get(at).copied().flatten();
        while let Some(n) = up {
            names.push(name(n));
            if n == at || names.len() > 12 {
                break;
            }
            up = managers.get(n).copied().flatten();
        }
        let key = Key::Principal(name(at).into());
        self.place_at(&key);
        self.at("managers", |c| {
            c.error(format!(
                "managers go round in a circle: {}",
                names.join(" → ")
            ));
        });
    }

    fn nesting_cycles(&mut self) {
        let model = self.model;
        for group in model.groups().iter() {
            let inner = |id: &super::ids::GroupId| {
                model
                    .groups()
                    .get(id)
                    .map(|g| g.groups.clone())
                    .unwrap_or_default()
            };
            if reaches_itself(&group.id, inner) {
                self.place_at(&Key::Group(group.id.clone()));
                self.warn(format!(
                    "group `{}` contains itself; its members are those listed and matched along the circle",
                    group.id
                ));
            }
        }
        for role in model.roles().iter() {
            let inner = |id: &super::ids::RoleId| {
                model
                    .roles()
                    .get(id)
                    .map(|r| r.nested.iter().map(|n| n.role.clone()).collect())
                    .unwrap_or_default()
            };
            if reaches_itself(&role.id, inner) {
                self.place_at(&Key::Role(role.id.clone()));
                self.warn(format!(
                    "role `{}` contains itself; each role counts once along the circle",
                    role.id
                ));
            }
        }
        self.path = Path::default();
        self.key = None;
    }

    fn custom_sets_once(&mut self) {
        let mut seen = Vec::new();
        for set in self.model.custom_sets().iter() {
            let place = (&set.of, &set.module);
            if seen.contains(&place) {
                self.place_at(&Key::CustomSet(set.id.clone()));
                self.error(format!(
                    "there is another custom set of the same subject in module `{}`; one is expected",
                    set.module
                ));
            }
            seen.push(place);
        }
        self.path = Path::default();
        self.key = None;
    }
}

fn reaches_itself<T: Clone + PartialEq>(start: &T, inner: impl Fn(&T) -> Vec<T>) -> bool {
    let mut seen: Vec<T> = Vec::new();
    let mut todo = inner(start);
    while let Some(one) = todo.pop() {
        if one == *start {
            return true;
        }
        if !seen.contains(&one) {
            todo.extend(inner(&one));
            seen.push(one);
        }
    }
    false
}

fn mentions_named(reach: &Reach) -> bool {
    match reach {
        Reach::Named(_) => true,
        Reach::Union(list) | Reach::Intersection(list) => list.iter().any(mentions_named),
        Reach::Except(from, minus) => mentions_named(from) || mentions_named(minus),
        _ => false,
    }
}

fn position(model: &Model, key: &Key) -> usize {
    macro_rules! positions {
        ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
            match key {
                $(Key::$variant(id) => model.$table.position(id),)*
            }
        };
    }
    let position: Option<usize> = crate::with_tables!(positions);
    position.unwrap_or(0)
}

/// So many missing names get the nearest one offered: each offer reads a whole table.
const MAX_OFFERS: usize = 20;

fn missing_message(model: &Model, key: &Key, n_before: usize) -> String {
    let word = key.word();
    let id = key.id();
    let near = if n_before < MAX_OFFERS {
        nearest(model, key)
    } else {
        None
    };
    match near {
        Some(near) => format!("there is no {word} `{id}`; did you mean `{near}`?"),
        None => format!("there is no {word} `{id}`"),
    }
}

/// The id in the same table that is most like the one that is missing.
fn nearest(model: &Model, key: &Key) -> Option<String> {
    fn best<T: Entity>(table: &super::table::Table<T>, id: &str) -> Option<String> {
        let known: Vec<String> = table.ids().map(ToString::to_string).collect();
        super::near::nearest(id, known.iter().map(String::as_str)).map(str::to_owned)
    }
    macro_rules! search {
        ($($table:ident: $variant:ident($record:ident, $id:ident), $word:literal, |$r:ident| $title:expr;)*) => {
            match key {
                $(Key::$variant(id) => best(&model.$table, id.as_str()),)*
            }
        };
    }
    crate::with_tables!(search)
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(|w| format!("`{w}`")).collect();
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(", ")
    }
}
