//! Editor of a selector of items. What a menu cannot say is kept as it is and shown in words.

use egui::Ui;

use crate::engine::Words;
use crate::model::{ItemId, ItemSelector, Key, KindId, LabelId, Model, Reach};
use crate::ui::access::condition;
use crate::ui::access::picker::{self, Pick};
use crate::ui::widgets::{Choice, Combo, field_row};
use crate::ui::{Context, icons};

use super::{Parts, choose, except, fields, people, pick_id, several};

/// Which items. `None` inside is "no limit set here".
pub fn items(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    current: Option<&ItemSelector>,
    kinds_of: &[KindId],
) -> Option<Option<ItemSelector>> {
    let model = cx.model;
    let kinds = item_kinds(model, current, kinds_of);
    let same = |one: &Option<ItemSelector>| match (one, current) {
        (None, None) => true,
        (Some(a), Some(b)) => match (a, b) {
            (ItemSelector::Labelled(_), ItemSelector::Labelled(_))
            | (ItemSelector::Where(_), ItemSelector::Where(_))
            | (ItemSelector::FieldIsMine { .. }, ItemSelector::FieldIsMine { .. })
            | (ItemSelector::About(_), ItemSelector::About(_))
            | (ItemSelector::Kind(_), ItemSelector::Kind(_))
            | (ItemSelector::Listed(_), ItemSelector::Listed(_))
            | (ItemSelector::Union(_), ItemSelector::Union(_))
            | (ItemSelector::Intersection(_), ItemSelector::Intersection(_))
            | (ItemSelector::Except(..), ItemSelector::Except(..)) => true,
            (a, b) => a == b,
        },
        _ => false,
    };
    let chosen = kinds.iter().position(|(_, one)| same(one));
    let now = current.map(|now| Words::new(model).items(now));
    let is_empty = |one: &ItemSelector| *one == ItemSelector::Nothing;
    if let Some(picked) = choose(ui, name, &kinds, chosen, now, &is_empty) {
        return Some(picked);
    }
    item_details(ui, cx, current?, kinds_of).map(Some)
}

fn item_kinds(
    model: &Model,
    current: Option<&ItemSelector>,
    kinds_of: &[KindId],
) -> Vec<(String, Option<ItemSelector>)> {
    let mut list: Vec<(String, Option<ItemSelector>)> = Vec::new();
    let mut push = |text: &str, items: ItemSelector| list.push((text.to_owned(), Some(items)));
    push("Any", ItemSelector::Any);
    push("Added by oneself", ItemSelector::CreatedByMe);
    push("Owned by oneself", ItemSelector::OwnedByMe);
    if let Some(id) = model.labels().ids().next() {
        push("Labelled", ItemSelector::Labelled(vec![id.clone()]));
    }
    let of_kind = kinds_of.iter().find_map(|kind| model.kinds().get(kind));
    let field = of_kind.and_then(|kind| kind.fields.first());
    if let (Some(field), Some(mine)) = (field, model.fields().ids().next()) {
        push(
            "A field matches mine",
            ItemSelector::FieldIsMine {
                field: field.id.clone(),
                mine: mine.clone(),
            },
        );
        let first = condition::first(model, of_kind);
        push("A condition", ItemSelector::Where(first));
    }
    push("About people", ItemSelector::About(Reach::Oneself));
    if kinds_of.len() > 1
        && let Some(kind) = kinds_of.first()
    {
        push("Of one kind", ItemSelector::Kind(kind.clone()));
    }
    if !model.items().is_empty() {
        push("Items by name", ItemSelector::Listed(Vec::new()));
    }
    push("None at all", ItemSelector::Nothing);
    // What is there already is kept as the first part.
    let kept = current.cloned().unwrap_or(ItemSelector::CreatedByMe);
    let two = vec![kept.clone(), ItemSelector::OwnedByMe];
    push("Any of several", ItemSelector::Union(two.clone()));
    push("All of several", ItemSelector::Intersection(two));
    let minus = Box::new(ItemSelector::OwnedByMe);
    push(
        "These, but not …",
        ItemSelector::Except(Box::new(kept), minus),
    );
    list.push(("No limit set here".to_owned(), None));
    list
}

fn item_details(
    ui: &mut Ui,
    cx: &Context<'_>,
    current: &ItemSelector,
    kinds_of: &[KindId],
) -> Option<ItemSelector> {
    let model = cx.model;
    let of_kind = kinds_of.iter().find_map(|kind| model.kinds().get(kind));
    match current {
        ItemSelector::Labelled(ids) => labels(ui, cx, ids).map(ItemSelector::Labelled),
        ItemSelector::FieldIsMine { field, mine } => {
            let theirs = of_kind
                .map(|kind| &kind.fields)
                .into_iter()
                .flatten()
                .map(|f| (f.id.clone(), f.name.clone()));
            let new = pick_id(ui, "Its field", theirs.collect(), field);
            if let Some(field) = new {
                return Some(ItemSelector::FieldIsMine {
                    field,
                    mine: mine.clone(),
                });
            }
            pick_id(ui, "My field", fields(model), mine).map(|mine| ItemSelector::FieldIsMine {
                field: field.clone(),
                mine,
            })
        }
        ItemSelector::Where(of) => {
            condition::show(ui, cx, "items", of, of_kind).map(ItemSelector::Where)
        }
        ItemSelector::About(reach) => people(ui, cx, "About", Some(reach))
            .map(|reach| ItemSelector::About(reach.unwrap_or(Reach::Anyone))),
        ItemSelector::Kind(id) => {
            let kinds = kinds_of.iter();
            let kinds = kinds.map(|id| (id.clone(), model.title(&Key::Kind(id.clone()))));
            pick_id(ui, "Kind", kinds.collect(), id).map(ItemSelector::Kind)
        }
        ItemSelector::Listed(ids) => listed(ui, cx, ids, kinds_of).map(ItemSelector::Listed),
        ItemSelector::Union(_) | ItemSelector::Intersection(_) | ItemSelector::Except(..) => {
            joined(ui, cx, current, kinds_of)
        }
        _ => None,
    }
}

fn joined(
    ui: &mut Ui,
    cx: &Context<'_>,
    current: &ItemSelector,
    kinds_of: &[KindId],
) -> Option<ItemSelector> {
    let of = Parts {
        edit: &|ui, name, one| items(ui, cx, name, Some(one), kinds_of),
        words: &|one| Words::new(cx.model).items(one),
        first: ItemSelector::CreatedByMe,
        all: ItemSelector::Any,
    };
    match current {
        ItemSelector::Union(list) => several(ui, &of, "Or", list).map(ItemSelector::Union),
        ItemSelector::Intersection(list) => {
            several(ui, &of, "And also", list).map(ItemSelector::Intersection)
        }
        ItemSelector::Except(from, minus) => except(ui, &of, from, minus)
            .map(|(from, minus)| ItemSelector::Except(Box::new(from), Box::new(minus))),
        _ => None,
    }
}

/// Items by name, of these kinds.
fn listed(
    ui: &mut Ui,
    cx: &Context<'_>,
    ids: &[ItemId],
    kinds_of: &[KindId],
) -> Option<Vec<ItemId>> {
    let table = cx.model.items();
    let mut new = None;
    field_row(ui, "Items", |ui| {
        ui.vertical(|ui| {
            new = taken_off(ui, cx.model, ids, &|id| Key::Item(id.clone()));
            let choice = |nth: usize| {
                let item = table.at(nth).filter(|item| !ids.contains(&item.id))?;
                let is_one = kinds_of.is_empty() || kinds_of.contains(&item.kind);
                is_one.then(|| Choice::new(&item.name).detail(item.id.as_str()))
            };
            let picked = Combo::bare("Add an item", &[], None)
                .many(table.len(), &choice)
                .placeholder("Add an item")
                .show(ui);
            if let Some(item) = picked.and_then(|nth| table.at(nth)) {
                new = Some(with(ids, item.id.clone()));
            }
        });
    });
    new
}

/// Chips of what is listed; the list without the one whose cross was chosen.
pub(super) fn taken_off<T: Clone>(
    ui: &mut Ui,
    model: &Model,
    ids: &[T],
    key: &dyn Fn(&T) -> Key,
) -> Option<Vec<T>> {
    let chips: Vec<(Key, String)> = ids
        .iter()
        .map(key)
        .map(|key| (key.clone(), model.title(&key)))
        .collect();
    let (at, _) = picker::chips(ui, &chips, true).closed?;
    let mut list = ids.to_vec();
    (at < list.len()).then(|| {
        list.remove(at);
        list
    })
}

pub(super) fn with<T: Clone>(ids: &[T], one: T) -> Vec<T> {
    let mut list = ids.to_vec();
    list.push(one);
    list
}

fn labels(ui: &mut Ui, cx: &Context<'_>, ids: &[LabelId]) -> Option<Vec<LabelId>> {
    let model = cx.model;
    let mut new = None;
    field_row(ui, "Labels", |ui| {
        ui.vertical(|ui| {
            new = taken_off(ui, model, ids, &|id| Key::Label(id.clone()));
            let free = model
                .labels()
                .iter()
                .filter(|label| !ids.contains(&label.id));
            let picks: Vec<Pick> = free
                .map(|label| {
                    let key = Key::Label(label.id.clone());
                    Pick::new(key, label.name.clone(), icons::SELL)
                })
                .collect();
            if let Some(Key::Label(id)) = picker::add(ui, "Add a label", &picks) {
                new = Some(with(ids, id));
            }
        });
    });
    new
}
