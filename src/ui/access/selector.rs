//! Editors of selectors: whose data, which items. What a menu cannot say is kept as it is and shown
//! in words.

mod items;

use egui::Ui;

use crate::engine::Words;
use crate::model::{FieldId, GroupId, Key, Model, PrincipalId, Reach, TeamId};
use crate::ui::Context;
use crate::ui::theme::{self, Type, Weight};
use crate::ui::widgets::{Choice, Combo, field_row, label, link};

use super::condition;
use super::picker;

pub use items::items;

/// Whose data. `None` inside is "no limit set here". Returns the new value when it changes.
pub fn people(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    current: Option<&Reach>,
) -> Option<Option<Reach>> {
    let model = cx.model;
    let kinds = reach_kinds(model, current);
    let chosen = kinds
        .iter()
        .position(|(_, one)| same_reach(one.as_ref(), current));
    let words = |now: &Reach| Words::new(model).reach(now);
    let is_empty = |one: &Reach| *one == Reach::Nobody;
    let now = current.map(words);
    if let Some(picked) = choose(ui, name, &kinds, chosen, now, &is_empty) {
        return Some(picked);
    }
    reach_details(ui, cx, name, current?).map(Some)
}

/// A list of kinds of selectors; what is none of them stands last, in words. Returns what was
/// chosen, if it is another one.
fn choose<T: Clone>(
    ui: &mut Ui,
    name: &str,
    kinds: &[(String, Option<T>)],
    chosen: Option<usize>,
    now: Option<String>,
    is_empty: &dyn Fn(&T) -> bool,
) -> Option<Option<T>> {
    let now = now.filter(|_| chosen.is_none());
    let chosen = chosen.or(now.as_ref().map(|_| kinds.len()));
    let known = kinds.iter().map(|(text, kind)| match kind {
        None => Choice::new(text).unset(),
        Some(kind) if is_empty(kind) => Choice::new(text).empty(),
        Some(_) => Choice::new(text),
    });
    let choices: Vec<Choice<'_>> = known
        .chain(now.iter().map(|text| Choice::new(text)))
        .collect();
    let picked = Combo::new(name, &choices, chosen).show(ui);
    let picked = picked.filter(|at| Some(*at) != chosen)?;
    kinds.get(picked).map(|(_, kind)| kind.clone())
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
        Reach::Union(list) => with_parts(cx, |of| several(ui, of, "Or", list)).map(Reach::Union),
        Reach::Intersection(list) => {
            with_parts(cx, |of| several(ui, of, "And also", list)).map(Reach::Intersection)
        }
        Reach::Except(from, minus) => {
            let new = with_parts(cx, |of| except(ui, of, from, minus));
            new.map(|(from, minus)| Reach::Except(Box::new(from), Box::new(minus)))
        }
        Reach::Everyone => {
            left_out(ui, cx);
            None
        }
        _ => None,
    }
}

/// The editor of one selector: what it was changed to, where none inside is no limit.
type Edit<'a, T> = &'a dyn Fn(&mut Ui, &str, &T) -> Option<Option<T>>;

/// How the parts of a selector of several are edited and told.
struct Parts<'a, T> {
    edit: Edit<'a, T>,
    words: &'a dyn Fn(&T) -> String,
    /// What a further part is at first.
    first: T,
    /// A part is always set: what stands for no limit.
    all: T,
}

fn with_parts<R>(cx: &Context<'_>, then: impl FnOnce(&Parts<'_, Reach>) -> R) -> R {
    then(&Parts {
        edit: &|ui, name, one| people(ui, cx, name, Some(one)),
        words: &|one| Words::new(cx.model).reach(one),
        first: Reach::Oneself,
        all: Reach::Anyone,
    })
}

fn part<T: Clone>(ui: &mut Ui, of: &Parts<'_, T>, name: &str, now: &T) -> Option<T> {
    ui.push_id(name, |ui| {
        ui.indent(name, |ui| (of.edit)(ui, name, now)).inner
    })
    .inner
    .map(|one| one.unwrap_or_else(|| of.all.clone()))
}

/// One, but not the other.
fn except<T: Clone>(ui: &mut Ui, of: &Parts<'_, T>, from: &T, minus: &T) -> Option<(T, T)> {
    let from_new = part(ui, of, "These", from);
    let minus_new = part(ui, of, "But not", minus);
    let is_new = from_new.is_some() || minus_new.is_some();
    is_new.then(|| {
        let from = from_new.unwrap_or_else(|| from.clone());
        (from, minus_new.unwrap_or_else(|| minus.clone()))
    })
}

/// Several selectors, each with its own editor, to be added to and taken from.
fn several<T: Clone>(ui: &mut Ui, of: &Parts<'_, T>, word: &str, list: &[T]) -> Option<Vec<T>> {
    let mut new = None;
    for (at, one) in list.iter().enumerate() {
        let name = if at == 0 { "These" } else { word };
        let mut all = list.to_vec();
        ui.push_id(at, |ui| {
            if let Some(changed) = part(ui, of, name, one)
                && let Some(slot) = all.get_mut(at)
            {
                *slot = changed;
                new = Some(all.clone());
            }
            let words = format!("Take “{}” away", (of.words)(one));
            if list.len() > 1 && link(ui, &words).clicked() {
                all.remove(at);
                new = Some(all);
            }
        });
    }
    if link(ui, "Add another").clicked() {
        let mut all = list.to_vec();
        all.push(of.first.clone());
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
    let mut new = None;
    field_row(ui, "People", |ui| {
        ui.vertical(|ui| {
            new = items::taken_off(ui, cx.model, ids, &|id| Key::Principal(id.clone()));
            let taken = |id: &PrincipalId| ids.contains(id);
            if let Some(id) = picker::people(ui, cx, "Add a person", &taken) {
                new = Some(items::with(ids, id));
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
