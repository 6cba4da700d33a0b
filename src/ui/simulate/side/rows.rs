//! Two sides as plain data: only what differs, by permission and by target, with the reason of each
//! difference. The sides are two principals of one model, or one principal of two models.

use std::collections::{BTreeMap, BTreeSet};

use super::super::who::rows::because;
use crate::engine::{Cell, Comparison, Engine, ItemRef, Question, Target, Words};
use crate::model::{Key, LevelId, ModuleId, PermissionId, PrincipalId};
use crate::ui::checks::words::{count, names};

/// Someone, as a model has them.
#[derive(Debug, Clone, Copy)]
pub struct Side<'e> {
    /// The answers of the model.
    pub engine: &'e Engine,
    /// Who.
    pub who: &'e PrincipalId,
}

/// A level with its place on the ladder.
pub type Level = (LevelId, usize);

/// Targets on which the two differ alike, for the same reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What each may do at most; none = nothing.
    pub levels: [Option<Level>; 2],
    /// The highest place of the ladder.
    pub top: usize,
    /// On what.
    pub targets: Vec<Target>,
    /// The same in words: "Anna and Ben", "12 people: Anna, Ben and 10 more".
    pub on: String,
    /// Why each has it, or has it not.
    pub reasons: [String; 2],
    /// At which level it differs: the level to ask about.
    pub asked: LevelId,
}

impl Line {
    /// The side that may do more.
    pub fn more(&self) -> usize {
        let rank = |side: usize| {
            let level = self.levels.get(side).and_then(Option::as_ref);
            level.map_or(0, |(_, rank)| *rank)
        };
        usize::from(rank(1) > rank(0))
    }
}

/// A permission that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Which.
    pub permission: PermissionId,
    /// Its name.
    pub name: String,
    /// By what the two may do, then by reason.
    pub lines: Vec<Line>,
}

/// Permissions of a module that differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// Which.
    pub id: ModuleId,
    /// Its name.
    pub name: String,
    /// Its permissions.
    pub parts: Vec<Part>,
}

/// The two sides.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sides {
    /// Permissions that both hold alike, on the same targets.
    pub n_same: usize,
    /// Permissions that only one of them holds at all.
    pub n_only: [usize; 2],
    /// Permissions that both hold, on other targets or at other levels.
    pub n_other: usize,
    /// What differs.
    pub modules: Vec<Module>,
}

/// Sets two sides beside each other.
pub fn compare(sides: [Side<'_>; 2]) -> Sides {
    let differing = differing(sides);
    let mut by: BTreeMap<&PermissionId, BTreeMap<&Target, [usize; 2]>> = BTreeMap::new();
    for (side, cells) in differing.iter().enumerate() {
        for cell in cells {
            note(sides, side, cell, &mut by);
        }
    }
    let mut result = Sides::default();
    let [a, b] = sides.map(|side| side.engine.model());
    let old = b.permissions().iter();
    let gone = old.filter(|permission| !a.permissions().contains(&permission.id));
    for permission in a.permissions().iter().chain(gone) {
        let holds = sides.map(|side| holds(side, &permission.id));
        let Some(targets) = by.get(&permission.id) else {
            result.n_same += usize::from(holds != [false, false]);
            continue;
        };
        match holds {
            [true, false] => result.n_only = [result.n_only[0] + 1, result.n_only[1]],
            [false, true] => result.n_only = [result.n_only[0], result.n_only[1] + 1],
            _ => result.n_other += 1,
        }
        let part = part(sides, &permission.id, targets);
        let id = permission.id.module();
        match result.modules.iter_mut().find(|module| module.id == id) {
            Some(module) => module.parts.push(part),
            None => result.modules.push(Module {
                name: name_of(sides, &Key::Module(id.clone())),
                id,
                parts: vec![part],
            }),
        }
    }
    result
}

fn name_of(sides: [Side<'_>; 2], key: &Key) -> String {
    let [a, b] = sides.map(|side| side.engine.model());
    if a.contains(key) {
        a.title(key)
    } else {
        b.title(key)
    }
}

fn holds(side: Side<'_>, permission: &PermissionId) -> bool {
    let ladder = side.engine.model().ladder_of(permission);
    let first = ladder.and_then(|ladder| ladder.level(1));
    first.is_some_and(|level| side.engine.n_targets(side.who, permission, level) > 0)
}

/// The cells of each side that the other has not. What each may do to themselves is the same.
fn differing(sides: [Side<'_>; 2]) -> [Vec<Cell>; 2] {
    let [a, b] = sides;
    if !std::ptr::eq(a.engine, b.engine) {
        let difference = Comparison::new(b.engine, a.engine).of(a.who);
        return [difference.gains, difference.losses];
    }
    let mut cells = [a.engine.beyond(a.who, b.who), a.engine.beyond(b.who, a.who)];
    let own = [0, 1].map(|side| {
        let cells = cells.get(side).into_iter().flatten();
        cells
            .filter(|cell| is_oneself(cell))
            .map(|cell| (cell.permission.clone(), cell.level.clone()))
            .collect::<BTreeSet<_>>()
    });
    let [of_a, of_b] = &own;
    for list in &mut cells {
        list.retain(|cell| {
            let deed = (cell.permission.clone(), cell.level.clone());
            !(is_oneself(cell) && of_a.contains(&deed) && of_b.contains(&deed))
        });
    }
    cells
}

fn is_oneself(cell: &Cell) -> bool {
    match &cell.target.item {
        Some(ItemRef::Account(id)) => *id == cell.who,
        Some(_) => false,
        None => cell.target.person.as_ref() == Some(&cell.who),
    }
}

/// Widens what is known of a target by one cell: the side has its level, and the other has what lies
/// below the lowest such level.
fn note<'c>(
    sides: [Side<'_>; 2],
    side: usize,
    cell: &'c Cell,
    by: &mut BTreeMap<&'c PermissionId, BTreeMap<&'c Target, [usize; 2]>>,
) {
    let of = sides.get(side).map(|side| side.engine.model());
    let ladder = of.and_then(|model| model.ladder_of(&cell.permission));
    let Some(rank) = ladder.and_then(|ladder| ladder.rank(&cell.level)) else {
        return;
    };
    let targets = by.entry(&cell.permission).or_default();
    let ranks = targets.entry(&cell.target).or_insert_with(|| {
        let mut ranks = [rank - 1; 2];
        if let Some(own) = ranks.get_mut(side) {
            *own = rank;
        }
        ranks
    });
    for (at, slot) in ranks.iter_mut().enumerate() {
        *slot = if at == side {
            rank.max(*slot)
        } else {
            (rank - 1).min(*slot)
        };
    }
}

/// So many targets of a permission are told apart by reason; more stand for themselves.
const MOST_TOLD: usize = 2_000;

fn part(
    sides: [Side<'_>; 2],
    permission: &PermissionId,
    targets: &BTreeMap<&Target, [usize; 2]>,
) -> Part {
    let mut groups: BTreeMap<([usize; 2], String), Vec<Target>> = BTreeMap::new();
    for (nth, (target, ranks)) in targets.iter().enumerate() {
        let [a, b] = *ranks;
        let has = sides.get(usize::from(b > a)).filter(|_| nth < MOST_TOLD);
        let reason = has.and_then(|side| why(*side, permission, a.max(b), target));
        let key = (*ranks, reason.unwrap_or_default());
        groups.entry(key).or_default().push((*target).clone());
    }
    let mut lines: Vec<Line> = groups
        .into_iter()
        .filter_map(|((ranks, reason), targets)| line(sides, permission, ranks, reason, targets))
        .collect();
    lines.sort_by_key(|line| (line.more(), std::cmp::Reverse(line.targets.len())));
    Part {
        name: name_of(sides, &Key::Permission(permission.clone())),
        permission: permission.clone(),
        lines,
    }
}

/// The first path that gives it, in words.
fn why(side: Side<'_>, permission: &PermissionId, rank: usize, target: &Target) -> Option<String> {
    let model = side.engine.model();
    let level = model.ladder_of(permission)?.level(rank)?;
    let check = side.engine.ask(permission, level)?.check(side.who, target);
    let path = check.deciding().next()?.path();
    let mut text = because(&Words::new(model), &path);
    if path.by_pooling {
        text.push_str(", only by pooling");
    }
    Some(text)
}

fn line(
    sides: [Side<'_>; 2],
    permission: &PermissionId,
    ranks: [usize; 2],
    reason: String,
    targets: Vec<Target>,
) -> Option<Line> {
    let [a, b] = ranks;
    let more = usize::from(b > a);
    let (has, lacks) = if more == 0 {
        (sides[0], sides[1])
    } else {
        (sides[1], sides[0])
    };
    let ladder = has.engine.model().ladder_of(permission)?;
    let level = |rank: usize| {
        let level = ladder.level(rank).filter(|_| rank > 0);
        level.map(|level| (level.clone(), rank))
    };
    let (asked, _) = level(a.max(b))?;
    let sample = targets.first()?;
    let lack = why_not(lacks, permission, &asked, sample, targets.len());
    Some(Line {
        levels: [level(a), level(b)],
        top: ladder.levels.len().saturating_sub(1),
        on: on(has, &targets),
        reasons: if more == 0 {
            [reason, lack]
        } else {
            [lack, reason]
        },
        targets,
        asked,
    })
}

/// What the nearest path lacks; where there are several targets, for the first of them.
fn why_not(
    side: Side<'_>,
    permission: &PermissionId,
    level: &LevelId,
    target: &Target,
    n: usize,
) -> String {
    let engine = side.engine;
    let words = Words::new(engine.model());
    let answer = engine.decide(side.who, permission, level, target);
    let text = match (answer.near.first(), &answer.denial) {
        (Some(miss), _) => miss.text(engine),
        (None, Some(denial)) => words.denial(denial),
        (None, None) => String::new(),
    };
    match target.title(engine.model()) {
        title if n > 1 && !title.is_empty() => format!("for {title}: {text}"),
        _ => text,
    }
}

fn on(side: Side<'_>, targets: &[Target]) -> String {
    let model = side.engine.model();
    let few = targets.iter().take(3).map(|target| target.title(model));
    let rest = targets.iter().skip(3).map(|_| String::new());
    let said = names(&few.chain(rest).collect::<Vec<_>>());
    if targets.len() <= 3 {
        return said;
    }
    let are_items = targets
        .iter()
        .any(|target| matches!(target.item, Some(ItemRef::Item(_) | ItemRef::Role(_))));
    let many = if are_items {
        count(targets.len(), "item", "items")
    } else {
        count(targets.len(), "person", "people")
    };
    format!("{many}: {said}")
}

impl Sides {
    /// Number of permissions that differ.
    pub fn n_differ(&self) -> usize {
        self.n_only.iter().sum::<usize>() + self.n_other
    }

    /// The whole as lines of text, for tests and reviews.
    pub fn text(&self) -> String {
        let word = |level: &Option<Level>| {
            level
                .as_ref()
                .map_or_else(|| "–".to_owned(), |(level, _)| level.to_string())
        };
        let [only_a, only_b] = self.n_only;
        let mut text = format!(
            "{} same, {only_a} only the first, {only_b} only the second, {} otherwise\n",
            self.n_same, self.n_other
        );
        for module in &self.modules {
            for part in &module.parts {
                for line in &part.lines {
                    let [a, b] = &line.levels;
                    let [why_a, why_b] = &line.reasons;
                    text.push_str(&format!(
                        "{}, {} | {} | {} | {why_a} | {why_b}\n",
                        part.name,
                        line.on,
                        word(a),
                        word(b)
                    ));
                }
            }
        }
        text
    }
}

/// The question one side is asked about a target of a line.
pub fn question(who: &PrincipalId, part: &Part, line: &Line, target: usize) -> Option<Question> {
    Some(Question {
        actor: who.clone(),
        permission: part.permission.clone(),
        level: line.asked.clone(),
        target: line.targets.get(target)?.clone(),
    })
}
