//! Reaches and selectors in a word or two, with their signs, for the cells of the grid.

use crate::engine::{Words, capital};
use crate::model::{About, ItemSelector, Key, Model, Reach, Scope};
use crate::ui::glyphs::ReachSign;
use crate::ui::signs;

fn joined(mut first: (ReachSign, String), n: usize) -> (ReachSign, String) {
    if n > 1 {
        first.1.push_str(&format!(" +{}", n - 1));
    }
    first
}

/// A reach in a word: "Direct", "HR Finland", "Everyone +1".
pub fn people(model: &Model, reach: &Reach) -> (ReachSign, String) {
    let sign = signs::reach(model, reach);
    let word = match reach {
        Reach::Team(id) => model.title(&Key::Team(id.clone())),
        Reach::MyTeams => "My teams".to_owned(),
        Reach::LedTeams => "Teams led".to_owned(),
        Reach::Group(id) => model.title(&Key::Group(id.clone())),
        Reach::Where(condition) => capital(&Words::new(model).condition(condition)),
        Reach::Listed(ids) => match ids.as_slice() {
            [] => return (ReachSign::Nobody, ReachSign::Nobody.word().to_owned()),
            [one] => model.title(&Key::Principal(one.clone())),
            many => format!("{} listed", many.len()),
        },
        Reach::SameField(field) => format!(
            "Same {}",
            model.title(&Key::Field(field.clone())).to_lowercase()
        ),
        Reach::Named(id) => capital(&model.title(&Key::Reach(id.clone()))),
        Reach::Union(list) | Reach::Intersection(list) => {
            return match list.first() {
                Some(first) => joined(people(model, first), list.len()),
                None => (sign, sign.word().to_owned()),
            };
        }
        Reach::Except(from, _) => {
            let (sign, word) = people(model, from);
            return (sign, format!("{word} except"));
        }
        _ => sign.word().to_owned(),
    };
    (sign, word)
}

/// A selector of items in a word: "Added", "Labelled Finland".
pub fn items(model: &Model, items_: &ItemSelector) -> (ReachSign, String) {
    let named = |word: String| (ReachSign::Group, word);
    match items_ {
        ItemSelector::Any => (ReachSign::Everyone, "Any".to_owned()),
        ItemSelector::Nothing => (ReachSign::Nobody, "None at all".to_owned()),
        ItemSelector::Kind(id) => named(model.title(&Key::Kind(id.clone()))),
        ItemSelector::CreatedByMe => (ReachSign::Oneself, "Added".to_owned()),
        ItemSelector::OwnedByMe => (ReachSign::Oneself, "Owned".to_owned()),
        ItemSelector::Labelled(ids) => match ids.first() {
            Some(id) => joined(named(model.title(&Key::Label(id.clone()))), ids.len()),
            None => (ReachSign::Nobody, "None at all".to_owned()),
        },
        ItemSelector::Listed(ids) => match ids.as_slice() {
            [one] => named(model.title(&Key::Item(one.clone()))),
            many => named(format!("{} listed", many.len())),
        },
        ItemSelector::Where(condition) => (
            ReachSign::Condition,
            capital(&Words::new(model).condition(condition)),
        ),
        ItemSelector::FieldIsMine { field, .. } => {
            let fields = model.kinds().iter().flat_map(|kind| &kind.fields);
            let known = fields.into_iter().find(|known| known.id == *field);
            let name = known.map_or_else(|| field.to_string(), |known| known.name.clone());
            (ReachSign::SameField, format!("{name} is mine"))
        }
        ItemSelector::About(reach) => {
            let (sign, word) = people(model, reach);
            (sign, format!("About {}", word.to_lowercase()))
        }
        ItemSelector::Union(list) | ItemSelector::Intersection(list) => match list.first() {
            Some(first) => joined(items(model, first), list.len()),
            None => (ReachSign::Nobody, "None at all".to_owned()),
        },
        ItemSelector::Except(from, _) => {
            let (sign, word) = items(model, from);
            (sign, format!("{word} except"))
        }
    }
}

/// On what a grant works, as far as its permission counts it. None where nothing counts.
pub fn scope(model: &Model, on: &Scope, about: &About) -> Option<(ReachSign, String)> {
    let no_limit = || (ReachSign::NoLimit, ReachSign::NoLimit.word().to_owned());
    let people_side = about.has_person().then_some(on.people.as_ref());
    let items_side = about.has_item().then_some(on.items.as_ref());
    Some(match (people_side, items_side) {
        (None, None) => return None,
        (Some(None), None) | (None, Some(None)) | (Some(None), Some(None)) => no_limit(),
        (Some(Some(reach)), Some(Some(_))) => joined(people(model, reach), 2),
        (Some(Some(reach)), _) => people(model, reach),
        (_, Some(Some(selector))) => items(model, selector),
    })
}

/// The whole scope in words, as far as the permission counts it, for names read aloud and hovers.
pub fn scope_words(model: &Model, on: &Scope, about: &About) -> String {
    let words = Words::new(model);
    let mut parts = Vec::new();
    if about.has_person() {
        parts.push(on.people.as_ref().map(|reach| words.reach(reach)));
    }
    if about.has_item() {
        parts.push(
            on.items
                .as_ref()
                .map(|items| format!("items {}", words.items(items))),
        );
    }
    let set: Vec<String> = parts.iter().flatten().cloned().collect();
    match (parts.is_empty(), set.is_empty()) {
        (true, _) => String::new(),
        (_, true) => "no limit".to_owned(),
        _ => set.join("; "),
    }
}
