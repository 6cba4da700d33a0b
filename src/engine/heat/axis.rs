//! What stands along one side of a matrix, by number.

use super::order::HeatSection;
use super::{HeatOf, HeatRequest, HeatRows};
use crate::engine::Engine;
use crate::engine::set::Set;
use crate::engine::world::ItemRef;
use crate::model::{Model, PermissionId, PrincipalId, PrincipalSort, RoleId};

/// Who or what a row or column is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// A person, service user or external user.
    Principal(PrincipalId),
    /// A role.
    Role(RoleId),
    /// A permission.
    Permission(PermissionId),
    /// An item, account or role that is acted on.
    Item(ItemRef),
    /// The one column of a permission that is about nothing.
    AtAll,
}

impl Side {
    /// As people call it.
    pub fn title(&self, model: &Model) -> String {
        let person = |id: &PrincipalId| model.principals().get(id).map(|one| one.name.clone());
        let role = |id: &RoleId| model.roles().get(id).map(|one| one.name.clone());
        let name = match self {
            Side::Principal(id) | Side::Item(ItemRef::Account(id)) => person(id),
            Side::Role(id) | Side::Item(ItemRef::Role(id)) => role(id),
            Side::Permission(id) => model.permissions().get(id).map(|one| one.name.clone()),
            Side::Item(ItemRef::Item(id)) => model.items().get(id).map(|one| one.name.clone()),
            Side::AtAll => Some("At all".to_owned()),
        };
        name.unwrap_or_else(|| self.id().to_owned())
    }

    /// What tells it from others of the same name.
    pub fn id(&self) -> &str {
        match self {
            Side::Principal(id) => id.as_str(),
            Side::Role(id) => id.as_str(),
            Side::Permission(id) => id.as_str(),
            Side::Item(item) => item.id(),
            Side::AtAll => "",
        }
    }
}

/// What numbers along a side stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Universe {
    Principals,
    /// Items, then accounts, then roles.
    Items,
    Permissions,
    Roles,
    AtAll,
}

/// One side of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    pub of: Universe,
    pub numbers: Vec<u32>,
    pub sections: Vec<HeatSection>,
}

impl Axis {
    pub(super) fn new(of: Universe, numbers: impl IntoIterator<Item = u32>) -> Axis {
        Axis {
            of,
            numbers: numbers.into_iter().collect(),
            sections: Vec::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    pub(super) fn number(&self, nth: usize) -> Option<u32> {
        self.numbers.get(nth).copied()
    }

    pub(super) fn side(&self, engine: &Engine, nth: usize) -> Option<Side> {
        side(engine, self.of, self.number(nth)?)
    }

    pub(super) fn place_of(&self, engine: &Engine, side: &Side) -> Option<usize> {
        let model = engine.model();
        let number = match (self.of, side) {
            (Universe::Principals, Side::Principal(id)) => model.principals().position(id)?,
            (Universe::Permissions, Side::Permission(id)) => model.permissions().position(id)?,
            (Universe::Roles, Side::Role(id)) => model.roles().position(id)?,
            (Universe::Items, Side::Item(item)) => engine.world.item(item)? as usize,
            (Universe::AtAll, Side::AtAll) => 0,
            _ => return None,
        };
        self.numbers.iter().position(|one| *one as usize == number)
    }
}

/// What a number stands for.
pub(super) fn side(engine: &Engine, of: Universe, number: u32) -> Option<Side> {
    let model = engine.model();
    let at = number as usize;
    Some(match of {
        Universe::Principals => Side::Principal(model.principals().at(at)?.id.clone()),
        Universe::Permissions => Side::Permission(model.permissions().at(at)?.id.clone()),
        Universe::Roles => Side::Role(model.roles().at(at)?.id.clone()),
        Universe::Items => Side::Item(engine.world.item_ref(number)?),
        Universe::AtAll => Side::AtAll,
    })
}

/// The number below which all numbers of a universe are.
pub(super) fn bound(engine: &Engine, of: Universe) -> usize {
    match of {
        Universe::Principals => engine.world.n_people,
        Universe::Items => engine.world.n_items,
        Universe::Permissions => engine.model().permissions().len(),
        Universe::Roles => engine.model().roles().len(),
        Universe::AtAll => 1,
    }
}

/// The rows that are asked for, in the order of the model.
pub(super) fn rows(engine: &Engine, request: &HeatRequest) -> Axis {
    let world = &engine.world;
    if request.of == HeatOf::Roles {
        return Axis::new(Universe::Roles, 0..engine.model().roles().len() as u32);
    }
    let some = |set: &Set| Axis::new(Universe::Principals, set.iter());
    match &request.rows {
        HeatRows::All => Axis::new(Universe::Principals, 0..world.n_people as u32),
        HeatRows::Group(id) => some(&world.group(id)),
        HeatRows::Team(id) => some(&world.team(id)),
        HeatRows::ServiceUsers => {
            let all = (0u32..).zip(world.model.principals().iter());
            let ours = all.filter(|(_, p)| p.sort == PrincipalSort::ServiceUser);
            Axis::new(Universe::Principals, ours.map(|(n, _)| n))
        }
    }
}
