//! Choosing records: chips of what is chosen, and a searchable list of what can be added.

use egui::Ui;

use crate::model::{GroupId, Key, Model, Principal, PrincipalId, PrincipalSort};
use crate::ui::icons::{self, Icon};
use crate::ui::widgets::{Chip, Choice, Combo};
use crate::ui::{Context, kind_of};

/// Something to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Pick {
    /// The record.
    pub key: Key,
    /// Its name.
    pub name: String,
    /// What tells it apart.
    pub detail: String,
    /// Its icon.
    pub icon: Icon,
}

impl Pick {
    /// A choice of a record.
    pub fn new(key: Key, name: String, icon: Icon) -> Pick {
        Pick {
            key,
            name,
            detail: String::new(),
            icon,
        }
    }
}

/// A list to add from; it shows nothing as chosen. The name says what is added.
pub fn add(ui: &mut Ui, name: &str, picks: &[Pick]) -> Option<Key> {
    if picks.is_empty() {
        return None;
    }
    let choices: Vec<Choice<'_>> = picks
        .iter()
        .map(|pick| Choice::new(&pick.name).detail(&pick.detail).icon(pick.icon))
        .collect();
    let picked = Combo::bare(name, &choices, None)
        .placeholder(name)
        .show(ui)?;
    picks.get(picked).map(|pick| pick.key.clone())
}

/// People, external users and service users, but those taken.
pub fn people(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    taken: &dyn Fn(&PrincipalId) -> bool,
) -> Option<PrincipalId> {
    let people = cx.model.principals();
    let choice = |nth: usize| {
        let person = people.at(nth).filter(|person| !taken(&person.id))?;
        Some(person_choice(person))
    };
    let picked = Combo::bare(name, &[], None)
        .many(people.len(), &choice)
        .placeholder(name)
        .show(ui)?;
    people.at(picked).map(|person| person.id.clone())
}

/// A field that holds someone, or nobody. Returns what it was changed to.
pub fn someone(
    ui: &mut Ui,
    model: &Model,
    name: &str,
    nobody: &str,
    who: Option<&PrincipalId>,
    can_be: &dyn Fn(&Principal) -> bool,
) -> Option<Option<PrincipalId>> {
    let people = model.principals();
    let choice = |nth: usize| match nth.checked_sub(1) {
        None => Some(Choice::new(nobody)),
        Some(nth) => {
            let person = people.at(nth).filter(|person| can_be(person))?;
            Some(Choice::new(&person.name).detail(person.id.as_str()))
        }
    };
    let at = who.and_then(|id| people.position(id));
    let picked = Combo::new(name, &[], at.map(|n| n + 1))
        .many(people.len() + 1, &choice)
        .placeholder(nobody)
        .show(ui)?;
    let person = picked.checked_sub(1).and_then(|n| people.at(n));
    Some(person.map(|person| person.id.clone()))
}

/// Someone as a choice.
pub fn person_choice(person: &Principal) -> Choice<'_> {
    let (icon, detail) = match person.sort {
        PrincipalSort::Person => (icons::PERSON, person.id.as_str()),
        PrincipalSort::ServiceUser => (icons::SMART_TOY, "service user"),
        PrincipalSort::External => (icons::PERSON_ADD, "external"),
    };
    Choice::new(&person.name).detail(detail).icon(icon)
}

/// Groups first, then people: whoever can be given something.
pub fn subjects(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    taken: &dyn Fn(&Key) -> bool,
) -> Option<Key> {
    let (groups, people) = (cx.model.groups(), cx.model.principals());
    let key = |nth: usize| match groups.at(nth) {
        Some(group) => Some(Key::Group(group.id.clone())),
        None => {
            let person = people.at(nth.checked_sub(groups.len())?)?;
            Some(Key::Principal(person.id.clone()))
        }
    };
    let choice = |nth: usize| {
        key(nth).filter(|key| !taken(key))?;
        match groups.at(nth) {
            Some(group) => {
                let choice = Choice::new(&group.name).detail("group");
                Some(choice.icon(icons::GROUP_WORK))
            }
            None => people.at(nth - groups.len()).map(person_choice),
        }
    };
    let picked = Combo::bare(name, &[], None)
        .many(groups.len() + people.len(), &choice)
        .placeholder(name)
        .show(ui)?;
    key(picked)
}

/// Groups but those taken.
pub fn groups(
    ui: &mut Ui,
    cx: &Context<'_>,
    name: &str,
    taken: &dyn Fn(&GroupId) -> bool,
) -> Option<GroupId> {
    let free = cx.model.groups().iter().filter(|group| !taken(&group.id));
    let picks: Vec<Pick> = free
        .map(|group| {
            let key = Key::Group(group.id.clone());
            Pick::new(key, group.name.clone(), icons::GROUP_WORK)
        })
        .collect();
    match add(ui, name, &picks)? {
        Key::Group(id) => Some(id),
        _ => None,
    }
}

/// What became of a row of chips.
#[derive(Debug, Default)]
pub struct Chips {
    /// One was chosen.
    pub clicked: Option<Key>,
    /// Its place.
    pub clicked_at: Option<usize>,
    /// The cross of one was chosen: place and record.
    pub closed: Option<(usize, Key)>,
}

/// Records as chips, each with its icon; `closable` gives them a cross.
pub fn chips(ui: &mut Ui, list: &[(Key, String)], closable: bool) -> Chips {
    chips_marked(ui, list, closable, &|_| false)
}

/// The same; those that do not count now are dashed.
pub fn chips_marked(
    ui: &mut Ui,
    list: &[(Key, String)],
    closable: bool,
    is_absent: &dyn Fn(usize) -> bool,
) -> Chips {
    let mut result = Chips::default();
    if list.is_empty() {
        return result;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        for (at, (key, name)) in list.iter().enumerate() {
            // No scope of its own: only what is placed directly is wrapped.
            let mut chip = Chip::new(name).icon(icon_of(key));
            if closable {
                chip = chip.closable();
            }
            if is_absent(at) {
                chip = chip.absent();
            }
            let shown = chip.show(ui);
            if shown.closed {
                result.closed = Some((at, key.clone()));
            } else if shown.response.clicked() {
                result.clicked = Some(key.clone());
                result.clicked_at = Some(at);
            }
        }
    });
    result
}

fn icon_of(key: &Key) -> Icon {
    match key {
        Key::Label(_) => icons::SELL,
        Key::Principal(_) => icons::PERSON,
        other => kind_of(&crate::model::Model::default(), other).icon(),
    }
}
