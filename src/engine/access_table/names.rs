//! Sets of people and items in few words: everyone, a group, all but two, or every name.

use std::collections::BTreeMap;

use super::super::{Engine, ItemRef};
use crate::model::PrincipalId;

/// Words for sets of people and items of one model.
pub(super) struct Names<'e> {
    engine: &'e Engine,
    everyone: Vec<PrincipalId>,
    people: Vec<PrincipalId>,
    /// Members of each group, with its name.
    groups: Vec<(Vec<PrincipalId>, String)>,
}

/// A set is told by who is missing from it if those are so few, and it is so much larger.
const FEW_MISSING: usize = 3;
/// From so many people on a set is told by the name of a group.
const MANY: usize = 5;

impl<'e> Names<'e> {
    pub fn new(engine: &'e Engine) -> Names<'e> {
        let people = engine.people();
        let omitted = engine.omitted_by_everyone();
        let everyone = people.iter().filter(|id| !omitted.contains(id));
        let groups = engine.model().groups().iter();
        Names {
            everyone: everyone.cloned().collect(),
            groups: groups
                .map(|group| (engine.members(&group.id), group.name.clone()))
                .collect(),
            people,
            engine,
        }
    }

    /// The name of one principal.
    pub fn person(&self, id: &PrincipalId) -> String {
        let model = self.engine.model();
        let record = model.principals().get(id);
        record.map_or_else(|| id.to_string(), |p| p.name.clone())
    }

    /// A set of people, seen from someone's place.
    pub fn people(&self, ids: &[PrincipalId], from: Option<&PrincipalId>) -> String {
        if let ([one], Some(from)) = (ids, from)
            && one == from
        {
            return "oneself".to_owned();
        }
        if ids.len() == self.people.len() {
            return format!("anyone ({})", ids.len());
        }
        if ids.len() >= MANY && *ids == *self.everyone {
            return format!("everyone ({})", ids.len());
        }
        if ids.len() >= MANY
            && let Some((_, name)) = self.groups.iter().find(|(members, _)| *members == *ids)
        {
            return format!("members of {name} ({})", ids.len());
        }
        let missing: Vec<&PrincipalId> = self.people.iter().filter(|p| !ids.contains(p)).collect();
        if missing.len() <= FEW_MISSING && ids.len() >= MANY {
            let missing: Vec<String> = missing.into_iter().map(|id| self.person(id)).collect();
            return format!("anyone ({}) but {}", ids.len(), missing.join(", "));
        }
        let all: Vec<String> = ids.iter().map(|id| self.person(id)).collect();
        all.join(", ")
    }

    /// A set of items, kind by kind.
    pub fn items(&self, items: &[ItemRef]) -> String {
        let mut by_kind: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for item in items {
            let (kind, name) = self.item(item);
            by_kind.entry(kind).or_default().push(name);
        }
        let parts: Vec<String> = by_kind
            .into_iter()
            .map(|(kind, names)| self.items_of_kind(&kind, names))
            .collect();
        parts.join("; ")
    }

    fn items_of_kind(&self, kind: &str, names: Vec<String>) -> String {
        let model = self.engine.model();
        let of_kind = model.items().iter().filter(|item| {
            let record = model.kinds().get(&item.kind);
            record.is_some_and(|k| k.name == kind)
        });
        let all: Vec<&str> = of_kind.map(|item| item.name.as_str()).collect();
        let missing: Vec<&str> = all
            .iter()
            .copied()
            .filter(|name| !names.iter().any(|n| n == name))
            .collect();
        let is_most = names.len() >= MANY || missing.is_empty();
        if missing.is_empty() && names.len() > 1 {
            return format!("{kind}: all {}", names.len());
        }
        if is_most && missing.len() <= FEW_MISSING && !missing.is_empty() {
            return format!("{kind}: all {} but {}", names.len(), missing.join(", "));
        }
        format!("{kind}: {}", names.join(", "))
    }

    fn item(&self, item: &ItemRef) -> (String, String) {
        let model = self.engine.model();
        match item {
            ItemRef::Item(id) => match model.items().get(id) {
                Some(record) => {
                    let kind = model.kinds().get(&record.kind);
                    let kind = kind.map_or_else(|| record.kind.to_string(), |k| k.name.clone());
                    (kind, record.name.clone())
                }
                None => (String::new(), id.to_string()),
            },
            ItemRef::Account(id) => ("Account".to_owned(), self.person(id)),
            ItemRef::Role(id) => {
                let role = model.roles().get(id);
                let name = role.map_or_else(|| id.to_string(), |role| role.name.clone());
                ("Role".to_owned(), name)
            }
        }
    }

    /// Principals by name.
    pub fn holders(&self, ids: &[PrincipalId]) -> String {
        let all: Vec<String> = ids.iter().map(|id| self.person(id)).collect();
        all.join(", ")
    }
}
