//! Selectors made ready to be asked: what does not depend on who acts is a set built once; the
//! rest is a small expression over intervals and sets.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::columns::Column;
use super::lines::ReportsSpec;
use super::lists::Lists;
use super::set::Set;
use super::world::World;
use crate::model::{ItemSelector, Reach, TeamId};

/// A selector of people, ready to be asked from anyone's place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ReachExpr {
    Same(Arc<Set>),
    Oneself,
    Reports(ReportsSpec),
    MyTeams,
    LedTeams,
    SameField(Arc<Column>),
    Union(Vec<ReachExpr>),
    Intersection(Vec<ReachExpr>),
    Except(Box<ReachExpr>, Box<ReachExpr>),
}

/// A selector of items, ready to be asked from anyone's place.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ItemExpr {
    Same(Arc<Set>),
    CreatedByMe,
    OwnedByMe,
    FieldIsMine {
        item: Arc<Column>,
        mine: Arc<Column>,
    },
    About(ReachExpr),
    Union(Vec<ItemExpr>),
    Intersection(Vec<ItemExpr>),
    Except(Box<ItemExpr>, Box<ItemExpr>),
}

impl World {
    pub(super) fn reach(&self, reach: &Reach) -> ReachExpr {
        let n = self.n_people;
        match reach {
            Reach::Anyone => ReachExpr::Same(self.people.clone()),
            Reach::Everyone => ReachExpr::Same(self.everyone.clone()),
            Reach::Nobody => ReachExpr::Same(Arc::new(Set::none(n))),
            Reach::Oneself => ReachExpr::Oneself,
            Reach::Reports(reports) => {
                let includes = self.model.settings().reports_include_oneself;
                ReachExpr::Reports(self.lines.spec(reports, includes))
            }
            Reach::Team(id) => ReachExpr::Same(self.team(id)),
            Reach::MyTeams => ReachExpr::MyTeams,
            Reach::LedTeams => ReachExpr::LedTeams,
            Reach::Group(id) => {
                let mut members = (*self.group(id)).clone();
                members.keep(&self.people);
                ReachExpr::Same(Arc::new(members))
            }
            Reach::Where(condition) => ReachExpr::Same(self.person_condition(condition)),
            Reach::Listed(ids) => {
                let mut set = Set::of(n, ids.iter().filter_map(|id| self.person(id)));
                set.keep(&self.people);
                ReachExpr::Same(Arc::new(set))
            }
            Reach::SameField(field) => ReachExpr::SameField(self.person_column(field.as_str())),
            Reach::Named(id) => match self.model.reaches().get(id) {
                // A named reach names no other (checked), so this ends.
                Some(named) if !matches!(named.reach, Reach::Named(_)) => self.reach(&named.reach),
                _ => ReachExpr::Same(Arc::new(Set::none(n))),
            },
            Reach::Union(list) => {
                ReachExpr::Union(list.iter().map(|one| self.reach(one)).collect()).folded(self)
            }
            Reach::Intersection(list) => {
                ReachExpr::Intersection(list.iter().map(|one| self.reach(one)).collect())
                    .folded(self)
            }
            Reach::Except(from, minus) => {
                ReachExpr::Except(Box::new(self.reach(from)), Box::new(self.reach(minus)))
                    .folded(self)
            }
        }
    }

    pub(super) fn items(&self, items: &ItemSelector) -> ItemExpr {
        let n = self.n_items;
        match items {
            ItemSelector::Any => ItemExpr::Same(Arc::new(Set::all(n))),
            ItemSelector::Nothing => ItemExpr::Same(Arc::new(Set::none(n))),
            ItemSelector::Kind(kind) => ItemExpr::Same(self.things.of_kind(kind)),
            ItemSelector::CreatedByMe => ItemExpr::CreatedByMe,
            ItemSelector::OwnedByMe => ItemExpr::OwnedByMe,
            ItemSelector::Labelled(labels) => ItemExpr::Same(Arc::new(self.labelled(labels))),
            ItemSelector::Listed(ids) => {
                let at = ids.iter().filter_map(|id| self.model.items().position(id));
                ItemExpr::Same(Arc::new(Set::of(n, at.map(|at| at as u32))))
            }
            ItemSelector::Where(condition) => ItemExpr::Same(self.item_condition(condition)),
            ItemSelector::FieldIsMine { field, mine } => ItemExpr::FieldIsMine {
                item: self.item_column(field.as_str()),
                mine: self.person_column(mine.as_str()),
            },
            ItemSelector::About(reach) => ItemExpr::About(self.reach(reach)).folded(self),
            ItemSelector::Union(list) => {
                ItemExpr::Union(list.iter().map(|one| self.items(one)).collect()).folded(self)
            }
            ItemSelector::Intersection(list) => {
                ItemExpr::Intersection(list.iter().map(|one| self.items(one)).collect())
                    .folded(self)
            }
            ItemSelector::Except(from, minus) => {
                ItemExpr::Except(Box::new(self.items(from)), Box::new(self.items(minus)))
                    .folded(self)
            }
        }
    }
}

impl ReachExpr {
    /// True if it means the same from everyone's place.
    pub(super) fn is_same_for_all(&self) -> bool {
        match self {
            ReachExpr::Same(_) => true,
            ReachExpr::Union(list) | ReachExpr::Intersection(list) => {
                list.iter().all(ReachExpr::is_same_for_all)
            }
            ReachExpr::Except(from, minus) => from.is_same_for_all() && minus.is_same_for_all(),
            _ => false,
        }
    }

    fn folded(self, world: &World) -> ReachExpr {
        if self.is_same_for_all() {
            ReachExpr::Same(Arc::new(self.set(world, 0)))
        } else {
            self
        }
    }

    /// True if `person` is selected from `actor`'s place.
    pub(super) fn contains(&self, world: &World, actor: u32, person: u32) -> bool {
        match self {
            ReachExpr::Same(set) => set.contains(person),
            ReachExpr::Oneself => actor == person && world.people.contains(actor),
            ReachExpr::Reports(spec) => {
                if actor == person {
                    spec.oneself && world.people.contains(actor)
                } else {
                    world.lines.reaches(spec, actor, person)
                }
            }
            ReachExpr::MyTeams => world.shares_team(actor, person, false),
            ReachExpr::LedTeams => world.shares_team(actor, person, true),
            ReachExpr::SameField(column) => column.matches(actor, column, person),
            ReachExpr::Union(list) => list.iter().any(|one| one.contains(world, actor, person)),
            ReachExpr::Intersection(list) => {
                world.people.contains(person)
                    && list.iter().all(|one| one.contains(world, actor, person))
            }
            ReachExpr::Except(from, minus) => {
                from.contains(world, actor, person) && !minus.contains(world, actor, person)
            }
        }
    }

    /// Everyone selected from `actor`'s place.
    pub(super) fn set(&self, world: &World, actor: u32) -> Set {
        let n = world.n_people;
        match self {
            ReachExpr::Same(set) => (**set).clone(),
            ReachExpr::Oneself => {
                let mut set = Set::of(n, [actor]);
                set.keep(&world.people);
                set
            }
            ReachExpr::Reports(spec) => {
                let mut set = world.lines.set(spec, actor);
                if spec.oneself && world.people.contains(actor) {
                    set.insert(actor);
                }
                set
            }
            ReachExpr::MyTeams => world.team_mates(actor, false),
            ReachExpr::LedTeams => world.team_mates(actor, true),
            ReachExpr::SameField(column) => Set::of(n, column.sharing(column, actor)),
            ReachExpr::Union(list) => {
                let mut set = Set::none(n);
                for one in list {
                    set.add(&one.set(world, actor));
                }
                set
            }
            ReachExpr::Intersection(list) => {
                let mut set = (*world.people).clone();
                for one in list {
                    set.keep(&one.set(world, actor));
                }
                set
            }
            ReachExpr::Except(from, minus) => {
                let mut set = from.set(world, actor);
                set.drop(&minus.set(world, actor));
                set
            }
        }
    }
}

impl ItemExpr {
    pub(super) fn is_same_for_all(&self) -> bool {
        match self {
            ItemExpr::Same(_) => true,
            ItemExpr::About(reach) => reach.is_same_for_all(),
            ItemExpr::Union(list) | ItemExpr::Intersection(list) => {
                list.iter().all(ItemExpr::is_same_for_all)
            }
            ItemExpr::Except(from, minus) => from.is_same_for_all() && minus.is_same_for_all(),
            _ => false,
        }
    }

    fn folded(self, world: &World) -> ItemExpr {
        if self.is_same_for_all() {
            ItemExpr::Same(Arc::new(self.set(world, 0)))
        } else {
            self
        }
    }

    /// True if `item` is selected from `actor`'s place.
    pub(super) fn contains(&self, world: &World, actor: u32, item: u32) -> bool {
        let listed = |lists: &Lists| lists.of(actor).binary_search(&item).is_ok();
        match self {
            ItemExpr::Same(set) => set.contains(item),
            ItemExpr::CreatedByMe => listed(&world.things.created_by),
            ItemExpr::OwnedByMe => listed(&world.things.owned_by),
            ItemExpr::FieldIsMine { item: column, mine } => column.matches(item, mine, actor),
            ItemExpr::About(reach) => world
                .subject_of(item)
                .is_some_and(|person| reach.contains(world, actor, person)),
            ItemExpr::Union(list) => list.iter().any(|one| one.contains(world, actor, item)),
            ItemExpr::Intersection(list) => list.iter().all(|one| one.contains(world, actor, item)),
            ItemExpr::Except(from, minus) => {
                from.contains(world, actor, item) && !minus.contains(world, actor, item)
            }
        }
    }

    /// Every item selected from `actor`'s place.
    pub(super) fn set(&self, world: &World, actor: u32) -> Set {
        let n = world.n_items;
        let listed = |lists: &Lists| Set::of(n, lists.of(actor).iter().copied());
        match self {
            ItemExpr::Same(set) => (**set).clone(),
            ItemExpr::CreatedByMe => listed(&world.things.created_by),
            ItemExpr::OwnedByMe => listed(&world.things.owned_by),
            ItemExpr::FieldIsMine { item: column, mine } => Set::of(n, column.sharing(mine, actor)),
            ItemExpr::About(reach) => world.items_about(&reach.set(world, actor)),
            ItemExpr::Union(list) => {
                let mut set = Set::none(n);
                for one in list {
                    set.add(&one.set(world, actor));
                }
                set
            }
            ItemExpr::Intersection(list) => {
                let mut set = Set::all(n);
                for one in list {
                    set.keep(&one.set(world, actor));
                }
                set
            }
            ItemExpr::Except(from, minus) => {
                let mut set = from.set(world, actor);
                set.drop(&minus.set(world, actor));
                set
            }
        }
    }
}

impl World {
    /// The person an item is about.
    pub(super) fn subject_of(&self, item: u32) -> Option<u32> {
        self.things.subject_of(item)
    }

    /// Items whose subject is this person, who has a record.
    pub(super) fn about(&self, person: u32) -> impl Iterator<Item = u32> {
        let account = self.account(person);
        self.things
            .about
            .of(person)
            .iter()
            .copied()
            .chain([account])
    }

    /// Items whose subject is one of these people.
    pub(super) fn items_about(&self, people: &Set) -> Set {
        let persons = people.iter().filter(|person| self.people.contains(*person));
        Set::of(self.n_items, persons.flat_map(|person| self.about(person)))
    }

    fn teams_of(&self, actor: u32, that_i_lead: bool) -> Vec<Arc<Set>> {
        let Some(person) = self.model.principals().at(actor as usize) else {
            return Vec::new();
        };
        let ids = if that_i_lead {
            &person.leads
        } else {
            &person.teams
        };
        ids.iter().map(|id| self.team(id)).collect()
    }

    /// Everyone whose teams (or led teams) have `person` as a member.
    pub(super) fn in_teams_of(&self, person: u32, that_they_lead: bool) -> Vec<u32> {
        let principals = (0u32..).zip(self.model.principals().iter());
        principals
            .filter(|(_, p)| {
                let teams = if that_they_lead { &p.leads } else { &p.teams };
                teams.iter().any(|id| self.team(id).contains(person))
            })
            .map(|(at, _)| at)
            .collect()
    }

    /// A number for the teams (or led teams) of everyone, the same for the same, and how many
    /// numbers there are.
    pub(super) fn team_lists(&self, that_they_lead: bool) -> (Vec<u32>, usize) {
        let mut numbers: FxHashMap<&[TeamId], u32> = FxHashMap::default();
        let principals = self.model.principals().iter();
        let of = principals
            .map(|p| {
                let teams = if that_they_lead { &p.leads } else { &p.teams };
                let next = numbers.len() as u32;
                *numbers.entry(teams).or_insert(next)
            })
            .collect();
        (of, numbers.len())
    }

    fn shares_team(&self, actor: u32, person: u32, that_i_lead: bool) -> bool {
        self.teams_of(actor, that_i_lead)
            .iter()
            .any(|team| team.contains(person))
    }

    pub(super) fn team_mates(&self, actor: u32, that_i_lead: bool) -> Set {
        let mut set = Set::none(self.n_people);
        for team in self.teams_of(actor, that_i_lead) {
            set.add(&team);
        }
        set.keep(&self.people);
        set
    }
}
