//! Answers as sets: everything one principal can do with one right, computed by set operations
//! and not target by target; and the single question, by asking selectors directly.

use super::compose::{Base, Place, Power};
use super::limits::{ItemLimit, ItemsNo, PeopleLimit, PeopleNo, ScopeExpr};
use super::rights::{GuardExpr, Right};
use super::set::Set;
use super::world::World;

/// A target by number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub person: Option<u32>,
    pub item: Option<u32>,
}

/// The targets of one right at one level or above.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Row {
    /// No target: allowed or not.
    Nothing(bool),
    /// People.
    People(Set),
    /// Items.
    Items(Set),
    /// For each item, the people. Items without people are left out.
    Pairs(Vec<(u32, Set)>),
}

impl Row {
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Row::Nothing(is_allowed) => !is_allowed,
            Row::People(set) | Row::Items(set) => set.is_empty(),
            Row::Pairs(pairs) => pairs.is_empty(),
        }
    }

    /// Number of targets.
    pub(super) fn len(&self) -> usize {
        match self {
            Row::Nothing(is_allowed) => usize::from(*is_allowed),
            Row::People(set) | Row::Items(set) => set.len(),
            Row::Pairs(pairs) => pairs.iter().map(|(_, people)| people.len()).sum(),
        }
    }
}

impl Power {
    /// Limits of people, with the place each was set in.
    pub(super) fn people_set(&self) -> impl Iterator<Item = (&Place, PeopleNo)> {
        let scopes = self.bundle.people.iter().map(|(place, no)| (place, *no));
        scopes.chain(self.own_people.map(|no| (&Place::Grant, no)))
    }

    /// Limits of items, with the place each was set in.
    pub(super) fn items_set(&self) -> impl Iterator<Item = (&Place, ItemsNo)> {
        let scopes = self.bundle.items.iter().map(|(place, no)| (place, *no));
        scopes.chain(self.own_items.map(|no| (&Place::Grant, no)))
    }

    fn people_limits<'p>(&'p self, world: &'p World) -> impl Iterator<Item = &'p PeopleLimit> {
        self.people_set().map(|(_, no)| world.people_limit(no))
    }

    fn item_limits<'p>(&'p self, world: &'p World) -> impl Iterator<Item = &'p ItemLimit> {
        self.items_set().map(|(_, no)| world.item_limit(no))
    }

    /// ADMITS: whether the limits of this power let a target in.
    pub(super) fn admits(&self, world: &World, right: &Right, actor: u32, spot: Spot) -> bool {
        self.admits_with(world, right, actor, spot, self.base.as_deref())
    }

    pub(super) fn admits_with(
        &self,
        world: &World,
        right: &Right,
        actor: u32,
        spot: Spot,
        base: Option<&Base>,
    ) -> bool {
        let people_pass = !right.has_person
            || self.people_limits(world).all(|limit| {
                spot.person
                    .is_some_and(|person| limit.expr.contains(world, actor, person))
            });
        people_pass
            && (!right.has_item
                || self.item_limits(world).all(|limit| {
                    spot.item
                        .is_some_and(|item| limit.expr.contains(world, actor, item))
                }) && base.is_none_or(|base| base_contains(world, base, actor, spot.item)))
    }

    fn people(&self, world: &World, actor: u32) -> Set {
        let mut limits = self.people_limits(world);
        let Some(first) = limits.next() else {
            return (*world.people).clone();
        };
        let mut set = first.expr.set(world, actor);
        for limit in limits {
            set.keep(&limit.expr.set(world, actor));
        }
        set
    }

    fn items(&self, world: &World, right: &Right, actor: u32, base: Option<&Base>) -> Set {
        let mut set = (*right.of_kind).clone();
        for limit in self.item_limits(world) {
            set.keep(&limit.expr.set(world, actor));
        }
        if let Some(base) = base
            && !base.iter().any(Vec::is_empty)
        {
            set.keep(&base_set(world, base, actor));
        }
        set
    }
}

pub(super) fn base_contains(world: &World, base: &Base, actor: u32, item: Option<u32>) -> bool {
    base.iter().any(|all| {
        all.iter().all(|no| {
            let limit = world.item_limit(*no);
            item.is_some_and(|item| limit.expr.contains(world, actor, item))
        })
    })
}

fn base_set(world: &World, base: &Base, actor: u32) -> Set {
    let mut sum = Set::none(world.n_items);
    for all in base {
        let mut set = Set::all(world.n_items);
        for no in all {
            set.keep(&world.item_limit(*no).expr.set(world, actor));
        }
        sum.add(&set);
    }
    sum
}

impl ScopeExpr {
    pub(super) fn admits(&self, world: &World, right: &Right, actor: u32, spot: Spot) -> bool {
        let people_pass = !right.has_person
            || self.people.as_ref().is_none_or(|limit| {
                spot.person
                    .is_some_and(|person| limit.expr.contains(world, actor, person))
            });
        let items_pass = !right.has_item
            || self.items.as_ref().is_none_or(|limit| {
                spot.item
                    .is_some_and(|item| limit.expr.contains(world, actor, item))
            });
        people_pass && items_pass
    }
}

impl GuardExpr {
    /// True if the guard stops `actor` at a rank on a target.
    pub(super) fn forbids(
        &self,
        world: &World,
        right: &Right,
        actor: u32,
        rank: usize,
        spot: Spot,
    ) -> bool {
        rank >= self.rank
            && self.who.contains(actor)
            && self.on.admits(world, right, actor, spot)
            && !self
                .except
                .iter()
                .any(|(who, on)| who.contains(actor) && on.admits(world, right, actor, spot))
    }
}

/// The row of a right at a rank for one principal. Gates (account, module) are asked before.
pub(super) fn row<'p>(
    world: &World,
    right: &Right,
    guards: &[&GuardExpr],
    actor: u32,
    rank: usize,
    powers: impl Iterator<Item = &'p Power>,
    is_paired: bool,
) -> Row {
    let powers: Vec<&Power> = powers.filter(|power| power.rank >= rank).collect();
    let guards: Vec<&GuardExpr> = guards
        .iter()
        .copied()
        .filter(|guard| rank >= guard.rank && guard.who.contains(actor))
        .collect();
    let base = |power: &'p Power| {
        if is_paired {
            power.paired_base.as_deref()
        } else {
            power.base.as_deref()
        }
    };
    match (right.has_person, right.has_item) {
        (false, false) => {
            let is_forbidden = guards
                .iter()
                .any(|g| g.forbids(world, right, actor, rank, Spot::default()));
            Row::Nothing(!powers.is_empty() && !is_forbidden)
        }
        (true, false) => {
            let mut set = Set::none(world.n_people);
            for power in powers {
                set.add(&power.people(world, actor));
            }
            set.keep(&world.people);
            for guard in guards {
                set.drop(&forbidden_people(world, guard, actor));
            }
            Row::People(set)
        }
        (false, true) => {
            let mut set = Set::none(world.n_items);
            for power in powers {
                set.add(&power.items(world, right, actor, base(power)));
            }
            for guard in guards {
                set.drop(&forbidden_items(world, guard, actor, false));
            }
            Row::Items(set)
        }
        (true, true) if right.is_pair => {
            let parts: Vec<(Set, Set)> = powers
                .iter()
                .map(|p| {
                    (
                        p.items(world, right, actor, base(p)),
                        p.people(world, actor),
                    )
                })
                .collect();
            Row::Pairs(pairs(world, right, &guards, actor, rank, &parts))
        }
        (true, true) => {
            let mut set = Set::none(world.n_items);
            for power in powers {
                let mut items = power.items(world, right, actor, base(power));
                if power.people_set().next().is_some() {
                    items.keep(&world.items_about(&power.people(world, actor)));
                }
                set.add(&items);
            }
            for guard in guards {
                set.drop(&forbidden_items(world, guard, actor, true));
            }
            Row::Items(set)
        }
    }
}

fn pairs(
    world: &World,
    right: &Right,
    guards: &[&GuardExpr],
    actor: u32,
    rank: usize,
    parts: &[(Set, Set)],
) -> Vec<(u32, Set)> {
    let mut pairs = Vec::new();
    for item in right.of_kind.iter() {
        let mut people = Set::none(world.n_people);
        for (items, reached) in parts {
            if items.contains(item) {
                people.add(reached);
            }
        }
        people.keep(&world.people);
        if !guards.is_empty() {
            let stopped = people.iter().filter(|person| {
                let spot = Spot {
                    person: Some(*person),
                    item: Some(item),
                };
                guards
                    .iter()
                    .any(|g| g.forbids(world, right, actor, rank, spot))
            });
            let stopped = Set::of(world.n_people, stopped);
            people.drop(&stopped);
        }
        if !people.is_empty() {
            pairs.push((item, people));
        }
    }
    pairs
}

fn forbidden_people(world: &World, guard: &GuardExpr, actor: u32) -> Set {
    let side = |scope: &ScopeExpr| match &scope.people {
        Some(limit) => limit.expr.set(world, actor),
        None => Set::all(world.n_people),
    };
    let mut set = side(&guard.on);
    for (who, on) in &guard.except {
        if who.contains(actor) {
            set.drop(&side(on));
        }
    }
    set
}

fn forbidden_items(world: &World, guard: &GuardExpr, actor: u32, with_people: bool) -> Set {
    let side = |scope: &ScopeExpr| {
        let mut set = match &scope.items {
            Some(limit) => limit.expr.set(world, actor),
            None => Set::all(world.n_items),
        };
        if let Some(limit) = scope.people.as_ref().filter(|_| with_people) {
            set.keep(&world.items_about(&limit.expr.set(world, actor)));
        }
        set
    };
    let mut set = side(&guard.on);
    for (who, on) in &guard.except {
        if who.contains(actor) {
            set.drop(&side(on));
        }
    }
    set
}
