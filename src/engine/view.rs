//! The HR system as someone sees it: modules in the menu, people and items they find, one record
//! with what they may do to it, actions live or dead. Nothing is invented: each line is a question
//! with its answer.

use super::Engine;
use super::answer::{Denial, Target};
use super::rows::{Row, Spot};
use super::set::Set;
use super::words::Words;
use super::world::ItemRef;
use crate::model::{
    FieldId, KindId, LevelId, Model, ModuleId, Permission, PermissionId, PrincipalId, Value,
};

/// A module as someone finds it, or does not find it, in the menu.
#[derive(Clone, Debug, PartialEq)]
pub struct ModuleView {
    /// Which.
    pub id: ModuleId,
    /// It is in the menu.
    pub is_open: bool,
    /// Why it is not in the menu.
    pub absence: Option<String>,
    /// People are found in it.
    pub n_people: usize,
    /// Items are found in it.
    pub n_items: usize,
    /// What someone reads who may open it and finds nothing inside (L5).
    pub message: Option<String>,
}

/// What someone may do with one permission here.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which permission.
    pub permission: PermissionId,
    /// The highest level allowed; none if nothing is allowed.
    pub level: Option<LevelId>,
    /// Its rank; 0 if nothing is allowed.
    pub rank: usize,
    /// The highest rank of its ladder.
    pub top: usize,
    /// The fields it shows.
    pub fields: Vec<FieldView>,
    /// At this level only because the module pools its sources (A-L2).
    pub by_pooling: bool,
}

/// One field of a record as someone sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldView {
    /// Which field.
    pub field: FieldId,
    /// What people call it.
    pub name: String,
    /// Its value; none if the model holds no value.
    pub value: Option<Value>,
}

impl Engine {
    /// Every module, in the order of the model.
    pub fn modules_seen(&self, actor: &PrincipalId) -> Vec<ModuleView> {
        let Some(at) = self.actor(actor) else {
            return Vec::new();
        };
        let model = self.model();
        let modules = model.modules().iter();
        modules
            .map(|module| self.module_seen(at, &module.id))
            .collect()
    }

    fn module_seen(&self, actor: u32, id: &ModuleId) -> ModuleView {
        let rights = self.rights_of(id);
        let gate = rights.first().and_then(|right| self.gate(actor, *right));
        let mut view = ModuleView {
            id: id.clone(),
            is_open: false,
            absence: None,
            n_people: 0,
            n_items: 0,
            message: None,
        };
        if let Some(denial) = gate {
            view.absence = Some(Words::new(self.model()).denial(&denial));
            return view;
        }
        view.is_open = rights
            .iter()
            .any(|right| !self.row(actor, *right, 1, false).is_empty());
        if !view.is_open {
            view.absence = Some("no role or grant held gives anything in it".to_owned());
            return view;
        }
        view.n_people = self.people_set(actor, id).len();
        view.n_items = self.item_set(actor, id, None).len();
        let module = self.model().modules().get(id);
        if view.n_people == 0 && view.n_items == 0 {
            view.message = module.and_then(|module| module.empty_message.clone());
        }
        view
    }

    /// The people someone finds in a module: those any permission of it reaches.
    pub fn people_seen(&self, actor: &PrincipalId, module: &ModuleId) -> Vec<PrincipalId> {
        let Some(at) = self.actor(actor) else {
            return Vec::new();
        };
        let set = self.people_set(at, module);
        set.iter()
            .filter_map(|n| self.world.person_id(n).cloned())
            .collect()
    }

    /// The items of a kind someone finds in a module: its view set, or where it has none those any
    /// permission of it reaches.
    pub fn items_seen(
        &self,
        actor: &PrincipalId,
        module: &ModuleId,
        kind: Option<&KindId>,
    ) -> Vec<ItemRef> {
        let Some(at) = self.actor(actor) else {
            return Vec::new();
        };
        let set = self.item_set(at, module, kind);
        set.iter().filter_map(|n| self.world.item_ref(n)).collect()
    }

    /// The kinds of items a module is about.
    pub fn kinds_of(&self, module: &ModuleId) -> Vec<KindId> {
        let mut kinds = Vec::new();
        for permission in in_module(self.model(), module) {
            for kind in permission.about.kinds() {
                if !kinds.contains(kind) {
                    kinds.push(kind.clone());
                }
            }
        }
        kinds
    }

    /// True if a module has permissions about people.
    pub fn is_about_people(&self, module: &ModuleId) -> bool {
        in_module(self.model(), module).any(|permission| permission.about.has_person())
    }

    /// What someone may do to one target with the permissions of a module that are about such a
    /// target, in the order of the catalogue.
    pub fn record_seen(
        &self,
        actor: &PrincipalId,
        module: &ModuleId,
        target: &Target,
    ) -> Vec<Line> {
        let Some(at) = self.actor(actor) else {
            return Vec::new();
        };
        let spot = target.spot(&self.world);
        let is_item = matches!(target.item, Some(ItemRef::Item(_) | ItemRef::Role(_)));
        self.rights_of(module)
            .into_iter()
            .filter(|right| {
                let Some(entry) = self.rights.list.get(*right) else {
                    return false;
                };
                if entry.has_item {
                    spot.item.is_some_and(|item| entry.of_kind.contains(item))
                } else {
                    entry.has_person && !is_item
                }
            })
            .filter_map(|right| self.line(at, right, spot, Some(target)))
            .collect()
    }

    /// The actions of a module that need no target, live or dead.
    pub fn actions_seen(&self, actor: &PrincipalId, module: &ModuleId) -> Vec<Line> {
        let Some(at) = self.actor(actor) else {
            return Vec::new();
        };
        self.rights_of(module)
            .into_iter()
            .filter(|right| {
                let entry = self.rights.list.get(*right);
                entry.is_some_and(|entry| !entry.has_item && !entry.has_person)
            })
            .filter_map(|right| self.line(at, right, Spot::default(), None))
            .collect()
    }

    /// Why a module is not in someone's menu, if a gate says so.
    pub fn module_denial(&self, actor: &PrincipalId, module: &ModuleId) -> Option<Denial> {
        let right = *self.rights_of(module).first()?;
        self.gate(self.actor(actor)?, right)
    }

    fn line(&self, actor: u32, right: usize, spot: Spot, target: Option<&Target>) -> Option<Line> {
        let entry = self.rights.list.get(right)?;
        let ladder = self.model().ladder_of(&entry.id)?;
        let top = ladder.levels.len().saturating_sub(1);
        let rank = (1..=top)
            .rev()
            .find(|rank| self.denial(actor, right, *rank, spot).is_none())
            .unwrap_or(0);
        let permission = self.model().permissions().get(&entry.id)?;
        Some(Line {
            permission: entry.id.clone(),
            level: ladder.level(rank).filter(|_| rank > 0).cloned(),
            rank,
            top,
            by_pooling: rank > 0
                && self.hits(actor, right, rank, spot).all(|power| {
                    let paired = power.paired_base.as_deref();
                    !power.admits_with(&self.world, entry, actor, spot, paired)
                }),
            fields: permission
                .fields
                .iter()
                .map(|field| self.field_view(field, target))
                .collect(),
        })
    }

    fn field_view(&self, field: &FieldId, target: Option<&Target>) -> FieldView {
        let model = self.model();
        let item = target.and_then(|t| match &t.item {
            Some(ItemRef::Item(id)) => model.items().get(id),
            _ => None,
        });
        let of_item = item
            .and_then(|item| model.kinds().get(&item.kind))
            .and_then(|kind| kind.fields.iter().find(|f| f.id == *field));
        let person = target
            .and_then(|t| t.person.as_ref())
            .and_then(|id| model.principals().get(id));
        match of_item {
            Some(known) => FieldView {
                field: field.clone(),
                name: known.name.clone(),
                value: item.and_then(|item| item.fields.get(field).cloned()),
            },
            None => FieldView {
                field: field.clone(),
                name: model
                    .fields()
                    .get(field)
                    .map_or_else(|| field.to_string(), |f| f.name.clone()),
                value: person.and_then(|person| person.fields.get(field).cloned()),
            },
        }
    }

    fn rights_of(&self, module: &ModuleId) -> Vec<usize> {
        let module = self.model().modules().position(module);
        self.rights
            .list
            .iter()
            .enumerate()
            .filter(|(_, entry)| Some(entry.module) == module)
            .map(|(n, _)| n)
            .collect()
    }

    fn people_set(&self, actor: u32, module: &ModuleId) -> Set {
        let mut set = Set::none(self.world.n_people);
        for right in self.rights_of(module) {
            match self.row(actor, right, 1, false) {
                Row::People(people) => set.add(&people),
                Row::Pairs(pairs) => pairs.iter().for_each(|(_, people)| set.add(people)),
                Row::Nothing(_) | Row::Items(_) => {}
            }
        }
        set
    }

    fn item_set(&self, actor: u32, module: &ModuleId, kind: Option<&KindId>) -> Set {
        let rights = self.rights_of(module);
        let view = self
            .model()
            .modules()
            .position(module)
            .and_then(|at| self.rights.modules.get(at))
            .and_then(|gate| gate.view_set);
        let view_kinds = view.and_then(|view| self.rights.list.get(view));
        let mut set = Set::none(self.world.n_items);
        for right in rights {
            // Where a view set decides about a kind, no other permission puts items on the list.
            let is_decided = view_kinds.is_some_and(|view_entry| {
                view != Some(right)
                    && self
                        .rights
                        .list
                        .get(right)
                        .is_some_and(|entry| entry.of_kind.meets(&view_entry.of_kind))
            });
            if is_decided {
                continue;
            }
            match self.row(actor, right, 1, false) {
                Row::Items(items) => set.add(&items),
                Row::Pairs(pairs) => pairs.iter().for_each(|(item, _)| set.insert(*item)),
                Row::Nothing(_) | Row::People(_) => {}
            }
        }
        if let Some(kind) = kind {
            let of_kind = set
                .iter()
                .filter(|item| self.world.kind(*item) == kind.as_str());
            return Set::of(self.world.n_items, of_kind.collect::<Vec<_>>());
        }
        set
    }
}

fn in_module<'m>(model: &'m Model, module: &ModuleId) -> impl Iterator<Item = &'m Permission> {
    let module = module.clone();
    model
        .permissions()
        .iter()
        .filter(move |permission| permission.id.module() == module)
}
