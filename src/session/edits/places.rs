//! Edits of teams, labels and items: add, rename, move.

use crate::model::{
    Change, Edit, Field, Item, ItemId, Key, KindId, Label, LabelId, Model, PrincipalId, Record,
    Team, Value, slug,
};
use crate::session::cells::Of;

pub(super) fn fresh(base: &str, taken: impl Fn(&str) -> bool) -> String {
    (1..)
        .map(|n| match n {
            1 => base.to_owned(),
            n => format!("{base} {n}"),
        })
        .find(|name| !taken(name))
        .unwrap_or_default()
}

/// Adds a record of a table with a name to be changed: a label below the selected one, if a
/// label is selected.
pub fn add(model: &Model, of: &Of, selected: Option<&Key>) -> (Change, Key) {
    match of {
        Of::People => {
            let (change, id) = super::people::add(model);
            (change, Key::Principal(id))
        }
        Of::Teams => add_team(model),
        Of::Labels => add_label(model, selected),
        Of::Items(kind) => add_item(model, kind),
    }
}

fn add_team(model: &Model) -> (Change, Key) {
    let name = fresh("New team", |name| {
        model.teams().iter().any(|t| t.name == name)
    });
    let id = slug(&name, |id| model.teams().contains(&id.into()));
    let team = Team {
        id: id.as_str().into(),
        name: name.clone(),
    };
    let change = Change::new(format!("add {name}"), vec![Edit::put(team)]);
    (change, Key::Team(id.into()))
}

fn add_label(model: &Model, selected: Option<&Key>) -> (Change, Key) {
    let name = fresh("New label", |name| {
        model.labels().iter().any(|l| l.name == name)
    });
    let id = slug(&name, |id| model.labels().contains(&id.into()));
    let parent = match selected {
        Some(Key::Label(id)) => Some(id.clone()),
        _ => None,
    };
    let label = Label {
        id: id.as_str().into(),
        name: name.clone(),
        parent,
    };
    let change = Change::new(format!("add {name}"), vec![Edit::put(label)]);
    (change, Key::Label(id.into()))
}

fn add_item(model: &Model, kind: &KindId) -> (Change, Key) {
    let word = model.title(&Key::Kind(kind.clone())).to_lowercase();
    let name = fresh(&format!("New {word}"), |name| {
        model.items().iter().any(|item| item.name == name)
    });
    let taken =
        |id: &str| model.items().contains(&id.into()) || model.principals().contains(&id.into());
    let id = slug(&name, taken);
    let item = Item {
        id: id.as_str().into(),
        name: name.clone(),
        kind: kind.clone(),
        creator: None,
        owner: None,
        subject: None,
        labels: Vec::new(),
        fields: Default::default(),
    };
    let change = Change::new(format!("add {name}"), vec![Edit::put(item)]);
    (change, Key::Item(id.into()))
}

/// Changes what a team, label, item or person is called.
pub fn rename(model: &Model, key: &Key, name: &str) -> Option<Change> {
    let name = name.trim();
    let old = model.title(key);
    if old == name {
        return None;
    }
    macro_rules! renamed {
        ($row:ident) => {{
            let mut row = (*$row).clone();
            row.name = name.to_owned();
            Record::from(row)
        }};
    }
    let record = match model.record(key)? {
        Record::Team(row) => renamed!(row),
        Record::Label(row) => renamed!(row),
        Record::Item(row) => renamed!(row),
        Record::Principal(row) => renamed!(row),
        Record::Group(row) => renamed!(row),
        Record::Role(row) => renamed!(row),
        Record::Module(row) => renamed!(row),
        Record::Permission(row) => renamed!(row),
        Record::Switch(row) => renamed!(row),
        Record::Field(row) => renamed!(row),
        Record::Kind(row) => renamed!(row),
        Record::Guard(row) => renamed!(row),
        Record::Suppression(row) => renamed!(row),
        Record::Reach(row) => renamed!(row),
        _ => return None,
    };
    let edit = Edit::Put { record, at: None };
    Some(Change::new(format!("rename {old} to {name}"), vec![edit]))
}

/// Which person of an item is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Whom it is about.
    Subject,
    /// Who owns it.
    Owner,
    /// Who made it.
    Creator,
}

/// Sets or clears whom an item is about, who owns it or who made it.
pub fn set_item_person(
    model: &Model,
    id: &ItemId,
    part: Part,
    who: Option<PrincipalId>,
) -> Option<Change> {
    let mut item = model.items().get(id)?.clone();
    let (slot, word) = match part {
        Part::Subject => (&mut item.subject, "subject"),
        Part::Owner => (&mut item.owner, "owner"),
        Part::Creator => (&mut item.creator, "maker"),
    };
    if *slot == who {
        return None;
    }
    slot.clone_from(&who);
    let label = match who {
        Some(who) => {
            let name = model.title(&Key::Principal(who));
            format!("make {name} the {word} of {}", item.name)
        }
        None => format!("clear the {word} of {}", item.name),
    };
    Some(Change::new(label, vec![Edit::put(item)]))
}

/// Puts a label on a person, an item or a role, or takes it off.
pub fn set_label(model: &Model, key: &Key, label: &LabelId, on: bool) -> Option<Change> {
    let name = model.title(&Key::Label(label.clone()));
    let title = model.title(key);
    let set = |list: &mut Vec<LabelId>| {
        list.retain(|one| one != label);
        if on {
            list.push(label.clone());
        }
    };
    macro_rules! labelled {
        ($row:ident) => {{
            let mut row = (*$row).clone();
            set(&mut row.labels);
            Record::from(row)
        }};
    }
    let record = match model.record(key)? {
        Record::Principal(row) => labelled!(row),
        Record::Item(row) => labelled!(row),
        Record::Role(row) => labelled!(row),
        _ => return None,
    };
    let words = if on {
        format!("label {title} {name}")
    } else {
        format!("take {name} off {title}")
    };
    Some(Change::new(words, vec![Edit::Put { record, at: None }]))
}

/// Sets or clears a field of an item.
pub fn set_item_field(
    model: &Model,
    id: &ItemId,
    field: &Field,
    value: Option<Value>,
) -> Option<Change> {
    let old = model.items().get(id)?;
    let mut item = old.clone();
    let words = match &value {
        Some(value) => format!("set {} of {} to {value}", field.name, item.name),
        None => format!("clear {} of {}", field.name, item.name),
    };
    item.fields
        .set(&field.id, value.filter(|value| !value.is_empty()));
    (item != *old).then(|| Change::new(words, vec![Edit::put(item)]))
}

/// Why a label cannot come below another: the circle, by name. None if nothing is in the way.
pub fn label_circle(model: &Model, id: &LabelId, parent: &LabelId) -> Option<String> {
    let mut way = vec![parent];
    while way.last() != Some(&id) {
        let up = model.labels().get(way.last()?)?.parent.as_ref()?;
        if way.contains(&up) {
            return None;
        }
        way.push(up);
    }
    let name = |id: &LabelId| model.title(&Key::Label(id.clone()));
    let mut names: Vec<String> = way.iter().rev().map(|id| name(id)).collect();
    names.push(name(id));
    let (first, below) = (name(id), name(parent));
    if id == parent {
        return Some(format!("{first} cannot be below itself"));
    }
    let way = names.join(" → ");
    Some(format!(
        "{below} is below {first}. They would go round in a circle: {way}"
    ))
}

/// Moves a label below another, or to the top.
pub fn set_parent(model: &Model, id: &LabelId, parent: Option<LabelId>) -> Option<Change> {
    let mut label = model.labels().get(id)?.clone();
    if label.parent == parent {
        return None;
    }
    let words = match &parent {
        Some(up) => format!(
            "move {} below {}",
            label.name,
            model.title(&Key::Label(up.clone()))
        ),
        None => format!("move {} to the top", label.name),
    };
    label.parent = parent;
    Some(Change::new(words, vec![Edit::put(label)]))
}
