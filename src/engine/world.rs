//! The facts of a model by number: people, items, lines, teams, labels, groups. Built once per
//! model; everything above works on numbers and sets.
//!
//! People are numbered as the table of principals is ordered. The universe of items is all items,
//! then every principal as an `account`, then every role as a `role`.

use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use super::columns::{Column, condition_set, one_key};
use super::lines::Lines;
use super::set::Set;
use crate::model::{
    ACCOUNT_KIND, Account, Condition, FieldId, GroupId, ItemId, LabelId, Model, PrincipalId,
    PrincipalSort, ROLE_KIND, RoleId, TeamId, Value,
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
    pub people: Set,
    pub lines: Lines,
    pub everyone: Arc<Set>,
    pub groups: Vec<Arc<Set>>,
    /// Groups of each principal.
    pub groups_of: Vec<Vec<u32>>,
    pub teams: Vec<Arc<Set>>,
    pub subject: Vec<Option<u32>>,
    pub created_by: Vec<Vec<u32>>,
    pub owned_by: Vec<Vec<u32>>,
    person_columns: Columns,
    item_columns: Columns,
    person_conditions: Conditions,
    item_conditions: Conditions,
}

type Columns = Mutex<FxHashMap<String, Arc<Column>>>;
type Conditions = Mutex<Vec<(Condition, Arc<Set>)>>;

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // A column is complete before it is put in, so a poisoned lock guards nothing broken.
    mutex
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

impl World {
    pub(super) fn new(model: &Model) -> World {
        let n_people = model.principals().len();
        let n_own_items = model.items().len();
        let n_items = n_own_items + n_people + model.roles().len();
        let people = Set::of(
            n_people,
            (0u32..)
                .zip(model.principals().iter())
                .filter(|(_, p)| p.has_record())
                .map(|(n, _)| n),
        );
        let mut world = World {
            model: model.clone(),
            n_people,
            n_items,
            lines: Lines::new(model),
            everyone: Arc::default(),
            groups: Vec::new(),
            groups_of: vec![Vec::new(); n_people],
            teams: Vec::new(),
            subject: vec![None; n_items],
            created_by: vec![Vec::new(); n_people],
            owned_by: vec![Vec::new(); n_people],
            person_columns: Columns::default(),
            item_columns: Columns::default(),
            person_conditions: Conditions::default(),
            item_conditions: Conditions::default(),
            people,
        };
        world.index_items();
        world.index_teams();
        world.everyone = Arc::new(world.everyone_set());
        world.index_groups();
        world
    }

    fn index_items(&mut self) {
        let model = self.model.clone();
        let n_own = model.items().len();
        for (n, item) in (0u32..).zip(model.items().iter()) {
            let number = |id: &Option<PrincipalId>| {
                id.as_ref().and_then(|id| model.principals().position(id))
            };
            if let Some(list) = number(&item.creator).and_then(|at| self.created_by.get_mut(at)) {
                list.push(n);
            }
            if let Some(list) = number(&item.owner).and_then(|at| self.owned_by.get_mut(at)) {
                list.push(n);
            }
            let subject = number(&item.subject)
                .map(|at| at as u32)
                .filter(|at| self.people.contains(*at));
            if let Some(slot) = self.subject.get_mut(n as usize) {
                *slot = subject;
            }
        }
        for person in self.people.iter() {
            if let Some(slot) = self.subject.get_mut(n_own + person as usize) {
                *slot = Some(person);
            }
        }
    }

    fn index_teams(&mut self) {
        let model = self.model.clone();
        let mut teams = vec![Set::none(self.n_people); model.teams().len()];
        for (n, person) in (0u32..).zip(model.principals().iter()) {
            for team in &person.teams {
                if let Some(set) = model
                    .teams()
                    .position(team)
                    .and_then(|at| teams.get_mut(at))
                {
                    set.insert(n);
                }
            }
        }
        self.teams = teams.into_iter().map(Arc::new).collect();
    }

    /// Everyone but those the settings hide (A-H1).
    fn everyone_set(&self) -> Set {
        let settings = self.model.settings();
        let mut set = self.people.clone();
        if let Some(condition) = &settings.everyone_omits {
            set.drop(&self.person_condition(condition));
        }
        if settings.everyone_omits_externals {
            let externals = (0u32..)
                .zip(self.model.principals().iter())
                .filter(|(_, p)| p.sort == PrincipalSort::External)
                .map(|(n, _)| n);
            set.drop(&Set::of(self.n_people, externals));
        }
        set
    }

    /// Members of every group: the least fix-point of listed, matched and nested.
    fn index_groups(&mut self) {
        let model = self.model.clone();
        let mut sets: Vec<Set> = model
            .groups()
            .iter()
            .map(|group| {
                let mut set = Set::of(
                    self.n_people,
                    group.listed.iter().filter_map(|id| self.person(id)),
                );
                if let Some(condition) = &group.condition {
                    set.add(&self.person_condition(condition));
                }
                set
            })
            .collect();
        let nested: Vec<Vec<usize>> = model
            .groups()
            .iter()
            .map(|group| {
                group
                    .groups
                    .iter()
                    .filter_map(|id| model.groups().position(id))
                    .collect()
            })
            .collect();
        let mut has_grown = true;
        while has_grown {
            has_grown = false;
            for (outer, inner) in nested.iter().enumerate() {
                for from in inner {
                    let Some(more) = sets.get(*from).cloned() else {
                        continue;
                    };
                    if let Some(set) = sets.get_mut(outer) {
                        let before = set.len();
                        set.add(&more);
                        has_grown |= set.len() > before;
                    }
                }
            }
        }
        for (n, set) in (0u32..).zip(&sets) {
            for person in set.iter() {
                if let Some(list) = self.groups_of.get_mut(person as usize) {
                    list.push(n);
                }
            }
        }
        self.groups = sets.into_iter().map(Arc::new).collect();
    }

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
        let covered: Vec<&LabelId> = self
            .model
            .labels()
            .ids()
            .filter(|id| self.with_ancestors(id).iter().any(|up| labels.contains(up)))
            .collect();
        let items = (0..self.n_items as u32)
            .filter(|n| self.labels(*n).iter().any(|label| covered.contains(&label)));
        Set::of(self.n_items, items)
    }

    /// The people for whom a condition holds.
    pub(super) fn person_condition(&self, condition: &Condition) -> Arc<Set> {
        if let Some((_, set)) = locked(&self.person_conditions)
            .iter()
            .find(|(known, _)| known == condition)
        {
            return set.clone();
        }
        let set = Arc::new(condition_set(
            condition,
            self.model.settings().join,
            &self.people,
            self.n_people,
            &mut |field| self.person_column(field),
        ));
        locked(&self.person_conditions).push((condition.clone(), set.clone()));
        set
    }

    /// The items for which a condition holds.
    pub(super) fn item_condition(&self, condition: &Condition) -> Arc<Set> {
        if let Some((_, set)) = locked(&self.item_conditions)
            .iter()
            .find(|(known, _)| known == condition)
        {
            return set.clone();
        }
        let set = Arc::new(condition_set(
            condition,
            self.model.settings().join,
            &Set::all(self.n_items),
            self.n_items,
            &mut |field| self.item_column(field),
        ));
        locked(&self.item_conditions).push((condition.clone(), set.clone()));
        set
    }

    /// One field of all people.
    pub(super) fn person_column(&self, field: &str) -> Arc<Column> {
        if let Some(column) = locked(&self.person_columns).get(field) {
            return column.clone();
        }
        let column = Arc::new(Column::new(self.n_people, |at| self.person_keys(at, field)));
        locked(&self.person_columns).insert(field.to_owned(), column.clone());
        column
    }

    fn person_keys(&self, at: usize, field: &str) -> Vec<String> {
        let Some(person) = self.model.principals().at(at).filter(|p| p.has_record()) else {
            return Vec::new();
        };
        let each = |ids: Vec<&str>| ids.into_iter().flat_map(one_key).collect();
        match field {
            "id" => one_key(person.id.as_str()),
            "name" => one_key(&person.name),
            "sort" => one_key(sort_word(person.sort)),
            "account" => one_key(account_word(person.account)),
            "manager" => each(person.managers.iter().map(|edge| edge.1.as_str()).collect()),
            "team" => each(person.teams.iter().map(TeamId::as_str).collect()),
            "leads" => each(person.leads.iter().map(TeamId::as_str).collect()),
            "direct_reports" => one_key(&self.lines.n_direct(at as u32).to_string()),
            _ => person
                .fields
                .get(&FieldId::from(field))
                .map(Value::keys)
                .unwrap_or_default(),
        }
    }

    /// One field of all items.
    pub(super) fn item_column(&self, field: &str) -> Arc<Column> {
        if let Some(column) = locked(&self.item_columns).get(field) {
            return column.clone();
        }
        let column = Arc::new(Column::new(self.n_items, |at| {
            self.item_keys(at as u32, field)
        }));
        locked(&self.item_columns).insert(field.to_owned(), column.clone());
        column
    }

    fn item_keys(&self, n: u32, field: &str) -> Vec<String> {
        let item = self.model.items().at(n as usize);
        let person =
            |id: Option<&PrincipalId>| id.map(|id| one_key(id.as_str())).unwrap_or_default();
        match field {
            "id" => self
                .item_ref(n)
                .map(|r| one_key(r.id()))
                .unwrap_or_default(),
            "name" => one_key(&self.item_name(n)),
            "kind" => one_key(self.kind(n)),
            "creator" => person(item.and_then(|i| i.creator.as_ref())),
            "owner" => person(item.and_then(|i| i.owner.as_ref())),
            "subject" => {
                let subject = self.subject.get(n as usize).copied().flatten();
                person(subject.and_then(|at| self.person_id(at)))
            }
            "label" => self
                .labels(n)
                .iter()
                .flat_map(|label| self.with_ancestors(label))
                .flat_map(|label| one_key(label.as_str()))
                .collect(),
            _ => item
                .and_then(|i| i.fields.get(&FieldId::from(field)))
                .map(Value::keys)
                .unwrap_or_default(),
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
