//! From "of people in Berlin" to targets: as expectations name them, for the permission at hand.

use std::cell::Cell;

use super::super::question::{Deed, Whom};
use crate::engine::{Among, Engine, Question, Target, Words};
use crate::model::{
    ACCOUNT_KIND, About, Condition, ItemSelector, Key, Model, On, Op, PrincipalId, Reach,
};

/// What a permission is asked about; none for anyone or anything at all.
pub(super) fn on(engine: &Engine, deed: &Deed, whom: &Whom) -> Option<On> {
    let about = about(engine.model(), deed)?;
    if *about == About::Nothing {
        return Some(On::Nothing);
    }
    Some(match whom {
        Whom::Anyone => return None,
        Whom::Person(id) => people(about, Reach::Listed(vec![id.clone()])),
        Whom::People(reach) => people(about, reach.clone()),
        Whom::ReportsOf(id, Some(1)) => people(
            about,
            Reach::Where(Condition::one("manager", Op::Is, &[id.as_str()])),
        ),
        Whom::ReportsOf(id, depth) => people(about, Reach::Listed(engine.reports(id, *depth))),
        Whom::Item(id) => items(about, ItemSelector::Listed(vec![id.clone()])),
        Whom::Items(selector) => items(about, selector.clone()),
    })
}

fn about<'m>(model: &'m Model, deed: &Deed) -> Option<&'m About> {
    let permission = model.permissions().get(&deed.permission)?;
    Some(&permission.about)
}

fn people(about: &About, reach: Reach) -> On {
    match about {
        About::Nothing => On::Nothing,
        About::Person => On::People(reach),
        About::Item(kinds) if kinds.iter().any(|kind| *kind == ACCOUNT_KIND) => On::People(reach),
        About::Item(_) | About::ItemOfPerson(_) => On::Items(ItemSelector::About(reach)),
        About::PersonAndItem(_) => On::Pairs(reach, ItemSelector::Any),
    }
}

fn items(about: &About, selector: ItemSelector) -> On {
    match about {
        About::Nothing => On::Nothing,
        About::PersonAndItem(_) => On::Pairs(Reach::Anyone, selector),
        _ => On::Items(selector),
    }
}

/// How far someone gets with one permission among those who are named, or among all.
pub(super) fn among(engine: &Engine, who: &PrincipalId, deed: &Deed, whom: &Whom) -> Option<Among> {
    match on(engine, deed, whom) {
        Some(on) => engine.among(who, &deed.permission, &deed.level, &on),
        None => Some(at_all(engine, who, deed)),
    }
}

/// The same, among all targets there are.
pub(super) fn at_all(engine: &Engine, who: &PrincipalId, deed: &Deed) -> Among {
    let row = engine.reached_by(who, &deed.permission, &deed.level);
    let n = row.as_ref().map_or(0, |row| row.len());
    Among {
        who: who.clone(),
        n,
        of: n,
        reached: row.and_then(|row| row.first()),
        missed: None,
    }
}

/// What one would ask about a single person or item, whether or not there is something about them.
pub(super) fn single(model: &Model, whom: &Whom, who: &PrincipalId) -> Option<Target> {
    match whom {
        Whom::Person(id) => Some(Target::of_person(model, id)),
        Whom::Item(id) => Some(Target::of_item(model, id)),
        Whom::People(Reach::Oneself) => Some(Target::of_person(model, who)),
        _ => None,
    }
}

/// The question of one who acts, at one target.
pub(super) fn question(who: &PrincipalId, deed: &Deed, target: Option<Target>) -> Question {
    Question {
        actor: who.clone(),
        permission: deed.permission.clone(),
        level: deed.level.clone(),
        target: target.unwrap_or(Target::NONE),
    }
}

/// The engine, and for how many rows more reasons are told: the rest of a long answer is only
/// named, where just its beginning is shown.
pub(super) struct Told<'e> {
    pub engine: &'e Engine,
    left: Cell<usize>,
}

impl<'e> Told<'e> {
    pub fn new(engine: &'e Engine, n_rows: usize) -> Told<'e> {
        Told {
            engine,
            left: Cell::new(n_rows),
        }
    }

    /// By what someone reaches a target, in words.
    pub fn reason(&self, question: &Question) -> String {
        match self.left.get() {
            0 => String::new(),
            left => {
                self.left.set(left - 1);
                reason(self.engine, question)
            }
        }
    }
}

/// By what someone reaches a target, in words.
fn reason(engine: &Engine, question: &Question) -> String {
    let answer = engine.decide(
        &question.actor,
        &question.permission,
        &question.level,
        &question.target,
    );
    let words = Words::new(engine.model());
    if answer.allowed {
        let first = answer.paths.first();
        return first.map(|path| words.source(path)).unwrap_or_default();
    }
    match (answer.near.first(), &answer.denial) {
        (Some(miss), _) => miss.text(engine),
        (None, Some(denial)) => words.denial(denial),
        (None, None) => String::new(),
    }
}

/// How many there are, in the words of what the permission is about.
pub(super) fn extent(model: &Model, deed: &Deed, n: usize) -> String {
    let Some(about) = about(model, deed) else {
        return String::new();
    };
    match about {
        About::Nothing => String::new(),
        About::Person => super::super::words::count(n, "person", "people"),
        About::PersonAndItem(_) => super::super::words::count(n, "pair", "pairs"),
        About::Item(kinds) | About::ItemOfPerson(kinds) => match kinds.as_slice() {
            [kind] if *kind == ACCOUNT_KIND => super::super::words::count(n, "account", "accounts"),
            [kind] => {
                let name = model.title(&Key::Kind(kind.clone())).to_lowercase();
                let several = super::super::gather::plural(&name);
                super::super::words::count(n, &name, &several)
            }
            _ => super::super::words::count(n, "item", "items"),
        },
    }
}

/// "all 23", "12 of 23"; nothing where there is one.
pub(super) fn share(n: usize, of: usize) -> String {
    use super::super::words::number;
    match (n, of) {
        (_, 0 | 1) => String::new(),
        (n, of) if n == of => format!("all {}", number(of)),
        (n, of) => format!("{} of {}", number(n), number(of)),
    }
}

/// Parts of a detail that say something, with a dot between.
pub(super) fn dotted(parts: &[&str]) -> String {
    let said: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    said.join(" · ")
}
