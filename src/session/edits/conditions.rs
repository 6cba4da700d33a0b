//! Rewrites the clauses of conditions, wherever in a model conditions stand.

use std::sync::Arc;

use crate::model::{
    Clause, Condition, Edit, Grant, ItemSelector, Key, Model, On, Reach, Record, Scope, Who,
};

/// Rewrites clauses about people, or about items.
pub struct Rewrite<'f> {
    /// Clauses of items, not of people.
    pub of_items: bool,
    /// What becomes of a clause.
    pub clause: &'f mut dyn FnMut(&mut Clause),
}

/// The edits that put every rewritten condition in place of the old one. `clause` is told in which
/// record it stands; none for the settings.
pub fn rewrite(
    model: &Model,
    of_items: bool,
    clause: &mut dyn FnMut(Option<&Key>, &mut Clause),
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut settings = model.settings().clone();
    if let Some(condition) = &mut settings.everyone_omits {
        let clause = &mut |one: &mut Clause| clause(None, one);
        Rewrite { of_items, clause }.condition(condition, false);
    }
    if settings != *model.settings() {
        edits.push(Edit::Settings(Arc::new(settings)));
    }
    let mut keys = model.keys();
    keys.retain(|key| !matches!(key, Key::Principal(_) | Key::Item(_)));
    for key in keys {
        let Some(old) = model.record(&key) else {
            continue;
        };
        let mut new = old.clone();
        let clause = &mut |one: &mut Clause| clause(Some(&key), one);
        Rewrite { of_items, clause }.record(&mut new);
        if new != old {
            let record = new;
            edits.push(Edit::Put { record, at: None });
        }
    }
    edits
}

impl Rewrite<'_> {
    /// Rewrites the conditions of one record.
    pub(super) fn record(&mut self, record: &mut Record) {
        match record {
            Record::Reach(row) => self.reach(&mut Arc::make_mut(row).reach),
            Record::Group(row) if row.condition.is_some() => {
                if let Some(condition) = &mut Arc::make_mut(row).condition {
                    self.condition(condition, false);
                }
            }
            Record::Module(row) if row.users.is_some() => {
                if let Some(users) = &mut Arc::make_mut(row).users {
                    self.who(users);
                }
            }
            Record::Role(row) => {
                let row = Arc::make_mut(row);
                row.derived.iter_mut().for_each(|who| self.who(who));
                self.scope(&mut row.scope);
                for nested in &mut row.nested {
                    self.scope(&mut nested.scope);
                }
                self.grants(&mut row.grants);
            }
            Record::CustomSet(row) => self.grants(&mut Arc::make_mut(row).grants),
            Record::Assignment(row) => self.scope(&mut Arc::make_mut(row).scope),
            Record::DirectGrant(row) => self.scope(&mut Arc::make_mut(row).scope),
            Record::PrincipalScope(row) => self.scope(&mut Arc::make_mut(row).scope),
            Record::Guard(row) => {
                let row = Arc::make_mut(row);
                self.who(&mut row.who);
                self.scope(&mut row.on);
                for except in &mut row.except {
                    self.who(&mut except.who);
                    self.scope(&mut except.on);
                }
            }
            Record::DelegationRule(row) => {
                let row = Arc::make_mut(row);
                self.who(&mut row.by);
                row.subject.iter_mut().for_each(|who| self.who(who));
            }
            Record::Expectation(row) => {
                let row = Arc::make_mut(row);
                self.who(&mut row.who);
                match &mut row.on {
                    On::Nothing => {}
                    On::People(people) => self.reach(people),
                    On::Items(items) => self.items(items),
                    On::Pairs(people, items) => {
                        self.reach(people);
                        self.items(items);
                    }
                }
            }
            Record::DutyRule(row) => {
                for except in &mut Arc::make_mut(row).exceptions {
                    self.who(&mut except.who);
                }
            }
            _ => {}
        }
    }

    fn condition(&mut self, condition: &mut Condition, of_items: bool) {
        if of_items == self.of_items {
            condition
                .clauses
                .iter_mut()
                .for_each(|one| (self.clause)(one));
        }
    }

    fn grants(&mut self, grants: &mut [Grant]) {
        for grant in grants {
            self.scope(&mut grant.on);
        }
    }

    fn scope(&mut self, scope: &mut Scope) {
        scope.people.iter_mut().for_each(|one| self.reach(one));
        scope.items.iter_mut().for_each(|one| self.items(one));
    }

    fn reach(&mut self, reach: &mut Reach) {
        match reach {
            Reach::Where(condition) => self.condition(condition, false),
            Reach::Union(list) | Reach::Intersection(list) => {
                list.iter_mut().for_each(|one| self.reach(one));
            }
            Reach::Except(from, minus) => {
                self.reach(from);
                self.reach(minus);
            }
            _ => {}
        }
    }

    fn items(&mut self, items: &mut ItemSelector) {
        match items {
            ItemSelector::Where(condition) => self.condition(condition, true),
            ItemSelector::About(reach) => self.reach(reach),
            ItemSelector::Union(list) | ItemSelector::Intersection(list) => {
                list.iter_mut().for_each(|one| self.items(one));
            }
            ItemSelector::Except(from, minus) => {
                self.items(from);
                self.items(minus);
            }
            _ => {}
        }
    }

    fn who(&mut self, who: &mut Who) {
        match who {
            Who::Where(condition) => self.condition(condition, false),
            Who::Not(one) => self.who(one),
            Who::AllOf(list) | Who::AnyOf(list) => list.iter_mut().for_each(|one| self.who(one)),
            _ => {}
        }
    }
}
