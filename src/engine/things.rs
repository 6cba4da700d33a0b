//! Items by number, and who they belong to. The universe is all items, then every principal as an
//! account, then every role.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::lists::Lists;
use super::set::Set;
use crate::model::{ACCOUNT_KIND, KindId, LabelId, Model, PrincipalId, ROLE_KIND};

/// What does not change while ids, kinds, creators, owners and subjects stay.
#[derive(Debug, Default)]
pub(super) struct Things {
    /// The person each is about.
    pub subject: Vec<Option<u32>>,
    /// Own items about each person; the person's account is not among them.
    pub about: Lists,
    /// Items each principal created.
    pub created_by: Lists,
    /// Items each principal owns.
    pub owned_by: Lists,
    of_kind: FxHashMap<KindId, Arc<Set>>,
    bound: usize,
}

impl Things {
    pub(super) fn new(model: &Model, people: &Set) -> Things {
        let n_people = model.principals().len();
        let n_own = model.items().len();
        let bound = n_own + n_people + model.roles().len();
        let number = |id: &Option<PrincipalId>| {
            let at = model.principals().position(id.as_ref()?)?;
            Some(at as u32)
        };
        let column = |pick: fn(&crate::model::Item) -> &Option<PrincipalId>| -> Vec<Option<u32>> {
            model
                .items()
                .iter()
                .map(|item| number(pick(item)))
                .collect()
        };
        let lists = |column: &[Option<u32>]| {
            let pairs = (0u32..).zip(column);
            Lists::new(
                n_people,
                pairs.filter_map(|(item, person)| Some(((*person)?, item))),
            )
        };
        let mut subject = column(|item| &item.subject);
        for slot in &mut subject {
            *slot = slot.filter(|person| people.contains(*person));
        }
        let about = lists(&subject);
        let persons = 0..n_people as u32;
        subject.extend(persons.map(|person| people.contains(person).then_some(person)));
        subject.resize(bound, None);

        let mut kinds: FxHashMap<KindId, Set> = FxHashMap::default();
        for (n, item) in (0u32..).zip(model.items().iter()) {
            if let Some(set) = kinds.get_mut(&item.kind) {
                set.insert(n);
            } else {
                kinds.insert(item.kind.clone(), Set::of(bound, [n]));
            }
        }
        let accounts = n_own as u32..(n_own + n_people) as u32;
        let roles = (n_own + n_people) as u32..bound as u32;
        kinds.insert(ACCOUNT_KIND.into(), Set::of(bound, accounts));
        kinds.insert(ROLE_KIND.into(), Set::of(bound, roles));
        Things {
            about,
            created_by: lists(&column(|item| &item.creator)),
            owned_by: lists(&column(|item| &item.owner)),
            subject,
            of_kind: kinds
                .into_iter()
                .map(|(k, set)| (k, Arc::new(set)))
                .collect(),
            bound,
        }
    }

    /// All of a kind.
    pub(super) fn of_kind(&self, kind: &KindId) -> Arc<Set> {
        match self.of_kind.get(kind) {
            Some(set) => set.clone(),
            None => Arc::new(Set::none(self.bound)),
        }
    }

    /// The person one is about.
    pub(super) fn subject_of(&self, item: u32) -> Option<u32> {
        self.subject.get(item as usize).copied().flatten()
    }
}

/// What carries each label itself, by label.
#[derive(Debug, Default)]
pub(super) struct Labelled(FxHashMap<LabelId, Set>);

impl Labelled {
    pub(super) fn new(bound: usize, labels: impl Iterator<Item = (u32, LabelId)>) -> Labelled {
        let mut sets: FxHashMap<LabelId, Set> = FxHashMap::default();
        for (n, label) in labels {
            let set = sets.entry(label).or_insert_with(|| Set::none(bound));
            set.insert(n);
        }
        Labelled(sets)
    }

    /// What carries the label itself.
    pub(super) fn with(&self, label: &LabelId) -> Option<&Set> {
        self.0.get(label)
    }
}
