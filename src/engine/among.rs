//! How far someone gets among the targets a question names: all of them, some, or none. The targets
//! are read from the place of the one who acts, as those of an expectation are.

use super::Engine;
use super::answer::Target;
use super::rights::Right;
use super::rows::Row;
use super::select::{ItemExpr, ReachExpr};
use super::set::Set;
use crate::model::{LevelId, On, PermissionId, PrincipalId};

/// What someone reaches among the targets that are named.
#[derive(Clone, Debug, PartialEq)]
pub struct Among {
    /// Who acts.
    pub who: PrincipalId,
    /// How many targets are reached.
    pub n: usize,
    /// How many there are.
    pub of: usize,
    /// The first that is reached.
    pub reached: Option<Target>,
    /// The first that is not.
    pub missed: Option<Target>,
}

/// Fewer targets are asked about one by one.
const FEW_TARGETS: usize = 24;

impl Engine {
    /// How far one principal gets; none for names that are not there. Where a permission is about a
    /// person and an item, people are counted: those reached with any of the items.
    pub fn among(
        &self,
        who: &PrincipalId,
        permission: &PermissionId,
        level: &LevelId,
        on: &On,
    ) -> Option<Among> {
        let (actor, (right, rank)) = (self.actor(who)?, self.deed(permission, level)?);
        let entry = self.rights.list.get(right)?;
        let named = Named::of(self, on).row(self, entry, actor);
        Some(self.reach_among(actor, (right, rank), &named))
    }

    /// The same for everyone, in the order of the model: those who reach any, or those who miss any.
    pub fn all_among(&self, permission: &PermissionId, level: &LevelId, on: &On) -> Vec<Among> {
        let Some((right, rank)) = self.deed(permission, level) else {
            return Vec::new();
        };
        let Some(entry) = self.rights.list.get(right) else {
            return Vec::new();
        };
        let named = Named::of(self, on);
        let shared = named.is_same_for_all().then(|| named.row(self, entry, 0));
        if let Some(row @ (Row::People(_) | Row::Items(_))) = &shared
            && !entry.is_pair
            && (1..=FEW_TARGETS).contains(&row.len())
        {
            return self.by_columns((right, rank), row);
        }
        (0..self.world.n_people as u32)
            .map(|actor| match &shared {
                Some(row) => self.reach_among(actor, (right, rank), row),
                None => self.reach_among(actor, (right, rank), &named.row(self, entry, actor)),
            })
            .collect()
    }

    /// A few targets, each asked about with its column.
    fn by_columns(&self, (right, rank): (usize, usize), named: &Row) -> Vec<Among> {
        let targets = self.row_targets(named);
        let columns: Vec<Set> = targets
            .iter()
            .map(|target| {
                let spot = self.meant(right, target.spot(&self.world));
                self.column(right, rank, spot)
            })
            .collect();
        let first = |actor: u32, is_in: bool| {
            let mut pairs = columns.iter().zip(&targets);
            let found = pairs.find(|(column, _)| column.contains(actor) == is_in);
            found.map(|(_, target)| target.clone())
        };
        (0u32..)
            .zip(self.model().principals().ids())
            .map(|(actor, who)| Among {
                who: who.clone(),
                n: columns
                    .iter()
                    .filter(|column| column.contains(actor))
                    .count(),
                of: columns.len(),
                reached: first(actor, true),
                missed: first(actor, false),
            })
            .collect()
    }

    /// The targets of a permission that are named, from someone's place.
    pub fn named_targets(
        &self,
        who: &PrincipalId,
        permission: &PermissionId,
        on: &On,
    ) -> Vec<Target> {
        let entry = self
            .right(permission)
            .and_then(|right| self.rights.list.get(right));
        match (self.actor(who), entry) {
            (Some(actor), Some(entry)) => {
                self.row_targets(&Named::of(self, on).row(self, entry, actor))
            }
            _ => Vec::new(),
        }
    }

    fn reach_among(&self, actor: u32, (right, rank): (usize, usize), named: &Row) -> Among {
        let row = self.shared_row(actor, right, rank);
        let (reached, missed) = match (named, &row) {
            (Row::Nothing(_), row) => {
                let is_any = Row::Nothing(!row.is_empty());
                let is_none = Row::Nothing(row.is_empty());
                (is_any, is_none)
            }
            (Row::People(named), Row::People(row)) => split(named, row, Row::People),
            (Row::People(named), Row::Pairs(pairs)) => {
                let mut people = Set::none(self.world.n_people);
                pairs.iter().for_each(|(_, some)| people.add(some));
                split(named, &people, Row::People)
            }
            (Row::Items(named), Row::Items(row)) => split(named, row, Row::Items),
            (Row::Items(named), Row::Pairs(pairs)) => {
                let items = Set::of(self.world.n_items, pairs.iter().map(|(item, _)| *item));
                split(named, &items, Row::Items)
            }
            // A gate that is shut leaves no row at all.
            (named, _) => (Row::Nothing(false), named.clone()),
        };
        let (n, n_missed) = (reached.len(), missed.len());
        Among {
            who: self
                .world
                .person_id(actor)
                .cloned()
                .unwrap_or_else(|| "".into()),
            n,
            of: n + n_missed,
            reached: self.first_of(&reached, &row),
            missed: self.first_of(&missed, &Row::Nothing(false)),
        }
    }

    /// The first target of a row; of a pair the item it is reached with.
    fn first_of(&self, row: &Row, from: &Row) -> Option<Target> {
        let first = match (row, from) {
            (Row::Nothing(true), from) if !from.is_empty() => {
                return self.row_targets(&self.head(from)).into_iter().next();
            }
            (Row::People(set), Row::Pairs(pairs)) => {
                let person = set.iter().next()?;
                let (item, _) = pairs.iter().find(|(_, people)| people.contains(person))?;
                Row::Pairs(vec![(*item, Set::of(self.world.n_people, [person]))])
            }
            (Row::Items(set), Row::Pairs(pairs)) => {
                let item = set.iter().next()?;
                let (_, people) = pairs.iter().find(|(at, _)| *at == item)?;
                let person = people.iter().next()?;
                Row::Pairs(vec![(item, Set::of(self.world.n_people, [person]))])
            }
            (row, _) => self.head(row),
        };
        self.row_targets(&first).into_iter().next()
    }

    /// A row with its first target only.
    pub(super) fn head(&self, row: &Row) -> Row {
        let (n_people, n_items) = (self.world.n_people, self.world.n_items);
        match row {
            Row::Nothing(is_allowed) => Row::Nothing(*is_allowed),
            Row::People(set) => Row::People(Set::of(n_people, set.iter().next())),
            Row::Items(set) => Row::Items(Set::of(n_items, set.iter().next())),
            Row::Pairs(pairs) => {
                let first = pairs.first();
                let one =
                    |(item, people): &(u32, Set)| (*item, Set::of(n_people, people.iter().next()));
                Row::Pairs(first.map(one).into_iter().collect())
            }
        }
    }
}

/// Whom or what a question names, ready to be read from anyone's place.
enum Named {
    Nothing,
    People(ReachExpr),
    Items(ItemExpr),
}

impl Named {
    fn of(engine: &Engine, on: &On) -> Named {
        match on {
            On::Nothing => Named::Nothing,
            On::People(reach) | On::Pairs(reach, _) => Named::People(engine.world.reach(reach)),
            On::Items(items) => Named::Items(engine.world.items(items)),
        }
    }

    fn is_same_for_all(&self) -> bool {
        match self {
            Named::Nothing => true,
            Named::People(reach) => reach.is_same_for_all(),
            Named::Items(items) => items.is_same_for_all(),
        }
    }

    fn row(&self, engine: &Engine, entry: &Right, actor: u32) -> Row {
        let world = &engine.world;
        match self {
            Named::Nothing => Row::Nothing(true),
            Named::People(reach) => {
                let mut people = reach.set(world, actor);
                people.keep(&world.people);
                if !entry.has_item || entry.is_pair {
                    return Row::People(people);
                }
                let mut items = world.items_about(&people);
                items.keep(&entry.of_kind);
                Row::Items(items)
            }
            Named::Items(items) => {
                let mut set = items.set(world, actor);
                set.keep(&entry.of_kind);
                Row::Items(set)
            }
        }
    }
}

/// What of a set is in a row, and what is not.
fn split(named: &Set, row: &Set, of: impl Fn(Set) -> Row) -> (Row, Row) {
    let (mut reached, mut missed) = (named.clone(), named.clone());
    reached.keep(row);
    missed.drop(row);
    (of(reached), of(missed))
}
