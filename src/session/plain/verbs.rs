//! Verbs and levels: what "see" and "edit" mean on the ladder of a permission.

use super::lexicon::{Entry, Lexicon, Sort};
use super::question::{Deed, Doing, Verb};
use crate::engine::Words;
use crate::model::{FieldId, LevelId, Model, Permission};

/// What one may type for a verb. The first of each is the one that is offered.
pub(super) const SAID: [(&str, Verb); 19] = [
    ("see", Verb::See),
    ("view", Verb::See),
    ("read", Verb::See),
    ("look at", Verb::See),
    ("open", Verb::See),
    ("edit", Verb::Edit),
    ("change", Verb::Edit),
    ("update", Verb::Edit),
    ("modify", Verb::Edit),
    ("manage", Verb::Edit),
    ("set", Verb::Edit),
    ("write", Verb::Edit),
    ("propose changes to", Verb::Propose),
    ("propose", Verb::Propose),
    ("suggest", Verb::Propose),
    ("use", Verb::Use),
    ("do", Verb::Use),
    ("run", Verb::Use),
    ("have", Verb::Use),
];

/// The verbs that are offered.
pub(super) fn offered(lexicon: &Lexicon) -> Vec<(&'static str, &'static Verb)> {
    let has = |level: &str| lexicon.levels().iter().any(|known| known == level);
    let mut list = vec![("see", &Verb::See), ("edit", &Verb::Edit)];
    if has("propose") {
        list.push(("propose", &Verb::Propose));
    }
    list.push(("use", &Verb::Use));
    list
}

/// Words with which names of permissions begin that show something.
const SEEING: [&str; 7] = ["see", "view", "read", "open", "download", "show", "look"];
/// Words with which names of permissions begin that change something.
const EDITING: [&str; 12] = [
    "edit", "change", "update", "modify", "manage", "set", "write", "maintain", "correct",
    "rename", "move", "switch",
];
/// Words with which names of permissions begin that do something else.
const DOING: [&str; 33] = [
    "add",
    "approve",
    "answer",
    "ask",
    "assign",
    "bulk",
    "create",
    "delete",
    "designate",
    "dismiss",
    "enrol",
    "export",
    "flip",
    "give",
    "grant",
    "import",
    "invite",
    "make",
    "order",
    "prepare",
    "publish",
    "push",
    "release",
    "remind",
    "remove",
    "request",
    "retrigger",
    "run",
    "send",
    "skip",
    "submit",
    "terminate",
    "upload",
];
/// Names that end so show something, though they are a plain yes or no.
const SHOWN: [&str; 11] = [
    "report",
    "reports",
    "analytics",
    "results",
    "log",
    "history",
    "calendar",
    "balance",
    "statistics",
    "dashboard",
    "overview",
];

/// What the name of a permission says is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Seeing,
    Editing,
    Doing,
    Nothing,
}

fn says(name: &str) -> Says {
    let first = name
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let first = first.as_str();
    if SEEING.contains(&first) {
        Says::Seeing
    } else if EDITING.contains(&first) {
        Says::Editing
    } else if DOING.contains(&first) {
        Says::Doing
    } else {
        Says::Nothing
    }
}

fn is_shown(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or_default();
    SHOWN.contains(&last.to_lowercase().as_str())
}

/// A name that begins with a verb of seeing or editing, without it.
pub(super) fn without_verb(name: &str) -> Option<&str> {
    let is_verb = matches!(says(name), Says::Seeing | Says::Editing);
    let (_, rest) = name.trim().split_once(char::is_whitespace)?;
    is_verb.then_some(rest)
}

/// True if the name alone says what is done: "Approve a pay run".
pub(super) fn says_it(permission: &Permission) -> bool {
    says(&permission.name) != Says::Nothing
}

/// How a permission came into a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// By its own name.
    Name,
    /// By a field it shows.
    Field,
    /// With all others.
    All,
}

/// The level a verb means on a permission; none where it has no such level.
pub(super) fn level_of(
    model: &Model,
    permission: &Permission,
    verb: &Verb,
    by: By,
) -> Option<LevelId> {
    let ladder = model.ladders().get(&permission.ladder)?;
    let above = ladder.levels.get(1..)?;
    let named = |names: &[&str]| {
        let mut levels = above.iter();
        levels
            .find(|level| names.contains(&level.as_str()))
            .cloned()
    };
    let is_yes_or_no = above.len() == 1 && above.first().is_some_and(|level| *level == "yes");
    let name = permission.name.as_str();
    match verb {
        Verb::Any | Verb::Use => above.first().cloned(),
        Verb::At(level) => above.iter().find(|one| *one == level).cloned(),
        Verb::See if is_yes_or_no => {
            let shows = !permission.fields.is_empty() || is_shown(name);
            let is_seen = match (says(name), by) {
                (Says::Seeing, _) => true,
                (Says::Editing | Says::Doing, _) => false,
                (Says::Nothing, By::Name) => true,
                (Says::Nothing, _) => shows,
            };
            above.first().filter(|_| is_seen).cloned()
        }
        // What is masked is not seen.
        Verb::See => above.iter().find(|level| **level != "masked").cloned(),
        Verb::Edit if is_yes_or_no => {
            let is_edited = match (says(name), by) {
                (Says::Editing, _) => by != By::Field,
                (Says::Nothing, By::Name) => !is_shown(name) && permission.fields.is_empty(),
                _ => false,
            };
            above.first().filter(|_| is_edited).cloned()
        }
        Verb::Edit => {
            named(&["edit", "change", "write", "manage", "update", "full"]).or_else(|| {
                above
                    .last()
                    .filter(|_| above.len() > 1 && !above.iter().any(|l| *l == "view"))
                    .cloned()
            })
        }
        Verb::Propose => named(&["propose", "suggest", "request"]),
    }
}

/// The verb as it reads in a sentence.
pub(super) fn word(verb: &Verb) -> &str {
    match verb {
        Verb::Any => "do",
        Verb::See => "see",
        Verb::Edit => "edit",
        Verb::Propose => "propose",
        Verb::Use => "use",
        Verb::At(level) => level.as_str(),
    }
}

/// Every permission at the level a verb means in general.
pub(super) fn all(model: &Model, verb: &Verb) -> Vec<Deed> {
    let permissions = model.permissions().iter();
    permissions
        .filter_map(|permission| {
            Some(Deed {
                level: level_of(model, permission, verb, By::All)?,
                permission: permission.id.clone(),
            })
        })
        .collect()
}

/// What is done to what was named: to a permission, or to a field by every permission that shows it.
pub(super) fn doing(lexicon: &Lexicon, verb: &Verb, what: &[Entry]) -> Option<Doing> {
    let model = lexicon.model();
    let mut field: Option<FieldId> = None;
    let mut deeds: Vec<Deed> = Vec::new();
    let mut add = |permission: &Permission, by: By| {
        if !deeds.iter().any(|deed| deed.permission == permission.id)
            && let Some(level) = level_of(model, permission, verb, by)
        {
            deeds.push(Deed {
                permission: permission.id.clone(),
                level,
            });
        }
    };
    for entry in what.iter().filter(|entry| entry.sort == Sort::Permission) {
        if let Some(permission) = model.permissions().at(entry.at as usize) {
            add(permission, By::Name);
        }
    }
    for named in what.iter().filter_map(|entry| lexicon.field(*entry)) {
        for permission in model
            .permissions()
            .iter()
            .filter(|p| p.fields.contains(&named.id))
        {
            add(permission, By::Field);
        }
        field.get_or_insert_with(|| named.id.clone());
    }
    let name = what.first().map(|entry| lexicon.title(*entry))?;
    let said = match deeds.as_slice() {
        [] => return None,
        [one] => Words::new(model).deed(&one.permission, one.level.as_str()),
        _ => format!("{} {}", word(verb), super::words::small(&name)),
    };
    Some(Doing { deeds, said, field })
}

/// Anything at all, in a way.
pub(super) fn anything(lexicon: &Lexicon, verb: &Verb) -> Option<Doing> {
    let deeds = all(lexicon.model(), verb);
    let said = format!("{} anything", word(verb));
    (!deeds.is_empty()).then_some(Doing {
        deeds,
        said,
        field: None,
    })
}
