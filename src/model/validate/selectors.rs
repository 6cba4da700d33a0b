//! What selectors and conditions must be.

use super::Check;
use crate::model::condition::{BUILT_IN_ITEM_FIELDS, Condition};
use crate::model::selector::{ItemSelector, Reach, Scope};

impl Check<'_> {
    pub(super) fn scope(&mut self, scope: &Scope) {
        if let Some(people) = &scope.people {
            self.at("people", |c| c.reach(people));
        }
        if let Some(items) = &scope.items {
            self.at("items", |c| c.items(items));
        }
    }

    pub(super) fn reach(&mut self, reach: &Reach) {
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

    pub(super) fn items(&mut self, items: &ItemSelector) {
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

    pub(super) fn condition(&mut self, condition: &Condition) {
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
}
