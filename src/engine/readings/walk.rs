//! The readings a path speaks of: those of every selector and condition on its way.

use std::collections::BTreeSet;

use super::Reading;
use crate::engine::{AccessPath, Answer, Denial, Drop, Engine, Failure, Source};
use crate::model::{
    Condition, GroupId, ItemSelector, Model, PrincipalId, Reach, Scope, Subject, Who,
};

impl Engine {
    /// The readings the paths of an answer, or what comes nearest, speak of.
    pub(super) fn spoken_of(&self, answer: &Answer) -> BTreeSet<Reading> {
        let mut walk = Walk {
            model: self.model(),
            found: BTreeSet::new(),
            groups: Vec::new(),
        };
        for path in &answer.paths {
            walk.path(&answer.question.actor, path);
        }
        for miss in &answer.near {
            if let Some(path) = &miss.path {
                walk.path(&answer.question.actor, path);
            }
            for failure in &miss.failures {
                if let Failure::Dropped(Drop::Suppressed(id)) = failure {
                    walk.found.insert(Reading::Suppression(id.clone()));
                }
            }
        }
        if let Some(Denial::Guard(id)) = &answer.denial
            && let Some(guard) = self.model().guards().get(id)
        {
            walk.who(&guard.who);
            walk.scope(&guard.on);
        }
        let is_reached = !answer.paths.is_empty() || !answer.near.is_empty();
        if is_reached {
            walk.found
                .extend(self.merge_of(&answer.question.permission));
        }
        walk.found
    }
}

struct Walk<'m> {
    model: &'m Model,
    found: BTreeSet<Reading>,
    /// Groups that were walked: they may be nested in a circle.
    groups: Vec<GroupId>,
}

impl Walk<'_> {
    fn path(&mut self, actor: &PrincipalId, path: &AccessPath) {
        let model = self.model;
        let scopes = model.principal_scopes().iter();
        for own in scopes.filter(|own| own.principal == *actor) {
            self.scope(&own.scope);
        }
        match &path.source {
            Source::Assignment(id) => {
                if let Some(assignment) = model.assignments().get(id) {
                    self.scope(&assignment.scope);
                }
            }
            Source::Direct(id) => {
                if let Some(direct) = model.direct_grants().get(id) {
                    self.scope(&direct.scope);
                }
            }
            Source::Derived(id) => {
                if let Some(who) = model.roles().get(id).and_then(|role| role.derived.as_ref()) {
                    self.who(who);
                }
            }
            Source::Custom(id) => {
                let set = model.custom_sets().get(id);
                if let Some(grant) = set.and_then(|set| set.grants.get(path.grant)) {
                    self.scope(&grant.on);
                }
            }
        }
        if let Some(Subject::Group(group)) = &path.to {
            self.group(group);
        }
        self.roles(path);
        for id in &path.implied_by {
            self.found.insert(Reading::Implication(id.clone()));
        }
    }

    fn roles(&mut self, path: &AccessPath) {
        let model = self.model;
        let mut outer = None;
        for id in &path.roles {
            let Some(role) = model.roles().get(id) else {
                continue;
            };
            self.scope(&role.scope);
            let outer = outer.replace(role);
            let nested = outer.map(|outer| outer.nested.iter().filter(|one| one.role == *id));
            for nested in nested.into_iter().flatten() {
                self.scope(&nested.scope);
            }
        }
        if let Some(grant) = outer.and_then(|role| role.grants.get(path.grant)) {
            self.scope(&grant.on);
        }
    }

    fn scope(&mut self, scope: &Scope) {
        if let Some(reach) = &scope.people {
            self.reach(reach);
        }
        if let Some(items) = &scope.items {
            self.items(items);
        }
    }

    fn reach(&mut self, reach: &Reach) {
        match reach {
            Reach::Everyone => {
                if self.model.settings().everyone_omits.is_some() {
                    self.found.insert(Reading::EveryoneOmits);
                }
                if self.model.settings().everyone_omits_externals {
                    self.found.insert(Reading::EveryoneOmitsExternals);
                }
            }
            Reach::Reports(reports) if reports.oneself.is_none() => {
                self.found.insert(Reading::ReportsIncludeOneself);
            }
            Reach::Group(id) => self.group(id),
            Reach::Where(condition) => self.condition(condition),
            Reach::Named(id) => {
                self.found.insert(Reading::Reach(id.clone()));
                match self.model.reaches().get(id) {
                    Some(named) if !matches!(named.reach, Reach::Named(_)) => {
                        self.reach(&named.reach);
                    }
                    _ => {}
                }
            }
            Reach::Union(list) | Reach::Intersection(list) => {
                list.iter().for_each(|one| self.reach(one));
            }
            Reach::Except(from, minus) => {
                self.reach(from);
                self.reach(minus);
            }
            _ => {}
        }
    }

    fn items(&mut self, items: &ItemSelector) {
        match items {
            ItemSelector::Where(condition) => self.condition(condition),
            ItemSelector::About(reach) => self.reach(reach),
            ItemSelector::Union(list) | ItemSelector::Intersection(list) => {
                list.iter().for_each(|one| self.items(one));
            }
            ItemSelector::Except(from, minus) => {
                self.items(from);
                self.items(minus);
            }
            _ => {}
        }
    }

    fn who(&mut self, who: &Who) {
        match who {
            Who::Member(id) => self.group(id),
            Who::Where(condition) => self.condition(condition),
            Who::Not(one) => self.who(one),
            Who::AllOf(list) | Who::AnyOf(list) => list.iter().for_each(|one| self.who(one)),
            _ => {}
        }
    }

    fn group(&mut self, id: &GroupId) {
        if self.groups.contains(id) {
            return;
        }
        self.groups.push(id.clone());
        let Some(group) = self.model.groups().get(id) else {
            return;
        };
        if let Some(condition) = &group.condition {
            self.condition(condition);
        }
        for inner in &group.groups {
            self.group(inner);
        }
    }

    /// How clauses are joined counts where there are two and the condition does not say.
    fn condition(&mut self, condition: &Condition) {
        if condition.join.is_none() && condition.clauses.len() > 1 {
            self.found.insert(Reading::Join);
        }
    }
}
