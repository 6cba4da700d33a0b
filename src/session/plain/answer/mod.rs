//! Answers to plain questions: a sentence, rows of which each is a door, and what of it can be kept
//! as an expectation. Everything is asked of the engine.

mod can;
mod differ;
mod gives;
mod held;
mod targets;
mod what;
mod who;

use super::question::PlainQuestion;
use crate::engine::{Engine, Question, Target};
use crate::model::{Change, Key, LevelId, PermissionId, PrincipalId};
use crate::session::people;
use targets::Told;

/// An answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlainAnswer {
    /// In one sentence.
    pub sentence: String,
    /// Yes, no, or neither.
    pub verdict: Option<bool>,
    /// How the question was read, where that may surprise.
    pub notes: Vec<String>,
    /// One by one.
    pub rows: Vec<AnswerRow>,
    /// Where the whole of it stands in the window; none where only the list does.
    pub door: Option<Door>,
    /// The change that keeps it as an expectation, where one can say it.
    pub keep: Option<Change>,
}

/// One row of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerRow {
    /// What it is about, mostly a name.
    pub text: String,
    /// What is said of it.
    pub detail: String,
    /// Where it leads.
    pub door: Option<Door>,
}

/// Where an answer, or a row of it, leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Door {
    /// To a record.
    Record(Key),
    /// To why, or why not.
    Why(Question),
    /// To the HR system as someone sees it.
    SeeAs(PrincipalId),
    /// To everyone who can.
    WhoCan {
        /// What.
        permission: PermissionId,
        /// At which level.
        level: LevelId,
        /// On what; none = on anything at all.
        target: Option<Target>,
    },
}

impl AnswerRow {
    fn new(text: impl Into<String>, detail: impl Into<String>, door: Door) -> AnswerRow {
        AnswerRow {
            text: text.into(),
            detail: detail.into(),
            door: Some(door),
        }
    }
}

impl PlainAnswer {
    fn said(sentence: String) -> PlainAnswer {
        PlainAnswer {
            sentence,
            ..PlainAnswer::default()
        }
    }

    /// The rows as text with tabs, a line each.
    pub fn lines(&self) -> String {
        let cells = |row: &AnswerRow| [row.text.clone(), row.detail.clone()];
        people::write_harmless(&self.rows.iter().map(cells).collect::<Vec<_>>())
    }
}

/// Answers a question. The names are of the model the engine answers for.
pub fn answer(engine: &Engine, question: &PlainQuestion) -> PlainAnswer {
    begin(engine, question, usize::MAX)
}

/// The same where only the first rows are shown: the others bear no reason.
pub fn begin(engine: &Engine, question: &PlainQuestion, n_rows: usize) -> PlainAnswer {
    use PlainQuestion as Q;
    let told = &Told::new(engine, n_rows);
    match question {
        Q::WhatCan { who, verb } => what::all(engine, who, verb),
        Q::WhatCanTo { who, verb, whom } => what::to(told, who, verb, whom),
        Q::Whose { who, doing } => what::whose(told, who, doing),
        Q::Which { who, verb, kind } => what::which(told, who, verb, kind),
        Q::WhoCan { doing, whom } => who::can(told, doing, whom),
        Q::WhoCannot { doing, whom } => who::cannot(told, doing, whom),
        Q::Can { who, doing, whom } => can::can(told, who, doing, whom),
        Q::Why {
            who,
            doing,
            whom,
            can,
        } => can::why(told, who, doing, whom, *can),
        Q::Difference {
            who,
            other,
            verb,
            both,
        } => differ::differ(engine, who, other, verb, *both),
        Q::WhoHas(holding) => held::who_has(engine, holding),
        Q::Of { who, what } => held::of(engine, who, *what),
        Q::Gives(giver) => gives::gives(engine, giver),
        Q::GivenBy(doing) => gives::given_by(engine, doing),
        Q::Shows(field) => gives::shows(engine, field),
        Q::UsersOf(module) => who::users_of(engine, module),
        Q::WhatIs(keys) => held::what_is(engine, keys),
    }
}
