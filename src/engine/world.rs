//! The facts of a model by number: people, items, lines, teams, labels, groups. Everything above
//! works on numbers and sets. How it is made, and what of it is carried over from the model before:
//! `again`.
//!
//! People are numbered as the table of principals is ordered. The universe of items is all items,
//! then every principal as an `account`, then every role as a `role`.

mod again;

use std::sync::{Arc, OnceLock};

use super::columns::{Column, Raw, condition_set, one_key};
use super::fields::Fields;
use super::limits::Limits;
use super::lines::Lines;
use super::select::{ItemExpr, ReachExpr};
use super::set::Set;
use super::things::{Labelled, Things};
use crate::model::{
    ACCOUNT_KIND, Account, Condition, GroupId, ItemId, ItemSelector, LabelId, Model, PrincipalId,
    PrincipalSort, ROLE_KIND, Reach, RoleId, TeamId,
};

/// An item, or a principal or role seen as a labelled record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemRef {
    /// An item.
    Item(ItemId),
    /// The account of a principal.
    Account(PrincipalId),
    /// A role.
    Role(RoleId),
}

impl ItemRef {
    /// The id as text.
    pub fn id(&self) -> &str {
        match self {
            ItemRef::Item(id) => id.as_str(),
            ItemRef::Account(id) => id.as_str(),
            ItemRef::Role(id) => id.as_str(),
        }
    }
}

#[derive(Debug)]
pub(super) struct World {
    pub model: Model,
    pub n_people: usize,
    pub n_items: usize,
    /// Principals with a record: the people who can be a target.
    pub people: Arc<Set>,
    pub lines: Arc<Lines>,
    pub everyone: Arc<Set>,
    pub groups: Vec<Arc<Set>>,
    pub teams: Vec<Arc<Set>>,
    pub things: Arc<Things>,
    person_fields: Fields,
    item_fields: Fields,
    labelled: Arc<OnceLock<Labelled>>,
    /// Limits that say the same are one.
    pub(super) reaches: Limits<Reach, ReachExpr>,
    pub(super) selectors: Limits<ItemSelector, ItemExpr>,
}

impl World {
    /// Number of a principal.
    pub(super) fn person(&self, id: &PrincipalId) -> Option<u32> {
        self.model.principals().position(id).map(|at| at as u32)
    }

    /// Id of a principal.
    pub(super) fn person_id(&self, n: u32) -> Option<&PrincipalId> {
        self.model.principals().at(n as usize).map(|p| &p.id)
    }

    /// Number of an item, account or role in the universe of items.
    pub(super) fn item(&self, item: &ItemRef) -> Option<u32> {
        let n_own = self.model.items().len();
        let at = match item {
            ItemRef::Item(id) => self.model.items().position(id)?,
            ItemRef::Account(id) => n_own + self.model.principals().position(id)?,
            ItemRef::Role(id) => n_own + self.n_people + self.model.roles().position(id)?,
        };
        Some(at as u32)
    }

    /// The number of a principal's account in the universe of items.
    pub(super) fn account(&self, person: u32) -> u32 {
        self.model.items().len() as u32 + person
    }

    /// True if a number in the universe of items stands for an account.
    pub(super) fn is_account(&self, item: u32) -> bool {
        let n_own = self.model.items().len();
        (n_own..n_own + self.n_people).contains(&(item as usize))
    }

    /// What a number in the universe of items stands for.
    pub(super) fn item_ref(&self, n: u32) -> Option<ItemRef> {
        let n_own = self.model.items().len();
        let n = n as usize;
        if let Some(item) = self.model.items().at(n) {
            Some(ItemRef::Item(item.id.clone()))
        } else if let Some(person) = self.model.principals().at(n - n_own) {
            Some(ItemRef::Account(person.id.clone()))
        } else {
            let role = self
                .model
                .roles()
                .at(n.checked_sub(n_own + self.n_people)?)?;
            Some(ItemRef::Role(role.id.clone()))
        }
    }

    /// Kind of an item, account or role.
    pub(super) fn kind(&self, n: u32) -> &str {
        let n_own = self.model.items().len();
        let n = n as usize;
        match self.model.items().at(n) {
            Some(item) => item.kind.as_str(),
            None if n < n_own + self.n_people => ACCOUNT_KIND,
            None => ROLE_KIND,
        }
    }

    /// Labels on an item, account or role.
    pub(super) fn labels(&self, n: u32) -> &[LabelId] {
        let n_own = self.model.items().len();
        let n = n as usize;
        if let Some(item) = self.model.items().at(n) {
            &item.labels
        } else if let Some(person) = self.model.principals().at(n - n_own) {
            &person.labels
        } else {
            self.model
                .roles()
                .at(n.saturating_sub(n_own + self.n_people))
                .map_or(&[], |role| &role.labels)
        }
    }

    /// A label and those above it.
    fn with_ancestors(&self, label: &LabelId) -> Vec<LabelId> {
        let mut list = vec![label.clone()];
        while let Some(parent) = list
            .last()
            .and_then(|id| self.model.labels().get(id))
            .and_then(|label| label.parent.clone())
        {
            if list.contains(&parent) {
                break;
            }
            list.push(parent);
        }
        list
    }

    /// Items with any of these labels or a label below one of them (D12, A-D4).
    pub(super) fn labelled(&self, labels: &[LabelId]) -> Set {
        let index = self.labelled.get_or_init(|| {
            let items = 0..self.n_items as u32;
            let pairs = items.flat_map(|n| self.labels(n).iter().map(move |id| (n, id.clone())));
            Labelled::new(self.n_items, pairs)
        });
        let mut set = Set::none(self.n_items);
        for id in self.model.labels().ids() {
            if let Some(with) = index.with(id)
                && self.with_ancestors(id).iter().any(|up| labels.contains(up))
            {
                set.add(with);
            }
        }
        set
    }

    /// The people for whom a condition holds.
    pub(super) fn person_condition(&self, condition: &Condition) -> Arc<Set> {
        self.person_fields.condition(condition, || {
            condition_set(
                condition,
                self.model.settings().join,
                &self.people,
                self.n_people,
                &mut |field| self.person_column(field),
            )
        })
    }

    /// The items for which a condition holds.
    pub(super) fn item_condition(&self, condition: &Condition) -> Arc<Set> {
        self.item_fields.condition(condition, || {
            condition_set(
                condition,
                self.model.settings().join,
                &Set::all(self.n_items),
                self.n_items,
                &mut |field| self.item_column(field),
            )
        })
    }

    /// One field of all people.
    pub(super) fn person_column(&self, field: &str) -> Arc<Column> {
        self.person_fields.column(field, || {
            Column::new(self.n_people, |at| self.person_raw(at, field))
        })
    }

    fn person_raw(&self, at: usize, field: &str) -> Raw<'_> {
        let Some(person) = self.model.principals().at(at).filter(|p| p.has_record()) else {
            return Raw::Nothing;
        };
        let each = |ids: Vec<&str>| Raw::Keys(ids.into_iter().flat_map(one_key).collect());
        match field {
            "id" => Raw::text(person.id.as_str()),
            "name" => Raw::text(&person.name),
            "sort" => Raw::text(sort_word(person.sort)),
            "account" => Raw::text(account_word(person.account)),
            "manager" => each(person.managers.iter().map(|edge| edge.1.as_str()).collect()),
            "team" => each(person.teams.iter().map(TeamId::as_str).collect()),
            "leads" => each(person.leads.iter().map(TeamId::as_str).collect()),
            "direct_reports" => Raw::Text(self.lines.n_direct(at as u32).to_string().into()),
            _ => person.fields.named(field).into(),
        }
    }

    /// One field of all items.
    pub(super) fn item_column(&self, field: &str) -> Arc<Column> {
        self.item_fields.column(field, || {
            Column::new(self.n_items, |at| self.item_raw(at, field))
        })
    }

    fn item_raw(&self, at: usize, field: &str) -> Raw<'_> {
        let n = at as u32;
        let item = self.model.items().at(at);
        let person = |id: Option<&'_ PrincipalId>| match id {
            Some(id) => Raw::Text(id.as_str().to_owned().into()),
            None => Raw::Nothing,
        };
        match field {
            "id" => match self.item_ref(n) {
                Some(item) => Raw::Text(item.id().to_owned().into()),
                None => Raw::Nothing,
            },
            "name" => Raw::Text(self.item_name(n).into()),
            "kind" => Raw::text(self.kind(n)),
            "creator" => person(item.and_then(|i| i.creator.as_ref())),
            "owner" => person(item.and_then(|i| i.owner.as_ref())),
            "subject" => person(self.things.subject_of(n).and_then(|at| self.person_id(at))),
            "label" => Raw::Keys(
                self.labels(n)
                    .iter()
                    .flat_map(|label| self.with_ancestors(label))
                    .flat_map(|label| one_key(label.as_str()))
                    .collect(),
            ),
            _ => item.and_then(|i| i.fields.named(field)).into(),
        }
    }

    /// Name of an item, account or role.
    pub(super) fn item_name(&self, n: u32) -> String {
        match self.item_ref(n) {
            Some(ItemRef::Item(id)) => self.model.items().get(&id).map(|i| i.name.clone()),
            Some(ItemRef::Account(id)) => self.model.principals().get(&id).map(|p| p.name.clone()),
            Some(ItemRef::Role(id)) => self.model.roles().get(&id).map(|r| r.name.clone()),
            None => None,
        }
        .unwrap_or_default()
    }

    /// Members of a group.
    pub(super) fn group(&self, id: &GroupId) -> Arc<Set> {
        self.model
            .groups()
            .position(id)
            .and_then(|at| self.groups.get(at).cloned())
            .unwrap_or_else(|| Arc::new(Set::none(self.n_people)))
    }

    /// Members of a team.
    pub(super) fn team(&self, id: &TeamId) -> Arc<Set> {
        self.model
            .teams()
            .position(id)
            .and_then(|at| self.teams.get(at).cloned())
            .unwrap_or_else(|| Arc::new(Set::none(self.n_people)))
    }
}

/// A sort as conditions spell it.
pub(super) fn sort_word(sort: PrincipalSort) -> &'static str {
    match sort {
        PrincipalSort::Person => "person",
        PrincipalSort::ServiceUser => "service_user",
        PrincipalSort::External => "external",
    }
}

/// An account state as conditions spell it.
pub(super) fn account_word(account: Account) -> &'static str {
    match account {
        Account::Active => "active",
        Account::Blocked => "blocked",
        Account::NotStarted => "not_started",
        Account::Ended => "ended",
    }
}
