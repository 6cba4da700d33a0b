//! Plain selectors as sets, for targets that cannot say them: who or what they mean today, and what
//! fields hold as conditions compare it.

use super::{PlainItems, PlainReach};
use crate::engine::Engine;
use crate::engine::select::{ItemExpr, ReachExpr};
use crate::engine::world::ItemRef;
use crate::model::{FieldId, ItemSelector, PrincipalId, Reach};

/// A reach, ready to be read from anyone's place.
#[derive(Debug)]
pub struct PeopleFrom<'e> {
    engine: &'e Engine,
    expr: ReachExpr,
}

/// A selector of items, ready to be read from anyone's place.
#[derive(Debug)]
pub struct ItemsFrom<'e> {
    engine: &'e Engine,
    expr: ItemExpr,
}

impl PeopleFrom<'_> {
    /// The people meant from someone's place, in the order of the model.
    pub fn of(&self, actor: &PrincipalId) -> Vec<PrincipalId> {
        let at = self.engine.actor(actor);
        at.map_or_else(Vec::new, |at| self.at(at))
    }

    /// The people meant, if they are the same from everyone's place.
    pub fn same_for_all(&self) -> Option<Vec<PrincipalId>> {
        self.expr.is_same_for_all().then(|| self.at(0))
    }

    fn at(&self, actor: u32) -> Vec<PrincipalId> {
        let world = &self.engine.world;
        let set = self.expr.set(world, actor);
        let ids = set.iter().filter_map(|n| world.person_id(n).cloned());
        ids.collect()
    }
}

impl ItemsFrom<'_> {
    /// The items meant from someone's place: items, then accounts, then roles, each in the order of
    /// the model.
    pub fn of(&self, actor: &PrincipalId) -> Vec<ItemRef> {
        let at = self.engine.actor(actor);
        at.map_or_else(Vec::new, |at| self.at(at))
    }

    /// The items meant, if they are the same from everyone's place.
    pub fn same_for_all(&self) -> Option<Vec<ItemRef>> {
        self.expr.is_same_for_all().then(|| self.at(0))
    }

    fn at(&self, actor: u32) -> Vec<ItemRef> {
        let world = &self.engine.world;
        let set = self.expr.set(world, actor);
        set.iter().filter_map(|n| world.item_ref(n)).collect()
    }
}

impl Engine {
    /// A plain reach, ready to be read from anyone's place.
    pub fn people_from(&self, reach: &PlainReach) -> PeopleFrom<'_> {
        PeopleFrom {
            engine: self,
            expr: self.world.reach(&Reach::from(reach)),
        }
    }

    /// A plain selector of items, ready to be read from anyone's place.
    pub fn items_from(&self, items: &PlainItems) -> ItemsFrom<'_> {
        ItemsFrom {
            engine: self,
            expr: self.world.items(&ItemSelector::from(items)),
        }
    }

    /// What a field of a person holds, as conditions compare it: trimmed, in lower case, blanks left
    /// out. Built-in fields too.
    pub fn person_keys(&self, person: &PrincipalId, field: &FieldId) -> Vec<String> {
        let column = self.world.person_column(field.as_str());
        let keys = self.actor(person).map(|at| column.keys(at));
        keys.into_iter().flatten().map(str::to_owned).collect()
    }

    /// The same of an item, an account or a role.
    pub fn item_keys(&self, item: &ItemRef, field: &FieldId) -> Vec<String> {
        let column = self.world.item_column(field.as_str());
        let keys = self.world.item(item).map(|at| column.keys(at));
        keys.into_iter().flatten().map(str::to_owned).collect()
    }

    /// The person an item, an account or a role is about, if they have a record.
    pub fn subject_of(&self, item: &ItemRef) -> Option<&PrincipalId> {
        let at = self.world.item(item)?;
        self.world.person_id(self.world.subject_of(at)?)
    }

    /// The kind of an item, an account or a role.
    pub fn kind_of(&self, item: &ItemRef) -> &str {
        self.world.item(item).map_or("", |at| self.world.kind(at))
    }

    /// Every item, then every account, then every role.
    pub fn all_items(&self) -> Vec<ItemRef> {
        let all = 0..self.world.n_items as u32;
        all.filter_map(|n| self.world.item_ref(n)).collect()
    }
}
