//! Editors of selectors: whose data, which items. What a menu cannot say is kept as it is and shown
//! in words.

use egui::Ui;

use crate::engine::Words;
use crate::model::{
    FieldId, GroupId, ItemSelector, Key, KindId, LabelId, Model, PrincipalId, Reach, TeamId,
};
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Choice, Combo, field_row, label, link};
use crate::ui::{Context, icons};

use super::condition;
use super::picker::{self, Pick};

/// Whose data. `None` inside is "no limit set here". Returns the new value when it changes.
pub fn people(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    current: Option<&Reach>,
) -> Option<Option<Reach>> {
    let model = cx.model;
    let kinds = reach_kinds(model, current);
    let mut chosen = kinds
        .iter()
        .position(|(_, one)| same_reach(one.as_ref(), current));
    let mut texts: Vec<String> = kinds.iter().map(|(text, _)| text.clone()).collect();
    if chosen.is_none()
        && let Some(current) = current
    {
        texts.push(Words::new(model).reach(current));
        chosen = Some(kinds.len());
    }
    let choices: Vec<Choice<'_>> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| match kinds.get(at).map(|(_, one)| one) {
            Some(None) => Choice::new(text).unset(),
            Some(Some(Reach::Nobody)) => Choice::new(text).empty(),
            _ => Choice::new(text),
        })
        .collect();
    let picked = Combo::new(name, &choices, chosen).show(ui);
    if let Some((_, reach)) = picked
        .filter(|at| Some(*at) != chosen)
        .and_then(|at| kinds.get(at))
    {
        return Some(reach.clone());
    }
    reach_details(ui, cx, name, current?).map(Some)
}

fn reach_kinds(model: &Model, current: Option<&Reach>) -> Vec<(String, Option<Reach>)> {
    let mut list: Vec<(String, Option<Reach>)> = Vec::new();
    let mut push = |text: &str, reach: Reach| list.push((text.to_owned(), Some(reach)));
    push("Oneself", Reach::Oneself);
    push("Direct reports", Reach::direct_reports());
    push("All reports", Reach::all_reports());
    push("My teams", Reach::MyTeams);
    push("Teams I lead", Reach::LedTeams);
    push("Everyone", Reach::Everyone);
    push("Anyone, hidden statuses too", Reach::Anyone);
    if let Some(id) = model.groups().ids().next() {
        push("A group", Reach::Group(id.clone()));
    }
    if let Some(id) = model.teams().ids().next() {
        push("A team", Reach::Team(id.clone()));
    }
    if let Some(id) = model.fields().ids().next() {
        push("Same field as mine", Reach::SameField(id.clone()));
    }
    push("A condition", Reach::Where(condition::first(model, None)));
    push("People by name", Reach::Listed(Vec::new()));
    for named in model.reaches().iter() {
        push(&named.name, Reach::Named(named.id.clone()));
    }
    push("Nobody", Reach::Nobody);
    // What is there already is kept as the first part.
    let kept = current.cloned().unwrap_or(Reach::Oneself);
    let two = vec![kept.clone(), Reach::Oneself];
    push("Any of several", Reach::Union(two.clone()));
    push("All of several", Reach::Intersection(two));
    let minus = Box::new(Reach::Oneself);
    push("These, but not …", Reach::Except(Box::new(kept), minus));
    list.push(("No limit set here".to_owned(), None));
    list
}

fn same_reach(a: Option<&Reach>, b: Option<&Reach>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => match (a, b) {
            (Reach::Group(_), Reach::Group(_))
            | (Reach::Team(_), Reach::Team(_))
            | (Reach::SameField(_), Reach::SameField(_))
            | (Reach::Where(_), Reach::Where(_))
            | (Reach::Listed(_), Reach::Listed(_))
            | (Reach::Union(_), Reach::Union(_))
            | (Reach::Intersection(_), Reach::Intersection(_))
            | (Reach::Except(..), Reach::Except(..)) => true,
            (a, b) => a == b,
        },
        _ => false,
    }
}

fn reach_details(ui: &mut Ui, cx: &Context<'_>, name: &str, current: &Reach) -> Option<Reach> {
    let model = cx.model;
    match current {
        Reach::Group(id) => {
            pick_id(ui, "Group", groups(model), id).map(|id: GroupId| Reach::Group(id))
        }
        Reach::Team(id) => {
            let teams = model.teams().iter().map(|t| (t.id.clone(), t.name.clone()));
            pick_id(ui, "Team", teams.collect(), id).map(|id: TeamId| Reach::Team(id))
        }
        Reach::SameField(id) => {
            pick_id(ui, "Field", fields(model), id).map(|id: FieldId| Reach::SameField(id))
        }
        Reach::Where(of) => condition::show(ui, cx, name, of, None).map(Reach::Where),
        Reach::Listed(ids) => people_list(ui, cx, ids).map(Reach::Listed),
        Reach::Union(list) => several(ui, cx, "Or", list).map(Reach::Union),
        Reach::Intersection(list) => several(ui, cx, "And also", list).map(Reach::Intersection),
        Reach::Except(from, minus) => {
            let from_new = part(ui, cx, "These", from);
            let minus_new = part(ui, cx, "But not", minus);
            let is_new = from_new.is_some() || minus_new.is_some();
            is_new.then(|| {
                let from = from_new.unwrap_or_else(|| (**from).clone());
                let minus = minus_new.unwrap_or_else(|| (**minus).clone());
                Reach::Except(Box::new(from), Box::new(minus))
            })
        }
        Reach::Everyone => {
            left_out(ui, cx);
            None
        }
        _ => None,
    }
}

/// One part of several; a part is always set.
fn part(ui: &mut Ui, cx: &Context<'_>, name: &str, now: &Reach) -> Option<Reach> {
    ui.push_id(name, |ui| {
        ui.indent(name, |ui| people(ui, cx, name, Some(now))).inner
    })
    .inner
    .map(|reach| reach.unwrap_or(Reach::Anyone))
}

/// Several reaches, each with its own editor, to be added to and taken from.
fn several(ui: &mut Ui, cx: &Context<'_>, word: &str, list: &[Reach]) -> Option<Vec<Reach>> {
    let mut new = None;
    for (at, one) in list.iter().enumerate() {
        let name = if at == 0 { "These" } else { word };
        let mut all = list.to_vec();
        ui.push_id(at, |ui| {
            if let Some(changed) = part(ui, cx, name, one)
                && let Some(slot) = all.get_mut(at)
            {
                *slot = changed;
                new = Some(all.clone());
            }
            let words = format!("Take “{}” away", Words::new(cx.model).reach(one));
            if list.len() > 1 && link(ui, &words).clicked() {
                all.remove(at);
                new = Some(all);
            }
        });
    }
    if link(ui, "Add another").clicked() {
        let mut all = list.to_vec();
        all.push(Reach::Oneself);
        new = Some(all);
    }
    new
}

/// Whom "everyone" leaves out silently, by name (H11).
fn left_out(ui: &mut Ui, cx: &Context<'_>) {
    const FEW: usize = 6;
    let Some(who) = crate::ui::inspector::omitted(ui, cx).filter(|who| !who.is_empty()) else {
        return;
    };
    let names = who.iter().take(FEW);
    let names: Vec<String> = names.map(|id| Words::new(cx.model).person(id)).collect();
    let more = who.len().saturating_sub(FEW);
    let mut text = format!("Leaves out {}: {}", who.len(), names.join(", "));
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    let t = theme::tokens(ui);
    label(ui, text, Type::Small, Weight::Regular, t.warning);
}

pub(super) fn people_list(
    ui: &mut Ui,
    cx: &Context<'_>,
    ids: &[PrincipalId],
) -> Option<Vec<PrincipalId>> {
    let chips: Vec<(Key, String)> = ids
        .iter()
        .map(|id| {
            let key = Key::Principal(id.clone());
            let name = cx.model.title(&key);
            (key, name)
        })
        .collect();
    let mut new = None;
    field_row(ui, "People", |ui| {
        ui.vertical(|ui| {
            if let Some((at, _)) = picker::chips(ui, &chips, true).closed {
                let mut list = ids.to_vec();
                if at < list.len() {
                    list.remove(at);
                }
                new = Some(list);
            }
            let taken = |id: &PrincipalId| ids.contains(id);
            if let Some(id) = picker::people(ui, cx, "Add a person", &taken) {
                let mut list = ids.to_vec();
                list.push(id);
                new = Some(list);
            }
        });
    });
    new
}

/// Which items. `None` inside is "no limit set here".
pub fn items(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    current: Option<&ItemSelector>,
    kinds_of: &[KindId],
) -> Option<Option<ItemSelector>> {
    let model = cx.model;
    let kinds = item_kinds(model, kinds_of);
    let same = |one: &Option<ItemSelector>| match (one, current) {
        (None, None) => true,
        (Some(a), Some(b)) => match (a, b) {
            (ItemSelector::Labelled(_), ItemSelector::Labelled(_))
            | (ItemSelector::Where(_), ItemSelector::Where(_))
            | (ItemSelector::FieldIsMine { .. }, ItemSelector::FieldIsMine { .. })
            | (ItemSelector::About(_), ItemSelector::About(_))
            | (ItemSelector::Kind(_), ItemSelector::Kind(_)) => true,
            (a, b) => a == b,
        },
        _ => false,
    };
    let mut chosen = kinds.iter().position(|(_, one)| same(one));
    let mut texts: Vec<String> = kinds.iter().map(|(text, _)| text.clone()).collect();
    if chosen.is_none()
        && let Some(current) = current
    {
        texts.push(Words::new(model).items(current));
        chosen = Some(kinds.len());
    }
    let choices: Vec<Choice<'_>> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| match kinds.get(at).map(|(_, one)| one) {
            Some(None) => Choice::new(text).unset(),
            Some(Some(ItemSelector::Nothing)) => Choice::new(text).empty(),
            _ => Choice::new(text),
        })
        .collect();
    let picked = Combo::new(name, &choices, chosen).show(ui);
    if let Some((_, items)) = picked
        .filter(|at| Some(*at) != chosen)
        .and_then(|at| kinds.get(at))
    {
        return Some(items.clone());
    }
    item_details(ui, cx, current?, kinds_of).map(Some)
}

fn item_kinds(model: &Model, kinds_of: &[KindId]) -> Vec<(String, Option<ItemSelector>)> {
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
    push("None at all", ItemSelector::Nothing);
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
        _ => None,
    }
}

fn labels(ui: &mut Ui, cx: &Context<'_>, ids: &[LabelId]) -> Option<Vec<LabelId>> {
    let model = cx.model;
    let chips: Vec<(Key, String)> = ids
        .iter()
        .map(|id| {
            let key = Key::Label(id.clone());
            let name = model.title(&key);
            (key, name)
        })
        .collect();
    let mut new = None;
    field_row(ui, "Labels", |ui| {
        ui.vertical(|ui| {
            if let Some((at, _)) = picker::chips(ui, &chips, true).closed {
                let mut list = ids.to_vec();
                if at < list.len() {
                    list.remove(at);
                }
                new = Some(list);
            }
            let free = model
                .labels()
                .iter()
                .filter(|label| !ids.contains(&label.id));
            let picks: Vec<Pick> = free
                .map(|label| {
                    Pick::new(
                        Key::Label(label.id.clone()),
                        label.name.clone(),
                        icons::SELL,
                    )
                })
                .collect();
            if let Some(Key::Label(id)) = picker::add(ui, "Add a label", &picks) {
                let mut list = ids.to_vec();
                list.push(id);
                new = Some(list);
            }
        });
    });
    new
}

pub(super) fn groups(model: &Model) -> Vec<(GroupId, String)> {
    let groups = model.groups().iter();
    groups.map(|g| (g.id.clone(), g.name.clone())).collect()
}

fn fields(model: &Model) -> Vec<(FieldId, String)> {
    let fields = model.fields().iter();
    fields.map(|f| (f.id.clone(), f.name.clone())).collect()
}

/// A list of records to choose one from.
pub fn pick_id<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    list: Vec<(T, String)>,
    current: &T,
) -> Option<T> {
    let chosen = list.iter().position(|(id, _)| id == current);
    let choices: Vec<Choice<'_>> = list.iter().map(|(_, name)| Choice::new(name)).collect();
    let picked = Combo::new(name, &choices, chosen).show(ui)?;
    list.get(picked)
        .filter(|(id, _)| id != current)
        .map(|(id, _)| id.clone())
}
