//! Plain questions: what is understood, what is answered, what is offered while one types.
#![allow(clippy::panic, clippy::unwrap_used)]

mod answered;
mod as_the_engine;
#[path = "../common/mod.rs"]
mod common;
mod offered;
mod understood;

use common::{change, engine, sample, world};
use proptest::prelude::*;
use sightline::engine::{Engine, Target};
use sightline::model::{Condition, Edit, Model, Op, PrincipalId, Reach, Who};
use sightline::session::plain::{
    Actor, Completion, Doing, Door, Giver, Holding, Kept, Lexicon, NotUnderstood, PlainAnswer,
    PlainQuestion as Q, Verb, Whom, answer, complete, examples, parse,
};

/// A model with the names of its questions and the engine that answers them.
struct Asked {
    model: Model,
    engine: Engine,
    lexicon: Lexicon,
}

impl Asked {
    fn of(model: Model) -> Asked {
        Asked {
            engine: engine(&model),
            lexicon: Lexicon::new(&model),
            model,
        }
    }

    #[track_caller]
    fn parse(&self, text: &str) -> Q {
        parse(&self.lexicon, text).unwrap_or_else(|stop| panic!("{text}: {}", stop.text()))
    }

    #[track_caller]
    fn answer(&self, text: &str) -> PlainAnswer {
        answer(&self.engine, &self.parse(text))
    }

    #[track_caller]
    fn refused(&self, text: &str) -> NotUnderstood {
        match parse(&self.lexicon, text) {
            Ok(question) => panic!("{text}: {question:?}"),
            Err(stop) => stop,
        }
    }

    /// The sentence and the first rows, a line each.
    fn said(&self, text: &str) -> String {
        let answer = self.answer(text);
        let verdict = match answer.verdict {
            Some(true) => "yes: ",
            Some(false) => "no: ",
            None => "",
        };
        let mut lines = vec![format!("{verdict}{}", answer.sentence)];
        lines.extend(answer.notes.iter().map(|note| format!("({note})")));
        let rows = answer.rows.iter().take(3);
        lines.extend(rows.map(|row| match row.detail.as_str() {
            "" => format!("- {}", row.text),
            detail => format!("- {}: {detail}", row.text),
        }));
        if answer.rows.len() > 3 {
            lines.push(format!("- {} rows in all", answer.rows.len()));
        }
        lines.join("\n")
    }

    fn check(&self, table: &[(&str, &str)]) {
        let mut wrong = Vec::new();
        for (question, expected) in table {
            let said = self.said(question);
            if said != *expected {
                wrong.push(format!("# {question}\n{said}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}

/// World P with two people named as the questions of the issue name them.
fn reviews() -> Asked {
    let mut model = world("p");
    let mut edits = Vec::new();
    for (id, name) in [
        ("mgr", "Employee 2"),
        ("rep", "Employee 7"),
        ("ana", "Ann van Can"),
    ] {
        let mut person = model.principals().get(&id.into()).unwrap().clone();
        person.name = name.to_owned();
        edits.push(Edit::put(person));
    }
    change(&mut model, edits);
    Asked::of(model)
}

fn doing(asked: &Asked, text: &str) -> Doing {
    match asked.parse(&format!("who can {text}")) {
        Q::WhoCan { doing, .. } => doing,
        other => panic!("{text}: {other:?}"),
    }
}

/// Every text a completion leads to is a question, or the beginning of one.
fn is_beginning(lexicon: &Lexicon, text: &str) -> bool {
    parse(lexicon, text).is_ok() || !complete(lexicon, &format!("{text} ")).is_empty()
}
