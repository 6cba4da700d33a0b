//! Where one is: the workspace, the selection, and the way back.

use std::sync::Arc;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::model::{Key, Model};

type Keys = IndexSet<Key, FxBuildHasher>;

/// The workspaces of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Workspace {
    /// People, teams, labels, items.
    #[default]
    Organisation,
    /// Groups, roles, permissions.
    Access,
    /// The dependency graph and the access graph.
    Graph,
    /// The HR system with someone's eyes.
    Simulate,
    /// Expectations, duties, findings, problems.
    Checks,
    /// Now against the last save.
    Compare,
}

impl Workspace {
    /// In the order of the rail.
    pub const ALL: [Workspace; 6] = [
        Workspace::Organisation,
        Workspace::Access,
        Workspace::Graph,
        Workspace::Simulate,
        Workspace::Checks,
        Workspace::Compare,
    ];

    /// Where a record is at home.
    pub fn of(key: &Key) -> Workspace {
        match key {
            Key::Principal(_)
            | Key::Team(_)
            | Key::Label(_)
            | Key::Item(_)
            | Key::Kind(_)
            | Key::Field(_) => Workspace::Organisation,
            Key::Expectation(_) | Key::DutyRule(_) => Workspace::Checks,
            _ => Workspace::Access,
        }
    }

    /// Its word in the rail.
    pub fn word(self) -> &'static str {
        match self {
            Workspace::Organisation => "Organisation",
            Workspace::Access => "Access",
            Workspace::Graph => "Graph",
            Workspace::Simulate => "Simulate",
            Workspace::Checks => "Checks",
            Workspace::Compare => "Compare",
        }
    }

    /// Its icon in the rail.
    pub fn icon(self) -> &'static str {
        match self {
            Workspace::Organisation => "account_tree",
            Workspace::Access => "grid_on",
            Workspace::Graph => "hub",
            Workspace::Simulate => "visibility",
            Workspace::Checks => "checklist",
            Workspace::Compare => "difference",
        }
    }
}

/// What is selected: one record, and perhaps others with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    key: Option<Key>,
    /// In the order they were selected. Shared, so that a copy costs nothing.
    also: Arc<Keys>,
}

impl Selection {
    /// Just one record, or nothing.
    pub fn one(key: Option<Key>) -> Selection {
        Selection {
            key,
            also: Arc::default(),
        }
    }

    /// Several records; the last is the one the inspector shows.
    pub fn several(mut keys: Vec<Key>) -> Selection {
        let key = keys.pop();
        let mut also: Keys = keys.into_iter().collect();
        if let Some(key) = &key {
            also.shift_remove(key);
        }
        Selection {
            key,
            also: Arc::new(also),
        }
    }

    /// True if both are surely the same, found at no cost.
    pub fn is_same(&self, other: &Selection) -> bool {
        Arc::ptr_eq(&self.also, &other.also) && self.key == other.key
    }

    /// The record the inspector shows.
    pub fn key(&self) -> Option<&Key> {
        self.key.as_ref()
    }

    /// Every selected record, the one the inspector shows last.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.also.iter().chain(self.key.as_ref())
    }

    /// How many records are selected.
    pub fn len(&self) -> usize {
        self.also.len() + usize::from(self.key.is_some())
    }

    /// True if nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.key.is_none()
    }

    /// True if the record is selected.
    pub fn contains(&self, key: &Key) -> bool {
        self.key.as_ref() == Some(key) || self.also.contains(key)
    }

    /// Adds a record, or takes it out if it was in.
    pub(super) fn toggle(&mut self, key: Key) {
        if self.contains(&key) {
            self.retain(|one| *one != key);
        } else if let Some(before) = self.key.replace(key) {
            Arc::make_mut(&mut self.also).insert(before);
        }
    }

    /// Drops what is no longer in the model.
    pub(super) fn retain(&mut self, keep: impl Fn(&Key) -> bool) {
        if !self.also.iter().all(&keep) {
            Arc::make_mut(&mut self.also).retain(&keep);
        }
        if self.key.as_ref().is_some_and(|key| !keep(key)) {
            self.key = match self.also.is_empty() {
                true => None,
                false => Arc::make_mut(&mut self.also).pop(),
            };
        }
    }
}

/// A place one has looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The workspace.
    pub workspace: Workspace,
    /// What was selected.
    pub key: Option<Key>,
}

/// The way back and forward through what was looked at.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    back: Vec<Place>,
    forward: Vec<Place>,
}

const MAX_PLACES: usize = 200;

impl Trail {
    /// True if there is a place to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// True if there is a place to go forward to.
    pub fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }

    /// Leaves a place for another.
    pub(super) fn leave(&mut self, from: Place) {
        if self.back.last() != Some(&from) {
            self.back.push(from);
            if self.back.len() > MAX_PLACES {
                self.back.remove(0);
            }
        }
        self.forward.clear();
    }

    /// The place before this one, if its record is still there.
    pub(super) fn back(&mut self, here: Place, model: Option<&Model>) -> Option<Place> {
        step(&mut self.back, &mut self.forward, here, model)
    }

    /// The place one came back from.
    pub(super) fn forward(&mut self, here: Place, model: Option<&Model>) -> Option<Place> {
        step(&mut self.forward, &mut self.back, here, model)
    }
}

fn step(
    from: &mut Vec<Place>,
    to: &mut Vec<Place>,
    here: Place,
    model: Option<&Model>,
) -> Option<Place> {
    while let Some(place) = from.pop() {
        let is_there = match (&place.key, model) {
            (Some(key), Some(model)) => model.contains(key),
            (Some(_), None) => false,
            (None, _) => true,
        };
        if is_there && place != here {
            to.push(here);
            return Some(place);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(workspace: Workspace) -> Place {
        Place {
            workspace,
            key: None,
        }
    }

    #[test]
    fn back_and_forward_walk_the_same_places() {
        let mut trail = Trail::default();
        trail.leave(at(Workspace::Organisation));
        trail.leave(at(Workspace::Access));
        let here = at(Workspace::Graph);
        let before = trail.back(here.clone(), None).unwrap();
        assert_eq!(before, at(Workspace::Access));
        assert_eq!(trail.forward(before, None), Some(here));
    }

    #[test]
    fn the_last_added_is_the_one_inspected() {
        let mut selection = Selection::one(Some(Key::Group("a".into())));
        selection.toggle(Key::Group("b".into()));
        assert_eq!(selection.key(), Some(&Key::Group("b".into())));
        selection.toggle(Key::Group("b".into()));
        assert_eq!(selection.key(), Some(&Key::Group("a".into())));
        assert_eq!(selection.len(), 1);
    }
}
