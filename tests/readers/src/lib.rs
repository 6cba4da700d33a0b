//! The real readers of exports: cedar-policy and casbin read the files Sightline writes and are asked
//! what Sightline answers. Here the models and the questions, and the readers in modules of their own.

pub mod casbin;
pub mod cedar;

use std::path::PathBuf;

use sightline::engine::{Engine, ItemRef, Target};
use sightline::io::export::Parcel;
use sightline::io::native;
use sightline::model::{
    ACCOUNT_KIND, About, Date, LevelId, Model, Permission, PermissionId, PrincipalId, ROLE_KIND,
};

/// The day on which samples are asked.
pub fn day() -> Date {
    Date::new(2026, 11, 21).expect("a day")
}

/// Every sample with its name.
pub fn samples() -> Vec<(String, Model)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut found = Vec::new();
    for name in ["hibob", "datafisher", "sherp", "leena", "leapsome", "acme"] {
        found.push((name.to_owned(), folder.join(name).join("model.ron")));
    }
    for name in ["d", "h", "l", "p", "s"] {
        found.push((
            format!("case {name}"),
            folder.join(format!("cases/{name}.ron")),
        ));
    }
    let load = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        native::parse(bytes)
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
            .model
    };
    found
        .iter()
        .map(|(name, path)| (name.clone(), load(path)))
        .collect()
}

/// A file of an export as text.
pub fn file<'p>(parcel: &'p Parcel, name: &str) -> &'p str {
    let file = parcel.files.iter().find(|file| file.name == name);
    let file = file.unwrap_or_else(|| panic!("there is no {name}"));
    std::str::from_utf8(&file.bytes).expect("text")
}

/// What a permission is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onto {
    Nothing,
    Person,
    Item,
    Pair,
}

impl Onto {
    pub fn of(permission: &Permission) -> Onto {
        match &permission.about {
            about if about.kinds().is_empty() && !about.has_person() => Onto::Nothing,
            about if about.kinds().is_empty() => Onto::Person,
            About::PersonAndItem(_) => Onto::Pair,
            _ => Onto::Item,
        }
    }
}

/// All a permission can be done to.
pub fn targets(engine: &Engine, permission: &Permission) -> Vec<Target> {
    let model = engine.model();
    let people: Vec<PrincipalId> = model
        .principals()
        .iter()
        .filter(|p| p.has_record())
        .map(|p| p.id.clone())
        .collect();
    let is_about = |kind: &str| permission.about.kinds().iter().any(|one| *one == *kind);
    let mut items: Vec<ItemRef> = Vec::new();
    for item in model
        .items()
        .iter()
        .filter(|item| is_about(item.kind.as_str()))
    {
        items.push(ItemRef::Item(item.id.clone()));
    }
    if is_about(ACCOUNT_KIND) {
        items.extend(model.principals().ids().cloned().map(ItemRef::Account));
    }
    if is_about(ROLE_KIND) {
        items.extend(model.roles().ids().cloned().map(ItemRef::Role));
    }
    match Onto::of(permission) {
        Onto::Nothing => vec![Target::NONE],
        Onto::Person => people
            .iter()
            .map(|id| Target::of_person(model, id))
            .collect(),
        Onto::Item => items
            .iter()
            .map(|item| match item {
                ItemRef::Item(id) => Target::of_item(model, id),
                ItemRef::Account(id) => Target::of_person(model, id),
                ItemRef::Role(id) => Target::of_role(id),
            })
            .collect(),
        Onto::Pair => items
            .iter()
            .flat_map(|item| {
                people
                    .iter()
                    .map(|id| Target::pair(id.clone(), item.clone()))
            })
            .collect(),
    }
}

/// One question.
#[derive(Debug)]
pub struct Question<'m> {
    pub who: &'m PrincipalId,
    pub permission: &'m Permission,
    pub level: &'m LevelId,
    pub target: &'m Target,
}

impl Question<'_> {
    pub fn onto(&self) -> Onto {
        Onto::of(self.permission)
    }

    pub fn deed(&self) -> (&PermissionId, &LevelId) {
        (&self.permission.id, self.level)
    }
}

/// How many questions were asked, and how many answers were a yes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub asked: usize,
    pub yes: usize,
}

/// Asks a reader about every principal, permission, level and target, or every `stride`th of them,
/// and compares with the engine.
pub fn compare(
    engine: &Engine,
    stride: usize,
    mut reader: impl FnMut(&Question<'_>) -> bool,
) -> Result<Count, String> {
    let model = engine.model();
    let mut count = Count::default();
    let mut nth = 0u64;
    for permission in model.permissions().iter() {
        let all = targets(engine, permission);
        let ladder = model.ladder_of(&permission.id).expect("a ladder");
        for level in ladder.levels.iter().skip(1) {
            for who in model.principals().ids() {
                for target in &all {
                    nth += 1;
                    // Spread, so that it is not always the same targets.
                    let spread = nth.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
                    if !spread.is_multiple_of(stride as u64) {
                        continue;
                    }
                    let question = Question {
                        who,
                        permission,
                        level,
                        target,
                    };
                    let expected = engine.allows(who, &permission.id, level, target);
                    let found = reader(&question);
                    count.asked += 1;
                    count.yes += usize::from(found);
                    if found != expected {
                        return Err(format!(
                            "{who} {}@{level} {target:?}: the engine says {expected}",
                            permission.id
                        ));
                    }
                }
            }
        }
    }
    Ok(count)
}

/// How many questions there are.
pub fn n_questions(engine: &Engine) -> usize {
    let model = engine.model();
    let permissions = model.permissions().iter();
    let each = permissions.map(|permission| {
        let ladder = model.ladder_of(&permission.id).expect("a ladder");
        targets(engine, permission).len() * (ladder.levels.len() - 1)
    });
    each.sum::<usize>() * model.principals().len()
}
