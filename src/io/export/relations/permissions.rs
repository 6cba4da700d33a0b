//! Permissions as relations: each level on each type it is asked about, from the rules that give it,
//! the level above, and the guards that stop it.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::build::{Builder, Thing};
use super::graph::{Expr, Subject};
use super::names::{PERSON, USER, relation};
use super::rules::{Alike, Spot};
use super::shape::Shape;
use super::text::one_line;
use crate::engine::scheme::{Limits, SchemeGuard};
use crate::engine::{ItemRef, Target};
use crate::io::export::{Fate, Loss};
use crate::model::{About, LevelId, Permission, PermissionId, PrincipalId};

/// A permission at a level on one type: what to ask there.
#[derive(Clone, Debug)]
pub(in crate::io::export) struct Asked {
    pub permission: PermissionId,
    pub level: LevelId,
    pub spot: Spot,
    pub of: String,
    pub name: String,
}

impl Builder<'_> {
    /// All permissions, in the order of the catalogue.
    pub(super) fn permissions(&mut self) -> Vec<Asked> {
        let mut asked = Vec::new();
        let model = self.model;
        for permission in model.permissions().iter() {
            for spot in spots(permission) {
                self.permission(permission, &spot, &mut asked);
            }
        }
        asked
    }

    fn permission(&mut self, permission: &Permission, spot: &Spot, asked: &mut Vec<Asked>) {
        let Some(ladder) = self.model.ladder_of(&permission.id).cloned() else {
            return;
        };
        let of = self.type_of(spot);
        let mut above: Option<String> = None;
        let mut made = Vec::new();
        for (rank, level) in ladder.levels.iter().enumerate().skip(1).rev() {
            let is_only = ladder.levels.len() == 2;
            let wanted = match is_only {
                true => permission.id.to_string(),
                false => format!("{}_{level}", permission.id),
            };
            let key = format!("permission {} {rank}", permission.id);
            let name = self.names.relation(&key, &wanted);
            let note = match is_only {
                true => format!("{} ({})", permission.name, permission.id),
                false => format!("{} ({}) at {level}", permission.name, permission.id),
            };
            let notes = vec![one_line(&note)];
            let mut given: Vec<Expr> = above.iter().map(|name| Expr::same(name)).collect();
            for alike in self.alike(&permission.id, rank, spot) {
                let key = format!("{key} by {:?} {:?}", alike.shape.form(), alike.members);
                let wanted = format!("{name}_{}", alike.shape.word());
                given.push(self.rule(&key, &wanted, &alike, spot));
            }
            let stops = self.stops(&permission.id, rank, spot);
            above = self
                .level(&of, &name, Expr::any(given), stops, notes)
                .or(above);
            self.names.list([
                "permission",
                permission.id.as_str(),
                level.as_str(),
                &of,
                &name,
            ]);
            made.push(Asked {
                permission: permission.id.clone(),
                level: level.clone(),
                spot: spot.clone(),
                of: of.clone(),
                name,
            });
        }
        asked.extend(made.into_iter().rev());
    }

    /// Writes one level. Returns the relation of those who are given it, whatever stops them.
    fn level(
        &mut self,
        of: &str,
        name: &str,
        given: Option<Expr>,
        stops: Vec<Expr>,
        mut notes: Vec<String>,
    ) -> Option<String> {
        let Some(given) = given else {
            notes.push("Nobody".to_owned());
            self.graph.direct(of, name, &[USER], &notes.join(": "));
            return None;
        };
        let Some(stops) = Expr::any(stops) else {
            self.graph.worked(of, name, given, notes);
            return Some(name.to_owned());
        };
        let key = format!("given {name}");
        let before = self.names.relation(&key, &format!("{name}_given"));
        self.graph.worked(of, &before, given, Vec::new());
        let expr = Expr::minus(Expr::same(&before), stops);
        self.graph.worked(of, name, expr, notes);
        Some(before)
    }

    /// The rules of a permission at a level, those of one form together.
    fn alike(&self, permission: &PermissionId, rank: usize, spot: &Spot) -> Vec<Alike> {
        let mut groups: IndexMap<Shape, Alike> = IndexMap::new();
        let rules = self.scheme.rules.iter();
        for rule in rules.filter(|rule| rule.permission == *permission && rule.rank == rank) {
            let shape = spot.shape(rule.people.as_ref(), rule.items.as_ref());
            if shape == Shape::None {
                continue;
            }
            let key = match shape.can_be_shared() {
                true => shape.form(),
                false => shape.clone(),
            };
            let alike = groups.entry(key).or_insert_with(|| Alike {
                shape: shape.clone(),
                members: Vec::new(),
                notes: Vec::new(),
            });
            alike.members.push((shape, rule.holders));
            if !alike.notes.contains(&rule.note) {
                alike.notes.push(rule.note.clone());
            }
        }
        groups.into_values().collect()
    }

    /// The guards that stop a permission at a level, as relations.
    fn stops(&mut self, permission: &PermissionId, rank: usize, spot: &Spot) -> Vec<Expr> {
        let guards: Vec<(usize, SchemeGuard)> = self
            .scheme
            .guards
            .iter()
            .cloned()
            .enumerate()
            .filter(|(_, guard)| guard.rank <= rank && guard.permissions.contains(permission))
            .collect();
        let mut stops = Vec::new();
        for (n, guard) in guards {
            stops.extend(self.stop(n, &guard, spot));
        }
        stops
    }

    fn stop(&mut self, n: usize, guard: &SchemeGuard, spot: &Spot) -> Option<Expr> {
        let on = spot.shape(guard.on.people.as_ref(), guard.on.items.as_ref());
        if on == Shape::None {
            return None;
        }
        let of = self.type_of(spot);
        let name = self
            .names
            .relation(&format!("guard {n}"), &format!("stopped_{}", guard.id));
        if !self.is_new(&format!("guard {n} on {of}")) {
            return Some(Expr::same(&name));
        }
        let wanted = format!("{name}_who");
        let note = format!("Whom {} stops", guard.name);
        let stopped = self.guarded(
            &format!("guard {n} who"),
            &wanted,
            note,
            on,
            guard.who,
            spot,
        );
        let mut spared = Vec::new();
        for (nth, (who, on)) in guard.except.iter().enumerate() {
            let Limits { people, items } = on;
            let shape = spot.shape(people.as_ref(), items.as_ref());
            if shape != Shape::None {
                let key = format!("guard {n} except {nth}");
                let wanted = format!("spared_{}", guard.id);
                let note = format!("Whom {} does not stop", guard.name);
                spared.push(self.guarded(&key, &wanted, note, shape, *who, spot));
            }
        }
        let expr = match Expr::any(spared) {
            Some(spared) => Expr::minus(stopped, spared),
            None => stopped,
        };
        self.graph
            .worked(&of, &name, expr, vec![one_line(&guard.name)]);
        Some(Expr::same(&name))
    }

    /// A part of a guard. What its limits come to may differ from kind to kind: each form has a
    /// relation of its own.
    fn guarded(
        &mut self,
        key: &str,
        wanted: &str,
        note: String,
        shape: Shape,
        who: usize,
        spot: &Spot,
    ) -> Expr {
        let alike = Alike {
            members: vec![(shape.clone(), who)],
            notes: vec![note],
            shape,
        };
        self.rule(&format!("{key} {:?}", alike.shape), wanted, &alike, spot)
    }

    /// The type of pairs of a person and an item of a kind, with each pair that someone reaches.
    pub(super) fn pair(&mut self, kind: &str) -> String {
        let wanted = format!("{PERSON}_and_{kind}");
        let of = self.names.typed(&format!("pair {kind}"), &wanted);
        if !self.is_new(&format!("pairs {kind}")) {
            return of;
        }
        let kind_of = self.kind(kind);
        self.graph.direct(&of, relation::PERSON, &[PERSON], "");
        self.graph
            .direct(&of, relation::ITEM, &[kind_of.as_str()], "");
        let items: BTreeMap<Thing, String> = self
            .all(&kind_of)
            .into_iter()
            .map(|((_, id), thing)| (thing, id))
            .collect();
        let mut objects = Vec::new();
        for (person, item) in self.pairs_reached(kind) {
            let Some(item_id) = items.get(&Thing::Item(item.clone())) else {
                continue;
            };
            let there = self.person(&person);
            let key = format!("{person}\n{}", item.id());
            let id = self.names.id(&of, &key, &format!("{}_{item_id}", there.1));
            let object = (of.clone(), id.clone());
            let item_there = Subject::one((kind_of.clone(), item_id.clone()));
            self.graph
                .put(&object, relation::PERSON, Subject::one(there));
            self.graph.put(&object, relation::ITEM, item_there);
            self.names
                .list(["pair", person.as_str(), item.id(), &of, &id]);
            objects.push((id, Thing::Pair(person, item)));
        }
        let n = objects.len();
        self.losses.push(Loss::new(
            Fate::Frozen,
            format!("Permissions about a person and an item of kind {kind}"),
            format!("each of the {n} pairs that someone reaches today is an object; other pairs are denied"),
        ));
        self.objects.insert(of.clone(), objects);
        of
    }

    fn pairs_reached(&self, kind: &str) -> BTreeSet<(PrincipalId, ItemRef)> {
        let mut pairs = BTreeSet::new();
        let permissions = self.model.permissions().iter();
        let about = |p: &&Permission| matches!(&p.about, About::PersonAndItem(kinds) if kinds.iter().any(|k| *k == *kind));
        for permission in permissions.filter(about) {
            let ladder = self.model.ladder_of(&permission.id);
            let Some(lowest) = ladder.and_then(|ladder| ladder.level(1)) else {
                continue;
            };
            for actor in self.model.principals().ids() {
                for target in self.engine.targets(actor, &permission.id, lowest) {
                    if let Target {
                        person: Some(person),
                        item: Some(item),
                    } = target
                        && self.engine.kind_of(&item) == kind
                    {
                        pairs.insert((person, item));
                    }
                }
            }
        }
        pairs
    }
}

/// What a permission is asked about.
fn spots(permission: &Permission) -> Vec<Spot> {
    let about = &permission.about;
    let kinds = || {
        let mut kinds: Vec<String> = Vec::new();
        for kind in about.kinds() {
            if !kinds.iter().any(|known| *known == *kind.as_str()) {
                kinds.push(kind.to_string());
            }
        }
        kinds.into_iter()
    };
    match (about.has_person(), about.has_item()) {
        (false, false) => vec![Spot::Nothing],
        (true, false) => vec![Spot::Person],
        (true, true) if matches!(about, About::PersonAndItem(_)) => {
            kinds().map(Spot::Pair).collect()
        }
        (_, true) => kinds().map(Spot::Item).collect(),
    }
}
