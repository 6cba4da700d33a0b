//! How the facts are made, and what of them is carried over from the model before.
//!
//! Rows of a table are shared between a model and its edited copy, so what changed is found by
//! comparing addresses, whatever led from one to the other: an edit, an undo, a scenario. Carried
//! over is what cannot have changed; records that changed are looked at one by one. Only where people
//! were added, removed or reordered is everything numbered anew.

use std::sync::{Arc, OnceLock};

use super::World;
use crate::engine::fields::Fields;
use crate::engine::limits::Limits;
use crate::engine::lines::Lines;
use crate::engine::select::{ItemExpr, ReachExpr};
use crate::engine::set::Set;
use crate::engine::things::Things;
use crate::model::{Entity, Group, ItemSelector, Model, Principal, PrincipalSort, Reach, Table};

/// Places of the records that differ; none if the tables are numbered differently. `is_alike` says
/// which other difference numbers anew.
fn changed<T: Entity>(
    old: &Table<T>,
    new: &Table<T>,
    is_alike: impl Fn(&T, &T) -> bool,
) -> Option<Vec<u32>> {
    if old.is_same(new) {
        return Some(Vec::new());
    }
    if old.len() != new.len() {
        return None;
    }
    let mut list = Vec::new();
    for (n, a, b) in old.differing(new) {
        if a.id() != b.id() || !is_alike(a, b) {
            return None;
        }
        list.push(n);
    }
    Some(list)
}

/// The old facts, and who among the people differs.
struct Before<'o> {
    world: &'o World,
    people: Vec<u32>,
}

impl Before<'_> {
    fn pairs<'m>(
        &'m self,
        new: &'m Model,
    ) -> impl Iterator<Item = (u32, &'m Principal, &'m Principal)> {
        let old = self.world.model.principals();
        self.people.iter().filter_map(move |n| {
            let at = *n as usize;
            Some((*n, old.at(at)?, new.principals().at(at)?))
        })
    }
}

impl Before<'_> {
    /// Places of the items that differ, where both models number items alike.
    fn same_items(&self, new: &Model) -> Option<Vec<u32>> {
        let old = &self.world.model;
        changed(old.roles(), new.roles(), |a, b| {
            a.name == b.name && a.labels == b.labels
        })?;
        changed(old.items(), new.items(), |a, b| a.kind == b.kind)
    }
}

impl World {
    /// The facts of a model; `old` are those of one that may be much like it.
    pub(in crate::engine) fn new(model: &Model, old: Option<&World>) -> World {
        let before = old.and_then(|world| {
            let alike = |a: &Principal, b: &Principal| a.has_record() == b.has_record();
            let people = changed(world.model.principals(), model.principals(), alike)?;
            Some(Before { world, people })
        });
        let before = before.as_ref();
        let n_people = model.principals().len();
        let people = match before {
            Some(before) => before.world.people.clone(),
            None => Arc::new(Set::of(
                n_people,
                (0u32..)
                    .zip(model.principals().iter())
                    .filter(|(_, p)| p.has_record())
                    .map(|(n, _)| n),
            )),
        };
        let n_items = model.items().len() + n_people + model.roles().len();
        let nobody = (
            Reach::Nobody,
            ReachExpr::Same(Arc::new(Set::none(n_people))),
        );
        let no_item = (
            ItemSelector::Union(Vec::new()),
            ItemExpr::Same(Arc::new(Set::none(n_items))),
        );
        let has_same_items = before.is_some_and(|before| before.same_items(model).is_some());
        let mut world = World {
            n_people,
            n_items,
            lines: lines(model, before),
            teams: teams(model, before, n_people),
            things: things(model, before, &people),
            people,
            everyone: Arc::default(),
            groups: Vec::new(),
            person_fields: Fields::default(),
            item_fields: Fields::default(),
            labelled: Arc::new(OnceLock::new()),
            reaches: match old {
                Some(old) => old.reaches.after(nobody, before.is_some()),
                None => Limits::new(nobody),
            },
            selectors: match old {
                Some(old) => old.selectors.after(no_item, has_same_items),
                None => Limits::new(no_item),
            },
            model: model.clone(),
        };
        if let Some(before) = before {
            world.carry_person_fields(before);
            world.carry_item_fields(before);
        }
        let everyone = world.everyone_set();
        world.everyone = match before {
            Some(before) if *before.world.everyone == everyone => before.world.everyone.clone(),
            _ => Arc::new(everyone),
        };
        world.groups = world.group_sets(before);
        world
    }

    fn carry_person_fields(&mut self, before: &Before<'_>) {
        let (old, join) = (before.world, self.model.settings().join);
        if old.model.settings().join != join {
            return;
        }
        let has_same_lines = Arc::ptr_eq(&old.lines, &self.lines);
        self.person_fields = old.person_fields.carried(
            &before.people,
            |field| field == "direct_reports" && !has_same_lines,
            |at, field| self.person_raw(at, field),
            join,
            &self.people,
        );
    }

    fn carry_item_fields(&mut self, before: &Before<'_>) {
        let (old, join) = (before.world, self.model.settings().join);
        let Some(items) = before.same_items(&self.model) else {
            return;
        };
        let has_same_labels = old.model.labels().is_same(self.model.labels());
        let has_labels_kept = has_same_labels
            && items.is_empty()
            && before
                .pairs(&self.model)
                .all(|(_, a, b)| a.labels == b.labels);
        if has_labels_kept {
            self.labelled = old.labelled.clone();
        }
        if old.model.settings().join != join {
            return;
        }
        let n_own = self.model.items().len() as u32;
        let accounts = before.people.iter().map(|person| n_own + person);
        let records: Vec<u32> = items.into_iter().chain(accounts).collect();
        self.item_fields = old.item_fields.carried(
            &records,
            |field| field == "label" && !has_same_labels,
            |at, field| self.item_raw(at, field),
            join,
            &Set::all(self.n_items),
        );
    }

    /// Everyone but those the settings hide (A-H1).
    fn everyone_set(&self) -> Set {
        let settings = self.model.settings();
        let mut set = (*self.people).clone();
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

    /// Members of every group: the least fix-point of listed, matched and nested. A group with the
    /// members it had keeps its set.
    fn group_sets(&self, before: Option<&Before<'_>>) -> Vec<Arc<Set>> {
        let model = &self.model;
        let mut sets: Vec<Set> = model
            .groups()
            .iter()
            .map(|group| self.own_members(group))
            .collect();
        let nested: Vec<(usize, usize)> = model
            .groups()
            .iter()
            .enumerate()
            .flat_map(|(outer, group)| {
                let inner = group
                    .groups
                    .iter()
                    .filter_map(|id| model.groups().position(id));
                inner.map(move |inner| (outer, inner))
            })
            .collect();
        let mut has_grown = true;
        while has_grown {
            has_grown = false;
            for (outer, inner) in &nested {
                let Some(more) = sets.get(*inner).cloned() else {
                    continue;
                };
                if let Some(set) = sets.get_mut(*outer) {
                    let n = set.len();
                    set.add(&more);
                    has_grown |= set.len() > n;
                }
            }
        }
        let kept = |id| {
            let old = before?.world;
            old.groups.get(old.model.groups().position(id)?)
        };
        model
            .groups()
            .ids()
            .zip(sets)
            .map(|(id, set)| match kept(id) {
                Some(old) if **old == set => old.clone(),
                _ => Arc::new(set),
            })
            .collect()
    }

    fn own_members(&self, group: &Group) -> Set {
        let listed = group.listed.iter().filter_map(|id| self.person(id));
        let mut set = Set::of(self.n_people, listed);
        if let Some(condition) = &group.condition {
            set.add(&self.person_condition(condition));
        }
        set
    }
}

fn lines(model: &Model, before: Option<&Before<'_>>) -> Arc<Lines> {
    let kept = before.filter(|before| {
        before.world.model.settings().lines == model.settings().lines
            && before
                .pairs(model)
                .all(|(_, a, b)| a.managers == b.managers)
    });
    match kept {
        Some(before) => before.world.lines.clone(),
        None => Arc::new(Lines::new(model)),
    }
}

fn teams(model: &Model, before: Option<&Before<'_>>, n_people: usize) -> Vec<Arc<Set>> {
    let place = |team| model.teams().position(team);
    if let Some(before) = before
        && before.world.model.teams().ids().eq(model.teams().ids())
    {
        let mut teams = before.world.teams.clone();
        for (n, old, new) in before.pairs(model).filter(|(_, a, b)| a.teams != b.teams) {
            for team in old.teams.iter().chain(&new.teams) {
                if let Some(set) = place(team).and_then(|at| teams.get_mut(at)) {
                    Arc::make_mut(set).put(n, new.teams.contains(team));
                }
            }
        }
        return teams;
    }
    let mut teams = vec![Set::none(n_people); model.teams().len()];
    for (n, person) in (0u32..).zip(model.principals().iter()) {
        for team in &person.teams {
            if let Some(set) = place(team).and_then(|at| teams.get_mut(at)) {
                set.insert(n);
            }
        }
    }
    teams.into_iter().map(Arc::new).collect()
}

fn things(model: &Model, before: Option<&Before<'_>>, people: &Set) -> Arc<Things> {
    let kept = before.filter(|before| {
        let old = &before.world.model;
        old.items().is_same(model.items()) && old.roles().len() == model.roles().len()
    });
    match kept {
        Some(before) => before.world.things.clone(),
        None => Arc::new(Things::new(model, people)),
    }
}
