//! Who can do something, or see a field, as plain data: grouped by the reason, counted. Worked out
//! once for a revision and a choice, never on every frame.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::{AccessPath, DataField, Engine, Holder, Question, Target, Way, Whom, Words};
use crate::model::{FieldId, LevelId, Model, PermissionId, PrincipalId, Reach};
use crate::ui::checks::words::names;

/// At this level a field is shown without its value.
const MASKED: &str = "masked";

/// What is asked about.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A permission at a level or above.
    Permission(PermissionId, LevelId),
    /// Fields, by whatever permission shows any of them.
    Data(Vec<DataField>),
}

/// On whom or on what.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum On {
    /// Anyone or anything at all.
    #[default]
    Anything,
    /// One person or item.
    One(Target),
    /// Anyone of these people. The reach means the same from everyone's place.
    AnyOf(Reach),
}

/// What "who can" was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Number of the document and revision of its model.
    pub revision: (u64, u64),
    /// What.
    pub what: What,
    /// On whom or on what.
    pub on: On,
}

/// One who can, for one reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Who.
    pub who: PrincipalId,
    /// Their name.
    pub name: String,
    /// How many other reasons they have.
    pub n_others: usize,
    /// How many of those asked about they reach for this reason.
    pub n_targets: usize,
    /// Only because the module pools its sources.
    pub by_pooling: bool,
    /// The question that tells why.
    pub question: Question,
}

/// Those who can for one reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The permission.
    pub permission: PermissionId,
    /// At which level.
    pub level: LevelId,
    /// Place of the level on its ladder, and of the highest.
    pub rank: (usize, usize),
    /// Only that there is a value is seen, not which.
    pub is_masked: bool,
    /// What it allows: "View Salary".
    pub deed: String,
    /// The reason: "the role HR Partner, whose reach is people in Finland".
    pub reason: String,
    /// By name.
    pub rows: Vec<Row>,
}

impl Group {
    /// The reason as a sentence.
    pub fn sentence(&self) -> String {
        format!("{} because of {}", self.deed, self.reason)
    }
}

/// Everyone who can.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// By permission, the highest level first, then by the number of people.
    pub groups: Vec<Group>,
    /// How many different principals.
    pub n_who: usize,
    /// How many of them see it masked and no more.
    pub n_masked: usize,
    /// The permissions that show it, where data was asked about, by name.
    pub shown_by: Vec<String>,
}

/// Everyone who can, grouped by the reason.
pub fn who_can(engine: &Engine, wanted: &Wanted) -> Answer {
    let whom = whom(engine, &wanted.on);
    let words = Words::new(engine.model());
    match &wanted.what {
        What::Permission(permission, level) => {
            let holders = engine.who_reaches(permission, level, &whom);
            answer(engine, vec![(permission.clone(), holders)], false)
        }
        What::Data(fields) => {
            let shown: BTreeSet<PermissionId> =
                fields.iter().flat_map(|f| engine.showing(f)).collect();
            Answer {
                shown_by: shown.iter().map(|id| words.permission(id)).collect(),
                ..answer(engine, engine.who_sees(fields, &whom), true)
            }
        }
    }
}

fn whom(engine: &Engine, on: &On) -> Whom {
    match on {
        On::Anything => Whom::Anything,
        On::One(target) => Whom::One(target.clone()),
        On::AnyOf(reach) => {
            let from = engine.model().principals().ids().next();
            Whom::AnyOf(from.map_or_else(Vec::new, |from| engine.reached(reach, from)))
        }
    }
}

type Key = (usize, std::cmp::Reverse<usize>, String);

fn answer(engine: &Engine, found: Vec<(PermissionId, Vec<Holder>)>, is_data: bool) -> Answer {
    let model = engine.model();
    let words = Words::new(model);
    let mut groups: BTreeMap<Key, Group> = BTreeMap::new();
    let mut n_reasons: BTreeMap<PrincipalId, usize> = BTreeMap::new();
    let mut openly: BTreeSet<PrincipalId> = BTreeSet::new();
    for (permission, holders) in found {
        let place = model.permissions().position(&permission);
        let Some((place, ladder)) = place.zip(model.ladder_of(&permission)) else {
            continue;
        };
        let top = ladder.levels.len().saturating_sub(1);
        for holder in holders {
            for way in &holder.ways {
                let rank = ladder.rank(&way.level).unwrap_or_default();
                let reason = because(&words, &way.path);
                let is_masked = is_data && way.level == MASKED;
                let group = groups
                    .entry((place, std::cmp::Reverse(rank), reason.clone()))
                    .or_insert_with(|| Group {
                        permission: permission.clone(),
                        level: way.level.clone(),
                        rank: (rank, top),
                        is_masked,
                        deed: crate::engine::capital(&words.deed(&permission, way.level.as_str())),
                        reason,
                        rows: Vec::new(),
                    });
                if !is_masked {
                    openly.insert(holder.who.clone());
                }
                if let Some(row) = group.rows.last_mut().filter(|row| row.who == holder.who) {
                    // Two grants for the same reason are one.
                    row.by_pooling &= way.path.by_pooling;
                    row.n_targets = row.n_targets.max(way.n_targets);
                    continue;
                }
                *n_reasons.entry(holder.who.clone()).or_default() += 1;
                group.rows.push(row(&words, &permission, &holder, way));
            }
        }
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    for group in &mut groups {
        for row in &mut group.rows {
            let n = n_reasons.get(&row.who).copied().unwrap_or_default();
            row.n_others = n.saturating_sub(1);
        }
        group
            .rows
            .sort_by(|a, b| (&a.name, &a.who).cmp(&(&b.name, &b.who)));
    }
    groups.sort_by_key(|group| {
        (
            group.is_masked,
            model.permissions().position(&group.permission),
            std::cmp::Reverse(group.rank.0),
            std::cmp::Reverse(group.rows.len()),
        )
    });
    Answer {
        groups,
        n_who: n_reasons.len(),
        n_masked: n_reasons.len() - openly.len(),
        shown_by: Vec::new(),
    }
}

fn row(words: &Words<'_>, permission: &PermissionId, holder: &Holder, way: &Way) -> Row {
    Row {
        who: holder.who.clone(),
        name: words.person(&holder.who),
        n_others: 0,
        n_targets: way.n_targets,
        by_pooling: way.path.by_pooling,
        question: Question {
            actor: holder.who.clone(),
            permission: permission.clone(),
            level: way.level.clone(),
            target: way.target.clone(),
        },
    }
}

/// Where a path begins and how far it reaches: "the role HR Partner, whose reach is people in
/// Finland".
pub fn because(words: &Words<'_>, path: &AccessPath) -> String {
    let mut limits: Vec<&str> = Vec::new();
    // The innermost limit comes last and is the one people speak of.
    for (_, limit) in path.limits.iter().rev() {
        if !limits.contains(&limit.as_str()) {
            limits.push(limit);
        }
    }
    let source = words.source(path);
    match limits.is_empty() {
        true => source,
        false => format!("{source}, whose reach is {}", limits.join(" within ")),
    }
}

/// What a field is called.
pub fn field_name(model: &Model, field: &DataField) -> String {
    let of_kind = |kind| model.kinds().get(kind).map(|kind| &kind.fields);
    let by_id = |id: &FieldId| model.fields().get(id).map(|field| field.name.clone());
    let name = match &field.kind {
        Some(kind) => of_kind(kind)
            .and_then(|fields| fields.iter().find(|one| one.id == field.field))
            .map(|one| one.name.clone()),
        None => by_id(&field.field),
    };
    name.unwrap_or_else(|| field.field.to_string())
}

/// What is asked about, in words: "see Salary", "edit Bank details".
pub fn what_words(model: &Model, what: &What) -> String {
    match what {
        What::Permission(permission, level) => Words::new(model).deed(permission, level.as_str()),
        What::Data(fields) => {
            let all: Vec<String> = fields
                .iter()
                .map(|field| field_name(model, field))
                .collect();
            format!("see {}", names(&all))
        }
    }
}

/// On whom or on what, in words; nothing for anything at all.
pub fn on_words(model: &Model, on: &On) -> String {
    match on {
        On::Anything => String::new(),
        On::One(target) => target.title(model),
        On::AnyOf(reach) => format!("anyone of {}", Words::new(model).reach(reach)),
    }
}

impl Answer {
    /// For how many reasons those can who see it openly.
    pub fn n_reasons(&self) -> usize {
        let openly = self.groups.iter().filter(|group| !group.is_masked);
        openly.count()
    }

    /// The whole as lines of text, for tests and reviews.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for group in &self.groups {
            text.push_str(&group.sentence());
            text.push('\n');
            for row in &group.rows {
                text.push_str(&format!("  {}", row.name));
                if row.n_others > 0 {
                    text.push_str(&format!(", {} more", row.n_others));
                }
                if row.by_pooling {
                    text.push_str(", only by pooling");
                }
                text.push('\n');
            }
        }
        text
    }
}
