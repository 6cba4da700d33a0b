//! Who reaches what: everyone who may do something to one target, to any of some people or to
//! anything at all, each with the ways that lead there; and everyone who sees a field, by whatever
//! permission shows it.

use super::Engine;
use super::answer::Target;
use super::compose::Power;
use super::path::AccessPath;
use super::rows::{Row, Spot, row};
use super::set::Set;
use super::world::ItemRef;
use crate::model::{
    About, FieldId, KindId, LevelId, Permission, PermissionId, PrincipalId, ROLE_KIND,
};

/// On whom or on what.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Whom {
    /// Anyone or anything at all.
    #[default]
    Anything,
    /// One person or item.
    One(Target),
    /// Any of these people, or what is about one of them.
    AnyOf(Vec<PrincipalId>),
}

/// A field of people, or of the items of a kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DataField {
    /// The kind of items; none = people.
    pub kind: Option<KindId>,
    /// The field.
    pub field: FieldId,
}

/// One way that leads to a target.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The path.
    pub path: AccessPath,
    /// The level it gives there, guards considered.
    pub level: LevelId,
    /// A target it leads to.
    pub target: Target,
    /// How many it leads to, of those asked about.
    pub n_targets: usize,
}

/// Someone who reaches what was asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Holder {
    /// Who.
    pub who: PrincipalId,
    /// How many targets of those asked about.
    pub n_targets: usize,
    /// The ways that lead to any of them.
    pub ways: Vec<Way>,
}

/// What is left of a row.
#[derive(Debug, Default)]
struct Sieve {
    spot: Option<Spot>,
    /// Only these people, and items about them.
    people: Option<(Set, Set)>,
    /// Only these items; people and nothing else pass.
    items: Option<Set>,
}

impl Engine {
    /// Everyone who may do it at the level or above, in the order of the model.
    pub fn who_reaches(
        &self,
        permission: &PermissionId,
        level: &LevelId,
        whom: &Whom,
    ) -> Vec<Holder> {
        match self.deed(permission, level) {
            Some((right, rank)) => self.holders_at(right, rank, &self.sieve(right, whom)),
            None => Vec::new(),
        }
    }

    /// Everyone who sees any of the fields at any level, by the permission that shows it.
    pub fn who_sees(&self, fields: &[DataField], whom: &Whom) -> Vec<(PermissionId, Vec<Holder>)> {
        let mut list = Vec::new();
        for (right, permission) in self.model().permissions().iter().enumerate() {
            let shown: Vec<&DataField> = fields
                .iter()
                .filter(|field| self.shows(permission, field))
                .collect();
            if shown.is_empty() {
                continue;
            }
            let mut sieve = match whom {
                // Data of a person stands on their record and on what is about them.
                Whom::One(Target {
                    person: Some(person),
                    ..
                }) if shown.iter().all(|field| field.kind.is_none()) => {
                    self.sieve(right, &Whom::AnyOf(vec![person.clone()]))
                }
                whom => self.sieve(right, whom),
            };
            if permission.about.has_item() {
                let is_pair = matches!(permission.about, About::PersonAndItem(_));
                sieve.items = Some(self.items_with(&shown, is_pair));
            }
            let holders = self.holders_at(right, 1, &sieve);
            if !holders.is_empty() {
                list.push((permission.id.clone(), holders));
            }
        }
        list
    }

    /// The permissions that show a field, in the order of the catalogue.
    pub fn showing(&self, field: &DataField) -> Vec<PermissionId> {
        let permissions = self.model().permissions().iter();
        permissions
            .filter(|permission| self.shows(permission, field))
            .map(|permission| permission.id.clone())
            .collect()
    }

    /// The fields a permission shows of a target: the item's own, else those of its person.
    pub fn fields_shown(&self, permission: &PermissionId, target: &Target) -> Vec<DataField> {
        let kind = match &target.item {
            Some(ItemRef::Item(id)) => self.model().items().get(id).map(|item| &item.kind),
            _ => None,
        };
        let permission = self.model().permissions().get(permission);
        let fields = permission.map(|p| p.fields.as_slice()).unwrap_or_default();
        fields
            .iter()
            .map(|field| DataField {
                kind: kind.filter(|kind| self.has_field(kind, field)).cloned(),
                field: field.clone(),
            })
            .collect()
    }

    fn has_field(&self, kind: &KindId, field: &FieldId) -> bool {
        let kind = self.model().kinds().get(kind);
        kind.is_some_and(|kind| kind.fields.iter().any(|one| one.id == *field))
    }

    fn shows(&self, permission: &Permission, field: &DataField) -> bool {
        permission.fields.contains(&field.field)
            && match (&field.kind, &permission.about) {
                (Some(kind), about) => {
                    about.kinds().contains(kind) && self.has_field(kind, &field.field)
                }
                (None, About::Person) => true,
                (None, about) => about
                    .kinds()
                    .iter()
                    .any(|kind| *kind != ROLE_KIND && !self.has_field(kind, &field.field)),
            }
    }

    /// The items with which any of the fields is shown: their own, or those of the person they are
    /// about. In a pair the person is chosen independently.
    fn items_with(&self, fields: &[&DataField], is_pair: bool) -> Set {
        let holds = |item: u32| {
            let kind = self.world.kind(item);
            fields.iter().any(|field| match &field.kind {
                Some(of) => kind == of.as_str(),
                None => {
                    kind != ROLE_KIND
                        && (is_pair || self.world.subject_of(item).is_some())
                        && !self.has_field(&kind.into(), &field.field)
                }
            })
        };
        Set::by(self.world.n_items, |item| holds(item as u32))
    }

    fn sieve(&self, right: usize, whom: &Whom) -> Sieve {
        match whom {
            Whom::Anything => Sieve::default(),
            Whom::One(target) => Sieve {
                spot: Some(self.meant(right, target.spot(&self.world))),
                ..Sieve::default()
            },
            Whom::AnyOf(ids) => {
                let at = ids.iter().filter_map(|id| self.world.person(id));
                let people = Set::of(self.world.n_people, at);
                let about = self.world.items_about(&people);
                Sieve {
                    people: Some((people, about)),
                    ..Sieve::default()
                }
            }
        }
    }

    fn holders_at(&self, right: usize, rank: usize, sieve: &Sieve) -> Vec<Holder> {
        let actors = 0..self.world.n_people as u32;
        let holder = |actor: u32| {
            let n_targets = match sieve.spot {
                Some(spot) => {
                    let items = sieve.items.as_ref();
                    let passes = |items: &Set| spot.item.is_some_and(|item| items.contains(item));
                    usize::from(items.is_none_or(passes) && self.permits(actor, right, rank, spot))
                }
                None => self
                    .sieved(self.shared_row(actor, right, rank), sieve)
                    .len(),
            };
            if n_targets == 0 {
                return None;
            }
            let powers = self.powers_of(actor)?.on(right).iter();
            let way = |power| self.way(actor, right, rank, power, sieve);
            Some(Holder {
                who: self.world.person_id(actor)?.clone(),
                n_targets,
                ways: powers
                    .filter(|power| power.rank >= rank)
                    .filter_map(way)
                    .collect(),
            })
        };
        actors.filter_map(holder).collect()
    }

    /// Where one power leads by itself.
    fn way(
        &self,
        actor: u32,
        right: usize,
        rank: usize,
        power: &Power,
        sieve: &Sieve,
    ) -> Option<Way> {
        let entry = self.rights.list.get(right)?;
        let (spot, n_targets) = match sieve.spot {
            Some(spot) => (
                power
                    .admits(&self.world, entry, actor, spot)
                    .then_some(spot)?,
                1,
            ),
            None => {
                let guards: Vec<_> = self.guards_on(entry).collect();
                let alone = std::iter::once(power);
                let row = row(&self.world, entry, &guards, actor, rank, alone, false);
                let row = self.sieved(row, sieve);
                (self.first_spot(&row)?, row.len())
            }
        };
        let held = (rank..=power.rank)
            .rev()
            .find(|rank| self.permits(actor, right, *rank, spot))?;
        Some(Way {
            path: self.path(power, actor, spot),
            level: entry.levels.get(held)?.clone(),
            target: self.target_at(spot),
            n_targets,
        })
    }

    fn sieved(&self, row: Row, sieve: &Sieve) -> Row {
        let people = sieve.people.as_ref();
        match row {
            Row::Nothing(is_allowed) => {
                Row::Nothing(is_allowed && people.is_none() && sieve.items.is_none())
            }
            Row::People(mut set) => {
                if let Some((people, _)) = people {
                    set.keep(people);
                }
                Row::People(set)
            }
            Row::Items(mut set) => {
                if let Some((_, about)) = people {
                    set.keep(about);
                }
                if let Some(items) = &sieve.items {
                    set.keep(items);
                }
                Row::Items(set)
            }
            Row::Pairs(pairs) => Row::Pairs(
                pairs
                    .into_iter()
                    .filter(|(item, _)| sieve.items.as_ref().is_none_or(|set| set.contains(*item)))
                    .filter_map(|(item, mut set)| {
                        if let Some((people, _)) = people {
                            set.keep(people);
                        }
                        (!set.is_empty()).then_some((item, set))
                    })
                    .collect(),
            ),
        }
    }

    fn first_spot(&self, row: &Row) -> Option<Spot> {
        match row {
            Row::Nothing(is_allowed) => is_allowed.then_some(Spot::default()),
            Row::People(set) => set.iter().next().map(|person| Spot {
                person: Some(person),
                item: None,
            }),
            Row::Items(set) => set.iter().next().map(|item| Spot {
                person: self.world.subject_of(item),
                item: Some(item),
            }),
            Row::Pairs(pairs) => pairs.iter().find_map(|(item, people)| {
                Some(Spot {
                    person: Some(people.iter().next()?),
                    item: Some(*item),
                })
            }),
        }
    }

    fn target_at(&self, spot: Spot) -> Target {
        let person = spot.person.and_then(|at| self.world.person_id(at));
        match (person, spot.item.and_then(|item| self.world.item_ref(item))) {
            (Some(person), None) => Target::of_person(self.model(), person),
            (person, item) => Target {
                person: person.cloned(),
                item,
            },
        }
    }
}
