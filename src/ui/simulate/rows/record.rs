//! One record as someone sees it, as plain data: its parts, and the permissions about it.

use super::MOST_COLUMNS;
use crate::engine::{Engine, ItemRef, Line, Target, Words};
use crate::model::{Key, LevelId, ModuleId, PermissionId, PrincipalId};

/// A part of a record: permissions that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its name.
    pub title: String,
    /// Its lines.
    pub lines: Vec<RecordLine>,
}

/// One line of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordLine {
    /// As the engine sees it.
    pub line: Line,
    /// Name of the permission.
    pub name: String,
    /// The lowest level above nothing: what is asked about where nothing is allowed.
    pub lowest: Option<LevelId>,
}

/// One record as someone sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What it is.
    pub target: Target,
    /// Its name.
    pub title: String,
    /// One line below the name.
    pub subtitle: String,
    /// Permissions that are a plain yes or no: buttons.
    pub actions: Vec<RecordLine>,
    /// Data, part by part.
    pub sections: Vec<Section>,
}

pub(super) fn named(engine: &Engine, lines: Vec<Line>) -> Vec<RecordLine> {
    let words = Words::new(engine.model());
    lines
        .into_iter()
        .map(|line| RecordLine {
            name: words.permission(&line.permission),
            lowest: engine
                .model()
                .ladder_of(&line.permission)
                .and_then(|ladder| ladder.level(1).cloned()),
            line,
        })
        .collect()
}

pub(super) fn record(
    engine: &Engine,
    actor: &PrincipalId,
    module: &ModuleId,
    target: Target,
) -> Record {
    let model = engine.model();
    let lines = named(engine, engine.record_seen(actor, module, &target));
    let (actions, data): (Vec<RecordLine>, Vec<RecordLine>) = lines
        .into_iter()
        .partition(|line| line.line.top == 1 && line.line.fields.is_empty());
    let parents: Vec<PermissionId> = actions
        .iter()
        .filter(|line| {
            actions
                .iter()
                .any(|other| other.line.permission.is_below(&line.line.permission))
        })
        .map(|line| line.line.permission.clone())
        .collect();
    let actions = actions
        .into_iter()
        .filter(|line| !parents.contains(&line.line.permission))
        .collect();
    let mut sections: Vec<Section> = Vec::new();
    let is_head = |line: &RecordLine| {
        line.line.fields.is_empty()
            && data
                .iter()
                .any(|other| other.line.permission.is_below(&line.line.permission))
    };
    let data: Vec<RecordLine> = data.iter().filter(|line| !is_head(line)).cloned().collect();
    for line in data {
        let title = section_title(engine, &line.line.permission);
        match sections.iter_mut().find(|section| section.title == title) {
            Some(section) => section.lines.push(line),
            None => sections.push(Section {
                title,
                lines: vec![line],
            }),
        }
    }
    Record {
        title: target.title(model),
        subtitle: subtitle(engine, &target),
        target,
        actions,
        sections,
    }
}

/// The declared permission two steps down the path heads a part of the record.
fn section_title(engine: &Engine, permission: &PermissionId) -> String {
    let words = Words::new(engine.model());
    let path: Vec<&str> = permission.as_str().split('.').collect();
    let head: PermissionId = path
        .iter()
        .take(2)
        .copied()
        .collect::<Vec<_>>()
        .join(".")
        .into();
    if engine.model().permissions().contains(&head) {
        return words.permission(&head);
    }
    let word = path.get(1).copied().unwrap_or_default().replace('_', " ");
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn subtitle(engine: &Engine, target: &Target) -> String {
    let model = engine.model();
    let words = Words::new(model);
    match (&target.item, &target.person) {
        (Some(ItemRef::Item(id)), _) => {
            let Some(item) = model.items().get(id) else {
                return String::new();
            };
            let mut parts = vec![model.title(&Key::Kind(item.kind.clone()))];
            if let Some(creator) = &item.creator {
                parts.push(format!("added by {}", words.person(creator)));
            }
            if let Some(subject) = &item.subject {
                parts.push(format!("about {}", words.person(subject)));
            }
            parts.join(" · ")
        }
        (_, Some(id)) => {
            let Some(person) = model.principals().get(id) else {
                return String::new();
            };
            let values = model.fields().iter().take(MOST_COLUMNS);
            let values: Vec<String> = values
                .filter_map(|field| person.fields.get(&field.id).map(ToString::to_string))
                .collect();
            values.join(" · ")
        }
        _ => String::new(),
    }
}
